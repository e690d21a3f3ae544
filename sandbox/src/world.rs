//! What all rooms of the sandbox share: one value per kind of state, each with its own short lock, none held across an await.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
};

use serde::Serialize;
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    agenda::Agenda, clock::Clock, faults::Faults, graph, ids::Ids, onlooker::Onlooker,
    options::Options, people::Directory, razorpay, webhooks::Post,
};

/// How many refused requests are remembered.
const REFUSALS_KEPT: usize = 1000;

pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) clock: Clock,
    pub(crate) agenda: Agenda,
    pub(crate) ids: Ids,
    pub(crate) faults: Faults,
    pub(crate) onlooker: Onlooker,
    pub(crate) people: Directory,
    pub(crate) graph: graph::Account,
    pub(crate) money: razorpay::Books,
    pub(crate) bank: razorpay::Bank,
    pub(crate) post: Post,
    pub(crate) counts: Counts,
    refusals: Mutex<VecDeque<Refusal>>,
    /// The number is shared with the phone app: edits and deletions come as what they are.
    pub(crate) coexistence: AtomicBool,
    /// How many statuses may share a webhook now; the options say with how many it began.
    batch: AtomicUsize,
    /// Where people reach this sandbox, without a slash at the end; known once it listens.
    pub(crate) url: String,
    /// Counts changes, for those who watch.
    changes: watch::Sender<u64>,
    pub(crate) webhook_urls: RwLock<WebhookUrls>,
    pub(crate) stop: CancellationToken,
    pub(crate) tasks: TaskTracker,
}

#[derive(Clone, Debug)]
pub(crate) struct WebhookUrls {
    pub(crate) whatsapp: String,
    pub(crate) razorpay: String,
    pub(crate) razorpayx: String,
}

/// A request that Meta or Razorpay would have refused, and with what.
#[derive(Clone, Debug, Serialize)]
pub struct Refusal {
    pub at_ms: i64,
    /// `METHOD /path`.
    pub call: String,
    pub status: u16,
    pub code: String,
    pub details: String,
}

/// What has happened so far.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) sent: AtomicU64,
    pub(crate) webhooks: AtomicU64,
    pub(crate) retries: AtomicU64,
    pub(crate) failed: AtomicU64,
}

impl World {
    pub(crate) fn new(options: Options, url: String, client: reqwest::Client) -> Self {
        let urls = WebhookUrls {
            whatsapp: options.whatsapp_webhook.clone(),
            razorpay: options.razorpay_webhook.clone(),
            razorpayx: options.razorpayx_webhook.clone(),
        };
        Self {
            clock: Clock::new(Arc::clone(&options.moved)),
            agenda: Agenda::default(),
            ids: Ids::new(options.seed),
            faults: Faults::default(),
            onlooker: Onlooker::default(),
            people: Directory::default(),
            graph: graph::Account::new(&options),
            money: razorpay::Books::new(&options),
            bank: razorpay::Bank::new(&options),
            post: Post::new(client),
            counts: Counts::default(),
            refusals: Mutex::default(),
            coexistence: AtomicBool::new(false),
            batch: AtomicUsize::new(options.batch),
            url,
            changes: watch::Sender::new(1),
            webhook_urls: RwLock::new(urls),
            stop: CancellationToken::new(),
            tasks: TaskTracker::new(),
            options,
        }
    }

    /// Notes a change and returns its number.
    pub(crate) fn changed(&self) -> u64 {
        let mut number = 0;
        self.changes.send_modify(|changes| {
            *changes += 1;
            number = *changes;
        });
        number
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    pub(crate) fn batch(&self) -> usize {
        self.batch.load(Ordering::Relaxed)
    }

    pub(crate) fn set_batch(&self, most: usize) {
        self.batch.store(most, Ordering::Relaxed);
    }

    pub(crate) fn refused(&self, call: &str, status: u16, code: &str, details: &str) {
        tracing::info!(%call, status, %code, %details, "sandbox refused a request");
        let refusal = Refusal {
            at_ms: self.clock.millis(),
            call: call.to_owned(),
            status,
            code: code.to_owned(),
            details: details.to_owned(),
        };
        let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        if refusals.len() == REFUSALS_KEPT {
            refusals.pop_front();
        }
        refusals.push_back(refusal);
        drop(refusals);
        self.changed();
    }

    pub(crate) fn refusals(&self) -> Vec<Refusal> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

/// What a sandbox has counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Messages that the program sent and the Graph API accepted.
    pub sent: u64,
    /// Webhooks delivered with success, of both companies.
    pub webhooks: u64,
    /// Deliveries tried again.
    pub retries: u64,
    /// Deliveries that were not answered with success.
    pub failed: u64,
}

impl Counts {
    pub(crate) fn totals(&self) -> Totals {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Totals {
            sent: read(&self.sent),
            webhooks: read(&self.webhooks),
            retries: read(&self.retries),
            failed: read(&self.failed),
        }
    }
}

pub(crate) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}
