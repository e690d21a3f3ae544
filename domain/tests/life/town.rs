//! A small town for the tests of the domain: three yards, a contractor, a buyer, and a world that carries out what an
//! order wants: it keeps the stock, the timers and the books, and answers the asks.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, Zoned};
use realserv_domain::cart::Cart;
use realserv_domain::catalog::{Catalog, GstRate, Kind, Sku};
use realserv_domain::fees::{PanHolder, Standing};
use realserv_domain::ids::*;
use realserv_domain::language::Name;
use realserv_domain::ledger::{Account, Posting};
use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::payments::*;
use realserv_domain::place::{Point, Site};
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::quote::{self, Candidate, Delivery, DeliveryTerms, Share, Wanted};
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use realserv_domain::vendors::{Hours, Vendor};
use uuid::Uuid;

use crate::series::{Series, stand_as_they_should};
use crate::told::told_is_done;

pub(crate) const BUYER: PersonId = PersonId(Uuid::from_u128(0xb0));
pub(crate) const CEMENT: u128 = 1;
pub(crate) const STEEL: u128 = 2;
pub(crate) const SAND: u128 = 3;
pub(crate) const MASON: u128 = 9;

pub(crate) fn at(text: &str) -> Zoned {
    format!("{text}[Asia/Kolkata]").parse().unwrap()
}

/// Monday morning.
pub(crate) fn monday() -> Zoned {
    at("2026-11-23T09:00")
}

pub(crate) fn sku_id(n: u128) -> SkuId {
    SkuId(Uuid::from_u128(n))
}

pub(crate) fn vendor_id(n: u128) -> VendorId {
    VendorId(Uuid::from_u128(0x1000 + n))
}

/// The person who gets the alerts of vendor `n`.
pub(crate) fn person_of(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(0x2000 + n))
}

pub(crate) fn sku(n: u128, kind: Kind, unit: Unit) -> Sku {
    Sku {
        id: sku_id(n),
        code: format!("SKU-{n}"),
        kind,
        name: Name::same(&format!("sku {n}")),
        attrs: BTreeMap::new(),
        photo: None,
        unit,
        minimum: Quantity::whole(1),
        step: Quantity::whole(1),
        usual: Vec::new(),
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: 50_000,
        rank: 1,
        from_price: None,
    }
}

pub(crate) fn catalog() -> Catalog {
    Catalog::new(
        vec![
            sku(CEMENT, Kind::Cement, Unit::Bag),
            sku(STEEL, Kind::Steel, Unit::Kg),
            sku(SAND, Kind::Sand, Unit::Tonne),
            sku(MASON, Kind::Labour, Unit::Person),
        ],
        1,
    )
}

pub(crate) fn site() -> Site {
    Site {
        address: AddressId(Uuid::from_u128(5)),
        zone: ZoneId(Uuid::from_u128(6)),
        locality: Name::same("Miyapur"),
        pin: "500049".parse().unwrap(),
        point: Point { lat_e6: 17_496_000, lon_e6: 78_358_000 },
        lane: None,
    }
}

/// Vendor `n` stands about `n` kilometres north of the site.
pub(crate) fn vendor(n: u128) -> Vendor {
    let north = i32::try_from(n).unwrap() * 8_993;
    Vendor {
        id: vendor_id(n),
        person: person_of(n),
        name: Name::same(&format!("vendor {n}")),
        point: Point { lat_e6: 17_496_000 + north, lon_e6: 78_358_000 },
        hours: Hours::default(),
    }
}

pub(crate) fn listing(vendor_n: u128, sku_n: u128, price: i64) -> Candidate {
    Candidate {
        listing: ListingId(Uuid::from_u128(vendor_n * 0x100 + sku_n)),
        sku: sku_id(sku_n),
        vendor: vendor(vendor_n),
        price_paise: Paise::new(price),
        hsn: "2523".into(),
        gst_rate: GstRate(1800),
        minimum: Quantity::whole(1),
        available: Quantity::whole(1000),
        acceptance_per_mille: 900,
    }
}

