//! The files as typed rows. What one file says of another (a listing's vendor, a locality's zone) is checked here.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use realserv_adapters::postgres::seed::{ListingRow, LocalityRow, SkuRow, VendorRow, ZoneRow};
use realserv_domain::catalog::{Kind, Sku, attributes};
use realserv_domain::ids::{ListingId, PersonId, SkuId, VendorId, ZoneId};
use realserv_domain::language::{Language, Name};
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point};
use realserv_domain::quantity::{Quantity, UnknownWord};
use realserv_domain::quote::DeliveryTerms;
use realserv_domain::tax::{self, Dated, SkuTax};
use realserv_domain::vendors::{Hours, Vendor};
use uuid::Uuid;

use super::ids::id;
use super::sheet::{Mistakes, Once, Row, rows};
use super::values::{attrs, degrees_e6, gst_rate, gstin, rupees, usual};

/// A town with everything in it, in the order of the files.
#[derive(Clone, Debug)]
pub struct Marketplace {
    pub zones: Vec<ZoneRow>,
    pub localities: Vec<LocalityRow>,
    pub skus: Vec<SkuRow>,
    pub vendors: Vec<VendorRow>,
    pub listings: Vec<ListingRow>,
}

/// The five files. A test may bring others.
pub(super) struct Files<'a> {
    pub(super) zones: &'a str,
    pub(super) localities: &'a str,
    pub(super) skus: &'a str,
    pub(super) vendors: &'a str,
    pub(super) listings: &'a str,
}

pub(super) const HYDERABAD: Files<'static> = Files {
    zones: include_str!("zones.csv"),
    localities: include_str!("localities.csv"),
    skus: include_str!("skus.csv"),
    vendors: include_str!("vendors.csv"),
    listings: include_str!("listings.csv"),
};

/// Hyderabad as the program brings it along.
pub fn marketplace() -> Result<Marketplace, Mistakes> {
    read(&HYDERABAD)
}

pub(super) fn read(files: &Files<'_>) -> Result<Marketplace, Mistakes> {
    let mut mistakes = Mistakes::default();
    let (zones, zone_codes) = zones(files.zones, &mut mistakes);
    let localities = localities(files.localities, &zone_codes, &mut mistakes);
    let (skus, sku_codes) = skus(files.skus, &mut mistakes);
    let (vendors, vendor_codes) = vendors(files.vendors, &mut mistakes);
    let listings = listings(files.listings, &vendor_codes, &sku_codes, &mut mistakes);
    if mistakes.0.is_empty() {
        Ok(Marketplace { zones, localities, skus, vendors, listings })
    } else {
        Err(mistakes)
    }
}

const ZONES: &[&str] = &[
    "code",
    "name_en",
    "name_hi",
    "name_te",
    "delivery_base_rupees",
    "delivery_per_km_rupees",
    "reach_metres",
];

fn zones(text: &str, mistakes: &mut Mistakes) -> (Vec<ZoneRow>, Once) {
    let mut codes = Once::default();
    let mut found = Vec::new();
    for row in rows("zones.csv", text, ZONES, mistakes) {
        // All cells are read before the first that fails ends the row: each has its say.
        let code = row.read("code", mistakes, filled);
        let name = name(&row, mistakes);
        let base_paise = row.read("delivery_base_rupees", mistakes, rupees);
        let per_km_paise = row.read("delivery_per_km_rupees", mistakes, rupees);
        let reach_metres = row.read("reach_metres", mistakes, str::parse);
        codes.see(row.text("code"), &row, "code", mistakes);
        found.extend((|| {
            let code = code?;
            let terms = DeliveryTerms::flat(base_paise?, per_km_paise?, reach_metres?);
            Some(ZoneRow { id: id::<ZoneId>("zone", &code), code, name: name?, terms })
        })());
    }
    (found, codes)
}

const LOCALITIES: &[&str] = &["pin", "zone", "name_en", "name_hi", "name_te", "lat", "lon"];

