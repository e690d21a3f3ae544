//! The life of an order with its parts and its money: `(order, event) -> step`.
//!
//! An order is worked on under its own key, so its events come one after the other. What it wants done leaves as
//! `Effect`s; what people should hear leaves as `Fact`s, which their conversations put into words.
//!
//! The way of an order: checkout makes it (`place`), it asks for money (`links`) and gets it (`money`), or is for cash;
//! its parts are offered until somebody takes them (`offers`) and carried to the site (`fulfil`). Anybody may stop it
//! (`cancel`), and what is owed goes back (`refunds`).

use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// What happens to an order.
mod event;

/// What it asks and wants done.
mod effect;

/// A part as people are told of it.
mod cards;

/// What people should hear.
mod fact;

/// What the office has set.
mod terms;

/// The same by name, with units and ranges.
mod setting;

/// Where it is.
mod state;

/// Made at checkout.
mod place;

/// The step being written.
mod draft;

/// Asking for the money.
mod links;

/// Paying it within the chat.
mod chat_pay;

/// Money that comes.
mod money;

/// Cash at the gate.
mod gate;

/// Money on its way back.
mod refunds;

/// Who takes a part.
mod offers;

/// Fewer, later or dearer than it was asked for.
mod counter;

/// A time that passes while nobody has taken a part.
mod late;

/// From the yard to the site.
mod fulfil;

/// What is taken of a delivered part, and what of it goes back.
mod levied;

/// What of it stands invoiced.
mod invoiced;

/// Stopped before the end.
mod cancel;

/// Less of it before it leaves.
mod fewer;

/// Less at the gate than was sent for.
mod short;

/// What the buyer finds missing or broken afterwards.
mod claim;

/// What a buyer's bank takes back.
mod disputes;

/// How its buyer found it.
mod rating;

/// Photos of what was handed over.
mod proof;

/// Trips and crews that no buyer pays for.
mod called_out;

/// Days that crews have worked.
mod wages;

pub use self::cancel::{Cancelling, KeptFor};
pub use self::cards::{LineCard, PartCard};
pub use self::chat_pay::{BillCard, BillStatus, ChatBill, FailedInChat, link_of_bill};
pub use self::claim::{Claim, ClaimAnswer, ClaimCard, ClaimState, ClaimWhy, NoClaim, Photo};
pub use self::counter::{Counter, NoCounter};
pub use self::disputes::Dispute;
pub use self::effect::{Answer, Ask, Effect, RazorpayCall};
pub use self::event::{OrderEvent, RejectReason, Timer};
pub use self::fact::Fact;
pub use self::fewer::{Less, Lessened, NoFewer};
pub use self::gate::{Advance, advance};
pub use self::invoiced::{InvoiceCard, Invoiced};
pub use self::place::place;
pub use self::rating::{Rated, Rating};
pub use self::refunds::{NoTakeBack, Refundable};
pub use self::setting::{SETTINGS, Setting, Unit};
pub use self::short::{NoShort, Rest};
pub use self::state::{OrderState, PartState, PartStep};
pub use self::terms::{NotOnline, Terms, cash_limit, online_allowed};
pub use self::wages::{TradeDays, WageSheet, WorkLine, week_end};

use self::draft::Draft;
use crate::fees::Levies;
use crate::ids::{
    DeliveryCode, LinkId, MediaId, Minter, OfferId, OrderId, OrderNumber, PartId, PersonId,
    RefundId, VendorId,
};
use crate::money::Paise;
use crate::payments::{LinkStatus, Payment, ProviderId, RefundStatus};
use crate::place::Site;
use crate::quote::Share;
use crate::time::Schedule;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Online,
    /// A part of it online, the balance in cash at the gates.
    Advance,
    Cash,
}

/// The whole aggregate; stored as one versioned document beside its tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    pub number: OrderNumber,
    pub buyer: PersonId,
    pub site: Site,
    pub schedule: Schedule,
    pub method: Method,
    /// The most of it that may be paid in cash: less for a buyer's first order. As it stood when it was placed.
    #[serde(default)]
    pub cash_limit_paise: Paise,
    pub placed_at: Timestamp,
    /// Quote, hold and link end together here; the hold stays two minutes longer.
    pub quote_ends_at: Timestamp,
    pub total_paise: Paise,
    pub round_off_paise: Paise,
    pub parts: Vec<Part>,
    pub links: Vec<Link>,
    /// The link that its buyer was reminded with, or the one being made for that. He is reminded once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminded_with: Option<LinkId>,
    pub payments: Vec<Payment>,
    pub refunds: Vec<Refund>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disputes: Vec<Dispute>,
    /// Stock is held, or was deducted, for the parts that live.
    pub holds_stock: bool,
    /// Why the office should look, if it should.
    pub attention: Option<Attention>,
    pub ended: Option<Ended>,
    /// How its buyer found it, once it was delivered and he has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rated: Option<Rated>,
}

