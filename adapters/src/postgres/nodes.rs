//! Who works on this database, and who has stopped to. A node that dies says nothing; the others notice by the lock that
//! went with its connection, or else by its silence, and give back what it had in hand.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::postgres::PgListener;
use sqlx::{Acquire, PgConnection, PgPool};
use uuid::Uuid;

use super::StoreError;

/// What a node learns when it says that it lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alive {
    /// It was unknown: new, or taken for dead meanwhile, and then nothing that it had in hand is its own any more.
    pub is_new: bool,
    /// How often what it had in hand was given to others since it was new.
    pub taken_over: i32,
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
    let row = sqlx::query!(
        r#"insert into node (id, alive_until)
           values ($1, clock_timestamp() + make_interval(secs => $2))
           on conflict (id) do update set alive_until = excluded.alive_until
           returning xmax = 0 as "is_new!", taken_over"#,
        node,
        patience.as_secs_f64(),
    )
    .fetch_one(db)
    .await?;
    Ok(Alive { is_new: row.is_new, taken_over: row.taken_over })
}

/// A node's own connection, with its lock on it. It is watched all the time, so that the node hears at once that it is cut.
#[derive(Debug)]
pub struct Line(PgListener);

impl Line {
    pub async fn hold(pool: &PgPool, node: Uuid) -> Result<Self, StoreError> {
        let mut listener = PgListener::connect_with(pool).await?;
        // A new connection would not have the lock.
        listener.eager_reconnect(false);
        // Whoever closes the pool ends the node first.
        listener.ignore_pool_close_event(true);
        hold(listener.acquire().await?, node).await?;
        Ok(Self(listener))
    }

    pub async fn db(&mut self) -> Result<&mut PgConnection, StoreError> {
        Ok(self.0.acquire().await?)
    }

    /// Resolves when the connection is gone. Nothing is ever notified on it.
    pub async fn is_cut(&mut self) {
        while let Ok(Some(_)) = self.0.try_recv().await {}
    }
}

/// Holds a lock from now on, for as long as this connection lives, and tells the others that it does. Shared, so that a node
/// may hold it on a new connection while an older one is still going.
async fn hold(db: &mut PgConnection, node: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        r#"select pg_advisory_lock_shared(1852793957, hashtext($1::uuid::text))::text as locked"#,
        node,
    )
    .fetch_one(&mut *db)
    .await?;
    // Behind the lock: who is known to hold one and does not is dead.
    sqlx::query!(
        "insert into node_session (node_id, server_started_at)
         values ($1, pg_postmaster_start_time())
         on conflict (node_id) do update set server_started_at = excluded.server_started_at",
        node,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Other nodes whose connection, with the lock on it, is gone. They have ended, or are about to connect again.
pub async fn without_lock(db: &mut PgConnection, node: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let others = sqlx::query_scalar!(
        "select node_id
         from node_session
         where node_id <> $1 and server_started_at = pg_postmaster_start_time()",
        node,
    )
    .fetch_all(&mut *db)
    .await?;
    // A node alone, which most are, does not look through the locks.
    if others.is_empty() {
        return Ok(Vec::new());
    }
    let without = sqlx::query_scalar!(
        r#"select other as "other!"
           from unnest($1::uuid[]) as other
           where not exists (
               select from pg_locks
               where locktype = 'advisory'
                 and database = (select oid from pg_database where datname = current_database())
                 -- 2: a lock of two numbers, the first of them ours
                 and objsubid = 2
                 and classid = 1852793957
                 and objid = hashtext(other::text)::oid
           )"#,
        &others,
    )
    .fetch_all(db)
    .await?;
    Ok(without)
}

/// Removes who has been silent for too long, and frees what they had in hand; a message not before `messages_at`. How many
/// there were.
pub async fn remove_silent(
    db: &mut PgConnection,
    messages_at: Timestamp,
) -> Result<i64, StoreError> {
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
           ), forgotten as (
               delete from node_session using gone where node_id = gone.id
           ), freed as (
               update outbox
               set leased_by = null,
                   due_at = case when channel = 'whatsapp' then greatest(due_at, $2) else due_at end
               from gone
               where outbox.leased_by = gone.id
           )
           select count(*) as "count!" from gone"#,
        &silent,
        messages_at.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    Ok(gone)
}

/// These nodes have lost their lock: what they had in hand is free for the others, a message from `messages_at` on. They
/// stay known until they are silent for too long, and what a dying connection still wrote in their name is freed then. How many there were.
pub async fn take_over(
    db: &mut PgConnection,
    ended: &[Uuid],
    messages_at: Timestamp,
) -> Result<i64, StoreError> {
    let taken = sqlx::query_scalar!(
        r#"with taken as (
               delete from node_session where node_id = any($1) returning node_id
           ), told as (
               update node set taken_over = taken_over + 1 from taken where node.id = taken.node_id
           ), freed as (
               update outbox
               set leased_by = null,
                   due_at = case when channel = 'whatsapp' then greatest(due_at, $2) else due_at end
               from taken
               where outbox.leased_by = taken.node_id
           )
           select count(*) as "count!" from taken"#,
        ended,
        messages_at.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    Ok(taken)
}

/// Removes every node and frees what they had in hand. Only for who is certain to be alone on the database, before it joins:
/// whoever is known then was killed, and what it had in hand may go out once more, as after a node's silence.
pub async fn remove_all(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "with freed as (update outbox set leased_by = null where leased_by is not null),
              forgotten as (delete from node_session)
         delete from node",
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A node ends in good order: whatever it still has in hand is free for the others.
pub async fn leave(db: &mut PgConnection, node: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "with freed as (update outbox set leased_by = null where leased_by = $1),
              forgotten as (delete from node_session where node_id = $1)
         delete from node where id = $1",
        node,
    )
    .execute(db)
    .await?;
    Ok(())
}
