//! How a buyer found what came: once, changeable for a week, and only of what was delivered.

use realserv_domain::orders::*;

use crate::town::*;

const DAY: i64 = 24 * 60;

fn delivered() -> World {
    let mut world = World::dispatched(&[(CEMENT, 50)]);
    world.leaves(0);
    world.delivers(0);
    world
}

fn rates(world: &mut World, rating: Rating) -> Vec<Effect> {
    world.does(OrderEvent::Rated { by: BUYER, rating })
}

/// Whether it was taken as something new.
fn taken(effects: &[Effect]) -> Option<(Rating, bool)> {
    told(effects, BUYER).into_iter().find_map(|fact| match fact {
        Fact::Rated { rating, is_new, .. } => Some((*rating, *is_new)),
        _ => None,
    })
}

#[test]
fn one_tap_rates_and_the_other_changes_it_for_a_week() {
    let mut world = delivered();
    assert_eq!(taken(&rates(&mut world, Rating::Good)), Some((Rating::Good, true)));
    let since = world.order.rated.unwrap().since;
    assert_eq!(taken(&rates(&mut world, Rating::Good)), Some((Rating::Good, false)));
    world.waits(6 * DAY);
    assert_eq!(taken(&rates(&mut world, Rating::Bad)), Some((Rating::Bad, true)));
    assert_eq!(world.order.rated, Some(Rated { rating: Rating::Bad, since }), "no younger");
    world.waits(DAY);
    let effects = rates(&mut world, Rating::Good);
    assert_eq!(names(&effects, BUYER), ["rating_stands"]);
    assert_eq!(taken(&rates(&mut world, Rating::Bad)), Some((Rating::Bad, false)));
    assert_eq!(world.order.rated.unwrap().rating, Rating::Bad);
}

/// A house is not judged on the first day.
#[test]
fn the_first_word_may_come_late() {
    let mut world = delivered();
    world.waits(30 * DAY);
    assert_eq!(taken(&rates(&mut world, Rating::Bad)), Some((Rating::Bad, true)));
    world.waits(6 * DAY);
    assert_eq!(taken(&rates(&mut world, Rating::Good)), Some((Rating::Good, true)));
}

#[test]
fn what_was_not_delivered_is_not_rated_but_its_state_is_told() {
    let mut cancelled = World::paid(&[(CEMENT, 50)]);
    cancelled.cancels();
    for mut world in [World::linked(&[(CEMENT, 50)]), World::dispatched(&[(CEMENT, 50)]), cancelled]
    {
        let state = world.order.state();
        let effects = rates(&mut world, Rating::Good);
        let said = told(&effects, BUYER);
        assert!(matches!(said[..], [Fact::TooLate { state: s, .. }] if *s == state), "{said:?}");
        assert_eq!(world.order.rated, None);
    }
}

#[test]
fn nobody_but_the_buyer_rates() {
    let mut world = delivered();
    let effects = world.does(OrderEvent::Rated { by: person_of(1), rating: Rating::Good });
    assert!(effects.is_empty() && world.order.rated.is_none());
}

/// Part of it came, and that is what is rated.
#[test]
fn what_is_left_of_an_order_is_rated_when_the_last_of_it_has_come() {
    let mut world = World::accepted(&[(CEMENT, 50), (SAND, 3)]);
    world.dispatches(0);
    world.leaves(0);
    world.delivers(0);
    assert_eq!(names(&rates(&mut world, Rating::Good), BUYER), ["too_late"]);
    let part = world.part(1).id;
    world.cancels_part(Some(part));
    assert_eq!(world.order.state(), OrderState::Delivered);
    assert_eq!(taken(&rates(&mut world, Rating::Good)), Some((Rating::Good, true)));
}
