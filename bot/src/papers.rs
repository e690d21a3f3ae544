//! Papers that are sent or read: written from what is kept, always the same.

use realserv_adapters::postgres::{StoreError, invoices};
use realserv_domain::message::Paper;
use realserv_templates::paper::{self, NoPaper};
use sqlx::PgPool;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Unwritten(#[from] NoPaper),
    #[error("there is no such paper")]
    Missing,
    #[error("the paper was not written to its end")]
    Stopped,
}

/// The PDF. Shaping letters takes milliseconds: not on a thread that answers webhooks.
pub async fn pdf(pool: &PgPool, paper: Paper) -> Result<Vec<u8>, PaperError> {
    let Paper::Invoice(id) = paper;
    let mut db = pool.acquire().await.map_err(StoreError::from)?;
    let invoice = invoices::one(&mut db, id).await?.ok_or(PaperError::Missing)?;
    drop(db);
    let written = tokio::task::spawn_blocking(move || paper::invoice(&invoice)).await;
    Ok(written.map_err(|_| PaperError::Stopped)??)
}
