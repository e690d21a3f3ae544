//! What a new alias must not change: lines that were checked by hand, and amounts.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::aliases::{Alias, Aliases};
use super::scan::{self, Placed, Token};
use super::teach::AliasRefusal;
use super::{Intent, Interpretation, Line, UnitWord, interpret_with};
use crate::catalog::Catalog;
use crate::quantity::Quantity;
use crate::understand::{self, Item};

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

/// A message, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub meant: Interpretation,
    /// What of the catalogue that may be: names that only this shop has are known there alone.
    pub items: Vec<Item>,
}

impl Reading {
    fn of(text: &str, today: Date, aliases: &Aliases, catalog: &Catalog) -> Self {
        let meant = interpret_with(text, today, aliases);
        let items = match understand::read_with(text, catalog, aliases) {
            understand::Reading::Items(items) => items,
            understand::Reading::Nearest(_) | understand::Reading::Nothing => Vec::new(),
        };
        Self { meant, items }
    }

    /// How surely it was read, and what is unknown in it, counts for nothing.
    fn says_as(&self, other: &Self) -> bool {
        let items = |(is, was): (&Item, &Item)| is.skus == was.skus && is.count == was.count;
        self.items.len() == other.items.len()
            && self.items.iter().zip(&other.items).all(items)
            && plain(&self.meant) == plain(&other.meant)
    }
}

fn plain(meant: &Interpretation) -> Interpretation {
    let mut plain = meant.clone();
    plain.language = None;
    plain.unknown.clear();
    for line in &mut plain.lines {
        line.confidence = 0;
        line.span.clear();
    }
    if let Some(ask) = &mut plain.ask {
        ask.span.clear();
    }
    plain
}

/// How a message was read, and how it is with other aliases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub before: Reading,
    pub after: Reading,
    /// Numbers that nobody typed: of a size or a grade that an alias means.
    lent: Vec<Quantity>,
}

impl Change {
    /// What was sure of an amount says another one now or has lost it, or an amount is one that nobody typed; and nothing is
    /// asked.
    #[must_use]
    pub fn is_wrong_amount(&self) -> bool {
        self.is_wrong_line() || self.is_wrong_item()
    }

    fn is_wrong_line(&self) -> bool {
        let (before, after) = (&self.before.meant, &self.after.meant);
        if after.ask.is_some() {
            return false;
        }
        let was_sure =
            before.ask.is_none() && matches!(before.intent, Intent::Order | Intent::Edit);
        let keeps = |was: &Line| {
            let same = |is: &Line| {
                let kind = was.kind.is_none() || is.kind == was.kind;
                kind && is.qty == was.qty && is.unit == was.unit && is.op == was.op
            };
            was.qty.is_none() || after.lines.iter().any(same)
        };
        let lent = |line: &Line| line.qty.is_some_and(|qty| self.lent.contains(&qty));
        after.lines.iter().any(lent) || was_sure && !before.lines.iter().all(keeps)
    }

    /// The same of things that would go into a cart unasked.
    fn is_wrong_item(&self) -> bool {
        let sure = |item: &&Item| item.sure && item.skus.len() == 1;
        let after: Vec<&Item> = self.after.items.iter().filter(sure).collect();
        let of_one =
            |was: &Item| after.iter().any(|is| is.skus == was.skus && is.count != was.count);
        let lent = |is: &&Item| is.count.is_some_and(|count| self.lent.contains(&count.number));
        after.iter().any(lent) || self.before.items.iter().filter(sure).any(of_one)
    }
}

/// None where a message is read as before.
#[must_use]
pub fn changed(
    text: &str,
    today: Date,
    (before, after): (&Aliases, &Aliases),
    catalog: &Catalog,
) -> Option<Change> {
    let tokens = scan::tokens(&scan::letters(text));
    let typed = numbers(&tokens);
    let (was, is) = (before.put_into(tokens.clone()), after.put_into(tokens));
    if was == is {
        return None;
    }
    let change = Change {
        before: Reading::of(text, today, before, catalog),
        after: Reading::of(text, today, after, catalog),
        lent: numbers(&is).into_iter().filter(|number| !typed.contains(number)).collect(),
    };
    (!change.before.says_as(&change.after)).then_some(change)
}

fn numbers(tokens: &[Placed]) -> Vec<Quantity> {
    let number = |placed: &Placed| match placed.token {
        Token::Number(number) => Some(number),
        _ => None,
    };
    tokens.iter().filter_map(number).collect()
}

pub(super) fn holds(
    alias: &Alias,
    before: &Aliases,
    after: &Aliases,
    catalog: &Catalog,
) -> Result<(), AliasRefusal> {
    for line in EXAMPLES.iter() {
        if changed(line, TODAY, (before, after), catalog).is_some() {
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
