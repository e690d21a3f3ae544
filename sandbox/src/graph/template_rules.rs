//! What a template may look like when it is created (whatsapp.md 9.2), with the subcodes that Meta answers.

use serde_json::Value;

use super::{
    errors::{Answer, GraphError},
    template_button_rules,
};

/// A template that keeps the rules.
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) category: String,
    pub(super) sub_category: Option<String>,
    pub(super) named: bool,
    pub(super) components: Value,
}

impl Draft {
    /// What Meta compares to find duplicates.
    pub(super) fn body_and_footer(&self) -> (Option<&str>, Option<&str>) {
        let text = |kind: &str| {
            let is = |component: &&Value| {
                component["type"].as_str().is_some_and(|own| own.eq_ignore_ascii_case(kind))
            };
            self.components.as_array()?.iter().find(is)?["text"].as_str()
        };
        (text("BODY"), text("FOOTER"))
    }
}

const HEADER: i64 = 2_388_047;
const BODY: i64 = 2_388_072;
const FOOTER: i64 = 2_388_073;
const TOO_MANY_VARIABLES: i64 = 2_388_293;
const VARIABLE_AT_EDGE: i64 = 2_388_299;

/// All broken rules of content share one title; the subcode tells them apart.
pub(super) fn rule(subcode: i64, text: impl Into<String>) -> GraphError {
    GraphError::template_rule(subcode, "Message template is not valid", text)
}

/// Checks the whole body of a create call.
pub(super) fn read(body: &Value) -> Answer<Draft> {
    let known = [
        "name",
        "language",
        "category",
        "sub_category",
        "parameter_format",
        "components",
        "message_send_ttl_seconds",
        "allow_category_change",
    ];
    let map =
        body.as_object().ok_or_else(|| GraphError::schema("The body must be a JSON object"))?;
    if let Some(key) = map.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(GraphError::schema(format!("Unexpected key \"{key}\"")));
    }
    let text = |key: &str| {
        let text = body[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        text.ok_or_else(|| GraphError::schema(format!("The parameter {key} is required.")))
    };
    let name = text("name")?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.len() > 512 || !name.chars().all(plain) {
        return Err(rule(0, "name: at most 512 lower-case letters, digits and underscores"));
    }
    let category = text("category")?;
    if !["UTILITY", "MARKETING", "AUTHENTICATION"].contains(&category.as_str()) {
        return Err(GraphError::schema(format!(
            "Param category must be one of {{AUTHENTICATION, MARKETING, UTILITY}} - got \"{category}\""
        )));
    }
    let language = text("language")?;
    let code =
        |part: &str| (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphabetic());
    if !language.split('_').all(code) {
        return Err(GraphError::schema(format!(
            "Param language is not a supported locale: {language}"
        )));
    }
    let named = match body["parameter_format"].as_str().map(str::to_lowercase).as_deref() {
        None | Some("positional") => false,
        Some("named") => true,
        Some(other) => {
            return Err(GraphError::schema(format!(
                "Param parameter_format is not valid: {other}"
            )));
        }
    };
    check_ttl(&category, &body["message_send_ttl_seconds"])?;
    let components = body["components"].as_array().filter(|components| !components.is_empty());
    let components =
        components.ok_or_else(|| GraphError::schema("The parameter components is required."))?;
    check_components(components, &category, named)?;
    let sub_category = body["sub_category"].as_str().map(str::to_owned);
    Ok(Draft {
        name,
        language,
        category,
        sub_category,
        named,
        components: body["components"].clone(),
    })
}

/// How long Meta may try to deliver depends on the category; `-1` asks for 30 days.
fn check_ttl(category: &str, ttl: &Value) -> Answer<()> {
    let Some(seconds) = ttl.as_i64() else { return Ok(()) };
    let range = match category {
        "AUTHENTICATION" => 30..=900,
        "UTILITY" => 30..=43_200,
        _ => 43_200..=2_592_000,
    };
    if seconds == -1 || range.contains(&seconds) {
        return Ok(());
    }
    Err(rule(0, format!("message_send_ttl_seconds must be -1 or within {range:?} for {category}")))
}

/// Each component once; only the body is required.
fn check_components(components: &[Value], category: &str, named: bool) -> Answer<()> {
    let mut seen: Vec<String> = Vec::new();
    for component in components {
        let kind = component["type"].as_str().unwrap_or_default().to_uppercase();
        if seen.contains(&kind) {
            return Err(rule(0, format!("There are two components of type {kind}")));
        }
        match kind.as_str() {
            "HEADER" => check_header(component, named)?,
            "BODY" if category != "AUTHENTICATION" => check_body(component, named)?,
            "FOOTER" if category != "AUTHENTICATION" => check_footer(component)?,
            "BODY" | "FOOTER" => {}
            "BUTTONS" => template_button_rules::check(component)?,
            "CAROUSEL" | "LIMITED_TIME_OFFER" => {}
            _ => return Err(GraphError::schema(format!("Unknown component type \"{kind}\""))),
        }
        seen.push(kind);
    }
    if seen.iter().any(|kind| kind == "BODY") {
        Ok(())
    } else {
        Err(rule(BODY, "A template needs a BODY"))
    }
}

