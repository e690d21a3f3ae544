//! From a day to another, both included, in the business's time zone.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use realserv_adapters::postgres::reports::Span;
use utoipa::IntoParams;

use crate::api::input::Fields;

/// More than a year and a month is a question for the database's own tools.
const MOST_DAYS: i32 = 400;

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `Range`")]
pub(super) struct RangeParameters {
    /// The first day, in the business's time zone.
    #[param(example = "2026-11-01", format = Date)]
    from: String,
    /// The last day, 400 days at the most from the first.
    #[param(example = "2026-11-30", format = Date)]
    to: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub from: Date,
    pub to: Date,
}

impl Range {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let from = fields.need("from", |given| given.day().map(Some));
        let to = fields.need("to", |given| given.day().map(Some));
        let range = Self { from: from.unwrap_or_default(), to: to.unwrap_or_default() };
        if from.is_some() && to.is_some() {
            match range.days() {
                days if days < 1 => fields.refuse("to", "must not lie before from"),
                days if days > MOST_DAYS => {
                    fields.refuse("to", format!("must be at most {MOST_DAYS} days from from"));
                }
                _ => {}
            }
        }
        range
    }

    fn days(self) -> i32 {
        self.from.until(self.to).map_or(i32::MAX, |span| span.get_days().saturating_add(1))
    }

    pub(super) fn span(self, zone: &TimeZone) -> Span<'_> {
        let begins = |day: Date| {
            day.to_zoned(zone.clone())
                .map_or(Timestamp::UNIX_EPOCH, |midnight| midnight.timestamp())
        };
        let after = self.to.checked_add(1.day()).unwrap_or(self.to);
        let name = zone.iana_name().unwrap_or("Asia/Kolkata");
        Span { from: begins(self.from), before: begins(after), zone: name }
    }
}

/// By what a report is summed up, of those words that it knows.
pub(super) fn by(fields: &mut Fields, known: &[&'static str]) -> Option<&'static str> {
    fields.take("by", |given| {
        let word = given.text(1, 20)?;
        let found = known.iter().find(|by| **by == word).copied();
        found.ok_or_else(|| format!("must be one of {}", known.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_here() {
        let zone = TimeZone::get("Asia/Kolkata").unwrap();
        let day = Date::constant(2026, 11, 23);
        let range = Range { from: day, to: day };
        let span = range.span(&zone);
        assert_eq!(span.from.to_string(), "2026-11-22T18:30:00Z");
        assert_eq!(span.before.to_string(), "2026-11-23T18:30:00Z");
        assert_eq!(span.zone, "Asia/Kolkata");
        assert_eq!(range.days(), 1);
        assert_eq!(Range { from: day, to: Date::constant(2027, 12, 27) }.days(), 400);
    }
}
