//! The last moment of the loop: claim the outbox, call the world, hand its answer back to the inbox.
//!
//! Of each lane the oldest row alone is out at any time, so one person's messages keep their order while those of
//! different people leave side by side. A row is leased, not locked: nothing of the database is held while the world
//! answers.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::outbox::{self, Claimed};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::steady::unless_it_panics;
use crate::wake::Left;

/// Messages to people.
mod whatsapp;

/// Links, look-ups, refunds.
mod razorpay;

/// Stops calling who does not answer, and tries again carefully.
mod breaker;

pub use razorpay::Razorpay;
pub use whatsapp::Whatsapp;

use breaker::Breaker;

/// Longer than any call may take (20 s, see `app.rs`), so that nobody else takes a row that is still out.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// Calls under way at once on one channel.
const MOST_OUT: usize = 64;

/// How often to look for what other nodes or a moved clock left, when nobody rings.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How often to look for timers: nobody rings for those of other nodes.
const TICK: Duration = Duration::from_millis(200);

/// Timers that become events in one statement.
const MOST_TIMERS: i64 = 500;

/// What became of a row that was out.
#[derive(Debug)]
pub struct Outcome<T> {
    pub row: Claimed,
    pub end: End<T>,
}

#[derive(Debug)]
pub enum End<T> {
    /// The world answered, well or badly: the row leaves.
    Answered(T),
    /// Not now. `counts` is false where the world never saw it.
    Later { at: Timestamp, counts: bool },
    /// Nobody answers: later, and the breaker hears of it.
    Unreachable { at: Timestamp },
}

/// One way out.
pub trait Channel: Send + Sync + 'static {
    type Answer: Send + 'static;

    const NAME: &'static str;

    fn bell<'a>(&self, app: &'a App) -> &'a Notify;

    /// What a call needs besides its row.
    type With: Send + Sync + 'static;

    /// Leases rows that may leave now.
    fn claim(
        &self,
        app: &App,
        most: usize,
    ) -> impl Future<Output = Result<Vec<(Claimed, Self::With)>, StoreError>> + Send;

    /// Calls the world.
    fn call(
        app: &App,
        row: &Claimed,
        with: Self::With,
    ) -> impl Future<Output = End<Self::Answer>> + Send;

    /// Writes what the world answered.
    fn settle(
        &self,
        app: &App,
        outcomes: Vec<Outcome<Self::Answer>>,
    ) -> impl Future<Output = Result<Left, StoreError>> + Send;
}

/// Empties a channel until told to stop; then waits for the calls that are out.
pub async fn work<C: Channel>(app: Arc<App>, channel: C, stop: CancellationToken) {
    let mut out: JoinSet<Outcome<C::Answer>> = JoinSet::new();
    let mut breaker = Breaker::default();
    loop {
        let settled = settle_finished(&app, &channel, &mut out, &mut breaker).await;
        if stop.is_cancelled() && out.is_empty() {
            return;
        }
        let room = breaker.room(MOST_OUT).saturating_sub(out.len());
        let sent = if stop.is_cancelled() || room == 0 {
            0
        } else {
            send_more(&app, &channel, &mut out, room).await
        };
        if settled == 0 && sent == 0 {
            wait(&app, &channel, &mut out, &mut breaker, &stop).await;
        }
    }
}

async fn send_more<C: Channel>(
    app: &Arc<App>,
    channel: &C,
    out: &mut JoinSet<Outcome<C::Answer>>,
    room: usize,
) -> usize {
    match channel.claim(app, room).await {
        Ok(ready) => {
            let count = ready.len();
            for (row, with) in ready {
                out.spawn(call::<C>(Arc::clone(app), row, with));
            }
            count
        }
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                channel = C::NAME,
                "the outbox cannot be read; trying again",
            );
            0
        }
    }
}

/// A call that panics is tried again like one that nobody answered; the rows behind it in its lane wait for it.
async fn call<C: Channel>(app: Arc<App>, row: Claimed, with: C::With) -> Outcome<C::Answer> {
    let end = unless_it_panics(C::call(&app, &row, with)).await.unwrap_or_else(|panic| {
        tracing::error!(
            error = &panic as &dyn std::error::Error,
            channel = C::NAME,
            effect.id = %row.id,
            correlation.id = row.correlation_id,
            "a call broke off; trying again",
        );
        End::Later { at: backoff(app.clock.now(), &row), counts: true }
    });
    Outcome { row, end }
}

