//! What the tables answered: places, prices, the placed order, the last cart. Orders are shown by `orders`.

use jiff::Timestamp;
use realserv_domain::cart::{Cart, CartFull};
use realserv_domain::ids::{OrderNumber, SkuId, VendorId};
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::Method;
use realserv_domain::place::{Served, Site};
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{Quote, QuoteRefusal};
use realserv_domain::time::{Schedule, Shift, WorkDay};
use realserv_domain::vehicles::{Haul, Width};
use realserv_domain::way::{KnownSite, Way};

use super::draft::Draft;
use super::lane::AskLane;
use super::outside::Outside;
use super::review::Review;
use super::short::{Short, Why};
use super::stage::Stage;
use super::view::text;
use super::{Buyer, WaitsFor};
use crate::converse::{Answer, CheckOutRefusal, page};

/// What a buyer took that is kept in mind: more than one order has lines.
const MOST_TAKEN: usize = 40;

impl Draft<'_, '_> {
    pub(super) fn learned(&mut self, answer: Answer) {
        self.goes_on();
        let waited_for = self.buyer().waits_for.take();
        match answer {
            Answer::SavedSites { sites } if matches!(waited_for, Some(WaitsFor::LastSite)) => {
                self.send_to_last_site(sites);
            }
            Answer::SavedSites { sites } => self.ask_where(sites),
            Answer::SiteFound { served, way } => self.site_found(served, way, waited_for),
            Answer::ContactOf { known } => self.contact_known(known, waited_for),
            Answer::Quoted { quote, cash_limit_paise } => self.quoted(quote, cash_limit_paise),
            Answer::QuoteRefused { refusal } => self.quote_refused(refusal, waited_for),
            Answer::CheckedOut { number, total_paise, gate_paise, method, until, order: _ } => {
                self.checked_out(&number, (total_paise, gate_paise), method, until);
            }
            Answer::CheckOutRefused { refusal } => self.check_out_refused(refusal, waited_for),
            Answer::MyOrders { orders, page, total } => {
                self.my_orders(&orders, page::page(total, page), waited_for);
            }
            Answer::OneOrder { order } => self.one_order(order.as_ref(), waited_for),
            Answer::IfLess { means } => self.if_less(means),
            Answer::List(answer) => self.learned_of_lists(answer, waited_for),
            Answer::LastCart { cart, site } => match waited_for {
                Some(WaitsFor::LastCart { said: Some(said) }) => {
                    if self.takes_the_last(&cart, site) {
                        self.change_the_last(&said);
                    }
                }
                Some(WaitsFor::CrewAgain { shift }) => {
                    if self.takes_the_last(&cart, site) {
                        self.books_the_next(shift);
                    }
                }
                _ => self.last_cart(&cart, site),
            },
            Answer::Gap { cart, site, not } => {
                if self.takes_the_last(&cart, site) {
                    self.books_others(not);
                }
            }
            // The vendor's side asks for these; `converse::step` never brings them here.
            Answer::SiteDetails { .. }
            | Answer::DeskParts { .. }
            | Answer::DeskStock { .. }
            | Answer::DeskAccount { .. }
            | Answer::DeskStatement { .. }
            | Answer::DeskWages { .. }
            | Answer::OfficeHasChat { .. }
            | Answer::TicketMarked { .. }
            | Answer::ListingChanged { .. } => {
                self.again();
            }
        }
    }

