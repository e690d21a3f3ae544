//! Which stage follows which. Stages end in an `Exit`; what it leads to is decided here and nowhere else.

use realserv_domain::cart::CartFull;
use realserv_domain::catalog::Kind;
use realserv_domain::ids::SkuId;
use realserv_domain::orders::Method;
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point, Site};
use realserv_domain::quantity::Quantity;
use realserv_domain::time::{self, Schedule};
use realserv_domain::understand::{Count, Fit};

use super::amend::{self, Amend};
use super::browse::{self, Browse};
use super::change::{self, Change};
use super::draft::Draft;
use super::how_many::{self, HowMany, Why};
use super::nearest::{self, Nearest};
use super::outside;
use super::review::{self, Review};
use super::short::{self, Short};
use super::slot::{self, PickSlot};
use super::stage::{Heard, Next, Stage};
use super::whither::{self, Whither};
use super::whom::{self, Whom};
use super::work::{self, PickWork};
use super::{WaitsFor, basket};
use crate::converse::{Ask, Effect};

impl Draft<'_, '_> {
    /// Lets the open stage look. False when it is no answer to its question.
    pub(super) fn heard(&mut self, heard: &Heard<'_>) -> bool {
        match self.conversation.buyer.stage.clone() {
            Stage::Greeting | Stage::Menu | Stage::Basket => false,
            Stage::Browse(s) => self.follow(s.step(heard), Stage::Browse, Self::left_browse),
            Stage::Nearest(s) => self.follow(s.step(heard), Stage::Nearest, Self::left_nearest),
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
            Stage::Slot(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Slot, Self::left_slot)
            }
            Stage::Work(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Work, Self::left_work)
            }
            Stage::Review(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Review, |draft, exit| draft.left_review(s, exit))
            }
            Stage::Amend(s) => self.follow(s.step(heard), Stage::Amend, Self::left_amend),
            Stage::Short(s) => {
                let next = s.step(heard, &self.view());
                self.follow(next, Stage::Short, Self::left_short)
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
        self.ask(Stage::HowMany(HowMany { sku, why }));
    }

    fn left_nearest(&mut self, exit: nearest::Exit) {
        match exit {
            nearest::Exit::Picked(sku, count) => self.picked(sku, count),
            nearest::Exit::Back => self.next_pending(),
        }
    }

    /// A product with what was said of its quantity: into the cart when the rules allow it, else the question.
    pub(super) fn picked(&mut self, sku: SkuId, count: Option<Count>) {
        let view = self.view();
        let Some(card) = view.catalog.get(sku) else { return self.gone() };
        let wanted = match count.map(|count| count.of(card)) {
            None => return self.ask_how_many(sku, Why::Pick),
            Some(Fit::Misfit) => Err(view.words.browse_other_unit(card.unit)),
            Some(Fit::Same(quantity)) => Ok((quantity, None)),
            Some(Fit::Converted(quantity)) => {
                Ok((quantity, Some(view.words.browse_converted(view.amount(card, quantity)))))
            }
        };
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

    fn gone(&mut self) {
        let note = self.words().browse_gone();
        self.note(note);
        self.open_menu();
    }

    /// Into the cart (or out of it), and what comes next: another thing that was typed, or the cart.
    fn put(&mut self, sku: SkuId, quantity: Quantity) {
        if let Err(CartFull) = self.set_line(sku, quantity) {
            let note = self.words().cart_full();
            self.note(note);
        }
        self.next_pending();
    }

    /// A changed cart makes the old review's price worthless; the stages that hold one are left by every caller.
    pub(super) fn set_line(&mut self, sku: SkuId, quantity: Quantity) -> Result<(), CartFull> {
        self.buyer().cart.set(sku, quantity)
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

    // -- where and when

    /// From the cart to the next thing that is not known: place, slot, day, price.
    pub(super) fn check_out(&mut self) {
        self.buyer().pending.clear();
        if self.conversation.buyer.cart.is_empty() {
            return self.ask(Stage::Basket);
        }
        match self.conversation.buyer.site.clone() {
            Some(site) => self.arrange(site, self.conversation.buyer.schedule),
            None => self.wait(Ask::SavedSites, WaitsFor::KnownSites),
        }
    }

    /// Asks for the first thing that the cart needs and that is not there or no longer open: somebody to call, a slot, a
    /// day.
    pub(super) fn arrange(&mut self, site: Site, schedule: Schedule) {
        self.buyer().site = Some(site.clone());
        let settled = self.conversation.buyer.contact_settled == Some(site.address);
        if !self.ctx.person.has_phone && !settled {
            self.buyer().schedule = schedule;
            let ask = Ask::ContactOf { address: site.address };
            return self.wait(ask, WaitsFor::Contact { site, schedule });
        }
        let view = self.view();
        let goods = basket::kinds(&view).any(|kind| kind != Kind::Labour);
        let crew = basket::kinds(&view).any(|kind| kind == Kind::Labour);
        let open = |slot: &time::Slot| time::open_slots(view.now, slot::IN_WORDS).contains(slot);
        let free = |day: &time::WorkDay| {
            time::open_work_days(view.now, view.terms.crews_called_by(), work::IN_WORDS)
                .contains(day)
        };
        let delivery = schedule.delivery.filter(|slot| goods && open(slot));
        let work = schedule.work.filter(|day| crew && free(day));
        self.buyer().schedule = Schedule { delivery, work };
        if goods && delivery.is_none() {
            return self.ask(Stage::Slot(PickSlot { site }));
        }
        if crew && work.is_none() {
            return self.ask(Stage::Work(PickWork { site, delivery }));
        }
        self.price(site, Schedule { delivery, work });
    }

    pub(super) fn contact_known(&mut self, known: bool, waited_for: Option<WaitsFor>) {
        let Some(WaitsFor::Contact { site, schedule }) = waited_for else {
            return self.ask(Stage::Basket);
        };
        if known {
            self.buyer().contact_settled = Some(site.address);
            return self.arrange(site, schedule);
        }
        self.ask(Stage::Whom(Whom { site }));
    }

    fn left_whom(&mut self, exit: whom::Exit) {
        let site = match exit {
            whom::Exit::Given(site, phone) => {
                self.keep_contact(&site, phone);
                site
            }
            whom::Exit::Skipped(site) => {
                self.buyer().contact_settled = Some(site.address);
                site
            }
            whom::Exit::Back => return self.ask_site_anew(),
        };
        self.arrange(site, self.conversation.buyer.schedule);
    }

    pub(super) fn keep_contact(&mut self, site: &Site, phone: Phone) {
        let note = self.words().address_phone_noted(&phone.reveal_for_people());
        self.note(note);
        self.buyer().contact_settled = Some(site.address);
        self.effect(Effect::KeepContact { address: site.address, phone });
    }

    fn price(&mut self, site: Site, schedule: Schedule) {
        let cart = self.conversation.buyer.cart.clone();
        let ask = Ask::Quote { cart, site: site.clone(), schedule };
        self.wait(ask, WaitsFor::Price { site, schedule });
    }

    fn left_whither(&mut self, exit: whither::Exit) {
        match exit {
            whither::Exit::Known(site) => self.arrange(site, self.conversation.buyer.schedule),
            whither::Exit::Words { pin, words } => self.find_site(None, pin, words),
            whither::Exit::Back => self.ask(Stage::Basket),
        }
    }

    pub(super) fn find_site(&mut self, point: Option<Point>, pin: Option<Pin>, words: String) {
        self.wait(Ask::FindSite { point, pin, words }, WaitsFor::Site);
    }

    fn left_outside(&mut self, exit: outside::Exit) {
        match exit {
            outside::Exit::OtherSite => self.ask(Stage::Whither(Whither::default())),
            outside::Exit::Whither(place) => self.left_whither(place),
            outside::Exit::Back => self.ask(Stage::Basket),
        }
    }

    fn ask_site_anew(&mut self) {
        self.buyer().site = None;
        self.wait(Ask::SavedSites, WaitsFor::KnownSites);
    }

    fn left_slot(&mut self, exit: slot::Exit) {
        match exit {
            slot::Exit::Chosen(site, slot) => {
                self.arrange(site, Schedule { delivery: Some(slot), work: None });
            }
            slot::Exit::Back => self.ask_site_anew(),
        }
    }

    fn left_work(&mut self, exit: work::Exit) {
        match exit {
            work::Exit::Chosen(PickWork { site, delivery }, day) => {
                self.arrange(site, Schedule { delivery, work: Some(day) });
            }
            work::Exit::Back(PickWork { site, delivery: Some(_) }) => {
                self.ask(Stage::Slot(PickSlot { site }));
            }
            work::Exit::Back(PickWork { delivery: None, .. }) => self.ask_site_anew(),
        }
    }

    // -- the review

    fn left_review(&mut self, review: Review, exit: review::Exit) {
        let Review { quote, .. } = &review;
        match exit {
            review::Exit::Pay(method) => self.place(review, method),
            review::Exit::Stale => {
                let closed = self.closed(quote.schedule);
                let note = closed.unwrap_or_else(|| self.words().review_stale());
                self.note(note);
                self.arrange(quote.site.clone(), quote.schedule);
            }
            review::Exit::Amend => self.ask(Stage::Amend(Amend { review })),
            review::Exit::Back => self.ask_time_anew(quote.site.clone(), quote.schedule),
        }
    }

    /// The slot or the day may have closed while the review lay open.
    fn place(&mut self, review: Review, method: Method) {
        if let Some(note) = self.closed(review.quote.schedule) {
            self.note(note);
            return self.arrange(review.quote.site, review.quote.schedule);
        }
        let quote = review.quote.clone();
        self.wait(Ask::CheckOut { quote, method }, WaitsFor::Placing { review });
    }

    /// Says which time of a schedule cannot be had any more.
    fn closed(&self, schedule: Schedule) -> Option<String> {
        let Schedule { delivery, work } = schedule;
        let slots = time::open_slots(self.ctx.now, slot::IN_WORDS);
        let days =
            time::open_work_days(self.ctx.now, self.ctx.terms.crews_called_by(), work::IN_WORDS);
        if delivery.is_some_and(|slot| !slots.contains(&slot)) {
            Some(self.words().schedule_slot_closed())
        } else if work.is_some_and(|day| !days.contains(&day)) {
            Some(self.words().schedule_day_closed())
        } else {
            None
        }
    }

    fn ask_time_anew(&mut self, site: Site, schedule: Schedule) {
        match schedule {
            Schedule { delivery: None, work: Some(_) } => {
                self.ask(Stage::Work(PickWork { site, delivery: None }));
            }
            Schedule { delivery: _, work: _ } => self.arrange(site, Schedule::default()),
        }
    }

    fn left_amend(&mut self, exit: amend::Exit) {
        match exit {
            amend::Exit::Items => self.open_change(),
            amend::Exit::Site => self.ask_site_anew(),
            amend::Exit::Time(review) => {
                self.ask_time_anew(review.quote.site, review.quote.schedule);
            }
            amend::Exit::Back(review) => self.ask(Stage::Review(review)),
        }
    }

    fn left_short(&mut self, exit: short::Exit) {
        match exit {
            short::Exit::Take(Short { site, schedule, sku, .. }, quantity) => {
                // A line that is there already can always be set.
                let _: Result<(), CartFull> = self.set_line(sku, quantity);
                if self.conversation.buyer.cart.is_empty() {
                    return self.ask(Stage::Basket);
                }
                self.arrange(site, schedule);
            }
            short::Exit::ChangeCart => self.open_change(),
            short::Exit::Back(Short { site, schedule, .. }) => self.ask_time_anew(site, schedule),
        }
    }

    /// The next thing that was typed and still has a question, or the cart.
    pub(super) fn next_pending(&mut self) {
        if self.conversation.buyer.pending.is_empty() {
            return self.ask(Stage::Basket);
        }
        let item = self.buyer().pending.remove(0);
        self.ask_about(item);
    }

    /// Which of several products is meant.
    pub(super) fn ask_which(&mut self, skus: Vec<SkuId>, count: Option<Count>) {
        self.ask(Stage::Nearest(Nearest { skus, count }));
    }
}
