//! Old rows of tables without partitions, some pages at a time.
//!
//! No index helps to find them: one on the time would cost each status that folds into its row, and a summary of page
//! ranges (brin) tells nothing any more once the room of old rows is used again. So each page is looked at once a round,
//! as vacuum does.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use crate::postgres::StoreError;

/// The tables whose rows leave one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heap {
    Seen,
    Delivery,
    /// What came when its day had no partition.
    RawEventRest,
    MessageRest,
    TurnLogRest,
    UnknownWord,
    Notice,
    SmsReport,
}

/// Until when what happened before may leave.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub events: Timestamp,
    pub statuses: Timestamp,
    pub messages: Timestamp,
    /// Of words that nobody knew: since when they were seen again.
    pub words: Timestamp,
}

/// Pages of a table, from the first to before the last.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    pub from: i64,
    pub to: i64,
}

impl Heap {
    pub const ALL: [Self; 8] = [
        Self::Seen,
        Self::Delivery,
        Self::RawEventRest,
        Self::MessageRest,
        Self::TurnLogRest,
        Self::UnknownWord,
        Self::Notice,
        Self::SmsReport,
    ];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Delivery => "delivery",
            Self::RawEventRest => "raw_event_rest",
            Self::MessageRest => "message_rest",
            Self::TurnLogRest => "turn_log_rest",
            Self::UnknownWord => "unknown_word",
            Self::Notice => "notice",
            Self::SmsReport => "sms_report",
        }
    }
}

/// How many pages a table has now.
pub async fn pages(db: &mut PgConnection, heap: Heap) -> Result<i64, StoreError> {
    let pages = sqlx::query_scalar!(
        r#"select pg_relation_size($1::text::regclass) / current_setting('block_size')::bigint
               as "pages!""#,
        heap.name(),
    )
    .fetch_one(db)
    .await?;
    Ok(pages)
}

/// Since when the oldest message waits to be sent. Whether WhatsApp has it already stands in `delivery`, so nothing
/// since then may leave there.
pub async fn oldest_unsent(db: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    let at = sqlx::query_scalar!("select min(made_at) from outbox where channel = 'whatsapp'")
        .fetch_one(db)
        .await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Removes what is old on these pages, in one short transaction. How many rows.
pub async fn remove(
    db: &mut PgConnection,
    heap: Heap,
    pages: Pages,
    limits: Limits,
) -> Result<u64, StoreError> {
    match heap {
        Heap::Seen => seen(db, pages, limits.statuses).await,
        Heap::Delivery => delivery(db, pages, limits.statuses).await,
        Heap::RawEventRest => raw_event(db, pages, limits.events).await,
        Heap::MessageRest => message(db, pages, limits.messages).await,
        Heap::TurnLogRest => turn_log(db, pages, limits.messages).await,
        Heap::UnknownWord => unknown_word(db, pages, limits.words).await,
        Heap::Notice => notice(db, pages, limits.messages).await,
        Heap::SmsReport => sms_report(db, pages, limits.statuses).await,
    }
}

async fn seen(db: &mut PgConnection, pages: Pages, limit: Timestamp) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from seen
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and at < $3",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

/// What they cost is summed up in the same statement, so that each counts once.
async fn delivery(
    db: &mut PgConnection,
    pages: Pages,
    limit: Timestamp,
) -> Result<u64, StoreError> {
    let gone = sqlx::query_scalar!(
        r#"with gone as (
               delete from delivery
               where ctid >= format('(%s,0)', $1::bigint)::tid
                 and ctid < format('(%s,0)', $2::bigint)::tid
                 and at < $3
               returning order_id, phone_number_id, category, price_kind, milli_paise, priced_on, rank
           ), summed as (
               insert into send_cost (month, phone_number_id, order_id, category, price_kind,
                                      messages, unpriced, milli_paise)
               select date_trunc('month', priced_on)::date, coalesce(phone_number_id, ''),
                      coalesce(order_id, '00000000-0000-0000-0000-000000000000'),
                      coalesce(category, ''), price_kind, count(*),
                      count(*) filter (where milli_paise is null), coalesce(sum(milli_paise), 0)
               from gone
               -- Meta takes nothing for what did not arrive.
               where rank >= 4 and price_kind is not null and priced_on is not null
               group by 1, 2, 3, 4, 5
               order by 1, 2, 3, 4, 5
               on conflict (month, phone_number_id, order_id, category, price_kind) do update
               set messages = send_cost.messages + excluded.messages,
                   unpriced = send_cost.unpriced + excluded.unpriced,
                   milli_paise = send_cost.milli_paise + excluded.milli_paise
           )
           select count(*) as "gone!" from gone"#,
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    Ok(u64::try_from(gone).unwrap_or(0))
}

async fn raw_event(
    db: &mut PgConnection,
    pages: Pages,
    limit: Timestamp,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from raw_event_rest
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and at < $3",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

async fn message(db: &mut PgConnection, pages: Pages, limit: Timestamp) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from message_rest
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and at < $3",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

/// An order's history leaves as a whole: all of it, when nothing has happened to the order for so long.
async fn turn_log(
    db: &mut PgConnection,
    pages: Pages,
    limit: Timestamp,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from turn_log_rest
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and at < $3
           and not (
               key_kind = 'order' and exists (
                   select from orders where orders.id = turn_log_rest.key_id and orders.updated_at >= $3
               )
           )",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

async fn unknown_word(
    db: &mut PgConnection,
    pages: Pages,
    limit: Timestamp,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from unknown_word
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and last_at < $3",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

/// What is still on its way stays.
async fn notice(db: &mut PgConnection, pages: Pages, limit: Timestamp) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from notice
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and changed_at < $3 and state <> 'queued'",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

async fn sms_report(
    db: &mut PgConnection,
    pages: Pages,
    limit: Timestamp,
) -> Result<u64, StoreError> {
    let gone = sqlx::query!(
        "delete from sms_report
         where ctid >= format('(%s,0)', $1::bigint)::tid and ctid < format('(%s,0)', $2::bigint)::tid
           and at < $3",
        pages.from,
        pages.to,
        limit.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}
