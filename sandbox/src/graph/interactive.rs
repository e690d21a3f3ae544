//! Interactive messages that ask one thing: reply buttons, a list, a link, a place, a contact, an address, a Flow.
//!
//! Limits: whatsapp.md 5.4. Products and carousels are in `commerce.rs`, orders in `invoice.rs`.

use super::{
    check::{Node, check_length, check_url, has_emoji, unique},
    commerce,
    content::header,
    errors::{Answer, GraphError},
    invoice,
    media::Library,
};
use crate::people::{Button, ButtonKind, Header, List, Row, Section, Shown};

const ANY_HEADER: &[&str] = &["text", "image", "video", "document"];

/// The parts that all kinds share have these keys and nothing else.
const PARTS: &[&str] = &["type", "header", "body", "footer", "action"];

/// What `header`, `body` and `footer` may hold for one kind.
pub(super) struct Anatomy {
    pub(super) headers: &'static [&'static str],
    pub(super) body_max: usize,
    pub(super) body_required: bool,
    pub(super) footer: bool,
}

const USUAL: Anatomy =
    Anatomy { headers: ANY_HEADER, body_max: 1024, body_required: true, footer: true };
const NO_HEADER: Anatomy = Anatomy { headers: &[], ..USUAL };
const TEXT_HEADER: Anatomy = Anatomy { headers: &["text"], ..USUAL };

/// Reads the message and says what the phone draws of it.
pub(super) fn read(node: &Node, library: &Library, now: i64) -> Answer<Shown> {
    let kinds = [
        "button",
        "list",
        "cta_url",
        "location_request_message",
        "request_contact_info",
        "address_message",
        "flow",
        "product",
        "product_list",
        "catalog_message",
        "carousel",
        "order_details",
        "order_status",
    ];
    let kind = node.one_of("type", &kinds)?;
    node.only(PARTS)?;
    let anatomy = match kind {
        "list" => Anatomy { body_max: 4096, ..TEXT_HEADER },
        "address_message" | "flow" | "button" | "cta_url" => USUAL,
        "product_list" => TEXT_HEADER,
        "product" => Anatomy { body_required: false, ..NO_HEADER },
        "carousel" => Anatomy { footer: false, ..NO_HEADER },
        "order_details" => Anatomy { headers: &["image"], ..USUAL },
        // location_request_message, request_contact_info, catalog_message, order_status
        _ => NO_HEADER,
    };
    let mut shown = parts(node, &anatomy, library, now)?;
    let action = node.node("action")?;
    match kind {
        "button" => shown.buttons = reply_buttons(&action)?,
        "list" => shown.list = Some(list(&action)?),
        "cta_url" => shown.buttons = vec![link_button(&action, shown.header.as_ref())?],
        "location_request_message" => {
            shown.buttons =
                vec![asking(&action, "send_location", "Send location", ButtonKind::Location)?]
        }
        "request_contact_info" => {
            shown.buttons = vec![asking(
                &action,
                "request_contact_info",
                "Share contact info",
                ButtonKind::Contact,
            )?];
        }
        "address_message" => shown.buttons = vec![address(&action)?],
        "flow" => shown.buttons = vec![flow(&action)?],
        "product" => shown.products = vec![commerce::product(&action)?],
        "product_list" => shown.products = commerce::product_list(node, &action)?,
        "catalog_message" => shown.buttons = vec![commerce::catalog(&action)?],
        "carousel" => shown.cards = commerce::carousel(&action, library, now)?,
        "order_details" => invoice::order_details(&action, &mut shown, now)?,
        _ => invoice::order_status(&action, &mut shown)?,
    }
    Ok(shown)
}

/// Header, body and footer.
pub(super) fn parts(node: &Node, anatomy: &Anatomy, library: &Library, now: i64) -> Answer<Shown> {
    let mut shown =
        Shown { header: header(node, anatomy.headers, library, now)?, ..Shown::default() };
    let body =
        if anatomy.body_required { Some(node.node("body")?) } else { node.opt_node("body")? };
    if let Some(body) = body {
        body.only(&["text"])?;
        body.text("text", 1..=anatomy.body_max)?.clone_into(&mut shown.text);
    }
    if let Some(footer) = node.opt_node("footer")? {
        if !anatomy.footer {
            return Err(GraphError::value(format!(
                "{} is not allowed for this type",
                node.path_of("footer")
            )));
        }
        footer.only(&["text"])?;
        shown.footer = Some(footer.text("text", 1..=60)?.to_owned());
    }
    Ok(shown)
}

/// One to three; ids of at most 256 and titles of at most 20, each unique.
fn reply_buttons(action: &Node) -> Answer<Vec<Button>> {
    action.only(&["buttons"])?;
    let mut buttons = Vec::new();
    for button in action.nodes("buttons", 1..=3)? {
        button.only(&["type", "reply"])?;
        button.one_of("type", &["reply"])?;
        let reply = button.node("reply")?;
        reply.only(&["id", "title"])?;
        let title = reply.text("title", 1..=20)?.to_owned();
        let id = reply.text("id", 1..=256)?.to_owned();
        buttons.push(Button { title, kind: ButtonKind::Reply { id } });
    }
    unique("button title", buttons.iter().map(|button| button.title.as_str()))?;
    unique(
        "button id",
        buttons.iter().filter_map(|button| match &button.kind {
            ButtonKind::Reply { id } => Some(id.as_str()),
            _ => None,
        }),
    )?;
    Ok(buttons)
}

