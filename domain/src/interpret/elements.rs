//! What stands in a line: quantities with their units, bits that say what is wanted, and what is done with it.

use super::between::{self, Between};
use super::lexemes;
use super::lexemes::{Lexeme, What};
use super::lexicon::{self, Cue, Lex, Unit};
use super::noise::{counts, without_noise};
use crate::catalog::Kind;
use crate::quantity::Quantity;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Quantity {
        value: Quantity,
        unit: Option<Unit>,
        each: bool,
        rod: bool,
    },
    Between(Between),
    Unit(Unit),
    Bit(Bit),
    Shift(&'static str),
    /// A word that must be asked about: beldar, a cement brick, a tile.
    Puzzle(&'static str),
    Break,
    Or,
    /// Whether it denies what follows (*not*) or what stands before it (*nahi*, *kaadu*).
    Not(Denies),
    Do(Do),
    /// "to 40", "40 ki": what it becomes.
    Becomes,
    /// A word that may be a mistyped one that counts.
    Doubt,
    /// Told of another time.
    Aside,
    /// What stands before it is what it was.
    Was,
    /// What follows is meant instead.
    Wait,
    /// A word that nobody knows.
    Strange,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denies {
    Before,
    After,
}

/// What is done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Do {
    Add,
    Less,
    Raise,
    Set,
    Remove,
    Instead,
    InsteadOf,
}

/// What is said of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bit {
    Kind(Kind),
    Attr(Kind, &'static str, String),
    Brand(Option<Kind>, &'static str),
    Mm(u32),
    Inches(u32),
    Rod,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) element: Element,
    pub(super) sure: u16,
    pub(super) from: usize,
    pub(super) to: usize,
}

pub(super) fn elements(lexemes: &[Lexeme], used: &[bool]) -> Vec<Placed> {
    let left: Vec<Lexeme> = lexemes
        .iter()
        .zip(used)
        .filter(|(_, used)| !**used)
        .map(|(lexeme, _)| lexeme.clone())
        .collect();
    let left = without_noise(left);
    let mut out: Vec<Placed> = Vec::new();
    let mut at = 0;
    while at < left.len() {
        let (mut element, length) = element(&left, at);
        if element.is_none() && (may_count(&left, at) || is_of_something(&left, at)) {
            element = Some(Element::Doubt);
        }
        let taken = left.get(at..at + length).unwrap_or_default();
        if let (Some(element), Some(first), Some(last)) = (element, taken.first(), taken.last()) {
            let sure = taken.iter().map(|l| l.sure).min().unwrap_or(0);
            out.push(Placed { element, sure, from: first.from, to: last.to });
        }
        at += length.max(1);
    }
    out
}

const SPEAKS: &[&str] = &[
    "said",
    "says",
    "will",
    "told",
    "bola",
    "bole",
    "bol",
    "annadu",
    "annaru",
    "cheppadu",
    "cheppindu",
    "ko",
    "ki",
    "number",
    "name",
];

/// "Sagar Ring Road", "Priya madam": a name, and no brand.
fn names_a_place(next: Option<&Lexeme>) -> bool {
    const NAMED: &[&str] = &[
        "ring",
        "road",
        "ringroad",
        "nagar",
        "colony",
        "madam",
        "garu",
        "reddy",
        "rao",
        "apartment",
        "apartments",
        "towers",
        "enclave",
        "puram",
        "theatre",
        "hospital",
        "complex",
        "gari",
    ];
    next.is_some_and(|next| NAMED.contains(&next.word.as_str()))
}

/// "2 loads of snd": a unit of something, whatever it is.
fn is_of_something(left: &[Lexeme], at: usize) -> bool {
    let unit = at.checked_sub(1).and_then(|at| left.get(at)).and_then(Lexeme::lex);
    let of = left.get(at).is_some_and(|l| l.word == "of");
    let next = left.get(at + 1);
    let named = is_thing(next)
        || next.is_some_and(|l| matches!(l.what, What::Number { .. }) || l.is(Lex::Filler));
    of && matches!(unit, Some(Lex::Unit(_))) && !named
}

/// A mistyped word that counts stands beside what it is of.
fn is_beside_goods(left: &[Lexeme], at: usize) -> bool {
    let goods = |l: Option<&Lexeme>| {
        l.is_some_and(|l| {
            matches!(l.what, What::Number { .. })
                || matches!(
                    l.lex(),
                    Some(
                        Lex::Unit(_)
                            | Lex::Thing(_)
                            | Lex::Of(..)
                            | Lex::Brand(..)
                            | Lex::Brands(_)
                            | Lex::Rod
                            | Lex::Mm
                            | Lex::Inch
                            | Lex::Grade
                            | Lex::Multiply(_)
                            | Lex::Modify(_)
                            | Lex::DayWord
                    )
                )
        })
    };
    goods(at.checked_sub(1).and_then(|at| left.get(at))) || goods(left.get(at + 1))
}

/// A word that was guessed to say nothing, beside a number: it may have been a part of it ("three fourht ton").
fn may_count(left: &[Lexeme], at: usize) -> bool {
    let number = |l: Option<&Lexeme>| l.is_some_and(|l| matches!(l.what, What::Number { .. }));
    let guessed = left.get(at).is_some_and(|l| l.sure < lexemes::SURELY_HEARD && l.sure > 0);
    let before = at.checked_sub(1).and_then(|at| left.get(at));
    let spoken = |l: Option<&Lexeme>| {
        l.is_some_and(|l| matches!(l.what, What::Number { digits: false, .. }))
    };
    let next = left.get(at + 1);
    let beside = spoken(before) || spoken(next);
    let word = left.get(at).map_or("", |l| l.word.as_str());
    let heard = left.get(at).is_some_and(|l| l.sure < lexemes::AS_WRITTEN && l.sure > 0);
    let of_a_day = next.is_some_and(|l| l.is(Lex::DayWord));
    let greets = left.get(at).is_some_and(|l| l.is(Lex::Cue(Cue::Greet)));
    of_a_day && (guessed || greets)
        || guessed && (number(before) || spoken(next))
        || heard && beside && lexicon::is_near_other_number(word, None)
        || heard && left.get(at).is_some_and(|l| l.is(Lex::Filler)) && lexemes::may_be_goods(word)
}

fn element(left: &[Lexeme], at: usize) -> (Option<Element>, usize) {
    let rest = left.get(at..).unwrap_or_default();
    let Some(first) = rest.first() else { return (None, 1) };
    match &first.what {
        What::Number { value, each, digits } => number(left, at, (*value, *each, *digits)),
        What::Word(Lex::And) => and_or_more(left, at),
        What::Word(lex) => word(*lex, rest, left.get(at.wrapping_sub(1))),
        What::Unknown { near: true, .. } if is_beside_goods(left, at) => (Some(Element::Doubt), 1),
        What::Unknown { .. } => (Some(Element::Strange), 1),
        What::Comma | What::Line => (Some(Element::Break), 1),
        // "-5 bags": less, or a slip?
        What::Dash if rest.get(1).is_some_and(|next| is_minus_of(left, at, next)) => {
            (Some(Element::Doubt), 1)
        }
        What::Ordinal(_) | What::DayMonth(..) | What::Code | What::Dash => (None, 1),
        What::Colon | What::Money | What::Query => (None, 1),
    }
}

/// A dash that touches the number behind it, and no other before it.
fn is_minus_of(left: &[Lexeme], at: usize, next: &Lexeme) -> bool {
    let number = |l: &Lexeme| matches!(l.what, What::Number { .. });
    let touches = left.get(at).is_some_and(|dash| dash.to == next.from);
    let before = at.checked_sub(1).and_then(|at| left.get(at));
    touches && number(next) && !before.is_some_and(number)
}

/// *aur* between two things joins them; at either end, or between a thing and its number, it means more.
fn and_or_more(left: &[Lexeme], at: usize) -> (Option<Element>, usize) {
    let means_more = left
        .get(at)
        .is_some_and(|l| ["aur", "और", "inka", "inkaa", "ఇంకా", "orbhi"].contains(&l.word.as_str()));
    let before = left.get(..at).unwrap_or_default();
    let after = left.get(at + 1..).unwrap_or_default();
    let number = |l: &Lexeme| matches!(l.what, What::Number { .. });
    let thing = |l: &Lexeme| is_thing(Some(l)) || matches!(l.lex(), Some(Lex::Unit(_)));
    let says = |side: &[Lexeme]| side.iter().any(|l| number(l) || thing(l));
    let stops = |l: &Lexeme| matches!(l.what, What::Comma | What::Line) || l.is(Lex::And);
    let next: Vec<&Lexeme> = after.iter().take_while(|l| !stops(l)).collect();
    let previous: Vec<&Lexeme> = before.iter().rev().take_while(|l| !stops(l)).collect();
    let its_number = !previous.iter().any(|l| number(l))
        && previous.iter().any(|l| is_thing(Some(l)))
        && next.iter().any(|l| number(l))
        && !next.iter().any(|l| is_thing(Some(l)));
    if means_more && (!says(before) || !says(after) || its_number) {
        (Some(Element::Do(Do::Add)), 1)
    } else {
        (Some(Element::Break), 1)
    }
}

pub(super) fn value_at(rest: &[Lexeme], at: usize) -> Option<Quantity> {
    match rest.get(at)?.what {
        What::Number { value, .. } => Some(value),
        _ => None,
    }
}

fn whole(value: Quantity) -> Option<u32> {
    (value.milli() % 1000 == 0).then(|| u32::try_from(value.milli() / 1000).ok()).flatten()
}

fn number(
    left: &[Lexeme],
    at: usize,
    (value, each, digits): (Quantity, bool, bool),
) -> (Option<Element>, usize) {
    let rest = left.get(at..).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| left.get(at));
    let thing_before = left.get(..at).unwrap_or_default().iter().rev().find(|l| {
        !matches!(
            l.lex(),
            Some(Lex::Filler | Lex::Cue(Cue::Want) | Lex::Soon | Lex::Add | Lex::More)
        )
    });
    let next = rest.get(1);
    let lex = next.and_then(Lexeme::lex);
    if let Some((size, length)) = dimensions(rest) {
        return (Some(Element::Bit(size)), length);
    }
    match lex {
        Some(Lex::Mm) => {
            return (whole(value).map(|mm| Element::Bit(Bit::Mm(mm))), 2);
        }
        Some(Lex::Inch) => {
            return (whole(value).map(|inches| Element::Bit(Bit::Inches(inches))), 2);
        }
        Some(Lex::Suta) => {
            let mm =
                if value.milli() == 2500 { Some(8) } else { whole(value).and_then(bar_of_suta) };
            return (mm.map(|mm| Element::Bit(Bit::Mm(mm))), 2);
        }
        _ => {}
    }
    if let Some(bit) = size_of_two(value, rest) {
        return (Some(Element::Bit(bit)), 1);
    }
    if let Some((bit, length)) = grade(value, before, rest) {
        return (Some(Element::Bit(bit)), length);
    }
    let changes =
        left.iter().any(|l| matches!(l.lex(), Some(Lex::Set | Lex::Raise | Lex::Less | Lex::Add)));
    let changed_from = changes && between::may_be_from_to(rest);
    if let Some((between, length)) = between::read(rest).filter(|_| !changed_from) {
        return (Some(Element::Between(between)), length);
    }
    match lex {
        Some(Lex::Unit(unit)) => {
            (Some(Element::Quantity { value, unit: Some(unit), each, rod: false }), 2)
        }
        Some(Lex::Rod) => (Some(Element::Quantity { value, unit: None, each, rod: true }), 2),
        Some(Lex::Anybody) => {
            (Some(Element::Quantity { value, unit: Some(Unit::Person), each, rod: false }), 2)
        }
        // "one room", "one of", "ek hi": a word, unless something that can be had stands behind it.
        Some(Lex::DayWord) if value.milli() == 500 => (Some(Element::Shift("half")), 2),
        _ if !digits
            && value.milli() == 1000
            && !is_thing_ahead(rest)
            && !is_thing(thing_before)
            && !next.is_some_and(|l| ["hi", "only", "ही"].contains(&l.word.as_str())) =>
        {
            (None, 1)
        }
        _ => (Some(Element::Quantity { value, unit: None, each, rod: false }), 1),
    }
}

