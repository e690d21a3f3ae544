//! Prints what becomes of a week of the town: `cargo run --release -p realserv-domain --example week`.
#![expect(clippy::unwrap_used, reason = "a town that cannot be set up should fail where it stands")]
#![expect(clippy::print_stdout, reason = "it speaks on the command line")]

/// Chance with a seed.
#[path = "../tests/life/dice.rs"]
mod dice;

/// Where money stands, and why.
#[path = "../tests/life/pots.rs"]
mod pots;

/// The same that the test plays with fewer orders.
#[path = "../tests/life/series.rs"]
mod series;
#[path = "../tests/life/week/mod.rs"]
mod week;

const ORDERS: usize = 10_000;
const SEED: u64 = 1;

fn main() {
    let figures = week::run(ORDERS, SEED);
    assert!(figures.tried_everything(), "{figures}");
    print!("{figures}");
}