/// At most ten sections, and ten rows over all of them.
fn list(action: &Node) -> Answer<List> {
    action.only(&["button", "sections"])?;
    let label = action.text("button", 1..=20)?.to_owned();
    let nodes = action.nodes("sections", 1..=10)?;
    let several = nodes.len() > 1;
    let mut sections = Vec::new();
    for node in nodes {
        node.only(&["title", "rows"])?;
        let title =
            if several { Some(node.text("title", 1..=24)?) } else { node.short("title", 0..=24)? };
        let rows = node.nodes("rows", 1..=10)?.iter().map(row).collect::<Answer<Vec<Row>>>()?;
        sections.push(Section {
            title: title.filter(|title| !title.is_empty()).map(str::to_owned),
            rows,
        });
    }
    let list = List { label, sections };
    let rows = || list.sections.iter().flat_map(|section| &section.rows);
    if rows().count() > 10 {
        return Err(GraphError::value(format!(
            "Total row count exceed max allowed count: 10, got {}",
            rows().count()
        )));
    }
    unique("row id", rows().map(|row| row.id.as_str()))?;
    Ok(list)
}

/// An empty description is as good as none: clients draw nothing.
fn row(node: &Node) -> Answer<Row> {
    node.only(&["id", "title", "description"])?;
    Ok(Row {
        id: node.text("id", 1..=200)?.to_owned(),
        title: node.text("title", 1..=24)?.to_owned(),
        description: node
            .short("description", 0..=72)?
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
    })
}

/// One link; whether it is opened is told to nobody. The preview of a payment takes the header's place (whatsapp.md 6.3).
fn link_button(action: &Node, header: Option<&Header>) -> Answer<Button> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["cta_url"])?;
    let parameters = action.node("parameters")?;
    parameters.only(&["display_text", "url", "payment_link_preview"])?;
    if parameters.opt_bool("payment_link_preview")? == Some(true) && header.is_some() {
        return Err(GraphError::value("payment_link_preview excludes a header"));
    }
    let title = parameters.text("display_text", 1..=20)?.to_owned();
    let url = parameters.text("url", 1..=2000)?;
    check_url(&parameters.path_of("url"), url)?;
    Ok(Button { title, kind: ButtonKind::Url { url: url.to_owned() } })
}

/// An action that is its name alone.
fn asking(action: &Node, name: &str, title: &str, kind: ButtonKind) -> Answer<Button> {
    action.only(&["name"])?;
    action.one_of("name", &[name])?;
    Ok(Button { title: title.to_owned(), kind })
}

/// whatsapp.md 6.1; India only.
fn address(action: &Node) -> Answer<Button> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["address_message"])?;
    let parameters = action.node("parameters")?;
    parameters.only(&["country", "values", "saved_addresses", "validation_errors"])?;
    if parameters.text("country", 1..=2)? != "IN" {
        return Err(GraphError::value(format!("{} must be IN", parameters.path_of("country"))));
    }
    if let Some(values) = parameters.opt_node("values")? {
        address_values(&values)?;
    }
    for saved in parameters.opt_nodes("saved_addresses")? {
        saved.only(&["id", "value"])?;
        saved.text("id", 1..=256)?;
        address_values(&saved.node("value")?)?;
    }
    parameters.opt_node("validation_errors")?;
    Ok(Button { title: "Provide address".to_owned(), kind: ButtonKind::Address })
}

/// Fields of an Indian address; the PIN code is the only one with a length.
pub(super) fn address_values(values: &Node) -> Answer<()> {
    let known = [
        "name",
        "phone_number",
        "in_pin_code",
        "house_number",
        "floor_number",
        "tower_number",
        "building_name",
        "address",
        "landmark_area",
        "city",
        "state",
    ];
    values.only(&known)?;
    values.short("in_pin_code", 0..=6)?;
    Ok(())
}

/// whatsapp.md 5.7.
fn flow(action: &Node) -> Answer<Button> {
    action.only(&["name", "parameters"])?;
    action.one_of("name", &["flow"])?;
    let parameters = action.node("parameters")?;
    parameters.only(&[
        "flow_message_version",
        "flow_id",
        "flow_name",
        "flow_cta",
        "mode",
        "flow_token",
        "flow_action",
        "flow_action_payload",
    ])?;
    parameters.one_of("flow_message_version", &["3"])?;
    if parameters.has("flow_id") == parameters.has("flow_name") {
        return Err(GraphError::value("Exactly one of flow_id and flow_name is needed"));
    }
    let title = parameters.text("flow_cta", 1..=30)?.to_owned();
    if has_emoji(&title) {
        return Err(GraphError::value("flow_cta must not contain emoji"));
    }
    if parameters.has("mode") {
        parameters.one_of("mode", &["published", "draft"])?;
    }
    let token = parameters.opt_text("flow_token")?.unwrap_or("unused").to_owned();
    check_length(&parameters.path_of("flow_token"), &token, 1..=1024)?;
    let starts = if parameters.has("flow_action") {
        parameters.one_of("flow_action", &["navigate", "data_exchange"])?
    } else {
        "navigate"
    };
    match parameters.opt_node("flow_action_payload")? {
        Some(_) if starts == "data_exchange" => {
            Err(GraphError::value("data_exchange takes no flow_action_payload"))
        }
        Some(payload) => {
            payload.text("screen", 1..=256)?;
            match payload.opt_node("data")? {
                Some(data) if data.only(&[]).is_ok() => {
                    Err(GraphError::value("flow_action_payload.data must not be empty"))
                }
                _ => Ok(()),
            }
        }
        None if parameters.has("flow_action") && starts == "navigate" => {
            Err(GraphError::missing(&parameters.path_of("flow_action_payload.screen")))
        }
        None => Ok(()),
    }?;
    Ok(Button { title, kind: ButtonKind::Flow { token } })
}
