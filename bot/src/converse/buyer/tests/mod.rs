//! The buyer's side as chats: a person says and taps, the tables answer, and what is sent is read back.

use jiff::{Timestamp, ToSpan, Zoned};
use realserv_domain::cart::Cart;
use realserv_domain::catalog::{Catalog, Sku};
use realserv_domain::ids::{
    AddressId, ListingId, Minter, OrderId, OrderNumber, PartId, PersonId, SkuId, VendorId, ZoneId,
};
use realserv_domain::language::{Language, Name};
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Fact, Method, OrderState, Terms, advance};
use realserv_domain::place::{Point, Served, Site};
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{Line, Quote, QuoteRefusal, Share};
use realserv_domain::tax::Gst;
use realserv_domain::time::Schedule;
use realserv_domain::vehicles::{Haul, Lane, Width};
use realserv_domain::vendors::{Hours, Vendor};
use realserv_domain::way::{KnownSite, Way};
use realserv_domain::zones::Zones;
use uuid::Uuid;

use screen::{assert_fits, choices_of, text_of};

use crate::converse::page::page;
use crate::converse::{
    Answer, Ask, CheckOutRefusal, Conversation, Ctx, Effect, Event, OrderCard, Person, Role, Tap,
    step,
};

/// What stands on the screen, and Meta's limits.
mod screen;

/// From *hi* to the pay button by taps.
mod taps;

/// Typed words: products, answers, words that work anywhere, nonsense.
mod typing;

/// One typed line: an order, a change, or something else.
mod meaning;

/// An order in several messages.
mod several;

/// What nobody understands.
mod missed;

/// The cart: changing it, its limits.
mod carts;

/// Where, when, review, and what cannot be had.
mod checkout;

/// Where, from a form.
mod forms;

/// Orders after they are placed: status, facts.
mod afterwards;

/// Calling an order off.
mod cancelling;

/// Paid within the chat.
mod bills;

/// Less of it, missing, broken.
mod goods;

/// (stage, answer) → (what is asked next).
mod stages;

/// The longest data there may be.
mod longest;

/// Lists that are kept, and come round.
mod lists;

/// Carts that were left.
mod left_carts;

/// Somebody of the office has the chat.
mod held;

/// What is said for a ticket, and what is not.
mod tickets;

/// Any event on any state.
mod walk;

/// Every stored form that was ever released still loads.
mod stored;

/// One buyer's phone, with the tables behind it.
pub(super) struct Phone {
    pub(super) conversation: Conversation,
    pub(super) person: Person,
    pub(super) now: Zoned,
    pub(super) saved: Vec<Site>,
    pub(super) contact_known: bool,
    /// Somebody of the office talks with her.
    pub(super) office_has_chat: bool,
    /// When her cart is looked at.
    pub(super) looks_at: Option<Timestamp>,
    pub(super) orders: Vec<OrderCard>,
    pub(super) last: Cart,
    pub(super) lists: lists::Kept,
    /// What the next quote is refused for.
    pub(super) no_quote: Option<QuoteRefusal>,
    pub(super) no_checkout: Option<CheckOutRefusal>,
    /// How the goods of the next quote come.
    pub(super) haul: Option<Haul>,
    /// What the person sent since the beginning.
    pub(super) sent: usize,
    /// What stands on the screen since the last thing that the person sent.
    pub(super) screen: Vec<Message>,
    /// Everything that was wanted besides messages, in order.
    pub(super) effects: Vec<Effect>,
    pub(super) catalog: Catalog,
    pub(super) zones: Zones,
    pub(super) terms: Terms,
    /// The form that the account has.
    pub(super) form: Option<&'static str>,
    turn: u128,
}

pub(super) const ORDER: OrderId = OrderId(Uuid::from_u128(2));
pub(super) const PART: PartId = PartId(Uuid::from_u128(3));

pub(super) fn number() -> OrderNumber {
    "RS7K3M9QX".parse().unwrap()
}

pub(super) fn known(site: &Site) -> KnownSite {
    let way = Way { words: "white gate".to_owned(), from_map: false };
    KnownSite { site: site.clone(), way }
}