    fn site_found(&mut self, served: Served, way: Way, waited_for: Option<WaitsFor>) {
        let kept = matches!(waited_for, Some(WaitsFor::KeptSite));
        if matches!(served, Served::Inside(_)) {
            self.buyer().way = way;
        }
        match served {
            Served::Inside(site) if kept => {
                let note = self.words().address_kept(&site.locality, &site.pin);
                self.buyer().site = Some(site);
                self.note(note);
                let nothing = self.conversation.buyer.cart.is_empty()
                    && self.conversation.buyer.pending.is_empty();
                if nothing { self.again() } else { self.next_pending() }
            }
            // What stands before *site* is nothing that we know: it goes where the last one went.
            Served::Outside { pin: None, locality: None }
                if matches!(waited_for, Some(WaitsFor::NamedSite { .. })) =>
            {
                let Some(WaitsFor::NamedSite { known }) = waited_for else { return };
                self.send_to(known.into_iter().next());
            }
            Served::Inside(site) => {
                let site = self.also_filled_in(site, waited_for);
                let schedule = self.conversation.buyer.schedule;
                self.arrange(site, schedule);
            }
            // Asked again with the button that sends the site: there is no other place to name.
            Served::Outside { pin: None, locality: None } if !kept => {
                let note = self.words().address_not_found();
                self.note(note);
                self.ask_where(Vec::new());
            }
            Served::Outside { pin, locality } => {
                self.outside(Outside { pin, locality, too_far: false }, kept);
            }
            Served::TooFar => {
                self.outside(Outside { too_far: true, ..Outside::default() }, kept);
            }
        }
    }

    /// A pin that nobody asked for does not interrupt what was asked.
    fn outside(&mut self, outside: Outside, aside: bool) {
        if aside {
            let message = outside.aside(&self.view());
            self.say(message);
        } else {
            self.ask(Stage::Outside(outside));
        }
    }

    /// A vehicle that needs room comes only where the buyer has said that it gets in.
    fn quoted(&mut self, quote: Quote, cash_limit_paise: Paise) {
        let wide = |haul: &&Haul| haul.width == Width::Wide;
        let haul = quote.shares.iter().filter_map(|share| share.haul.as_ref()).find(wide);
        if let (Some(haul), None) = (haul, quote.site.lane) {
            let (site, schedule, vehicle) = (quote.site.clone(), quote.schedule, haul.name.clone());
            return self.ask(Stage::Lane(AskLane { site, schedule, vehicle }));
        }
        let review = Review::new(quote, cash_limit_paise, &self.view());
        self.ask(Stage::Review(review));
    }

    fn quote_refused(&mut self, refusal: QuoteRefusal, waited_for: Option<WaitsFor>) {
        let (sku, why) = match refusal {
            QuoteRefusal::CartEmpty => return self.ask(Stage::Basket),
            QuoteRefusal::NotSold { sku } => (sku, Why::NotSold),
            QuoteRefusal::OutOfStock { sku, available } => (sku, Why::OutOfStock { available }),
            QuoteRefusal::BelowMinimum { sku, minimum } => (sku, Why::BelowMinimum { minimum }),
        };
        match waited_for {
            Some(WaitsFor::Price { site, schedule }) => self.short(site, schedule, sku, why),
            // A price that nobody waits for: the cart is the safe place to be.
            Some(_) | None => self.ask(Stage::Basket),
        }
    }

    fn short(&mut self, site: Site, schedule: Schedule, sku: SkuId, why: Why) {
        self.ask(Stage::Short(Short { site, schedule, sku, why }));
    }

    /// The order stands: the cart is empty again and the person free. The pay button comes as a fact.
    fn checked_out(
        &mut self,
        number: &OrderNumber,
        (total_paise, gate_paise): (Paise, Paise),
        method: Method,
        until: Timestamp,
    ) {
        let words = self.words();
        let until = until.to_zoned(self.ctx.now.time_zone().clone());
        let body = match method {
            Method::Online => words.review_placed_online(number, total_paise, &until),
            Method::Advance => {
                let now_paise = total_paise - gate_paise;
                words.review_placed_advance(number, now_paise, gate_paise, &until)
            }
            Method::Cash => words.review_placed_cash(number, total_paise),
        };
        let question = self.conversation.buyer.question;
        let taken = self.taken_now();
        let name_settled = self.conversation.buyer.name_settled;
        *self.buyer() =
            Buyer { stage: Stage::Menu, question, taken, name_settled, ..Buyer::default() };
        // Nothing is asked, but what was asked before is over.
        self.past_questions_are_over();
        self.say(text(body));
    }

