//! Double entry in paise, append-only. A [`Posting`] cannot be made unless it balances; the database checks again.

use serde::{Deserialize, Serialize};

use crate::ids::{OrderId, PersonId, VendorId};
use crate::money::Paise;

/// Where money can stand. Debits are positive, credits negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// With the payment provider, ours (asset).
    Razorpay,
    /// In a vendor's hand after cash on delivery (asset).
    CashWithVendor(VendorId),
    /// What we owe a buyer who has paid: goods or money back (liability).
    Buyer(PersonId),
    /// What we owe a vendor for what he delivered (liability).
    Vendor(VendorId),
    /// The provider's fee, without and with its GST (expense, asset).
    GatewayFee,
    GatewayFeeGst,
    /// The gap between a substitute's price and the buyer's (expense).
    PriceSupport,
    RoundOff,
    /// Kept when a buyer cancels late (income).
    CancellationFee,
    /// Money that nobody has explained yet (liability).
    Suspense,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub account: Account,
    /// Positive: debit. Negative: credit.
    pub amount_paise: Paise,
}

/// One business event's set of entries, summing to zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    pub order: OrderId,
    /// What happened, and why it cannot be posted twice: `captured:pay_X`, `refund:<id>`, `delivered:<part>`.
    pub cause: String,
    entries: Vec<Entry>,
}

/// The entries' sum, which should be zero.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the posting {cause} is off by {by}")]
pub struct Unbalanced {
    pub cause: String,
    pub by: Paise,
}

impl Posting {
    /// Leaves out entries of zero and refuses a set that does not sum to zero.
    pub fn new(
        order: OrderId,
        cause: impl Into<String>,
        entries: impl IntoIterator<Item = (Account, Paise)>,
    ) -> Result<Self, Unbalanced> {
        let entries: Vec<Entry> = entries
            .into_iter()
            .filter(|(_, amount)| !amount.is_zero())
            .map(|(account, amount_paise)| Entry { account, amount_paise })
            .collect();
        let by: Paise = entries.iter().map(|entry| entry.amount_paise).sum();
        let cause = cause.into();
        if by.is_zero() {
            Ok(Self { order, cause, entries })
        } else {
            Err(Unbalanced { cause, by })
        }
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}