pub(super) fn site() -> Site {
    Site {
        address: AddressId(Uuid::from_u128(11)),
        zone: ZoneId(Uuid::from_u128(12)),
        locality: Name {
            en: "Miyapur".into(), hi: "मियापुर".into(), te: "మియాపూర్".into()
        },
        pin: "500049".parse().unwrap(),
        point: Point { lat_e6: 17_496_000, lon_e6: 78_358_000 },
        lane: None,
    }
}

pub(super) fn other_site() -> Site {
    let kukatpally =
        Name {
            en: "Kukatpally / KPHB".into(), hi: "कुकटपल्ली".into(), te: "కూకట్‌పల్లి".into()
        };
    let address = AddressId(Uuid::from_u128(13));
    Site { address, locality: kukatpally, pin: "500072".parse().unwrap(), ..site() }
}

pub(super) fn tipper() -> Haul {
    let name =
        Name { en: "Tipper".into(), hi: "टिपर".into(), te: "టిప్పర్".into() };
    Haul { vehicle: "tipper".to_owned(), name, width: Width::Wide, trips: 1 }
}

pub(super) fn tractor() -> Haul {
    let name = Name {
        en: "Tractor".into(), hi: "ट्रैक्टर".into(), te: "ట్రాక్టర్".into()
    };
    Haul { vehicle: "tractor".to_owned(), name, width: Width::Narrow, trips: 3 }
}

pub(super) fn vendor() -> Vendor {
    Vendor {
        id: VendorId(Uuid::from_u128(21)),
        person: PersonId(Uuid::from_u128(22)),
        name: Name::same("Sri Sai Traders"),
        point: site().point,
        hours: Hours::default(),
    }
}

/// The seeded catalogue, so that lists are as long and names as odd as in life.
fn catalogue() -> Catalog {
    let csv = include_str!("../../../seed/skus.csv");
    let rows = csv.lines().filter(|line| !line.starts_with('#')).skip(1);
    Catalog::new(rows.enumerate().map(|(at, row)| sku(at, row)).collect(), 1)
}

fn sku(at: usize, row: &str) -> Sku {
    let cells: Vec<&str> = row.split(',').collect();
    let cell = |n: usize| cells[n].to_owned();
    Sku {
        id: SkuId(Uuid::from_u128(1000 + at as u128)),
        code: cell(0),
        kind: cells[1].parse().unwrap(),
        name: Name { en: cell(2), hi: cell(3), te: cell(4) },
        attrs: cells[5]
            .split(';')
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect(),
        photo: None,
        unit: cells[6].parse().unwrap(),
        minimum: cells[7].parse().unwrap(),
        step: cells[8].parse().unwrap(),
        usual: cells[9].split('|').filter_map(|q| q.parse().ok()).collect(),
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: cells[12].parse().unwrap(),
        rank: cells[13].parse().unwrap(),
        from_price: Some(Paise::rupees(385)),
    }
}

impl Phone {
    /// Nobody has spoken yet; 09:00 on a Monday.
    pub(super) fn new() -> Self {
        Self {
            conversation: Conversation::new(Role::Buyer),
            person: Person {
                id: PersonId(Uuid::from_u128(31)),
                name: Some("Asha".to_owned()),
                vendor: None,
                is_off: false,
                closed_days: Vec::new(),
                opted_out: false,
                has_phone: true,
                window_open: true,
                window_closes_at: "2026-11-24T03:25:00Z".parse().ok(),
                heard_at: "2026-11-23T03:30:00Z".parse().ok(),
            },
            now: "2026-11-23T09:00[Asia/Kolkata]".parse().unwrap(),
            saved: Vec::new(),
            contact_known: false,
            office_has_chat: false,
            looks_at: None,
            orders: Vec::new(),
            last: Cart::default(),
            lists: lists::Kept::default(),
            no_quote: None,
            no_checkout: None,
            haul: None,
            sent: 0,
            screen: Vec::new(),
            effects: Vec::new(),
            catalog: catalogue(),
            zones: Zones::default(),
            terms: Terms::default(),
            form: None,
            turn: 0,
        }
    }

    /// Somebody who has chosen a language before.
    pub(super) fn known(language: Language) -> Self {
        let mut phone = Self::new();
        phone.conversation.language = Some(language);
        phone
    }

