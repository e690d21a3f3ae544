//! The catalogue: SKUs, and the vendors' listings of them.

/// SKUs.
pub(super) mod skus;

/// Listings with price, stock and minimum.
pub(super) mod listings;
