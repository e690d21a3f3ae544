//! Reading a request strictly: each value is asked for by its path, and what is missing, of the wrong kind, too long or not known
//! becomes the error that Meta would answer.
//!
//! Lengths are counted in Unicode scalar values; nothing is ever cut.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};
use unicode_segmentation::UnicodeSegmentation as _;

use super::errors::{Answer, GraphError};

/// A JSON object with the path at which it stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    map: &'a Map<String, Value>,
    path: String,
}

impl<'a> Node<'a> {
    /// The whole body.
    pub(super) fn root(body: &'a Value) -> Answer<Self> {
        let map =
            body.as_object().ok_or_else(|| GraphError::schema("The body must be a JSON object"))?;
        Ok(Self { map, path: String::new() })
    }

    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key).filter(|value| !value.is_null())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn required(&self, key: &str) -> Answer<&'a Value> {
        self.get(key).ok_or_else(|| GraphError::missing(&self.path_of(key)))
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.map.keys().map(String::as_str)
    }

    /// No other keys than these: Meta answers 100 to an unexpected key.
    pub(super) fn only(&self, known: &[&str]) -> Answer<()> {
        match self.map.keys().find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                let place = if self.path.is_empty() { "the body" } else { &self.path };
                Err(GraphError::schema(format!("Unexpected key \"{key}\" on param \"{place}\"")))
            }
        }
    }

    pub(super) fn opt_text(&self, key: &str) -> Answer<Option<&'a str>> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => {
                Err(GraphError::schema(format!("Param {} must be a string", self.path_of(key))))
            }
        }
    }

    /// A required text within its limits.
    pub(super) fn text(&self, key: &str, length: RangeInclusive<usize>) -> Answer<&'a str> {
        self.required(key)?;
        let text = self.opt_text(key)?.unwrap_or_default();
        check_length(&self.path_of(key), text, length)?;
        Ok(text)
    }

    /// A required text for which the reference gives no limit.
    pub(super) fn filled(&self, key: &str) -> Answer<&'a str> {
        self.required(key)?;
        let text = self.opt_text(key)?.unwrap_or_default();
        if text.is_empty() { Err(GraphError::missing(&self.path_of(key))) } else { Ok(text) }
    }

    /// A text within its limits, if there is one.
    pub(super) fn short(
        &self,
        key: &str,
        length: RangeInclusive<usize>,
    ) -> Answer<Option<&'a str>> {
        let text = self.opt_text(key)?;
        if let Some(text) = text {
            check_length(&self.path_of(key), text, length)?;
        }
        Ok(text)
    }

    pub(super) fn one_of(&self, key: &str, known: &[&str]) -> Answer<&'a str> {
        self.required(key)?;
        let text = self.opt_text(key)?.unwrap_or_default();
        if known.contains(&text) {
            return Ok(text);
        }
        let path = self.path_of(key);
        Err(GraphError::schema(format!(
            "Param {path} must be one of {{{}}} - got \"{text}\"",
            known.join(", ")
        )))
    }

    pub(super) fn opt_bool(&self, key: &str) -> Answer<Option<bool>> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Bool(value)) => Ok(Some(*value)),
            Some(_) => {
                Err(GraphError::schema(format!("Param {} must be a boolean", self.path_of(key))))
            }
        }
    }

    pub(super) fn integer(&self, key: &str) -> Answer<i64> {
        self.required(key)?.as_i64().ok_or_else(|| {
            GraphError::schema(format!("Param {} must be an integer", self.path_of(key)))
        })
    }

    /// A number, or a text that is one, as coordinates may be.
    pub(super) fn degrees(&self, key: &str, limit: f64) -> Answer<f64> {
        let value = self.required(key)?;
        let number = value.as_f64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
        match number {
            Some(number) if (-limit..=limit).contains(&number) => Ok(number),
            Some(_) => {
                Err(GraphError::value(format!("{} must be within ±{limit}", self.path_of(key))))
            }
            None => {
                Err(GraphError::schema(format!("Param {} must be a number", self.path_of(key))))
            }
        }
    }

    pub(super) fn opt_node(&self, key: &str) -> Answer<Option<Node<'a>>> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Object(map)) => Ok(Some(Self { map, path: self.path_of(key) })),
            Some(_) => {
                Err(GraphError::schema(format!("Param {} must be an object", self.path_of(key))))
            }
        }
    }

    pub(super) fn node(&self, key: &str) -> Answer<Node<'a>> {
        self.required(key)?;
        self.opt_node(key)?.ok_or_else(|| GraphError::missing(&self.path_of(key)))
    }

    /// A required list of objects, so many of them.
    pub(super) fn nodes(&self, key: &str, count: RangeInclusive<usize>) -> Answer<Vec<Node<'a>>> {
        self.required(key)?;
        let nodes = self.opt_nodes(key)?;
        if count.contains(&nodes.len()) {
            return Ok(nodes);
        }
        let path = self.path_of(key);
        let (least, most) = count.into_inner();
        Err(GraphError::value(format!(
            "Invalid {path} count. Min allowed: {least}, Max allowed: {most}, got {}",
            nodes.len()
        )))
    }

    /// A list of texts that may be missing.
    pub(super) fn opt_texts(&self, key: &str) -> Answer<Vec<&'a str>> {
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let texts: Option<Vec<&str>> =
            value.as_array().and_then(|items| items.iter().map(Value::as_str).collect());
        texts.ok_or_else(|| {
            GraphError::schema(format!("Param {} must be an array of strings", self.path_of(key)))
        })
    }

    /// A list of objects that may be missing.
    pub(super) fn opt_nodes(&self, key: &str) -> Answer<Vec<Node<'a>>> {
        let path = self.path_of(key);
        let Some(value) = self.get(key) else { return Ok(Vec::new()) };
        let Some(items) = value.as_array() else {
            return Err(GraphError::schema(format!("Param {path} must be an array")));
        };
        let node = |(at, item): (usize, &'a Value)| match item {
            Value::Object(map) => Ok(Node { map, path: format!("{path}[{at}]") }),
            _ => Err(GraphError::schema(format!("Param {path}[{at}] must be an object"))),
        };
        items.iter().enumerate().map(node).collect()
    }
}

