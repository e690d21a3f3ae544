//! How long decisions take in a town of 10,000 vendors and 100,000 things:
//! `cargo run --release -p realserv-domain --example big_town`.
#![expect(clippy::unwrap_used, reason = "a town that cannot be set up should fail where it stands")]
#![expect(clippy::print_stdout, reason = "it speaks on the command line")]

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::{Duration, Instant};

use realserv_domain::cart::Cart;
use realserv_domain::catalog::{Catalog, GstRate, Kind, Sku};
use realserv_domain::ids::*;
use realserv_domain::interpret::{Alias, Aliases};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::place::{Point, Site};
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::quote::{
    self, Becomes, Candidate, Delivery, DeliveryTerms, Wanted, ZonePrice,
};
use realserv_domain::time::{DayPart, Schedule, Slot};
use realserv_domain::vehicles::{Vehicle, Width};
use realserv_domain::vendors::{Hours, Vendor};
use realserv_domain::{interpret, understand};
use uuid::Uuid;

/// Chance with a seed.
#[path = "../tests/life/dice.rs"]
mod dice;

use dice::Dice;

const SKUS: usize = 100_000;
const VENDORS: usize = 10_000;
/// What a yard has on its price list.
const SHELF: usize = 100;
const BRANDS: usize = 2_000;
const TIMES: usize = 2_000;
const SEED: u64 = 1;

const MIYAPUR: Point = Point { lat_e6: 17_496_000, lon_e6: 78_358_000 };
const DELIVERY: Delivery<'static> = Delivery {
    terms: DeliveryTerms::flat(Paise::rupees(300), Paise::rupees(20), 25_000),
    fleet: &[],
};

/// A thing as its catalogue names it, in the shapes that the real one has.
fn sku(n: usize, brands: &[String]) -> Sku {
    let brand = &brands[n % brands.len()];
    let (line, size) = (n / brands.len(), 8 + 2 * (n / brands.len()));
    let (kind, name, attrs) = match n % 4 {
        0 => (
            Kind::Cement,
            format!("{brand} OPC {}", 33 + line),
            ("grade", format!("OPC{}", 33 + line)),
        ),
        1 => (Kind::Steel, format!("{brand} TMT {size} mm"), ("diameter_mm", size.to_string())),
        2 => {
            (Kind::Aggregate, format!("{brand} aggregate {size} mm"), ("size_mm", size.to_string()))
        }
        _ => (Kind::Block, format!("{brand} block {size}x4x3"), ("size", format!("{size}x4x3"))),
    };
    let attrs = [("brand", brand.clone()), attrs];
    Sku {
        id: SkuId(Uuid::from_u128(n as u128 + 1)),
        code: format!("SKU-{n:06}"),
        kind,
        name: Name::same(&name),
        attrs: attrs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
        photo: None,
        unit: Unit::Bag,
        minimum: Quantity::whole(1),
        step: Quantity::whole(1),
        usual: Vec::new(),
        made_at: jiff::Timestamp::UNIX_EPOCH,
        weight_grams: 50_000,
        rank: u16::try_from(n % 60_000).unwrap(),
        from_price: Some(Paise::rupees(100)),
    }
}

fn brands(dice: &mut Dice) -> Vec<String> {
    let syllables =
        ["ra", "ma", "shi", "ko", "bel", "tra", "vin", "du", "pel", "gor", "nas", "zem"];
    let name = |dice: &mut Dice| (0..3 + dice.below(2)).map(|_| *dice.pick(&syllables)).collect();
    (0..BRANDS).map(|_| name(dice)).collect()
}

fn somewhere(dice: &mut Dice) -> Point {
    let mut off = || i32::try_from(dice.between(-200_000, 200_000)).unwrap();
    Point { lat_e6: MIYAPUR.lat_e6 + off(), lon_e6: MIYAPUR.lon_e6 + off() }
}

