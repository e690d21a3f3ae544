//! A vendor's settlement as a sheet: where he stood, a line for each part of an order, where he stands. Sums are rupees, his are
//! positive; the last line is the first and all between. It is never imported.

use realserv_domain::money::Paise;
use realserv_domain::settlements::{Figures, Statement};

use super::table;

/// The sheet of a settlement.
#[must_use]
pub fn written(statement: &Statement) -> String {
    let settlement = &statement.settlement;
    let names = Figures::default().named().map(|(name, _)| name);
    let columns: Vec<&str> =
        ["day", "order", "of"].into_iter().chain(names).chain(["sum"]).collect();
    let total = |day: String, of: &str, sum: Paise| {
        let mut row = vec![day, String::new(), of.to_owned()];
        row.extend(names.map(|_| String::new()));
        row.push(rupees(sum));
        row
    };
    let mut rows = vec![total(settlement.from.to_string(), "opening", settlement.opening_paise)];
    rows.extend(statement.lines.iter().map(|line| {
        let number = line.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut row = vec![line.on.to_string(), number, line.of.clone()];
        row.extend(line.figures.named().map(|(_, paise)| rupees(paise)));
        row.push(rupees(line.figures.sum()));
        row
    }));
    rows.push(total(settlement.to.to_string(), "closing", settlement.closing_paise));
    table::written_as_it_is(&columns, rows)
}

/// Both paise always, and no grouping: spreadsheets read it as a number.
pub(super) fn rupees(paise: Paise) -> String {
    let sign = if paise < Paise::ZERO { "-" } else { "" };
    let all = paise.get().unsigned_abs();
    format!("{sign}{}.{:02}", all / 100, all % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_has_two_decimals_and_its_sign() {
        let written = [-5, 0, 4_125_050, -100].map(|paise| rupees(Paise::new(paise)));
        assert_eq!(written, ["-0.05", "0.00", "41250.50", "-1.00"]);
    }
}
