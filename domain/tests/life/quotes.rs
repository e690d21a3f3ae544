//! The price of a cart: refusals, tax, delivery, round-off, and who supplies what.

use std::collections::BTreeMap;

use proptest::prelude::*;
use realserv_domain::cart::Cart;
use realserv_domain::catalog::{GstRate, Kind};
use realserv_domain::ids::VendorId;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::place::Site;
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::quote::*;
use realserv_domain::tax::Gst;
use realserv_domain::time::{Schedule, Shift, WorkDay};
use realserv_domain::vehicles::{Lane, Vehicle, Width};

use crate::town::*;

fn make_from(lines: &[(u128, u32)], candidates: &[Candidate]) -> Result<Quote, QuoteRefusal> {
    make(&cart(lines), &catalog(), candidates, &site(), schedule(), &DELIVERY)
}

fn vendors_of(quote: &Quote) -> Vec<VendorId> {
    quote.shares.iter().map(|share| share.vendor.id).collect()
}

#[test]
fn an_empty_cart_has_no_price() {
    let none = make(&Cart::default(), &catalog(), &[], &site(), schedule(), &DELIVERY);
    assert_eq!(none, Err(QuoteRefusal::CartEmpty));
}

#[test]
fn what_nobody_near_sells_is_not_sold() {
    let refused = Err(QuoteRefusal::NotSold { sku: sku_id(CEMENT) });
    assert_eq!(make_from(&[(CEMENT, 5)], &[]), refused);
    // Vendor 26 stands 26 km away, and the reach is 25.
    assert_eq!(make_from(&[(CEMENT, 5)], &[listing(26, CEMENT, 100)]), refused);
    let unknown = Err(QuoteRefusal::NotSold { sku: sku_id(77) });
    assert_eq!(make_from(&[(77, 5)], &[listing(1, 77, 100)]), unknown);
}

#[test]
fn too_much_is_out_of_stock_with_the_most_that_one_yard_can_sell() {
    let few = |n, milli| Candidate {
        available: Quantity::from_milli(milli),
        ..listing(n, CEMENT, 38_000)
    };
    // Whole bags only; and the yard with 60 will not sell less than 80.
    let choosy = Candidate { minimum: Quantity::whole(80), ..few(3, 60_000) };
    let refused = make_from(&[(CEMENT, 100)], &[few(1, 40_700), few(2, 12_000), choosy]);
    let available = Quantity::whole(40);
    assert_eq!(refused, Err(QuoteRefusal::OutOfStock { sku: sku_id(CEMENT), available }));
}

#[test]
fn too_little_names_the_smallest_minimum() {
    let wants =
        |n, count| Candidate { minimum: Quantity::whole(count), ..listing(n, CEMENT, 38_000) };
    let refused = make_from(&[(CEMENT, 5)], &[wants(1, 50), wants(2, 20)]);
    let minimum = Quantity::whole(20);
    assert_eq!(refused, Err(QuoteRefusal::BelowMinimum { sku: sku_id(CEMENT), minimum }));
}

#[test]
fn fifty_bags_with_tax_delivery_and_round_off() {
    let quote = quote_for(&[(CEMENT, 50)]);
    let share = &quote.shares[0];
    assert_eq!(share.vendor.id, vendor_id(1));
    // 50 × ₹385.50; ₹300 and ₹20 for each of 0.99995 km, up to the rupee.
    assert_eq!(quote.goods_paise, Paise::rupees(19_275));
    assert_eq!(quote.delivery_paise, Paise::rupees(320));
    assert_eq!(share.delivery_gst_rate, GstRate(1800));
    let gst = |amount| Gst::inside(amount, GstRate(1800)).tax();
    assert_eq!(quote.gst_paise, gst(quote.goods_paise) + gst(quote.delivery_paise));
    assert_eq!((quote.round_off_paise, quote.total_paise), (Paise::ZERO, Paise::rupees(19_595)));
    assert_eq!(quote.schedule.work, None);
}

#[test]
fn the_total_is_whole_rupees_and_the_rest_is_its_own_row() {
    // 7 kg × ₹62.33 = ₹436.31, delivery ₹320.
    let quote = quote_for(&[(STEEL, 7)]);
    assert_eq!(quote.total_paise, Paise::rupees(756));
    assert_eq!(quote.round_off_paise, Paise::new(-31));
}