fn vendor(n: usize, dice: &mut Dice) -> Vendor {
    Vendor {
        id: VendorId(Uuid::from_u128(n as u128 + 1)),
        person: PersonId(Uuid::from_u128(n as u128 + 1)),
        name: Name::same(&format!("vendor {n}")),
        point: somewhere(dice),
        hours: Hours::default(),
    }
}

/// A few things are asked for and sold much more often than the rest.
fn some_sku(dice: &mut Dice) -> usize {
    let most = [30, 1_000, SKUS][dice.below(3)];
    dice.below(most)
}

/// Who lists what, as the table's index has it.
fn listings(vendors: &[Vendor], dice: &mut Dice) -> BTreeMap<SkuId, Vec<Candidate>> {
    let mut by_sku: BTreeMap<SkuId, Vec<Candidate>> = BTreeMap::new();
    for (n, vendor) in vendors.iter().enumerate() {
        let shelf: BTreeSet<usize> = (0..SHELF).map(|_| some_sku(dice)).collect();
        for (at, sku) in shelf.into_iter().enumerate() {
            let sku = SkuId(Uuid::from_u128(sku as u128 + 1));
            by_sku.entry(sku).or_default().push(Candidate {
                listing: ListingId(Uuid::from_u128((n * SHELF + at) as u128)),
                sku,
                vendor: vendor.clone(),
                price_paise: Paise::new(dice.between(30_000, 36_000)),
                hsn: "2523".into(),
                gst_rate: GstRate(1800),
                minimum: Quantity::ZERO,
                available: Quantity::whole(u32::try_from(dice.between(10, 1_000)).unwrap()),
                acceptance_per_mille: 900,
            });
        }
    }
    by_sku
}

fn cart(dice: &mut Dice) -> Cart {
    let mut cart = Cart::default();
    for _ in 0..=dice.below(6) {
        let sku = SkuId(Uuid::from_u128(some_sku(dice) as u128 + 1));
        cart.set(sku, Quantity::whole(u32::try_from(dice.between(1, 60)).unwrap())).unwrap();
    }
    cart
}

fn site(dice: &mut Dice) -> Site {
    let mut off = || i32::try_from(dice.between(-90_000, 90_000)).unwrap();
    Site {
        address: AddressId(Uuid::from_u128(5)),
        zone: ZoneId(Uuid::from_u128(6)),
        locality: Name::same("Miyapur"),
        pin: "500049".parse().unwrap(),
        point: Point { lat_e6: MIYAPUR.lat_e6 + off(), lon_e6: MIYAPUR.lon_e6 + off() },
        lane: None,
    }
}

fn fleet() -> Vec<Vehicle> {
    let kind = |code: &str, most_kg, most_cft, rupees: (i64, i64), width| Vehicle {
        code: code.to_owned(),
        name: Name::same(code),
        most_kg,
        most_cft,
        base_paise: Paise::rupees(rupees.0),
        per_km_paise: Paise::rupees(rupees.1),
        width,
    };
    vec![
        kind("auto", 750, 40, (400, 15), Width::Narrow),
        kind("tractor", 4_000, 120, (900, 25), Width::Narrow),
        kind("tipper", 12_000, 350, (2_000, 45), Width::Wide),
        kind("lorry", 18_000, 600, (2_800, 55), Width::Wide),
    ]
}

const NOW: jiff::Timestamp = jiff::Timestamp::UNIX_EPOCH;

fn price_list(candidates: &[Candidate]) -> Vec<ZonePrice> {
    let row = |candidate: &Candidate, becomes| ZonePrice {
        zone: ZoneId(Uuid::from_u128(6)),
        sku: candidate.sku,
        becomes,
        least: Quantity::ZERO,
        from_at: NOW,
        until_at: None,
    };
    let own = |c: &Candidate| row(c, Becomes::Price(c.listing, c.price_paise));
    let all = |c: &Candidate| row(c, Becomes::PerMille(20));
    let of_sku = candidates.chunk_by(|a, b| a.sku == b.sku).filter_map(|same| same.first());
    of_sku.map(all).chain(candidates.iter().step_by(10).map(own)).collect()
}