pub(crate) const DELIVERY: Delivery<'static> = Delivery {
    terms: DeliveryTerms::flat(Paise::rupees(300), Paise::rupees(20), 25_000),
    fleet: &[],
};

pub(crate) fn cart(lines: &[(u128, u32)]) -> Cart {
    let mut cart = Cart::default();
    for (n, count) in lines {
        cart.set(sku_id(*n), Quantity::whole(*count)).unwrap();
    }
    cart
}

pub(crate) fn schedule() -> Schedule {
    let on = monday().date().checked_add(1.day()).unwrap();
    Schedule {
        delivery: Some(Slot { on, part: DayPart::Morning }),
        work: Some(WorkDay { on, shift: Shift::Full }),
    }
}

/// Yards 1 and 2 sell cement and steel, 3 sells sand, contractor 4 has masons; 5 sells cement a little dearer.
pub(crate) fn listings() -> Vec<Candidate> {
    vec![
        listing(1, CEMENT, 38_550),
        listing(1, STEEL, 6_233),
        listing(2, CEMENT, 38_600),
        listing(2, STEEL, 6_300),
        listing(3, SAND, 120_000),
        listing(4, MASON, 90_000),
        listing(5, CEMENT, 40_000),
    ]
}

pub(crate) fn quote_for(lines: &[(u128, u32)]) -> quote::Quote {
    quote::make(&cart(lines), &catalog(), &listings(), &site(), schedule(), &DELIVERY).unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Stock {
    Free,
    Held,
    Deducted,
}

/// One order and all that its effects touch.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) order: Order,
    pub(crate) now: Zoned,
    pub(crate) terms: Terms,
    pub(crate) stock: BTreeMap<PartId, Stock>,
    pub(crate) timers: Vec<(Timestamp, Timer)>,
    pub(crate) postings: Vec<Posting>,
    /// Effects of the last event, for a test to read.
    pub(crate) last: Vec<Effect>,
    pub(crate) asked: Vec<Ask>,
    /// Whether a late payment finds the stock again.
    pub(crate) can_reserve_again: bool,
    pub(crate) candidates: Vec<Candidate>,
    /// Yards that are off now.
    pub(crate) off: Vec<VendorId>,
    /// How every vendor stands with the tax office.
    pub(crate) standing: Standing,
    series: Series,
    turn: u128,
}

impl World {
    /// Checked out on Monday at nine; not started.
    pub(crate) fn new(method: Method, lines: &[(u128, u32)]) -> Self {
        Self::from(method, quote_for(lines))
    }

    pub(crate) fn from(method: Method, quote: quote::Quote) -> Self {
        let (now, terms) = (monday(), Terms::default());
        let mut mint = minter(0, &now);
        let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
        let order = place(quote, BUYER, method, terms.cash_limit_paise, &mut ctx);
        let stock = order.parts.iter().map(|part| (part.id, Stock::Held)).collect();
        Self {
            order,
            now,
            terms,
            stock,
            timers: Vec::new(),
            postings: Vec::new(),
            last: Vec::new(),
            asked: Vec::new(),
            can_reserve_again: true,
            candidates: listings(),
            off: Vec::new(),
            standing: Standing {
                registered: true,
                pan: Some(PanHolder::Other),
                ..Standing::default()
            },
            series: Series::default(),
            turn: 1,
        }
    }

    pub(crate) fn placed(method: Method, lines: &[(u128, u32)]) -> Self {
        let mut world = Self::new(method, lines);
        world.does(OrderEvent::Placed);
        world
    }

    /// Placed online, link made.
    pub(crate) fn linked(lines: &[(u128, u32)]) -> Self {
        let mut world = Self::placed(Method::Online, lines);
        world.link_made();
        world
    }

    pub(crate) fn paid(lines: &[(u128, u32)]) -> Self {
        let mut world = Self::linked(lines);
        world.pays("pay_1");
        world
    }

    /// Paid, and every part accepted by its vendor.
    pub(crate) fn accepted(lines: &[(u128, u32)]) -> Self {
        let mut world = Self::paid(lines);
        world.all_accept();
        world
    }

