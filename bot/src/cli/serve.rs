//! `realserv serve`: the program for real, until it is told to stop.

use std::time::Duration;

use super::database::{self, Database};
use super::folder::Use;
use super::{Failure, Schema, Stop, configuration};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::serve::{Program, listen};
use crate::telemetry::{self, LogForm};

/// sqlx says at `info` what it found already there, statement by statement; its warnings are worth a line.
const BY_DEFAULT: &str = "info,sqlx=warn";

pub(super) async fn run(schema: Schema, stop: &Stop) -> Result<(), Failure> {
    super::install_log(BY_DEFAULT, LogForm::Json);
    telemetry::install_metrics();
    let config = configuration()?;
    match until_stopped(config, schema, stop).await {
        // To be told to stop is how a service ends, also before it was up.
        Err(Failure::Stopped(asked)) => {
            tracing::info!(by = asked.name(), "stopped");
            Ok(())
        }
        ended => ended,
    }
}

async fn until_stopped(config: Config, schema: Schema, stop: &Stop) -> Result<(), Failure> {
    let drain = Duration::from_secs(u64::from(config.drain_seconds));
    let database = database::open(&config, Use::Staying("serve"), stop).await?;
    let started = stop.or(start(config, schema, &database)).await;
    if let Ok(program) = started {
        tracing::info!(address = %program.address, "serving");
        stop.asked().await;
        tracing::info!("stopping");
        program.stop(drain).await;
        database.close().await;
        return Err(stop.stopped());
    }
    database.close().await;
    started.map(drop)
}

async fn start(config: Config, schema: Schema, database: &Database) -> Result<Program, Failure> {
    let clock = Clock::system(config.zone.clone());
    database::prepare(&database.pool, schema.no_migrate).await?;
    let listener = listen(config.listen)?;
    let app = App::open(config, database.pool.clone(), clock).await?;
    say_what_is_off(&app);
    Ok(Program::start(app, listener)?)
}

fn say_what_is_off(app: &App) {
    let parts = [
        ("WhatsApp", app.whatsapp.is_some(), "WHATSAPP_*"),
        ("Razorpay", app.razorpay.is_some(), "RAZORPAY_*"),
        ("the office API", app.config.admin_api_key.is_some(), "REALSERV_ADMIN_API_KEY"),
    ];
    for (part, on, variables) in parts {
        if !on {
            tracing::warn!(part, variables, "off: its variables are not set");
        }
    }
}
