//! One program under one load: a fresh database, everybody arrives, a warm-up, the measured time, and a silence in which
//! the last answers come.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::{JoinSet, LocalSet};

use super::crowd::{Counted, Crowd, Shared};
use super::figures::{Cost, Figures};
use super::graph::{Graph, Limits};
use super::hooks::Hooks;
use super::process::{self, Program};
use super::server::{Known, Server};
use super::{drive, graph};
use crate::Trouble;
use crate::town::ADMIN_KEY;

pub(super) const APP_SECRET: &str = "load-app-secret-0001";
pub(super) const PHONE_NUMBER_ID: &str = "300000000000001";

/// Before what is measured: caches fill, the kernel's buffers too.
const WARM_UP: Duration = Duration::from_secs(3);

/// How long the last answers may take before they count as lost.
const SILENCE: Duration = Duration::from_secs(15);

/// Statuses that wait for a free connection when nothing but statuses come.
const STATUSES_WAITING: usize = 1024;

/// Who is under load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contender {
    RealServ,
    /// A bare server with one transaction for each turn and each status.
    OneByOne,
    /// A bare server that stores nothing.
    StoresNothing,
}

#[derive(Clone, Copy, Debug)]
pub enum Pace {
    /// Everybody says the next thing as soon as they have their answer.
    Closed,
    /// So many a second, whatever happens.
    Open(f64),
    /// Nobody says anything; statuses come as fast as they are taken.
    StatusesOnly,
}

#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub people: usize,
    pub pace: Pace,
    pub seconds: u64,
    pub connections: usize,
    pub with_statuses: bool,
    pub twice: bool,
    /// So many rows have had their time when the program starts, and leave while people talk.
    pub old_rows: u32,
    /// Who was a customer before, and how many messages each of them has had.
    pub known: Known,
    /// The number's and the pair's limits are on, here and in the program.
    pub limits: Option<Limits>,
}

/// Runs it on a server of the caller's.
pub async fn run(
    server: &Server,
    folder: &Path,
    contender: Contender,
    load: Load,
) -> Result<Figures, Trouble> {
    let url = server.fresh("load").await?;
    let listener = graph::listen()?;
    let graph_url = format!("http://{}", listener.local_addr()?);
    let address = process::free_address()?;
    let mut command = command(contender, address, &graph_url, &url)?;
    if let Some(limits) = load.limits {
        command.envs(limits.variables());
    }
    if contender == Contender::RealServ {
        seed(&url, folder)?;
    }
    server.write_old_rows(&url, load.old_rows).await?;
    server.write_customers(&url, load.known).await?;
    let mut program = Program::start(command, address, &folder.join("program.log"))?;
    program.ready().await?;
    let hooks = Hooks::new(&address.to_string(), PHONE_NUMBER_ID, APP_SECRET, run_number());
    let mut crowd = Crowd::new(hooks, load.people, run_number());
    crowd.twice = load.twice;
    crowd.talks_on = false;
    let crowd = Shared::new(crowd);
    let local = LocalSet::new();
    let graph = Graph::with_limits(load.limits);
    let figures = local
        .run_until(async {
            let mut tasks = JoinSet::new();
            tasks.spawn_local(graph::serve(listener, crowd.clone(), Rc::clone(&graph)));
            for _ in 0..load.connections {
                tasks.spawn_local(drive::post(address, crowd.clone()));
            }
            measure(server, &program, &crowd, load).await
        })
        .await?;
    program.stop().await?;
    let old_rows_left = server.old_rows(&url, load.old_rows).await?;
    Ok(Figures { old_rows_left, over_limits: graph.over.get(), ..figures })
}

async fn measure(
    server: &Server,
    program: &Program,
    crowd: &Shared,
    load: Load,
) -> Result<Figures, Trouble> {
    if !matches!(load.pace, Pace::StatusesOnly) {
        everybody_arrives(crowd).await?;
    }
    server.settle().await?;
    crowd.with(|crowd| crowd.with_statuses = load.with_statuses);
    let mut arrivals = JoinSet::new();
    match load.pace {
        Pace::Closed => crowd.with(|crowd| {
            crowd.talks_on = true;
            for person in 0..crowd.len() {
                crowd.says(person, Instant::now());
            }
        }),
        Pace::Open(rate) => {
            arrivals.spawn_local(drive::arrive(crowd.clone(), rate));
        }
        Pace::StatusesOnly => {
            arrivals.spawn_local(drive::only_statuses(crowd.clone(), STATUSES_WAITING));
        }
    }
    tokio::time::sleep(WARM_UP).await;
    let before = Reading::take(server, program).await?;
    crowd.with(|crowd| crowd.counted = Counted::default());
    let began = Instant::now();
    tokio::time::sleep(Duration::from_secs(load.seconds)).await;
    let counted = crowd.with(|crowd| std::mem::take(&mut crowd.counted));
    let seconds = began.elapsed().as_secs_f64();
    let cost = Reading::take(server, program).await?.since(&before);
    drop(arrivals);
    crowd.with(|crowd| crowd.talks_on = false);
    let lost = silence(crowd).await;
    let late = crowd.with(|crowd| std::mem::take(&mut crowd.counted));
    let repeated = counted.all_repeated() + late.all_repeated();
    Ok(Figures {
        seconds,
        turns: counted.turns,
        messages: counted.messages,
        statuses: counted.statuses,
        lost,
        repeated,
        wrong: counted.wrong + late.wrong,
        refused: counted.refused + late.refused,
        cost,
        old_rows_left: 0,
        over_limits: 0,
    })
}