/// Something to be counted follows, after words that only describe it.
fn is_thing_ahead(rest: &[Lexeme]) -> bool {
    let describes = |l: &&Lexeme| matches!(l.lex(), Some(Lex::Filler | Lex::More | Lex::Add));
    let ahead = rest.iter().skip(1).find(|l| !describes(l));
    is_thing(ahead) || ahead.is_some_and(|l| matches!(l.lex(), Some(Lex::Unit(_))))
}

fn is_thing(lexeme: Option<&Lexeme>) -> bool {
    matches!(
        lexeme.and_then(Lexeme::lex),
        Some(
            Lex::Thing(_)
                | Lex::Of(..)
                | Lex::Brand(..)
                | Lex::Brands(_)
                | Lex::Rod
                | Lex::Anybody
                | Lex::Foreign
                | Lex::Hired
                | Lex::Either(_)
                | Lex::Shift(_)
                | Lex::Mm
        )
    )
}

/// "10 aur 12 mm": both are sizes.
fn size_of_two(value: Quantity, rest: &[Lexeme]) -> Option<Bit> {
    let joined = rest.get(1).is_some_and(|l| l.is(Lex::And) || l.is(Lex::Or));
    let sized = value_at(rest, 2).is_some() && rest.get(3).is_some_and(|l| l.is(Lex::Mm));
    let size = whole(value).filter(|mm| [6, 8, 10, 12, 16, 20, 25, 32, 40].contains(mm))?;
    (joined && sized).then_some(Bit::Mm(size))
}

