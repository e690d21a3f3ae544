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

/// Slots that can still be promised, soonest first: today's, and those of so many days after it.
#[must_use]
pub fn open_slots(now: &Zoned, days_ahead: u32, count: usize) -> Vec<Slot> {
    let today = now.date();
    (0..=i64::from(days_ahead))
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

/// So long before an afternoon a contractor can still find people for it, and they the way.
const CREW_COMES_WITHIN_HOURS: i64 = 3;

/// Shifts that a crew can still be booked for: this afternoon, all from tomorrow, and those of tomorrow until crews are
/// called.
#[must_use]
pub fn open_work_days(now: &Zoned, called_by: Time, count: usize) -> Vec<WorkDay> {
    let today = now.date();
    let first = if now.time() < called_by { 1 } else { 2 };
    let later = (first..first + 14_i64)
        .filter_map(|days| today.checked_add(days.days()).ok())
        .flat_map(|on| Shift::ALL.map(|shift| WorkDay { on, shift }));
    let afternoon = WorkDay { on: today, shift: Shift::HalfAfternoon };
    let closes = afternoon.shift.begins().saturating_sub(CREW_COMES_WITHIN_HOURS.hours());
    let this_afternoon = (now.time() <= closes).then_some(afternoon);
    this_afternoon.into_iter().chain(later).take(count).collect()
}

/// When nobody's phone rings for what can wait: from an hour of the evening to one of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    pub from: Time,
    pub until: Time,
}

impl Default for QuietHours {
    fn default() -> Self {
        Self { from: time(21, 0, 0, 0), until: time(8, 0, 0, 0) }
    }
}

impl QuietHours {
    /// Of the office's full hours.
    #[must_use]
    pub fn of(from_hour: u8, until_hour: u8) -> Self {
        let usual = Self::default();
        let hour = |hour: u8| Time::new(i8::try_from(hour).ok()?, 0, 0, 0).ok();
        Self {
            from: hour(from_hour).unwrap_or(usual.from),
            until: hour(until_hour).unwrap_or(usual.until),
        }
    }

    /// The same for who is at work from then on: a yard that opens at seven is awake.
    #[must_use]
    pub fn for_one_who_opens(self, opens: Time) -> Self {
        /// Whatever hours a yard has: before that it is night.
        const DAWN: Time = time(6, 0, 0, 0);
        Self { until: self.until.min(opens.max(DAWN)), ..self }
    }

    /// This moment, or when it is quiet then, the end of the quiet hours.
    #[must_use]
    pub fn after(self, moment: &Zoned) -> Timestamp {
        let (day, clock) = (moment.date(), moment.time());
        if clock < self.until {
            return instant(moment, day, self.until);
        }
        match day.tomorrow() {
            Ok(tomorrow) if clock >= self.from => instant(moment, tomorrow, self.until),
            Ok(_) | Err(_) => moment.timestamp(),
        }
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
        let first = |text| open_slots(&at(text), 6, 1).first().map(|s| (s.on.to_string(), s.part));
        let today = |part| Some(("2026-11-23".to_owned(), part));
        assert_eq!(first("2026-11-23T09:00"), today(DayPart::Morning));
        assert_eq!(first("2026-11-23T10:30"), today(DayPart::Afternoon));
        assert_eq!(first("2026-11-23T16:59"), today(DayPart::Evening));
        assert_eq!(first("2026-11-23T17:30"), Some(("2026-11-24".into(), DayPart::Morning)));
    }

    #[test]
    fn slots_reach_as_far_as_orders_are_taken_over_the_ends_of_months_and_years() {
        let last =
            |text, days| open_slots(&at(text), days, usize::MAX).last().map(|s| s.on.to_string());
        assert_eq!(last("2026-12-15T09:00", 30), Some("2027-01-14".into()));
        assert_eq!(last("2027-01-31T18:00", 30), Some("2027-03-02".into()));
        assert_eq!(last("2026-11-23T18:00", 0), None, "today is over");
    }

    #[test]
    fn what_can_wait_waits_until_morning() {
        let says =
            |quiet: QuietHours, text| quiet.after(&at(text)).to_zoned(at(text).time_zone().clone());
        let usual = QuietHours::default();
        for (quiet, now, then) in [
            (usual, "2026-11-23T08:00", "2026-11-23T08:00"),
            (usual, "2026-11-23T20:59", "2026-11-23T20:59"),
            (usual, "2026-11-23T21:00", "2026-11-24T08:00"),
            (usual, "2026-11-24T03:00", "2026-11-24T08:00"),
            (QuietHours::of(20, 9), "2026-11-23T20:00", "2026-11-24T09:00"),
            (QuietHours::of(20, 9), "2026-11-23T08:59", "2026-11-23T09:00"),
            (usual.for_one_who_opens(time(7, 0, 0, 0)), "2026-11-23T07:00", "2026-11-23T07:00"),
            (usual.for_one_who_opens(time(9, 0, 0, 0)), "2026-11-23T08:30", "2026-11-23T08:30"),
            (usual.for_one_who_opens(Time::midnight()), "2026-11-23T02:00", "2026-11-23T06:00"),
        ] {
            assert_eq!(says(quiet, now), at(then), "{now}");
        }
    }

    #[test]
    fn a_crew_for_tomorrow_is_booked_before_eight() {
        let eight = time(20, 0, 0, 0);
        let first = |text| open_work_days(&at(text), eight, 1).first().map(|w| w.on.to_string());
        assert_eq!(first("2026-11-23T19:59"), Some("2026-11-24".into()));
        assert_eq!(first("2026-11-23T20:00"), Some("2026-11-25".into()));
    }

    #[test]
    fn of_today_only_the_afternoon_is_booked_and_until_ten() {
        let eight = time(20, 0, 0, 0);
        let first = |text| open_work_days(&at(text), eight, 1);
        let on = at("2026-11-23T00:00").date();
        let afternoon = vec![WorkDay { on, shift: Shift::HalfAfternoon }];
        assert_eq!(first("2026-11-23T00:01"), afternoon);
        assert_eq!(first("2026-11-23T10:00"), afternoon);
        let tomorrow = vec![WorkDay { on: at("2026-11-24T00:00").date(), shift: Shift::Full }];
        assert_eq!(first("2026-11-23T10:01"), tomorrow);
    }
}
