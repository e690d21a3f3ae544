//! Old rows leave so that tables stay small: one node at a time, a little at a time, and what is still needed stays.
//!
//! What is needed: the conversation as it stands, orders and money, an event that waits or was set aside, a message that
//! was not sent yet. None of these has a time here. What has one is what was received, what was seen (long enough that
//! nobody sends it again), how far messages came, the transcript and the log of turns, and words that nobody knew.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::housekeeping::partitions::{self, Change, Partition, Table};
use realserv_adapters::postgres::housekeeping::rows::{self, Heap, Limits, Pages};
use realserv_adapters::postgres::housekeeping::{begin, end, last_round, note_round};
use realserv_adapters::postgres::{StoreError, basis, tickets};
use sqlx::PgConnection;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::config::Keep;

/// How often partitions are looked after. Three days are made ahead, so a node may be late.
const LOOK_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// How often every page is looked at: old rows may stay a day longer than they must.
const ROUND_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// A word that nobody knew and nobody typed for so long is of no use to the office.
const KEEP_WORDS: SignedDuration = SignedDuration::from_hours(24 * 90);

/// How soon to look again when something went wrong or another node is at it.
const AGAIN: Duration = Duration::from_secs(60);

/// Some thousand rows: a few milliseconds, and a commit.
const PAGES_AT_ONCE: i64 = 16;

/// Of the time that old rows take, four fifths are rest: whoever has turns to do must not feel it.
const RESTS: u32 = 4;

/// A table that is never free for 50 ms has its turn in the next look.
const TRIES: u32 = 20;
const REST: Duration = Duration::from_millis(100);

/// What has changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub partitions_made: u64,
    pub partitions_dropped: u64,
    /// By table. Of partitions nobody counts the rows.
    pub rows_removed: BTreeMap<&'static str, u64>,
    /// Turns of orders that are still at work, out of a partition that was dropped.
    pub turns_kept: u64,
    /// Solved so long ago that nothing more is said.
    pub tickets_closed: u64,
}

/// Keeps house until told to stop. Business time counts, so it looks when the clock is moved.
pub async fn keep(app: Arc<App>, stop: CancellationToken) {
    let mut moves = app.clock.moves();
    while !stop.is_cancelled() {
        let now = app.clock.now();
        let Some(looked) = stop.run_until_cancelled(look(&app, now)).await else { return };
        let next = match looked {
            Ok(true) => now.checked_add(LOOK_EVERY).ok(),
            Ok(false) => None,
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "old rows could not leave; trying again in a minute",
                );
                None
            }
        };
        loop {
            let left = next.map(|next| next.duration_since(app.clock.now()));
            let wait = left.map_or(AGAIN, |left| left.try_into().unwrap_or(Duration::ZERO));
            if wait.is_zero() {
                break;
            }
            tokio::select! {
                () = tokio::time::sleep(wait) => break,
                _ = moves.changed() => {}
                () = stop.cancelled() => return,
            }
        }
    }
}

/// One look; false if another node is at it.
async fn look(app: &App, now: Timestamp) -> Result<bool, StoreError> {
    let mut db = app.pool.acquire().await?;
    // Its lock and its settings are the connection's, and go with it, however this ends.
    db.close_on_drop();
    if !begin(&mut db).await? {
        return Ok(false);
    }
    let began = Instant::now();
    let mut kept = keep_house(&mut db, app.config.keep, now).await?;
    kept.tickets_closed = close_settled(&mut db, app, now).await?;
    end(&mut db).await?;
    if kept != Kept::default() {
        say(&kept, began.elapsed());
    }
    Ok(true)
}

