//! The first moment of the loop: verify on the raw bytes, take apart, write to the inbox, answer 200 after the commit.
//!
//! Concurrent webhooks share a commit. Whoever comes while one is being written waits for the next; a webhook alone
//! waits for nobody. The turn of a person whom nothing stands before is in the same commit, where this process does turns.

use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::StoreError;
use realserv_adapters::razorpay::webhook::Hook;
use realserv_adapters::razorpay::x::webhook::PayoutHook;
use realserv_adapters::whatsapp::webhook::{self, Update};
use sha2::{Digest, Sha256};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, info_span};

use crate::app::App;
use crate::steady::unless_it_panics;
use crate::turn::{TurnError, steadily};

/// `GET|POST /webhooks/whatsapp`.
pub mod whatsapp;

/// `POST /webhooks/razorpay` and `GET /pay/return`.
pub mod razorpay;

/// `POST /webhooks/razorpayx`.
pub mod razorpayx;

/// What the SMS gateway reports.
pub mod sms;

/// What a payer's browser is shown.
mod page;

/// What a batch writes, in one transaction.
mod store;

/// How far a message came, and what it costs.
mod progress;

/// More webhooks than this in one commit gain nothing more and make the first of them wait.
const MOST_IN_A_BATCH: usize = 256;

/// Requests that may wait for their turn; beyond it the sender hears 503 and comes again (Meta for seven days).
const MOST_WAITING: usize = 4096;

/// Nobody waits for a status, and a commit costs the same for three of them as for thirty: while many come they are
/// gathered for so long, and turns have the disk for themselves meanwhile.
const STATUSES_APART: Duration = Duration::from_millis(4);

/// One authentic piece of news.
#[derive(Clone, Debug)]
pub enum News {
    WhatsApp(Update),
    Razorpay(Hook),
    Payouts(PayoutHook),
    /// Signed, and still not to be understood as a whole: kept.
    Unreadable {
        source: &'static str,
        event_id: String,
        body: String,
    },
}

impl News {
    /// The body alone, under its own hash, so that it is kept once.
    fn unreadable(source: &'static str, body: &str) -> Self {
        let digest = Sha256::digest(body.as_bytes());
        let event_id = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Self::Unreadable { source, event_id, body: body.to_owned() }
    }

    fn as_it_came(&self) -> Self {
        match self {
            Self::WhatsApp(update) => Self::unreadable("whatsapp-set-aside", &update.raw),
            Self::Razorpay(hook) => Self::unreadable("razorpay-set-aside", &hook.raw),
            Self::Payouts(hook) => Self::unreadable("razorpayx-set-aside", &hook.raw),
            Self::Unreadable { .. } => self.clone(),
        }
    }

    fn is_status(&self) -> bool {
        matches!(self, Self::WhatsApp(Update { news: webhook::News::Status(_), .. }))
    }

    fn id(&self) -> &str {
        match self {
            Self::WhatsApp(update) => &update.event_id,
            Self::Razorpay(hook) => &hook.event_id,
            Self::Payouts(hook) => &hook.event_id,
            Self::Unreadable { event_id, .. } => event_id,
        }
    }
}

struct Job {
    news: Vec<News>,
    stored: oneshot::Sender<bool>,
}

/// The way in for the HTTP handlers.
#[derive(Clone)]
pub struct Intake {
    jobs: mpsc::Sender<Job>,
    /// Three of four webhooks, and nobody's turn: they need not wait for turns, nor turns for them.
    statuses: mpsc::Sender<Job>,
}

/// The news could not be written: the sender must send it again.
#[derive(Clone, Copy, Debug)]
pub struct NotStored;

impl Intake {
    /// The intake, and the work that has to be run for it.
    pub fn new(app: Arc<App>, stop: CancellationToken) -> (Self, impl Future<Output = ()>) {
        let (jobs, waiting) = mpsc::channel(MOST_WAITING);
        let (statuses, waiting_statuses) = mpsc::channel(MOST_WAITING);
        let work = async move {
            tokio::join!(
                write_batches(Arc::clone(&app), waiting, Duration::ZERO, stop.clone()),
                write_batches(app, waiting_statuses, STATUSES_APART, stop),
            );
        };
        (Self { jobs, statuses }, work)
    }

