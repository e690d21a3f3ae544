//! The nightly comparison of Razorpay's settlement report with the ledger, and what is posted of it.
//!
//! A timer that sets its successor asks for the report of each day that is over and not done; it comes page by page, and is
//! compared when it is whole. What was settled is posted once for each settlement; what the two do not agree about is kept
//! until the office has closed it. A day whose report is refused is asked for again every hour until the next night, which
//! asks for it anyway: so each day is asked for by one timer, however long it is refused.

use jiff::civil::{Date, Time, Weekday};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use crate::ids::OrderId;
use crate::ledger::{Account, Posting};
use crate::money::Paise;
use crate::payments::ProviderId;
use crate::settlements::{is_cycle_day, next_cycle};
use crate::time::instant;

/// Razorpay settles in the day; by then the report of yesterday is whole.
const NIGHTLY: Time = jiff::civil::time(6, 30, 0, 0);

const AGAIN_MINUTES: i64 = 60;

/// What is older was looked at by somebody, or never will be.
pub const MOST_DAYS_BACK: i32 = 35;

/// Rows of one page; the most that Razorpay gives (razorpay.md 8).
pub const PAGE: usize = 1000;

/// Settled after two working days, missed after one more (razorpay.md 8): so what came before the day that lies two working
/// days back.
const WORKING_DAYS: u8 = 2;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum BooksEvent {
    Due {
        timer: BooksTimer,
    },
    /// A page of a day's report. A full one is not the last.
    ReportSeen {
        day: Date,
        skip: usize,
        rows: Vec<ReportRow>,
    },
    /// Razorpay does not give it.
    ReportRefused {
        day: Date,
        detail: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "timer")]
pub enum BooksTimer {
    Nightly,
    /// Each morning: whether vendors' cycles end (`crate::settlements`).
    Cycles,
    Again {
        day: Date,
    },
}

/// What a row of the report is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    Payment,
    Refund,
    /// What a chargeback moved, above all.
    Adjustment,
    /// Of which we make none.
    Other(String),
}

impl RowKind {
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Payment => "payment",
            Self::Refund => "refund",
            Self::Adjustment => "adjustment",
            Self::Other(word) => word,
        }
    }

    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "payment" => Self::Payment,
            "refund" => Self::Refund,
            "adjustment" => Self::Adjustment,
            other => Self::Other(other.to_owned()),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub kind: RowKind,
    pub entity: ProviderId,
    pub settlement: ProviderId,
    pub utr: String,
    pub amount_paise: Paise,
    pub credit_paise: Paise,
    pub debit_paise: Paise,
    /// Its GST included.
    pub fee_paise: Paise,
    pub tax_paise: Paise,
    /// Of an adjustment: the chargeback.
    pub dispute: Option<ProviderId>,
}

/// The same as our ledger has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub kind: RowKind,
    /// Of an adjustment the chargeback's.
    pub entity: ProviderId,
    pub order: OrderId,
    pub amount_paise: Paise,
    pub fee_paise: Paise,
    pub tax_paise: Paise,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Razorpay has it and we do not.
    MissingHere,
    /// We have it and Razorpay has not settled it.
    MissingThere,
    AmountDiffers,
    FeeDiffers,
    TaxDiffers,
}

impl DifferenceKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MissingHere => "missing_here",
            Self::MissingThere => "missing_there",
            Self::AmountDiffers => "amount_differs",
            Self::FeeDiffers => "fee_differs",
            Self::TaxDiffers => "tax_differs",
        }
    }
}

/// What the two do not agree about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub kind: DifferenceKind,
    pub entity: ProviderId,
    pub order: Option<OrderId>,
    pub ours_paise: Option<Paise>,
    pub theirs_paise: Option<Paise>,
}

/// What Razorpay has paid to our bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    pub id: ProviderId,
    pub utr: String,
    pub amount_paise: Paise,
}

/// What is to be done, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "effect")]
pub enum BooksEffect {
    AskReport {
        day: Date,
        skip: usize,
    },
    SetTimer {
        timer: BooksTimer,
        at: Timestamp,
    },
    KeepRows {
        day: Date,
        rows: Vec<ReportRow>,
    },
    /// The report is whole: lay it beside the ledger.
    Compare {
        day: Date,
    },
    DayFailed {
        day: Date,
    },
    /// Vendors' cycles end before this day.
    EndCycles {
        before: Date,
    },
}

