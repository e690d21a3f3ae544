//! The vendor's side as chats: a vendor says and taps, orders tell, tables answer; what is sent is read back.

use std::collections::BTreeMap;

use jiff::Zoned;
use jiff::civil::date;
use realserv_domain::catalog::{Catalog, Kind, Sku};
use realserv_domain::ids::{
    Minter, OfferId, OrderId, OrderNumber, PartId, PersonId, SkuId, VendorId,
};
use realserv_domain::language::{Language, Name};
use realserv_domain::ledger::VendorAccount;
use realserv_domain::message::Message;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Fact, LineCard, Method, PartCard, PartStep, Terms, TradeDays};
use realserv_domain::place::Point;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use realserv_domain::way::Way;
use uuid::Uuid;

use crate::converse::vendor::Becomes;
use crate::converse::{
    Answer, Ask, Conversation, Ctx, DeskPart, DeskStock, Effect, Event, ListingChange,
    ListingOutcome, Person, Role, SiteDetails, Step, Tap, WageWeek, step,
};

/// The alert and what follows from it, up to the gate.
mod life;

/// Somebody of the office has the chat.
mod held;

/// The menu, stock, hours off, nonsense.
mod desk;

/// Prices and counts, typed.
mod shelf;

/// Words instead of buttons.
mod words;

/// Any event on any state.
mod walk;

/// The longest data there may be.
mod longest;

/// Every stored form that was ever released still loads.
mod stored;

/// One vendor's phone, with the tables behind it.
pub(super) struct Desk {
    pub(super) conversation: Conversation,
    pub(super) person: Person,
    pub(super) now: Zoned,
    pub(super) parts: Vec<DeskPart>,
    pub(super) stock: Vec<DeskStock>,
    /// Of each thing, how often it was changed.
    pub(super) revisions: BTreeMap<SkuId, i64>,
    pub(super) site: SiteDetails,
    catalog: Catalog,
    turn: u128,
}

/// What one turn came to, asks answered.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) effects: Vec<Effect>,
}

pub(super) const VENDOR: VendorId = VendorId(Uuid::from_u128(1));
pub(super) const ORDER: OrderId = OrderId(Uuid::from_u128(2));
pub(super) const PART: PartId = PartId(Uuid::from_u128(3));
pub(super) const OFFER: OfferId = OfferId(Uuid::from_u128(4));
pub(super) const CEMENT: SkuId = SkuId(Uuid::from_u128(5));
pub(super) const PPC: SkuId = SkuId(Uuid::from_u128(6));

pub(super) fn number() -> OrderNumber {
    "RS7K3M9QX".parse().unwrap()
}

impl Desk {
    pub(super) fn open() -> Self {
        Self {
            conversation: Conversation::new(Role::Vendor),
            person: Person {
                id: PersonId(Uuid::from_u128(9)),
                name: Some("Ravi".to_owned()),
                vendor: Some(VENDOR),
                is_off: false,
                closed_days: Vec::new(),
                opted_out: false,
                has_phone: true,
                window_open: true,
                window_closes_at: "2026-11-24T03:25:00Z".parse().ok(),
                heard_at: "2026-11-23T03:30:00Z".parse().ok(),
            },
            now: "2026-11-23T09:00[Asia/Kolkata]".parse().unwrap(),
            parts: Vec::new(),
            stock: Vec::new(),
            revisions: BTreeMap::new(),
            site: site(),
            catalog: Catalog::new(vec![cement(), ppc()], 1),
            turn: 0,
        }
    }

    pub(super) fn says(&mut self, text: &str) -> Turn {
        self.turn(Event::Said { text: text.to_owned() })
    }

    pub(super) fn taps(&mut self, id: &str) -> Turn {
        let tap = Tap::parse(id).unwrap_or_else(|| panic!("no tap: {id}"));
        self.turn(Event::Tapped(tap))
    }

    pub(super) fn is_told(&mut self, fact: Fact) -> Turn {
        self.turn(Event::Told(fact))
    }

