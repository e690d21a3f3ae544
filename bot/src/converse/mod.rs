//! What to say: `(conversation, event, ctx) -> step`, for buyers and vendors. Pure: no I/O, no clock, no chance, no `async`.
//!
//! A conversation belongs to one person on one of our numbers. It has two sides, a buyer's and a vendor's, each with a
//! question of its own open; typed words go to the side the person is on (`role`), taps and facts carry their own, and
//! a tap on what a side asks brings the person there. What only the tables know is an `Ask`, answered within the turn
//! and handed back as `Event::Learned`.
#![deny(
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic
)]

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use realserv_domain::cart::Cart;
use realserv_domain::catalog::Catalog;
use realserv_domain::form::SiteForm;
use realserv_domain::ids::{
    AddressId, ListId, Minter, OrderId, OrderNumber, PersonId, SkuId, TicketId, TicketNumber,
    VendorId,
};
use realserv_domain::language::Language;
use realserv_domain::ledger::VendorAccount;
use realserv_domain::media::Seen;
use realserv_domain::message::{Media, Message, TemplateCall};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Fact, Less, Method, NoFewer, OrderState, Terms};
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point, Served, Site};
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{Quote, QuoteRefusal};
use realserv_domain::settlements::SettledCard;
use realserv_domain::time::Schedule;
use realserv_domain::way::{KnownSite, Way};
use realserv_domain::zones::Zones;
use serde::{Deserialize, Serialize};

/// What the tables say of an order, a part, a yard's shelf.
mod cards;

/// The ids of buttons and rows: which side, which question, which answer.
pub mod choice;

/// Words that work at any moment, before the stage looks.
pub mod anywhere;

/// Long lists, ten rows at a time.
pub mod page;

/// The buyer's side, a file per stage.
pub mod buyer;

/// The vendor's side, a file per stage.
pub mod vendor;

/// Whose an event is: the buyer's side or the vendor's.
mod side;

/// What a turn wants done.
mod effects;

/// What an order tells, said so that it arrives.
pub mod news;

/// A place that somebody waited for is served.
mod opened;

/// Carts that were left, and reminders of orders.
mod follow_up;

/// A photo that WhatsApp does not take.
mod photo;

/// Files that people send.
mod media;

/// Somebody of the office has the chat.
mod held;

/// A ticket that the office has answered: what its person says for it.
mod ticket;

/// The longest data that there may be.
#[cfg(test)]
mod longest;

/// Lists that a buyer keeps.
mod saved;

/// Two conversations that turn out to be one person's.
mod join;

pub use cards::{
    ClaimOnCard, Countered, DeskPart, DeskStock, IfLess, OrderCard, OrderCardPart, SiteDetails,
    WageWeek,
};
pub use choice::Tap;
pub use effects::Effect;
pub use follow_up::CartWatch;
pub use held::{Held, TakenBy, open_question};
pub use news::{About, News};
pub use saved::{ListAnswer, ListAsk, ListCard, ListDue, ListOf};
pub use ticket::{TicketAbout, TicketMarked, TicketNews, TicketTalk, in_words};
pub use vendor::{ApplicationNews, ListingChange, ListingOutcome};

/// Raised whenever the stored form changes; every version ever released is a fixture that a test loads.
pub const STATE_VERSION: u16 = 1;

/// One person on one of our numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    pub version: u16,
    pub role: Role,
    /// None until the person has chosen or shown one.
    pub language: Option<Language>,
    pub buyer: buyer::Buyer,
    pub vendor: vendor::Desk,
    /// A reminder that waits for an answer of this turn. Empty between turns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminder: Option<Box<Fact>>,
    /// Who of the office has the chat, or had it until something is heard again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
    /// The ticket that the office wrote for last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Box<TicketTalk>>,
}

impl Conversation {
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self {
            version: STATE_VERSION,
            role,
            language: None,
            buyer: buyer::Buyer::default(),
            vendor: vendor::Desk::default(),
            reminder: None,
            held: None,
            ticket: None,
        }
    }
}

impl Conversation {
    /// What was being typed is somebody else's to answer.
    fn without_typed(mut self) -> Self {
        self.buyer.typed.clear();
        self
    }
}

/// Which side typed words go to. Vendors start as vendors; *buy* and *sell* switch, and so does a tap on what a side asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Buyer,
    Vendor,
}

