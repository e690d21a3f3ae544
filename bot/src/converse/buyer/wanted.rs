//! Things that were typed: what is clear goes into the cart, what is not is asked about, one after the other, and nothing
//! that was wanted is forgotten meanwhile.

use std::collections::BTreeSet;

use realserv_domain::cart::CartFull;
use realserv_domain::catalog::Kind;
use realserv_domain::ids::SkuId;
use realserv_domain::interpret::{self, About, Intent, Interpretation, Line, Question};
use realserv_domain::place::Pin;
use realserv_domain::quantity::{Quantity, western_digit};
use realserv_domain::understand::{self, Count, Fit, Item, Reading};
use realserv_domain::way::tells_way;

use super::draft::Draft;
use super::how_many::HowMany;
use super::nearest::{self, Nearest};
use super::stage::Stage;
use super::{Buyer, Guess, WaitsFor};
use crate::converse::Ask;

impl Draft<'_, '_> {
    /// Names a product for certain and how much: an order wherever it is typed. A PIN code makes it an address.
    pub(super) fn is_clear_order(&self, reading: &Reading, said: &str) -> bool {
        // "60 bags" answers the open question.
        let names_nothing = understand::count(said).is_some();
        match reading {
            Reading::Items(items) if !names_nothing && Pin::find_in(said).is_none() => {
                items.iter().all(|item| self.clear(item).is_some())
            }
            Reading::Items(_) | Reading::Nearest(_) | Reading::Nothing => false,
        }
    }

    /// Where a place is asked for: words that are all of products, or count one in its unit, are no address.
    pub(super) fn is_order_and_no_address(
        &self,
        meant: &Interpretation,
        reading: &Reading,
        said: &str,
    ) -> bool {
        let asks_where =
            matches!(self.conversation.buyer.stage, Stage::Whither(_) | Stage::Outside(_));
        let Reading::Items(items) = reading else { return false };
        let counted = |item: &Item| item.count.is_some_and(|count| count.measure.is_some());
        let in_doubt = |line: &Line| line.kind.is_some() && line.unit.is_some();
        let of_products = items.iter().all(|item| item.sure)
            || items.iter().any(counted)
            || meant.intent == Intent::Order && meant.lines.iter().any(in_doubt)
            || meant.ask.as_ref().is_some_and(is_about_an_amount);
        asks_where && of_products && Pin::find_in(said).is_none()
    }

    /// The one product and quantity that an item means without a doubt.
    fn clear(&self, item: &Item) -> Option<(SkuId, Quantity)> {
        let sku = self.chosen(item)?;
        let card = self.ctx.catalog.get(sku)?;
        let count = item.count?;
        let quantity = match count.of(card) {
            Fit::Same(quantity) | Fit::Converted(quantity) => {
                self.view().in_all(sku, quantity, count)
            }
            Fit::Misfit => return None,
        };
        card.check(quantity).is_ok().then_some((sku, quantity))
    }

    /// Which of an item's products is taken; none where that has to be asked.
    pub(super) fn chosen(&self, item: &Item) -> Option<SkuId> {
        let Buyer { cart, taken, .. } = &self.conversation.buyer;
        let held = cart.lines().iter().map(|line| line.sku);
        let known: Vec<SkuId> = held.chain(taken.iter().copied()).collect();
        interpret::choose(item, &known, self.ctx.catalog).filter(|_| item.sure)
    }

    /// Of what is in the cart it is plain which is meant.
    fn holds_one_of(&self, item: &Item) -> bool {
        let cart = &self.conversation.buyer.cart;
        item.skus.iter().any(|sku| !cart.quantity_of(*sku).is_zero())
    }

    /// Says by name what was taken where the buyer did not say which.
    fn name_the_chosen(&mut self, skus: &[SkuId]) {
        let view = self.view();
        let names: Vec<&str> = skus
            .iter()
            .filter_map(|sku| view.catalog.get(*sku))
            .map(|sku| view.name(sku))
            .collect();
        let note = (!names.is_empty()).then(|| view.words.cart_taken_for_you(&names.join(", ")));
        note.into_iter().for_each(|note| self.note(note));
    }

    /// What goes into the cart counts as named; this was not.
    fn guessed(&mut self, sku: SkuId, of: Vec<SkuId>) {
        let guesses = &mut self.buyer().guesses;
        guesses.retain(|guess| guess.sku != sku);
        guesses.push(Guess { sku, of });
    }

