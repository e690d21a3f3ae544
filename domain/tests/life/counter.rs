//! Not as it was asked, but so: fewer, at another time, or for more.

use realserv_domain::money::Paise;
use realserv_domain::orders::*;
use realserv_domain::quantity::Quantity;
use realserv_domain::time::open_slots;

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

fn counters(world: &mut World, counter: Counter) -> Vec<Effect> {
    let (offer, by) = (world.offer_of(0), world.vendor_of(0));
    world.does(OrderEvent::OfferCountered { offer, by, counter })
}

fn fewer(count: u32) -> Counter {
    Counter::Fewer { quantity: Quantity::whole(count) }
}

fn says_yes(world: &mut World, counter: Counter) -> Vec<Effect> {
    let part = world.part(0).id;
    world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter })
}

#[test]
fn fewer_of_what_is_paid_sends_the_rest_of_the_money_back() {
    let mut world = World::paid(CART);
    let price = world.part(0).share.lines[0].price_paise;
    let effects = counters(&mut world, fewer(40));
    assert_eq!(names(&effects, BUYER), ["countered"]);
    assert_eq!(names(&effects, person_of(1)), ["counter_noted"]);
    assert!(names(&world.waits(10), person_of(1)).is_empty(), "he has answered: no reminder");
    let effects = says_yes(&mut world, fewer(40));
    assert_eq!(names(&effects, BUYER), ["accepted", "refund_started"]);
    assert_eq!(names(&effects, person_of(1)), ["offer_taken"]);
    assert_eq!(world.part(0).share.lines[0].quantity, Quantity::whole(40));
    let refund = &world.order.refunds[0];
    assert_eq!(refund.why, RefundWhy::FewerCame);
    assert_eq!(refund.amount_paise, Quantity::whole(10).at(price));
    assert_eq!(world.stock_of(0), Stock::Deducted);
}

#[test]
fn fewer_for_cash_is_less_at_the_gate() {
    let mut world = World::placed(Method::Cash, CART);
    let (before, price) = (world.order.total_paise, world.part(0).share.lines[0].price_paise);
    counters(&mut world, fewer(30));
    says_yes(&mut world, fewer(30));
    assert_eq!(world.order.total_paise, before - Quantity::whole(20).at(price));
    assert!(world.order.refunds.is_empty());
    assert_eq!(world.order.due_for(world.part(0)), world.order.total_paise);
}

#[test]
fn another_time_is_the_parts_own() {
    let mut world = World::paid(CART);
    let slot = open_slots(&world.now, 6, 5)[4];
    counters(&mut world, Counter::At { slot });
    says_yes(&mut world, Counter::At { slot });
    assert_eq!(world.part(0).step(), PartStep::Accepted);
    assert_eq!(world.order.schedule_of(world.part(0)).delivery, Some(slot));
    assert!(world.order.refunds.is_empty());
}

#[test]
fn a_no_or_silence_asks_the_next() {
    let mut world = World::paid(CART);
    counters(&mut world, fewer(40));
    let part = world.part(0).id;
    let effects = world.does(OrderEvent::CounterRefused { part, by: BUYER });
    assert_eq!(names(&effects, person_of(1)), ["counter_refused"]);
    assert_eq!(names(&effects, person_of(2)), ["offer"]);
    assert_eq!(world.part(0).share.lines[0].quantity, Quantity::whole(50), "all of it is asked");
    counters(&mut world, fewer(45));
    assert!(names(&world.waits(29), person_of(2)).is_empty());
    let effects = world.waits(2);
    assert_eq!(names(&effects, person_of(2)), ["counter_refused"]);
    assert_eq!(world.vendor_of(0), vendor_id(5));
}

#[test]
fn an_old_yes_is_asked_anew_and_a_late_one_is_told_where_the_order_is() {
    let mut world = World::paid(CART);
    counters(&mut world, fewer(40));
    counters(&mut world, fewer(35));
    let effects = says_yes(&mut world, fewer(40));
    assert_eq!(names(&effects, BUYER), ["countered"], "he has said something else since");
    world.accepts(0);
    assert_eq!(names(&says_yes(&mut world, fewer(35)), BUYER), ["too_late"]);
    assert_eq!(world.part(0).share.lines[0].quantity, Quantity::whole(50));
}

#[test]
fn what_cannot_be_is_said_and_the_offer_stands() {
    let mut world = World::paid(CART);
    let asked = world.order.schedule.delivery.unwrap();
    for counter in [fewer(50), fewer(0), fewer(60), Counter::At { slot: asked }] {
        let effects = counters(&mut world, counter);
        assert_eq!(names(&effects, person_of(1)), ["counter_not_possible"], "{counter:?}");
        assert!(names(&effects, BUYER).is_empty());
    }
    world.accepts(0);
    assert_eq!(world.part(0).step(), PartStep::Accepted);
}

#[test]
fn a_dearer_price_is_borne_within_the_tolerance_and_the_buyers_to_say_beyond() {
    let mut world = World::paid(CART);
    let (offer, by) = (world.offer_of(0), world.vendor_of(0));
    let price = world.part(0).share.lines[0].price_paise;
    let total = world.order.total_paise;
    let beyond =
        world.does(OrderEvent::DearerAsked { offer, by, ask_paise: price.times_ratio(106, 100) });
    assert_eq!(names(&beyond, person_of(1)), ["counter_noted"]);
    assert_eq!(names(&beyond, BUYER), ["countered"]);
    let ask_paise = price.times_ratio(104, 100);
    let within = world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
    assert_eq!(names(&within, BUYER), ["accepted"]);
    let share = &world.part(0).share;
    assert_eq!(
        share.price_support(),
        Quantity::whole(50).at(ask_paise) - share.lines[0].total_paise
    );
    assert_eq!(world.order.total_paise, total, "the buyer pays what he was quoted");
    assert!(share.price_support() > Paise::ZERO);
}

/// Each of two yards may ask so much more, and both together more than may be cash.
#[test]
fn two_dearer_counters_do_not_pass_the_cash_limit_together() {
    let mut world = World::paid(&[(CEMENT, 50), (SAND, 3)]);
    world.order.cash_limit_paise = Paise::rupees(2_000);
    let asks = [Paise::rupees(420), Paise::rupees(1_320)];
    for (at, ask_paise) in asks.into_iter().enumerate() {
        let (offer, by) = (world.offer_of(at), world.vendor_of(at));
        world.does(OrderEvent::DearerAsked { offer, by, ask_paise });
        assert_eq!(world.part(at).counter(), Some(Counter::Dearer { ask_paise }));
    }
    says_yes(&mut world, Counter::Dearer { ask_paise: asks[0] });
    assert_eq!(world.order.at_the_gates(), Paise::rupees(1_725));
    let (part, counter) = (world.part(1).id, Counter::Dearer { ask_paise: asks[1] });
    let effects = world.does(OrderEvent::CounterAccepted { part, by: BUYER, counter });
    assert_eq!(world.order.at_the_gates(), Paise::rupees(1_725), "360 more are too much");
    assert_eq!(names(&effects, person_of(3)), ["counter_refused"]);
    assert_ne!(world.part(1).step(), PartStep::Accepted);
    assert_eq!(names(&effects, BUYER), ["dearer_not_possible", "nobody_accepted"]);
}
