//! Any event on any state: there is always an answer, within WhatsApp's limits, and every question can be left.

use jiff::civil::date;
use realserv_domain::ids::{InvoiceId, PayAccountId};
use realserv_domain::message::{Media, MediaKind};
use realserv_domain::orders::{
    ClaimCard, ClaimWhy, Fact, InvoiceCard, Method, NoShort, Party, RejectReason, Rest,
};
use realserv_domain::settlements::{PayeeNews, SettledCard, Why};

use super::stored::one_of_each_stage;
use super::*;
use crate::converse::choice;
use crate::converse::vendor::{Choice, OffFor, Stage, Undo, Was};

/// Meta counts Unicode scalar values.
fn characters(text: &str) -> usize {
    text.chars().count()
}

/// A small generator of our own: the walk is the same on every machine and every day.
struct Dice(u64);

impl Dice {
    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        // xorshift64 (Marsaglia 2003).
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        &of[usize::try_from(self.0 % of.len() as u64).unwrap()]
    }
}

const SAYINGS: &[&str] = &[
    "hi",
    "menu",
    "help",
    "orders",
    "stock",
    "off",
    "open",
    "ok",
    "accept",
    "reject",
    "no",
    "ledu",
    "yes",
    "cancel",
    "person",
    "back",
    "thanks",
    "hindi",
    "telugu",
    "english",
    "4821",
    "౪౮౨౧",
    "48",
    "43 only",
    "43 of 50",
    "less has come",
    "in my yard",
    "TS09AB1234 Ramesh",
    "TS09AB1234",
    "Ramesh",
    "200",
    "200 bags",
    "2 lorries",
    "3 hours",
    "today",
    "రేపు",
    "99 hours",
    "biscuit",
    "👍",
    "🙏",
    "",
    "   ",
    "cement 385",
    "cement 3",
    "opc53 rate 350",
    "ultratech opc 53 200 bags",
    "ultratech ledu",
    "ppc 2 lorries",
    "ultratech",
    "price",
    "undo",
    "నాకు అర్థం కాలేదు",
    "stock ledu",
    "too far",
    "stop",
    "start",
    "RS7K3M9QX",
    "packed",
    "dispatched",
    "crew sent",
    "on the way",
    "delivered",
    "cannot do it",
    "RS7K3M9QX delivered",
    "rs7k3m9qx ok",
    "rs2222222",
];

pub(super) fn every_choice() -> Vec<Choice> {
    let (order, part, offer) = (ORDER, PART, OFFER);
    vec![
        Choice::Accept { order, offer },
        Choice::Reject { order, offer, number: number() },
        Choice::Because { order, offer, reason: RejectReason::Price },
        Choice::Packed { order, part },
        Choice::Dispatch { order, part, number: number() },
        Choice::CrewSent { order, part },
        Choice::OnTheWay { order, part },
        Choice::Delivered { order, part, number: number() },
        Choice::CrewArrived { order, part, number: number() },
        Choice::CameShort { order, part, number: number() },
        Choice::ShortOf { part, sku: CEMENT },
        Choice::RestBack,
        Choice::RestLost,
        Choice::ClaimYes { order, part, claim: 0, rest: Rest::Back },
        Choice::ClaimYes { order, part, claim: 255, rest: Rest::Lost },
        Choice::ClaimNo { order, part, claim: 0 },
        Choice::GiveBack { order, part, number: number() },
        Choice::PeopleCame { part, sku: CEMENT, people: 4 },
        Choice::GiveBackSurely { order, part },
        Choice::Menu,
        Choice::Parts { page: 0 },
        Choice::Parts { page: 7 },
        Choice::Offers { page: 1 },
        Choice::Part { part },
        Choice::For { part },
        Choice::ForPage { page: 1 },
        Choice::Stock { page: 0 },
        Choice::Stock { page: 255 },
        Choice::StockOf { sku: CEMENT },
        Choice::Account,
        Choice::StatementPaper { to: date(2026, 11, 29) },
        Choice::StatementSheet { to: date(2026, 11, 29) },
        Choice::WagesPaper { to: date(2026, 11, 29) },
        Choice::WagesSheet { to: date(2026, 11, 29) },
        Choice::GiveAccount,
        Choice::AccountMine { account: PAY_ACCOUNT },
        Choice::AccountOther { account: PAY_ACCOUNT },
        Choice::StockOf { sku: SkuId(Uuid::from_u128(404)) },
        Choice::Shelf { sku: CEMENT },
        Choice::Shelf { sku: SkuId(Uuid::from_u128(404)) },
        Choice::ShelfPage { page: 0 },
        Choice::ShelfPage { page: 255 },
        Choice::AsPrice,
        Choice::AsStock,
        Choice::Undo { undo: undo(Was::Price { price_paise: Paise::rupees(340) }) },
        Choice::Undo {
            undo: undo(Was::Stock { was: Quantity::whole(600), set: Quantity::from_milli(1_500) }),
        },
        Choice::TakeOff,
        Choice::Off { off: OffFor::TwoHours },
        Choice::Off { off: OffFor::Today },
        Choice::Off { off: OffFor::Tomorrow },
        Choice::Open,
        Choice::OpenOn { days: vec![date(2026, 12, 25)] },
        Choice::Person,
    ]
}