    /// "ACC" under "You did not say which, so we took UltraTech OPC 53": as much of it, in its place, where it fits what was
    /// said before as well.
    fn is_in_place_of_a_guess(&mut self, item: &Item) -> bool {
        let Buyer { cart, guesses, .. } = &self.conversation.buyer;
        let catalog = self.ctx.catalog;
        let other = |guess: &Guess| {
            let card = catalog.get(guess.sku)?;
            let quantity = Some(cart.quantity_of(guess.sku)).filter(|held| !held.is_zero())?;
            let fits = |sku: &SkuId| {
                *sku != guess.sku
                    && guess.of.contains(sku)
                    && cart.quantity_of(*sku).is_zero()
                    && catalog.get(*sku).is_some_and(|other| {
                        other.unit == card.unit && other.check(quantity).is_ok()
                    })
            };
            let mut named = item.skus.iter().copied().filter(fits);
            let one = named.next().filter(|_| named.next().is_none())?;
            Some((guess.sku, one, quantity))
        };
        let mut found = guesses.iter().filter_map(other);
        let only = found.next().filter(|_| item.sure && says_no_amount(item));
        let Some((before, named, quantity)) = only.filter(|_| found.next().is_none()) else {
            return false;
        };
        // Taking out never fails.
        let _: Result<(), CartFull> = self.set_line(before, Quantity::ZERO);
        let view = self.view();
        let name = |sku| view.catalog.get(sku).map(|card| view.name(card)).unwrap_or_default();
        let note = view.words.cart_in_its_place(name(named), name(before));
        self.note(note);
        self.put(named, quantity);
        true
    }

    /// "50 bags opc 53, 500049 opp bus stop": things, and where they go. The place is kept, then the things are asked for as
    /// far as they have a question.
    pub(super) fn is_order_for_a_place(&mut self, said: &str) -> bool {
        let Some(pin) = Pin::find_in(said) else { return false };
        let things = pin.cut_out_of(said);
        let behind = things_behind(&pin, said);
        let way = behind.filter(|words| tells_way(words)).unwrap_or_default();
        let things = things.replace(&way, "");
        let Reading::Items(items) = understand::read(&things, self.ctx.catalog) else {
            return false;
        };
        if !items.iter().all(|item| item.sure && item.count.is_some()) {
            return false;
        }
        let meant =
            interpret::interpret_with(&things, self.ctx.now.date(), self.ctx.catalog.aliases());
        self.note_time(&items, &things, &meant);
        self.buyer().straight = true;
        self.hold(items);
        let words = if way.is_empty() { pin.to_string() } else { format!("{pin} {way}") };
        self.wait(Ask::FindSite { point: None, pin: Some(pin), words }, WaitsFor::KeptSite);
        true
    }

    /// What is clear goes into the cart; what is not is asked for, one after the other.
    pub(super) fn items(&mut self, mut items: Vec<Item>) {
        self.buyer().straight |= !items.iter().all(says_no_amount);
        self.keep_the_open_question();
        self.narrow_down(&mut items);
        if let [item] = items.as_slice()
            && self.is_in_place_of_a_guess(item)
        {
            return;
        }
        if let [_] = items.as_slice() {
            self.buyer().misses = 0;
            items.append(&mut self.buyer().pending);
            self.buyer().pending = items;
        } else {
            self.hold(items);
        }
        self.next_pending();
    }

    /// What is asked about comes again after what was typed instead of an answer: it is wanted, its amount was said.
    pub(super) fn keep_the_open_question(&mut self) {
        let stage = self.conversation.buyer.stage.clone();
        let (skus, count, either, sure) =
            if let Stage::Nearest(Nearest { skus, count, either, instead_of: None }) = stage {
                (skus, count, either, false)
            } else if let Stage::HowMany(HowMany { sku, either, .. }) = stage {
                let loose = |number| Count { number, measure: None, more: false };
                (vec![sku], None, either.into_iter().map(loose).collect(), true)
            } else {
                return;
            };
        if count.is_none() && either.is_empty() {
            return;
        }
        let kinds = skus.iter().filter_map(|sku| self.ctx.catalog.get(*sku)).map(|sku| sku.kind);
        let kinds: BTreeSet<Kind> = kinds.collect();
        let kind = kinds.first().copied().filter(|_| kinds.len() == 1);
        self.buyer().pending.insert(0, Item { skus, kind, count, either, sure });
    }