    pub(crate) fn dispatched(lines: &[(u128, u32)]) -> Self {
        let mut world = Self::accepted(lines);
        world.dispatches(0);
        world
    }

    /// One event with all that follows within its turn; the effects are carried out and returned.
    pub(crate) fn does(&mut self, event: OrderEvent) -> Vec<Effect> {
        let mut mint = minter(self.turn, &self.now);
        self.turn += 1;
        let (now, terms) = (self.now.clone(), self.terms.clone());
        let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
        let step = step(self.order.clone(), event, &mut ctx);
        let before = std::mem::replace(&mut self.order, step.order);
        let mut effects = step.effects;
        let mut asks = step.asks;
        for round in 0.. {
            assert!(round < 4 || asks.is_empty(), "more than four rounds of asks");
            self.asked.extend(asks.iter().cloned());
            let mut next = Vec::new();
            for ask in std::mem::take(&mut asks) {
                let answer = self.answer(ask);
                let step = answered(self.order.clone(), answer, &mut ctx);
                self.order = step.order;
                effects.extend(step.effects);
                next.extend(step.asks);
            }
            if next.is_empty() {
                break;
            }
            asks = next;
        }
        for effect in &effects {
            self.carry_out(effect);
        }
        told_is_done(&before, &self.order, &effects);
        stand_as_they_should(&self.order);
        self.last.clone_from(&effects);
        effects
    }

    fn answer(&mut self, ask: Ask) -> Answer {
        match ask {
            Ask::CanBeAsked { part } => {
                let vendor = self.order.part(part).unwrap().share.vendor.clone();
                if self.off.contains(&vendor.id) {
                    Answer::CannotBeAsked { part }
                } else {
                    Answer::CanBeAsked { part, vendor }
                }
            }
            Ask::ReserveElsewhere { part, not, most_more_paise } => {
                let share = &self.order.part(part).unwrap().share;
                let (site, schedule) = (&self.order.site, self.order.schedule);
                let wanted = Wanted { share, not: &not, site, schedule };
                let support = self.terms.price_support_per_mille;
                let open = |c: &&Candidate| !self.off.contains(&c.vendor.id);
                let candidates: Vec<_> = self.candidates.iter().filter(open).cloned().collect();
                let dearer = quote::dearer_substitutes(&wanted, &candidates, &DELIVERY, support);
                let more = |dearer: &Share| dearer.total() - share.total();
                let agreed = dearer.iter().find(|share| more(share) <= most_more_paise);
                let found = quote::substitute(&wanted, &candidates, &DELIVERY, support)
                    .or_else(|| agreed.cloned());
                let more_paise = dearer.first().map(more);
                self.stock.insert(part, if found.is_some() { Stock::Held } else { Stock::Free });
                match found {
                    Some(share) => Answer::Moved { part, share },
                    None => Answer::NobodyLeft { part, more_paise },
                }
            }
            Ask::ReserveAgain if self.can_reserve_again => {
                for part in &self.order.parts {
                    if part.step() == PartStep::Held {
                        self.stock.insert(part.id, Stock::Held);
                    }
                }
                Answer::ReservedAgain
            }
            Ask::ReserveAgain => Answer::CannotServe,
            Ask::Standing { part } => Answer::Standing { part, standing: self.standing.clone() },
            Ask::Invoice { part, draft } => self.series.answer(part, draft, &self.now),
        }
    }

    /// Stock moves only from where it is: an effect that could be refused is a bug.
    fn carry_out(&mut self, effect: &Effect) {
        let mut moves = |part: &PartId, from: Stock, to: Stock| {
            let was = self.stock.insert(*part, to);
            assert_eq!(was, Some(from), "{effect:?}");
        };
        match effect {
            Effect::ReleaseStock { part } => moves(part, Stock::Held, Stock::Free),
            Effect::DeductStock { part } => moves(part, Stock::Held, Stock::Deducted),
            Effect::ReturnStock { part } => moves(part, Stock::Deducted, Stock::Free),
            Effect::HoldLess { part } => moves(part, Stock::Held, Stock::Held),
            Effect::TakeBack { part, .. } => {
                assert_ne!(self.stock[part], Stock::Free, "{effect:?}");
            }
            Effect::SetTimer { timer, at } => self.timers.push((*at, *timer)),
            Effect::Post(posting) => self.postings.push(posting.clone()),
            Effect::LinesChanged { .. } | Effect::RaiseAlarm { .. } => {}
            Effect::Tell { .. } | Effect::Razorpay(_) => {}
        }
    }

