//! The life of an order with its parts and its money: `(order, event) -> step`.
//!
//! An order is worked on under its own key, so its events come one after the other. What it wants done leaves as
//! [`Effect`]s; what people should hear leaves as [`Fact`]s, which their conversations put into words.

use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::ids::{
    DeliveryCode, LinkId, Minter, OfferId, OrderId, OrderNumber, PartId, PersonId, RefundId,
    VendorId,
};
use crate::language::Name;
use crate::ledger::Posting;
use crate::money::Paise;
use crate::payments::{LinkStatus, Payment, PaymentTrouble, ProviderId, RefundStatus};
use crate::place::Site;
use crate::quote::{Line, Share};
use crate::time::Schedule;

/// What the parts and the money of an order add up to, for a person to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// The link is out (or about to be), stock is held.
    AwaitingPayment,
    /// Paid or cash: vendors are being asked.
    Offered,
    /// Nobody took a part; the buyer decides.
    NeedsBuyer,
    /// Every live part is accepted.
    Accepted,
    /// Something is packed, dispatched or on the way.
    OnTheWay,
    Delivered,
    /// The quote ended unpaid.
    Expired,
    Cancelled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Online,
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
    pub placed_at: Timestamp,
    /// Quote, hold and link end together here; the hold stays two minutes longer.
    pub quote_ends_at: Timestamp,
    pub total_paise: Paise,
    pub round_off_paise: Paise,
    pub parts: Vec<Part>,
    pub links: Vec<Link>,
    pub payments: Vec<Payment>,
    pub refunds: Vec<Refund>,
    /// Stock is held, or was deducted, for the parts that live.
    pub holds_stock: bool,
    /// Why the office should look, if it should.
    pub attention: Option<Attention>,
    pub ended: Option<Ended>,
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
}