pub(super) fn check_length(path: &str, text: &str, length: RangeInclusive<usize>) -> Answer<()> {
    if length.contains(&text.chars().count()) {
        return Ok(());
    }
    let (least, most) = length.into_inner();
    Err(GraphError::value(format!(
        "{path} length invalid. Min length: {least}, Max length: {most}"
    )))
}

/// Fails when two are equal.
pub(super) fn unique<'a>(what: &str, values: impl Iterator<Item = &'a str>) -> Answer<()> {
    let mut seen = std::collections::HashSet::new();
    for value in values {
        if !seen.insert(value) {
            return Err(GraphError::value(format!("Duplicated {what}: \"{value}\"")));
        }
    }
    Ok(())
}

/// Whether a text holds an emoji, as far as their blocks tell.
pub(super) fn has_emoji(text: &str) -> bool {
    // A key cap is a digit and a mark; the variation selector asks for the coloured form of an older sign.
    let is_emoji = |c: char| matches!(c, '\u{20E3}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}');
    text.chars().any(is_emoji)
}

/// Exactly one emoji, of however many code points: skin tones, families, flags.
pub(super) fn is_one_emoji(text: &str) -> bool {
    text.graphemes(true).count() == 1 && has_emoji(text)
}

/// An absolute http(s) URL without blanks.
pub(super) fn check_url(path: &str, url: &str) -> Answer<()> {
    let parsed = reqwest::Url::parse(url).ok();
    let fits = parsed.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    if fits && !url.contains(char::is_whitespace) {
        return Ok(());
    }
    Err(GraphError::value(format!("{path} is not a valid URL")))
}
