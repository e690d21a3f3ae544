//! Timers that are due become events of their orders.

use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::inbox::BOOKS;
use realserv_adapters::postgres::{StoreError, outbox};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

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
            Ok(keys) if keys.is_empty() => {}
            Ok(keys) => {
                let (books, orders) = keys.into_iter().partition(|key| *key == BOOKS);
                app.bells.ring(Left { orders, books, ..Left::default() });
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

async fn ring_due(app: &App) -> Result<Vec<Uuid>, StoreError> {
    let mut db = app.pool.acquire().await?;
    outbox::ring_timers(&mut db, app.clock.now(), MOST_TIMERS).await
}
