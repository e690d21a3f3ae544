//! What the yards have. Every movement of stock is checked: nothing is sold that is not there.

use std::collections::BTreeMap;

use jiff::Zoned;
use realserv_domain::cart::Cart;
use realserv_domain::catalog::{Catalog, GstRate, Kind, Sku};
use realserv_domain::fees::{PanHolder, Standing};
use realserv_domain::ids::*;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Part, Rest};
use realserv_domain::place::{Point, Site};
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::quote::{Candidate, Delivery, DeliveryTerms, Share};
use realserv_domain::vendors::{Hours, Vendor};
use uuid::Uuid;

use crate::dice::Dice;

/// Yards, and contractors behind them.
pub(crate) const YARDS: u128 = 60;
pub(crate) const VENDORS: u128 = 76;
const GOODS: u128 = 24;
const SKUS: u128 = 28;

pub(crate) const DELIVERY: Delivery<'static> = Delivery {
    terms: DeliveryTerms::flat(Paise::rupees(300), Paise::rupees(20), 25_000),
    fleet: &[],
};

const MIYAPUR: Point = Point { lat_e6: 17_496_000, lon_e6: 78_358_000 };

/// A yard's shelf of one thing.
struct Shelf {
    card: Candidate,
    /// What comes every morning.
    full: i64,
    on_hand: i64,
    reserved: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Reserved,
    Deducted,
}

pub(crate) struct Market {
    pub(crate) catalog: Catalog,
    shelves: BTreeMap<ListingId, Shelf>,
    by_sku: BTreeMap<SkuId, Vec<ListingId>>,
    /// What each part has, of which listings.
    parts: BTreeMap<PartId, (Held, Vec<(ListingId, i64)>)>,
}

impl Market {
    pub(crate) fn open(dice: &mut Dice) -> Self {
        let catalog = Catalog::new((0..SKUS).map(sku).collect(), 1);
        let vendors: Vec<Vendor> = (0..VENDORS).map(|n| vendor(n, dice)).collect();
        let mut market = Self {
            catalog,
            shelves: BTreeMap::new(),
            by_sku: BTreeMap::new(),
            parts: BTreeMap::new(),
        };
        for (n, vendor) in (0..VENDORS).zip(&vendors) {
            for sku in 0..SKUS {
                let of_trade = (n < YARDS) == (sku < GOODS);
                if of_trade && dice.of_a_thousand(400) {
                    market.lists(ListingId(Uuid::from_u128(n * 1000 + sku)), vendor, sku, dice);
                }
            }
        }
        market
    }

    fn lists(&mut self, listing: ListingId, vendor: &Vendor, sku: u128, dice: &mut Dice) {
        let labour = sku >= GOODS;
        let usual = if labour { 90_000 } else { 30_000 + 1_000 * i64::try_from(sku).unwrap() };
        let full = if labour { dice.between(6, 20) } else { dice.between(120, 800) } * 1000;
        let sku = SkuId(Uuid::from_u128(sku + 1));
        let card = Candidate {
            listing,
            sku,
            vendor: vendor.clone(),
            price_paise: Paise::new(usual * dice.between(970, 1030) / 1000),
            hsn: "2523".into(),
            gst_rate: GstRate(1800),
            minimum: Quantity::ZERO,
            available: Quantity::ZERO,
            acceptance_per_mille: u16::try_from(dice.between(600, 990)).unwrap(),
        };
        self.shelves.insert(listing, Shelf { card, full, on_hand: full, reserved: 0 });
        self.by_sku.entry(sku).or_default().push(listing);
    }

    /// A lorry comes before the yards open, and yesterday's people are free again.
    pub(crate) fn morning(&mut self) {
        for shelf in self.shelves.values_mut() {
            shelf.on_hand = shelf.on_hand.max(shelf.full).max(shelf.reserved);
        }
    }

    pub(crate) fn cart(&self, dice: &mut Dice) -> Cart {
        let mut cart = Cart::default();
        for _ in 0..=dice.below(3) {
            // What is bought most stands first in its list.
            let n = dice.below(usize::try_from(SKUS).unwrap()).min(dice.below(40));
            let sku = self.catalog.iter().nth(n).unwrap();
            let labour = sku.kind == Kind::Labour;
            let count = if labour { dice.between(1, 4) } else { dice.between(2, 12) * 10 };
            cart.set(sku.id, Quantity::whole(u32::try_from(count).unwrap())).unwrap();
        }
        cart
    }

    /// All listings of these things, with what is free of each.
    pub(crate) fn candidates(&self, skus: impl IntoIterator<Item = SkuId>) -> Vec<Candidate> {
        let of = |sku: SkuId| self.by_sku.get(&sku).into_iter().flatten();
        let listings = skus.into_iter().flat_map(of);
        listings
            .map(|listing| {
                let shelf = &self.shelves[listing];
                let free = shelf.on_hand - shelf.reserved;
                Candidate { available: Quantity::from_milli(free), ..shelf.card.clone() }
            })
            .collect()
    }

    pub(crate) fn vendor(&self, share: &Share) -> Vendor {
        self.shelves[&share.lines[0].listing].card.vendor.clone()
    }

    /// All of these parts or none.
    pub(crate) fn holds_all(&mut self, parts: &[&Part]) -> bool {
        let mut wanted: BTreeMap<ListingId, i64> = BTreeMap::new();
        for line in parts.iter().flat_map(|part| &part.share.lines) {
            *wanted.entry(line.listing).or_default() += line.quantity.milli();
        }
        let there = wanted.iter().all(|(listing, milli)| {
            let shelf = &self.shelves[listing];
            shelf.on_hand - shelf.reserved >= *milli
        });
        if there {
            parts.iter().for_each(|part| self.holds(part.id, &part.share));
        }
        there
    }

