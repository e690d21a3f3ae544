//! Paying a link: what a payer does on the hosted page, and what then becomes of link, order and payment (razorpay.md 2.5, 4, 6.3).

use std::{sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{
    books::{Ledger, LinkStatus, Order, PaymentLink},
    events::{self, Event},
    links::{by_short, link_event},
    payment::{Method, Payment},
    reasons::Reason,
};
use crate::{clock::micros, webhooks::hmac_hex, world::World};

/// UPI to a verified merchant carries at most five lakh rupees.
const UPI_CAP: i64 = 50_000_000;

/// What the payer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Upi,
    Card,
    Netbanking,
    Wallet,
    /// A part of the amount, by UPI; only where the link allows it.
    Part(i64),
    /// The bank refuses.
    Fail,
    /// Fails, and says why.
    FailFor(Reason),
    /// Opens the page and goes away: an order, no payment.
    Abandon,
    /// A fault: pays a second time from another open page.
    Twice,
    /// A fault: completes at the bank after the link has expired or was cancelled.
    Late,
    /// A fault: fails now, and is authorised and captured after so long.
    LateAuthorised(Duration),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    pub payment_ids: Vec<String>,
    /// Where Razorpay sends the browser: the callback with its signed query.
    pub redirect: Option<String>,
}

/// Why a link cannot be paid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayTrouble {
    #[error("there is no payment link {0:?}")]
    NoLink(String),
    #[error("the link is {0}")]
    Closed(&'static str),
    #[error("the bank refused: {0}")]
    Failed(&'static str),
    #[error("{0}")]
    NotPossible(&'static str),
}

/// Does what the payer does with the link of that URL.
pub(crate) fn pay(world: &Arc<World>, url: &str, how: How) -> Result<Paid, PayTrouble> {
    let mut ledger = world.money.lock();
    let link = by_short(&ledger, url).ok_or_else(|| PayTrouble::NoLink(url.to_owned()))?;
    let forced = matches!(how, How::Twice | How::Late);
    if !forced && !link.status.is_open() {
        return Err(PayTrouble::Closed(link.status.word()));
    }
    let order = open_order(world, &mut ledger, &link.id);
    let due = link.amount_paise - link.paid_paise;
    let outcome = match how {
        How::Abandon => return Ok(Paid { payment_ids: Vec::new(), redirect: None }),
        How::Fail => fail(world, &mut ledger, &order, due, refusal(due)),
        How::FailFor(reason) => fail(world, &mut ledger, &order, due, reason),
        How::LateAuthorised(after) => fail_for_now(world, &mut ledger, &order, due, after),
        How::Card => succeed(world, &mut ledger, &link.id, due, Method::Card),
        How::Netbanking => succeed(world, &mut ledger, &link.id, due, Method::Netbanking),
        How::Wallet => succeed(world, &mut ledger, &link.id, due, Method::Wallet),
        How::Part(_) if !link.accept_partial => {
            return Err(PayTrouble::NotPossible("the link takes no part payments"));
        }
        How::Part(paise)
            if paise < 100
                || paise > due
                || (link.paid_paise == 0 && paise < link.first_min_partial) =>
        {
            return Err(PayTrouble::NotPossible("the part is too small or too large"));
        }
        How::Part(paise) => succeed(world, &mut ledger, &link.id, paise, Method::Upi),
        How::Upi | How::Late if due > UPI_CAP => {
            fail(world, &mut ledger, &order, due, refusal(due))
        }
        How::Upi => succeed(world, &mut ledger, &link.id, due, Method::Upi),
        How::Late => succeed(world, &mut ledger, &link.id, link.amount_paise, Method::Upi),
        How::Twice => {
            let mut outcome = Outcome::default();
            if link.status.is_open() {
                outcome = succeed(world, &mut ledger, &link.id, due, Method::Upi);
            }
            let second = again(world, &mut ledger, &link.id);
            outcome.events.extend(second.events);
            outcome.payments.extend(second.payments);
            outcome
        }
    };
    // Only a success sends the browser on.
    let succeeded = outcome.failed.is_none() && !matches!(how, How::LateAuthorised(_));
    let last = outcome.payments.last().filter(|_| succeeded);
    let redirect = ledger.links.get(&link.id).and_then(|link| redirect(world, link, last?));
    drop(ledger);
    world.changed();
    events::emit(world, &link.id, outcome.events);
    match outcome.failed {
        Some(reason) => Err(PayTrouble::Failed(reason)),
        None => Ok(Paid { payment_ids: outcome.payments, redirect }),
    }
}

#[derive(Default)]
struct Outcome {
    payments: Vec<String>,
    events: Vec<Event>,
    failed: Option<&'static str>,
}

/// The link's order, made at the first attempt: receipt is the reference, notes are copied.
fn open_order(world: &World, ledger: &mut Ledger, link: &str) -> String {
    let Some(known) = ledger.links.get_mut(link) else { return String::new() };
    if let Some(order) = &known.order_id {
        return order.clone();
    }
    let order = Order {
        id: world.ids.razorpay("order_"),
        amount: known.amount_paise,
        amount_paid: 0,
        receipt: Some(known.reference_id.clone()).filter(|reference| !reference.is_empty()),
        attempts: 0,
        notes: if known.notes.is_null() { json!([]) } else { known.notes.clone() },
        created_at: world.clock.seconds(),
    };
    known.order_id = Some(order.id.clone());
    let id = order.id.clone();
    ledger.orders.insert(id.clone(), order);
    id
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
fn refusal(amount: i64) -> Reason {
    if amount > UPI_CAP { Reason::OVER_THE_LIMIT } else { Reason::DECLINED }
}

/// Exactly one `payment.failed`; the link stays as it is.
fn fail(
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
    ledger.payments.insert(id.clone(), payment);
    if let Some(link) =
        ledger.links.values_mut().find(|link| link.order_id.as_deref() == Some(order))
    {
        link.payment_ids.push(id.clone());
    }
    Outcome { payments: vec![id], events: vec![event], failed: Some(reason.word) }
}

/// As `fail`, but the bank changes its mind `after` so long.
fn fail_for_now(
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
    Outcome { failed: None, ..outcome }
}

/// `failed` was not final: authorised, captured, order paid, link paid.
fn authorise_late(world: &Arc<World>, payment: &str) {
    let mut ledger = world.money.lock();
    let Some(known) = ledger.payments.get(payment).cloned() else { return };
    let link =
        ledger.link_of_order(&known.order_id).map(|link| link.id.clone()).unwrap_or_default();
    let outcome = capture(world, &mut ledger, &link, known);
    drop(ledger);
    world.changed();
    events::emit(world, &link, outcome.events);
}

fn succeed(
    world: &Arc<World>,
    ledger: &mut Ledger,
    link: &str,
    amount: i64,
    method: Method,
) -> Outcome {
    let order = open_order(world, ledger, link);
    let payment = attempt(world, ledger, &order, amount, method);
    if let Some(link) = ledger.links.get_mut(link) {
        link.payment_ids.push(payment.id.clone());
    }
    capture(world, ledger, link, payment)
}

/// A second payment on an order that is paid: money is taken, but order and link have nothing more to say.
fn again(world: &Arc<World>, ledger: &mut Ledger, link: &str) -> Outcome {
    let amount = ledger.links.get(link).map_or(0, |link| link.amount_paise);
    let mut outcome = succeed(world, ledger, link, amount, Method::Upi);
    outcome.events.retain(|event| event.name.starts_with("payment."));
    outcome
}

/// Authorised and captured at once, as links do; then the order, then the link.
fn capture(world: &World, ledger: &mut Ledger, link: &str, mut payment: Payment) -> Outcome {
    let now = world.clock.seconds();
    payment.status = "authorized";
    payment.error = None;
    let mut events = vec![payment_event(world, "payment.authorized", &payment)];
    payment.status = "captured";
    payment.captured = true;
    events.push(payment_event(world, "payment.captured", &payment));
    let (fee, _) = Ledger::fees_of(&payment);
    ledger.balance += payment.amount - fee;
    let entity = payment.json();
    let id = payment.id.clone();
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
    ledger.payments.insert(id.clone(), payment.clone());
    if let Some(event) = settle_link(ledger, link, &payment, now, order_json, entity) {
        events.push(event);
    }
    Outcome { payments: vec![id], events, failed: None }
}

/// The link after a captured payment. A cancelled link stays cancelled, an expired one becomes paid.
fn settle_link(
    ledger: &mut Ledger,
    link: &str,
    payment: &Payment,
    now: i64,
    order: Value,
    entity: Value,
) -> Option<Event> {
    let known = ledger.links.get_mut(link)?;
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

/// The callback with its five parameters (razorpay.md 2.9).
fn redirect(world: &World, link: &PaymentLink, payment: &str) -> Option<String> {
    let mut url = reqwest::Url::parse(link.callback_url.as_deref()?).ok()?;
    let status = link.status.word();
    let signature = callback_signature(
        &world.options.razorpay_key_secret,
        &link.id,
        &link.reference_id,
        status,
        payment,
    );
    url.query_pairs_mut()
        .append_pair("razorpay_payment_id", payment)
        .append_pair("razorpay_payment_link_id", &link.id)
        .append_pair("razorpay_payment_link_reference_id", &link.reference_id)
        .append_pair("razorpay_payment_link_status", status)
        .append_pair("razorpay_signature", &signature);
    Some(url.into())
}

/// HMAC of `link|reference|status|payment` with the key secret (not the webhook's).
#[must_use]
pub fn callback_signature(
    key_secret: &str,
    link: &str,
    reference: &str,
    status: &str,
    payment: &str,
) -> String {
    hmac_hex(key_secret, format!("{link}|{reference}|{status}|{payment}").as_bytes())
}
