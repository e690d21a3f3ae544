//! What a template may look like when it is created (whatsapp.md 9.2), with the subcodes that Meta answers.

use serde_json::Value;

use super::{
    check::Node,
    errors::{Answer, GraphError},
    one_time_codes, template_button_rules,
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

/// Meta's list of languages that a template can be in.
#[rustfmt::skip] // A list to look something up; one code a line would fill two screens.
const LANGUAGES: &[&str] = &[
    "af", "sq", "ar", "ar_EG", "ar_AE", "ar_LB", "ar_MA", "ar_QA", "az", "be_BY", "bn", "bn_IN", "bg", "ca", "zh_CN", "zh_HK",
    "zh_TW", "hr", "cs", "da", "prs_AF", "nl", "nl_BE", "en", "en_GB", "en_US", "en_AE", "en_AU", "en_CA", "en_GH", "en_IE",
    "en_IN", "en_JM", "en_MY", "en_NZ", "en_QA", "en_SG", "en_UG", "en_ZA", "et", "fil", "fi", "fr", "fr_BE", "fr_CA", "fr_CH",
    "fr_CI", "fr_MA", "ka", "de", "de_AT", "de_CH", "el", "gu", "ha", "he", "hi", "hu", "id", "ga", "it", "ja", "kn", "kk",
    "rw_RW", "ko", "ky_KG", "lo", "lv", "lt", "mk", "ms", "ml", "mr", "nb", "ps_AF", "fa", "pl", "pt_BR", "pt_PT", "pa", "ro",
    "ru", "sr", "si_LK", "sk", "sl", "es", "es_AR", "es_CL", "es_CO", "es_CR", "es_DO", "es_EC", "es_HN", "es_MX", "es_PA",
    "es_PE", "es_ES", "es_UY", "sw", "sv", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zu",
];

const HEADER: i64 = 2_388_047;
const BODY: i64 = 2_388_072;
const FOOTER: i64 = 2_388_073;
const TOO_MANY_VARIABLES: i64 = 2_388_293;
const VARIABLE_AT_EDGE: i64 = 2_388_299;

/// All broken rules of content share one title; the subcode tells them apart.
pub(super) fn rule(subcode: i64, text: impl Into<String>) -> GraphError {
    GraphError::template_rule(subcode, "Message template is not valid", text)
}

/// Checks the whole body of a create call. `allow_category_change` is gone since April 2025 (whatsapp.md 9.1).
pub(super) fn read(body: &Value) -> Answer<Draft> {
    let root = Node::root(body)?;
    root.only(&[
        "name",
        "language",
        "category",
        "sub_category",
        "parameter_format",
        "components",
        "message_send_ttl_seconds",
    ])?;
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
    root.one_of("category", &["AUTHENTICATION", "MARKETING", "UTILITY"])?;
    let language = text("language")?;
    if !LANGUAGES.contains(&language.as_str()) {
        return Err(GraphError::schema(format!(
            "Param language is not a supported locale: {language}"
        )));
    }
    check_ttl(&category, &root)?;
    let named = named(&root)?;
    let components = root.opt_nodes("components")?;
    if components.is_empty() {
        return Err(GraphError::schema("The parameter components is required."));
    }
    check_components(&components, &category, named)?;
    let sub_category = sub_category(&root, &components)?;
    let (named, components) = match category.as_str() {
        "AUTHENTICATION" => (false, one_time_codes::worded(&body["components"])),
        _ => (named, body["components"].clone()),
    };
    Ok(Draft { name, language, category, sub_category, named, components })
}

fn named(root: &Node) -> Answer<bool> {
    match root.opt_text("parameter_format")?.map(str::to_lowercase).as_deref() {
        None | Some("positional") => Ok(false),
        Some("named") => Ok(true),
        Some(other) => {
            Err(GraphError::schema(format!("Param parameter_format is not valid: {other}")))
        }
    }
}

/// Templates for orders are of a kind of their own; one that tells an order's state has body and footer alone (whatsapp.md 6.5).
fn sub_category(root: &Node, components: &[Node]) -> Answer<Option<String>> {
    if !root.has("sub_category") {
        return Ok(None);
    }
    let sub_category = root.one_of("sub_category", &["ORDER_DETAILS", "ORDER_STATUS"])?;
    root.one_of("category", &["UTILITY"])?;
    let plain = |component: &Node| ["BODY", "FOOTER"].contains(&kind_of(component).as_str());
    if sub_category == "ORDER_STATUS" && !components.iter().all(plain) {
        return Err(rule(0, "An ORDER_STATUS template has a BODY and a FOOTER and nothing else"));
    }
    Ok(Some(sub_category.to_owned()))
}

/// How long Meta may try to deliver depends on the category; `-1` asks for 30 days.
fn check_ttl(category: &str, root: &Node) -> Answer<()> {
    if !root.has("message_send_ttl_seconds") {
        return Ok(());
    }
    let seconds = root.integer("message_send_ttl_seconds")?;
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

pub(super) fn kind_of(component: &Node) -> String {
    component.get("type").and_then(Value::as_str).unwrap_or_default().to_uppercase()
}

/// Each component once; only the body is required.
fn check_components(components: &[Node], category: &str, named: bool) -> Answer<()> {
    let mut seen: Vec<String> = Vec::new();
    for component in components {
        let kind = kind_of(component);
        if seen.contains(&kind) {
            return Err(rule(0, format!("There are two components of type {kind}")));
        }
        match kind.as_str() {
            // The words of a one-time code are Meta's own.
            "HEADER" | "BODY" | "FOOTER" if category == "AUTHENTICATION" => {}
            "HEADER" => check_header(component, named)?,
            "BODY" => check_body(component, named)?,
            "FOOTER" => check_footer(component)?,
            "BUTTONS" => template_button_rules::check(component)?,
            _ => return Err(GraphError::schema(format!("Unknown component type \"{kind}\""))),
        }
        seen.push(kind);
    }
    if category == "AUTHENTICATION" {
        one_time_codes::check(components)?;
    }
    if seen.iter().any(|kind| kind == "BODY") {
        Ok(())
    } else {
        Err(rule(BODY, "A template needs a BODY"))
    }
}

/// The text of a component within its length, in Unicode scalar values.
fn words<'a>(component: &Node<'a>, subcode: i64, most: usize) -> Answer<&'a str> {
    let text = component.opt_text("text")?.unwrap_or_default();
    let count = text.chars().count();
    if (1..=most).contains(&count) {
        return Ok(text);
    }
    Err(rule(subcode, format!("text has {count} characters; 1 to {most} are allowed")))
}

