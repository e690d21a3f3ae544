//! Listings and their changes, whoever makes them, the office or the vendor in his chat: price with its history, stock,
//! minimum.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::{ListingId, SkuId, VendorId};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::Sort;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub sku: Option<Uuid>,
    pub vendor: Option<Uuid>,
    pub active: Option<bool>,
    /// Of any of these SKUs.
    pub skus: Option<Vec<Uuid>>,
    /// Of any of these vendors.
    pub vendors: Option<Vec<Uuid>>,
    pub from_price: Option<Paise>,
    pub to_price: Option<Paise>,
    /// Whether some of it is free, the listing and its vendor active.
    pub available: Option<bool>,
    pub sort: Sort,
    /// The place after which the page begins.
    pub after: Option<Place>,
}

/// Where a listing stands in an order; the codes of SKU and vendor settle what is equal.
pub type Place = (i64, String, String, String);

#[derive(Clone, Debug)]
pub struct ListingRow {
    pub id: ListingId,
    pub sku: SkuId,
    pub sku_code: String,
    pub sku_name: Name,
    pub unit: String,
    pub vendor: VendorId,
    pub vendor_code: String,
    pub vendor_name: Name,
    pub price_paise: Paise,
    /// What counts on the day asked for.
    pub gst_rate: GstRate,
    /// Where the vendor's differs from the SKU's.
    pub own_gst_rate: Option<GstRate>,
    pub minimum: Quantity,
    pub on_hand: Quantity,
    pub reserved: Quantity,
    pub active: bool,
    /// What the office calls little of it; none: a share of what was counted last.
    pub low: Option<Quantity>,
    /// Grows with every change below; not with what orders hold.
    pub revision: i64,
    pub updated_at: Timestamp,
    pub place: Place,
}

/// In the order asked for, taxed as on that day.
pub async fn list(
    db: &mut PgConnection,
    on: Date,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<ListingRow>, StoreError> {
    let after = filter.after.as_ref();
    let rows = sqlx::query!(
        r#"select listing.id, listing.sku_id, sku.code as sku_code, sku.name_en, sku.name_hi, sku.name_te,
                  sku.unit, listing.vendor_id, vendor.code as vendor_code,
                  vendor.name_en as vendor_en, vendor.name_hi as vendor_hi, vendor.name_te as vendor_te,
                  listing.price_paise, tax.gst_rate as "gst_rate?", own.gst_rate as "own_gst_rate?",
                  listing.minimum_milli, listing.on_hand_milli,
                  listing.reserved_milli, listing.active, listing.low_fixed_milli, listing.revision, listing.updated_at,
                  place.number as "number!", place.text as "text!"
           from listing
           join sku on sku.id = listing.sku_id
           join vendor on vendor.id = listing.vendor_id
           left join lateral (
               select gst_rate
               from sku_tax
               where sku_tax.sku_id = sku.id and from_on <= $8
               order by from_on desc
               limit 1
           ) as tax on true
           left join lateral (
               select gst_rate
               from listing_tax
               where listing_tax.listing_id = listing.id and from_on <= $8
               order by from_on desc
               limit 1
           ) as own on true
           cross join lateral (
               select case $16::text
                          when 'price' then listing.price_paise
                          when 'rank' then sku.rank::bigint
                          when 'newest' then -(extract(epoch from listing.updated_at) * 1000000)::bigint
                          else 0
                      end as number,
                      case $16::text when 'name' then lower(sku.name_en) else '' end as text
           ) as place
           where ($1::uuid is null or listing.id = $1)
             and ($2::uuid is null or listing.sku_id = $2)
             and ($3::uuid is null or listing.vendor_id = $3)
             and ($4::boolean is null or listing.active = $4)
             and ($9::bigint is null
                  or (place.number, place.text, sku.code, vendor.code) > ($9, $10::text, $5::text, $6::text))
             and ($11::uuid[] is null or listing.sku_id = any($11))
             and ($12::uuid[] is null or listing.vendor_id = any($12))
             and ($13::bigint is null or listing.price_paise >= $13)
             and ($14::bigint is null or listing.price_paise <= $14)
             and ($15::boolean is null
                  or (listing.active and vendor.active and sku.active
                      and listing.on_hand_milli > listing.reserved_milli) = $15)
           order by place.number, place.text, sku.code, vendor.code
           limit $7"#,
        filter.id,
        filter.sku,
        filter.vendor,
        filter.active,
        after.map(|(.., sku, _)| sku),
        after.map(|(.., vendor)| vendor),
        limit,
        on.to_sqlx() as _,
        after.map(|(number, ..)| *number),
        after.map(|(_, text, ..)| text),
        filter.skus.as_deref(),
        filter.vendors.as_deref(),
        filter.from_price.map(Paise::get),
        filter.to_price.map(Paise::get),
        filter.available,
        filter.sort.as_str(),
    )
    .fetch_all(db)
    .await?;
    let rate = |rate: i16| GstRate(u16::try_from(rate).unwrap_or(0));
    let rows = rows.into_iter().map(|row| ListingRow {
        id: ListingId(row.id),
        sku: SkuId(row.sku_id),
        place: (row.number, row.text, row.sku_code.clone(), row.vendor_code.clone()),
        sku_code: row.sku_code,
        sku_name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
        unit: row.unit,
        vendor: VendorId(row.vendor_id),
        vendor_code: row.vendor_code,
        vendor_name: Name { en: row.vendor_en, hi: row.vendor_hi, te: row.vendor_te },
        price_paise: Paise::new(row.price_paise),
        gst_rate: row.own_gst_rate.or(row.gst_rate).map(rate).unwrap_or_default(),
        own_gst_rate: row.own_gst_rate.map(rate),
        minimum: Quantity::from_milli(row.minimum_milli),
        on_hand: Quantity::from_milli(row.on_hand_milli),
        reserved: Quantity::from_milli(row.reserved_milli),
        active: row.active,
        low: row.low_fixed_milli.map(Quantity::from_milli),
        revision: row.revision,
        updated_at: row.updated_at.to_jiff(),
    });
    Ok(rows.collect())
}

pub async fn one(
    db: &mut PgConnection,
    on: Date,
    id: ListingId,
) -> Result<Option<ListingRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, on, &filter, 1).await?.pop())
}

