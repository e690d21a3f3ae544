//! What a message is about besides things to buy, and changes to the cart in words.
//!
//! ```text
//! buyer: no make it 40
//!   us: UltraTech OPC 53: 40 bags instead of 50 bags. 🛒 Your cart: …
//! buyer: bhai kisi se baat karna hai
//!   us: Somebody from our office will write to you here soon …
//! ```

use realserv_domain::catalog::Sku;
use realserv_domain::ids::SkuId;
use realserv_domain::interpret::{
    self, Detail, Intent, Interpretation, Line, Op, Read, is_said, is_sold_in, items,
};
use realserv_domain::quantity::{Quantity, western_digit};
use realserv_domain::understand::{Count, Fit, Measure, Reading};
use realserv_domain::way::tells_way;

use super::WaitsFor;
use super::draft::Draft;
use super::stage::Stage;
use crate::converse::Ask;
use crate::converse::anywhere::Word;

impl Draft<'_, '_> {
    /// A change to what is in the cart, where it is plain of what. All of it is done, or nothing.
    pub(super) fn is_change(&mut self, said: &str, meant: &Interpretation) -> bool {
        let asks_where = matches!(self.conversation.buyer.stage, Stage::Whither(_));
        let of_the_cart = self.shows_the_cart() || self.is_at_rest() || asks_where;
        if meant.intent != Intent::Edit || meant.lines.is_empty() || !of_the_cart {
            return false;
        }
        if meant.ask.is_some() {
            return self.is_doubtful_change(&meant.lines);
        }
        let nothing_yet = self.conversation.buyer.cart.is_empty();
        let Some(changes) = self.changes(&meant.lines) else {
            return nothing_yet && self.is_corrected_order(&meant.lines);
        };
        self.buyer().misses = 0;
        self.buyer().straight |= nothing_yet;
        for (sku, quantity) in changes {
            self.change_line(sku, quantity);
        }
        self.note_time_of_cart(said, meant);
        self.next_pending();
        true
    }

    /// What all lines make of the cart, one after the other: the last word on each thing.
    fn changes(&mut self, lines: &[Line]) -> Option<Vec<(SkuId, Quantity)>> {
        let cart = self.conversation.buyer.cart.clone();
        let guesses = self.conversation.buyer.guesses.clone();
        let all = self.tried(lines);
        let after = std::mem::replace(&mut self.buyer().cart, cart);
        self.buyer().guesses = guesses;
        let mut last: Vec<(SkuId, Quantity)> = Vec::new();
        for sku in all? {
            if !last.iter().any(|(other, _)| *other == sku) {
                last.push((sku, after.quantity_of(sku)));
            }
        }
        Some(last)
    }

    /// Changes the cart without a word; which things, and none where one of the lines says nothing plain.
    fn tried(&mut self, lines: &[Line]) -> Option<Vec<SkuId>> {
        let mut touched = Vec::new();
        for line in lines {
            for (sku, quantity) in self.changes_of(line)? {
                self.set_line(sku, quantity).ok()?;
                touched.push(sku);
            }
        }
        Some(touched)
    }

    /// One line of the cart, and an amount that may be misread: is it so?
    fn is_doubtful_change(&mut self, lines: &[Line]) -> bool {
        let [line] = lines else { return false };
        let held: Vec<&Sku> = self.held().filter(|sku| may_be(line, sku)).collect();
        let ([sku], Some(number), Some(op @ (Op::Set | Op::Add))) =
            (held.as_slice(), line.qty, line.op)
        else {
            return false;
        };
        let measure = line.unit.map(|unit| unit.measure().unwrap_or(Measure::Loose));
        let count = Count { number, measure, more: op == Op::Add };
        let sku = sku.id;
        self.ask_which(vec![sku], Some(count));
        true
    }

    /// "Ten, no, fifty bags", with nothing in the cart: what he wants in the end.
    fn is_corrected_order(&mut self, lines: &[Line]) -> bool {
        let wanted = lines.iter().all(|line| line.op != Some(Op::Remove) && line.qty.is_some());
        let items = items(lines, self.ctx.catalog).filter(|_| wanted);
        items.map(|items| self.items(items)).is_some()
    }

    fn change_line(&mut self, sku: SkuId, quantity: Quantity) {
        if quantity.is_zero() {
            return self.drop_line(sku);
        }
        if self.set_typed(sku, quantity).is_err() {
            let note = self.words().cart_full();
            self.note(note);
        }
    }

    /// What a line makes of the cart; none where it may be of several things, or is nothing that can be had.
    fn changes_of(&self, line: &Line) -> Option<Vec<(SkuId, Quantity)>> {
        let held: Vec<&Sku> = self.held().filter(|sku| may_be(line, sku)).collect();
        let one = match held.as_slice() {
            [one] => Some(*one),
            [] => None,
            _several => return None,
        };
        match (line.op?, line.qty, one) {
            (Op::Remove, _, Some(sku)) => Some(vec![(sku.id, Quantity::ZERO)]),
            (op @ (Op::Set | Op::Add | Op::Less), Some(_), Some(sku)) => {
                Some(vec![(sku.id, self.becomes(op, line, sku)?)])
            }
            (Op::Set | Op::Add, Some(_), None) => {
                let item = items(std::slice::from_ref(line), self.ctx.catalog)?.pop()?;
                let sku = self.ctx.catalog.get(self.chosen(&item)?)?;
                Some(vec![(sku.id, self.becomes(Op::Set, line, sku)?)])
            }
            (Op::Set, None, None) => self.in_place_of(line),
            (Op::Remove | Op::Set | Op::Add | Op::Less, _, _) => None,
        }
    }

