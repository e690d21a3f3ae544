//! Orders and payments: created, fetched, listed, captured (razorpay.md 3, 4).

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    books::{Capture, Ledger, Order, Refund},
    course,
    errors::{Answer, RazorpayError},
    events,
    fields::{notes, paise},
    paging::{Page, collection},
    payment::Payment,
};
use crate::world::World;

type Query = [(String, String)];

/// The value of a query parameter.
fn asked<'a>(query: &'a Query, key: &str) -> Option<&'a str> {
    query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// Errors of orders use the usual body, with other words for what is missing.
fn as_order(error: RazorpayError) -> RazorpayError {
    let description = match error.description.as_str() {
        "amount: cannot be blank." => "The amount field is required.".to_owned(),
        "amount: must be an integer." => "The amount must be an integer.".to_owned(),
        text if text.starts_with("amount: amount should be") => {
            "Order amount less than minimum amount allowed".to_owned()
        }
        text => text.to_owned(),
    };
    RazorpayError::bad(description)
}

/// `POST /v1/orders`. Not idempotent: two with one receipt are two orders.
pub(super) fn create(world: &Arc<World>, body: &Value) -> Answer<Value> {
    let map = body.as_object().ok_or_else(|| RazorpayError::bad("The body must be an object"))?;
    let known = [
        "amount",
        "currency",
        "receipt",
        "notes",
        "partial_payment",
        "first_payment_min_amount",
        "transfers",
        "payment",
    ];
    if let Some(key) = map.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(RazorpayError::bad(format!(
            "{key} is/are not required and should not be sent."
        ))
        .field(key));
    }
    let amount = paise(world, map, "amount").map_err(|error| as_order(error).field("amount"))?;
    match map.get("currency").map(|currency| currency == "INR") {
        Some(true) => {}
        Some(false) => {
            return Err(RazorpayError::bad("Currency is not supported").field("currency"));
        }
        None => return Err(RazorpayError::bad("The currency field is required.").field("currency")),
    }
    let notes = notes(map).map_err(as_order)?;
    let partial = optional(map, "partial_payment", Value::as_bool, "boolean")?.unwrap_or(false);
    let order = Order {
        id: world.ids.razorpay("order_"),
        amount,
        amount_paid: 0,
        receipt: receipt(map)?,
        attempts: 0,
        notes: if notes.is_null() { json!([]) } else { notes },
        capture: capture_settings(map)?,
        partial,
        first_part: first_part(map, partial)?,
        created_at: world.clock.seconds(),
    };
    let answer = order.json();
    world.money.lock().orders.insert(order.id.clone(), order);
    Ok(answer)
}

/// A value of the right type, or none at all.
fn optional<T>(
    map: &Map<String, Value>,
    key: &str,
    read: impl Fn(&Value) -> Option<T>,
    kind: &str,
) -> Answer<Option<T>> {
    match map.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => read(value).map(Some).ok_or_else(|| {
            RazorpayError::bad(format!("The {key} must be a valid {kind}.")).field(key)
        }),
    }
}

fn receipt(map: &Map<String, Value>) -> Answer<Option<String>> {
    let receipt = optional(map, "receipt", |value| value.as_str().map(str::to_owned), "string")?;
    if receipt.as_ref().is_some_and(|receipt| receipt.chars().count() > 40) {
        return Err(RazorpayError::bad("The receipt may not be greater than 40 characters.")
            .field("receipt"));
    }
    Ok(receipt)
}

fn first_part(map: &Map<String, Value>, partial: bool) -> Answer<i64> {
    let key = "first_payment_min_amount";
    match optional(map, key, Value::as_i64, "integer")? {
        None => Ok(0),
        Some(_) if !partial => {
            Err(RazorpayError::bad(format!("{key} needs partial_payment")).field(key))
        }
        Some(paise) if paise < 100 => {
            Err(RazorpayError::bad(format!("The {key} must be at least INR 1.00")).field(key))
        }
        Some(paise) => Ok(paise),
    }
}

