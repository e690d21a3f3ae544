//! From the cart to the order: which stage follows which, where and when and at what price.

use realserv_domain::cart::CartFull;
use realserv_domain::catalog::Kind;
use realserv_domain::ids::ZoneId;
use realserv_domain::interpret;
use realserv_domain::orders::Method;
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point, Site};
use realserv_domain::time::{Schedule, Shift, Slot, WorkDay};
use realserv_domain::way::KnownSite;

use super::amend::{self, Amend};
use super::draft::Draft;
use super::named::{self, Named, presentable};
use super::review::{self, Review};
use super::short::{self, Short};
use super::slot::{self, PickSlot};
use super::stage::Stage;
use super::whither::{self, Whither};
use super::whom::{self, Whom};
use super::work::{self, PickWork};
use super::{WaitsFor, basket, outside};
use crate::converse::{Ask, Effect};

impl Draft<'_, '_> {
    /// From the cart to the next thing that is not known: place, slot, day, price.
    pub(super) fn check_out(&mut self) {
        self.buyer().pending.clear();
        if self.conversation.buyer.cart.is_empty() {
            return self.ask(Stage::Basket);
        }
        match self.conversation.buyer.site.clone() {
            Some(site) => self.arrange(site, self.conversation.buyer.schedule),
            None if self.conversation.buyer.straight => {
                self.wait(Ask::SavedSites, WaitsFor::LastSite);
            }
            None => self.wait(Ask::SavedSites, WaitsFor::KnownSites),
        }
    }

    /// What was typed goes where it says, else where the last order went; who has no site is asked, under what was
    /// understood.
    pub(super) fn send_to_last_site(&mut self, known: Vec<KnownSite>) {
        let said = std::mem::take(&mut self.buyer().site_in);
        let named = known.iter().find(|known| interpret::names_site(&said, &known.site));
        match (named.cloned(), interpret::site_named(&said)) {
            (Some(named), _) => self.send_to(Some(named)),
            // A site that is new here.
            (None, Some(words)) => {
                let ask = Ask::FindSite { point: None, pin: None, words };
                self.wait(ask, WaitsFor::NamedSite { known });
            }
            (None, None) => self.send_to(known.into_iter().next()),
        }
    }

    pub(super) fn send_to(&mut self, site: Option<KnownSite>) {
        match site {
            Some(KnownSite { site, way }) => {
                self.buyer().way = way;
                self.arrange(site, self.conversation.buyer.schedule);
            }
            None => {
                let cart = basket::summary(&self.view());
                self.note(cart);
                self.ask_where(Vec::new());
            }
        }
    }

    /// Asks where, with the form below where no place is known and the account has it.
    pub(super) fn ask_where(&mut self, known: Vec<KnownSite>) {
        self.ask(Stage::Whither(Whither { known, form: None }));
    }

