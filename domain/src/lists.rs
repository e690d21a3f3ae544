//! Lists that a buyer keeps: what was in a cart, under a name, and when it comes round again.
//!
//! A list knows things and amounts, never prices, as a cart does. That it comes round means that its buyer is asked; nothing is
//! ever ordered by itself.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday, time};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::quantity::UnknownWord;
use crate::time::instant;

/// More would be three screens of a phone.
pub const MOST_LISTS: usize = 20;

/// What the title of a row can hold (Meta's limit).
pub const MOST_OF_A_NAME: usize = 24;

/// After so many questions in a row without an answer nobody is asked any more: somebody has finished building.
pub const MOST_UNANSWERED: u8 = 3;

/// When a buyer is asked about the day after: work on a site ends, no quiet hours can have begun, and a crew for tomorrow can
/// still be called.
pub const ASKED_AT: Time = time(17, 0, 0, 0);

/// What a list is called, as its person wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ListName(String);

impl ListName {
    /// One line without WhatsApp's marks; none where it says nothing, or too much for a row.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .filter(|c| !matches!(c, '*' | '_' | '~' | '`' | '"' | '“' | '”'))
            .collect();
        let name = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = name.chars().any(char::is_alphanumeric);
        (says && name.chars().count() <= MOST_OF_A_NAME).then_some(Self(name))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two names with the same key are one: capitals do not matter.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// How often a list comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Every {
    /// On this day of each week.
    Week(Weekday),
    /// So many days after the last time.
    Days(u16),
    /// On this day of each month; on the last one of a month that is shorter.
    Month(i8),
}

/// Nobody plans deliveries further apart by days.
const MOST_DAYS: u16 = 365;

impl Every {
    /// The first day of it after that one.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        let next = match self {
            Self::Week(weekday) => day.nth_weekday(1, weekday),
            Self::Days(days) => day.checked_add(i64::from(days).days()),
            Self::Month(of_month) => {
                let this = in_month(day, of_month);
                let next = day.first_of_month().checked_add(1.month());
                if this > day { Ok(this) } else { next.map(|next| in_month(next, of_month)) }
            }
        };
        next.unwrap_or(Date::MAX)
    }
}

fn in_month(of: Date, day: i8) -> Date {
    let last = of.last_of_month();
    Date::new(of.year(), of.month(), day).unwrap_or(last)
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(day) => write!(f, "week.{}", day.to_monday_one_offset()),
            Self::Days(days) => write!(f, "days.{days}"),
            Self::Month(day) => write!(f, "month.{day}"),
        }
    }
}

impl FromStr for Every {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let every = word.split_once('.').and_then(|(kind, number)| match kind {
            "week" => Weekday::from_monday_one_offset(number.parse().ok()?).ok().map(Self::Week),
            "days" => number.parse().ok().filter(|n| (1..=MOST_DAYS).contains(n)).map(Self::Days),
            "month" => number.parse().ok().filter(|n| (1..=31).contains(n)).map(Self::Month),
            _ => None,
        });
        every.ok_or_else(|| UnknownWord { what: "how often", word: word.to_owned() })
    }
}

impl TryFrom<String> for Every {
    type Error = UnknownWord;

    fn try_from(word: String) -> Result<Self, UnknownWord> {
        word.parse()
    }
}

impl From<Every> for String {
    fn from(every: Every) -> Self {
        every.to_string()
    }
}

/// That a list comes round, and how far that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    pub every: Every,
    /// The next day that its buyer is asked about.
    pub next_on: Date,
    /// The day of the question that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Date>,
    /// How many questions in a row have had no answer, with the open one.
    #[serde(default)]
    pub unanswered: u8,
}

/// What becomes of a repeat when its time has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// Its buyer is asked about that day.
    Asks { on: Date, then: Repeat },
    /// Nobody is asked: the day has begun while no program ran, or its buyer wants no messages.
    Passes { then: Repeat },
    /// Nobody has answered for too long.
    Ends,
}

impl Repeat {
    /// From the next day on of which its buyer can still be asked the evening before.
    #[must_use]
    pub fn new(every: Every, now: &Zoned) -> Self {
        let first = every.after(now.date());
        let next_on =
            if asked_at(first, now) > now.timestamp() { first } else { every.after(first) };
        Self { every, next_on, asked_on: None, unanswered: 0 }
    }

    /// When it is to be looked at: on the evening before its next day; after the last unanswered question when the day of that
    /// one is over.
    #[must_use]
    pub fn rings_at(&self, now: &Zoned) -> Timestamp {
        match self.asked_on {
            Some(asked) if self.unanswered >= MOST_UNANSWERED => instant(now, asked, ASKED_AT),
            Some(_) | None => asked_at(self.next_on, now),
        }
    }

    #[must_use]
    pub fn rung(self, wants_to_hear: bool, now: &Zoned) -> Rung {
        let on = self.next_on;
        if self.unanswered >= MOST_UNANSWERED {
            return Rung::Ends;
        }
        let then = Self { next_on: self.every.after(on), ..self };
        if !wants_to_hear || on <= now.date() {
            return Rung::Passes { then: then.ahead_of(now) };
        }
        let unanswered = self.unanswered + 1;
        Rung::Asks { on, then: Self { asked_on: Some(on), unanswered, ..then } }
    }

    /// Its buyer has said yes or no to what was asked.
    #[must_use]
    pub fn answered(self) -> Self {
        Self { asked_on: None, unanswered: 0, ..self }
    }

    /// Days that went by while no program ran are not asked about one after the other.
    fn ahead_of(mut self, now: &Zoned) -> Self {
        while self.next_on <= now.date() && self.next_on < Date::MAX {
            self.next_on = self.every.after(self.next_on);
        }
        self
    }
}

