//! Words that take something out of the cart, or less of it in.
//!
//! ```text
//! buyer: remove cement
//!   us: UltraTech OPC 53 is out of your cart. 🛒 Your cart: …
//! buyer: masons vaddu
//!   us: Mason: that is not in your cart. 🛒 Your cart: …
//! ```

use realserv_domain::cart::Cart;
use realserv_domain::ids::SkuId;
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::{self, Count, Fit, Item, Measure, Reading};
use realserv_domain::way::tells_way;

use super::draft::Draft;
use super::stage::Stage;

impl Draft<'_, '_> {
    pub(super) fn is_taking_out(&mut self, said: &str) -> bool {
        let Some(unwanted) = unwanted(said).filter(|_| !tells_way(said)) else { return false };
        let Reading::Items(items) = understand::read(&unwanted.what, self.ctx.catalog) else {
            return false;
        };
        let [item] = items.as_slice() else { return false };
        self.buyer().misses = 0;
        match held(&self.conversation.buyer.cart, item).as_slice() {
            [sku] => {
                self.keep_the_open_question();
                self.take_out(*sku, item.count);
            }
            [] if self.is_asked_about(item) => self.next_pending(),
            // What is not in the cart may be on its way.
            [] if unwanted.may_be_ordered => self.look_what_to_take_out_of(),
            [] => self.not_in_the_cart(item),
            _several => self.open_change(),
        }
        true
    }

    /// "Which cement?" — "No cement."
    fn is_asked_about(&self, item: &Item) -> bool {
        let Stage::Nearest(asked) = &self.conversation.buyer.stage else { return false };
        asked.skus.iter().any(|sku| item.skus.contains(sku))
    }

    /// All of it, or as much as was said.
    fn take_out(&mut self, sku: SkuId, count: Option<Count>) {
        let Some(card) = self.ctx.catalog.get(sku) else { return self.open_change() };
        let held = self.conversation.buyer.cart.quantity_of(sku);
        let less = count.and_then(|count| match count.of(card) {
            Fit::Same(quantity) | Fit::Converted(quantity) => Some(quantity),
            Fit::Misfit => None,
        });
        let left = less.map_or(0, |less| held.milli().saturating_sub(less.milli()).max(0));
        if left > 0 {
            let number = Quantity::from_milli(left);
            let measure = Some(Measure::Unit(card.unit));
            return self.picked(sku, Some(Count { number, measure, more: false }));
        }
        let note = self.words().cart_taken_out(self.view().name(card));
        self.note(note);
        self.put(sku, Quantity::ZERO);
    }

    fn not_in_the_cart(&mut self, item: &Item) {
        let view = self.view();
        let card = item.skus.first().and_then(|sku| view.catalog.get(*sku));
        let note = card.map(|card| match item.skus.as_slice() {
            [_] => view.words.cart_not_in_it(view.name(card)),
            _several => view.words.cart_not_in_it(&view.words.menu_kind_title(card.kind)),
        });
        note.into_iter().for_each(|note| self.note(note));
        self.again();
    }
}

fn held(cart: &Cart, item: &Item) -> Vec<SkuId> {
    cart.lines().iter().map(|line| line.sku).filter(|sku| item.skus.contains(sku)).collect()
}

#[derive(Debug, PartialEq, Eq)]
struct Unwanted {
    /// What is not wanted, as typed.
    what: String,
    /// "Cancel" is said of orders too.
    may_be_ordered: bool,
}

fn unwanted(said: &str) -> Option<Unwanted> {
    let lower = said.to_lowercase();
    let said = lower.trim().trim_end_matches(['.', '!', '।']);
    let before = |word: &&&str| {
        said.strip_prefix(**word).filter(|rest| rest.starts_with(char::is_whitespace))
    };
    let behind =
        |word: &&&str| said.strip_suffix(**word).filter(|rest| rest.ends_with(char::is_whitespace));
    let found = |words: &'static [&str]| {
        let in_front = words.iter().find_map(|word| before(&word));
        in_front.or_else(|| words.iter().find_map(|word| behind(&word)))
    };
    let (what, may_be_ordered) = match found(TAKE_OUT) {
        Some(what) => (what, false),
        None => (found(CANCEL)?, true),
    };
    // "No. 5, Steel Colony" is a house.
    let is_house = said.starts_with("no") && what.contains(|c: char| c.is_ascii_digit());
    (!is_house).then(|| Unwanted { what: what.trim().to_owned(), may_be_ordered })
}

/// Before or behind the thing; longer ones first.
#[rustfmt::skip] // Reads as a dictionary.
const TAKE_OUT: &[&str] = &[
    "remove the", "remove", "delete", "take out", "i don't want", "i dont want", "don't want", "dont want",
    "do not want", "don't need", "dont need", "no need of", "no", "without",
    "nahi chahiye", "nahin chahiye", "hata do", "hatao", "hata", "teeseyandi", "teeseyi", "theeseyi", "tiseyi", "vaddu", "vadhu",
    "नहीं चाहिए", "हटा दो", "हटा दें", "हटाओ", "मत भेजो", "తీసేయండి", "తీసేయి", "వద్దు",
];

#[rustfmt::skip]
const CANCEL: &[&str] = &[
    "cancel the", "cancel my", "cancel", "cancel karo", "cancel kar do", "cancel cheyandi", "cancel cheyi",
    "कैंसल कर दो", "कैंसल करो", "कैंसल", "రద్దు చేయండి", "క్యాన్సిల్ చేయండి", "క్యాన్సిల్ చేయి", "క్యాన్సిల్",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_wanted_stands_before_or_behind_the_words_for_it() {
        for (said, what) in [
            ("remove cement", "cement"),
            ("Remove the sand!", "sand"),
            ("no sand", "sand"),
            ("masons vaddu", "masons"),
            ("सीमेंट नहीं चाहिए", "सीमेंट"),
            ("ఇసుక వద్దు", "ఇసుక"),
            ("remove 10 bags cement", "10 bags cement"),
        ] {
            let unwanted = unwanted(said).unwrap_or_else(|| panic!("{said}"));
            assert_eq!((unwanted.what.as_str(), unwanted.may_be_ordered), (what, false), "{said}");
        }
        assert!(unwanted("cancel cement").is_some_and(|it| it.may_be_ordered));
        for said in ["no 5, steel colony", "nothing", "cement", "removal of debris", "50 bags"] {
            assert_eq!(unwanted(said), None, "{said}");
        }
    }
}