#[test]
fn mixed_rates_give_the_delivery_the_highest() {
    let sand = Candidate { gst_rate: GstRate(500), ..listing(1, SAND, 120_000) };
    let quote = make_from(&[(CEMENT, 5), (SAND, 1)], &[listing(1, CEMENT, 38_000), sand]).unwrap();
    assert_eq!(quote.shares[0].delivery_gst_rate, GstRate(1800));
    assert_eq!(quote.shares[0].lines[1].gst_rate, GstRate(500));
}

#[test]
fn people_come_without_delivery_and_half_a_shift_is_half_a_day() {
    let full = quote_for(&[(MASON, 2)]);
    assert_eq!(full.delivery_paise, Paise::ZERO);
    assert_eq!(full.schedule.delivery, None);
    assert_eq!(full.total_paise, Paise::rupees(1800));
    let on = schedule().work.unwrap().on;
    let half = Schedule { delivery: None, work: Some(WorkDay { on, shift: Shift::HalfMorning }) };
    let quote = make(&cart(&[(MASON, 2)]), &catalog(), &listings(), &site(), half, &DELIVERY);
    let line = quote.unwrap().shares[0].lines[0].clone();
    assert_eq!(line.price_paise, Paise::rupees(450));
    assert_eq!(line.total_paise, Paise::rupees(900));
}

#[test]
fn one_vendor_for_all_goods_is_preferred_though_two_are_cheaper() {
    let candidates = [
        listing(1, CEMENT, 30_000),
        listing(2, STEEL, 5_000),
        listing(3, CEMENT, 39_000),
        listing(3, STEEL, 6_500),
    ];
    let quote = make_from(&[(CEMENT, 50), (STEEL, 100)], &candidates).unwrap();
    assert_eq!(vendors_of(&quote), [vendor_id(3)]);
}

#[test]
fn a_dear_yard_next_door_beats_a_cheap_one_with_a_long_way() {
    // ₹1 a bag cheaper, but 19 km further at ₹20.
    let candidates = [listing(20, CEMENT, 38_000), listing(1, CEMENT, 38_100)];
    assert_eq!(vendors_of(&make_from(&[(CEMENT, 50)], &candidates).unwrap()), [vendor_id(1)]);
    assert_eq!(vendors_of(&make_from(&[(CEMENT, 500)], &candidates).unwrap()), [vendor_id(20)]);
}

#[test]
fn equals_are_ranked_by_distance_then_by_acceptance() {
    let terms = DeliveryTerms { per_km_paise: Paise::ZERO, ..DELIVERY.terms };
    let free = Delivery { terms, ..DELIVERY };
    let first = |candidates: &[Candidate]| {
        let cart = cart(&[(CEMENT, 5)]);
        let quote = make(&cart, &catalog(), candidates, &site(), schedule(), &free).unwrap();
        quote.shares[0].vendor.id
    };
    let (near, far) = (listing(2, CEMENT, 100), listing(3, CEMENT, 100));
    assert_eq!(first(&[far.clone(), near.clone()]), vendor_id(2));
    let mut willing = far;
    willing.vendor.point = near.vendor.point;
    willing.acceptance_per_mille = 990;
    assert_eq!(first(&[near, willing]), vendor_id(3));
}

#[test]
fn a_cart_that_no_three_yards_cover_is_covered_by_more() {
    let mut skus: Vec<_> = (20..26).map(|n| sku(n, Kind::Brick, Unit::Piece)).collect();
    skus.push(sku(CEMENT, Kind::Cement, Unit::Bag));
    let catalog = realserv_domain::catalog::Catalog::new(skus, 1);
    // Yard n sells only sku n; yard 7 sells three of them and is dear.
    let mut candidates: Vec<_> = (20..26).map(|n| listing(n - 15, n, 1_000)).collect();
    candidates.extend([listing(12, 20, 2_000), listing(12, 21, 2_000), listing(12, 22, 2_000)]);
    let lines: Vec<_> = (20..26).map(|n| (n, 10)).collect();
    let quote = make(&cart(&lines), &catalog, &candidates, &site(), schedule(), &DELIVERY).unwrap();
    let vendors = vendors_of(&quote);
    assert_eq!(vendors.len(), 4, "{vendors:?}");
    // Once the many-sided yard is in, each line still goes to the cheapest of those who come anyway.
    assert!(vendors.contains(&vendor_id(12)));
    let all: usize = quote.shares.iter().map(|share| share.lines.len()).sum();
    assert_eq!(all, 6);
}