    /// Lets minutes pass and everything that falls due happen, in order. Effects of all of it.
    pub(crate) fn waits(&mut self, minutes: i64) -> Vec<Effect> {
        let until = self.now.checked_add(minutes.minutes()).unwrap();
        let mut effects = Vec::new();
        for _ in 0..1000 {
            self.timers.sort_by_key(|(at, _)| *at);
            match self.timers.first().copied() {
                Some((at, timer)) if at <= until.timestamp() => {
                    self.timers.remove(0);
                    if at > self.now.timestamp() {
                        self.now = at.to_zoned(self.now.time_zone().clone());
                    }
                    effects.extend(self.does(OrderEvent::Due { timer }));
                }
                _ => {
                    self.now = until;
                    return effects;
                }
            }
        }
        panic!("timers without end");
    }

    pub(crate) fn link(&self) -> LinkId {
        self.order.links.last().unwrap().id
    }

    pub(crate) fn link_made(&mut self) -> Vec<Effect> {
        let link = self.order.links.last().unwrap();
        let (link, n) = (link.id, link.attempt);
        let provider = ProviderId(format!("plink_{n}"));
        self.does(OrderEvent::LinkCreated {
            link,
            provider,
            short_url: format!("https://rzp.io/{n}"),
        })
    }

    pub(crate) fn pays(&mut self, id: &str) -> Vec<Effect> {
        let total = self.order.links.last().unwrap().amount_paise;
        self.pays_amount(id, total)
    }

    pub(crate) fn pays_amount(&mut self, id: &str, amount: Paise) -> Vec<Effect> {
        let payments = vec![payment(id, amount, PaymentStatus::Captured)];
        let link = self.link();
        self.does(OrderEvent::LinkSeen { link, status: LinkStatus::Paid, payments })
    }

    pub(crate) fn part(&self, at: usize) -> &Part {
        &self.order.parts[at]
    }

    pub(crate) fn offer_of(&self, at: usize) -> OfferId {
        self.part(at).offers.last().unwrap().offer
    }

    pub(crate) fn vendor_of(&self, at: usize) -> VendorId {
        self.part(at).share.vendor.id
    }

    pub(crate) fn accepts(&mut self, at: usize) -> Vec<Effect> {
        let (offer, by) = (self.offer_of(at), self.vendor_of(at));
        self.does(OrderEvent::OfferAccepted { offer, by })
    }

    pub(crate) fn rejects(&mut self, at: usize) -> Vec<Effect> {
        let (offer, by) = (self.offer_of(at), self.vendor_of(at));
        self.does(OrderEvent::OfferRejected { offer, by, reason: RejectReason::NoVehicle })
    }

    pub(crate) fn all_accept(&mut self) {
        for at in 0..self.order.parts.len() {
            self.accepts(at);
        }
    }

    pub(crate) fn packs(&mut self, at: usize) -> Vec<Effect> {
        let (part, by) = (self.part(at).id, self.vendor_of(at));
        self.does(OrderEvent::Packed { part, by })
    }

    pub(crate) fn dispatches(&mut self, at: usize) -> Vec<Effect> {
        let (part, by) = (self.part(at).id, self.vendor_of(at));
        self.does(OrderEvent::Dispatched { part, by, carrier: truck() })
    }

    pub(crate) fn leaves(&mut self, at: usize) -> Vec<Effect> {
        let (part, by) = (self.part(at).id, self.vendor_of(at));
        self.does(OrderEvent::LeftForSite { part, by })
    }

