//! Webhooks that come twice, late, in another order, or not at all.
