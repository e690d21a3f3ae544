//! A settlement: the rows of the ledger that touch a vendor's accounts in a cycle, summed by what they are. Nothing is looked up
//! beside them, so that the sums are the ledger's to the paisa, and what a row is of is its cause and its accounts.
//!
//! All sums are the vendor's: positive is his, negative is taken off. So what he is owed at the end is what he was owed at the
//! beginning and all of them together.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{OrderNumber, SettlementId, VendorId};
use crate::ledger::{Account, Entry, Posting};
use crate::money::Paise;

/// A posting that touches a vendor's accounts, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub cause: String,
    /// Which order it is of; none: of none.
    pub number: Option<OrderNumber>,
    pub on: Date,
    pub entries: Vec<Entry>,
}

/// What rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Goods and work delivered, as buyers pay for them, GST included.
    pub gross_paise: Paise,
    /// For bringing it.
    pub delivery_paise: Paise,
    /// The platform's, where his price was above the buyer's.
    pub support_paise: Paise,
    /// Trips and crews that were called for nothing, and what late cancelling leaves him.
    pub trips_paise: Paise,
    /// What was taken back of what was delivered: claims, refunds, chargebacks that he bears.
    pub returns_paise: Paise,
    pub commission_paise: Paise,
    pub commission_gst_paise: Paise,
    pub tcs_paise: Paise,
    pub tds_paise: Paise,
    /// GST of sales of which the platform is the supplier by law.
    pub operator_gst_paise: Paise,
    /// Buyers' cash that he has taken at the gate.
    pub cash_paise: Paise,
    /// Of it, what he has handed over.
    pub handed_over_paise: Paise,
    /// Payouts that left, less what came back.
    pub paid_paise: Paise,
    /// What a later program posts and this one does not know.
    pub other_paise: Paise,
}

/// How many figures there are, in the order in which they are shown.
const COUNT: usize = 14;

impl Figures {
    /// Each with its name in tables, sheets and the API.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, Paise); COUNT] {
        [
            ("gross", self.gross_paise),
            ("delivery", self.delivery_paise),
            ("support", self.support_paise),
            ("trips", self.trips_paise),
            ("returns", self.returns_paise),
            ("commission", self.commission_paise),
            ("commission_gst", self.commission_gst_paise),
            ("tcs", self.tcs_paise),
            ("tds", self.tds_paise),
            ("operator_gst", self.operator_gst_paise),
            ("cash", self.cash_paise),
            ("handed_over", self.handed_over_paise),
            ("paid", self.paid_paise),
            ("other", self.other_paise),
        ]
    }

    #[must_use]
    pub fn sum(&self) -> Paise {
        self.named().iter().map(|(_, paise)| *paise).sum()
    }

    /// What was sold: goods, work and bringing it.
    #[must_use]
    pub fn sales(&self) -> Paise {
        self.gross_paise + self.delivery_paise + self.support_paise + self.trips_paise
    }

    /// Our fee with its GST.
    #[must_use]
    pub fn fees(&self) -> Paise {
        self.commission_paise + self.commission_gst_paise
    }

    /// What is withheld for the tax office.
    #[must_use]
    pub fn taxes(&self) -> Paise {
        self.tcs_paise + self.tds_paise + self.operator_gst_paise
    }

    /// Cash of buyers, less what of it was handed over.
    #[must_use]
    pub fn cash(&self) -> Paise {
        self.cash_paise + self.handed_over_paise
    }

    fn of(row: &Row, vendor: VendorId) -> Self {
        let sum = |account: Account| -> Paise {
            row.entries.iter().filter(|e| e.account == account).map(|e| e.amount_paise).sum()
        };
        let mut figures = Self {
            commission_paise: sum(Account::Commission),
            commission_gst_paise: sum(Account::GstPayable),
            tcs_paise: sum(Account::TcsPayable),
            tds_paise: sum(Account::TdsPayable),
            operator_gst_paise: sum(Account::OperatorGst),
            ..Self::default()
        };
        let withheld = figures.sum();
        let delivery = -sum(Account::Delivery(vendor));
        // What moved beside the levies.
        let due = delivery - sum(Account::Vendor(vendor)) - withheld;
        let cash = -sum(Account::CashWithVendor(vendor));
        match Kind::of(&row.cause) {
            Kind::Delivered => {
                figures.support_paise = sum(Account::PriceSupport);
                figures.delivery_paise = delivery;
                figures.gross_paise = due - delivery - figures.support_paise;
                figures.cash_paise = cash;
            }
            Kind::Trip => {
                figures.trips_paise = due;
                figures.cash_paise = cash;
            }
            Kind::Return => {
                figures.returns_paise = due;
                figures.cash_paise = cash;
            }
            Kind::HandedOver => {
                figures.other_paise = due;
                figures.handed_over_paise = cash;
            }
            Kind::Payout => {
                figures.paid_paise = due;
                figures.cash_paise = cash;
            }
            Kind::Closing | Kind::Levies | Kind::Other => {
                figures.other_paise = due + cash;
            }
        }
        figures
    }
}

