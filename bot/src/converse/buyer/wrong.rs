//! What is wrong with what came, said in free words: the same questions as by taps, from where the words leave off.
//!
//! ```text
//! buyer: two bags are torn
//!   us: 2 bags UltraTech OPC 53: please send one photo of it. …  [No photo]
//! ```
//!
//! Of an order that was not handed over lately nothing can be claimed: then a person is called, as for all other trouble.

use realserv_domain::orders::ClaimWhy;
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::{self, Count};

use super::WaitsFor;
use super::claim::fits;
use super::draft::Draft;
use super::less::lines;
use super::of_order::{Exit, OfOrder, Wants};
use super::orders::{BROKEN, SHORT, WRONG, rows};
use super::stage::Stage;
use super::view::list;
use crate::converse::page::page;
use crate::converse::{Ask, OrderCard};

/// What the words say is wrong; none: both, or one does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    why: Option<ClaimWhy>,
    /// Of how many, where one number was said.
    count: Option<Count>,
}

impl Draft<'_, '_> {
    /// Words that are never part of an order or an address. Who is counting what is broken, or says where and to whom to bring
    /// things, answers that.
    pub(super) fn is_wrong(&mut self, said: &str) -> bool {
        let is_asked = match self.conversation.buyer.stage {
            Stage::OfOrder(_)
            | Stage::NameList(_)
            | Stage::Whither(_)
            | Stage::Outside(_)
            | Stage::Whom(_)
            | Stage::Named(_) => true,
            Stage::Greeting
            | Stage::Menu
            | Stage::Browse(_)
            | Stage::Nearest(_)
            | Stage::HowMany(_)
            | Stage::Basket
            | Stage::Change(_)
            | Stage::Slot(_)
            | Stage::Work(_)
            | Stage::Lane(_)
            | Stage::Review(_)
            | Stage::Amend(_)
            | Stage::Short(_) => false,
        };
        match wrong(said, &[]).filter(|_| !is_asked) {
            Some(wrong) => {
                self.look_what_is_wrong(wrong);
                true
            }
            None => false,
        }
    }

    pub(super) fn look_what_is_wrong(&mut self, Wrong { why, count }: Wrong) {
        self.buyer().misses = 0;
        let ask = Ask::MyOrders { states: Vec::new(), page: 0 };
        self.wait(ask, WaitsFor::OrdersToClaim { why, count });
    }

    pub(super) fn orders_to_claim(
        &mut self,
        orders: &[OrderCard],
        why: Option<ClaimWhy>,
        count: Option<Count>,
    ) {
        let of_what = why.unwrap_or(ClaimWhy::Short);
        let may = |card: &&OrderCard| card.parts.iter().any(|part| fits(part, of_what));
        let claimable: Vec<OrderCard> = orders.iter().filter(may).cloned().collect();
        match (claimable.as_slice(), why) {
            ([], _) => self.call_person(None),
            ([one], Some(why)) => self.claim_counted(one, why, count),
            ([one], None) => self.ask_what_is_wrong(one, None),
            (several, _) => {
                let taps = match why {
                    Some(ClaimWhy::Short) => &SHORT,
                    Some(ClaimWhy::Broken) => &BROKEN,
                    None => &WRONG,
                };
                let view = self.view();
                let all = page(several.len(), 0);
                let rows = rows(several, all, taps, &view);
                let body = view.words.orders_claim_which_text();
                let message = list(body, &view.words.menu_choose_button(), rows);
                self.say(message);
            }
        }
    }

    /// Where one thing alone can be meant, and so many of it came, the number is not asked for again.
    fn claim_counted(&mut self, card: &OrderCard, why: ClaimWhy, count: Option<Count>) {
        let lines = lines(card, |part| fits(part, why));
        let [(part, sku, line)] = lines.as_slice() else {
            return self.ask_what_is_wrong(card, Some(why));
        };
        let in_unit = |count: Count| count.in_unit(line.unit);
        let some = |quantity: &Quantity| !quantity.is_zero() && *quantity <= line.quantity;
        let Some(quantity) = count.and_then(in_unit).filter(some) else {
            return self.ask_what_is_wrong(card, Some(why));
        };
        let said = (why == ClaimWhy::Broken).then_some(quantity);
        let of = OfOrder {
            order: card.order,
            number: card.number.clone(),
            part: *part,
            sku: *sku,
            line: line.clone(),
            wants: Wants::Claim { why, quantity: said, photo: None },
        };
        match why {
            // The question that is left: a photo.
            ClaimWhy::Broken => self.ask(Stage::OfOrder(of)),
            ClaimWhy::Short => self.left_order(Exit::Claims(of, quantity, None)),
        }
    }
}

