//! What people should hear of an order. Words are put to it elsewhere.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    BillCard, Cancelling, Carrier, ClaimCard, Counter, InvoiceCard, Less, LineCard, Method,
    NoClaim, NoCounter, NoFewer, NoShort, OrderState, PartCard, PartStep, Party, Rating, RefundWhy,
};
use crate::ids::{DeliveryCode, OfferId, OrderId, OrderNumber, PartId, PersonId, SkuId};
use crate::language::Name;
use crate::message::BillEnd;
use crate::money::Paise;
use crate::payments::PaymentTrouble;
use crate::place::Site;
use crate::quantity::{Quantity, Unit};
use crate::settlements::PayeeNews;

/// What a buyer or a vendor should hear. Ids and facts only: no words, numbers of people or addresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fact")]
pub enum Fact {
    /// Of a vendor's money, which is of no order.
    Payee {
        news: PayeeNews,
    },
    // -- to the buyer
    PayNow {
        order: OrderId,
        number: OrderNumber,
        /// To be paid now.
        total_paise: Paise,
        /// To be paid in cash when it comes.
        #[serde(default)]
        gate_paise: Paise,
        url: String,
        until: Timestamp,
        /// The same to be paid within the chat, where that can be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bill: Option<Box<BillCard>>,
    },
    /// The price and the stock end soon, and nothing was paid. Said once.
    PayReminder {
        order: OrderId,
        number: OrderNumber,
        total_paise: Paise,
        url: String,
        until: Timestamp,
    },
    /// A paper of a part is there: an invoice, or a credit note for less.
    Invoiced {
        order: OrderId,
        number: OrderNumber,
        paper: InvoiceCard,
    },
    /// He asked for one, and nothing has left yet.
    NoInvoiceYet {
        order: OrderId,
        number: OrderNumber,
    },
    /// What a bill in the chat shows from now on.
    BillEnded {
        order: OrderId,
        number: OrderNumber,
        reference: String,
        end: BillEnd,
    },
    /// Asked for again: one is being made.
    PayButtonComes {
        order: OrderId,
        number: OrderNumber,
    },
    LinkTrouble {
        order: OrderId,
        number: OrderNumber,
        /// It may be paid in cash instead; so below.
        cash: bool,
    },
    /// Razorpay is slow or away; we go on trying.
    LinkIsSlow {
        order: OrderId,
        number: OrderNumber,
        until: Timestamp,
        cash: bool,
    },
    PaymentTrouble {
        order: OrderId,
        number: OrderNumber,
        cash: bool,
        trouble: PaymentTrouble,
    },
    Paid {
        order: OrderId,
        number: OrderNumber,
        amount_paise: Paise,
        late: bool,
        /// How many are asked now; so below.
        vendors: usize,
    },
    /// Too much for cash; nothing has changed.
    CashNotPossible {
        order: OrderId,
        number: OrderNumber,
        limit_paise: Paise,
    },
    PlacedForCash {
        order: OrderId,
        number: OrderNumber,
        total_paise: Paise,
        vendors: usize,
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
    /// The vendor can do something else: is it as good?
    Countered {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        /// As it would be.
        with: Box<PartCard>,
        counter: Counter,
        /// What it would be cheaper by; negative: dearer.
        back_paise: Paise,
        /// What of it has been paid and comes back. None in what was told before there were advances: by the method.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refund_paise: Option<Paise>,
        method: Method,
    },
    /// What he would pay more is more than may be cash by now; somebody else is asked.
    DearerNotPossible {
        order: OrderId,
        number: OrderNumber,
        limit_paise: Paise,
    },
    /// What he agreed to pay more for a vendor who does not bring it after all.
    DearerIsOff {
        order: OrderId,
        number: OrderNumber,
        less_paise: Paise,
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
        /// What somebody would bring it for beyond what was quoted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_paise: Option<Paise>,
    },
    /// Its time is over and nobody has taken it: another time, or the money back.
    TimePassed {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    /// Everybody is asked for the time that the buyer chose now.
    AskingForNewTime {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    /// The buyer chose to wait, which is what happens.
    StillAsking {
        order: OrderId,
        number: OrderNumber,
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
    /// Cancelling means something else now than when he was asked: nothing was done yet.
    CancelAskedAgain {
        order: OrderId,
        number: OrderNumber,
        means: Cancelling,
    },
    /// These parts are cancelled, and what comes back (zero when nothing was paid).
    Cancelled {
        order: OrderId,
        number: OrderNumber,
        parts: Vec<PartCard>,
        /// Nothing of the order goes on or has come.
        whole_order: bool,
        by: Party,
        why: RefundWhy,
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
    /// His bank has a dispute about the payment: until it is decided nothing can be sent back, and nothing called off.
    CancelDisputed {
        order: OrderId,
        number: OrderNumber,
    },
    /// What goes back to him waits for the same.
    RefundWaits {
        order: OrderId,
        number: OrderNumber,
        amount_paise: Paise,
    },
    RefundDone {
        order: OrderId,
        number: OrderNumber,
        amount_paise: Paise,
    },
    /// Its time is over, and who has accepted it has not set out.
    RunsLate {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    /// A wrong code was typed too often for this part: the office has to look.
    CodeTriedTooOften {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
    },
    /// Making a line less means something else now than when he was asked: nothing was done yet.
    FewerAskedAgain {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        less: Less,
        /// As it would be; none: cancelled.
        with: Option<Box<PartCard>>,
        back_paise: Paise,
        kept_paise: Paise,
        /// What of it goes back to his bank. None in what was told before it was known: all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refund_paise: Option<Paise>,
        total_paise: Paise,
        method: Method,
        paid: bool,
    },
    /// Nothing was done.
    FewerNotPossible {
        order: OrderId,
        number: OrderNumber,
        /// As it is, if it is still there.
        line: Option<LineCard>,
        why: NoFewer,
    },
    /// A part is less now.
    MadeLess {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        by: Party,
        /// What is on its way to his bank.
        refund_paise: Paise,
        kept_paise: Paise,
        /// What is collected less at the gate of this part.
        #[serde(default)]
        off_paise: Paise,
        /// What is still to be paid for the order where it is not paid yet.
        total_paise: Paise,
        method: Method,
        /// A new pay button follows.
        unpaid: bool,
    },
    /// The vendor says at the gate that less has come.
    CameShort {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        missing: LineCard,
        /// Of what. None in what was told before others could be looked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sku: Option<SkuId>,
        refund_paise: Paise,
        /// What is collected less at the gate.
        #[serde(default)]
        off_paise: Paise,
        method: Method,
    },
    /// His claim is with the vendor, who has so long to answer.
    ClaimNoted {
        order: OrderId,
        number: OrderNumber,
        claim: ClaimCard,
        until: Timestamp,
    },
    /// Nothing is claimed.
    ClaimNotPossible {
        order: OrderId,
        number: OrderNumber,
        why: NoClaim,
    },
    /// The vendor says otherwise, or nothing: the office decides.
    ClaimWithOffice {
        order: OrderId,
        number: OrderNumber,
        claim: ClaimCard,
    },
    /// What a claim has come to; nothing: it was not followed.
    ClaimSettled {
        order: OrderId,
        number: OrderNumber,
        claim: ClaimCard,
        given_paise: Paise,
        /// What of that the vendor hands back himself, where some of it goes back to the bank.
        #[serde(default)]
        by_hand_paise: Paise,
        /// What of the rest is on its way: less where a bank has given it back already. None in what was told before
        /// that was known: all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refund_paise: Option<Paise>,
        /// It waits for the bank, which is told next.
        #[serde(default)]
        waits: bool,
        /// By the vendor's yes, or by the office.
        by: Party,
        /// How it goes back: online, by hand (cash), or both.
        method: Method,
        vendor: Name,
    },
    /// His rating was taken.
    Rated {
        order: OrderId,
        number: OrderNumber,
        rating: Rating,
        /// It is another one than he had given before.
        is_new: bool,
    },
    /// He gave it too long ago to change it.
    RatingStands {
        order: OrderId,
        number: OrderNumber,
    },
    /// The buyer asked for what the order's state does not allow.
    TooLate {
        order: OrderId,
        number: OrderNumber,
        state: OrderState,
    },
    // -- to the vendor
    /// The same paper: it is his.
    InvoicedByYou {
        order: OrderId,
        number: OrderNumber,
        paper: InvoiceCard,
        /// Its goods travel with an e-way bill, which he makes before the truck leaves.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        needs_eway: bool,
    },
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
        method: Method,
    },
    /// The buyer is asked whether it is as good.
    CounterNoted {
        number: OrderNumber,
        until: Timestamp,
    },
    /// Nobody is asked; the offer stands as it was.
    CounterNotPossible {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        offer: OfferId,
        ends_at: Timestamp,
        method: Method,
        why: NoCounter,
    },
    /// The buyer did not say yes, or nothing at all.
    CounterRefused {
        number: OrderNumber,
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
    /// He has accepted it, its time is over, and he has not set out.
    YouRunLate {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
    },
    /// Cash to collect at the gate was recorded as collected.
    DeliveredByYou {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderId>,
        number: OrderNumber,
        part: PartCard,
        cash_paise: Option<Paise>,
        /// What is taken of what he is owed: our fee, and taxes.
        #[serde(default)]
        fees_paise: Paise,
    },
    PartCancelled {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        /// Where it was: what has left the yard must be called back.
        step: PartStep,
        by: Party,
        /// What he gets all the same, for a trip or a crew that was called. Zero: nothing.
        paid_paise: Paise,
    },
    /// The buyer, or the office for him, has taken something out of it.
    PartLess {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
        /// Where it still waits for his answer.
        offer: Option<OfferId>,
        method: Method,
        by: Party,
    },
    /// What he said has come is noted; the code is still wanted.
    ShortNoted {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
        method: Method,
    },
    /// What he said has come cannot be.
    ShortNotPossible {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
        why: NoShort,
    },
    /// The buyer says that something is missing or broken: is it so?
    ClaimAsked {
        order: OrderId,
        number: OrderNumber,
        part: PartId,
        claim: ClaimCard,
        /// What he would give up, and by when he should answer.
        loses_paise: Paise,
        /// What of the buyer's sum he would hand back himself, of the cash. None in what was told before that was known:
        /// by the method.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_hand_paise: Option<Paise>,
        until: Timestamp,
        method: Method,
        is_labour: bool,
    },
    /// His no is noted, or he has said nothing: the office decides.
    ClaimGoesToOffice {
        number: OrderNumber,
        claim: ClaimCard,
    },
    /// What a claim has come to for him.
    ClaimClosed {
        order: OrderId,
        number: OrderNumber,
        claim: ClaimCard,
        /// What the buyer gets, what of it he gives up, and what he gets for the part after it, fees and taxes taken off.
        given_paise: Paise,
        loses_paise: Paise,
        owed_paise: Paise,
        /// What he hands back himself, where some of it goes back to the bank.
        #[serde(default)]
        by_hand_paise: Paise,
        by: Party,
        method: Method,
    },
    /// The office decides that he bears a trip himself which he was told that he is paid for.
    /// Something of what he delivered was not right and went back to the buyer: it is taken off what he is owed.
    TakenBack {
        number: OrderNumber,
        taken_paise: Paise,
    },
    TripNotPaid {
        number: OrderNumber,
        paid_paise: Paise,
    },
    /// What an order holds has left little of something in the yard.
    StockLow {
        number: OrderNumber,
        sku: SkuId,
        name: Name,
        unit: Unit,
        available: Quantity,
    },
    /// A tap that does not fit where the part is now.
    StepRefused {
        order: OrderId,
        number: OrderNumber,
        part: PartCard,
        step: PartStep,
    },
}