fn localities(text: &str, zones: &Once, mistakes: &mut Mistakes) -> Vec<LocalityRow> {
    // One place for each PIN code: a line of words with a PIN code in it means one place.
    let mut pins = Once::default();
    let mut found = Vec::new();
    for row in rows("localities.csv", text, LOCALITIES, mistakes) {
        let pin = row.read("pin", mistakes, str::parse::<Pin>);
        let name = name(&row, mistakes);
        let point = point(&row, mistakes);
        let zone = Some(row.text("zone")).filter(|code| !code.is_empty()).map(str::to_owned);
        if let Some(code) = zone.as_deref().filter(|code| !zones.has(code)) {
            row.refuse("zone", format!("there is no zone {code:?}"), mistakes);
        }
        pins.see(row.text("pin"), &row, "pin", mistakes);
        found.extend((|| {
            let pin = pin?;
            let id = id::<Uuid>("locality", pin.as_str());
            Some(LocalityRow { id, zone, pin, name: name?, point: point? })
        })());
    }
    found
}

const SKUS: &[&str] = &[
    "code",
    "kind",
    "name_en",
    "name_hi",
    "name_te",
    "attrs",
    "unit",
    "minimum",
    "step",
    "usual",
    "hsn",
    "gst_rate",
    "weight_grams",
    "rank",
];

/// Since when the file's rates have stood: the 56th GST Council's day.
const RATES_FROM: Date = Date::constant(2025, 9, 22);

fn skus(text: &str, mistakes: &mut Mistakes) -> (Vec<SkuRow>, Once) {
    let mut codes = Once::default();
    let mut found = Vec::new();
    for row in rows("skus.csv", text, SKUS, mistakes) {
        codes.see(row.text("code"), &row, "code", mistakes);
        let hsn = row.read("hsn", mistakes, tax::heading);
        let gst_rate = row.read("gst_rate", mistakes, gst_rate);
        let tax = hsn.zip(gst_rate).map(|(hsn, gst_rate)| SkuTax { hsn, gst_rate });
        let tax = tax.map(|is| Dated { from_on: RATES_FROM, is });
        found.extend(sku(&row, mistakes).zip(tax).map(|(sku, tax)| SkuRow { sku, tax }));
    }
    (found, codes)
}

fn sku(row: &Row, mistakes: &mut Mistakes) -> Option<Sku> {
    let code = row.read("code", mistakes, filled);
    let kind: Option<Kind> = row.read("kind", mistakes, str::parse);
    let name = name(row, mistakes);
    let attrs = row.read("attrs", mistakes, attrs);
    check_attrs(row, kind, attrs.as_ref(), mistakes);
    let unit = row.read("unit", mistakes, str::parse);
    let minimum = row.read("minimum", mistakes, some_quantity);
    let step = row.read("step", mistakes, some_quantity);
    let usual = row.read("usual", mistakes, usual);
    let weight_grams = row.read("weight_grams", mistakes, str::parse);
    let rank = row.read("rank", mistakes, str::parse);
    let code = code?;
    Some(Sku {
        id: id::<SkuId>("sku", &code),
        code,
        kind: kind?,
        name: name?,
        attrs: attrs?,
        photo: None,
        unit: unit?,
        minimum: minimum?,
        step: step?,
        usual: usual?,
        // The table has the moment at which it is written.
        made_at: Timestamp::UNIX_EPOCH,
        weight_grams: weight_grams?,
        rank: rank?,
        from_price: None,
    })
}

fn check_attrs(
    row: &Row,
    kind: Option<Kind>,
    attrs: Option<&BTreeMap<String, String>>,
    mistakes: &mut Mistakes,
) {
    let (Some(kind), Some(attrs)) = (kind, attrs) else { return };
    for refusal in attributes::check(kind, attrs) {
        row.refuse("attrs", format!("{} {refusal}", refusal.name()), mistakes);
    }
}

const VENDORS: &[&str] = &[
    "code", "name_en", "name_hi", "name_te", "phone", "language", "lat", "lon", "opens", "closes",
    "gstin", "address",
];

