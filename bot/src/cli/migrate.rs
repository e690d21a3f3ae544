//! `realserv migrate up|down|status`.

use clap::Subcommand;
use realserv_adapters::postgres::{self, MIGRATIONS};
use sqlx::PgPool;

use super::folder::Use;
use super::{Failure, Stop, configuration, database, say};
use crate::telemetry::LogForm;

#[derive(Subcommand)]
pub(super) enum Step {
    /// Apply every step that is missing
    Up,
    /// Undo steps, newest first, down to and without this version
    Down {
        /// The last version that stays; 0 undoes all
        #[arg(long)]
        to: i64,
    },
    /// Show what is missing
    Status,
}

pub(super) async fn run(step: Step, stop: &Stop) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let database = database::open(&config, Use::Passing, stop).await?;
    let missing = stop.or(take(step, &database.pool)).await;
    database.close().await;
    let missing = missing?;
    if missing.is_empty() {
        say("The schema is up to date.");
    } else {
        say(format_args!("Missing: {}", missing.join(", ")));
    }
    Ok(())
}

/// Takes the step; gives what is missing after it. A step is a transaction: one that is called off did not happen.
async fn take(step: Step, pool: &PgPool) -> Result<Vec<String>, Failure> {
    match step {
        Step::Up => postgres::migrate(pool).await?,
        Step::Down { to } => MIGRATIONS.undo(pool, to).await?,
        Step::Status => {}
    }
    database::missing(pool).await
}
