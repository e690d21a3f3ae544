//! What is sold and where, as every turn looks at it: one snapshot in memory, replaced when its version in the tables has
//! grown.

use std::sync::Arc;

use realserv_adapters::postgres::sites::{self, Locality};
use realserv_adapters::postgres::{StoreError, catalogue, zones};
use realserv_domain::catalog::Catalog;
use realserv_domain::zones::Zones;
use sqlx::PgPool;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::follow::{Snapshot, follow};

/// A price in a list may be a moment old; a quote and a checkout read the tables themselves.
pub struct Catalogue {
    current: Snapshot<Catalog>,
    localities: Snapshot<Vec<Locality>>,
    zones: Snapshot<Zones>,
    /// One reads at a time: what was read first must not be put over what was read later.
    reading: Mutex<()>,
}

impl Catalogue {
    pub async fn load(pool: &PgPool) -> Result<Self, StoreError> {
        let mut db = pool.acquire().await?;
        // First the version: whatever changes meanwhile is read again.
        let catalog = ready(catalogue::load(&mut db).await?).await;
        let localities = sites::localities(&mut db).await?;
        let zones = zones::load(&mut db).await?;
        Ok(Self {
            current: Snapshot::new(catalog),
            localities: Snapshot::new(localities),
            zones: Snapshot::new(zones),
            reading: Mutex::new(()),
        })
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Catalog> {
        self.current.get()
    }

    /// Every place that has a name, served or not.
    #[must_use]
    pub fn localities(&self) -> Arc<Vec<Locality>> {
        self.localities.get()
    }

    /// When things come to which zone, what they cost there, and where its borders lie.
    #[must_use]
    pub fn zones(&self) -> Arc<Zones> {
        self.zones.get()
    }

    /// Reads again if anything changed since.
    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let _alone = self.reading.lock().await;
        let mut db = pool.acquire().await?;
        if catalogue::version(&mut db).await? == self.snapshot().version {
            return Ok(());
        }
        let catalog = ready(catalogue::load(&mut db).await?).await;
        self.localities.put(sites::localities(&mut db).await?);
        self.zones.put(zones::load(&mut db).await?);
        self.current.put(catalog);
        Ok(())
    }

    /// Follows the tables until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        follow("catalogue", stop, || self.refresh(pool)).await;
    }
}

/// With its words read, beside the loop: no message waits for that. Should reading panic, the first typed line reads them.
async fn ready(catalog: Catalog) -> Catalog {
    let catalog = Arc::new(catalog);
    let unread = Arc::clone(&catalog);
    if let Err(error) = tokio::task::spawn_blocking(move || unread.read_words()).await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the catalogue's words are unread"
        );
    }
    Arc::unwrap_or_clone(catalog)
}
