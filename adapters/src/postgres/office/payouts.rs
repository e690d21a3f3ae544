//! Payouts as the office sees them.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{PayoutId, VendorId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub vendor: Option<VendorId>,
    pub settlement: Option<Uuid>,
    pub state: Option<String>,
    /// The last row of the page before.
    pub before: Option<(Timestamp, Uuid)>,
}

#[derive(Clone, Debug)]
pub struct PayoutRow {
    pub id: PayoutId,
    pub vendor: VendorId,
    pub vendor_code: String,
    pub settlement: Uuid,
    pub amount_paise: i64,
    pub state: String,
    pub held_for: Vec<String>,
    pub office_hold: Option<String>,
    pub pay_at: Timestamp,
    pub made_at: Timestamp,
    pub attempts: Vec<AttemptRow>,
}

#[derive(Clone, Debug)]
pub struct AttemptRow {
    payout: Uuid,
    pub key: Uuid,
    pub provider_id: Option<String>,
    pub status: String,
    pub utr: Option<String>,
    pub reason: Option<String>,
    pub sent_at: Timestamp,
}

/// Latest first.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<PayoutRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select payout.id, payout.vendor_id, vendor.code, payout.settlement_id, payout.amount_paise,
                  payout.state, payout.held_for, payout.office_hold, payout.pay_at, payout.made_at
           from payout
           join vendor on vendor.id = payout.vendor_id
           where ($1::uuid is null or payout.id = $1)
             and ($2::uuid is null or payout.vendor_id = $2)
             and ($3::uuid is null or payout.settlement_id = $3)
             and ($4::text is null or payout.state = $4)
             and ($5::timestamptz is null or (payout.made_at, payout.id) < ($5, $6::uuid))
           order by payout.made_at desc, payout.id desc
           limit $7"#,
        filter.id,
        filter.vendor.map(|vendor| vendor.0),
        filter.settlement,
        filter.state,
        filter.before.map(|(at, _)| at.to_sqlx()) as _,
        filter.before.map(|(_, id)| id),
        limit,
    )
    .fetch_all(&mut *db)
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let attempts = attempts(db, &ids).await?;
    let rows = rows.into_iter().map(|row| PayoutRow {
        id: PayoutId(row.id),
        vendor: VendorId(row.vendor_id),
        vendor_code: row.code,
        settlement: row.settlement_id,
        amount_paise: row.amount_paise,
        state: row.state,
        held_for: row.held_for,
        office_hold: row.office_hold,
        pay_at: row.pay_at.to_jiff(),
        made_at: row.made_at.to_jiff(),
        attempts: attempts.iter().filter(|one| one.payout == row.id).cloned().collect(),
    });
    Ok(rows.collect())
}

async fn attempts(db: &mut PgConnection, payouts: &[Uuid]) -> Result<Vec<AttemptRow>, StoreError> {
    let rows = sqlx::query!(
        "select payout_id, key, provider_id, status, utr, reason, sent_at
         from payout_attempt
         where payout_id = any($1)
         order by payout_id, position",
        payouts,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| AttemptRow {
        payout: row.payout_id,
        key: row.key,
        provider_id: row.provider_id,
        status: row.status,
        utr: row.utr,
        reason: row.reason,
        sent_at: row.sent_at.to_jiff(),
    });
    Ok(rows.collect())
}

pub async fn one(db: &mut PgConnection, id: PayoutId) -> Result<Option<PayoutRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}