/// A text header is one plain line; a media header comes with a sample uploaded before.
fn check_header(header: &Node, named: bool) -> Answer<()> {
    match header.opt_text("format")?.unwrap_or_default().to_uppercase().as_str() {
        "TEXT" => {
            header.only(&["type", "format", "text", "example"])?;
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
            header.only(&["type", "format", "example"])?;
            check_handle(header)
        }
        "LOCATION" => header.only(&["type", "format"]),
        other => Err(GraphError::schema(format!("Unknown header format \"{other}\""))),
    }
}

/// The sample comes as the handle of a resumable upload, such as `4::aW…`. The upload itself is not played here, so that the form is
/// all that can be checked.
fn check_handle(header: &Node) -> Answer<()> {
    let missing = || rule(HEADER, "A media header needs example.header_handle");
    let example = header.opt_node("example")?.ok_or_else(missing)?;
    example.only(&["header_handle"])?;
    let handles = example.opt_texts("header_handle")?;
    let [handle] = handles.as_slice() else { return Err(missing()) };
    let is_handle = handle.split_once("::").is_some_and(|(number, rest)| {
        !rest.is_empty() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
    });
    if is_handle { Ok(()) } else { Err(rule(HEADER, "header_handle is not that of an upload")) }
}

/// The body carries the rules on variables: none at the edges, none side by side, enough words around them.
fn check_body(body: &Node, named: bool) -> Answer<()> {
    body.only(&["type", "text", "example"])?;
    let text = words(body, BODY, 1024)?;
    let names = variables(text, named)?;
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        return Err(rule(
            VARIABLE_AT_EDGE,
            "Variables can't be at the start or end of the template",
        ));
    }
    // Blanks and new lines do not part two variables.
    if text.split("}}").skip(1).any(|after| after.trim_start().starts_with("{{")) {
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
fn check_footer(footer: &Node) -> Answer<()> {
    footer.only(&["type", "text"])?;
    let text = words(footer, FOOTER, 60)?;
    if text.contains("{{") { Err(rule(FOOTER, "The footer can't have variables")) } else { Ok(()) }
}

/// Samples for the reviewers: as many as there are variables.
fn check_example(component: &Node, key: &str, needed: usize, subcode: i64) -> Answer<()> {
    let example = component.opt_node("example")?;
    if let Some(example) = &example {
        example.only(&[key])?;
    }
    if needed == 0 {
        return Ok(());
    }
    let examples = example.as_ref().and_then(|example| example.get(key)).and_then(Value::as_array);
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
