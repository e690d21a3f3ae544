//! Several nodes on one database behind a proxy: they share the work, they are restarted one after the other, and one of
//! them is killed. People talk all the while, and nothing may be lost or said twice.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::{JoinSet, LocalSet};

use super::crowd::{Crowd, Shared};
use super::figures::Times;
use super::graph::Graph;
use super::hooks::Hooks;
use super::process::{self, Program};
use super::proxy::{self, Nodes};
use super::run::{self, APP_SECRET, PHONE_NUMBER_ID};
use super::server::Server;
use super::{drive, graph, tables};
use crate::Trouble;

/// A node that was told to stop has ended within this.
const LONGEST_STOP: Duration = Duration::from_secs(10);

/// What a killed node had in hand is another's within this.
const TAKEN_OVER: Duration = Duration::from_secs(10);

/// The proxy has heard of a node by then, or never does.
const HEARD_OF: Duration = Duration::from_secs(5);

/// What is done to the nodes while people talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Nothing, for so long.
    Share { seconds: u64 },
    /// Each is restarted in its turn, so many times.
    Rolling { rounds: u64 },
    /// One is killed in the middle, and never comes back.
    Kill { seconds: u64 },
}

#[derive(Clone, Copy, Debug)]
pub struct Many {
    pub nodes: usize,
    pub people: usize,
    /// Messages a second.
    pub rate: f64,
    pub connections: usize,
    /// Every webhook is posted twice, and so most often to two nodes.
    pub twice: bool,
    pub drain_seconds: u32,
    pub plan: Plan,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub said: u64,
    pub answered: usize,
    pub turns: Times,
    /// Answers by node.
    pub shares: Vec<u64>,
    pub lost: u64,
    pub wrong: u64,
    pub repeated: u64,
    /// Of those that were said again: first heard shortly before a node was killed, and its answer never written down.
    pub in_flight: u64,
    /// Webhooks that were not answered with 200.
    pub refused: u64,
    pub stops: Vec<Duration>,
    pub faults: Vec<String>,
    was_killed: bool,
}

impl Seen {
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let in_time = self.stops.iter().all(|stop| *stop < LONGEST_STOP);
        let undisturbed = self.was_killed || (self.refused == 0 && self.in_flight == 0);
        let taken_over = self.turns.longest() < TAKEN_OVER;
        let nothing = self.lost == 0 && self.wrong == 0 && self.repeated == 0;
        nothing && in_time && undisturbed && taken_over && self.faults.is_empty()
    }
}

/// A node that runs, and what it takes to start it again.
struct Running {
    program: Program,
    graph: String,
}

struct Ground<'a> {
    folder: &'a Path,
    url: String,
    many: Many,
}

impl Ground<'_> {
    fn log(&self) -> PathBuf {
        self.folder.join("nodes.log")
    }

    fn start(&self, address: SocketAddr, graph: &str) -> Result<Program, Trouble> {
        let mut command: Command = run::serve(address, graph, &self.url)?;
        command.env("REALSERV_DRAIN_SECONDS", self.many.drain_seconds.to_string());
        Program::start(command, address, &self.log())
    }
}

pub async fn nodes(server: &Server, folder: &Path, many: Many) -> Result<Seen, Trouble> {
    let ground = Ground { folder, url: server.fresh("nodes").await?, many };
    run::seed(&ground.url, folder)?;
    let door = graph::listen()?;
    let address = door.local_addr()?;
    let hooks = Hooks::new(&address.to_string(), PHONE_NUMBER_ID, APP_SECRET, run::run_number());
    let mut crowd = Crowd::new(hooks, many.people, run::run_number());
    crowd.talks_on = false;
    crowd.twice = many.twice;
    let crowd = Shared::new(crowd);
    LocalSet::new()
        .run_until(async {
            let mut tasks = JoinSet::new();
            let (mut running, mut shares) = (Vec::new(), Vec::new());
            for _ in 0..many.nodes {
                let listener = graph::listen()?;
                let graph = format!("http://{}", listener.local_addr()?);
                let share = Graph::with_limits(None);
                tasks.spawn_local(graph::serve(listener, crowd.clone(), Rc::clone(&share)));
                let mut program = ground.start(process::free_address()?, &graph)?;
                program.ready().await?;
                running.push(Running { program, graph });
                shares.push(share);
            }
            let addresses: Vec<SocketAddr> =
                running.iter().map(|one| one.program.address).collect();
            let nodes = Nodes::new(&addresses);
            tasks.spawn_local(proxy::follow(nodes.clone()));
            tasks.spawn_local(proxy::pass(door, nodes.clone()));
            for _ in 0..many.connections {
                tasks.spawn_local(drive::post(address, crowd.clone()));
            }
            run::everybody_arrives(&crowd).await?;
            // All came at once, to programs that had just started: that is not what is measured.
            crowd.with(|crowd| crowd.counted.turns = Times::default());
            let mut arrivals = JoinSet::new();
            arrivals.spawn_local(drive::arrive(crowd.clone(), many.rate));
            let stops = carry_out(&ground, &crowd, &nodes, &mut running).await?;
            drop(arrivals);
            let lost = run::silence(&crowd).await;
            let mut seen = count(&crowd, lost, many.plan);
            seen.stops = stops;
            seen.shares = shares.iter().map(|graph| graph.calls.get()).collect();
            seen.faults = tables::faults(&ground.url, seen.said, seen.answered, true).await?;
            for one in running {
                seen.stops.push(stop(one.program).await?);
            }
            Ok::<_, Trouble>(seen)
        })
        .await
}

