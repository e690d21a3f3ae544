//! What an imported sheet names by code, found and locked.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// Those of these SKUs that are there, locked until the transaction ends.
pub async fn lock_skus(
    db: &mut PgConnection,
    codes: &[String],
) -> Result<BTreeMap<String, Uuid>, StoreError> {
    let rows = sqlx::query!(
        "select code, id from sku where code = any($1) order by id for update",
        codes,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}

/// Those of these SKUs that are there.
pub async fn skus(
    db: &mut PgConnection,
    codes: &[String],
) -> Result<BTreeMap<String, Uuid>, StoreError> {
    let rows =
        sqlx::query!("select code, id from sku where code = any($1)", codes).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}

/// Every SKU, by code.
pub async fn every_sku(db: &mut PgConnection) -> Result<Vec<Uuid>, StoreError> {
    Ok(sqlx::query_scalar!("select id from sku order by code").fetch_all(db).await?)
}

/// Those of these vendors that are there.
pub async fn vendors(
    db: &mut PgConnection,
    codes: &[String],
) -> Result<BTreeMap<String, Uuid>, StoreError> {
    let rows = sqlx::query!("select code, id from vendor where code = any($1)", codes)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}

/// The listings of these vendors, locked until the transaction ends, in the order in which everybody locks them.
pub async fn lock_listings(
    db: &mut PgConnection,
    vendors: &[Uuid],
    skus: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query!(
        "select id
         from listing
         where vendor_id = any($1) and sku_id = any($2)
         order by id
         for update",
        vendors,
        skus,
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// All of a vendor's.
pub async fn lock_listings_of(db: &mut PgConnection, vendor: Uuid) -> Result<(), StoreError> {
    sqlx::query!("select id from listing where vendor_id = $1 order by id for update", vendor)
        .fetch_all(db)
        .await?;
    Ok(())
}
