//! `realserv replay CONVERSATION`: decides each turn of a conversation again from the log and says whether it comes out as it did;
//! `--against`: what the program and the catalogue of now would have answered. Reads, and can do nothing else: no room is
//! opened, the schema stays as it is, and the transaction is read-only.
//!
//! Ends with 0 when all turns are as logged, 1 when one is not, 2 when something cannot be replayed.

use jiff::Timestamp;

use super::database::{self, Database};
use super::folder::Use;
use super::{Failure, Stop, complain, configuration, say};
use crate::app::usual_terms;
use crate::config::Config;
use crate::replay::{Form, Log, NoLog, Outcome, Span, told};
use crate::telemetry::LogForm;

#[derive(clap::Args)]
pub(super) struct Options {
    /// The person's id, or their telephone number
    conversation: String,
    /// Which of our numbers (its phone number id), where they wrote to several
    #[arg(long)]
    number: Option<String>,
    /// Only turns from this instant on, such as 2026-11-23T09:00:00+05:30
    #[arg(long)]
    from: Option<Timestamp>,
    /// Only turns until this instant
    #[arg(long)]
    to: Option<Timestamp>,
    /// Decide with this program and the catalogue, zones and terms of now; shows only where the answers would differ
    #[arg(long)]
    against: bool,
    /// A JSON document a line
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Options, stop: &Stop) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    let config = configuration()?;
    let database = database::open(&config, Use::Passing, stop).await?;
    let done = stop.or(read(&options, &config, &database)).await;
    database.close().await;
    let log = match done? {
        Ok(log) => log,
        Err(NoLog::Store(error)) => return Err(error.into()),
        Err(no) => {
            complain(format_args!("realserv replay: {no}"));
            return Err(Failure::Told(2));
        }
    };
    let form = if options.json { Form::Json } else { Form::Text };
    let (text, outcome) = told(&log, form);
    say(text.trim_end());
    match outcome {
        Outcome { same: 0, differ: 0, .. } => Err(Failure::Told(2)),
        Outcome { .. } if options.against => Ok(()),
        Outcome { differ: 1.., .. } => Err(Failure::Told(1)),
        Outcome { cannot: 1.., .. } => Err(Failure::Told(2)),
        Outcome { .. } => Ok(()),
    }
}

/// The log, or why there is none.
async fn read(
    options: &Options,
    config: &Config,
    database: &Database,
) -> Result<Result<Log, NoLog>, Failure> {
    let span = Span {
        conversation: options.conversation.clone(),
        number: options.number.clone(),
        from: options.from,
        to: options.to,
    };
    let usual = usual_terms(config);
    Ok(Log::read(&database.pool, &span, options.against.then_some(&usual)).await)
}
