//! Vendors as orders see them: who, where, and when the yard is open.

use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, VendorId};
use crate::language::Name;
use crate::place::Point;
use crate::time::instant;

/// A vendor's card, copied into the order's part when it is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vendor {
    pub id: VendorId,
    /// Who gets the alert.
    pub person: PersonId,
    pub name: Name,
    pub point: Point,
    pub hours: Hours,
}

/// When a yard answers. An offer's ten minutes count only within these hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub opens: Time,
    pub closes: Time,
    /// "I am off until": nothing counts before it.
    pub off_until: Option<Timestamp>,
    /// Nor does anything on these.
    #[serde(default, skip_serializing_if = "ClosedDays::is_none")]
    pub closed: ClosedDays,
}

/// Days on which a vendor neither answers nor comes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDays {
    /// Monday 1 to Sunday 7.
    #[serde(default)]
    pub weekdays: Vec<i8>,
    #[serde(default)]
    pub days: Vec<Date>,
}

impl ClosedDays {
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.weekdays.is_empty() && self.days.is_empty()
    }

    #[must_use]
    pub fn contains(&self, on: Date) -> bool {
        self.weekdays.contains(&on.weekday().to_monday_one_offset()) || self.days.contains(&on)
    }
}

/// Who is closed for longer is asked when he was to be open: the office has forgotten him.
pub const MOST_CLOSED_DAYS: usize = 60;

impl Default for Hours {
    fn default() -> Self {
        Self {
            opens: time(7, 0, 0, 0),
            closes: time(21, 0, 0, 0),
            off_until: None,
            closed: ClosedDays::default(),
        }
    }
}

impl Hours {
    /// The first instant at or after `now` when the yard is open.
    #[must_use]
    pub fn open_from(&self, now: &Zoned) -> Timestamp {
        let start = self.off_until.map_or_else(|| now.timestamp(), |off| off.max(now.timestamp()));
        let local = start.to_zoned(now.time_zone().clone());
        let today = local.date();
        let is_over = local.time() >= self.closes;
        let first = if is_over { today.tomorrow().unwrap_or(today) } else { today };
        let on = self.first_open(first);
        if on == today && local.time() >= self.opens { start } else { instant(now, on, self.opens) }
    }

    fn first_open(&self, from: Date) -> Date {
        let mut days = from.series(1.day()).take(MOST_CLOSED_DAYS);
        days.find(|on| !self.closed.contains(*on)).unwrap_or(from)
    }

    /// `minutes` of open time after `now`: what is left at closing goes on at opening.
    #[must_use]
    pub fn after_open_minutes(&self, now: &Zoned, minutes: u32) -> Timestamp {
        let mut left = i64::from(minutes) * 60;
        let mut at = self.open_from(now);
        // Two weeks of days at most, whatever the hours say.
        for _ in 0..14 {
            let local = at.to_zoned(now.time_zone().clone());
            let closes = instant(now, local.date(), self.closes);
            let room = closes.as_second() - at.as_second();
            if left <= room {
                break;
            }
            left -= room.max(0);
            at = self.open_from(&closes.to_zoned(now.time_zone().clone()));
        }
        at.checked_add(left.seconds()).unwrap_or(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        format!("{text}[Asia/Kolkata]").parse().unwrap()
    }

    fn after(from: &str, minutes: u32) -> String {
        let hours = Hours::default();
        let then = hours.after_open_minutes(&at(from), minutes);
        then.to_zoned(at(from).time_zone().clone()).datetime().to_string()
    }

    #[test]
    fn minutes_count_only_while_the_yard_is_open() {
        assert_eq!(after("2026-11-23T09:00", 10), "2026-11-23T09:10:00");
        assert_eq!(after("2026-11-23T05:00", 10), "2026-11-23T07:10:00");
        assert_eq!(after("2026-11-23T23:00", 5), "2026-11-24T07:05:00");
        assert_eq!(after("2026-11-23T20:55", 10), "2026-11-24T07:05:00");
    }

    #[test]
    fn a_closed_day_is_a_long_night() {
        let closed = ClosedDays { weekdays: vec![7], days: vec!["2026-11-30".parse().unwrap()] };
        let hours = Hours { closed, ..Hours::default() };
        let after = |from: &str| {
            let then = hours.after_open_minutes(&at(from), 10);
            then.to_zoned(at(from).time_zone().clone()).datetime().to_string()
        };
        assert_eq!(after("2026-11-28T09:00"), "2026-11-28T09:10:00");
        // Saturday evening: Sunday is closed, and Monday a holiday.
        assert_eq!(after("2026-11-28T20:55"), "2026-12-01T07:05:00");
        assert_eq!(after("2026-11-29T12:00"), "2026-12-01T07:10:00");
        assert_eq!(after("2026-11-30T06:00"), "2026-12-01T07:10:00");
        let never = ClosedDays { weekdays: (1..=7).collect(), days: Vec::new() };
        let hours = Hours { closed: never, ..Hours::default() };
        assert_eq!(hours.open_from(&at("2026-11-28T09:00")), at("2026-11-28T09:00").timestamp());
    }
}