/// The kinds of `Event::Unreadable` that have an answer of their own.
pub const EDITED: &str = "edit";
pub const DELETED: &str = "delete";

/// What happened, understood already, free of anybody's JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event", content = "of")]
pub enum Event {
    Said {
        text: String,
    },
    Tapped(Tap),
    /// A button of ours that no version of this program can have made, or one from a template without payload.
    TappedUnknown {
        id: String,
        title: String,
    },
    Shared {
        point: Point,
        words: Option<String>,
    },
    Sent {
        media: Media,
        /// Meta's id of the message that brought it.
        #[serde(default)]
        message_id: String,
    },
    /// A shared contact card.
    Contact {
        phone: Option<Phone>,
    },
    /// The form that asks for a site was sent.
    Filled {
        form: SiteForm,
    },
    /// WhatsApp's native cart: SKU codes and quantities, prices never believed.
    Carted {
        lines: Vec<(String, Quantity)>,
    },
    /// Anything that calls for a kind word and no change: a poll, an edited or deleted message …
    Unreadable {
        kind: String,
    },
    Learned(Answer),
    Told(Fact),
    /// Another conversation that was this same person's.
    Joined {
        other: Box<Conversation>,
    },
    /// We serve a place now that this person waited for.
    Opened {
        pin: Pin,
    },
    /// The evening has come on which they are asked about a list for that day.
    RepeatDue {
        list: ListId,
        on: Date,
    },
    /// WhatsApp will not deliver a message of ours that brought news; perhaps an SMS does.
    Undelivered {
        about: About,
        #[serde(default)]
        by_sms: bool,
    },
    /// WhatsApp did not deliver a message of ours because of its photo; here it is without.
    PhotoRefused {
        plain: Message,
    },
    /// WhatsApp says only afterwards that the 24-hour window was closed; the template says the same.
    WindowClosed {
        otherwise: TemplateCall,
        about: Option<About>,
    },
    /// What became of a file that they sent.
    MediaSeen {
        seen: Seen,
    },
    /// A cart was left so long ago that it is time to look.
    CartWaits,
    /// Nobody has typed for a moment: what was typed is whole.
    Quiet,
    /// Somebody of the office takes the chat until then.
    OfficeTook {
        by: String,
        until: Timestamp,
    },
    /// Somebody of the office wrote.
    OfficeWrote {
        text: String,
        by: String,
    },
    /// The office gives the chat back.
    OfficeReleased,
    /// The office has done something for a ticket of theirs.
    Ticket(TicketNews),
    /// The office has decided whether they may sell.
    Application(ApplicationNews),
    /// What was said quotes the office's words for a ticket.
    Answered {
        ticket: TicketId,
        number: TicketNumber,
        words: String,
    },
}