/// An eighth of an inch, to the nearest bar.
const fn bar_of_suta(suta: u32) -> Option<u32> {
    match suta {
        2 => Some(6),
        3 => Some(10),
        4 => Some(12),
        5 => Some(16),
        6 => Some(20),
        8 => Some(25),
        _ => None,
    }
}

/// 9x4x3, 600x200x150: of a block the thickness says which it is.
fn dimensions(rest: &[Lexeme]) -> Option<(Bit, usize)> {
    let mut sides = vec![whole(value_at(rest, 0)?)?];
    let mut at = 1;
    while rest.get(at).is_some_and(|l| l.is(Lex::Times)) {
        sides.push(whole(value_at(rest, at + 1)?)?);
        at += 2;
    }
    if sides.len() < 2 {
        return None;
    }
    if rest.get(at).is_some_and(|l| l.is(Lex::Inch) || l.is(Lex::Mm)) {
        at += 1;
    }
    let least = sides.iter().copied().min()?;
    Some((Bit::Inches(inches_of(least)), at))
}

/// Blocks are named in inches and made in millimetres.
pub(super) const fn inches_of(side: u32) -> u32 {
    match side {
        100..=115 => 4,
        150 => 6,
        200 => 8,
        225..=230 => 9,
        other => other,
    }
}

