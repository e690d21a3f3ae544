//! The business terms that every turn looks at: one snapshot in memory, replaced when the office has set something else.

use std::sync::Arc;

use realserv_adapters::postgres::settings::{self, SettingRow};
use realserv_adapters::postgres::{StoreError, fees, payment_configurations, sends};
use realserv_domain::orders::Terms;
use realserv_domain::sends::SendPrices;
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use crate::basis::{Basis, Keeper};
use crate::clock::Clock;
use crate::follow::{Snapshot, follow};

pub struct Settings {
    /// What holds where the office has set nothing.
    usual: Terms,
    current: Snapshot<Holding>,
    /// What messages cost.
    prices: Snapshot<SendPrices>,
    keeper: Keeper,
}

/// The terms that hold, and what they are kept under, see `basis`.
pub struct Holding {
    pub terms: Arc<Terms>,
    pub hash: String,
}

impl Settings {
    pub async fn load(pool: &PgPool, usual: Terms, clock: Clock) -> Result<Self, StoreError> {
        let mut db = pool.acquire().await?;
        let keeper = Keeper::new(clock);
        let terms = Self::read(&mut db, &usual).await?;
        let current = Snapshot::new(holding(&mut db, &keeper, terms).await?);
        let prices = Snapshot::new(sends::load(&mut db).await?);
        Ok(Self { usual, current, prices, keeper })
    }

    /// The usual terms with what the office has set over them, and the rates. A dozen rows are read faster than their version.
    pub async fn read(db: &mut PgConnection, usual: &Terms) -> Result<Terms, StoreError> {
        let rates = fees::load(&mut *db).await?;
        let name = &usual.payment_configuration;
        // Nobody can pay under one that Meta has said so of, whatever is configured.
        let is_out = payment_configurations::is_known_inactive(&mut *db, name).await?;
        let payment_configuration = if is_out { String::new() } else { name.clone() };
        let set = over(usual, &settings::load(db).await?);
        Ok(Terms { rates, payment_configuration, ..set })
    }

    #[must_use]
    pub fn usual(&self) -> &Terms {
        &self.usual
    }

    /// The usual terms with these rows over them.
    #[must_use]
    pub fn with(&self, rows: &[SettingRow]) -> Terms {
        over(&self.usual, rows)
    }

    #[must_use]
    pub fn snapshot(&self) -> Arc<Terms> {
        Arc::clone(&self.current.get().terms)
    }

    /// The terms with what they are kept under.
    #[must_use]
    pub fn holding(&self) -> Arc<Holding> {
        self.current.get()
    }

    #[must_use]
    pub fn prices(&self) -> Arc<SendPrices> {
        self.prices.get()
    }

    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        let mut db = pool.acquire().await?;
        let prices = sends::load(&mut db).await?;
        if prices != *self.prices() {
            self.prices.put(prices);
        }
        let terms = Self::read(&mut db, &self.usual).await?;
        if terms == *self.snapshot() {
            return self.keeper.still(&mut db).await;
        }
        self.current.put(holding(&mut db, &self.keeper, terms).await?);
        Ok(())
    }

    /// Follows the table until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        follow("settings", stop, || self.refresh(pool)).await;
    }
}

fn over(usual: &Terms, rows: &[SettingRow]) -> Terms {
    usual.clone().with(rows.iter().map(|row| (row.name.as_str(), row.value)))
}

/// Kept before any turn goes by them.
async fn holding(
    db: &mut PgConnection,
    keeper: &Keeper,
    terms: Terms,
) -> Result<Holding, StoreError> {
    let basis = Basis::of_terms(&terms);
    keeper.keep(db, &basis).await?;
    Ok(Holding { terms: Arc::new(terms), hash: basis.hash().to_owned() })
}