/// What only the tables can say. `CheckOut` does what it asks, because it can be refused by what others do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum Ask {
    /// Whether somebody of the office talks with this person just now.
    OfficeHasChat,
    // -- the buyer's
    /// Which place is meant, and is it served? Saves the address when it is.
    FindSite {
        point: Option<Point>,
        pin: Option<Pin>,
        words: String,
    },
    /// Whether anybody is to be called at a site of this buyer, whose own number is hidden.
    ContactOf {
        address: AddressId,
    },
    /// Where this buyer had things brought before, latest first, at most three.
    SavedSites,
    Quote {
        cart: Cart,
        site: Site,
        schedule: Schedule,
        /// Contractors who are not asked.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        not: Vec<VendorId>,
    },
    /// Holds the stock and writes the order, at exactly this quote's prices.
    CheckOut {
        quote: Quote,
        method: Method,
    },
    /// A page of the buyer's orders, latest first.
    MyOrders {
        /// Only those that are at one of these; none named means all.
        states: Vec<OrderState>,
        page: u16,
    },
    OneOrder {
        order: OrderId,
    },
    /// What it would mean to make a line of an order less.
    IfLess {
        order: OrderId,
        less: Less,
    },
    /// What the last order was of.
    LastCart,
    /// What of an order people came for; answered as the last order is.
    CrewOf {
        order: OrderId,
    },
    /// The people of an order who did not come, as a cart.
    GapOf {
        order: OrderId,
        sku: SkuId,
        missing: Quantity,
    },
    /// About the lists that this buyer keeps.
    List(ListAsk),
    /// Notes whether a ticket was solved, as its person says: what was said first stands.
    MarkTicket {
        ticket: TicketId,
        good: bool,
    },
    // -- the vendor's
    /// Where to bring it and whom to call, for a part that this vendor has accepted.
    SiteDetails {
        order: OrderId,
    },
    /// Parts to do: open offers, accepted and moving ones. All of them: typed digits may be about any.
    DeskParts {
        vendor: VendorId,
    },
    DeskStock {
        vendor: VendorId,
    },
    /// How he stands with us.
    DeskAccount {
        vendor: VendorId,
    },
    /// The last settlement, and how he stands now.
    DeskStatement {
        vendor: VendorId,
    },
    /// The days of his crews, this week and the last.
    DeskWages {
        vendor: VendorId,
    },
    /// Changes it: what it was, and whether an undo is still in time, is seen under the lock.
    ChangeListing {
        vendor: VendorId,
        sku: SkuId,
        change: ListingChange,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum Answer {
    OfficeHasChat {
        has: bool,
    },
    SiteFound {
        served: Served,
        /// How it is found, as far as that was said.
        way: Way,
    },
    ContactOf {
        known: bool,
    },
    SavedSites {
        sites: Vec<KnownSite>,
    },
    Quoted {
        quote: Quote,
        /// The most that this buyer may pay in cash.
        cash_limit_paise: Paise,
    },
    QuoteRefused {
        refusal: QuoteRefusal,
    },
    CheckedOut {
        order: OrderId,
        number: OrderNumber,
        total_paise: Paise,
        /// What of it is paid in cash when it comes.
        #[serde(default)]
        gate_paise: Paise,
        method: Method,
        until: Timestamp,
    },
    CheckOutRefused {
        refusal: CheckOutRefusal,
    },
    MyOrders {
        orders: Vec<OrderCard>,
        /// Which page they are of, and how many orders stand on all pages.
        page: u16,
        total: usize,
    },
    /// None when it is not this buyer's.
    OneOrder {
        order: Option<OrderCard>,
    },
    /// None when the order is not this buyer's.
    IfLess {
        means: Option<Result<Box<IfLess>, NoFewer>>,
    },
    LastCart {
        cart: Cart,
        site: Option<KnownSite>,
    },
    /// Empty when the order is not this buyer's, or nobody works for it.
    Gap {
        cart: Cart,
        site: Option<KnownSite>,
        /// Whose people did not come.
        not: Vec<VendorId>,
    },
    List(ListAnswer),
    /// None when it is no ticket of theirs.
    TicketMarked {
        ticket: TicketId,
        marked: Option<TicketMarked>,
    },
    SiteDetails {
        order: OrderId,
        details: Option<SiteDetails>,
    },
    DeskParts {
        parts: Vec<DeskPart>,
    },
    DeskStock {
        stock: Vec<DeskStock>,
    },
    DeskAccount {
        account: VendorAccount,
    },
    DeskStatement {
        card: Option<Box<SettledCard>>,
        account: VendorAccount,
    },
    DeskWages {
        /// Latest first; those in which nobody worked as well.
        weeks: Vec<WageWeek>,
    },
    ListingChanged {
        outcome: ListingOutcome,
    },
}

/// Why a review could not become an order. Nothing was held or written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "refusal")]
pub enum CheckOutRefusal {
    /// Somebody else was faster; `available` is what is left.
    OutOfStock {
        sku: SkuId,
        available: Quantity,
    },
    CashLimit {
        limit_paise: Paise,
    },
    /// Said by the review too, if the limit did not change meanwhile.
    NotOnline,
}

/// Who is speaking, as the tables know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: PersonId,
    pub name: Option<String>,
    pub vendor: Option<VendorId>,
    /// A vendor who takes no new orders just now.
    pub is_off: bool,
    /// The days from today on when that vendor is closed, the next first.
    pub closed_days: Vec<Date>,
    /// Wants nothing from us but the news of orders.
    pub opted_out: bool,
    /// Whether a driver could call; WhatsApp may hide the number.
    pub has_phone: bool,
    /// Whether anything but a template may be sent now.
    pub window_open: bool,
    /// Until when.
    pub window_closes_at: Option<Timestamp>,
    /// When they last wrote, by Meta's clock.
    pub heard_at: Option<Timestamp>,
}

