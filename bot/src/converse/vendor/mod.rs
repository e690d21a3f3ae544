//! The vendor's side of a conversation: an order is offered, taken, packed, sent, and handed over against the buyer's code.
//!
//! Most of it is driven by what the orders tell (`domain::orders::Fact`) and by buttons that stand on their own; the
//! few questions that want typed words (vehicle and driver, the code, a count of stock, how long to be off) are stages.

use realserv_domain::ids::{OfferId, OrderId, OrderNumber, PartId};
use realserv_domain::orders::{Carrier, Method, PartCard};
use serde::{Deserialize, Serialize};

use super::{Conversation, Ctx, Event, Role, Step};

/// The ids of the vendor's buttons and rows.
mod choice;

/// A step in the making, and how bubbles are built.
mod draft;

/// A part as a vendor reads it: lines, time, place, money, next buttons.
mod card;

// The stages, in the order in which an order meets them.

/// Alert, reminder, accept, reject with its reason.
mod offer;

/// From acceptance to the gate: every step is one tap.
mod fulfil;

/// Which vehicle and driver.
mod carrier;

/// The buyer's four digits.
mod code;

// The desk.

/// The menu, and what is to do today.
mod desk;

/// What is on offer, page by page, and a new count of it.
mod stock;

/// Hours off, and open again.
mod off;

// What joins them.

/// Typed words: the open question first, then the words of the desk.
mod typed;

/// What happened to an order, in words.
mod facts;

/// What the tables answered.
mod answers;

#[cfg(test)]
mod tests;

pub use choice::{Choice, OffFor};

use draft::Draft;

/// What is known of a vendor between two messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub stage: Stage,
    /// What an ask of this turn was for. Empty between turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<WaitsFor>,
}

/// What a typed message would answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "stage")]
pub enum Stage {
    /// Nothing is asked: words of the desk work, buttons always do.
    #[default]
    Idle,
    Rejecting(offer::Rejecting),
    NamingCarrier(carrier::NamingCarrier),
    HearingCode(code::HearingCode),
    CountingStock(stock::CountingStock),
    TakingOff,
}

/// Why the tables were asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "for")]
#[expect(
    clippy::large_enum_variant,
    reason = "one at most, and for a turn; a box would only hide it"
)]
pub enum WaitsFor {
    /// The list of what is to do.
    Parts,
    /// One part of that list.
    Part {
        part: PartId,
    },
    /// The site of a part that is shown.
    Site {
        shown: Shown,
    },
    /// "accept" was typed: which offer?
    Accepting,
    /// "reject" was typed: which offer?
    RejectingWhich,
    /// Four digits came without being asked for: whose?
    CodeOf {
        code: String,
    },
    /// A vehicle and a driver came without being asked for: for which part?
    CarrierOf {
        carrier: Carrier,
    },
    Stock {
        page: u8,
    },
}

/// A part that is being shown and lacks only its site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub order: OrderId,
    pub number: OrderNumber,
    pub card: PartCard,
    pub step: realserv_domain::orders::PartStep,
    pub method: Method,
    pub offer: Option<OfferId>,
    /// Just accepted, as against looked up.
    pub taken: bool,
}

pub(super) fn step(conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    match event {
        Event::Said { text } => return typed::said(draft, &text),
        Event::Tapped(tap) => return desk::tapped(draft, &tap),
        Event::TappedUnknown { .. } => draft.old_button(),
        Event::Sent { media } => typed::sent(&mut draft, &media),
        Event::Shared { .. } | Event::Contact { .. } | Event::Carted { .. } => draft.not_needed(),
        Event::Unreadable { .. } => draft.not_understood(),
        Event::Learned(answer) => answers::learned(&mut draft, answer),
        Event::Told(fact) => facts::told(&mut draft, fact),
        // Answered before either side is asked.
        Event::Joined { .. } | Event::Undelivered { .. } => {}
    }
    draft.done()
}

/// The vendor's menu, whatever was asked before.
pub(super) fn menu(mut conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    conversation.role = Role::Vendor;
    let mut draft = Draft::new(conversation, ctx);
    draft.open_menu();
    draft.done()
}
