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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    use crate::catalog::GstRate;
    use crate::ids::{PersonId, VendorId};
    use crate::language::Name;
    use crate::place::Point;
    use crate::vendors::{Hours, Vendor};

    const CEMENT: SkuId = SkuId(Uuid::from_u128(1));

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn listing(n: u128, price: i64) -> Candidate {
        Candidate {
            listing: ListingId(Uuid::from_u128(n)),
            sku: CEMENT,
            vendor: Vendor {
                id: VendorId(Uuid::from_u128(n)),
                person: PersonId(Uuid::from_u128(n)),
                name: Name::same("yard"),
                point: Point { lat_e6: 0, lon_e6: 0 },
                hours: Hours::default(),
            },
            price_paise: Paise::new(price),
            hsn: "252329".into(),
            gst_rate: GstRate(1800),
            minimum: Quantity::whole(1),
            available: Quantity::whole(1000),
            acceptance_per_mille: 900,
        }
    }

    fn row(becomes: Becomes, least: u32, from: i64, until: Option<i64>) -> ZonePrice {
        ZonePrice {
            zone: ZoneId(Uuid::nil()),
            sku: CEMENT,
            becomes,
            least: Quantity::whole(least),
            from_at: at(from),
            until_at: until.map(at),
        }
    }

    fn price(n: u128, paise: i64) -> Becomes {
        Becomes::Price(ListingId(Uuid::from_u128(n)), Paise::new(paise))
    }

    fn priced(rows: &[ZonePrice], now: i64, quantity: u32) -> Vec<i64> {
        let mut candidates = [listing(1, 10_000), listing(2, 20_000)];
        in_zone(rows, at(now), |_| Quantity::whole(quantity), &mut candidates);
        candidates.iter().map(|candidate| candidate.price_paise.get()).collect()
    }

    #[test]
    fn the_row_that_holds_for_so_much_at_that_moment_counts() {
        let rows = [
            row(Becomes::PerMille(100), 0, 10, Some(20)),
            row(Becomes::PerMille(-50), 100, 10, None),
            row(price(2, 19_000), 0, 15, None),
            row(price(2, 18_000), 100, 15, None),
        ];
        assert_eq!(priced(&rows, 9, 500), [10_000, 20_000], "nothing has begun");
        assert_eq!(priced(&rows, 10, 50), [11_000, 22_000]);
        assert_eq!(priced(&rows, 10, 100), [9_500, 19_000]);
        assert_eq!(priced(&rows, 15, 99), [11_000, 19_000], "a listing's own comes first");
        assert_eq!(priced(&rows, 15, 100), [9_500, 18_000]);
        assert_eq!(priced(&rows, 20, 99), [10_000, 19_000], "it has ended");
        assert_eq!(priced(&[], 20, 99), [10_000, 20_000]);
    }

    #[test]
    fn of_two_that_begin_one_after_the_other_the_later_counts() {
        let rows = [row(price(1, 7), 0, 10, None), row(price(1, 5), 0, 12, None)];
        assert_eq!(priced(&rows, 11, 1)[0], 7);
        assert_eq!(priced(&rows, 12, 1)[0], 5);
        let turned = [rows[1], rows[0]];
        assert_eq!(priced(&turned, 12, 1)[0], 5, "in whichever order they stand");
        let at_once = [row(price(1, 7), 0, 10, None), row(price(1, 5), 0, 10, None)];
        assert_eq!(priced(&at_once, 12, 1)[0], 5, "the one that was written last");
    }

    proptest! {
        /// Against looking at all rows for each listing, one after the other.
        #[test]
        fn each_listing_has_the_row_that_a_plain_search_finds(
            rows in proptest::collection::vec(
                (0_u128..4, -900_i32..900, 0_u32..5, 0_i64..5, proptest::option::of(0_i64..8)), 0..9,
            ),
            now in 0_i64..9, quantity in 0_u32..6,
        ) {
            let rows: Vec<ZonePrice> = rows
                .into_iter()
                .map(|(of, more, least, from, until)| {
                    let becomes = match of {
                        0 | 3 => Becomes::PerMille(more),
                        listing => price(listing, i64::from(more) + 1000),
                    };
                    row(becomes, least, from, until)
                })
                .collect();
            let plain = |n: u128, own: i64| {
                let mut best: Option<((bool, u32, i64, usize), i64)> = None;
                for (position, row) in rows.iter().enumerate() {
                    let until = row.until_at.map_or(i64::MAX, Timestamp::as_second);
                    let begun = row.from_at.as_second() <= now && now < until;
                    let least = u32::try_from(row.least.milli() / 1000).unwrap();
                    let (is_own, price) = match row.becomes {
                        Becomes::Price(listing, paise) if listing.0.as_u128() == n => {
                            (true, paise.get())
                        }
                        Becomes::Price(..) => continue,
                        Becomes::PerMille(more) => (false, own + own * i64::from(more) / 1000),
                    };
                    let rank = (is_own, least, row.from_at.as_second(), position);
                    if begun && least <= quantity && best.is_none_or(|(other, _)| other < rank) {
                        best = Some((rank, price));
                    }
                }
                best.map_or(own, |(_, price)| price)
            };
            prop_assert_eq!(priced(&rows, now, quantity), [plain(1, 10_000), plain(2, 20_000)]);
        }
    }
}
