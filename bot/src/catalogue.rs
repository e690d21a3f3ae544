//! What is sold and where, as every turn looks at it: one snapshot in memory, replaced when its version in the tables has
//! grown.

use std::sync::Arc;

use realserv_adapters::postgres::sites::{self, Locality};
use realserv_adapters::postgres::{StoreError, catalogue, zones};
use realserv_domain::catalog::Catalog;
use realserv_domain::zones::Zones;
use sqlx::{PgConnection, PgPool};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::basis::{Basis, Keeper};
use crate::clock::Clock;
use crate::follow::{Snapshot, follow};

/// A price in a list may be a moment old; a quote and a checkout read the tables themselves.
pub struct Catalogue {
    current: Snapshot<Shown>,
    localities: Snapshot<Vec<Locality>>,
    keeper: Keeper,
    /// One reads at a time: what was read first must not be put over what was read later.
    reading: Mutex<()>,
}

/// What a conversation is decided on, as of one reading.
pub struct Shown {
    pub catalog: Arc<Catalog>,
    pub zones: Arc<Zones>,
    /// What it is kept under, see `basis`.
    pub hash: String,
}

impl Catalogue {
    pub async fn load(pool: &PgPool, clock: Clock) -> Result<Self, StoreError> {
        let mut db = pool.acquire().await?;
        let keeper = Keeper::new(clock);
        let shown = read(&mut db, &keeper).await?;
        let localities = sites::localities(&mut db).await?;
        Ok(Self {
            current: Snapshot::new(shown),
            localities: Snapshot::new(localities),
            keeper,
            reading: Mutex::new(()),
        })
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Catalog> {
        Arc::clone(&self.current.get().catalog)
    }

    /// Catalogue and zones that belong together.
    #[must_use]
    pub fn shown(&self) -> Arc<Shown> {
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
        Arc::clone(&self.current.get().zones)
    }

    /// Reads again if anything changed since.
    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let _alone = self.reading.lock().await;
        let mut db = pool.acquire().await?;
        if catalogue::version(&mut db).await? == self.snapshot().version {
            return self.keeper.still(&mut db).await;
        }
        let shown = read(&mut db, &self.keeper).await?;
        self.localities.put(sites::localities(&mut db).await?);
        self.current.put(shown);
        Ok(())
    }

    /// Follows the tables until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        follow("catalogue", stop, || self.refresh(pool)).await;
    }
}

/// Kept before anybody looks at it: a turn names what it looked at.
async fn read(db: &mut PgConnection, keeper: &Keeper) -> Result<Shown, StoreError> {
    // First the version: whatever changes meanwhile is read again.
    let catalog = catalogue::load(&mut *db).await?;
    let zones = Arc::new(zones::load(&mut *db).await?);
    let (catalog, basis) = ready(catalog, &zones).await;
    keeper.keep(db, &basis).await?;
    Ok(Shown { catalog, zones, hash: basis.hash().to_owned() })
}

/// With its words read and its documents written, beside the loop: no message waits for that. Should it panic, the first typed
/// line reads the words.
async fn ready(catalog: Catalog, zones: &Arc<Zones>) -> (Arc<Catalog>, Basis) {
    let catalog = Arc::new(catalog);
    let (unread, its_zones) = (Arc::clone(&catalog), Arc::clone(zones));
    let documents = tokio::task::spawn_blocking(move || {
        unread.read_words();
        Basis::of_catalogue(&unread, &its_zones)
    });
    let basis = documents.await.unwrap_or_else(|error| {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the catalogue's words are unread"
        );
        Basis::of_catalogue(&catalog, zones)
    });
    (catalog, basis)
}