    /// Asks for the first thing that the cart needs and that is not there or no longer open: somebody to call, a name, a
    /// slot, a day.
    pub(super) fn arrange(&mut self, site: Site, schedule: Schedule) {
        self.buyer().site = Some(site.clone());
        let settled = self.conversation.buyer.contact_settled == Some(site.address);
        if !self.ctx.person.has_phone && !settled {
            self.buyer().schedule = schedule;
            let ask = Ask::ContactOf { address: site.address };
            return self.wait(ask, WaitsFor::Contact { site, schedule });
        }
        if !self.has_name() && !self.conversation.buyer.name_settled {
            self.buyer().schedule = schedule;
            return self.ask(Stage::Named(Named { site }));
        }
        let view = self.view();
        let goods = basket::kinds(&view).any(|kind| kind != Kind::Labour);
        let crew = basket::kinds(&view).any(|kind| kind == Kind::Labour);
        let service = view.zones.service(site.zone);
        let slots = view.open_slots(site.zone);
        let open = |slot: &Slot| slots.contains(slot);
        let free = |day: &WorkDay| {
            let called_by = view.terms.crews_called_by();
            service.open_work_days(view.now, called_by, work::IN_WORDS).contains(day)
        };
        let mut delivery = schedule.delivery.filter(|slot| goods && open(slot));
        let mut work = schedule.work.filter(|day| crew && free(day));
        // Who typed an order without a time gets the first one, by name; a time that he named and cannot have is asked for.
        if self.conversation.buyer.straight {
            let unsaid = goods && schedule.delivery.is_none();
            let first = slots.first().copied();
            delivery = delivery.or(first.filter(|_| unsaid));
            let unsaid = crew && schedule.work.is_none();
            let called_by = view.terms.crews_called_by();
            let mut days = service.open_work_days(view.now, called_by, usize::MAX).into_iter();
            let first = days.find(|day| day.shift == Shift::Full);
            work = work.or(first.filter(|_| unsaid));
        }
        self.buyer().schedule = Schedule { delivery, work };
        if goods && delivery.is_none() {
            return self.ask(Stage::Slot(PickSlot::at(site)));
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

    pub(super) fn left_whom(&mut self, exit: whom::Exit) {
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

    pub(super) fn left_named(&mut self, exit: named::Exit) {
        let site = match exit {
            named::Exit::Given(site, name) => {
                self.keep_name(name);
                site
            }
            named::Exit::Skipped(site) => {
                self.buyer().name_settled = true;
                site
            }
            named::Exit::Back => return self.ask_site_anew(),
        };
        self.arrange(site, self.conversation.buyer.schedule);
    }

    pub(super) fn has_name(&self) -> bool {
        self.ctx.person.name.as_deref().and_then(presentable).is_some()
    }

    pub(super) fn keep_name(&mut self, name: String) {
        let note = self.words().address_name_noted(&name);
        self.note(note);
        self.buyer().name_settled = true;
        self.effect(Effect::KeepName { name });
    }

    pub(super) fn keep_contact(&mut self, site: &Site, phone: Phone) {
        let note = self.words().address_phone_noted(&phone.reveal_for_people());
        self.note(note);
        self.buyer().contact_settled = Some(site.address);
        self.effect(Effect::KeepContact { address: site.address, phone });
    }

    fn price(&mut self, site: Site, schedule: Schedule) {
        let cart = self.conversation.buyer.cart.clone();
        let not = self.conversation.buyer.not.clone();
        let ask = Ask::Quote { cart, site: site.clone(), schedule, not };
        self.wait(ask, WaitsFor::Price { site, schedule });
    }

    pub(super) fn left_whither(&mut self, exit: whither::Exit) {
        match exit {
            whither::Exit::Known(KnownSite { site, way }) => {
                self.buyer().way = way;
                self.arrange(site, self.conversation.buyer.schedule);
            }
            whither::Exit::Words { pin, words } => self.find_site(None, pin, words),
            whither::Exit::Back => self.ask(Stage::Basket),
        }
    }

    pub(super) fn find_site(&mut self, point: Option<Point>, pin: Option<Pin>, words: String) {
        self.wait(Ask::FindSite { point, pin, words }, WaitsFor::Site);
    }

    pub(super) fn left_outside(&mut self, exit: outside::Exit) {
        match exit {
            outside::Exit::OtherSite => self.ask_where(Vec::new()),
            outside::Exit::Whither(place) => self.left_whither(place),
            outside::Exit::Back => self.ask(Stage::Basket),
        }
    }

    fn ask_site_anew(&mut self) {
        self.buyer().site = None;
        self.wait(Ask::SavedSites, WaitsFor::KnownSites);
    }

    pub(super) fn left_slot(&mut self, exit: slot::Exit) {
        match exit {
            slot::Exit::Chosen(site, slot) => {
                let work = self.conversation.buyer.schedule.work;
                self.arrange(site, Schedule { delivery: Some(slot), work });
            }
            slot::Exit::Back => self.ask_site_anew(),
        }
    }

    pub(super) fn left_work(&mut self, exit: work::Exit) {
        match exit {
            work::Exit::Chosen(PickWork { site, delivery }, day) => {
                self.arrange(site, Schedule { delivery, work: Some(day) });
            }
            work::Exit::Back(PickWork { site, delivery: Some(_) }) => {
                self.ask(Stage::Slot(PickSlot::at(site)));
            }
            work::Exit::Back(PickWork { delivery: None, .. }) => self.ask_site_anew(),
        }
    }

    pub(super) fn left_review(&mut self, review: Review, exit: review::Exit) {
        let Review { quote, .. } = &review;
        match exit {
            review::Exit::Pay(method) => self.place(review, method),
            review::Exit::Stale => {
                let closed = self.closed(quote.site.zone, quote.schedule);
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
        if let Some(note) = self.closed(review.quote.site.zone, review.quote.schedule) {
            self.note(note);
            return self.arrange(review.quote.site, review.quote.schedule);
        }
        let quote = review.quote.clone();
        self.wait(Ask::CheckOut { quote, method }, WaitsFor::Placing { review });
    }

    /// Says which time of a schedule cannot be had any more.
    fn closed(&self, zone: ZoneId, schedule: Schedule) -> Option<String> {
        let Schedule { delivery, work } = schedule;
        let service = self.ctx.zones.service(zone);
        let slots = self.view().open_slots(zone);
        let called_by = self.ctx.terms.crews_called_by();
        let days = service.open_work_days(self.ctx.now, called_by, work::IN_WORDS);
        if delivery.is_some_and(|slot| !slots.contains(&slot)) {
            Some(self.words().schedule_slot_closed())
        } else if work.is_some_and(|day| !days.contains(&day)) {
            Some(self.words().schedule_day_closed())
        } else {
            None
        }
    }

    /// Who wants another time says which, and is asked from there on.
    pub(super) fn ask_time_anew(&mut self, site: Site, schedule: Schedule) {
        self.buyer().straight = false;
        match schedule {
            Schedule { delivery: None, work: Some(_) } => {
                self.ask(Stage::Work(PickWork { site, delivery: None }));
            }
            Schedule { delivery: _, work: _ } => self.arrange(site, Schedule::default()),
        }
    }

    pub(super) fn left_amend(&mut self, exit: amend::Exit) {
        match exit {
            amend::Exit::Items => self.open_change(),
            amend::Exit::Site => self.ask_site_anew(),
            amend::Exit::Time(review) => {
                self.ask_time_anew(review.quote.site, review.quote.schedule);
            }
            amend::Exit::Back(review) => self.ask(Stage::Review(review)),
        }
    }

    pub(super) fn left_short(&mut self, exit: short::Exit) {
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
}
