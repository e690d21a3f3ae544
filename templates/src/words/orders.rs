//! Words about the buyer's orders: status, steps, cancelling.

words! {}
