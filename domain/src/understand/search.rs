//! Search over everything that the catalogue knows, also what is not sold now: words in three languages with typos, filters,
//! an order, a place to go on from.
//!
//! A thing fits words when each of them begins a word of its code, its names or its attributes; or when what they mean on a
//! building site, read as a buyer's line is read, fits it. All of it is in memory: a page is a walk along one of five orders
//! that are kept ready.

use std::collections::BTreeMap;

use super::shelf::Shelf;
use super::words::Piece;
use super::{lines, pieces};
use crate::catalog::{Catalog, Kind, Sku};
use crate::ids::SkuId;
use crate::money::Paise;

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Code,
    /// The English one.
    Name,
    /// The cheapest first; what nobody sells last.
    Price,
    /// As buyers see them: by kind, what is bought most first.
    Rank,
    Newest,
}

impl Sort {
    pub const ALL: [Self; 5] = [Self::Code, Self::Name, Self::Price, Self::Rank, Self::Newest];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Price => "price",
            Self::Rank => "rank",
            Self::Newest => "newest",
        }
    }
}

/// Where a thing stands in an order; the code settles what is equal.
pub type Key = (String, i64, String);

/// What to look for; what is empty or none fits everything.
#[derive(Clone, Debug, Default)]
pub struct Search {
    pub words: String,
    pub kind: Option<Kind>,
    /// Names and values, capitals or not.
    pub attributes: Vec<(String, String)>,
    /// Of the lowest price, GST included; who asks for a price wants what is sold.
    pub from_price: Option<Paise>,
    pub to_price: Option<Paise>,
    /// Whether buyers see it.
    pub active: Option<bool>,
    pub sort: Sort,
    /// Only what comes behind it.
    pub after: Option<Key>,
}

/// The catalogue's words and orders, made once for each of its versions. Places count what is sold, then what is not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finder {
    words: BTreeMap<String, Vec<usize>>,
    orders: [Vec<usize>; 5],
}

impl Finder {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, sku) in catalog.everything().enumerate() {
            for word in words_of(sku) {
                let places = words.entry(word).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        Self { words, orders: Sort::ALL.map(|sort| ordered(catalog, sort)) }
    }

    fn order(&self, sort: Sort) -> &[usize] {
        let at = Sort::ALL.into_iter().position(|one| one == sort);
        at.and_then(|at| self.orders.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Marks what has a word that begins so.
    fn mark(&self, beginning: &str, marks: &mut [bool]) {
        let from = self.words.range(beginning.to_owned()..);
        for (_, places) in from.take_while(|(word, _)| word.starts_with(beginning)) {
            set(marks, places);
        }
    }
}

fn set(marks: &mut [bool], places: &[usize]) {
    for place in places {
        if let Some(mark) = marks.get_mut(*place) {
            *mark = true;
        }
    }
}

fn ordered(catalog: &Catalog, sort: Sort) -> Vec<usize> {
    let mut keys: Vec<(Key, usize)> =
        catalog.everything().enumerate().map(|(at, sku)| (key(sku, sort), at)).collect();
    keys.sort();
    keys.into_iter().map(|(_, at)| at).collect()
}

/// Where a SKU stands: what a cursor holds.
#[must_use]
pub fn key(sku: &Sku, sort: Sort) -> Key {
    let number = match sort {
        Sort::Code | Sort::Name => 0,
        Sort::Price => sku.from_price.map_or(i64::MAX, Paise::get),
        Sort::Rank => {
            let kind = Kind::ALL.into_iter().position(|kind| kind == sku.kind).unwrap_or(0);
            i64::try_from(kind).unwrap_or(0) * (1 << 16) + i64::from(sku.rank)
        }
        Sort::Newest => -sku.made_at.as_microsecond(),
    };
    let text = if sort == Sort::Name { sku.name.en.to_lowercase() } else { String::new() };
    (text, number, sku.code.clone())
}

fn words_of(sku: &Sku) -> impl Iterator<Item = String> {
    let names = [&sku.code, &sku.name.en, &sku.name.hi, &sku.name.te];
    names.into_iter().chain(sku.attrs.values()).flat_map(|text| parts(text))
}

/// The words of a text in lower case; marks of Indian scripts belong to their letters.
fn parts(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let parting = |c: char| c.is_whitespace() || (c.is_ascii() && !c.is_ascii_alphanumeric());
    text.split(parting).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// All that fits, in order.
#[must_use]
pub fn search(catalog: &Catalog, search: &Search) -> Vec<SkuId> {
    let finder = catalog.finder();
    let marks = (!search.words.trim().is_empty()).then(|| marks(catalog, finder, &search.words));
    let order = finder.order(search.sort);
    let is_before = |place: &usize| {
        let sku = catalog.any_at(*place);
        search
            .after
            .as_ref()
            .is_some_and(|after| sku.is_some_and(|(sku, _)| key(sku, search.sort) <= *after))
    };
    let from = order.partition_point(is_before);
    let rest = order.get(from..).unwrap_or_default().iter();
    rest.filter(|place| {
        marks.as_ref().is_none_or(|marks| marks.get(**place).copied().unwrap_or(false))
    })
    .filter_map(|place| catalog.any_at(*place))
    .filter(|(sku, active)| fits(search, sku, *active))
    .map(|(sku, _)| sku.id)
    .collect()
}

fn fits(search: &Search, sku: &Sku, active: bool) -> bool {
    let priced = |price: Option<Paise>| match (search.from_price, search.to_price) {
        (None, None) => true,
        (from, to) => price.is_some_and(|price| {
            from.is_none_or(|from| price >= from) && to.is_none_or(|to| price <= to)
        }),
    };
    search.kind.is_none_or(|kind| sku.kind == kind)
        && search.active.is_none_or(|wanted| active == wanted)
        && priced(sku.from_price)
        && search.attributes.iter().all(|(name, value)| {
            sku.attrs.get(name).is_some_and(|is| is.eq_ignore_ascii_case(value) || is == value)
        })
}

fn marks(catalog: &Catalog, finder: &Finder, text: &str) -> Vec<bool> {
    let none = vec![false; catalog.everything().count()];
    let mut marks: Option<Vec<bool>> = None;
    for word in parts(text) {
        let mut of_word = none.clone();
        finder.mark(&word, &mut of_word);
        marks = Some(match marks {
            None => of_word,
            Some(marks) => marks.into_iter().zip(of_word).map(|(a, b)| a && b).collect(),
        });
    }
    let mut marks = marks.unwrap_or(none);
    set(&mut marks, &meant(catalog, text));
    marks
}

/// What a buyer who typed this would be shown; nothing if a word of it is strange.
fn meant(catalog: &Catalog, text: &str) -> Vec<usize> {
    let shelf = Shelf::of(catalog);
    let pieces = pieces(text, &shelf);
    if pieces.contains(&Piece::Unknown) {
        return Vec::new();
    }
    let items = lines::read(&pieces, &shelf).into_iter().filter_map(|line| line.item(&shelf));
    items.flat_map(|item| item.skus).filter_map(|sku| catalog.place_of(sku)).collect()
}
