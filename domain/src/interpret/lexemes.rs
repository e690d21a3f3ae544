//! Words into what they mean: phrases before words, as written before as heard, and a slip last.

use strsim::osa_distance;

use super::fold;
use super::lexicon::{self, Cue, Lex, Look};
use super::scan::{Placed, Token};
use crate::quantity::Quantity;

/// How surely a word was read, in a thousand.
pub(super) const AS_WRITTEN: u16 = 990;
const AS_HEARD: u16 = 960;
const BONES: u16 = 900;
/// Below this a word was guessed.
pub(super) const SURELY_HEARD: u16 = 880;
const ONE_SLIP: u16 = 860;
const TWO_SLIPS: u16 = 760;
/// A number that is read by a guess is asked about.
const GUESSED_NUMBER: u16 = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The number, whether it was written in digits, whether it means so many of each.
    Number {
        value: Quantity,
        digits: bool,
        each: bool,
    },
    Ordinal(u8),
    DayMonth(u8, u8),
    Code,
    Word(Lex),
    /// Nobody knows it; whether it may be a mistyped word that counts.
    Unknown {
        near: bool,
        /// Whether it may be one that changes or removes.
        deed: bool,
    },
    Comma,
    Line,
    Dash,
    Colon,
    Money,
    Query,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lexeme {
    pub(super) what: What,
    pub(super) word: String,
    pub(super) sure: u16,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Lexeme {
    pub(super) fn lex(&self) -> Option<Lex> {
        match &self.what {
            What::Word(lex) => Some(*lex),
            _ => None,
        }
    }

    pub(super) fn is(&self, lex: Lex) -> bool {
        self.lex() == Some(lex)
    }
}

/// "kitne baje tak", "day after tomorrow": so many words make one.
const LONGEST_PHRASE: usize = 4;

pub(super) fn lexemes(tokens: &[Placed]) -> Vec<Lexeme> {
    let mut found = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let glued = found.last().is_some_and(|last: &Lexeme| {
            matches!(last.what, What::Number { .. }) && last.to == first.from
        });
        let (lexeme, length) = match &first.token {
            // "4in".
            Token::Word(word) if glued && word == "in" => {
                (lexeme(Lex::Inch, word.clone(), AS_WRITTEN, (first.from, first.to)), 1)
            }
            Token::Word(word) => phrase(rest)
                .filter(|(_, length)| *length > 1)
                .or_else(|| {
                    let parts = compound(word)?;
                    let place = (first.from, first.to);
                    let part = |lex| self::lexeme(lex, word.clone(), AS_HEARD, place);
                    let (last, front) = parts.split_last()?;
                    found.extend(front.iter().copied().map(part));
                    Some((part(*last), 1))
                })
                .or_else(|| slipped_pair(rest))
                .or_else(|| phrase(rest))
                .unwrap_or_else(|| (single(word, first), 1)),
            other => (plain(other, first), 1),
        };
        let one_more = ONE_MORE.contains(&lexeme.word.as_str());
        let place = (lexeme.from, lexeme.to);
        found.push(lexeme);
        let number = rest.get(length).is_some_and(is_number);
        if one_more && !number {
            found.push(self::lexeme(Lex::Number(1000), String::new(), AS_WRITTEN, place));
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    found
}

fn plain(token: &Token, placed: &Placed) -> Lexeme {
    let what = match token {
        Token::Number(value) => What::Number { value: *value, digits: true, each: false },
        Token::Ordinal(day) => What::Ordinal(*day),
        Token::DayMonth(day, month) => What::DayMonth(*day, *month),
        Token::Code => What::Code,
        Token::Comma => What::Comma,
        Token::Line => What::Line,
        Token::Dash => What::Dash,
        Token::Colon => What::Colon,
        Token::Money => What::Money,
        Token::Query => What::Query,
        Token::Inch => What::Word(Lex::Inch),
        Token::Word(_) => What::Unknown { near: false, deed: false },
    };
    Lexeme { what, word: String::new(), sure: AS_WRITTEN, from: placed.from, to: placed.to }
}

/// The longest run of words that is known; of one word too.
fn phrase(tokens: &[Placed]) -> Option<(Lexeme, usize)> {
    (1..=LONGEST_PHRASE).rev().find_map(|length| {
        let mut joined = String::new();
        for placed in tokens.get(..length)? {
            let Token::Word(word) = &placed.token else { return None };
            joined.push_str(word);
        }
        let word = fold::plain(&joined);
        let key = fold::key(&word);
        // What a word of it says by itself is not put away for how the whole sounds.
        let by_sound = length == 1 || !tokens.get(..length)?.iter().any(is_known);
        let (lex, sure) = match lexicon::exact(&word) {
            Some(lex) => (lex, AS_WRITTEN),
            None if length > 1 && of_several(&word).is_some() => (of_several(&word)?, AS_WRITTEN),
            None if by_sound && is_worth_hearing(&word, &key) => (lexicon::by_key(&key)?, AS_HEARD),
            None => return None,
        };
        let (first, last) = (tokens.first()?, tokens.get(length - 1)?);
        let sure = if may_be_another_number(&word, lex) { GUESSED_NUMBER } else { sure };
        Some((lexeme(lex, word, sure, (first.from, last.to)), length))
    })
}

fn may_be_another_number(word: &str, lex: Lex) -> bool {
    lexicon::is_number(lex) && lexicon::is_slippery(word, lex)
}

/// "rod mestrilu": a phrase with an ending.
fn of_several(word: &str) -> Option<Lex> {
    const PLURALS: &[&str] = &["lu", "s", "lani", "laki", "ni", "లు", "లను", "ని", "ों"];
    let stems = PLURALS.iter().filter_map(|ending| word.strip_suffix(ending));
    let mut lexes = stems.filter(|stem| stem.chars().count() >= 6).filter_map(lexicon::exact);
    lexes.find(|lex| matches!(lex, Lex::Of(..) | Lex::Thing(_) | Lex::Brand(..) | Lex::Hired))
}

/// A sound of three letters is that of many longer words: "khali" is no *kal*.
fn is_worth_hearing(word: &str, key: &str) -> bool {
    let sounds = key.chars().count();
    sounds >= 3 && (sounds > 3 || !word.is_ascii() || word.len() <= 5)
}

/// "bar benrs", "ms lif", "walf day": two words, one of them mistyped, that make one.
fn slipped_pair(tokens: &[Placed]) -> Option<(Lexeme, usize)> {
    let [first, second, ..] = tokens else { return None };
    let (Token::Word(a), Token::Word(b)) = (&first.token, &second.token) else { return None };
    if is_known(first) && is_known(second) {
        return None;
    }
    let (a, b) = (fold::plain(a), fold::plain(b));
    let strange = if is_known(first) { &b } else { &a };
    if is_known(first) && b.chars().count() < 2 {
        return None;
    }
    let heard = strange.chars().count() >= 3 && lexicon::by_key(&fold::key(strange)).is_some();
    if heard || without_ending(strange).is_some() {
        return None;
    }
    let word = format!("{a}{b}");
    let key = fold::key(&word);
    let distance = |entry: &lexicon::Entry| {
        osa_distance(&word, &entry.spelling).min(osa_distance(&key, &entry.key))
    };
    let near: Vec<(usize, Lex)> = lexicon::pairs(word.chars().count())
        .map(|entry| (distance(entry), entry.lex))
        .filter(|(distance, _)| *distance <= 1)
        .collect();
    let (best, lex) = near.iter().min_by_key(|(distance, _)| *distance).copied()?;
    let one = near.iter().all(|(distance, other)| *distance > best || *other == lex);
    one.then(|| (lexeme(lex, word, ONE_SLIP, (first.from, second.to)), 2))
}

fn is_known(placed: &Placed) -> bool {
    matches!(&placed.token, Token::Word(word) if lexicon::exact(&fold::plain(word)).is_some())
}

fn lexeme(lex: Lex, word: String, sure: u16, (from, to): (usize, usize)) -> Lexeme {
    let what = match lex {
        Lex::Number(milli) => {
            What::Number { value: Quantity::from_milli(milli), digits: false, each: false }
        }
        other => What::Word(other),
    };
    Lexeme { what, word, sure, from, to }
}

fn single(word: &str, placed: &Placed) -> Lexeme {
    let place = (placed.from, placed.to);
    let word = fold::plain(word);
    if word.is_empty() {
        return lexeme(Lex::Times, word, AS_WRITTEN, place);
    }
    let read = and_a_half(&word).or_else(|| without_ending(&word)).or_else(|| by_bones(&word));
    let mut near = None;
    let read = read.or_else(|| guess(&word, near.insert(nearest(&word))));
    match read {
        Some((lex, sure)) => {
            let number = matches!(
                lex,
                Lex::Number(_) | Lex::WeakNumber(_) | Lex::Multiply(_) | Lex::Modify(_)
            );
            let guessed = sure < AS_HEARD || may_be_another_number(&word, lex);
            let sure = if number && guessed { GUESSED_NUMBER } else { sure };
            lexeme(lex, word, sure, place)
        }
        None => {
            let deed = near.as_ref().is_some_and(|near| near.near_deed);
            let near_goods = near.is_some_and(|near| near.near_goods);
            let long = word.chars().count() >= 3;
            let near = long && (near_goods || lexicon::is_torn(&fold::key(&word)));
            let what = What::Unknown { near, deed };
            Lexeme { what, word, sure: 0, from: place.0, to: place.1 }
        }
    }
}

/// Words that add, and say how many.
const ONE_MORE: &[&str] =
    &["inko", "inkoka", "inkokati", "another", "onemore", "ekaur", "ఇంకో", "ఇంకొక", "ఇంకోటి"];

/// What is hung on a word for a half or a quarter more.
const MORE: &[(&str, i64)] = &[
    ("unnara", 500),
    ("nnara", 500),
    ("nara", 500),
    ("umpaavu", 250),
    ("mpaavu", 250),
    ("mpavu", 250),
    ("ున్నర", 500),
    ("న్నర", 500),
    ("ుంపావు", 250),
    ("ంపావు", 250),
];

fn is_number(placed: &Placed) -> bool {
    match &placed.token {
        Token::Number(_) => true,
        Token::Word(word) => lexicon::exact(&fold::plain(word)).is_some_and(lexicon::is_number),
        _ => false,
    }
}

/// Several words written as one: "tonnunnara", "rendondalu", "simentuiravaibastalu".
fn compound(word: &str) -> Option<Vec<Lex>> {
    let word = fold::plain(word);
    if lexicon::exact(&word).is_some() {
        return None;
    }
    if let Some((unit, milli)) = unit_and_more(&word) {
        return Some(vec![Lex::Number(milli), unit]);
    }
    hundreds(&word)
        .map(|number| vec![number])
        .or_else(|| glued(&word, MOST_GLUED).filter(|parts| parts.len() > 1))
}

/// How many words are taken apart.
const MOST_GLUED: usize = 3;

/// Numbers, units and things, written without a blank between them; each as it is written in the lexicon.
fn glued(word: &str, most: usize) -> Option<Vec<Lex>> {
    let counts = |lex: &Lex| {
        lexicon::is_number(*lex)
            || matches!(lex, Lex::Unit(_) | Lex::Thing(_) | Lex::Brand(..) | Lex::Rod)
    };
    if let Some(lex) = lexicon::exact(word).filter(counts) {
        return Some(vec![lex]);
    }
    if most < 2 {
        return None;
    }
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(3).collect();
    cuts.into_iter().rev().find_map(|at| {
        let (head, tail) = word.split_at(at);
        let first = lexicon::exact(head).filter(counts)?;
        let rest = glued(tail, most - 1).filter(|_| tail.chars().count() >= 3)?;
        Some([vec![first], rest].concat())
    })
}

/// "rendondalu", "ఐదొందల": so many hundreds.
fn hundreds(word: &str) -> Option<Lex> {
    const ENDINGS: &[&str] = &["ondalu", "ondala", "onda", "undalu", "undala", "ొందలు", "ొందల", "ొంద"];
    ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 2)?;
        let whole = ["u", "i", "", "ు", "ి"].iter().find_map(|vowel| {
            match lexicon::exact(&format!("{stem}{vowel}"))? {
                Lex::Number(milli @ 1000..=9000) => Some(milli),
                _ => None,
            }
        })?;
        Some(Lex::Number(whole * 100))
    })
}

