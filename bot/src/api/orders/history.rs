//! What happened to an order, from the log of its turns: the kind of each event with its ids and amounts. What people
//! said, drivers' names and tried codes stay in the log.

use realserv_adapters::postgres::office::orders::TurnRow;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::shown::Instant;

/// What of an event's fields is an id or a fact. A new field is not shown until it stands here.
const SHOWN: [&str; 17] = [
    "part",
    "offer",
    "link",
    "refund",
    "payment",
    "by",
    "reason",
    "amount_paise",
    "status",
    "trouble",
    "timer",
    "provider",
    "borne_by",
    "sku",
    "why",
    "claim",
    "rest",
];

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TurnShown {
    pub id: Uuid,
    pub at: Instant,
    /// What happened, such as placed, link_seen, offer_accepted, dispatched, office_refunded, due.
    #[schema(example = "offer_accepted")]
    pub event: String,
    /// Its ids and facts: which part, offer, link, by which vendor, which amount.
    #[schema(value_type = Object)]
    pub about: Map<String, Value>,
    /// What followed from it, such as create_link, set_timer, or `tell` with what was told.
    #[schema(example = json!(["deduct_stock", "tell:accepted"]))]
    pub effects: Vec<String>,
    /// The request or webhook that began it.
    pub correlation_id: String,
}

pub(super) fn turn(row: TurnRow) -> TurnShown {
    // An old document that is not an object shows as an event without a name rather than not at all.
    let event: Map<String, Value> = serde_json::from_str(&row.event).unwrap_or_default();
    let effects: Vec<Value> = serde_json::from_str(&row.effects).unwrap_or_default();
    let shown = |(name, value): (&String, &Value)| {
        SHOWN.contains(&name.as_str()).then(|| (name.clone(), plain(value)))
    };
    TurnShown {
        id: row.id,
        at: Instant(row.at),
        event: text(event.get("event")),
        about: event.iter().filter_map(shown).collect(),
        effects: effects.iter().map(effect).collect(),
        correlation_id: row.correlation_id,
    }
}

/// A timer is an object of ids; everything else that is shown is a word, a number or an id.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) if !fields.contains_key("timer") => Value::Null,
        Value::Array(_) => Value::Null,
        other => other.clone(),
    }
}

fn effect(effect: &Value) -> String {
    let name = text(effect.get("effect"));
    match effect.get("fact").map(kind) {
        Some(fact) => format!("{name}:{fact}"),
        None => name,
    }
}

/// The name of an enum's variant, however it is tagged.
fn kind(value: &Value) -> String {
    match value {
        Value::String(word) => word.clone(),
        Value::Object(fields) => match fields.get("fact") {
            Some(tag) => text(Some(tag)),
            None => fields.keys().next().cloned().unwrap_or_default(),
        },
        _ => String::new(),
    }
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn shown(event: &str) -> TurnShown {
        turn(TurnRow {
            at: Timestamp::UNIX_EPOCH,
            id: Uuid::nil(),
            event: event.to_owned(),
            effects: r#"[{"effect":"tell","to":"x","fact":{"fact":"code_locked","number":"RS"}}]"#
                .to_owned(),
            correlation_id: "c".to_owned(),
        })
    }

    #[test]
    fn a_tried_code_and_a_driver_are_not_shown() {
        for event in [
            r#"{"event":"code_tried","part":"p","by":"v","code":"1234"}"#,
            r#"{"event":"dispatched","part":"p","by":"v","carrier":{"vehicle":"TS09","driver":"Ravi"}}"#,
        ] {
            let shown = shown(event);
            let names: Vec<&str> = shown.about.keys().map(String::as_str).collect();
            assert_eq!(names, ["by", "part"]);
            assert_eq!(shown.effects, ["tell:code_locked"]);
        }
    }
}
