//! SKUs as the office sees them: also those that are not sold now, and with the lowest price.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::catalog::{GstRate, PhotoUrl};
use realserv_domain::ids::SkuId;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::tax::SkuTax;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::postgres::StoreError;
use crate::postgres::catalogue::photo;

/// What changes every minute, and is therefore asked of the tables; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Whether somebody has some of it free.
    pub available: Option<bool>,
    /// Whose listings count.
    pub vendors: Option<Vec<Uuid>>,
}

#[derive(Clone, Debug)]
pub struct SkuRow {
    pub id: SkuId,
    pub code: String,
    pub kind: String,
    pub name: Name,
    pub attrs: BTreeMap<String, String>,
    pub photo: Option<PhotoUrl>,
    pub unit: String,
    pub minimum: Quantity,
    pub step: Quantity,
    pub usual: Vec<Quantity>,
    /// As on the day asked for; none before its first day.
    pub tax: Option<SkuTax>,
    pub weight_grams: i32,
    pub rank: i16,
    pub active: bool,
    pub made_at: Timestamp,
    /// The lowest price among active listings of active vendors.
    pub from_price: Option<Paise>,
    pub listings: i64,
}

/// Those of these that fit, in the order given, taxed as on that day.
pub async fn list(
    db: &mut PgConnection,
    on: Date,
    ids: &[Uuid],
    filter: &Filter,
    limit: i64,
) -> Result<Vec<SkuRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select sku.id, sku.code, sku.kind, sku.name_en, sku.name_hi, sku.name_te,
                  sku.attrs as "attrs: Json<BTreeMap<String, String>>", sku.photo_url,
                  sku.unit, sku.minimum_milli, sku.step_milli, sku.usual_milli, tax.hsn as "hsn?",
                  tax.gst_rate as "gst_rate?", sku.weight_grams, sku.rank, sku.active, sku.made_at,
                  offers.from_paise as "from_paise?", offers.listings as "listings!"
           from unnest($1::uuid[]) with ordinality as wanted (id, place)
           join sku on sku.id = wanted.id
           cross join lateral (
               select min(listing.price_paise) as from_paise, count(*) as listings,
                      count(*) filter (where $3::uuid[] is null or vendor.id = any($3)) as within,
                      count(*) filter (where ($3::uuid[] is null or vendor.id = any($3))
                                         and listing.on_hand_milli > listing.reserved_milli) as free
               from listing
               join vendor on vendor.id = listing.vendor_id and vendor.active
               where listing.sku_id = sku.id and listing.active
           ) as offers
           left join lateral (
               select hsn, gst_rate
               from sku_tax
               where sku_tax.sku_id = sku.id and from_on <= $5
               order by from_on desc
               limit 1
           ) as tax on true
           where ($2::boolean is null or (offers.free > 0) = $2)
             and ($3::uuid[] is null or offers.within > 0)
           order by wanted.place
           limit $4"#,
        ids,
        filter.available,
        filter.vendors.as_deref(),
        limit,
        on.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| {
        Ok(SkuRow {
            id: SkuId(row.id),
            photo: photo(&row.code, row.photo_url)?,
            code: row.code,
            kind: row.kind,
            name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
            attrs: row.attrs.0,
            unit: row.unit,
            minimum: Quantity::from_milli(row.minimum_milli),
            step: Quantity::from_milli(row.step_milli),
            usual: row.usual_milli.into_iter().map(Quantity::from_milli).collect(),
            tax: row.hsn.zip(row.gst_rate).map(|(hsn, rate)| SkuTax {
                hsn,
                gst_rate: GstRate(u16::try_from(rate).unwrap_or(0)),
            }),
            weight_grams: row.weight_grams,
            rank: row.rank,
            active: row.active,
            made_at: row.made_at.to_jiff(),
            from_price: row.from_paise.map(Paise::new),
            listings: row.listings,
        })
    });
    rows.collect()
}

pub async fn one(db: &mut PgConnection, on: Date, id: SkuId) -> Result<Option<SkuRow>, StoreError> {
    Ok(list(db, on, &[id.0], &Filter::default(), 1).await?.pop())
}

/// The row as nobody else can change it until the transaction ends.
pub async fn lock(
    db: &mut PgConnection,
    on: Date,
    id: SkuId,
) -> Result<Option<SkuRow>, StoreError> {
    sqlx::query!("select id from sku where id = $1 for update", id.0)
        .fetch_optional(&mut *db)
        .await?;
    one(db, on, id).await
}

/// Writes what the office may change. Kind and unit are part of every order of it and stay.
pub async fn save(db: &mut PgConnection, row: &SkuRow) -> Result<(), StoreError> {
    let usual: Vec<i64> = row.usual.iter().map(|quantity| quantity.milli()).collect();
    sqlx::query!(
        "update sku
         set name_en = $2, name_hi = $3, name_te = $4, minimum_milli = $5, step_milli = $6,
             usual_milli = $7, rank = $8, active = $9, attrs = $10,
             weight_grams = $11, photo_url = $12
         where id = $1",
        row.id.0,
        row.name.en,
        row.name.hi,
        row.name.te,
        row.minimum.milli(),
        row.step.milli(),
        &usual,
        row.rank,
        row.active,
        Json(&row.attrs) as _,
        row.weight_grams,
        row.photo.as_ref().map(PhotoUrl::as_str),
    )
    .execute(db)
    .await?;
    Ok(())
}