fn asked_at(on: Date, now: &Zoned) -> Timestamp {
    instant(now, on.yesterday().unwrap_or(on), ASKED_AT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Zoned {
        format!("{text}[Asia/Kolkata]").parse().unwrap()
    }

    fn days(every: &str, from: &str) -> Vec<String> {
        let every: Every = every.parse().unwrap();
        let mut day: Date = from.parse().unwrap();
        let mut next = || {
            day = every.after(day);
            day.to_string()
        };
        (0..4).map(|_| next()).collect()
    }

    #[test]
    fn a_list_comes_round_over_the_ends_of_months_and_years() {
        let of = |days: [&str; 4]| days.map(str::to_owned).to_vec();
        // The 23rd of November 2026 is a Monday.
        let mondays = of(["2026-12-21", "2026-12-28", "2027-01-04", "2027-01-11"]);
        assert_eq!(days("week.1", "2026-12-15"), mondays);
        assert_eq!(days("week.1", "2026-12-14"), mondays, "not the same day again");
        let fortnights = of(["2026-12-29", "2027-01-12", "2027-01-26", "2027-02-09"]);
        assert_eq!(days("days.14", "2026-12-15"), fortnights);
        let last = of(["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]);
        assert_eq!(days("month.31", "2026-11-30"), last, "the day comes back after February");
        let leap = of(["2028-02-29", "2028-03-30", "2028-04-30", "2028-05-30"]);
        assert_eq!(days("month.30", "2028-01-30"), leap);
        assert_eq!(
            days("month.5", "2026-12-04")[..2],
            of(["2026-12-05", "2027-01-05", "", ""])[..2]
        );
    }

    #[test]
    fn how_often_is_written_as_it_is_read() {
        for word in ["week.1", "week.7", "days.10", "month.31"] {
            assert_eq!(word.parse::<Every>().unwrap().to_string(), word);
        }
        for word in ["week.8", "week", "days.0", "days.366", "month.32", "month.0", "year.1", ""] {
            assert!(word.parse::<Every>().is_err(), "{word}");
        }
    }

    #[test]
    fn the_first_day_is_one_that_can_be_asked_about() {
        let tuesdays = Every::Week(Weekday::Tuesday);
        let first = |text| Repeat::new(tuesdays, &at(text)).next_on.to_string();
        assert_eq!(first("2026-11-23T16:59"), "2026-11-24");
        assert_eq!(first("2026-11-23T17:00"), "2026-12-01", "the evening has begun");
        let repeat = Repeat::new(tuesdays, &at("2026-11-23T09:00"));
        assert_eq!(repeat.rings_at(&at("2026-11-23T09:00")), at("2026-11-23T17:00").timestamp());
    }

    #[test]
    fn three_questions_without_an_answer_are_the_last() {
        let mut repeat = Repeat::new(Every::Week(Weekday::Monday), &at("2026-11-23T09:00"));
        let mut asked = Vec::new();
        let mut now = at("2026-11-23T09:00");
        loop {
            now = repeat.rings_at(&now).to_zoned(now.time_zone().clone());
            match repeat.rung(true, &now) {
                Rung::Asks { on, then } => {
                    asked.push(format!("{} {on}", now.date()));
                    repeat = then;
                }
                Rung::Ends => break,
                Rung::Passes { .. } => panic!("nobody was late"),
            }
        }
        assert_eq!(
            asked,
            ["2026-11-29 2026-11-30", "2026-12-06 2026-12-07", "2026-12-13 2026-12-14"]
        );
        assert_eq!(now.date().to_string(), "2026-12-14", "when the last day is over");
    }

    #[test]
    fn an_answer_begins_the_count_anew() {
        let now = at("2026-11-23T09:00");
        let repeat = Repeat { unanswered: 2, ..Repeat::new(Every::Days(1), &now) };
        let Rung::Asks { then, .. } = repeat.rung(true, &now) else { panic!() };
        let answered = then.answered();
        assert_eq!((answered.unanswered, answered.asked_on), (0, None));
        assert_eq!(answered.rings_at(&now), asked_at(answered.next_on, &now));
    }

    #[test]
    fn days_that_went_by_are_passed_over_and_who_wants_no_messages_is_not_counted() {
        let repeat = Repeat::new(Every::Week(Weekday::Monday), &at("2026-11-23T09:00"));
        // No program ran for more than a week.
        let now = at("2026-12-08T10:00");
        let Rung::Passes { then } = repeat.rung(true, &now) else { panic!() };
        assert_eq!((then.next_on.to_string(), then.unanswered), ("2026-12-14".to_owned(), 0));
        let evening = at("2026-11-29T17:00");
        let Rung::Passes { then } = repeat.rung(false, &evening) else { panic!() };
        assert_eq!((then.next_on.to_string(), then.unanswered), ("2026-12-07".to_owned(), 0));
    }

    #[test]
    fn a_name_is_one_line_that_says_something() {
        let read = |text: &str| ListName::read(text).map(|name| name.as_str().to_owned());
        assert_eq!(read("  Plinth\n*work* "), Some("Plinth work".into()));
        assert_eq!(read("మొదటి అంతస్తు"), Some("మొదటి అంతస్తు".into()));
        assert_eq!(read("\"slab\" 2"), Some("slab 2".into()));
        for nothing in ["", "   ", "🙏🙏", "?!", &"a".repeat(25)] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
        assert_eq!(
            ListName::read("PLINTH").unwrap().key(),
            ListName::read("plinth").unwrap().key()
        );
    }
}
