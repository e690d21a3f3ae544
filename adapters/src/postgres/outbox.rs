//! The outbox: the only way out. A row is written with the fact that causes it and leaves when the world has answered.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::inbox::KeyKind;
use super::people::Marks;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    Whatsapp,
    Razorpay,
    /// Files that people sent, to be fetched.
    Media,
    /// What is asked of the account that pays vendors.
    Payouts,
    /// What is told beside WhatsApp.
    Email,
    Push,
    Sms,
    Timer,
}

impl Channel {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Razorpay => "razorpay",
            Self::Media => "media",
            Self::Payouts => "payouts",
            Self::Email => "email",
            Self::Push => "push",
            Self::Sms => "sms",
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
    /// Of a message: whom it goes to, as who makes it knows. Goes along by hand and is written nowhere.
    pub to: Option<Marks>,
}

impl NewEffect {
    /// As it is in the hands of the node that made it.
    pub(super) fn claimed(self, seq: i64, now: Timestamp) -> Claimed {
        Claimed {
            seq,
            id: self.id,
            channel: self.channel,
            lane: self.lane,
            phone_number_id: self.phone_number_id,
            body: self.body,
            tries: 1,
            correlation_id: self.correlation_id,
            made_at: now,
            to: self.to,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Claimed {
    pub seq: i64,
    pub id: Uuid,
    pub channel: Channel,
    pub lane: Uuid,
    pub phone_number_id: String,
    pub body: String,
    pub tries: i16,
    pub correlation_id: String,
    pub made_at: Timestamp,
    /// Known only of a row that came by hand.
    pub to: Option<Marks>,
}

/// What became of effects that were written.
#[derive(Debug, Default)]
pub struct Pushed {
    /// In this node's hands.
    pub ours: Vec<Claimed>,
    /// Whether some of the others wait for a row that another node has in hand, which knows nothing of them.
    pub is_behind_another: bool,
}

/// Whether an effect is there already.
pub async fn waits(db: &mut PgConnection, lane: Uuid, id: Uuid) -> Result<bool, StoreError> {
    let waits = sqlx::query_scalar!(
        r#"select exists (select from outbox where lane = $1 and id = $2) as "waits!""#,
        lane,
        id,
    )
    .fetch_one(db)
    .await?;
    Ok(waits)
}

/// Takes lanes that nobody has in hand: what may leave of them now, in order, up to the first row that has to wait.
/// Who has the first row of a lane has the lane.
pub async fn claim(
    db: &mut PgConnection,
    channel: Channel,
    now: Timestamp,
    node: Uuid,
    lanes: i64,
) -> Result<Vec<Claimed>, StoreError> {
    let rows = sqlx::query!(
        r#"with head as (
               select lane
               from outbox
               where channel = $1
                 and due_at <= $2
                 and leased_by is null
                 and not exists (
                     select from outbox as earlier
                     where earlier.lane = outbox.lane and earlier.seq < outbox.seq
                 )
               order by due_at
               limit $3
               for update skip locked
           )
           update outbox
           set leased_by = $4, tries = tries + 1
           from head
           where outbox.lane = head.lane
             and outbox.leased_by is null
             and not exists (
                 select from outbox as before
                 where before.lane = outbox.lane
                   and before.seq <= outbox.seq
                   and before.due_at > $2
             )
           returning outbox.seq, outbox.id, outbox.lane, outbox.phone_number_id, outbox.body,
                     outbox.tries, outbox.correlation_id, outbox.made_at"#,
        channel.as_str(),
        now.to_sqlx() as _,
        lanes,
        node,
    )
    .fetch_all(db)
    .await?;
    let mut claimed: Vec<Claimed> = rows
        .into_iter()
        .map(|row| Claimed {
            seq: row.seq,
            id: row.id,
            channel,
            lane: row.lane,
            phone_number_id: row.phone_number_id,
            body: row.body,
            tries: row.tries,
            correlation_id: row.correlation_id,
            made_at: row.made_at.to_jiff(),
            to: None,
        })
        .collect();
    claimed.sort_by_key(|row| row.seq);
    Ok(claimed)
}

/// Which row.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub lane: Uuid,
    pub seq: i64,
}

impl Claimed {
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { lane: self.lane, seq: self.seq }
    }
}

