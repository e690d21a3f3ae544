//! A week of the town: thousands of orders from checkout to their end, with people who are late, silent, or change their
//! minds, a bank that forgets webhooks, and yards that run out. No clock but the queue's: what is due next happens next.

/// What the yards have.
mod market;

/// What people do when they hear something.
mod people;

/// What came of it.
mod figures;

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, Zoned};
use realserv_domain::ids::*;
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{self, Wanted};
use realserv_domain::time::{Schedule, instant, open_slots, open_work_days};
use uuid::Uuid;

pub(crate) use self::figures::Figures;

use self::market::Market;
use self::people::{Code, Deed, Manner};
use crate::dice::Dice;
use crate::pots::{Pot, Pots, explained, pot, rates};
use crate::series::{Series, stand_as_they_should};

/// Nothing is ordered after seven days; what is open then has this long to come to its end.
const ORDERING_DAYS: i64 = 7;
const MOST_DAYS: i64 = 30;

enum Happening {
    Morning,
    /// Somebody with a full cart taps *checkout*.
    Checkout,
    Deed(usize, Deed),
    /// The provider tells what it knows of a link, or of a refund.
    LinkAnswer(usize, LinkId),
    RefundAnswer(usize, RefundId),
}

/// One order with what only the outside knows of it.
struct Story {
    order: Order,
    /// Payments by link, each with when the bank has it.
    bank: Vec<(LinkId, Timestamp, Payment)>,
    /// Refunds that will fail.
    bad_refunds: Vec<RefundId>,
    first_offers: BTreeMap<PartId, Timestamp>,
    /// What stands on its buyer's account.
    owed: Paise,
    /// What was kept of it when he called off.
    kept: Paise,
    was_taken: bool,
}

pub(crate) struct Week {
    dice: Dice,
    market: Market,
    terms: Terms,
    manners: Vec<Manner>,
    now: Zoned,
    turn: u128,
    queue: BTreeMap<(Timestamp, u64), Happening>,
    queued: u64,
    stories: Vec<Story>,
    wanted: usize,
    figures: Figures,
    /// Where all that was posted stands.
    ledger: Pots,
    /// The same of what was kept of cancelled orders, of which only the posting says whose it is.
    kept: Pots,
    /// What each vendor has sold.
    sold: BTreeMap<VendorId, Paise>,
    series: Series,
}

/// So many orders in one week, and what became of them.
pub(crate) fn run(orders: usize, seed: u64) -> Figures {
    let mut week = Week::new(orders, seed);
    while let Some(((at, _), happening)) = week.queue.pop_first() {
        week.now = at.max(week.now.timestamp()).to_zoned(week.now.time_zone().clone());
        week.happens(happening);
    }
    week.ends()
}

impl Week {
    fn new(wanted: usize, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let market = Market::open(&mut dice);
        let manners = (0..market::VENDORS).map(|_| Manner::of(&mut dice)).collect();
        let mut week = Self {
            dice,
            market,
            terms: Terms { rates: rates(), ..Terms::default() },
            manners,
            now: market::monday(),
            turn: 0,
            queue: BTreeMap::new(),
            queued: 0,
            stories: Vec::new(),
            wanted,
            figures: Figures::default(),
            ledger: Pots::new(),
            kept: Pots::new(),
            sold: BTreeMap::new(),
            series: Series::default(),
        };
        for day in 0..MOST_DAYS {
            week.queue_in(day * 86_400, Happening::Morning);
        }
        for n in 0..wanted {
            let at = week.some_time_of(i64::try_from(n).unwrap() % ORDERING_DAYS);
            week.queue_in(at, Happening::Checkout);
        }
        week
    }

    /// Seconds after Monday at six; people order between seven and half past eight in the evening.
    fn some_time_of(&mut self, day: i64) -> i64 {
        day * 86_400 + self.dice.between(3_600, 52_200)
    }

