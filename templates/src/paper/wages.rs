//! A contractor's week: which of his people worked where, and what they earned.

use realserv_domain::invoices::Supplier;
use realserv_domain::orders::{WageSheet, WorkLine};
use realserv_domain::quantity::Quantity;
use realserv_domain::time::Shift;

use super::letterhead::letterhead;
use super::sheet::{MARGIN, NoPaper, Sheet, Style, WIDTH, plain};
use super::table::{Column, Table};

const SMALL: Style = Style::regular(8.0);

const TRADES: [Column; 3] =
    [Column::left("Trade", 313.0), Column::right("Days", 90.0), Column::right("Rupees", 120.0)];

const LINES: [Column; 8] = [
    Column::left("Day", 54.0),
    Column::left("Order", 66.0),
    Column::left("Place", 110.0),
    Column::left("Trade", 84.0),
    Column::left("Shift", 54.0),
    Column::right("People", 42.0),
    Column::right("Rate", 53.0),
    Column::right("Rupees", 60.0),
];

/// The paper as PDF.
///
/// # Errors
/// Where the PDF cannot be written, which no week of ours should bring about.
pub fn wages(vendor: &Supplier, wages: &WageSheet) -> Result<Vec<u8>, NoPaper> {
    let mut sheet = Sheet::new();
    letterhead(&mut sheet, "Wage sheet", (wages.from, wages.to), vendor);
    let table = Table::begin(&mut sheet, &TRADES, 9.0);
    for one in wages.by_trade() {
        table.row(&mut sheet, &[one.trade.en, one.days.to_string(), plain(one.total_paise)]);
    }
    let days = wages.lines.iter().fold(Quantity::ZERO, |all, line| all.plus(line.days()));
    table.sum(&mut sheet, &["Sum".to_owned(), days.to_string(), plain(wages.total())]);
    sheet.y += 10.0;
    if !wages.lines.is_empty() {
        let table = Table::begin(&mut sheet, &LINES, 8.0);
        for line in &wages.lines {
            table.row(&mut sheet, &cells(line));
        }
    }
    let below = "People are counted as they came; half a shift is half a day. Sums are what buyers paid for their work, before our \
                 fee and tax. Made by computer.";
    sheet.make_room(SMALL.leading() * 3.0);
    sheet.y += 8.0;
    let below = SMALL.wrap(below, WIDTH - 2.0 * MARGIN);
    sheet.y += sheet.lines((MARGIN, sheet.y), SMALL, &below);
    sheet.finish(&format!("Wage sheet {} to {}", wages.from, wages.to))
}

fn cells(line: &WorkLine) -> [String; 8] {
    let shift = match line.shift {
        Shift::Full => "day",
        Shift::HalfMorning => "morning",
        Shift::HalfAfternoon => "afternoon",
    };
    [
        line.on.strftime("%d-%m-%y").to_string(),
        line.number.to_string(),
        line.locality.en.clone(),
        line.trade.en.clone(),
        shift.to_owned(),
        line.people.to_string(),
        plain(line.rate_paise),
        plain(line.total_paise),
    ]
}
