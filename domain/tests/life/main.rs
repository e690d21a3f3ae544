//! The life of an order, from the price of a cart to the last refund, as tables and as chance plays it. One binary, so
//! that there is one thing to link.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail where it stands")]

/// Orders when nothing goes wrong.
mod paths;

/// The people, the prices, and a world that carries out effects.
mod town;
