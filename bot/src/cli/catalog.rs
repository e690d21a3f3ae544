//! `realserv catalog import FILE [--dry-run]` and `realserv catalog export skus|listings`: the same sheets as the office's API
//! takes and gives, without its limit of size. A file with mistakes changes nothing; all of them are said, and the status is 1.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use realserv_adapters::postgres::StoreError;
use realserv_domain::orders::Terms;
use sqlx::PgPool;

use super::database::{self, Database};
use super::folder::Use;
use super::{Failure, Stop, configuration, say};
use crate::clock::Clock;
use crate::settings::Settings;
use crate::sheet::{self, Importer, Report};
use crate::telemetry::LogForm;

#[derive(Subcommand)]
pub(super) enum Step {
    /// Read SKUs or listings from a CSV file; its header says which
    Import {
        file: PathBuf,
        /// Say what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Write SKUs or listings as CSV to standard output
    Export { sheet: Which },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Which {
    Skus,
    Listings,
}

impl From<Which> for sheet::Sheet {
    fn from(which: Which) -> Self {
        match which {
            Which::Skus => Self::Skus,
            Which::Listings => Self::Listings,
        }
    }
}

pub(super) async fn run(step: Step, stop: &Stop) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let clock = Clock::system(config.zone.clone());
    let database = database::open(&config, Use::Passing, stop).await?;
    let done = stop.or(act(step, &database, &clock)).await;
    database.close().await;
    done
}

async fn act(step: Step, database: &Database, clock: &Clock) -> Result<(), Failure> {
    let pool = &database.pool;
    database::prepare(pool, false).await?;
    match step {
        Step::Import { file, dry_run } => {
            let bytes = tokio::fs::read(&file).await?;
            told(&import(pool, &bytes, dry_run, clock).await?);
        }
        Step::Export { sheet } => {
            let mut db = pool.acquire().await.map_err(StoreError::from)?;
            let text = sheet::export(&mut db, sheet.into(), &clock.today()).await?;
            say(format_args!("{}", text.trim_end()));
        }
    }
    Ok(())
}

async fn import(
    pool: &PgPool,
    bytes: &[u8],
    dry_run: bool,
    clock: &Clock,
) -> Result<Report, Failure> {
    let mut transaction = pool.begin().await.map_err(StoreError::from)?;
    let terms = Settings::read(&mut transaction, &Terms::default()).await?;
    let now = clock.today();
    let by = Importer {
        now: &now,
        terms: &terms,
        actor: "command line",
        correlation_id: "realserv catalog import",
    };
    let report = sheet::import(&mut transaction, bytes, &by).await?;
    if !dry_run {
        transaction.commit().await.map_err(StoreError::from)?;
    }
    Ok(Report { dry_run, ..report })
}

fn told(report: &Report) {
    for change in &report.changes {
        let what = if change.new { "new".to_owned() } else { change.what.join(", ") };
        say(format_args!("row {} {}: {what}", change.row, change.key));
    }
    let would = if report.dry_run { "Would be" } else { "Are" };
    say(format_args!(
        "{would} of {} {}: {} new, {} changed, {} as before.",
        report.rows, report.sheet, report.new, report.changed, report.unchanged
    ));
}
