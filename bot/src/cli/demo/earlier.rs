//! What the demos before this one left open. Their sandbox is gone, and with it the phones that an answer would go to and
//! Razorpay's links and payments: to ask about them would only bring a stranger's "unknown" into the story. So the office
//! of the demo cancels such orders before anybody works, and what was on its way out is thrown away.
//!
//! Orders that had come to their end stay as they are, and so do people, stock and the ledger.

use realserv_adapters::postgres::inbox::{self, KeyKind, NewEvent};
use realserv_adapters::postgres::orders::find;
use realserv_adapters::postgres::{conversations, nodes, outbox};
use realserv_domain::ids::{Minter, OrderId};
use realserv_domain::orders::OrderEvent;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Failure;
use crate::app::App;
use crate::turn;

/// Settles all of it with a program of its own that opens no rooms: what its turns want said and done is only written
/// down. For who is certain to be alone on the database. How many orders were open.
pub(super) async fn settle(app: &App) -> Result<usize, Failure> {
    let mut db = app.pool.acquire().await?;
    // First, so that events which waited are still heard before the end.
    turn::all_that_waits(app).await?;
    let open = find::open(&mut db).await?;
    cancel(&mut db, app, &open).await?;
    turn::all_that_waits(app).await?;
    outbox::forget_all(&mut db).await?;
    // The new phones have not written yet, so nothing but a template reaches them.
    conversations::forget_when_heard(&mut db).await?;
    // Whoever is known was killed, or is this very program.
    nodes::remove_all(&mut db).await?;
    Ok(open.len())
}

async fn cancel(db: &mut PgConnection, app: &App, open: &[OrderId]) -> Result<(), Failure> {
    let now = app.clock.now();
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let event = serde_json::to_string(&OrderEvent::OfficeCancelled { part: None })?;
    let cancelled = |order: &OrderId| NewEvent {
        id: Minter::new(app.secret, order.0, millis).id::<Uuid>(),
        key_kind: KeyKind::Order,
        key_id: order.0,
        phone_number_id: app.number_for(""),
        event: event.clone(),
        correlation_id: "an earlier demo".to_owned(),
    };
    let events: Vec<NewEvent> = open.iter().map(cancelled).collect();
    Ok(inbox::push(db, now, &events).await?)
}
