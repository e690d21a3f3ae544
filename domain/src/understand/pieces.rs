//! Questions to a piece and its neighbours, and a message that is a quantity and nothing else.

use super::lexicon::{self, Meaning};
use super::words::Piece;
use super::{Count, Measure};
use crate::quantity::Unit;

/// The one number of a message that holds nothing else.
pub(super) fn count_alone(pieces: &[Piece]) -> Option<Count> {
    let mut found: Option<Count> = None;
    let mut idle = None;
    let mut more = false;
    for piece in pieces {
        match piece {
            Piece::Number { .. } if found.is_some() => return None,
            Piece::Number { value, .. } => found = Some(Count::new(*value, None)),
            Piece::Said { meaning: Meaning::More, .. } => more = true,
            Piece::Said { meaning: Meaning::Filler, word } if !could_be_measure(word) => {}
            Piece::Said { .. } | Piece::Name(_) | Piece::Unknown | Piece::Break => {
                idle = Some(measure(piece).filter(|_| idle.is_none())?);
            }
        }
    }
    found.map(|count| Count { measure: idle, more, ..count })
}

/// Not counting words that say nothing of what or how much.
fn says_something(piece: &Piece) -> bool {
    !matches!(piece, Piece::Said { meaning: Meaning::Filler | Meaning::And, .. } | Piece::Break)
}

pub(super) fn begins_with_more(pieces: &[Piece]) -> bool {
    is(pieces.iter().find(|piece| says_something(piece)), Meaning::More)
}

/// "aur 10 bori", "10 bori aur": an *and* that joins nothing means *more*.
pub(super) fn and_or_more(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let first = pieces.iter().position(says_something);
    let last = pieces.iter().rposition(says_something);
    for (at, piece) in pieces.iter_mut().enumerate() {
        let joins = first.is_some_and(|first| first < at) && last.is_some_and(|last| at < last);
        if let Piece::Said { meaning: meaning @ Meaning::And, .. } = piece
            && !joins
        {
            *meaning = Meaning::More;
        }
    }
    pieces
}

pub(super) fn could_be_measure(word: &str) -> bool {
    lexicon::measures().any(|measure| strsim::osa_distance(measure, word) <= 1)
}

pub(super) fn is(piece: Option<&Piece>, meaning: Meaning) -> bool {
    matches!(piece, Some(Piece::Said { meaning: said, .. }) if *said == meaning)
}

/// A word that its grade stands behind.
pub(super) fn is_grade_word(piece: Option<&Piece>) -> bool {
    [Meaning::Fe, Meaning::Grade, Meaning::Feature("opc")].iter().any(|word| is(piece, *word))
}

pub(super) fn measure(piece: &Piece) -> Option<Measure> {
    match piece {
        Piece::Said { meaning: Meaning::Measure(measure), .. } => Some(*measure),
        Piece::Said { meaning: Meaning::Rod, .. } => Some(Measure::Unit(Unit::Rod)),
        Piece::Said { .. }
        | Piece::Number { .. }
        | Piece::Name(_)
        | Piece::Unknown
        | Piece::Break => None,
    }
}

/// Whether the piece behind a number claims it.
pub(super) fn owns_number(piece: Option<&Piece>) -> bool {
    is(piece, Meaning::Mm)
        || is(piece, Meaning::Inch)
        || is(piece, Meaning::Grade)
        || is(piece, Meaning::Times)
        || piece.and_then(measure).is_some()
}

/// Whether a number word before it counts it.
pub(super) fn is_thing(piece: Option<&Piece>) -> bool {
    match piece {
        Some(Piece::Name(_)) => true,
        Some(Piece::Said { meaning, .. }) => matches!(
            meaning,
            Meaning::Kind(_)
                | Meaning::Feature(_)
                | Meaning::Either(_)
                | Meaning::Labour
                | Meaning::Rod
        ),
        Some(Piece::Number { .. } | Piece::Unknown | Piece::Break) | None => false,
    }
}

/// `9 x 4 x 3 in`: the size as one text, and how many pieces it took.
pub(super) fn size(pieces: &[Piece]) -> Option<(String, usize)> {
    let mut size = String::new();
    let mut at = 0;
    while let Some(Piece::Number { value, .. }) = pieces.get(at) {
        size.push_str(&value.to_string());
        let more = is(pieces.get(at + 1), Meaning::Times)
            && matches!(pieces.get(at + 2), Some(Piece::Number { .. }));
        if !more {
            break;
        }
        size.push('x');
        at += 2;
    }
    if at == 0 {
        return None;
    }
    let unit = pieces.get(at + 1);
    let length = if is(unit, Meaning::Mm) || is(unit, Meaning::Inch) { at + 2 } else { at + 1 };
    Some((size, length))
}
