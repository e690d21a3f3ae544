//! The business terms that every turn looks at: one snapshot in memory, replaced when the office has set something else.

use std::sync::{Arc, RwLock};
use std::time::Duration;

use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::settings::{self, SettingRow};
use realserv_domain::orders::Terms;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// How old a term may be on another node than the one that the office asked. A dozen rows are read faster than their version.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub struct Settings {
    /// What holds where the office has set nothing.
    usual: Terms,
    current: RwLock<Arc<Terms>>,
}

impl Settings {
    pub async fn load(pool: &PgPool, usual: Terms) -> Result<Self, StoreError> {
        let settings = Self { current: RwLock::new(Arc::new(usual.clone())), usual };
        settings.refresh(pool).await?;
        Ok(settings)
    }

    #[must_use]
    pub fn usual(&self) -> &Terms {
        &self.usual
    }

    /// The usual terms with these rows over them.
    #[must_use]
    pub fn with(&self, rows: &[SettingRow]) -> Terms {
        self.usual.clone().with(rows.iter().map(|row| (row.name.as_str(), row.value)))
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Terms> {
        let current = self.current.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&current)
    }

    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let mut db = pool.acquire().await?;
        let terms = self.with(&settings::load(&mut db).await?);
        if terms != *self.snapshot() {
            *self.current.write().unwrap_or_else(std::sync::PoisonError::into_inner) =
                Arc::new(terms);
        }
        Ok(())
    }

    /// Follows the table until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        while stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await.is_some() {
            if let Err(error) = self.refresh(pool).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the settings could not be read again; the last ones stay",
                );
            }
        }
    }
}
