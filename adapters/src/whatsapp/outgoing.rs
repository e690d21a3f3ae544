//! The JSON of outgoing messages, as whatsapp.md §5 writes it.

use realserv_domain::message::{Button, Message, Row, Section, TemplateCall};
use serde_json::{Value, json};

use super::bill;
use super::client::Outgoing;

/// The whole body, or nothing when nobody would get it.
pub(super) fn body(out: &Outgoing<'_>) -> Option<Value> {
    let (kind, content) = content(out);
    let mut body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": kind,
        kind: content,
        "biz_opaque_callback_data": out.callback_data,
    });
    match (&out.to.phone, &out.to.user_id) {
        (Some(phone), _) => body["to"] = json!(phone.reveal()),
        (None, Some(user_id)) => body["recipient"] = json!(user_id),
        (None, None) => return None,
    }
    if let Some(message_id) = out.reply_to {
        body["context"] = json!({"message_id": message_id});
    }
    Some(body)
}

/// The bytes of the request that sends it, or nothing when nobody would get it.
#[must_use]
pub fn request_body(out: &Outgoing<'_>) -> Option<String> {
    Some(body(out)?.to_string())
}

fn content(out: &Outgoing<'_>) -> (&'static str, Value) {
    match out.message {
        Message::Text { body } => ("text", json!({"body": body, "preview_url": false})),
        Message::Buttons { body, buttons, photo } => {
            let buttons: Vec<Value> = buttons.iter().map(button).collect();
            let mut content = interactive("button", body, &json!({"buttons": buttons}));
            if let Some(photo) = photo {
                content["header"] = json!({"type": "image", "image": {"link": photo}});
            }
            ("interactive", content)
        }
        Message::List { body, button, sections } => {
            let sections: Vec<Value> = sections.iter().map(section).collect();
            let action = json!({"button": button, "sections": sections});
            ("interactive", interactive("list", body, &action))
        }
        Message::Link { body, title, url } => {
            let parameters = json!({"display_text": title, "url": url});
            let action = json!({"name": "cta_url", "parameters": parameters});
            ("interactive", interactive("cta_url", body, &action))
        }
        Message::Bill { body, bill } => {
            ("interactive", interactive("order_details", body, &bill::action(bill)))
        }
        Message::BillEnded { body, reference, end } => {
            ("interactive", interactive("order_status", body, &bill::ended(reference, *end)))
        }
        Message::Document { body, paper: _, file_name } => {
            // A replay knows of no upload.
            let mut content = json!({"caption": body, "filename": file_name});
            if let Some(media_id) = out.media_id {
                content["id"] = json!(media_id);
            }
            ("document", content)
        }
        Message::AskLocation { body } => {
            let action = json!({"name": "send_location"});
            ("interactive", interactive("location_request_message", body, &action))
        }
        Message::AskContact { body } => {
            // Until 28 May 2026 it was called `contact_request` (whatsapp.md 2.6).
            let action = json!({"name": "request_contact_info"});
            ("interactive", interactive("request_contact_info", body, &action))
        }
        Message::Form { body, title, flow, token } => {
            // `data_exchange`: the first screen comes from us too, in the person's language.
            let parameters = json!({
                "flow_message_version": "3",
                "flow_id": flow,
                "flow_cta": title,
                "flow_token": token.reveal(),
                "flow_action": "data_exchange",
            });
            let action = json!({"name": "flow", "parameters": parameters});
            ("interactive", interactive("flow", body, &action))
        }
        Message::Template(call) => ("template", template(call)),
    }
}

fn interactive(kind: &str, body: &str, action: &Value) -> Value {
    json!({"type": kind, "body": {"text": body}, "action": action})
}

fn button(button: &Button) -> Value {
    json!({"type": "reply", "reply": {"id": button.id, "title": button.title}})
}

fn section(section: &Section) -> Value {
    let rows: Vec<Value> = section.rows.iter().map(row).collect();
    match &section.title {
        Some(title) => json!({"title": title, "rows": rows}),
        None => json!({"rows": rows}),
    }
}

fn row(row: &Row) -> Value {
    match &row.description {
        Some(description) => json!({"id": row.id, "title": row.title, "description": description}),
        None => json!({"id": row.id, "title": row.title}),
    }
}

/// Variables by name, so that a translation may reorder them; payloads by place, as the quick replies stand.
fn template(call: &TemplateCall) -> Value {
    let mut components = Vec::new();
    if !call.variables.is_empty() {
        let parameters: Vec<Value> = call.variables.iter().map(variable).collect();
        components.push(json!({"type": "body", "parameters": parameters}));
    }
    components.extend(call.payloads.iter().enumerate().map(|(place, payload)| {
        json!({
            "type": "button",
            "sub_type": "quick_reply",
            "index": place.to_string(),
            "parameters": [{"type": "payload", "payload": payload}],
        })
    }));
    json!({
        "name": call.name,
        "language": {"code": call.language.code(), "policy": "deterministic"},
        "components": components,
    })
}

/// Line breaks, tabs and more than four blanks are refused (132018): names and addresses of people have them.
fn variable((name, value): &(String, String)) -> Value {
    let one_line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    json!({"type": "text", "parameter_name": name, "text": one_line})
}