/// What follows. `undone` are the days that are over and not done, oldest first.
#[must_use]
pub fn step(
    event: BooksEvent,
    now: &Zoned,
    undone: &[Date],
    settlement_weekday: u8,
) -> Vec<BooksEffect> {
    match event {
        BooksEvent::Due { timer: BooksTimer::Cycles } => {
            let timer = BooksTimer::Cycles;
            let next = BooksEffect::SetTimer { timer, at: next_cycle(now) };
            let before = now.date();
            let ends = is_cycle_day(before, settlement_weekday);
            let ends = ends.then_some(BooksEffect::EndCycles { before });
            [next].into_iter().chain(ends).collect()
        }
        BooksEvent::Due { timer: BooksTimer::Nightly } => {
            let timer = BooksTimer::Nightly;
            let next = BooksEffect::SetTimer { timer, at: next_night(now) };
            let asks = undone.iter().map(|day| BooksEffect::AskReport { day: *day, skip: 0 });
            [next].into_iter().chain(asks).collect()
        }
        BooksEvent::Due { timer: BooksTimer::Again { day } } => {
            let wanted = undone.contains(&day);
            wanted.then_some(BooksEffect::AskReport { day, skip: 0 }).into_iter().collect()
        }
        BooksEvent::ReportSeen { day, skip, rows } => {
            let (count, next) = (rows.len(), skip + rows.len());
            let keep = BooksEffect::KeepRows { day, rows };
            let then = if count < PAGE {
                BooksEffect::Compare { day }
            } else {
                BooksEffect::AskReport { day, skip: next }
            };
            vec![keep, then]
        }
        BooksEvent::ReportRefused { day, detail: _ } => {
            let at = now.timestamp();
            let at = at.checked_add(AGAIN_MINUTES.minutes()).unwrap_or(at);
            let again = BooksEffect::SetTimer { timer: BooksTimer::Again { day }, at };
            let before_the_night = (at < next_night(now)).then_some(again);
            [BooksEffect::DayFailed { day }].into_iter().chain(before_the_night).collect()
        }
    }
}

/// The next time of the day at which reports are asked for.
#[must_use]
pub fn next_night(now: &Zoned) -> Timestamp {
    let today = instant(now, now.date(), NIGHTLY);
    if now.timestamp() < today {
        return today;
    }
    let tomorrow = now.date().checked_add(1.day()).unwrap_or_else(|_| now.date());
    instant(now, tomorrow, NIGHTLY)
}

/// A payment that came before this day should be in the report of `day` or an earlier one. Holidays are not known here: a
/// long weekend brings a difference that closes itself.
#[must_use]
pub fn overdue_before(day: Date) -> Date {
    let (mut at, mut working) = (day, 0);
    while working < WORKING_DAYS {
        let Ok(before) = at.checked_sub(1.day()) else { return at };
        at = before;
        if !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday) {
            working += 1;
        }
    }
    at
}

/// Row by row, and what should have come by now.
#[must_use]
pub fn compare(report: &[ReportRow], ours: &[Known], overdue: &[Known]) -> Vec<Difference> {
    let missing = overdue.iter().map(|known| Difference {
        kind: DifferenceKind::MissingThere,
        entity: known.entity.clone(),
        order: Some(known.order),
        ours_paise: Some(known.amount_paise),
        theirs_paise: None,
    });
    report.iter().flat_map(|row| differences(row, ours)).chain(missing).collect()
}

fn differences(row: &ReportRow, ours: &[Known]) -> Vec<Difference> {
    let named = if row.kind == RowKind::Adjustment { row.dispute.as_ref() } else { None };
    let entity = named.unwrap_or(&row.entity);
    let known = ours.iter().find(|known| known.kind == row.kind && known.entity == *entity);
    let Some(known) = known else {
        return vec![Difference {
            kind: DifferenceKind::MissingHere,
            entity: row.entity.clone(),
            order: None,
            ours_paise: None,
            theirs_paise: Some(row.amount_paise),
        }];
    };
    let pairs = [
        (DifferenceKind::AmountDiffers, known.amount_paise, row.amount_paise),
        (DifferenceKind::FeeDiffers, known.fee_paise, row.fee_paise),
        (DifferenceKind::TaxDiffers, known.tax_paise, row.tax_paise),
    ];
    let off = pairs.into_iter().filter(|(_, ours, theirs)| ours != theirs);
    off.map(|(kind, ours, theirs)| Difference {
        kind,
        entity: row.entity.clone(),
        order: Some(known.order),
        ours_paise: Some(ours),
        theirs_paise: Some(theirs),
    })
    .collect()
}

