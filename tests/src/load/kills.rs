//! A program that is killed again and again while people talk with it, and what is found in its tables afterwards.
//!
//! People talk in a closed loop over the same wire as in every other run; whoever posts to a program that is not there
//! posts again, as Meta does. A message to Meta may come a second time if its answer had not been written down when the
//! program was killed: the Graph API has no key that would tell. Nothing else may be lost, doubled or wrong.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use tokio::task::{JoinSet, LocalSet};

use super::crowd::{Crowd, Shared};
use super::graph::Graph;
use super::hooks::Hooks;
use super::process::{self, Program};
use super::run::{self, APP_SECRET, PHONE_NUMBER_ID};
use super::server::Server;
use super::{drive, graph, tables};
use crate::Trouble;

/// The longest that a program lives, in milliseconds from when it is ready.
const LONGEST_LIFE: u64 = 400;

/// How long what one left in hand may take until another has it where no lock tells, and a margin.
const TAKEN_OVER: Duration = Duration::from_secs(10);

/// How many times, among how many people.
#[derive(Clone, Copy, Debug)]
pub struct Kills {
    pub kills: u64,
    pub people: usize,
    pub connections: usize,
    /// Draws the moments.
    pub seed: u64,
    /// Whether Meta tells how far messages have come. Without, one that was in flight at a kill is not recognised.
    pub with_statuses: bool,
}

/// What became of it.
#[derive(Clone, Debug, Default)]
pub struct Survived {
    pub kills: u64,
    pub said: u64,
    pub answered: usize,
    /// Whose answer never came.
    pub lost: u64,
    pub wrong: u64,
    /// Messages that came again, by how long before the next kill they had been heard.
    pub again: Vec<Option<Duration>>,
    /// What the tables should not hold, or lack.
    pub faults: Vec<String>,
}

impl Survived {
    /// Nothing but messages in flight came twice, and nothing was lost.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.lost == 0
            && self.wrong == 0
            && self.faults.is_empty()
            && self.again.iter().all(|again| tables::was_in_flight(*again))
    }
}

pub async fn kills(server: &Server, folder: &Path, wanted: Kills) -> Result<Survived, Trouble> {
    let url = server.fresh("kills").await?;
    let listener = graph::listen()?;
    let graph_url = format!("http://{}", listener.local_addr()?);
    let address = process::free_address()?;
    run::seed(&url, folder)?;
    let log = folder.join("killed.log");
    let start = || Program::start(run::serve(address, &graph_url, &url)?, address, &log);
    let hooks = Hooks::new(&address.to_string(), PHONE_NUMBER_ID, APP_SECRET, run::run_number());
    let mut crowd = Crowd::new(hooks, wanted.people, run::run_number());
    crowd.talks_on = false;
    crowd.with_statuses = wanted.with_statuses;
    let crowd = Shared::new(crowd);
    let mut program = start()?;
    program.ready().await?;
    let mut moments = Moments(wanted.seed);
    let survived = LocalSet::new()
        .run_until(async {
            let mut tasks = JoinSet::new();
            tasks.spawn_local(graph::serve(listener, crowd.clone(), Graph::with_limits(None)));
            for _ in 0..wanted.connections {
                tasks.spawn_local(drive::post(address, crowd.clone()));
            }
            run::everybody_arrives(&crowd).await?;
            crowd.with(|crowd| {
                crowd.talks_on = true;
                for person in 0..crowd.len() {
                    crowd.says(person, Instant::now());
                }
            });
            for _ in 0..wanted.kills {
                tokio::time::sleep(moments.next()).await;
                program.kill()?;
                crowd.with(Crowd::was_killed);
                program = start()?;
                program.ready().await?;
            }
            crowd.with(|crowd| crowd.talks_on = false);
            tokio::time::sleep(TAKEN_OVER).await;
            let lost = run::silence(&crowd).await;
            let mut survived = count(&crowd, wanted.kills, lost);
            survived.faults =
                tables::faults(&url, survived.said, survived.answered, wanted.with_statuses)
                    .await?;
            Ok::<_, Trouble>(survived)
        })
        .await?;
    program.stop().await?;
    Ok(survived)
}

fn count(crowd: &Shared, kills: u64, lost: u64) -> Survived {
    crowd.with(|crowd| {
        let counted = std::mem::take(&mut crowd.counted);
        Survived {
            kills,
            said: crowd.said,
            answered: crowd.heard(),
            lost,
            wrong: counted.wrong + counted.repeated,
            again: counted.again,
            faults: Vec::new(),
        }
    })
}

/// Moments that look like chance and are the same for the same seed (splitmix64).
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Duration::from_millis((mixed ^ (mixed >> 31)) % LONGEST_LIFE)
    }
}

impl fmt::Display for Survived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let longest = self.again.iter().flatten().max().copied().unwrap_or_default();
        writeln!(
            f,
            "{} kills: {} messages of people, {} answers; lost {}, wrong {}",
            self.kills, self.said, self.answered, self.lost, self.wrong
        )?;
        write!(
            f,
            "  said again after a kill {} (heard at most {} ms before it), without a kill {}",
            self.again.iter().flatten().count(),
            longest.as_millis(),
            self.again.iter().filter(|again| again.is_none()).count(),
        )?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}
