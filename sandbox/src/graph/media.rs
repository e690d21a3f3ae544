//! Media: uploads of the business, files that people sent, and the five-minute URLs under which bytes are fetched.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::body::Bytes;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    errors::{Answer, GraphError},
    formats::{self, Sticker},
};
use crate::{clock::SECOND, world::World};

const DAY: i64 = 24 * 3600 * SECOND;
/// Ids of our own uploads live 30 days, those from webhooks 7, and the URL to the bytes 5 minutes.
const UPLOAD_LIVES: i64 = 30 * DAY;
const INBOUND_LIVES: i64 = 7 * DAY;
const URL_LIVES: i64 = 300 * SECOND;

/// Where the page finds what was uploaded.
pub(super) const PAGE_URL: &str = "/api/media/";

/// whatsapp.md 7.3: kind, types, largest size.
const LIMITS: &[(&str, &[&str], usize)] = &[
    ("audio", &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"], 16 * MB),
    (
        "document",
        &[
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ],
        100 * MB,
    ),
    ("image", &["image/jpeg", "image/png"], 5 * MB),
    ("sticker", &["image/webp"], ANIMATED_STICKER),
    ("video", &["video/mp4", "video/3gpp"], 16 * MB),
];
const MB: usize = 1024 * 1024;
const ANIMATED_STICKER: usize = 500 * 1024;
const STATIC_STICKER: usize = 100 * 1024;

/// All media of the number.
#[derive(Default)]
pub(crate) struct Library {
    shelves: Mutex<Shelves>,
}

#[derive(Default)]
struct Shelves {
    by_id: HashMap<String, Arc<Medium>>,
    /// Token in the URL → media id and when the URL dies.
    urls: HashMap<String, (String, i64)>,
}

struct Medium {
    mime: String,
    bytes: Bytes,
    expires: i64,
}

/// What a webhook says of a file.
pub(crate) struct Kept {
    pub(crate) id: String,
    pub(crate) sha256_base64: String,
    pub(crate) url: String,
}

/// Whether a type may be sent as that kind.
pub(super) fn fits(kind: &str, mime: &str) -> bool {
    LIMITS.iter().any(|(known, types, _)| *known == kind && types.contains(&essence(mime)))
}

/// The type without its parameters.
fn essence(mime: &str) -> &str {
    mime.split(';').next().unwrap_or_default().trim()
}

impl Library {
    /// Keeps what a person sent.
    pub(crate) fn keep_inbound(&self, world: &World, mime: &str, bytes: Vec<u8>) -> Kept {
        let id = world.ids.digits(51);
        let sha256_base64 = STANDARD.encode(Sha256::digest(&bytes));
        let expires = world.clock.now() + INBOUND_LIVES;
        self.put(&id, Medium { mime: mime.to_owned(), bytes: Bytes::from(bytes), expires });
        let url = self.url(world, &id);
        Kept { id, sha256_base64, url }
    }

    fn put(&self, id: &str, medium: Medium) {
        self.lock().by_id.insert(id.to_owned(), Arc::new(medium));
    }

    /// The type of something that can be sent now.
    pub(super) fn mime_of(&self, id: &str, now: i64) -> Option<String> {
        self.get(id, now).map(|medium| medium.mime.clone())
    }

    fn get(&self, id: &str, now: i64) -> Option<Arc<Medium>> {
        self.lock().by_id.get(id).filter(|medium| now < medium.expires).cloned()
    }

    /// Type and bytes, for the page.
    pub(crate) fn bytes(&self, id: &str) -> Option<(String, Bytes)> {
        self.lock().by_id.get(id).map(|medium| (medium.mime.clone(), medium.bytes.clone()))
    }

    pub(super) fn holds(&self, id: &str) -> bool {
        self.lock().by_id.contains_key(id)
    }

    fn url(&self, world: &World, id: &str) -> String {
        let token = format!("{}{}", world.ids.short(), world.ids.short());
        let dies = world.clock.now() + URL_LIVES;
        self.lock().urls.insert(token.clone(), (id.to_owned(), dies));
        format!("{}/graph/media-bytes/{token}", world.url)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shelves> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `POST /{phone}/media`: multipart with `messaging_product`, `type` and `file`.
pub(super) fn upload(world: &World, content_type: &str, body: &[u8]) -> Answer<Value> {
    let parts = multipart(content_type, body)?;
    let field = |name: &str| parts.iter().find(|part| part.name == name);
    let words = |part: &Part| String::from_utf8_lossy(part.bytes).trim().to_owned();
    let product = field("messaging_product").map(words);
    if product.as_deref() != Some("whatsapp") {
        return Err(GraphError::schema(
            "The parameter messaging_product is required and must be whatsapp",
        ));
    }
    let file = field("file").ok_or_else(|| GraphError::schema("The parameter file is required"))?;
    let mime = field("type").map(words).or_else(|| file.mime.clone());
    let mime = mime.ok_or_else(|| GraphError::schema("The parameter type is required"))?;
    if let Some(own) = &file.mime
        && essence(own) != essence(&mime)
    {
        return Err(GraphError::schema(format!(
            "Param file has Content-Type {own}, but type says {mime}"
        )));
    }
    let limit = LIMITS.iter().find(|(_, types, _)| types.contains(&essence(&mime)));
    let unsupported = || {
        GraphError::schema(format!(
            "Param file must be a file with one of the supported types, not {mime}"
        ))
    };
    let (kind, _, largest) = limit.ok_or_else(unsupported)?;
    let largest = match *kind {
        "sticker" => match formats::sticker(file.bytes).ok_or_else(unsupported)? {
            Sticker::Animated => ANIMATED_STICKER,
            Sticker::Static => STATIC_STICKER,
        },
        _ => *largest,
    };
    if file.bytes.is_empty() || file.bytes.len() > largest {
        let size = file.bytes.len();
        return Err(GraphError::schema(format!(
            "Param file has {size} bytes; {kind} may have 1 to {largest}"
        )));
    }
    let id = world.ids.digits(52);
    let bytes = Bytes::copy_from_slice(file.bytes);
    world.graph.media.put(&id, Medium { mime, bytes, expires: world.clock.now() + UPLOAD_LIVES });
    Ok(json!({"id": id}))
}

/// The code with which a message fails whose file cannot be had (131052) or used (131053). `url` is that of the page for what was
/// uploaded, else the caller's link.
pub(super) fn failure(world: &World, url: &str, voice: bool) -> Option<i64> {
    let Some(id) = url.strip_prefix(PAGE_URL) else {
        let fetched = world.options.local_links || is_public(url);
        return (!fetched).then_some(131_052);
    };
    let (mime, bytes) = world.graph.media.bytes(id)?;
    let essence = essence(&mime);
    // A voice note is Opus in Ogg, whatever else audio may be (whatsapp.md 5.3).
    let usable = formats::is_what_it_says(essence, &bytes) && (!voice || essence == "audio/ogg");
    (!usable).then_some(131_053)
}

/// A link whose name says that it is a picture of a kind that WhatsApp does not show (whatsapp.md 7.3). Meta goes by the type that
/// the host names, which is the same for an honest host.
pub(super) fn no_picture(link: &str) -> Option<i64> {
    const OTHERS: [&str; 8] = [".webp", ".gif", ".svg", ".heic", ".avif", ".bmp", ".tiff", ".pdf"];
    let path = link.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    OTHERS.iter().any(|end| path.ends_with(end)).then_some(131_053)
}

/// Meta fetches over HTTPS from hosts that the whole world can reach (whatsapp.md 5.3). Nothing is fetched here.
fn is_public(link: &str) -> bool {
    let Ok(url) = reqwest::Url::parse(link) else { return false };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let reachable = match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => {
            !(ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified())
        }
        Ok(IpAddr::V6(ip)) => !(ip.is_loopback() || ip.is_unique_local() || ip.is_unspecified()),
        Err(_) => host.contains('.') && !host.ends_with(".local"),
    };
    url.scheme() == "https" && reachable
}

/// `GET /{media}`: where the bytes are, for five minutes.
pub(super) fn describe(world: &World, id: &str) -> Answer<Value> {
    let medium = world
        .graph
        .media
        .get(id, world.clock.now())
        .ok_or_else(|| GraphError::unknown_path("GET", id))?;
    Ok(json!({
        "messaging_product": "whatsapp",
        "url": world.graph.media.url(world, id),
        "mime_type": medium.mime,
        // hex here, base64 in webhooks.
        "sha256": hex::encode(Sha256::digest(&medium.bytes)),
        "file_size": medium.bytes.len().to_string(),
        "id": id,
    }))
}

/// `DELETE /{media}`.
pub(super) fn delete(world: &World, id: &str) -> Answer<Value> {
    match world.graph.media.lock().by_id.remove(id) {
        Some(_) => Ok(json!({"success": true})),
        None => Err(GraphError::unknown_path("DELETE", id)),
    }
}

/// `GET /media-bytes/{token}`: `None` once the URL or the id is dead.
pub(super) fn fetch(world: &World, token: &str) -> Option<(String, Bytes)> {
    let now = world.clock.now();
    let (id, dies) = world.graph.media.lock().urls.get(token).cloned()?;
    let medium = world.graph.media.get(&id, now).filter(|_| now < dies)?;
    Some((medium.mime.clone(), medium.bytes.clone()))
}

struct Part<'a> {
    name: String,
    mime: Option<String>,
    bytes: &'a [u8],
}

/// The parts of a multipart body (RFC 7578), as far as uploads need it.
fn multipart<'a>(content_type: &str, body: &'a [u8]) -> Answer<Vec<Part<'a>>> {
    let broken = || GraphError::schema("The body must be multipart/form-data");
    let boundary = content_type
        .strip_prefix("multipart/form-data")
        .and_then(|rest| rest.split(';').find_map(|item| item.trim().strip_prefix("boundary=")))
        .ok_or_else(broken)?;
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    let mut parts = Vec::new();
    let mut rest = after(body, delimiter.as_bytes()).ok_or_else(broken)?;
    while let Some(content) = rest.strip_prefix(b"\r\n") {
        let head_ends = find(content, b"\r\n\r\n").ok_or_else(broken)?;
        let (head, tail) = (&content[..head_ends], &content[head_ends + 4..]);
        let part_ends = find(tail, format!("\r\n{delimiter}").as_bytes()).ok_or_else(broken)?;
        let head = String::from_utf8_lossy(head);
        let header = |name: &str| {
            head.lines().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        let disposition = header("content-disposition").ok_or_else(broken)?;
        let name = disposition
            .split(';')
            .find_map(|item| item.trim().strip_prefix("name="))
            .map(|name| name.trim_matches('"').to_owned())
            .ok_or_else(broken)?;
        parts.push(Part { name, mime: header("content-type"), bytes: &tail[..part_ends] });
        rest = &tail[part_ends + 2 + delimiter.len()..];
    }
    Ok(parts)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn after<'a>(haystack: &'a [u8], needle: &[u8]) -> Option<&'a [u8]> {
    find(haystack, needle).map(|at| &haystack[at + needle.len()..])
}
