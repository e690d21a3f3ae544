//! Webhooks on their way to the program: signed, faulty on demand, tried again on the test clock.
//!
//! What is in them is made where it happens (`people/`, `graph/`, `razorpay/`); here they are only carried.

pub(crate) mod envelope;
mod queue;
pub(crate) mod samples;
mod sign;

pub(crate) use queue::{Delivery, Outcome, Post};
pub use sign::{hmac_hex, meta_json};
