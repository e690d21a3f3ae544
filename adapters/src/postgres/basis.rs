//! What turns look at in memory, kept once by the hash of its content: the log of turns names it, and a replay reads it.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::StoreError;

/// A document under the hash of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub hash: String,
    pub body: String,
}

/// Writes what is not there yet, and says of the rest that it is looked at again. Whoever turns look at is kept first.
pub async fn keep(
    db: &mut PgConnection,
    now: Timestamp,
    pieces: &[Piece],
) -> Result<(), StoreError> {
    // Several nodes write the same ones at once: in one order, so that nobody waits for who waits for him.
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    pieces.sort_by(|a, b| a.hash.cmp(&b.hash));
    pieces.dedup_by(|a, b| a.hash == b.hash);
    let hashes: Vec<&str> = pieces.iter().map(|piece| piece.hash.as_str()).collect();
    let bodies: Vec<&str> = pieces.iter().map(|piece| piece.body.as_str()).collect();
    sqlx::query!(
        "insert into turn_basis (hash, body, used_at)
         select hash, body, $3
         from unnest($1::text[], $2::text[]) as new (hash, body)
         on conflict (hash) do update
         set used_at = greatest(turn_basis.used_at, excluded.used_at)",
        &hashes as _,
        &bodies as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Says of these that they are looked at now.
pub async fn still(
    db: &mut PgConnection,
    now: Timestamp,
    hashes: &[String],
) -> Result<(), StoreError> {
    sqlx::query!(
        "update turn_basis set used_at = $2 where hash = any($1) and used_at < $2",
        hashes,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The bodies of those that are there.
pub async fn bodies(
    db: &mut PgConnection,
    hashes: &[String],
) -> Result<HashMap<String, String>, StoreError> {
    let rows = sqlx::query!("select hash, body from turn_basis where hash = any($1)", hashes)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.hash, row.body)).collect())
}

/// Takes away what nothing has looked at since. Answers how many.
pub async fn forget(db: &mut PgConnection, before: Timestamp) -> Result<u64, StoreError> {
    let gone = sqlx::query!("delete from turn_basis where used_at < $1", before.to_sqlx() as _)
        .execute(db)
        .await?;
    Ok(gone.rows_affected())
}
