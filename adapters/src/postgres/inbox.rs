//! The inbox: events waiting for their key, written once for each dedupe key and taken out by the turn that works on them.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Whose events come one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    Person,
    Order,
    /// The books: one key, `BOOKS`.
    Books,
    /// What a vendor is paid.
    Vendor,
}

/// The key of the books, and the lane of their timers.
pub const BOOKS: Uuid = Uuid::from_u128(0x0b00_c500_0000_8000_8000_0000_0000_0000);

/// The lane of what the books ask of Razorpay: apart from their timers, which nothing passes.
pub const BOOKS_CALLS: Uuid = Uuid::from_u128(0x0b00_c500_0000_8000_8000_0000_0000_0001);

impl KeyKind {
    pub const ALL: [Self; 4] = [Self::Person, Self::Order, Self::Books, Self::Vendor];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Order => "order",
            Self::Books => "books",
            Self::Vendor => "vendor",
        }
    }
}

/// An event for a key, ready to be written.
#[derive(Clone, Debug)]
pub struct NewEvent {
    pub id: Uuid,
    pub key_kind: KeyKind,
    pub key_id: Uuid,
    pub phone_number_id: String,
    /// The event as JSON.
    pub event: String,
    pub correlation_id: String,
}

/// Where an event comes from and whose it is, without what it says.
#[derive(Clone, Debug)]
pub struct Envelope {
    pub id: Uuid,
    pub key_id: Uuid,
    pub phone_number_id: String,
    pub correlation_id: String,
    pub received_at: Timestamp,
}

/// An event as it was received.
#[derive(Clone, Debug)]
pub struct Received {
    pub envelope: Envelope,
    pub event: String,
}

impl NewEvent {
    #[must_use]
    pub fn received_at(self, now: Timestamp) -> Received {
        Received {
            envelope: Envelope {
                id: self.id,
                key_id: self.key_id,
                phone_number_id: self.phone_number_id,
                correlation_id: self.correlation_id,
                received_at: now,
            },
            event: self.event,
        }
    }
}

/// An event that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub seq: i64,
    pub received: Received,
}

/// Notes what has been seen and says which of it is new. First statement of every receive: a duplicate ends here.
pub async fn first_sight(
    db: &mut PgConnection,
    now: Timestamp,
    sources: &[String],
    event_ids: &[String],
) -> Result<Vec<(String, String)>, StoreError> {
    let rows = sqlx::query!(
        "insert into seen (source, event_id, at)
         select source, event_id, $3
         from unnest($1::text[], $2::text[]) as new (source, event_id)
         order by 1, 2 -- two batches with the same duplicates lock in the same order
         on conflict do nothing
         returning source, event_id",
        sources,
        event_ids,
        now.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.source, row.event_id)).collect())
}

/// What was received, to the byte of its own piece.
#[derive(Clone, Debug)]
pub struct RawEvent {
    pub source: String,
    pub event_id: String,
    pub person_id: Option<Uuid>,
    pub body: String,
}

pub async fn push(
    db: &mut PgConnection,
    now: Timestamp,
    events: &[NewEvent],
) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = events.iter().map(|e| e.id).collect();
    let kinds: Vec<String> = events.iter().map(|e| e.key_kind.as_str().to_owned()).collect();
    let keys: Vec<Uuid> = events.iter().map(|e| e.key_id).collect();
    let numbers: Vec<String> = events.iter().map(|e| e.phone_number_id.clone()).collect();
    let bodies: Vec<String> = events.iter().map(|e| e.event.clone()).collect();
    let correlations: Vec<String> = events.iter().map(|e| e.correlation_id.clone()).collect();
    sqlx::query!(
        "insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
         select id, key_kind, key_id, phone_number_id, event, correlation_id, $7
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[])
             with ordinality
             as new (id, key_kind, key_id, phone_number_id, event, correlation_id, position)
         order by position",
        &ids,
        &kinds,
        &keys,
        &numbers,
        &bodies,
        &correlations,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Of these keys the ones that nobody else works on. They are ours until the transaction ends.
