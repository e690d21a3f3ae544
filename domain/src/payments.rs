//! What the payment provider told us. Each status of the provider has its own variant; none is folded into another.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::money::Paise;

/// A Razorpay id such as `pay_Ab12…` or `plink_…`: opaque text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProviderId(pub String);

/// Rank: created < failed < authorized < captured < refunded; a payment never moves back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    Created,
    /// An attempt that did not work; not final, a late authorisation may follow.
    Failed,
    Authorized,
    Captured,
    Refunded,
    /// A word we do not know: stored and shown, acted on by a person.
    Unknown(String),
}

/// One attempt to pay, as the provider reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub provider: ProviderId,
    pub amount_paise: Paise,
    pub status: PaymentStatus,
    /// `upi`, `card`, `netbanking` …, as the provider says it.
    pub method: String,
    /// The provider's fee with its GST, once captured.
    pub fee_paise: Paise,
    pub fee_tax_paise: Paise,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkStatus {
    Created,
    PartiallyPaid,
    Paid,
    Expired,
    Cancelled,
    Unknown(String),
}

/// Why an attempt failed, in the groups that the buyer can act on (razorpay.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentTrouble {
    /// Cancelled or timed out by the buyer: try again now.
    NotFinished,
    /// No money or a limit: another method or account.
    NoFunds,
    /// The bank or network has trouble: wait or use another method.
    BankTrouble,
    /// Refused for another reason.
    Declined,
}

/// `pending` → `processed` | `failed`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// Ours; the provider has not answered yet.
    Asked,
    Pending,
    Processed,
    Failed,
    Unknown(String),
}

/// Where a chargeback is: somebody told his bank that he did not pay this, or got nothing for it (razorpay.md 11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeStatus {
    Open,
    UnderReview,
    Won,
    Lost,
    /// Over without a verdict. What was deducted by then says what it cost.
    Closed,
    Unknown(String),
}

/// A chargeback as the provider reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chargeback {
    pub provider: ProviderId,
    pub payment: ProviderId,
    pub amount_paise: Paise,
    /// What the provider has taken out of our balance for it.
    pub deducted_paise: Paise,
    pub status: DisputeStatus,
    /// `chargeback`, `arbitration` …, and why, as the provider says it.
    pub phase: String,
    pub reason: String,
    /// Until when proof of the delivery can be handed in.
    pub respond_by: Option<Timestamp>,
}

impl DisputeStatus {
    /// A dispute that is decided stays so.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Open => 0,
            Self::Unknown(_) => 1,
            Self::UnderReview => 2,
            Self::Won | Self::Lost | Self::Closed => 3,
        }
    }

    #[must_use]
    pub const fn is_decided(&self) -> bool {
        self.rank() == 3
    }
}

impl PaymentStatus {
    /// Webhooks come late, twice and out of order; a payment only ever moves to a higher rank (razorpay.md 4 and 7).
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Created => 0,
            Self::Unknown(_) => 1,
            Self::Failed => 2,
            Self::Authorized => 3,
            Self::Captured => 4,
            Self::Refunded => 5,
        }
    }
}

impl LinkStatus {
    /// Paid stands highest: somebody on the bank's page can finish after the link expired or was cancelled
    /// (razorpay.md 2.5).
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Created => 0,
            Self::Unknown(_) => 1,
            Self::PartiallyPaid => 2,
            Self::Expired | Self::Cancelled => 3,
            Self::Paid => 4,
        }
    }

    /// Can still be paid, as far as we know.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Created | Self::PartiallyPaid | Self::Unknown(_) => true,
            Self::Paid | Self::Expired | Self::Cancelled => false,
        }
    }
}

impl RefundStatus {
    /// Processed and failed are both the end (razorpay.md 5).
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Asked => 0,
            Self::Unknown(_) => 1,
            Self::Pending => 2,
            Self::Processed | Self::Failed => 3,
        }
    }
}