/// Ended before delivery, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    Expired,
    CancelledBy(Party),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Buyer,
    Vendor,
    Office,
}

/// What puts an order on the office's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    NobodyAccepted,
    CodeLocked,
    RefundFailed,
    LinkFailed,
    WrongAmount,
    /// A bank has not decided yet whose the money is: proof of the delivery is wanted. Or it has taken the money, and nobody
    /// has said who bears that.
    Disputed,
    /// Its time is over, and who has accepted it has not set out; or it left, and hours later nobody has typed the code.
    Late,
    /// Nobody has said who bears a trip that the buyer did not pay for.
    TripUnsettled,
    /// Something did not come whole, and the vendor says otherwise or nothing.
    ClaimOpen,
}

/// Who bears a trip or a crew that was called for nothing, where there is no payment to keep it of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    Platform,
    /// The vendor after all: what he was credited is taken back.
    Vendor,
}

/// What a vendor is paid for a trip or a crew of a cash order that was cancelled late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledOut {
    pub paise: Paise,
    /// None until the office has said so.
    pub borne_by: Option<Bearer>,
}

/// One vendor's share, with a life of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub id: PartId,
    pub share: Share,
    /// Where the buyer chose another time for this part alone, after nobody had taken it for the order's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    pub code: DeliveryCode,
    /// What is collected in cash at its gate, where the order as a whole is not paid in cash.
    #[serde(default, skip_serializing_if = "Paise::is_zero")]
    pub gate_paise: Paise,
    pub state: PartState,
    /// Vendors who rejected it or let it lapse; not asked again in this round.
    pub asked: Vec<VendorId>,
    /// How often everybody was asked again, after nobody had taken it.
    pub rounds: u8,
    /// Every offer ever made of it, oldest first, so that a late tap finds its answer.
    #[serde(default)]
    pub offers: Vec<Asked>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_out: Option<CalledOut>,
    /// How often its lines became less.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub shrunk: u16,
    /// What a part's sum differs by from its exact one, besides the order's own round-off: whole rupees are collected at
    /// every gate.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub round_off_paise: Paise,
    /// What its buyer found missing or broken, in the order said; a claim's number is its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Photos that its vendor sent of what was handed over, by our names of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proofs: Vec<MediaId>,
    /// What was taken of it when it was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levies: Option<Levies>,
    /// What of its price the vendor has lost again since it was delivered.
    #[serde(default, skip_serializing_if = "Paise::is_zero")]
    pub taken_back_paise: Paise,
    /// What of his credit went with it, the platform's support too; before what was taken of it came back.
    #[serde(default, skip_serializing_if = "Paise::is_zero")]
    pub lost_paise: Paise,
    /// And what of the platform's support. None of before it was kept: in proportion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_back_paise: Option<Paise>,
    /// What of its delivery its vendor keeps although it was cancelled: the buyer pays for the trip.
    #[serde(default, skip_serializing_if = "Paise::is_zero")]
    pub kept_paise: Paise,
    /// Its invoices and credit notes, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoices: Vec<Invoiced>,
    /// One is being numbered, within this very turn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub awaits_invoice: bool,
}

/// An offer that was made: to whom, and who of his people got the alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub offer: OfferId,
    pub vendor: VendorId,
    pub person: PersonId,
}

