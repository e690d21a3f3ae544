//! `statuses[]`: how far a message of ours has come (whatsapp.md §3).

use jiff::Timestamp;
use realserv_domain::message::Delivery;
use realserv_domain::phone::Phone;

use super::{Change, News, Update, phone};
use crate::lenient::Object;
use crate::whatsapp::failure::{Next, detail};
use crate::whatsapp::payments::InChat;

/// They come in any order, twice, and before our own call has returned. The higher `delivery` wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusUpdate {
    pub message_id: String,
    pub delivery: Delivery,
    pub at: Timestamp,
    pub phone: Option<Phone>,
    pub user_id: Option<String>,
    /// What we sent along: the outbox row's key.
    pub callback_data: Option<String>,
    /// With `Delivery::Failed`.
    pub failure: Option<StatusFailure>,
    /// On `Sent` and on one of the two after it.
    pub pricing: Option<Pricing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusFailure {
    pub code: Option<i64>,
    /// Long numbers in it are masked.
    pub detail: String,
    pub next: Next,
}

/// What Meta charges for. `kind` decides; `billable` is being phased out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pricing {
    /// `regular` is charged, `free_customer_service` and `free_entry_point` are not.
    pub kind: String,
    /// `service`, `utility`, `marketing` …
    pub category: String,
    pub billable: Option<bool>,
}

pub(super) fn read(change: &Change<'_>, raw: &str) -> Update {
    let Ok(status) = Object::read(raw) else {
        return change.broken(raw, "a status that is no object");
    };
    let word = status.text("status").unwrap_or_default();
    // Before its word: a payment's "captured" is no step of a message.
    if status.text("type").as_deref() == Some("payment") {
        return match InChat::of_status(&status) {
            Some(payment) => change.hashed(raw, News::Payment(payment)),
            None => change.broken(raw, "a payment without a reference"),
        };
    }
    let (Some(message_id), Some(at)) = (status.id("id"), status.instant("timestamp")) else {
        return change.broken(raw, "a status without id or time");
    };
    let Some(delivery) = delivery(&word) else {
        return change.other(&format!("messages.status.{word}"), raw);
    };
    let event_id = format!("{message_id}:{word}");
    let update = StatusUpdate {
        message_id,
        delivery,
        at,
        phone: phone(status.text("recipient_id").as_deref()),
        user_id: status.id("recipient_user_id"),
        callback_data: status.id("biz_opaque_callback_data"),
        failure: (delivery == Delivery::Failed).then(|| failure(&status)),
        pricing: status.object("pricing").map(|pricing| read_pricing(&pricing)),
    };
    change.update("whatsapp.status", event_id, raw, News::Status(update))
}

/// Old pages also list `deleted` and `warning`, which say nothing about how far a message has come.
fn delivery(word: &str) -> Option<Delivery> {
    match word {
        "sent" => Some(Delivery::Sent),
        "delivered" => Some(Delivery::Delivered),
        "read" => Some(Delivery::Read),
        "played" => Some(Delivery::Played),
        "failed" => Some(Delivery::Failed),
        _ => None,
    }
}

/// Meta gives a list and in practice one error.
fn failure(status: &Object<'_>) -> StatusFailure {
    let errors = status.list("errors");
    let error = errors.first().and_then(|raw| Object::read(raw).ok()).unwrap_or_default();
    let code = error.int("code");
    StatusFailure { code, detail: detail(&error), next: code.map_or(Next::Never, Next::after_code) }
}

fn read_pricing(pricing: &Object<'_>) -> Pricing {
    Pricing {
        kind: pricing.text("type").unwrap_or_default(),
        category: pricing.text("category").unwrap_or_default(),
        billable: pricing.truth("billable"),
    }
}
