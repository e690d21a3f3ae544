//! One world: a database of its own, a sandbox, and the program between them, with a trap on all of its ways out.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use realserv::clock::Clock;
use realserv_adapters::postgres::template::{TestDatabase, TestServer};
use realserv_sandbox::{Direction, Fault, Options, Person, Sandbox};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use super::flight::InFlight;
use super::proxy;
use super::trap::{Each, Point, Trap};
use crate::Trouble;
use crate::load::process::beside;
use crate::town::{self, MONDAY_AT_NINE};

/// A start that takes longer never ends.
const LONGEST_START: Duration = Duration::from_secs(20);

/// The companies' first tries again are within this, by their own clock.
const PAST_THE_FIRST_RETRY: Duration = Duration::from_secs(61);

/// A trap that sprang has told of it by then.
const TELLS_WITHIN: Duration = Duration::from_secs(1);

/// The sandbox has no rest while a webhook is under way; the program may have to be started for it.
const LONGEST_TO_SETTLE: Duration = Duration::from_millis(100);

/// A webhook whose time has come is posted within this.
const TRIES_AGAIN_WITHIN: Duration = Duration::from_secs(1);

/// Below the ports that systems give to whoever asks for any: while the program is away, nobody takes its own.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

pub(super) struct World {
    pub sandbox: Sandbox,
    pub clock: Clock,
    /// Not through the proxy.
    pub pool: PgPool,
    pub trap: Arc<Trap>,
    pub in_flight: Option<InFlight>,
    /// From the kill until the next program was there.
    pub away: Option<Duration>,
    /// For how many failed tries the companies' clock was moved, and when.
    moved_for: (u64, Instant),
    deaths: mpsc::UnboundedReceiver<Child>,
    address: SocketAddr,
    url: String,
    log: PathBuf,
    /// Closing it ends the program.
    stdin: Option<ChildStdin>,
    _proxy: JoinSet<()>,
    _database: TestDatabase,
}

impl World {
    /// Everything but the program, in a folder of its own.
    pub(super) async fn make(
        server: &TestServer,
        folder: &Path,
        (each, with_statuses): (Each, bool),
        point: Option<Point>,
    ) -> Result<Self, Trouble> {
        let database = town::seeded_on(server, "crash").await?;
        let pool = PgPoolOptions::new().max_connections(2).connect(database.url()).await?;
        let (trap, deaths) = Trap::new(each, point);
        let trap = Arc::new(trap);
        // Of the world before.
        let log = folder.join("program.log");
        for left in [folder.join(proxy::SOCKET), log.clone()] {
            let _ = std::fs::remove_file(left);
        }
        let proxy = proxy::open(folder, server.cluster().socket_folder(), Arc::clone(&trap))?;
        let (before, _) = database.url().split_once('?').ok_or("an URL with a socket")?;
        let url = format!("{before}?host={}&sslmode=disable", folder.display());
        let moved = Arc::new(watch::Sender::new(0));
        let sandbox_options =
            Options { moved: Arc::clone(&moved), inbound_counts: false, ..Options::default() };
        let sandbox = Sandbox::start(sandbox_options).await?;
        town::approve_templates(&sandbox)?;
        if !with_statuses {
            sandbox.faults().next_of(Direction::WhatsappWebhooks, "status ", Fault::Drop, u32::MAX);
        }
        let seen = Arc::clone(&trap);
        sandbox.is_watched(move |_, name, step| seen.call(name, step));
        let address = free_address()?;
        let [whatsapp, razorpay] = town::webhooks(address);
        sandbox.set_webhooks(&whatsapp, &razorpay);
        sandbox.set_payout_webhook(&format!("http://{address}/webhooks/razorpayx"));
        // Last, so that every story begins in the same minute.
        let clock = Clock::movable(TimeZone::get("Asia/Kolkata")?, Arc::clone(&moved));
        let start: Timestamp = MONDAY_AT_NINE.parse()?;
        moved.send_replace(i64::try_from(start.duration_since(clock.now()).as_micros())?);
        // The sandbox's clock runs ahead of the program's when the companies try again; this one stays with the program.
        let clock =
            Clock::movable(clock.zone().clone(), Arc::new(watch::Sender::new(*moved.borrow())));
        Ok(Self {
            sandbox,
            clock,
            pool,
            trap,
            in_flight: None,
            away: None,
            moved_for: (0, Instant::now()),
            deaths,
            address,
            url,
            log,
            stdin: None,
            _proxy: proxy,
            _database: database,
        })
    }

