//! What a conversation's turn went by beside its event, as its row of the log keeps it. With the conversation before it, the
//! event and the answers this is all that a decision can see, so it can be made again.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use realserv_domain::ids::{PersonId, VendorId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::converse::{Ask, Person};

/// Fields that a later program adds need a default: rows stay for more than a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Facts {
    /// What the turn's ids are drawn from.
    pub event_id: Uuid,
    /// Which of our numbers.
    pub number: String,
    pub now: Zoned,
    /// Until when anything but a template may be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_until: Option<Timestamp>,
    /// When they last wrote, by Meta's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorId>,
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_off: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed_days: Vec<Date>,
    #[serde(default, skip_serializing_if = "is_not")]
    pub opted_out: bool,
    #[serde(default, skip_serializing_if = "is_not")]
    pub has_phone: bool,
    /// The form that was offered for a site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What was looked at in memory, see `basis`.
    pub catalogue: String,
    pub terms: String,
    /// What was asked, in the order of the answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Ask>,
    /// How many ids were drawn when each was answered: an answer may make an order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drawn: Vec<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_not(flag: &bool) -> bool {
    !flag
}

impl Facts {
    /// Who was speaking, as the decision saw them.
    pub(crate) fn person(&self, id: PersonId) -> Person {
        let now = self.now.timestamp();
        Person {
            id,
            name: self.name.clone(),
            vendor: self.vendor,
            is_off: self.is_off,
            closed_days: self.closed_days.clone(),
            opted_out: self.opted_out,
            has_phone: self.has_phone,
            window_open: self.free_until.is_some_and(|until| now < until),
            window_closes_at: self.free_until,
            heard_at: self.heard_at,
        }
    }
}
