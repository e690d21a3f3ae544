//! The plain message types: text, media, location, contacts.

use super::{
    check::{Node, check_url},
    errors::{Answer, GraphError},
    media::{Library, PAGE_URL},
};
use crate::people::{Card, Header, Picture, Place, Shown};

const CAPTION: usize = 1024;

/// `{body, preview_url?}`.
pub(super) fn text(node: &Node) -> Answer<Shown> {
    node.only(&["body", "preview_url"])?;
    node.opt_bool("preview_url")?;
    Ok(Shown::text(node.text("body", 1..=4096)?))
}

/// `{id|link, …}` of the five media types.
pub(super) fn media(kind: &str, node: &Node, library: &Library, now: i64) -> Answer<Shown> {
    let known: &[&str] = match kind {
        "image" | "video" => &["id", "link", "caption"],
        "document" => &["id", "link", "caption", "filename"],
        "audio" => &["id", "link", "voice"],
        _ => &["id", "link"],
    };
    node.only(known)?;
    let caption = node.short("caption", 1..=CAPTION)?;
    let picture = Picture {
        kind: kind.to_owned(),
        url: source(node, kind, library, now)?,
        filename: filename(node)?,
        voice: node.opt_bool("voice")?.unwrap_or(false),
    };
    Ok(Shown { media: Some(picture), ..Shown::text(caption.unwrap_or_default()) })
}

/// The `id` of something uploaded here, or a public `link`; the URL under which the page can show it.
fn source(node: &Node, kind: &str, library: &Library, now: i64) -> Answer<String> {
    match (node.opt_text("id")?, node.opt_text("link")?) {
        (Some(_), Some(_)) => {
            let path = node.path_of("id");
            Err(GraphError::value(format!("{path} and link exclude each other")))
        }
        (Some(id), None) => {
            let mime = library.mime_of(id, now).ok_or_else(|| {
                GraphError::value(format!(
                    "{}: media id {id} is unknown or has expired",
                    node.path_of("id")
                ))
            })?;
            if !super::media::fits(kind, &mime) {
                return Err(GraphError::value(format!(
                    "{}: {mime} cannot be sent as {kind}",
                    node.path_of("id")
                )));
            }
            Ok(format!("{PAGE_URL}{id}"))
        }
        (None, Some(link)) => {
            check_url(&node.path_of("link"), link)?;
            Ok(link.to_owned())
        }
        (None, None) => Err(GraphError::missing(&format!("{} or link", node.path_of("id")))),
    }
}

/// `{latitude, longitude, name?, address?}`.
pub(super) fn location(node: &Node) -> Answer<Shown> {
    node.only(&["latitude", "longitude", "name", "address"])?;
    Ok(Shown { place: Some(place(node)?), ..Shown::default() })
}

/// A place on earth; name and address are free text.
pub(super) fn place(node: &Node) -> Answer<Place> {
    Ok(Place {
        latitude: node.degrees("latitude", 90.0)?,
        longitude: node.degrees("longitude", 180.0)?,
        name: node.short("name", 1..=1000)?.map(str::to_owned),
        address: node.short("address", 1..=1000)?.map(str::to_owned),
    })
}

/// `[{name: {formatted_name, …one more part}, phones}]`, at most 257.
pub(super) fn contacts(body: &Node) -> Answer<Shown> {
    let mut cards = Vec::new();
    for contact in body.nodes("contacts", 1..=257)? {
        contact.only(&["name", "phones", "emails", "urls", "addresses", "org", "birthday"])?;
        let name = contact.node("name")?;
        let parts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];
        name.only(&[parts.as_slice(), &["formatted_name"]].concat())?;
        if !parts.iter().any(|part| name.has(part)) {
            return Err(GraphError::missing(&format!(
                "{} (or another part of the name)",
                name.path_of("first_name")
            )));
        }
        let mut phones = Vec::new();
        for phone in contact.opt_nodes("phones")? {
            phone.only(&["phone", "type", "wa_id"])?;
            phones.extend(phone.opt_text("phone")?.map(str::to_owned));
        }
        cards.push(Card { name: name.text("formatted_name", 1..=1024)?.to_owned(), phones });
    }
    Ok(Shown { contacts: cards, ..Shown::default() })
}

/// The header of an interactive message: text of at most 60, or one of the media that this type allows.
pub(super) fn header(
    node: &Node,
    allowed: &[&str],
    library: &Library,
    now: i64,
) -> Answer<Option<Header>> {
    let Some(header) = node.opt_node("header")? else { return Ok(None) };
    if allowed.is_empty() {
        return Err(GraphError::value(format!(
            "{} is not allowed for this type",
            node.path_of("header")
        )));
    }
    let kind = header.one_of("type", &["text", "image", "video", "document"])?;
    if !allowed.contains(&kind) {
        return Err(GraphError::value(format!(
            "{} must be one of {}",
            header.path_of("type"),
            allowed.join(", ")
        )));
    }
    header.only(&["type", kind])?;
    if kind == "text" {
        return Ok(Some(Header::Text { text: header.text("text", 1..=60)?.to_owned() }));
    }
    media_header(&header.node(kind)?, kind, library, now).map(Some)
}

/// The picture, film or file above a text, of an interactive message as of a template; files keep their name.
pub(super) fn media_header(node: &Node, kind: &str, library: &Library, now: i64) -> Answer<Header> {
    let known: &[&str] =
        if kind == "document" { &["id", "link", "filename"] } else { &["id", "link"] };
    node.only(known)?;
    let url = source(node, kind, library, now)?;
    Ok(match kind {
        "image" => Header::Image { url },
        "video" => Header::Video { url },
        _ => Header::Document { url, filename: filename(node)? },
    })
}

fn filename(node: &Node) -> Answer<Option<String>> {
    Ok(node.short("filename", 1..=240)?.map(str::to_owned))
}