/// "opc 53", "53 grade", "fe 500 d", "550d"; how many words it takes.
fn grade(value: Quantity, before: Option<&Lexeme>, rest: &[Lexeme]) -> Option<(Bit, usize)> {
    let number = whole(value)?;
    let is = |at: usize, lex: Lex| rest.get(at).is_some_and(|l| l.is(lex));
    let letter_d = rest.get(1).is_some_and(|l| l.word == "d");
    let after_grade = before.is_some_and(|b| b.is(Lex::Grade));
    let after_opc = before.is_some_and(|b| b.is(Lex::Of(Kind::Cement, "grade", "OPC")));
    let after_fe = before.is_some_and(|b| b.is(Lex::Fe));
    let counted = matches!(rest.get(1).and_then(Lexeme::lex), Some(Lex::Unit(_)));
    let another_counts = value_at(rest, 2).is_some();
    match number {
        43 | 53 if is(1, Lex::Grade) => Some((opc(number), 2)),
        43 | 53 if after_opc && (!counted || another_counts) || after_grade => {
            Some((opc(number), 1))
        }
        415 | 500 | 550 | 600 if after_fe || letter_d => {
            let name = if letter_d { format!("Fe{number}D") } else { format!("Fe{number}") };
            Some((Bit::Attr(Kind::Steel, "grade", name), if letter_d { 2 } else { 1 }))
        }
        415 | 500 | 550 | 600 if is(1, Lex::Grade) => {
            Some((Bit::Attr(Kind::Steel, "grade", format!("Fe{number}")), 2))
        }
        _ => None,
    }
}

fn opc(number: u32) -> Bit {
    Bit::Attr(Kind::Cement, "grade", format!("OPC{number}"))
}