    pub(crate) fn holds(&mut self, part: PartId, share: &Share) {
        let lines: Vec<_> = share.lines.iter().map(|l| (l.listing, l.quantity.milli())).collect();
        for (listing, milli) in &lines {
            self.shelf(*listing, |shelf| shelf.reserved += milli);
        }
        let had = self.parts.insert(part, (Held::Reserved, lines));
        assert!(had.is_none(), "held twice");
    }

    pub(crate) fn releases(&mut self, part: PartId) {
        self.gives_back(part, Some(Held::Reserved));
    }

    pub(crate) fn returns(&mut self, part: PartId) {
        self.gives_back(part, Some(Held::Deducted));
    }

    /// Whatever it has, if it has anything.
    pub(crate) fn lets_go(&mut self, part: PartId) {
        if self.parts.contains_key(&part) {
            self.gives_back(part, None);
        }
    }

    fn gives_back(&mut self, part: PartId, expected: Option<Held>) {
        let (held, lines) = self.parts.remove(&part).expect("a part that has something");
        assert!(expected.is_none_or(|expected| expected == held), "{held:?}");
        for (listing, milli) in lines {
            self.shelf(listing, |shelf| match held {
                Held::Reserved => shelf.reserved -= milli,
                Held::Deducted => shelf.on_hand += milli,
            });
        }
    }

    /// So much less of a listing is held or was taken.
    pub(crate) fn takes_back(
        &mut self,
        part: PartId,
        listing: ListingId,
        quantity: Quantity,
        rest: Rest,
    ) {
        let (held, lines) = self.parts.get_mut(&part).expect("a part that has something");
        let held = *held;
        let line = lines.iter_mut().find(|(of, _)| *of == listing).expect("a line of it");
        line.1 -= quantity.milli();
        assert!(line.1 >= 0, "more than it had");
        self.shelf(listing, |shelf| match (held, rest) {
            (Held::Reserved, _) => shelf.reserved -= quantity.milli(),
            (Held::Deducted, Rest::Back) => shelf.on_hand += quantity.milli(),
            (Held::Deducted, Rest::Lost) => {}
        });
    }

    pub(crate) fn deducts(&mut self, part: PartId) {
        let (held, lines) = self.parts.get_mut(&part).expect("a part that holds something");
        assert_eq!(*held, Held::Reserved);
        *held = Held::Deducted;
        for (listing, milli) in lines.clone() {
            self.shelf(listing, |shelf| {
                shelf.reserved -= milli;
                shelf.on_hand -= milli;
            });
        }
    }

    fn shelf(&mut self, listing: ListingId, moves: impl FnOnce(&mut Shelf)) {
        let shelf = self.shelves.get_mut(&listing).expect("a listing of this market");
        moves(shelf);
        let sound = 0 <= shelf.reserved && shelf.reserved <= shelf.on_hand;
        assert!(sound, "{} reserved of {}", shelf.reserved, shelf.on_hand);
    }

    pub(crate) fn nothing_is_reserved(&self) -> bool {
        self.shelves.values().all(|shelf| shelf.reserved == 0)
    }
}

fn sku(n: u128) -> Sku {
    let kinds = [Kind::Cement, Kind::Steel, Kind::Sand, Kind::Aggregate, Kind::Brick, Kind::Block];
    let labour = n >= GOODS;
    let kind = kinds[usize::try_from(n / 4).unwrap().min(kinds.len() - 1)];
    Sku {
        id: SkuId(Uuid::from_u128(n + 1)),
        code: format!("SKU-{n:02}"),
        kind: if labour { Kind::Labour } else { kind },
        name: Name::same(&format!("thing {n}")),
        attrs: BTreeMap::new(),
        photo: None,
        unit: if labour { Unit::Person } else { Unit::Bag },
        minimum: Quantity::whole(1),
        step: Quantity::whole(1),
        usual: Vec::new(),
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: 50_000,
        rank: 1,
        from_price: None,
    }
}

fn somewhere(dice: &mut Dice) -> Point {
    let mut off = || i32::try_from(dice.between(-90_000, 90_000)).unwrap();
    Point { lat_e6: MIYAPUR.lat_e6 + off(), lon_e6: MIYAPUR.lon_e6 + off() }
}

fn vendor(n: u128, dice: &mut Dice) -> Vendor {
    Vendor {
        id: VendorId(Uuid::from_u128(0x1000 + n)),
        person: PersonId(Uuid::from_u128(0x2000 + n)),
        name: Name::same(&format!("vendor {n}")),
        point: somewhere(dice),
        hours: Hours::default(),
    }
}

/// Yards are firms with a GSTIN; contractors are people with a PAN, of whom every fourth has not told it.
pub(crate) fn standing(share: &Share, sold: Paise) -> Standing {
    let n = share.vendor.id.0.as_u128() - 0x1000;
    let yard = n < YARDS;
    let person = if n.is_multiple_of(4) { None } else { Some(PanHolder::Individual) };
    let trades = share.lines.iter().map(|line| (line.sku, "mason".to_owned()));
    Standing {
        registered: yard,
        pan: if yard { Some(PanHolder::Other) } else { person },
        year_gross_paise: sold,
        trades: trades.filter(|_| !yard).collect(),
    }
}

/// A buyer's site.
pub(crate) fn site(dice: &mut Dice) -> Site {
    Site {
        address: AddressId(Uuid::from_u128(5)),
        zone: ZoneId(Uuid::from_u128(6)),
        locality: Name::same("Miyapur"),
        pin: "500049".parse().unwrap(),
        point: somewhere(dice),
        lane: None,
    }
}

/// Monday at six: the town wakes up.
pub(crate) fn monday() -> Zoned {
    "2026-11-23T06:00[Asia/Kolkata]".parse().unwrap()
}