/// The settlements of a report, each with what its rows come to.
#[must_use]
pub fn settlements(report: &[ReportRow]) -> Vec<Settlement> {
    let mut found: Vec<Settlement> = Vec::new();
    for row in report {
        let paise = row.credit_paise - row.debit_paise;
        match found.iter_mut().find(|one| one.id == row.settlement) {
            Some(one) => one.amount_paise += paise,
            None => found.push(Settlement {
                id: row.settlement.clone(),
                utr: row.utr.clone(),
                amount_paise: paise,
            }),
        }
    }
    found
}

/// Razorpay has paid it to our bank.
#[must_use]
pub fn settled(settlement: &Settlement) -> Posting {
    let entries = [(Account::Bank, settlement.amount_paise)];
    let cause = format!("settled:{}", settlement.id.0);
    Posting::balanced_by(None, cause, entries, Account::Razorpay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn at(text: &str) -> Zoned {
        format!("{text}[Asia/Kolkata]").parse().unwrap()
    }

    fn row(entity: &str, amount: i64) -> ReportRow {
        ReportRow {
            kind: RowKind::Payment,
            entity: ProviderId(entity.into()),
            settlement: ProviderId("setl_1".into()),
            utr: "1567".into(),
            amount_paise: Paise::new(amount),
            credit_paise: Paise::new(amount - 236),
            debit_paise: Paise::ZERO,
            fee_paise: Paise::new(236),
            tax_paise: Paise::new(36),
            dispute: None,
        }
    }

    fn known(entity: &str, amount: i64) -> Known {
        Known {
            kind: RowKind::Payment,
            entity: ProviderId(entity.into()),
            order: OrderId(Uuid::from_u128(1)),
            amount_paise: Paise::new(amount),
            fee_paise: Paise::new(236),
            tax_paise: Paise::new(36),
        }
    }

    #[test]
    fn each_night_sets_the_next_and_asks_for_what_is_not_done() {
        let night = BooksEvent::Due { timer: BooksTimer::Nightly };
        let days = [date(2026, 11, 21), date(2026, 11, 22)];
        let effects = step(night, &at("2026-11-23T06:30"), &days, 1);
        let next = at("2026-11-24T06:30").timestamp();
        assert_eq!(
            effects,
            [
                BooksEffect::SetTimer { timer: BooksTimer::Nightly, at: next },
                BooksEffect::AskReport { day: days[0], skip: 0 },
                BooksEffect::AskReport { day: days[1], skip: 0 },
            ]
        );
        assert_eq!(next_night(&at("2026-11-23T02:00")), at("2026-11-23T06:30").timestamp());
    }

    #[test]
    fn each_morning_sets_the_next_and_ends_cycles_on_the_offices_day() {
        let due = BooksEvent::Due { timer: BooksTimer::Cycles };
        let monday = at("2026-11-23T07:00");
        let next = at("2026-11-24T07:00").timestamp();
        let timer = BooksEffect::SetTimer { timer: BooksTimer::Cycles, at: next };
        let ends = BooksEffect::EndCycles { before: monday.date() };
        assert_eq!(step(due.clone(), &monday, &[], 1), [timer.clone(), ends]);
        assert_eq!(step(due, &monday, &[], 2), [timer]);
    }

    #[test]
    fn a_full_page_asks_for_the_next_and_a_short_one_is_the_last() {
        let (day, now) = (date(2026, 11, 22), at("2026-11-23T06:30"));
        let full = vec![row("pay_1", 100); PAGE];
        let effects = step(BooksEvent::ReportSeen { day, skip: PAGE, rows: full }, &now, &[], 1);
        assert_eq!(effects[1], BooksEffect::AskReport { day, skip: 2 * PAGE });
        let last = BooksEvent::ReportSeen { day, skip: 0, rows: Vec::new() };
        assert_eq!(step(last, &now, &[], 1)[1], BooksEffect::Compare { day });
    }

    #[test]
    fn what_is_refused_is_asked_again_unless_it_was_done_meanwhile() {
        let (day, now) = (date(2026, 11, 22), at("2026-11-23T06:30"));
        let refused = BooksEvent::ReportRefused { day, detail: "no".into() };
        let again = BooksTimer::Again { day };
        let effects = step(refused, &now, &[day], 1);
        let at = at("2026-11-23T07:30").timestamp();
        assert_eq!(effects[1], BooksEffect::SetTimer { timer: again, at });
        let due = BooksEvent::Due { timer: again };
        assert_eq!(step(due.clone(), &now, &[day], 1), [BooksEffect::AskReport { day, skip: 0 }]);
        assert!(step(due, &now, &[], 1).is_empty());
    }

    /// Two weeks of an account that gives no reports: the timers of a day do not multiply.
    #[test]
    fn a_day_that_is_refused_for_long_is_asked_for_once_an_hour() {
        let day = date(2026, 11, 22);
        let mut timers = vec![(at("2026-11-23T06:30").timestamp(), BooksTimer::Nightly)];
        let end = at("2026-12-07T06:00").timestamp();
        let mut asked = 0;
        while let Some(next) = timers.iter().map(|(at, _)| *at).min().filter(|at| *at < end) {
            let now = next.to_zoned(at("2026-11-23T06:30").time_zone().clone());
            let (due, later) = timers.into_iter().partition(|(at, _)| *at == next);
            timers = later;
            let due: Vec<(Timestamp, BooksTimer)> = due;
            let events = due.into_iter().map(|(_, timer)| BooksEvent::Due { timer });
            let mut effects: Vec<_> =
                events.flat_map(|event| step(event, &now, &[day], 1)).collect();
            while let Some(effect) = effects.pop() {
                match effect {
                    BooksEffect::AskReport { day, .. } => {
                        asked += 1;
                        let refused = BooksEvent::ReportRefused { day, detail: "no".into() };
                        effects.extend(step(refused, &now, &[day], 1));
                    }
                    BooksEffect::SetTimer { timer, at } => timers.push((at, timer)),
                    BooksEffect::KeepRows { .. }
                    | BooksEffect::Compare { .. }
                    | BooksEffect::EndCycles { .. }
                    | BooksEffect::DayFailed { .. } => {}
                }
            }
        }
        assert_eq!(asked, 14 * 24, "fourteen days, an hour apart");
        assert!(timers.len() <= 2, "{timers:?}");
    }

    #[test]
    fn each_difference_has_its_kind() {
        let report = [
            row("pay_same", 10_000),
            row("pay_new", 5_000),
            row("pay_more", 10_100),
            ReportRow { fee_paise: Paise::new(300), ..row("pay_fee", 10_000) },
            ReportRow { tax_paise: Paise::new(50), ..row("pay_tax", 10_000) },
        ];
        let ours = ["pay_same", "pay_more", "pay_fee", "pay_tax"].map(|id| known(id, 10_000));
        let found = compare(&report, &ours, &[known("pay_lost", 7_000)]);
        let told: Vec<_> = found
            .iter()
            .map(|d| {
                let paise = |paise: Option<Paise>| paise.map(Paise::get);
                (d.kind.as_str(), d.entity.0.as_str(), paise(d.ours_paise), paise(d.theirs_paise))
            })
            .collect();
        assert_eq!(
            told,
            [
                ("missing_here", "pay_new", None, Some(5_000)),
                ("amount_differs", "pay_more", Some(10_000), Some(10_100)),
                ("fee_differs", "pay_fee", Some(236), Some(300)),
                ("tax_differs", "pay_tax", Some(36), Some(50)),
                ("missing_there", "pay_lost", Some(7_000), None),
            ]
        );
    }

    #[test]
    fn an_adjustment_is_known_by_its_chargeback() {
        let adjustment = ReportRow {
            kind: RowKind::Adjustment,
            dispute: Some(ProviderId("disp_1".into())),
            fee_paise: Paise::ZERO,
            tax_paise: Paise::ZERO,
            ..row("adj_1", 10_000)
        };
        let dispute = Known {
            kind: RowKind::Adjustment,
            fee_paise: Paise::ZERO,
            tax_paise: Paise::ZERO,
            ..known("disp_1", 10_000)
        };
        assert!(compare(std::slice::from_ref(&adjustment), &[dispute], &[]).is_empty());
        assert_eq!(compare(&[adjustment], &[], &[])[0].kind, DifferenceKind::MissingHere);
    }

    #[test]
    fn a_settlement_is_what_its_rows_come_to() {
        let refund = ReportRow {
            kind: RowKind::Refund,
            credit_paise: Paise::ZERO,
            debit_paise: Paise::new(3_000),
            ..row("rfnd_1", 3_000)
        };
        let found = settlements(&[row("pay_1", 10_000), refund]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].amount_paise, Paise::new(10_000 - 236 - 3_000));
        let posting = settled(&found[0]);
        assert_eq!(posting.cause, "settled:setl_1");
        assert_eq!(posting.entries()[0].account, Account::Bank);
    }

    #[test]
    fn a_payment_is_missed_on_the_third_working_day() {
        // What came on Monday is missed in the report of Thursday; of Wednesday's, in that of the next Monday.
        assert_eq!(overdue_before(date(2026, 11, 26)), date(2026, 11, 24));
        assert_eq!(overdue_before(date(2026, 11, 23)), date(2026, 11, 19));
    }
}
