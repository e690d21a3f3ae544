//! What is stored must be readable for ever: orders of version 1 in the form that every variant had when it was
//! released, and events and effects as the turn log keeps them.

use std::collections::BTreeSet;

use realserv_domain::money::Paise;
use realserv_domain::orders::*;

use crate::acts::{Act, event};
use crate::town::*;

/// Released. Never changed; a version 2 gets a file of its own.
const V1: &str = include_str!("../fixtures/order_v1.json");

fn orders() -> Vec<Order> {
    serde_json::from_str(V1).unwrap()
}

#[test]
fn every_order_ever_stored_still_loads() {
    for order in orders() {
        let again: Order = serde_json::from_str(&serde_json::to_string(&order).unwrap()).unwrap();
        assert_eq!(again, order);
    }
}

/// Everything that an order can hold is in the file: the words stand there as they were stored.
#[test]
fn the_stored_orders_show_every_variant() {
    let orders = orders();
    let steps: BTreeSet<PartStep> =
        orders.iter().flat_map(|order| &order.parts).map(Part::step).collect();
    assert_eq!(steps.len(), 9, "{steps:?}");
    let words = [
        "online",
        "cash",
        "expired",
        "buyer",
        "vendor",
        "office",
        "attention\":\"nobody_accepted",
        "code_locked",
        "refund_failed",
        "link_failed",
        "cancelled_by_buyer",
        "cancelled_by_vendor",
        "cancelled_by_office",
        "nobody_accepted",
        "paid_twice",
        "paid_too_late",
        "wrong_amount",
        "goodwill",
        "created",
        "partially_paid",
        "paid",
        "cancelled",
        "failed",
        "authorized",
        "captured",
        "refunded",
        "asked",
        "pending",
        "processed",
        "unknown",
        "half_morning",
    ];
    for word in words {
        assert!(V1.contains(&format!("\"{word}\"")), "{word} is missing");
    }
}

/// An order of the file goes on: it can be cancelled, whatever state it was stored in.
#[test]
fn a_stored_order_goes_on() {
    for order in orders() {
        let (now, terms) = (monday(), Terms::default());
        let mut mint = minter(1, &now);
        let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
        let before = order.state();
        let step = step(order, OrderEvent::OfficeCancelled { part: None }, &mut ctx);
        let lives =
            !matches!(before, OrderState::Delivered | OrderState::Expired | OrderState::Cancelled);
        assert_eq!(lives, !step.effects.is_empty(), "{before:?}");
    }
}

/// A long day: most of what can happen, as it is written to the log.
fn a_long_day() -> (Vec<OrderEvent>, Vec<Effect>) {
    use Act::*;
    let mut world = World::placed(Method::Online, &[(STEEL, 7), (SAND, 3), (MASON, 2)]);
    let mut events = vec![OrderEvent::Placed];
    let mut effects = world.last.clone();
    for act in [
        LinkRefused,
        PayAgain,
        LinkMade,
        Hint,
        Fails(1),
        Cash,
        PaysWrong,
        Pays(0),
        LinkCancelled,
        Pays(2),
        RefundSeen(0, true),
        RefundSeen(1, false),
        RefundRefused(1),
        OfficeRefunds(100_000),
        Accept(0),
        OldAccept(0),
        Pack(0),
        Dispatch(0),
        Leave(0),
        WrongCode(0),
        Code(0),
        Rate(true),
        Reject(1),
        Wait(1),
        MoneyBack(1),
        Accept(2),
        VendorCancels(2),
        OfficeReassigns(1),
        OfficeDelivers(2),
        OfficeSettles(1, true),
        Cancel(Some(1)),
        OfficeCancels(None),
    ] {
        let Some(event) = event(&world, act) else { panic!("{act:?}") };
        events.push(event.clone());
        effects.extend(world.does(event));
    }
    let mut lapses = World::paid(&[(CEMENT, 50)]);
    lapses.candidates.clear();
    effects.extend(lapses.waits(200));
    let (part, offer, link) = (lapses.part(0).id, lapses.offer_of(0), lapses.link());
    let refund = lapses.order.refunds[0].id;
    let timers = [
        Timer::QuoteEnds,
        Timer::HoldEnds,
        Timer::PayReminder { until: lapses.order.quote_ends_at },
        Timer::LinkIsSlow { link },
        Timer::PollLink { link },
        Timer::PollRefund { refund },
        Timer::OfferReminder { offer },
        Timer::OfferEnds { offer },
        Timer::AskAgain { part },
        Timer::TimeEnds { part },
    ];
    events.extend(timers.map(|timer| OrderEvent::Due { timer }));
    effects.extend(World::linked(&[(CEMENT, 50)]).waits(60));
    (events, effects)
}

#[test]
fn events_and_effects_read_back_as_they_were_written() {
    let (events, effects) = a_long_day();
    let mut kinds = BTreeSet::new();
    for event in events {
        let json = serde_json::to_value(&event).unwrap();
        kinds.insert(json["event"].as_str().unwrap().to_owned());
        assert_eq!(serde_json::from_value::<OrderEvent>(json).unwrap(), event);
    }
    assert_eq!(kinds.len(), 28, "{kinds:?}");
    for effect in effects {
        let json = serde_json::to_string(&effect).unwrap();
        assert_eq!(serde_json::from_str::<Effect>(&json).unwrap(), effect, "{json}");
    }
}

#[test]
fn asks_and_answers_read_back_too() {
    let world = World::paid(&[(CEMENT, 50)]);
    let part = world.part(0).id;
    let share = world.part(0).share.clone();
    let most_more_paise = Paise::rupees(750);
    let elsewhere = Ask::ReserveElsewhere { part, not: vec![vendor_id(1)], most_more_paise };
    for ask in [Ask::CanBeAsked { part }, elsewhere, Ask::ReserveAgain] {
        let json = serde_json::to_string(&ask).unwrap();
        assert_eq!(serde_json::from_str::<Ask>(&json).unwrap(), ask);
    }
    for answer in [
        Answer::CanBeAsked { part, vendor: vendor(1) },
        Answer::CannotBeAsked { part },
        Answer::Moved { part, share },
        Answer::NobodyLeft { part, more_paise: Some(Paise::rupees(750)) },
        Answer::ReservedAgain,
        Answer::CannotServe,
    ] {
        let json = serde_json::to_string(&answer).unwrap();
        assert_eq!(serde_json::from_str::<Answer>(&json).unwrap(), answer);
    }
}

/// Answers that come for something that has moved on change nothing.
#[test]
fn stale_answers_change_nothing() {
    let mut done = World::dispatched(&[(CEMENT, 50)]);
    done.delivers(0);
    let part = done.part(0).id;
    let share = done.part(0).share.clone();
    for answer in [
        Answer::CanBeAsked { part, vendor: vendor(1) },
        Answer::CannotBeAsked { part },
        Answer::Moved { part, share },
        Answer::NobodyLeft { part, more_paise: None },
        Answer::ReservedAgain,
        Answer::CannotServe,
    ] {
        let (now, terms) = (monday(), Terms::default());
        let mut mint = minter(1, &now);
        let mut ctx = Ctx { now: &now, terms: &terms, mint: &mut mint };
        let step = answered(done.order.clone(), answer, &mut ctx);
        assert_eq!(step.order, done.order);
        assert!(step.effects.is_empty() && step.asks.is_empty());
    }
}
