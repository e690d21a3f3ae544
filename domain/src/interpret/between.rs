//! Two numbers of which only one can be meant: "10 or 15", "10-15", "10 15 bags".

use super::elements::value_at;
use super::lexemes::{Lexeme, What};
use super::lexicon::{Lex, Unit};
use super::noise::counts;
use crate::catalog::Kind;
use crate::quantity::Quantity;

/// The two, as far as the words give them, and what they count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Between {
    pub(super) amounts: Option<[Quantity; 2]>,
    pub(super) unit: Option<Unit>,
}

/// "From 10 to 15": of what changes, the second is what it becomes.
const FROM_TO: &[&str] = &["to", "se", "nunchi", "nundi", "से"];

pub(super) fn may_be_from_to(rest: &[Lexeme]) -> bool {
    rest.get(1).is_some_and(|joint| FROM_TO.contains(&joint.word.as_str()))
}

/// The two numbers at the head of `rest`, and how many words they take. Neither is a grade.
pub(super) fn read(rest: &[Lexeme]) -> Option<(Between, usize)> {
    let first = value_at(rest, 0)?;
    let joint = rest.get(1)?;
    let joins = matches!(joint.what, What::Dash) || joint.is(Lex::Or) || may_be_from_to(rest);
    if joins && let Some(second) = value_at(rest, 2) {
        let length = if counts(rest.get(3)) { 4 } else { 3 };
        return (first != second).then(|| (of([first, second], rest.get(3)), length));
    }
    let second = value_at(rest, 1)?;
    let digits = |at: usize| {
        matches!(rest.get(at).map(|l| &l.what), Some(What::Number { digits: true, .. }))
    };
    let counted = rest.get(2).is_some_and(|l| matches!(l.lex(), Some(Lex::Unit(_))));
    let is_grade = |number: Quantity| [43_000, 53_000].contains(&number.milli());
    let grade = is_grade(first);
    if digits(0) && digits(1) && counted && !grade && !is_grade(second) {
        return Some((of([first, second], rest.get(2)), 3));
    }
    // "35 bais": 35, or 22?
    if digits(0) && !digits(1) && !joint.word.is_empty() && !grade {
        return Some((of([first, second], None), 2));
    }
    // "paanch saat bori": five or seven.
    let spoken = |at: usize| {
        matches!(
            rest.get(at).map(|l| &l.what),
            Some(What::Number { digits: false, each: false, .. })
        )
    };
    let counts_something = matches!(
        rest.get(2).and_then(Lexeme::lex),
        Some(Lex::Unit(_) | Lex::Thing(_) | Lex::Rod | Lex::Anybody | Lex::Of(Kind::Labour, ..))
    );
    let fraction = first.milli() < 1000;
    let plain = counts_something && !fraction && !grade && !is_grade(second);
    let two = spoken(0) && spoken(1) && first < second && plain;
    two.then(|| (of([first, second], rest.get(2)), 3))
}

fn of(amounts: [Quantity; 2], counted_in: Option<&Lexeme>) -> Between {
    let unit = match counted_in.and_then(Lexeme::lex) {
        Some(Lex::Unit(unit)) => Some(unit),
        _ => None,
    };
    Between { amounts: Some(amounts), unit }
}
