//! A message as things of this catalogue. What it means is read without the catalogue; which things fit, and the catalogue's
//! own words (a brand that only this shop has), are read with it.

use jiff::civil::Date;

use super::shelf::is_said;
use super::{Intent, Interpretation, Line, Question, SURE_ENOUGH, interpret_with};
use crate::catalog::convert::Measure;
use crate::catalog::{Catalog, Sku};
use crate::ids::SkuId;
use crate::quantity::Quantity;
use crate::understand::{self, Count, Item, Reading};

/// What a message means, and what of it can be bought here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub meant: Interpretation,
    pub reading: Reading,
}

#[must_use]
pub fn read(text: &str, catalog: &Catalog, today: Date) -> Read {
    let meant = interpret_with(text, today, catalog.aliases());
    let known = understand::read(text, catalog);
    let reading = match (meant.intent, &meant.ask) {
        (Intent::Order, None) => match items(&meant.lines, catalog) {
            Some(items) => named(with_known(items, known), &meant.unknown),
            None => known,
        },
        (Intent::Order, Some(question)) => asked(question, &meant.lines, known, catalog),
        (Intent::Edit, _) => counted_as(&meant.lines, known),
        // Who asks what fifty bags cost has not ordered them.
        (
            Intent::Question
            | Intent::Status
            | Intent::Cancel
            | Intent::Human
            | Intent::Greeting
            | Intent::Chatter
            | Intent::Other,
            _,
        ) => uncounted(known),
    };
    Read { meant, reading }
}

/// What fits each line; none where a line says nothing that is sold here.
#[must_use]
pub fn items(lines: &[Line], catalog: &Catalog) -> Option<Vec<Item>> {
    let items: Option<Vec<Item>> = lines.iter().map(|line| item(line, catalog)).collect();
    items.filter(|items| !items.is_empty())
}

fn item(line: &Line, catalog: &Catalog) -> Option<Item> {
    let kind = line.kind?;
    let named = |sku: &&Sku| is_said(line, sku);
    let skus: Vec<SkuId> = catalog.of_kind(kind).filter(named).map(|sku| sku.id).collect();
    let count = line.qty.map(|number| counted(line, number));
    let item = Item { skus, kind: Some(kind), count, either: Vec::new(), sure: true };
    (!item.skus.is_empty()).then_some(item)
}

fn counted(line: &Line, number: Quantity) -> Count {
    let measure = line.unit.map(|unit| unit.measure().unwrap_or(Measure::Loose));
    Count { number, measure, more: false }
}

/// "10 or 15 bags": one of two amounts of a thing.
fn one_of_two(question: &Question, catalog: &Catalog) -> Option<Item> {
    let line = question.of.as_ref().filter(|_| !question.either.is_empty())?;
    let either = question.either.iter().map(|number| counted(line, *number)).collect();
    Some(Item { either, ..item(line, catalog)? })
}

/// A word of the catalogue's own says more closely which of them is meant.
fn with_known(items: Vec<Item>, known: Reading) -> Vec<Item> {
    let Reading::Items(known) = known else { return items };
    if known.len() != items.len() {
        return items;
    }
    let closer = |(item, known): (Item, Item)| {
        let among = known.skus.iter().all(|sku| item.skus.contains(sku));
        if among && known.skus.len() < item.skus.len() {
            Item { skus: known.skus, ..item }
        } else {
            item
        }
    };
    items.into_iter().zip(known).map(closer).collect()
}

/// A word that nobody knows may be the name of one of several: which is not for us to choose.
fn named(items: Vec<Item>, unknown: &[String]) -> Reading {
    of_items(Reading::Items(items), |item| {
        let sure = item.sure && (unknown.is_empty() || item.skus.len() == 1);
        Item { sure, ..item }
    })
}

/// What is certain, what has to be confirmed, and behind them what has to be asked about: of that no amount is taken for
/// granted because another reader finds it plain.
fn asked(question: &Question, lines: &[Line], known: Reading, catalog: &Catalog) -> Reading {
    let sure = |line: &Line| {
        item(line, catalog).map(|item| Item { sure: line.confidence >= SURE_ENOUGH, ..item })
    };
    let mut all: Vec<Item> = lines.iter().filter_map(sure).collect();
    all.extend(one_of_two(question, catalog));
    let Reading::Items(known) = known else {
        return if all.is_empty() { known } else { Reading::Items(all) };
    };
    let read = |item: &Item, all: &[Item]| {
        all.iter().any(|one| one.skus.iter().any(|sku| item.skus.contains(sku)))
    };
    for item in known {
        if !read(&item, &all) {
            all.push(Item { sure: item.sure && item.count.is_none(), ..item });
        }
    }
    Reading::Items(all)
}

/// Only amounts that the line gives: "a hundred last week" is none.
fn counted_as(lines: &[Line], reading: Reading) -> Reading {
    let given = |count: &Count| lines.iter().any(|line| line.qty == Some(count.number));
    if lines.is_empty() {
        return reading;
    }
    of_items(reading, |item| Item { count: item.count.filter(given), ..item })
}

fn uncounted(reading: Reading) -> Reading {
    of_items(reading, |item| Item { count: None, ..item })
}

fn of_items(reading: Reading, change: impl Fn(Item) -> Item) -> Reading {
    match reading {
        Reading::Items(items) => Reading::Items(items.into_iter().map(change).collect()),
        Reading::Nearest(_) | Reading::Nothing => reading,
    }
}
