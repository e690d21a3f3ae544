//! A table: a head that is repeated on each page, and rows that are as high as their longest cell.

use super::sheet::{MARGIN, Sheet, Style};

const PAD: f32 = 3.0;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) title: &'static str,
    pub(super) width: f32,
    pub(super) align: Align,
}

impl Column {
    pub(super) const fn left(title: &'static str, width: f32) -> Self {
        Self { title, width, align: Align::Left }
    }

    pub(super) const fn right(title: &'static str, width: f32) -> Self {
        Self { title, width, align: Align::Right }
    }
}

pub(super) struct Table<'a> {
    columns: &'a [Column],
    size: f32,
}

impl<'a> Table<'a> {
    pub(super) fn begin(sheet: &mut Sheet, columns: &'a [Column], size: f32) -> Self {
        let table = Self { columns, size };
        sheet.make_room(4.0 * Style::regular(size).leading());
        table.head(sheet);
        table
    }

    fn width(&self) -> f32 {
        self.columns.iter().map(|column| column.width).sum()
    }

    fn head(&self, sheet: &mut Sheet) {
        let style = Style::bold(self.size);
        let height = style.leading() + 2.0 * PAD;
        sheet.shade((MARGIN, sheet.y), (self.width(), height));
        let titles: Vec<String> =
            self.columns.iter().map(|column| column.title.to_owned()).collect();
        self.draw(sheet, style, &titles);
    }

    pub(super) fn row(&self, sheet: &mut Sheet, cells: &[String]) {
        self.styled(sheet, Style::regular(self.size), cells);
    }

    /// A row that sums up those above.
    pub(super) fn sum(&self, sheet: &mut Sheet, cells: &[String]) {
        self.styled(sheet, Style::bold(self.size), cells);
    }

    fn styled(&self, sheet: &mut Sheet, style: Style, cells: &[String]) {
        let lines = self.wrapped(style, cells).iter().map(Vec::len).max().unwrap_or(1);
        let height = height(lines) * style.leading() + 2.0 * PAD;
        if !sheet.make_room(height) {
            self.head(sheet);
        }
        self.draw(sheet, style, cells);
    }

    fn wrapped(&self, style: Style, cells: &[String]) -> Vec<Vec<String>> {
        let columns = self.columns.iter().zip(cells);
        columns.map(|(column, cell)| style.wrap(cell, column.width - 2.0 * PAD)).collect()
    }

    fn draw(&self, sheet: &mut Sheet, style: Style, cells: &[String]) {
        let mut x = MARGIN;
        let mut most = 1;
        let top = sheet.y + PAD;
        for (column, lines) in self.columns.iter().zip(self.wrapped(style, cells)) {
            most = most.max(lines.len());
            for (line, text) in lines.iter().enumerate() {
                let y = top + height(line) * style.leading();
                match column.align {
                    Align::Left => sheet.text(x + PAD, y, style, text),
                    Align::Right => sheet.right(x + column.width - PAD, y, style, text),
                }
            }
            x += column.width;
        }
        sheet.y += height(most) * style.leading() + 2.0 * PAD;
        sheet.rule((MARGIN, sheet.y), (MARGIN + self.width(), sheet.y));
    }
}

/// Lines are few: exact.
#[expect(clippy::cast_precision_loss, reason = "a cell has some lines")]
const fn height(lines: usize) -> f32 {
    lines as f32
}
