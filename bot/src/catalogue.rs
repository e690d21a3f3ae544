//! The catalogue that every turn looks at: one snapshot in memory, replaced when its version in the tables has grown.

use std::sync::Arc;

use realserv_adapters::postgres::{StoreError, catalogue};
use realserv_domain::catalog::Catalog;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::follow::{Snapshot, follow};

/// A price in a list may be a moment old; a quote and a checkout read the tables themselves.
pub struct Catalogue {
    current: Snapshot<Catalog>,
}

impl Catalogue {
    pub async fn load(pool: &PgPool) -> Result<Self, StoreError> {
        let mut db = pool.acquire().await?;
        let catalog = catalogue::load(&mut db).await?;
        Ok(Self { current: Snapshot::new(catalog) })
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Catalog> {
        self.current.get()
    }

    /// Reads again if anything changed since.
    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let mut db = pool.acquire().await?;
        if catalogue::version(&mut db).await? == self.snapshot().version {
            return Ok(());
        }
        self.current.put(catalogue::load(&mut db).await?);
        Ok(())
    }

    /// Follows the tables until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        follow("catalogue", stop, || self.refresh(pool)).await;
    }
}
