//! The catalogue as a reader sees it: what each SKU is, in the lexicon's terms, and the names that only it knows.
//!
//! SKUs are read with the same lexicon as people's messages, so that "Robo Sand" in a name and "రోబో ఇసుక" in a message meet.

use std::collections::{BTreeMap, BTreeSet};

use super::Finder;
use super::lexicon::{self, Meaning};
use super::tokens::{Token, tokens};
use crate::catalog::{Catalog, Kind, Sku};
use crate::quantity::Quantity;
use crate::vehicles::CFT;

/// Something that is true of a SKU and can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    Kind(Kind),
    Feature(&'static str),
    Name(String),
    /// "53", "500d".
    Grade(String),
    Mm(Quantity),
    /// A block by the inch of its wall, as the catalogue has it.
    Inch(Quantity),
    /// "9x4x3".
    Size(String),
}

/// What is read of a catalogue once, as long as the catalogue lives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Beside the SKUs in the catalogue's order; empty for what nobody sells now.
    senses: Vec<BTreeSet<Sense>>,
    /// Of which SKUs each is true, by their places in that order: a line is read against what it names, not against a
    /// hundred thousand things.
    places: BTreeMap<Sense, Vec<usize>>,
    names: BTreeSet<String>,
    brands: BTreeSet<String>,
    pub(crate) finder: Finder,
}

#[derive(Clone, Copy)]
pub(super) struct Shelf<'a> {
    catalog: &'a Catalog,
    index: &'a Index,
}

impl Index {
    /// Only what somebody sells now.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let mut index = Self { finder: Finder::of(catalog), ..Self::default() };
        for sku in catalog.iter() {
            let senses =
                if sku.from_price.is_some() { index.senses_of(sku) } else { BTreeSet::new() };
            for sense in &senses {
                let place = index.senses.len();
                match index.places.get_mut(sense) {
                    Some(places) => places.push(place),
                    None => drop(index.places.insert(sense.clone(), vec![place])),
                }
            }
            index.senses.push(senses);
        }
        index
    }

    pub(crate) fn names(&self, word: &str) -> bool {
        self.names.contains(word)
    }

    fn senses_of(&mut self, sku: &Sku) -> BTreeSet<Sense> {
        let mut senses = BTreeSet::from([Sense::Kind(sku.kind)]);
        read_name(&sku.name.en, Trust::All, &mut senses);
        // How much room a thing takes is nothing that people call it.
        for (key, value) in sku.attrs.iter().filter(|(key, _)| *key != CFT) {
            let mut of_attr = BTreeSet::new();
            read_attr(key, value, &mut of_attr);
            if key == "brand" {
                self.brands.extend(names_of(&of_attr));
            }
            senses.extend(of_attr);
        }
        // In the other languages only what the lexicon does not know is a name; the rest is said by the attributes.
        let mut native = BTreeSet::new();
        read_name(&sku.name.hi, Trust::Names, &mut native);
        read_name(&sku.name.te, Trust::Names, &mut native);
        self.brands.extend(names_of(&native).filter(|name| !name.is_ascii()));
        senses.extend(native);
        self.names.extend(names_of(&senses));
        senses
    }
}

impl<'a> Shelf<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        Self { catalog, index: catalog.index() }
    }

    /// Where in the catalogue a want is met, each place once and in order.
    fn places_of(self, want: &Want) -> Vec<usize> {
        let found = want.0.iter().filter_map(|sense| self.index.places.get(sense));
        let mut places: Vec<usize> = found.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn sku_at(self, place: usize) -> Option<&'a Sku> {
        self.catalog.at(place)
    }

    fn meets(self, place: usize, want: &Want) -> bool {
        self.index.senses.get(place).is_some_and(|senses| want.met_by(senses))
    }

    pub(super) fn names(&self, word: &str) -> bool {
        self.index.names(word)
    }

    /// Whether a name says by itself what is wanted: "UltraTech" does, "washed" does not.
    pub(super) fn is_brand(&self, name: &str) -> bool {
        self.index.brands.contains(name)
    }

    pub(super) fn all_names(&self) -> impl Iterator<Item = &'a str> {
        self.index.names.iter().map(String::as_str)
    }

    /// Whether anything on the shelf is this.
    pub(super) fn has(&self, sense: &Sense) -> bool {
        self.index.places.contains_key(sense)
    }

    /// Whether a number is a grade and more, as "5350" is when a blank is missing in "opc 53 50 bags".
    pub(super) fn has_grade_in_front_of(&self, number: Quantity) -> bool {
        let digits = number.to_string();
        let begins = |sense: &Sense| match sense {
            Sense::Grade(grade) => digits.len() > grade.len() && digits.starts_with(grade.as_str()),
            Sense::Kind(_)
            | Sense::Feature(_)
            | Sense::Name(_)
            | Sense::Mm(_)
            | Sense::Inch(_)
            | Sense::Size(_) => false,
        };
        self.index.places.keys().any(begins)
    }

    /// All that satisfy every want, in the catalogue's order.
    pub(super) fn fits(&self, wants: &[Want]) -> Vec<&'a Sku> {
        let rarest = wants.iter().map(|want| self.places_of(want)).min_by_key(Vec::len);
        // Who wants nothing in particular may have everything.
        let places = rarest.unwrap_or_else(|| (0..self.index.senses.len()).collect());
        places
            .into_iter()
            .filter(|place| wants.iter().all(|want| self.meets(*place, want)))
            .filter_map(|place| self.sku_at(place))
            .filter(|sku| sku.from_price.is_some())
            .collect()
    }

    /// What meets the most wants when nothing meets all.
    pub(super) fn nearest(&self, wants: &[Want], most: usize) -> Vec<&'a Sku> {
        let mut scores = vec![0_usize; self.index.senses.len()];
        for place in wants.iter().flat_map(|want| self.places_of(want)) {
            if let Some(score) = scores.get_mut(place) {
                *score += 1;
            }
        }
        let best = scores.iter().copied().max().unwrap_or(0);
        let nearest = scores.iter().enumerate().filter(|(_, score)| best > 0 && **score == best);
        nearest.filter_map(|(place, _)| self.sku_at(place)).take(most).collect()
    }
}

