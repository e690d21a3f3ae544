//! `realserv migrate up|down|status`.
#![expect(clippy::print_stdout, reason = "this is where the program speaks to a person")]

use clap::Subcommand;
use realserv_adapters::postgres::{self, MIGRATIONS};

use super::{Failure, configuration, database};
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

pub(super) async fn run(step: Step) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let database = database::open(&config).await?;
    match step {
        Step::Up => postgres::migrate(&database.pool).await?,
        Step::Down { to } => MIGRATIONS.undo(&database.pool, to).await?,
        Step::Status => {}
    }
    let missing = database::missing(&database.pool).await?;
    if missing.is_empty() {
        println!("The schema is up to date.");
    } else {
        println!("Missing: {}", missing.join(", "));
    }
    database.close().await;
    Ok(())
}
