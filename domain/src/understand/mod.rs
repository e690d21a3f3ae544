//! What people type, read as things to buy: words in, items with their quantity and how sure we are out.
//!
//! Closed and explainable: a lexicon of site words in three languages, the catalogue's own attributes, and edit distance
//! for typos. No guess is silent: what was not understood makes an item unsure, several fitting SKUs are all returned,
//! and a unit in which something is not sold is a `Fit::Misfit`.
//!
//! Reading goes text → tokens → pieces with a meaning → lines → items.

/// Text into numbers, words and breaks.
mod tokens;

/// What the words of a building site mean.
mod lexicon;

/// Tokens into pieces with a meaning; typos.
mod words;

/// Numbers of several words.
mod numbers;

/// Questions to a piece and its neighbours.
mod pieces;

/// The catalogue in the lexicon's terms.
mod shelf;

/// One line: wants, counts, doubts.
mod line;

/// A message into its lines.
mod lines;

/// What a vendor says of his own goods.
mod yard;

/// Words for days and parts of the day.
mod when;

/// Search with filters and orders.
mod search;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub(crate) use search::Finder;
pub use search::{Key, Search, Sort, key, search};
pub(crate) use shelf::Index;
use shelf::Shelf;
pub use when::When;
use words::Piece;
pub use yard::{OfYard, Told, of_yard, rupees, says_price, says_stock};

pub use crate::catalog::convert::Measure;
use crate::catalog::convert::{self, Converted};
use crate::catalog::{Catalog, Kind, Sku};
use crate::ids::SkuId;
use crate::interpret::Aliases;
use crate::quantity::{Quantity, Unit};

/// A whole message, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// Things to buy, in the order typed; never empty.
    Items(Vec<Item>),
    /// Nothing fits all that was typed; these come nearest, best first.
    Nearest(Vec<SkuId>),
    /// No word of it is about anything we sell.
    Nothing,
}

/// One thing to buy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What fits, best first, never empty. One: that one is meant. Several: the buyer says which.
    pub skus: Vec<SkuId>,
    /// Their kind, when they are all of one.
    pub kind: Option<Kind>,
    /// How many, as typed.
    pub count: Option<Count>,
    /// The amounts of which one is meant: "10 or 15 bags".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub either: Vec<Count>,
    /// False when words or numbers of it were not understood: ask before it goes into a cart.
    pub sure: bool,
}

/// How many of what measure; a bare number counts the SKU's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub number: Quantity,
    pub measure: Option<Measure>,
    /// On top of what is there already: "add 10", "10 more".
    #[serde(default, skip_serializing_if = "is_false")]
    pub more: bool,
}

fn is_false(more: &bool) -> bool {
    !more
}

/// A count against a SKU's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Same(Quantity),
    /// Turned into the SKU's unit by a fixed ratio (a tonne of cement is 20 bags): show it.
    Converted(Quantity),
    /// Not sold in that; ask how many of the SKU's unit.
    Misfit,
}

impl Fit {
    /// Nobody opens a bag.
    fn whole(self) -> Self {
        match self {
            Self::Same(quantity) | Self::Converted(quantity)
                if !quantity.fits_step(Quantity::whole(1)) =>
            {
                Self::Misfit
            }
            Self::Same(_) | Self::Converted(_) | Self::Misfit => self,
        }
    }
}

impl Count {
    const fn new(number: Quantity, measure: Option<Measure>) -> Self {
        Self { number, measure, more: false }
    }

    /// The bare number, or so many of this unit; none of another.
    #[must_use]
    pub fn in_unit(self, unit: Unit) -> Option<Quantity> {
        let fits = self.measure.is_none_or(|measure| measure == Measure::Unit(unit));
        fits.then_some(self.number)
    }