/// The text of a component within its length, in Unicode scalar values.
fn words(component: &Value, subcode: i64, most: usize) -> Answer<&str> {
    let text = component["text"].as_str().unwrap_or_default();
    let count = text.chars().count();
    if (1..=most).contains(&count) {
        return Ok(text);
    }
    Err(rule(subcode, format!("text has {count} characters; 1 to {most} are allowed")))
}

/// A text header is one plain line; a media header comes with a sample uploaded before.
fn check_header(header: &Value, named: bool) -> Answer<()> {
    match header["format"].as_str().unwrap_or_default().to_uppercase().as_str() {
        "TEXT" => {
            let text = words(header, HEADER, 60)?;
            let variables = variables(text, named)?;
            if variables.len() > 1 {
                return Err(rule(HEADER, "The header may have one variable"));
            }
            if text.contains(['\n', '*', '_', '~', '`']) {
                return Err(rule(HEADER, "The header may not have new lines or formatting"));
            }
            let key = if named { "header_text_named_params" } else { "header_text" };
            check_example(header, key, variables.len(), HEADER)
        }
        "IMAGE" | "VIDEO" | "DOCUMENT" => {
            let handles = header["example"]["header_handle"].as_array();
            if handles.is_some_and(|handles| !handles.is_empty()) {
                return Ok(());
            }
            Err(rule(HEADER, "A media header needs example.header_handle"))
        }
        "LOCATION" => Ok(()),
        other => Err(GraphError::schema(format!("Unknown header format \"{other}\""))),
    }
}

/// The body carries the rules on variables: none at the edges, none side by side, enough words around them.
fn check_body(body: &Value, named: bool) -> Answer<()> {
    let text = words(body, BODY, 1024)?;
    let names = variables(text, named)?;
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        return Err(rule(
            VARIABLE_AT_EDGE,
            "Variables can't be at the start or end of the template",
        ));
    }
    if text.contains("}}{{") || text.contains("}} {{") {
        return Err(rule(TOO_MANY_VARIABLES, "Variables can't stand next to each other"));
    }
    // Meta does not publish the ratio; partners quote "two words and one more for each variable", variables counted.
    let count = text.split_whitespace().count();
    if !names.is_empty() && count < 2 * names.len() + 1 {
        return Err(rule(
            TOO_MANY_VARIABLES,
            "This template has too many variables for its length",
        ));
    }
    let key = if named { "body_text_named_params" } else { "body_text" };
    check_example(body, key, names.len(), BODY)
}

/// The footer is the same for everybody.
fn check_footer(footer: &Value) -> Answer<()> {
    let text = words(footer, FOOTER, 60)?;
    if text.contains("{{") { Err(rule(FOOTER, "The footer can't have variables")) } else { Ok(()) }
}

/// Samples for the reviewers: as many as there are variables.
fn check_example(component: &Value, key: &str, needed: usize, subcode: i64) -> Answer<()> {
    if needed == 0 {
        return Ok(());
    }
    let examples = component["example"][key].as_array();
    // Positional body examples are a list of lists, all others a plain list.
    let given = examples.map_or(0, |list| match list.first() {
        Some(Value::Array(first)) => first.len(),
        _ => list.len(),
    });
    if given == needed {
        return Ok(());
    }
    Err(rule(subcode, format!("example.{key} has {given} samples for {needed} variables")))
}

/// The variables of a text in order, each once: `{{1}}`, `{{2}}` … without gaps, or `{{lower_snake}}`.
pub(super) fn variables(text: &str, named: bool) -> Answer<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let tail = &rest[start + 2..];
        let end = tail.find("}}").ok_or_else(|| rule(BODY, "A variable is not closed"))?;
        let name = tail[..end].trim().to_owned();
        let fits = if named {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
                && name.chars().all(plain)
        } else {
            name.parse::<usize>().is_ok_and(|number| number >= 1 && number <= names.len() + 1)
        };
        if !fits {
            return Err(rule(BODY, format!("The variable {{{{{name}}}}} is not valid here")));
        }
        if !names.contains(&name) {
            names.push(name);
        }
        rest = &tail[end + 2..];
    }
    Ok(names)
}
