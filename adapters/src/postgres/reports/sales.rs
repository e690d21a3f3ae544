//! Sales by day, week, month, category, vendor or zone.

use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::Span;
use crate::postgres::StoreError;

/// One line of the report. Sums are paise.
#[derive(Clone, Debug)]
pub struct SalesRow {
    pub key: String,
    pub name: Option<String>,
    pub orders: i64,
    pub parts: i64,
    pub gross_paise: i64,
    pub cancelled_parts: i64,
    pub cancelled_paise: i64,
    pub delivery_paise: i64,
    pub gst_paise: i64,
    pub given_back_paise: i64,
    /// None where orders are not what is counted.
    pub refunds_paise: Option<i64>,
}

/// By `day`, `week`, `month`, `category`, `vendor` or `zone`.
pub async fn sales(
    db: &mut PgConnection,
    span: &Span<'_>,
    by: &str,
) -> Result<Vec<SalesRow>, StoreError> {
    let rows = sqlx::query!(
        r#"with placed as (
               select orders.id, zone.name_en as zone,
                      (orders.placed_at at time zone $3)::date as on_day
               from orders
               join zone on zone.id = orders.zone_id
               where orders.placed_at >= $1 and orders.placed_at < $2
                 and orders.state not in ('awaiting_payment', 'expired')
           ), lines as (
               select part_id, sku.kind, sum(line.total_paise) as paise,
                      sum(line.cgst_paise + line.sgst_paise) as gst
               from placed
               join part on part.order_id = placed.id
               join order_line as line on line.part_id = part.id
               join sku on sku.id = line.sku_id
               group by part_id, sku.kind
           ), goods as (
               select line.part_id, sum(line.total_paise) as paise, max(line.gst_rate) as rate
               from placed
               join part on part.order_id = placed.id
               join order_line as line on line.part_id = part.id
               group by line.part_id
           ), pieces as (
               select part_id, kind, paise, gst, 0 as delivery
               from lines
               union all
               -- Delivery is taxed as its goods are, at the highest rate, to the paisa as `domain::tax` does.
               select part.id, 'delivery', charge.paise,
                      div(charge.paise - round(charge.paise * 10000.0 / (10000 + goods.rate)), 2) * 2,
                      charge.paise
               from goods
               join part on part.id = goods.part_id,
               lateral (select part.total_paise - goods.paise as paise) as charge
               where charge.paise <> 0
           ), keyed as (
               select placed.id as order_id, part.id as part_id, part.state, pieces.kind,
                      pieces.paise, pieces.gst, pieces.delivery,
                      case $4
                          when 'day' then to_char(placed.on_day, 'YYYY-MM-DD')
                          when 'week' then to_char(date_trunc('week', placed.on_day), 'YYYY-MM-DD')
                          when 'month' then to_char(placed.on_day, 'YYYY-MM')
                          when 'category' then pieces.kind
                          when 'vendor' then vendor.code
                          else placed.zone
                      end as key,
                      case $4 when 'vendor' then vendor.name_en end as name
               from placed
               join part on part.order_id = placed.id
               join vendor on vendor.id = part.vendor_id
               join pieces on pieces.part_id = part.id
           ), given as (
               select keyed.key, sum(claim.given_paise) as paise
               from claim
               join sku on sku.id = claim.sku_id
               join keyed on keyed.part_id = claim.part_id and keyed.kind = sku.kind
               group by keyed.key
           ), back as (
               select whole.key, sum(refund.amount_paise) as paise
               from refund
               join (select distinct order_id, key from keyed) as whole
                   on whole.order_id = refund.order_id
               where refund.status <> 'failed'
               group by whole.key
           )
           select keyed.key as "key!", min(keyed.name) as name,
                  count(distinct keyed.order_id) as "orders!",
                  count(distinct keyed.part_id) as "parts!",
                  sum(keyed.paise)::bigint as "gross_paise!",
                  count(distinct keyed.part_id) filter (where keyed.state = 'cancelled') as "cancelled_parts!",
                  coalesce(sum(keyed.paise) filter (where keyed.state = 'cancelled'), 0)::bigint
                      as "cancelled_paise!",
                  coalesce(sum(keyed.delivery) filter (where keyed.state <> 'cancelled'), 0)::bigint
                      as "delivery_paise!",
                  coalesce(sum(keyed.gst) filter (where keyed.state <> 'cancelled'), 0)::bigint as "gst_paise!",
                  coalesce(min(given.paise), 0)::bigint as "given_back_paise!",
                  case when $4 in ('category', 'vendor') then null else coalesce(min(back.paise), 0)::bigint end
                      as refunds_paise
           from keyed
           left join given on given.key = keyed.key
           left join back on back.key = keyed.key
           group by keyed.key
           order by keyed.key"#,
        span.from.to_sqlx() as _,
        span.before.to_sqlx() as _,
        span.zone,
        by,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| SalesRow {
        key: row.key,
        name: row.name,
        orders: row.orders,
        parts: row.parts,
        gross_paise: row.gross_paise,
        cancelled_parts: row.cancelled_parts,
        cancelled_paise: row.cancelled_paise,
        delivery_paise: row.delivery_paise,
        gst_paise: row.gst_paise,
        given_back_paise: row.given_back_paise,
        refunds_paise: row.refunds_paise,
    });
    Ok(rows.collect())
}
