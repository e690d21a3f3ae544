//! Sending a template: it must be approved, and its parameters must fit it exactly (whatsapp.md 5.8). Buttons are in
//! `template_buttons.rs`.

use std::collections::HashMap;

use super::{
    check::Node,
    content::{media_header, place},
    errors::{Answer, GraphError},
    invoice,
    media::Library,
    template_buttons,
    template_rules::variables,
    templates::{Template, TemplateStatus, Templates},
};
use crate::people::{Bill, Header, Shown};

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
    // There is no fallback to another language (whatsapp.md 5.8).
    if language.has("policy") {
        language.one_of("policy", &["deterministic"])?;
    }
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
    let Components { given, buttons } = components(node)?;
    let mut shown = Shown { template: Some(name.to_owned()), ..Shown::default() };
    shown.text = fill_text(&template, "BODY", given.get("body"), 1024)?;
    shown.header = header(&template, given.get("header"), library, now)?;
    shown.footer =
        template.component("FOOTER").and_then(|footer| footer["text"].as_str()).map(str::to_owned);
    let filled = template_buttons::read(&template, &buttons, now)?;
    shown.buttons = filled.buttons;
    shown.bill = match order_status(&template, given.get("order_status"))? {
        None => filled.bill,
        state => state,
    };
    let category = match template.category.as_str() {
        "MARKETING" => "marketing",
        "AUTHENTICATION" => "authentication",
        _ => "utility",
    };
    Ok(Filled { shown, category })
}

/// What the sender brings: buttons by their index, everything else once.
struct Components<'a> {
    given: HashMap<&'static str, Node<'a>>,
    buttons: Vec<Node<'a>>,
}

fn components<'a>(node: &Node<'a>) -> Answer<Components<'a>> {
    let mut found = Components { given: HashMap::new(), buttons: Vec::new() };
    for component in node.opt_nodes("components")? {
        let kind = component.text("type", 1..=30)?.to_lowercase();
        if kind == "button" {
            found.buttons.push(component);
            continue;
        }
        let Some(kind) =
            ["header", "body", "order_status"].into_iter().find(|known| *known == kind)
        else {
            return Err(GraphError::schema(format!("Unknown component type \"{kind}\"")));
        };
        component.only(&["type", "parameters"])?;
        if found.given.insert(kind, component).is_some() {
            return Err(GraphError::template_format(format!(
                "There are two components of type {kind}"
            )));
        }
    }
    Ok(found)
}

/// The state that a template of sub-category ORDER_STATUS tells (whatsapp.md 6.5); no other template tells one.
fn order_status(template: &Template, given: Option<&Node>) -> Answer<Option<Bill>> {
    let expected = usize::from(template.sub_category.as_deref() == Some("ORDER_STATUS"));
    let parameters = parameters(given)?;
    if parameters.len() != expected {
        return Err(GraphError::template_params(format!(
            "order_status: number of params ({}) does not match the expected number of params ({expected})",
            parameters.len()
        )));
    }
    let Some(parameter) = parameters.first() else { return Ok(None) };
    parameter.only(&["type", "order_status"])?;
    parameter.one_of("type", &["order_status"])?;
    invoice::state(parameter, "order_status").map(Some)
}

/// A component that is not given has no parameters; whether some are needed is decided by the template.
pub(super) fn parameters<'a>(component: Option<&Node<'a>>) -> Answer<Vec<Node<'a>>> {
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
    let kind = parameter.text("type", 1..=30)?;
    if !["text", "currency", "date_time"].contains(&kind) {
        return Err(GraphError::template_format(format!(
            "{} cannot be {kind} here",
            parameter.path_of("type")
        )));
    }
    parameter.only(&["type", kind, "parameter_name"])?;
    let text = match kind {
        "text" => parameter.filled("text")?,
        "currency" => currency(&parameter.node("currency")?)?,
        _ => {
            let moment = parameter.node("date_time")?;
            moment.only(&["fallback_value"])?;
            moment.filled("fallback_value")?
        }
    };
    check_text(text)?;
    Ok(text.to_owned())
}

/// `{fallback_value, code, amount_1000}`; what is shown is the first.
fn currency<'a>(amount: &Node<'a>) -> Answer<&'a str> {
    amount.only(&["fallback_value", "code", "amount_1000"])?;
    let code = amount.filled("code")?;
    if code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()) {
        let path = amount.path_of("code");
        return Err(GraphError::template_format(format!("{path} is not a currency's code")));
    }
    amount.integer("amount_1000")?;
    amount.filled("fallback_value")
}

/// What no text parameter may hold (132018).
pub(super) fn check_text(text: &str) -> Answer<()> {
    if text.contains(['\n', '\r', '\t']) || text.contains("     ") {
        return Err(GraphError::template_text(
            "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
        ));
    }
    Ok(())
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
    parameter.only(&["type", &format])?;
    let object = parameter.node(&format)?;
    if format == "location" {
        return Ok(Some(Header::Location { place: place(&object)? }));
    }
    media_header(&object, &format, library, now).map(Some)
}
