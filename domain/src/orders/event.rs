//! What happens to an order, and the timers that happen to it. Past tense: the order decides what follows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Bearer, Carrier, ClaimAnswer, ClaimWhy, Counter, FailedInChat, Less, Photo, Rating, Rest,
};
use crate::ids::{LinkId, MediaId, OfferId, PartId, PersonId, RefundId, SkuId, VendorId};
use crate::money::Paise;
use crate::payments::{Chargeback, LinkStatus, Payment, PaymentTrouble, ProviderId, RefundStatus};
use crate::quantity::Quantity;
use crate::time::Schedule;

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
    /// A webhook of WhatsApp's says that something happened to a bill in the chat: ask.
    BillHinted {
        reference: String,
        /// So much was paid, as it says; none where it says nothing of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        claimed_paise: Option<Paise>,
    },
    /// What WhatsApp and Razorpay answered about a bill. As good as `LinkSeen`.
    BillSeen {
        reference: String,
        payments: Vec<Payment>,
        failed: Vec<FailedInChat>,
        /// They do not fit the bill, or each other.
        doubtful: bool,
    },
    /// WhatsApp will not show this bill.
    BillUnsent {
        reference: String,
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
    /// A webhook says that something happened to a chargeback of one of its payments: ask Razorpay.
    DisputeHinted {
        dispute: ProviderId,
    },
    /// Razorpay's own answer.
    DisputeSeen {
        said: Chargeback,
    },
    // -- the buyer (`by` is checked against the order)
    PayAgainAsked {
        by: PersonId,
    },
    CashChosen {
        by: PersonId,
    },
    WaitChosen {
        part: PartId,
        by: PersonId,
    },
    MoneyBackChosen {
        part: PartId,
        by: PersonId,
    },
    /// He pays so much more for it, in cash when it comes.
    MoreChosen {
        part: PartId,
        by: PersonId,
        more_paise: Paise,
    },
    /// Another slot, or another day for a crew, for a part that nobody has taken.
    TimeChosen {
        part: PartId,
        by: PersonId,
        schedule: Schedule,
    },
    /// He takes what the vendor can do instead, as it was named above the button.
    CounterAccepted {
        part: PartId,
        by: PersonId,
        counter: Counter,
    },
    CounterRefused {
        part: PartId,
        by: PersonId,
    },
    /// Whole order, or one part, and what he was told that it means when he was asked.
    CancelAsked {
        part: Option<PartId>,
        by: PersonId,
        back_paise: Paise,
        kept_paise: Paise,
    },
    /// Less of a line, and what he was told that it means.
    FewerAsked {
        less: Less,
        by: PersonId,
        back_paise: Paise,
        kept_paise: Paise,
    },
    /// So much of what came is missing, or broken.
    ClaimMade {
        part: PartId,
        by: PersonId,
        sku: SkuId,
        why: ClaimWhy,
        quantity: Quantity,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
    },
    /// He wants its invoices once more.
    InvoicesAsked {
        by: PersonId,
    },
    /// How he found what came.
    Rated {
        by: PersonId,
        rating: Rating,
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
    /// Not as it was asked, but so.
    OfferCountered {
        offer: OfferId,
        by: VendorId,
        counter: Counter,
    },
    /// For this much a unit, of its only line.
    DearerAsked {
        offer: OfferId,
        by: VendorId,
        ask_paise: Paise,
    },
    /// The alert cannot reach the vendor.
    OfferUndelivered {
        offer: OfferId,
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
    /// A photo of what is or was handed over.
    ProofSent {
        part: PartId,
        by: VendorId,
        media: MediaId,
    },
    /// At the gate: so much of a line has come, and what became of the rest.
    CameShort {
        part: PartId,
        by: VendorId,
        sku: SkuId,
        came: Quantity,
        rest: Rest,
    },
    /// What he says to a claim of the buyer's.
    ClaimAnswered {
        part: PartId,
        by: VendorId,
        claim: u8,
        answer: ClaimAnswer,
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
    /// What came was not right: the buyer gets so much of its price back, and the vendor bears it.
    OfficeTookBack {
        part: PartId,
        amount_paise: Paise,
    },
    /// Take it from whoever has it and ask the next vendor.
    OfficeReassigned {
        part: PartId,
    },
    OfficeDelivered {
        part: PartId,
    },
    /// Who bears a trip that the buyer did not pay for.
    OfficeSettledTrip {
        part: PartId,
        borne_by: Bearer,
    },
    /// The buyer wants less of a line, and has said so to the office.
    OfficeMadeLess {
        less: Less,
    },
    /// What a claim is worth, and who bears it.
    OfficeSettledClaim {
        part: PartId,
        claim: u8,
        amount_paise: Paise,
        borne_by: Bearer,
    },
    /// Who bears what was lost by a chargeback.
    OfficeSettledDispute {
        dispute: ProviderId,
        borne_by: Bearer,
    },
    // -- time
    Due {
        timer: Timer,
    },
}

impl OrderEvent {
    /// Whether it may take, hold or give back stock, of an order that has not ended.
    #[must_use]
    pub const fn may_move_stock(&self) -> bool {
        match self {
            Self::Placed
            | Self::LinkCreated { .. }
            | Self::LinkRefused { .. }
            | Self::LinkHinted { .. }
            | Self::LinkSeen { .. }
            | Self::BillHinted { .. }
            | Self::BillSeen { .. }
            | Self::BillUnsent { .. }
            | Self::PaymentFailed { .. }
            | Self::LinkCancelled { .. }
            | Self::RefundSeen { .. }
            | Self::RefundRefused { .. }
            | Self::DisputeHinted { .. }
            | Self::DisputeSeen { .. }
            | Self::OfficeSettledDispute { .. }
            | Self::PayAgainAsked { .. }
            | Self::CashChosen { .. }
            | Self::Rated { .. }
            | Self::InvoicesAsked { .. }
            | Self::Packed { .. }
            | Self::Dispatched { .. }
            | Self::LeftForSite { .. }
            | Self::CodeTried { .. }
            | Self::ProofSent { .. }
            | Self::OfferCountered { .. }
            | Self::OfficeRefunded { .. }
            | Self::OfficeTookBack { .. }
            | Self::OfficeDelivered { .. }
            | Self::ClaimMade { .. }
            | Self::OfficeSettledClaim { .. }
            | Self::OfficeSettledTrip { .. } => false,
            Self::WaitChosen { .. }
            | Self::MoneyBackChosen { .. }
            | Self::MoreChosen { .. }
            | Self::TimeChosen { .. }
            | Self::CancelAsked { .. }
            | Self::CounterAccepted { .. }
            | Self::CounterRefused { .. }
            | Self::OfferAccepted { .. }
            | Self::OfferRejected { .. }
            | Self::DearerAsked { .. }
            | Self::OfferUndelivered { .. }
            | Self::VendorCancelled { .. }
            | Self::OfficeCancelled { .. }
            | Self::OfficeReassigned { .. }
            | Self::FewerAsked { .. }
            | Self::CameShort { .. }
            | Self::ClaimAnswered { .. }
            | Self::OfficeMadeLess { .. }
            | Self::Due { .. } => true,
        }
    }

    /// Who did it, of what only the buyer of an order may do.
    pub const fn buyer_mut(&mut self) -> Option<&mut PersonId> {
        match self {
            Self::PayAgainAsked { by }
            | Self::CashChosen { by }
            | Self::WaitChosen { by, .. }
            | Self::MoneyBackChosen { by, .. }
            | Self::MoreChosen { by, .. }
            | Self::TimeChosen { by, .. }
            | Self::CounterAccepted { by, .. }
            | Self::CounterRefused { by, .. }
            | Self::CancelAsked { by, .. }
            | Self::FewerAsked { by, .. }
            | Self::ClaimMade { by, .. }
            | Self::Rated { by, .. }
            | Self::InvoicesAsked { by } => Some(by),
            Self::Placed
            | Self::LinkCreated { .. }
            | Self::LinkRefused { .. }
            | Self::LinkHinted { .. }
            | Self::LinkSeen { .. }
            | Self::BillHinted { .. }
            | Self::BillSeen { .. }
            | Self::BillUnsent { .. }
            | Self::PaymentFailed { .. }
            | Self::LinkCancelled { .. }
            | Self::RefundSeen { .. }
            | Self::RefundRefused { .. }
            | Self::DisputeHinted { .. }
            | Self::DisputeSeen { .. }
            | Self::OfficeSettledDispute { .. }
            | Self::OfferAccepted { .. }
            | Self::OfferRejected { .. }
            | Self::OfferCountered { .. }
            | Self::DearerAsked { .. }
            | Self::OfferUndelivered { .. }
            | Self::Packed { .. }
            | Self::Dispatched { .. }
            | Self::LeftForSite { .. }
            | Self::CodeTried { .. }
            | Self::ProofSent { .. }
            | Self::VendorCancelled { .. }
            | Self::OfficeCancelled { .. }
            | Self::OfficeRefunded { .. }
            | Self::OfficeTookBack { .. }
            | Self::OfficeReassigned { .. }
            | Self::OfficeDelivered { .. }
            | Self::OfficeSettledTrip { .. }
            | Self::CameShort { .. }
            | Self::ClaimAnswered { .. }
            | Self::OfficeMadeLess { .. }
            | Self::OfficeSettledClaim { .. }
            | Self::Due { .. } => None,
        }
    }
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
    /// Razorpay should have made it by now.
    LinkIsSlow {
        link: LinkId,
    },
    /// The quote that ends then is not paid yet.
    PayReminder {
        until: Timestamp,
    },
    /// Ask Razorpay in case a webhook was lost.
    PollLink {
        link: LinkId,
    },
    /// Ask Razorpay how a refund goes, in case its webhook was lost.
    PollRefund {
        refund: RefundId,
    },
    /// Ask Razorpay how a chargeback stands, by its place among the order's.
    PollDispute {
        nth: u8,
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
    /// The slot ends, or the shift begins.
    TimeEnds {
        part: PartId,
    },
    /// The vendor has had his time to answer a claim.
    ClaimEnds {
        part: PartId,
        claim: u8,
    },
}
