//! Reads the marketplace's CSV files, and remembers every mistake with its file, row and column.
//!
//! Commas part the cells, double quotes hold a cell that has a comma, `#` begins a line for people, and a cell does
//! not go over the end of its line. That is all the CSV that our own files need; what people upload is another matter.

use std::collections::BTreeSet;
use std::fmt;

/// One thing that is wrong in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub file: &'static str,
    /// Counted as editors count lines.
    pub row: usize,
    /// Empty where the row as a whole is wrong.
    pub column: &'static str,
    pub problem: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} row {}", self.file, self.row)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// All of them, so that they can be mended in one go.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Mistake::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Mistakes {}

/// A line of a file, cut into the cells of its columns.
pub(super) struct Row {
    file: &'static str,
    number: usize,
    columns: &'static [&'static str],
    cells: Vec<String>,
}

impl Row {
    pub(super) fn text(&self, column: &'static str) -> &str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    /// The cell as a value; none, and a mistake noted, where it is not one.
    pub(super) fn read<T, E: fmt::Display>(
        &self,
        column: &'static str,
        mistakes: &mut Mistakes,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        parse(self.text(column)).map_err(|e| self.refuse(column, e.to_string(), mistakes)).ok()
    }

    pub(super) fn refuse(&self, column: &'static str, problem: String, mistakes: &mut Mistakes) {
        mistakes.0.push(Mistake { file: self.file, row: self.number, column, problem });
    }
}

/// The keys that a file has had so far: each may stand there once.
#[derive(Default)]
pub(super) struct Once(BTreeSet<String>);

impl Once {
    pub(super) fn see(
        &mut self,
        key: &str,
        row: &Row,
        column: &'static str,
        mistakes: &mut Mistakes,
    ) {
        if !self.0.insert(key.to_owned()) {
            row.refuse(column, format!("{key:?} stands in the file twice"), mistakes);
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains(key)
    }
}

/// The rows below the header, which has to be exactly `columns`.
pub(super) fn rows(
    file: &'static str,
    text: &str,
    columns: &'static [&'static str],
    mistakes: &mut Mistakes,
) -> Vec<Row> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let (number, header) = lines.next().unwrap_or((1, ""));
    let mut refuse = |row: usize, problem: String| {
        mistakes.0.push(Mistake { file, row, column: "", problem });
    };
    if header != columns.join(",") {
        refuse(number, format!("the header is not {}", columns.join(",")));
        return Vec::new();
    }
    let mut rows = Vec::new();
    for (number, line) in lines {
        match cells(line) {
            None => refuse(number, "a quote is not closed, or stands inside a cell".to_owned()),
            Some(cells) if cells.len() != columns.len() => {
                refuse(number, format!("{} cells, not {}", cells.len(), columns.len()));
            }
            Some(cells) => rows.push(Row { file, number, columns, cells }),
        }
    }
    rows
}

/// The cells of a line; none where its quotes make no sense. A doubled quote inside quotes is one quote (RFC 4180).
fn cells(line: &str) -> Option<Vec<String>> {
    let mut cells = Vec::new();
    let mut rest = line;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted)?,
            None => plain_cell(rest)?,
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None if after.is_empty() => return Some(cells),
            None => return None,
        }
    }
}

fn plain_cell(text: &str) -> Option<(String, &str)> {
    let (cell, after) = text.split_at(text.find(',').unwrap_or(text.len()));
    (!cell.contains('"')).then(|| (cell.trim().to_owned(), after))
}

fn quoted_cell(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Some((cell, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_hold_commas_and_quotes() {
        let cut = |line| cells(line).unwrap_or_default();
        assert_eq!(cut("a,,c"), ["a", "", "c"]);
        assert_eq!(cut(r#""Sand, coarse","6"" block","#), ["Sand, coarse", "6\" block", ""]);
        for wrong in [r#""open"#, r#"a"b,c"#, r#""a"b,c"#] {
            assert_eq!(cells(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let mut mistakes = Mistakes::default();
        let text = "# for people\ncode,price\nA,1\nB\n\nC,x\nD,\"2\n";
        let found = rows("test.csv", text, &["code", "price"], &mut mistakes);
        let prices: Vec<Option<u32>> =
            found.iter().map(|row| row.read("price", &mut mistakes, str::parse::<u32>)).collect();
        assert_eq!(prices, [Some(1), None]);
        assert_eq!(
            mistakes.to_string(),
            "test.csv row 4: 1 cells, not 2\n\
             test.csv row 7: a quote is not closed, or stands inside a cell\n\
             test.csv row 6, column price: invalid digit found in string"
        );
    }

    #[test]
    fn a_header_of_other_columns_is_refused() {
        let mut mistakes = Mistakes::default();
        assert!(rows("test.csv", "code,prise\nA,1", &["code", "price"], &mut mistakes).is_empty());
        assert_eq!(mistakes.to_string(), "test.csv row 1: the header is not code,price");
    }
}
