//! Price lists of zones: another price there, from a moment on, and from so much on.
//!
//! A row is of one listing and names its price there, or of a SKU and moves every yard's own price by so much in a
//! thousand. Either way it is the price that the yard sells at: the buyer pays it and the yard asks it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Candidate;
use crate::ids::{ListingId, SkuId, ZoneId};
use crate::money::Paise;
use crate::quantity::Quantity;

/// A row of a zone's price list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZonePrice {
    pub zone: ZoneId,
    pub sku: SkuId,
    pub becomes: Becomes,
    /// From so much on in one line of a cart; zero: always.
    pub least: Quantity,
    pub from_at: Timestamp,
    /// Not any more from then on.
    pub until_at: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Becomes {
    /// One unit of this listing costs this.
    Price(ListingId, Paise),
    /// Everybody's own price and so much in a thousand of it; less, where it is below zero.
    PerMille(i32),
}

impl ZonePrice {
    #[must_use]
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.from_at <= now && self.until_at.is_none_or(|until| now < until)
    }

    /// What one unit costs by it, of a listing that asks this elsewhere.
    #[must_use]
    pub fn of(&self, own: Paise) -> Paise {
        match self.becomes {
            Becomes::Price(_, paise) => paise,
            Becomes::PerMille(more) => own.times_ratio(1000 + i64::from(more), 1000),
        }
    }
}

/// Puts a zone's prices over the yards' own, as they hold now for so much of each thing. A listing's own row comes before
/// one for everybody, then the one for most, then the latest. Nothing is looked at where the zone has none.
pub fn in_zone(
    prices: &[ZonePrice],
    now: Timestamp,
    quantity_of: impl Fn(SkuId) -> Quantity,
    candidates: &mut [Candidate],
) {
    let mut holding: Vec<&ZonePrice> = prices
        .iter()
        .filter(|price| price.holds_at(now) && price.least <= quantity_of(price.sku))
        .collect();
    if holding.is_empty() {
        return;
    }
    // Of what fits a listing the last in this order is the one that counts.
    holding.sort_by_key(|price| (price.least, price.from_at));
    let mut of_listing = BTreeMap::new();
    let mut of_sku = BTreeMap::new();
    for price in holding {
        match price.becomes {
            Becomes::Price(listing, _) => drop(of_listing.insert((price.sku, listing), price)),
            Becomes::PerMille(_) => drop(of_sku.insert(price.sku, price)),
        }
    }
    for candidate in candidates {
        let own = of_listing.get(&(candidate.sku, candidate.listing));
        if let Some(price) = own.or_else(|| of_sku.get(&candidate.sku)) {
            candidate.price_paise = price.of(candidate.price_paise);
        }
    }
}
