//! What went wrong at Razorpay, and what can be done next: by HTTP status first, then code, then description
//! (razorpay.md §1.3), because the codes are coarse.

use std::time::Duration;

use super::client::Kind;
use crate::http::{Answer, Lost};
use crate::lenient::Object;

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Razorpay: {description} (status {status:?}, code {code:?}, next {next:?})")]
pub struct CallFailure {
    pub status: Option<u16>,
    pub code: Option<String>,
    /// Razorpay's words, for the log and the office.
    pub description: String,
    pub next: Next,
}

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing was done; the same again with the same keys, not before `after`.
    Again { after: Option<Duration> },
    /// The answer will always be this one.
    Never,
    /// It may have been done. A link is asked for again under its reference, a refund under its key: both are safe.
    Unknown,
}

impl Next {
    /// For a span and a metric.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Again { .. } => "again",
            Self::Never => "never",
            Self::Unknown => "unknown",
        }
    }
}

/// Refunds are paid from the account's balance; somebody has to fill it, or the next payments do.
const BALANCE_RETRY: Duration = Duration::from_secs(3600);

/// Enough to understand, too little to fill a log.
const LONGEST_DESCRIPTION: usize = 400;

impl CallFailure {
    /// Refused by ourselves before anything was sent.
    pub(super) fn ours(description: impl Into<String>) -> Self {
        Self { status: None, code: None, description: description.into(), next: Next::Never }
    }

    /// A 2xx whose body is not what it should be: done, but we do not know what.
    pub(super) fn unreadable(what: &'static str) -> Self {
        Self { next: Next::Unknown, ..Self::ours(format!("an answer that is no {what}")) }
    }

    pub(super) fn lost(kind: Kind, lost: &Lost) -> Self {
        let next = match lost {
            Lost::Unbuilt(_) => Next::Never,
            Lost::NotSent(_) => Next::Again { after: None },
            Lost::MaybeSent(_) => in_doubt(kind, None),
        };
        Self { next, ..Self::ours(lost.to_string()) }
    }

    pub(super) fn refused(kind: Kind, answer: &Answer) -> Self {
        let body = Object::read(&answer.body).unwrap_or_default();
        let error = body.object("error").unwrap_or_default();
        let code = error.word("code");
        let description = error.text("description").unwrap_or_default();
        Self {
            status: Some(answer.status),
            next: next(kind, answer, code.as_deref(), &description),
            code,
            description: description.chars().take(LONGEST_DESCRIPTION).collect(),
        }
    }

    /// This reference was used before, perhaps by ourselves a moment ago. Both wordings have been seen (§2.7).
    pub(super) fn is_duplicate_reference(&self) -> bool {
        let says = |words| self.description.contains(words);
        self.status == Some(400)
            && ((says("reference_id") && says("already exists"))
                || says("reference ID already attempted"))
    }

    /// A link that has ended already (§2.7): the wish to cancel it is met, or too late.
    pub(super) fn is_ended_link(&self) -> bool {
        self.status == Some(400) && self.description.contains("cannot cancel or expire")
    }
}

fn next(kind: Kind, answer: &Answer, code: Option<&str>, description: &str) -> Next {
    match answer.status {
        400 if description.contains("not have enough balance") => {
            Next::Again { after: Some(BALANCE_RETRY) }
        }
        // The same refund key is at work; the other 409 is a key used for another refund.
        409 if description.contains("in progress") => Next::Again { after: answer.retry_after },
        // A test account's quota for ever, told from a throttle by its code.
        429 if code == Some("RATE_LIMIT_EXCEEDED") && description.contains("test mode limit") => {
            Next::Never
        }
        429 => Next::Again { after: answer.retry_after },
        408 | 500..=599 => in_doubt(kind, answer.retry_after),
        _ => Next::Never,
    }
}

/// A question may always be asked again.
fn in_doubt(kind: Kind, after: Option<Duration>) -> Next {
    match kind {
        Kind::Read => Next::Again { after },
        Kind::Write => Next::Unknown,
    }
}
