//! Claim keys, remember, decide, record: the middle of the loop.
//!
//! A batch claims many keys, loads what they need with one statement a table, lets each decide in memory, answers the
//! asks of all together, and writes everything in the one transaction that also holds the claims. If that fails, its
//! keys run again one by one; an event that fails alone, again and again, is set aside and its key goes on.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::inbox::{self, Envelope, KeyKind, NewEvent, Received, Waiting};
use realserv_adapters::postgres::outbox::{self, Pushed};
use realserv_adapters::postgres::turns::{self, Traces};
use realserv_adapters::postgres::{StoreError, tickets};
use realserv_domain::ids::{OrderId, PersonId, TicketId};
use sqlx::{Acquire, PgConnection};
use tokio_util::sync::CancellationToken;
use tracing::{Span, info_span};
use uuid::Uuid;

use crate::app::App;
use crate::steady::{Panicked, unless_it_panics};
use crate::wake::Left;

pub use books::open_the_books;
pub(crate) use record::Record;

/// What the inbox holds for persons, and what the outbox holds.
pub mod event;

/// From what a person did to an event of the conversation.
mod hear;

/// Turns of persons: the conversation decides.
mod people;

/// What such a turn goes by beside its event.
pub(crate) mod facts;

/// Its steps, asks and answers, one round after the other.
pub(crate) mod rounds;

/// Turns of orders: the order's life decides.
mod orders;

/// The books: what was settled, against the ledger.
mod books;

/// What vendors are paid.
mod payees;

/// What conversations ask, answered from the tables.
mod answers;

/// What conversations ask about lists.
mod lists;

/// A vendor changes what he sells.
mod listing;

/// Which order a turn of a person is about.
mod about;

/// The order's two asks: other vendors, the same stock again.
mod reserving;

/// A part's paper: its number and its names.
mod invoicing;

/// Other ways than WhatsApp.
mod notify;

/// What a batch writes, gathered before it is written.
mod record;

/// One turn under way.
mod work;

/// More keys in one transaction give little more (docs/performance: 64 reach most of it) and make all of them wait.
const MOST_KEYS: usize = 64;

/// Events of one key worked on in a row before others have their turn.
const MOST_EVENTS_OF_A_KEY: i64 = 16;

/// Keys that one look for leftovers finds, and how many may wait before it finds no more.
const MOST_LEFTOVERS: i64 = 256;
const ENOUGH: usize = 512;

/// How often to look for what other nodes left.
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
    let agenda = app.bells.agenda(kind);
    while !stop.is_cancelled() {
        let keys = agenda.take(MOST_KEYS);
        if keys.is_empty() {
            tokio::select! {
                () = agenda.rings() => {}
                () = stop.cancelled() => {}
            }
            continue;
        }
        let again = match steadily(batch(&app, kind, &keys)).await {
            Ok(again) => again,
            // The batch is undone. What made it fail is found one by one; a database that is away is waited for.
            Err(error) if error.is_passing() => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "turns wait for the database"
                );
                let _ = stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await;
                keys.clone()
            }
            Err(_) => one_by_one(&app, kind, &keys).await,
        };
        agenda.add(again);
        agenda.done(&keys);
    }
}

/// Puts keys on the agenda that nobody of this node told of: what another node left, what a restart forgot. At once when
/// another process calls.
pub async fn look_for_leftovers(app: Arc<App>, kind: KeyKind, stop: CancellationToken) {
    let agenda = app.bells.agenda(kind);
    // Nodes go round and round the same keys: each begins somewhere else.
    let mut last = app.node.id();
    while !stop.is_cancelled() {
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = agenda.shall_look() => {}
            () = stop.cancelled() => return,
        }
        // Until all keys were seen once, or enough wait to be worked on.
        while agenda.waiting() < ENOUGH && !stop.is_cancelled() {
            match keys_after(&app, kind, last).await {
                Ok(keys) => {
                    last = keys.last().copied().unwrap_or(Uuid::nil());
                    let all = keys.is_empty();
                    agenda.add(keys);
                    if all {
                        break;
                    }
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the inbox cannot be read; looking again"
                    );
                    break;
                }
            }
        }
    }
}

/// Works on everything that waits and on what follows from it, until nothing does. For a program that opens no rooms.
pub async fn all_that_waits(app: &App) -> Result<(), TurnError> {
    loop {
        let mut all = true;
        for kind in KeyKind::ALL {
            for keys in keys_after(app, kind, Uuid::nil()).await?.chunks(MOST_KEYS) {
                all = false;
                if steadily(batch(app, kind, keys)).await.is_err() {
                    one_by_one(app, kind, keys).await;
                }
            }
        }
        if all {
            return Ok(());
        }
    }
}

async fn keys_after(app: &App, kind: KeyKind, last: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let mut db = app.pool.acquire().await?;
    inbox::keys_after(&mut db, kind, last, MOST_LEFTOVERS).await
}