/// The world has answered: the rows leave.
pub async fn done(db: &mut PgConnection, rows: &[Place]) -> Result<(), StoreError> {
    let (lanes, seqs): (Vec<Uuid>, Vec<i64>) = rows.iter().map(|row| (row.lane, row.seq)).unzip();
    sqlx::query!(
        "delete from outbox
         using unnest($1::uuid[], $2::bigint[]) as gone (lane, seq)
         where outbox.lane = gone.lane and outbox.seq = gone.seq",
        &lanes,
        &seqs,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A row that goes back.
#[derive(Clone, Copy, Debug)]
pub struct Back {
    pub place: Place,
    /// None: as soon as somebody takes it.
    pub due_at: Option<Timestamp>,
    /// False where the world never saw it, so that waiting for a free place in a rate limit uses up no tries.
    pub counts: bool,
}

/// Not now: the row waits until its time, and its lane with it.
pub async fn put_back(db: &mut PgConnection, rows: &[Back]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let (lanes, seqs): (Vec<Uuid>, Vec<i64>) =
        rows.iter().map(|row| (row.place.lane, row.place.seq)).unzip();
    let due: Vec<Option<jiff_sqlx::Timestamp>> =
        rows.iter().map(|row| row.due_at.map(ToSqlx::to_sqlx)).collect();
    let counts: Vec<bool> = rows.iter().map(|row| row.counts).collect();
    sqlx::query!(
        "update outbox
         set leased_by = null,
             due_at = coalesce(back.due_at, outbox.due_at),
             tries = case when back.counts then outbox.tries else outbox.tries - 1 end
         from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::boolean[])
             as back (lane, seq, due_at, counts)
         where outbox.lane = back.lane and outbox.seq = back.seq",
        &lanes,
        &seqs,
        &due as _,
        &counts,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Rows that this node has by the tables, of other lanes than these.
pub async fn leased_besides(
    db: &mut PgConnection,
    channel: Channel,
    node: Uuid,
    lanes: &[Uuid],
) -> Result<Vec<Place>, StoreError> {
    let rows = sqlx::query!(
        "select lane, seq
         from outbox
         where channel = $1 and leased_by = $2 and lane <> all($3)",
        channel.as_str(),
        node,
        lanes,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Place { lane: row.lane, seq: row.seq }).collect())
}

/// What this node had in hand when it lost its memory of it: free again.
pub async fn let_go(db: &mut PgConnection, channel: Channel, node: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "update outbox set leased_by = null where channel = $1 and leased_by = $2",
        channel.as_str(),
        node,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Throws everything away that was on its way out, timers too. Only where the world that it was for is gone.
pub async fn forget_all(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("delete from outbox").execute(db).await?;
    Ok(())
}

/// Timers that are due become events of their orders, vendors, or the books, in one statement. Answers whose.
pub async fn ring_timers(
    db: &mut PgConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<(KeyKind, Uuid)>, StoreError> {
    let rung = sqlx::query!(
        "with due as (
             select lane, seq
             from outbox
             where channel = 'timer' and due_at <= $1 and leased_by is null
             order by due_at, seq
             limit $2
             for update skip locked
         ), gone as (
             delete from outbox using due where outbox.lane = due.lane and outbox.seq = due.seq
             returning outbox.id, outbox.lane, outbox.phone_number_id, outbox.body,
                       outbox.correlation_id, outbox.due_at, outbox.seq
         )
         insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
         select id, case when lane = $3 then 'books'
                         when exists (select from vendor where vendor.id = lane) then 'vendor'
                         else 'order' end, lane, phone_number_id, body, correlation_id, $1
         from gone
         order by due_at, seq
         returning key_kind, key_id",
        now.to_sqlx() as _,
        limit,
        super::inbox::BOOKS,
    )
    .fetch_all(db)
    .await?;
    let kind = |word: &str| KeyKind::ALL.into_iter().find(|kind| kind.as_str() == word);
    Ok(rung.into_iter().filter_map(|row| Some((kind(&row.key_kind)?, row.key_id))).collect())
}

/// What is under way: rows that are due or leased (timers of the future do not count), and events that wait.
pub async fn is_idle(db: &mut PgConnection, now: Timestamp) -> Result<bool, StoreError> {
    let idle = sqlx::query_scalar!(
        r#"select not exists (select from inbox)
              and not exists (select from outbox where due_at <= $1 or leased_by is not null)
              and not exists (select from waiting_list where tell_at <= $1)
              and not exists (select from conversation_timer where due_at <= $1)
              and not exists (select from list_repeat where ring_at <= $1)
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
