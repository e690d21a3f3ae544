//! What an order asks of the tables within its turn, and what it wants done.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Attention, Fact, Rest, Timer};
use crate::fees::Standing;
use crate::ids::{LinkId, ListingId, OrderId, PartId, PersonId, RefundId, VendorId};
use crate::invoices::{Draft, InvoiceNumber};
use crate::ledger::Posting;
use crate::money::Paise;
use crate::payments::ProviderId;
use crate::quantity::Quantity;
use crate::quote::Share;
use crate::vendors::Vendor;

/// What only the tables can say, asked within the turn. Reserving is an ask because it can be refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum Ask {
    /// Whether the vendor of this part may be asked: others switch yards off while an order is being paid.
    CanBeAsked { part: PartId },
    /// Hold stock for this part with the best vendor who is not in `not`. Whatever the answer, what the part held is
    /// given back, and what was deducted for it is back on the old yard's count.
    ReserveElsewhere {
        part: PartId,
        not: Vec<VendorId>,
        /// Up to so much more than the buyer was quoted, because he has agreed to it.
        #[serde(default)]
        most_more_paise: Paise,
    },
    /// Hold the stock of all parts that are `super::PartState::Held` again (a late payment): all or nothing.
    ReserveAgain,
    /// How the vendor of this part, which is delivered, stands with the tax office.
    Standing { part: PartId },
    /// The next number of its vendor's series for this, and the paper kept under it.
    Invoice { part: PartId, draft: Box<Draft> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum Answer {
    /// He may, and this is his card as of now.
    CanBeAsked {
        part: PartId,
        vendor: Vendor,
    },
    /// He is off, or sells no more.
    CannotBeAsked {
        part: PartId,
    },
    /// The part's share with the new vendor: same prices to the buyer, his own `ask_paise` and listing; or his own prices,
    /// where the buyer has agreed to pay more.
    Moved {
        part: PartId,
        share: Share,
    },
    NobodyLeft {
        part: PartId,
        /// What the cheapest whom the platform may not ask at the buyer's price would cost him more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_paise: Option<Paise>,
    },
    ReservedAgain,
    CannotServe,
    Standing {
        part: PartId,
        standing: Standing,
    },
    Invoiced {
        part: PartId,
        draft: Box<Draft>,
        number: InvoiceNumber,
    },
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
    Razorpay(RazorpayCall),
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
    /// The part wants less than is held for it: what it wants now stays held, the rest is free.
    HoldLess {
        part: PartId,
    },
    /// So much of a listing less is held or was taken for the part. What was taken is on the yard's count again, unless it
    /// is lost.
    TakeBack {
        part: PartId,
        listing: ListingId,
        quantity: Quantity,
        rest: Rest,
    },
    /// Its lines' columns are written anew.
    LinesChanged {
        part: PartId,
    },
    /// Cancelled after acceptance: back on the yard's count, also from the road.
    ReturnStock {
        part: PartId,
    },
    Post(Posting),
    /// Somebody in the office should look.
    RaiseAlarm {
        attention: Attention,
    },
}

/// What is wanted of Razorpay. Its answer comes back as an event of the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "call")]
pub enum RazorpayCall {
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
    /// How a bill in the chat stands: asked of WhatsApp, which knows its reference, and then of Razorpay, which has the money.
    LookUpBill {
        link: LinkId,
        reference: String,
        configuration: String,
        amount_paise: Paise,
        /// A webhook says that it was paid.
        #[serde(default)]
        claimed: bool,
    },
    Refund {
        refund: RefundId,
        payment: ProviderId,
        amount_paise: Paise,
    },
    LookUpRefund {
        refund: RefundId,
        payment: ProviderId,
        provider: ProviderId,
    },
    LookUpDispute {
        dispute: ProviderId,
    },
}

impl RazorpayCall {
    /// Calls about one link, or one refund, are made one after the other. A refund that waits for our balance must not
    /// keep the order from asking how another link stands.
    #[must_use]
    pub fn lane(&self, order: OrderId) -> Uuid {
        match self {
            Self::CreateLink { link, .. }
            | Self::LookUpLink { link, .. }
            | Self::LookUpBill { link, .. }
            | Self::CancelLink { link, .. } => link.0,
            Self::Refund { refund, .. } | Self::LookUpRefund { refund, .. } => refund.0,
            // Not the order's own: its timers stand there, and nothing passes them.
            Self::LookUpDispute { .. } => Uuid::from_u128(!order.0.as_u128()),
        }
    }
}