///
/// A turn needs nothing from outside, so the transaction itself is the lease: a node that dies gives its keys back with
/// its connection.
pub async fn lock(db: &mut PgConnection, keys: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let ours = sqlx::query_scalar!(
        r#"select key_id as "key_id!"
           from unnest($1::uuid[]) as wanted (key_id)
           where pg_try_advisory_xact_lock(hashtextextended(key_id::text, 0))"#,
        keys,
    )
    .fetch_all(db)
    .await?;
    Ok(ours)
}

/// This key is ours as soon as nobody else works on it, until the transaction ends: for who has to answer at once what a turn
/// will find. To be the first thing of its transaction, as whoever waits must hold nothing that a turn could want.
pub async fn wait_for(db: &mut PgConnection, key: Uuid) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", key)
        .execute(db)
        .await?;
    Ok(())
}

/// The next keys with events after this one, in the order of their ids; from the first again when there are no more.
/// Round and round, so that no key is passed over however much waits for another, and each look costs the same.
pub async fn keys_after(
    db: &mut PgConnection,
    kind: KeyKind,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let keys = sqlx::query_scalar!(
        r#"with recursive front as (
               (
                   select key_id from inbox
                   where key_id > $2 and key_kind = $1
                   order by key_id
                   limit 1
               )
               union all
               select next.key_id
               from front
               cross join lateral (
                   select key_id from inbox
                   where inbox.key_id > front.key_id and key_kind = $1
                   order by key_id
                   limit 1
               ) as next
           )
           select key_id as "key_id!" from front limit $3"#,
        kind.as_str(),
        after,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(keys)
}

/// The events of locked keys, in the order in which they came, at most `limit` for each key. Of a later snapshot than the
/// lock's, so it must be a statement of its own.
pub async fn waiting(
    db: &mut PgConnection,
    keys: &[Uuid],
    limit: i64,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = sqlx::query!(
        r#"select event.seq, event.id, event.key_id, event.phone_number_id, event.event,
                  event.correlation_id, event.received_at
           from unnest($1::uuid[]) as locked (key_id)
           cross join lateral (
               select *
               from inbox
               where inbox.key_id = locked.key_id
               order by inbox.seq
               limit $2
           ) as event
           order by event.seq"#,
        keys,
        limit,
    )
    .fetch_all(db)
    .await?;
    let events = rows.into_iter().map(|row| Waiting {
        seq: row.seq,
        received: Received {
            envelope: Envelope {
                id: row.id,
                key_id: row.key_id,
                phone_number_id: row.phone_number_id,
                correlation_id: row.correlation_id,
                received_at: row.received_at.to_jiff(),
            },
            event: row.event,
        },
    });
    Ok(events.collect())
}

/// Takes out what the turn has worked on. All must still be there: otherwise somebody else worked on it too.
pub async fn done(db: &mut PgConnection, events: &[Waiting]) -> Result<(), StoreError> {
    let keys: Vec<Uuid> = events.iter().map(|event| event.received.envelope.key_id).collect();
    let seqs: Vec<i64> = events.iter().map(|event| event.seq).collect();
    let gone = sqlx::query!(
        "delete from inbox
         using unnest($1::uuid[], $2::bigint[]) as gone (key_id, seq)
         where inbox.key_id = gone.key_id and inbox.seq = gone.seq",
        &keys,
        &seqs,
    )
    .execute(db)
    .await?;
    if gone.rows_affected() == seqs.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::Conflict { what: "an inbox row that this turn worked on" })
    }
}

/// Sets an event aside that fails whenever it is tried; the rest of its key goes on.
pub async fn set_aside(
    db: &mut PgConnection,
    now: Timestamp,
    event: &Waiting,
    reason: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with gone as (delete from inbox where key_id = $1 and seq = $2 returning *)
         insert into dead_letter
             (id, key_kind, key_id, phone_number_id, event, reason, correlation_id, at)
         select id, key_kind, key_id, phone_number_id, event, $3, correlation_id, $4
         from gone",
        event.received.envelope.key_id,
        event.seq,
        reason,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How many wait, and since when the oldest.
pub async fn depth(db: &mut PgConnection) -> Result<(i64, Option<Timestamp>), StoreError> {
    let row = sqlx::query!(r#"select count(*) as "count!", min(received_at) as oldest from inbox"#)
        .fetch_one(db)
        .await?;
    Ok((row.count, row.oldest.map(jiff_sqlx::Timestamp::to_jiff)))
}
