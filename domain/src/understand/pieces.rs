//! Questions to a piece and its neighbours, and a message that is a quantity and nothing else.

use super::lexicon::{self, Meaning};
use super::words::Piece;
use super::{Count, Measure};
use crate::quantity::Unit;

/// The one number of a message that holds nothing else.
pub(super) fn count_alone(pieces: &[Piece]) -> Option<Count> {
    let mut found: Option<Count> = None;
    let mut idle = None;
    for piece in pieces {
        match piece {
            Piece::Number { .. } if found.is_some() => return None,
            Piece::Number { value, .. } => found = Some(Count { number: *value, measure: None }),
            Piece::Said { meaning: Meaning::Filler, word } if !could_be_measure(word) => {}
            Piece::Said { .. } | Piece::Name(_) | Piece::Unknown | Piece::Break => {
                idle = Some(measure(piece).filter(|_| idle.is_none())?);
            }
        }
    }
    found.map(|count| Count { measure: idle, ..count })
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
