//! What the payment provider told us. Each status of the provider has its own variant; none is folded into another.

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