    /// Another word for the same kind takes the place of the question about it, and has its amount unless it brings one.
    fn narrow_down(&mut self, items: &mut [Item]) {
        let pending = std::mem::take(&mut self.buyer().pending);
        let (replaced, kept): (Vec<Item>, Vec<Item>) =
            pending.into_iter().partition(|asked| items.iter().any(|item| is_of(item, asked)));
        for asked in replaced {
            let other = items.iter_mut().find(|item| says_no_amount(item) && is_of(item, &asked));
            if let Some(item) = other {
                item.count = asked.count;
                item.either = asked.either;
            }
        }
        self.buyer().pending = kept;
    }

    pub(super) fn hold(&mut self, items: Vec<Item>) {
        self.buyer().misses = 0;
        let asked = std::mem::take(&mut self.buyer().pending);
        let before = self.conversation.buyer.cart.clone();
        let (mut chosen, mut set) = (Vec::new(), Vec::new());
        for item in items {
            let said = item.skus.len() == 1 || self.holds_one_of(&item);
            match self.clear(&item) {
                Some((sku, quantity)) if self.set_typed(sku, quantity).is_ok() => {
                    if !said {
                        chosen.push((sku, item.skus));
                    }
                    set.push(sku);
                }
                Some(_) => {
                    let note = self.words().cart_full();
                    self.note(note);
                    break;
                }
                None => self.buyer().pending.push(item),
            }
        }
        self.buyer().pending.extend(asked);
        self.name_the_chosen(&chosen.iter().map(|(sku, _)| *sku).collect::<Vec<_>>());
        chosen.into_iter().for_each(|(sku, of)| self.guessed(sku, of));
        if !self.conversation.buyer.pending.is_empty() {
            // Another amount is said as such already.
            set.retain(|sku| before.quantity_of(*sku).is_zero());
            self.name_what_is_in_the_cart(&set);
        }
    }

    /// Beside what is asked about: nothing that was typed goes in without a word.
    fn name_what_is_in_the_cart(&mut self, skus: &[SkuId]) {
        let view = self.view();
        let of = |sku: &SkuId| {
            let card = view.catalog.get(*sku)?;
            let amount = view.amount(card, view.cart.quantity_of(*sku));
            Some(view.words.orders_item_line(view.name(card), amount, card.unit.as_str()))
        };
        let items: Vec<String> = skus.iter().filter_map(of).collect();
        let note = (!items.is_empty()).then(|| view.words.cart_has(&items.join(", ")));
        note.into_iter().for_each(|note| self.note(note));
    }

    /// Asks what is missing of a typed thing.
    pub(super) fn ask_about(&mut self, item: Item) {
        let whole_kind = item.kind.filter(|kind| {
            says_no_amount(&item)
                && item.skus.len() > nearest::MOST
                && self.ctx.catalog.of_kind(*kind).count() <= item.skus.len()
        });
        match (self.chosen(&item), whole_kind) {
            (Some(sku), _) => {
                let guessed = item.skus.len() > 1 && !self.holds_one_of(&item);
                if guessed {
                    self.name_the_chosen(&[sku]);
                }
                self.picked_of(sku, item.count, &item.either);
                if guessed {
                    self.guessed(sku, item.skus);
                }
            }
            (_, Some(kind)) => self.open_kind(kind),
            (_, None) => {
                self.ask(Stage::Nearest(Nearest::of(item)));
            }
        }
    }
}

/// "10 or 15 bags": more than a word that a place may have in its name.
fn is_about_an_amount(ask: &Question) -> bool {
    ask.about == About::Quantity && ask.span.split_whitespace().count() > 2
}

fn says_no_amount(item: &Item) -> bool {
    item.count.is_none() && item.either.is_empty()
}

/// The same kind, or one of those that were asked about.
fn is_of(item: &Item, asked: &Item) -> bool {
    let same_kind = asked.kind.is_some() && item.kind == asked.kind;
    same_kind || item.skus.iter().any(|sku| asked.skus.contains(sku))
}

/// What stands behind a PIN code.
fn things_behind(pin: &Pin, said: &str) -> Option<String> {
    let western: String = said.chars().map(western_digit).collect();
    let written =
        [pin.as_str().to_owned(), format!("{} {}", &pin.as_str()[..3], &pin.as_str()[3..])];
    let behind = written.iter().find_map(|pin| western.split_once(pin.as_str()))?.1;
    let length = behind.chars().count();
    let all = said.chars().count();
    let words: String = said.chars().skip(all - length).collect();
    Some(words.trim_matches(|c: char| c.is_whitespace() || c == ',').to_owned())
}