/// What is said to be wrong. `also`: further words for broken, which orders have too ("broken stone").
pub(super) fn wrong(said: &str, also: &[&str]) -> Option<Wrong> {
    let lower = said.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '!' | '?' | ':' | '।'))
        .filter(|word| !word.is_empty())
        .collect();
    let whole = words.join(" ");
    let is_broken = words.iter().any(|word| {
        let begins = |stem: &&str| word.starts_with(*stem);
        BROKEN_WORDS.contains(word) || also.contains(word) || BROKEN_STEMS.iter().any(begins)
    });
    let is_short = words.iter().any(|word| SHORT_WORDS.contains(word))
        || SHORT_PHRASES.iter().any(|phrase| whole.contains(phrase));
    let why = match (is_broken, is_short) {
        (false, false) => return None,
        (true, false) => Some(ClaimWhy::Broken),
        (false, true) => Some(ClaimWhy::Short),
        (true, true) => None,
    };
    Some(Wrong { why, count: the_number(&words) })
}

/// The one number among these words, with its unit where that follows. None where there are several: "opc 53, 2 bags".
fn the_number(words: &[&str]) -> Option<Count> {
    let mut numbers =
        words.iter().enumerate().filter(|(_, word)| understand::count(word).is_some());
    let (at, word) = numbers.next()?;
    if numbers.next().is_some() {
        return None;
    }
    let with_unit = words.get(at + 1).and_then(|unit| understand::count(&format!("{word} {unit}")));
    with_unit.or_else(|| understand::count(word))
}

/// "Broken" is a stone, too.
pub(super) const ALSO_BROKEN: &[&str] = &["broken", "damage", "damaged"];

#[rustfmt::skip] // Reads as a dictionary.
const BROKEN_WORDS: &[&str] = &[
    "torn", "leaking", "cracked", "phata", "phati", "phate", "fata", "fati", "toota", "tooti", "toote", "tuta", "tuti", "tute",
    "फटा", "फटी", "फटे", "टूटा", "टूटी", "टूटे",
];

#[rustfmt::skip]
const BROKEN_STEMS: &[&str] = &["chirig", "pagil", "పగిల", "పగుల", "చిరిగ", "చిరుగ"];

#[rustfmt::skip]
const SHORT_WORDS: &[&str] = &["missing", "gayab", "gaayab", "गायब"];

#[rustfmt::skip]
const SHORT_PHRASES: &[&str] = &[
    "came less", "less came", "less has come", "less have come", "came short", "short by", "kam aaya", "kam aayi", "kam aaye",
    "kam aayin", "kam mila", "kam mili", "kam mile", "कम आया", "कम आयी", "कम आई", "कम आईं", "कम आए", "कम मिला", "कम मिली",
    "कम मिले", "takkuva vach", "thakkuva vach", "తక్కువ వచ్చ",
];

#[cfg(test)]
mod tests {
    use realserv_domain::quantity::Unit;

    use super::*;

    fn heard(said: &str) -> Option<(Option<ClaimWhy>, Option<i64>)> {
        let Wrong { why, count } = wrong(said, &[])?;
        let bags = count.and_then(|count| count.in_unit(Unit::Bag));
        Some((why, bags.map(|bags| bags.milli() / 1000)))
    }

    #[test]
    fn what_is_wrong_and_of_how_many() {
        let (broken, short) = (Some(ClaimWhy::Broken), Some(ClaimWhy::Short));
        for (said, why, bags) in [
            ("two bags are torn", broken, Some(2)),
            ("3 bastalu chirigipoyayi", broken, Some(3)),
            ("दो बोरी फटी हैं", broken, Some(2)),
            ("2 బస్తాలు చిరిగిపోయాయి", broken, Some(2)),
            ("cement bags torn", broken, None),
            ("opc 53 2 bags torn", broken, None),
            ("5 bags missing", short, Some(5)),
            ("4 bori kam aayi", short, Some(4)),
            ("5 बोरी कम आई", short, Some(5)),
            ("3 బస్తాలు తక్కువ వచ్చాయి", short, Some(3)),
            ("2 torn, 3 missing", None, None),
        ] {
            assert_eq!(heard(said), Some((why, bags)), "{said}");
        }
    }

    #[test]
    fn orders_and_changes_of_them_are_no_complaint() {
        for said in [
            "50 bags opc 53",
            "20 mm broken stone 100 cft",
            "20 bags kam karo",
            "20 bags less",
            "driver has not come",
            "phatak ke paas",
            "takkuva dharalo cement",
        ] {
            assert_eq!(wrong(said, &[]), None, "{said}");
        }
        assert!(wrong("two bags came broken", ALSO_BROKEN).is_some());
    }
}
