//! Days, parts of the day, shifts and slots, in the business's time zone (Asia/Kolkata unless configured).

use std::str::FromStr;

use jiff::civil::{Date, Time, time};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::quantity::UnknownWord;

/// When a delivery comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
}

impl DayPart {
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// From when to when a truck may come.
    #[must_use]
    pub const fn hours(self) -> (Time, Time) {
        match self {
            Self::Morning => (time(8, 0, 0, 0), time(12, 0, 0, 0)),
            Self::Afternoon => (time(12, 0, 0, 0), time(16, 0, 0, 0)),
            Self::Evening => (time(16, 0, 0, 0), time(19, 0, 0, 0)),
        }
    }
}

impl FromStr for DayPart {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|part| part.as_str() == word)
            .ok_or_else(|| UnknownWord { what: "part of the day", word: word.to_owned() })
    }
}

/// How long people work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// 08:00–17:00 with an hour's lunch.
    Full,
    /// 08:00–12:00, half the day's rate.
    HalfMorning,
    /// 13:00–17:00, half the day's rate.
    HalfAfternoon,
}

impl Shift {
    pub const ALL: [Self; 3] = [Self::Full, Self::HalfMorning, Self::HalfAfternoon];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::HalfMorning => "half_morning",
            Self::HalfAfternoon => "half_afternoon",
        }
    }

    /// When the people are wanted at the site.
    #[must_use]
    pub const fn begins(self) -> Time {
        match self {
            Self::Full | Self::HalfMorning => time(8, 0, 0, 0),
            Self::HalfAfternoon => time(13, 0, 0, 0),
        }
    }

    #[must_use]
    pub const fn is_half(self) -> bool {
        match self {
            Self::Full => false,
            Self::HalfMorning | Self::HalfAfternoon => true,
        }
    }
}

impl FromStr for Shift {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|shift| shift.as_str() == word)
            .ok_or_else(|| UnknownWord { what: "shift", word: word.to_owned() })
    }
}

/// A delivery's day and part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    pub on: Date,
    pub part: DayPart,
}

/// A crew's day and shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WorkDay {
    pub on: Date,
    pub shift: Shift,
}

/// When the goods come and when the people work. A cart without the one leaves it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    pub delivery: Option<Slot>,
    pub work: Option<WorkDay>,
}

/// Room for a yard to load a truck: a slot closes two hours before it ends.
const SLOT_CLOSES_HOURS_BEFORE_END: i64 = 2;

/// Slots that can still be promised, soonest first.
#[must_use]
pub fn open_slots(now: &Zoned, count: usize) -> Vec<Slot> {
    let today = now.date();
    (0..7_i64)
        .filter_map(|days| today.checked_add(days.days()).ok())
        .flat_map(|on| DayPart::ALL.map(|part| Slot { on, part }))
        .filter(|slot| slot.on > today || still_open(slot.part, now.time()))
        .take(count)
        .collect()
}

fn still_open(part: DayPart, now: Time) -> bool {
    let (_, end) = part.hours();
    now <= end.saturating_sub(SLOT_CLOSES_HOURS_BEFORE_END.hours())
}

/// Days that a crew can still be booked for: from tomorrow, and for tomorrow until crews are called.
#[must_use]
pub fn open_work_days(now: &Zoned, called_by: Time, count: usize) -> Vec<WorkDay> {
    let first = if now.time() < called_by { 1 } else { 2 };
    (first..first + 14_i64)
        .filter_map(|days| now.date().checked_add(days.days()).ok())
        .flat_map(|on| Shift::ALL.map(|shift| WorkDay { on, shift }))
        .take(count)
        .collect()
}

/// Nobody's phone rings at night for what can wait: quiet from nine in the evening to eight in the morning.
const QUIET_FROM: Time = time(21, 0, 0, 0);
const QUIET_UNTIL: Time = time(8, 0, 0, 0);

/// Now, or when the quiet hours are over.
#[must_use]
pub fn out_of_quiet_hours(now: &Zoned) -> Timestamp {
    let (today, clock) = (now.date(), now.time());
    if clock < QUIET_UNTIL {
        return instant(now, today, QUIET_UNTIL);
    }
    match today.tomorrow() {
        Ok(tomorrow) if clock >= QUIET_FROM => instant(now, tomorrow, QUIET_UNTIL),
        Ok(_) | Err(_) => now.timestamp(),
    }
}

/// The instant of a wall-clock time in the zone of `now`.
#[must_use]
pub fn instant(now: &Zoned, on: Date, at: Time) -> Timestamp {
    on.to_datetime(at)
        .to_zoned(now.time_zone().clone())
        .map_or_else(|_| now.timestamp(), |z| z.timestamp())
}

/// When the financial year began that this moment is in: the first of April (India).
#[must_use]
pub fn financial_year_began(now: &Zoned) -> Timestamp {
    let year = if now.month() < 4 { now.year() - 1 } else { now.year() };
    let first = Date::new(year, 4, 1).unwrap_or_else(|_| now.date());
    instant(now, first, Time::midnight())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        format!("{text}[Asia/Kolkata]").parse().unwrap()
    }

    #[test]
    fn the_first_slot_is_one_that_a_truck_can_make() {
        let first = |text| open_slots(&at(text), 1).first().map(|s| (s.on.to_string(), s.part));
        let today = |part| Some(("2026-11-23".to_owned(), part));
        assert_eq!(first("2026-11-23T09:00"), today(DayPart::Morning));
        assert_eq!(first("2026-11-23T10:30"), today(DayPart::Afternoon));
        assert_eq!(first("2026-11-23T16:59"), today(DayPart::Evening));
        assert_eq!(first("2026-11-23T17:30"), Some(("2026-11-24".into(), DayPart::Morning)));
    }

    #[test]
    fn what_can_wait_waits_until_morning() {
        let says = |text| out_of_quiet_hours(&at(text)).to_zoned(at(text).time_zone().clone());
        for (now, then) in [
            ("2026-11-23T08:00", "2026-11-23T08:00"),
            ("2026-11-23T20:59", "2026-11-23T20:59"),
            ("2026-11-23T21:00", "2026-11-24T08:00"),
            ("2026-11-24T03:00", "2026-11-24T08:00"),
        ] {
            assert_eq!(says(now), at(then), "{now}");
        }
    }

    #[test]
    fn a_crew_for_tomorrow_is_booked_before_eight() {
        let eight = time(20, 0, 0, 0);
        let first = |text| open_work_days(&at(text), eight, 1).first().map(|w| w.on.to_string());
        assert_eq!(first("2026-11-23T19:59"), Some("2026-11-24".into()));
        assert_eq!(first("2026-11-23T20:00"), Some("2026-11-25".into()));
    }
}
