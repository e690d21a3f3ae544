//! The buyer's side of a conversation: from *hi* to the pay button, and what the order says afterwards.
//!
//! Each stage is a file: what is known, what it asks, what an answer means. `flow` joins them; nothing else knows
//! which stage follows which.

use realserv_domain::cart::Cart;
use realserv_domain::form::FormToken;
use realserv_domain::ids::{AddressId, ListingId, OrderNumber, PartId, SkuId, VendorId};
use realserv_domain::orders::{ClaimWhy, OrderEvent};
use realserv_domain::phone::Phone;
use realserv_domain::place::Site;
use realserv_domain::time::{Schedule, Shift};
use realserv_domain::understand::{Count, Item};
use realserv_domain::vehicles::Lane;
use realserv_domain::way::{KnownSite, Way};
use serde::{Deserialize, Serialize};

use super::{CartWatch, Conversation, Ctx, Event, Step};

/// The ids of the buyer's buttons and rows.
mod choice;

/// What a stage sees, and how bubbles are built.
mod view;

/// A step in the making.
mod draft;

/// The open question: all stages by name.
mod stage;

// The stages, in the order in which a first order meets them.

/// The first bubble and the language question.
mod greeting;

/// The list of kinds.
mod menu;

/// The products of a kind, page by page.
mod browse;

/// What a message is about besides things; changes in words.
mod meant;

/// An order in several messages.
mod several;

/// "Did you mean …": products that typed words may have meant.
mod nearest;

/// The quantity of one product.
mod how_many;

/// The cart and its buttons.
mod basket;

/// Lines of the cart by their numbers.
mod numbered;

/// Which line of the cart is to change.
mod change;

/// Where it should come.
mod whither;

/// The site that typed words name.
mod site_in_words;

/// Where it should come, from a form.
mod filled;

/// How it is found there, said after the place itself.
mod finding;

/// A place that is not served yet.
mod outside;

/// Which number is called there.
mod whom;

/// What the buyer is called.
mod named;

/// The delivery slot.
mod slot;

/// The crew's day and shift.
mod work;

/// Whether a lorry gets there.
mod lane;

/// The priced order, to be paid or changed.
mod review;

/// What of the review is to change.
mod amend;

/// Something that cannot be had as asked, and what can.
mod short;

// What joins them.

/// Which stage follows which.
mod flow;

/// The same from the cart to the order.
mod checkout;

/// What the tables answered.
mod answers;

/// Typed words: products and quantities, or a kind way on.
mod typed;

/// The GSTIN of a business that buys.
mod gstin;

/// Typed words that nobody understands.
mod missed;

/// Things that were typed.
mod wanted;

/// Words that take something out of the cart.
mod without;

/// Words of trouble with what came.
mod trouble;

/// Pins, photos, contacts and other things that people send.
mod sent;

/// Words and buttons that work at any moment.
mod always;

/// The buyer's orders: status, cancelling, paying.
mod orders;

/// One of them as it is read.
mod order_card;

/// Another time for a part that nobody took in time.
mod new_time;

/// Fewer, or another time, is as good?
mod counter;

/// A number that is asked of one line of an order.
mod of_order;

/// Less of an order that has not left yet.
mod less;

/// Something is missing or broken of what has come.
mod claim;

/// The same in free words.
mod wrong;

/// Lists that are kept, to be ordered again.
mod lists;

/// How people name them.
mod list_words;

/// What can be tapped of them.
mod list_choice;

/// What a list is called.
mod name_list;

/// Lists that come round.
mod repeat;

/// A cart that was left.
mod left_cart;

/// What is typed while the office waits for an answer.
mod mine;

/// What happened to an order, in words.
mod facts;

/// The bill that is paid within the chat.
mod bill;

/// The same when WhatsApp lets only templates through.
mod afar;

#[cfg(test)]
mod tests;

pub(super) use always::{choose_language, language_chosen, menu, office_done, person};
pub use choice::{Alone, Choice, Here};
pub(super) use left_cart::cart_left;
pub use list_choice::ListChoice;
pub use lists::{Then, Wish};
pub(super) use mine::{shows_a_price, takes};
pub(super) use repeat::{ask_about, repeat_due};
pub use stage::Stage;

use draft::Draft;
use review::Review;

/// One of several that fitted what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    pub sku: SkuId,
    pub of: Vec<SkuId>,
}

/// What is known of a buyer between two messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    pub cart: Cart,
    pub stage: Stage,
    /// Counts what this side has asked, so that a tap on an old question is recognised. The desk counts its own: what a
    /// vendor answers there leaves the list open that he was buying from.
    pub question: u32,
    /// Where the cart is to go, once that is known; a pin sent out of the blue waits here for the next checkout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// How that site is found.
    #[serde(default, skip_serializing_if = "Way::is_unknown")]
    pub way: Way,
    /// The site whose contact is known, was given, or was not wanted: it is asked for once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_settled: Option<AddressId>,
    /// The name is known, was given, or was not wanted: it is asked for once.
    #[serde(default, skip_serializing_if = "is_false")]
    pub name_settled: bool,
    /// When it is to come, as far as that was said; kept while things and place change.
    #[serde(default, skip_serializing_if = "is_open")]
    pub schedule: Schedule,
    /// What was typed of the order whose site is not known yet, and may name one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub site_in: String,
    /// Things that were typed and still have a question, in the order typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<Item>,
    /// Contractors who are not asked for the people of this cart, as theirs did not come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<VendorId>,
    /// The order was typed: nothing is shown between it and its price.
    #[serde(default, skip_serializing_if = "is_false")]
    pub straight: bool,
    /// What was ordered before, the latest first: taken again where nobody says which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<SkuId>,
    /// What stands in the cart without anybody having said which: another that fitted as well takes its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guesses: Vec<Guess>,
    /// What was typed of an order, message by message, until nobody types for a moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<String>,
    /// Whether this cart will be asked about, should it be left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watch: Option<CartWatch>,
    /// How many messages in a row were not understood.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub misses: u8,
    /// What an ask of this turn was for. Empty between turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<WaitsFor>,
    /// Something was said before the tables were asked. False between turns.
    #[serde(default, skip_serializing_if = "is_false")]
    pub spoke: bool,
}

