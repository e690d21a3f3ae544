//! Words that nobody knows, kept so that the office can teach them: each with what stands around it, and nothing that tells
//! who wrote it.
//!
//! Of the words around it only those stay that the lexicon has exactly so and that say something; every other is three dots,
//! every number `#`. A word itself is kept where the message is of goods, and where it is not likely to be a name: of a person, a site, a place.
//! What is in doubt is not kept: whatever is missed is typed again by somebody.

use serde::{Deserialize, Serialize};

use super::aliases::Aliases;
use super::lexemes::{self, AS_WRITTEN, Lexeme, What};
use super::lexicon::{Cue, Lex, is_number};
use super::{Tongue, fold, numbers, scan, tongue};
use crate::catalog::Catalog;

/// Of one message: who types more strange words is not ordering.
const MOST_OF_A_MESSAGE: usize = 5;

const FEWEST_LETTERS: usize = 3;
const MOST_LETTERS: usize = 24;

/// How much is shown around a word, to either side.
const AROUND: usize = 3;

/// Of a whole message.
const MOST_SHOWN: usize = 24;

/// A word, the line around it, and what language that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strange {
    pub word: String,
    pub place: String,
    pub tongue: Option<Tongue>,
}

/// The words of a message to be kept. `name`: what its writer is called.
#[must_use]
pub fn strange(text: &str, catalog: &Catalog, name: Option<&str>) -> Vec<Strange> {
    let read = Shown::of(text, catalog.aliases());
    let tongue = tongue(text, &read.lexemes);
    let mut found: Vec<Strange> = Vec::new();
    for line in read.lines() {
        // Numbers of phones, doors and PIN codes stand beside names.
        let private = line.iter().any(|lexeme| lexeme.what == What::Code);
        if private || !line.iter().any(is_of_goods) {
            continue;
        }
        for (at, lexeme) in line.iter().enumerate() {
            let word = &lexeme.word;
            let keeps = matches!(lexeme.what, What::Unknown { .. })
                && is_word(word)
                && !catalog.names(word)
                && !read.is_name(line, at)
                && !name.is_some_and(|name| is_of_name(word, name))
                && found.iter().all(|strange| strange.word != *word);
            if keeps && found.len() < MOST_OF_A_MESSAGE {
                let from = at.saturating_sub(AROUND);
                let around = line.iter().skip(from).take(at - from + 1 + AROUND);
                let place = read.masked(around, Some(lexeme));
                found.push(Strange { word: word.clone(), place, tongue });
            }
        }
    }
    found
}

/// A message as the office may see it where nobody's name belongs: known words, and what stands where an alias does.
#[must_use]
pub fn masked(text: &str, aliases: &Aliases) -> String {
    let read = Shown::of(text, aliases);
    let places = aliases.places(&scan::tokens(&read.letters));
    // What an alias stands for is no secret, nor is the alias; a word that was read together with it may be one.
    let taught =
        |lexeme: &Lexeme| places.iter().any(|(from, to)| *from <= lexeme.from && lexeme.to <= *to);
    let mut out = Vec::new();
    let mut last = None;
    for lexeme in read.lexemes.iter().take(MOST_SHOWN) {
        let place = (lexeme.from, lexeme.to);
        if last.replace(place) == Some(place) {
            continue;
        }
        out.push(if taught(lexeme) { read.letters_of(lexeme) } else { read.mask(lexeme) });
    }
    joined(out)
}

/// A text with its words.
struct Shown {
    letters: Vec<char>,
    /// As they were typed, where lower case has as many letters.
    typed: Option<Vec<char>>,
    lexemes: Vec<Lexeme>,
}

impl Shown {
    fn of(text: &str, aliases: &Aliases) -> Self {
        let letters = scan::letters(text);
        let typed: Vec<char> = text.chars().collect();
        let tokens = aliases.put_into(scan::tokens(&letters));
        let lexemes = numbers::joined(&lexemes::lexemes(&tokens));
        let typed = (typed.len() == letters.len()).then_some(typed);
        Self { letters, typed, lexemes }
    }

    fn lines(&self) -> impl Iterator<Item = &[Lexeme]> {
        self.lexemes.split(|lexeme| lexeme.what == What::Line)
    }

    fn letters_of(&self, lexeme: &Lexeme) -> String {
        self.letters.get(lexeme.from..lexeme.to).unwrap_or_default().iter().collect()
    }

