//! Who works on this database, and who has stopped to. A node that dies says nothing; the others notice by its silence and
//! give back what it had in hand.

use jiff::SignedDuration;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// What a node learns when it says that it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alive {
    /// It was unknown: new, or taken for dead meanwhile, and then nothing that it had in hand is its own any more.
    pub is_new: bool,
}

/// A new node, with an id of the server's making: nothing of a process tells it from every other that ever was.
pub async fn join(db: &mut PgConnection, patience: SignedDuration) -> Result<Uuid, StoreError> {
    let id = sqlx::query_scalar!(
        "insert into node (id, alive_until)
         values (gen_random_uuid(), clock_timestamp() + make_interval(secs => $1))
         returning id",
        patience.as_secs_f64(),
    )
    .fetch_one(db)
    .await?;
    Ok(id)
}

/// Says that a node lives, for so long. The server's own clock, the only one that all nodes share.
pub async fn say_alive(
    db: &mut PgConnection,
    node: Uuid,
    patience: SignedDuration,
) -> Result<Alive, StoreError> {
    let is_new = sqlx::query_scalar!(
        r#"insert into node (id, alive_until)
           values ($1, clock_timestamp() + make_interval(secs => $2))
           on conflict (id) do update set alive_until = excluded.alive_until
           returning xmax = 0 as "is_new!""#,
        node,
        patience.as_secs_f64(),
    )
    .fetch_one(db)
    .await?;
    Ok(Alive { is_new })
}

/// Removes who has been silent for too long, and frees what they had in hand. How many there were.
pub async fn remove_silent(db: &mut PgConnection) -> Result<i64, StoreError> {
    let silent = sqlx::query_scalar!("select id from node where alive_until < clock_timestamp()")
        .fetch_all(&mut *db)
        .await?;
    // Nearly always: then nobody looks through the outbox.
    if silent.is_empty() {
        return Ok(0);
    }
    let gone = sqlx::query_scalar!(
        r#"with gone as (
               delete from node
               where id = any($1) and alive_until < clock_timestamp()
               returning id
           ), freed as (
               update outbox set leased_by = null from gone where outbox.leased_by = gone.id
           )
           select count(*) as "count!" from gone"#,
        &silent,
    )
    .fetch_one(db)
    .await?;
    Ok(gone)
}

/// Removes every node and frees what they had in hand. Only for who is certain to be alone on the database, before it joins:
/// whoever is known then was killed, and what it had in hand may go out once more, as after a node's silence.
pub async fn remove_all(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "with freed as (update outbox set leased_by = null where leased_by is not null)
         delete from node",
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A node ends in good order: whatever it still has in hand is free for the others.
pub async fn leave(db: &mut PgConnection, node: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "with freed as (update outbox set leased_by = null where leased_by = $1)
         delete from node where id = $1",
        node,
    )
    .execute(db)
    .await?;
    Ok(())
}
