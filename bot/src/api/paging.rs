//! Pages and their cursors. A cursor is the key of the last row shown, in a form that asks nobody to look inside; what
//! is added or taken away meanwhile moves nothing.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::input::{Fields, Read};

const MOST: i64 = 100;
const USUAL: i64 = 25;

/// No cursor of ours is longer; a longer one is not looked into.
const LONGEST_CURSOR: usize = 1024;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Page<T> {
    pub data: Vec<T>,
    /// Send it as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub next_cursor: Option<String>,
}

/// What every list takes.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `Paging`")]
pub(super) struct PageParameters {
    /// How many on a page.
    #[param(minimum = 1, maximum = 100, default = 25)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Which page was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Paging<K> {
    pub limit: i64,
    /// The key after which the page begins.
    pub after: Option<K>,
}

impl<K: Serialize + DeserializeOwned> Paging<K> {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let limit = fields.take("limit", |given| given.whole(1, MOST)).unwrap_or(USUAL);
        let after = fields.take("cursor", |given| decode(&given.text(0, LONGEST_CURSOR)?));
        Self { limit, after }
    }

    /// How many rows to fetch: one more than shown says whether there is a next page.
    pub(super) const fn fetch(&self) -> i64 {
        self.limit + 1
    }

    pub(super) fn page<R, T>(
        &self,
        mut rows: Vec<R>,
        key: impl FnOnce(&R) -> K,
        show: impl FnMut(R) -> T,
    ) -> Page<T> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next_cursor = rows.last().filter(|_| more).map(|last| encode(&key(last)));
        Page { data: rows.into_iter().map(show).collect(), next_cursor }
    }
}

fn encode<K: Serialize>(key: &K) -> String {
    let text = serde_json::to_string(key).unwrap_or_default();
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn decode<K: DeserializeOwned>(cursor: &str) -> Read<K> {
    let foreign = || "is not a cursor that this list gave".to_owned();
    let bytes: Option<Vec<u8>> = cursor
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let value: Value =
        serde_json::from_slice(&bytes.ok_or_else(foreign)?).map_err(|_| foreign())?;
    if !is_sane(&value) {
        return Err(foreign());
    }
    serde_json::from_value(value).map_err(|_| foreign())
}

/// Whoever makes up a cursor must not reach the database with what it cannot hold.
fn is_sane(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(is_sane),
        Value::String(text) => {
            let time = text.parse::<jiff::Timestamp>();
            !text.contains('\0') && time.as_ref().map_or(true, super::input::is_of_our_time)
        }
        Value::Bool(_) | Value::Number(_) => true,
        Value::Null | Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let key = ("ధర".to_owned(), 7_i64);
        assert_eq!(decode(&encode(&key)), Ok(key));
    }

    #[test]
    fn an_invented_cursor_is_refused() {
        for text in ["", "zz", "5b", "é", "[\"a\"]", &encode(&7)] {
            assert!(decode::<Vec<String>>(text).is_err(), "{text}");
        }
    }
}