impl std::ops::Add for Figures {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            gross_paise: self.gross_paise + other.gross_paise,
            delivery_paise: self.delivery_paise + other.delivery_paise,
            support_paise: self.support_paise + other.support_paise,
            trips_paise: self.trips_paise + other.trips_paise,
            returns_paise: self.returns_paise + other.returns_paise,
            commission_paise: self.commission_paise + other.commission_paise,
            commission_gst_paise: self.commission_gst_paise + other.commission_gst_paise,
            tcs_paise: self.tcs_paise + other.tcs_paise,
            tds_paise: self.tds_paise + other.tds_paise,
            operator_gst_paise: self.operator_gst_paise + other.operator_gst_paise,
            cash_paise: self.cash_paise + other.cash_paise,
            handed_over_paise: self.handed_over_paise + other.handed_over_paise,
            paid_paise: self.paid_paise + other.paid_paise,
            other_paise: self.other_paise + other.other_paise,
        }
    }
}

/// What a posting is, by its cause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Delivered,
    Levies,
    Return,
    Trip,
    HandedOver,
    Payout,
    /// The end of a cycle: his accounts become one.
    Closing,
    Other,
}

impl Kind {
    fn of(cause: &str) -> Self {
        match cause.split(':').next().unwrap_or_default() {
            "delivered" => Self::Delivered,
            "levies" => Self::Levies,
            "taken_back" | "claim" => Self::Return,
            "kept" | "called_out" | "trip_settled" => Self::Trip,
            "remitted" => Self::HandedOver,
            "payout" | "payout_back" => Self::Payout,
            "settled_with" => Self::Closing,
            _ => Self::Other,
        }
    }
}

/// A vendor's cycle, closed. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    pub id: SettlementId,
    pub vendor: VendorId,
    /// The first and the last day of it.
    pub from: Date,
    pub to: Date,
    pub opening_paise: Paise,
    pub figures: Figures,
    /// Of the cash in his hand, what he keeps in place of what he is owed.
    pub cash_offset_paise: Paise,
    /// What is left in his hand after that.
    pub cash_left_paise: Paise,
    /// What we owe him; negative: what he owes us.
    pub closing_paise: Paise,
}

/// How he stood at the end of the cycle before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub owed_paise: Paise,
    pub cash_paise: Paise,
}

impl Settlement {
    #[must_use]
    pub fn of(
        id: SettlementId,
        vendor: VendorId,
        (from, to): (Date, Date),
        before: Closing,
        rows: &[Row],
    ) -> Self {
        let figures = rows
            .iter()
            .map(|row| Figures::of(row, vendor))
            .fold(Figures::default(), std::ops::Add::add);
        let closing_paise = before.owed_paise + figures.sum();
        // Through all of the cash he holds, whatever kind of row it came by.
        let moved: Paise = rows.iter().map(|row| on(row, Account::CashWithVendor(vendor))).sum();
        let cash = before.cash_paise + moved;
        let due = closing_paise + cash;
        let cash_offset_paise =
            if cash < Paise::ZERO { cash } else { cash.min(due.max(Paise::ZERO)) };
        Self {
            id,
            vendor,
            from,
            to,
            opening_paise: before.owed_paise,
            figures,
            cash_offset_paise,
            cash_left_paise: cash - cash_offset_paise,
            closing_paise,
        }
    }

    /// His accounts become one: what he is owed for bringing things, and the cash that he keeps of it. Moves nothing from or
    /// to him.
    #[must_use]
    pub fn posting(&self, rows: &[Row]) -> Option<Posting> {
        let delivery: Paise = rows.iter().map(|row| on(row, Account::Delivery(self.vendor))).sum();
        let entries = [
            (Account::Delivery(self.vendor), -delivery),
            (Account::CashWithVendor(self.vendor), -self.cash_offset_paise),
        ];
        let cause = format!("settled_with:{}", self.id);
        let posting = Posting::balanced_by(None, cause, entries, Account::Vendor(self.vendor));
        (!posting.entries().is_empty()).then_some(posting)
    }

    #[must_use]
    pub fn closes(&self) -> Closing {
        Closing { owed_paise: self.closing_paise, cash_paise: self.cash_left_paise }
    }
}

fn on(row: &Row, account: Account) -> Paise {
    row.entries.iter().filter(|entry| entry.account == account).map(|e| e.amount_paise).sum()
}

/// One line of a statement: a part of an order on a day, or what is of no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub on: Date,
    pub number: Option<OrderNumber>,
    /// The part; of what is of no order its cause.
    pub of: String,
    pub figures: Figures,
}

/// A settlement with its lines: all that a paper of it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub settlement: Settlement,
    pub lines: Vec<Line>,
}

impl Statement {
    /// Lines in the order of the ledger; rows of one part on one day are one line.
    #[must_use]
    pub fn of(settlement: Settlement, rows: &[Row]) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for row in rows.iter().filter(|row| Kind::of(&row.cause) != Kind::Closing) {
            let (of, figures) = (subject(row), Figures::of(row, settlement.vendor));
            let same =
                |line: &&mut Line| line.on == row.on && line.number == row.number && line.of == of;
            match lines.iter_mut().find(same) {
                Some(line) => line.figures = line.figures + figures,
                None => lines.push(Line { on: row.on, number: row.number.clone(), of, figures }),
            }
        }
        Self { settlement, lines }
    }
}