/// What people type: right, with a slip, several lines, a kind alone, and what nobody sells.
fn typed(catalog: &[String], dice: &mut Dice) -> String {
    let one = |dice: &mut Dice| {
        let mut name = dice.pick(catalog).clone();
        if dice.of_a_thousand(300) {
            name.remove(dice.below(4));
        }
        format!("{} bags {name}", dice.between(1, 200))
    };
    match dice.below(10) {
        0..6 => one(dice),
        6..8 => format!("{}, {} and {}", one(dice), one(dice), one(dice)),
        8 => dice
            .pick(&["cement", "50 basta cement", "20 mm kankar 5 ton", "सीमेंट 50 बोरी"])
            .to_string(),
        _ => format!("please send the {} quickly to my plot behind the school", one(dice)),
    }
}

/// As the office looks for things: words with slips, filters, every order, pages further on.
fn searches(catalog: &Catalog, names: &[String], dice: &mut Dice) {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let words = match dice.below(4) {
            0 => String::new(),
            1 => dice.pick(&["cement", "tmt 12 mm", "kankar", "సిమెంట్", "s"]).to_string(),
            _ => {
                let mut name = dice.pick(names).clone();
                if dice.of_a_thousand(300) {
                    name.remove(dice.below(4));
                }
                name
            }
        };
        let mut search = understand::Search {
            words,
            kind: dice.of_a_thousand(300).then(|| *dice.pick(&Kind::ALL)),
            to_price: dice.of_a_thousand(300).then(|| Paise::rupees(100)),
            sort: *dice.pick(&understand::Sort::ALL),
            ..understand::Search::default()
        };
        if let Some(sku) =
            understand::search(catalog, &search).get(25).filter(|_| dice.of_a_thousand(300))
        {
            search.after = catalog.get(*sku).map(|sku| understand::key(sku, search.sort));
        }
        times.push(measured(|| understand::search(catalog, &search)));
    }
    line("search with filters and an order", times);
}

fn line(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |of_a_thousand: usize| times[(times.len() - 1) * of_a_thousand / 1000].as_micros();
    let (median, most) = (at(500), at(1000));
    println!("| {what} | {median} | {} | {most} |", at(990));
}

/// The least of three: others may be at work on the machine, and a decision does the same each time.
fn measured<T>(mut act: impl FnMut() -> T) -> Duration {
    let once = |act: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        let made = black_box(act());
        let took = start.elapsed();
        drop(made);
        took
    };
    (0..3).map(|_| once(&mut act)).min().unwrap()
}

/// People's own lines, with the thing that each names, among ten thousand.
fn interpretations(brands: &[String], dice: &mut Dice) {
    const LINES: &str = include_str!("../../tests/fixtures/typed-orders-traps.jsonl");
    let catalog = Catalog::new((0..10_000).map(|n| sku(n, brands)).collect(), 1);
    let today = "2026-11-23".parse().unwrap();
    let lines: Vec<String> = LINES
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["text"].as_str().unwrap().to_owned()
        })
        .collect();
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let text = dice.pick(&lines);
        times.push(measured(|| {
            let read = interpret::interpret(text, today);
            let of_it = |line| interpret::only_sku(line, &catalog).map(|sku| sku.id);
            read.lines.iter().map(of_it).collect::<Vec<_>>()
        }));
    }
    line("what a message means, among 10,000 things", times);
    // The office has taught a thousand words.
    let taught = brands.iter().take(1_000).enumerate().map(|(n, word)| Alias {
        id: AliasId(Uuid::from_u128(n as u128)),
        word: word.clone(),
        means: "aggregate 20mm".to_owned(),
    });
    let aliases = Aliases::new(taught.collect(), 1);
    let mut dice = Dice::new(SEED);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let text = dice.pick(&lines);
        times.push(measured(|| interpret::interpret_with(text, today, &aliases)));
    }
    line("the same with a thousand words taught", times);
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let text = dice.pick(&lines);
        times.push(measured(|| interpret::strange(text, &catalog, None)));
    }
    line("which words of a message nobody knows", times);
}

