//! The course of a payment: failed, authorised, captured; and what that makes of its order and of the link before it
//! (razorpay.md 2.5, 4, 6.3).

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{
    books::{Capture, Ledger, LinkStatus},
    events::{self, Event},
    links::link_event,
    payment::{Method, Payment},
    reasons::Reason,
};
use crate::{
    clock::{SECOND, micros},
    world::World,
};

/// UPI to a verified merchant carries at most five lakh rupees.
pub(super) const UPI_CAP: i64 = 50_000_000;

/// What came of an attempt.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) payments: Vec<String>,
    pub(super) events: Vec<Event>,
    pub(super) failed: Option<&'static str>,
    /// It failed, but the bank will think again.
    only_for_now: bool,
}

impl Outcome {
    /// Only a success sends the browser on.
    pub(super) fn succeeded(&self) -> bool {
        self.failed.is_none() && !self.only_for_now
    }
}

/// Events about one order follow each other, and those about its link with them.
pub(super) fn lane(ledger: &Ledger, order: &str) -> String {
    ledger.link_of_order(order).map_or_else(|| order.to_owned(), |link| link.id.clone())
}

/// A new attempt on an order, in whatever state it ends.
fn attempt(
    world: &World,
    ledger: &mut Ledger,
    order: &str,
    amount: i64,
    method: Method,
) -> Payment {
    let link = ledger.link_of_order(order).map(|link| link.id.clone()).unwrap_or_default();
    let notes = ledger.orders.get_mut(order).map(|order| {
        order.attempts += 1;
        order.notes.clone()
    });
    Payment {
        id: world.ids.razorpay("pay_"),
        order_id: order.to_owned(),
        amount,
        status: "created",
        captured: false,
        method,
        refunded: 0,
        description: format!("#{}", link.trim_start_matches("plink_")),
        notes: notes.unwrap_or(json!([])),
        error: None,
        created_at: world.clock.seconds(),
        rrn: world.ids.digits(42),
    }
}

/// What a bank says that refuses without a reason of its own.
pub(super) fn refusal(amount: i64) -> Reason {
    if amount > UPI_CAP { Reason::OVER_THE_LIMIT } else { Reason::DECLINED }
}

/// Exactly one `payment.failed`; the link stays as it is.
pub(super) fn fail(
    world: &Arc<World>,
    ledger: &mut Ledger,
    order: &str,
    amount: i64,
    reason: Reason,
) -> Outcome {
    let mut payment = attempt(world, ledger, order, amount, reason.method);
    payment.status = "failed";
    payment.error = Some(reason);
    let event = payment_event(world, "payment.failed", &payment);
    let id = payment.id.clone();
    note_on_link(ledger, &payment);
    ledger.payments.insert(id.clone(), payment);
    Outcome {
        payments: vec![id],
        events: vec![event],
        failed: Some(reason.word),
        ..Outcome::default()
    }
}

/// As `fail`, but the bank changes its mind `after` so long.
pub(super) fn fail_for_now(
    world: &Arc<World>,
    ledger: &mut Ledger,
    order: &str,
    amount: i64,
    after: Duration,
) -> Outcome {
    let outcome = fail(world, ledger, order, amount, refusal(amount));
    let late = outcome.payments.clone();
    world.agenda.later(world.clock.now() + micros(after), move |world| {
        for payment in late {
            authorise_late(world, &payment);
        }
    });
    Outcome { failed: None, only_for_now: true, ..outcome }
}

/// `failed` was not final: authorised, and captured if the order wants that so late.
fn authorise_late(world: &Arc<World>, payment: &str) {
    let mut ledger = world.money.lock();
    let Some(known) = ledger.payments.get(payment).cloned() else { return };
    let lane = lane(&ledger, &known.order_id);
    let events = authorise(world, &mut ledger, known);
    drop(ledger);
    world.changed();
    events::emit(world, &lane, events);
}

pub(super) fn succeed(
    world: &Arc<World>,
    ledger: &mut Ledger,
    order: &str,
    amount: i64,
    method: Method,
) -> Outcome {
    let payment = attempt(world, ledger, order, amount, method);
    note_on_link(ledger, &payment);
    let payments = vec![payment.id.clone()];
    let events = authorise(world, ledger, payment);
    Outcome { payments, events, ..Outcome::default() }
}

