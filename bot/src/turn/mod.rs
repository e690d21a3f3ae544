//! Claim keys, remember, decide, record: the middle of the loop.
//!
//! A batch claims many keys, loads what they need with one statement a table, lets each decide in memory, answers the
//! asks of all together, and writes everything in the one transaction that also holds the claims. If that fails, its
//! keys run again one by one; an event that fails alone, again and again, is set aside and its key goes on.

use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::inbox::{self, KeyKind, Waiting};
use realserv_adapters::postgres::{StoreError, outbox, tickets};
use realserv_domain::ids::{OrderId, PersonId, TicketId};
use sqlx::{Acquire, PgConnection};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::app::App;
use crate::steady::{Panicked, unless_it_panics};
use crate::wake::Left;

/// What the inbox holds for persons, and what the outbox holds.
pub mod event;

/// From what a person did to an event of the conversation.
mod hear;

/// Turns of persons: the conversation decides.
mod people;

/// Turns of orders: the order's life decides.
mod orders;

/// What conversations ask, answered from the tables.
mod answers;

/// The order's two asks: other vendors, the same stock again.
mod reserving;

/// What a batch writes, gathered before it is written.
mod record;

/// One turn under way.
mod work;

/// More keys in one transaction give little more (docs/performance: 64 reach most of it) and make all of them wait.
const MOST_KEYS: i64 = 64;

/// Events of one key worked on in a row before others have their turn.
const MOST_EVENTS_OF_A_KEY: i64 = 16;

/// How often to look for what other nodes or a moved clock left, when nobody rings.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// An event is tried this often alone before it is set aside.
const MOST_TRIES: u32 = 3;

/// What the ticket for an event that was set aside is about.
const SET_ASIDE: &str = "set_aside";

/// Why a turn did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document that this program cannot read.
    #[error("the {what} of {key} cannot be read")]
    Unreadable {
        what: &'static str,
        key: Uuid,
        #[source]
        source: serde_json::Error,
    },
    /// A bug: what it was working on is undone.
    #[error("the turn broke off")]
    Panicked(#[from] Panicked),
    #[error("{key} asked more than four rounds of questions")]
    TooManyRounds { key: Uuid },
    #[error("there is nothing of {key}")]
    Missing { key: Uuid },
}

impl From<sqlx::Error> for TurnError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl TurnError {
    /// The database is away: the same turn will work when it is back.
    fn is_passing(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_passing())
    }
}

/// Works on keys of one kind until told to stop.
pub async fn work(app: Arc<App>, kind: KeyKind, stop: CancellationToken) {
    let bell = bell(&app, kind);
    while !stop.is_cancelled() {
        match steadily(batch(&app, kind)).await {
            Ok(Worked::Some) => {}
            Ok(Worked::Nothing) => rest(bell, &stop).await,
            Err(error) => {
                // The batch is undone. What made it fail is found one by one; a database that is away is waited for.
                if error.is_passing() {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "turns wait for the database"
                    );
                    rest(bell, &stop).await;
                } else {
                    one_by_one(&app, kind).await;
                }
            }
        }
    }
}

async fn steadily<T>(work: impl Future<Output = Result<T, TurnError>>) -> Result<T, TurnError> {
    unless_it_panics(work).await?
}

fn bell(app: &App, kind: KeyKind) -> &Notify {
    match kind {
        KeyKind::Person => &app.bells.people,
        KeyKind::Order => &app.bells.orders,
    }
}

async fn rest(bell: &Notify, stop: &CancellationToken) {
    tokio::select! {
        () = bell.notified() => {}
        () = tokio::time::sleep(LOOK_EVERY) => {}
        () = stop.cancelled() => {}
    }
}

enum Worked {
    Some,
    Nothing,
}

async fn batch(app: &App, kind: KeyKind) -> Result<Worked, TurnError> {
    let mut transaction = app.pool.begin().await?;
    let db = transaction.acquire().await?;
    let keys = inbox::claim_keys(db, kind, MOST_KEYS).await?;
    if keys.is_empty() {
        return Ok(Worked::Nothing);
    }
    let left = run(app, db, kind, &keys, MOST_EVENTS_OF_A_KEY).await?;
    transaction.commit().await?;
    app.bells.ring(left);
    Ok(Worked::Some)
}

