//! The marketplace as it is brought along: enough of everything, everywhere that is served, at prices of the town.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use realserv_adapters::postgres::seed::{ListingRow, LocalityRow, SkuRow};
use realserv_domain::cart::Cart;
use realserv_domain::catalog::{Catalog, Kind};
use realserv_domain::ids::AddressId;
use realserv_domain::language::Language;
use realserv_domain::money::Paise;
use realserv_domain::place::{Point, Site};
use realserv_domain::quantity::{Quantity, Unit};
use realserv_domain::quote::{self, Candidate, Delivery, DeliveryTerms, Quote, QuoteRefusal};
use realserv_domain::time::{DayPart, Schedule, Shift, Slot, WorkDay};
use uuid::Uuid;

use super::market::{Files, HYDERABAD, Marketplace, marketplace, read};
use super::values::rupees;

fn hyderabad() -> Marketplace {
    marketplace().unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

impl Marketplace {
    fn locality(&self, name: &str) -> &LocalityRow {
        self.localities.iter().find(|l| l.name.en == name).unwrap()
    }

    fn sku(&self, code: &str) -> &SkuRow {
        self.skus.iter().find(|row| row.sku.code == code).unwrap()
    }

    fn terms_at(&self, locality: &LocalityRow) -> DeliveryTerms {
        self.zones.iter().find(|zone| Some(&zone.code) == locality.zone.as_ref()).unwrap().terms
    }

    /// Listings of vendors who stand near enough to the middle of this locality.
    fn in_reach(&self, locality: &LocalityRow) -> Vec<&ListingRow> {
        let reach = self.terms_at(locality).reach_metres;
        let near: BTreeSet<&str> = self
            .vendors
            .iter()
            .filter(|row| row.vendor.point.metres_to(locality.point) <= reach)
            .map(|row| row.code.as_str())
            .collect();
        self.listings.iter().filter(|listing| near.contains(listing.vendor.as_str())).collect()
    }

    /// Priced as the program prices it, with nothing sold yet.
    fn quote(
        &self,
        place: &str,
        items: &[(&str, u32)],
        schedule: Schedule,
    ) -> Result<Quote, QuoteRefusal> {
        let mut cart = Cart::default();
        for (code, count) in items {
            cart.set(self.sku(code).sku.id, Quantity::whole(*count)).unwrap();
        }
        let vendor = |code: &str| self.vendors.iter().find(|row| row.code == code).unwrap();
        let candidates: Vec<Candidate> = self
            .listings
            .iter()
            .filter(|listing| items.iter().any(|(code, _)| listing.sku == *code))
            .map(|listing| Candidate {
                listing: listing.id,
                sku: self.sku(&listing.sku).sku.id,
                vendor: vendor(&listing.vendor).vendor.clone(),
                price_paise: listing.price_paise,
                hsn: self.sku(&listing.sku).tax.is.hsn.clone(),
                gst_rate: self.sku(&listing.sku).tax.is.gst_rate,
                minimum: listing.minimum,
                available: listing.on_hand,
                acceptance_per_mille: 1000,
            })
            .collect();
        let locality = self.locality(place);
        let zone = self.zones.iter().find(|z| Some(&z.code) == locality.zone.as_ref()).unwrap();
        let site = Site {
            address: AddressId(Uuid::nil()),
            zone: zone.id,
            locality: locality.name.clone(),
            pin: locality.pin.clone(),
            point: locality.point,
            lane: None,
        };
        let catalog = Catalog::new(self.skus.iter().map(|row| row.sku.clone()).collect(), 1);
        let delivery = Delivery { terms: zone.terms, fleet: &[] };
        quote::make(&cart, &catalog, &candidates, &site, schedule, &delivery)
    }
}

#[test]
fn there_is_enough_of_everything() {
    let market = hyderabad();
    let of = |kind| market.skus.iter().filter(|row| row.sku.kind == kind).count();
    assert!(market.skus.len() - of(Kind::Labour) >= 90);
    for kind in Kind::ALL {
        assert!(of(kind) >= 6, "{kind:?}");
    }
    assert_eq!(market.vendors.len(), 18);
    assert!(market.localities.iter().filter(|locality| locality.zone.is_some()).count() >= 45);
    assert!(market.localities.iter().filter(|locality| locality.zone.is_none()).count() >= 10);
    for zone in &market.zones {
        assert!(market.localities.iter().any(|l| l.zone.as_ref() == Some(&zone.code)), "{zone:?}");
    }
}

#[test]
fn every_place_lies_in_and_around_hyderabad() {
    let market = hyderabad();
    // The bounding box of the reference, and all PIN codes of Telangana begin with 50.
    let inside = |point: Point| {
        (17_100_000..=17_750_000).contains(&point.lat_e6)
            && (77_950_000..=78_800_000).contains(&point.lon_e6)
    };
    for locality in &market.localities {
        assert!(inside(locality.point), "{}", locality.name.en);
        assert!(locality.pin.as_str().starts_with("50"), "{}", locality.pin);
        // 5009xx are codes of delivery centres, not addresses.
        assert!(!locality.pin.as_str().starts_with("5009"), "{}", locality.pin);
    }
    for row in &market.vendors {
        assert!(inside(row.vendor.point), "{}", row.code);
    }
    for (place, pin) in [("Miyapur", "500049"), ("Uppal", "500039"), ("Shamshabad", "501218")] {
        assert_eq!(market.locality(place).pin.as_str(), pin);
    }
    assert_eq!(market.locality("Sangareddy").zone, None);
}

#[test]
fn every_name_fits_into_the_title_of_a_list_row() {
    let market = hyderabad();
    let names = market
        .skus
        .iter()
        .map(|row| &row.sku.name)
        .chain(market.localities.iter().map(|row| &row.name))
        .chain(market.vendors.iter().map(|row| &row.vendor.name))
        .chain(market.zones.iter().map(|row| &row.name));
    for name in names {
        for language in Language::ALL {
            let title = name.in_language(language);
            // Interactive list messages: 24 characters, which Meta counts as Unicode scalar values.
            assert!(title.chars().count() <= 24, "{title} is too long");
        }
        let of_script = |text: &str, from, to| text.chars().any(|c| (from..=to).contains(&c));
        assert!(
            of_script(&name.hi, '\u{900}', '\u{97f}') || name.hi.starts_with("AAC"),
            "{name:?}"
        );
        assert!(of_script(&name.te, '\u{c00}', '\u{c7f}'), "{name:?}");
    }
}

#[test]
fn no_two_skus_of_a_kind_share_a_name_or_a_place() {
    let market = hyderabad();
    let mut seen = BTreeSet::new();
    for row in &market.skus {
        for language in Language::ALL {
            let name = row.sku.name.in_language(language).to_owned();
            assert!(seen.insert((row.sku.kind, language, name.clone())), "{name}");
        }
        assert!(seen.insert((row.sku.kind, Language::En, row.sku.rank.to_string())), "{row:?}");
    }
}

#[test]
fn the_first_cement_is_the_one_that_everybody_buys() {
    let skus = hyderabad().skus.into_iter().map(|row| row.sku);
    let cement = skus.filter(|sku| sku.kind == Kind::Cement).min_by_key(|sku| sku.rank).unwrap();
    assert_eq!((cement.name.en.as_str(), cement.unit), ("UltraTech OPC 53", Unit::Bag));
    assert_eq!(cement.usual.first(), Some(&Quantity::whole(50)));
}

#[test]
fn usual_quantities_can_be_bought() {
    let market = hyderabad();
    for row in &market.skus {
        let sku = &row.sku;
        assert!(!sku.usual.is_empty(), "{}", sku.code);
        assert!(sku.usual.is_sorted(), "{}", sku.code);
        assert_eq!(sku.check(sku.minimum), Ok(()), "{}", sku.code);
        for quantity in &sku.usual {
            assert_eq!(sku.check(*quantity), Ok(()), "{} {quantity}", sku.code);
            let sold = market.listings.iter().any(|listing| {
                listing.sku == sku.code
                    && listing.minimum <= *quantity
                    && *quantity <= listing.on_hand
            });
            assert!(sold, "nobody sells {quantity} of {}", sku.code);
        }
    }
    for listing in &market.listings {
        let sku = &market.sku(&listing.sku).sku;
        let first = sku.usual.first().unwrap();
        assert!(listing.minimum <= *first && *first <= listing.on_hand, "{listing:?}");
        assert!(listing.minimum.fits_step(sku.step), "{listing:?}");
    }
}

#[test]
fn everything_is_sold_wherever_we_deliver() {
    let market = hyderabad();
    for locality in market.localities.iter().filter(|locality| locality.zone.is_some()) {
        let mut sellers: BTreeMap<&str, usize> = BTreeMap::new();
        for listing in market.in_reach(locality) {
            *sellers.entry(&listing.sku).or_default() += 1;
        }
        let count = |row: &SkuRow| sellers.get(row.sku.code.as_str()).copied().unwrap_or(0);
        for row in &market.skus {
            assert!(count(row) >= 2, "{} at {}", row.sku.code, locality.name.en);
        }
        let of_three = market.skus.iter().filter(|row| count(row) >= 3).count();
        assert!(of_three * 2 > market.skus.len(), "{} at {}", of_three, locality.name.en);
    }
}

/// Rupees with GST of one unit, from the reference's seed ranges; steel is quoted there by the tonne and without GST.
fn range_of(row: &SkuRow) -> (Paise, Paise) {
    let attr = |name: &str| row.sku.attrs.get(name).map_or("", String::as_str);
    let (low, high) = match (row.sku.kind, row.sku.unit) {
        (Kind::Cement, _) => ("270", "370"),
        (Kind::Steel, _) if attr("brand") == "MS Life" => ("53.10", "62.54"),
        (Kind::Steel, _) => ("62.54", "73.16"),
        (Kind::Sand, Unit::Tonne) => match attr("type") {
            "river" => ("2000", "3000"),
            "psand" => ("1100", "1700"),
            _ => ("800", "1300"),
        },
        (Kind::Aggregate, Unit::Tonne) => match attr("size_mm") {
            "20" => ("700", "1100"),
            "40" | "63" => ("650", "1000"),
            _ => ("600", "1000"),
        },
        // A bag is a twentieth of a tonne, filled by hand and carried.
        (Kind::Sand | Kind::Aggregate, _) => ("50", "250"),
        (Kind::Brick, _) if attr("type") == "red" => ("7", "11"),
        (Kind::Brick, _) => ("5", "9"),
        (Kind::Block, _) => match (attr("type"), attr("size")) {
            // ₹3,200–4,300 a cubic metre, 83.3, 55.5, 41.7 or 37 pieces in it.
            ("aac", "4in") => ("38.40", "52"),
            ("aac", "6in") => ("57.60", "77.50"),
            ("aac", "8in") => ("76.70", "105"),
            ("aac", _) => ("86.50", "116.20"),
            _ => ("25", "70"),
        },
        (Kind::Labour, _) => match attr("trade") {
            "mason" => ("900", "1300"),
            "helper" => ("700", "900"),
            "carpenter" => ("1000", "1500"),
            "plumber" | "electrician" => ("900", "1400"),
            _ => ("900", "1200"),
        },
    };
    (rupees(low).unwrap(), rupees(high).unwrap())
}

#[test]
fn prices_lie_in_the_ranges_of_the_town() {
    let market = hyderabad();
    for listing in &market.listings {
        let (low, high) = range_of(market.sku(&listing.sku));
        let price = listing.price_paise;
        assert!((low..=high).contains(&price), "{} {} {price}", listing.vendor, listing.sku);
    }
}

#[test]
fn taxes_follow_the_goods() {
    for row in hyderabad().skus {
        let kind_of_tax = (row.tax.is.hsn.as_str(), row.tax.is.gst_rate.0);
        let allowed: &[(&str, u16)] = match row.sku.kind {
            Kind::Cement => &[("252329", 1800)],
            Kind::Steel => &[("72142090", 1800)],
            Kind::Sand => &[("250590", 500), ("251710", 500)],
            Kind::Aggregate => &[("251710", 500)],
            Kind::Brick => &[("69041000", 1200), ("681599", 1200)],
            Kind::Block => &[("681599", 1200), ("681011", 1800)],
            Kind::Labour => &[("998519", 1800)],
        };
        assert!(allowed.contains(&kind_of_tax), "{}: {kind_of_tax:?}", row.sku.code);
        assert_eq!(row.sku.weight_grams == 0, row.sku.kind == Kind::Labour, "{}", row.sku.code);
    }
}

#[test]
fn numbers_of_vendors_look_like_nobodys() {
    for row in hyderabad().vendors {
        let digits = row.phone.reveal();
        assert!(digits.starts_with("9190040") && digits.len() == 12, "{}", row.code);
        // Razorpay refuses "recurring digits in customer contact".
        let own: Vec<char> = digits.chars().skip(7).collect();
        assert!(own.windows(2).all(|pair| pair[0] != pair[1]), "{}", row.code);
        assert_eq!(row.gstin.get(2..5), Some("ZZZ"), "{}", row.code);
    }
}

#[test]
fn fifty_bags_at_miyapur_come_from_around_the_corner() {
    let market = hyderabad();
    let schedule = Schedule {
        delivery: Some(Slot { on: date(2026, 11, 24), part: DayPart::Morning }),
        work: None,
    };
    let quote = market.quote("Miyapur", &[("CEM-OPC53-ULTRATECH", 50)], schedule).unwrap();
    assert_eq!(quote.shares.len(), 1);
    let share = &quote.shares[0];
    assert_eq!(share.vendor.name.en, "Kaluva Cement & Steel");
    assert_eq!(share.lines[0].price_paise, Paise::rupees(340));
    // 50 bags at ₹340, ₹300 for the truck and ₹20 for each kilometre of 349 m.
    assert_eq!(quote.delivery_paise, Paise::rupees(307));
    assert_eq!(quote.total_paise, Paise::rupees(17_307));
}

#[test]
fn a_wall_and_its_masons_can_be_ordered_at_once() {
    let market = hyderabad();
    let schedule = Schedule {
        delivery: Some(Slot { on: date(2026, 11, 24), part: DayPart::Morning }),
        work: Some(WorkDay { on: date(2026, 11, 25), shift: Shift::Full }),
    };
    let wall = [("BLK-AAC-6IN", 500), ("CEM-PPC-ACC", 50), ("SND-PSAND", 4), ("LAB-MASON", 2)];
    let quote = market.quote("Kondapur", &wall, schedule).unwrap();
    let names: Vec<&str> = quote.shares.iter().map(|s| s.vendor.name.en.as_str()).collect();
    assert_eq!(names, ["Chintachettu Traders", "Panivallu Labour Works"]);
}

#[test]
fn what_one_file_says_of_another_has_to_be_there() {
    let listings = "vendor,sku,price_rupees,stock,minimum\n\
                    VEN-NOBODY,CEM-OPC53-ULTRATECH,340,10,0\n\
                    VEN-KALUVA,CEM-NOTHING,12.345,10,0\n";
    let mistakes = read(&Files { listings, ..HYDERABAD }).unwrap_err().to_string();
    assert_eq!(
        mistakes,
        "listings.csv row 2, column vendor: there is no vendor \"VEN-NOBODY\"\n\
         listings.csv row 3, column sku: there is no SKU \"CEM-NOTHING\"\n\
         listings.csv row 3, column price_rupees: \"12.345\" is not a price in rupees"
    );
}

#[test]
fn a_thing_is_described_in_the_fixed_words() {
    let wrong = HYDERABAD.skus.replace("grade=OPC53;brand=ACC", "grade=OPC 53;colour=grey");
    let mistakes = read(&Files { skus: &wrong, ..HYDERABAD }).unwrap_err().to_string();
    assert_eq!(
        mistakes.lines().collect::<Vec<_>>(),
        [
            "skus.csv row 11, column attrs: colour cement has no such attribute; it has grade, brand",
            "skus.csv row 11, column attrs: grade must be one of OPC43, OPC53, PPC, PSC",
        ]
    );
}
