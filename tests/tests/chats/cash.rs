//! Cash on delivery.
