//! Refunds: the rules, the idempotency header, and created → processed or failed (razorpay.md 5).

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    books::{Keyed, Ledger, Refund},
    errors::{Answer, RazorpayError},
    events::{self, Event},
    fields::notes,
    paging::{Page, collection},
    payment::Payment,
};
use crate::{clock::SECOND, options::Pace, world::World};

/// Six months: an older payment cannot be refunded the normal way.
const TOO_OLD: i64 = 183 * 24 * 3600;
const LIFELIKE_PROCESSING: i64 = 2 * SECOND;

/// What the key of a request says before anything is done.
pub(super) enum Key {
    /// No key, or a new one that is now taken.
    Go,
    Stored(Value),
}

/// Looks at `X-Refund-Idempotency` and takes it.
pub(super) fn take_key(world: &World, key: Option<&str>, body: &Value) -> Answer<Key> {
    let Some(key) = key else { return Ok(Key::Go) };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if key.len() < 10 || !key.chars().all(plain) {
        return Err(RazorpayError::bad(
            "The idempotency key must be at least 10 characters of letters, digits, - and _",
        ));
    }
    let mut ledger = world.money.lock();
    match ledger.keys.get(key) {
        None => {
            ledger.keys.insert(key.to_owned(), Keyed::UnderWay);
            Ok(Key::Go)
        }
        Some(Keyed::UnderWay) => {
            let text = "Another request with the same idempotency key is still in progress.";
            Err(RazorpayError::bad(text).status(409))
        }
        Some(Keyed::Done { body: known, answer }) if known == body => {
            Ok(Key::Stored(answer.clone()))
        }
        Some(Keyed::Done { .. }) => Err(RazorpayError::bad(
            "Different request with the same idempotency key has already been processed.",
        )),
    }
}

/// Keeps a good answer under the key; a refusal leaves the key free, so that the same refund can be tried again later.
pub(super) fn keep_key(world: &World, key: Option<&str>, body: &Value, answer: &Answer<Value>) {
    let Some(key) = key else { return };
    let mut ledger = world.money.lock();
    match answer {
        Ok(answer) => {
            let kept = Keyed::Done { body: body.clone(), answer: answer.clone() };
            ledger.keys.insert(key.to_owned(), kept);
        }
        Err(_) => {
            ledger.keys.remove(key);
        }
    }
}

/// `POST /v1/payments/{id}/refund`.
pub(super) fn create(world: &Arc<World>, payment_id: &str, body: &Value) -> Answer<Value> {
    let empty = Map::new();
    let map = if body.is_null() {
        &empty
    } else {
        body.as_object().ok_or_else(|| RazorpayError::bad("The body must be an object"))?
    };
    let known = ["amount", "speed", "notes", "receipt", "reverse_all"];
    if let Some(key) = map.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(RazorpayError::bad(format!(
            "{key} is/are not required and should not be sent."
        ))
        .field(key));
    }
    if !payment_id.starts_with("pay_") || payment_id.len() != 18 {
        return Err(RazorpayError::bad(format!("{payment_id} is not a valid id")));
    }
    let speed = map.get("speed").map_or(Some("normal"), Value::as_str).unwrap_or_default();
    if !matches!(speed, "normal" | "optimum") {
        return Err(RazorpayError::bad("The speed must be normal or optimum").field("speed"));
    }
    let notes = notes(map).map_err(|error| RazorpayError::bad(error.description))?;
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let payment = ledger.payments.get(payment_id).ok_or_else(RazorpayError::unknown_id)?;
    let amount = refundable(payment, map, speed, now)?;
    if ledger.balance < amount {
        let text = "Your account does not have enough balance to carry out the refund operation. You can add funds to your account from your Razorpay dashboard or capture new payments.";
        return Err(RazorpayError::bad(text));
    }
    ledger.balance -= amount;
    let refund = Refund {
        id: world.ids.razorpay("rfnd_"),
        payment_id: payment_id.to_owned(),
        amount_paise: amount,
        status: "pending",
        created_at: now,
        notes: if notes.is_null() { json!([]) } else { notes },
        receipt: map.get("receipt").cloned().unwrap_or(Value::Null),
        optimum: speed == "optimum",
        slowed: false,
        rrn: None,
    };
    change_payment(&mut ledger, payment_id, amount);
    let (id, answer) = (refund.id.clone(), refund.json());
    let event = refund_event("refund.created", &refund, &ledger);
    ledger.refunds.insert(id.clone(), refund);
    drop(ledger);
    world.changed();
    events::emit(world, payment_id, vec![event]);
    process_later(world, &id);
    Ok(answer)
}