const PAY_ACCOUNT: PayAccountId = PayAccountId(Uuid::from_u128(77));

/// Of his money: every kind of news, with the longest names and the most lines.
fn of_money() -> Vec<Fact> {
    let (amount_paise, shown) = (Paise::new(123_456_789), "HDFC …5678".to_owned());
    let name = "SRI VENKATESHWARA BUILDING MATERIALS AND HARDWARE STORES".to_owned();
    let card = |held: Vec<Why>, closing: i64| SettledCard {
        from: date(2026, 9, 23),
        to: date(2026, 9, 29),
        opening_paise: amount_paise,
        sales_paise: amount_paise,
        returns_paise: -amount_paise,
        fees_paise: -amount_paise,
        taxes_paise: -amount_paise,
        cash_paise: -amount_paise,
        paid_paise: -amount_paise,
        other_paise: amount_paise,
        closing_paise: Paise::new(closing),
        to_pay_paise: (closing > 0).then(|| Paise::new(closing)),
        held,
    };
    let mut news: Vec<PayeeNews> = Why::ALL
        .into_iter()
        .map(|why| PayeeNews::Settled { card: card(vec![why], 123_456_789) })
        .collect();
    for closing in [-100, 0, 100] {
        news.push(PayeeNews::Settled { card: card(Vec::new(), closing) });
    }
    for shown in [Some(shown.clone()), None] {
        news.push(PayeeNews::PaidOut { amount_paise, utr: Some("N328260412345".into()), shown });
    }
    for wants_account in [true, false] {
        news.push(PayeeNews::NotPaid { amount_paise, shown: shown.clone(), wants_account });
    }
    for fits in [true, false] {
        let (account, shown, name) = (PAY_ACCOUNT, shown.clone(), name.clone());
        news.push(PayeeNews::AccountFound { account, shown, name, fits });
    }
    news.push(PayeeNews::AccountWrong { shown: shown.clone() });
    news.push(PayeeNews::AccountWithOffice { shown: shown.clone() });
    news.push(PayeeNews::AccountInUse { shown, name });
    news.into_iter().map(|news| Fact::Payee { news }).collect()
}

const fn undo(was: Was) -> Undo {
    Undo { sku: CEMENT, revision: 1, was }
}

const STEPS: &[PartStep] = &[
    PartStep::Held,
    PartStep::Offered,
    PartStep::Unserved,
    PartStep::Accepted,
    PartStep::Packed,
    PartStep::Dispatched,
    PartStep::OnTheWay,
    PartStep::Delivered,
    PartStep::Cancelled,
];