fn main() {
    let mut dice = Dice::new(SEED);
    let brands = brands(&mut dice);
    let skus: Vec<Sku> = (0..SKUS).map(|n| sku(n, &brands)).collect();
    let names: Vec<String> = skus.iter().map(|sku| sku.name.en.clone()).collect();
    let catalog = Catalog::new(skus, 1);
    let vendors: Vec<Vendor> = (0..VENDORS).map(|n| vendor(n, &mut dice)).collect();
    let by_sku = listings(&vendors, &mut dice);
    let most = by_sku.values().map(Vec::len).max().unwrap();
    println!("{VENDORS} vendors, {SKUS} things, one of them sold by {most}; microseconds\n");
    println!("| what | p50 | p99 | most |\n|---|---|---|---|");

    let slot = Slot { on: "2026-11-24".parse().unwrap(), part: DayPart::Morning };
    let schedule = Schedule { delivery: Some(slot), work: None };
    let (mut times, mut moves, mut priced, mut shares) = (Vec::new(), Vec::new(), 0, 0);
    let (mut loaded, fleet) = (Vec::new(), fleet());
    let terms = DeliveryTerms {
        per_tonne_paise: Paise::rupees(50),
        vehicles_per_mille: 1000,
        ..DELIVERY.terms
    };
    let by_load = Delivery { terms, fleet: &fleet };
    for _ in 0..TIMES {
        let (cart, site) = (cart(&mut dice), site(&mut dice));
        let of = |line: &realserv_domain::cart::CartLine| by_sku.get(&line.sku).cloned();
        let candidates: Vec<Candidate> = cart.lines().iter().filter_map(of).flatten().collect();
        times.push(measured(|| {
            quote::make(&cart, &catalog, &candidates, &site, schedule, &DELIVERY)
        }));
        // A row on everybody's price of each thing in the cart, and one of every tenth listing.
        let rows = price_list(&candidates);
        let mut fresh = vec![candidates.clone(); 3];
        loaded.push(measured(|| {
            let mut candidates = fresh.pop().unwrap();
            quote::in_zone(&rows, NOW, |sku| cart.quantity_of(sku), &mut candidates);
            let made = quote::make(&cart, &catalog, &candidates, &site, schedule, &by_load);
            // Given back: what is thrown away is thrown away outside of the measured time.
            (made, candidates)
        }));
        let made = quote::make(&cart, &catalog, &candidates, &site, schedule, &DELIVERY);
        if let Some(share) = made.as_ref().ok().and_then(|quote| quote.shares.first()) {
            let not = [share.vendor.id];
            let wanted = Wanted { share, not: &not, site: &site, schedule };
            moves.push(measured(|| quote::substitute(&wanted, &candidates, &DELIVERY, 50)));
        }
        priced += usize::from(made.is_ok());
        shares += made.map_or(0, |quote| quote.shares.len());
    }
    line("price a cart and choose its vendors", times);
    line("the same where load, vehicles and a zone's price list are charged", loaded);
    line("find another vendor for a part", moves);

    let start = Instant::now();
    black_box(understand::read("cement", &catalog));
    println!(
        "| the catalogue's own words, read once a version | {} | | |",
        start.elapsed().as_micros()
    );
    let (mut times, mut read) = (Vec::new(), 0);
    for _ in 0..TIMES {
        let text = typed(&names, &mut dice);
        times.push(measured(|| understand::read(&text, &catalog)));
        let reading = understand::read(&text, &catalog);
        read += usize::from(matches!(reading, understand::Reading::Items(_)));
    }
    line("read a typed line", times);
    interpretations(&brands, &mut dice);
    searches(&catalog, &names, &mut dice);
    println!(
        "\n{priced} of {TIMES} carts have a price, from {shares} vendors; {read} lines name things"
    );
}
