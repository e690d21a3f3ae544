//! An invoice, a bill or a credit note on paper: what rule 46 of the CGST Rules asks for, in the order in which an accountant
//! looks for it.

use realserv_domain::catalog::GstRate;
use realserv_domain::identity::state_name;
use realserv_domain::invoices::{Invoice, InvoiceLine, Kind, Taxes, in_words, uqc};

use super::sheet::{MARGIN, NoPaper, Sheet, Style, WIDTH, plain};
use super::table::{Column, Table};

const SMALL: Style = Style::regular(8.0);
const PLAIN: Style = Style::regular(9.0);
const STRONG: Style = Style::bold(9.0);
const TITLE: Style = Style::bold(15.0);
const MIDDLE: f32 = WIDTH / 2.0 + 20.0;

const WITHIN: [Column; 9] = [
    Column::left("#", 18.0),
    Column::left("Description", 130.0),
    Column::left("HSN/SAC", 50.0),
    Column::right("Quantity", 56.0),
    Column::right("Taxable", 68.0),
    Column::right("GST %", 34.0),
    Column::right("CGST", 50.0),
    Column::right("SGST", 50.0),
    Column::right("Total", 67.0),
];

const ACROSS: [Column; 8] = [
    Column::left("#", 18.0),
    Column::left("Description", 150.0),
    Column::left("HSN/SAC", 52.0),
    Column::right("Quantity", 60.0),
    Column::right("Taxable", 74.0),
    Column::right("GST %", 36.0),
    Column::right("IGST", 60.0),
    Column::right("Total", 73.0),
];

const UNTAXED: [Column; 5] = [
    Column::left("#", 18.0),
    Column::left("Description", 265.0),
    Column::left("HSN/SAC", 70.0),
    Column::right("Quantity", 80.0),
    Column::right("Total", 90.0),
];

const BY_HEADING: [Column; 6] = [
    Column::left("HSN/SAC", 90.0),
    Column::right("GST %", 60.0),
    Column::right("Taxable", 100.0),
    Column::right("CGST", 91.0),
    Column::right("SGST", 91.0),
    Column::right("IGST", 91.0),
];

/// The paper as PDF.
///
/// # Errors
/// Where the PDF cannot be written, which no invoice of ours should bring about.
pub fn invoice(invoice: &Invoice) -> Result<Vec<u8>, NoPaper> {
    let mut sheet = Sheet::new();
    heading(&mut sheet, invoice);
    people(&mut sheet, invoice);
    lines(&mut sheet, invoice);
    in_all(&mut sheet, invoice);
    if is_taxed(invoice) {
        by_heading(&mut sheet, invoice);
    }
    below(&mut sheet, invoice);
    let number = invoice.heading.number;
    sheet.finish(&format!("{} {number}", title(number.kind)))
}

const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::TaxInvoice => "Tax invoice",
        Kind::BillOfSupply => "Bill of supply",
        Kind::Bill => "Bill",
        Kind::CreditNote => "Credit note",
    }
}

fn is_taxed(invoice: &Invoice) -> bool {
    invoice.lines.iter().any(|line| line.gst_rate.0 > 0)
}

fn heading(sheet: &mut Sheet, invoice: &Invoice) {
    let kind = invoice.heading.number.kind;
    sheet.text(MARGIN, sheet.y, TITLE, title(kind));
    sheet.right(WIDTH - MARGIN, sheet.y + 4.0, SMALL, "Original for recipient");
    sheet.y += TITLE.leading() + 2.0;
    sheet.rule((MARGIN, sheet.y), (WIDTH - MARGIN, sheet.y));
    sheet.y += 8.0;
}

/// Who sells on the left, the paper's own facts on the right, and below them who buys.
fn people(sheet: &mut Sheet, invoice: &Invoice) {
    let top = sheet.y;
    let left = supplier(sheet, invoice, top);
    let right = facts(sheet, invoice, top);
    sheet.y = top + left.max(right) + 8.0;
    let recipient = &invoice.recipient;
    let mut block =
        vec![(SMALL, "Billed and delivered to".to_owned()), (STRONG, recipient.name.clone())];
    block.push((PLAIN, recipient.address.clone()));
    if let Some(gstin) = &recipient.gstin {
        block.push((PLAIN, format!("GSTIN {gstin}")));
    }
    let high = paragraph(sheet, (MARGIN, sheet.y), WIDTH - 2.0 * MARGIN, &block);
    sheet.y += high + 10.0;
}

fn supplier(sheet: &mut Sheet, invoice: &Invoice, top: f32) -> f32 {
    let supplier = &invoice.supplier;
    let mut block = vec![(STRONG, supplier.name.clone()), (PLAIN, supplier.address.clone())];
    match &supplier.gstin {
        Some(gstin) => {
            block.push((PLAIN, format!("GSTIN {gstin}")));
            block.push((PLAIN, state("State", gstin.state())));
        }
        None => block.push((PLAIN, "Not registered under GST".to_owned())),
    }
    paragraph(sheet, (MARGIN, top), MIDDLE - MARGIN - 12.0, &block)
}

fn facts(sheet: &mut Sheet, invoice: &Invoice, top: f32) -> f32 {
    let heading = &invoice.heading;
    let mut block = vec![
        (STRONG, format!("No. {}", heading.number)),
        (PLAIN, format!("Date {}", heading.dated.strftime("%d-%m-%Y"))),
        (PLAIN, format!("Order {}", heading.order_number)),
    ];
    if let Some((number, dated)) = &heading.credits {
        block.push((PLAIN, format!("Against {number} of {}", dated.strftime("%d-%m-%Y"))));
    }
    block.push((PLAIN, state("Place of supply", invoice.place_of_supply)));
    if is_taxed(invoice) {
        block.push((PLAIN, "Reverse charge: no".to_owned()));
    }
    paragraph(sheet, (MIDDLE, top), WIDTH - MARGIN - MIDDLE, &block)
}