    pub(crate) fn tries(&mut self, at: usize, code: &str) -> Vec<Effect> {
        let (part, by, code) = (self.part(at).id, self.vendor_of(at), code.to_owned());
        self.does(OrderEvent::CodeTried { part, by, code })
    }

    pub(crate) fn delivers(&mut self, at: usize) -> Vec<Effect> {
        let code = self.part(at).code.reveal().to_owned();
        self.tries(at, &code)
    }

    pub(crate) fn cancels(&mut self) -> Vec<Effect> {
        self.cancels_part(None)
    }

    /// The whole order or one part, after having been told what that means now.
    pub(crate) fn cancels_part(&mut self, part: Option<PartId>) -> Vec<Effect> {
        self.does(cancel_asked(part, self.order.cancelling(part, &self.now, &self.terms)))
    }

    /// Four digits that are not the code.
    pub(crate) fn wrong_code(&self, at: usize) -> String {
        let code: u32 = self.part(at).code.reveal().parse().unwrap();
        format!("{:04}", (code + 1) % 10_000)
    }

    pub(crate) fn stock_of(&self, at: usize) -> Stock {
        self.stock[&self.part(at).id]
    }

    /// What is owed to a vendor, for goods or work and for bringing it.
    pub(crate) fn owed_to(&self, vendor: VendorId) -> Paise {
        -(self.balance(Account::Vendor(vendor)) + self.balance(Account::Delivery(vendor)))
    }

    /// Where an account stands after everything that was posted.
    pub(crate) fn balance(&self, account: Account) -> Paise {
        let entries = self.postings.iter().flat_map(|posting| posting.entries());
        entries.filter(|entry| entry.account == account).map(|entry| entry.amount_paise).sum()
    }
}

/// *Yes, cancel it*, under what was named there.
pub(crate) fn cancel_asked(part: Option<PartId>, means: Cancelling) -> OrderEvent {
    let Cancelling { back_paise, kept_paise, .. } = means;
    OrderEvent::CancelAsked { part, by: BUYER, back_paise, kept_paise }
}

pub(crate) fn payment(id: &str, amount: Paise, status: PaymentStatus) -> Payment {
    let fee_paise = amount.times_ratio(236, 10_000);
    Payment {
        provider: ProviderId(id.to_owned()),
        amount_paise: amount,
        status,
        method: "upi".into(),
        fee_paise,
        fee_tax_paise: fee_paise.times_ratio(18, 118),
    }
}

pub(crate) fn truck() -> Carrier {
    Carrier { vehicle: "TS09AB1234".into(), driver: "Raju".into() }
}

pub(crate) fn minter(turn: u128, now: &Zoned) -> Minter {
    let millis = u64::try_from(now.timestamp().as_millisecond()).unwrap();
    Minter::new([7; 32], Uuid::from_u128(turn), millis)
}

/// What one person was told, in order.
/// All that a person hears but for the papers that come with it, which `invoices` looks at.
pub(crate) fn told(effects: &[Effect], person: PersonId) -> Vec<&Fact> {
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Tell { fact: Fact::Invoiced { .. } | Fact::InvoicedByYou { .. }, .. } => None,
            Effect::Tell { to, fact } if *to == person => Some(fact),
            _ => None,
        })
        .collect()
}

/// The facts' names, as stored: `pay_now`, `accepted` …
pub(crate) fn names(effects: &[Effect], person: PersonId) -> Vec<String> {
    let name = |fact: &&Fact| {
        let json = serde_json::to_value(fact).unwrap();
        json["fact"].as_str().unwrap().to_owned()
    };
    told(effects, person).iter().map(name).collect()
}

/// The effects' names without what is told: `create_link`, `deduct_stock` …
pub(crate) fn deeds(effects: &[Effect]) -> Vec<String> {
    let name = |effect: &Effect| {
        let json = serde_json::to_value(effect).unwrap();
        json.get("call").unwrap_or(&json["effect"]).as_str().unwrap().to_owned()
    };
    effects.iter().map(name).filter(|name| name != "tell").collect()
}

pub(crate) fn share_of(order: &Order, at: usize) -> &Share {
    &order.parts[at].share
}
