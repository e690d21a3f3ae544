//! How old rows leave, so that tables stay small. What is kept by day or month leaves as a whole partition; of the other
//! tables the old rows are taken out a few pages at a time.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::StoreError;

/// Partitions: made before their time, dropped after it.
pub mod partitions;

/// Rows of tables that have no partitions.
pub mod rows;

/// Any number, the same on every node: who holds this lock keeps house.
const LOCK: i64 = 0x686f_7573_656b_6565;

/// Whether this connection keeps house from now on, until it is closed: one node at a time does.
pub async fn begin(db: &mut PgConnection) -> Result<bool, StoreError> {
    // Of the session, because the work has many transactions.
    let ours = sqlx::query_scalar!(r#"select pg_try_advisory_lock($1) as "ours!""#, LOCK)
        .fetch_one(&mut *db)
        .await?;
    if ours {
        // Whoever waits for a lock on a table makes all wait that come after. So nobody does for long.
        sqlx::query!("set lock_timeout = '50ms'").execute(db).await?;
    }
    Ok(ours)
}

/// The next may begin at once: a connection that is closed lets go of its lock only when the server has heard of it.
pub async fn end(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(r#"select pg_advisory_unlock($1) as "was_ours!""#, LOCK).fetch_one(db).await?;
    Ok(())
}

/// When somebody last went through all rows.
pub async fn last_round(db: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    let at =
        sqlx::query_scalar!("select went_round_at from housekeeping").fetch_optional(db).await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

pub async fn note_round(db: &mut PgConnection, now: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into housekeeping (went_round_at) values ($1)
         on conflict (only_one) do update set went_round_at = excluded.went_round_at",
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
