//! A contractor's week as a sheet: a line for each trade on each day at each site. Sums are rupees. It is never imported.

use realserv_domain::orders::WageSheet;

use super::statement::rupees;
use super::table;

const COLUMNS: [&str; 9] =
    ["day", "order", "place", "trade", "shift", "people", "days", "rate", "amount"];

/// The sheet of a week.
#[must_use]
pub fn written(sheet: &WageSheet) -> String {
    let rows = sheet.lines.iter().map(|line| {
        vec![
            line.on.to_string(),
            line.number.to_string(),
            line.locality.en.clone(),
            line.trade.en.clone(),
            line.shift.as_str().to_owned(),
            line.people.to_string(),
            line.days().to_string(),
            rupees(line.rate_paise),
            rupees(line.total_paise),
        ]
    });
    table::written(&COLUMNS, rows.collect())
}