/// A link knows all attempts on its order.
fn note_on_link(ledger: &mut Ledger, payment: &Payment) {
    let order = Some(payment.order_id.as_str());
    if let Some(link) = ledger.links.values_mut().find(|link| link.order_id.as_deref() == order) {
        link.payment_ids.push(payment.id.clone());
    }
}

/// The bank holds the money for the merchant; the order says whether it is taken at once.
fn authorise(world: &Arc<World>, ledger: &mut Ledger, mut payment: Payment) -> Vec<Event> {
    payment.status = "authorized";
    payment.error = None;
    let mut events = vec![payment_event(world, "payment.authorized", &payment)];
    let settings =
        ledger.orders.get(&payment.order_id).map_or(Capture::ALWAYS, |order| order.capture);
    let age = world.clock.seconds() - payment.created_at;
    if settings.automatic_within.is_some_and(|within| age <= within) {
        events.extend(capture(world, ledger, payment));
        return events;
    }
    let id = payment.id.clone();
    let due = (payment.created_at + settings.sent_back_after) * SECOND;
    ledger.payments.insert(id.clone(), payment);
    world.agenda.later(due, move |world| send_back(world, &id));
    events
}

/// Nobody has captured it: the payer has the money again. The merchant never had it, so this is no refund of theirs.
fn send_back(world: &World, id: &str) {
    let mut ledger = world.money.lock();
    if let Some(payment) = ledger.payments.get_mut(id).filter(|known| known.status == "authorized")
    {
        payment.status = "refunded";
        payment.refunded = payment.amount;
    }
    drop(ledger);
    world.changed();
}

/// The money is the merchant's; then the order, then the link.
pub(super) fn capture(world: &World, ledger: &mut Ledger, mut payment: Payment) -> Vec<Event> {
    let now = world.clock.seconds();
    payment.status = "captured";
    payment.captured = true;
    let mut events = vec![payment_event(world, "payment.captured", &payment)];
    let (fee, _) = Ledger::fees_of(&payment);
    ledger.balance += payment.amount - fee;
    let entity = payment.json();
    let mut order_json = Value::Null;
    if let Some(order) = ledger.orders.get_mut(&payment.order_id) {
        let was_paid = order.amount_paid >= order.amount;
        order.amount_paid = (order.amount_paid + payment.amount).min(order.amount);
        order_json = order.json();
        if !was_paid && order.amount_paid >= order.amount {
            let entities = vec![("payment", entity.clone()), ("order", order_json.clone())];
            events.push(Event { name: "order.paid", entities, created_at: now });
        }
    }
    ledger.payments.insert(payment.id.clone(), payment.clone());
    events.extend(settle_link(ledger, &payment, now, order_json, entity));
    events
}

/// The link after a captured payment. A cancelled link stays cancelled, an expired one becomes paid.
fn settle_link(
    ledger: &mut Ledger,
    payment: &Payment,
    now: i64,
    order: Value,
    entity: Value,
) -> Option<Event> {
    let link = ledger.link_of_order(&payment.order_id)?.id.clone();
    let known = ledger.links.get_mut(&link)?;
    if matches!(known.status, LinkStatus::Cancelled | LinkStatus::Paid) {
        return None;
    }
    known.paid_paise = (known.paid_paise + payment.amount).min(known.amount_paise);
    known.updated_at = now;
    let full = known.paid_paise >= known.amount_paise;
    known.status = if full { LinkStatus::Paid } else { LinkStatus::PartiallyPaid };
    let name = if full { "payment_link.paid" } else { "payment_link.partially_paid" };
    let known = known.clone();
    let mut event = link_event(name, &known, known.json(ledger));
    event.entities.push(("order", order));
    event.entities.push(("payment", entity));
    Some(event)
}

pub(super) fn payment_event(world: &World, name: &'static str, payment: &Payment) -> Event {
    Event { name, entities: vec![("payment", payment.json())], created_at: world.clock.seconds() }
}
