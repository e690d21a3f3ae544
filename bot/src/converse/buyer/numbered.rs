//! Lines of the cart by their numbers: what was misread is put right by the number that stands before it.
//!
//! ```text
//!   us: 1. UltraTech OPC 53: 50 bags …
//!       2. Mason: 2 people …
//! buyer: 2: 4
//!   us: Mason: now 4 people, before 2 people. …
//! ```

use realserv_domain::cart::CartFull;
use realserv_domain::ids::SkuId;
use realserv_domain::quantity::{Quantity, western_digit};
use realserv_domain::understand::{self, Count, Item, Measure, Reading};

use super::draft::Draft;
use super::nearest::Nearest;
use super::stage::Stage;
use crate::converse::anywhere::{Word, plain, word};

pub(super) const BULLET: &str = "•";

/// What stands before the lines: numbers where there are several.
pub(super) fn marks(lines: usize) -> impl Iterator<Item = String> {
    (1..=lines).map(move |at| mark(at, lines))
}

pub(super) fn mark(at: usize, lines: usize) -> String {
    if lines > 1 { format!("{at}.") } else { BULLET.to_owned() }
}

/// What a numbered line is to be.
enum Mend {
    Count(Count),
    Out,
    Other(Vec<SkuId>),
}

impl Draft<'_, '_> {
    /// "2: 40", "3 = vaddu", several of them under each other. All of it is done, or nothing.
    pub(super) fn is_mended_by_number(&mut self, said: &str) -> bool {
        if !self.shows_the_cart() {
            return false;
        }
        let mends: Option<Vec<(SkuId, Mend)>> = said
            .split(['\n', ',', ';'])
            .filter(|piece| !piece.trim().is_empty())
            .map(|piece| self.mend(piece))
            .collect();
        let Some(mends) = mends.filter(|mends| !mends.is_empty()) else { return false };
        let mut counted = Vec::new();
        let mut swapped = None;
        for (sku, mend) in mends {
            match mend {
                Mend::Out => self.drop_line(sku),
                Mend::Count(count) => {
                    counted.push(Item {
                        skus: vec![sku],
                        kind: None,
                        count: Some(count),
                        either: Vec::new(),
                        sure: true,
                    });
                }
                Mend::Other(skus) => swapped = Some((sku, skus)),
            }
        }
        // What does not fit the rules of its unit is asked about.
        self.hold(counted);
        match swapped {
            Some((sku, skus)) => self.swap(sku, skus),
            None => self.next_pending(),
        }
        true
    }

    pub(super) fn drop_line(&mut self, sku: SkuId) {
        let view = self.view();
        let gone = view.catalog.get(sku).map(|card| view.words.cart_taken_out(view.name(card)));
        gone.into_iter().for_each(|note| self.note(note));
        // Taking out never fails.
        let _: Result<(), CartFull> = self.set_line(sku, Quantity::ZERO);
    }

    /// As much of something else of its kind.
    fn swap(&mut self, sku: SkuId, skus: Vec<SkuId>) {
        let Some(card) = self.ctx.catalog.get(sku) else { return self.next_pending() };
        let number = self.conversation.buyer.cart.quantity_of(sku);
        let count = Count { number, measure: Some(Measure::Unit(card.unit)), more: false };
        match skus.as_slice() {
            [other] => {
                self.drop_line(sku);
                self.picked(*other, Some(count));
            }
            _several => self.ask(Stage::Nearest(Nearest {
                skus,
                count: Some(count),
                either: Vec::new(),
                instead_of: Some(sku),
            })),
        }
    }

    /// Which line a piece numbers, and what it makes of it.
    fn mend(&self, piece: &str) -> Option<(SkuId, Mend)> {
        let (number, what) = numbered(piece)?;
        let sku = *self.numbered_skus().get(number.checked_sub(1)?)?;
        Some((sku, self.what_mends(sku, what)?))
    }

    /// As they are shown: the priced order stands vendor by vendor.
    fn numbered_skus(&self) -> Vec<SkuId> {
        if let Stage::Review(review) = &self.conversation.buyer.stage {
            return review.skus();
        }
        self.conversation.buyer.cart.lines().iter().map(|line| line.sku).collect()
    }

    fn what_mends(&self, sku: SkuId, what: &str) -> Option<Mend> {
        if let Some(count) = understand::count(what) {
            return Some(if count.number.is_zero() { Mend::Out } else { Mend::Count(count) });
        }
        if word(what) == Some(Word::No) || OUT.contains(&plain(what).as_str()) {
            return Some(Mend::Out);
        }
        let kind = self.ctx.catalog.get(sku)?.kind;
        match understand::read(what, self.ctx.catalog) {
            Reading::Items(items) => match items.as_slice() {
                [item] if item.sure && item.count.is_none() && item.kind == Some(kind) => {
                    let others = item.skus.iter().copied().filter(|other| *other != sku);
                    Some(others.collect::<Vec<_>>())
                        .filter(|skus| !skus.is_empty())
                        .map(Mend::Other)
                }
                _ => None,
            },
            Reading::Nearest(_) | Reading::Nothing => None,
        }
    }
}

/// What takes a line out, said behind its number.
#[rustfmt::skip] // Reads as a dictionary.
const OUT: &[&str] = &[
    "remove", "delete", "cancel", "out", "nikalo", "hatao", "hata do", "nahi chahiye", "vaddu", "teeseyandi", "tiseyandi",
    "हटाओ", "हटा दो", "नहीं चाहिए", "తీసేయండి", "వద్దు",
];

/// "2: 40", "2 = 40", "2) 40", "2. 40" into the line's number and the rest.
fn numbered(piece: &str) -> Option<(usize, &str)> {
    let piece = piece.trim();
    let end = piece.find(|c: char| !western_digit(c).is_ascii_digit())?;
    let (number, rest) = piece.split_at_checked(end)?;
    let number: String = number.chars().map(western_digit).collect();
    let rest = rest.trim_start();
    let sign = rest.chars().next().filter(|sign| [':', '=', ')', '.'].contains(sign))?;
    let what = rest.strip_prefix(sign)?;
    // "2.5" is a number.
    if sign == '.' && !what.starts_with(char::is_whitespace) {
        return None;
    }
    Some((number.parse().ok()?, what.trim())).filter(|(_, what)| !what.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_what_it_is_to_be() {
        assert_eq!(numbered("2: 40"), Some((2, "40")));
        assert_eq!(numbered(" 12 = 3 bags "), Some((12, "3 bags")));
        assert_eq!(numbered("౨) 40"), Some((2, "40")));
        assert_eq!(numbered("2. vaddu"), Some((2, "vaddu")));
        assert_eq!(numbered("2.5"), None);
        assert_eq!(numbered("2 40"), None);
        assert_eq!(numbered("2:"), None);
        assert_eq!(numbered("50 bags"), None);
    }
}