    fn taken_now(&self) -> Vec<SkuId> {
        let Buyer { cart, taken, .. } = &self.conversation.buyer;
        let now = cart.lines().iter().map(|line| line.sku);
        let before = taken.iter().copied().filter(|sku| cart.quantity_of(*sku).is_zero());
        now.chain(before).take(MOST_TAKEN).collect()
    }

    fn check_out_refused(&mut self, refusal: CheckOutRefusal, waited_for: Option<WaitsFor>) {
        let Some(WaitsFor::Placing { review }) = waited_for else {
            return self.ask(Stage::Basket);
        };
        match refusal {
            CheckOutRefusal::OutOfStock { sku, available } => {
                let Quote { site, schedule, .. } = review.quote;
                self.short(site, schedule, sku, Why::OutOfStock { available });
            }
            CheckOutRefusal::CashLimit { limit_paise } => {
                let note = self.words().review_cash_limit(limit_paise);
                self.note(note);
                // No button for what was refused: below this total the limit cannot be.
                let cash_limit_paise = limit_paise.min(review.quote.total_paise - Paise::new(1));
                self.ask(Stage::Review(Review { cash_limit_paise, ..review }));
            }
            // The review says why, and what else there is.
            CheckOutRefusal::NotOnline => self.ask(Stage::Review(review)),
        }
    }

    /// The last order's things, beside what the cart holds already.
    fn last_cart(&mut self, last: &Cart, site: Option<KnownSite>) {
        if self.takes_the_last(last, site) {
            self.ask(Stage::Basket);
        }
    }

    fn takes_the_last(&mut self, last: &Cart, site: Option<KnownSite>) -> bool {
        if last.is_empty() {
            let note = self.words().orders_nothing_to_repeat();
            self.note(note);
            self.open_menu();
            return false;
        }
        let gone = self.take_lines(last, site).len();
        if gone > 0 {
            let note = self.words().orders_some_are_gone(gone);
            self.note(note);
        }
        true
    }

    /// The next day that crews can still be booked for, and on to the priced order.
    fn books_the_next(&mut self, shift: Shift) {
        let today = self.ctx.now.date();
        self.buyer().not.clear();
        self.books_the_first(|day| day.shift == shift && day.on > today);
    }

    /// Whoever is short of people this morning wants them this afternoon, or else for a day.
    fn books_others(&mut self, not: Vec<VendorId>) {
        let today = self.ctx.now.date();
        self.buyer().not = not;
        self.books_the_first(|day| day.shift == Shift::Full || day.on == today);
    }

    fn books_the_first(&mut self, is_meant: impl Fn(&WorkDay) -> bool) {
        let called_by = self.ctx.terms.crews_called_by();
        let zone = self.conversation.buyer.site.as_ref().map(|site| site.zone);
        let days = zone.map(|zone| {
            self.ctx.zones.service(zone).open_work_days(self.ctx.now, called_by, usize::MAX)
        });
        self.buyer().schedule.work = days.into_iter().flatten().find(is_meant);
        self.buyer().straight = true;
        self.next_pending();
    }

    /// WhatsApp's own cart: only codes and quantities are believed.
    pub(super) fn carted(&mut self, lines: &[(String, Quantity)]) {
        let mut refused = 0_usize;
        for (code, quantity) in lines {
            let sku = self.ctx.catalog.iter().find(|sku| sku.code == *code);
            let fits = sku.filter(|sku| sku.check(*quantity).is_ok()).map(|sku| sku.id);
            match fits.map(|sku| self.set_line(sku, *quantity)) {
                Some(Ok(())) => {}
                Some(Err(CartFull)) | None => refused += 1,
            }
        }
        if refused > 0 {
            let note = self.words().cart_some_refused(refused);
            self.note(note);
        }
        self.buyer().misses = 0;
        self.ask(Stage::Basket);
    }

    /// A button that opens a URL; the only bubble whose tap nobody hears of.
    pub(super) fn say_link(&mut self, body: String, url: String) {
        let title = self.words().pay_now_button();
        self.say(Message::Link { body, title, url });
    }
}
