//! What yards have of what they sell. Labour is booked day by day and has no stock.

use jiff::Timestamp;
use realserv_domain::quantity::Quantity;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

#[derive(Clone, Debug)]
pub struct InventoryRow {
    pub listing: Uuid,
    pub vendor_code: String,
    pub vendor_name: String,
    pub sku_code: String,
    pub sku_name: String,
    pub unit: String,
    pub active: bool,
    pub on_hand: Quantity,
    pub held: Quantity,
    pub available: Quantity,
    /// Below so much free stock it is low; none: nobody has counted it yet.
    pub low_below: Option<Quantity>,
    pub is_low: bool,
    pub counted_at: Option<Timestamp>,
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub vendor: Option<Uuid>,
    pub low: bool,
    /// Codes of vendor and SKU after which the page begins.
    pub after: Option<(String, String)>,
}

/// By vendor and SKU.
pub async fn inventory(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<InventoryRow>, StoreError> {
    let after = filter.after.as_ref();
    let rows = sqlx::query!(
        r#"select listing.id, vendor.code as vendor_code, vendor.name_en as vendor_name,
                  sku.code as sku_code, sku.name_en as sku_name, sku.unit,
                  listing.active and vendor.active and sku.active as "active!",
                  listing.on_hand_milli, listing.reserved_milli, listing.low_milli, listing.counted_at,
                  coalesce(listing.on_hand_milli - listing.reserved_milli < listing.low_milli, false)
                      as "is_low!"
           from listing
           join vendor on vendor.id = listing.vendor_id
           join sku on sku.id = listing.sku_id
           where sku.kind <> 'labour'
             and ($1::uuid is null or listing.vendor_id = $1)
             and (not $2 or listing.on_hand_milli - listing.reserved_milli < listing.low_milli)
             and ($3::text is null or (vendor.code, sku.code) > ($3, $4::text))
           order by vendor.code, sku.code
           limit $5"#,
        filter.vendor,
        filter.low,
        after.map(|(vendor, _)| vendor),
        after.map(|(_, sku)| sku),
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| InventoryRow {
        listing: row.id,
        vendor_code: row.vendor_code,
        vendor_name: row.vendor_name,
        sku_code: row.sku_code,
        sku_name: row.sku_name,
        unit: row.unit,
        active: row.active,
        on_hand: Quantity::from_milli(row.on_hand_milli),
        held: Quantity::from_milli(row.reserved_milli),
        available: Quantity::from_milli(row.on_hand_milli - row.reserved_milli),
        low_below: row.low_milli.map(Quantity::from_milli),
        is_low: row.is_low,
        counted_at: row.counted_at.map(jiff_sqlx::Timestamp::to_jiff),
    });
    Ok(rows.collect())
}