async fn keep_house(db: &mut PgConnection, keep: Keep, now: Timestamp) -> Result<Kept, StoreError> {
    let mut limits = Limits {
        events: keep.events_since(now),
        statuses: keep.statuses_since(now),
        messages: keep.messages_since(now),
        words: now.checked_sub(KEEP_WORDS).unwrap_or(now),
    };
    let mut kept = Kept::default();
    for table in Table::ALL {
        let limit = match table {
            Table::RawEvent => limits.events,
            Table::Message | Table::TurnLog => limits.messages,
        };
        look_after(db, table, (now, limit), &mut kept).await?;
    }
    let last = last_round(db).await?;
    if last.is_none_or(|last| now.duration_since(last) >= ROUND_EVERY) {
        let unsent = rows::oldest_unsent(db).await?;
        limits.statuses = unsent.map_or(limits.statuses, |unsent| limits.statuses.min(unsent));
        for heap in Heap::ALL {
            let removed = go_through(db, heap, limits).await?;
            if removed > 0 {
                kept.rows_removed.insert(heap.name(), removed);
            }
        }
        let forgotten = basis::forget(db, basis_limit(limits.messages)).await?;
        if forgotten > 0 {
            kept.rows_removed.insert("turn_basis", forgotten);
        }
        note_round(db, now).await?;
    }
    Ok(kept)
}

/// A ticket whose person says no more is over.
async fn close_settled(
    db: &mut PgConnection,
    app: &App,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let days = i64::from(app.settings.snapshot().ticket_days);
    let since = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
    tickets::close_settled(db, tickets::Moment { now, reopen_since: since }).await
}

/// What turns looked at stays as long as one of them can be in the log: that is dropped by the month, and who looks says so once
/// a day.
fn basis_limit(log: Timestamp) -> Timestamp {
    log.checked_sub(SignedDuration::from_hours(33 * 24)).unwrap_or(log)
}

/// Makes the coming partitions of a table, and drops the old ones.
async fn look_after(
    db: &mut PgConnection,
    table: Table,
    (now, limit): (Timestamp, Timestamp),
    kept: &mut Kept,
) -> Result<(), StoreError> {
    let there = partitions::list(db, table).await?;
    for coming in table.coming(now).iter().filter(|coming| !there.contains(coming)) {
        kept.partitions_made += u64::from(patiently(db, coming, Wish::Make).await?);
    }
    for old in there.iter().filter(|partition| partition.is_before(limit)) {
        if old.is_attached && !patiently(db, old, Wish::Detach).await? {
            continue;
        }
        kept.turns_kept += partitions::drop(db, old, limit).await?;
        kept.partitions_dropped += 1;
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Wish {
    Make,
    Detach,
}

/// Tries until nobody is in the way; false if somebody always is.
async fn patiently(
    db: &mut PgConnection,
    partition: &Partition,
    wish: Wish,
) -> Result<bool, StoreError> {
    for _ in 0..TRIES {
        let change = match wish {
            Wish::Make => partitions::make(db, partition).await?,
            Wish::Detach => partitions::detach(db, partition).await?,
        };
        match change {
            Change::Done => return Ok(true),
            Change::Needless => return Ok(false),
            Change::InTheWay => tokio::time::sleep(REST).await,
        }
    }
    let partition = partition.name();
    tracing::warn!(partition, "its table is never free: left for the next look");
    Ok(false)
}

/// Removes what is old from a table, some pages at a time.
async fn go_through(db: &mut PgConnection, heap: Heap, limits: Limits) -> Result<u64, StoreError> {
    let (all, mut from, mut removed) = (rows::pages(db, heap).await?, 0, 0);
    while from < all {
        let began = Instant::now();
        let pages = Pages { from, to: from + PAGES_AT_ONCE };
        removed += rows::remove(db, heap, pages, limits).await?;
        from = pages.to;
        tokio::time::sleep(began.elapsed() * RESTS).await;
    }
    Ok(removed)
}

fn say(kept: &Kept, took: Duration) {
    for (table, rows) in &kept.rows_removed {
        metrics::counter!("realserv_rows_removed_total", "table" => *table).increment(*rows);
    }
    metrics::counter!("realserv_partitions_made_total").increment(kept.partitions_made);
    metrics::counter!("realserv_partitions_dropped_total").increment(kept.partitions_dropped);
    let rows: Vec<String> =
        kept.rows_removed.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
    tracing::info!(
        partitions_made = kept.partitions_made,
        partitions_dropped = kept.partitions_dropped,
        rows_removed = rows.join(", "),
        turns_kept = kept.turns_kept,
        tickets_closed = kept.tickets_closed,
        duration_ms = took.as_secs_f64() * 1000.0,
        "old rows have left",
    );
}
