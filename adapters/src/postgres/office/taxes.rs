//! What SKUs and listings are taxed at, day by day. Rows are added, and set anew while their day is still to come.

use jiff_sqlx::ToSqlx;
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::{ListingId, SkuId};
use realserv_domain::tax::{Dated, SkuTax};
use sqlx::PgConnection;

use crate::postgres::StoreError;

/// Latest first.
pub async fn of_sku(db: &mut PgConnection, sku: SkuId) -> Result<Vec<Dated<SkuTax>>, StoreError> {
    let rows = sqlx::query!(
        "select from_on, hsn, gst_rate from sku_tax where sku_id = $1 order by from_on desc",
        sku.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| Dated {
        from_on: row.from_on.to_jiff(),
        is: SkuTax { hsn: row.hsn, gst_rate: rate(row.gst_rate) },
    });
    Ok(rows.collect())
}

/// Latest first; none: from that day on the SKU's.
pub async fn of_listing(
    db: &mut PgConnection,
    listing: ListingId,
) -> Result<Vec<Dated<Option<GstRate>>>, StoreError> {
    let rows = sqlx::query!(
        "select from_on, gst_rate from listing_tax where listing_id = $1 order by from_on desc",
        listing.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| Dated { from_on: row.from_on.to_jiff(), is: row.gst_rate.map(rate) });
    Ok(rows.collect())
}

pub async fn set_of_sku(
    db: &mut PgConnection,
    sku: SkuId,
    new: &Dated<SkuTax>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into sku_tax (sku_id, from_on, hsn, gst_rate)
         values ($1, $2, $3, $4)
         on conflict (sku_id, from_on)
         do update set hsn = excluded.hsn, gst_rate = excluded.gst_rate",
        sku.0,
        new.from_on.to_sqlx() as _,
        new.is.hsn,
        column(new.is.gst_rate),
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn set_of_listing(
    db: &mut PgConnection,
    listing: ListingId,
    new: &Dated<Option<GstRate>>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into listing_tax (listing_id, from_on, gst_rate)
         values ($1, $2, $3)
         on conflict (listing_id, from_on) do update set gst_rate = excluded.gst_rate",
        listing.0,
        new.from_on.to_sqlx() as _,
        new.is.map(column),
    )
    .execute(db)
    .await?;
    Ok(())
}

fn rate(column: i16) -> GstRate {
    GstRate(u16::try_from(column).unwrap_or(0))
}

/// A constraint keeps rates far below the limit.
fn column(rate: GstRate) -> i16 {
    i16::try_from(rate.0).unwrap_or(i16::MAX)
}
