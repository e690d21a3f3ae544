//! The last moment of the loop: take the outbox in hand, call the world, hand its answer back to the inbox.
//!
//! Of each lane one row is out at any time, so one person's messages keep their order while those of different people
//! leave side by side. A row belongs to a node, it is not locked: nothing of the database is held while the world answers.
//! Rows that a turn of this node makes come by hand (`wake::Tray`); what others left is found by looking.

use std::future::Future;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::outbox::{self, Back, Claimed, Place};

use crate::app::App;
use crate::wake::{Left, Tray};

/// Takes rows in hand, calls, settles: the same for every channel.
mod room;

/// What is in this node's hands, lane by lane.
mod hands;

/// Messages to people.
mod whatsapp;

/// Links, look-ups, refunds.
mod razorpay;

/// Files that people sent: fetched, looked at, kept.
mod media;

/// Payouts to vendors, and whether accounts are theirs.
mod payouts;

/// What is told beside WhatsApp.
mod notices;

/// How a bill in the chat stands.
mod bills;

/// Stops calling who does not answer, and tries again carefully.
mod breaker;

/// Timers that are due become events.
mod timers;

pub use media::Media;
pub use notices::{ByEmail, ByPush, BySms};
pub use payouts::Payouts;
pub use razorpay::Razorpay;
pub use room::work;
pub use timers::ring_timers;
pub use whatsapp::Whatsapp;

/// What became of a row that was out.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    pub row: Claimed,
    pub end: End<T>,
}

#[derive(Clone, Debug)]
pub enum End<T> {
    /// The world answered, well or badly: the row leaves.
    Answered(T),
    /// Not now. `counts` is false where the world never saw it.
    Later { at: Timestamp, counts: bool },
    /// Nobody answers: later, and the breaker hears of it.
    Unreachable { at: Timestamp },
    /// Everything is refused until somebody repairs it: later, and nothing else is called meanwhile.
    Closed { at: Timestamp },
}

impl<T> End<T> {
    /// How the row goes back, if it does.
    fn back(&self, place: Place) -> Option<Back> {
        let (at, counts) = match self {
            Self::Answered(_) => return None,
            Self::Later { at, counts } => (*at, *counts),
            Self::Unreachable { at } => (*at, true),
            Self::Closed { at } => (*at, false),
        };
        Some(Back { place, due_at: Some(at), counts })
    }
}

/// Rows that may go out, each with what its call needs, and rows that have to wait after all.
#[derive(Debug)]
pub struct Prepared<W> {
    pub go: Vec<(Claimed, W)>,
    pub wait: Vec<(Claimed, Back)>,
    /// Gone already: the world has them, whatever we heard of it.
    pub gone: Vec<Claimed>,
}

/// One way out.
pub trait Channel: Send + Sync + 'static {
    const CHANNEL: outbox::Channel;

    /// What the world answers.
    type Answer: Clone + Send + Sync + 'static;

    /// What a call needs besides its row.
    type With: Send + Sync + 'static;

    /// Where turns of this node lay rows for it.
    fn tray<'a>(&self, app: &'a App) -> &'a Tray;

    /// Looks up what the calls need, and who has to wait.
    fn prepare(
        &self,
        app: &App,
        rows: &[Claimed],
    ) -> impl Future<Output = Result<Prepared<Self::With>, StoreError>> + Send;

    /// Calls the world.
    fn call(
        app: &App,
        row: &Claimed,
        with: Self::With,
    ) -> impl Future<Output = End<Self::Answer>> + Send;

    /// Writes what the world answered, and which rows go back, in one transaction.
    fn settle(
        app: &App,
        outcomes: &[Outcome<Self::Answer>],
        back: &[Back],
    ) -> impl Future<Output = Result<Left, StoreError>> + Send;
}

/// When to try again: 1, 2, 4 … seconds, five minutes at most, a little apart for each row.
pub(super) fn backoff(now: Timestamp, row: &Claimed) -> Timestamp {
    let doubled = 1_i64 << u32::from(row.tries.clamp(1, 9).unsigned_abs() - 1);
    let seconds = doubled.min(300);
    // The id is as good as chance and the same on every node: up to a quarter more.
    let jitter = i64::from(row.id.as_bytes()[15]) * seconds * 1000 / 1024;
    now.checked_add(SignedDuration::from_millis(seconds * 1000 + jitter)).unwrap_or(now)
}