/// Everybody writes for the first time and chooses a language.
pub(super) async fn everybody_arrives(crowd: &Shared) -> Result<(), Trouble> {
    crowd.with(|crowd| {
        for person in 0..crowd.len() {
            crowd.says(person, Instant::now());
        }
    });
    let patience = Duration::from_secs(60) + SILENCE;
    let began = Instant::now();
    while !crowd.with(|crowd| crowd.all_are_known()) {
        if began.elapsed() > patience {
            let waiting = crowd.with(|crowd| crowd.waiting());
            return Err(format!("{waiting} people never got their first answers").into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// Waits for the last answers, and until the last webhook is taken; how many answers never came.
pub(super) async fn silence(crowd: &Shared) -> u64 {
    let began = Instant::now();
    loop {
        let (waiting, quiet) = crowd.with(|crowd| (crowd.waiting(), crowd.is_quiet()));
        if quiet || began.elapsed() > SILENCE {
            // What comes twice comes soon after.
            tokio::time::sleep(Duration::from_millis(500)).await;
            return u64::try_from(waiting).unwrap_or(u64::MAX);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// What the processes had used at a moment.
pub(super) struct Reading {
    cost: Cost,
}

impl Reading {
    pub(super) async fn take(server: &Server, program: &Program) -> Result<Self, Trouble> {
        let cost = Cost {
            program_cpu: process::cpu_seconds(program.pid()),
            database_cpu: process::cpu_seconds(server.pid()),
            load_cpu: process::own_cpu_seconds(std::process::id()),
            program_bytes: process::memory_bytes(program.pid()),
            database_bytes: process::memory_bytes(server.pid()),
            wal_bytes: server.wal_bytes().await?,
        };
        Ok(Self { cost })
    }

    pub(super) fn since(&self, before: &Self) -> Cost {
        let (now, then) = (&self.cost, &before.cost);
        Cost {
            program_cpu: now.program_cpu - then.program_cpu,
            database_cpu: now.database_cpu - then.database_cpu,
            load_cpu: now.load_cpu - then.load_cpu,
            program_bytes: now.program_bytes,
            database_bytes: now.database_bytes,
            wal_bytes: now.wal_bytes - then.wal_bytes,
        }
    }
}

fn command(
    contender: Contender,
    address: SocketAddr,
    graph: &str,
    url: &str,
) -> Result<Command, Trouble> {
    if contender == Contender::RealServ {
        return serve(address, graph, url);
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bare").arg("--listen").arg(address.to_string()).arg("--graph").arg(graph);
    command.args(["--app-secret", APP_SECRET, "--phone-number-id", PHONE_NUMBER_ID]);
    if contender == Contender::OneByOne {
        command.arg("--database").arg(url);
    }
    Ok(command)
}

/// The program as it runs for real, with the number's and the pair's limits off.
pub(super) fn serve(address: SocketAddr, graph: &str, url: &str) -> Result<Command, Trouble> {
    let mut command = Command::new(process::beside("realserv")?);
    command.arg("serve").env_clear().current_dir(std::env::temp_dir());
    command.envs([
        ("REALSERV_LISTEN", address.to_string().as_str()),
        ("REALSERV_DRAIN_SECONDS", "0"),
        ("REALSERV_ADMIN_API_KEY", ADMIN_KEY),
        // What is measured is a turn, not how long it waits for more words.
        ("REALSERV_QUIET_MS", "0"),
        ("DATABASE_URL", url),
        ("WHATSAPP_API_URL", graph),
        ("WHATSAPP_PHONE_NUMBER_ID", PHONE_NUMBER_ID),
        ("WHATSAPP_BUSINESS_ACCOUNT_ID", "200000000000001"),
        ("WHATSAPP_ACCESS_TOKEN", "load-token"),
        ("WHATSAPP_APP_SECRET", APP_SECRET),
        ("WHATSAPP_VERIFY_TOKEN", "load-verify"),
        ("WHATSAPP_MESSAGES_PER_SECOND", "0"),
        ("WHATSAPP_PAIR_BURST", "0"),
        ("WHATSAPP_PAIR_SECONDS", "0"),
        ("RUST_LOG", "warn"),
    ]);
    Ok(command)
}

pub(super) fn seed(url: &str, folder: &Path) -> Result<(), Trouble> {
    let mut command = Command::new(process::beside("realserv")?);
    command.arg("seed").env_clear().current_dir(folder).env("DATABASE_URL", url);
    let output = command.output()?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("seed: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// Ids of one run must be no other's.
#[expect(clippy::disallowed_methods, reason = "nothing but a name")]
pub(super) fn run_number() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_microsecond()).unwrap_or(0)
}