fn state(what: &str, code: u8) -> String {
    format!("{what}: {} ({code:02})", state_name(code).unwrap_or("other"))
}

/// Paragraphs one below the other, wrapped; how high they are.
fn paragraph(sheet: &mut Sheet, (x, y): (f32, f32), width: f32, block: &[(Style, String)]) -> f32 {
    let mut down = 0.0;
    for (style, text) in block {
        let lines = style.wrap(text, width);
        down += sheet.lines((x, y + down), *style, &lines);
    }
    down
}

fn lines(sheet: &mut Sheet, invoice: &Invoice) {
    let columns: &[Column] = if !is_taxed(invoice) {
        &UNTAXED
    } else if invoice.is_across() {
        &ACROSS
    } else {
        &WITHIN
    };
    let table = Table::begin(sheet, columns, 8.0);
    for (at, line) in invoice.lines.iter().enumerate() {
        let mut cells =
            vec![(at + 1).to_string(), description(line), line.hsn.clone(), quantity(line)];
        if is_taxed(invoice) {
            cells.push(plain(line.taxes.taxable_paise));
            cells.push(percent(line.gst_rate));
            cells.extend(tax_cells(&line.taxes, invoice.is_across()));
        }
        // The odd paisa that two halves cannot share is in the round-off: each row adds up as it is printed.
        cells.push(plain(line.taxes.taxable_paise + line.taxes.tax()));
        table.row(sheet, &cells);
    }
    let taxes = invoice.taxes();
    let mut cells = vec![String::new(), "Sum".to_owned(), String::new(), String::new()];
    if is_taxed(invoice) {
        cells.push(plain(taxes.taxable_paise));
        cells.push(String::new());
        cells.extend(tax_cells(&taxes, invoice.is_across()));
    }
    cells.push(plain(taxes.taxable_paise + taxes.tax()));
    table.sum(sheet, &cells);
}

fn tax_cells(taxes: &Taxes, across: bool) -> Vec<String> {
    if across {
        vec![plain(taxes.igst_paise)]
    } else {
        vec![plain(taxes.cgst_paise), plain(taxes.sgst_paise)]
    }
}

fn description(line: &InvoiceLine) -> String {
    line.name.as_ref().map_or_else(|| "Delivery".to_owned(), |name| name.en.clone())
}

fn quantity(line: &InvoiceLine) -> String {
    let unit = line.unit.map(|unit| match uqc(unit) {
        "OTH" => format!("{} (OTH)", unit.as_str()),
        code => code.to_owned(),
    });
    unit.map(|unit| format!("{} {unit}", line.quantity)).unwrap_or_default()
}

fn in_all(sheet: &mut Sheet, invoice: &Invoice) {
    let right = WIDTH - MARGIN - 3.0;
    sheet.make_room(70.0);
    sheet.y += 6.0;
    if !invoice.round_off_paise.is_zero() {
        sheet.right(right - 90.0, sheet.y, PLAIN, "Round-off");
        sheet.right(right, sheet.y, PLAIN, &plain(invoice.round_off_paise));
        sheet.y += PLAIN.leading();
    }
    let total = Style::bold(11.0);
    let what = if invoice.heading.number.kind == Kind::CreditNote { "Credited" } else { "Total" };
    sheet.right(right - 90.0, sheet.y, total, what);
    sheet.right(right, sheet.y, total, &format!("₹{}", plain(invoice.total_paise)));
    sheet.y += total.leading() + 4.0;
    let words = PLAIN.wrap(&in_words(invoice.total_paise), WIDTH - 2.0 * MARGIN);
    sheet.y += sheet.lines((MARGIN, sheet.y), PLAIN, &words) + 8.0;
}

fn by_heading(sheet: &mut Sheet, invoice: &Invoice) {
    let table = Table::begin(sheet, &BY_HEADING, 8.0);
    for (hsn, rate, taxes) in invoice.by_heading() {
        table.row(sheet, &summed(hsn, percent(rate), &taxes));
    }
    table.sum(sheet, &summed("Sum".to_owned(), String::new(), &invoice.taxes()));
    sheet.y += 10.0;
}

fn summed(what: String, rate: String, taxes: &Taxes) -> Vec<String> {
    let sums = [taxes.taxable_paise, taxes.cgst_paise, taxes.sgst_paise, taxes.igst_paise];
    [what, rate].into_iter().chain(sums.map(plain)).collect()
}

fn below(sheet: &mut Sheet, invoice: &Invoice) {
    let supplier = match invoice.heading.number.kind {
        Kind::Bill => "The supplier is not registered under GST and charges no tax.",
        Kind::BillOfSupply => "Nothing on this bill is taxed.",
        Kind::TaxInvoice | Kind::CreditNote => "",
    };
    let ours = "Supplied through RealServ, an e-commerce operator. Made by computer: valid without a signature.";
    let notes = [supplier, ours].into_iter().filter(|note| !note.is_empty());
    for note in notes {
        let lines = SMALL.wrap(note, WIDTH - 2.0 * MARGIN);
        sheet.make_room(SMALL.leading() * 3.0);
        sheet.y += sheet.lines((MARGIN, sheet.y), SMALL, &lines);
    }
}

/// `18`, `2.5`.
fn percent(rate: GstRate) -> String {
    let (whole, rest) = (rate.0 / 100, rate.0 % 100);
    if rest == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{rest:02}").trim_end_matches('0').to_owned()
    }
}
