//! What went wrong at Meta, and what can be done next. Decided by `code` alone, never by text or HTTP status, as
//! Meta asks (whatsapp.md §8.5); only an answer without a code is judged by its status.

use std::time::Duration;

use crate::http::{Answer, Lost};
use crate::lenient::Object;

/// A message or call that failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("WhatsApp: {detail} (code {code:?}, next {next:?})")]
pub struct SendFailure {
    pub code: Option<i64>,
    /// For the log and the office. Long numbers in it are masked.
    pub detail: String,
    /// Meta's support asks for it.
    pub fbtrace_id: Option<String>,
    pub next: Next,
}

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Certainly not delivered; the same again, not before `after`.
    Again { after: Option<Duration> },
    /// This message will never go out.
    Never,
    /// The 24-hour window is closed: only a template gets through.
    NeedsTemplate,
    /// This template does not work now or with these words: say it otherwise, or by another channel.
    TemplateUnusable,
    /// WhatsApp lets this form rest: ask otherwise.
    FormUnusable,
    /// Its file cannot be had or cannot be used: the same without it.
    MediaUnusable,
    /// This person cannot be reached on WhatsApp.
    RecipientUnreachable,
    /// Nothing goes out until somebody repairs the account: stop the queue and raise the alarm.
    PauseAll,
    /// It may have arrived.
    Unknown,
}

impl Next {
    /// For a span and a metric.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Again { .. } => "again",
            Self::Never => "never",
            Self::NeedsTemplate => "needs_template",
            Self::TemplateUnusable => "template_unusable",
            Self::FormUnusable => "form_unusable",
            Self::MediaUnusable => "media_unusable",
            Self::RecipientUnreachable => "recipient_unreachable",
            Self::PauseAll => "pause_all",
            Self::Unknown => "unknown",
        }
    }

    /// What a code means, whether it came as an answer or later as a `failed` status: any code may take either path.
    #[must_use]
    pub const fn after_code(code: i64) -> Self {
        match code {
            2 | 130_429 | 131_000 | 131_016 | 133_004 => Self::Again { after: None },
            // One message in six seconds to one person, once the burst is used up.
            131_056 => Self::again_in(6),
            // An hourly quota; and an upgrade of throughput, which takes up to a minute.
            4 | 80_007 | 131_057 | MAINTENANCE => Self::again_in(60),
            0 | 10 | 190 | 200..=299 | 368 | 131_031 | 131_042 | 131_045 | 133_010 => {
                Self::PauseAll
            }
            1026 | 130_403 | 130_472 | 131_026 | 131_030 | 131_050 => Self::RecipientUnreachable,
            131_047 => Self::NeedsTemplate,
            131_052 | 131_053 => Self::MediaUnusable,
            FLOW_BLOCKED | FLOW_THROTTLED => Self::FormUnusable,
            // Missing, paused, disabled, wrong parameters; or only by the marketing API.
            132_000 | 132_001 | 132_005 | 132_007 | 132_008 | 132_012 | 132_015 | 132_016
            | 132_018 | 131_061 | 131_063 | 131_064 => Self::TemplateUnusable,
            _ => Self::Never,
        }
    }

    const fn again_in(seconds: u64) -> Self {
        Self::Again { after: Some(Duration::from_secs(seconds)) }
    }
}

const FLOW_BLOCKED: i64 = 132_068;
/// Ten messages an hour are let through.
const FLOW_THROTTLED: i64 = 132_069;

/// Seen as a subcode.
const MAINTENANCE: i64 = 2_494_100;

/// Enough to understand, too little to fill a log.
const LONGEST_DETAIL: usize = 400;

impl SendFailure {
    /// Refused by ourselves before anything was sent.
    pub(super) fn ours(detail: impl Into<String>) -> Self {
        Self { code: None, detail: detail.into(), fbtrace_id: None, next: Next::Never }
    }

    pub(super) fn lost(lost: Lost) -> Self {
        let next = match lost {
            Lost::Unbuilt(_) => Next::Never,
            Lost::NotSent(_) => Next::Again { after: None },
            Lost::MaybeSent(_) => Next::Unknown,
        };
        Self { next, ..Self::ours(lost.to_string()) }
    }

    pub(super) fn refused(answer: &Answer) -> Self {
        let error = Object::read(&answer.body).ok().and_then(|body| body.object("error"));
        let Some((error, code)) = error.and_then(|e| e.int("code").map(|code| (e, code))) else {
            let detail = format!("HTTP {} without an error code", answer.status);
            return Self { next: by_status(answer), ..Self::ours(detail) };
        };
        let next = match error.int("error_subcode") {
            Some(MAINTENANCE) => Next::after_code(MAINTENANCE),
            _ => Next::after_code(code),
        };
        Self {
            code: Some(code),
            detail: detail(&error),
            fbtrace_id: error.word("fbtrace_id"),
            next: not_before(next, answer.retry_after),
        }
    }
}

/// Statuses of a proxy on the way, or of Meta in such trouble that it gives no code.
fn by_status(answer: &Answer) -> Next {
    match answer.status {
        429 => Next::Again { after: answer.retry_after },
        401 | 403 => Next::PauseAll,
        408 | 500..=599 => Next::Unknown,
        _ => Next::Never,
    }
}

fn not_before(next: Next, retry_after: Option<Duration>) -> Next {
    match next {
        Next::Again { after } => Next::Again { after: after.max(retry_after) },
        Next::Never
        | Next::NeedsTemplate
        | Next::TemplateUnusable
        | Next::FormUnusable
        | Next::MediaUnusable
        | Next::RecipientUnreachable
        | Next::PauseAll
        | Next::Unknown => next,
    }
}

/// Message and details of an error object, of an answer as of a webhook.
pub(super) fn detail(error: &Object<'_>) -> String {
    let details = error.object("error_data").and_then(|data| data.word("details"));
    // Templates are refused with words for a person.
    let told_to_user = error.word("error_user_msg");
    let parts = [error.word("message").or_else(|| error.word("title")), details, told_to_user];
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join(": ");
    mask(&told).chars().take(LONGEST_DETAIL).collect()
}

/// Ten digits and more may be somebody's phone: only the last four stay.
fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for run in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = run.bytes().take_while(u8::is_ascii_digit).count();
        if digits >= 10 {
            out.push('…');
            out.push_str(&run[digits - 4..]);
        } else {
            out.push_str(run);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_in_details_are_masked() {
        assert_eq!(mask("(#131026) to 919848012345, try later"), "(#131026) to …2345, try later");
        assert_eq!(mask("919848012345"), "…2345");
    }
}
