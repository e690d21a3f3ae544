//! What the words of a building site mean, in three languages, two of them in two scripts.
//!
//! Closed on purpose: what is not here is not understood, and that is said. A word need stand here in one script only, its
//! key (`fold`) finds the other; native spellings stand where their Latin ones differ. Phrases are written with blanks.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use strsim::osa_distance;

use super::fold;
use crate::catalog::Kind;
use crate::time::DayPart;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    /// A kind of thing, and what its name says of it besides.
    Thing(Kind),
    Of(Kind, &'static str, &'static str),
    Brand(Kind, &'static str),
    /// A brand of two kinds: JSW makes steel and cement.
    Brands(&'static str),
    /// A bar is a thing, and what it is counted in.
    Rod,
    /// Who is hired, without saying for what.
    Anybody,
    /// "material", "saman": something, but what?
    Anything,
    /// A word that two trades or two things share: to be asked.
    Either(&'static str),
    /// Sold elsewhere: tiles, paint, a welder.
    Foreign,
    /// Hired elsewhere: a digger, a welder.
    Hired,
    Unit(Unit),
    Grade,
    Fe,
    Mm,
    Inch,
    Suta,
    Times,
    /// In thousandths.
    Number(i64),
    /// "do teen", "nalugaidu": one number or the next.
    Few,
    /// Who says it does not know.
    Unsure,
    /// What is spoken of is past, or not enough: no order of now.
    Aside,
    /// *tha*: the number before it is what it was.
    Was,
    /// "no wait": what follows is meant.
    Wait,
    /// A number and a common word: *do* is two and *give*.
    WeakNumber(i64),
    Multiply(i64),
    /// Added to what follows, in thousandths.
    Modify(i64),
    Shift(&'static str),
    DayAhead(i64),
    Weekday(i8),
    NextWeek,
    ThisWeek,
    Month(i8),
    Part(DayPart),
    Hour,
    Am,
    Pm,
    /// "days": in so many of them.
    DayWord,
    After,
    /// A day of the month stands before it.
    OfMonth,
    Soon,
    By,
    And,
    Or,
    Each,
    Not,
    Add,
    Less,
    Raise,
    Set,
    Remove,
    /// X *ki jagah* Y: what follows is meant.
    Instead,
    /// Y *instead of* X: what stands before it, or last.
    InsteadOf,
    More,
    Cue(Cue),
    Filler,
}

/// What people count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Bag,
    Tonne,
    Kg,
    Quintal,
    Cft,
    Feet,
    Brass,
    Load,
    Piece,
    Bundle,
    Person,
    CubicMetre,
}

/// What a message is about besides things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Cue {
    Price,
    /// Asks whether, which, when open: a question about us.
    Ask,
    Where,
    NotCome,
    Cancel,
    Order,
    Human,
    Talk,
    Greet,
    Thanks,
    Ok,
    Complaint,
    /// Money back.
    Refund,
    Abuse,
    Paid,
    Repeat,
    Stop,
    Start,
    Want,
    /// Where it goes.
    Address,
    /// "tell me": what is told is asked for.
    Tell,
}

use Lex as L;

/// The meaning of one spelling, or of several words as one.
pub(super) fn exact(spelling: &str) -> Option<Lex> {
    BOOK.exact.get(spelling).copied()
}

/// By how it sounds; none where two meanings sound alike.
pub(super) fn by_key(key: &str) -> Option<Lex> {
    BOOK.by_key.get(key).copied().flatten()
}

/// By its consonants alone, for who leaves out the vowels.
pub(super) fn by_bones(bones: &str) -> Option<Lex> {
    BOOK.by_bones.get(bones).copied().flatten()
}

/// Two meanings that sound alike.
pub(super) fn is_torn(key: &str) -> bool {
    matches!(BOOK.by_key.get(key), Some(None))
}

/// A spelling with its sound and what it means.
#[derive(Clone)]
pub(super) struct Entry {
    letters: usize,
    pair: bool,
    pub(super) spelling: String,
    pub(super) key: String,
    pub(super) lex: Lex,
    look: Look,
}

/// What of a word is seen at a glance: which letters it and its sound have. Several letters share a place, which can only
/// make two words look more alike.
#[derive(Clone, Copy)]
pub(super) struct Look {
    is_ascii: bool,
    letters: u64,
    sounds: u64,
}

impl Look {
    pub(super) fn of(word: &str, key: &str) -> Self {
        let seen =
            |word: &str| word.chars().fold(0, |letters, c| letters | 1_u64 << (u32::from(c) % 64));
        Self { is_ascii: word.is_ascii(), letters: seen(word), sounds: seen(key) }
    }

    /// Whether two words are more than so many slips apart for certain: a slip changes two letters at the most.
    const fn is_far_from(self, other: Self, slips: u32) -> bool {
        self.is_ascii != other.is_ascii
            || (self.letters ^ other.letters).count_ones() > 2 * slips
                && (self.sounds ^ other.sounds).count_ones() > 2 * slips
    }
}

/// Spellings of about this length.
pub(super) fn near(length: usize, slips: usize) -> impl Iterator<Item = &'static Entry> {
    let lengths = length.saturating_sub(slips)..=length + slips;
    let from = BOOK.entries.partition_point(|entry| entry.letters < *lengths.start());
    BOOK.entries.iter().skip(from).take_while(move |entry| entry.letters <= *lengths.end())
}