    fn held(&self) -> impl Iterator<Item = &Sku> {
        let lines = self.conversation.buyer.cart.lines().iter();
        lines.filter_map(|line| self.ctx.catalog.get(line.sku))
    }

    /// How much of a thing there is then, by its rules.
    fn becomes(&self, op: Op, line: &Line, sku: &Sku) -> Option<Quantity> {
        let measure = line.unit.map(|unit| unit.measure().unwrap_or(Measure::Loose));
        let said = match (Count { number: line.qty?, measure, more: false }).of(sku) {
            Fit::Same(quantity) | Fit::Converted(quantity) => quantity,
            Fit::Misfit => return None,
        };
        let held = self.conversation.buyer.cart.quantity_of(sku.id);
        let quantity = match op {
            Op::Set | Op::Remove => said,
            Op::Add => held.plus(said),
            Op::Less => Quantity::from_milli((held.milli() - said.milli()).max(0)),
        };
        (quantity.is_zero() || sku.check(quantity).is_ok()).then_some(quantity)
    }

    /// "Instead of ACC UltraTech": as much of the same thing of another make.
    fn in_place_of(&self, line: &Line) -> Option<Vec<(SkuId, Quantity)>> {
        let of_kind: Vec<&Sku> = self.held().filter(|sku| Some(sku.kind) == line.kind).collect();
        let [was] = of_kind.as_slice() else { return None };
        let mut attrs = was.attrs.clone();
        attrs.extend(line.attrs.clone());
        let mut others = self.ctx.catalog.of_kind(was.kind).filter(|sku| sku.attrs == attrs);
        let other = others.next().filter(|other| other.unit == was.unit)?;
        let quantity = self.conversation.buyer.cart.quantity_of(was.id);
        let fits = others.next().is_none() && other.check(quantity).is_ok();
        fits.then(|| vec![(was.id, Quantity::ZERO), (other.id, quantity)])
    }

    /// "Same as last, 20 bags extra, Friday": the last order again, with what is said besides.
    pub(super) fn is_repeat(&mut self, said: &str, meant: &Interpretation) -> bool {
        let repeats = meant.intent == Intent::Order && meant.detail == Some(Detail::Repeat);
        if repeats {
            self.buyer().misses = 0;
            let said = Some(said.to_owned());
            self.wait(Ask::LastCart, WaitsFor::LastCart { said });
        }
        repeats
    }

    /// What is said besides is done to the things of the last order, where it is plain to which; the rest is asked about.
    pub(super) fn change_the_last(&mut self, said: &str) {
        let Read { meant, reading } = interpret::read(said, self.ctx.catalog, self.ctx.now.date());
        let op = if meant.on_top { Op::Add } else { Op::Set };
        let lines: Vec<Line> =
            meant.lines.iter().map(|line| Line { op: Some(op), ..line.clone() }).collect();
        self.buyer().straight = true;
        self.note_time_of_cart(said, &meant);
        match (self.changes(&lines).filter(|_| meant.ask.is_none()), reading) {
            (Some(changes), _) => {
                changes.into_iter().for_each(|(sku, quantity)| self.change_line(sku, quantity));
            }
            (None, Reading::Items(items)) => self.hold(items),
            (None, Reading::Nearest(_) | Reading::Nothing) => {}
        }
        self.next_pending();
    }

    /// What a message wants that names nothing to buy, or buys nothing of it.
    pub(super) fn is_meant(&mut self, meant: &Interpretation, reading: &Reading) -> bool {
        let counted =
            matches!(reading, Reading::Items(items) if items.iter().any(|i| i.count.is_some()));
        let nothing = *reading == Reading::Nothing;
        match (meant.intent, meant.detail) {
            _ if counted => return false,
            (Intent::Status, _) => self.word(Word::Status),
            (Intent::Cancel, _) => self.word(Word::Cancel),
            (Intent::Human, _) | (Intent::Other, Some(Detail::Complaint)) => {
                self.word(Word::Person)
            }
            (Intent::Greeting, _) if nothing => self.word(Word::Hello),
            (Intent::Chatter, _) if nothing => self.word(Word::Thanks),
            (Intent::Other, Some(Detail::Paid)) => self.word(Word::Orders),
            (Intent::Other, Some(Detail::Stop)) => self.word(Word::Stop),
            (Intent::Other, Some(Detail::Start)) => self.word(Word::Start),
            // Who is angry gets a person, and no lecture.
            (Intent::Other, Some(Detail::Abuse)) => self.offer_a_person(),
            (
                Intent::Order
                | Intent::Edit
                | Intent::Question
                | Intent::Greeting
                | Intent::Chatter
                | Intent::Other,
                _,
            ) => return false,
        }
        true
    }

    /// Where a place is asked for: who wants a person, his order or to call it off names no way to it, and no number.
    pub(super) fn is_meant_and_no_address(
        &mut self,
        meant: &Interpretation,
        reading: &Reading,
        said: &str,
    ) -> bool {
        let stage = &self.conversation.buyer.stage;
        let asks_where = matches!(stage, Stage::Whither(_) | Stage::Outside(_));
        let wants = matches!(meant.intent, Intent::Human | Intent::Status | Intent::Cancel);
        let number = said.chars().any(|c| western_digit(c).is_ascii_digit());
        asks_where && wants && !number && !tells_way(said) && self.is_meant(meant, reading)
    }
}

/// Whether a thing of the cart is what a line of an edit speaks of: all that it says, or only what it counts in.
fn may_be(line: &Line, sku: &Sku) -> bool {
    let counted_so = || line.unit.is_none_or(|unit| is_sold_in(unit, sku));
    is_said(line, sku) && (line.kind.is_some() || counted_so())
}
