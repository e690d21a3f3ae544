//! What is told beside WhatsApp: by e-mail and push at once, and by SMS where WhatsApp does not get through.
//!
//! Words are ready here; by which ways somebody is reached stands with his contact, and who carries them is the adapters' matter.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ids::{OfferId, OrderId};
use crate::language::Language;
use crate::message::Paper;

/// A way to somebody beside WhatsApp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Email,
    Push,
    /// For alerts that WhatsApp does not bring, and for nothing else.
    Sms,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Email, Self::Push, Self::Sms];

    /// Papers are files.
    pub const OF_PAPERS: [Self; 1] = [Self::Email];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Push => "push",
            Self::Sms => "sms",
        }
    }

    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }
}

/// By which ways somebody wants what. WhatsApp is always one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    pub alerts: Vec<Way>,
    pub papers: Vec<Way>,
}

impl Default for Preference {
    /// Whoever gives an address wants to be reached there.
    fn default() -> Self {
        Self { alerts: Way::ALL.to_vec(), papers: Way::OF_PAPERS.to_vec() }
    }
}

impl Preference {
    #[must_use]
    pub fn wants(&self, about: &NoticeAbout, way: Way) -> bool {
        match about {
            NoticeAbout::Offer { .. } => self.alerts.contains(&way),
            NoticeAbout::Paper { .. } => self.papers.contains(&way),
        }
    }
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub about: NoticeAbout,
    /// A mail's subject, and the first line of a push.
    pub title: String,
    /// A mail's text.
    pub text: String,
    /// What a push has room for.
    pub brief: String,
    /// None: never by SMS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsCall>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum NoticeAbout {
    /// An order is offered to a vendor.
    Offer {
        order: OrderId,
        offer: OfferId,
        /// From when its minutes count: when the yard is open.
        counts_from: Timestamp,
        ends_at: Timestamp,
    },
    /// An invoice, a credit note or a statement is there.
    Paper {
        /// None: of a stretch of time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderId>,
        paper: Paper,
        /// As it is called in a mail.
        file_name: String,
    },
}

impl NoticeAbout {
    #[must_use]
    pub const fn order(&self) -> Option<OrderId> {
        match self {
            Self::Offer { order, .. } => Some(*order),
            Self::Paper { order, .. } => *order,
        }
    }

    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Offer { .. } => "offer",
            Self::Paper { .. } => "paper",
        }
    }
}

/// A registered text with its variables, in the order in which they stand in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsCall {
    pub template: String,
    pub language: Language,
    pub variables: Vec<String>,
}

/// What a variable of a registered text holds at every operator (india-commerce.md 11; some take 40).
pub const LONGEST_SMS_VARIABLE: usize = 30;

/// When an SMS takes the place of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// Not before: a yard that is closed is not woken, for its offer waits as well.
    pub not_before: Timestamp,
    /// If WhatsApp has not delivered by then.
    pub due_at: Timestamp,
}

impl Fallback {
    #[must_use]
    pub fn of(
        (counts_from, ends_at): (Timestamp, Timestamp),
        now: Timestamp,
        minutes: u32,
    ) -> Self {
        let not_before = counts_from.max(now).min(ends_at.max(now));
        let late = SignedDuration::from_mins(i64::from(minutes));
        let due_at = match minutes {
            // Only when WhatsApp says so: at its end the offer is over, and nothing goes out any more.
            0 => ends_at,
            _ => not_before.checked_add(late).unwrap_or(ends_at).min(ends_at),
        };
        Self { not_before, due_at: due_at.max(not_before) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-11-23T{text}:00+05:30").parse().unwrap()
    }

    #[test]
    fn an_sms_follows_after_its_minutes_and_within_the_yards_hours() {
        let offer = (at("09:00"), at("09:10"));
        for (offer, now, minutes, not_before, due) in [
            (offer, "09:00", 3, "09:00", "09:03"),
            (offer, "09:01", 3, "09:01", "09:04"),
            (offer, "09:00", 30, "09:00", "09:10"),
            (offer, "09:00", 0, "09:00", "09:10"),
            // Told at night: his minutes begin when he opens.
            ((at("07:00"), at("07:10")), "02:00", 3, "07:00", "07:03"),
            // Told too late.
            (offer, "09:30", 3, "09:30", "09:30"),
        ] {
            let fallback = Fallback::of(offer, at(now), minutes);
            assert_eq!(fallback, Fallback { not_before: at(not_before), due_at: at(due) }, "{now}");
        }
    }

    #[test]
    fn ways_are_known_by_their_words() {
        for way in Way::ALL {
            assert_eq!(Way::named(way.as_str()), Some(way));
        }
        assert_eq!(Way::named("fax"), None);
    }
}
