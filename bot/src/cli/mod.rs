//! The command line: `realserv demo|serve|migrate|seed|doctor|templates`.
#![expect(clippy::print_stdout, reason = "this is where the program speaks to a person")]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::tz::TimeZone;

use crate::clock::Clock;
use crate::config::{Config, Source};
use crate::telemetry::{self, LogForm};

/// Opens the database: the configured server, or a private one.
mod database;

/// Plays the whole marketplace on this machine.
#[cfg(feature = "sandbox")]
mod demo;

/// Checks each dependency and the configuration, in words.
mod doctor;

/// The schema, up and down.
mod migrate;

/// Runs for real.
mod serve;

/// Approved WhatsApp templates: hands them in, shows their state.
mod templates;

pub use templates::push as push_templates;

#[derive(Parser)]
#[command(
    name = "realserv",
    version,
    about = "Construction materials and labour, ordered from WhatsApp"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Play a whole order on this machine: sandbox, private PostgreSQL, seeded marketplace, phones in the browser
    #[cfg(feature = "sandbox")]
    Demo(demo::Options),
    /// Serve for real; configuration comes from the environment
    Serve(Schema),
    /// Bring the schema up, down, or show where it is
    #[command(subcommand)]
    Migrate(migrate::Step),
    /// Write the marketplace that a fresh installation starts with; twice changes nothing
    Seed(Schema),
    /// Check each dependency and the configuration, in words
    Doctor,
    /// WhatsApp's approved templates
    #[command(subcommand)]
    Templates(templates::Step),
}

#[derive(clap::Args, Clone, Copy)]
pub(crate) struct Schema {
    /// Refuse to start when the schema is not up to date, instead of bringing it up to date
    #[arg(long)]
    no_migrate: bool,
}

/// What a command ends with: 0 done, 1 it failed, 2 it cannot even start as it is configured.
pub(crate) enum Failure {
    Failed(Box<dyn std::error::Error + Send + Sync>),
    Misconfigured(Vec<String>),
}

impl<E: std::error::Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// Reads the arguments, runs the command, says what went wrong.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("realserv: cannot start: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(arguments.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => {
            eprintln!("realserv: {}", chain(error.as_ref()));
            ExitCode::FAILURE
        }
        Err(Failure::Misconfigured(mistakes)) => {
            eprintln!("realserv cannot start, the configuration is wrong:");
            for mistake in mistakes {
                eprintln!("  - {mistake}");
            }
            ExitCode::from(2)
        }
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        #[cfg(feature = "sandbox")]
        Command::Demo(options) => demo::run(options).await,
        Command::Serve(schema) => serve::run(schema).await,
        Command::Migrate(step) => migrate::run(step).await,
        Command::Seed(schema) => seed(schema).await,
        Command::Doctor => doctor::run().await,
        Command::Templates(step) => templates::run(step).await,
    }
}

/// The configuration of the environment, or everything that is wrong with it.
fn configuration() -> Result<Config, Failure> {
    Config::read(&Source::environment()).map_err(|mistakes| {
        Failure::Misconfigured(mistakes.iter().map(ToString::to_string).collect())
    })
}

/// Logs as the environment wants them.
fn install_log(default: &str, form: LogForm) {
    #[expect(
        clippy::disallowed_methods,
        reason = "the log must stand before configuration is read"
    )]
    let filter = std::env::var("RUST_LOG").unwrap_or_else(|_| default.to_owned());
    telemetry::install_log(form, &filter);
}

async fn seed(schema: Schema) -> Result<(), Failure> {
    install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let clock = Clock::system(config.zone.clone());
    let database = database::open(&config).await?;
    database::prepare(&database.pool, schema.no_migrate).await?;
    let written = crate::seed::seed(&database.pool, clock.now()).await?;
    println!(
        "New: {} zones, {} localities, {} SKUs, {} vendors, {} listings.",
        written.zones, written.localities, written.skus, written.vendors, written.listings
    );
    database.close().await;
    Ok(())
}

/// The error and its causes in one line.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        text.push_str(": ");
        text.push_str(&next.to_string());
        cause = next.source();
    }
    text
}

/// Where the private server lies.
fn cluster_folder(data_dir: &std::path::Path) -> PathBuf {
    data_dir.join("postgres")
}

/// The business's time zone when nothing is configured.
fn default_zone() -> TimeZone {
    TimeZone::get("Asia/Kolkata").unwrap_or(TimeZone::UTC)
}
