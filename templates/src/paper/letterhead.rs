//! Above a paper of a vendor: what it is, of which days, and whose.

use jiff::civil::Date;
use realserv_domain::invoices::Supplier;

use super::sheet::{MARGIN, Sheet, Style, WIDTH};

const PLAIN: Style = Style::regular(9.0);
const STRONG: Style = Style::bold(9.0);
const TITLE: Style = Style::bold(15.0);

pub(super) fn letterhead(
    sheet: &mut Sheet,
    title: &str,
    (from, to): (Date, Date),
    vendor: &Supplier,
) {
    sheet.text(MARGIN, sheet.y, TITLE, title);
    sheet.y += TITLE.leading() + 2.0;
    sheet.rule((MARGIN, sheet.y), (WIDTH - MARGIN, sheet.y));
    sheet.y += 8.0;
    let (from, to) = (from.strftime("%d-%m-%Y"), to.strftime("%d-%m-%Y"));
    let mut block = vec![(STRONG, format!("{from} to {to}")), (STRONG, vendor.name.clone())];
    if !vendor.address.is_empty() {
        block.push((PLAIN, vendor.address.clone()));
    }
    block.extend(vendor.gstin.as_ref().map(|gstin| (PLAIN, format!("GSTIN {gstin}"))));
    for (style, text) in block {
        let lines = style.wrap(&text, WIDTH - 2.0 * MARGIN);
        sheet.y += sheet.lines((MARGIN, sheet.y), style, &lines);
    }
    sheet.y += 10.0;
}
