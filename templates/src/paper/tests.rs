//! What can be read out of a paper again, by the tool that everybody has (`pdftotext` of poppler-utils).

use std::fmt::Debug;
use std::io::Write;
use std::process::{Command, Stdio};
use std::str::FromStr;

use jiff::civil::date;
use realserv_domain::catalog::GstRate;
use realserv_domain::invoices::{
    Draft, DraftLine, Heading, Invoice, InvoiceNumber, Of, Recipient, Supplier,
};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::orders::{WageSheet, WorkLine};
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::settlements::{Figures, Line, Settlement, Statement};
use realserv_domain::tax::Gst;
use realserv_domain::time::Shift;

use super::{invoice, statement, wages};

fn line(name: &str, hsn: &str, (quantity, unit): (u32, Unit), paise: i64, rate: u16) -> DraftLine {
    let (total_paise, gst_rate) = (Paise::new(paise), GstRate(rate));
    DraftLine {
        of: Of::Sku(id(9)),
        name: Some(Name::same(name)),
        hsn: hsn.to_owned(),
        unit: Some(unit),
        quantity: Quantity::whole(quantity),
        gst_rate,
        gst: Gst::inside(total_paise, gst_rate),
        total_paise,
    }
}

fn id<T: FromStr<Err: Debug>>(n: usize) -> T {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

fn number(text: &str) -> InvoiceNumber {
    text.parse().unwrap()
}

struct Case {
    gstin: Option<&'static str>,
    supplier: &'static str,
    recipient: &'static str,
    number: &'static str,
    credits: Option<&'static str>,
    lines: Vec<DraftLine>,
    round_off: i64,
}

impl Case {
    fn usual() -> Self {
        let delivery = line("", "252329", (0, Unit::Load), 48_000, 1800);
        let lines = vec![
            line("UltraTech OPC 53 cement", "252329", (50, Unit::Bag), 1_927_500, 1800),
            line("M-sand, concrete", "2517", (3, Unit::Tonne), 300_000, 500),
            DraftLine { of: Of::Delivery, unit: None, quantity: Quantity::ZERO, ..delivery },
        ];
        Self {
            gstin: Some("36AABCT1332L1ZF"),
            supplier: "Sri Lakshmi Cement and Steel",
            recipient: "Asha",
            number: "I-2627-000001",
            credits: None,
            lines,
            round_off: 0,
        }
    }

    fn invoice(self) -> Invoice {
        let total: Paise = self.lines.iter().map(|line| line.total_paise).sum();
        let draft = Draft {
            id: id(1),
            vendor: id(2),
            credits: self.credits.map(|_| id(3)),
            lines: self.lines,
            total_paise: total + Paise::new(self.round_off),
        };
        let heading = Heading {
            number: number(self.number),
            dated: date(2026, 11, 30),
            order: id(4),
            order_number: "RS7K3M9QX".parse().unwrap(),
            part: id(5),
            credits: self.credits.map(|of| (number(of), date(2026, 11, 28))),
        };
        let supplier = Supplier {
            id: draft.vendor,
            name: self.supplier.to_owned(),
            address: "Plot 12, Balanagar Main Road, Hyderabad 500037".to_owned(),
            gstin: self.gstin.map(|gstin| gstin.parse().unwrap()),
        };
        let recipient = Recipient {
            name: self.recipient.to_owned(),
            address: "Behind the water tank, Miyapur, Hyderabad 500049, Telangana".to_owned(),
            gstin: None,
        };
        Invoice::of(&draft, heading, supplier, recipient)
    }
}

/// As a reader sees it, line by line.
fn text(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is needed: apt-get install poppler-utils");
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Kept under `target/papers` when `REALSERV_PAPERS` is set, to be looked at.
fn keep(name: &str, pdf: &[u8]) {
    if std::env::var_os("REALSERV_PAPERS").is_some() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/papers");
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
    }
}

/// Blanks are the reader's guess of columns.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn reads(name: &str, case: Case, wanted: &[&str]) -> String {
    let invoice_of_it = case.invoice();
    let pdf = invoice(&invoice_of_it).unwrap();
    assert_eq!(pdf, invoice(&invoice_of_it).unwrap(), "the same facts are the same file");
    keep(name, &pdf);
    let text = squeezed(&text(&pdf));
    for words in wanted {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
    text
}

#[test]
fn a_tax_invoice_says_what_rule_46_asks_for() {
    let text = reads(
        "invoice",
        Case { round_off: 40, ..Case::usual() },
        &[
            "Tax invoice",
            "Sri Lakshmi Cement and Steel",
            "GSTIN 36AABCT1332L1ZF",
            "State: Telangana (36)",
            "No. I-2627-000001",
            "Date 30-11-2026",
            "Order RS7K3M9QX",
            "Place of supply: Telangana (36)",
            "Reverse charge: no",
            "Billed and delivered to Asha",
            "Miyapur, Hyderabad 500049",
            "1 UltraTech OPC 53 cement 252329 50 BAG 16,334.75 18 1,470.12 1,470.12 19,274.99",
            "2 M-sand, concrete 2517 3 MTS 2,857.14 5 71.43 71.43 3,000.00",
            "3 Delivery 252329 406.78 18 36.61 36.61 480.00",
            "Round-off 0.41",
            "Total ₹22,755.40",
            "Rupees Twenty Two Thousand Seven Hundred Fifty Five and Forty Paise Only",
            "252329 18 16,741.53 1,506.73 1,506.73 0.00",
            "valid without a signature",
        ],
    );
    assert!(!text.contains("page 1"), "one page has no number");
}

#[test]
fn over_a_border_the_tax_is_integrated() {
    let case = Case { gstin: Some("37AABCT1332L1ZD"), ..Case::usual() };
    let wanted = ["State: Andhra Pradesh (37)", "IGST", "16,334.75 18 2,940.25 19,275.00"];
    reads("across", case, &wanted);
}

#[test]
fn a_credit_note_names_its_invoice() {
    let lines = vec![line("UltraTech OPC 53 cement", "252329", (7, Unit::Bag), 269_850, 1800)];
    let case =
        Case { number: "C-2627-000001", credits: Some("I-2627-000001"), lines, ..Case::usual() };
    let wanted = ["Credit note", "Against I-2627-000001 of 28-11-2026", "Credited ₹2,698.50"];
    reads("credit", case, &wanted);
}

#[test]
fn who_is_not_registered_charges_no_tax() {
    let case = Case { gstin: None, number: "B-2627-000001", ..Case::usual() };
    let text =
        reads("bill", case, &["Not registered under GST", "charges no tax", "50 BAG 19,275.00"]);
    assert!(!text.contains("CGST"), "{text}");
}

/// Names as people write them, in their own letters: they can be read out again as they were.
#[test]
fn names_in_telugu_and_hindi_print_and_read_back() {
    let case = Case {
        supplier: "శ్రీ లక్ష్మీ సిమెంట్ & స్టీల్",
        recipient: "రామకృష్ణ / श्री राम कृष्ण शर्मा 😀",
        ..Case::usual()
    };
    let text = reads("scripts", case, &["శ్రీ లక్ష్మీ సిమెంట్", "స్టీల్", "రామకృష్ణ"]);
    // The reader guesses blanks from gaps, also where letters only stand wide: the letters are what counts.
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(letters.contains("श्रीरामकृष्णशर्मा"), "{text}");
}

/// Nothing falls off a page, and no word is too long for its column.
#[test]
fn a_long_invoice_goes_on_overleaf() {
    let lines = (0..60)
        .map(|at| {
            line(
                &format!(
                    "Thing {at} of a very long name indeed, Supercalifragilisticexpialidocious"
                ),
                "2523",
                (1, Unit::Piece),
                10_000 + at,
                1800,
            )
        })
        .collect();
    let text =
        reads("long", Case { lines, ..Case::usual() }, &["page 1 of", "Thing 0 ", "Thing 59 "]);
    assert_eq!(
        text.matches("Description").count(),
        text.matches("· page").count(),
        "a head on each page"
    );
}

fn settled(lines: Vec<Line>) -> Statement {
    let figures = lines.iter().fold(Figures::default(), |all, line| all + line.figures);
    let opening_paise = Paise::new(-12_345);
    let settlement = Settlement {
        id: id(6),
        vendor: id(2),
        from: date(2026, 11, 23),
        to: date(2026, 11, 29),
        opening_paise,
        figures,
        cash_offset_paise: Paise::rupees(5_000),
        cash_left_paise: Paise::ZERO,
        closing_paise: opening_paise + figures.sum(),
    };
    Statement { settlement, lines }
}

fn sold(at: i64) -> Line {
    let figures = Figures {
        gross_paise: Paise::rupees(19_275 + at),
        commission_paise: Paise::rupees(-385),
        commission_gst_paise: Paise::new(-6_930),
        tcs_paise: Paise::new(-8_167),
        cash_paise: Paise::rupees(-5_000),
        ..Figures::default()
    };
    let number = Some("RS7K3M9QX".parse().unwrap());
    Line { on: date(2026, 11, 24), number, of: "part".to_owned(), figures }
}

fn kaluva() -> Supplier {
    Supplier {
        id: id(2),
        name: "శ్రీ లక్ష్మీ సిమెంట్ & స్టీల్".to_owned(),
        address: "Plot 12, Balanagar Main Road, Hyderabad 500037".to_owned(),
        gstin: Some("36AABCT1332L1ZF".parse().unwrap()),
    }
}

#[test]
fn a_statement_adds_up_before_the_reader() {
    let pdf = statement(&kaluva(), &settled(vec![sold(0)])).unwrap();
    assert_eq!(pdf, statement(&kaluva(), &settled(vec![sold(0)])).unwrap());
    keep("statement", &pdf);
    let text = squeezed(&text(&pdf));
    for words in [
        "Statement of account",
        "23-11-2026 to 29-11-2026",
        "సిమెంట్",
        "GSTIN 36AABCT1332L1ZF",
        "Balance before -123.45",
        "Goods and work delivered, GST included 19,275.00",
        "Commission -385.00",
        "GST on commission -69.30",
        "TCS under GST (CGST Act s. 52) -81.67",
        "Buyers' cash taken at the gate -5,000.00",
        "Balance 13,615.58",
        "We owe you ₹13,615.58",
        "Rupees Thirteen Thousand Six Hundred Fifteen and Fifty Eight Paise Only",
        "₹5,000.00 was set against what we owe you; ₹0.00 is left",
        "24-11-26 RS7K3M9QX 19,275.00 0.00 -454.30 -81.67 -5,000.00 0.00 13,739.03",
        "Sum 19,275.00 0.00 -454.30 -81.67 -5,000.00 0.00 13,739.03",
    ] {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
    assert!(!text.contains("Trips"), "what is nothing is left out");
}

#[test]
fn a_long_week_goes_on_overleaf_and_an_empty_one_is_short() {
    let pdf = statement(&kaluva(), &settled((0..120).map(sold).collect())).unwrap();
    keep("statement-long", &pdf);
    let long = squeezed(&text(&pdf));
    assert_eq!(long.matches("RS7K3M9QX").count(), 120);
    assert_eq!(long.matches("Day Order Sales").count(), long.matches("· page").count());
    let empty = squeezed(&text(&statement(&kaluva(), &settled(Vec::new())).unwrap()));
    assert!(empty.contains("You owe us ₹123.45") && !empty.contains("Day Order"), "{empty}");
}

#[test]
fn a_wage_sheet_has_a_line_for_each_day_and_trade() {
    let line = |day, trade: &str, people, shift, rate| WorkLine {
        on: date(2026, 11, day),
        number: "RS7K3M9QX".parse().unwrap(),
        locality: Name::same("Miyapur"),
        trade: Name::same(trade),
        people: Quantity::whole(people),
        shift,
        rate_paise: Paise::rupees(rate),
        total_paise: Paise::rupees(rate * i64::from(people)),
    };
    let week = WageSheet {
        from: date(2026, 11, 23),
        to: date(2026, 11, 29),
        lines: vec![
            line(23, "Mason", 4, Shift::Full, 1_100),
            line(24, "Helper", 3, Shift::HalfMorning, 375),
        ],
    };
    let pdf = wages(&kaluva(), &week).unwrap();
    keep("wages", &pdf);
    let text = squeezed(&text(&pdf));
    for words in [
        "Wage sheet",
        "23-11-2026 to 29-11-2026",
        "Mason 4 4,400.00",
        "Helper 1.5 1,125.00",
        "Sum 5.5 5,525.00",
        "23-11-26 RS7K3M9QX Miyapur Mason day 4 1,100.00 4,400.00",
        "24-11-26 RS7K3M9QX Miyapur Helper morning 3 375.00 1,125.00",
    ] {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
}