    fn masked<'l>(
        &self,
        around: impl Iterator<Item = &'l Lexeme>,
        shown: Option<&Lexeme>,
    ) -> String {
        let mut last = None;
        let mut out = Vec::new();
        for lexeme in around {
            let place = (lexeme.from, lexeme.to);
            // Words that were written as one.
            if last.replace(place) == Some(place) {
                continue;
            }
            let is_it = shown.is_some_and(|shown| shown.from == lexeme.from);
            out.push(if is_it { format!("[{}]", lexeme.word) } else { self.mask(lexeme) });
        }
        joined(out)
    }

    /// What may be seen of a word that is not asked about.
    fn mask(&self, lexeme: &Lexeme) -> String {
        let of_place = |other: &&Lexeme| (other.from, other.to) == (lexeme.from, lexeme.to);
        let mut here = self.lexemes.iter().filter(of_place);
        if here.any(counts) {
            return "#".to_owned();
        }
        match &lexeme.what {
            // Names of places are among the words that say nothing.
            What::Word(Lex::Filler) => "…".to_owned(),
            What::Word(_) if lexeme.sure >= AS_WRITTEN => self.letters_of(lexeme),
            What::Comma => ",".to_owned(),
            What::Query => "?".to_owned(),
            What::Line => "/".to_owned(),
            _ => "…".to_owned(),
        }
    }

    /// Whether a word is likely to be what somebody or some place is called.
    fn is_name(&self, line: &[Lexeme], at: usize) -> bool {
        let Some(lexeme) = line.get(at) else { return true };
        let beside = |at: Option<usize>| at.and_then(|at| line.get(at));
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        let is_one_of = |words: &[&str], lexeme: Option<&Lexeme>| {
            lexeme.is_some_and(|l| words.contains(&self.letters_of(l).trim()))
        };
        // "Paint ki rate": what is asked for is a thing.
        let priced = line.iter().skip(at + 1).take(3).any(|l| l.is(Lex::Cue(Cue::Price)));
        let capital = self.typed.as_ref().and_then(|typed| typed.get(lexeme.from));
        let is_capital = at > 0 && capital.is_some_and(|c| c.is_uppercase());
        let ends = PLACES.iter().any(|ending| lexeme.word.ends_with(ending));
        ends || is_capital
            || is_one_of(BEFORE_NAMES, before)
            || is_one_of(TITLES, after)
            || is_one_of(BEHIND_NAMES, after) && !priced
            // A name of two words.
            || matches!(after, Some(Lexeme { what: What::Unknown { .. }, .. })) && {
                let next = beside(Some(at + 2));
                is_one_of(TITLES, next) || is_one_of(BEHIND_NAMES, next) && !priced
            }
    }
}

fn joined(parts: Vec<String>) -> String {
    let mut out: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        // How many words somebody's name has is nobody's concern.
        if part != "…" || out.last().is_none_or(|last| last != "…") {
            out.push(part);
        }
    }
    out.join(" ")
}

fn counts(lexeme: &Lexeme) -> bool {
    match lexeme.what {
        What::Number { .. } | What::Ordinal(_) | What::DayMonth(..) | What::Code => true,
        What::Word(lex) => is_number(lex),
        _ => false,
    }
}

/// Whether a line orders, asks for or counts something: then a word that nobody knows may be what is wanted.
fn is_of_goods(lexeme: &Lexeme) -> bool {
    let said = |lex: Lex| {
        matches!(
            lex,
            Lex::Thing(_)
                | Lex::Of(..)
                | Lex::Brand(..)
                | Lex::Brands(_)
                | Lex::Rod
                | Lex::Either(_)
                | Lex::Unit(_)
                | Lex::Cue(Cue::Price | Cue::Want | Cue::Order)
        )
    };
    match lexeme.what {
        What::Number { .. } => true,
        What::Word(lex) => said(lex) || is_number(lex),
        _ => false,
    }
}

fn is_word(word: &str) -> bool {
    let letters = word.chars().count();
    (FEWEST_LETTERS..=MOST_LETTERS).contains(&letters) && word.chars().all(scan::is_letter)
}

fn is_of_name(word: &str, name: &str) -> bool {
    let key = fold::key(word);
    let letters = scan::letters(name).into_iter().collect::<String>();
    letters.split_whitespace().any(|part| fold::key(&fold::plain(part)) == key)
}

/// A name stands behind them.
#[rustfmt::skip] // Reads as a dictionary.
const BEFORE_NAMES: &[&str] = &[
    "name", "naam", "nam", "peru", "mr", "mrs", "ms", "dr", "sri", "shri", "smt", "md", "near", "opp", "opposite", "behind", "beside",
    "plot", "flat", "house", "villa", "road", "street", "from", "at", "to", "call", "contact", "ask", "नाम", "श्री", "पास", "పేరు", "శ్రీ",
];

/// Who is spoken to or of.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "garu", "gaaru", "anna", "annagaru", "annayya", "akka", "amma", "ayya", "bhai", "bhaiya", "bhayya", "ji", "sir", "saab", "sahab",
    "saheb", "madam", "seth", "miya", "uncle", "reddy", "rao", "kumar", "గారు", "గారి", "అన్న", "అక్క", "సార్", "జీ", "जी", "भाई", "साहब", "सर",
];

/// A place or somebody stands before them: *to*, *in*, *of*, the house.
#[rustfmt::skip]
const BEHIND_NAMES: &[&str] = &[
    "ki", "ku", "ko", "lo", "me", "mein", "pe", "par", "daggara", "site", "house", "ghar", "illu", "inti", "intiki", "colony", "road",
    "street", "nagar", "lane", "phase", "gate", "temple", "school", "hospital", "metro", "circle", "x roads", "towers", "apartment",
    "apartments", "villa", "villas", "heights", "layout", "bus stop", "कि", "को", "में", "पर", "घर", "साइट", "కి", "కు", "లో", "దగ్గర",
    "ఇంటికి", "సైట్", "సైట్‌కి", "కాలనీ", "రోడ్", "రోడ్డు", "నగర్",
];

/// How places and families of the region are called.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "nagar", "nagaram", "pur", "puram", "pally", "palli", "palle", "pali", "guda", "gudem", "abad", "bad", "peta", "pet", "konda", "wada",
    "vada", "gunta", "kunta", "cheruvu", "colony", "layout", "towers", "reddy", "rao", "kumar", "gari", "garu", "bhai", "నగర్", "పురం",
    "పూర్", "పల్లి", "గూడ", "గూడెం", "బాద్", "పేట", "కొండ", "వాడ", "గుంట", "చెరువు", "రెడ్డి", "రావు", "గారు", "नगर", "पुर", "पल्ली", "गुडा",
    "बाद", "पेट", "वाड़ा", "रेड्डी", "राव", "कुमार",
];
