//! `realserv serve`: the program for real, until it is told to stop.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use super::{Failure, Schema, configuration, database};
use crate::app::App;
use crate::clock::Clock;
use crate::serve::{Program, listen};
use crate::telemetry::{self, LogForm};

pub(super) async fn run(schema: Schema) -> Result<(), Failure> {
    super::install_log("info", LogForm::Json);
    telemetry::install_metrics();
    let config = configuration()?;
    let drain = Duration::from_secs(u64::from(config.drain_seconds));
    let clock = Clock::system(config.zone.clone());
    let database = database::open(&config).await?;
    database::prepare(&database.pool, schema.no_migrate).await?;
    let listener = listen(config.listen)?;
    let app = App::open(config, database.pool.clone(), clock).await?;
    say_what_is_off(&app);
    let program = Program::start(app, listener)?;
    tracing::info!(address = %program.address, "serving");
    stopped().await?;
    tracing::info!("stopping");
    program.stop(drain).await;
    database.close().await;
    Ok(())
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

/// SIGTERM from whoever runs us, Ctrl-C from a person.
pub(super) async fn stopped() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}
