//! Double entry in paise, append-only. A `Posting` cannot be made unless it balances; the database checks again.
//!
//! Debits are positive, credits negative. So an asset grows by a positive entry, a debt of ours by a negative one:
//!
//! | what happened | positive | negative |
//! |---|---|---|
//! | a payment is captured | Razorpay (less fee), gateway fee, its GST | buyer |
//! | a part is delivered, paid online | buyer, price support | vendor, delivery, round-off |
//! | a part is delivered for cash | cash with vendor, price support | vendor, delivery, round-off |
//! | … and what is taken of it (`crate::fees`) | vendor, welfare fee | commission, GST, operator's GST, TCS and TDS payable, welfare payable |
//! | a delivered part is taken back, in part or whole | all of that the other way round, in proportion | |
//! | a vendor hands over cash | bank | cash with vendor |
//! | a vendor's cycle ends (`crate::settlements`): his accounts become one | delivery | vendor |
//! | … and cash that he holds is set against it | vendor | cash with vendor |
//! | a payout is sent | vendor | payout in transit |
//! | … it has arrived | payout in transit | bank |
//! | … it has not | payout in transit | vendor |
//! | … it came back after it had arrived | bank | vendor |
//! | a late cancellation keeps something | buyer | cancellation fee, or the vendor whose truck or crew went |
//! | a cash buyer cancels what has left, or a crew that was called | suspense | the vendor whose truck or crew went |
//! | … the platform bears it | called out | suspense |
//! | … the vendor bears it after all | the vendor | suspense |
//! | what did not come whole is given back: the vendor bears it | the vendor | buyer (cash: cash with vendor), price support |
//! | … the platform bears it | claims | buyer (cash: cash with vendor) |
//! | a refund is asked for | buyer (goodwill: suspense) | Razorpay |
//! | a refund fails | Razorpay | buyer (or suspense) |
//! | a payment is disputed | disputed | Razorpay |
//! | … won | Razorpay | disputed |
//! | … lost | dispute loss | disputed |
//! | … of which the buyer was owed something | Razorpay (asked for already), or buyer | dispute loss |
//! | … which the vendor bears | as a delivered part that is taken back | dispute loss |
//! | goodwill turns out to be owed: the order is cancelled later | buyer | suspense |
//!
//! The sum of a buyer's entries is what we still owe him (negative), of a vendor's two accounts (goods or work, and
//! delivery) what is to be paid out to him; a vendor's cash is set against it. The round-off may stand on either side; it is
//! the order's, to whole rupees. The odd paisa between CGST and SGST is a row of the vendor's invoice (`crate::tax`) and
//! stays in what he is owed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{OrderId, PersonId, VendorId};
use crate::money::Paise;

/// Where money can stand. Debits are positive, credits negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// With the payment provider, ours (asset).
    Razorpay,
    /// Ours at the bank (asset).
    Bank,
    /// Left the bank for a vendor and not known to have arrived (asset).
    PayoutInTransit,
    /// In a vendor's hand after cash on delivery (asset).
    CashWithVendor(VendorId),
    /// What we owe a buyer who has paid: goods or money back (liability).
    Buyer(PersonId),
    /// What we owe a vendor for the goods or the work that he delivered, less what was taken of it (liability).
    Vendor(VendorId),
    /// What we owe him for bringing it (liability).
    Delivery(VendorId),
    /// The provider's fee, without and with its GST (expense, asset).
    GatewayFee,
    GatewayFeeGst,
    /// The gap between a substitute's price and the buyer's (expense).
    PriceSupport,
    /// The platform's share of a sale (income).
    Commission,
    /// GST on the commission (liability).
    GstPayable,
    /// GST of sales of which the platform is the supplier by law, which is returned apart (liability).
    OperatorGst,
    /// Withheld from vendors for the tax office: GST, income tax (liabilities).
    TcsPayable,
    TdsPayable,
    /// The platform's contribution for its workers (expense), and what of it is to be paid in (liability).
    WelfareFee,
    WelfarePayable,
    RoundOff,
    /// Kept when a buyer cancels late (income).
    CancellationFee,
    /// Trips and crews that were called for nothing and that the platform bears (expense).
    CalledOut,
    /// What did not come whole and the platform bears (expense).
    Claims,
    /// Money of which nobody has said yet who bears it (liability).
    Suspense,
    /// What the provider holds back until a bank has decided (asset), and what was lost then (expense).
    Disputed,
    DisputeLoss,
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
    /// None: of no order, such as cash that a vendor hands over.
    pub order: Option<OrderId>,
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
        order: impl Into<Option<OrderId>>,
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
            Ok(Self { order: order.into(), cause, entries })
        } else {
            Err(Unbalanced { cause, by })
        }
    }

    /// These entries, and whatever they leave over on the account `rest`: balances by construction.
    #[must_use]
    pub fn balanced_by(
        order: impl Into<Option<OrderId>>,
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
        Self { order: order.into(), cause: cause.into(), entries }
    }

    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// How a vendor stands with us: by his accounts in the ledger and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorAccount {
    /// For goods, work and bringing it, less what was taken of it.
    pub due_paise: Paise,
    /// Buyers' cash that he holds for us.
    pub cash_paise: Paise,
}

impl VendorAccount {
    /// What we owe him after both; negative: what he owes us.
    #[must_use]
    pub fn net(&self) -> Paise {
        self.due_paise - self.cash_paise
    }
}

/// A vendor has handed over buyers' cash.
#[must_use]
pub fn remitted(id: Uuid, vendor: VendorId, amount: Paise) -> Posting {
    let entries = [(Account::Bank, amount)];
    Posting::balanced_by(None, format!("remitted:{id}"), entries, Account::CashWithVendor(vendor))
}

/// A posting from the log, before its sum is checked.
#[derive(Deserialize)]
struct Unchecked {
    order: Option<OrderId>,
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
