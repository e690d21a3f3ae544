//! SKUs as the office sees them: also those that are not sold now, and with the lowest price.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::SkuId;
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::tax::SkuTax;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::postgres::StoreError;

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub kind: Option<String>,
    /// Lower case; every one must occur in the code, a name or an attribute.
    pub words: Vec<String>,
    /// Lower case.
    pub brand: Option<String>,
    pub active: Option<bool>,
    /// The code after which the page begins.
    pub after: Option<String>,
}

#[derive(Clone, Debug)]
pub struct SkuRow {
    pub id: SkuId,
    pub code: String,
    pub kind: String,
    pub name: Name,
    pub attrs: BTreeMap<String, String>,
    pub unit: String,
    pub minimum: Quantity,
    pub step: Quantity,
    pub usual: Vec<Quantity>,
    /// As on the day asked for; none before its first day.
    pub tax: Option<SkuTax>,
    pub weight_grams: i32,
    pub rank: i16,
    pub active: bool,
    /// The lowest price among active listings of active vendors.
    pub from_price: Option<Paise>,
    pub listings: i64,
}

/// By code, taxed as on that day.
pub async fn list(
    db: &mut PgConnection,
    on: Date,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<SkuRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select sku.id, sku.code, sku.kind, sku.name_en, sku.name_hi, sku.name_te,
                  sku.attrs as "attrs: Json<BTreeMap<String, String>>",
                  sku.unit, sku.minimum_milli, sku.step_milli, sku.usual_milli, tax.hsn as "hsn?", tax.gst_rate as "gst_rate?",
                  sku.weight_grams, sku.rank, sku.active,
                  offers.from_paise as "from_paise?", offers.listings as "listings!"
           from sku
           cross join lateral (
               select min(listing.price_paise) as from_paise, count(*) as listings
               from listing
               join vendor on vendor.id = listing.vendor_id and vendor.active
               where listing.sku_id = sku.id and listing.active
           ) as offers
           left join lateral (
               select hsn, gst_rate
               from sku_tax
               where sku_tax.sku_id = sku.id and from_on <= $8
               order by from_on desc
               limit 1
           ) as tax on true
           where ($1::uuid is null or sku.id = $1)
             and ($2::text is null or sku.kind = $2)
             and ($3::text is null or lower(sku.attrs ->> 'brand') = $3)
             and ($4::boolean is null or sku.active = $4)
             and ($5::text is null or sku.code > $5)
             and not exists (
                 -- position() knows no wildcards, so that % and _ are looked for as they stand
                 select from unnest($6::text[]) as word
                 where position(word in lower(concat_ws(' ', sku.code, sku.name_en, sku.name_hi,
                                                        sku.name_te, sku.attrs::text))) = 0
             )
           order by sku.code
           limit $7"#,
        filter.id,
        filter.kind,
        filter.brand,
        filter.active,
        filter.after,
        &filter.words,
        limit,
        on.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| SkuRow {
        id: SkuId(row.id),
        code: row.code,
        kind: row.kind,
        name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        attrs: row.attrs.0,
        unit: row.unit,
        minimum: Quantity::from_milli(row.minimum_milli),
        step: Quantity::from_milli(row.step_milli),
        usual: row.usual_milli.into_iter().map(Quantity::from_milli).collect(),
        tax: row
            .hsn
            .zip(row.gst_rate)
            .map(|(hsn, rate)| SkuTax { hsn, gst_rate: GstRate(u16::try_from(rate).unwrap_or(0)) }),
        weight_grams: row.weight_grams,
        rank: row.rank,
        active: row.active,
        from_price: row.from_paise.map(Paise::new),
        listings: row.listings,
    });
    Ok(rows.collect())
}

pub async fn one(db: &mut PgConnection, on: Date, id: SkuId) -> Result<Option<SkuRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, on, &filter, 1).await?.pop())
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
             usual_milli = $7, rank = $8, active = $9, attrs = $10
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
    )
    .execute(db)
    .await?;
    Ok(())
}
