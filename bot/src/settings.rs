//! The business terms that every turn looks at: one snapshot in memory, replaced when the office has set something else.

use std::sync::Arc;

use realserv_adapters::postgres::settings::{self, SettingRow};
use realserv_adapters::postgres::{StoreError, fees, sends};
use realserv_domain::orders::Terms;
use realserv_domain::sends::SendPrices;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::follow::{Snapshot, follow};

pub struct Settings {
    /// What holds where the office has set nothing.
    usual: Terms,
    current: Snapshot<Terms>,
    /// What messages cost.
    prices: Snapshot<SendPrices>,
}

impl Settings {
    pub async fn load(pool: &PgPool, usual: Terms) -> Result<Self, StoreError> {
        let prices = Snapshot::new(SendPrices::default());
        let settings = Self { current: Snapshot::new(usual.clone()), prices, usual };
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
        self.current.get()
    }

    #[must_use]
    pub fn prices(&self) -> Arc<SendPrices> {
        self.prices.get()
    }

    /// A dozen rows are read faster than their version.
    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let mut db = pool.acquire().await?;
        let rates = fees::load(&mut db).await?;
        let terms = Terms { rates, ..self.with(&settings::load(&mut db).await?) };
        if terms != *self.snapshot() {
            self.current.put(terms);
        }
        let prices = sends::load(&mut db).await?;
        if prices != *self.prices() {
            self.prices.put(prices);
        }
        Ok(())
    }

    /// Follows the table until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        follow("settings", stop, || self.refresh(pool)).await;
    }
}