/// "tonnunnara": a ton and a half.
fn unit_and_more(word: &str) -> Option<(Lex, i64)> {
    MORE.iter().find_map(|(ending, more)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3)?;
        let lex = lexicon::exact(stem).or_else(|| lexicon::by_key(&fold::key(stem)))?;
        matches!(lex, Lex::Unit(_)).then_some((lex, 1000 + more))
    })
}

/// "pannendunnara", "okatimpaavu": a number and a half, or a quarter.
fn and_a_half(word: &str) -> Option<(Lex, u16)> {
    MORE.iter().find_map(|(ending, more)| {
        let stem = word.strip_suffix(ending)?;
        match lexicon::exact(stem).or_else(|| lexicon::by_key(&fold::key(stem)))? {
            Lex::Number(milli) if milli % 1000 == 0 => Some((Lex::Number(milli + more), AS_HEARD)),
            // "veyyinnara".
            Lex::Multiply(by) => Some((Lex::Number(by * (1000 + more)), AS_HEARD)),
            _ => None,
        }
    })
}

/// What Telugu and Hindi hang behind a word: plural, case, emphasis.
const ENDINGS: &[&str] = &[
    "lani",
    "laki",
    "laku",
    "lalo",
    "lavi",
    "lanu",
    "lu",
    "la",
    "ki",
    "ku",
    "ni",
    "nu",
    "lo",
    "tho",
    "to",
    "vi",
    "di",
    "ga",
    "na",
    "on",
    "en",
    "an",
    "s",
    "es",
    "wala",
    "wali",
    "wale",
    "ka",
    "ke",
    "ko",
    "se",
    "me",
    "e",
    "u",
    "i",
    "a",
    "ru",
    "లవి",
    "లవ",
    "లకు",
    "లని",
    "లను",
    "లో",
    "కి",
    "కు",
    "ని",
    "ను",
    "లు",
    "ల",
    "వి",
    "ది",
    "గా",
    "న",
    "తో",
    "ों",
    "ें",
    "ियां",
    "े",
    "ी",
];