/// A panic is an error like any other: what it was working on is undone.
pub(crate) async fn steadily<T>(
    work: impl Future<Output = Result<T, TurnError>>,
) -> Result<T, TurnError> {
    // A batch's state is large; on the heap it is not moved through every caller's.
    unless_it_panics(Box::pin(work)).await?
}

/// The turns of these keys, as many as nobody else works on. Answers the keys that have more events.
async fn batch(app: &App, kind: KeyKind, keys: &[Uuid]) -> Result<Vec<Uuid>, TurnError> {
    let mut transaction = app.pool.begin().await?;
    let db = transaction.acquire().await?;
    let ours = inbox::lock(db, keys).await?;
    let events = inbox::waiting(db, &ours, MOST_EVENTS_OF_A_KEY).await?;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let record = decide(app, db, kind, &received(&events)).await?;
    let left = record.write(app, db).await?;
    inbox::done(db, &events).await?;
    transaction.commit().await?;
    app.bells.ring(left);
    Ok(unfinished(&events))
}

fn received(events: &[Waiting]) -> Vec<&Received> {
    events.iter().map(|event| &event.received).collect()
}

/// Keys of which as many events were taken as may be at once.
fn unfinished(events: &[Waiting]) -> Vec<Uuid> {
    let mut counts: HashMap<Uuid, i64> = HashMap::new();
    for event in events {
        *counts.entry(event.received.envelope.key_id).or_default() += 1;
    }
    counts.into_iter().filter(|(_, n)| *n == MOST_EVENTS_OF_A_KEY).map(|(key, _)| key).collect()
}

/// What could be worked on in the transaction that received it, and what has to wait in the inbox.
pub(crate) struct AtOnce {
    pub record: Record,
    pub later: Vec<NewEvent>,
}

/// The turns of persons for whom nothing waits and whom nobody works on, in the transaction that receives their events:
/// most need no other, and then an event need not be written down to be read again by the next. The caller writes the
/// record and commits; if that fails, it writes all of them into the inbox.
pub(crate) async fn at_once(
    app: &App,
    db: &mut PgConnection,
    events: Vec<NewEvent>,
) -> Result<AtOnce, TurnError> {
    let keys: BTreeSet<Uuid> = events
        .iter()
        .filter(|event| event.key_kind == KeyKind::Person)
        .map(|event| event.key_id)
        .take(MOST_KEYS)
        .collect();
    if keys.is_empty() {
        return Ok(AtOnce { record: Record::default(), later: events });
    }
    let ours = inbox::lock(db, &keys.into_iter().collect::<Vec<_>>()).await?;
    let ground = turns::ground(db, &ours).await?;
    let is_free = |key: &Uuid| ours.contains(key) && !ground.waits_for.contains(key);
    let (now, later): (Vec<NewEvent>, Vec<NewEvent>) =
        events.into_iter().partition(|event| is_free(&event.key_id));
    let at = app.clock.now();
    let events: Vec<Received> = now.into_iter().map(|event| event.received_at(at)).collect();
    let record = match events.is_empty() {
        true => Record::default(),
        false => {
            let events: Vec<&Received> = events.iter().collect();
            measured(KeyKind::Person, events.len(), people::decide(app, db, ground, &events))
                .await?
        }
    };
    Ok(AtOnce { record, later })
}

/// Decides the turns of locked keys; the caller writes the record and commits.
async fn decide(
    app: &App,
    db: &mut PgConnection,
    kind: KeyKind,
    events: &[&Received],
) -> Result<Record, TurnError> {
    let decided = async {
        match kind {
            KeyKind::Person => {
                let keys: BTreeSet<Uuid> =
                    events.iter().map(|event| event.envelope.key_id).collect();
                let ground = turns::ground(db, &keys.into_iter().collect::<Vec<_>>()).await?;
                people::decide(app, db, ground, events).await
            }
            KeyKind::Order => orders::decide(app, db, events).await,
            KeyKind::Books => books::decide(app, db, events).await,
            KeyKind::Vendor => payees::decide(app, db, events).await,
        }
    };
    measured(kind, events.len(), decided).await
}

/// The step of one event: what is logged meanwhile names it, and the correlation id leads to its webhook and its calls.
fn span(kind: KeyKind, event: &Envelope) -> Span {
    info_span!("turn", key = kind.as_str(), correlation.id = event.correlation_id)
}

async fn measured(
    kind: KeyKind,
    turns: usize,
    decided: impl Future<Output = Result<Record, TurnError>>,
) -> Result<Record, TurnError> {
    let started = tokio::time::Instant::now();
    let record = decided.await?;
    let took = started.elapsed();
    metrics::histogram!("realserv_turn_seconds", "key" => kind.as_str()).record(took);
    metrics::counter!("realserv_turns_total", "key" => kind.as_str()).increment(turns as u64);
    let duration_ms = took.as_secs_f64() * 1000.0;
    tracing::debug!(key = kind.as_str(), turns, duration_ms, "turns");
    Ok(record)
}

