//! What the page draws, as JSON.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};

use crate::{
    people::{Bubble, Phone, Side, Tick},
    webhooks::samples,
    world::World,
};

/// Messages of one phone that the page gets.
const SHOWN: usize = 100;
const REFUSALS_SHOWN: usize = 50;

/// Everything; of the phones only those that changed after `since`.
pub(super) fn whole(world: &World, since: u64) -> Value {
    // Read first: what changes while this is put together is asked for again.
    let seq = *world.changes().borrow();
    let phones = world.people.all();
    let numbers: Vec<String> = phones.iter().map(|phone| phone.lock().number.clone()).collect();
    let phones: Vec<Value> = phones
        .iter()
        .filter(|phone| since == 0 || phone.lock().changed > since)
        .map(|phone| self::phone(phone))
        .collect();
    let refusals = world.refusals();
    let refusals = &refusals[refusals.len().saturating_sub(REFUSALS_SHOWN)..];
    json!({
        "seq": seq,
        "clock": clock(world),
        "business": {"name": world.options.business_name, "number": world.options.display_phone_number},
        "numbers": numbers,
        "phones": phones,
        "payment_links": links(world),
        "refunds": refunds(world),
        "faults": world.faults.list(),
        "razorpay": razorpay(world),
        "whatsapp": whatsapp(world),
        "refusals": refusals,
        "counts": world.counts.totals(),
    })
}

/// Both the moment and how far it was moved, so that the page can show a running clock of its own.
pub(super) fn clock(world: &World) -> Value {
    json!({"now_ms": world.clock.millis(), "ahead_ms": world.clock.ahead() / 1000})
}

/// One phone as it stands, under one lock: nothing in it can disagree.
pub(super) fn phone(phone: &Phone) -> Value {
    let phone = phone.lock();
    let before = phone.chat.len().saturating_sub(SHOWN);
    let gone = |id: &str| phone.chat.iter().take(before).find(|bubble| bubble.id == id);
    let message = |bubble: &Bubble| {
        let mut message = message(bubble);
        // What was quoted may stand above all that the page gets.
        if let Some(quoted) = bubble.quotes.as_deref().and_then(gone) {
            message["quoted"] = self::message(quoted);
        }
        message
    };
    let messages: Vec<Value> = phone.chat.iter().skip(before).map(message).collect();
    json!({
        "number": phone.number, "name": &*phone.name, "label": phone.label, "user_id": phone.user_id,
        "window_closes_ms": phone.window_closes.map(|at| at / 1000),
        "typing_until_ms": phone.typing_until.map(|at| at / 1000),
        "blocked": phone.blocked, "hidden": phone.hidden, "opted_out": phone.opted_out,
        "fails_next": phone.fails,
        "changed": phone.changed, "messages": messages,
    })
}

/// Ticks are the business's affair; of a person's message only *read* is known.
fn message(bubble: &Bubble) -> Value {
    let tick = match (bubble.side, bubble.tick) {
        // The page draws no other sign for a voice note that was heard.
        (_, Tick::Read | Tick::Played) => "read",
        (Side::Person, _) => "none",
        (Side::Business, Tick::Accepted) => "accepted",
        (Side::Business, Tick::Sent) => "sent",
        (Side::Business, Tick::Delivered) => "delivered",
        (Side::Business, Tick::Failed) => "failed",
    };
    let error = bubble.failure.as_ref().map(
        |failure| json!({"code": failure.code, "title": failure.title, "details": failure.details}),
    );
    json!({
        "id": bubble.id,
        "side": if bubble.side == Side::Person { "person" } else { "business" },
        "at_ms": bubble.at_ms, "type": bubble.kind, "message": &*bubble.message, "shown": bubble.shown,
        "tick": tick, "error": error, "quotes": bubble.quotes, "reaction": bubble.reaction,
        "own_reaction": bubble.own_reaction, "edited": bubble.edited, "deleted": bubble.deleted,
    })
}

/// How Razorpay stands with the merchant, and what it will do on demand.
pub(super) fn razorpay(world: &World) -> Value {
    json!({"balance_paise": world.money.balance(), "fail_refunds": world.money.failing_refunds(),
        "slow_refunds": world.money.slowing_refunds(),
        "odd_shapes": world.money.shapes_are_odd(), "webhook_enabled": !world.money.webhook_is_disabled()})
}

pub(super) fn whatsapp(world: &World) -> Value {
    json!({"batch": world.batch(), "coexistence": world.coexistence.load(Ordering::Relaxed),
        "fields": samples::FIELDS, "templates_by_hand": world.graph.templates.are_reviewed_by_hand()})
}

fn links(world: &World) -> Vec<Value> {
    let links = world.money.links();
    links
        .iter()
        .map(|link| {
            json!({"id": link.id, "reference_id": link.reference_id, "short_url": link.short_url,
                "amount_paise": link.amount_paise, "paid_paise": link.paid_paise, "status": link.status.word(),
                "description": link.description, "expires_ms": link.expire_by * 1000, "created_ms": link.created_at * 1000,
                "payments": world.money.payments_of(link)})
        })
        .collect()
}

fn refunds(world: &World) -> Vec<Value> {
    let refunds = world.money.refunds();
    refunds
        .iter()
        .map(|refund| {
            json!({"id": refund.id, "payment_id": refund.payment_id, "amount_paise": refund.amount_paise,
                "status": refund.status, "created_ms": refund.created_at * 1000})
        })
        .collect()
}