fn without_ending(word: &str) -> Option<(Lex, u16)> {
    ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        if stem.chars().count() < 3 {
            return None;
        }
        let key = fold::key(stem);
        let heard = || lexicon::by_key(&key).filter(|_| key.chars().count() >= 3);
        let written = lexicon::exact(stem);
        let lex = written.or_else(heard)?;
        // Small words have no endings: "toned" is no ton.
        let price = lex == Lex::Cue(Cue::Price);
        let fits = (price || !matches!(lex, Lex::Filler | Lex::Cue(_) | Lex::Foreign))
            && (stem.chars().count() >= 4
                || !word.is_ascii()
                || matches!(lex, Lex::Unit(_) | Lex::Rod));
        fits.then_some((lex, if written.is_some() { AS_HEARD } else { AS_HEARD - 20 }))
    })
}

fn by_bones(word: &str) -> Option<(Lex, u16)> {
    let key = fold::key(word);
    let bones = fold::bones(&key);
    let (vowels, bare) = (key.chars().count() - bones.chars().count(), bones.chars().count());
    (vowels <= bare / 3 && (bare > 3 || bare == 3 && vowels == 0))
        .then(|| lexicon::by_bones(&bones))
        .flatten()
        .map(|lex| (lex, BONES))
}

/// Shorter words have too many neighbours.
const FEWEST_GUESSED: usize = 4;

