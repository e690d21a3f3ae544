//! Text into rows with their line numbers, rows into text. CSV as spreadsheets write it (RFC 4180, also with a byte order mark),
//! by the `csv` crate: cells may go over lines, quotes are doubled, and a person's file has all of that.
//!
//! A cell that begins with `=`, `+`, `-` or `@` is a formula to a spreadsheet, whoever wrote it. It is written with an apostrophe
//! in front, as OWASP's "CSV Injection" asks, and read without.

use std::fmt;

use super::{Report, Sheet};

/// More than that nobody reads at once.
pub const MOST_MISTAKES: usize = 100;

/// A file of more is cut in two by whoever has it.
const MOST_ROWS: usize = 20_000;

/// One cell that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Line of the file.
    pub row: u64,
    /// Empty where the row as a whole is wrong.
    pub column: &'static str,
    pub problem: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// A sheet's rows, and what was wrong with them so far.
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    mistakes: Vec<Mistake>,
}

pub(super) struct Row {
    pub(super) number: u64,
    columns: &'static [&'static str],
    cells: Vec<String>,
}

impl Row {
    pub(super) fn text(&self, column: &'static str) -> &str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }
}

/// The mistakes of one row, noted while its cells are read.
pub(super) struct Reader<'a> {
    pub(super) row: &'a Row,
    mistakes: &'a mut Vec<Mistake>,
}

impl Reader<'_> {
    /// The cell as a value; none, and a mistake noted, where it is not one.
    pub(super) fn read<T, E: fmt::Display>(
        &mut self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        parse(self.row.text(column)).map_err(|error| self.refuse(column, error.to_string())).ok()
    }

    pub(super) fn refuse(&mut self, column: &'static str, problem: String) {
        if self.mistakes.len() < MOST_MISTAKES {
            self.mistakes.push(Mistake { row: self.row.number, column, problem });
        }
    }
}

impl Table {
    /// The sheet that has this header, or what is wrong with the text.
    pub(super) fn read_one_of(
        bytes: &[u8],
        sheets: &[Sheet],
    ) -> Result<(Sheet, Self), Vec<Mistake>> {
        let header = header(bytes)?;
        let sheet = sheets.iter().copied().find(|sheet| header == sheet.columns());
        let Some(sheet) = sheet else {
            let headers: Vec<String> = sheets.iter().map(|s| s.columns().join(",")).collect();
            let problem = format!("the header must be {}", headers.join(" or "));
            return Err(vec![Mistake { row: 1, column: "", problem }]);
        };
        Self::read(bytes, sheet.columns()).map(|table| (sheet, table))
    }

    /// The rows below exactly this header.
    pub(super) fn read(
        bytes: &[u8],
        columns: &'static [&'static str],
    ) -> Result<Self, Vec<Mistake>> {
        if header(bytes)? != columns {
            let problem = format!("the header must be {}", columns.join(","));
            return Err(vec![Mistake { row: 1, column: "", problem }]);
        }
        let mut table = Self { rows: Vec::new(), mistakes: Vec::new() };
        let mut lines = Lines { bytes: without_mark(bytes), at: 0, line: 1 };
        for record in reader(bytes).records() {
            if table.mistakes.len() >= MOST_MISTAKES {
                break;
            }
            let position = match &record {
                Ok(record) => record.position(),
                Err(error) => error.position(),
            };
            let number = lines.of(position);
            table.take(number, record, columns);
        }
        Ok(table)
    }

    fn take(
        &mut self,
        number: u64,
        record: csv::Result<csv::StringRecord>,
        columns: &'static [&'static str],
    ) {
        let mut refuse = |problem| self.mistakes.push(Mistake { row: number, column: "", problem });
        match record {
            Err(_) => refuse("is not UTF-8".to_owned()),
            Ok(record) => {
                if self.rows.len() >= MOST_ROWS {
                    refuse(format!("a sheet has at most {MOST_ROWS} rows"));
                } else if record.len() == columns.len() {
                    let cells = record.iter().map(unguarded).collect();
                    self.rows.push(Row { number, columns, cells });
                } else {
                    refuse(format!("{} cells, not {}", record.len(), columns.len()));
                }
            }
        }
    }

    /// Every row as `read` makes it; a row with a mistake is left out.
    pub(super) fn map<T>(
        &mut self,
        mut read: impl FnMut(&mut Reader<'_>) -> Option<T>,
    ) -> Vec<(u64, T)> {
        let mistakes = &mut self.mistakes;
        let rows = self.rows.iter();
        rows.filter_map(|row| Some((row.number, read(&mut Reader { row, mistakes })?))).collect()
    }

    /// What the tables say against rows.
    pub(super) fn refuse(&mut self, mistakes: Vec<Mistake>) {
        let room = MOST_MISTAKES.saturating_sub(self.mistakes.len());
        self.mistakes.extend(mistakes.into_iter().take(room));
    }

    /// The mistakes, if there are any.
    pub(super) fn checked(&mut self) -> Result<(), Vec<Mistake>> {
        let mut mistakes = std::mem::take(&mut self.mistakes);
        mistakes.sort_by_key(|mistake| mistake.row);
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).from_reader(without_mark(bytes))
}