/// `payment: {capture, capture_options}`: periods in minutes, automatic at least 12, manual at least that and at most five days.
fn capture_settings(map: &Map<String, Value>) -> Answer<Capture> {
    let Some(payment) = optional(map, "payment", |value| value.as_object().cloned(), "object")?
    else {
        return Ok(Capture::BY_HAND);
    };
    let wrong = |words: &str| RazorpayError::bad(words).field("payment");
    let automatic = match payment.get("capture").and_then(Value::as_str) {
        Some("automatic") => true,
        Some("manual") => false,
        _ => return Err(wrong("The payment.capture must be automatic or manual.")),
    };
    let options =
        optional(&payment, "capture_options", |value| value.as_object().cloned(), "object")?;
    let options = options.unwrap_or_default();
    let within = optional(&options, "automatic_expiry_period", Value::as_i64, "integer")?;
    let most = optional(&options, "manual_expiry_period", Value::as_i64, "integer")?;
    let most = most.unwrap_or(Capture::FIVE_DAYS / 60);
    if within.is_some_and(|within| within < 12) {
        return Err(wrong("The automatic_expiry_period must be at least 12."));
    }
    if most > Capture::FIVE_DAYS / 60 || most < within.unwrap_or(12) {
        return Err(wrong("The manual_expiry_period must be between the automatic one and 7200."));
    }
    let speed =
        optional(&options, "refund_speed", |value| value.as_str().map(str::to_owned), "string")?;
    if speed.is_some_and(|speed| speed != "normal" && speed != "optimum") {
        return Err(wrong("The refund_speed must be normal or optimum."));
    }
    let automatic_within = automatic.then_some(within.map_or(i64::MAX, |minutes| minutes * 60));
    Ok(Capture { automatic_within, sent_back_after: most * 60 })
}

/// `GET /v1/orders/{id}`.
pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world.money.lock().orders.get(id).map(Order::json).ok_or_else(RazorpayError::unknown_id)
}

/// `GET /v1/orders`, newest first; `receipt` is how a client finds the order of a call that broke off.
pub(super) fn list(world: &World, query: &Query) -> Answer<Value> {
    let page = Page::read(query)?;
    let authorized = match asked(query, "authorized") {
        None => None,
        Some("0") => Some(false),
        Some("1") => Some(true),
        Some(_) => {
            return Err(RazorpayError::bad("The authorized must be 0 or 1.").field("authorized"));
        }
    };
    let expanded = expanded(query, &["payments", "payments.card", "transfers", "virtual_account"])?;
    let with_payments = expanded.iter().any(|part| part.starts_with("payments"));
    let ledger = world.money.lock();
    let waits = |order: &Order| {
        ledger
            .payments
            .values()
            .any(|known| known.order_id == order.id && known.status == "authorized")
    };
    let fits = |order: &&Order| {
        asked(query, "receipt").is_none_or(|receipt| order.receipt.as_deref() == Some(receipt))
            && authorized.is_none_or(|wanted| waits(order) == wanted)
    };
    let found = ledger.orders.values().rev().filter(fits);
    let items = page.cut(found, |order| order.created_at).map(|order| {
        let mut item = order.json();
        if with_payments {
            item["payments"] = payments_of(&ledger, &order.id);
        }
        item
    });
    Ok(collection(items.collect()))
}

/// What `expand[]` asks for, if all of it is known.
fn expanded<'a>(query: &'a Query, known: &[&str]) -> Answer<Vec<&'a str>> {
    let parts: Vec<&str> = query
        .iter()
        .filter(|(name, _)| name == "expand[]")
        .map(|(_, value)| value.as_str())
        .collect();
    match parts.iter().find(|part| !known.contains(part)) {
        Some(part) => Err(RazorpayError::bad(format!("{part} cannot be expanded")).field("expand")),
        None => Ok(parts),
    }
}

