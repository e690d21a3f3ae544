//! Bodies of the page's calls, read key by key, and the refusal that the page shows to the person who pressed the button.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::{Response, StatusCode},
};
use serde_json::{Value, json};

use crate::{graph::json_answer, people::Trouble};

pub(super) fn refused(words: impl std::fmt::Display) -> Response<Body> {
    json_answer(StatusCode::BAD_REQUEST, &json!({"error": words.to_string()}))
}

/// What was asked. A body that is not JSON reads as one without keys: each act names what it misses.
pub(super) struct Asked(Value);

impl Asked {
    pub(super) fn read(body: &Bytes) -> Self {
        Self(serde_json::from_slice(body).unwrap_or(Value::Null))
    }

    /// The value under a key; `None` when the key is not there at all.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// A text with something in it.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.0[key].as_str().filter(|text| !text.is_empty())
    }

    pub(super) fn needed(&self, key: &str) -> Result<&str, Trouble> {
        self.text(key).ok_or_else(|| missing(key))
    }

    pub(super) fn float(&self, key: &str) -> Result<f64, Trouble> {
        self.0[key].as_f64().ok_or_else(|| missing(key))
    }

    pub(super) fn integer(&self, key: &str) -> Result<i64, Trouble> {
        self.0[key].as_i64().ok_or_else(|| missing(key))
    }

    /// How much business time, given in seconds.
    pub(super) fn seconds(&self, key: &str) -> Option<Duration> {
        self.0[key].as_u64().map(Duration::from_secs)
    }

    /// A switch is on unless it is turned off in so many words.
    pub(super) fn on(&self, key: &str) -> bool {
        self.0[key] != json!(false)
    }

    /// The digits of a telephone number, if there are as many as a number has.
    pub(super) fn number(&self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        (7..=15).contains(&digits.len()).then_some(digits)
    }
}

fn missing(key: &str) -> Trouble {
    Trouble::NotPossible(format!("{key} is missing"))
}
