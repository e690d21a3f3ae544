//! The vendor's side of a conversation: an order is offered, taken, packed, sent, and handed over against the buyer's code.
//!
//! Most of it is driven by what the orders tell (`domain::orders::Fact`) and by buttons that stand on their own; the
//! few questions that want typed words (vehicle and driver, the code, a count of stock, how long to be off) are stages.

use realserv_domain::ids::{OfferId, OrderId, OrderNumber, PartId, SkuId};
use realserv_domain::orders::{Method, PartCard};
use realserv_domain::understand::Count;
use serde::{Deserialize, Serialize};

use super::{Conversation, Ctx, Effect, Event, Role, Step};

/// The ids of the vendor's buttons and rows.
mod choice;

/// A step in the making, and how bubbles are built.
mod draft;

/// A part as a vendor reads it: lines, time, place, money, next buttons.
mod card;

// The stages, in the order in which an order meets them.

/// Alert, reminder, accept, reject with its reason.
mod offer;

/// Fewer, later or dearer than it was offered.
mod counter;

/// From acceptance to the gate: every step is one tap.
mod fulfil;

/// Which vehicle and driver.
mod carrier;

/// The buyer's four digits.
mod code;

/// A photo of what was handed over.
mod proof;

/// Less at the gate than was sent for.
mod short;

/// What a buyer says was missing or broken.
mod claim;

/// An accepted order is given back.
mod give_back;

/// Which of several orders is meant.
mod which;

// The desk.

/// Parts as rows, by day and page by page.
mod part_list;

/// The menu, and what is to do today.
mod desk;

/// What is on offer, page by page, and a new count of it.
mod stock;

/// A price or a count that is typed unasked.
mod shelf;

/// What it is now, what it was, and one way back.
mod changed;

/// How he stands with us.
mod account;

/// What he is paid, and where it goes.
mod money;

/// The days that his crews have worked.
mod wages;

/// Who wants to sell.
mod apply;

/// Hours off, and open again.
mod off;

/// Closed on days to come.
mod days_off;

/// A yard that does not answer.
mod silence;

// What joins them.

/// The words of the desk.
mod words;

/// Typed words: the open question first, then the words of the desk.
mod typed;

/// What happened to an order, in words.
mod facts;

/// What the tables answered.
mod answers;

#[cfg(test)]
mod tests;

pub use apply::ApplicationNews;
pub(super) use apply::{begin as apply, decided, has_one_paper_less};
pub use changed::{Becomes, ListingChange, ListingOutcome, Undo, Was};
pub use choice::{Choice, OffFor};
pub use proof::Handed;
pub use silence::Unanswered;
pub(super) use silence::is_over as is_there;
pub(super) use typed::takes;

use draft::Draft;

/// What is known of a vendor between two messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub stage: Stage,
    /// Counts what the desk has asked; the buyer's side counts its own.
    pub question: u32,
    /// What an ask of this turn was for. Empty between turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<WaitsFor>,
    /// The last change of price or stock by chat, for who types that it be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo: Option<Undo>,
    /// What was handed over last: a photo may follow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed: Option<Handed>,
    /// Orders that lapsed since he was last heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Unanswered>,
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
    PickingListing(shelf::PickingListing),
    PriceOrStock(shelf::PriceOrStock),
    TakingOff,
    /// Where his money goes.
    GivingAccount,
    Which(which::Meant),
    GivingBack(give_back::GivingBack),
    CountingCame(short::CountingCame),
    /// What who wants to sell has told so far.
    Applying(Box<apply::Applying>),
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
    Parts {
        page: u16,
    },
    /// Those of it that wait for an answer.
    Offers {
        page: u16,
    },
    /// One part of that list.
    Part {
        part: PartId,
    },
    /// Whoever brings a part of it stands at the gate.
    AtTheGate {
        part: PartId,
    },
    /// Less has come of one of its lines: of which, and how many, as far as that was said.
    CameShort {
        part: PartId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sku: Option<SkuId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        came: Option<Count>,
    },
    /// An order's number was typed.
    Numbered {
        number: OrderNumber,
    },
    /// The site of a part that is shown.
    Site {
        shown: Shown,
    },
    /// Words that mean nothing to us: an order may wait for an answer.
    NotUnderstood,
    /// "accept" was typed: which offer?
    Accepting {
        number: Option<OrderNumber>,
    },
    /// "reject" was typed: which offer?
    RejectingWhich {
        number: Option<OrderNumber>,
    },
    /// What can be done instead was typed: of which offer?
    Countering {
        number: Option<OrderNumber>,
        text: String,
    },
    /// Something was typed without being asked for: for which part?
    Meant {
        meant: which::Meant,
        page: u16,
        picked: Option<which::Picked>,
    },
    Stock {
        page: u8,
    },
    /// How he stands with us.
    Account,
    /// The last settlement, and how he stands.
    Statement,
    /// The days of his crews.
    Wages,
    /// Something was typed of what is sold: of which thing?
    Shelf {
        picking: shelf::PickingListing,
        page: u8,
        picked: Option<SkuId>,
    },
    /// A price or a count is another one now.
    Changed,
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
        Event::Sent { media, message_id: _ } => typed::sent(&mut draft, &media),
        Event::Shared { point, .. } => desk::shared(point, &mut draft),
        Event::Contact { .. } | Event::Filled { .. } | Event::Carted { .. } => draft.not_needed(),
        Event::Unreadable { .. } => draft.not_understood(),
        Event::Learned(answer) => answers::learned(&mut draft, answer),
        Event::Told(fact) => facts::told(&mut draft, fact),
        // Answered before either side is asked.
        Event::Joined { .. }
        | Event::Opened { .. }
        | Event::RepeatDue { .. }
        | Event::Undelivered { .. }
        | Event::PhotoRefused { .. }
        | Event::WindowClosed { .. }
        | Event::MediaSeen { .. }
        | Event::CartWaits
        | Event::Quiet
        | Event::OfficeTook { .. }
        | Event::OfficeWrote { .. }
        | Event::OfficeReleased
        | Event::Application(_)
        | Event::Ticket(_)
        | Event::Answered { .. } => {}
    }
    draft.done()
}

/// Somebody of the office is wanted; what was asked stays open.
pub(super) fn person(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    desk::person(&mut draft);
    draft.done()
}

/// Nothing but orders and their news; what was asked stays open.
pub(super) fn stopped(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let at = Some(ctx.now.timestamp());
    let mut draft = Draft::new(conversation, ctx);
    draft.effect(Effect::SetOptedOut { at });
    let body = draft.words().desk_stopped();
    draft.say(&body);
    draft.done()
}

pub(super) fn started(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    draft.effect(Effect::SetOptedOut { at: None });
    let body = draft.words().help_started();
    draft.say(&body);
    draft.done()
}

/// Who applies goes on in his language, a vendor sees his menu in it.
pub(super) fn language_chosen(conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    let applies = matches!(conversation.vendor.stage, Stage::Applying(_));
    if applies && ctx.person.vendor.is_none() {
        return apply::begin(conversation, "", ctx);
    }
    menu(conversation, ctx)
}

/// The vendor's menu, whatever was asked before.
pub(super) fn menu(mut conversation: Conversation, ctx: &mut Ctx<'_>) -> Step {
    if ctx.person.vendor.is_none() {
        return apply::leave(Draft::new(conversation, ctx));
    }
    conversation.role = Role::Vendor;
    let mut draft = Draft::new(conversation, ctx);
    draft.open_menu();
    draft.done()
}
