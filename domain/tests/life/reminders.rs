//! Who has not paid is reminded once before the price ends, with a link that can be paid.

use jiff::Timestamp;
use realserv_domain::orders::*;
use realserv_domain::payments::*;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

fn reminded(effects: &[Effect]) -> Vec<(&str, Timestamp)> {
    let told = told(effects, BUYER).into_iter();
    told.filter_map(|fact| match fact {
        Fact::PayReminder { url, until, .. } => Some((url.as_str(), *until)),
        _ => None,
    })
    .collect()
}

fn links_made(effects: &[Effect]) -> usize {
    deeds(effects).iter().filter(|deed| *deed == "create_link").count()
}

fn reminder(world: &World) -> OrderEvent {
    OrderEvent::Due { timer: Timer::PayReminder { until: world.order.quote_ends_at } }
}

fn placed_under(terms: Terms) -> World {
    let mut world = World::new(Method::Online, CART);
    world.terms = terms;
    world.does(OrderEvent::Placed);
    world.link_made();
    world
}

#[test]
fn ten_minutes_before_the_end_comes_one_reminder_with_the_link_that_is_open() {
    let mut world = World::linked(CART);
    assert!(reminded(&world.waits(19)).is_empty());
    let effects = world.waits(1);
    assert_eq!(reminded(&effects), [("https://rzp.io/1", world.order.quote_ends_at)]);
    assert_eq!(links_made(&effects), 0);
    assert_eq!(world.order.reminded_with, Some(world.link()));
    assert!(world.does(reminder(&world)).is_empty(), "once, whoever repeats the timer");
    assert_eq!(names(&world.waits(20), BUYER), ["expired"]);
}

#[test]
fn who_has_paid_or_cancelled_or_pays_cash_is_not_reminded() {
    let mut paid = World::paid(CART);
    let mut cancelled = World::linked(CART);
    cancelled.cancels();
    let mut cash = World::placed(Method::Online, &[(CEMENT, 5)]);
    cash.link_made();
    cash.does(OrderEvent::CashChosen { by: BUYER });
    let mut cash_from_the_start = World::placed(Method::Cash, &[(CEMENT, 5)]);
    for world in [&mut paid, &mut cancelled, &mut cash, &mut cash_from_the_start] {
        let effects = world.does(reminder(world));
        assert!(effects.is_empty(), "{:?}: {effects:?}", world.order.state());
        assert_eq!((reminded(&world.waits(25)).len(), links_made(&world.last)), (0, 0));
    }
}

#[test]
fn a_late_timer_and_one_of_another_end_do_nothing() {
    for (minutes, heard) in [(27, 1), (28, 1), (29, 0), (31, 0)] {
        let mut world = placed_under(Terms { pay_reminder_minutes: 0, ..Terms::default() });
        world.waits(minutes);
        let effects = world.does(reminder(&world));
        assert_eq!(reminded(&effects).len(), heard, "after {minutes} minutes");
    }
    let mut world = World::linked(CART);
    let until = world.order.placed_at;
    assert!(world.does(OrderEvent::Due { timer: Timer::PayReminder { until } }).is_empty());
}

#[test]
fn the_office_sets_when_or_turns_it_off() {
    let after = |pay_reminder_minutes| {
        let mut world = placed_under(Terms { pay_reminder_minutes, ..Terms::default() });
        (0..33).find(|_| !reminded(&world.waits(1)).is_empty()).map(|minute| minute + 1)
    };
    assert_eq!(after(10), Some(20));
    assert_eq!(after(5), Some(25));
    assert_eq!(after(0), None);
    assert_eq!(after(30), None, "as soon as it is placed is no reminder");
    let odd = |pay_reminder_minutes| {
        Terms { pay_reminder_minutes, ..Terms::default() }.contradictions().len()
    };
    assert_eq!([0, 1, 2, 29, 30].map(odd), [0, 1, 0, 0, 1]);
}

#[test]
fn at_night_nobody_is_reminded_and_in_the_morning_who_can_still_pay() {
    let after = |ends: &str| {
        let mut world = World::new(Method::Online, CART);
        world.now = at("2026-11-23T22:00");
        world.order.quote_ends_at = at(ends).timestamp();
        world.does(OrderEvent::Placed);
        world.link_made();
        let rings = (0..11 * 60).any(|_| !reminded(&world.waits(1)).is_empty());
        rings.then(|| world.now.datetime().to_string())
    };
    assert_eq!(after("2026-11-23T22:30"), None);
    assert_eq!(after("2026-11-24T08:01"), None, "one minute is no time to pay in");
    assert_eq!(after("2026-11-24T08:05").as_deref(), Some("2026-11-24T08:00:00"));
    assert_eq!(after("2026-11-24T08:30").as_deref(), Some("2026-11-24T08:20:00"));
}

/// Refused by Razorpay, or closed by it: either way there is nothing that can be paid.
#[test]
fn a_dead_link_is_not_shown_but_replaced_once() {
    let mut refused = World::placed(Method::Online, CART);
    let link = refused.link();
    refused.does(OrderEvent::LinkRefused { link, detail: String::new() });
    let mut closed = World::linked(CART);
    let link = closed.link();
    closed.does(OrderEvent::LinkSeen { link, status: LinkStatus::Cancelled, payments: Vec::new() });
    for mut world in [refused, closed] {
        let effects = world.waits(20);
        assert_eq!((links_made(&effects), reminded(&effects).len()), (1, 0));
        assert_eq!(world.order.links.len(), 2);
        assert!(world.does(reminder(&world)).is_empty(), "one resend");
        let effects = world.link_made();
        assert_eq!(names(&effects, BUYER), ["pay_reminder"], "with the new button");
        assert_eq!(reminded(&effects)[0].0, "https://rzp.io/2");
        assert_eq!(names(&world.pays("pay_1"), BUYER), ["paid"]);
    }
}

#[test]
fn a_link_that_is_being_made_brings_its_own_message() {
    let mut world = World::placed(Method::Online, CART);
    let effects = world.waits(20);
    assert_eq!((links_made(&effects), names(&effects, BUYER)), (0, vec!["link_is_slow".into()]));
    assert_eq!(names(&world.link_made(), BUYER), ["pay_now"]);
}

/// A link that is paid while its money is not found is a case for the office, not for a second payment.
#[test]
fn nobody_is_asked_to_pay_twice() {
    let mut world = World::linked(CART);
    let link = world.link();
    world.does(OrderEvent::LinkSeen { link, status: LinkStatus::Paid, payments: Vec::new() });
    let effects = world.waits(25);
    assert_eq!((links_made(&effects), reminded(&effects).len()), (0, 0));
}