/// The amount, if so much can be given back.
fn refundable(payment: &Payment, map: &Map<String, Value>, speed: &str, now: i64) -> Answer<i64> {
    if !payment.captured {
        return Err(RazorpayError::bad(
            "The payment status should be captured for action to be taken",
        ));
    }
    let left = payment.amount - payment.refunded;
    if left == 0 {
        return Err(RazorpayError::bad("The payment has been fully refunded already."));
    }
    let amount = match map.get("amount") {
        None | Some(Value::Null) => left,
        Some(value) => value
            .as_i64()
            .ok_or_else(|| RazorpayError::bad("The amount must be an integer.").field("amount"))?,
    };
    if amount < 100 {
        return Err(RazorpayError::bad("The amount must be at least INR 1.00").field("amount"));
    }
    if amount > left {
        return Err(RazorpayError::bad(
            "The refund amount provided is greater than amount captured.",
        )
        .field("amount"));
    }
    if speed == "normal" && now - payment.created_at > TOO_OLD {
        return Err(RazorpayError::bad(
            "Refund is not supported by the bank because the payment is more than 6 months old",
        ));
    }
    Ok(amount)
}

/// `refunded` only when all of it is; order and link keep `paid`.
fn change_payment(ledger: &mut Ledger, id: &str, by: i64) {
    if let Some(payment) = ledger.payments.get_mut(id) {
        payment.refunded += by;
        payment.status = if payment.refunded >= payment.amount { "refunded" } else { "captured" };
    }
}

fn refund_event(name: &'static str, refund: &Refund, ledger: &Ledger) -> Event {
    let payment = ledger.payments.get(&refund.payment_id).map_or(Value::Null, Payment::json);
    Event {
        name,
        entities: vec![("refund", refund.json()), ("payment", payment)],
        created_at: refund.created_at,
    }
}

fn process_later(world: &Arc<World>, id: &str) {
    let id = id.to_owned();
    let wait = if world.options.pace == Pace::Instant { 0 } else { LIFELIKE_PROCESSING };
    world.agenda.soon(world.clock.now() + wait, move |world| process(world, &id));
}

/// The bank has answered.
fn process(world: &Arc<World>, id: &str) {
    let mut ledger = world.money.lock();
    if let Some((event, lane)) = slow_down(&mut ledger, id) {
        drop(ledger);
        world.changed();
        events::emit(world, &lane, vec![event]);
        return process_later(world, id);
    }
    let failed = ledger.failing_refunds > 0;
    ledger.failing_refunds = ledger.failing_refunds.saturating_sub(1);
    let Some(refund) = ledger.refunds.get_mut(id) else { return };
    refund.status = if failed { "failed" } else { "processed" };
    refund.rrn = (!failed).then(|| world.ids.digits(43));
    let refund = refund.clone();
    if failed {
        // The money is the merchant's again, and the payment refundable.
        ledger.balance += refund.amount_paise;
        change_payment(&mut ledger, &refund.payment_id, -refund.amount_paise);
    }
    let name = if failed { "refund.failed" } else { "refund.processed" };
    let event = refund_event(name, &refund, &ledger);
    drop(ledger);
    world.changed();
    events::emit(world, &refund.payment_id, vec![event]);
}

/// The bank cannot do it at once: the refund goes on as a normal one. What to tell, and in whose lane.
fn slow_down(ledger: &mut Ledger, id: &str) -> Option<(Event, String)> {
    let left = ledger.slow_refunds.checked_sub(1)?;
    let refund = ledger.refunds.get_mut(id).filter(|refund| refund.optimum && !refund.slowed)?;
    refund.slowed = true;
    let refund = refund.clone();
    ledger.slow_refunds = left;
    Some((refund_event("refund.speed_changed", &refund, ledger), refund.payment_id))
}

pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world.money.lock().refunds.get(id).map(Refund::json).ok_or_else(RazorpayError::unknown_id)
}

/// All refunds, or those of a payment.
pub(super) fn list(
    world: &World,
    payment: Option<&str>,
    query: &[(String, String)],
) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    if payment.is_some_and(|id| !ledger.payments.contains_key(id)) {
        return Err(RazorpayError::unknown_id());
    }
    let fits = |refund: &&Refund| payment.is_none_or(|id| refund.payment_id == id);
    let found = ledger.refunds.values().rev().filter(fits);
    Ok(collection(page.cut(found, |refund| refund.created_at).map(Refund::json).collect()))
}

/// `PATCH /v1/refunds/{id}`: notes only.
pub(super) fn update(world: &World, id: &str, body: &Value) -> Answer<Value> {
    let map = body.as_object().ok_or_else(|| RazorpayError::bad("The body must be an object"))?;
    if let Some(key) = map.keys().find(|key| key.as_str() != "notes") {
        return Err(RazorpayError::bad(format!(
            "{key} is/are not required and should not be sent."
        ))
        .field(key));
    }
    let notes = notes(map).map_err(|error| RazorpayError::bad(error.description))?;
    let mut ledger = world.money.lock();
    let refund = ledger.refunds.get_mut(id).ok_or_else(RazorpayError::unknown_id)?;
    refund.notes = notes;
    Ok(refund.json())
}
