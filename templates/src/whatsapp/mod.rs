//! The approved WhatsApp templates: what Meta is given to approve, and how a call of one reads.
//!
//! One file each in `templates/whatsapp/`, with the three languages. Meta never translates and never falls back, so a
//! template exists in all of them or not at all. Creation rules: whatsapp.md §9.2, held by this module's tests.

use std::sync::LazyLock;

use realserv_domain::language::Language;
use realserv_domain::message::TemplateCall;
use serde::Deserialize;

mod calls;

pub use calls::*;

/// The screen of the form that asks for a site, as Meta is given it. Its labels come from `Words`, through the endpoint that the
/// form asks when it is opened: a changed word needs no new form at Meta, whose published ones never change, and one form serves
/// three languages.
pub const ADDRESS_FLOW: &str = include_str!("../../whatsapp/flows/address.json");

/// A template in one language, ready to be pushed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub name: String,
    pub language: Language,
    /// `UTILITY`: everything here is about an order that somebody placed or was offered.
    pub category: String,
    pub components: Vec<Component>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Component {
    /// Variables are named, `{{number}}`; an example for each, in the order of the text's declaration.
    Body {
        text: String,
        examples: Vec<(String, String)>,
    },
    Footer {
        text: String,
    },
    Buttons {
        buttons: Vec<Button>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Comes back with the payload that the call gave it.
    QuickReply { text: String },
}

impl Template {
    /// The text between the header and the footer.
    #[must_use]
    pub fn body(&self) -> &str {
        self.components
            .iter()
            .find_map(|component| match component {
                Component::Body { text, .. } => Some(text.as_str()),
                Component::Footer { .. } | Component::Buttons { .. } => None,
            })
            .unwrap_or_default()
    }

    /// The titles of the quick replies, in order.
    #[must_use]
    pub fn buttons(&self) -> Vec<&str> {
        self.components
            .iter()
            .flat_map(|component| match component {
                Component::Buttons { buttons } => buttons.as_slice(),
                Component::Body { .. } | Component::Footer { .. } => &[],
            })
            .map(|Button::QuickReply { text }| text.as_str())
            .collect()
    }
}

/// Every template in every language, in the order of the list below.
#[must_use]
pub fn all() -> &'static [Template] {
    static ALL: LazyLock<Vec<Template>> = LazyLock::new(|| SOURCES.iter().flat_map(read).collect());
    &ALL
}

#[must_use]
pub fn find(name: &str, language: Language) -> Option<&'static Template> {
    all().iter().find(|template| template.name == name && template.language == language)
}

/// What the person reads: for transcripts, and for a channel that knows no templates.
#[must_use]
pub fn text_of(call: &TemplateCall) -> String {
    let Some(template) = find(&call.name, call.language) else { return call.name.clone() };
    // One pass over the template: a value that looks like a variable is not filled again.
    let mut pieces = template.body().split("{{");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once("}}").unwrap_or(("", piece));
        let value = call.variables.iter().find(|(known, _)| known == name);
        text.push_str(value.map_or("", |(_, value)| value));
        text.push_str(rest);
    }
    text
}

macro_rules! sources {
    ($($name:ident)*) => {
        const SOURCES: &[(&str, &str)] = &[$((
            stringify!($name),
            include_str!(concat!("../../whatsapp/", stringify!($name), ".json")),
        )),*];
    };
}

sources! {
    vendor_order_alert vendor_part_cancelled
    payment_link order_paid order_accepted order_dispatched order_on_the_way order_delivered
    crew_accepted crew_on_the_way crew_has_come
    order_cancelled order_cancelled_refund refund_started refund_done nobody_accepted time_passed order_update crew_short
    invoice_ready vendor_account_update zone_opened ticket_answered ticket_solved
    repeat_due repeat_ended
}

/// A file of `templates/whatsapp/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    name: String,
    category: String,
    /// When it is sent; for readers of the file.
    #[serde(rename = "why")]
    _why: String,
    variables: Vec<Variable>,
    languages: Texts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variable {
    name: String,
    example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    en: Text,
    hi: Text,
    te: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    /// Lines.
    body: Vec<String>,
    footer: Option<String>,
    #[serde(default)]
    buttons: Vec<String>,
}

fn read((name, json): &(&str, &str)) -> Vec<Template> {
    let source: Source = serde_json::from_str(json)
        .unwrap_or_else(|error| unreachable!("{name}.json is embedded and tested: {error}"));
    let Texts { en, hi, te } = &source.languages;
    [(Language::En, en), (Language::Hi, hi), (Language::Te, te)]
        .map(|(language, text)| Template {
            name: source.name.clone(),
            language,
            category: source.category.clone(),
            components: components(&source.variables, text),
        })
        .into()
}

fn components(variables: &[Variable], text: &Text) -> Vec<Component> {
    let examples = variables.iter().map(|v| (v.name.clone(), v.example.clone())).collect();
    let mut components = vec![Component::Body { text: text.body.join("\n"), examples }];
    components.extend(text.footer.clone().map(|text| Component::Footer { text }));
    if !text.buttons.is_empty() {
        let quick_reply = |text: &String| Button::QuickReply { text: text.clone() };
        components
            .push(Component::Buttons { buttons: text.buttons.iter().map(quick_reply).collect() });
    }
    components
}

#[cfg(test)]
mod tests;