    /// A known person with 50 bags of cement in the cart, shown.
    pub(super) fn with_cart() -> Self {
        let mut phone = Self::known(Language::En);
        let cement = phone.cement();
        phone.conversation.buyer.cart.set(cement, Quantity::whole(50)).unwrap();
        phone.says("cart");
        phone
    }

    /// A known person who looks at the review of 50 bags.
    pub(super) fn at_review() -> Self {
        let mut phone = Self::with_cart();
        phone.taps("Checkout");
        phone.shares_pin();
        phone.taps("Today, 12 noon–4 pm");
        phone
    }

    pub(super) fn cement(&self) -> SkuId {
        self.catalog.iter().next().unwrap().id
    }

    pub(super) fn named(&self, name: &str) -> SkuId {
        self.catalog.iter().find(|sku| sku.name.en == name).unwrap().id
    }

    pub(super) fn says(&mut self, text: &str) {
        self.does(Event::Said { text: text.to_owned() });
    }

    pub(super) fn shares_pin(&mut self) {
        self.does(Event::Shared { point: site().point, words: None });
    }

    /// Taps what stands on the screen under this title.
    pub(super) fn taps(&mut self, title: &str) {
        let id = self.id_of(title);
        let tap = Tap::parse(&id).unwrap_or_else(|| panic!("{id} does not read back"));
        self.does(Event::Tapped(tap));
    }

    pub(super) fn id_of(&self, title: &str) -> String {
        let choices = self.choices();
        match choices.iter().find(|(_, shown)| shown == title) {
            Some((id, _)) => id.clone(),
            None => panic!("no {title:?} on the screen:\n{}", self.shown()),
        }
    }

    /// Ids and titles of all that can be tapped now.
    pub(super) fn choices(&self) -> Vec<(String, String)> {
        self.screen.iter().flat_map(choices_of).collect()
    }

    pub(super) fn taps_id(&mut self, id: &str) {
        self.does(Event::Tapped(Tap::parse(id).unwrap()));
    }

    pub(super) fn does(&mut self, event: Event) {
        self.sent += 1;
        self.screen.clear();
        self.turn(event);
    }

    /// The order says something; the screen keeps what stood on it.
    pub(super) fn told(&mut self, fact: Fact) -> Message {
        let before = self.screen.len();
        let conversation = self.conversation.clone();
        self.turn(Event::Told(fact));
        assert_eq!(self.conversation, conversation, "a fact changes nothing");
        assert_eq!(self.screen.len(), before + 1, "a fact is one bubble");
        self.screen.last().unwrap().clone()
    }

    /// Her cart is looked at; what is asked, if anything is.
    pub(super) fn cart_waits(&mut self) -> Option<Message> {
        self.looks_at = None;
        self.screen.clear();
        self.runs(Event::CartWaits);
        assert!(self.screen.len() <= 1 && self.effects.is_empty());
        self.screen.iter().for_each(assert_fits);
        self.screen.last().cloned()
    }

    fn turn(&mut self, event: Event) {
        let is_quiet = event == Event::Quiet;
        let before = self.screen.len();
        self.runs(event);
        let bubbles = &self.screen[before..];
        // What the buyer decides over an order is answered by the order, and what he types of one when he has done.
        let fewest = usize::from(!self.effects.last().is_some_and(is_answered_later) && !is_quiet);
        assert!((fewest..=2).contains(&bubbles.len()), "{} bubbles", bubbles.len());
        bubbles.iter().for_each(assert_fits);
    }

    pub(super) fn runs(&mut self, event: Event) {
        let mut events = vec![event];
        for round in 0..5 {
            let Some(event) = events.pop() else { break };
            assert!(round < 4, "more rounds of asking than a turn has");
            let step = self.step(event);
            self.conversation = step.conversation;
            for effect in step.effects {
                if let Effect::Say { message, .. } = effect {
                    self.screen.push(message);
                } else if let Effect::LookAtCart { at } = effect {
                    self.looks_at = Some(at);
                } else {
                    self.effects.push(effect);
                }
            }
            events.extend(step.asks.into_iter().map(|ask| Event::Learned(self.answer(ask))));
        }
        assert_eq!(self.conversation.buyer.waits_for, None, "nothing waits between turns");
        assert_eq!(self.conversation.reminder, None, "nothing waits between turns");
    }

