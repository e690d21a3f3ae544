//! What a vendor types of his own goods: what they cost, how many there are, or that there are none.
//!
//! Names and numbers are read as a buyer's are; the words beside them say what a number is. A number that nothing stands
//! beside is left `Bare`: whether it can be a price is for whoever knows the old one.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use strsim::osa_distance;

use super::lexicon::{self, Meaning};
use super::line::Line;
use super::shelf::Shelf;
use super::tokens::{Token, tokens};
use super::words::{self, Piece};
use super::{Count, Item, Measure, lines, numbers, pieces};
use crate::catalog::Catalog;
use crate::ids::SkuId;
use crate::money::Paise;
use crate::quantity::Quantity;

/// A message about one thing, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfYard {
    /// What the name fits, best first, never empty; of the whole catalogue, whoever sells it.
    pub skus: Vec<SkuId>,
    pub told: Told,
    /// False when words or numbers of it were not understood: ask before anything changes.
    pub sure: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "told")]
pub enum Told {
    /// What one costs. `per`: of which measure, where that was said.
    Price { price_paise: Paise, per: Option<Measure> },
    /// So many are there now, or came in on top.
    Stock { count: Count },
    /// There is none.
    Gone,
    /// A number alone: a price or a count.
    Bare { number: Quantity },
}

/// Reads a message that names one thing and says something new of it.
#[must_use]
pub fn of_yard(text: &str, catalog: &Catalog) -> Option<OfYard> {
    let shelf = Shelf::of(catalog);
    let parted = parted(&catalog.aliases().put_into_text(text), &shelf);
    let pieces = pieces::and_or_more(numbers::joined(&words::pieces(&parted.rest, &shelf)));
    let (item, sure) = only_item(&pieces, &shelf)?;
    let told = parted.marks.told(item.count, counts_in_measure(&parted.rest))?;
    Some(OfYard { skus: item.skus, told, sure: sure && item.sure })
}

/// A price as people type it: rupees, with paise behind a point.
#[must_use]
pub fn rupees(number: Quantity) -> Option<Paise> {
    // A thousandth of a rupee is a tenth of a paisa.
    let whole = number.milli() % 10 == 0 && !number.is_zero();
    whole.then(|| Paise::new(number.milli() / 10))
}

/// A message that is a word for a price and nothing else.
#[must_use]
pub fn says_price(text: &str) -> bool {
    only_mark(text) == Some(Mark::Price)
}

/// A message that is a word for what is there and nothing else.
#[must_use]
pub fn says_stock(text: &str) -> bool {
    only_mark(text) == Some(Mark::Stock)
}

fn only_mark(text: &str) -> Option<Mark> {
    let tokens = tokens(text);
    let (mark, length) = marked(&tokens)?;
    (length == tokens.len()).then_some(mark)
}

/// One thing, and whether all else was understood; two things in a message are not guessed apart.
fn only_item(pieces: &[Piece], shelf: &Shelf<'_>) -> Option<(Item, bool)> {
    let mut lines = lines::read(pieces, shelf);
    let all_more = pieces::begins_with_more(pieces);
    lines.iter_mut().for_each(|line| line.more |= all_more);
    let unmet = lines.iter().any(|line| !line.wants.is_empty() && line.item(shelf).is_none());
    let mut items = lines.iter().filter_map(|line| line.item(shelf));
    let item = items.next().filter(|_| !unmet)?;
    let sure = !lines.iter().any(Line::says_more);
    items.next().is_none().then_some((item, sure))
}

/// Which words of a vendor's were there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    price: bool,
    stock: bool,
    gone: bool,
}

impl Marks {
    fn told(self, count: Option<Count>, in_measure: bool) -> Option<Told> {
        if self.gone {
            let none = count.is_none_or(|count| count.number.is_zero() && !count.more);
            return (none && !self.price).then_some(Told::Gone);
        }
        let count = count?;
        let bare = Told::Bare { number: count.number };
        match (self.price, self.stock) {
            (true, true) => Some(bare),
            (true, false) => {
                let per = count.measure;
                rupees(count.number).map(|price_paise| Told::Price { price_paise, per })
            }
            (false, true) => Some(Told::Stock { count }),
            (false, false) if count.more => Some(Told::Stock { count }),
            (false, false) if count.number.is_zero() => Some(Told::Gone),
            (false, false) if in_measure && count.measure.is_some() => Some(Told::Stock { count }),
            (false, false) => Some(bare),
        }
    }
}

/// Whether a measure stands right behind a number: "200 bags". What "bag 385" and "385 a bag" count may be rupees.
fn counts_in_measure(tokens: &[Token]) -> bool {
    let is_measure = |token: &Token| match token {
        Token::Word(word) => {
            matches!(lexicon::look_up(word), Some(Meaning::Measure(_) | Meaning::Rod))
        }
        Token::Number(_) | Token::Dashed(_) | Token::Minus | Token::Break => false,
    };
    let mut pairs = tokens.iter().zip(tokens.iter().skip(1));
    pairs.any(|(first, second)| matches!(first, Token::Number(_)) && is_measure(second))
}

/// A message without the words that only vendors mean something by.
struct Parted {
    marks: Marks,
    rest: Vec<Token>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Price,
    Stock,
    Gone,
}

