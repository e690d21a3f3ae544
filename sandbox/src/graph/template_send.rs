//! Sending a template: it must be approved, and its parameters must fit it exactly (whatsapp.md 5.8). Buttons are in
//! `template_buttons.rs`.

use std::collections::HashMap;

use super::{
    check::Node,
    content::{place, source},
    errors::{Answer, GraphError},
    media::Library,
    template_buttons::buttons,
    template_rules::variables,
    templates::{Template, TemplateStatus, Templates},
};
use crate::people::{Header, Shown};

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
        let place = place(&object)?;
        return Ok(Some(Header::Location { text: place.name.unwrap_or_default() }));
    }
    let url = source(&object, &format, library, now)?;
    Ok(Some(match format.as_str() {
        "image" => Header::Image { url },
        "video" => Header::Video { url },
        _ => Header::Document { url },
    }))
}