fn word(lex: Lex, rest: &[Lexeme], before: Option<&Lexeme>) -> (Option<Element>, usize) {
    let bit = |bit: Bit| (Some(Element::Bit(bit)), 1);
    match lex {
        Lex::Brand(..) | Lex::Brands(_) if names_a_place(rest.get(1)) => (None, 1),
        Lex::Thing(kind) => bit(Bit::Kind(kind)),
        Lex::Of(Kind::Cement, "grade", "OPC") => opc_word(rest, before),
        Lex::Of(kind, key, value) => bit(Bit::Attr(kind, key, value.to_owned())),
        Lex::Brand(kind, name) => bit(Bit::Brand(Some(kind), name)),
        Lex::Brands(name) => bit(Bit::Brand(None, name)),
        Lex::Rod => bit(Bit::Rod),
        // "saam roju": what was said of the day is no part of it.
        Lex::Part(_) => (Some(Element::Doubt), 1),
        // "do dhai sau": two hundred, or two hundred and fifty.
        Lex::WeakNumber(_) if value_at(rest, 1).is_some() => {
            (Some(Element::Between(Between::default())), if counts(rest.get(2)) { 3 } else { 2 })
        }
        Lex::Aside => (Some(Element::Aside), 1),
        Lex::Was => (Some(Element::Was), 1),
        Lex::Wait => (Some(Element::Wait), 1),
        // "radha make".
        Lex::Set
            if rest.first().is_some_and(|l| l.word == "make")
                && before
                    .is_some_and(|b| matches!(b.lex(), Some(Lex::Brand(..) | Lex::Brands(_)))) =>
        {
            (None, 1)
        }
        Lex::Anybody => (Some(Element::Puzzle("trade")), 1),
        Lex::Few => (Some(Element::Between(Between::default())), 1),
        Lex::Anything => (Some(Element::Puzzle("what")), 1),
        Lex::Either(which) => (Some(Element::Puzzle(which)), 1),
        Lex::Foreign => (Some(Element::Puzzle("not_sold")), 1),
        // "engineer said", "driver will call": nobody is hired.
        Lex::Hired if rest.get(1).is_some_and(|l| SPEAKS.contains(&l.word.as_str())) => (None, 1),
        Lex::Hired => (Some(Element::Puzzle("not_hired")), 1),
        Lex::Unit(unit) => unit_first(unit, rest),
        Lex::Shift(shift) => (Some(Element::Shift(shift)), 1),
        Lex::And => (Some(Element::Break), 1),
        Lex::Or => (Some(Element::Or), 1),
        Lex::Not => {
            let english = rest.first().is_some_and(|l| l.word == "not");
            (Some(Element::Not(if english { Denies::After } else { Denies::Before })), 1)
        }
        Lex::Add | Lex::More => (Some(Element::Do(Do::Add)), 1),
        Lex::Less => (Some(Element::Do(Do::Less)), 1),
        Lex::Raise => (Some(Element::Do(Do::Raise)), 1),
        Lex::Set => (Some(Element::Do(Do::Set)), 1),
        Lex::Remove => (Some(Element::Do(Do::Remove)), 1),
        Lex::Instead => (Some(Element::Do(Do::Instead)), 1),
        Lex::InsteadOf => (Some(Element::Do(Do::InsteadOf)), 1),
        Lex::Fe => (Some(Element::Bit(Bit::Kind(Kind::Steel))), 1),
        Lex::Cue(Cue::Cancel) => (Some(Element::Do(Do::Remove)), 1),
        Lex::Filler | Lex::By => {
            let word = rest.first().map_or("", |l| l.word.as_str());
            let to = ["ki", "ku", "to", "tak", "kar", "కి", "కు", "तक"].contains(&word);
            let behind_number = before.is_some_and(|b| {
                matches!(b.what, What::Number { .. })
                    || matches!(b.lex(), Some(Lex::Unit(_) | Lex::Anybody))
            });
            let before_number = word == "to" && value_at(rest, 1).is_some();
            ((to && behind_number || before_number).then_some(Element::Becomes), 1)
        }
        _ => (None, 1),
    }
}

/// OPC alone says less than its number. "7 opc 53 bag" has one of each, "opc 53 bags" may mean either.
fn opc_word(rest: &[Lexeme], before: Option<&Lexeme>) -> (Option<Element>, usize) {
    let number = value_at(rest, 1).and_then(whole);
    let counted = matches!(rest.get(2).and_then(Lexeme::lex), Some(Lex::Unit(_)));
    let counts = |l: &Lexeme| matches!(l.what, What::Number { .. });
    let another = value_at(rest, 3).is_some() || before.is_some_and(counts);
    match number {
        Some(43 | 53) if counted && !another => (Some(Element::Doubt), 1),
        Some(number @ (43 | 53)) => {
            let grade = rest.get(2).is_some_and(|l| l.is(Lex::Grade));
            (Some(Element::Bit(opc(number))), if grade { 3 } else { 2 })
        }
        _ => (Some(Element::Bit(Bit::Kind(Kind::Cement))), 1),
    }
}

/// "bags 50", unless that number has a unit of its own: "bags 50 ton" is none of either.
fn unit_first(unit: Unit, rest: &[Lexeme]) -> (Option<Element>, usize) {
    let number = rest.get(1).and_then(|next| match &next.what {
        What::Number { value, each, .. } => Some((*value, *each)),
        _ => None,
    });
    let owned = matches!(
        rest.get(2).and_then(Lexeme::lex),
        Some(
            Lex::Unit(_)
                | Lex::Mm
                | Lex::Inch
                | Lex::Grade
                | Lex::Suta
                | Lex::Rod
                | Lex::Thing(_)
                | Lex::Of(..)
                | Lex::Brand(..)
        )
    );
    match number {
        Some((value, each)) if !owned => {
            (Some(Element::Quantity { value, unit: Some(unit), each, rod: false }), 2)
        }
        _ => (Some(Element::Unit(unit)), 1),
    }
}
