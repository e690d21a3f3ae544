//! A vendor's settlement on paper: where he stood, what came and went, each part of an order, where he stands.

use realserv_domain::invoices::{Supplier, in_words};
use realserv_domain::money::Paise;
use realserv_domain::settlements::{Figures, Line, Settlement, Statement};

use super::letterhead::letterhead;
use super::sheet::{MARGIN, NoPaper, Sheet, Style, WIDTH, plain};
use super::table::{Column, Table};

const SMALL: Style = Style::regular(8.0);
const PLAIN: Style = Style::regular(9.0);
const TOTAL: Style = Style::bold(11.0);

const SUMS: [Column; 2] = [Column::left("", 413.0), Column::right("Rupees", 110.0)];

const LINES: [Column; 9] = [
    Column::left("Day", 50.0),
    Column::left("Order", 60.0),
    Column::right("Sales", 66.0),
    Column::right("Returns", 58.0),
    Column::right("Fees", 60.0),
    Column::right("Taxes", 54.0),
    Column::right("Cash", 60.0),
    Column::right("Other", 53.0),
    Column::right("Sum", 62.0),
];

/// What a figure is called on paper, by its name in tables.
fn label(figure: &str) -> &'static str {
    match figure {
        "gross" => "Goods and work delivered, GST included",
        "delivery" => "For bringing it",
        "support" => "Borne by RealServ where your price was above the buyer's",
        "trips" => "Trips and crews that were called for nothing",
        "returns" => "Taken back of what was delivered",
        "commission" => "Commission",
        "commission_gst" => "GST on commission",
        "tcs" => "TCS under GST (CGST Act s. 52)",
        "tds" => "TDS, income tax",
        "operator_gst" => {
            "GST of sales of which RealServ is the supplier by law (CGST Act s. 9(5))"
        }
        "cash" => "Buyers' cash taken at the gate",
        "handed_over" => "Cash handed over",
        "paid" => "Paid to you, less what came back",
        _ => "Other",
    }
}

/// The paper as PDF.
///
/// # Errors
/// Where the PDF cannot be written, which no settlement of ours should bring about.
pub fn statement(vendor: &Supplier, statement: &Statement) -> Result<Vec<u8>, NoPaper> {
    let settlement = &statement.settlement;
    let mut sheet = Sheet::new();
    letterhead(&mut sheet, "Statement of account", (settlement.from, settlement.to), vendor);
    sums(&mut sheet, settlement);
    stands(&mut sheet, settlement);
    if !statement.lines.is_empty() {
        lines(&mut sheet, &statement.lines);
    }
    let below = "Positive is yours, negative is taken off. What is paid of it, and when, stands in your bank's statement. \
                 Made by computer: valid without a signature.";
    sheet.make_room(SMALL.leading() * 3.0);
    sheet.y += 8.0;
    let below = SMALL.wrap(below, WIDTH - 2.0 * MARGIN);
    sheet.y += sheet.lines((MARGIN, sheet.y), SMALL, &below);
    sheet.finish(&format!("Statement {} to {}", settlement.from, settlement.to))
}

/// Figures that are nothing are left out.
fn sums(sheet: &mut Sheet, settlement: &Settlement) {
    let table = Table::begin(sheet, &SUMS, 9.0);
    let row = |what: &str, paise: Paise| [what.to_owned(), plain(paise)];
    table.row(sheet, &row("Balance before", settlement.opening_paise));
    let named = settlement.figures.named();
    for (name, paise) in named.into_iter().filter(|(_, paise)| !paise.is_zero()) {
        table.row(sheet, &row(label(name), paise));
    }
    table.sum(sheet, &row("Balance", settlement.closing_paise));
}

fn stands(sheet: &mut Sheet, settlement: &Settlement) {
    let closing = settlement.closing_paise;
    let (what, sum) =
        if closing < Paise::ZERO { ("You owe us", -closing) } else { ("We owe you", closing) };
    sheet.make_room(60.0);
    sheet.y += 6.0;
    let right = WIDTH - MARGIN - 3.0;
    sheet.right(right - 110.0, sheet.y, TOTAL, what);
    sheet.right(right, sheet.y, TOTAL, &format!("₹{}", plain(sum)));
    sheet.y += TOTAL.leading() + 4.0;
    let mut notes = vec![in_words(sum)];
    if !settlement.cash_offset_paise.is_zero() {
        notes.push(format!(
            "Of the buyers' cash in your hand ₹{} was set against what we owe you; ₹{} is left in your hand.",
            plain(settlement.cash_offset_paise),
            plain(settlement.cash_left_paise),
        ));
    }
    for note in notes {
        let lines = PLAIN.wrap(&note, WIDTH - 2.0 * MARGIN);
        sheet.y += sheet.lines((MARGIN, sheet.y), PLAIN, &lines);
    }
    sheet.y += 10.0;
}

fn lines(sheet: &mut Sheet, lines: &[Line]) {
    let table = Table::begin(sheet, &LINES, 7.5);
    let mut all = Figures::default();
    for line in lines {
        let number = line.number.as_ref().map(ToString::to_string).unwrap_or_default();
        table.row(sheet, &cells(line.on.strftime("%d-%m-%y").to_string(), number, &line.figures));
        all = all + line.figures;
    }
    table.sum(sheet, &cells("Sum".to_owned(), String::new(), &all));
}

fn cells(day: String, number: String, figures: &Figures) -> Vec<String> {
    let sums = [
        figures.sales(),
        figures.returns_paise,
        figures.fees(),
        figures.taxes(),
        figures.cash(),
        figures.paid_paise + figures.other_paise,
        figures.sum(),
    ];
    [day, number].into_iter().chain(sums.map(plain)).collect()
}