pub(super) fn every_fact() -> Vec<Fact> {
    let mut facts = vec![offered(Method::Online), offered(Method::Cash)];
    facts.push(Fact::OfferReminder {
        order: ORDER,
        number: number(),
        part: crew(),
        offer: OFFER,
        ends_at: "2026-11-24T07:10+05:30".parse().unwrap(),
        method: Method::Cash,
    });
    facts.extend([
        Fact::OfferLapsed { number: number() },
        Fact::OfferGone { number: number() },
        Fact::RejectNoted { number: number() },
        Fact::CodeLocked { number: number() },
        super::life::taken(goods(), Method::Cash),
    ]);
    for part in [goods(), crew(), twenty_lines()] {
        for step in STEPS {
            facts.push(noted(*step, part.clone()));
            facts.push(Fact::StepRefused {
                order: ORDER,
                number: number(),
                part: part.clone(),
                step: *step,
            });
        }
        facts.push(Fact::CodeWrong {
            order: ORDER,
            number: number(),
            part: part.clone(),
            tries_left: 1,
        });
        facts.push(super::life::taken(part.clone(), Method::Online));
        for by in [Party::Buyer, Party::Vendor, Party::Office] {
            for step in [PartStep::Offered, PartStep::Packed, PartStep::OnTheWay] {
                for paid_paise in [Paise::ZERO, Paise::rupees(100)] {
                    let (order, number, part) = (ORDER, number(), part.clone());
                    facts.push(Fact::PartCancelled { order, number, part, step, by, paid_paise });
                }
            }
        }
        facts.push(Fact::StockLow {
            number: number(),
            sku: CEMENT,
            name: Name::same("UltraTech Weather Plus Portland Pozzolana Cement"),
            unit: Unit::Bag,
            available: Quantity::from_milli(99_999_500),
        });
        for credits in [None, Some("I-2627-999999".parse().unwrap())] {
            let paper = InvoiceCard {
                invoice: InvoiceId(uuid::Uuid::from_u128(9)),
                number: "C-2627-999999".parse().unwrap(),
                credits,
                total_paise: Paise::rupees(9_999_999),
            };
            let needs_eway = credits.is_none();
            facts.push(Fact::InvoicedByYou { order: ORDER, number: number(), paper, needs_eway });
        }
        facts.push(Fact::TakenBack { number: number(), taken_paise: Paise::rupees(100) });
        facts.push(Fact::TripNotPaid { number: number(), paid_paise: Paise::rupees(100) });
        facts.extend(of_goods(&part));
        let cash_paise = Some(Paise::rupees(100));
        let fees_paise = Paise::new(1_250);
        facts.extend(of_money());
        facts.push(Fact::DeliveredByYou {
            order: None,
            number: number(),
            part,
            cash_paise,
            fees_paise,
        });
    }
    facts
}

/// That it is less, came short, or was missing or broken.
fn of_goods(part: &PartCard) -> Vec<Fact> {
    let (order, method) = (ORDER, Method::Cash);
    let mut facts = Vec::new();
    for step in [PartStep::Offered, PartStep::Packed, PartStep::OnTheWay] {
        for by in [Party::Buyer, Party::Office] {
            let offer = (step == PartStep::Offered).then_some(OFFER);
            let (number, part) = (number(), part.clone());
            facts.push(Fact::PartLess { order, number, part, step, offer, method, by });
        }
        facts.push(Fact::ShortNoted { order, number: number(), part: part.clone(), step, method });
        for why in [
            NoShort::NoSuchLine,
            NoShort::NotFewer { quantity: Quantity::whole(50) },
            NoShort::NothingCame,
            NoShort::TooLittle,
        ] {
            let (number, part) = (number(), part.clone());
            facts.push(Fact::ShortNotPossible { order, number, part, step, why });
        }
    }
    let paise = Paise::rupees(7_700);
    for (why, method) in [(ClaimWhy::Short, Method::Online), (ClaimWhy::Broken, Method::Cash)] {
        let claim = ClaimCard {
            claim: 0,
            why,
            name: Name::same("UltraTech Weather Plus Portland Pozzolana Cement"),
            quantity: Quantity::from_milli(99_999_500),
            unit: Unit::Bag,
            paise,
            has_photo: why == ClaimWhy::Broken,
        };
        for by_hand_paise in [None, Some(Paise::rupees(700))] {
            facts.push(Fact::ClaimAsked {
                order,
                number: number(),
                part: PART,
                claim: claim.clone(),
                loses_paise: paise,
                by_hand_paise,
                until: "2026-11-24T07:10+05:30".parse().unwrap(),
                method,
                is_labour: part.is_labour,
            });
        }
        facts.push(Fact::ClaimGoesToOffice { number: number(), claim: claim.clone() });
        for (given_paise, loses_paise) in
            [(Paise::ZERO, Paise::ZERO), (paise, Paise::ZERO), (paise, paise)]
        {
            facts.push(Fact::ClaimClosed {
                order,
                number: number(),
                claim: claim.clone(),
                given_paise,
                loses_paise,
                owed_paise: paise,
                by_hand_paise: Paise::ZERO,
                by: Party::Office,
                method,
            });
        }
    }
    facts
}

