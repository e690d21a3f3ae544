//! Tokens into pieces with a meaning: phrases before words, the lexicon before the catalogue, exact before a guess.

use strsim::osa_distance;

use super::lexicon::{self, Meaning};
use super::shelf::Shelf;
use super::tokens::Token;
use super::when;
use crate::quantity::Quantity;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Number {
        value: Quantity,
        form: Form,
    },
    Said {
        meaning: Meaning,
        word: String,
    },
    /// A word of the catalogue: a brand, "washed", "modular".
    Name(String),
    Unknown,
    Break,
}

/// How a number was written, which says how far it is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Digits,
    Word,
    /// Also an English word.
    Weak,
    /// One slip from another number, or behind what may be a minus.
    Doubtful,
}

/// "manufactured sand", "राज मिस्त्री", "ultra tech": so many words make one thing.
const LONGEST_PHRASE: usize = 3;

/// A guess costs a fifth of a millisecond; a letter of complaint is not an order.
const MOST_GUESSED: usize = 12;

pub(super) fn pieces(tokens: &[Token], shelf: &Shelf<'_>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    let mut strange = 0;
    while let Some(first) = rest.first() {
        let (piece, length) = match first {
            Token::Number(value) => (Piece::Number { value: *value, form: Form::Digits }, 1),
            Token::Dashed(value) => (Piece::Number { value: *value, form: Form::Doubtful }, 1),
            Token::Minus => (Piece::Unknown, 1),
            Token::Break => (Piece::Break, 1),
            Token::Word(word) => match phrase(rest, shelf) {
                Some(known) => known,
                None if strange < MOST_GUESSED => {
                    strange += 1;
                    guessed(word, rest, shelf)
                }
                None => (Piece::Unknown, 1),
            },
        };
        pieces.push(piece);
        rest = rest.get(length..).unwrap_or_default();
    }
    pieces
}

/// The longest run of words that is known as written.
fn phrase(tokens: &[Token], shelf: &Shelf<'_>) -> Option<(Piece, usize)> {
    (1..=LONGEST_PHRASE).rev().find_map(|length| {
        let word = joined(tokens, length)?;
        known(&word, shelf).map(|piece| (piece, length))
    })
}

fn joined(tokens: &[Token], length: usize) -> Option<String> {
    let mut word = String::new();
    for at in 0..length {
        let Some(Token::Word(next)) = tokens.get(at) else { return None };
        word.push_str(next);
    }
    Some(word)
}

fn known(word: &str, shelf: &Shelf<'_>) -> Option<Piece> {
    match lexicon::look_up(word) {
        Some(meaning) => Some(said(meaning, word)),
        None if shelf.names(word) => Some(Piece::Name(word.to_owned())),
        None => None,
    }
}

/// Number words become numbers at once; all else keeps its meaning.
fn said(meaning: Meaning, word: &str) -> Piece {
    let number = |milli, form| Piece::Number { value: Quantity::from_milli(milli), form };
    match meaning {
        Meaning::Number(milli) => number(milli, Form::Word),
        Meaning::Doubtful(milli) => number(milli, Form::Doubtful),
        Meaning::Weak(milli) => number(milli, Form::Weak),
        Meaning::Kind(_)
        | Meaning::Feature(_)
        | Meaning::Either(_)
        | Meaning::Labour
        | Meaning::Rod
        | Meaning::Measure(_)
        | Meaning::Mm
        | Meaning::Inch
        | Meaning::Times
        | Meaning::Grade
        | Meaning::Fe
        | Meaning::Ductile
        | Meaning::Multiply(_)
        | Meaning::Modify(_)
        | Meaning::And
        | Meaning::More
        | Meaning::Filler
        | Meaning::No => Piece::Said { meaning, word: word.to_owned() },
    }
}

/// A typo: the one known word that is near; for two words, the one that they make when written together.
fn guessed(word: &str, tokens: &[Token], shelf: &Shelf<'_>) -> (Piece, usize) {
    if when::is_about_time(word) {
        return (said(Meaning::Filler, word), 1);
    }
    if let Some(piece) = guess(word, shelf) {
        return (piece, 1);
    }
    let pair = joined(tokens, 2).and_then(|both| guess(&both, shelf));
    match pair {
        Some(piece) if next_is_strange(tokens, shelf) => (piece, 2),
        Some(_) | None => (Piece::Unknown, 1),
    }
}

fn next_is_strange(tokens: &[Token], shelf: &Shelf<'_>) -> bool {
    match tokens.get(1) {
        Some(Token::Word(next)) => known(next, shelf).is_none() && guess(next, shelf).is_none(),
        Some(Token::Number(_) | Token::Dashed(_) | Token::Minus | Token::Break) | None => false,
    }
}

/// Shorter words have too many neighbours.
const FEWEST_GUESSED: usize = 4;

/// How many slips are forgiven in a word of this length.
const fn slips(length: usize) -> usize {
    match length {
        0..4 => 0,
        4..7 => 1,
        _ => 2,
    }
}

/// The nearest known word, if it is near enough and no other meaning is as near. Short words are never guessed, but they
/// do stand in the way: "iton" may be "iron" and may be "ton".
fn guess(word: &str, shelf: &Shelf<'_>) -> Option<Piece> {
    let length = word.chars().count();
    let most = slips(length);
    if most == 0 {
        return None;
    }
    let letters = letters_of(word);
    let lexicon = lexicon::things(length, most).map(|(known, meaning)| (known, Some(meaning)));
    let names = shelf.all_names().map(|known| (known, None));
    let mut nearest: Option<(usize, Piece)> = None;
    let mut tied = false;
    for (known, meaning) in lexicon.chain(names) {
        // No slip leads from one script to another, and each makes a word longer or shorter by one at the most.
        if known.is_ascii() != word.is_ascii() || known.chars().count().abs_diff(length) > most {
            continue;
        }
        // A slip changes two letters of the alphabet at the most, and most words differ in more: no table is filled for them.
        if (letters ^ letters_of(known)).count_ones() as usize > 2 * most {
            continue;
        }
        let distance = osa_distance(word, known);
        // Nobody puts a letter in front of a word by a slip: a driver is no river.
        if distance > most || word.ends_with(known) {
            continue;
        }
        let piece = match meaning {
            Some(meaning) => said(meaning, known),
            None => Piece::Name(known.to_owned()),
        };
        match &nearest {
            Some((best, other)) if distance == *best => tied |= !same(other, &piece),
            Some((best, _)) if distance > *best => {}
            Some(_) | None => (nearest, tied) = (Some((distance, piece)), false),
        }
    }
    let (_, piece) = nearest.filter(|_| !tied)?;
    (spelled(&piece)?.chars().count() >= FEWEST_GUESSED).then_some(piece)
}

/// Which letters a word has. Several share a place, which can only make two words look more alike.
fn letters_of(word: &str) -> u64 {
    word.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64))
}

fn spelled(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Said { word, .. } | Piece::Name(word) => Some(word),
        Piece::Number { .. } | Piece::Unknown | Piece::Break => None,
    }
}

/// Two spellings of one meaning do not contend.
fn same(a: &Piece, b: &Piece) -> bool {
    match (a, b) {
        (Piece::Said { meaning: a, .. }, Piece::Said { meaning: b, .. }) => a == b,
        (Piece::Name(a), Piece::Name(b)) => a == b,
        (
            Piece::Number { .. }
            | Piece::Said { .. }
            | Piece::Name(_)
            | Piece::Unknown
            | Piece::Break,
            _,
        ) => false,
    }
}