/// Does what was planned. How long each stop took.
async fn carry_out(
    ground: &Ground<'_>,
    crowd: &Shared,
    nodes: &Nodes,
    running: &mut Vec<Running>,
) -> Result<Vec<Duration>, Trouble> {
    let mut stops = Vec::new();
    match ground.many.plan {
        Plan::Share { seconds } => tokio::time::sleep(Duration::from_secs(seconds)).await,
        Plan::Kill { seconds } => {
            tokio::time::sleep(Duration::from_secs(seconds) / 2).await;
            if let Some(mut killed) = running.pop() {
                killed.program.kill()?;
                crowd.with(Crowd::was_killed);
            }
            tokio::time::sleep(Duration::from_secs(seconds) / 2).await;
        }
        Plan::Rolling { rounds } => {
            for _ in 0..rounds {
                for _ in 0..running.len() {
                    let Running { program, graph } = running.remove(0);
                    let address = program.address;
                    stops.push(stop(program).await?);
                    let mut program = ground.start(address, &graph)?;
                    program.ready().await?;
                    until_heard_of(nodes, address).await?;
                    running.push(Running { program, graph });
                }
            }
        }
    }
    Ok(stops)
}

/// As whoever restarts nodes one after the other waits: until the one before takes its share again.
async fn until_heard_of(nodes: &Nodes, address: SocketAddr) -> Result<(), Trouble> {
    let began = Instant::now();
    while !nodes.is_ready(address) {
        if began.elapsed() > HEARD_OF {
            return Err("the proxy never hears that a node is ready".into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

async fn stop(program: Program) -> Result<Duration, Trouble> {
    let began = Instant::now();
    program.stop().await?;
    Ok(began.elapsed())
}

fn count(crowd: &Shared, lost: u64, plan: Plan) -> Seen {
    crowd.with(|crowd| {
        let counted = std::mem::take(&mut crowd.counted);
        let in_flight = counted.again.iter().filter(|again| tables::was_in_flight(**again)).count();
        let in_flight = u64::try_from(in_flight).unwrap_or(u64::MAX);
        Seen {
            said: crowd.said,
            answered: crowd.heard(),
            repeated: counted.all_repeated() - in_flight,
            turns: counted.turns,
            lost,
            wrong: counted.wrong,
            in_flight,
            refused: counted.refused,
            was_killed: matches!(plan, Plan::Kill { .. }),
            ..Seen::default()
        }
    })
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let longest_stop = self.stops.iter().max().copied().unwrap_or_default();
        writeln!(
            f,
            "{} messages of people, {} answers: p50 {:.1} ms, p99 {:.1} ms, longest {:.0} ms",
            self.said,
            self.answered,
            self.turns.millis(500),
            self.turns.millis(990),
            self.turns.longest().as_secs_f64() * 1000.0,
        )?;
        writeln!(
            f,
            "  lost {}, wrong {}, repeated {} (and in flight at a kill {}), webhooks not answered with 200: {}",
            self.lost, self.wrong, self.repeated, self.in_flight, self.refused,
        )?;
        write!(
            f,
            "  answers by node: {:?}; longest stop {:.1} s",
            self.shares,
            longest_stop.as_secs_f64()
        )?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
