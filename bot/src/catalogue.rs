//! The catalogue that every turn looks at: one snapshot in memory, replaced when its version in the tables has grown.

use std::sync::{Arc, RwLock};
use std::time::Duration;

use realserv_adapters::postgres::{StoreError, catalogue};
use realserv_domain::catalog::Catalog;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// How old a price may be in a list. A quote and a checkout read the tables themselves.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub struct Catalogue {
    current: RwLock<Arc<Catalog>>,
}

impl Catalogue {
    pub async fn load(pool: &PgPool) -> Result<Self, StoreError> {
        let mut db = pool.acquire().await?;
        let catalog = catalogue::load(&mut db).await?;
        Ok(Self { current: RwLock::new(Arc::new(catalog)) })
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Catalog> {
        let current = self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&current)
    }

    /// Reads again if anything changed since.
    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let mut db = pool.acquire().await?;
        if catalogue::version(&mut db).await? == self.snapshot().version {
            return Ok(());
        }
        let catalog = Arc::new(catalogue::load(&mut db).await?);
        *self.current.write().unwrap_or_else(std::sync::PoisonError::into_inner) = catalog;
        Ok(())
    }

    /// Follows the tables until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await.is_some() {
            if let Err(error) = self.refresh(pool).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the catalogue could not be read again; the last one stays",
                );
            }
        }
    }
}
