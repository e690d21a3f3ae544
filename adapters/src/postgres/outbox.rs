//! The outbox: the only way out. A row is written with the fact that causes it and leaves when the world has answered.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    Whatsapp,
    Razorpay,
    Timer,
}

impl Channel {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Razorpay => "razorpay",
            Self::Timer => "timer",
        }
    }
}

#[derive(Clone, Debug)]
pub struct NewEffect {
    pub id: Uuid,
    pub channel: Channel,
    /// The person or order whose effects of this channel leave in order.
    pub lane: Uuid,
    pub phone_number_id: String,
    pub body: String,
    pub due_at: Timestamp,
    pub correlation_id: String,
}

#[derive(Clone, Debug)]
pub struct Claimed {
    pub seq: i64,
    pub id: Uuid,
    pub lane: Uuid,
    pub phone_number_id: String,
    pub body: String,
    pub tries: i16,
    pub correlation_id: String,
    pub made_at: Timestamp,
}

pub async fn push(
    db: &mut PgConnection,
    now: Timestamp,
    effects: &[NewEffect],
) -> Result<(), StoreError> {
    if effects.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = effects.iter().map(|e| e.id).collect();
    let channels: Vec<String> = effects.iter().map(|e| e.channel.as_str().to_owned()).collect();
    let lanes: Vec<Uuid> = effects.iter().map(|e| e.lane).collect();
    let numbers: Vec<String> = effects.iter().map(|e| e.phone_number_id.clone()).collect();
    let bodies: Vec<String> = effects.iter().map(|e| e.body.clone()).collect();
    let dues: Vec<jiff_sqlx::Timestamp> = effects.iter().map(|e| e.due_at.to_sqlx()).collect();
    let correlations: Vec<String> = effects.iter().map(|e| e.correlation_id.clone()).collect();
    sqlx::query!(
        "insert into outbox (id, channel, lane, phone_number_id, body, due_at, correlation_id, made_at)
         select id, channel, lane, phone_number_id, body, due_at, correlation_id, $8
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[],
                     $7::text[])
             with ordinality
             as new (id, channel, lane, phone_number_id, body, due_at, correlation_id, position)
         order by position",
        &ids,
        &channels,
        &lanes,
        &numbers,
        &bodies,
        &dues as _,
        &correlations,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Leases what may leave now: of each lane its oldest row alone, so that a person's messages keep their order.
///
/// `now` is business time; the lease uses the server's own clock, the only one that all nodes share.
pub async fn claim(
    db: &mut PgConnection,
    channel: Channel,
    now: Timestamp,
    limit: i64,
    lease: SignedDuration,
) -> Result<Vec<Claimed>, StoreError> {
    let rows = sqlx::query!(
        r#"with ready as (
               select seq
               from outbox
               where channel = $1
                 and due_at <= $2
                 and (leased_until is null or leased_until < clock_timestamp())
                 and not exists (
                     select from outbox as earlier
                     where earlier.channel = $1
                       and earlier.lane = outbox.lane
                       and earlier.seq < outbox.seq
                 )
               order by due_at, seq
               limit $3
               for update skip locked
           )
           update outbox
           set leased_until = clock_timestamp() + make_interval(secs => $4), tries = tries + 1
           from ready
           where outbox.seq = ready.seq
           returning outbox.seq, outbox.id, outbox.lane, outbox.phone_number_id, outbox.body,
                     outbox.tries, outbox.correlation_id, outbox.made_at"#,
        channel.as_str(),
        now.to_sqlx() as _,
        limit,
        f64::from(i32::try_from(lease.as_secs()).unwrap_or(60)),
    )
    .fetch_all(db)
    .await?;
    let mut claimed: Vec<Claimed> = rows
        .into_iter()
        .map(|row| Claimed {
            seq: row.seq,
            id: row.id,
            lane: row.lane,
            phone_number_id: row.phone_number_id,
            body: row.body,
            tries: row.tries,
            correlation_id: row.correlation_id,
            made_at: row.made_at.to_jiff(),
        })
        .collect();
    claimed.sort_by_key(|row| row.seq);
    Ok(claimed)
}

/// The world has answered: the rows leave.
pub async fn done(db: &mut PgConnection, seqs: &[i64]) -> Result<(), StoreError> {
    sqlx::query!("delete from outbox where seq = any($1)", seqs).execute(db).await?;
    Ok(())
}

/// Not now: the lease ends and the row waits until `due_at`, and its lane with it. `counts` is false where the world
/// never saw it, so that waiting for a free place in a rate limit uses up no tries.
pub async fn put_back(
    db: &mut PgConnection,
    seqs: &[i64],
    due_at: &[Timestamp],
    counts: &[bool],
) -> Result<(), StoreError> {
    if seqs.is_empty() {
        return Ok(());
    }
    let due: Vec<jiff_sqlx::Timestamp> = due_at.iter().map(|at| at.to_sqlx()).collect();
    sqlx::query!(
        "update outbox
         set leased_until = null,
             due_at = back.due_at,
             tries = case when back.counts then outbox.tries else outbox.tries - 1 end
         from unnest($1::bigint[], $2::timestamptz[], $3::boolean[]) as back (seq, due_at, counts)
         where outbox.seq = back.seq",
        seqs,
        &due as _,
        counts,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends every lease. Only for who is certain to be alone on the database: what is leased then was left by a killed program,
/// and may go out once more, as after a lease that ran out.
pub async fn end_leases(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("update outbox set leased_until = null where leased_until is not null")
        .execute(db)
        .await?;
    Ok(())
}

/// Timers that are due become events of their key, in one statement.
pub async fn ring_timers(
    db: &mut PgConnection,
    now: Timestamp,
    limit: i64,
) -> Result<u64, StoreError> {
    let rung = sqlx::query!(
        "with due as (
             select seq
             from outbox
             where channel = 'timer' and due_at <= $1
             order by due_at, seq
             limit $2
             for update skip locked
         ), gone as (
             delete from outbox using due where outbox.seq = due.seq
             returning outbox.id, outbox.lane, outbox.phone_number_id, outbox.body,
                       outbox.correlation_id, outbox.due_at, outbox.seq
         )
         insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
         select id, 'order', lane, phone_number_id, body, correlation_id, $1
         from gone
         order by due_at, seq",
        now.to_sqlx() as _,
        limit,
    )
    .execute(db)
    .await?;
    Ok(rung.rows_affected())
}

/// What is under way: rows that are due or leased (timers of the future do not count), and events that wait.
pub async fn is_idle(db: &mut PgConnection, now: Timestamp) -> Result<bool, StoreError> {
    let idle = sqlx::query_scalar!(
        r#"select not exists (select from inbox)
              and not exists (select from outbox where due_at <= $1 or leased_until is not null)
              as "idle!""#,
        now.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    Ok(idle)
}

/// How many wait on each channel, and since when the oldest that is due.
pub async fn depth(
    db: &mut PgConnection,
    now: Timestamp,
) -> Result<Vec<(String, i64, Option<Timestamp>)>, StoreError> {
    let rows = sqlx::query!(
        r#"select channel, count(*) as "count!", min(due_at) filter (where due_at <= $1) as oldest
           from outbox
           group by channel"#,
        now.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.channel, row.count, row.oldest.map(jiff_sqlx::Timestamp::to_jiff)))
        .collect())
}
