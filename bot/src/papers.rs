//! Papers that are sent or read: written from what is kept, always the same.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use realserv_adapters::postgres::orders::find;
use realserv_adapters::postgres::{StoreError, invoices, settlements};
use realserv_domain::ids::VendorId;
use realserv_domain::invoices::Supplier;
use realserv_domain::message::Paper;
use realserv_domain::orders::WageSheet;
use realserv_domain::settlements::Statement;
use realserv_templates::paper::{self, NoPaper};
use sqlx::{PgConnection, PgPool};

use crate::sheet;

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

/// WhatsApp takes no text/csv; by its name the phone knows what it is.
const SHEET: &str = "text/plain";

/// A file, as it is sent.
pub struct File {
    pub name: String,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// The paper as a file. Shaping letters takes milliseconds: not on a thread that answers webhooks.
pub async fn file(pool: &PgPool, zone: &TimeZone, paper: Paper) -> Result<File, PaperError> {
    let mut db = pool.acquire().await.map_err(StoreError::from)?;
    match paper {
        Paper::Invoice(id) => {
            let invoice = invoices::one(&mut db, id).await?.ok_or(PaperError::Missing)?;
            drop(db);
            let name = format!("{}.pdf", invoice.heading.number);
            pdf(name, move || paper::invoice(&invoice)).await
        }
        Paper::Statement { vendor, to } => {
            let supplier = supplier(&mut db, vendor).await?;
            let statement = statement(&mut db, zone, (vendor, to)).await?;
            drop(db);
            pdf(format!("statement-{to}.pdf"), move || paper::statement(&supplier, &statement))
                .await
        }
        Paper::StatementSheet { vendor, to } => {
            let statement = statement(&mut db, zone, (vendor, to)).await?;
            let bytes = sheet::statement::written(&statement).into_bytes();
            Ok(File { name: format!("statement-{to}.csv"), mime: SHEET, bytes })
        }
        Paper::Wages { vendor, to } => {
            let supplier = supplier(&mut db, vendor).await?;
            let sheet = wages(&mut db, (vendor, to)).await?;
            drop(db);
            pdf(format!("wages-{to}.pdf"), move || paper::wages(&supplier, &sheet)).await
        }
        Paper::WagesSheet { vendor, to } => {
            let sheet = wages(&mut db, (vendor, to)).await?;
            let bytes = sheet::wages::written(&sheet).into_bytes();
            Ok(File { name: format!("wages-{to}.csv"), mime: SHEET, bytes })
        }
    }
}

async fn supplier(db: &mut PgConnection, vendor: VendorId) -> Result<Supplier, PaperError> {
    invoices::supplier(db, vendor).await?.ok_or(PaperError::Missing)
}

async fn wages(
    db: &mut PgConnection,
    (vendor, to): (VendorId, Date),
) -> Result<WageSheet, StoreError> {
    let from = to.saturating_sub(6.days());
    let orders = find::worked(db, vendor, (from, to)).await?;
    Ok(WageSheet::of(vendor, to, &orders))
}

async fn pdf(
    name: String,
    write: impl FnOnce() -> Result<Vec<u8>, NoPaper> + Send + 'static,
) -> Result<File, PaperError> {
    let written = tokio::task::spawn_blocking(write).await;
    let bytes = written.map_err(|_| PaperError::Stopped)??;
    Ok(File { name, mime: "application/pdf", bytes })
}

async fn statement(
    db: &mut PgConnection,
    zone: &TimeZone,
    (vendor, to): (VendorId, Date),
) -> Result<Statement, PaperError> {
    let row = settlements::up_to(db, vendor, to).await?.ok_or(PaperError::Missing)?;
    let rows = settlements::rows_of(db, row.settlement.id, zone).await?;
    Ok(Statement::of(row.settlement, &rows))
}