    /// Resolves when the news is committed.
    pub async fn store(&self, news: Vec<News>) -> Result<(), NotStored> {
        let (stored, answer) = oneshot::channel();
        let way = if news.iter().all(News::is_status) { &self.statuses } else { &self.jobs };
        way.try_send(Job { news, stored }).map_err(|_| NotStored)?;
        if answer.await.unwrap_or(false) { Ok(()) } else { Err(NotStored) }
    }
}

/// Takes what is there and writes it, until told to stop and nothing waits any more. Batches of several begin no sooner one
/// after the other than `apart`.
async fn write_batches(
    app: Arc<App>,
    mut waiting: mpsc::Receiver<Job>,
    apart: Duration,
    stop: CancellationToken,
) {
    let mut jobs = Vec::new();
    loop {
        tokio::select! {
            biased;
            taken = waiting.recv_many(&mut jobs, MOST_IN_A_BATCH) => {
                if taken == 0 {
                    return;
                }
                let next = Instant::now() + if taken > 1 { apart } else { Duration::ZERO };
                // Who waited hears that it was not stored, and sends it again.
                let step = info_span!("receive", webhooks = taken);
                let written = Box::pin(write(&app, std::mem::take(&mut jobs))).instrument(step);
                if let Err(panic) = unless_it_panics(written).await {
                    tracing::error!(
                        error = &panic as &dyn std::error::Error,
                        "webhooks could not be stored; their senders will send them again",
                    );
                }
                tokio::time::sleep_until(next).await;
            }
            () = stop.cancelled() => waiting.close(),
        }
        if stop.is_cancelled() {
            waiting.close();
        }
    }
}

/// All in one transaction, with the turns that can be in it; if that fails, without them; if that fails too, each on its
/// own, so that one bad piece cannot keep the others out.
async fn write(app: &App, jobs: Vec<Job>) {
    metrics::histogram!("realserv_receive_batch_webhooks").record(jobs.len() as f64);
    let together: Vec<&News> = jobs.iter().flat_map(|job| &job.news).collect();
    let turned = match app.role.works() {
        true => steadily(store::store_and_turn(app, &together)).await,
        false => store::store(app, &together).await.map_err(TurnError::from),
    };
    let stored = match turned {
        Ok(left) => Ok(left),
        // Which turn it was, and what becomes of it, is found out where turns are worked on.
        Err(error) => {
            tracing::debug!(error = &error as &dyn std::error::Error, "turns are left for later");
            store::store(app, &together).await
        }
    };
    match stored {
        Ok(left) => {
            app.bells.ring(left);
            for job in jobs {
                let _ = job.stored.send(true); // the sender may have hung up; the news is safe
            }
        }
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                webhooks = jobs.len(),
                "webhooks could not be stored together; each is tried alone",
            );
            for job in jobs {
                write_alone(app, job).await;
            }
        }
    }
}

async fn write_alone(app: &App, job: Job) {
    let whole = write_pieces(app, &job.news.iter().collect::<Vec<_>>()).await;
    let stored = match whole {
        Err(error) if !error.is_passing() => write_each(app, &job.news).await,
        whole => whole,
    };
    if let Err(error) = &stored {
        tracing::error!(
            error = error as &dyn std::error::Error,
            "a webhook could not be stored; its sender will send it again",
        );
        metrics::counter!("realserv_receive_failures_total").increment(1);
    }
    let _ = job.stored.send(stored.is_ok());
}

/// A piece that cannot be stored as what it is, is kept as what came: it must not take its neighbours with it, nor come
/// back for seven days.
async fn write_each(app: &App, news: &[News]) -> Result<(), StoreError> {
    for piece in news {
        let Err(error) = write_pieces(app, &[piece]).await else { continue };
        if error.is_passing() {
            return Err(error);
        }
        let kept = piece.as_it_came();
        tracing::error!(
            error = &error as &dyn std::error::Error,
            event.id = kept.id(),
            "a piece of a webhook could not be stored as what it is: kept as it came",
        );
        metrics::counter!("realserv_pieces_set_aside_total").increment(1);
        write_pieces(app, &[&kept]).await?;
    }
    Ok(())
}

async fn write_pieces(app: &App, news: &[&News]) -> Result<(), StoreError> {
    let left = store::store(app, news).await?;
    app.bells.ring(left);
    Ok(())
}
