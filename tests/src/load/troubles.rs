//! Bad days while people talk: the Graph API answers 500, 429, rubbish or nothing, is slow or away; PostgreSQL falls over, or
//! cuts every connection. After each the last answer must come, each person's in order, none twice, none lost.

use std::fmt;
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::{JoinSet, LocalSet};

use super::crowd::{Counted, Crowd, Shared};
use super::graph::{Graph, Mood};
use super::hooks::Hooks;
use super::process::{self, Program};
use super::run::{self, APP_SECRET, PHONE_NUMBER_ID};
use super::server::Server;
use super::{drive, graph, tables};
use crate::Trouble;

const DATABASE: &str = "troubles";

/// Before the first and between two troubles.
const CALM: Duration = Duration::from_secs(1);

/// The longest pause of a retry, the wait for a status of a message in doubt, and a margin.
const PATIENCE: Duration = Duration::from_secs(90);

#[derive(Clone, Debug)]
pub struct Troubles {
    pub people: usize,
    /// Messages of people a second.
    pub rate: f64,
    pub connections: usize,
    /// How long each trouble lasts.
    pub seconds: u64,
    /// One after the other.
    pub kinds: Vec<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// The Graph API answers 500
    Broken,
    /// The Graph API answers 429
    Busy,
    /// The Graph API answers rubbish
    Garbled,
    /// The Graph API closes every connection
    Away,
    /// The Graph API takes a second for each answer
    Slow,
    /// The Graph API does not answer
    Silent,
    /// PostgreSQL falls over and starts again
    Falls,
    /// PostgreSQL cuts every connection
    Cut,
}

impl Kind {
    /// Of the Graph API; the others are PostgreSQL's.
    const fn mood(self) -> Option<Mood> {
        match self {
            Self::Broken => Some(Mood::Broken),
            Self::Busy => Some(Mood::Busy),
            Self::Garbled => Some(Mood::Garbled),
            Self::Away => Some(Mood::Away),
            Self::Slow => Some(Mood::Slow),
            Self::Silent => Some(Mood::Silent),
            Self::Falls | Self::Cut => None,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Broken => "the Graph API answers 500",
            Self::Busy => "the Graph API answers 429",
            Self::Garbled => "the Graph API answers rubbish",
            Self::Away => "the Graph API is away",
            Self::Slow => "the Graph API takes a second",
            Self::Silent => "the Graph API does not answer",
            Self::Falls => "PostgreSQL falls over",
            Self::Cut => "PostgreSQL cuts every connection",
        })
    }
}

/// What became of one.
#[derive(Debug)]
struct One {
    kind: Kind,
    /// Said while it lasted, and calls for messages that came meanwhile.
    said: u64,
    calls: u64,
    /// From its end until the last who had waited had an answer.
    over_after: Option<Duration>,
    counted: Counted,
}

/// What became of all.
#[derive(Debug)]
pub struct Stood {
    all: Vec<One>,
    lost: u64,
    faults: Vec<String>,
}

impl Stood {
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let fine = |one: &One| {
            one.over_after.is_some() && one.counted.wrong + one.counted.all_repeated() == 0
        };
        self.lost == 0 && self.faults.is_empty() && self.all.iter().all(fine)
    }
}

pub async fn troubles(
    server: &mut Server,
    folder: &Path,
    wanted: Troubles,
) -> Result<Stood, Trouble> {
    let url = server.fresh(DATABASE).await?;
    let listener = graph::listen()?;
    let graph_url = format!("http://{}", listener.local_addr()?);
    let address = process::free_address()?;
    run::seed(&url, folder)?;
    let command = run::serve(address, &graph_url, &url)?;
    let mut program = Program::start(command, address, &folder.join("troubles.log"))?;
    program.ready().await?;
    let hooks = Hooks::new(&address.to_string(), PHONE_NUMBER_ID, APP_SECRET, run::run_number());
    let mut crowd = Crowd::new(hooks, wanted.people, run::run_number());
    crowd.talks_on = false;
    let crowd = Shared::new(crowd);
    let graph = Graph::with_limits(None);
    let stood = LocalSet::new()
        .run_until(async {
            let mut tasks = JoinSet::new();
            tasks.spawn_local(graph::serve(listener, crowd.clone(), Rc::clone(&graph)));
            for _ in 0..wanted.connections {
                tasks.spawn_local(drive::post(address, crowd.clone()));
            }
            run::everybody_arrives(&crowd).await?;
            let mut all = Vec::new();
            for kind in &wanted.kinds {
                all.push(one(server, &crowd, &graph, (*kind, &wanted)).await?);
            }
            let lost = run::silence(&crowd).await;
            let (said, heard) = crowd.with(|crowd| (crowd.said, crowd.heard()));
            let faults = tables::faults(&url, said, heard, true).await?;
            Ok::<_, Trouble>(Stood { all, lost, faults })
        })
        .await?;
    program.stop().await?;
    Ok(stood)
}

/// People talk; it comes, lasts and goes; they talk on for a moment, and then everybody waits for what is still to come.
async fn one(
    server: &mut Server,
    crowd: &Shared,
    graph: &Graph,
    (kind, wanted): (Kind, &Troubles),
) -> Result<One, Trouble> {
    let mut arrivals = JoinSet::new();
    arrivals.spawn_local(drive::arrive(crowd.clone(), wanted.rate));
    tokio::time::sleep(CALM).await;
    crowd.with(|crowd| crowd.counted = Counted::default());
    let (said, calls) = (crowd.with(|crowd| crowd.said), graph.calls.get());
    let lasts = Duration::from_secs(wanted.seconds);
    match (kind.mood(), kind) {
        (Some(mood), _) => {
            graph.is(mood);
            tokio::time::sleep(lasts).await;
            graph.is(Mood::Well);
        }
        (None, Kind::Falls) => server.falls_and_rises().await?,
        (None, _) => server.cuts_connections(DATABASE).await?,
    }
    let said = crowd.with(|crowd| crowd.said) - said;
    let calls = graph.calls.get() - calls;
    drop(arrivals);
    let ended = Instant::now();
    let over_after = loop {
        if crowd.with(|crowd| crowd.is_quiet()) {
            break Some(ended.elapsed());
        }
        if ended.elapsed() > PATIENCE {
            break None;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    };
    let counted = crowd.with(|crowd| std::mem::take(&mut crowd.counted));
    Ok(One { kind, said, calls, over_after, counted })
}

impl fmt::Display for Stood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for one in &self.all {
            let One { kind, said, calls, over_after, counted } = one;
            let over = over_after
                .map_or("never".to_owned(), |after| format!("after {:.1} s", after.as_secs_f64()));
            writeln!(
                f,
                "{kind}: {said} messages and {calls} calls meanwhile; all answered {over}; half waited {:.1} s at most, nine of ten {:.1} s, the longest {:.1} s; wrong {}, repeated {}, webhooks sent again {}",
                counted.turns.millis(500) / 1000.0,
                counted.turns.millis(900) / 1000.0,
                counted.turns.longest().as_secs_f64(),
                counted.wrong,
                counted.all_repeated(),
                counted.refused,
            )?;
        }
        write!(f, "lost {}", self.lost)?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
