//! What a turn wants done.

use jiff::Timestamp;
use jiff::civil::Date;
use realserv_domain::application::Application;
use realserv_domain::identity::Gstin;
use realserv_domain::ids::{
    AddressId, ApplicationId, MediaId, OrderId, PayAccountId, TicketId, VendorId,
};
use realserv_domain::interpret::Strange;
use realserv_domain::language::Language;
use realserv_domain::media::Wanted;
use realserv_domain::message::Message;
use realserv_domain::notice::Notice;
use realserv_domain::orders::OrderEvent;
use realserv_domain::phone::Phone;
use realserv_domain::place::Pin;
use realserv_domain::settlements::{PayTo, PayeeEvent};
use realserv_domain::vehicles::Lane;
use serde::{Deserialize, Serialize};

use super::{News, TicketAbout};

/// Written with the new state in one transaction, carried out by deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "effect")]
pub enum Effect {
    Say {
        message: Message,
        /// With what an order tells, see `news`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        news: Option<Box<News>>,
    },
    /// What was just said is told by other ways too, as far as this person has them.
    Notify {
        notice: Box<Notice>,
    },
    /// The office's words, passed on as they are.
    PassOn {
        message: Message,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        news: Option<Box<News>>,
        /// The ticket that they are for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ticket: Option<TicketId>,
    },
    TellOrder {
        order: OrderId,
        event: OrderEvent,
    },
    /// From now on nothing but the news of orders; none: anything again.
    SetOptedOut {
        at: Option<Timestamp>,
    },
    /// The person's language, also outside this conversation.
    KeepLanguage {
        language: Language,
    },
    JoinWaitingList {
        pin: Pin,
    },
    /// What the person is called.
    KeepName {
        name: String,
    },
    /// What stands on the person's invoices from now on; none takes it away.
    KeepGstin {
        gstin: Option<Gstin>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        trade_name: Option<String>,
    },
    /// How a site is found, said after the site itself.
    KeepWay {
        address: AddressId,
        words: String,
    },
    /// What the lane of a site lets in.
    KeepLane {
        address: AddressId,
        lane: Lane,
    },
    /// Who is called at a site.
    KeepContact {
        address: AddressId,
        phone: Phone,
    },
    /// A person of the office is wanted.
    OpenTicket {
        order: Option<OrderId>,
        about: TicketAbout,
    },
    /// A file that was sent, to be fetched and kept.
    Fetch {
        wanted: Wanted,
    },
    /// Something is said for a ticket: the office is next.
    AnswerTicket {
        ticket: TicketId,
        words: String,
    },
    /// The vendor's yard is off until then; `None`: open again.
    SetOff {
        vendor: VendorId,
        until: Option<Timestamp>,
    },
    /// Nothing is brought on these days.
    CloseDays {
        vendor: VendorId,
        days: Vec<Date>,
    },
    /// On these he is there again.
    OpenDays {
        vendor: VendorId,
        days: Vec<Date>,
    },
    /// Where a vendor's money shall go; it is checked first.
    GiveAccount {
        vendor: VendorId,
        account: PayAccountId,
        to: PayTo,
    },
    /// What somebody who wants to sell has told.
    Apply {
        id: ApplicationId,
        application: Box<Application>,
    },
    /// What a vendor says of his money.
    TellPayee {
        vendor: VendorId,
        event: PayeeEvent,
    },
    /// Words that nobody knows, for the office to teach.
    KeepWords {
        words: Vec<Strange>,
    },
    /// What is typed until then belongs to what was typed.
    AwaitQuiet {
        until: Timestamp,
    },
    /// The cart of this conversation is looked at then, and at no other time.
    LookAtCart {
        at: Timestamp,
    },
}

impl Effect {
    /// The file that is to be fetched, of such an effect.
    pub(super) const fn media(&self) -> Option<MediaId> {
        if let Self::Fetch { wanted } = self { Some(wanted.media) } else { None }
    }
}
