//! The catalogue as sheets that people open in a spreadsheet: SKUs, listings, a vendor's stock.
//!
//! The header says which sheet it is. An import is all or nothing in the caller's transaction: every cell that cannot be
//! taken is named with its row and column (the first hundred), and nothing is written while there is one. What stands in the
//! tables already is left alone, so that the same file twice changes nothing. `docs/sheets.md` has the columns.

/// Text into rows, rows into text.
mod table;

/// What a cell can be.
mod cells;

/// SKUs.
mod skus;

/// Listings: price, what is free, minimum, GST, threshold.
mod listings;

/// A vendor's counts, and the way back.
pub mod stock;

/// A vendor's settlement, which is only written.
pub mod statement;

/// The days that a contractor pays his people for, which are only written.
pub mod wages;

use jiff::Zoned;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::audit;
use realserv_domain::orders::Terms;
use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;
use utoipa::ToSchema;

use table::Table;
pub(crate) use table::written;
pub use table::{MOST_MISTAKES, Mistake};

/// Which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Skus,
    Listings,
}

impl Sheet {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skus => "skus",
            Self::Listings => "listings",
        }
    }

    const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Skus => skus::COLUMNS,
            Self::Listings => listings::COLUMNS,
        }
    }
}

/// Who imports, when, and by which terms.
pub struct Importer<'a> {
    pub now: &'a Zoned,
    pub terms: &'a Terms,
    /// As the audit log has them.
    pub actor: &'a str,
    pub correlation_id: &'a str,
}

/// What an import did, or in a dry run would have done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Report {
    /// skus, listings or stock.
    #[schema(example = "listings")]
    pub sheet: &'static str,
    /// Nothing was written: it was a dry run, or the Idempotency-Key had been used for this before.
    pub dry_run: bool,
    pub rows: usize,
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// The first hundred rows that are new or changed.
    pub changes: Vec<RowChange>,
}

/// A row that is new or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowChange {
    /// Line of the file.
    #[schema(example = 7)]
    pub row: u64,
    /// The code, or the codes of vendor and SKU.
    #[schema(example = "VEN-KALUVA/CEM-OPC53-ULTRATECH")]
    pub key: String,
    pub new: bool,
    /// `price_rupees: 340 → 345`; of a new one none.
    #[schema(example = json!(["price_rupees: 340 → 345"]))]
    pub what: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{}", in_lines(.0))]
    Mistakes(Vec<Mistake>),
    #[error("the sheet could not be stored")]
    Store(#[from] StoreError),
}

fn in_lines(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("\n")
}

impl Report {
    fn of(sheet: &'static str) -> Self {
        Self {
            sheet,
            dry_run: false,
            rows: 0,
            new: 0,
            changed: 0,
            unchanged: 0,
            changes: Vec::new(),
        }
    }

    /// A row with what is different of it; `None` is new.
    fn note(&mut self, row: u64, key: &str, what: Option<Vec<String>>) {
        self.rows += 1;
        match &what {
            None => self.new += 1,
            Some(what) if what.is_empty() => {
                self.unchanged += 1;
                return;
            }
            Some(_) => self.changed += 1,
        }
        if self.changes.len() < MOST_MISTAKES {
            let new = what.is_none();
            let what = what.unwrap_or_default();
            self.changes.push(RowChange { row, key: key.to_owned(), new, what });
        }
    }

    const fn is_nothing(&self) -> bool {
        self.new == 0 && self.changed == 0
    }

    async fn write_down(
        &self,
        db: &mut PgConnection,
        by: &Importer<'_>,
        subject: &str,
    ) -> Result<(), StoreError> {
        if self.is_nothing() {
            return Ok(());
        }
        let detail = json!({ "rows": self.rows, "new": self.new, "changed": self.changed });
        let act = audit::Act {
            actor: by.actor,
            action: "catalog.import",
            subject,
            detail: &detail.to_string(),
            correlation_id: by.correlation_id,
        };
        audit::write(db, by.now.timestamp(), &act).await
    }
}

/// Reads the sheet and writes what is different, in the caller's transaction, which is not committed when this fails or when
/// nothing is to be written.
pub async fn import(
    db: &mut PgConnection,
    bytes: &[u8],
    by: &Importer<'_>,
) -> Result<Report, ImportError> {
    let (sheet, mut table) = Table::read_one_of(bytes, &[Sheet::Skus, Sheet::Listings])
        .map_err(ImportError::Mistakes)?;
    let report = match sheet {
        Sheet::Skus => skus::import(db, &mut table, by).await?,
        Sheet::Listings => listings::import(db, &mut table, by).await?,
    };
    report.write_down(db, by, &format!("catalog:{}", sheet.as_str())).await?;
    Ok(report)
}

/// The whole sheet as it is today; importing it again changes nothing.
pub async fn export(
    db: &mut PgConnection,
    sheet: Sheet,
    now: &Zoned,
) -> Result<String, StoreError> {
    let rows = match sheet {
        Sheet::Skus => skus::export(db, now.date()).await?,
        Sheet::Listings => listings::export(db, now.date()).await?,
    };
    Ok(table::written(sheet.columns(), rows))
}
