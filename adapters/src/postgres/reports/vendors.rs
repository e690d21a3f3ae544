//! How yards answer offers and keep what they promised.

use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Span;
use crate::postgres::StoreError;

/// A vendor's offers of the range, and what came of them.
#[derive(Clone, Debug)]
pub struct VendorReportRow {
    pub vendor: Uuid,
    pub code: String,
    pub name: String,
    pub offers: i64,
    pub accepted: i64,
    pub rejected: i64,
    pub lapsed: i64,
    pub withdrawn: i64,
    pub median_answer_seconds: Option<i64>,
    pub delivered: i64,
    /// Of these, those whose promised time is known.
    pub timed: i64,
    pub on_time: i64,
    pub fell_through: i64,
    /// Of these, those that another yard has now.
    pub given_up: i64,
    pub claims: i64,
    pub claims_borne_paise: i64,
    pub rated_good: i64,
    pub rated_bad: i64,
}

/// By offers that were sent in the range; a crew has an hour to come.
pub async fn vendors(
    db: &mut PgConnection,
    span: &Span<'_>,
    vendor: Option<Uuid>,
) -> Result<Vec<VendorReportRow>, StoreError> {
    let rows = sqlx::query!(
        r#"with asked as (
               select offer.vendor_id, offer.part_id, offer.state,
                      extract(epoch from offer.answered_at - offer.sent_at) as seconds,
                      part.order_id, part.state as part_state, part.delivered_at,
                      part.vendor_id = offer.vendor_id and part.state <> 'cancelled' as stands,
                      part.vendor_id <> offer.vendor_id as moved,
                      (coalesce(part.deliver_on, part.work_on) + part.due_time) at time zone $3
                          + case when part.work_on is null then interval '0' else interval '1 hour' end
                          as due_at
               from offer
               join part on part.id = offer.part_id
               where offer.sent_at >= $1 and offer.sent_at < $2
                 and ($4::uuid is null or offer.vendor_id = $4)
           ), kept as (
               -- Who accepts twice, after a change of mind, brings it once.
               select distinct vendor_id, part_id, order_id, part_state, delivered_at, due_at
               from asked
               where state = 'accepted' and stands
           ), brought as (
               select vendor_id,
                      count(*) filter (where part_state = 'delivered') as delivered,
                      count(*) filter (where delivered_at is not null and due_at is not null) as timed,
                      count(*) filter (where delivered_at <= due_at) as on_time
               from kept
               group by vendor_id
           ), blamed as (
               select kept.vendor_id, count(*) as claims,
                      sum(claim.given_paise) filter (where claim.borne_by = 'vendor') as borne
               from kept
               join claim on claim.part_id = kept.part_id
               group by kept.vendor_id
           ), found as (
               select kept.vendor_id,
                      count(distinct orders.id) filter (where orders.rating = 'good') as good,
                      count(distinct orders.id) filter (where orders.rating = 'bad') as bad
               from kept
               join orders on orders.id = kept.order_id
               where kept.part_state = 'delivered'
               group by kept.vendor_id
           )
           select vendor.id, vendor.code, vendor.name_en,
                  count(*) as "offers!",
                  count(*) filter (where asked.state = 'accepted') as "accepted!",
                  count(*) filter (where asked.state = 'rejected') as "rejected!",
                  count(*) filter (where asked.state = 'lapsed') as "lapsed!",
                  count(*) filter (where asked.state = 'withdrawn') as "withdrawn!",
                  (percentile_cont(0.5) within group (order by asked.seconds)
                      filter (where asked.state in ('accepted', 'rejected')))::bigint as median_answer_seconds,
                  coalesce(min(brought.delivered), 0) as "delivered!",
                  coalesce(min(brought.timed), 0) as "timed!",
                  coalesce(min(brought.on_time), 0) as "on_time!",
                  count(*) filter (where asked.state = 'accepted' and not asked.stands) as "fell_through!",
                  count(*) filter (where asked.state = 'accepted' and asked.moved) as "given_up!",
                  coalesce(min(blamed.claims), 0) as "claims!",
                  coalesce(min(blamed.borne), 0)::bigint as "claims_borne_paise!",
                  coalesce(min(found.good), 0) as "rated_good!",
                  coalesce(min(found.bad), 0) as "rated_bad!"
           from asked
           join vendor on vendor.id = asked.vendor_id
           left join brought on brought.vendor_id = vendor.id
           left join blamed on blamed.vendor_id = vendor.id
           left join found on found.vendor_id = vendor.id
           group by vendor.id
           order by vendor.code"#,
        span.from.to_sqlx() as _,
        span.before.to_sqlx() as _,
        span.zone,
        vendor,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| VendorReportRow {
        vendor: row.id,
        code: row.code,
        name: row.name_en,
        offers: row.offers,
        accepted: row.accepted,
        rejected: row.rejected,
        lapsed: row.lapsed,
        withdrawn: row.withdrawn,
        median_answer_seconds: row.median_answer_seconds,
        delivered: row.delivered,
        timed: row.timed,
        on_time: row.on_time,
        fell_through: row.fell_through,
        given_up: row.given_up,
        claims: row.claims,
        claims_borne_paise: row.claims_borne_paise,
        rated_good: row.rated_good,
        rated_bad: row.rated_bad,
    });
    Ok(rows.collect())
}