/// Each key in its own transaction, one event of each; what fails alone is set aside. Answers the keys to go on with.
async fn one_by_one(app: &App, kind: KeyKind, keys: &[Uuid]) -> Vec<Uuid> {
    for key in keys {
        if let Err(error) = first_alone(app, kind, *key).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "turns wait for the database");
            break;
        }
    }
    keys.to_vec()
}

/// Runs the first event of a key, trying a few times, and sets it aside when all tries fail.
async fn first_alone(app: &App, kind: KeyKind, key: Uuid) -> Result<(), TurnError> {
    let Some(first) = first_waiting(app, key).await? else { return Ok(()) };
    let mut failure = None;
    for _ in 0..MOST_TRIES {
        match steadily(alone(app, kind, key)).await {
            Ok(()) => return Ok(()),
            Err(error) if error.is_passing() => return Err(error),
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(error) => set_aside(app, kind, &first, &error).await,
        None => Ok(()),
    }
}

async fn first_waiting(app: &App, key: Uuid) -> Result<Option<Waiting>, TurnError> {
    let mut db = app.pool.acquire().await?;
    Ok(inbox::waiting(&mut db, &[key], 1).await?.into_iter().next())
}

async fn alone(app: &App, kind: KeyKind, key: Uuid) -> Result<(), TurnError> {
    let mut transaction = app.pool.begin().await?;
    let ours = inbox::lock(&mut transaction, &[key]).await?; // none: another node has it now
    let events = inbox::waiting(&mut transaction, &ours, 1).await?;
    if events.is_empty() {
        return Ok(());
    }
    let record = decide(app, &mut transaction, kind, &received(&events)).await?;
    let left = record.write(app, &mut transaction).await?;
    inbox::done(&mut transaction, &events).await?;
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
        event.id = %event.received.envelope.id,
        correlation.id = event.received.envelope.correlation_id,
        "an event fails whenever it is tried: set aside, see dead letters",
    );
    metrics::counter!("realserv_dead_letters_total", "key" => kind.as_str()).increment(1);
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    inbox::set_aside(&mut transaction, now, event, &chain(error)).await?;
    let apology = match kind {
        KeyKind::Person => people::apology(app, &mut transaction, &event.received).await?,
        KeyKind::Order | KeyKind::Books | KeyKind::Vendor => None,
    };
    let pushed = match apology {
        Some(apology) => say_once(app, &mut transaction, apology).await?,
        None => {
            open_ticket(app, &mut transaction, kind, &event.received.envelope).await?;
            Pushed::default()
        }
    };
    transaction.commit().await?;
    app.bells.ring(Left::default().with_pushed(pushed));
    Ok(())
}

/// An event that is set aside twice, retried in between, says sorry once.
async fn say_once(app: &App, db: &mut PgConnection, apology: Traces) -> Result<Pushed, StoreError> {
    for effect in &apology.effects {
        if outbox::waits(db, effect.lane, effect.id).await? {
            return Ok(Pushed::default());
        }
    }
    turns::write(db, app.clock.now(), app.node.id(), apology).await
}

async fn open_ticket(
    app: &App,
    db: &mut PgConnection,
    kind: KeyKind,
    event: &Envelope,
) -> Result<(), TurnError> {
    let moment = work::moment(app.clock.now(), &app.settings.snapshot());
    let id: TicketId = work::minter(app, event).id();
    match kind {
        KeyKind::Person => {
            let new = tickets::NewTicket {
                id,
                person: PersonId(event.key_id),
                order: None,
                phone_number_id: Some(&event.phone_number_id),
                about: SET_ASIDE,
            };
            tickets::open(db, moment, &new).await?;
        }
        KeyKind::Order => {
            tickets::open_for_order(db, moment, id, OrderId(event.key_id), SET_ASIDE).await?;
        }
        KeyKind::Vendor => {
            if let Some(person) = who_answers_for(db, event.key_id).await? {
                let new = tickets::NewTicket {
                    id,
                    person,
                    order: None,
                    phone_number_id: None,
                    about: SET_ASIDE,
                };
                tickets::open(db, moment, &new).await?;
            }
        }
        // Nobody's: the dead letters show it, and the report of the day stays undone.
        KeyKind::Books => {}
    }
    Ok(())
}

async fn who_answers_for(
    db: &mut PgConnection,
    vendor: Uuid,
) -> Result<Option<PersonId>, StoreError> {
    let known = realserv_adapters::postgres::payees::load(db, &[vendor]).await?;
    Ok(known.into_values().next().map(|known| known.person))
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
