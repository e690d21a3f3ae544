//! Business terms that the office has set. Names, units and ranges are the domain's.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::StoreError;

#[derive(Clone, Debug)]
pub struct SettingRow {
    pub name: String,
    pub value: i64,
    pub changed_at: Timestamp,
}

pub async fn load(db: &mut PgConnection) -> Result<Vec<SettingRow>, StoreError> {
    let rows = sqlx::query!("select name, value, updated_at from setting").fetch_all(db).await?;
    // What is no whole number is none of the terms.
    let rows = rows.into_iter().filter_map(|row| {
        let value = row.value.parse().ok()?;
        Some(SettingRow { name: row.name, value, changed_at: row.updated_at.to_jiff() })
    });
    Ok(rows.collect())
}

/// Nobody else changes them until the transaction ends; they can still be read. What is set for the first time has no row to lock.
pub async fn lock(db: &mut PgConnection) -> Result<Vec<SettingRow>, StoreError> {
    sqlx::query!("lock table setting in share row exclusive mode").execute(&mut *db).await?;
    load(db).await
}

pub async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    values: &[(&str, i64)],
) -> Result<(), StoreError> {
    let names: Vec<String> = values.iter().map(|(name, _)| (*name).to_owned()).collect();
    let values: Vec<String> = values.iter().map(|(_, value)| value.to_string()).collect();
    sqlx::query!(
        "insert into setting (name, value, updated_at)
         select name, value, $3
         from unnest($1::text[], $2::text[]) as new (name, value)
         on conflict (name) do update
         set value = excluded.value, updated_at = excluded.updated_at",
        &names,
        &values,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