/// One vendor's share, with a life of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub id: PartId,
    pub share: Share,
    pub code: DeliveryCode,
    pub state: PartState,
    /// Vendors who rejected it or let it lapse; not asked again in this round.
    pub asked: Vec<VendorId>,
    /// How often the buyer chose to wait.
    pub rounds: u8,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum PartState {
    /// Waiting for the money.
    Held,
    Offered {
        offer: OfferId,
        since: Timestamp,
        reminds_at: Timestamp,
        ends_at: Timestamp,
    },
    /// Nobody is left to ask; the buyer chooses to wait or to have the money back.
    Unserved {
        since: Timestamp,
    },
    Accepted {
        at: Timestamp,
    },
    Packed {
        at: Timestamp,
    },
    Dispatched {
        at: Timestamp,
        carrier: Carrier,
    },
    OnTheWay {
        at: Timestamp,
        carrier: Carrier,
        wrong_codes: u8,
    },
    Delivered {
        at: Timestamp,
    },
    Cancelled {
        at: Timestamp,
        by: Party,
    },
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
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub id: RefundId,
    pub payment: ProviderId,
    pub amount_paise: Paise,
    pub why: RefundWhy,
    pub status: RefundStatus,
    pub provider: Option<ProviderId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundWhy {
    CancelledByBuyer,
    CancelledByVendor,
    CancelledByOffice,
    NobodyAccepted,
    PaidTwice,
    PaidTooLate,
    WrongAmount,
    Goodwill,
}

/// What happens to an order. Past tense: it has happened, the order decides what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum OrderEvent {
    /// Checked out: stock is held, rows are written.
    Placed,
    // -- money
    LinkCreated {
        link: LinkId,
        provider: ProviderId,
        short_url: String,
    },
    /// Razorpay will never make this link (`detail` for the log).
    LinkRefused {
        link: LinkId,
        detail: String,
    },
    /// A webhook, the callback or the poll says that something changed: ask Razorpay.
    LinkHinted {
        link: LinkId,
    },
    /// Razorpay's own answer. Nothing else can mark an order paid.
    LinkSeen {
        link: LinkId,
        status: LinkStatus,
        payments: Vec<Payment>,
    },
    PaymentFailed {
        payment: ProviderId,
        trouble: PaymentTrouble,
    },
    LinkCancelled {
        link: LinkId,
    },
    RefundSeen {
        refund: RefundId,
        provider: ProviderId,
        status: RefundStatus,
    },
    /// Razorpay refuses this refund for good.
    RefundRefused {
        refund: RefundId,
        detail: String,
    },
    // -- the buyer
    PayAgainAsked,
    CashChosen,
    WaitChosen {
        part: PartId,
    },
    MoneyBackChosen {
        part: PartId,
    },
    /// Whole order, or one part.
    CancelAsked {
        part: Option<PartId>,
    },
    // -- the vendor (`by` is checked against the part)
    OfferAccepted {
        offer: OfferId,
        by: VendorId,
    },
    OfferRejected {
        offer: OfferId,
        by: VendorId,
        reason: RejectReason,
    },
    Packed {
        part: PartId,
        by: VendorId,
    },
    Dispatched {
        part: PartId,
        by: VendorId,
        carrier: Carrier,
    },
    LeftForSite {
        part: PartId,
        by: VendorId,
    },
    CodeTried {
        part: PartId,
        by: VendorId,
        code: String,
    },
    VendorCancelled {
        part: PartId,
        by: VendorId,
    },
    // -- the office
    OfficeCancelled {
        part: Option<PartId>,
    },
    OfficeRefunded {
        amount_paise: Paise,
    },
    /// Take it from whoever has it and ask the next vendor.
    OfficeReassigned {
        part: PartId,
    },
    OfficeDelivered {
        part: PartId,
    },
    // -- time
    Due {
        timer: Timer,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    OutOfStock,
    TooFar,
    NoVehicle,
    Price,
    Closed,
}

impl RejectReason {
    pub const ALL: [Self; 5] =
        [Self::OutOfStock, Self::TooFar, Self::NoVehicle, Self::Price, Self::Closed];
}

/// Timers carry what they were set for, so that a late one is recognised and does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "timer")]
pub enum Timer {
    QuoteEnds,
    HoldEnds,
    /// Ask Razorpay in case a webhook was lost.
    PollLink {
        link: LinkId,
    },
    OfferReminder {
        offer: OfferId,
    },
    OfferEnds {
        offer: OfferId,
    },
    /// The buyer chose to wait, or nobody answered the question.
    AskAgain {
        part: PartId,
    },
}

/// What only the tables can say, asked within the turn. Reserving is an ask because it can be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum Ask {
    /// Hold stock for this part with the best vendor who is not in `not`; gives back what it held before.
    ReserveElsewhere { part: PartId, not: Vec<VendorId> },
    /// Hold the stock of the whole order again (a late payment).
    ReserveAgain,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
#[expect(clippy::large_enum_variant, reason = "a handful a turn; a box would only hide them")]
pub enum Answer {
    /// The part's share with the new vendor: same prices to the buyer, his own `ask_paise` and listing.
    Moved {
        part: PartId,
        share: Share,
    },
    NobodyLeft {
        part: PartId,
    },
    ReservedAgain,
    CannotServe,
}

/// What the order wants done. Stock effects cannot be refused: they move what was reserved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "effect")]
#[expect(clippy::large_enum_variant, reason = "a handful a turn; a box would only hide them")]
pub enum Effect {
    Tell {
        to: PersonId,
        fact: Fact,
    },
    CreateLink {
        link: LinkId,
        reference: String,
        amount_paise: Paise,
        expires_at: Timestamp,
    },
    LookUpLink {
        link: LinkId,
        provider: ProviderId,
    },
    CancelLink {
        link: LinkId,
        provider: ProviderId,
    },
    Refund {
        refund: RefundId,
        payment: ProviderId,
        amount_paise: Paise,
    },
    SetTimer {
        timer: Timer,
        at: Timestamp,
    },
    /// Give back what is held for the part.
    ReleaseStock {
        part: PartId,
    },
    /// The vendor accepted: what was held leaves the yard's count.
    DeductStock {
        part: PartId,
    },
    /// Cancelled after acceptance and before dispatch: back on the yard's count.
    ReturnStock {
        part: PartId,
    },
    Post(Posting),
    /// Somebody in the office should look.
    RaiseAlarm {
        attention: Attention,
    },
}

/// What a buyer or a vendor should hear. Ids and facts only: no words, numbers of people or addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fact")]
pub enum Fact {
    // -- to the buyer
    PayNow {
        order: OrderId,
        number: OrderNumber,
        total_paise: Paise,
        url: String,
        until: Timestamp,
    },
    LinkTrouble {
        order: OrderId,
        number: OrderNumber,
    },
    PaymentTrouble {
        order: OrderId,
        number: OrderNumber,
        trouble: PaymentTrouble,
    },
    Paid {
        order: OrderId,
        number: OrderNumber,
        amount_paise: Paise,
        late: bool,
    },
    PlacedForCash {
        order: OrderId,
        number: OrderNumber,
        total_paise: Paise,
    },
    /// The quote ended unpaid; nothing was taken.
    Expired {
        order: OrderId,
        number: OrderNumber,
    },
    /// The yards asked are closed now.
    YardOpens {
        order: OrderId,
        number: OrderNumber,
        vendor: Name,
        at: Timestamp,
    },
    Accepted {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        code: DeliveryCode,
    },
    AskingNext {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    NobodyAccepted {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    Packed {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    Dispatched {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        carrier: Carrier,
    },
    OnTheWay {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        carrier: Carrier,
        code: DeliveryCode,
    },
    Delivered {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        whole_order: bool,
    },
    /// Cancelled, and what comes back (zero when nothing was paid).
    Cancelled {
        order: OrderId,
        number: OrderNumber,
        by: Party,
        refund_paise: Paise,
        kept_paise: Paise,
    },
    /// A refund was started beside any cancellation: paid twice, too late, wrong amount, goodwill.
    RefundStarted {
        order: OrderId,
        number: OrderNumber,
        amount_paise: Paise,
        why: RefundWhy,
    },
    RefundDone {
        order: OrderId,
        number: OrderNumber,
        amount_paise: Paise,
    },
    /// The buyer asked for what the order's state does not allow.
    TooLate {
        order: OrderId,
        number: OrderNumber,
        state: OrderState,
    },
    // -- to the vendor
    Offer {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        offer: OfferId,
        ends_at: Timestamp,
        method: Method,
    },
    OfferReminder {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        offer: OfferId,
        ends_at: Timestamp,
    },
    OfferLapsed {
        number: OrderNumber,
    },
    /// A tap on an offer that is no longer his.
    OfferGone {
        number: OrderNumber,
    },
    OfferTaken {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        site: Site,
        buyer: PersonId,
        method: Method,
    },
    RejectNoted {
        number: OrderNumber,
    },
    /// His own step was recorded; `next` is what he can do now.
    StepNoted {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
    },
    CodeWrong {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        tries_left: u8,
    },
    CodeLocked {
        number: OrderNumber,
    },
    /// Cash to collect at the gate was recorded as collected.
    DeliveredByYou {
        number: OrderNumber,
        part: PartCard,
        cash_paise: Option<Paise>,
    },
    PartCancelled {
        number: OrderNumber,
        part: PartCard,
        by: Party,
    },
    /// A tap that does not fit where the part is now.
    StepRefused {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
    },
}

/// Where a part is, without its data: what a vendor may do next follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartStep {
    Held,
    Offered,
    Unserved,
    Accepted,
    Packed,
    Dispatched,
    OnTheWay,
    Delivered,
    Cancelled,
}

/// A part as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartCard {
    pub part: PartId,
    pub vendor: Name,
    pub lines: Vec<LineCard>,
    pub delivery_paise: Paise,
    pub total_paise: Paise,
    pub schedule: Schedule,
    pub locality: Name,
    pub is_labour: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCard {
    pub name: Name,
    pub quantity: crate::quantity::Quantity,
    pub unit: crate::quantity::Unit,
    pub total_paise: Paise,
}

impl From<&Line> for LineCard {
    fn from(line: &Line) -> Self {
        Self {
            name: line.name.clone(),
            quantity: line.quantity,
            unit: line.unit,
            total_paise: line.total_paise,
        }
    }
}

/// What the office has set, as of now. Rates and limits are data, never code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub quote_minutes: u32,
    pub hold_extra_minutes: u32,
    pub offer_reminder_minutes: u32,
    pub offer_minutes: u32,
    /// How long a buyer who waits is kept waiting before everybody is asked again.
    pub ask_again_minutes: u32,
    /// After so many rounds without a taker the money goes back by itself.
    pub most_rounds: u8,
    pub code_tries: u8,
    pub poll_minutes: u32,
    pub cash_limit_paise: Paise,
    pub cash_limit_first_paise: Paise,
    /// How much dearer a substitute may be at our cost, per thousand.
    pub price_support_per_mille: u32,
    /// Kept when the buyer cancels a packed part, per thousand.
    pub packed_fee_per_mille: u32,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            quote_minutes: 30,
            hold_extra_minutes: 2,
            offer_reminder_minutes: 5,
            offer_minutes: 10,
            ask_again_minutes: 30,
            most_rounds: 3,
            code_tries: 5,
            poll_minutes: 2,
            cash_limit_paise: Paise::rupees(25_000),
            cash_limit_first_paise: Paise::rupees(10_000),
            price_support_per_mille: 50,
            packed_fee_per_mille: 50,
        }
    }
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
    /// Asked within the turn; each answer comes to [`answered`] in the same transaction.
    pub asks: Vec<Ask>,
    pub effects: Vec<Effect>,
}
