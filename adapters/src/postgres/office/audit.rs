//! The audit log: one row for every act of the office, written in the transaction of the act. Append-only.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use crate::postgres::StoreError;

/// An act. The subject is `<thing>:<id>`; the detail is JSON of ids, facts and the
/// office's own reason, never a customer's words or number.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    pub actor: &'a str,
    pub action: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
    pub correlation_id: &'a str,
}

pub async fn write(db: &mut PgConnection, now: Timestamp, act: &Act<'_>) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into audit_log (at, actor, action, subject, detail, correlation_id)
         values ($1, $2, $3, $4, $5, $6)",
        now.to_sqlx() as _,
        act.actor,
        act.action,
        act.subject,
        act.detail,
        act.correlation_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether something was noted as seen before, by `crate::postgres::inbox::first_sight`.
pub async fn was_seen(
    db: &mut PgConnection,
    source: &str,
    event_id: &str,
) -> Result<bool, StoreError> {
    let seen = sqlx::query_scalar!(
        r#"select exists (select from seen where source = $1 and event_id = $2) as "seen!""#,
        source,
        event_id,
    )
    .fetch_one(db)
    .await?;
    Ok(seen)
}
