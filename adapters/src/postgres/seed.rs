//! The marketplace that a fresh installation starts with. A row goes in where there is none and is left alone where
//! there is one, so seeding twice changes nothing and what the office has changed stays changed.
//!
//! Rows point at each other by code, not by id: where the office made a zone or a SKU of the same code by itself, that
//! one is used. The rows themselves are the caller's (bot/src/seed).

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::catalog::{PhotoUrl, Sku};
use realserv_domain::ids::{ListingId, ZoneId};
use realserv_domain::language::{Language, Name};
use realserv_domain::money::Paise;
use realserv_domain::phone::Phone;
use realserv_domain::place::{Pin, Point};
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::DeliveryTerms;
use realserv_domain::tax::{Dated, SkuTax};
use realserv_domain::vendors::Vendor;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::StoreError;

/// An area that is served, and what delivery costs there.
#[derive(Clone, Debug)]
pub struct ZoneRow {
    pub id: ZoneId,
    pub code: String,
    pub name: Name,
    pub terms: DeliveryTerms,
}

/// A named place. Without a zone's code it is known and not served.
#[derive(Clone, Debug)]
pub struct LocalityRow {
    pub id: Uuid,
    pub zone: Option<String>,
    pub pin: Pin,
    pub name: Name,
    pub point: Point,
}

/// What is sold, and what it is taxed at from a day on.
#[derive(Clone, Debug)]
pub struct SkuRow {
    pub sku: Sku,
    pub tax: Dated<SkuTax>,
}

/// A vendor and the person who answers for him.
#[derive(Clone, Debug)]
pub struct VendorRow {
    pub vendor: Vendor,
    pub code: String,
    pub phone: Phone,
    pub language: Language,
    pub gstin: String,
    /// Of the business, as its invoices name it.
    pub address: String,
}

/// A vendor's offer of a SKU, both by code.
#[derive(Clone, Debug)]
pub struct ListingRow {
    pub id: ListingId,
    pub vendor: String,
    pub sku: String,
    pub price_paise: Paise,
    pub minimum: Quantity,
    pub on_hand: Quantity,
}

/// How many zones were new.
pub async fn insert_zones(db: &mut PgConnection, zones: &[ZoneRow]) -> Result<u64, StoreError> {
    let names = Names::of(zones.iter().map(|zone| &zone.name));
    let done = sqlx::query!(
        "insert into zone (id, code, name_en, name_hi, name_te,
                           delivery_base_paise, delivery_per_km_paise, reach_metres)
         select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[],
                              $6::bigint[], $7::bigint[], $8::integer[])
         on conflict do nothing",
        &column(zones, |zone| zone.id.0),
        &column(zones, |zone| zone.code.clone()),
        &names.en,
        &names.hi,
        &names.te,
        &column(zones, |zone| zone.terms.base_paise.get()),
        &column(zones, |zone| zone.terms.per_km_paise.get()),
        &column(zones, |zone| i32::try_from(zone.terms.reach_metres).unwrap_or(i32::MAX)),
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// How many localities were new. Their zones are there.
pub async fn insert_localities(
    db: &mut PgConnection,
    localities: &[LocalityRow],
) -> Result<u64, StoreError> {
    let names = Names::of(localities.iter().map(|locality| &locality.name));
    let done = sqlx::query!(
        "insert into locality (id, zone_id, pin, name_en, name_hi, name_te, lat_e6, lon_e6)
         select seed.id, zone.id, seed.pin, seed.en, seed.hi, seed.te, seed.lat, seed.lon
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                     $7::integer[], $8::integer[])
             as seed (id, zone, pin, en, hi, te, lat, lon)
         left join zone on zone.code = seed.zone
         on conflict do nothing",
        &column(localities, |locality| locality.id),
        &column(localities, |locality| locality.zone.clone()) as _,
        &column(localities, |locality| locality.pin.as_str().to_owned()),
        &names.en,
        &names.hi,
        &names.te,
        &column(localities, |locality| locality.point.lat_e6),
        &column(localities, |locality| locality.point.lon_e6),
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// How many SKUs were new.
pub async fn insert_skus(
    db: &mut PgConnection,
    now: Timestamp,
    skus: &[SkuRow],
) -> Result<u64, StoreError> {
    let ids = column(skus, |row| row.sku.id.0);
    let codes = column(skus, |row| row.sku.code.clone());
    if !sku_is_missing(&mut *db, &ids, &codes).await? {
        return Ok(0);
    }
    let names = Names::of(skus.iter().map(|row| &row.sku.name));
    let done = sqlx::query!(
        // unnest would flatten a list of lists: the usual quantities travel as array literals.
        "insert into sku (id, code, kind, name_en, name_hi, name_te, attrs, unit, minimum_milli, step_milli,
                          usual_milli, weight_grams, rank, made_at, photo_url)
         select id, code, kind, en, hi, te, attrs, unit, minimum, step, usual::bigint[], weight, rank, $14, photo
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[],
                     $8::text[], $9::bigint[], $10::bigint[], $11::text[], $12::integer[], $13::smallint[], $15::text[])
             as seed (id, code, kind, en, hi, te, attrs, unit, minimum, step, usual, weight, rank, photo)
         on conflict do nothing",
        &ids,
        &codes,
        &column(skus, |row| row.sku.kind.as_str().to_owned()),
        &names.en,
        &names.hi,
        &names.te,
        &column(skus, |row| Json(row.sku.attrs.clone())) as _,
        &column(skus, |row| row.sku.unit.as_str().to_owned()),
        &column(skus, |row| row.sku.minimum.milli()),
        &column(skus, |row| row.sku.step.milli()),
        &column(skus, |row| array_literal(&row.sku.usual)),
        &column(skus, |row| i32::try_from(row.sku.weight_grams).unwrap_or(i32::MAX)),
        &column(skus, |row| small(row.sku.rank)),
        now.to_sqlx() as _,
        &column(skus, |row| row.sku.photo.as_ref().map(PhotoUrl::to_string)) as _,
    )
    .execute(&mut *db)
    .await?;
    insert_taxes(db, skus).await?;
    Ok(done.rows_affected())
}

