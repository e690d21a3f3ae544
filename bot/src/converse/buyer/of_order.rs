//! A number that is asked of one line of an order: how many are wanted now, how many are missing, how many are broken.
//!
//! ```text
//!   us: Order RS7K2M9QA has 50 bags UltraTech OPC 53. How many do you want now? …   [Take it out] [No, keep it]
//! buyer: make it 30              or: 20 bags vaddu
//!   us: Order RS7K2M9QA: only 30 bags … instead of 50 bags …? You get ₹7,700 back. … [Yes, change it] [No, keep it]
//! ```
//!
//! What can be less, and what it means, the order says; here it is only heard.

use realserv_domain::ids::{OrderId, OrderNumber, PartId, SkuId};
use realserv_domain::message::Message;
use realserv_domain::orders::{ClaimWhy, LineCard, Photo};
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::{self, Count};
use serde::{Deserialize, Serialize};

use super::stage::{Heard, Next};
use super::view::{View, buttons};
use super::{Here, less};
use crate::converse::IfLess;
use crate::converse::anywhere::{Word, word};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfOrder {
    pub order: OrderId,
    pub number: OrderNumber,
    pub part: PartId,
    pub sku: SkuId,
    /// As it is ordered, or came.
    pub line: LineCard,
    pub wants: Wants,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "wants")]
pub enum Wants {
    Less {
        /// What he was told that it means, once that is known: yes or no?
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<Box<IfLess>>,
    },
    Claim {
        why: ClaimWhy,
        /// Said already; a photo is asked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quantity: Option<Quantity>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<Photo>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// So many are to be left.
    Left(OfOrder, Quantity),
    /// Yes, as it was asked.
    Yes(OrderId, Box<IfLess>),
    /// So many are missing, or broken.
    Claims(OfOrder, Quantity, Option<Photo>),
    /// The order stays as it is.
    Keep,
}

impl OfOrder {
    pub(super) fn question(&self, view: &View<'_>) -> Message {
        let words = view.words;
        let (number, items) = (&self.number, less::line(&self.line, view));
        let keep = || view.button(Here::Back, &words.orders_cancel_no_button());
        match &self.wants {
            Wants::Less { asked: Some(means) } => less::question(self.order, number, means, view),
            Wants::Less { asked: None } => {
                let none = view.button(Here::Remove, &words.less_none_button());
                buttons(words.less_how_many(number, &items), vec![none, keep()])
            }
            Wants::Claim { quantity: Some(quantity), .. } => {
                let line = LineCard { quantity: *quantity, ..self.line.clone() };
                let skip = view.button(Here::Skip, &words.claims_no_photo_button());
                buttons(words.claims_photo(&less::line(&line, view)), vec![skip])
            }
            Wants::Claim { why: ClaimWhy::Short, quantity: None, .. } => {
                let back = view.button(Here::Back, &words.help_back_button());
                buttons(words.claims_how_many_short(number, &items), vec![back])
            }
            Wants::Claim { why: ClaimWhy::Broken, quantity: None, .. } => {
                let back = view.button(Here::Back, &words.help_back_button());
                buttons(words.claims_how_many_broken(number, &items), vec![back])
            }
        }
    }

    pub(super) fn step(self, heard: &Heard<'_>, view: &View<'_>) -> Next<Self, Exit> {
        match heard {
            Heard::Chose(Here::Back) => Next::Leave(Exit::Keep),
            Heard::Chose(Here::Remove) => Next::Leave(Exit::Left(self, Quantity::ZERO)),
            Heard::Chose(Here::Skip) => self.without_photo(),
            Heard::Chose(_) => Next::Pass,
            Heard::Said(text) => self.said(text, view),
        }
    }

    fn without_photo(self) -> Next<Self, Exit> {
        match self.wants {
            Wants::Claim { quantity: Some(quantity), .. } => {
                Next::Leave(Exit::Claims(self, quantity, None))
            }
            Wants::Claim { .. } | Wants::Less { .. } => Next::Pass,
        }
    }