    /// One turn: the event, then each answer of the tables, as the program does it.
    pub(super) fn turn(&mut self, event: Event) -> Turn {
        let mut effects = Vec::new();
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            self.turn += 1;
            let mut mint = Minter::new([7; 32], Uuid::from_u128(self.turn), 1_790_000_000_000);
            let (terms, zones) = (Terms::default(), realserv_domain::zones::Zones::default());
            let mut ctx = Ctx {
                now: &self.now,
                person: &self.person,
                catalog: &self.catalog,
                zones: &zones,
                terms: &terms,
                form: None,
                mint: &mut mint,
            };
            let Step { conversation, asks, effects: more } =
                step(self.conversation.clone(), event, &mut ctx);
            self.conversation = conversation;
            effects.extend(more);
            events.extend(asks.into_iter().map(|ask| Event::Learned(self.answers(ask))));
        }
        assert_eq!(self.conversation.vendor.waits_for, None, "an ask outlived its turn");
        Turn { effects }
    }

    fn answers(&mut self, ask: Ask) -> Answer {
        if ask == Ask::OfficeHasChat {
            Answer::OfficeHasChat { has: false }
        } else if let Ask::SiteDetails { order } = ask {
            Answer::SiteDetails { order, details: Some(self.site.clone()) }
        } else if let Ask::DeskParts { vendor: VENDOR } = ask {
            Answer::DeskParts { parts: self.parts.clone() }
        } else if let Ask::DeskStock { vendor: VENDOR } = ask {
            Answer::DeskStock { stock: self.stock.clone() }
        } else if let Ask::DeskAccount { vendor: VENDOR } = ask {
            let due_paise = Paise::rupees(41_250);
            Answer::DeskAccount {
                account: VendorAccount { due_paise, cash_paise: Paise::rupees(19_595) },
            }
        } else if let Ask::DeskWages { vendor: VENDOR } = ask {
            Answer::DeskWages { weeks: two_weeks() }
        } else if let Ask::DeskStatement { vendor: VENDOR } = ask {
            let (due_paise, cash_paise) = (Paise::rupees(41_250), Paise::ZERO);
            let account = VendorAccount { due_paise, cash_paise };
            Answer::DeskStatement { card: None, account }
        } else if let Ask::ChangeListing { vendor: VENDOR, sku, change } = ask {
            Answer::ListingChanged { outcome: self.changes(sku, change) }
        } else {
            panic!("a vendor asks nothing like {ask:?}")
        }
    }
}

impl Desk {
    /// The catalogue holds these too.
    pub(super) fn sells(&mut self, skus: Vec<Sku>) {
        let all = skus.into_iter().chain([cement(), ppc()]);
        self.catalog = Catalog::new(all.collect(), 2);
    }

    fn changes(&mut self, sku: SkuId, change: ListingChange) -> ListingOutcome {
        let Some(thing) = self.stock.iter_mut().find(|thing| thing.sku == sku) else {
            return ListingOutcome::Gone;
        };
        let revision = self.revisions.entry(sku).or_default();
        let was = thing.clone();
        match change.of(&was, *revision) {
            Becomes::New(now) => {
                *revision += 1;
                *thing = now.clone();
                let again = !matches!(change, ListingChange::Undo { .. });
                ListingOutcome::Changed { was, now, revision: again.then_some(*revision) }
            }
            Becomes::Same => ListingOutcome::Same { now: was },
            Becomes::TooLate => ListingOutcome::TooLate { now: was },
        }
    }
}

impl Turn {
    pub(super) fn messages(&self) -> Vec<&Message> {
        let said = |effect: &'_ Effect| matches!(effect, Effect::Say { .. });
        self.effects
            .iter()
            .filter(|effect| said(effect))
            .filter_map(
                |effect| {
                    if let Effect::Say { message, .. } = effect { Some(message) } else { None }
                },
            )
            .collect()
    }

    /// Everything but messages.
    pub(super) fn done(&self) -> Vec<&Effect> {
        self.effects.iter().filter(|effect| !matches!(effect, Effect::Say { .. })).collect()
    }

    /// What is read on the phone, buttons and rows in brackets.
    pub(super) fn shown(&self) -> String {
        self.messages().into_iter().map(shown).collect::<Vec<_>>().join("\n--\n")
    }

    /// The id under a title.
    pub(super) fn id(&self, title: &str) -> String {
        let ids = self.messages().into_iter().flat_map(ids);
        let found = ids.into_iter().find(|(shown, _)| shown == title).map(|(_, id)| id);
        found.unwrap_or_else(|| panic!("no {title:?} in {}", self.shown()))
    }
}

pub(super) fn ids(message: &Message) -> Vec<(String, String)> {
    match message {
        Message::Buttons { buttons, .. } => {
            buttons.iter().map(|b| (b.title.clone(), b.id.clone())).collect()
        }
        Message::List { sections, .. } => sections
            .iter()
            .flat_map(|section| &section.rows)
            .map(|row| (row.title.clone(), row.id.clone()))
            .collect(),
        Message::Template(call) => {
            let titles = ["Accept", "Reject"].map(str::to_owned);
            titles.into_iter().zip(call.payloads.iter().cloned()).collect()
        }
        Message::Text { .. }
        | Message::Link { .. }
        | Message::Bill { .. }
        | Message::BillEnded { .. }
        | Message::AskLocation { .. }
        | Message::AskContact { .. }
        | Message::Document { .. }
        | Message::Form { .. } => Vec::new(),
    }
}

fn shown(message: &Message) -> String {
    let brackets: String = ids(message).iter().map(|(title, _)| format!(" [{title}]")).collect();
    match message {
        Message::Text { body }
        | Message::Buttons { body, .. }
        | Message::List { body, .. }
        | Message::Link { body, .. }
        | Message::Bill { body, .. }
        | Message::BillEnded { body, .. }
        | Message::AskLocation { body }
        | Message::AskContact { body }
        | Message::Form { body, .. } => format!("{body}{brackets}"),
        Message::Document { body, file_name, .. } => format!("📎 {file_name}: {body}"),
        Message::Template(call) => {
            format!("{}{brackets}", realserv_templates::whatsapp::text_of(call))
        }
    }
}

