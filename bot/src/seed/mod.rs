//! The marketplace that a fresh installation starts with: Hyderabad with its zones, localities, SKUs, vendors and their
//! listings. The vendors are invented; prices lie in the ranges of the town.
//!
//! The data are the CSV files beside this file, part of the program. `realserv seed` and `realserv demo` write them;
//! `serve` never does.

/// Cells of CSV and their mistakes.
mod sheet;

/// What a cell can be.
pub(crate) mod values;

/// Ids that every installation shares.
pub(crate) mod ids;

/// The typed rows.
mod market;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use realserv_adapters::postgres::{StoreError, seed as store};
use sqlx::PgPool;

pub use self::market::{Marketplace, marketplace};
pub use self::sheet::{Mistake, Mistakes};

/// How many rows were new. All zero when everything was there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seeded {
    pub zones: u64,
    pub localities: u64,
    pub skus: u64,
    pub vendors: u64,
    pub listings: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("the marketplace's files have mistakes")]
    Files(#[from] Mistakes),
    #[error("the marketplace could not be stored")]
    Store(#[from] StoreError),
}

/// Writes what is missing and leaves what is there: twice changes nothing, and nothing that the office changed is undone.
pub async fn seed(pool: &PgPool, now: Timestamp) -> Result<Seeded, SeedError> {
    let market = marketplace()?;
    let mut db = pool.begin().await.map_err(StoreError::from)?;
    let seeded = Seeded {
        zones: store::insert_zones(&mut db, &market.zones).await?,
        localities: store::insert_localities(&mut db, &market.localities).await?,
        skus: store::insert_skus(&mut db, now, &market.skus).await?,
        vendors: store::insert_vendors(&mut db, now, &market.vendors).await?,
        listings: store::insert_listings(&mut db, now, &market.listings).await?,
    };
    db.commit().await.map_err(StoreError::from)?;
    Ok(seeded)
}