/// Spreadsheets begin UTF-8 with a byte order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Lines as editors count them. The parser's own number is one too low where lines end in CR LF: it leaves the LF to the next.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line that a record begins on; records come in order.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let to = position.and_then(|position| usize::try_from(position.byte()).ok());
        let to = to.unwrap_or(self.at).max(self.at);
        let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let rest = self.bytes.get(to..).unwrap_or_default();
        let to = to + rest.iter().take_while(|byte| ends(byte)).count();
        let passed = self.bytes.get(self.at..to).unwrap_or_default();
        self.line += passed.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.at = to;
        self.line
    }
}

fn header(bytes: &[u8]) -> Result<Vec<String>, Vec<Mistake>> {
    let mut reader = reader(bytes);
    let header = reader.headers().map_err(|_| {
        vec![Mistake { row: 1, column: "", problem: "the header is not UTF-8".to_owned() }]
    })?;
    Ok(header.iter().map(|name| name.trim().to_owned()).collect())
}

const BEGINS_A_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn guarded(cell: &str) -> String {
    if cell.starts_with(BEGINS_A_FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

fn unguarded(cell: &str) -> String {
    let bare = cell.strip_prefix('\'').filter(|bare| bare.starts_with(BEGINS_A_FORMULA));
    bare.unwrap_or(cell).trim().to_owned()
}

pub(crate) fn written(columns: &[&str], rows: Vec<Vec<String>>) -> String {
    let guard = |row: Vec<String>| row.iter().map(|cell| guarded(cell)).collect();
    written_as_it_is(columns, rows.into_iter().map(guard).collect())
}

/// For cells that nobody has typed: a sum below zero stays a number.
pub(super) fn written_as_it_is(columns: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = columns.iter().map(|name| (*name).to_owned()).collect();
    for row in std::iter::once(header).chain(rows) {
        // Into memory, rows of one length: nothing can fail.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// One text against another under a column's name.
pub(super) fn difference(column: &str, was: &str, is: &str, what: &mut Vec<String>) -> bool {
    if was != is {
        what.push(format!("{column}: {was} → {is}"));
    }
    was != is
}

impl Report {
    /// Column by column.
    pub(super) fn differences(
        columns: &[&'static str],
        was: &[String],
        is: &[String],
    ) -> Vec<String> {
        let mut what = Vec::new();
        for ((column, was), is) in columns.iter().zip(was).zip(is) {
            difference(column, was, is, &mut what);
        }
        what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["code", "price"];

    fn read(text: &str) -> Result<Vec<(u64, u32)>, Vec<String>> {
        let said =
            |mistakes: Vec<Mistake>| mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>();
        let mut table = Table::read(text.as_bytes(), COLUMNS).map_err(said)?;
        let rows = table.map(|row| row.read("price", str::parse::<u32>));
        table.checked().map_err(said)?;
        Ok(rows)
    }

    #[test]
    fn every_mistake_is_told_with_its_row_and_column() {
        assert_eq!(read("\u{feff}code,price\r\n\"A\nB\",1\r\nC,2\r\n"), Ok(vec![(2, 1), (4, 2)]));
        assert_eq!(
            read("code,price\nA,x\nB\nC,3\nD,y\n"),
            Err(vec![
                "row 2, column price: invalid digit found in string".to_owned(),
                "row 3: 1 cells, not 2".to_owned(),
                "row 5, column price: invalid digit found in string".to_owned(),
            ])
        );
        assert_eq!(
            read("code,prise\nA,1\n"),
            Err(vec!["row 1: the header must be code,price".to_owned()])
        );
        let many: String = (0..500).map(|_| "A,x\n").collect();
        assert_eq!(read(&format!("code,price\n{many}")).map_err(|wrong| wrong.len()), Err(100));
    }

    #[test]
    fn no_cell_is_a_formula_and_each_comes_back() {
        for cell in ["=1+1", "+91", "-5", "@x", "plain", "a,b", "say \"x\"", "'quoted", "", "ధర"]
        {
            let text = written(&["cell"], vec![vec![cell.to_owned()]]);
            let raw = reader(text.as_bytes()).records().next().unwrap().unwrap();
            assert!(!raw[0].starts_with(BEGINS_A_FORMULA), "{cell}");
            assert_eq!(unguarded(&raw[0]), cell);
        }
    }
}
