//! The buttons of a template that is sent: what their components must bring, and what a tap will bring back (whatsapp.md 5.8, 6.5).

use std::collections::HashMap;

use serde_json::Value;

use super::{
    check::Node,
    errors::{Answer, GraphError},
    interactive::address_values,
    invoice,
    template_send::{check_text, parameters},
    templates::Template,
};
use crate::people::{Bill, Button, ButtonKind};

/// Buttons that a component can speak of; the others are static.
const SUB_TYPES: &[&str] =
    &["quick_reply", "url", "copy_code", "catalog", "mpm", "flow", "order_details", "voice_call"];

/// The buttons as the phone draws them, and the invoice behind one of them.
pub(super) struct Filled {
    pub(super) buttons: Vec<Button>,
    pub(super) bill: Option<Bill>,
}

/// Static buttons are left out by the sender, so the index says which one a component means.
pub(super) fn read(template: &Template, given: &[Node], now: i64) -> Answer<Filled> {
    let none = Vec::new();
    let defined = template
        .component("BUTTONS")
        .and_then(|component| component["buttons"].as_array())
        .unwrap_or(&none);
    let given = by_index(defined, given)?;
    let mut filled = Filled { buttons: Vec::new(), bill: None };
    for (at, button) in defined.iter().enumerate() {
        let slot = Slot { button, at, given: given.get(&at).copied() };
        let kind = slot.fill(&mut filled.bill, now)?;
        filled.buttons.push(Button { title: slot.title().to_owned(), kind });
    }
    Ok(filled)
}

/// Which component is for which button: each at most once, and of the button's own kind.
fn by_index<'a, 'b>(
    defined: &[Value],
    given: &'b [Node<'a>],
) -> Answer<HashMap<usize, &'b Node<'a>>> {
    let mut by_index = HashMap::new();
    for node in given {
        node.only(&["type", "sub_type", "index", "parameters"])?;
        let index = node.required("index")?;
        let index = index.as_u64().or_else(|| index.as_str().and_then(|text| text.parse().ok()));
        let index = index.and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
        let Some(button) = defined.get(index) else {
            return Err(GraphError::template_params(format!(
                "buttons: there is no button at index {index}"
            )));
        };
        let kind = match button["type"].as_str().unwrap_or_default().to_lowercase() {
            // A one-time code is handed to its button as the end of a link.
            kind if kind == "otp" => "url".to_owned(),
            kind => kind,
        };
        let sub_type = node.text("sub_type", 1..=30)?.to_lowercase();
        if !SUB_TYPES.contains(&sub_type.as_str()) || sub_type != kind {
            return Err(GraphError::template_format(format!(
                "buttons: index {index} is {kind}, not {sub_type}"
            )));
        }
        if by_index.insert(index, node).is_some() {
            return Err(GraphError::template_format(format!(
                "buttons: there are two components for index {index}"
            )));
        }
    }
    Ok(by_index)
}

/// A button of the template and the component that was sent for it.
struct Slot<'a, 'b> {
    button: &'b Value,
    at: usize,
    given: Option<&'b Node<'a>>,
}

impl<'a> Slot<'a, '_> {
    fn title(&self) -> &str {
        self.button["text"].as_str().unwrap_or("Copy code")
    }

    /// What a tap will bring, or where the link leads.
    fn fill(&self, bill: &mut Option<Bill>, now: i64) -> Answer<ButtonKind> {
        Ok(match self.button["type"].as_str().unwrap_or_default().to_uppercase().as_str() {
            "QUICK_REPLY" => ButtonKind::QuickReply { id: self.payload()? },
            "URL" => ButtonKind::Url { url: self.url()? },
            "PHONE_NUMBER" => {
                let number = self.button["phone_number"].as_str().unwrap_or_default();
                ButtonKind::Phone { number: number.to_owned() }
            }
            "COPY_CODE" => {
                let parameter = self.needed("coupon_code", "CopyCode")?;
                ButtonKind::Copy { code: parameter.text("coupon_code", 1..=15)?.to_owned() }
            }
            "OTP" => ButtonKind::Copy {
                code: self.needed("text", "Otp")?.text("text", 1..=15)?.to_owned(),
            },
            "FLOW" => ButtonKind::Flow { token: self.flow_token()? },
            "ORDER_DETAILS" => {
                let invoice = self.invoice(now)?;
                let reference_id = invoice.reference_id.clone();
                *bill = Some(invoice);
                ButtonKind::Pay { reference_id }
            }
            "REQUEST_CONTACT_INFO" => ButtonKind::Contact,
            _ => {
                self.parameter("action")?;
                ButtonKind::Catalog
            }
        })
    }

    /// The one parameter, of the type that this button takes.
    fn parameter(&self, kind: &str) -> Answer<Option<Node<'a>>> {
        let mut parameters = parameters(self.given)?;
        if parameters.len() > 1 {
            return Err(GraphError::template_params(format!(
                "buttons: index {} takes one parameter, not {}",
                self.at,
                parameters.len()
            )));
        }
        let Some(parameter) = parameters.pop() else { return Ok(None) };
        if parameter.text("type", 1..=30)? != kind {
            return Err(GraphError::template_format(format!(
                "{} must be {kind}",
                parameter.path_of("type")
            )));
        }
        parameter.only(&["type", kind])?;
        Ok(Some(parameter))
    }

    fn needed(&self, kind: &str, what: &str) -> Answer<Node<'a>> {
        self.parameter(kind)?.ok_or_else(|| {
            GraphError::missing(&format!(
                "buttons: Button at index {} of type {what} requires a parameter",
                self.at
            ))
        })
    }

    /// Without a payload of ours the tap brings the button's text.
    fn payload(&self) -> Answer<String> {
        match self.parameter("payload")? {
            Some(parameter) => Ok(parameter.text("payload", 1..=256)?.to_owned()),
            None => Ok(self.title().to_owned()),
        }
    }

    /// The parameter is the end of the link; a link without a variable takes none.
    fn url(&self) -> Answer<String> {
        let url = self.button["url"].as_str().unwrap_or_default();
        let Some(open) = url.find("{{") else {
            return match self.parameter("text")? {
                None => Ok(url.to_owned()),
                Some(_) => Err(GraphError::template_params(format!(
                    "buttons: index {} takes no parameter",
                    self.at
                ))),
            };
        };
        let end = self.needed("text", "Url")?.text("text", 1..=2000)?;
        check_text(end)?;
        Ok(format!("{}{end}", &url[..open]))
    }

    /// The token that a finished Flow gives back; Meta calls it `unused` when none was sent.
    fn flow_token(&self) -> Answer<String> {
        let Some(parameter) = self.parameter("action")? else { return Ok("unused".to_owned()) };
        let action = parameter.node("action")?;
        action.only(&["flow_token", "flow_action_data"])?;
        action.opt_node("flow_action_data")?;
        Ok(action.short("flow_token", 1..=1024)?.unwrap_or("unused").to_owned())
    }

    /// The parameters of an `order_details` message; with a checkout button the addresses to choose from as well.
    fn invoice(&self, now: i64) -> Answer<Bill> {
        let action = self.needed("action", "OrderDetails")?.node("action")?;
        action.only(&["order_details"])?;
        let details = action.node("order_details")?;
        if let Some(shipping) = details.opt_node("shipping_info")? {
            shipping.only(&["country", "addresses"])?;
            shipping.one_of("country", &["IN"])?;
            shipping.opt_nodes("addresses")?.iter().try_for_each(address_values)?;
        }
        invoice::details(&action, "order_details", &["shipping_info"], now)
    }
}
