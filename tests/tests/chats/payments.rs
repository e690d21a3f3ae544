//! Payments that come, fail, come late or twice.
