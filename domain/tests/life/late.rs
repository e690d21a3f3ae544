//! A time that passes while nobody has taken a part: offers end, the buyer chooses another time or the money.

use realserv_domain::orders::*;
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};

use crate::town::*;

const CART: &[(u128, u32)] = &[(CEMENT, 50)];

fn slot(on: &str, part: DayPart) -> Schedule {
    Schedule { delivery: Some(Slot { on: on.parse().unwrap(), part }), work: None }
}

fn day(on: &str, shift: Shift) -> Schedule {
    Schedule { delivery: None, work: Some(WorkDay { on: on.parse().unwrap(), shift }) }
}

fn chooses(world: &mut World, schedule: Schedule) -> Vec<Effect> {
    let part = world.part(0).id;
    world.does(OrderEvent::TimeChosen { part, by: BUYER, schedule })
}

/// Paid for Tuesday's slot of eight to twelve; five minutes before it ends everybody is still silent.
fn nearly_noon() -> World {
    let mut world = World::linked(CART);
    world.now = at("2026-11-24T11:55");
    world.pays("pay_1");
    world
}

#[test]
fn an_offer_ends_with_the_slot_and_the_buyer_chooses() {
    let mut world = nearly_noon();
    let PartState::Offered { ends_at, .. } = world.part(0).state else { panic!() };
    assert_eq!(ends_at, at("2026-11-24T12:00").timestamp(), "not ten minutes: there are five");
    let effects = world.waits(5);
    assert_eq!(names(&effects, BUYER), ["time_passed"]);
    assert_eq!(names(&effects, person_of(1)), ["offer_gone"]);
    assert!(names(&effects, person_of(2)).is_empty(), "nobody is asked for what is over");
    assert_eq!(world.order.state(), OrderState::NeedsBuyer);
    assert_eq!(world.stock_of(0), Stock::Free);
    let part = world.part(0).id;
    let wait = OrderEvent::WaitChosen { part, by: BUYER };
    assert_eq!(names(&world.does(wait), BUYER), ["time_passed"], "waiting does not bring it back");
}

#[test]
fn another_time_asks_everybody_anew() {
    let mut world = nearly_noon();
    world.waits(5);
    let effects = chooses(&mut world, slot("2026-11-24", DayPart::Evening));
    assert_eq!(names(&effects, BUYER), ["asking_for_new_time"]);
    assert_eq!(names(&effects, person_of(1)), ["offer"], "also who was asked before");
    let [Fact::Offer { part, .. }] = told(&effects, person_of(1))[..] else { panic!() };
    assert_eq!(part.schedule, slot("2026-11-24", DayPart::Evening));
    assert_eq!(world.stock_of(0), Stock::Held);
    world.accepts(0);
    world.dispatches(0);
    world.delivers(0);
    assert_eq!(world.order.state(), OrderState::Delivered);
}

#[test]
fn a_time_that_is_not_free_is_asked_again() {
    let mut world = nearly_noon();
    world.waits(5);
    for gone in [
        slot("2026-11-24", DayPart::Morning),
        slot("2026-12-25", DayPart::Morning),
        day("2026-11-25", Shift::Full),
    ] {
        assert_eq!(names(&chooses(&mut world, gone), BUYER), ["time_passed"], "{gone:?}");
        assert_eq!(world.part(0).step(), PartStep::Unserved);
    }
    let mut taken = World::accepted(CART);
    let evening = slot("2026-11-24", DayPart::Evening);
    assert_eq!(names(&chooses(&mut taken, evening), BUYER), ["too_late"]);
}

/// Masons who would come at ten are not what was ordered for eight.
#[test]
fn a_crews_time_passes_when_its_shift_begins_and_another_day_keeps_the_shift() {
    let mut world = World::linked(&[(MASON, 2)]);
    world.now = at("2026-11-24T07:55");
    world.pays("pay_1");
    assert_eq!(names(&world.waits(5), BUYER), ["time_passed"]);
    let half = day("2026-11-26", Shift::HalfMorning);
    assert_eq!(names(&chooses(&mut world, half), BUYER), ["time_passed"], "it has another price");
    let full = day("2026-11-26", Shift::Full);
    assert_eq!(names(&chooses(&mut world, full), BUYER), ["asking_for_new_time"]);
    world.accepts(0);
    world.now = at("2026-11-25T21:00");
    let means = world.order.cancelling(None, &world.now, &world.terms);
    assert_eq!(means.kept_for, Some(KeptFor::Crew), "called on the eve of the new day");
}

#[test]
fn a_question_that_nobody_answers_ends_with_the_money_back() {
    let mut world = nearly_noon();
    world.waits(5);
    assert!(names(&world.waits(23 * 60), BUYER).is_empty());
    assert_eq!(names(&world.waits(61), BUYER), ["cancelled"]);
    assert_eq!(world.order.refunds[0].amount_paise, world.order.total_paise);
}

/// Nobody had taken it when the slot ended: the open question becomes another one.
#[test]
fn an_unserved_part_is_not_searched_for_any_more_when_its_time_passes() {
    let mut world = World::linked(CART);
    world.now = at("2026-11-24T11:20");
    world.pays("pay_1");
    world.candidates.clear();
    assert_eq!(names(&world.waits(10), BUYER), ["nobody_accepted"]);
    assert_eq!(names(&world.waits(30), BUYER), ["time_passed"]);
    assert!(names(&world.waits(120), BUYER).is_empty());
}

/// What a vendor has accepted he may bring late, and is told that he does; who takes it away after the time asks the buyer.
#[test]
fn an_accepted_part_outlives_its_time() {
    let mut world = nearly_noon();
    world.accepts(0);
    let effects = world.waits(60);
    assert_eq!(names(&effects, BUYER), ["runs_late"]);
    assert_eq!(names(&effects, person_of(1)), ["you_run_late"]);
    assert_eq!(deeds(&effects), ["raise_alarm"]);
    assert_eq!(world.order.attention, Some(Attention::Late));
    assert_eq!(world.part(0).step(), PartStep::Accepted);
    assert!(world.waits(600).is_empty(), "once");
    let (part, by) = (world.part(0).id, world.vendor_of(0));
    let effects = world.does(OrderEvent::VendorCancelled { part, by });
    assert_eq!(names(&effects, BUYER), ["time_passed"]);
    assert_eq!(world.stock_of(0), Stock::Free);
}

/// What left and never came: nobody types a code, so only a person can find out. A truck in traffic is given two hours.
#[test]
fn what_is_on_the_road_hours_after_its_time_is_on_the_offices_list() {
    let mut world = nearly_noon();
    world.accepts(0);
    world.dispatches(0);
    world.leaves(0);
    let on_time = world.waits(120);
    assert_eq!(deeds(&on_time), ["set_timer"], "{on_time:?}");
    assert_eq!(world.order.attention, None);
    assert_eq!(deeds(&world.waits(60)), ["raise_alarm"]);
    assert_eq!(world.order.attention, Some(Attention::Late));
    world.delivers(0);
    assert_eq!(world.order.attention, None);
}

/// The two hours of one that left late count from when it left.
#[test]
fn what_leaves_after_its_time_is_given_its_way() {
    let mut world = nearly_noon();
    world.accepts(0);
    world.waits(240);
    world.dispatches(0);
    assert_eq!(world.order.attention, None);
    assert!(world.waits(119).is_empty());
    assert_eq!(deeds(&world.waits(1)), ["raise_alarm"]);
    assert_eq!(world.order.attention, Some(Attention::Late));
}
