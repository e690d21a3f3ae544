//! The longest data that there may be, in letters of several parts: what WhatsApp's limits leave of it is never half a letter.

use realserv_domain::message::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One letter to the eye and four to a computer, which no text of ours has.
const LETTER: &str = "ఱ్ఱై";
/// What it begins with.
const PART: char = 'ఱ';

/// As long as the office may name anything: product, yard, place.
const LONGEST_NAME: usize = 80;
/// As much of a way as a buyer may type.
const LONGEST_WAY: usize = 300;

fn long(letters: usize) -> String {
    LETTER.repeat(letters / LETTER.chars().count())
}

/// The same with every name in it, and every way, as long as it may be.
pub(super) fn lengthened<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let mut document = serde_json::to_value(value).unwrap();
    lengthen(&mut document);
    serde_json::from_value(document).unwrap()
}

fn lengthen(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match (key.as_str(), &field) {
                    ("en" | "hi" | "te" | "buyer_name", Value::String(_)) => {
                        *field = long(LONGEST_NAME).into();
                    }
                    ("words", Value::String(_)) => *field = long(LONGEST_WAY).into(),
                    _ => lengthen(field),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(lengthen),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Whether any of it stands in a message.
pub(super) fn holds_long(message: &Message) -> bool {
    texts(&serde_json::to_value(message).unwrap()).iter().any(|text| text.contains(LETTER))
}

/// All that stands in a message: nothing of it is cut within a letter, and of a body nothing is cut at all.
#[track_caller]
pub(super) fn assert_whole(message: &Message) {
    let document = serde_json::to_value(message).unwrap();
    for text in texts(&document) {
        let rest = text.replace(LETTER, "");
        assert!(!rest.contains(PART), "cut within a letter: {text}");
    }
    match message {
        Message::Text { body }
        | Message::Buttons { body, .. }
        | Message::List { body, .. }
        | Message::Link { body, .. }
        | Message::Form { body, .. }
        | Message::Document { body, .. }
        | Message::Bill { body, .. }
        | Message::BillEnded { body, .. }
        | Message::AskLocation { body }
        | Message::AskContact { body } => assert!(!body.ends_with('…'), "its end is cut: {body}"),
        Message::Template(_) => {}
    }
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