/// Who brings it. Shown to the buyer; kept as facts of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carrier {
    /// Registration in capitals without blanks, `TS09AB1234`; empty for a crew on foot.
    pub vehicle: String,
    pub driver: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub id: LinkId,
    /// 1, 2 …: the suffix of the reference at Razorpay.
    pub attempt: u16,
    pub amount_paise: Paise,
    pub status: LinkStatus,
    pub expires_at: Timestamp,
    /// Razorpay's id and URL, once it answered.
    pub provider: Option<ProviderId>,
    pub short_url: Option<String>,
    /// The same to be paid within the chat, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bills: Vec<ChatBill>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub id: RefundId,
    pub payment: ProviderId,
    pub amount_paise: Paise,
    pub why: RefundWhy,
    pub status: RefundStatus,
    pub provider: Option<ProviderId>,
    /// Of goodwill: what of it was owed to the buyer after all, because the order was cancelled later.
    #[serde(default)]
    pub counted_paise: Paise,
    /// Of one that failed: what of it the office has sent again, as a refund of its own.
    #[serde(default)]
    pub again_paise: Paise,
    /// Not sent while the payment is disputed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// What of it the buyer got by his bank instead.
    #[serde(default, skip_serializing_if = "Paise::is_zero")]
    pub covered_paise: Paise,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundWhy {
    CancelledByBuyer,
    CancelledByVendor,
    CancelledByOffice,
    NobodyAccepted,
    /// The buyer agreed to less of it.
    FewerCame,
    /// Less came to the gate than was sent for, or the buyer found so afterwards.
    ShortAtSite,
    /// It came broken.
    Broken,
    /// It came and was not right.
    TakenBack,
    PaidTwice,
    PaidTooLate,
    /// Whoever cancelled it: there was nothing to pay any more.
    PaidAfterCancelling,
    WrongAmount,
    /// The buyer had changed to cash by then.
    CashInstead,
    Goodwill,
}

fn is_nothing(paise: &Paise) -> bool {
    paise.is_zero()
}

fn is_zero(times: &u16) -> bool {
    *times == 0
}

/// What a decision may look at besides the order and the event.
pub struct Ctx<'a> {
    pub now: &'a Zoned,
    pub terms: &'a Terms,
    pub mint: &'a mut Minter,
}

/// A decision: the order as it is now, what to ask before going on, what to do.
#[must_use]
pub struct Step {
    pub order: Order,
    /// Asked within the turn; each answer comes to `answered` in the same transaction.
    pub asks: Vec<Ask>,
    pub effects: Vec<Effect>,
}

/// Decides what follows from an event. Every event in every state gives a step; what does not fit changes nothing,
/// and whoever waits for an answer gets one.
pub fn step(order: Order, mut event: OrderEvent, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(order, ctx);
    // The id on a button can be forged; nobody but the buyer decides over his order.
    if event.buyer_mut().is_some_and(|by| *by != draft.order.buyer) {
        return draft.finish();
    }
    match event {
        OrderEvent::Placed => draft.placed(),
        OrderEvent::LinkCreated { link, provider, short_url } => {
            draft.link_created(link, provider, short_url);
        }
        OrderEvent::LinkRefused { link, detail: _ } => draft.link_refused(link),
        OrderEvent::LinkHinted { link } => draft.look_up(link),
        OrderEvent::LinkSeen { link, status, payments } => draft.link_seen(link, status, payments),
        OrderEvent::BillHinted { reference, claimed_paise } => {
            draft.bill_hinted(&reference, claimed_paise);
        }
        OrderEvent::BillSeen { reference, payments, failed, doubtful } => {
            draft.bill_seen(&reference, payments, failed, doubtful);
        }
        OrderEvent::BillUnsent { reference } => draft.bill_unsent(&reference),
        OrderEvent::PaymentFailed { payment, trouble } => draft.payment_failed(payment, trouble),
        OrderEvent::LinkCancelled { link } => draft.link_status(link, LinkStatus::Cancelled),
        OrderEvent::RefundSeen { refund, provider, status } => {
            draft.refund_seen(refund, provider, status);
        }
        OrderEvent::RefundRefused { refund, detail: _ } => draft.refund_refused(refund),
        OrderEvent::DisputeHinted { dispute } => draft.dispute_hinted(dispute),
        OrderEvent::DisputeSeen { said } => draft.dispute_seen(said),
        OrderEvent::PayAgainAsked { by: _ } => draft.pay_again(),
        OrderEvent::CashChosen { by: _ } => draft.cash_chosen(),
        OrderEvent::WaitChosen { part, by: _ } => draft.wait_chosen(part),
        OrderEvent::MoneyBackChosen { part, by: _ } => draft.money_back_chosen(part),
        OrderEvent::MoreChosen { part, more_paise, by: _ } => draft.more_chosen(part, more_paise),
        OrderEvent::TimeChosen { part, schedule, by: _ } => draft.time_chosen(part, schedule),
        OrderEvent::CancelAsked { part, back_paise, kept_paise, by: _ } => {
            draft.cancel_asked(part, (back_paise, kept_paise));
        }
        OrderEvent::Rated { rating, by: _ } => draft.rated(rating),
        OrderEvent::InvoicesAsked { by: _ } => draft.invoices_asked(),
        OrderEvent::FewerAsked { less, back_paise, kept_paise, by: _ } => {
            draft.fewer_asked(less, (back_paise, kept_paise));
        }
        OrderEvent::OfficeMadeLess { less } => draft.office_made_less(less),
        OrderEvent::CameShort { part, by, sku, came, rest } => {
            draft.came_short(part, by, (sku, came), rest);
        }
        OrderEvent::ClaimMade { part, sku, why, quantity, photo, by: _ } => {
            draft.claim_made(part, (sku, quantity), why, photo);
        }
        OrderEvent::ClaimAnswered { part, claim, by, answer } => {
            draft.claim_answered(part, claim, by, answer);
        }
        OrderEvent::OfficeSettledClaim { part, claim, amount_paise, borne_by } => {
            draft.office_settled_claim(part, claim, amount_paise, borne_by);
        }
        OrderEvent::OfferAccepted { offer, by } => draft.offer_accepted(offer, by),
        OrderEvent::OfferRejected { offer, by, reason: _ } => draft.offer_rejected(offer, by),
        OrderEvent::OfferCountered { offer, by, counter } => {
            draft.offer_countered(offer, by, counter);
        }
        OrderEvent::DearerAsked { offer, by, ask_paise } => {
            draft.dearer_asked(offer, by, ask_paise);
        }
        OrderEvent::CounterAccepted { part, counter, by: _ } => {
            draft.counter_accepted(part, counter);
        }
        OrderEvent::CounterRefused { part, by: _ } => draft.counter_refused(part),
        OrderEvent::OfferUndelivered { offer } => draft.offer_undelivered(offer),
        OrderEvent::Packed { part, by } => draft.packed(part, by),
        OrderEvent::Dispatched { part, by, carrier } => draft.dispatched(part, by, carrier),
        OrderEvent::LeftForSite { part, by } => draft.left_for_site(part, by),
        OrderEvent::CodeTried { part, by, code } => draft.code_tried(part, by, &code),
        OrderEvent::ProofSent { part, by, media } => draft.proof_sent(part, by, media),
        OrderEvent::VendorCancelled { part, by } => draft.vendor_cancelled(part, by),
        OrderEvent::OfficeCancelled { part } => draft.office_cancelled(part),
        OrderEvent::OfficeRefunded { amount_paise } => draft.office_refunded(amount_paise),
        OrderEvent::OfficeTookBack { part, amount_paise } => {
            draft.office_took_back(part, amount_paise);
        }
        OrderEvent::OfficeReassigned { part } => draft.office_reassigned(part),
        OrderEvent::OfficeDelivered { part } => draft.office_delivered(part),
        OrderEvent::OfficeSettledTrip { part, borne_by } => {
            draft.office_settled_trip(part, borne_by);
        }
        OrderEvent::OfficeSettledDispute { dispute, borne_by } => {
            draft.office_settled_dispute(&dispute, borne_by);
        }
        OrderEvent::Due { timer } => due(&mut draft, timer),
    }
    draft.finish()
}

