//! No order of a week is stuck, no paisa is missing, no bag is sold twice.

use crate::week;

/// As many as the example `week` plays in release.
const ORDERS: usize = 10_000;
const SEED: u64 = 2;

#[test]
fn every_order_of_a_week_ends_or_is_seen_by_the_office() {
    let figures = week::run(ORDERS, SEED);
    assert_eq!(figures.orders, ORDERS);
    assert!(figures.stuck.is_empty(), "{:?}", figures.stuck);
    assert!(figures.ledger_off.is_zero(), "{}", figures.ledger_off);
    assert!(figures.unexplained.is_empty(), "{:?}", figures.unexplained);
    let confirmed = figures.confirmed_per_thousand();
    assert!((700..1000).contains(&confirmed), "{figures}");
    assert!(figures.tried_everything(), "{figures}");
    // A week in which nothing runs out and nobody is called proves little.
    assert!(figures.turned_away > 100 && figures.alarms > 100, "{figures}");
}