/// All sets of vendors: the fewest, then the cheapest with delivery.
fn brute_force(
    lines: &[(u128, u32)],
    candidates: &[Candidate],
    delivery: impl Fn(u32, u32) -> Paise,
) -> (usize, Paise) {
    let vendors: Vec<VendorId> = {
        let mut all: Vec<_> = candidates.iter().map(|c| c.vendor.id).collect();
        all.sort();
        all.dedup();
        all
    };
    (1_u32..1 << vendors.len())
        .filter_map(|mask| {
            let set: Vec<_> =
                (0..vendors.len()).filter(|n| mask & (1 << n) != 0).map(|n| vendors[n]).collect();
            // Of each vendor how far he stands and how many units he brings.
            let mut used: BTreeMap<VendorId, (u32, u32)> = BTreeMap::new();
            let mut sum = Paise::ZERO;
            for (n, count) in lines {
                let best = candidates
                    .iter()
                    .filter(|c| c.sku == sku_id(*n) && set.contains(&c.vendor.id))
                    .min_by_key(|c| {
                        (c.price_paise, site().point.metres_to(c.vendor.point), c.listing)
                    })?;
                sum += Quantity::whole(*count).at(best.price_paise);
                let metres = site().point.metres_to(best.vendor.point);
                used.entry(best.vendor.id).or_insert((metres, 0)).1 += count;
            }
            let ways = used.values().map(|(metres, units)| delivery(*metres, *units));
            Some((used.len(), sum + ways.sum::<Paise>()))
        })
        .min()
        .unwrap()
}

proptest! {
    #[test]
    fn up_to_three_vendors_the_choice_is_the_best_there_is(
        prices in prop::collection::vec(prop::option::weighted(0.5, 100_i64..100_000), 15),
        counts in prop::collection::vec(1_u32..60, 3),
    ) {
        // Five yards, three SKUs, a price where the yard has it.
        let candidates: Vec<_> = prices
            .iter()
            .enumerate()
            .filter_map(|(at, price)| {
                let (yard, sku) = (at / 3 + 1, at % 3 + 1);
                Some(listing(yard as u128, sku as u128, (*price)?))
            })
            .collect();
        let lines: Vec<_> = (1..=3).zip(&counts).map(|(n, count)| (n, *count)).collect();
        prop_assume!(lines.iter().all(|(n, _)| candidates.iter().any(|c| c.sku == sku_id(*n))));
        let quote = make_from(&lines, &candidates).unwrap();
        let chosen = (quote.shares.len(), quote.goods_paise + quote.delivery_paise);
        let flat = |metres: u32, _| {
            let paise = 30_000 + (2_000 * i64::from(metres) + 999) / 1000;
            Paise::rupees((paise + 99) / 100)
        };
        prop_assert_eq!(chosen, brute_force(&lines, &candidates, flat));
    }

    /// The same where what each vendor loads decides what he is paid for the way: fifty kilograms a unit.
    #[test]
    fn the_choice_is_the_best_where_the_load_is_charged_too(
        prices in prop::collection::vec(prop::option::weighted(0.5, 100_i64..100_000), 12),
        counts in prop::collection::vec(1_u32..200, 3),
        per_tonne in 0_i64..500,
        narrow in any::<bool>(),
    ) {
        let candidates: Vec<_> = prices
            .iter()
            .enumerate()
            .filter_map(|(at, price)| {
                let (yard, sku) = (at / 3 + 1, at % 3 + 1);
                Some(listing(yard as u128, sku as u128, (*price)?))
            })
            .collect();
        let lines: Vec<_> = (1..=3).zip(&counts).map(|(n, count)| (n, *count)).collect();
        prop_assume!(lines.iter().all(|(n, _)| candidates.iter().any(|c| c.sku == sku_id(*n))));
        let (fleet, lane) = (fleet(), narrow.then_some(Lane::Narrow));
        let per_tonne_paise = Paise::rupees(per_tonne);
        let terms = DeliveryTerms { per_tonne_paise, vehicles_per_mille: 1000, ..DELIVERY.terms };
        let delivery = Delivery { terms, fleet: &fleet };
        let here = Site { lane, ..site() };
        let quote =
            make(&cart(&lines), &catalog(), &candidates, &here, schedule(), &delivery).unwrap();
        let chosen = (quote.shares.len(), quote.goods_paise + quote.delivery_paise);
        // In thousandths of a paisa, one vehicle more at a time until everything is on the road.
        let charge = |metres: u32, units: u32| {
            let (metres, kg) = (i64::from(metres), i64::from(units) * 50);
            let trip = |vehicle: &Vehicle| {
                let trips = (1..).find(|trips| i64::from(vehicle.most_kg) * trips >= kg).unwrap();
                let way = vehicle.per_km_paise.get() * metres;
                (vehicle.base_paise.get() * 1000 + way) * trips
            };
            let fits = |vehicle: &&Vehicle| !narrow || vehicle.width == Width::Narrow;
            let cheapest = fleet.iter().filter(fits).map(trip).min().unwrap();
            let milli = 30_000_000 + 2_000 * metres + per_tonne_paise.get() * kg + cheapest;
            Paise::rupees((milli + 99_999) / 100_000)
        };
        prop_assert_eq!(chosen, brute_force(&lines, &candidates, charge));
    }

    #[test]
    fn a_quote_adds_up(
        cement in 1_u32..1000, steel in 1_u32..1000, sand in 1_u32..1000,
        price in 1_i64..1_000_000,
    ) {
        let candidates =
            [listing(1, CEMENT, price), listing(2, STEEL, 6_233), listing(3, SAND, 77_777)];
        let lines = [(CEMENT, cement), (STEEL, steel), (SAND, sand)];
        let quote = make_from(&lines, &candidates).unwrap();
        let sum = quote.goods_paise + quote.delivery_paise + quote.round_off_paise;
        prop_assert_eq!(sum, quote.total_paise);
        prop_assert_eq!(quote.total_paise.get() % 100, 0);
        prop_assert!(quote.round_off_paise.get().abs() <= 50);
        let shares: Paise = quote.shares.iter().map(Share::total).sum();
        prop_assert_eq!(shares + quote.round_off_paise, quote.total_paise);
        for line in quote.shares.iter().flat_map(|share| &share.lines) {
            let gst = line.gst;
            let whole = gst.taxable_paise + gst.tax() + gst.leftover_paise;
            prop_assert_eq!(whole, line.total_paise);
            prop_assert_eq!(line.total_paise, line.quantity.at(line.price_paise));
        }
    }
}

