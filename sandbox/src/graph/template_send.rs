//! Sending a template: it must be approved, and its parameters must fit it exactly (whatsapp.md 5.8).

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{
    check::Node,
    content::{media_header, place},
    errors::{Answer, GraphError},
    media::Library,
    template_rules::variables,
    templates::{Template, TemplateStatus, Templates},
};
use crate::people::{Bill, Button, ButtonKind, Header, Shown};

/// What is left to do with a template once it is read.
pub(super) struct Filled {
    pub(super) shown: Shown,
    pub(super) category: &'static str,
}

/// Reads a `template` object and fills the template.
pub(super) fn read(
    node: &Node,
    templates: &Templates,
    library: &Library,
    now: i64,
) -> Answer<Filled> {
    node.only(&["name", "language", "components", "namespace"])?;
    let name = node.text("name", 1..=512)?;
    let language = node.node("language")?;
    language.only(&["code", "policy"])?;
    let code = language.text("code", 1..=20)?;
    let template =
        templates.find(name, code).ok_or_else(|| GraphError::template_unknown(name, code))?;
    match template.status {
        TemplateStatus::Approved => {}
        TemplateStatus::Paused => return Err(GraphError::template_paused()),
        TemplateStatus::Disabled => return Err(GraphError::template_disabled()),
        TemplateStatus::Pending | TemplateStatus::Rejected => {
            return Err(GraphError::template_unknown(name, code));
        }
    }
    let mut given: HashMap<String, Node> = HashMap::new();
    let mut button_nodes: Vec<Node> = Vec::new();
    for component in node.opt_nodes("components")? {
        component.only(&["type", "sub_type", "index", "parameters", "cards"])?;
        let known = ["header", "body", "button", "order_status", "limited_time_offer", "carousel"];
        match component.text("type", 1..=30)?.to_lowercase() {
            kind if kind == "button" => button_nodes.push(component),
            kind if known.contains(&kind.as_str()) => {
                if given.insert(kind.clone(), component).is_some() {
                    return Err(GraphError::template_format(format!(
                        "There are two components of type {kind}"
                    )));
                }
            }
            kind => return Err(GraphError::schema(format!("Unknown component type \"{kind}\""))),
        }
    }
    let mut shown = Shown { template: Some(name.to_owned()), ..Shown::default() };
    shown.text = fill_text(&template, "BODY", given.get("body"), 1024)?;
    shown.header = header(&template, given.get("header"), library, now)?;
    shown.footer =
        template.component("FOOTER").and_then(|footer| footer["text"].as_str()).map(str::to_owned);
    shown.buttons = buttons(&template, &button_nodes)?;
    shown.bill = bill(&button_nodes, given.get("order_status"));
    if template.sub_category.as_deref() == Some("ORDER_STATUS")
        && !given.contains_key("order_status")
    {
        return Err(GraphError::template_params("order_status: the component is missing"));
    }
    let category = match template.category.as_str() {
        "MARKETING" => "marketing",
        "AUTHENTICATION" => "authentication",
        _ => "utility",
    };
    Ok(Filled { shown, category })
}

/// A component that is not given has no parameters; whether some are needed is decided by the template.
fn parameters<'a>(component: Option<&Node<'a>>) -> Answer<Vec<Node<'a>>> {
    component.map_or(Ok(Vec::new()), |component| component.opt_nodes("parameters"))
}