    /// This count in the unit of a SKU. Only exact ratios: what a load or a cubic foot of sand weighs is the yard's to say.
    #[must_use]
    pub fn of(self, sku: &Sku) -> Fit {
        let Some(measure) = self.measure else { return Fit::Same(self.number) };
        if measure == Measure::Unit(sku.unit) {
            return Fit::Same(self.number);
        }
        match convert::into_unit(self.number, measure, sku) {
            Some(Converted::Exact(quantity)) if sku.unit == Unit::Bag => {
                Fit::Converted(quantity).whole()
            }
            Some(Converted::Exact(quantity)) => Fit::Converted(quantity),
            Some(Converted::About(_)) | None => Fit::Misfit,
        }
    }

    /// About how much a misfit is in the unit of the SKU, up to the next step: to be said, and asked about.
    #[must_use]
    pub fn about(self, sku: &Sku) -> Option<Quantity> {
        let quantity = convert::into_unit(self.number, self.measure?, sku)?.quantity();
        let step = sku.step.milli().max(1);
        let steps = quantity.milli().div_euclid(step) + i64::from(quantity.milli() % step != 0);
        (steps > 0).then(|| Quantity::from_milli(steps.saturating_mul(step)))
    }
}

/// A list of "did you mean" is not longer.
const MOST_NEAREST: usize = 9;

/// Reads a message that may name something to buy.
#[must_use]
pub fn read(text: &str, catalog: &Catalog) -> Reading {
    read_with(text, catalog, catalog.aliases())
}

/// The same by other aliases than those that hold.
#[must_use]
pub fn read_with(text: &str, catalog: &Catalog, aliases: &Aliases) -> Reading {
    let shelf = Shelf::of(catalog);
    let pieces = pieces(&aliases.put_into_text(text), &shelf);
    let mut lines = lines::read(&pieces, &shelf);
    // "Add 10 bags cement, 2 ton sand" adds the sand too.
    let all_more = pieces::begins_with_more(&pieces);
    lines.iter_mut().for_each(|line| line.more |= all_more);
    let items: Vec<Item> = lines.iter().filter_map(|line| line.item(&shelf)).collect();
    // Wanted, but nothing is all of that: none of the message may pass for understood.
    let unmet = lines.iter().find(|line| !line.wants.is_empty() && line.item(&shelf).is_none());
    match (unmet, items.is_empty()) {
        (Some(line), true) => match shelf.nearest(&line.wants, MOST_NEAREST).as_slice() {
            [] => Reading::Nothing,
            nearest => Reading::Nearest(nearest.iter().map(|sku| sku.id).collect()),
        },
        (Some(_), false) => Reading::Items(unsure(items)),
        (None, false) if lines.iter().any(line::Line::says_more) => Reading::Items(unsure(items)),
        (None, false) => Reading::Items(items),
        (None, true) => Reading::Nothing,
    }
}

/// What on the shelf is called most like the words of a message that nobody understands, the nearest first.
#[must_use]
pub fn alike(text: &str, catalog: &Catalog, most: usize) -> Vec<SkuId> {
    let words =
        text.split(|c: char| !c.is_alphanumeric() && !('\u{0900}'..='\u{0c7f}').contains(&c));
    let words: Vec<String> =
        words.filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect();
    Shelf::of(catalog).alike(&words, most).into_iter().map(|sku| sku.id).collect()
}

fn unsure(items: Vec<Item>) -> Vec<Item> {
    items.into_iter().map(|item| Item { sure: false, ..item }).collect()
}

/// Reads a message that is a quantity and nothing else: "50", "50 bags", "do bori", "౫౦".
#[must_use]
pub fn count(text: &str) -> Option<Count> {
    let nothing = Catalog::default();
    let shelf = Shelf::of(&nothing);
    pieces::count_alone(&pieces(text, &shelf))
}

fn pieces(text: &str, shelf: &Shelf<'_>) -> Vec<Piece> {
    pieces::and_or_more(numbers::joined(&words::pieces(&tokens::tokens(text), shelf)))
}