impl<'a> Shelf<'a> {
    /// What is called most like words that nobody knows: by a slip a letter, the nearest first; where nothing is near, the
    /// first of each kind, as the office lists them.
    pub(super) fn alike(&self, words: &[String], most: usize) -> Vec<&'a Sku> {
        let mut names: Vec<(usize, &str)> = self
            .all_names()
            .filter_map(|name| {
                Some((words.iter().filter_map(|word| unlike(word, name)).min()?, name))
            })
            .collect();
        names.sort_unstable();
        let mut found: Vec<&Sku> = Vec::new();
        let named = names.into_iter().flat_map(|(_, name)| {
            let places = self.index.places.get(&Sense::Name(name.to_owned()));
            places.into_iter().flatten().take(most)
        });
        let on_sale = |sku: &&Sku| sku.from_price.is_some();
        for sku in named.filter_map(|place| self.sku_at(*place)).filter(on_sale) {
            if found.len() < most && !found.contains(&sku) {
                found.push(sku);
            }
        }
        let mut first: Vec<&Sku> = Kind::ALL
            .into_iter()
            .filter_map(|kind| self.catalog.of_kind(kind).filter(on_sale).min_by_key(|s| s.rank))
            .filter(|sku| found.iter().all(|other| other.kind != sku.kind))
            .collect();
        found.append(&mut first);
        found.truncate(most);
        found
    }
}

/// How many letters in a hundred are other ones; none where more than half are.
fn unlike(word: &str, name: &str) -> Option<usize> {
    let length = word.chars().count().max(name.chars().count()).max(1);
    let hundredths = strsim::osa_distance(word, name) * 100 / length;
    (hundredths <= 50).then_some(hundredths)
}

/// One thing that was asked for; any of its senses will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Want(pub(super) Vec<Sense>);

impl Want {
    pub(super) fn one(sense: Sense) -> Self {
        Self(vec![sense])
    }

    pub(super) fn met_by(&self, senses: &BTreeSet<Sense>) -> bool {
        self.0.iter().any(|sense| senses.contains(sense))
    }
}

/// Walls by the inch are built of blocks by the millimetre; nine inches are 225 or 230.
pub(super) fn inches(inch: Quantity) -> Vec<Sense> {
    let mm: &[u32] = match inch.milli() {
        3000 => &[75],
        4000 => &[100],
        5000 => &[125],
        6000 => &[150],
        8000 => &[200],
        9000 => &[225, 230],
        _ => &[],
    };
    let mut senses = vec![Sense::Inch(inch)];
    senses.extend(mm.iter().map(|mm| Sense::Mm(Quantity::whole(*mm))));
    senses
}

fn names_of(senses: &BTreeSet<Sense>) -> impl Iterator<Item = String> {
    senses.iter().filter_map(|sense| match sense {
        Sense::Name(name) => Some(name.clone()),
        Sense::Kind(_)
        | Sense::Feature(_)
        | Sense::Grade(_)
        | Sense::Mm(_)
        | Sense::Inch(_)
        | Sense::Size(_) => None,
    })
}

/// How much of a text is believed to describe the SKU.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    All,
    /// Unknown words alone.
    Names,
}