/// The text of a component with its variables filled in.
fn fill_text(template: &Template, kind: &str, given: Option<&Node>, most: usize) -> Answer<String> {
    let text = template
        .component(kind)
        .and_then(|component| component["text"].as_str())
        .unwrap_or_default();
    let names = variables(text, template.named).unwrap_or_default();
    let parameters = parameters(given)?;
    if parameters.len() != names.len() {
        return Err(GraphError::template_params(format!(
            "{}: number of localizable_params ({}) does not match the expected number of params ({})",
            kind.to_lowercase(),
            parameters.len(),
            names.len()
        )));
    }
    let mut filled = text.to_owned();
    for (at, parameter) in parameters.iter().enumerate() {
        let name = match (template.named, parameter.opt_text("parameter_name")?) {
            (true, Some(name)) if names.iter().any(|known| known == name) => name.to_owned(),
            (true, name) => {
                return Err(GraphError::template_format(format!(
                    "{}: parameter_name {name:?} is none of {names:?}",
                    kind.to_lowercase()
                )));
            }
            (false, None) => names[at].clone(),
            (false, Some(_)) => {
                return Err(GraphError::template_format(
                    "parameter_name is not allowed in a positional template",
                ));
            }
        };
        filled = filled.replace(&format!("{{{{{name}}}}}"), &value(parameter)?);
    }
    // A named parameter given twice leaves another one open.
    if template.named && names.iter().any(|name| filled.contains(&format!("{{{{{name}}}}}"))) {
        return Err(GraphError::template_params(format!(
            "{}: a parameter is missing",
            kind.to_lowercase()
        )));
    }
    if filled.chars().count() > most {
        return Err(GraphError::template_too_long(format!(
            "{} has {} characters after substitution; {most} are allowed",
            kind.to_lowercase(),
            filled.chars().count()
        )));
    }
    Ok(filled)
}

/// A parameter as text.
fn value(parameter: &Node) -> Answer<String> {
    match parameter.text("type", 1..=30)? {
        "text" => {
            parameter.only(&["type", "text", "parameter_name"])?;
            let text = parameter.required("text")?.as_str().unwrap_or_default();
            if text.is_empty() {
                return Err(GraphError::missing(&parameter.path_of("text")));
            }
            if text.contains(['\n', '\r', '\t']) || text.contains("     ") {
                let details = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces";
                return Err(GraphError::template_text(details));
            }
            Ok(text.to_owned())
        }
        kind @ ("currency" | "date_time") => {
            Ok(parameter.node(kind)?.text("fallback_value", 1..=1024)?.to_owned())
        }
        other => Err(GraphError::template_format(format!(
            "{} cannot be {other} here",
            parameter.path_of("type")
        ))),
    }
}

/// A media header is not part of the approved text: every send brings its own picture, film or file.
fn header(
    template: &Template,
    given: Option<&Node>,
    library: &Library,
    now: i64,
) -> Answer<Option<Header>> {
    let Some(component) = template.component("HEADER") else {
        return match parameters(given)?.len() {
            0 => Ok(None),
            _ => Err(GraphError::template_params("header: the template has none")),
        };
    };
    let format = component["format"].as_str().unwrap_or_default().to_lowercase();
    if format == "text" {
        return Ok(Some(Header::Text { text: fill_text(template, "HEADER", given, 60)? }));
    }
    let parameters = parameters(given)?;
    let [parameter] = parameters.as_slice() else {
        return Err(GraphError::template_format(format!(
            "header: Format mismatch, expected {}",
            format.to_uppercase()
        )));
    };
    if parameter.text("type", 1..=30)? != format {
        return Err(GraphError::template_format(format!(
            "header: Format mismatch, expected {}",
            format.to_uppercase()
        )));
    }
    let object = parameter.node(&format)?;
    if format == "location" {
        return Ok(Some(Header::Location { place: place(&object)? }));
    }
    Ok(Some(media_header(&object, &format, library, now)?))
}

/// Static buttons are left out by the sender, so the index says which one a component means.
fn buttons(template: &Template, given: &[Node]) -> Answer<Vec<Button>> {
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

/// The invoice behind a button, or the state of one.
fn bill(buttons: &[Node], state: Option<&Node>) -> Option<Bill> {
    let invoice = buttons
        .iter()
        .filter_map(|node| node.get("parameters")?.pointer("/0/action/order_details"))
        .find(|details| details.is_object());
    let state = || state?.get("parameters")?.pointer("/0/order_status");
    invoice.map(Bill::of).or_else(|| state().map(Bill::state))
}

/// The token that a finished Flow gives back; Meta calls it `unused` when none was sent.
fn flow_token(given: Option<&Node>) -> String {
    let parameters = given.and_then(|node| node.get("parameters")).cloned().unwrap_or(json!([]));
    parameters[0]["action"]["flow_token"].as_str().unwrap_or("unused").to_owned()
}