/// A full cart with the longest names, all from one vendor.
pub(super) fn twenty_lines() -> PartCard {
    let line = LineCard {
        name: Name::same("UltraTech Weather Plus Portland Pozzolana Cement in a very long bag"),
        quantity: Quantity::from_milli(99_999_500),
        unit: Unit::Tonne,
        total_paise: Paise::rupees(9_999_999),
    };
    PartCard {
        lines: vec![line; 20],
        locality: Name::same(&"Ameenpur ".repeat(12)),
        owed_paise: Paise::rupees(9_999_999),
        ..goods()
    }
}

fn others() -> Vec<Event> {
    let media = |kind| Event::Sent {
        media: Media { kind, media_id: "m".into(), mime_type: "x".into(), caption: None },
        message_id: "wamid.1".into(),
    };
    vec![
        media(MediaKind::Sticker),
        media(MediaKind::Voice),
        media(MediaKind::Image),
        Event::Shared { point: Point { lat_e6: 17, lon_e6: 78 }, words: None },
        Event::Contact { phone: None },
        Event::Carted { lines: Vec::new() },
        Event::Unreadable { kind: "poll".into() },
        Event::TappedUnknown { id: "0.x".into(), title: "Old".into() },
    ]
}

fn every_event() -> Vec<Event> {
    let mut events = others();
    events.extend(SAYINGS.iter().map(|text| Event::Said { text: (*text).to_owned() }));
    events.extend(every_fact().into_iter().map(Event::Told));
    for choice in every_choice() {
        for question in [None, Some(0), Some(3)] {
            let choice = choice::Choice::Vendor(choice.clone());
            events.push(Event::Tapped(Tap { question, choice }));
        }
    }
    events
}

/// WhatsApp's limits, and no bubble without words.
pub(super) fn check(turn: &Turn, event: &Event) {
    let answered = turn.effects.iter().any(|effect| {
        matches!(effect, Effect::Say { .. } | Effect::TellOrder { .. } | Effect::TellPayee { .. })
    });
    assert!(answered, "silence after {event:?}");
    assert!(turn.messages().len() <= 2, "{event:?}: {}", turn.shown());
    for message in turn.messages() {
        let most = match message {
            Message::Text { .. } => 4096,
            Message::Buttons { buttons, .. } => {
                assert!((1..=3).contains(&buttons.len()), "{event:?}");
                assert!(buttons.iter().all(|b| characters(&b.title) <= 20 && b.id.len() <= 256));
                1024
            }
            Message::List { button, sections, .. } => {
                assert!(sections.iter().all(|section| {
                    section.title.as_ref().map_or(sections.len() == 1, |t| characters(t) <= 24)
                }));
                let rows: Vec<_> = sections.iter().flat_map(|section| &section.rows).collect();
                assert!((1..=10).contains(&rows.len()), "{event:?}");
                assert!(characters(button) <= 20);
                for row in rows {
                    assert!(characters(&row.title) <= 24 && row.id.len() <= 200, "{row:?}");
                    assert!(
                        row.description.as_ref().is_none_or(|d| characters(d) <= 72),
                        "{row:?}"
                    );
                }
                4096
            }
            Message::Template(call) => {
                assert!(call.payloads.iter().all(|payload| payload.len() <= 128));
                1024
            }
            // Who wants to sell sends where the yard is.
            Message::Document { .. } | Message::AskLocation { .. } => 1024,
            Message::Link { .. }
            | Message::Bill { .. }
            | Message::BillEnded { .. }
            | Message::AskContact { .. }
            | Message::Form { .. } => {
                panic!("no vendor is sent {message:?}")
            }
        };
        let shown = super::shown(message);
        let body = shown.split(" [").next().unwrap_or_default();
        assert!(!body.trim().is_empty() && characters(body) <= most, "{event:?}: {shown}");
    }
}