impl Buyer {
    /// Whether this form's question is the one that is open.
    #[must_use]
    pub fn waits_for_form(&self, token: &FormToken) -> bool {
        matches!(&self.stage, Stage::Whither(whither) if whither.form.as_ref() == Some(token))
    }

    /// Whether something of an order is being asked, which may be a photo.
    #[must_use]
    pub fn asks_of_an_order(&self) -> bool {
        matches!(self.stage, Stage::OfOrder(_))
    }

    /// What a checkout of the open review would hold.
    pub fn listings_in_review(&self) -> impl Iterator<Item = ListingId> {
        let quote =
            if let Stage::Review(review) = &self.stage { Some(&review.quote) } else { None };
        let shares = quote.into_iter().flat_map(|quote| &quote.shares);
        shares.flat_map(|share| &share.lines).map(|line| line.listing)
    }
}

fn is_false(straight: &bool) -> bool {
    !straight
}

fn is_zero(misses: &u8) -> bool {
    *misses == 0
}

fn is_open(schedule: &Schedule) -> bool {
    *schedule == Schedule::default()
}

/// Why the tables were asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "for")]
pub enum WaitsFor {
    /// The checkout wants to offer known places.
    KnownSites,
    /// What was typed goes where the last order went, or to the site that it names.
    LastSite,
    /// The site that was named may be a new one; else one of these.
    NamedSite {
        known: Vec<KnownSite>,
    },
    /// The checkout wants to know where.
    Site,
    /// The same from a form, with what else stood in it.
    FilledSite {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<Phone>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lane: Option<Lane>,
    },
    /// A pin came without being asked for.
    KeptSite,
    /// Whether anybody can be called there.
    Contact {
        site: Site,
        schedule: Schedule,
    },
    Price {
        site: Site,
        schedule: Schedule,
    },
    Placing {
        review: Review,
    },
    OrdersToShow,
    OrdersToCancel,
    OrdersToPay,
    /// The same for who would rather pay cash.
    OrdersToPayInCash,
    /// The same after a tap on an old button, when nothing else is open.
    OldButton,
    /// Those of which something is still to come: where are they?
    OrdersOnTheirWay,
    /// The same, to take something out of one.
    OrdersToTakeOutOf,
    /// Those that have asked their buyer something.
    OrdersThatAskTheBuyer,
    /// One of them was typed by its number.
    OrderNumbered {
        number: OrderNumber,
        cancel: bool,
    },
    /// Those that have left, or came, for their papers.
    OrdersWithInvoices,
    /// Those that somebody is bringing, for their codes.
    OrdersWithCodes,
    OrderToShow,
    /// When else shall this part of it come?
    OrderToRetime {
        part: PartId,
    },
    /// Of which of its lines is less wanted?
    OrderToLessen,
    LineToLessen {
        part: PartId,
        sku: SkuId,
    },
    /// Those that can still become less.
    OrdersToLessen,
    /// What it would mean.
    IfLess,
    /// Those of which something is wrong, as far as that was said.
    OrdersToClaim {
        why: Option<ClaimWhy>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        count: Option<Count>,
    },
    /// What is wrong with what came?
    OrderToClaim {
        why: Option<ClaimWhy>,
    },
    LineToClaim {
        part: PartId,
        sku: SkuId,
        why: ClaimWhy,
    },
    /// Its buyer has decided something.
    OrderToTell {
        event: OrderEvent,
    },
    OrderToCancel,
    OrderToPay,
    LastCart {
        /// "Same as last, 20 bags extra, Friday".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<String>,
    },
    /// Something of their lists.
    Lists(Wish),
    /// The same people on the next day of this shift.
    CrewAgain {
        shift: Shift,
    },
    /// People of another contractor, for the soonest shift.
    Others,
}

pub(super) fn step(conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(conversation, ctx);
    match event {
        Event::Said { text } => draft.said(&text),
        Event::Tapped(tap) if draft.types_on(&tap) => draft.typed_all(),
        Event::Tapped(tap) => draft.tapped(&tap),
        Event::TappedUnknown { .. } => draft.old_button(),
        Event::Shared { point, words } => draft.shared(point, words),
        Event::Sent { media, message_id } => draft.sent(&media, &message_id),
        Event::Contact { phone } => draft.contact(phone),
        Event::Filled { form } => draft.filled(form),
        Event::Carted { lines } => draft.carted(&lines),
        Event::Unreadable { kind } => draft.unreadable(&kind),
        Event::Learned(answer) => draft.learned(answer),
        Event::Told(fact) => draft.told(&fact),
        Event::Quiet => draft.typed_all(),
        // Answered before either side is asked.
        Event::Joined { .. }
        | Event::Opened { .. }
        | Event::RepeatDue { .. }
        | Event::Undelivered { .. }
        | Event::PhotoRefused { .. }
        | Event::WindowClosed { .. }
        | Event::MediaSeen { .. }
        | Event::CartWaits
        | Event::OfficeTook { .. }
        | Event::OfficeWrote { .. }
        | Event::OfficeReleased
        | Event::Application(_)
        | Event::Ticket(_)
        | Event::Answered { .. } => {}
    }
    draft.done()
}
