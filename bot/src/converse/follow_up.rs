//! Follow-ups: what nobody asked for and is only said to help somebody on. A cart that was left, a link that was not paid, an
//! offer that was not answered; each once.
//!
//! ```text
//!   us: 🛒 You left 50 bags UltraTech OPC 53 in your cart. We only need to know where it should come.
//!       [Continue] [No reminders]
//! ```
//!
//! One rule for all three. Inside WhatsApp's 24 hours and never by a template, which Meta would call marketing and the person a
//! bother; by day; not to who wants no more than the news of orders; and not while somebody of the office has the chat, who
//! knows better. What cannot be said by that rule is not said at all. When a reminder of an order is due, its order says (`Timer`
//! in `domain/src/orders/`), by day as well.

use jiff::{SignedDuration, Timestamp};
use realserv_domain::orders::Fact;
use serde::{Deserialize, Serialize};

use super::{Ask, Conversation, Ctx, Effect, Event, Step, buyer};

/// What becomes of the cart that a buyer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CartWatch {
    /// It is looked at when the time comes.
    Due,
    /// It was asked about, or its time has passed: this cart is left in peace.
    Done,
}

/// Reminders of orders.
pub(super) fn is_one(fact: &Fact) -> bool {
    matches!(fact, Fact::PayReminder { .. } | Fact::OfferReminder { .. })
}

/// A reminder is due: whether the office has the chat is asked first.
pub(super) fn due(mut conversation: Conversation, fact: Fact, ctx: &Ctx<'_>) -> Step {
    if !is_welcome(ctx) {
        return nothing(conversation);
    }
    conversation.reminder = Some(Box::new(fact));
    ask(conversation)
}

/// The time has come to look at a cart.
pub(super) fn cart_waits(mut conversation: Conversation, ctx: &Ctx<'_>) -> Step {
    if conversation.buyer.cart.is_empty() {
        conversation.buyer.watch = None;
        return nothing(conversation);
    }
    if conversation.buyer.watch != Some(CartWatch::Due) {
        return nothing(conversation);
    }
    match when(ctx) {
        Some(at) if at > ctx.now.timestamp() => {
            let effects = vec![Effect::LookAtCart { at }];
            Step { effects, ..nothing(conversation) }
        }
        Some(_) if is_welcome(ctx) && ctx.terms.cart_reminder_minutes > 0 => {
            conversation.buyer.watch = Some(CartWatch::Done);
            ask(conversation)
        }
        Some(_) | None => {
            conversation.buyer.watch = Some(CartWatch::Done);
            nothing(conversation)
        }
    }
}

/// When a cart may be asked about: once its buyer has rested and it is day. None: WhatsApp's 24 hours are over by then.
fn when(ctx: &Ctx<'_>) -> Option<Timestamp> {
    let now = ctx.now.timestamp();
    let rested = ctx.person.heard_at.and_then(|heard| rests_until(heard, ctx)).unwrap_or(now);
    let from = now.max(rested).to_zoned(ctx.now.time_zone().clone());
    let at = ctx.terms.quiet_hours().after(&from);
    ctx.person.window_closes_at.filter(|closes| at < *closes).map(|_| at)
}

fn rests_until(heard: Timestamp, ctx: &Ctx<'_>) -> Option<Timestamp> {
    let minutes = i64::from(ctx.terms.cart_reminder_minutes);
    heard.checked_add(SignedDuration::from_mins(minutes)).ok()
}

/// Whether the office has the chat is known.
pub(super) fn learned(mut conversation: Conversation, office: bool, ctx: &mut Ctx<'_>) -> Step {
    let reminder = conversation.reminder.take();
    match reminder {
        _ if office => nothing(conversation),
        Some(fact) => super::heard(conversation, Event::Told(*fact), ctx),
        None => buyer::cart_left(conversation, ctx),
    }
}

/// A step has been decided: a cart that it began is looked at later, one that it ended is forgotten.
pub(super) fn watched(mut step: Step, ctx: &Ctx<'_>) -> Step {
    let buyer = &mut step.conversation.buyer;
    let minutes = ctx.terms.cart_reminder_minutes;
    match (buyer.cart.is_empty(), buyer.watch) {
        // A time that is set already finds the next cart as well.
        (true, Some(CartWatch::Done)) => buyer.watch = None,
        (false, None) if minutes > 0 && !ctx.person.opted_out => {
            let at = rests_until(ctx.now.timestamp(), ctx);
            if let Some(at) = at {
                buyer.watch = Some(CartWatch::Due);
                step.effects.push(Effect::LookAtCart { at });
            }
        }
        (true, None | Some(CartWatch::Due)) | (false, _) => {}
    }
    step
}

fn is_welcome(ctx: &Ctx<'_>) -> bool {
    ctx.person.window_open && !ctx.person.opted_out
}

fn ask(conversation: Conversation) -> Step {
    Step { conversation, asks: vec![Ask::OfficeHasChat], effects: Vec::new() }
}

fn nothing(conversation: Conversation) -> Step {
    Step { conversation, asks: Vec::new(), effects: Vec::new() }
}
