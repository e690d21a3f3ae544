//! The envelope around the updates: entries, and the changes within.
//!
//! Read at one go when it is as documented, which it nearly always is and which saves five passes over up to three
//! megabytes. Otherwise layer by layer, so that what is broken loses only itself.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Unreadable;
use crate::lenient::Object;

/// A piece of a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Change {
        field: String,
        /// When Meta made the entry.
        time: String,
        value: &'a str,
    },
    Broken {
        raw: &'a str,
        why: &'static str,
    },
}

const ABOUT: &str = "whatsapp_business_account";

pub(super) fn open(text: &str) -> Result<Vec<Piece<'_>>, Unreadable> {
    match serde_json::from_str::<Envelope<'_>>(text) {
        Ok(envelope) if envelope.object == ABOUT => Ok(envelope.pieces()),
        Ok(_) | Err(_) => open_with_care(text),
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    object: String,
    #[serde(borrow)]
    entry: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(default)]
    time: Option<u64>,
    #[serde(borrow)]
    changes: Vec<Change<'a>>,
}

#[derive(Deserialize)]
struct Change<'a> {
    field: String,
    #[serde(borrow)]
    value: &'a RawValue,
}

impl<'a> Envelope<'a> {
    fn pieces(self) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        for entry in self.entry {
            let time = entry.time.map(|seconds| seconds.to_string()).unwrap_or_default();
            pieces.extend(entry.changes.into_iter().map(|change| {
                let value = change.value.get();
                Piece::Change { field: change.field, time: time.clone(), value }
            }));
        }
        pieces
    }
}

fn open_with_care(text: &str) -> Result<Vec<Piece<'_>>, Unreadable> {
    let envelope = Object::read(text).map_err(Unreadable::NotJson)?;
    let about = envelope.text("object").unwrap_or_default();
    if about != ABOUT {
        return Err(Unreadable::NotWhatsApp(about));
    }
    Ok(envelope.list("entry").into_iter().flat_map(open_entry).collect())
}

fn open_entry(raw: &str) -> Vec<Piece<'_>> {
    let Some(entry) = Object::read(raw).ok().filter(|entry| entry.has("changes")) else {
        return vec![Piece::Broken { raw, why: "an entry without changes" }];
    };
    let time = entry.text("time").unwrap_or_default();
    entry.list("changes").into_iter().map(|raw| open_change(raw, &time)).collect()
}

fn open_change<'a>(raw: &'a str, time: &str) -> Piece<'a> {
    let parts = Object::read(raw).ok().and_then(|c| Some((c.text("field")?, c.raw("value")?)));
    match parts {
        Some((field, value)) => Piece::Change { field, time: time.to_owned(), value },
        None => Piece::Broken { raw, why: "a change without field or value" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_see_the_same() {
        let bodies = [
            r#"{"object":"whatsapp_business_account","entry":[]}"#,
            r#"{"entry":[{"id":"1","changes":[{"value":{"a":[1]},"field":"messages"}]},{"time":1790000000,"changes":[{"field":"flows","value":{}},{"field":"x","value":7}]}],"object":"whatsapp_business_account"}"#,
        ];
        for body in bodies {
            let quick = serde_json::from_str::<Envelope<'_>>(body).unwrap().pieces();
            assert_eq!(quick, open_with_care(body).unwrap(), "{body}");
        }
    }
}
