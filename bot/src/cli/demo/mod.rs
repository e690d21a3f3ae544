//! `realserv demo`: the whole business on this machine, no account anywhere. Private PostgreSQL, seeded marketplace,
//! the sandbox that stands in for Meta and Razorpay, and the program, in one process on one clock.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::time;
use jiff::{SignedDuration, Timestamp, ToSpan};
use realserv_adapters::postgres::{self, conversations};
use realserv_sandbox as sandbox;
use realserv_sandbox::{Carriers, Clamd, Person, Sandbox, SmsText};
use realserv_templates::sms as texts;
use sqlx::PgPool;
use tokio::sync::watch;

use super::folder::Use;
use super::{Failure, Stop, database, say};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Source};
use crate::seed;
use crate::serve::{Program, listen};
use crate::telemetry::{self, LogForm};

/// How long the story waits for an answer: a machine that builds something beside it is slow.
const PATIENCE: Duration = Duration::from_secs(20);

/// One order from "hi" to delivered, played over the wire.
mod story;

/// The vendors, and that they have something to sell.
mod yard;

/// What the demos before left open.
mod earlier;

/// Secrets of this data folder's own.
mod secrets;

#[derive(clap::Args, Clone)]
pub(super) struct Options {
    /// The program's port; the sandbox and its page are on the next one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// End after the story: status 0 only if the order was delivered
    #[arg(long)]
    exit: bool,
    /// Begin with an empty database
    #[arg(long)]
    fresh: bool,
    /// Where the private PostgreSQL keeps its files
    #[arg(long, default_value = "./.realserv/demo")]
    data_dir: std::path::PathBuf,
}

pub(super) async fn run(options: Options, stop: &Stop) -> Result<(), Failure> {
    super::install_log("warn", LogForm::Lines);
    telemetry::install_metrics();
    let began = Instant::now();
    let own_folder = (options.data_dir.as_path(), Use::Alone("demo"));
    let database = database::open_private(own_folder, options.fresh, stop).await?;
    let played = play(&options, &database.pool, (began, stop)).await;
    database.close().await;
    say(format_args!(
        "Goodbye: everything is stopped. The database stays in {} for the next time.",
        options.data_dir.display(),
    ));
    played
}

async fn play(
    options: &Options,
    pool: &PgPool,
    (began, stop): (Instant, &Stop),
) -> Result<(), Failure> {
    stop.or(database::prepare(pool, false)).await?;
    let town = stop.or(Town::open(options, pool)).await?;
    let ready = began.elapsed();
    let told = stop.or(async { story::play(&town).await.map_err(Failure::Failed) }).await;
    match &told {
        Ok(()) => say(format_args!(
            "\nDelivered. Ready after {:.1} s, delivered after {:.1} s, {} of memory without PostgreSQL.",
            ready.as_secs_f32(),
            began.elapsed().as_secs_f32(),
            memory(),
        )),
        Err(Failure::Failed(trouble)) => say(format_args!(
            "\nThe order was not delivered: {trouble}\nIf you have changed much in {}, `--fresh` begins with an empty database.",
            options.data_dir.display(),
        )),
        Err(
            Failure::Misconfigured(_)
            | Failure::Refused(_)
            | Failure::Stopped(_)
            | Failure::Told(_),
        ) => {}
    }
    if !options.exit {
        invite(&town, stop).await;
    }
    town.close().await;
    told
}

/// Says where to play on, and waits for the end; at once if it was asked for already.
async fn invite(town: &Town, stop: &Stop) {
    if !stop.is_asked() {
        say(format_args!(
            "\nPhones to play with: {}\nThe program: http://{} (API docs at /docs)\nAdmin key (X-API-Key): {}\nEnd with Ctrl-C.",
            town.sandbox.url(),
            town.program.address,
            town.admin_key,
        ));
    }
    stop.asked().await;
}

/// Program and sandbox, sharing a clock.
pub(super) struct Town {
    pub sandbox: Sandbox,
    /// Knows the file with which scanners are tried out, and no other.
    _scanner: Clamd,
    /// Catch mails, SMS and pushes.
    _carriers: Carriers,
    pub program: Program,
    pub clock: Clock,
    /// All of them have phones, so that an alert of any order reaches somebody.
    pub vendors: Vec<Person>,
    admin_key: String,
}

