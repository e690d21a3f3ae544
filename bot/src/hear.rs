//! Hears from other processes that they left events whose turns are work for this one.

use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::calls::Listener;
use realserv_adapters::postgres::inbox::KeyKind;
use tokio_util::sync::CancellationToken;

use crate::app::App;

/// How soon to listen again when the database was away. Looking goes on meanwhile.
const REST: Duration = Duration::from_secs(1);

/// Listens until told to stop.
pub async fn listen(app: Arc<App>, stop: CancellationToken) {
    while let Some(Err(error)) = stop.run_until_cancelled(until_it_breaks(&app)).await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "other processes are not heard; what they leave is found by looking",
        );
        if stop.run_until_cancelled(tokio::time::sleep(REST)).await.is_none() {
            return;
        }
    }
}

async fn until_it_breaks(app: &App) -> Result<std::convert::Infallible, StoreError> {
    let mut listener = Listener::open(&app.pool).await?;
    loop {
        match listener.next().await? {
            Some(kind) => app.bells.agenda(kind).look(),
            None => KeyKind::ALL.into_iter().for_each(|kind| app.bells.agenda(kind).look()),
        }
    }
}
