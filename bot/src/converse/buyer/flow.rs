//! Which stage follows which. Stages end in an `Exit`; what it leads to is decided here, and in `checkout` for what comes
//! after the cart, and nowhere else.

use realserv_domain::cart::CartFull;
use realserv_domain::catalog::Kind;
use realserv_domain::ids::SkuId;
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::{Count, Fit, Measure};

use super::browse::{self, Browse};
use super::change::{self, Change};
use super::draft::Draft;
use super::how_many::{self, HowMany, Why};
use super::nearest::{self, Nearest};
use super::stage::{Heard, Next, Stage};

impl Draft<'_, '_> {
    /// Lets the open stage look. False when it is no answer to its question.
    pub(super) fn heard(&mut self, heard: &Heard<'_>) -> bool {
        match self.conversation.buyer.stage.clone() {
            Stage::Greeting | Stage::Menu | Stage::Basket => false,
            Stage::Browse(s) => self.follow(s.step(heard), Stage::Browse, Self::left_browse),
            Stage::Nearest(s) => {
                let next = s.step(heard);
                self.follow(next, Stage::Nearest, |draft, exit| draft.left_nearest(s, exit))
            }
            Stage::HowMany(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::HowMany, Self::left_how_many)
            }
            Stage::Change(s) => self.follow(s.step(heard), Stage::Change, Self::left_change),
            Stage::Whither(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Whither, Self::left_whither)
            }
            Stage::Outside(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Outside, Self::left_outside)
            }
            Stage::Whom(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Whom, Self::left_whom)
            }
            Stage::Named(s) => self.follow(s.step(heard), Stage::Named, Self::left_named),
            Stage::Slot(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Slot, Self::left_slot)
            }
            Stage::Work(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Work, Self::left_work)
            }
            Stage::Lane(s) => self.follow(s.step(heard), Stage::Lane, Self::left_lane),
            Stage::Review(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Review, |draft, exit| draft.left_review(s, exit))
            }
            Stage::Amend(s) => self.follow(s.step(heard), Stage::Amend, Self::left_amend),
            Stage::Short(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Short, Self::left_short)
            }
            Stage::OfOrder(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::OfOrder, Self::left_order)
            }
            Stage::NameList(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::NameList, Self::left_name_list)
            }
        }
    }

    fn follow<S, E>(
        &mut self,
        next: Next<S, E>,
        stage: fn(S) -> Stage,
        leave: impl FnOnce(&mut Self, E),
    ) -> bool {
        match next {
            Next::Pass => return false,
            Next::Stay(note) => {
                self.note(note);
                self.again();
            }
            Next::Ask(next) => self.ask(stage(next)),
            Next::Leave(exit) => leave(self, exit),
        }
        self.buyer().misses = 0;
        true
    }

    // -- picking

    /// The menu; for somebody without a language the greeting, which asks for it.
    pub(super) fn open_menu(&mut self) {
        self.buyer().pending.clear();
        self.buyer().straight = false;
        let new = self.conversation.language.is_none();
        self.ask(if new { Stage::Greeting } else { Stage::Menu });
    }

    pub(super) fn open_kind(&mut self, kind: Kind) {
        self.ask(Stage::Browse(Browse { kind, page: 0 }));
    }

    fn left_browse(&mut self, exit: browse::Exit) {
        match exit {
            browse::Exit::Picked(sku) => self.ask_how_many(sku, Why::Pick),
            browse::Exit::Back => self.open_menu(),
        }
    }

    pub(super) fn ask_how_many(&mut self, sku: SkuId, why: Why) {
        self.ask(Stage::HowMany(HowMany::new(sku, why)));
    }

    fn left_nearest(&mut self, asked: Nearest, exit: nearest::Exit) {
        match exit {
            nearest::Exit::Picked(sku, count) => {
                let before = asked.instead_of.filter(|before| *before != sku);
                before.into_iter().for_each(|before| self.drop_line(before));
                self.picked_of(sku, count, &asked.either);
            }
            nearest::Exit::Back => self.next_pending(),
        }
    }

    /// The same where one of several amounts may be meant.
    pub(super) fn picked_of(&mut self, sku: SkuId, count: Option<Count>, either: &[Count]) {
        match self.ctx.catalog.get(sku) {
            Some(card) if count.is_none() && !either.is_empty() => {
                self.ask(Stage::HowMany(HowMany::of_these(card, either)));
            }
            Some(_) | None => self.picked(sku, count),
        }
    }

    /// A product with what was said of its quantity: into the cart when the rules allow it, else the question.
    pub(super) fn picked(&mut self, sku: SkuId, count: Option<Count>) {
        let view = self.view();
        let Some(card) = view.catalog.get(sku) else { return self.gone() };
        let wanted = match count.map(|count| count.of(card)) {
            None => return self.ask_how_many(sku, Why::Pick),
            Some(Fit::Misfit) => {
                let other = |count| how_many::other_unit(count, card, &view);
                Err(count.map_or_else(|| view.words.browse_other_unit(card.unit), other))
            }
            Some(Fit::Same(quantity)) => Ok((quantity, None)),
            Some(Fit::Converted(quantity)) => {
                Ok((quantity, Some(view.words.browse_converted(view.amount(card, quantity)))))
            }
        };
        let in_all = |quantity| count.map_or(quantity, |count| view.in_all(sku, quantity, count));
        let wanted = wanted.map(|(quantity, note)| (in_all(quantity), note));
        let checked = wanted.and_then(|(quantity, note)| match card.check(quantity) {
            Ok(()) => Ok((quantity, note)),
            Err(refusal) => Err(how_many::refused(refusal, card, quantity, &view)),
        });
        match checked {
            Ok((quantity, note)) => {
                if let Some(note) = note {
                    self.note(note);
                }
                self.put(sku, quantity);
            }
            Err(why) => {
                self.note(why);
                self.ask_how_many(sku, Why::Pick);
            }
        }
    }

    fn left_how_many(&mut self, exit: how_many::Exit) {
        match exit {
            how_many::Exit::Set { sku, quantity, note } => {
                if let Some(note) = note {
                    self.note(note);
                }
                self.put(sku, quantity);
            }
            how_many::Exit::Remove(sku) => self.put(sku, Quantity::ZERO),
            how_many::Exit::Other(sku) => self.ask_for_another(sku),
            how_many::Exit::Gone => self.gone(),
            how_many::Exit::BackFrom(_, Why::Change) => self.ask(Stage::Change(Change::default())),
            how_many::Exit::BackFrom(sku, Why::Pick) => {
                match self.ctx.catalog.get(sku).map(|sku| sku.kind) {
                    Some(kind) => self.open_kind(kind),
                    None => self.open_menu(),
                }
            }
        }
    }

    /// As much of something else of its kind and size.
    fn ask_for_another(&mut self, sku: SkuId) {
        let Some(card) = self.ctx.catalog.get(sku) else { return self.gone() };
        let number = self.conversation.buyer.cart.quantity_of(sku);
        let count = Count { number, measure: Some(Measure::Unit(card.unit)), more: false };
        let skus = how_many::others(card, self.ctx.catalog).map(|sku| sku.id).take(nearest::MOST);
        let skus = skus.collect();
        self.ask(Stage::Nearest(Nearest {
            skus,
            count: Some(count),
            either: Vec::new(),
            instead_of: Some(sku),
        }));
    }

    fn gone(&mut self) {
        let note = self.words().browse_gone();
        self.note(note);
        self.open_menu();
    }

    /// Into the cart (or out of it), and what comes next: another thing that was typed, or the cart.
    pub(super) fn put(&mut self, sku: SkuId, quantity: Quantity) {
        if let Err(CartFull) = self.set_typed(sku, quantity) {
            let note = self.words().cart_full();
            self.note(note);
        }
        self.next_pending();
    }

    /// Sets a line, and says so where it held another amount: nobody's twenty bags become ten in silence.
    pub(super) fn set_typed(&mut self, sku: SkuId, quantity: Quantity) -> Result<(), CartFull> {
        let held = self.conversation.buyer.cart.quantity_of(sku);
        self.set_line(sku, quantity)?;
        if held.is_zero() || quantity.is_zero() || held == quantity {
            return Ok(());
        }
        let view = self.view();
        let changed = view.catalog.get(sku).map(|card| {
            let (to, from) = (view.amount(card, quantity), view.amount(card, held));
            view.words.cart_changed(view.name(card), to, from)
        });
        changed.into_iter().for_each(|note| self.note(note));
        Ok(())
    }

    /// A changed cart makes the old review's price worthless; the stages that hold one are left by every caller.
    pub(super) fn set_line(&mut self, sku: SkuId, quantity: Quantity) -> Result<(), CartFull> {
        self.buyer().cart.set(sku, quantity)?;
        self.buyer().guesses.retain(|guess| guess.sku != sku);
        // Whom it left out is asked for the next one.
        if self.conversation.buyer.cart.is_empty() {
            self.buyer().not.clear();
        }
        Ok(())
    }

    // -- the cart

    fn left_change(&mut self, exit: change::Exit) {
        match exit {
            change::Exit::Line(sku) if self.ctx.catalog.get(sku).is_some() => {
                self.ask_how_many(sku, Why::Change);
            }
            // It is not sold any more: choosing it can only mean taking it out.
            change::Exit::Line(sku) => self.put(sku, Quantity::ZERO),
            change::Exit::Empty => self.empty_cart(),
            change::Exit::Back => self.ask(Stage::Basket),
        }
    }

    pub(super) fn empty_cart(&mut self) {
        self.buyer().cart = Default::default();
        self.buyer().not.clear();
        self.buyer().pending.clear();
        let note = self.words().cart_emptied();
        self.note(note);
        self.open_menu();
    }

    pub(super) fn open_change(&mut self) {
        if self.conversation.buyer.cart.is_empty() {
            return self.ask(Stage::Basket);
        }
        self.ask(Stage::Change(Change::default()));
    }

    /// The next thing that was typed and still has a question, or the cart.
    pub(super) fn next_pending(&mut self) {
        if self.conversation.buyer.pending.is_empty() {
            return self.cart_is_whole();
        }
        let item = self.buyer().pending.remove(0);
        self.ask_about(item);
    }

    /// Nothing has a question any more. What was typed, or was being paid for, is priced at once.
    fn cart_is_whole(&mut self) {
        let reviewed = matches!(self.conversation.buyer.stage, Stage::Review(_));
        self.buyer().straight |= reviewed;
        if self.conversation.buyer.straight {
            self.check_out();
        } else {
            self.ask(Stage::Basket);
        }
    }

    pub(super) fn open_cart(&mut self) {
        self.buyer().straight = false;
        self.ask(Stage::Basket);
    }

    /// Which of several products is meant.
    pub(super) fn ask_which(&mut self, skus: Vec<SkuId>, count: Option<Count>) {
        self.ask(Stage::Nearest(Nearest { skus, count, either: Vec::new(), instead_of: None }));
    }
}
