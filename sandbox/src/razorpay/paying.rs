//! Paying: what a payer does on the hosted page, and where the browser goes then (razorpay.md 2.9). What becomes of the payment
//! is in `course.rs`.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{
    books::{Capture, Ledger, Order, PaymentLink},
    course::{Outcome, UPI_CAP, fail, fail_for_now, refusal, succeed},
    events,
    links::by_short,
    payment::Method,
    reasons::Reason,
};
use crate::{webhooks::hmac_hex, world::World};

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
    #[error("there is no order {0:?}")]
    NoOrder(String),
    #[error("the link is {0}")]
    Closed(&'static str),
    #[error("the order is paid")]
    OrderPaid,
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
    let demand = Demand {
        order: open_order(world, &mut ledger, &link.id),
        whole: link.amount_paise,
        paid: link.paid_paise,
        open: link.status.is_open(),
        partial: link.accept_partial,
        first_part: link.first_min_partial,
    };
    let outcome = carry_out(world, &mut ledger, &demand, how)?;
    let last = outcome.payments.last().filter(|_| outcome.succeeded());
    let redirect = ledger.links.get(&link.id).and_then(|link| redirect(world, link, last?));
    drop(ledger);
    finish(world, &link.id, outcome, redirect)
}

/// Does the same with an order that has no link, as the web checkout would.
pub(crate) fn pay_order(world: &Arc<World>, id: &str, how: How) -> Result<Paid, PayTrouble> {
    let mut ledger = world.money.lock();
    let order = ledger.orders.get(id).ok_or_else(|| PayTrouble::NoOrder(id.to_owned()))?;
    let demand = Demand {
        order: id.to_owned(),
        whole: order.amount,
        paid: order.amount_paid,
        open: order.amount_paid < order.amount,
        partial: order.partial,
        first_part: order.first_part,
    };
    if !demand.open && how != How::Twice {
        return Err(PayTrouble::OrderPaid);
    }
    let outcome = carry_out(world, &mut ledger, &demand, how)?;
    drop(ledger);
    finish(world, id, outcome, None)
}

/// What is to be paid: an order, alone or behind a link.
struct Demand {
    order: String,
    whole: i64,
    paid: i64,
    open: bool,
    partial: bool,
    first_part: i64,
}

impl Demand {
    fn due(&self) -> i64 {
        self.whole - self.paid
    }

    fn check_part(&self, paise: i64) -> Result<(), PayTrouble> {
        if !self.partial {
            return Err(PayTrouble::NotPossible("no part payments are taken"));
        }
        let least = if self.paid == 0 { self.first_part.max(100) } else { 100 };
        if paise < least || paise > self.due() {
            return Err(PayTrouble::NotPossible("the part is too small or too large"));
        }
        Ok(())
    }
}

fn carry_out(
    world: &Arc<World>,
    ledger: &mut Ledger,
    demand: &Demand,
    how: How,
) -> Result<Outcome, PayTrouble> {
    let (order, due) = (demand.order.as_str(), demand.due());
    Ok(match how {
        How::Abandon => Outcome::default(),
        How::Fail => fail(world, ledger, order, due, refusal(due)),
        How::FailFor(reason) => fail(world, ledger, order, due, reason),
        How::LateAuthorised(after) => fail_for_now(world, ledger, order, due, after),
        How::Card => succeed(world, ledger, order, due, Method::Card),
        How::Netbanking => succeed(world, ledger, order, due, Method::Netbanking),
        How::Wallet => succeed(world, ledger, order, due, Method::Wallet),
        How::Part(paise) => {
            demand.check_part(paise)?;
            succeed(world, ledger, order, paise, Method::Upi)
        }
        How::Upi | How::Late if due > UPI_CAP => fail(world, ledger, order, due, refusal(due)),
        How::Upi => succeed(world, ledger, order, due, Method::Upi),
        How::Late => succeed(world, ledger, order, demand.whole, Method::Upi),
        How::Twice => {
            let mut outcome = Outcome::default();
            if demand.open {
                outcome = succeed(world, ledger, order, due, Method::Upi);
            }
            // Money is taken, but order and link have nothing more to say.
            let mut second = succeed(world, ledger, order, demand.whole, Method::Upi);
            second.events.retain(|event| event.name.starts_with("payment."));
            outcome.events.extend(second.events);
            outcome.payments.extend(second.payments);
            outcome
        }
    })
}

/// Tells the program, and the payer how it went.
fn finish(
    world: &Arc<World>,
    lane: &str,
    outcome: Outcome,
    redirect: Option<String>,
) -> Result<Paid, PayTrouble> {
    world.changed();
    events::emit(world, lane, outcome.events);
    match outcome.failed {
        Some(reason) => Err(PayTrouble::Failed(reason)),
        None => Ok(Paid { payment_ids: outcome.payments, redirect }),
    }
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
        capture: Capture::ALWAYS,
        partial: known.accept_partial,
        first_part: known.first_min_partial,
        created_at: world.clock.seconds(),
    };
    known.order_id = Some(order.id.clone());
    let id = order.id.clone();
    ledger.orders.insert(id.clone(), order);
    id
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
