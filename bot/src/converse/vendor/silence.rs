//! A yard that does not answer: after a few orders in a row no more come, until somebody says that they are there. Buyers wait
//! the less, and whoever left his phone at home is not asked all day.
//!
//! ```text
//! bot     ⏰ Order RS7K2M9QA went to another supplier: …
//! bot     You have not answered the last 3 orders, so we send no new ones for now. …   [Open again]
//! ```

use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::Choice;
use super::draft::{Draft, button};
use crate::converse::{Conversation, Effect, TicketAbout};

/// Orders that lapsed, and not a word since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    pub orders: u8,
    pub last_at: Timestamp,
}

/// Orders that were asked of him at the same time are one silence.
const AT_ONCE: SignedDuration = SignedDuration::from_mins(15);

/// When nobody says that they are there, one more order is tried after so long.
const PAUSED_DAYS: i64 = 30;

/// Whoever writes or taps, on whichever side, is there.
pub(in crate::converse) fn is_over(mut conversation: Conversation) -> Conversation {
    conversation.vendor.unanswered = None;
    conversation
}

/// Counts one more order that nobody answered; true when no more are to come.
pub(super) fn is_enough(draft: &mut Draft<'_, '_>) -> bool {
    let now = draft.ctx.now.timestamp();
    let before = draft.conversation.vendor.unanswered;
    let at_once = |seen: &Unanswered| now.duration_since(seen.last_at) < AT_ONCE;
    if before.as_ref().is_some_and(at_once) {
        return false;
    }
    let orders = before.map_or(0, |seen| seen.orders).saturating_add(1);
    draft.conversation.vendor.unanswered = Some(Unanswered { orders, last_at: now });
    let most = draft.ctx.terms.pause_after_unanswered;
    most > 0 && u32::from(orders) >= most && !draft.ctx.person.is_off
}

/// No new orders until he taps, which also ends it where the office does nothing; the office hears of it.
pub(super) fn pause(draft: &mut Draft<'_, '_>) {
    let Some(vendor) = draft.vendor() else { return };
    let now = draft.ctx.now;
    let until = now.checked_add(PAUSED_DAYS.days()).map_or(now.timestamp(), |at| at.timestamp());
    draft.effect(Effect::SetOff { vendor, until: Some(until) });
    draft.effect(Effect::OpenTicket { order: None, about: TicketAbout::SilentVendor });
    let orders = draft.conversation.vendor.unanswered.map_or(0, |seen| seen.orders);
    let words = draft.words();
    let open = button(Choice::Open, words.desk_open_button());
    draft.money_news(&words.desk_paused(orders.into()), vec![open]);
}
