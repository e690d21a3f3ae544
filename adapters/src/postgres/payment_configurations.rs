//! What Meta says of the configurations that bills in the chat are paid under.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::StoreError;

/// The only word under which a bill can be paid (whatsapp.md 4).
const ACTIVE: &str = "Active";

pub async fn set_status(
    db: &mut PgConnection,
    now: Timestamp,
    name: &str,
    status: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into payment_configuration (name, status, updated_at) values ($1, $2, $3)
         on conflict (name) do update
         set status = excluded.status, updated_at = excluded.updated_at",
        name,
        status,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether Meta has said last that nobody can pay under it. Of one that it never spoke of nobody knows so.
pub async fn is_known_inactive(db: &mut PgConnection, name: &str) -> Result<bool, StoreError> {
    let status =
        sqlx::query_scalar!("select status from payment_configuration where name = $1", name)
            .fetch_optional(db)
            .await?;
    Ok(status.is_some_and(|status| status != ACTIVE))
}