/// What a decision may look at besides the conversation and the event.
pub struct Ctx<'a> {
    pub now: &'a Zoned,
    pub person: &'a Person,
    pub catalog: &'a Catalog,
    pub zones: &'a Zones,
    pub terms: &'a Terms,
    /// WhatsApp's id of the form that asks for a site; none where it is not offered, or not now.
    pub form: Option<&'a str>,
    pub mint: &'a mut Minter,
}

/// A decision: the conversation as it is now, what to ask before going on, what to do.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub conversation: Conversation,
    /// Answered within the turn, each by an `Event::Learned`.
    pub asks: Vec<Ask>,
    pub effects: Vec<Effect>,
}

/// Decides. Words that mean the same everywhere come first, then the side that the event belongs to.
pub fn step(conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    match event {
        Event::Joined { other } => {
            let conversation = conversation.joined_by(*other);
            Step { conversation, asks: Vec::new(), effects: Vec::new() }
        }
        Event::Opened { pin } => opened::told(conversation, &pin, ctx),
        Event::RepeatDue { list, on } => buyer::repeat_due(conversation, (list, on), ctx),
        Event::Undelivered { about, by_sms } => news::undelivered(conversation, about, by_sms),
        Event::PhotoRefused { plain } => photo::refused(conversation, plain),
        Event::WindowClosed { otherwise, about } => {
            news::by_template(conversation, otherwise, about)
        }
        Event::MediaSeen { seen } => media::seen(conversation, seen, ctx),
        Event::OfficeTook { by, until } => held::took(conversation, &by, until, ctx),
        Event::OfficeWrote { text, by } => held::wrote(conversation, text, &by, ctx),
        Event::OfficeReleased => held::released(conversation, ctx),
        Event::Ticket(news) => ticket::told(conversation, news, ctx),
        Event::Application(news) => vendor::decided(conversation, &news, ctx),
        Event::CartWaits => match conversation.holder(ctx.now.timestamp()).map(|held| held.until) {
            Some(until) => held::cart_waits(conversation, until),
            None => follow_up::cart_waits(conversation, ctx),
        },
        Event::Quiet => match conversation.holder(ctx.now.timestamp()) {
            // The office reads what was typed.
            Some(_) => held::nothing(conversation.without_typed()),
            None => follow_up::watched(buyer::step(conversation, Event::Quiet, ctx), ctx),
        },
        Event::Learned(Answer::OfficeHasChat { has }) => follow_up::learned(conversation, has, ctx),
        Event::Told(fact) if follow_up::is_one(&fact) => {
            match conversation.holder(ctx.now.timestamp()) {
                Some(_) => held::nothing(conversation),
                None => follow_up::due(conversation, fact, ctx),
            }
        }
        Event::Told(fact) => news::told(conversation, fact, ctx),
        heard_now @ (Event::Said { .. }
        | Event::Tapped(_)
        | Event::TappedUnknown { .. }
        | Event::Shared { .. }
        | Event::Sent { .. }
        | Event::Contact { .. }
        | Event::Filled { .. }
        | Event::Carted { .. }
        | Event::Answered { .. }
        | Event::Unreadable { .. }) => {
            ticket::heard(vendor::is_there(conversation), heard_now, ctx)
        }
        Event::Learned(Answer::TicketMarked { ticket, marked }) => {
            ticket::marked(conversation, ticket, marked, ctx)
        }
        Event::Learned(Answer::List(ListAnswer::Due { due })) => {
            buyer::ask_about(conversation, due.as_ref(), ctx)
        }
        learned @ Event::Learned(_) => answered(conversation, learned, ctx),
    }
}

/// What was heard or learned is answered by the bot.
fn answered(conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let step = heard(conversation, event, ctx);
    follow_up::watched(step, ctx)
}

fn heard(conversation: Conversation, event: Event, ctx: &mut Ctx<'_>) -> Step {
    let (conversation, event) = match anywhere::step(conversation, event, ctx) {
        Ok(step) => return step,
        Err(passed) => passed,
    };
    match side::of(&conversation, &event) {
        Role::Buyer => buyer::step(conversation, event, ctx),
        Role::Vendor => vendor::step(conversation, event, ctx),
    }
}
