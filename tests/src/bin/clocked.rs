//! The program as a process of its own whose clock stands where its caller wants it: `clocked <microseconds ahead>`.
//!
//! It is `serve` but for the clock: a story with slots and opening hours must go the same way whenever it is played. It
//! has no other end than being killed.

use std::io::{Read, Write};
use std::sync::Arc;
use std::time::Duration;

use realserv::app::App;
use realserv::clock::Clock;
use realserv::config::{Config, Source};
use realserv::serve::{Program, listen};
use realserv_adapters::postgres;
use realserv_tests::Done;
use tokio::sync::watch;

/// As many as `serve` takes.
const MOST_CONNECTIONS: u32 = 24;

/// A database that does not answer by then never will.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> Done {
    let ahead: i64 = std::env::args().nth(1).ok_or("how far ahead?")?.parse()?;
    let config = Config::read(&Source::environment())
        .map_err(|mistakes| mistakes.iter().map(|m| format!("{m}; ")).collect::<String>())?;
    realserv::telemetry::install_log(realserv::telemetry::LogForm::Json, "warn");
    let url = config.database_url.as_ref().ok_or("a database is needed")?;
    postgres::reach(url.reveal(), PATIENCE).await?;
    let pool = postgres::connect(url.reveal(), MOST_CONNECTIONS).await?;
    postgres::migrate(&pool).await?;
    let clock = Clock::movable(config.zone.clone(), Arc::new(watch::Sender::new(ahead)));
    let listener = listen(config.listen)?;
    let app = App::open(config, pool, clock).await?;
    let _program = Program::start(app, listener)?;
    // Whoever started it waits for this line.
    writeln!(std::io::stdout(), "ready")?;
    // Ends with the one who started it, should that one end without a kill.
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}
