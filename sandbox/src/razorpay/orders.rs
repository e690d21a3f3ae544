//! Orders, payments and settlements: created, fetched, listed (razorpay.md 3, 4, 8).

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    books::{Ledger, Order, Settlement},
    course::payment_event,
    errors::{Answer, RazorpayError},
    events::{self, Event},
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
    let receipt = map.get("receipt").and_then(Value::as_str).map(str::to_owned);
    if receipt.as_ref().is_some_and(|receipt| receipt.chars().count() > 40) {
        return Err(RazorpayError::bad("The receipt may not be greater than 40 characters.")
            .field("receipt"));
    }
    let notes = notes(map).map_err(as_order)?;
    let order = Order {
        id: world.ids.razorpay("order_"),
        amount,
        amount_paid: 0,
        receipt,
        attempts: 0,
        notes: if notes.is_null() { json!([]) } else { notes },
        created_at: world.clock.seconds(),
    };
    let answer = order.json();
    world.money.lock().orders.insert(order.id.clone(), order);
    Ok(answer)
}

/// `GET /v1/orders/{id}`.
pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world.money.lock().orders.get(id).map(Order::json).ok_or_else(RazorpayError::unknown_id)
}

/// `GET /v1/orders`, newest first; `receipt` is how a client finds the order of a call that broke off.
pub(super) fn list(world: &World, query: &Query) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    let fits = |order: &&Order| {
        asked(query, "receipt").is_none_or(|receipt| order.receipt.as_deref() == Some(receipt))
    };
    let found = ledger.orders.values().rev().filter(fits);
    Ok(collection(page.cut(found, |order| order.created_at).map(Order::json).collect()))
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
    let found = ledger.payments.values().rev().filter(|payment| payment.order_id == id);
    Ok(collection(found.map(Payment::json).collect()))
}

/// `GET /v1/payments/{id}`.
pub(super) fn payment(world: &World, id: &str) -> Answer<Value> {
    world.money.lock().payments.get(id).map(Payment::json).ok_or_else(RazorpayError::unknown_id)
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

/// `POST /v1/payments/{id}/capture`: links capture by themselves, so here there is only something to refuse, unless the payment
/// is authorised and waits.
pub(super) fn capture(world: &Arc<World>, id: &str, body: &Value) -> Answer<Value> {
    let amount = body["amount"]
        .as_i64()
        .ok_or_else(|| RazorpayError::bad("The amount must be an integer.").field("amount"))?;
    let mut ledger = world.money.lock();
    let payment = ledger.payments.get_mut(id).ok_or_else(RazorpayError::unknown_id)?;
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
    payment.status = "captured";
    payment.captured = true;
    let (answer, lane) = (payment.json(), payment.order_id.clone());
    let event = payment_event(world, "payment.captured", payment);
    drop(ledger);
    events::emit(world, &lane, vec![event]);
    Ok(answer)
}

impl Settlement {
    fn json(&self) -> Value {
        json!({"id": self.id, "entity": "settlement", "amount": self.amount, "status": "processed", "fees": self.fees,
            "tax": self.tax, "utr": format!("1567{}", self.created_at), "created_at": self.created_at})
    }
}

/// Pays out all that was captured and not yet settled to the merchant's bank. Answers the settlement's id.
pub(crate) fn settle(world: &Arc<World>) -> Option<String> {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let (mut amount, mut fees, mut tax, mut any) = (0, 0, 0, false);
    for payment in ledger.payments.values().filter(|payment| payment.captured) {
        if ledger.settlements.values().any(|done| payment.created_at <= done.created_at) {
            continue;
        }
        let (fee, its_tax) = Ledger::fees_of(payment);
        amount += payment.amount - fee;
        fees += fee;
        tax += its_tax;
        any = true;
    }
    if !any {
        return None;
    }
    let settlement =
        Settlement { id: world.ids.razorpay("setl_"), amount, fees, tax, created_at: now };
    let (id, entity) = (settlement.id.clone(), settlement.json());
    ledger.settlements.insert(id.clone(), settlement);
    drop(ledger);
    let event = Event {
        name: "settlement.processed",
        entities: vec![("settlement", entity)],
        created_at: now,
    };
    events::emit(world, &id, vec![event]);
    Some(id)
}

/// `GET /v1/settlements/{id}`.
pub(super) fn settlement(world: &World, id: &str) -> Answer<Value> {
    world
        .money
        .lock()
        .settlements
        .get(id)
        .map(Settlement::json)
        .ok_or_else(RazorpayError::unknown_id)
}

/// `GET /v1/settlements`.
pub(super) fn list_settlements(world: &World, query: &Query) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    let found = ledger.settlements.values().rev();
    Ok(collection(
        page.cut(found, |settlement| settlement.created_at).map(Settlement::json).collect(),
    ))
}