/// Loads, decides and writes the turns of claimed keys; the caller commits.
async fn run(
    app: &App,
    db: &mut PgConnection,
    kind: KeyKind,
    keys: &[Uuid],
    events_of_a_key: i64,
) -> Result<Left, TurnError> {
    let events = inbox::waiting(db, kind, keys, events_of_a_key).await?;
    if events.is_empty() {
        return Ok(Left::default());
    }
    let started = tokio::time::Instant::now();
    let record = match kind {
        KeyKind::Person => people::decide(app, db, &events).await?,
        KeyKind::Order => orders::decide(app, db, &events).await?,
    };
    let left = record.write(app, db).await?;
    let seqs: Vec<i64> = events.iter().map(|event| event.seq).collect();
    inbox::done(db, &seqs).await?;
    let took = started.elapsed();
    metrics::histogram!("realserv_turn_seconds", "key" => kind.as_str()).record(took);
    metrics::counter!("realserv_turns_total", "key" => kind.as_str())
        .increment(events.len() as u64);
    tracing::debug!(
        key = kind.as_str(),
        turns = events.len(),
        duration_ms = took.as_secs_f64() * 1000.0,
        "turns"
    );
    Ok(left)
}

/// Each waiting key in its own transaction, one event at a time; what fails alone is set aside.
async fn one_by_one(app: &App, kind: KeyKind) {
    for _ in 0..MOST_KEYS {
        match next_alone(app, kind).await {
            Ok(Worked::Some) => {}
            Ok(Worked::Nothing) => return,
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "turns wait for the database"
                );
                return;
            }
        }
    }
}

/// Runs the first event of the first free key, trying a few times, and sets it aside when all tries fail.
async fn next_alone(app: &App, kind: KeyKind) -> Result<Worked, TurnError> {
    let Some(first) = first_waiting(app, kind).await? else { return Ok(Worked::Nothing) };
    let mut failure = None;
    for _ in 0..MOST_TRIES {
        match steadily(alone(app, kind, first.key_id)).await {
            Ok(()) => return Ok(Worked::Some),
            Err(error) if error.is_passing() => return Err(error),
            Err(error) => failure = Some(error),
        }
    }
    if let Some(error) = failure {
        set_aside(app, kind, &first, &error).await?;
    }
    Ok(Worked::Some)
}

async fn first_waiting(app: &App, kind: KeyKind) -> Result<Option<Waiting>, TurnError> {
    let mut transaction = app.pool.begin().await?;
    let keys = inbox::claim_keys(&mut transaction, kind, 1).await?;
    let events = inbox::waiting(&mut transaction, kind, &keys, 1).await?;
    transaction.rollback().await?;
    Ok(events.into_iter().next())
}

async fn alone(app: &App, kind: KeyKind, key: Uuid) -> Result<(), TurnError> {
    let mut transaction = app.pool.begin().await?;
    if !inbox::claim_key(&mut transaction, key).await? {
        return Ok(()); // another node has it now
    }
    let left = run(app, &mut transaction, kind, &[key], 1).await?;
    transaction.commit().await?;
    app.bells.ring(left);
    Ok(())
}

/// The event goes to the dead letters, the rest of the key goes on. Who said something hears an apology; what an order
/// should have done or told is on the office's list, because nobody else would miss it in time.
async fn set_aside(
    app: &App,
    kind: KeyKind,
    event: &Waiting,
    error: &TurnError,
) -> Result<(), TurnError> {
    tracing::error!(
        error = error as &dyn std::error::Error,
        event.id = %event.id,
        correlation.id = event.correlation_id,
        "an event fails whenever it is tried: set aside, see dead letters",
    );
    metrics::counter!("realserv_dead_letters_total", "key" => kind.as_str()).increment(1);
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    inbox::set_aside(&mut transaction, now, event.seq, &chain(error)).await?;
    let apology = match kind {
        KeyKind::Person => people::apology(app, &mut transaction, event).await?,
        KeyKind::Order => None,
    };
    match apology {
        Some(apology) => outbox::push_once(&mut transaction, now, &apology).await?,
        None => open_ticket(app, &mut transaction, kind, event).await?,
    }
    transaction.commit().await?;
    app.bells.ring(Left { for_whatsapp: true, ..Left::default() });
    Ok(())
}

async fn open_ticket(
    app: &App,
    db: &mut PgConnection,
    kind: KeyKind,
    event: &Waiting,
) -> Result<(), TurnError> {
    let now = app.clock.now();
    let id: TicketId = work::minter(app, event).id();
    match kind {
        KeyKind::Person => {
            let person = PersonId(event.key_id);
            tickets::open(db, now, id, person, None, SET_ASIDE).await?;
        }
        KeyKind::Order => {
            tickets::open_for_order(db, now, id, OrderId(event.key_id), SET_ASIDE).await?;
        }
    }
    Ok(())
}

/// The error and its causes in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text
}