fn parted(text: &str, shelf: &Shelf<'_>) -> Parted {
    // "₹385" and "385/-" are money whatever else is said.
    let in_rupees = text.contains('₹') || text.contains("/-");
    let mut parted =
        Parted { marks: Marks { price: in_rupees, ..Marks::default() }, rest: Vec::new() };
    let tokens: Vec<Token> = tokens(text).into_iter().flat_map(rupees_apart).collect();
    let mut left = tokens.as_slice();
    while let Some((first, after)) = left.split_first() {
        match marked(left).or_else(|| mistyped(left, shelf)) {
            Some((mark, length)) => {
                match mark {
                    Mark::Price => parted.marks.price = true,
                    Mark::Stock => parted.marks.stock = true,
                    Mark::Gone => parted.marks.gone = true,
                }
                left = left.get(length..).unwrap_or_default();
            }
            None => {
                parted.rest.push(first.clone());
                left = after;
            }
        }
    }
    parted
}

/// "rs385": two letters keep the digits behind them, as in "a1".
fn rupees_apart(token: Token) -> Vec<Token> {
    let number = match &token {
        Token::Word(word) => word.strip_prefix("rs").and_then(|digits| digits.parse().ok()),
        Token::Number(_) | Token::Dashed(_) | Token::Minus | Token::Break => None,
    };
    match number {
        Some(number) => vec![Token::Word("rs".to_owned()), Token::Number(number)],
        None => vec![token],
    }
}

/// "out of stock", "khatam ho gaya hai": so many words make one mark.
const LONGEST: usize = 4;

/// The longest run of words that is a mark as written.
fn marked(tokens: &[Token]) -> Option<(Mark, usize)> {
    (1..=LONGEST).rev().find_map(|length| {
        let mut joined = String::new();
        for token in tokens.get(..length)? {
            match token {
                Token::Word(word) => joined.push_str(word),
                Token::Number(_) | Token::Dashed(_) | Token::Minus | Token::Break => return None,
            }
        }
        BY_SPELLING.get(joined.as_str()).map(|mark| (*mark, length))
    })
}

/// Shorter words have too many neighbours, and one slip is enough: these are words that everybody types all day.
const FEWEST_GUESSED: usize = 5;

/// A mark with a slip in it, where the word means nothing else.
fn mistyped(tokens: &[Token], shelf: &Shelf<'_>) -> Option<(Mark, usize)> {
    let Some(Token::Word(word)) = tokens.first() else { return None };
    if word.chars().count() < FEWEST_GUESSED {
        return None;
    }
    let alone = words::pieces(tokens.get(..1)?, shelf);
    if alone != [Piece::Unknown] {
        return None;
    }
    let near = |(spelling, _): &(&&str, &Mark)| {
        spelling.chars().count() >= FEWEST_GUESSED && osa_distance(spelling, word) <= 1
    };
    let mut found = BY_SPELLING.iter().filter(near).map(|(_, mark)| *mark);
    let mark = found.next()?;
    found.all(|other| other == mark).then_some((mark, 1))
}

static BY_SPELLING: LazyLock<HashMap<&'static str, Mark>> = LazyLock::new(|| {
    let spellings = MARKS.iter().flat_map(|(mark, spellings)| {
        spellings.split(',').map(move |spelling| (spelling.trim(), *mark))
    });
    spellings.collect()
});

/// Phrases are looked up without blanks, and so written here.
const MARKS: &[(Mark, &str)] = &[
    (
        Mark::Price,
        "price,prices,rate,rates,cost,bhav,bhaav,daam,dam,keemat,kimat,kimmat,dhara,retu,rs,inr,rupees,rupee,rupaye,rupaya,rupai,\
         rupayalu,rupayilu,per,perbag,each,newprice,newrate,todayrate,todayprice,todaysrate,todaysprice,aajkarate,\
         रेट,भाव,दाम,कीमत,क़ीमत,रुपये,रुपए,रुपया,रु,ధర,రేటు,రేట్,రూపాయలు,రూపాయి,రూ",
    ),
    (
        Mark::Stock,
        "stock,stok,stocks,instock,stockis,available,availible,avlbl,left,balance,remaining,qty,quantity,baki,baaki,migilindi,migili,\
         unnayi,unnai,stockundi,stockhai,स्टॉक,स्टाक,बाकी,बचा,बचे,बची,माल,స్టాక్,స్టాకు,ఉన్నాయి,మిగిలింది,మిగిలాయి",
    ),
    (
        Mark::Gone,
        "ledu,ledhu,leedu,levu,lev,leduandi,ledandi,ledugaru,nahi,nahin,nai,nahihai,nahinhai,naihai,no,none,nil,zero,notavailable,\
         notinstock,nostock,nomore,nothing,outofstock,stockout,over,stockover,finished,finish,soldout,unavailable,khatam,khatm,\
         khatamhai,khatamhogaya,khatamhogayahai,khatamhogaye,ayipoyindi,aipoyindi,ayipoindi,ayipoyayi,aipoyayi,ayipoyinai,\
         stockledu,stockledhu,stocklevu,stocknahi,stocknahin,stocknahihai,stocknahinhai,stockayipoyindi,stockkhatam,\
         नहीं,नही,नहींहै,नहीहै,नहींहैं,ख़त्म,खत्म,खतम,खत्महै,खत्महोगया,खत्महोगई,खत्महोगए,खतमहोगया,स्टॉकनहीं,स्टॉकनहींहै,स्टॉकखत्म,\
         మాలులేదు,లేదు,లేవు,లేదండి,అయిపోయింది,అయిపోయాయి,స్టాక్లేదు,స్టాక్అయిపోయింది",
    ),
];