    fn said(self, text: &str, view: &View<'_>) -> Next<Self, Exit> {
        let said = word(text);
        match (&self.wants, said) {
            (Wants::Less { asked: Some(means) }, Some(Word::Yes)) => {
                Next::Leave(Exit::Yes(self.order, means.clone()))
            }
            (Wants::Claim { quantity: Some(_), .. }, Some(Word::No)) => self.without_photo(),
            (Wants::Less { .. } | Wants::Claim { .. }, Some(Word::No)) => Next::Leave(Exit::Keep),
            (Wants::Less { .. }, _) => match left_of(text, &self.line) {
                Some(left) if left >= self.line.quantity => Next::Stay(
                    view.words.less_not_fewer(&self.number, &less::line(&self.line, view)),
                ),
                Some(left) => Next::Leave(Exit::Left(self, left)),
                None => Next::Pass,
            },
            (Wants::Claim { quantity: None, why, photo }, _) => {
                match understand::count(text).and_then(|count| count.in_unit(self.line.unit)) {
                    Some(quantity) => {
                        let (why, photo) = (*why, photo.clone());
                        self.counted(quantity, why, photo)
                    }
                    None if said.is_none() && has_digit(text) => {
                        Next::Stay(view.words.claims_unreadable())
                    }
                    None => Next::Pass,
                }
            }
            (Wants::Claim { quantity: Some(_), .. }, _) => Next::Pass,
        }
    }

    /// A photo is asked for where one could show something, and only once.
    fn counted(self, quantity: Quantity, why: ClaimWhy, photo: Option<Photo>) -> Next<Self, Exit> {
        if why == ClaimWhy::Short || photo.is_some() {
            return Next::Leave(Exit::Claims(self, quantity, photo));
        }
        let wants = Wants::Claim { why, quantity: Some(quantity), photo };
        Next::Ask(Self { wants, ..self })
    }
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| realserv_domain::quantity::western_digit(c).is_ascii_digit())
}

/// "30", "make it 30 bags", "20 less", "20 bags vaddu": how many are left. None where the words say anything else.
fn left_of(text: &str, line: &LineCard) -> Option<Quantity> {
    let lower = text.to_lowercase().replace(['!', ',', '.', '।'], " ");
    let is_less = |word: &&str| LESS.contains(word);
    let says_less = lower.split_whitespace().any(|word| is_less(&word));
    let rest: Vec<&str> = lower.split_whitespace().filter(|word| !is_less(word)).collect();
    let plain = if says_less { rest.join(" ") } else { text.to_owned() };
    let of_it = |count: Count| count.in_unit(line.unit).map(|quantity| (quantity, count.more));
    match understand::count(&plain).and_then(of_it)? {
        (quantity, _) if says_less => Some(line.quantity.less(quantity)),
        (quantity, true) => Some(line.quantity.plus(quantity)),
        (quantity, false) => Some(quantity),
    }
}

/// What says that so many are not wanted; and words that stand beside it and add nothing.
#[rustfmt::skip] // Reads as a dictionary.
const LESS: &[&str] = &[
    "less", "fewer", "minus", "remove", "reduce", "not", "needed", "don't", "dont", "need", "want", "kam", "nahi", "nahin",
    "chahiye", "karo", "kar", "do", "hatao", "takkuva", "thakkuva", "vaddu", "vadhu", "tagginchu", "tagginchandi", "cheyandi",
    "cheyi", "कम", "नहीं", "चाहिए", "करो", "कर", "दो", "हटाओ", "तक्कुव", "తక్కువ", "వద్దు", "తగ్గించు", "తగ్గించండి", "చేయండి", "చేయి",
];

#[cfg(test)]
mod tests {
    use realserv_domain::language::Name;
    use realserv_domain::money::Paise;
    use realserv_domain::quantity::Unit;

    use super::*;

    #[test]
    fn what_is_left_is_heard_as_people_say_it() {
        let line = LineCard {
            name: Name::same("OPC 53"),
            quantity: Quantity::whole(50),
            unit: Unit::Bag,
            total_paise: Paise::ZERO,
        };
        let left = |text| left_of(text, &line).map(|left| left.milli() / 1000);
        for text in ["30", "30 bags", "make it 30", "30 బస్తాలు", "३०"] {
            assert_eq!(left(text), Some(30), "{text}");
        }
        for text in ["20 bags vaddu", "20 less", "20 kam karo", "20 కావలసిన"] {
            let expected = if text.contains("కావలసిన") { None } else { Some(30) };
            assert_eq!(left(text), expected, "{text}");
        }
        for text in ["20 బస్తాలు వద్దు", "20 बोरी नहीं चाहिए", "20 कम"]
        {
            assert_eq!(left(text), Some(30), "{text}");
        }
        for text in ["cement", "hello", "30 tonnes", ""] {
            assert_eq!(left(text), None, "{text}");
        }
        assert_eq!(left("10 more"), Some(60), "more is another order");
    }
}