fn subs(share: &Share, candidates: &[Candidate], not: &[VendorId]) -> Vec<Share> {
    let site = site();
    let wanted = Wanted { share, not, site: &site, schedule: schedule() };
    ranked_substitutes(&wanted, candidates, &DELIVERY, 50)
}

#[test]
fn a_substitute_sells_at_the_buyers_price_and_keeps_his_own_in_mind() {
    let quote = quote_for(&[(CEMENT, 50)]);
    let share = &quote.shares[0];
    let site = site();
    let wanted = Wanted { share, not: &[vendor_id(1)], site: &site, schedule: schedule() };
    let other = substitute(&wanted, &listings(), &DELIVERY, 50).unwrap();
    assert_eq!(other.vendor.id, vendor_id(2));
    assert_eq!(other.total(), share.total());
    assert_eq!(other.delivery_paise, share.delivery_paise);
    let line = &other.lines[0];
    assert_eq!((line.price_paise.get(), line.ask_paise.get()), (38_550, 38_600));
    assert_eq!(other.price_support(), Paise::new(50 * 50));
    // A cheaper one sells at the buyer's price too: nothing to support.
    let cheap = [listing(3, CEMENT, 30_000)];
    assert_eq!(subs(share, &cheap, &[])[0].price_support(), Paise::ZERO);
}

#[test]
fn a_substitute_must_have_the_whole_part_near_enough_and_not_too_dear() {
    let quote = quote_for(&[(CEMENT, 50), (STEEL, 100)]);
    let share = &quote.shares[0];
    let both = |n, price| [listing(n, CEMENT, price), listing(n, STEEL, 6_000)];
    assert_eq!(subs(share, &both(3, 38_000), &[]).len(), 1);
    assert!(subs(share, &both(3, 38_000), &[vendor_id(3)]).is_empty(), "asked already");
    assert!(subs(share, &both(3, 38_000)[..1], &[]).is_empty(), "only half of it");
    assert!(subs(share, &both(26, 38_000), &[]).is_empty(), "too far");
    // 5 % of ₹385.50 is ₹19.275.
    assert_eq!(subs(share, &both(3, 40_477), &[]).len(), 1);
    assert!(subs(share, &both(3, 40_478), &[]).is_empty(), "too dear");
    let mut short = both(3, 38_000);
    short[0].available = Quantity::whole(49);
    assert!(subs(share, &short, &[]).is_empty(), "too little");
    short[0].available = Quantity::whole(50);
    short[0].minimum = Quantity::whole(51);
    assert!(subs(share, &short, &[]).is_empty(), "below his minimum");
}

