//! Who has worked, and for how much: the days of a contractor's crews, for the sheet that he pays his people by.
//!
//! People are counted as they came: who was missing at the gate is on no line any more (`short`).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{Order, PartStep};
use crate::ids::{OrderNumber, VendorId};
use crate::language::Name;
use crate::money::Paise;
use crate::quantity::Quantity;
use crate::time::Shift;

/// People of one trade on one day at one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkLine {
    pub on: Date,
    pub number: OrderNumber,
    pub locality: Name,
    pub trade: Name,
    pub people: Quantity,
    pub shift: Shift,
    /// For each of them, for that shift.
    pub rate_paise: Paise,
    pub total_paise: Paise,
}

impl WorkLine {
    /// Four people for half a day have worked two days.
    #[must_use]
    pub fn days(&self) -> Quantity {
        let half = if self.shift.is_half() { 2 } else { 1 };
        Quantity::from_milli(self.people.milli() / half)
    }
}

/// A trade in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TradeDays {
    pub trade: Name,
    pub days: Quantity,
    pub total_paise: Paise,
}

/// A week of a contractor, Monday to Sunday, in the order in which his people worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WageSheet {
    pub from: Date,
    pub to: Date,
    pub lines: Vec<WorkLine>,
}

impl WageSheet {
    /// Of orders that this vendor's crews have worked for, what of them was in the week that ends on this day.
    #[must_use]
    pub fn of(vendor: VendorId, to: Date, orders: &[Order]) -> Self {
        let from = to.saturating_sub(6.days());
        let mut lines: Vec<WorkLine> =
            orders.iter().flat_map(|order| order.worked(vendor)).collect();
        lines.retain(|line| (from..=to).contains(&line.on));
        lines.sort_by(|a, b| (a.on, &a.number).cmp(&(b.on, &b.number)));
        Self { from, to, lines }
    }

    /// Each trade once, in the order in which it first worked.
    #[must_use]
    pub fn by_trade(&self) -> Vec<TradeDays> {
        let mut trades: Vec<TradeDays> = Vec::new();
        for line in &self.lines {
            match trades.iter_mut().find(|known| known.trade == line.trade) {
                Some(known) => {
                    known.days = known.days.plus(line.days());
                    known.total_paise += line.total_paise;
                }
                None => trades.push(TradeDays {
                    trade: line.trade.clone(),
                    days: line.days(),
                    total_paise: line.total_paise,
                }),
            }
        }
        trades
    }

    #[must_use]
    pub fn total(&self) -> Paise {
        self.lines.iter().map(|line| line.total_paise).sum()
    }
}

/// The Sunday of this day's week.
#[must_use]
pub fn week_end(day: Date) -> Date {
    let left = i64::from(day.weekday().until(Weekday::Sunday));
    day.saturating_add(left.days())
}

impl Order {
    /// What a vendor's crews have done for it.
    #[must_use]
    pub fn worked(&self, vendor: VendorId) -> Vec<WorkLine> {
        let done = self.parts.iter().filter(|part| {
            part.step() == PartStep::Delivered && part.is_of(vendor) && part.is_labour()
        });
        done.filter_map(|part| Some((part, self.schedule_of(part).work?)))
            .flat_map(|(part, work)| {
                part.share.lines.iter().map(move |line| WorkLine {
                    on: work.on,
                    number: self.number.clone(),
                    locality: self.site.locality.clone(),
                    trade: line.name.clone(),
                    people: line.quantity,
                    shift: work.shift,
                    rate_paise: line.price_paise,
                    total_paise: line.total_paise,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(on: Date, trade: &str, people: u32, shift: Shift) -> WorkLine {
        let rate = if shift.is_half() { 550 } else { 1_100 };
        WorkLine {
            on,
            number: "RS7K3M9QX".parse().unwrap(),
            locality: Name::same("Miyapur"),
            trade: Name::same(trade),
            people: Quantity::whole(people),
            shift,
            rate_paise: Paise::rupees(rate),
            total_paise: Paise::rupees(rate * i64::from(people)),
        }
    }

    #[test]
    fn a_week_ends_on_its_sunday() {
        for (day, sunday) in [(23, 29), (28, 29), (29, 29), (30, 36)] {
            let wanted = date(2026, 11, 1).saturating_add((sunday - 1).days());
            assert_eq!(week_end(date(2026, 11, day)), wanted, "{day}");
        }
    }

    #[test]
    fn half_days_count_half_and_a_trade_is_one_line() {
        let (monday, tuesday) = (date(2026, 11, 23), date(2026, 11, 24));
        let sheet = WageSheet {
            from: monday,
            to: date(2026, 11, 29),
            lines: vec![
                line(monday, "Mason", 5, Shift::Full),
                line(monday, "Helper", 3, Shift::HalfMorning),
                line(tuesday, "Mason", 1, Shift::HalfAfternoon),
            ],
        };
        let days: Vec<_> = sheet
            .by_trade()
            .into_iter()
            .map(|one| (one.trade.en, one.days.milli(), one.total_paise))
            .collect();
        let wanted = [
            ("Mason".to_owned(), 5_500, Paise::rupees(6_050)),
            ("Helper".to_owned(), 1_500, Paise::rupees(1_650)),
        ];
        assert_eq!(days, wanted);
        assert_eq!(sheet.total(), Paise::rupees(7_700));
    }
}
