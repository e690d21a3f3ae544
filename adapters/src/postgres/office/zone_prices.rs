//! Price lists of zones: rows are added and ended, never changed, so that every price can be explained later.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{ListingId, SkuId, ZoneId};
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{Becomes, ZonePrice};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// A row with its id and the codes that people know.
#[derive(Clone, Debug)]
pub struct PriceRow {
    pub id: Uuid,
    pub price: ZonePrice,
    pub sku_code: String,
    /// Whose listing it is, where it is of one.
    pub vendor_code: Option<String>,
    pub made_at: Timestamp,
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub zone: Option<Uuid>,
    pub sku: Option<Uuid>,
    /// Only what has not ended at this moment.
    pub open_at: Option<Timestamp>,
    /// The row after which the page begins.
    pub before: Option<(Timestamp, Uuid)>,
}

/// What was written last first.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<PriceRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select zone_price.id, zone_price.zone_id, zone_price.sku_id, zone_price.listing_id, zone_price.least_milli,
                  zone_price.price_paise, zone_price.per_mille, zone_price.from_at, zone_price.until_at,
                  zone_price.made_at, sku.code as sku_code, vendor.code as "vendor_code?"
           from zone_price
           join sku on sku.id = zone_price.sku_id
           left join (listing join vendor on vendor.id = listing.vendor_id)
               on listing.id = zone_price.listing_id
           where ($1::uuid is null or zone_price.zone_id = $1)
             and ($2::uuid is null or zone_price.id = $2)
             and ($3::uuid is null or zone_price.sku_id = $3)
             and ($4::timestamptz is null or zone_price.until_at is null or zone_price.until_at > $4)
             and ($5::timestamptz is null or (zone_price.made_at, zone_price.id) < ($5, $6))
           order by zone_price.made_at desc, zone_price.id desc
           limit $7"#,
        filter.zone,
        filter.id,
        filter.sku,
        filter.open_at.map(ToSqlx::to_sqlx) as _,
        filter.before.map(|(at, _)| at.to_sqlx()) as _,
        filter.before.map(|(_, id)| id),
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| PriceRow {
        id: row.id,
        price: ZonePrice {
            zone: ZoneId(row.zone_id),
            sku: SkuId(row.sku_id),
            becomes: match (row.listing_id, row.price_paise) {
                (Some(listing), Some(paise)) => {
                    Becomes::Price(ListingId(listing), Paise::new(paise))
                }
                _ => Becomes::PerMille(row.per_mille.unwrap_or(0)),
            },
            least: Quantity::from_milli(row.least_milli),
            from_at: row.from_at.to_jiff(),
            until_at: row.until_at.map(jiff_sqlx::Timestamp::to_jiff),
        },
        sku_code: row.sku_code,
        vendor_code: row.vendor_code,
        made_at: row.made_at.to_jiff(),
    });
    Ok(rows.collect())
}

/// The SKU of a listing; none where there is no such listing.
pub async fn sku_of(
    db: &mut PgConnection,
    listing: ListingId,
) -> Result<Option<SkuId>, StoreError> {
    let sku = sqlx::query_scalar!("select sku_id from listing where id = $1", listing.0)
        .fetch_optional(db)
        .await?;
    Ok(sku.map(SkuId))
}

/// Whether there is such a SKU.
pub async fn is_sku(db: &mut PgConnection, sku: SkuId) -> Result<bool, StoreError> {
    let is =
        sqlx::query_scalar!(r#"select exists (select from sku where id = $1) as "is!""#, sku.0,)
            .fetch_one(db)
            .await?;
    Ok(is)
}

pub async fn add(
    db: &mut PgConnection,
    now: Timestamp,
    id: Uuid,
    price: &ZonePrice,
) -> Result<(), StoreError> {
    let (listing, paise, per_mille) = match price.becomes {
        Becomes::Price(listing, paise) => (Some(listing.0), Some(paise.get()), None),
        Becomes::PerMille(more) => (None, None, Some(more)),
    };
    sqlx::query!(
        "insert into zone_price (id, zone_id, sku_id, listing_id, least_milli, price_paise, per_mille,
                                 from_at, until_at, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        price.zone.0,
        price.sku.0,
        listing,
        price.least.milli(),
        paise,
        per_mille,
        price.from_at.to_sqlx() as _,
        price.until_at.map(ToSqlx::to_sqlx) as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Nobody else ends it until the transaction does.
pub async fn lock(db: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!("select id from zone_price where id = $1 for update", id)
        .fetch_optional(db)
        .await?;
    Ok(())
}

/// It holds until then and no longer.
pub async fn end(db: &mut PgConnection, id: Uuid, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query!("update zone_price set until_at = $2 where id = $1", id, until.to_sqlx() as _)
        .execute(db)
        .await?;
    Ok(())
}