/// One part to do, or more than fit on two pages.
fn arranged(desk: &mut Desk, step: PartStep, count: u8) {
    desk.parts = (0..count).map(|at| numbered(step, at)).collect();
    desk.stock = match count % 3 {
        0 => Vec::new(),
        1 => vec![on_sale(&cement())],
        _ => vec![on_sale(&cement()), on_sale(&ppc())],
    };
}

/// The first is the usual one; the others stand on other days, some without a time.
fn numbered(step: PartStep, at: u8) -> DeskPart {
    let mut part = to_do(step, goods());
    if at > 0 {
        part.card.part = PartId(Uuid::from_u128(300 + u128::from(at)));
        part.number = format!("RS22222{:02}", at).parse().unwrap();
        let on = part.card.schedule.delivery.unwrap().on;
        let on = on.checked_add(jiff::ToSpan::days(i64::from(at % 9))).unwrap();
        part.card.schedule.delivery =
            (!at.is_multiple_of(5)).then_some(Slot { on, part: DayPart::Evening });
    }
    part
}

#[test]
fn every_event_on_every_stage_is_answered_within_the_limits() {
    let events = every_event();
    for language in languages() {
        for stage in one_of_each_stage() {
            for (at, event) in events.iter().enumerate() {
                let mut desk = Desk::open();
                desk.conversation.language = Some(language);
                desk.conversation.vendor.stage = stage.clone();
                desk.person.window_open = !matches!(event, Event::Told(_)) || at % 2 == 0;
                arranged(&mut desk, STEPS[at % STEPS.len()], if at % 2 == 0 { 1 } else { 24 });
                let turn = desk.turn(event.clone());
                check(&turn, event);
            }
        }
    }
}

#[test]
fn a_long_walk_at_random_never_meets_silence_and_always_finds_the_menu() {
    let events = every_event();
    for seed in 1..=12 {
        let mut dice = Dice(seed * 7919);
        let mut desk = Desk::open();
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..250 {
            arranged(&mut desk, *dice.pick(STEPS), *dice.pick(&[0, 1, 2, 11, 24]));
            let old = *dice.pick(&[true, false]) && !seen.is_empty();
            let event = if old {
                Event::Tapped(Tap::parse(dice.pick::<String>(&seen)).unwrap())
            } else {
                dice.pick(&events).clone()
            };
            desk.conversation.role = Role::Vendor;
            let turn = desk.turn(event.clone());
            check(&turn, &event);
            let vendors = |id: &String| id.starts_with("1.v.");
            seen.extend(
                turn.messages().into_iter().flat_map(ids).map(|(_, id)| id).filter(vendors),
            );
            seen.retain(|id| !id.ends_with(".buy"));
        }
        assert!(desk.says("menu").messages().len() == 1);
        assert_eq!(desk.conversation.vendor.stage, Stage::Idle);
    }
}

#[test]
fn every_choice_is_encoded_and_parsed_back() {
    for choice in every_choice().into_iter().chain([Choice::Buy]) {
        for question in [None, Some(7)] {
            let choice = choice::Choice::Vendor(choice.clone());
            let tap = Tap { question, choice };
            let id = tap.encode();
            assert_eq!(Tap::parse(&id), Some(tap), "{id}");
            assert!(id.len() <= 128, "{id}");
        }
    }
    for broken in [
        "1.v.-.",
        "1.v.-.accept",
        "1.v.-.accept.x.y",
        "1.v.-.menu.more",
        "1.v.-.because.1.2.3",
        "1.v.x.menu",
    ] {
        assert_eq!(Tap::parse(broken), None, "{broken}");
    }
}
