//! Numbers that count nothing to be had: prices, houses, floors, ways, bar lengths, durations.

use super::lexemes::{Lexeme, What};
use super::lexicon::{Cue, Lex, Unit};
use crate::catalog::Kind;

const MONEY: &[&str] = &[
    "rs",
    "rupees",
    "rupee",
    "rupaye",
    "rupayalu",
    "rupaylu",
    "rupayila",
    "inr",
    "rupay",
    "paise",
    "रुपये",
    "रुपए",
    "रुपया",
    "रू",
    "रु",
    "రూపాయలు",
    "రూపాయల",
    "రూపాయిలు",
    "రూ",
];

/// What a number of its own follows: "plot no 45", "road no 3", "pillar 120".
const PLACES: &[&str] = &[
    "plot",
    "flat",
    "no",
    "number",
    "house",
    "hno",
    "dno",
    "g",
    "floor",
    "road",
    "phase",
    "pillar",
    "villa",
    "plotno",
    "houseno",
    "flatno",
    "doorno",
    "roadno",
    "laneno",
    "phoneno",
    "phno",
    "phn",
    "ph",
    "mobileno",
    "mobile",
    "orderno",
    "gate",
    "exit",
    "pillarno",
    "lane",
    "sector",
    "block no",
    "pin",
    "pincode",
    "नंबर",
    "నెంబర్",
    "నంబర్",
];

/// What a number in front of it says of the house or the way.
const HOUSES: &[&str] = &[
    "floor",
    "floors",
    "bhk",
    "storey",
    "storeys",
    "room",
    "rooms",
    "gajam",
    "gajalu",
    "gaj",
    "sqft",
    "sft",
    "sfts",
    "sqyd",
    "yards",
    "gaz",
    "km",
    "kms",
    "kilometer",
    "kilometers",
    "minutes",
    "minute",
    "mins",
    "manzil",
    "manjil",
    "antastu",
    "antastulu",
    "anthastu",
    "antasthu",
    "antasthulu",
    "anthasthu",
    "anthasthulu",
    "acres",
    "acre",
    "मंजिल",
    "मंज़िल",
    "गज",
    "किमी",
    "అంతస్తు",
    "అంతస్తులు",
    "గజాలు",
    "కిలోమీటర్లు",
];

const METRES: &[&str] = &[
    "m",
    "meter",
    "meters",
    "metre",
    "metres",
    "mtr",
    "mtrs",
    "mts",
    "मीटर",
    "మీటర్ల",
    "మీటర్లు",
    "meterla",
];

const EMPHASIS: &[&str] =
    &["hi", "he", "only", "just", "sirf", "bas", "ही", "सिर्फ", "మాత్రమే", "matrame"];

/// The words without the numbers that count nothing.
pub(super) fn without_noise(lexemes: Vec<Lexeme>) -> Vec<Lexeme> {
    let mut drop = vec![false; lexemes.len()];
    let text = Text { lexemes: &lexemes, of_bars: lexemes.iter().any(is_of_bars) };
    for at in 0..lexemes.len() {
        if !text.is_number(at) {
            continue;
        }
        let measures = text.measures_it(at);
        if let Some(this) = drop.get_mut(at) {
            *this |= measures || text.is_price(at) || text.is_of_a_place(at);
        }
        if let Some(next) = drop.get_mut(at + 1) {
            // "ek hi load", "10 only bags": it is the load that is counted.
            let emphasis = text.says(at + 1, EMPHASIS) && counts(lexemes.get(at + 2));
            *next |= measures || emphasis;
        }
    }
    lexemes.into_iter().zip(drop).filter(|(_, drop)| !drop).map(|(lexeme, _)| lexeme).collect()
}

/// Whether what follows a number says what it counts.
pub(super) fn counts(next: Option<&Lexeme>) -> bool {
    matches!(next.and_then(Lexeme::lex), Some(Lex::Unit(_) | Lex::Mm | Lex::Inch))
}

fn is_of_bars(lexeme: &Lexeme) -> bool {
    matches!(
        lexeme.lex(),
        Some(Lex::Rod | Lex::Thing(Kind::Steel) | Lex::Brand(Kind::Steel, _) | Lex::Fe)
    )
}

struct Text<'a> {
    lexemes: &'a [Lexeme],
    of_bars: bool,
}

impl Text<'_> {
    fn is_number(&self, at: usize) -> bool {
        matches!(self.lexemes.get(at).map(|l| &l.what), Some(What::Number { .. }))
    }

    fn is(&self, at: usize, lex: Lex) -> bool {
        self.lexemes.get(at).is_some_and(|l| l.is(lex))
    }

    fn says(&self, at: usize, words: &[&str]) -> bool {
        self.lexemes.get(at).is_some_and(|l| words.contains(&l.word.as_str()))
    }

    fn before(&self, at: usize) -> Option<&Lexeme> {
        at.checked_sub(1).and_then(|at| self.lexemes.get(at))
    }

    fn follows(&self, at: usize, words: &[&str]) -> bool {
        self.before(at).is_some_and(|l| words.contains(&l.word.as_str()))
    }

    fn is_price(&self, at: usize) -> bool {
        let price = Lex::Cue(Cue::Price);
        let named = self.before(at).is_some_and(|b| matches!(b.what, What::Money) || b.is(price));
        let genitive = self.says(at + 1, &["ka", "ki", "ke"]) && self.is(at + 2, price);
        named && !counts(self.lexemes.get(at + 1))
            || self.follows(at, MONEY)
            || self.says(at + 1, MONEY)
            || self.is(at + 1, price)
            // "310 bola tha".
            || self.is(at + 1, Lex::Was)
            || genitive
    }

    fn is_of_a_place(&self, at: usize) -> bool {
        self.follows(at, PLACES) && !counts(self.lexemes.get(at + 1)) || self.says(at + 1, HOUSES)
    }

    /// "50 kg bags", "50 kg wali bori": what is in each.
    fn is_in_each_bag(&self, at: usize) -> bool {
        let bag = |at: usize| self.is(at, Lex::Unit(Unit::Bag));
        let described =
            self.is(at + 2, Lex::Filler) && (bag(at + 3) || self.is_number(at + 3) && bag(at + 4));
        self.is(at + 1, Lex::Unit(Unit::Kg)) && (bag(at + 2) || described)
    }

    /// Three days, a bar of twelve metres.
    fn measures_it(&self, at: usize) -> bool {
        let half = matches!(
            self.lexemes.get(at).map(|l| &l.what),
            Some(What::Number { value, .. }) if value.milli() == 500
        );
        self.says(at + 1, METRES)
            || !half && self.is(at + 1, Lex::DayWord)
            || self.of_bars && self.is(at + 1, Lex::Unit(Unit::Feet))
            || self.is_in_each_bag(at)
    }
}
