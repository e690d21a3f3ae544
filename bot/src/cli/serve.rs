//! `realserv serve`: the program for real, until it is told to stop.

use std::time::Duration;

use realserv_domain::notice::Way;

use super::database::{self, Database};
use super::folder::Use;
use super::{Failure, Schema, Stop, configuration};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::role::Role;
use crate::serve::{Program, listen};
use crate::telemetry::{self, LogForm};

/// sqlx says at `info` what it found already there, statement by statement; its warnings are worth a line.
const BY_DEFAULT: &str = "info,sqlx=warn";

#[derive(clap::Args, Clone, Copy)]
pub(super) struct Options {
    #[command(flatten)]
    schema: Schema,
    /// What this process does of the whole
    #[arg(long, value_enum, default_value_t)]
    role: Role,
}

pub(super) async fn run(options: Options, stop: &Stop) -> Result<(), Failure> {
    super::install_log(BY_DEFAULT, LogForm::Json);
    telemetry::install_metrics();
    let config = configuration()?;
    match until_stopped(config, options, stop).await {
        // To be told to stop is how a service ends, also before it was up.
        Err(Failure::Stopped(asked)) => {
            tracing::info!(by = asked.name(), "stopped");
            Ok(())
        }
        ended => ended,
    }
}

async fn until_stopped(config: Config, options: Options, stop: &Stop) -> Result<(), Failure> {
    let drain = Duration::from_secs(u64::from(config.drain_seconds));
    let database = database::open(&config, Use::Staying("serve"), stop).await?;
    let started = stop.or(start(config, options, &database)).await;
    if let Ok(program) = started {
        tracing::info!(address = %program.address, role = options.role.as_str(), "serving");
        stop.asked().await;
        tracing::info!("stopping");
        program.stop(drain).await;
        database.close().await;
        return Err(stop.stopped());
    }
    database.close().await;
    started.map(drop)
}

async fn start(config: Config, options: Options, database: &Database) -> Result<Program, Failure> {
    let clock = Clock::system(config.zone.clone());
    database::prepare(&database.pool, options.schema.no_migrate).await?;
    let listener = listen(config.listen)?;
    let app = App::open_as(options.role, config, database.pool.clone(), clock).await?;
    say_what_is_off(&app);
    Ok(Program::start(app, listener)?)
}

fn say_what_is_off(app: &App) {
    let parts = [
        ("WhatsApp", app.whatsapp.is_some(), "WHATSAPP_*"),
        ("Razorpay", app.razorpay.is_some(), "RAZORPAY_*"),
        ("files that people send (no scanner: none is kept)", app.scanner.is_some(), "CLAMD_ADDR"),
        ("e-mail", app.carriers.has(Way::Email), "SMTP_*"),
        ("SMS", app.carriers.has(Way::Sms), "SMS_*"),
        ("push", app.carriers.has(Way::Push), "FCM_*"),
        ("the office API", app.config.admin_api_key.is_some(), "REALSERV_ADMIN_API_KEY"),
    ];
    for (part, on, variables) in parts {
        if !on {
            tracing::warn!(part, variables, "off: its variables are not set");
        }
    }
}
