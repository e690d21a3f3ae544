//! The command line: `realserv demo|serve|migrate|seed|catalog|doctor|templates|flows|replay`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::tz::TimeZone;

use crate::clock::Clock;
use crate::config::{Config, Source};
use crate::seed::Seeded;
use crate::telemetry::{self, LogForm};

/// Who asks us to stop.
mod signals;

/// Where the program speaks to a person.
mod say;

/// Who uses a data folder.
mod folder;

/// Opens the database: the configured server, or a private one.
mod database;

/// Plays the whole marketplace on this machine.
#[cfg(feature = "sandbox")]
mod demo;

/// The catalogue as sheets.
mod catalog;

/// Checks each dependency and the configuration, in words.
mod doctor;

/// The schema, up and down.
mod migrate;

/// A conversation once more, from its log.
mod replay;

/// Runs for real.
mod serve;

/// Approved WhatsApp templates: hands them in, shows their state.
mod templates;

/// The form that asks for a site: makes it, publishes it, shows its state.
mod flows;

pub use flows::{create as create_flow, publish as publish_flow};
pub use templates::definitions as template_definitions;

use folder::Use;
use say::{complain, say};
use signals::{Asked, Signals, Stop};

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
    Serve(serve::Options),
    /// Bring the schema up, down, or show where it is
    #[command(subcommand)]
    Migrate(migrate::Step),
    /// Write the marketplace that a fresh installation starts with; twice changes nothing
    Seed(Schema),
    /// Read the catalogue from a sheet, or write it to one
    #[command(subcommand)]
    Catalog(catalog::Step),
    /// Check each dependency and the configuration, in words
    Doctor,
    /// WhatsApp's approved templates
    #[command(subcommand)]
    Templates(templates::Step),
    /// The form that asks for a building site, for accounts that have Flows
    #[command(subcommand)]
    Flows(flows::Step),
    /// Decide a conversation's turns again from the log, and say whether they come out as they did
    Replay(replay::Options),
}

#[derive(clap::Args, Clone, Copy)]
pub(crate) struct Schema {
    /// Refuse to start when the schema is not up to date, instead of bringing it up to date
    #[arg(long)]
    no_migrate: bool,
}

/// What a command ends with: 0 done, 1 it failed, 2 it cannot even start as it is configured or as things are, 128 and the signal's number
/// if it was stopped before it was done.
pub(crate) enum Failure {
    Failed(Box<dyn std::error::Error + Send + Sync>),
    Misconfigured(Vec<String>),
    /// As things are, though nothing is wrong with the configuration: why, and what to do.
    Refused(String),
    Stopped(Asked),
    /// It has said itself what there is to say; this is its status.
    Told(u8),
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
            complain(format_args!("realserv: cannot start: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(until_stopped(arguments.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(error)) => {
            complain(format_args!("realserv: {}", chain(error.as_ref())));
            ExitCode::FAILURE
        }
        Err(Failure::Misconfigured(mistakes)) => {
            complain("realserv cannot start, the configuration is wrong:");
            for mistake in mistakes {
                complain(format_args!("  - {mistake}"));
            }
            ExitCode::from(2)
        }
        Err(Failure::Refused(why)) => {
            complain(format_args!("realserv cannot start: {why}"));
            ExitCode::from(2)
        }
        Err(Failure::Told(status)) => ExitCode::from(status),
        Err(Failure::Stopped(asked)) => {
            complain(format_args!("realserv: stopped by {} before it was done", asked.name()));
            ExitCode::from(asked.exit_status())
        }
    }
}

/// Runs the command beside whoever hears the signals, from the first moment to the last.
async fn until_stopped(command: Command) -> Result<(), Failure> {
    let stop = Stop::default();
    let signals = Signals::listen()?;
    tokio::select! {
        ended = run(command, &stop) => ended,
        never = signals.tell(stop.clone()) => match never {},
    }
}

async fn run(command: Command, stop: &Stop) -> Result<(), Failure> {
    match command {
        #[cfg(feature = "sandbox")]
        Command::Demo(options) => demo::run(options, stop).await,
        Command::Serve(options) => serve::run(options, stop).await,
        Command::Migrate(step) => migrate::run(step, stop).await,
        Command::Seed(schema) => seed(schema, stop).await,
        Command::Catalog(step) => catalog::run(step, stop).await,
        Command::Doctor => doctor::run(stop).await,
        Command::Templates(step) => stop.or(templates::run(step)).await,
        Command::Flows(step) => stop.or(flows::run(step)).await,
        Command::Replay(options) => replay::run(options, stop).await,
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

async fn seed(schema: Schema, stop: &Stop) -> Result<(), Failure> {
    install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let clock = Clock::system(config.zone.clone());
    let database = database::open(&config, Use::Passing, stop).await?;
    let seeded = stop.or(write_seed(&database, schema, &clock)).await;
    database.close().await;
    let written = seeded?;
    say(format_args!(
        "New: {} zones, {} localities, {} SKUs, {} vendors, {} listings.",
        written.zones, written.localities, written.skus, written.vendors, written.listings
    ));
    Ok(())
}

async fn write_seed(
    database: &database::Database,
    schema: Schema,
    clock: &Clock,
) -> Result<Seeded, Failure> {
    database::prepare(&database.pool, schema.no_migrate).await?;
    Ok(crate::seed::seed(&database.pool, clock.now()).await?)
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