fn due(draft: &mut Draft<'_, '_>, timer: Timer) {
    match timer {
        Timer::QuoteEnds => draft.quote_ends(),
        Timer::HoldEnds => draft.hold_ends(),
        Timer::PayReminder { until } => draft.remind_to_pay(until),
        Timer::LinkIsSlow { link } => draft.link_is_slow(link),
        Timer::PollLink { link } => draft.poll(link),
        Timer::PollRefund { refund } => draft.poll_refund(refund),
        Timer::PollDispute { nth } => draft.poll_dispute(nth),
        Timer::OfferReminder { offer } => draft.remind(offer),
        Timer::OfferEnds { offer } => draft.offer_ends(offer),
        Timer::AskAgain { part } => draft.ask_again(part),
        Timer::TimeEnds { part } => draft.time_ends(part),
        Timer::ClaimEnds { part, claim } => draft.claim_ends(part, claim),
    }
}

/// Goes on with what the tables answered to a step's asks, in the same transaction.
pub fn answered(order: Order, answer: Answer, ctx: &mut Ctx<'_>) -> Step {
    let mut draft = Draft::new(order, ctx);
    match answer {
        Answer::CanBeAsked { part, vendor } => draft.can_be_asked(part, vendor),
        Answer::CannotBeAsked { part } => draft.cannot_be_asked(part),
        Answer::Moved { part, share } => draft.moved(part, share),
        Answer::NobodyLeft { part, more_paise } => draft.nobody_left(part, more_paise),
        Answer::ReservedAgain => draft.reserved_again(),
        Answer::CannotServe => draft.cannot_serve(),
        Answer::Standing { part, standing } => draft.levied(part, &standing),
        Answer::Invoiced { part, draft: made, number } => draft.invoice_made(part, *made, number),
    }
    draft.finish()
}
