//! What a message costs, as its statuses tell it (whatsapp.md 3.3, 3.4).

use std::sync::{Mutex, PoisonError};

use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use serde_json::{Value, json};

/// 1 October 2026 in the account's time zone: from then on what is not a template costs as well, and so does a utility template
/// inside of the window.
const CHARGED_FROM: i64 = 1_790_793_000;
/// The account's time zone is Asia/Kolkata, which knows no summer time.
const ACCOUNT_OFFSET_SECONDS: i32 = 19_800;

/// What one message costs. Settled when it is sent, so that all its statuses say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Price {
    Free,
    Regular,
}

impl Price {
    /// `pricing` of a status.
    pub(super) fn json(self, category: &str) -> Value {
        let (billable, kind) = match self {
            Self::Free => (false, "free_customer_service"),
            Self::Regular => (true, "regular"),
        };
        json!({"billable": billable, "pricing_model": "PMP", "type": kind, "category": category})
    }
}

/// Messages that are no templates are free up to so many in a calendar month.
pub(super) struct Quota {
    free_a_month: u32,
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    month: (i16, i8),
    count: u32,
}

impl Quota {
    pub(super) fn new(free_a_month: u32) -> Self {
        Self { free_a_month, used: Mutex::default() }
    }

    /// The price of a message that leaves now.
    pub(super) fn price(&self, category: &str, window_open: bool, seconds: i64) -> Price {
        let free = match category {
            "service" => seconds < CHARGED_FROM || self.take(seconds),
            "utility" => seconds < CHARGED_FROM && window_open,
            _ => false,
        };
        if free { Price::Free } else { Price::Regular }
    }

    /// One more of the free ones, if there is one.
    fn take(&self, seconds: i64) -> bool {
        let month = month(seconds);
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.month != month {
            *used = Used { month, count: 0 };
        }
        let free = used.count < self.free_a_month;
        used.count += u32::from(free);
        free
    }
}

/// Year and month in the account's time zone.
fn month(seconds: i64) -> (i16, i8) {
    let zone = Offset::from_seconds(ACCOUNT_OFFSET_SECONDS).map(TimeZone::fixed);
    let day = Timestamp::from_second(seconds).ok().zip(zone.ok());
    day.map(|(at, zone)| at.to_zoned(zone)).map_or((0, 0), |day| (day.year(), day.month()))
}
