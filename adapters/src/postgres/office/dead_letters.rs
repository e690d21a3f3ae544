//! Events that failed whenever they were tried: looked at, tried again, or dropped.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

#[derive(Clone, Debug)]
pub struct DeadLetterRow {
    pub id: Uuid,
    pub key_kind: String,
    pub key_id: Uuid,
    /// The event as JSON: a person's words may be in it.
    pub event: String,
    pub reason: String,
    pub correlation_id: String,
    pub at: Timestamp,
}

/// Latest first; only one if `id` is given.
pub async fn list(
    db: &mut PgConnection,
    id: Option<Uuid>,
    after: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<DeadLetterRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, key_kind, key_id, event, reason, correlation_id, at
         from dead_letter
         where ($1::uuid is null or id = $1)
           and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
         order by at desc, id desc
         limit $4",
        id,
        after.map(|(at, _)| at.to_sqlx()) as _,
        after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| DeadLetterRow {
        id: row.id,
        key_kind: row.key_kind,
        key_id: row.key_id,
        event: row.event,
        reason: row.reason,
        correlation_id: row.correlation_id,
        at: row.at.to_jiff(),
    });
    Ok(rows.collect())
}

pub async fn count(db: &mut PgConnection) -> Result<i64, StoreError> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from dead_letter"#);
    Ok(count.fetch_one(db).await?)
}

/// Back into the inbox, behind what waits there; false if somebody else took or dropped it.
pub async fn retry(db: &mut PgConnection, now: Timestamp, id: Uuid) -> Result<bool, StoreError> {
    let moved = sqlx::query!(
        "with taken as (delete from dead_letter where id = $1 returning *)
         insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
         select id, key_kind, key_id, phone_number_id, event, correlation_id, $2
         from taken",
        id,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// Gone for good; false if somebody else took or dropped it.
pub async fn discard(db: &mut PgConnection, id: Uuid) -> Result<bool, StoreError> {
    let gone = sqlx::query!("delete from dead_letter where id = $1", id).execute(db).await?;
    Ok(gone.rows_affected() == 1)
}
