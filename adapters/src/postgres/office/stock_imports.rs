//! A vendor's counts that came as a sheet: what was before each, and at which of the listing's revisions it stands since.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{ListingId, VendorId};
use realserv_domain::quantity::Quantity;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// A count of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    pub listing: ListingId,
    /// What was free before.
    pub was: Quantity,
    /// The listing's, directly after.
    pub revision: i64,
}

pub async fn keep(
    db: &mut PgConnection,
    now: Timestamp,
    (id, vendor): (Uuid, VendorId),
    lines: &[Counted],
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into stock_import (id, vendor_id, at) values ($1, $2, $3)",
        id,
        vendor.0,
        now.to_sqlx() as _,
    )
    .execute(&mut *db)
    .await?;
    let listings: Vec<Uuid> = lines.iter().map(|line| line.listing.0).collect();
    let was: Vec<i64> = lines.iter().map(|line| line.was.milli()).collect();
    let revisions: Vec<i64> = lines.iter().map(|line| line.revision).collect();
    sqlx::query!(
        "insert into stock_import_line (import_id, listing_id, was_milli, revision)
         select $1, listing, was, revision
         from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as line (listing, was, revision)",
        id,
        &listings,
        &was,
        &revisions,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The vendor's last sheet that has not been taken back, locked.
pub async fn last(
    db: &mut PgConnection,
    vendor: VendorId,
) -> Result<Option<(Uuid, Vec<Counted>)>, StoreError> {
    let last = sqlx::query_scalar!(
        "select id
         from stock_import
         where vendor_id = $1 and not undone
         order by at desc, id desc
         limit 1
         for update",
        vendor.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(id) = last else { return Ok(None) };
    let rows = sqlx::query!(
        "select listing_id, was_milli, revision
         from stock_import_line
         where import_id = $1
         order by listing_id",
        id,
    )
    .fetch_all(db)
    .await?;
    let lines = rows.into_iter().map(|row| Counted {
        listing: ListingId(row.listing_id),
        was: Quantity::from_milli(row.was_milli),
        revision: row.revision,
    });
    Ok(Some((id, lines.collect())))
}

pub async fn undone(db: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!("update stock_import set undone = true where id = $1", id).execute(db).await?;
    Ok(())
}
