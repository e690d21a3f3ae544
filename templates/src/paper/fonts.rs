//! Noto Sans for three scripts (`templates/fonts/`), and text shaped with it.
//!
//! Indic letters join and change places, so a text is never drawn letter by letter: it is cut into runs of one script, and each
//! is shaped as a whole.

use std::ops::Range;
use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Telugu,
    Devanagari,
}

/// A face, as it is shaped with and as it is drawn with.
struct Cut {
    face: Face<'static>,
    font: Font,
}

struct Faces {
    latin: [Cut; 2],
    telugu: [Cut; 2],
    devanagari: [Cut; 2],
}

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let cut = |bytes: &'static [u8]| {
        Some(Cut { face: Face::from_slice(bytes, 0)?, font: Font::new(bytes.into(), 0)? })
    };
    Some(Faces {
        latin: [
            cut(include_bytes!("../../fonts/NotoSans-Regular.ttf"))?,
            cut(include_bytes!("../../fonts/NotoSans-Bold.ttf"))?,
        ],
        telugu: [
            cut(include_bytes!("../../fonts/NotoSansTelugu-Regular.ttf"))?,
            cut(include_bytes!("../../fonts/NotoSansTelugu-Bold.ttf"))?,
        ],
        devanagari: [
            cut(include_bytes!("../../fonts/NotoSansDevanagari-Regular.ttf"))?,
            cut(include_bytes!("../../fonts/NotoSansDevanagari-Bold.ttf"))?,
        ],
    })
});

/// None only where the fonts that are part of the program cannot be read, which a test would have found.
fn cut(script: Script, weight: Weight) -> Option<&'static Cut> {
    let faces = FACES.as_ref()?;
    let [regular, bold] = match script {
        Script::Latin => &faces.latin,
        Script::Telugu => &faces.telugu,
        Script::Devanagari => &faces.devanagari,
    };
    Some(match weight {
        Weight::Regular => regular,
        Weight::Bold => bold,
    })
}

/// A run of one script, ready to be drawn.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) font: Font,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// Of a font of one point.
    pub(super) width: f32,
}

/// A text in one line: its runs one after the other.
pub(super) fn shape(text: &str, weight: Weight) -> Vec<Run> {
    let text = printable(text);
    let runs = runs(&text).into_iter();
    runs.filter_map(|(script, range)| shape_run(text.get(range)?, script, weight)).collect()
}

/// How wide a text is, of a font of one point.
pub(super) fn width(text: &str, weight: Weight) -> f32 {
    shape(text, weight).iter().map(|run| run.width).sum()
}

/// What no face has (a smiley in somebody's name) is left out, and every blank is one blank.
fn printable(text: &str) -> String {
    let has = |c: &char| {
        cut(script_of(*c).unwrap_or(Script::Latin), Weight::Regular)
            .is_some_and(|cut| cut.face.glyph_index(*c).is_some())
            || is_joiner(*c)
    };
    let words = text.split_whitespace().map(|word| word.chars().filter(has).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// None for what every script uses: it goes with what stands before it.
const fn script_of(c: char) -> Option<Script> {
    match c {
        '\u{0c00}'..='\u{0c7f}' => Some(Script::Telugu),
        '\u{0964}' | '\u{0965}' | '\u{200c}' | '\u{200d}' | ' ' => None,
        '\u{0900}'..='\u{097f}' | '\u{a8e0}'..='\u{a8ff}' => Some(Script::Devanagari),
        _ => Some(Script::Latin),
    }
}

fn runs(text: &str) -> Vec<(Script, Range<usize>)> {
    let mut runs: Vec<(Script, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match (runs.last_mut(), script_of(c)) {
            (Some((script, range)), of) if of.is_none_or(|of| of == *script) => range.end = end,
            (_, of) => runs.push((of.unwrap_or(Script::Latin), at..end)),
        }
    }
    runs
}

fn shape_run(text: &str, script: Script, weight: Weight) -> Option<Run> {
    let Cut { face, font } = cut(script, weight)?;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(face, &[], buffer);
    let infos = shaped.glyph_infos();
    let em = |units: i32| precise(units) / font.units_per_em();
    let mut glyphs = Vec::with_capacity(shaped.len());
    for (at, (info, place)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let start = usize::try_from(info.cluster).unwrap_or(0);
        // A glyph stands for the text up to where the next cluster begins.
        let next = infos.iter().skip(at).find(|next| next.cluster != info.cluster);
        let end = next.map_or(text.len(), |next| usize::try_from(next.cluster).unwrap_or(0));
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            em(place.x_advance),
            em(place.x_offset),
            em(place.y_offset),
            em(place.y_advance),
            start..end,
            None,
        ));
    }
    let width = shaped.glyph_positions().iter().map(|place| em(place.x_advance)).sum();
    Some(Run { text: text.to_owned(), font: font.clone(), glyphs, width })
}

/// Font units are small whole numbers: exact.
#[expect(clippy::cast_precision_loss, reason = "font units are below 2^16")]
const fn precise(units: i32) -> f32 {
    units as f32
}
