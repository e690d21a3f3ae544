//! What is kept in memory and follows the tables: a snapshot that every turn looks at, replaced when the tables say
//! something else.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use realserv_adapters::postgres::StoreError;
use tokio_util::sync::CancellationToken;

/// How old a snapshot may be on another node than the one that the office asked.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// A value that is read at once and replaced as a whole.
pub struct Snapshot<T>(RwLock<Arc<T>>);

impl<T> Snapshot<T> {
    #[must_use]
    pub fn new(value: T) -> Self {
        Self(RwLock::new(Arc::new(value)))
    }

    #[must_use]
    pub fn get(&self) -> Arc<T> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn put(&self, value: T) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(value);
    }
}

/// Reads again, once a second, until told to stop. `what` is named in the log when it cannot be read.
pub async fn follow<R: Future<Output = Result<(), StoreError>>>(
    what: &'static str,
    stop: CancellationToken,
    read: impl Fn() -> R,
) {
    while stop.run_until_cancelled(tokio::time::sleep(LOOK_EVERY)).await.is_some() {
        if let Err(error) = read().await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                what,
                "the tables could not be read again; what was read last stays",
            );
        }
    }
}