/// What stands nearest to a word.
#[derive(Default)]
struct Nearest {
    best: Option<(usize, Lex)>,
    tied: bool,
    /// Something that is bought or counted is one or two slips away.
    near_goods: bool,
    near_deed: bool,
}

fn nearest(word: &str) -> Nearest {
    let key = fold::key(word);
    let length = word.chars().count();
    let most: u8 = if length >= 7 { 2 } else { 1 };
    let look = Look::of(word, &key);
    let mut found = Nearest::default();
    for entry in lexicon::near(length, most.into()) {
        if entry.is_far_from(look, most.into()) {
            continue;
        }
        let raw = osa_distance(word, &entry.spelling);
        let heard =
            if entry.key.chars().count() >= 3 { osa_distance(&key, &entry.key) } else { raw };
        let distance = raw.min(heard);
        if distance > most.into() {
            continue;
        }
        found.near_goods |= is_goods(entry.lex);
        found.near_deed |= does_something(entry.lex) && length >= FEWEST_DONE;
        match found.best {
            Some((best, other)) if distance == best => found.tied |= other != entry.lex,
            Some((best, _)) if distance > best => {}
            Some(_) | None => (found.best, found.tied) = (Some((distance, entry.lex)), false),
        }
    }
    found
}

/// What changes an order where it is misread.
const fn is_goods(lex: Lex) -> bool {
    let says_nothing = matches!(lex, Lex::Filler | Lex::Cue(_) | Lex::Foreign | Lex::Anything);
    let is_of_time = matches!(
        lex,
        Lex::DayAhead(_)
            | Lex::Weekday(_)
            | Lex::NextWeek
            | Lex::ThisWeek
            | Lex::Month(_)
            | Lex::OfMonth
            | Lex::Part(_)
            | Lex::Hour
            | Lex::Am
            | Lex::Pm
            | Lex::DayWord
            | Lex::After
            | Lex::By
            | Lex::Soon
    );
    !says_nothing && !is_of_time
}

/// What is done with an order is not guessed from a short word.
const FEWEST_DONE: usize = 7;

const fn does_something(lex: Lex) -> bool {
    matches!(lex, Lex::Not | Lex::Add | Lex::Less | Lex::Raise | Lex::Set | Lex::Remove | Lex::Wait)
}

/// The one meaning whose sound is near enough, where no other is as near.
fn guess(word: &str, found: &Nearest) -> Option<(Lex, u16)> {
    if word.chars().count() < FEWEST_GUESSED || lexicon::is_torn(&fold::key(word)) {
        return None;
    }
    let (distance, lex) = found.best.filter(|_| !found.tied)?;
    // "tower" is no *lower*.
    if does_something(lex) && word.chars().count() < FEWEST_DONE {
        return None;
    }
    // A word that says nothing is no reading of one that may say how many.
    if !is_goods(lex) && found.near_goods {
        return None;
    }
    Some((lex, if distance <= 1 { ONE_SLIP } else { TWO_SLIPS }))
}

/// Whether an unknown word may be a mistyped one that counts.
pub(super) fn may_be_goods(word: &str) -> bool {
    word.chars().count() >= 3 && (lexicon::is_torn(&fold::key(word)) || nearest(word).near_goods)
}
