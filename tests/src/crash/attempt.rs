//! One run of the story, with a kill in it or without.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use realserv_adapters::postgres::template::TestServer;

use super::diff;
use super::flight::Once;
use super::state::{self, State};
use super::story::{self, Course, People};
use super::trap::{Each, Passed, Point};
use super::world::World;
use crate::Trouble;

/// A message whose answer has not been written down after so long was not merely under way; on a machine with much to do a
/// statement may take a second.
const IN_FLIGHT: Duration = Duration::from_secs(5);

/// How it goes when nobody disturbs it.
pub(super) struct Undisturbed {
    pub course: Course,
    pub state: State,
    pub passed: Passed,
}

impl Undisturbed {
    /// How it ends, and what was sent out how often.
    pub(super) fn shown(&self) -> String {
        let mut out = String::new();
        for (name, part) in &self.state {
            // Writing into a string cannot fail.
            let _ = writeln!(out, "── {name}\n{part}");
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in self.passed.messages.iter().chain(&self.passed.calls) {
            *counts.entry(name).or_default() += 1;
        }
        for (name, count) in counts {
            let _ = writeln!(out, "{count:5} {name}");
        }
        out
    }
}

/// What became of a run with a kill in it.
#[derive(Debug)]
pub(super) struct Attempt {
    pub point: Point,
    /// What the trap sprang at; nothing where the run was over before.
    pub at: Option<String>,
    /// Messages that Meta had taken and the program had not noted, and how many of them people got twice.
    pub in_flight: usize,
    pub repeated: usize,
    pub longest_in_flight: Duration,
    pub away: Duration,
    pub took: Duration,
    /// What went otherwise than in the undisturbed run.
    pub trouble: Option<String>,
}

pub(super) async fn undisturbed(
    server: &TestServer,
    folder: &Path,
    how: (Each, bool),
) -> Result<Undisturbed, Trouble> {
    let mut world = World::make(server, folder, how, None).await?;
    let people = People::of(&world)?;
    world.starts().await?;
    let course = story::play(&mut world, &people, None).await?;
    let state = state::of(&world, &people).await?;
    let passed = world.trap.passed();
    world.ends().await?;
    Ok(Undisturbed { course, state, passed })
}

pub(super) async fn attempt(
    server: &TestServer,
    folder: &Path,
    point: Point,
    (undisturbed, how): (&Undisturbed, (Each, bool)),
) -> Result<Attempt, Trouble> {
    let began = Instant::now();
    let mut world = World::make(server, folder, how, Some(point)).await?;
    let people = People::of(&world)?;
    world.starts().await?;
    let played = story::play(&mut world, &people, Some(&undisturbed.course)).await;
    // The last look may have been before the kill.
    world.looks_after_the_program().await?;
    let state = state::of(&world, &people).await?;
    let mut troubles: Vec<String> =
        played.err().iter().map(|trouble| format!("  {trouble}\n")).collect();
    troubles.extend(diff::between(&undisturbed.state, &state));
    let mut repeated = 0;
    for person in people.all() {
        let once = Once::of(person);
        repeated += once.again.len();
        for bubble in once.wrongly_again(world.in_flight.as_ref()) {
            troubles.push(format!("  said again without need: {bubble}\n"));
        }
    }
    let in_flight = world.in_flight.clone().unwrap_or_default();
    if in_flight.longest > IN_FLIGHT {
        troubles.push(format!("  not noted for {} ms\n", in_flight.longest.as_millis()));
    }
    if !troubles.is_empty() {
        troubles.push(format!("  the program's last words: {}\n", world.log_tail()));
    }
    let attempt = Attempt {
        point,
        at: world.trap.sprung_at(),
        in_flight: in_flight.count(),
        repeated,
        longest_in_flight: in_flight.longest,
        away: world.away.unwrap_or_default(),
        took: began.elapsed(),
        trouble: (!troubles.is_empty()).then(|| troubles.concat()),
    };
    world.ends().await?;
    Ok(attempt)
}
