//! This process among those that work on the same database: it says that it lives, and buries who does not.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use realserv_adapters::postgres::{StoreError, nodes};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How often a node says that it lives.
const BEAT: Duration = Duration::from_secs(1);

/// How long the others believe it. A node that was killed is taken over within this and a beat.
const PATIENCE: SignedDuration = SignedDuration::from_secs(5);

pub struct Node {
    id: Uuid,
    life: AtomicU64,
}

impl Node {
    /// A new node, known to the others from now on.
    pub async fn join(db: &mut PgConnection) -> Result<Self, StoreError> {
        Ok(Self { id: nodes::join(db, PATIENCE).await?, life: AtomicU64::new(0) })
    }

    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Grows when the others took this node for dead: nothing that it had in hand before is its own any more.
    #[must_use]
    pub fn life(&self) -> u64 {
        self.life.load(Ordering::Relaxed)
    }

    /// Beats until told to stop.
    pub async fn beat(&self, pool: &PgPool, stop: CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(BEAT)).await.is_some() {
            if let Err(error) = self.beat_once(pool).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the other nodes cannot be told that this one lives",
                );
            }
        }
    }

    async fn beat_once(&self, pool: &PgPool) -> Result<(), StoreError> {
        let mut db = pool.acquire().await?;
        if nodes::say_alive(&mut db, self.id, PATIENCE).await?.is_new {
            self.life.fetch_add(1, Ordering::Relaxed);
            metrics::counter!("realserv_taken_for_dead_total").increment(1);
            tracing::error!(
                node = %self.id,
                "this node was silent for too long and was taken for dead: what it had in hand is others' now",
            );
        }
        let buried = nodes::remove_silent(&mut db).await?;
        if buried > 0 {
            tracing::warn!(nodes = buried, "nodes that died: what they had in hand is free again");
        }
        Ok(())
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