impl Town {
    async fn open(options: &Options, pool: &PgPool) -> Result<Self, Failure> {
        let moved = Arc::new(watch::Sender::new(0));
        let clock = Clock::movable(super::default_zone(), Arc::clone(&moved));
        start_at_nine(&clock, last_known(pool).await?);
        seed::seed(pool, clock.now()).await?;
        let mut db = pool.acquire().await?;
        let installation = postgres::installation_secret(&mut db, clock.now()).await?;
        yard::restock(&mut db, &clock.today()).await?;
        drop(db);
        let carriers = Carriers::start(registered(), Arc::clone(&moved)).await?;
        let sandbox_options = sandbox_options(options, &clock, moved, &installation);
        let sandbox = Sandbox::start(sandbox_options).await.map_err(|e| cannot_listen(&e))?;
        let scanner = Clamd::start().await?;
        let vendors = yard::vendors(&sandbox)?;
        let listener = listen(local(options.port)).map_err(|e| cannot_listen(&e))?;
        let address = listener.local_addr()?;
        let mut pairs = secrets::configuration(&sandbox, address, &installation);
        pairs.push(("CLAMD_ADDR", scanner.address()));
        pairs.extend(carriers.variables());
        carriers.sms.set_program(&format!("http://{address}"));
        carriers.sms.reports_by_itself();
        pairs.push(("REALSERV_DATA_DIR", options.data_dir.display().to_string()));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let config = Config::read(&Source::of(&pairs)).map_err(|mistakes| {
            Failure::Misconfigured(mistakes.iter().map(ToString::to_string).collect())
        })?;
        settle_the_past(&config, pool, &clock).await?;
        let app = App::open(config, pool.clone(), clock.clone()).await?;
        sandbox.set_webhooks(
            &format!("http://{address}/webhooks/whatsapp"),
            &format!("http://{address}/webhooks/razorpay"),
        );
        sandbox.set_payout_webhook(&format!("http://{address}/webhooks/razorpayx"));
        // Before the rooms open: the first alert goes out by template, since no vendor has written on this day.
        if let Some(whatsapp) = &app.whatsapp {
            super::templates::push(whatsapp).await?;
        }
        let program = Program::start(app, listener)?;
        sandbox.verify_webhook().await?;
        let admin_key = secrets::admin_key(&installation);
        let (_scanner, _carriers) = (scanner, carriers);
        Ok(Self { sandbox, _scanner, _carriers, program, clock, vendors, admin_key })
    }

    async fn close(self) {
        self.program.stop(Duration::ZERO).await;
        self.sandbox.stop().await;
    }
}

/// With a program of its own: what that one has in hand at its end goes to nobody.
async fn settle_the_past(config: &Config, pool: &PgPool, clock: &Clock) -> Result<(), Failure> {
    let app = App::open(config.clone(), pool.clone(), clock.clone()).await?;
    let open = earlier::settle(&app).await?;
    if open > 0 {
        say(format_args!(
            "Orders that the demos before left open: {open}. They are cancelled, for their phones and links are gone.",
        ));
    }
    Ok(())
}

/// Every text of ours, as if it were registered.
fn registered() -> Vec<SmsText> {
    let texts = texts::all().into_iter().map(|text| SmsText {
        name: text.name.to_owned(),
        language: text.language.code().to_owned(),
        text: text.text,
    });
    texts.collect()
}

/// Most often another program, or another demo, has the port: with the way out.
fn cannot_listen(error: &(dyn std::error::Error + 'static)) -> Failure {
    Failure::Refused(format!(
        "{}. Another port and the one after it can be chosen, for example: scripts/demo --port 9080",
        super::chain(error),
    ))
}

fn local(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

fn sandbox_options(
    options: &Options,
    clock: &Clock,
    moved: Arc<watch::Sender<i64>>,
    installation: &[u8; 32],
) -> sandbox::Options {
    // Port 0 stays 0: the system chooses for both.
    let port = if options.port == 0 { 0 } else { options.port.saturating_add(1) };
    sandbox::Options {
        listen: local(port),
        moved,
        access_token: secrets::secret(installation, "access token"),
        app_secret: secrets::secret(installation, "app secret"),
        verify_token: secrets::secret(installation, "verify token"),
        razorpay_key_secret: secrets::secret(installation, "razorpay key secret"),
        razorpay_webhook_secret: secrets::secret(installation, "razorpay webhook secret"),
        razorpayx_key_secret: secrets::secret(installation, "razorpayx key secret"),
        razorpayx_webhook_secret: secrets::secret(installation, "razorpayx webhook secret"),
        pace: sandbox::Pace::Lifelike,
        patience: PATIENCE,
        // The database outlives the sandbox: ids of another run must be others.
        seed: u64::try_from(clock.now().as_microsecond()).unwrap_or(1),
        ..sandbox::Options::default()
    }
}

/// The demo's day begins at 09:00, and never before what the database already knows.
fn start_at_nine(clock: &Clock, last_known: Option<Timestamp>) {
    let now = clock.now();
    let from = last_known.map_or(now, |last| last.max(now)).to_zoned(clock.zone().clone());
    let nine = |day: jiff::civil::Date| {
        day.to_datetime(time(9, 0, 0, 0)).to_zoned(clock.zone().clone()).map(|z| z.timestamp())
    };
    let today = nine(from.date()).ok().filter(|at| *at > from.timestamp());
    let next = || from.date().checked_add(1.day()).ok().and_then(|day| nine(day).ok());
    if let Some(start) = today.or_else(next) {
        clock.forward(start.duration_since(now));
    }
}

async fn last_known(pool: &PgPool) -> Result<Option<Timestamp>, Failure> {
    let mut db = pool.acquire().await?;
    let last = conversations::latest(&mut db).await?;
    // A minute on, so that rows of the same second keep their order.
    Ok(last.and_then(|at| at.checked_add(SignedDuration::from_mins(1)).ok()))
}

/// What this process holds in memory, as Linux counts it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kb| format!("{} MB", kb / 1024))
}