/// Only of what had none: the office's own stay.
async fn insert_taxes(db: &mut PgConnection, skus: &[SkuRow]) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into sku_tax (sku_id, from_on, hsn, gst_rate)
         select sku.id, seed.from_on, seed.hsn, seed.gst
         from unnest($1::text[], $2::date[], $3::text[], $4::smallint[])
             as seed (code, from_on, hsn, gst)
         join sku on sku.code = seed.code
         where not exists (select from sku_tax where sku_id = sku.id)",
        &column(skus, |row| row.sku.code.clone()),
        &column(skus, |row| row.tax.from_on.to_sqlx()) as _,
        &column(skus, |row| row.tax.is.hsn.clone()),
        &column(skus, |row| small(row.tax.is.gst_rate.0)),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A statement that inserts nothing still fires its triggers, and the catalogue would get a new version for nothing.
async fn sku_is_missing(
    db: &mut PgConnection,
    ids: &[Uuid],
    codes: &[String],
) -> Result<bool, StoreError> {
    let missing = sqlx::query_scalar!(
        r#"select exists (
               select from unnest($1::uuid[], $2::text[]) as seed (id, code)
               where not exists (select from sku where sku.id = seed.id or sku.code = seed.code)
           ) as "missing!""#,
        ids,
        codes,
    )
    .fetch_one(db)
    .await?;
    Ok(missing)
}

/// How many vendors were new. Their persons go in first; who wrote to us before keeps the id that he got then.
pub async fn insert_vendors(
    db: &mut PgConnection,
    now: Timestamp,
    vendors: &[VendorRow],
) -> Result<u64, StoreError> {
    let ids = column(vendors, |row| row.vendor.id.0);
    let codes = column(vendors, |row| row.code.clone());
    if !vendor_is_missing(&mut *db, &ids, &codes).await? {
        return Ok(0);
    }
    insert_persons(&mut *db, now, vendors).await?;
    let names = Names::of(vendors.iter().map(|row| &row.vendor.name));
    let done = sqlx::query!(
        "insert into vendor (id, code, person_id, name_en, name_hi, name_te, lat_e6, lon_e6,
                             opens, closes, gstin, address)
         select seed.id, seed.code, person.id, seed.en, seed.hi, seed.te, seed.lat, seed.lon,
                seed.opens, seed.closes, seed.gstin, seed.address
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                     $8::integer[], $9::integer[], $10::time[], $11::time[], $12::text[], $13::text[])
             as seed (id, code, person, phone, en, hi, te, lat, lon, opens, closes, gstin, address)
         -- by number only where our own id was not taken: a number may have moved on since
         join person on person.id = (
             select who.id from person as who
             where who.id = seed.person or who.phone = seed.phone
             order by who.id = seed.person desc
             limit 1
         )
         on conflict do nothing",
        &ids,
        &codes,
        &column(vendors, |row| row.vendor.person.0),
        &column(vendors, |row| row.phone.reveal().to_owned()),
        &names.en,
        &names.hi,
        &names.te,
        &column(vendors, |row| row.vendor.point.lat_e6),
        &column(vendors, |row| row.vendor.point.lon_e6),
        &column(vendors, |row| row.vendor.hours.opens.to_sqlx()) as _,
        &column(vendors, |row| row.vendor.hours.closes.to_sqlx()) as _,
        &column(vendors, |row| row.gstin.clone()),
        &column(vendors, |row| row.address.clone()),
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// See `sku_is_missing`.
async fn vendor_is_missing(
    db: &mut PgConnection,
    ids: &[Uuid],
    codes: &[String],
) -> Result<bool, StoreError> {
    let missing = sqlx::query_scalar!(
        r#"select exists (
               select from unnest($1::uuid[], $2::text[]) as seed (id, code)
               where not exists (select from vendor where vendor.id = seed.id or vendor.code = seed.code)
           ) as "missing!""#,
        ids,
        codes,
    )
    .fetch_one(db)
    .await?;
    Ok(missing)
}