/// The row as nobody else can change it until the transaction ends: no reservation comes in between.
pub async fn lock(
    db: &mut PgConnection,
    on: Date,
    id: ListingId,
) -> Result<Option<ListingRow>, StoreError> {
    sqlx::query!("select id from listing where id = $1 for update", id.0)
        .fetch_optional(&mut *db)
        .await?;
    one(db, on, id).await
}

/// The same of what a vendor sells, named by its SKU; none when he does not sell it now.
pub async fn lock_of_vendor(
    db: &mut PgConnection,
    on: Date,
    vendor: VendorId,
    sku: SkuId,
) -> Result<Option<ListingRow>, StoreError> {
    let his = sqlx::query_scalar!(
        "select id from listing where vendor_id = $1 and sku_id = $2 and active for update",
        vendor.0,
        sku.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    match his {
        Some(id) => one(db, on, ListingId(id)).await,
        None => Ok(None),
    }
}

/// A new price also goes to the history, from which disputes are settled.
pub async fn set_price(
    db: &mut PgConnection,
    now: Timestamp,
    id: ListingId,
    price: Paise,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with changed as (
             update listing set price_paise = $2, revision = revision + 1, updated_at = $3
             where id = $1 and price_paise <> $2
             returning id
         )
         insert into listing_price (listing_id, price_paise, from_at)
         select id, $2, $3 from changed
         -- twice within a microsecond: the later one stands
         on conflict (listing_id, from_at) do update set price_paise = excluded.price_paise",
        id.0,
        price.get(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn set_terms(
    db: &mut PgConnection,
    now: Timestamp,
    id: ListingId,
    active: bool,
    minimum: Quantity,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update listing
         set active = $2, minimum_milli = $3, revision = revision + 1, updated_at = $4
         where id = $1 and (active, minimum_milli) is distinct from ($2, $3)",
        id.0,
        active,
        minimum.milli(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What is free to sell; what orders have reserved stays theirs. Below `low` of it, or what the office has fixed, the vendor
/// will be told.
pub async fn set_available(
    db: &mut PgConnection,
    now: Timestamp,
    id: ListingId,
    available: Quantity,
    low: Quantity,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update listing
         set on_hand_milli = reserved_milli + $2, revision = revision + 1, updated_at = $3, counted_at = $3,
             low_milli = coalesce(low_fixed_milli, $4), low_told = false
         where id = $1",
        id.0,
        available.milli(),
        now.to_sqlx() as _,
        low.milli(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What is little of it, whatever is counted; none: `share`, and with each count a share of that.
pub async fn set_low(
    db: &mut PgConnection,
    now: Timestamp,
    id: ListingId,
    fixed: Option<Quantity>,
    share: Quantity,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update listing
         set low_fixed_milli = $2, low_milli = coalesce($2, $3), low_told = false,
             revision = revision + 1, updated_at = $4
         where id = $1 and low_fixed_milli is distinct from $2",
        id.0,
        fixed.map(Quantity::milli),
        share.milli(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

#[derive(Clone, Debug)]
pub struct PriceRow {
    pub price_paise: Paise,
    pub from_at: Timestamp,
}

/// Every price that ever stood, latest first.
pub async fn prices(
    db: &mut PgConnection,
    id: ListingId,
    before: Option<Timestamp>,
    limit: i64,
) -> Result<Vec<PriceRow>, StoreError> {
    let rows = sqlx::query!(
        "select price_paise, from_at
         from listing_price
         where listing_id = $1 and ($2::timestamptz is null or from_at < $2)
         order by from_at desc
         limit $3",
        id.0,
        before.map(ToSqlx::to_sqlx) as _,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| PriceRow {
        price_paise: Paise::new(row.price_paise),
        from_at: row.from_at.to_jiff(),
    });
    Ok(rows.collect())
}
