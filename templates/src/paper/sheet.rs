//! Pages of A4, and what is drawn on them: text, lines and shades, in points from the upper left corner.

use krilla::Document;
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use realserv_domain::money::Paise;

use super::fonts::{Run, Weight, shape, width};

pub(super) const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
pub(super) const MARGIN: f32 = 36.0;
/// The line below which nothing but the page's number stands.
const BOTTOM: f32 = HEIGHT - 54.0;

/// A line of text needs so much more than its size: Telugu has letters below letters.
const LEADING: f32 = 1.45;

/// The paper could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the paper cannot be written: {0}")]
pub struct NoPaper(String);

/// How text is set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) weight: Weight,
}

impl Style {
    pub(super) const fn regular(size: f32) -> Self {
        Self { size, weight: Weight::Regular }
    }

    pub(super) const fn bold(size: f32) -> Self {
        Self { size, weight: Weight::Bold }
    }

    pub(super) fn leading(self) -> f32 {
        self.size * LEADING
    }

    pub(super) fn width(self, text: &str) -> f32 {
        width(text, self.weight) * self.size
    }

    /// The text in lines that are no wider than this. A word that is wider alone is cut.
    pub(super) fn wrap(self, text: &str, most: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.last().map(String::as_str).unwrap_or_default();
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer) <= most {
                lines.pop();
                lines.push(longer);
            } else if self.width(word) <= most {
                lines.push(word.to_owned());
            } else {
                self.cut(word, most, &mut lines);
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn cut(self, word: &str, most: f32, lines: &mut Vec<String>) {
        let mut piece = String::new();
        for letter in unicode_segmentation::UnicodeSegmentation::graphemes(word, true) {
            let longer = format!("{piece}{letter}");
            if self.width(&longer) > most && !piece.is_empty() {
                lines.push(std::mem::replace(&mut piece, letter.to_owned()));
            } else {
                piece = longer;
            }
        }
        lines.push(piece);
    }
}

enum Mark {
    Text { at: (f32, f32), size: f32, runs: Vec<Run> },
    Line { from: (f32, f32), to: (f32, f32) },
    Shade { at: (f32, f32), size: (f32, f32) },
}

/// A paper while it is being drawn. `y` is where the next thing goes.
pub(super) struct Sheet {
    pages: Vec<Vec<Mark>>,
    pub(super) y: f32,
}

impl Sheet {
    pub(super) fn new() -> Self {
        Self { pages: vec![Vec::new()], y: MARGIN }
    }

    /// Whether so much fits below; if not, a new page is begun.
    pub(super) fn make_room(&mut self, height: f32) -> bool {
        let fits = self.y + height <= BOTTOM;
        if !fits {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
        fits
    }

    /// A line of text with its top at `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, style: Style, text: &str) {
        let runs = shape(text, style.weight);
        // The base line, with room for what stands above the letters.
        let at = (x, y + style.size * 1.1);
        self.mark(Mark::Text { at, size: style.size, runs });
    }

    /// The same ending at `x`.
    pub(super) fn right(&mut self, x: f32, y: f32, style: Style, text: &str) {
        self.text(x - style.width(text), y, style, text);
    }

    /// Lines one below the other; answers how high they are.
    pub(super) fn lines(&mut self, (x, y): (f32, f32), style: Style, lines: &[String]) -> f32 {
        let mut down = 0.0;
        for line in lines {
            self.text(x, y + down, style, line);
            down += style.leading();
        }
        down
    }

    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.mark(Mark::Line { from, to });
    }

    pub(super) fn shade(&mut self, at: (f32, f32), size: (f32, f32)) {
        self.mark(Mark::Shade { at, size });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// The bytes of the file. Without the time of writing: the same paper is the same file.
    pub(super) fn finish(mut self, title: &str) -> Result<Vec<u8>, NoPaper> {
        self.number_pages(title);
        let mut document = Document::new();
        document.set_metadata(
            Metadata::new()
                .title(title.to_owned())
                .language("en-IN".to_owned())
                .creator("RealServ".to_owned()),
        );
        let settings =
            PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| NoPaper("no page".into()))?;
        for marks in &self.pages {
            let mut page = document.start_page_with(settings.clone());
            let mut surface = page.surface();
            marks.iter().for_each(|mark| draw(&mut surface, mark));
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|error| NoPaper(format!("{error:?}")))
    }

    /// Below each page, where there is more than one.
    fn number_pages(&mut self, title: &str) {
        let all = self.pages.len();
        if all < 2 {
            return;
        }
        for (at, page) in self.pages.iter_mut().enumerate() {
            let style = Style::regular(7.5);
            let runs = shape(&format!("{title} · page {} of {all}", at + 1), style.weight);
            page.push(Mark::Text { at: (MARGIN, HEIGHT - 30.0), size: style.size, runs });
        }
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Text { at, size, runs } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(0)));
            let mut x = at.0;
            for run in runs {
                let start = Point::from_xy(x, at.1);
                surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &run.text, *size, false);
                x += run.width * size;
            }
        }
        Mark::Line { from, to } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    width: 0.6,
                    paint: luma::Color::new(120).into(),
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Mark::Shade { at, size } => {
            let rect = Rect::from_xywh(at.0, at.1, size.0, size.1);
            let path = rect.and_then(|rect| {
                let mut path = PathBuilder::new();
                path.push_rect(rect);
                path.finish()
            });
            if let Some(path) = path {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(238)));
                surface.draw_path(&path);
            }
        }
    }
}

fn fill(grey: u8) -> Fill {
    Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// `1,23,456.50`, always with paise: sums stand below each other.
pub(super) fn plain(paise: Paise) -> String {
    let shown = paise.to_string().replace('₹', "");
    if shown.contains('.') { shown } else { format!("{shown}.00") }
}
