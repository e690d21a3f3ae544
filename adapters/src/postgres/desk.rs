//! What a vendor sees of his business, parts to do and stock, and the hours off that he sets. Prices and counts change as
//! they do for the office: `office::listings`.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{OrderId, PartId, SkuId, VendorId};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::quantity::{Quantity, Unit};
use sqlx::PgConnection;

use super::StoreError;

/// Orders with a part of this vendor that still wants something of him, soonest promised first.
pub async fn open_orders(
    db: &mut PgConnection,
    vendor: VendorId,
    limit: i64,
) -> Result<Vec<(OrderId, PartId)>, StoreError> {
    let rows = sqlx::query!(
        "select order_id, id
         from part
         where vendor_id = $1
           and state in ('offered', 'accepted', 'packed', 'dispatched', 'on_the_way')
         order by coalesce(deliver_on, work_on), updated_at
         limit $2",
        vendor.0,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (OrderId(row.order_id), PartId(row.id))).collect())
}

#[derive(Clone, Debug)]
pub struct StockRow {
    pub sku: SkuId,
    pub name: Name,
    pub unit: Unit,
    pub available: Quantity,
    pub reserved: Quantity,
    pub price_paise: Paise,
}

pub async fn stock(db: &mut PgConnection, vendor: VendorId) -> Result<Vec<StockRow>, StoreError> {
    let rows = sqlx::query!(
        "select sku.id, sku.name_en, sku.name_hi, sku.name_te, sku.unit, listing.on_hand_milli,
                listing.reserved_milli, listing.price_paise
         from listing
         join sku on sku.id = listing.sku_id
         where listing.vendor_id = $1 and listing.active and sku.active
         order by sku.kind, sku.rank, sku.code",
        vendor.0,
    )
    .fetch_all(db)
    .await?;
    let mut stock = Vec::with_capacity(rows.len());
    for row in rows {
        let unit = row.unit.parse();
        stock.push(StockRow {
            sku: SkuId(row.id),
            name: Name { en: row.name_en, hi: row.name_hi, te: row.name_te },
            unit: unit.map_err(|e| StoreError::unreadable("sku", "unit", row.id, e))?,
            available: Quantity::from_milli(row.on_hand_milli - row.reserved_milli),
            reserved: Quantity::from_milli(row.reserved_milli),
            price_paise: Paise::new(row.price_paise),
        });
    }
    Ok(stock)
}

pub async fn set_off(
    db: &mut PgConnection,
    vendor: VendorId,
    until: Option<Timestamp>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update vendor set off_until = $2 where id = $1",
        vendor.0,
        until.map(ToSqlx::to_sqlx) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds them to the days on which he is closed; those before `today` leave.
pub async fn close_days(
    db: &mut PgConnection,
    vendor: VendorId,
    (days, today): (&[Date], Date),
) -> Result<(), StoreError> {
    let days: Vec<_> = days.iter().map(|day| day.to_sqlx()).collect();
    sqlx::query!(
        "update vendor
         set closed_days = array(
             select distinct day from unnest(closed_days || $2::date[]) as day
             where day >= $3
             order by day)
         where id = $1",
        vendor.0,
        &days as _,
        today.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn open_days(
    db: &mut PgConnection,
    vendor: VendorId,
    days: &[Date],
) -> Result<(), StoreError> {
    let days: Vec<_> = days.iter().map(|day| day.to_sqlx()).collect();
    sqlx::query!(
        "update vendor
         set closed_days = array(
             select day from unnest(closed_days) as day where day <> all ($2::date[]) order by day)
         where id = $1",
        vendor.0,
        &days as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
