//! What went wrong with a mail, an SMS or a push, and what can be done next: the same for all three, whoever carries it.

use std::time::Duration;

use crate::http::Lost;

/// A notice that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail} (next {next:?})")]
pub struct CarryFailure {
    /// The carrier's words, for the log and the office. Without addresses.
    pub detail: String,
    pub next: CarryNext,
}

/// What can be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarryNext {
    /// Certainly not taken; the same again, not before `after`.
    Again { after: Option<Duration> },
    /// Nobody answers, and it was certainly not taken.
    Unreachable,
    /// It may have been taken.
    Unknown,
    /// This one never will be.
    Never,
    /// There is nobody at this address any more.
    Gone,
    /// Nothing is taken until somebody repairs our account or configuration.
    Closed,
}

impl CarryNext {
    /// For a span and a metric.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Again { .. } => "again",
            Self::Unreachable => "unreachable",
            Self::Unknown => "unknown",
            Self::Never => "never",
            Self::Gone => "gone",
            Self::Closed => "closed",
        }
    }
}

/// Enough to understand, too little to fill a log.
const LONGEST_DETAIL: usize = 300;

impl CarryFailure {
    pub(crate) fn new(next: CarryNext, detail: impl AsRef<str>) -> Self {
        Self { next, detail: without_addresses(detail.as_ref()) }
    }

    pub(crate) fn lost(lost: &Lost) -> Self {
        let next = match lost {
            Lost::Unbuilt(_) => CarryNext::Never,
            Lost::NotSent(_) => CarryNext::Unreachable,
            Lost::MaybeSent(_) => CarryNext::Unknown,
        };
        Self::new(next, lost.to_string())
    }
}

/// Carriers repeat in their refusals whom it was for; who that is stands elsewhere.
fn without_addresses(text: &str) -> String {
    let hidden = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        if word.contains('@') || digits >= 10 { "…".to_owned() } else { word.to_owned() }
    };
    let words: Vec<String> = text.split_whitespace().map(hidden).collect();
    words.join(" ").chars().take(LONGEST_DETAIL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_carrier_says_is_kept_without_whom_it_was_for() {
        let said = "550 5.1.1 <kaluva@example.in>: no such user\n at 919848012345";
        let failure = CarryFailure::new(CarryNext::Never, said);
        assert_eq!(failure.detail, "550 5.1.1 … no such user at …");
        assert_eq!(
            CarryFailure::new(CarryNext::Never, "x".repeat(999)).detail.len(),
            LONGEST_DETAIL
        );
    }
}
