//! Timers that are due become events of their orders; who waits for a place that is served now, whose list comes round, and who has left a
//! cart, has an event of theirs.

use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::{StoreError, conversation_timers, lists, outbox, waiting};
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::wake::Left;

/// How often to look: nobody rings for a time that comes.
const TICK: Duration = Duration::from_millis(200);

/// Timers that become events in one statement.
const MOST_TIMERS: i64 = 500;

/// Lets due timers become events, until told to stop. Wakes when the clock is moved.
pub async fn ring_timers(app: Arc<App>, stop: CancellationToken) {
    let mut moves = app.clock.moves();
    while !stop.is_cancelled() {
        match ring_due(&app).await {
            Ok(None) => {}
            Ok(Some(left)) => {
                app.bells.ring(left);
                continue;
            }
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "timers cannot be read; trying again",
            ),
        }
        tokio::select! {
            () = tokio::time::sleep(TICK) => {}
            _ = moves.changed() => app.bells.time_has_moved(),
            () = stop.cancelled() => {}
        }
    }
}

/// None where nothing was due.
async fn ring_due(app: &App) -> Result<Option<Left>, StoreError> {
    let mut db = app.pool.acquire().await?;
    let now = app.clock.now();
    let keys = outbox::ring_timers(&mut db, now, MOST_TIMERS).await?;
    let mut people = waiting::tell(&mut db, now, MOST_TIMERS).await?;
    people.extend(lists::ring(&mut db, now, MOST_TIMERS).await?);
    people.extend(conversation_timers::ring(&mut db, now, MOST_TIMERS).await?);
    if keys.is_empty() && people.is_empty() {
        return Ok(None);
    }
    let of = |kind| keys.iter().filter(move |(of, _)| *of == kind).map(|(_, key)| *key).collect();
    Ok(Some(Left {
        people,
        orders: of(KeyKind::Order),
        books: of(KeyKind::Books),
        vendors: of(KeyKind::Vendor),
        ..Left::default()
    }))
}