/// Fixed names of attributes hold a bare number each in their own way; all else reads like a name.
fn read_attr(key: &str, value: &str, senses: &mut BTreeSet<Sense>) {
    let read = tokens(value);
    match (key, read.as_slice()) {
        ("diameter_mm" | "size_mm", [Token::Number(mm)]) => {
            senses.insert(Sense::Mm(*mm));
        }
        ("grade", [Token::Number(grade)]) => {
            senses.insert(Sense::Grade(grade.to_string()));
        }
        _ => read_name(value, Trust::All, senses),
    }
}

fn read_name(text: &str, trust: Trust, senses: &mut BTreeSet<Sense>) {
    let read = tokens(text);
    let mut at = 0;
    while let Some(token) = read.get(at) {
        let rest = read.get(at..).unwrap_or_default();
        at += match token {
            Token::Number(_) => number_of_name(rest, trust, senses),
            Token::Word(_) => word_of_name(rest, trust, senses),
            Token::Dashed(_) | Token::Minus | Token::Break => 1,
        };
    }
}

/// "12 mm", "6 in", "9x4x3"; how many tokens it took.
fn number_of_name(tokens: &[Token], trust: Trust, senses: &mut BTreeSet<Sense>) -> usize {
    let size = size_in_front(tokens);
    let (length, found) = match (size, tokens) {
        (Some((size, length)), _) => (length, vec![Sense::Size(size)]),
        (None, [Token::Number(mm), Token::Word(unit), ..]) if means(unit, Meaning::Mm) => {
            (2, vec![Sense::Mm(*mm)])
        }
        (None, [Token::Number(inch), Token::Word(unit), ..]) if means(unit, Meaning::Inch) => {
            (2, inches(*inch))
        }
        (None, _) => (1, Vec::new()),
    };
    if trust == Trust::All {
        senses.extend(found);
    }
    length
}

/// `9 x 4 x 3`: the size as one text and how many tokens it took.
fn size_in_front(tokens: &[Token]) -> Option<(String, usize)> {
    let mut size = String::new();
    let mut at = 0;
    while let Some(Token::Number(number)) = tokens.get(at) {
        size.push_str(&number.to_string());
        match (tokens.get(at + 1), tokens.get(at + 2)) {
            (Some(Token::Word(x)), Some(Token::Number(_))) if x == "x" => {
                size.push('x');
                at += 2;
            }
            _ => break,
        }
    }
    (at > 0).then_some((size, at + 1))
}

fn word_of_name(tokens: &[Token], trust: Trust, senses: &mut BTreeSet<Sense>) -> usize {
    let word_at = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => Some(word.as_str()),
        Some(Token::Number(_) | Token::Dashed(_) | Token::Minus | Token::Break) | None => None,
    };
    for length in (1..=3).rev() {
        let joined: Option<String> = (0..length).map(word_at).collect();
        let Some(meaning) = joined.as_deref().and_then(lexicon::look_up) else { continue };
        return if trust == Trust::All {
            length + feature_of_name(meaning, tokens.get(length..).unwrap_or_default(), senses)
        } else {
            length
        };
    }
    let word = word_at(0).unwrap_or_default();
    if word.chars().count() >= 2 {
        senses.insert(Sense::Name(word.to_owned()));
    }
    1
}

/// A feature, with the grade that stands behind "OPC" and "Fe"; how many tokens the grade took.
fn feature_of_name(meaning: Meaning, after: &[Token], senses: &mut BTreeSet<Sense>) -> usize {
    let feature = match meaning {
        Meaning::Feature(feature) => Some(feature),
        Meaning::Fe => None,
        Meaning::Kind(_)
        | Meaning::Either(_)
        | Meaning::Labour
        | Meaning::Rod
        | Meaning::Measure(_)
        | Meaning::Mm
        | Meaning::Inch
        | Meaning::Times
        | Meaning::Grade
        | Meaning::Ductile
        | Meaning::Number(_)
        | Meaning::Doubtful(_)
        | Meaning::Weak(_)
        | Meaning::Multiply(_)
        | Meaning::Modify(_)
        | Meaning::And
        | Meaning::More
        | Meaning::Filler
        | Meaning::No => return 0,
    };
    if let Some(feature) = feature {
        senses.insert(Sense::Feature(feature));
    }
    if !matches!(feature, None | Some("opc")) {
        return 0;
    }
    match after {
        [Token::Number(grade), Token::Word(d), ..] if means(d, Meaning::Ductile) => {
            senses.insert(Sense::Grade(format!("{grade}d")));
            2
        }
        [Token::Number(grade), ..] => {
            senses.insert(Sense::Grade(grade.to_string()));
            1
        }
        _ => 0,
    }
}

fn means(word: &str, meaning: Meaning) -> bool {
    lexicon::look_up(word) == Some(meaning)
}
