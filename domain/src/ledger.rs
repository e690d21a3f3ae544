//! Double entry in paise, append-only. A `Posting` cannot be made unless it balances; the database checks again.
//!
//! Debits are positive, credits negative. So an asset grows by a positive entry, a debt of ours by a negative one:
//!
//! | what happened | positive | negative |
//! |---|---|---|
//! | a payment is captured | Razorpay (less fee), gateway fee, its GST | buyer |
//! | a part is delivered, paid online | buyer, price support | vendor, round-off |
//! | a part is delivered for cash | cash with vendor, price support | vendor, round-off |
//! | a late cancellation keeps something | buyer | cancellation fee, or the vendor whose truck or crew went |
//! | a cash buyer cancels what has left, or a crew that was called | suspense | the vendor whose truck or crew went |
//! | … the platform bears it | called out | suspense |
//! | … the vendor bears it after all | the vendor | suspense |
//! | what did not come whole is given back: the vendor bears it | the vendor | buyer (cash: cash with vendor), price support |
//! | … the platform bears it | claims | buyer (cash: cash with vendor) |
//! | a refund is asked for | buyer (goodwill: suspense) | Razorpay |
//! | a refund fails | Razorpay | buyer (or suspense) |
//! | goodwill turns out to be owed: the order is cancelled later | buyer | suspense |
//!
//! The sum of a buyer's entries is what we still owe him (negative), of a vendor's what is to be paid out to him;
//! a vendor's cash is set against it. The round-off may stand on either side; it is the order's, to whole rupees. The odd
//! paisa between CGST and SGST is a row of the vendor's invoice (`crate::tax`) and stays in what he is owed.

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
    /// Trips and crews that were called for nothing and that the platform bears (expense).
    CalledOut,
    /// What did not come whole and the platform bears (expense).
    Claims,
    /// Money of which nobody has said yet who bears it (liability).
    Suspense,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub account: Account,
    /// Positive: debit. Negative: credit.
    pub amount_paise: Paise,
}

/// One business event's set of entries, summing to zero; also when it is read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
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

    /// These entries, and whatever they leave over on the account `rest`: balances by construction.
    #[must_use]
    pub fn balanced_by(
        order: OrderId,
        cause: impl Into<String>,
        entries: impl IntoIterator<Item = (Account, Paise)>,
        rest: Account,
    ) -> Self {
        let mut entries: Vec<Entry> = entries
            .into_iter()
            .map(|(account, amount_paise)| Entry { account, amount_paise })
            .collect();
        let over: Paise = entries.iter().map(|entry| entry.amount_paise).sum();
        entries.push(Entry { account: rest, amount_paise: -over });
        entries.retain(|entry| !entry.amount_paise.is_zero());
        Self { order, cause: cause.into(), entries }
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// A posting from the log, before its sum is checked.
#[derive(Deserialize)]
struct Unchecked {
    order: OrderId,
    cause: String,
    entries: Vec<Entry>,
}

impl TryFrom<Unchecked> for Posting {
    type Error = Unbalanced;

    fn try_from(read: Unchecked) -> Result<Self, Unbalanced> {
        let entries = read.entries.into_iter().map(|entry| (entry.account, entry.amount_paise));
        Self::new(read.order, read.cause, entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ORDER: OrderId = OrderId(Uuid::from_u128(1));
    const BUYER: Account = Account::Buyer(PersonId(Uuid::from_u128(2)));

    #[test]
    fn a_posting_that_does_not_balance_cannot_be_made_or_read() {
        let off =
            Posting::new(ORDER, "x", [(Account::Razorpay, Paise::new(5)), (BUYER, -Paise::new(4))]);
        assert_eq!(off, Err(Unbalanced { cause: "x".into(), by: Paise::new(1) }));
        let read = r#"{"order":"00000000-0000-0000-0000-000000000001","cause":"x",
            "entries":[{"account":"razorpay","amount_paise":5}]}"#;
        let error = serde_json::from_str::<Posting>(read).unwrap_err();
        assert!(error.to_string().contains("off by ₹0.05"), "{error}");
    }

    #[test]
    fn the_rest_goes_where_it_is_told_and_zeros_are_left_out() {
        let entries = [(Account::Razorpay, Paise::new(98)), (Account::GatewayFeeGst, Paise::ZERO)];
        let posting = Posting::balanced_by(ORDER, "x", entries, BUYER);
        let back = [(Account::Razorpay, Paise::new(98)), (BUYER, Paise::new(-98))];
        assert_eq!(Posting::new(ORDER, "x", back), Ok(posting.clone()));
        let json = serde_json::to_string(&posting).unwrap();
        assert_eq!(serde_json::from_str::<Posting>(&json).unwrap(), posting);
    }
}