/// The part that a cause names, whole; else the cause.
fn subject(row: &Row) -> String {
    let part = row.cause.split(':').nth(1).filter(|id| Uuid::try_parse(id).is_ok());
    match (part, &row.number) {
        (Some(part), Some(_)) => part.to_owned(),
        (_, _) => row.cause.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const VENDOR: VendorId = VendorId(Uuid::from_u128(7));
    const PART: &str = "00000000-0000-0000-0000-000000000001";

    fn row(cause: &str, entries: &[(Account, i64)]) -> Row {
        let entry = |(account, paise): &(Account, i64)| Entry {
            account: *account,
            amount_paise: Paise::new(*paise),
        };
        let entries: Vec<Entry> = entries.iter().map(entry).collect();
        assert_eq!(entries.iter().map(|e| e.amount_paise.get()).sum::<i64>(), 0, "{cause}");
        let number = (!cause.starts_with("remitted")).then(|| "RS7K3M9QX".parse().unwrap());
        Row { cause: cause.to_owned(), number, on: date(2026, 11, 24), entries }
    }

    /// ₹1,000 of goods and ₹100 for the truck in cash, ₹30 of support; ₹12 are withheld; a tenth comes back.
    fn week() -> Vec<Row> {
        let (goods, truck) = (Account::Vendor(VENDOR), Account::Delivery(VENDOR));
        let cash = Account::CashWithVendor(VENDOR);
        vec![
            row(
                &format!("delivered:{PART}"),
                &[
                    (cash, 110_000),
                    (Account::PriceSupport, 3_000),
                    (goods, -103_000),
                    (truck, -10_000),
                ],
            ),
            row(
                &format!("levies:{PART}"),
                &[
                    (goods, 1_200),
                    (Account::Commission, -1_000),
                    (Account::GstPayable, -180),
                    (Account::TdsPayable, -20),
                ],
            ),
            row(
                &format!("taken_back:{PART}:11000"),
                &[
                    (cash, -11_000),
                    (Account::PriceSupport, -300),
                    (goods, 10_300 - 120),
                    (truck, 1_000),
                    (Account::Commission, 100),
                    (Account::GstPayable, 18),
                    (Account::TdsPayable, 2),
                ],
            ),
            row("remitted:x", &[(Account::Bank, 9_000), (cash, -9_000)]),
        ]
    }

    fn settled(before: Closing) -> Settlement {
        let days = (date(2026, 11, 23), date(2026, 11, 29));
        Settlement::of(SettlementId(Uuid::from_u128(9)), VENDOR, days, before, &week())
    }

    #[test]
    fn every_figure_has_its_own_place_and_together_they_are_the_ledger() {
        let settlement = settled(Closing::default());
        let figures = settlement.figures;
        let paise = figures.named().map(|(_, paise)| paise.get());
        let levies = [-900, -162, 0, -18, 0];
        assert_eq!(paise[..5], [100_000, 10_000, 3_000, 0, -11_300]);
        assert_eq!(paise[5..10], levies);
        assert_eq!(paise[10..], [-99_000, 9_000, 0, 0]);
        let ledger: Paise = week()
            .iter()
            .flat_map(|row| &row.entries)
            .filter(|e| {
                let (goods, truck) = (Account::Vendor(VENDOR), Account::Delivery(VENDOR));
                [goods, truck, Account::CashWithVendor(VENDOR)].contains(&e.account)
            })
            .map(|e| -e.amount_paise)
            .sum();
        assert_eq!(settlement.closing_paise, ledger);
    }

    #[test]
    fn cash_is_set_against_what_is_owed_and_the_posting_moves_nothing_of_his() {
        let settlement = settled(Closing::default());
        assert_eq!(settlement.cash_offset_paise.get(), 90_000, "all that he still holds");
        assert_eq!(settlement.cash_left_paise, Paise::ZERO);
        let posting = settlement.posting(&week()).unwrap();
        let sum: Paise = posting.entries().iter().map(|entry| entry.amount_paise).sum();
        assert_eq!(sum, Paise::ZERO);
        assert_eq!(posting.entries().len(), 3);
        // Who owes more than he is owed keeps the rest of the cash.
        let before = Closing { owed_paise: Paise::new(-50_000), cash_paise: Paise::new(50_000) };
        let owing = settled(before);
        assert_eq!(owing.closing_paise.get(), settlement.closing_paise.get() - 50_000);
        assert_eq!(owing.cash_left_paise, -owing.closing_paise);
    }

    #[test]
    fn the_lines_are_the_parts_and_come_to_the_same() {
        let statement = Statement::of(settled(Closing::default()), &week());
        assert_eq!(statement.lines.len(), 2);
        assert_eq!(statement.lines[0].of, PART);
        let sum: Paise = statement.lines.iter().map(|line| line.figures.sum()).sum();
        assert_eq!(sum, statement.settlement.closing_paise);
    }
}