fn vendors(text: &str, mistakes: &mut Mistakes) -> (Vec<VendorRow>, Once) {
    let (mut codes, mut phones) = (Once::default(), Once::default());
    let mut found = Vec::new();
    for row in rows("vendors.csv", text, VENDORS, mistakes) {
        codes.see(row.text("code"), &row, "code", mistakes);
        phones.see(row.text("phone"), &row, "phone", mistakes);
        let phone = row.read("phone", mistakes, str::parse::<Phone>);
        let language = row.read("language", mistakes, str::parse::<Language>);
        let gstin = row.read("gstin", mistakes, gstin);
        let vendor = vendor(&row, mistakes);
        found.extend((|| {
            let code = row.text("code").to_owned();
            let (vendor, phone) = (vendor?, phone?);
            let address = row.text("address").to_owned();
            Some(VendorRow {
                vendor,
                code,
                phone,
                language: language?,
                gstin: gstin?.into(),
                address,
            })
        })());
    }
    (found, codes)
}

fn vendor(row: &Row, mistakes: &mut Mistakes) -> Option<Vendor> {
    let code = row.read("code", mistakes, filled);
    let name = name(row, mistakes);
    let point = point(row, mistakes);
    let opens = row.read("opens", mistakes, str::parse::<Time>);
    let closes = row.read("closes", mistakes, str::parse::<Time>);
    if opens.zip(closes).is_some_and(|(opens, closes)| opens >= closes) {
        row.refuse("closes", "the yard closes before it opens".to_owned(), mistakes);
    }
    let code = code?;
    Some(Vendor {
        id: id::<VendorId>("vendor", &code),
        person: id::<PersonId>("person", &code),
        name: name?,
        point: point?,
        hours: Hours { opens: opens?, closes: closes?, ..Hours::default() },
    })
}

const LISTINGS: &[&str] = &["vendor", "sku", "price_rupees", "stock", "minimum"];

fn listings(text: &str, vendors: &Once, skus: &Once, mistakes: &mut Mistakes) -> Vec<ListingRow> {
    let mut keys = Once::default();
    let mut found = Vec::new();
    for row in rows("listings.csv", text, LISTINGS, mistakes) {
        let (vendor, sku) = (row.text("vendor"), row.text("sku"));
        let key = format!("{vendor}/{sku}");
        keys.see(&key, &row, "sku", mistakes);
        if !vendors.has(vendor) {
            row.refuse("vendor", format!("there is no vendor {vendor:?}"), mistakes);
        }
        if !skus.has(sku) {
            row.refuse("sku", format!("there is no SKU {sku:?}"), mistakes);
        }
        let price = row.read("price_rupees", mistakes, rupees);
        let stock = row.read("stock", mistakes, str::parse::<Quantity>);
        let minimum = row.read("minimum", mistakes, str::parse::<Quantity>);
        found.extend((|| {
            Some(ListingRow {
                id: id::<ListingId>("listing", &key),
                vendor: vendor.to_owned(),
                sku: sku.to_owned(),
                price_paise: price?,
                minimum: minimum?,
                on_hand: stock?,
            })
        })());
    }
    found
}

fn name(row: &Row, mistakes: &mut Mistakes) -> Option<Name> {
    let en = row.read("name_en", mistakes, filled);
    let hi = row.read("name_hi", mistakes, filled);
    let te = row.read("name_te", mistakes, filled);
    Some(Name { en: en?, hi: hi?, te: te? })
}

fn point(row: &Row, mistakes: &mut Mistakes) -> Option<Point> {
    let lat_e6 = row.read("lat", mistakes, degrees_e6);
    let lon_e6 = row.read("lon", mistakes, degrees_e6);
    Some(Point { lat_e6: lat_e6?, lon_e6: lon_e6? })
}

fn filled(text: &str) -> Result<String, &'static str> {
    if text.is_empty() { Err("is empty") } else { Ok(text.to_owned()) }
}

fn some_quantity(text: &str) -> Result<Quantity, String> {
    let quantity: Quantity = text.parse().map_err(|e: UnknownWord| e.to_string())?;
    if quantity.is_zero() { Err("is zero".to_owned()) } else { Ok(quantity) }
}