    fn queue_in(&mut self, seconds: i64, happening: Happening) {
        let at = self.now.timestamp().checked_add(seconds.seconds()).unwrap();
        self.queue_at(at, happening);
    }

    fn queue_at(&mut self, at: Timestamp, happening: Happening) {
        self.queued += 1;
        self.queue.insert((at, self.queued), happening);
    }

    fn soon(&mut self, at: usize, deeds: Vec<(i64, Deed)>) {
        for (seconds, deed) in deeds {
            self.queue_in(seconds, Happening::Deed(at, deed));
        }
    }

    fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Morning => self.market.morning(),
            Happening::Checkout => self.checks_out(),
            Happening::Deed(at, deed) => self.is_done(at, deed),
            Happening::LinkAnswer(at, link) => self.link_answer(at, link),
            Happening::RefundAnswer(at, refund) => self.refund_answer(at, refund),
        }
    }

    fn mint(&mut self) -> Minter {
        self.turn += 1;
        let millis = u64::try_from(self.now.timestamp().as_millisecond()).unwrap();
        Minter::new([7; 32], Uuid::from_u128(self.turn), millis)
    }

    fn checks_out(&mut self) {
        let cart = self.market.cart(&mut self.dice);
        let site = market::site(&mut self.dice);
        let slots = open_slots(&self.now, 6, 4);
        let days = open_work_days(&self.now, self.terms.crews_called_by(), 4);
        let schedule = Schedule {
            delivery: Some(*self.dice.pick(&slots)),
            work: Some(*self.dice.pick(&days)),
        };
        let skus: Vec<_> = cart.lines().iter().map(|line| line.sku).collect();
        let candidates = self.market.candidates(skus);
        let (catalog, terms) = (&self.market.catalog, &market::DELIVERY);
        let quoted = quote::make(&cart, catalog, &candidates, &site, schedule, terms);
        let Ok(quoted) = quoted else { return self.turned_away() };
        let limit = self.terms.cash_limit_paise;
        let method = self.chooses(quoted.total_paise);
        let (mut mint, now, terms) = (self.mint(), self.now.clone(), self.terms.clone());
        let buyer = PersonId(Uuid::from_u128(0x10_0000 + self.turn));
        let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
        let order = place(quoted, buyer, method, limit, &mut ctx);
        if !self.market.holds_all(&order.parts.iter().collect::<Vec<_>>()) {
            return self.turned_away();
        }
        self.stories.push(Story {
            order,
            bank: Vec::new(),
            bad_refunds: Vec::new(),
            first_offers: BTreeMap::new(),
            owed: Paise::ZERO,
            kept: Paise::ZERO,
            was_taken: false,
        });
        self.does(self.stories.len() - 1, OrderEvent::Placed);
    }

    /// Half of those who may pay in cash do; of the others a third, where an advance leaves a balance.
    fn chooses(&mut self, total: Paise) -> Method {
        let limit = self.terms.cash_limit_paise;
        if total <= limit {
            return if self.dice.of_a_thousand(500) { Method::Cash } else { Method::Online };
        }
        let two = advance(total, limit, &self.terms).is_some() && self.dice.of_a_thousand(333);
        if two { Method::Advance } else { Method::Online }
    }

    /// Nobody has it near the site. Somebody else wants something else a little later.
    fn turned_away(&mut self) {
        self.figures.turned_away += 1;
        let seconds = self.dice.between(60, 7_200);
        self.queue_in(seconds, Happening::Checkout);
    }

    fn does(&mut self, at: usize, event: OrderEvent) {
        self.figures.events += 1;
        self.figures.says(&event);
        let (mut mint, now, terms) = (self.mint(), self.now.clone(), self.terms.clone());
        let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
        let mut decided = step(self.stories[at].order.clone(), event, &mut ctx);
        let mut effects = std::mem::take(&mut decided.effects);
        for _ in 0..8 {
            let asks = std::mem::take(&mut decided.asks);
            for ask in asks {
                let answer = self.answer(&decided.order, ask);
                let next = answered(decided.order, answer, &mut ctx);
                decided.order = next.order;
                decided.asks.extend(next.asks);
                effects.extend(next.effects);
            }
        }
        assert!(decided.asks.is_empty(), "asks without end");
        stand_as_they_should(&decided.order);
        self.stories[at].order = decided.order;
        effects.into_iter().for_each(|effect| self.carries_out(at, effect));
    }

    fn answer(&mut self, order: &Order, ask: Ask) -> Answer {
        match ask {
            Ask::CanBeAsked { part } => {
                let vendor = self.market.vendor(&order.part(part).unwrap().share);
                // Now and then a yard has gone home while the buyer paid.
                match self.dice.of_a_thousand(5) {
                    true => Answer::CannotBeAsked { part },
                    false => Answer::CanBeAsked { part, vendor },
                }
            }
            Ask::ReserveElsewhere { part, not, most_more_paise } => {
                self.reserve_elsewhere(order, part, (&not, most_more_paise))
            }
            Ask::ReserveAgain => {
                let held = |part: &&Part| part.step() == PartStep::Held;
                let parts: Vec<&Part> = order.parts.iter().filter(held).collect();
                if self.market.holds_all(&parts) {
                    Answer::ReservedAgain
                } else {
                    Answer::CannotServe
                }
            }
            Ask::Standing { part } => {
                let share = &order.part(part).unwrap().share;
                let sold = self.sold.entry(share.vendor.id).or_default();
                let standing = market::standing(share, *sold);
                *sold += share.total();
                Answer::Standing { part, standing }
            }
            Ask::Invoice { part, draft } => self.series.answer(part, draft, &self.now),
        }
    }

    fn reserve_elsewhere(
        &mut self,
        order: &Order,
        id: PartId,
        (not, most_more): (&[VendorId], Paise),
    ) -> Answer {
        self.market.lets_go(id);
        let part = order.part(id).unwrap();
        let candidates = self.market.candidates(part.share.lines.iter().map(|line| line.sku));
        let (site, schedule) = (&order.site, order.schedule_of(part));
        let wanted = Wanted { share: &part.share, not, site, schedule };
        let support = self.terms.price_support_per_mille;
        let dearer = quote::dearer_substitutes(&wanted, &candidates, &market::DELIVERY, support);
        let more = |dearer: &quote::Share| dearer.total() - part.share.total();
        let more_paise = dearer.first().map(more);
        let agreed = dearer.iter().find(|share| more(share) <= most_more);
        let found = quote::substitute(&wanted, &candidates, &market::DELIVERY, support);
        match found.or_else(|| agreed.cloned()) {
            Some(share) => {
                self.market.holds(id, &share);
                Answer::Moved { part: id, share }
            }
            None => Answer::NobodyLeft { part: id, more_paise },
        }
    }

    fn carries_out(&mut self, at: usize, effect: Effect) {
        match effect {
            Effect::Tell { to, fact } => self.hears(at, to, &fact),
            Effect::Razorpay(call) => self.calls(at, call),
            Effect::SetTimer { timer, at: due } => {
                self.queue_at(due, Happening::Deed(at, Deed::Event(OrderEvent::Due { timer })));
            }
            Effect::ReleaseStock { part } => self.market.releases(part),
            Effect::DeductStock { part } => self.market.deducts(part),
            Effect::ReturnStock { part } => self.market.returns(part),
            Effect::TakeBack { part, listing, quantity, rest } => {
                self.market.takes_back(part, listing, quantity, rest);
            }
            Effect::Post(posting) => {
                let kept = posting.cause.starts_with("kept:");
                for entry in posting.entries() {
                    let pot = pot(entry.account);
                    *self.ledger.entry(pot).or_default() += entry.amount_paise;
                    if pot == Pot::Buyer {
                        self.stories[at].owed += entry.amount_paise;
                        self.stories[at].kept +=
                            if kept { entry.amount_paise } else { Paise::ZERO };
                    } else if kept {
                        *self.kept.entry(pot).or_default() += entry.amount_paise;
                    }
                }
            }
            Effect::RaiseAlarm { .. } => self.figures.alarms += 1,
            Effect::LinesChanged { .. } => {}
            Effect::HoldLess { .. } => unreachable!("these vendors take all of it or nothing"),
        }
    }

    fn hears(&mut self, at: usize, to: PersonId, fact: &Fact) {
        let buyer = self.stories[at].order.buyer;
        if to == buyer {
            self.figures.hears(fact);
            let soon = people::buyer_hears(fact, buyer, &mut self.dice);
            return self.soon(at, soon);
        }
        match fact {
            Fact::Offer { part, .. } => {
                let now = self.now.timestamp();
                self.stories[at].first_offers.entry(part.part).or_insert(now);
                let who = self.who(at, part.part);
                let soon = people::vendor_hears_offer(fact, who, &mut self.dice);
                self.soon(at, soon);
            }
            Fact::OfferTaken { part, .. } => {
                self.stories[at].was_taken = true;
                let since = self.stories[at].first_offers[&part.part];
                let seconds = self.now.timestamp().duration_since(since).as_secs();
                self.figures.seconds_to_accept.push(seconds);
                let (by, _) = self.who(at, part.part);
                let until = self.until(part.schedule);
                let soon = people::carries(part.part, by, part.is_labour, until, &mut self.dice);
                self.soon(at, soon);
            }
            Fact::ClaimAsked { part, claim, .. } => {
                let (by, _) = self.who(at, *part);
                let soon = people::vendor_hears_claim((*part, claim.claim), by, &mut self.dice);
                self.soon(at, soon);
            }
            _ => {}
        }
    }

    fn who(&self, at: usize, part: PartId) -> (VendorId, Manner) {
        let vendor = self.stories[at].order.part(part).unwrap().share.vendor.id;
        (vendor, self.manners[usize::try_from(vendor.0.as_u128() - 0x1000).unwrap()])
    }

    /// Seconds until the slot or the shift begins.
    fn until(&self, schedule: Schedule) -> i64 {
        let slot = schedule.delivery.map(|slot| instant(&self.now, slot.on, slot.part.hours().0));
        let day = schedule.work.map(|work| instant(&self.now, work.on, work.shift.begins()));
        let begins = slot.or(day).expect("a part with a time");
        begins.duration_since(self.now.timestamp()).as_secs()
    }

    fn is_done(&mut self, at: usize, deed: Deed) {
        match deed {
            Deed::Event(event) => self.does(at, event),
            Deed::Pays { bank_seconds, wrong_amount } => self.pays(at, bank_seconds, wrong_amount),
            Deed::CallsOff => {
                let order = &self.stories[at].order;
                let means = order.cancelling(None, &self.now, &self.terms);
                let (back_paise, kept_paise) = (means.back_paise, means.kept_paise);
                let by = order.buyer;
                self.does(at, OrderEvent::CancelAsked { part: None, by, back_paise, kept_paise });
            }
            Deed::TakesOut(part) => self.takes_out(at, part),
            Deed::ComesShort(part, by) => self.comes_short(at, part, by),
            Deed::Claims(part, why) => self.claims(at, part, why),
            Deed::ChoosesAnotherTime(part) => self.chooses_another_time(at, part),
            Deed::TypesCode(part, by, code) => {
                let right = self.stories[at].order.part(part).unwrap().code.reveal().to_owned();
                let other = if right == "0000" { "1111" } else { "0000" };
                let code = if code == Code::Right { right } else { other.to_owned() };
                self.does(at, OrderEvent::CodeTried { part, by, code });
            }
        }
    }

    /// A tenth of a line is not wanted after all.
    fn takes_out(&mut self, at: usize, part: PartId) {
        let order = &self.stories[at].order;
        let Some(line) = order.part(part).and_then(|part| part.share.lines.first()) else { return };
        let quantity = Quantity::from_milli(line.quantity.milli() / 10_000 * 9_000);
        let less = Less { part, sku: line.sku, quantity };
        let means = order.fewer(less, Party::Buyer, &self.now, &self.terms);
        let told = means.map(|means| (means.back_paise, means.kept_paise));
        let (back_paise, kept_paise) = told.unwrap_or_default();
        let by = order.buyer;
        self.does(at, OrderEvent::FewerAsked { less, by, back_paise, kept_paise });
    }

    /// One bag of a line is not on the truck.
    fn comes_short(&mut self, at: usize, part: PartId, by: VendorId) {
        let rest = *self.dice.pick(&[Rest::Back, Rest::Lost]);
        let of = self.stories[at].order.part(part);
        let Some(line) = of.and_then(|part| part.share.lines.first()) else { return };
        let (sku, came) = (line.sku, line.quantity.less(Quantity::whole(1)));
        self.does(at, OrderEvent::CameShort { part, by, sku, came, rest });
    }

    fn claims(&mut self, at: usize, part: PartId, why: ClaimWhy) {
        let order = &self.stories[at].order;
        let Some(line) = order.part(part).and_then(|part| part.share.lines.first()) else { return };
        let (sku, quantity, by) = (line.sku, Quantity::whole(1), order.buyer);
        let photo = Some(Photo { media_id: "1".into(), message_id: "wamid.1".into(), file: None });
        self.does(at, OrderEvent::ClaimMade { part, by, sku, why, quantity, photo });
    }

    fn chooses_another_time(&mut self, at: usize, part: PartId) {
        let order = &self.stories[at].order;
        let of = order.part(part).unwrap();
        let shift = order.schedule_of(of).work.map(|work| work.shift);
        let slots = open_slots(&self.now, 6, 3);
        let days = open_work_days(&self.now, self.terms.crews_called_by(), 12);
        let day = days.into_iter().find(|day| Some(day.shift) == shift);
        let slot = Some(*self.dice.pick(&slots)).filter(|_| shift.is_none());
        let schedule = Schedule { delivery: slot, work: day };
        let by = order.buyer;
        self.does(at, OrderEvent::TimeChosen { part, by, schedule });
    }

    fn pays(&mut self, at: usize, bank_seconds: i64, wrong_amount: bool) {
        let story = &self.stories[at];
        let Some(link) = story.order.links.last().filter(|link| link.provider.is_some()) else {
            return;
        };
        let (id, n) = (link.id, story.bank.len());
        let amount_paise = if wrong_amount { Paise::rupees(77) } else { link.amount_paise };
        let fee_paise = amount_paise.times_ratio(236, 10_000);
        let payment = Payment {
            provider: ProviderId(format!("pay_{at}_{n}")),
            amount_paise,
            status: PaymentStatus::Captured,
            method: "upi".into(),
            fee_paise,
            fee_tax_paise: fee_paise.times_ratio(18, 118),
        };
        let has = self.now.timestamp().checked_add(bank_seconds.seconds()).unwrap();
        self.stories[at].bank.push((id, has, payment));
        // One webhook of twenty is lost: the poll must find the payment, or nobody does.
        let heard = bank_seconds > 1_000 || !self.dice.of_a_thousand(50);
        if heard {
            let hint = OrderEvent::LinkHinted { link: id };
            self.queue_in(bank_seconds + 1, Happening::Deed(at, Deed::Event(hint)));
        }
    }

    fn calls(&mut self, at: usize, call: RazorpayCall) {
        match call {
            RazorpayCall::CreateLink { link, .. } => {
                let event = if self.dice.of_a_thousand(5) {
                    OrderEvent::LinkRefused { link, detail: String::new() }
                } else {
                    let provider = ProviderId(format!("plink_{}", link.0.simple()));
                    OrderEvent::LinkCreated { link, provider, short_url: "https://rzp.io/x".into() }
                };
                self.queue_in(1, Happening::Deed(at, Deed::Event(event)));
            }
            RazorpayCall::LookUpLink { link, .. } => {
                self.queue_in(1, Happening::LinkAnswer(at, link));
            }
            RazorpayCall::CancelLink { link, .. } => {
                let paid = self.stories[at].bank.iter().any(|(of, _, _)| *of == link);
                if !paid {
                    let event = OrderEvent::LinkCancelled { link };
                    self.queue_in(1, Happening::Deed(at, Deed::Event(event)));
                }
            }
            RazorpayCall::Refund { refund, .. } => {
                if self.dice.of_a_thousand(10) {
                    self.stories[at].bad_refunds.push(refund);
                }
                let seconds = self.dice.between(600, 20_000);
                self.queue_in(seconds, Happening::RefundAnswer(at, refund));
            }
            RazorpayCall::LookUpBill { .. } => unreachable!("nobody pays in the chat"),
            RazorpayCall::LookUpDispute { .. } => unreachable!("nobody goes to his bank"),
            RazorpayCall::LookUpRefund { refund, .. } => {
                self.queue_in(1, Happening::RefundAnswer(at, refund));
            }
        }
    }

    fn link_answer(&mut self, at: usize, link: LinkId) {
        let (story, now) = (&self.stories[at], self.now.timestamp());
        let known = story.bank.iter().filter(|(of, has, _)| *of == link && *has <= now);
        let payments: Vec<Payment> = known.map(|(_, _, payment)| payment.clone()).collect();
        let ends = story.order.links.iter().find(|known| known.id == link).unwrap().expires_at;
        let status = match (payments.is_empty(), ends <= now) {
            (false, _) => LinkStatus::Paid,
            (true, true) => LinkStatus::Expired,
            (true, false) => LinkStatus::Created,
        };
        self.does(at, OrderEvent::LinkSeen { link, status, payments });
    }

    fn refund_answer(&mut self, at: usize, refund: RefundId) {
        let bad = self.stories[at].bad_refunds.contains(&refund);
        let status = if bad { RefundStatus::Failed } else { RefundStatus::Processed };
        let provider = ProviderId(format!("rfnd_{}", refund.0.simple()));
        self.does(at, OrderEvent::RefundSeen { refund, provider, status });
    }

    /// What stands in the ledger and not in the orders, or the other way round.
    fn unexplained(&self) -> Pots {
        let mut off = self.ledger.clone();
        let stories = self.stories.iter().map(|story| explained(&story.order, story.kept));
        for (pot, paise) in stories.chain([self.kept.clone()]).flatten() {
            *off.entry(pot).or_default() += -paise;
        }
        off.retain(|_, paise| !paise.is_zero());
        off
    }

    /// When nothing is left to happen: what is true of every order, and what is counted.
    fn ends(mut self) -> Figures {
        assert_eq!(self.stories.len(), self.wanted);
        let days = self.now.date().since(market::monday().date()).unwrap().get_days();
        assert!(i64::from(days) < MOST_DAYS, "still going on after {days} days");
        self.figures.ledger_off = self.ledger.values().copied().sum();
        self.figures.unexplained = self.unexplained();
        self.figures.ledger.clone_from(&self.ledger);
        let open = |story: &Story| story.order.holds_stock;
        let any_open = self.stories.iter().any(open);
        assert!(any_open || self.market.nothing_is_reserved(), "held, and nobody knows by whom");
        for story in &self.stories {
            let order = &story.order;
            let lives = order.parts.iter().any(|part| part.step().lives());
            let ended = order.ended.is_some() || !lives;
            // Goods or money that are still owed, and nobody in the office who knows.
            let open = !ended || !story.owed.is_zero();
            self.figures
                .stuck
                .extend((open && !order.needs_person()).then(|| order.number.clone()));
            self.figures.counts(order, story.was_taken);
        }
        self.figures.seconds_to_accept.sort_unstable();
        self.figures
    }
}
