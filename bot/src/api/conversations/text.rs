//! Messages as lines that a person can read, for a transcript. What can be tapped stands in square brackets.

use realserv_adapters::whatsapp::flows::read_address;
use realserv_domain::message::{Heard, MediaKind, Message, TemplateCall};
use realserv_domain::phone::Phone;
use serde_json::Value;

pub(crate) fn said(message: &Message) -> Vec<String> {
    match message {
        Message::Text { body } | Message::BillEnded { body, .. } => words(body),
        Message::Buttons { body, buttons, photo } => {
            let taps = buttons.iter().map(|button| format!("[{}]", button.title));
            let photo = photo.iter().map(|photo| format!("🖼 {photo}"));
            photo.chain(words(body)).chain(taps).collect()
        }
        Message::List { body, button, sections } => {
            let mut lines = words(body);
            lines.push(format!("[{button}]"));
            for section in sections {
                lines.extend(section.title.iter().map(|title| format!("  {title}")));
                for row in &section.rows {
                    let more = row.description.as_ref().map(|text| format!(" · {text}"));
                    lines.push(format!("  [{}]{}", row.title, more.unwrap_or_default()));
                }
            }
            lines
        }
        Message::Link { body, title, url } => {
            let mut lines = words(body);
            lines.push(format!("[{title}] {url}"));
            lines
        }
        Message::Bill { body, bill } => {
            let mut lines = words(body);
            lines.push(format!("[Review and pay] {}", bill.reference));
            lines
        }
        Message::Document { body, file_name, .. } => {
            let mut lines = vec![format!("📎 {file_name}")];
            lines.extend(words(body));
            lines
        }
        Message::AskLocation { body } => {
            let mut lines = words(body);
            lines.push("[Send location]".to_owned());
            lines
        }
        Message::AskContact { body } => {
            let mut lines = words(body);
            lines.push("[Share contact info]".to_owned());
            lines
        }
        Message::Form { body, title, .. } => {
            let mut lines = words(body);
            lines.push(format!("[{title}]"));
            lines
        }
        Message::Template(call) => template(call),
    }
}

/// Its words are with Meta; the name and what was filled in tell what was said.
fn template(call: &TemplateCall) -> Vec<String> {
    let named = format!("Template {} ({})", call.name, call.language.code());
    let filled = call.variables.iter().map(|(name, value)| format!("  {name}: {value}"));
    std::iter::once(named).chain(filled).collect()
}

pub(super) fn heard(heard: &Heard) -> Vec<String> {
    match heard {
        Heard::Said { text } => words(text),
        Heard::Tapped { title, .. } => vec![format!("[{title}]")],
        Heard::Shared { point, name, address } => {
            let at = format!("Location {:.5}, {:.5}", degrees(point.lat_e6), degrees(point.lon_e6));
            let known = [name, address].into_iter().flatten().cloned();
            std::iter::once(at).chain(known).collect()
        }
        Heard::Sent { media } => {
            let kind = match media.kind {
                MediaKind::Image => "Image",
                MediaKind::Video => "Video",
                MediaKind::Voice => "Voice note",
                MediaKind::Audio => "Audio",
                MediaKind::Document => "Document",
                MediaKind::Sticker => "Sticker",
            };
            std::iter::once(format!("({kind})")).chain(media.caption.clone()).collect()
        }
        Heard::Contact { phone } => vec![format!("(Contact {})", masked(phone.as_ref()))],
        Heard::Carted { lines } => {
            let lines = lines.iter().map(|(code, quantity)| format!("  {code} × {quantity}"));
            std::iter::once("(Cart)".to_owned()).chain(lines).collect()
        }
        Heard::Filled { name, response } => filled(name, response),
        Heard::Reacted { emoji, .. } => {
            vec![format!("(Reaction {})", emoji.as_deref().unwrap_or("taken back"))]
        }
        Heard::Edited { text, .. } => {
            let text = text.clone().unwrap_or_default();
            std::iter::once("(Edited)".to_owned()).chain(words(&text)).collect()
        }
        Heard::Deleted { .. } => vec!["(Deleted)".to_owned()],
        Heard::NumberChanged { phone } => vec![format!("(New number {phone})")],
        Heard::UserIdChanged { .. } => vec!["(New user id)".to_owned()],
        Heard::Unsupported { kind } => vec![format!("(Unsupported: {kind})")],
    }
}

/// A site can be read; any other form is only named.
fn filled(name: &str, response: &str) -> Vec<String> {
    let Some(form) = read_address(name, response) else { return vec![format!("(Form {name})")] };
    let place = format!("  {} {}", form.pin, form.words());
    let phone = form.phone.as_ref().map(|phone| format!("  (Contact {phone})"));
    let lane = form.lane.map(|lane| format!("  Lane: {}", lane.as_str()));
    ["(Form of a site)".to_owned(), place].into_iter().chain(phone).chain(lane).collect()
}

fn words(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn masked(phone: Option<&Phone>) -> String {
    phone.map_or_else(|| "without a number".to_owned(), ToString::to_string)
}

fn degrees(e6: i32) -> f64 {
    f64::from(e6) / 1e6
}

/// Numbers that stand in fields of their own. What people write in their words stays as it is.
pub(super) fn mask_phones(document: &mut Value) {
    match document {
        Value::Object(fields) => {
            for (name, value) in fields {
                let phone = value.as_str().filter(|_| name == "phone");
                match phone.map(str::parse::<Phone>) {
                    Some(Ok(phone)) => *value = Value::String(phone.to_string()),
                    Some(Err(_)) | None => mask_phones(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(mask_phones),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use realserv_domain::message::Button;
    use serde_json::json;

    use super::*;

    #[test]
    fn buttons_stand_below_the_words() {
        let button = |title: &str| Button { id: "x".to_owned(), title: title.to_owned() };
        let message = Message::Buttons {
            body: "How many?\nBags of 50 kg.".to_owned(),
            buttons: vec![button("50"), button("100")],
            photo: "https://img.realserv.in/opc53.jpg".parse().ok(),
        };
        assert_eq!(
            said(&message),
            ["🖼 https://img.realserv.in/opc53.jpg", "How many?", "Bags of 50 kg.", "[50]", "[100]"]
        );
    }

    #[test]
    fn a_shared_number_is_masked_in_the_document_too() {
        let mut document = json!({ "heard": "contact", "phone": "919848012345" });
        mask_phones(&mut document);
        assert_eq!(document["phone"], "…2345");
    }
}