#[test]
fn substitutes_are_ranked_by_support_then_by_distance() {
    let quote = quote_for(&[(CEMENT, 50)]);
    let ranked = subs(
        &quote.shares[0],
        &[listing(2, CEMENT, 39_000), listing(7, CEMENT, 30_000), listing(5, CEMENT, 38_550)],
        &[],
    );
    let order: Vec<_> = ranked.iter().map(|share| share.vendor.id).collect();
    assert_eq!(order, [vendor_id(5), vendor_id(7), vendor_id(2)]);
}

/// An auto, a tractor and a tipper.
fn fleet() -> Vec<Vehicle> {
    let kind = |code: &str, most: (u32, u32), rupees: (i64, i64), width| Vehicle {
        code: code.to_owned(),
        name: Name::same(code),
        most_kg: most.0,
        most_cft: most.1,
        base_paise: Paise::rupees(rupees.0),
        per_km_paise: Paise::rupees(rupees.1),
        width,
    };
    vec![
        kind("auto", (750, 40), (400, 15), Width::Narrow),
        kind("tractor", (4000, 120), (900, 25), Width::Narrow),
        kind("tipper", (12_000, 350), (2000, 45), Width::Wide),
    ]
}

fn hauled(lines: &[(u128, u32)], lane: Option<Lane>, terms: DeliveryTerms) -> Quote {
    let (fleet, site) = (fleet(), Site { lane, ..site() });
    let delivery = Delivery { terms, fleet: &fleet };
    make(&cart(lines), &catalog(), &listings(), &site, schedule(), &delivery).unwrap()
}

#[test]
fn the_share_says_what_brings_it_and_the_lane_has_a_say() {
    let comes = |bags, lane| {
        let haul = hauled(&[(CEMENT, bags)], lane, DELIVERY.terms).shares[0].haul.clone().unwrap();
        (haul.vehicle, haul.trips)
    };
    assert_eq!(comes(10, None), ("auto".to_owned(), 1));
    assert_eq!(comes(50, None), ("tractor".to_owned(), 1));
    assert_eq!(comes(200, None), ("tipper".to_owned(), 1));
    assert_eq!(comes(200, Some(Lane::Narrow)), ("tractor".to_owned(), 3));
    assert_eq!(hauled(&[(MASON, 2)], None, DELIVERY.terms).shares[0].haul, None);
    // A zone that does not charge for it costs what it did.
    let quote = hauled(&[(CEMENT, 200)], None, DELIVERY.terms);
    assert_eq!(quote.delivery_paise, quote_for(&[(CEMENT, 200)]).delivery_paise);
}

#[test]
fn a_zone_may_charge_by_the_tonne_and_for_what_the_vehicles_cost() {
    let charge = |bags, lane, terms| hauled(&[(CEMENT, bags)], lane, terms).delivery_paise;
    let by_tonne = DeliveryTerms { per_tonne_paise: Paise::rupees(100), ..DELIVERY.terms };
    // ₹300 and ₹20 for 0.99995 km; 2.5 t and 10 t at ₹100.
    assert_eq!(charge(50, None, by_tonne), Paise::rupees(320 + 250));
    assert_eq!(charge(200, None, by_tonne), Paise::rupees(320 + 1000));
    let all = DeliveryTerms { vehicles_per_mille: 1000, ..DELIVERY.terms };
    assert_eq!(charge(50, None, all), Paise::rupees(320 + 925));
    assert_eq!(charge(200, None, all), Paise::rupees(320 + 2045));
    assert_eq!(charge(200, Some(Lane::Narrow), all), Paise::rupees(320 + 3 * 925));
    let half = DeliveryTerms { vehicles_per_mille: 500, ..DELIVERY.terms };
    assert_eq!(charge(50, None, half), Paise::rupees(783), "₹319.999 and ₹462.4995, up");
    assert_eq!(hauled(&[(MASON, 2)], None, all).delivery_paise, Paise::ZERO);
}