    /// Starts the program, and again should the trap spring before it is up.
    pub(super) async fn starts(&mut self) -> Result<(), Trouble> {
        let (stdin, stdout) = {
            let mut command = self.command()?;
            self.trap.start(&mut command, |child| (child.stdin.take(), child.stdout.take()))?
        };
        self.stdin = stdin;
        let mut lines = BufReader::new(stdout.ok_or("the program's own words")?).lines();
        let first = tokio::time::timeout(LONGEST_START, lines.next_line()).await;
        match first.map_err(|_| "the program does not come up")?? {
            Some(_) => Ok(()),
            // Its end may be seen before the trap has told of it.
            None => match tokio::time::timeout(TELLS_WITHIN, self.deaths.recv()).await {
                Ok(Some(dead)) => Box::pin(self.revives(dead)).await,
                _ => Err(format!("the program ends at once: {}", self.log_tail()).into()),
            },
        }
    }

    fn command(&self) -> Result<Command, Trouble> {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(&self.log)?;
        let mut command = Command::new(beside("clocked")?);
        let ahead = self.clock.now().duration_since(system_now()).as_micros();
        command.arg(ahead.to_string()).env_clear().current_dir("/");
        command.envs(town::variables(&self.sandbox, self.address)).env("DATABASE_URL", &self.url);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).kill_on_drop(true);
        Ok(command)
    }

    /// If the program was killed meanwhile, starts the next.
    pub(super) async fn looks_after_the_program(&mut self) -> Result<(), Trouble> {
        match self.deaths.try_recv() {
            Ok(dead) => self.revives(dead).await,
            Err(_) => Ok(()),
        }
    }

    async fn revives(&mut self, mut dead: Child) -> Result<(), Trouble> {
        let began = Instant::now();
        dead.wait().await?;
        self.in_flight = Some(InFlight::look(self).await?);
        self.starts().await?;
        self.away = Some(began.elapsed());
        Ok(())
    }

    /// The companies try again what the program did not take: their clock is moved, once for each time that something
    /// was not taken, and again should that not have been enough.
    pub(super) fn webhooks_come_again(&mut self) {
        let totals = self.sandbox.totals();
        let (failed, at) = self.moved_for;
        let enough = failed == totals.failed && at.elapsed() < TRIES_AGAIN_WITHIN;
        if totals.failed > totals.retries && !enough && self.trap.holds_a_program() {
            self.sandbox.forward(PAST_THE_FIRST_RETRY);
            self.moved_for = (totals.failed, Instant::now());
        }
    }

    /// Whether nothing is left to do: no event, no effect, no webhook.
    pub(super) async fn is_quiet(&self) -> Result<bool, Trouble> {
        let settles = tokio::time::timeout(LONGEST_TO_SETTLE, self.sandbox.settled());
        if settles.await.is_err() {
            return Ok(false);
        }
        let totals = self.sandbox.totals();
        Ok(totals.failed == totals.retries
            && town::is_idle(&self.pool, self.clock.now()).await?
            && self.only_timers_wait().await?)
    }

    /// A message that was in hand at a kill is due only when its fate is known: until then nobody holds it.
    async fn only_timers_wait(&self) -> sqlx::Result<bool> {
        sqlx::query_scalar("select not exists (select from outbox where channel <> 'timer')")
            .fetch_one(&self.pool)
            .await
    }

    pub(super) fn people(&self) -> Vec<Person> {
        self.sandbox.people()
    }

    /// The last that the program said.
    pub(super) fn log_tail(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }

    /// Ends the program as hard as ever: nothing follows.
    pub(super) async fn ends(mut self) -> Result<(), Trouble> {
        if let Some(mut program) = self.trap.release() {
            program.kill().await?;
        }
        if let Some(mut stdin) = self.stdin.take() {
            let _ = stdin.shutdown().await;
        }
        self.sandbox.stop().await;
        self.pool.close().await;
        Ok(())
    }
}

fn free_address() -> Result<SocketAddr, Trouble> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    for _ in PORTS {
        let step = NEXT.fetch_add(1, Ordering::Relaxed) % (PORTS.end - PORTS.start);
        let address = SocketAddr::from(([127, 0, 0, 1], PORTS.start + step));
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    Err("no port is free".into())
}

#[expect(clippy::disallowed_methods, reason = "business time is this and how far it is ahead")]
fn system_now() -> Timestamp {
    Timestamp::now()
}
