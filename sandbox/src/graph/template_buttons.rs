//! The buttons of a template that is sent: what their components must bring, and what a tap will bring back (whatsapp.md 5.8).

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    check::Node,
    errors::{Answer, GraphError},
    template_send::parameters,
    templates::Template,
};
use crate::people::{Button, ButtonKind};

/// Static buttons are left out by the sender, so the index says which one a component means.
pub(super) fn buttons(template: &Template, given: &[Node]) -> Answer<Vec<Button>> {
    let none = Vec::new();
    let defined = template
        .component("BUTTONS")
        .and_then(|component| component["buttons"].as_array())
        .unwrap_or(&none);
    let mut by_index: HashMap<usize, &Node> = HashMap::new();
    for node in given {
        let index = node.required("index")?;
        let index = index.as_u64().or_else(|| index.as_str().and_then(|text| text.parse().ok()));
        let index = index.and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
        let Some(button) = defined.get(index) else {
            return Err(GraphError::template_params(format!(
                "buttons: there is no button at index {index}"
            )));
        };
        let sub_type = node.text("sub_type", 1..=30)?.to_lowercase();
        let kind = button["type"].as_str().unwrap_or_default().to_lowercase();
        if sub_type != kind {
            return Err(GraphError::template_format(format!(
                "buttons: index {index} is {kind}, not {sub_type}"
            )));
        }
        by_index.insert(index, node);
    }
    defined
        .iter()
        .enumerate()
        .map(|(at, button)| fill_button(button, at, by_index.get(&at).copied()))
        .collect()
}

/// What a tap will bring, or where the link leads.
fn fill_button(button: &Value, at: usize, given: Option<&Node>) -> Answer<Button> {
    let title = button["text"].as_str().unwrap_or("Copy code").to_owned();
    let parameters = parameters(given)?;
    let parameter = parameters.first();
    let needs = |what: &str| {
        GraphError::missing(&format!(
            "buttons: Button at index {at} of type {what} requires a parameter"
        ))
    };
    let kind = match button["type"].as_str().unwrap_or_default().to_uppercase().as_str() {
        "QUICK_REPLY" => {
            let payload = match parameter {
                Some(parameter) => parameter.text("payload", 1..=256)?.to_owned(),
                // Without a payload of ours the tap brings the button's text.
                None => title.clone(),
            };
            ButtonKind::QuickReply { id: payload }
        }
        "URL" => {
            let url = button["url"].as_str().unwrap_or_default();
            match (url.find("{{"), parameter) {
                (Some(open), Some(parameter)) => ButtonKind::Url {
                    url: format!("{}{}", &url[..open], parameter.text("text", 1..=2000)?),
                },
                (Some(_), None) => return Err(needs("Url")),
                (None, Some(_)) => {
                    return Err(GraphError::template_params(format!(
                        "buttons: index {at} takes no parameter"
                    )));
                }
                (None, None) => ButtonKind::Url { url: url.to_owned() },
            }
        }
        "PHONE_NUMBER" => ButtonKind::Phone {
            number: button["phone_number"].as_str().unwrap_or_default().to_owned(),
        },
        "COPY_CODE" | "OTP" => {
            let parameter = parameter.ok_or_else(|| needs("CopyCode"))?;
            let key = if parameter.has("coupon_code") { "coupon_code" } else { "text" };
            ButtonKind::Copy { code: parameter.text(key, 1..=15)?.to_owned() }
        }
        "FLOW" => ButtonKind::Flow {
            token: parameter.map_or_else(|| "unused".to_owned(), |_| flow_token(given)),
        },
        "ORDER_DETAILS" => {
            let details = parameter
                .ok_or_else(|| needs("OrderDetails"))?
                .node("action")?
                .node("order_details")?;
            ButtonKind::Pay { reference_id: details.text("reference_id", 1..=35)?.to_owned() }
        }
        "REQUEST_CONTACT_INFO" => ButtonKind::Contact,
        _ => ButtonKind::Catalog,
    };
    Ok(Button { title, kind })
}

/// The token that a finished Flow gives back; Meta calls it `unused` when none was sent.
fn flow_token(given: Option<&Node>) -> String {
    let parameters = given.and_then(|node| node.get("parameters")).cloned().unwrap_or(json!([]));
    parameters[0]["action"]["flow_token"].as_str().unwrap_or("unused").to_owned()
}