impl Entry {
    /// A quick look before the long one.
    pub(super) const fn is_far_from(&self, word: Look, slips: u32) -> bool {
        self.look.is_far_from(word, slips)
    }
}

/// Whether a number other than this is one slip away.
pub(super) fn is_near_other_number(word: &str, lex: Option<Lex>) -> bool {
    let length = word.chars().count();
    if length < 3 {
        return false;
    }
    let look = Look::of(word, &fold::key(word));
    let lengths = length - 1..=length + 1;
    let from = BOOK.numbers.partition_point(|entry| entry.letters < *lengths.start());
    let near = BOOK.numbers.iter().skip(from).take_while(|entry| entry.letters <= *lengths.end());
    near.filter(|entry| Some(entry.lex) != lex && entry.letters >= 4)
        .filter(|entry| !entry.is_far_from(look, 1))
        .any(|entry| osa_distance(word, &entry.spelling) <= 1)
}

/// A spelling of a number that is not the usual one, and one slip away from another number's: *chah* and *char*.
pub(super) fn is_slippery(word: &str, lex: Lex) -> bool {
    word.chars().count() <= 4 && !BOOK.usual.contains(word) && is_near_other_number(word, Some(lex))
}

pub(super) const fn is_number(lex: Lex) -> bool {
    matches!(lex, L::Number(_) | L::WeakNumber(_) | L::Multiply(_) | L::Modify(_))
}

/// Phrases of two words and of about this length.
pub(super) fn pairs(length: usize) -> impl Iterator<Item = &'static Entry> {
    near(length, 1).filter(move |entry| entry.pair && length >= 5)
}

/// Whether a spelling belongs to English, Hindi or Telugu; none where to several or none.
pub(super) fn tongue(spelling: &str) -> Option<char> {
    BOOK.tongue.get(spelling).copied().flatten()
}

struct Book {
    exact: HashMap<String, Lex>,
    by_key: HashMap<String, Option<Lex>>,
    by_bones: HashMap<String, Option<Lex>>,
    entries: Vec<Entry>,
    /// The numbers among them.
    numbers: Vec<Entry>,
    /// How a number is usually written.
    usual: HashSet<String>,
    tongue: HashMap<String, Option<char>>,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut book = Book {
        exact: HashMap::new(),
        by_key: HashMap::new(),
        by_bones: HashMap::new(),
        entries: Vec::new(),
        numbers: Vec::new(),
        usual: HashSet::new(),
        tongue: HashMap::new(),
    };
    for (lex, english, hindi, telugu) in super::words::ALL.iter().copied().flatten() {
        for (tongue, list) in [('e', english), ('h', hindi), ('t', telugu)] {
            let spellings = list.split(',').map(str::trim).filter(|s| !s.is_empty());
            let (mut latin, mut native) = (false, false);
            for spelling in spellings {
                book.write(spelling, *lex, tongue);
                let seen = if spelling.is_ascii() { &mut latin } else { &mut native };
                if !std::mem::replace(seen, true) && is_number(*lex) {
                    book.usual.insert(fold::plain(spelling));
                }
            }
        }
    }
    book.entries.sort_by(|a, b| (a.letters, &a.spelling).cmp(&(b.letters, &b.spelling)));
    book.numbers = book.entries.iter().filter(|entry| is_number(entry.lex)).cloned().collect();
    book
});

impl Book {
    fn write(&mut self, spelling: &str, lex: Lex, tongue: char) {
        let joined = fold::plain(spelling);
        self.exact.entry(joined.clone()).or_insert(lex);
        let spoken = self.tongue.entry(joined.clone()).or_insert(Some(tongue));
        // A brand is written alike by everybody.
        if *spoken != Some(tongue) || matches!(lex, L::Brand(..) | L::Brands(_)) {
            *spoken = None;
        }
        let key = fold::key(&joined);
        let known = self.by_key.entry(key.clone()).or_insert(Some(lex));
        if *known != Some(lex) {
            *known = None;
        }
        if may_be_slipped(lex) {
            let bones = fold::bones(&key);
            if bones.chars().count() >= 3 {
                let known = self.by_bones.entry(bones).or_insert(Some(lex));
                if *known != Some(lex) {
                    *known = None;
                }
            }
        }
        let letters = joined.chars().count();
        let pair = spelling.split_whitespace().count() == 2;
        let look = Look::of(&joined, &key);
        self.entries.push(Entry { letters, pair, spelling: joined, key, lex, look });
    }
}

/// Words that a message of consonants may mean.
const fn may_be_slipped(lex: Lex) -> bool {
    let of_goods =
        matches!(lex, L::Thing(_) | L::Of(..) | L::Brand(..) | L::Brands(_) | L::Rod | L::Unit(_));
    of_goods || matches!(lex, L::Weekday(_) | L::Part(_) | L::DayAhead(_))
}