async fn wait<C: Channel>(
    app: &App,
    channel: &C,
    out: &mut JoinSet<Outcome<C::Answer>>,
    breaker: &mut Breaker,
    stop: &CancellationToken,
) {
    if out.is_empty() && stop.is_cancelled() {
        return;
    }
    tokio::select! {
        Some(finished) = out.join_next() => {
            let finished = finished.ok().into_iter().collect();
            finish(app, channel, finished, breaker).await;
        }
        () = channel.bell(app).notified() => {}
        () = tokio::time::sleep(LOOK_EVERY) => {}
        () = stop.cancelled(), if !stop.is_cancelled() => {}
    }
}

async fn settle_finished<C: Channel>(
    app: &App,
    channel: &C,
    out: &mut JoinSet<Outcome<C::Answer>>,
    breaker: &mut Breaker,
) -> usize {
    let mut finished = Vec::new();
    while let Some(outcome) = out.try_join_next() {
        finished.extend(outcome.ok()); // a call cannot be cancelled, and its panics are caught
    }
    let count = finished.len();
    finish(app, channel, finished, breaker).await;
    count
}

/// Writes the answers. If that fails the leases run out and the calls are made again: each is safe to repeat, or is
/// checked against the statuses first.
async fn finish<C: Channel>(
    app: &App,
    channel: &C,
    finished: Vec<Outcome<C::Answer>>,
    breaker: &mut Breaker,
) {
    if finished.is_empty() {
        return;
    }
    for outcome in &finished {
        breaker.hear(!matches!(outcome.end, End::Unreachable { .. }));
    }
    match channel.settle(app, finished).await {
        Ok(left) => app.bells.ring(left),
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            channel = C::NAME,
            "answers of the world could not be written; the calls will be repeated",
        ),
    }
}

/// When to try again: 1, 2, 4 … seconds, five minutes at most, a little apart for each row.
pub(super) fn backoff(now: Timestamp, row: &Claimed) -> Timestamp {
    let doubled = 1_i64 << u32::from(row.tries.clamp(1, 9).unsigned_abs() - 1);
    let seconds = doubled.min(300);
    // The id is as good as chance and the same on every node: up to a quarter more.
    let jitter = i64::from(row.id.as_bytes()[15]) * seconds * 1000 / 1024;
    now.checked_add(SignedDuration::from_millis(seconds * 1000 + jitter)).unwrap_or(now)
}

/// Sends rows back that wait, in the transaction of the caller.
pub(super) async fn put_back<T>(
    db: &mut sqlx::PgConnection,
    outcomes: &[Outcome<T>],
) -> Result<(), StoreError> {
    let (mut seqs, mut due, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for outcome in outcomes {
        let (at, counted) = match outcome.end {
            End::Later { at, counts } => (at, counts),
            End::Unreachable { at } => (at, true),
            End::Answered(_) => continue,
        };
        seqs.push(outcome.row.seq);
        due.push(at);
        counts.push(counted);
    }
    outbox::put_back(db, &seqs, &due, &counts).await
}

/// Lets due timers become events, until told to stop. Wakes when the clock is moved.
pub async fn ring_timers(app: Arc<App>, stop: CancellationToken) {
    let mut moves = app.clock.moves();
    while !stop.is_cancelled() {
        match ring_due(&app).await {
            Ok(0) => {}
            Ok(_) => {
                app.bells.ring(Left { for_orders: true, for_people: true, ..Left::default() });
                continue;
            }
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "timers cannot be read; trying again",
            ),
        }
        tokio::select! {
            () = tokio::time::sleep(TICK) => {}
            _ = moves.changed() => {
                // Whoever waits for a time has work now.
                app.bells.ring(Left { for_whatsapp: true, for_razorpay: true, ..Left::default() });
            }
            () = stop.cancelled() => {}
        }
    }
}

async fn ring_due(app: &App) -> Result<u64, StoreError> {
    let mut db = app.pool.acquire().await?;
    outbox::ring_timers(&mut db, app.clock.now(), MOST_TIMERS).await
}
