//! Cycles are weeks: they end at midnight before the office's day (`settlement_weekday`), and are paid on the first working
//! day from then on. Bank holidays are not known here; UPI, IMPS and RTGS do not keep them.

use jiff::civil::{Date, Time, Weekday, time};
use jiff::{Timestamp, ToSpan, Zoned};

use crate::time::instant;

/// After the night's report (`crate::books`), when people begin to look at their phones.
const SETTLES_AT: Time = time(7, 0, 0, 0);

/// The next time of the day at which cycles may end.
#[must_use]
pub fn next_cycle(now: &Zoned) -> Timestamp {
    let today = instant(now, now.date(), SETTLES_AT);
    if now.timestamp() < today {
        return today;
    }
    let tomorrow = now.date().checked_add(1.day()).unwrap_or_else(|_| now.date());
    instant(now, tomorrow, SETTLES_AT)
}

/// Whether cycles end on this day; 1 is Monday.
#[must_use]
pub fn is_cycle_day(day: Date, weekday: u8) -> bool {
    day.weekday().to_monday_one_offset() == i8::try_from(weekday).unwrap_or(1)
}

/// Rows before this moment are in a cycle that ends on this day.
#[must_use]
pub fn cut(now: &Zoned, before: Date) -> Timestamp {
    instant(now, before, Time::midnight())
}

/// When what is settled now may leave: at once on a working day, else on the next.
#[must_use]
pub fn pay_day(now: &Zoned) -> Timestamp {
    let mut day = now.date();
    if is_working(day) {
        return now.timestamp();
    }
    while !is_working(day) {
        let Ok(next) = day.checked_add(1.day()) else { return now.timestamp() };
        day = next;
    }
    instant(now, day, SETTLES_AT)
}

fn is_working(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        format!("{text}[Asia/Kolkata]").parse().unwrap()
    }

    #[test]
    fn a_cycle_ends_on_the_offices_day_and_is_paid_on_a_working_one() {
        let (monday, saturday) = (at("2026-11-30T07:00"), at("2026-11-28T07:00"));
        assert!(is_cycle_day(monday.date(), 1) && is_cycle_day(saturday.date(), 6));
        assert_eq!(pay_day(&monday), monday.timestamp());
        assert_eq!(pay_day(&saturday), monday.timestamp());
        assert_eq!(cut(&monday, monday.date()), at("2026-11-30T00:00").timestamp());
    }

    #[test]
    fn the_next_look_is_this_morning_or_tomorrows() {
        let seven = at("2026-11-30T07:00").timestamp();
        assert_eq!(next_cycle(&at("2026-11-30T06:59")), seven);
        assert_eq!(next_cycle(&at("2026-11-29T07:00")), seven);
    }
}