pub(super) fn cement() -> Sku {
    Sku {
        id: CEMENT,
        code: "CEM-OPC53-ULTRATECH".to_owned(),
        kind: Kind::Cement,
        name: Name::same("UltraTech OPC 53"),
        attrs: [("brand", "UltraTech"), ("grade", "OPC 53")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into(),
        photo: None,
        unit: Unit::Bag,
        minimum: Quantity::whole(10),
        step: Quantity::whole(1),
        usual: vec![Quantity::whole(50)],
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: 50_000,
        rank: 1,
        from_price: Some(Paise::rupees(385)),
    }
}

pub(super) fn ppc() -> Sku {
    Sku {
        id: PPC,
        code: "CEM-PPC-MAHA".to_owned(),
        name: Name::same("Maha PPC"),
        attrs: [("brand", "Maha"), ("grade", "PPC")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into(),
        rank: 2,
        ..cement()
    }
}

/// On sale by this vendor: 600 bags at ₹340, of which 20 more are held.
pub(super) fn on_sale(sku: &Sku) -> DeskStock {
    DeskStock {
        sku: sku.id,
        name: sku.name.clone(),
        unit: sku.unit,
        available: Quantity::whole(600),
        reserved: Quantity::whole(20),
        price_paise: Paise::rupees(340),
    }
}

fn site() -> SiteDetails {
    SiteDetails {
        way: Way { words: "Plot 14, near the temple".to_owned(), from_map: true },
        point: Point { lat_e6: 17_496_000, lon_e6: 78_358_000 },
        pin: "500049".parse().unwrap(),
        locality: Name::same("Miyapur"),
        buyer_name: Some("Asha".to_owned()),
        buyer_phone: Some("9848012345".parse().unwrap()),
    }
}

pub(super) fn goods() -> PartCard {
    PartCard {
        part: PART,
        vendor: Name::same("Sri Sai Traders"),
        lines: vec![LineCard {
            name: Name::same("UltraTech OPC 53"),
            quantity: Quantity::whole(50),
            unit: Unit::Bag,
            total_paise: Paise::rupees(19_250),
        }],
        delivery_paise: Paise::rupees(500),
        total_paise: Paise::rupees(19_750),
        gate_paise: Paise::ZERO,
        owed_paise: Paise::rupees(19_750),
        schedule: Schedule {
            delivery: Some(Slot { on: "2026-11-23".parse().unwrap(), part: DayPart::Afternoon }),
            work: None,
        },
        locality: Name::same("Miyapur"),
        is_labour: false,
        haul: None,
        lane: None,
    }
}

pub(super) fn crew() -> PartCard {
    PartCard {
        lines: vec![LineCard {
            name: Name::same("Mason"),
            quantity: Quantity::whole(4),
            unit: Unit::Person,
            total_paise: Paise::rupees(4_400),
        }],
        delivery_paise: Paise::ZERO,
        total_paise: Paise::rupees(4_400),
        owed_paise: Paise::rupees(4_400),
        schedule: Schedule {
            delivery: None,
            work: Some(WorkDay { on: "2026-11-24".parse().unwrap(), shift: Shift::Full }),
        },
        is_labour: true,
        ..goods()
    }
}

pub(super) fn offered(method: Method) -> Fact {
    Fact::Offer {
        order: ORDER,
        number: number(),
        part: goods(),
        offer: OFFER,
        ends_at: "2026-11-23T09:10+05:30".parse().unwrap(),
        method,
    }
}

pub(super) fn noted(step: PartStep, part: PartCard) -> Fact {
    Fact::StepNoted { order: ORDER, number: number(), part, step }
}

/// A part on the list of what is to do.
pub(super) fn to_do(step: PartStep, card: PartCard) -> DeskPart {
    let offer = (step == PartStep::Offered).then_some(OFFER);
    let is_locked = false;
    DeskPart {
        order: ORDER,
        number: number(),
        step,
        card,
        method: Method::Online,
        offer,
        is_locked,
        skus: vec![CEMENT],
    }
}

pub(super) fn languages() -> [Language; 3] {
    Language::ALL
}

/// Masons in this week, nobody in the last.
fn two_weeks() -> Vec<WageWeek> {
    let masons = TradeDays {
        trade: Name::same("Mason"),
        days: Quantity::from_milli(5_500),
        total_paise: Paise::rupees(6_050),
    };
    let (last, this) = (date(2026, 9, 27), date(2026, 10, 4));
    vec![
        WageWeek { from: date(2026, 9, 28), to: this, trades: vec![masons] },
        WageWeek { from: date(2026, 9, 21), to: last, trades: Vec::new() },
    ]
}
