//! Payouts and validations as RazorpayX writes them. A missing id alone makes one unreadable; an unknown status is kept as
//! the word that it is.

use realserv_domain::payments::ProviderId;
use realserv_domain::settlements::{AttemptStatus, PayoutSaid, Validation, Whose};

use crate::lenient::Object;

/// A payout with what leads back to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PayoutEntity {
    pub said: PayoutSaid,
    /// Ours: the attempt's key.
    pub reference: String,
}

impl PayoutEntity {
    pub(super) fn read(raw: &str) -> Option<Self> {
        Self::of(&Object::read(raw).ok()?)
    }

    pub(super) fn of(payout: &Object<'_>) -> Option<Self> {
        let details = payout.object("status_details").unwrap_or_default();
        let error = payout.object("error").unwrap_or_default();
        // What is older stands beside what is newer.
        let reason = details
            .word("reason")
            .or_else(|| error.word("reason"))
            .or_else(|| payout.word("failure_reason"));
        Some(Self {
            said: PayoutSaid {
                provider: ProviderId(payout.id("id")?),
                status: status(&payout.text("status").unwrap_or_default()),
                utr: payout.word("utr"),
                reason,
            },
            reference: payout.text("reference_id").unwrap_or_default(),
        })
    }
}

/// Whether an account is somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValidationEntity(pub Validation);

impl ValidationEntity {
    /// `fund_account` is what was asked about, should the answer not name it.
    pub(super) fn read(raw: &str, fund_account: Option<&str>) -> Option<Self> {
        Self::of(&Object::read(raw).ok()?, fund_account)
    }

    pub(super) fn of(validation: &Object<'_>, fund_account: Option<&str>) -> Option<Self> {
        let account = validation.object("fund_account").unwrap_or_default();
        let account = account.id("id").or_else(|| fund_account.map(str::to_owned))?;
        let results = validation.object("results").unwrap_or_default();
        let said = results.word("account_status");
        let done = validation.text("status").unwrap_or_default();
        let whose = match (done.as_str(), said.as_deref()) {
            // Some banks tell no name of an account that is good.
            ("completed", Some("active")) => {
                Whose::Of(results.word("registered_name").unwrap_or_default())
            }
            ("completed", Some("invalid")) | ("failed", _) => Whose::Nobodys,
            _ => Whose::NotKnown,
        };
        Some(Self(Validation {
            validation: ProviderId(validation.id("id")?),
            fund_account: ProviderId(account),
            whose,
        }))
    }
}

fn status(word: &str) -> AttemptStatus {
    match word {
        "pending" => AttemptStatus::Pending,
        "queued" => AttemptStatus::Queued,
        "scheduled" => AttemptStatus::Scheduled,
        "processing" => AttemptStatus::Processing,
        "processed" => AttemptStatus::Processed,
        "reversed" => AttemptStatus::Reversed,
        "failed" => AttemptStatus::Failed,
        "rejected" => AttemptStatus::Rejected,
        "cancelled" => AttemptStatus::Cancelled,
        other => AttemptStatus::Unknown(other.to_owned()),
    }
}
