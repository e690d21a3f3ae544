//! What Meta says of our approved templates.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::StoreError;

pub async fn set_status(
    db: &mut PgConnection,
    now: Timestamp,
    (name, language): (&str, &str),
    status: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into template_status (name, language, status, updated_at) values ($1, $2, $3, $4)
         on conflict (name, language) do update
         set status = excluded.status, updated_at = excluded.updated_at",
        name,
        language,
        status,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Meta's last word on a template; none when it never said one.
pub async fn status(
    db: &mut PgConnection,
    name: &str,
    language: &str,
) -> Result<Option<String>, StoreError> {
    let status = sqlx::query_scalar!(
        "select status from template_status where name = $1 and language = $2",
        name,
        language,
    )
    .fetch_optional(db)
    .await?;
    Ok(status)
}
