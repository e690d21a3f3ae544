//! What a new alias must not change: lines that were checked by hand, and amounts.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::aliases::{Alias, Aliases};
use super::scan::{self, Placed, Token};
use super::teach::AliasRefusal;
use super::{Intent, Interpretation, Line, UnitWord, interpret_with};
use crate::quantity::Quantity;

/// The day of the example lines.
pub(super) const TODAY: Date = Date::constant(2026, 11, 23);

/// One copy for the reader's own tests and for this.
const LINES: [&str; 6] = [
    include_str!("../../../tests/fixtures/typed-orders.jsonl"),
    include_str!("../../../tests/fixtures/typed-orders-hindi.jsonl"),
    include_str!("../../../tests/fixtures/typed-orders-telugu.jsonl"),
    include_str!("../../../tests/fixtures/typed-orders-mixed.jsonl"),
    include_str!("../../../tests/fixtures/typed-orders-traps.jsonl"),
    include_str!("../../../tests/fixtures/typed-orders-voices.jsonl"),
];

#[derive(Deserialize)]
struct Example {
    text: String,
}

static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = LINES.iter().flat_map(|lines| lines.lines());
    let read = |line: &str| serde_json::from_str::<Example>(line).ok();
    lines.filter_map(read).map(|example| example.text).collect()
});

/// How a message was read, and how it is with other aliases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub before: Interpretation,
    pub after: Interpretation,
    /// Numbers that nobody typed: of a size or a grade that an alias means.
    lent: Vec<Quantity>,
}

impl Change {
    /// What was sure of an amount says another one now or has lost it, or an amount is one that nobody typed; and nothing is
    /// asked.
    #[must_use]
    pub fn is_wrong_amount(&self) -> bool {
        if self.after.ask.is_some() {
            return false;
        }
        let was_sure =
            self.before.ask.is_none() && matches!(self.before.intent, Intent::Order | Intent::Edit);
        let lent = |line: &Line| line.qty.is_some_and(|qty| self.lent.contains(&qty));
        self.after.lines.iter().any(lent)
            || was_sure && !self.before.lines.iter().all(|line| self.keeps(line))
    }

    fn keeps(&self, was: &Line) -> bool {
        let same = |is: &Line| {
            let kind = was.kind.is_none() || is.kind == was.kind;
            kind && is.qty == was.qty && is.unit == was.unit && is.op == was.op
        };
        was.qty.is_none() || self.after.lines.iter().any(same)
    }
}

/// None where a message is read as before: how surely, and what is unknown in it, counts for nothing.
#[must_use]
pub fn changed(text: &str, today: Date, before: &Aliases, after: &Aliases) -> Option<Change> {
    let tokens = scan::tokens(&scan::letters(text));
    let typed = numbers(&tokens);
    let (was, is) = (before.put_into(tokens.clone()), after.put_into(tokens));
    if was == is {
        return None;
    }
    let change = Change {
        before: interpret_with(text, today, before),
        after: interpret_with(text, today, after),
        lent: numbers(&is).into_iter().filter(|number| !typed.contains(number)).collect(),
    };
    (said(&change.before) != said(&change.after)).then_some(change)
}

fn numbers(tokens: &[Placed]) -> Vec<Quantity> {
    let number = |placed: &Placed| match placed.token {
        Token::Number(number) => Some(number),
        _ => None,
    };
    tokens.iter().filter_map(number).collect()
}

/// What counts of a reading.
fn said(read: &Interpretation) -> Interpretation {
    let mut said = read.clone();
    said.language = None;
    said.unknown.clear();
    for line in &mut said.lines {
        line.confidence = 0;
        line.span.clear();
    }
    if let Some(ask) = &mut said.ask {
        ask.span.clear();
    }
    said
}

pub(super) fn holds(alias: &Alias, before: &Aliases, after: &Aliases) -> Result<(), AliasRefusal> {
    for line in EXAMPLES.iter() {
        if changed(line, TODAY, before, after).is_some() {
            return Err(AliasRefusal::ChangesExample(line.clone()));
        }
    }
    amounts_stay(alias, after)
}

/// A meaning with digits of its own must never lend them to an amount.
fn amounts_stay(alias: &Alias, after: &Aliases) -> Result<(), AliasRefusal> {
    if !alias.means.chars().any(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    for amount in [7_u32, 40, 350] {
        for text in probes(amount, &alias.word) {
            let read = interpret_with(&text, TODAY, after);
            let wrong = |line: &Line| line.qty.is_some_and(|qty| qty != Quantity::whole(amount));
            if read.ask.is_none() && read.lines.iter().any(wrong) {
                return Err(AliasRefusal::WrongAmount(text));
            }
        }
    }
    Ok(())
}

/// The ways in which people say how many of a thing.
fn probes(amount: u32, word: &str) -> impl Iterator<Item = String> {
    let of_units = UnitWord::ALL.map(UnitWord::as_str).into_iter().flat_map(move |unit| {
        [
            format!("{amount} {unit} {word}"),
            format!("{word} {amount} {unit}"),
            format!("{amount} {word} {unit}"),
        ]
    });
    let bare = [
        format!("{amount} {word}"),
        format!("{word} {amount}"),
        format!("{amount} bag cement, {word} {amount} piece"),
    ];
    bare.into_iter().chain(of_units.collect::<Vec<_>>())
}