fn payments_of(ledger: &Ledger, order: &str) -> Value {
    let found = ledger.payments.values().rev().filter(|payment| payment.order_id == order);
    collection(found.map(Payment::json).collect())
}

/// `PATCH /v1/orders/{id}`: notes only.
pub(super) fn update(world: &World, id: &str, body: &Value) -> Answer<Value> {
    let notes = only_notes(body)?;
    let mut ledger = world.money.lock();
    let order = ledger.orders.get_mut(id).ok_or_else(RazorpayError::unknown_id)?;
    order.notes = notes;
    Ok(order.json())
}

/// Everything else about money that has moved is fixed.
fn only_notes(body: &Value) -> Answer<Value> {
    let map = body.as_object().ok_or_else(|| RazorpayError::bad("The body must be an object"))?;
    if let Some(key) = map.keys().find(|key| key.as_str() != "notes") {
        return Err(RazorpayError::bad(format!(
            "{key} is/are not required and should not be sent."
        ))
        .field(key));
    }
    notes(map).map_err(as_order)
}

/// `GET /v1/orders/{id}/payments`: every attempt, failed ones too.
pub(super) fn payments(world: &World, id: &str) -> Answer<Value> {
    let ledger = world.money.lock();
    if !ledger.orders.contains_key(id) {
        return Err(RazorpayError::unknown_id());
    }
    Ok(payments_of(&ledger, id))
}

/// `GET /v1/payments/{id}`; of what can be expanded this sandbox has refunds, and cards without being asked.
pub(super) fn payment(world: &World, id: &str, query: &Query) -> Answer<Value> {
    let known =
        ["card", "emi", "offers", "refunds", "transaction", "transaction.settlement", "token"];
    let expanded = expanded(query, &known)?;
    let ledger = world.money.lock();
    let mut payment = ledger.payments.get(id).ok_or_else(RazorpayError::unknown_id)?.json();
    if expanded.contains(&"refunds") {
        let refunds = ledger.refunds.values().rev().filter(|refund| refund.payment_id == id);
        payment["refunds"] = collection(refunds.map(Refund::json).collect());
    }
    Ok(payment)
}

/// `GET /v1/payments`, newest first.
pub(super) fn list_payments(world: &World, query: &Query) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    let found = ledger.payments.values().rev();
    Ok(collection(page.cut(found, |payment| payment.created_at).map(Payment::json).collect()))
}

/// `PATCH /v1/payments/{id}`: notes only.
pub(super) fn update_payment(world: &World, id: &str, body: &Value) -> Answer<Value> {
    let notes = only_notes(body)?;
    let mut ledger = world.money.lock();
    let payment = ledger.payments.get_mut(id).ok_or_else(RazorpayError::unknown_id)?;
    payment.notes = notes;
    Ok(payment.json())
}

/// `POST /v1/payments/{id}/capture`: links capture by themselves; this is for payments that are authorised and wait.
pub(super) fn capture(world: &Arc<World>, id: &str, body: &Value) -> Answer<Value> {
    let amount = body["amount"]
        .as_i64()
        .ok_or_else(|| RazorpayError::bad("The amount must be an integer.").field("amount"))?;
    let mut ledger = world.money.lock();
    let payment = ledger.payments.get(id).cloned().ok_or_else(RazorpayError::unknown_id)?;
    if payment.captured {
        return Err(RazorpayError::bad("This payment has already been captured"));
    }
    if payment.status != "authorized" {
        return Err(RazorpayError::bad(
            "Only payments which have been authorized and not yet captured can be captured",
        ));
    }
    if amount != payment.amount {
        return Err(RazorpayError::bad("Capture amount must be equal to the amount authorized."));
    }
    let lane = course::lane(&ledger, &payment.order_id);
    let events = course::capture(world, &mut ledger, payment);
    let answer = ledger.payments.get(id).map_or(Value::Null, Payment::json);
    drop(ledger);
    world.changed();
    events::emit(world, &lane, events);
    Ok(answer)
}