    fn step(&mut self, event: Event) -> crate::converse::Step {
        self.turn += 1;
        let millis = self.now.timestamp().as_millisecond().unsigned_abs();
        let mut mint = Minter::new([7; 32], Uuid::from_u128(self.turn), millis);
        let mut ctx = Ctx {
            now: &self.now,
            person: &self.person,
            catalog: &self.catalog,
            zones: &self.zones,
            terms: &self.terms,
            form: self.form,
            mint: &mut mint,
        };
        step(self.conversation.clone(), event, &mut ctx)
    }

    /// What the tables would say.
    fn answer(&mut self, ask: Ask) -> Answer {
        match ask {
            Ask::FindSite { point, pin, words } => {
                let served = find(point, pin.as_ref().map(|p| p.as_str()), &words);
                let way = match &served {
                    Served::Inside(site) => {
                        Way::read(&words, &site.pin, &site.locality, point.is_some())
                    }
                    Served::Outside { .. } | Served::TooFar => Way::default(),
                };
                Answer::SiteFound { served, way }
            }
            Ask::ContactOf { .. } => Answer::ContactOf { known: self.contact_known },
            Ask::SavedSites => Answer::SavedSites { sites: self.saved.iter().map(known).collect() },
            Ask::Quote { cart, site, schedule, not: _ } => match self.no_quote.take() {
                Some(refusal) => Answer::QuoteRefused { refusal },
                None => Answer::Quoted {
                    quote: self.quote(&cart, site, schedule),
                    cash_limit_paise: self.terms.cash_limit_paise,
                },
            },
            Ask::CheckOut { quote, method } => match self.no_checkout.take() {
                Some(refusal) => Answer::CheckOutRefused { refusal },
                None => self.checked_out(&quote, method),
            },
            Ask::MyOrders { states, page } => self.my_orders(&states, page),
            Ask::OneOrder { order } => Answer::OneOrder {
                order: self.orders.iter().find(|card| card.order == order).cloned(),
            },
            Ask::IfLess { less, .. } => Answer::IfLess { means: goods::if_less_of(less) },
            Ask::LastCart | Ask::CrewOf { .. } => {
                Answer::LastCart { cart: self.last.clone(), site: self.saved.first().map(known) }
            }
            Ask::GapOf { .. } => {
                let site = self.saved.first().map(known);
                Answer::Gap { cart: self.last.clone(), site, not: vec![vendor().id] }
            }
            Ask::List(ask) => Answer::List(self.lists.answer(ask, &self.now, &self.last)),
            Ask::OfficeHasChat => Answer::OfficeHasChat { has: self.office_has_chat },
            Ask::MarkTicket { ticket, good } => tickets::marked(ticket, good),
            Ask::SiteDetails { .. }
            | Ask::DeskParts { .. }
            | Ask::DeskStock { .. }
            | Ask::DeskAccount { .. }
            | Ask::DeskStatement { .. }
            | Ask::DeskWages { .. }
            | Ask::ChangeListing { .. } => {
                panic!("a buyer's conversation asked what is the vendor's")
            }
        }
    }

    fn my_orders(&self, states: &[OrderState], number: u16) -> Answer {
        let wanted = |card: &&OrderCard| states.is_empty() || states.contains(&card.state);
        let all: Vec<&OrderCard> = self.orders.iter().filter(wanted).collect();
        let page = page(all.len(), number);
        let orders = all.iter().skip(page.first).take(page.count).copied().cloned().collect();
        Answer::MyOrders { orders, page: page.number, total: all.len() }
    }

    fn checked_out(&self, quote: &Quote, method: Method) -> Answer {
        let until: Timestamp = self.now.timestamp().checked_add(30.minutes()).unwrap();
        let total_paise = quote.total_paise;
        let balance = || advance(total_paise, self.terms.cash_limit_paise, &self.terms);
        let gate_paise = match method {
            Method::Online => Paise::ZERO,
            Method::Advance => balance().map_or(Paise::ZERO, |advance| advance.gate_paise),
            Method::Cash => total_paise,
        };
        let number = number();
        Answer::CheckedOut { order: ORDER, number, total_paise, gate_paise, method, until }
    }

