//! What the office teaches: a spelling that means another one. It is put in that one's place before anything is read, so that
//! all that the lexicon and the catalogue know of the other holds for it too.
//!
//! Whole words, the longest first, as written before as heard: *simant* is found in Telugu letters as well. What was typed keeps
//! its place, so spans are of the text. Numbers are never touched.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::scan::{self, Placed, Token};
use super::{fold, lexicon};
use crate::ids::AliasId;

/// "kankar patthar ka bora": more words are no name of a thing.
pub(super) const MOST_WORDS: usize = 4;

/// So many hold at once; more are a lexicon of their own.
pub const MOST_ALIASES: usize = 2_000;

/// One spelling, and the one that it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    pub id: AliasId,
    /// As people type it: lower case, one blank between words.
    pub word: String,
    /// What the lexicon or the catalogue knows.
    pub means: String,
}

/// All that hold now.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// Grows with each that is taught or taken back.
    pub version: i64,
    taught: Vec<Taught>,
    written: HashMap<String, usize>,
    /// None where two that mean different things sound alike.
    heard: HashMap<String, Option<usize>>,
    /// How many words the longest has.
    longest: usize,
}

#[derive(Clone, Debug)]
struct Taught {
    alias: Alias,
    /// What stands in its place.
    tokens: Vec<Token>,
}

/// Where an alias stands among the tokens of a text.
struct Found<'a> {
    at: Range<usize>,
    taught: &'a Taught,
}

impl Aliases {
    #[must_use]
    pub fn new(aliases: Vec<Alias>, version: i64) -> Self {
        let mut all = Self { version, ..Self::default() };
        aliases.into_iter().for_each(|alias| all.add(alias));
        all
    }

    fn add(&mut self, alias: Alias) {
        let joined = fold::plain(&alias.word);
        let key = fold::key(&joined);
        let place = self.taught.len();
        self.longest = self.longest.max(alias.word.split_whitespace().count());
        if is_worth_hearing(&key) {
            let same = |other: &usize| {
                self.taught.get(*other).is_some_and(|other| other.alias.means == alias.means)
            };
            let one = match self.heard.get(&key) {
                None => Some(place),
                Some(Some(other)) if same(other) => Some(*other),
                Some(_) => None,
            };
            self.heard.insert(key, one);
        }
        self.written.insert(joined, place);
        let tokens = scan::tokens(&scan::letters(&alias.means));
        let tokens = tokens.into_iter().map(|placed| placed.token).collect();
        self.taught.push(Taught { alias, tokens });
    }

    /// The same, and one more.
    #[must_use]
    pub fn and(&self, alias: Alias) -> Self {
        let mut all = self.clone();
        all.add(alias);
        all
    }

    pub fn iter(&self) -> impl Iterator<Item = &Alias> {
        self.taught.iter().map(|taught| &taught.alias)
    }

    /// The one that is written so.
    #[must_use]
    pub fn of(&self, word: &str) -> Option<&Alias> {
        let place = self.written.get(&fold::plain(word))?;
        self.taught.get(*place).map(|taught| &taught.alias)
    }

    /// Whether any stands in a text.
    #[must_use]
    pub fn touch(&self, text: &str) -> bool {
        !self.taught.is_empty() && !self.found(&scan::tokens(&scan::letters(text))).is_empty()
    }

    /// Each alias gives way to what it means, which stands in its place as a whole.
    pub(super) fn put_into(&self, tokens: Vec<Placed>) -> Vec<Placed> {
        if self.taught.is_empty() {
            return tokens;
        }
        let found = self.found(&tokens);
        if found.is_empty() {
            return tokens;
        }
        let mut out = Vec::with_capacity(tokens.len() + found.len());
        let mut next = 0;
        for Found { at, taught } in found {
            out.extend_from_slice(tokens.get(next..at.start).unwrap_or_default());
            if let Some((from, to)) = place(&tokens, &at) {
                out.extend(taught.tokens.iter().map(|token| Placed {
                    token: token.clone(),
                    from,
                    to,
                }));
            }
            next = at.end;
        }
        out.extend_from_slice(tokens.get(next..).unwrap_or_default());
        out
    }

    /// A text with the meanings written out, for who reads texts.
    #[must_use]
    pub fn put_into_text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.taught.is_empty() {
            return Cow::Borrowed(text);
        }
        let letters = scan::letters(text);
        let tokens = scan::tokens(&letters);
        let found = self.found(&tokens);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut next = 0;
        for Found { at, taught } in found {
            let Some((from, to)) = place(&tokens, &at) else { continue };
            out.extend(letters.get(next..from).unwrap_or_default());
            out.push_str(&taught.alias.means);
            next = to;
        }
        out.extend(letters.get(next..).unwrap_or_default());
        Cow::Owned(out)
    }

    /// The letters that aliases stand for, first and behind the last.
    pub(super) fn places(&self, tokens: &[Placed]) -> Vec<(usize, usize)> {
        self.found(tokens).into_iter().filter_map(|found| place(tokens, &found.at)).collect()
    }

    fn found(&self, tokens: &[Placed]) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.here(tokens.get(at..).unwrap_or_default()) {
                Some((taught, length)) => {
                    found.push(Found { at: at..at + length, taught });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest with which a text begins, and how many tokens it is of.
    fn here(&self, tokens: &[Placed]) -> Option<(&Taught, usize)> {
        let words: Vec<String> = tokens
            .iter()
            .take(self.longest)
            .map_while(|placed| match &placed.token {
                Token::Word(word) if !word.is_empty() => Some(fold::plain(word)),
                _ => None,
            })
            .collect();
        (1..=words.len()).rev().find_map(|length| {
            let run = words.get(..length)?;
            let joined = run.concat();
            let place = self.written.get(&joined).copied().or_else(|| self.by_sound(run, &joined));
            Some((self.taught.get(place?)?, length))
        })
    }

    /// What is known as written, or says a number, is not put away for how it sounds.
    fn by_sound(&self, run: &[String], joined: &str) -> Option<usize> {
        let key = fold::key(joined);
        let place = self.heard.get(&key).copied().flatten()?;
        let counts = |word: &String| lexicon::exact(word).is_some_and(lexicon::is_number);
        let known = lexicon::exact(joined).is_some() || run.iter().any(counts);
        (!known).then_some(place)
    }
}

/// The letters that a run of tokens stands for.
fn place(tokens: &[Placed], at: &Range<usize>) -> Option<(usize, usize)> {
    let run = tokens.get(at.clone())?;
    Some((run.first()?.from, run.last()?.to))
}

/// A sound of three letters is that of many words.
fn is_worth_hearing(key: &str) -> bool {
    key.chars().count() > 3
}
