//! Money on its way to a vendor. A payout is what one settlement owes him; an attempt is one transfer of it, with a key of its
//! own under which the provider makes it once, however often it is asked. There is never more than one under way.
//!
//! The ledger has each attempt: on its way when it is sent, at the bank when it has arrived, back with the vendor when it has
//! not, each once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{PayAccountId, PayoutId, SettlementId, VendorId};
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::payments::ProviderId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payout {
    pub id: PayoutId,
    pub settlement: SettlementId,
    pub amount_paise: Paise,
    pub state: PayoutState,
    /// Not before.
    pub pay_at: Timestamp,
    /// Why the office holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_hold: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<Attempt>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum PayoutState {
    /// Something holds it.
    Held {
        why: Vec<Why>,
    },
    /// Its day comes.
    Due,
    Sent,
    Processed,
    /// It did not arrive; what is owed is owed again.
    Failed,
    /// It came back after it had left.
    Reversed,
    /// What it was of is in the next settlement.
    Carried,
}

impl PayoutState {
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Held { .. } => "held",
            Self::Due => "due",
            Self::Sent => "sent",
            Self::Processed => "processed",
            Self::Failed => "failed",
            Self::Reversed => "reversed",
            Self::Carried => "carried",
        }
    }
}

/// What holds a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The office has not approved yet who he is.
    Kyc,
    /// Nobody knows where to send it.
    NoAccount,
    /// The account is being checked, or waits for somebody's yes.
    AccountUnchecked,
    /// More than goes to a UPI address at once.
    TooMuchForUpi,
    /// Less than is sent; it is carried over.
    BelowMinimum,
    /// Something was taken back since the settlement: the next one says what is left.
    OwedLess,
    Office,
    /// The account that pays is not set up: the office pays by hand.
    NoWay,
}

impl Why {
    pub const ALL: [Self; 8] = [
        Self::Kyc,
        Self::NoAccount,
        Self::AccountUnchecked,
        Self::TooMuchForUpi,
        Self::BelowMinimum,
        Self::OwedLess,
        Self::Office,
        Self::NoWay,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kyc => "kyc",
            Self::NoAccount => "no_account",
            Self::AccountUnchecked => "account_unchecked",
            Self::TooMuchForUpi => "too_much_for_upi",
            Self::BelowMinimum => "below_minimum",
            Self::OwedLess => "owed_less",
            Self::Office => "office",
            Self::NoWay => "no_way",
        }
    }
}

/// How it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Mode {
    Upi,
    Imps,
    Rtgs,
}

/// The most that goes by IMPS at once (razorpay.md 10).
const MOST_BY_IMPS: Paise = Paise::rupees(500_000);

impl Mode {
    #[must_use]
    pub fn of(is_upi: bool, amount: Paise) -> Self {
        match (is_upi, amount <= MOST_BY_IMPS) {
            (true, _) => Self::Upi,
            (false, true) => Self::Imps,
            (false, false) => Self::Rtgs,
        }
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upi => "UPI",
            Self::Imps => "IMPS",
            Self::Rtgs => "RTGS",
        }
    }
}

/// One transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The provider makes it once under this key.
    pub key: Uuid,
    /// None: paid by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<PayAccountId>,
    pub sent_at: Timestamp,
    pub status: AttemptStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderId>,
    /// The bank's number of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utr: Option<String>,
    /// What went wrong, in the provider's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How often it was asked about.
    #[serde(default)]
    pub looks: u8,
}

/// The provider's words, none folded into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptStatus {
    /// We have asked, and nobody has answered.
    Asked,
    /// Somebody has to approve it there.
    Pending,
    /// The account does not hold so much.
    Queued,
    Scheduled,
    Processing,
    Processed,
    Reversed,
    Failed,
    Rejected,
    Cancelled,
    /// It was never made.
    Refused,
    /// A word that we do not know: it counts as under way, and a person looks.
    Unknown(String),
}

impl AttemptStatus {
    /// Whether the money may still arrive.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        match self {
            Self::Asked | Self::Pending | Self::Queued | Self::Scheduled | Self::Processing => true,
            Self::Unknown(_) => true,
            Self::Processed | Self::Reversed | Self::Failed => false,
            Self::Rejected | Self::Cancelled | Self::Refused => false,
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Asked => "asked",
            Self::Pending => "pending",
            Self::Queued => "queued",
            Self::Scheduled => "scheduled",
            Self::Processing => "processing",
            Self::Processed => "processed",
            Self::Reversed => "reversed",
            Self::Failed => "failed",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::Unknown(word) => word,
        }
    }
}

/// A payout as the provider has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutSaid {
    pub provider: ProviderId,
    pub status: AttemptStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utr: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a failure asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another account.
    Account,
    /// Patience.
    Passing,
    /// A person.
    Other,
}

impl Trouble {
    /// By the provider's reason (razorpay.md 10).
    #[must_use]
    pub fn of(reason: &str) -> Self {
        let says = |word: &str| reason.contains(word);
        if says("offline") || says("timeout") || says("not_available") || says("technical_error") {
            Self::Passing
        } else if says("account")
            || says("beneficiary")
            || says("vpa")
            || says("ifsc")
            || says("imps_not_allowed")
        {
            Self::Account
        } else {
            Self::Other
        }
    }
}

impl Payout {
    /// Whether nothing of it is under way and nothing has arrived.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        match self.state {
            PayoutState::Held { .. } | PayoutState::Due => true,
            PayoutState::Failed | PayoutState::Reversed => true,
            PayoutState::Sent | PayoutState::Processed | PayoutState::Carried => false,
        }
    }

    #[must_use]
    pub fn utr(&self) -> Option<&str> {
        self.attempts.last()?.utr.as_deref()
    }

    /// It has left.
    pub(super) fn sent(&self, vendor: VendorId, key: Uuid) -> Posting {
        let entries = [(Account::Vendor(vendor), self.amount_paise)];
        Posting::balanced_by(None, format!("payout:{key}"), entries, Account::PayoutInTransit)
    }

    /// It has arrived.
    pub(super) fn paid(&self, key: Uuid) -> Posting {
        let entries = [(Account::PayoutInTransit, self.amount_paise)];
        Posting::balanced_by(None, format!("payout_paid:{key}"), entries, Account::Bank)
    }

    /// It has not, or it came back: from where it stood.
    pub(super) fn back(&self, vendor: VendorId, key: Uuid, from: Account) -> Posting {
        let entries = [(from, self.amount_paise)];
        let cause = format!("payout_back:{key}");
        Posting::balanced_by(None, cause, entries, Account::Vendor(vendor))
    }
}