    fn quote(&self, cart: &Cart, site: Site, schedule: Schedule) -> Quote {
        let rate = realserv_domain::catalog::GstRate(1800);
        let lines: Vec<Line> = cart
            .lines()
            .iter()
            .map(|line| {
                let sku = self.catalog.get(line.sku).unwrap();
                let price_paise = sku.from_price.unwrap();
                let total_paise = line.quantity.at(price_paise);
                Line {
                    sku: sku.id,
                    kind: sku.kind,
                    name: sku.name.clone(),
                    unit: sku.unit,
                    hsn: "252329".to_owned(),
                    quantity: line.quantity,
                    minimum: Quantity::ZERO,
                    step: Quantity::ZERO,
                    listing: ListingId(Uuid::from_u128(51)),
                    price_paise,
                    quoted_paise: None,
                    ask_paise: price_paise,
                    gst_rate: rate,
                    total_paise,
                    gst: Gst::inside(total_paise, rate),
                }
            })
            .collect();
        let goods_paise: Paise = lines.iter().map(|line| line.total_paise).sum();
        let delivery_paise = Paise::rupees(800);
        let share = Share {
            vendor: vendor(),
            distance_metres: 4000,
            lines,
            delivery_paise,
            delivery_gst_rate: rate,
            delivery_gst: Gst::inside(delivery_paise, rate),
            haul: self.haul.clone().map(|haul| match site.lane {
                Some(Lane::Narrow) => tractor(),
                Some(Lane::Wide) | None => haul,
            }),
        };
        Quote {
            site,
            schedule,
            gst_paise: Gst::inside(goods_paise + delivery_paise, rate).tax(),
            total_paise: (goods_paise + delivery_paise).to_rupee(),
            round_off_paise: (goods_paise + delivery_paise).to_rupee()
                - goods_paise
                - delivery_paise,
            goods_paise,
            delivery_paise,
            shares: vec![share],
            not: Vec::new(),
        }
    }

    // -- reading the screen

    /// The whole screen as text, with what can be tapped in brackets.
    pub(super) fn shown(&self) -> String {
        self.screen.iter().map(text_of).collect::<Vec<_>>().join("\n—\n")
    }

    #[track_caller]
    pub(super) fn sees(&self, words: &str) {
        let shown = self.shown();
        assert!(shown.contains(words), "{words:?} is not on the screen:\n{shown}");
    }

    #[track_caller]
    pub(super) fn misses(&self, words: &str) {
        let shown = self.shown();
        assert!(!shown.contains(words), "{words:?} is on the screen:\n{shown}");
    }

    /// How many of a product the cart holds.
    pub(super) fn held(&self, name: &str) -> i64 {
        let sku = self.catalog.iter().find(|sku| sku.name.en == name).unwrap();
        self.conversation.buyer.cart.quantity_of(sku.id).milli() / 1000
    }

    #[track_caller]
    pub(super) fn holds(&self, lines: &[(&str, u32)]) {
        let cart: Vec<(String, Quantity)> = self
            .conversation
            .buyer
            .cart
            .lines()
            .iter()
            .map(|line| (self.catalog.get(line.sku).unwrap().name.en.clone(), line.quantity))
            .collect();
        let wanted: Vec<(String, Quantity)> =
            lines.iter().map(|(name, n)| ((*name).to_owned(), Quantity::whole(*n))).collect();
        assert_eq!(cart, wanted);
    }
}

fn is_answered_later(effect: &Effect) -> bool {
    matches!(effect, Effect::TellOrder { .. } | Effect::AwaitQuiet { .. })
}

/// Miyapur is served, Ghatkesar is known, nothing else is.
fn find(point: Option<Point>, pin: Option<&str>, words: &str) -> Served {
    let lower = words.to_lowercase();
    if point == Some(site().point) || pin == Some("500049") || lower.contains("miyapur") {
        return Served::Inside(site());
    }
    if pin == Some("501301") {
        let locality = Some(Name::same("Ghatkesar"));
        return Served::Outside { pin: Some("501301".parse().unwrap()), locality };
    }
    Served::Outside { pin: None, locality: None }
}
