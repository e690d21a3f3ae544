//! This process among those that work on the same database: it says that it lives, and gives to the others what one that
//! does not had in hand.
//!
//! A node holds a lock on a connection of its own. With the process ends the connection, and with that the lock: the others
//! see it at once. Where a connection does not end with its process (a machine without power) silence tells it, later.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::nodes::{self, Alive, Line};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::clock::Clock;

/// How often a node says that it lives.
const BEAT: Duration = Duration::from_secs(1);

/// How long the others believe it when they cannot see its lock.
const PATIENCE: SignedDuration = SignedDuration::from_secs(5);

/// A node whose lock is free at two looks so far apart has ended: one that lives notices at once that its connection is
/// gone, and has a new one within milliseconds.
const LOOKS_AGAIN: Duration = Duration::from_millis(250);

/// A message that a node had in hand when it ended may be with Meta. So long it waits for the status that tells: Meta's first
/// try may have found nobody. All else may be asked again at once.
const IN_DOUBT: SignedDuration = SignedDuration::from_secs(2);

/// How long to rest when the database does not answer.
const REST: Duration = Duration::from_millis(100);

pub struct Node {
    id: Uuid,
    life: AtomicU64,
    taken_over: AtomicI32,
    has_no_line: AtomicBool,
}

impl Node {
    /// A new node, known to the others from now on.
    pub async fn join(db: &mut PgConnection) -> Result<Self, StoreError> {
        Ok(Self {
            id: nodes::join(db, PATIENCE).await?,
            life: AtomicU64::new(0),
            taken_over: AtomicI32::new(0),
            has_no_line: AtomicBool::new(false),
        })
    }

    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Grows when the others took this node for dead: nothing that it had in hand before is its own any more.
    #[must_use]
    pub fn life(&self) -> u64 {
        self.life.load(Ordering::Acquire)
    }

    /// Whether what is in its hands is its own for certain. Not while its connection is gone: the others may be taking it
    /// for dead.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        !self.has_no_line.load(Ordering::Acquire)
    }

    /// Whether the others took it for dead.
    fn was_dead(&self, alive: Alive) -> bool {
        let known = self.taken_over.swap(alive.taken_over, Ordering::Relaxed);
        if !alive.is_new && alive.taken_over == known {
            return false;
        }
        self.life.fetch_add(1, Ordering::Release);
        metrics::counter!("realserv_taken_for_dead_total").increment(1);
        tracing::error!(
            node = %self.id,
            "this node was silent for too long and was taken for dead: what it had in hand is others' now",
        );
        true
    }

    /// Beats until told to stop.
    pub async fn beat(&self, pool: &PgPool, clock: &Clock, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let Err(error) = self.beat_on_a_line(pool, clock, &stop).await else { continue };
            self.has_no_line.store(true, Ordering::Release);
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the other nodes cannot be told that this one lives",
            );
            let _ = stop.run_until_cancelled(tokio::time::sleep(REST)).await;
        }
    }

    /// As long as its connection lives, or until told to stop.
    async fn beat_on_a_line(
        &self,
        pool: &PgPool,
        clock: &Clock,
        stop: &CancellationToken,
    ) -> Result<(), StoreError> {
        let mut line = Line::hold(pool, self.id).await?;
        let mut suspects = BTreeSet::new();
        loop {
            if self.was_dead(nodes::say_alive(line.db().await?, self.id, PATIENCE).await?) {
                // Its lock is known to nobody any more.
                return Ok(());
            }
            // Behind what it heard: whoever sees this sees the new life too.
            self.has_no_line.store(false, Ordering::Release);
            suspects = self.bury(line.db().await?, clock, suspects).await?;
            let pause = if suspects.is_empty() { BEAT } else { LOOKS_AGAIN };
            tokio::select! {
                () = line.is_cut() => {
                    self.has_no_line.store(true, Ordering::Release);
                    return Ok(());
                }
                () = tokio::time::sleep(pause) => {}
                () = stop.cancelled() => return Ok(()),
            }
        }
    }

    /// Frees what nodes that have ended had in hand. Answers who may have: their lock was free for the first time.
    async fn bury(
        &self,
        db: &mut PgConnection,
        clock: &Clock,
        suspects: BTreeSet<Uuid>,
    ) -> Result<BTreeSet<Uuid>, StoreError> {
        let without: BTreeSet<Uuid> = nodes::without_lock(db, self.id).await?.into_iter().collect();
        let (ended, new): (Vec<Uuid>, Vec<Uuid>) =
            without.into_iter().partition(|other| suspects.contains(other));
        let now = clock.now();
        let messages_at = now.checked_add(IN_DOUBT).unwrap_or(now);
        let mut gone = nodes::remove_silent(db, messages_at).await?;
        if !ended.is_empty() {
            gone += nodes::take_over(db, &ended, messages_at).await?;
        }
        if gone > 0 {
            tracing::warn!(nodes = gone, "nodes that died: what they had in hand is free again");
        }
        Ok(new.into_iter().collect())
    }

    /// The last word of a node that ends in good order.
    pub async fn leave(&self, pool: &PgPool) {
        let left = async {
            let mut db = pool.acquire().await?;
            nodes::leave(&mut db, self.id).await
        };
        if let Err(error) = left.await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "this node could not say that it goes; the others will notice",
            );
        }
    }
}