async fn insert_persons(
    db: &mut PgConnection,
    now: Timestamp,
    vendors: &[VendorRow],
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into person (id, phone, name, language, made_at)
         select id, phone, name, language, $5
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as seed (id, phone, name, language)
         on conflict do nothing",
        &column(vendors, |row| row.vendor.person.0),
        &column(vendors, |row| row.phone.reveal().to_owned()),
        &column(vendors, |row| row.vendor.name.en.clone()),
        &column(vendors, |row| row.language.code().to_owned()),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How many listings were new; each begins its price history now. Their vendors and SKUs are there.
pub async fn insert_listings(
    db: &mut PgConnection,
    now: Timestamp,
    listings: &[ListingRow],
) -> Result<u64, StoreError> {
    let ids = column(listings, |row| row.id.0);
    let vendors = column(listings, |row| row.vendor.clone());
    let skus = column(listings, |row| row.sku.clone());
    if !listing_is_missing(&mut *db, &ids, &vendors, &skus).await? {
        return Ok(0);
    }
    let done = sqlx::query!(
        "with fresh as (
             insert into listing (id, vendor_id, sku_id, price_paise, minimum_milli, on_hand_milli,
                                  updated_at)
             select seed.id, vendor.id, sku.id, seed.price, seed.minimum, seed.on_hand, $7
             from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
                 as seed (id, vendor, sku, price, minimum, on_hand)
             join vendor on vendor.code = seed.vendor
             join sku on sku.code = seed.sku
             on conflict do nothing
             returning id, price_paise, updated_at
         )
         insert into listing_price (listing_id, price_paise, from_at)
         select id, price_paise, updated_at from fresh",
        &ids,
        &vendors,
        &skus,
        &column(listings, |row| row.price_paise.get()),
        &column(listings, |row| row.minimum.milli()),
        &column(listings, |row| row.on_hand.milli()),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// See `sku_is_missing`.
async fn listing_is_missing(
    db: &mut PgConnection,
    ids: &[Uuid],
    vendors: &[String],
    skus: &[String],
) -> Result<bool, StoreError> {
    let missing = sqlx::query_scalar!(
        r#"select exists (
               select from unnest($1::uuid[], $2::text[], $3::text[]) as seed (id, vendor, sku)
               join vendor on vendor.code = seed.vendor
               join sku on sku.code = seed.sku
               where not exists (select from listing where listing.id = seed.id)
                 and not exists (
                     select from listing where vendor_id = vendor.id and sku_id = sku.id
                 )
           ) as "missing!""#,
        ids,
        vendors,
        skus,
    )
    .fetch_one(db)
    .await?;
    Ok(missing)
}

/// Three columns of names.
struct Names {
    en: Vec<String>,
    hi: Vec<String>,
    te: Vec<String>,
}

impl Names {
    fn of<'a>(names: impl Iterator<Item = &'a Name> + Clone) -> Self {
        let of = |language: Language| {
            names.clone().map(|name| name.in_language(language).to_owned()).collect()
        };
        Self { en: of(Language::En), hi: of(Language::Hi), te: of(Language::Te) }
    }
}

/// One column of the rows, as UNNEST wants it.
fn column<R, T>(rows: &[R], of: impl FnMut(&R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

/// Rates and ranks are far below the limit of a smallint; one that is not is refused by nobody and sorts last.
fn small(number: u16) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

/// `{50000,100000}`
fn array_literal(quantities: &[Quantity]) -> String {
    let numbers: Vec<String> = quantities.iter().map(|q| q.milli().to_string()).collect();
    format!("{{{}}}", numbers.join(","))
}
