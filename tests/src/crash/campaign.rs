//! All points of a story, several worlds at a time, and what came of them.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use realserv_adapters::postgres::template::TestServer;
use tokio::task::JoinSet;

use super::attempt::{Attempt, Undisturbed, attempt, undisturbed};
use super::diff;
use super::trap::{Each, Point};
use crate::Trouble;

/// Which points, and how.
#[derive(Clone, Copy, Debug)]
pub struct Campaign {
    pub each: Each,
    /// One point of so many is played.
    pub every: usize,
    /// Of the points in their order.
    pub from: usize,
    pub to: usize,
    /// Worlds at a time: most of one is waiting.
    pub worlds: usize,
    /// Whether Meta tells how far messages have come. Without, no message that came twice is recognised.
    pub with_statuses: bool,
    /// The undisturbed story and what ends differently are printed at once.
    pub verbose: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Report {
    each: Each,
    messages: usize,
    calls: usize,
    attempts: Vec<Attempt>,
    took: Duration,
}

impl Report {
    /// Whether every run ended as the undisturbed one.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.attempts.iter().all(|attempt| attempt.trouble.is_none())
    }
}

/// Plays the story undisturbed, then once for each point.
pub async fn run(campaign: Campaign) -> Result<Report, Trouble> {
    let began = Instant::now();
    let server = Arc::new(TestServer::private().await?);
    let folder = tempfile::tempdir()?;
    let how = (campaign.each, campaign.with_statuses);
    let first = undisturbed(&server, folder.path(), how).await?;
    // What two undisturbed runs do not agree on, no kill can be blamed for.
    let second = undisturbed(&server, folder.path(), how).await?;
    if let Some(difference) = diff::between(&first.state, &second.state) {
        return Err(format!("two undisturbed runs end differently:\n{difference}").into());
    }
    if campaign.verbose {
        eprintln!("{}", first.shown());
    }
    let (messages, calls) = (first.passed.messages.len(), first.passed.calls.len());
    let all = points(messages, calls);
    let last = campaign.to.min(all.len());
    let chosen = all[campaign.from.saturating_sub(1).min(last)..last].iter().copied();
    let chosen: Vec<Point> = chosen.step_by(campaign.every.max(1)).collect();
    let attempts = play_all(&server, folder.path(), (chosen, first), campaign).await?;
    Ok(Report { each: campaign.each, messages, calls, attempts, took: began.elapsed() })
}

/// In the order of the story: each message before and after, then each call before and after.
fn points(messages: usize, calls: usize) -> Vec<Point> {
    let of_messages =
        (1..=messages).flat_map(|n| [Point::BeforeMessage(n), Point::AfterMessage(n)]);
    let of_calls = (1..=calls).flat_map(|n| [Point::BeforeCall(n), Point::AfterCall(n)]);
    of_messages.chain(of_calls).collect()
}

async fn play_all(
    server: &Arc<TestServer>,
    folder: &Path,
    (points, undisturbed): (Vec<Point>, Undisturbed),
    campaign: Campaign,
) -> Result<Vec<Attempt>, Trouble> {
    let next = Arc::new(AtomicUsize::new(0));
    let (points, undisturbed) = (Arc::new(points), Arc::new(undisturbed));
    let mut workers = JoinSet::new();
    for worker in 0..campaign.worlds {
        let folder = folder.join(worker.to_string());
        std::fs::create_dir_all(&folder)?;
        let (server, next) = (Arc::clone(server), Arc::clone(&next));
        let (points, undisturbed) = (Arc::clone(&points), Arc::clone(&undisturbed));
        workers.spawn(async move {
            let mut attempts = Vec::new();
            while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                let with = (&*undisturbed, (campaign.each, campaign.with_statuses));
                let one = attempt(&server, &folder, *point, with).await?;
                if campaign.verbose
                    && let Some(shown) = shown(&one)
                {
                    eprintln!("{shown}");
                }
                attempts.push(one);
            }
            Ok::<_, Trouble>(attempts)
        });
    }
    let mut attempts = Vec::new();
    while let Some(done) = workers.join_next().await {
        attempts.extend(done??);
    }
    attempts.sort_by_key(|attempt| attempt.point);
    Ok(attempts)
}

fn shown(attempt: &Attempt) -> Option<String> {
    let trouble = attempt.trouble.as_ref()?;
    let at = attempt.at.as_deref().unwrap_or("not reached");
    Some(format!("{} ({at}):\n{trouble}", attempt.point))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let runs = &self.attempts;
        let killed: Vec<&Attempt> = runs.iter().filter(|run| run.at.is_some()).collect();
        let steps: HashSet<&str> = killed.iter().filter_map(|run| run.at.as_deref()).collect();
        let differ: Vec<String> = runs.iter().filter_map(shown).collect();
        let sum = |of: fn(&Attempt) -> usize| killed.iter().map(|run| of(run)).sum::<usize>();
        writeln!(
            f,
            "The story: {} {} to PostgreSQL, {} calls to Meta and Razorpay.",
            self.messages,
            match self.each {
                Each::Statement => "statements",
                Each::Message => "messages",
            },
            self.calls
        )?;
        writeln!(
            f,
            "{} points played in {:.0} s: {} kills at {} different steps; {} ended differently.",
            runs.len(),
            self.took.as_secs_f64(),
            killed.len(),
            steps.len(),
            differ.len()
        )?;
        writeln!(
            f,
            "Messages in flight at a kill: {}, the longest for {} ms; of these people got {} twice.",
            sum(|run| run.in_flight),
            killed.iter().map(|run| run.longest_in_flight.as_millis()).max().unwrap_or(0),
            sum(|run| run.repeated)
        )?;
        let mut away: Vec<Duration> = killed.iter().map(|run| run.away).collect();
        let mut took: Vec<Duration> = runs.iter().map(|run| run.took).collect();
        write!(
            f,
            "Back after {} ms, the longest {} ms; a run takes {} ms, the longest {} ms.",
            median(&mut away),
            away.last().map_or(0, Duration::as_millis),
            median(&mut took),
            took.last().map_or(0, Duration::as_millis),
        )?;
        let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
        for run in &killed {
            *by_kind.entry(kind(run.point)).or_default() += 1;
        }
        for (kind, count) in by_kind {
            write!(f, "\n  {kind}: {count}")?;
        }
        differ.iter().try_for_each(|shown| write!(f, "\n{shown}"))
    }
}

fn kind(point: Point) -> &'static str {
    match point {
        Point::BeforeMessage(_) => "before a message",
        Point::AfterMessage(_) => "after a message",
        Point::BeforeCall(_) => "before a call",
        Point::AfterCall(_) => "after a call",
    }
}

/// In milliseconds; sorts.
fn median(times: &mut [Duration]) -> u128 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0, Duration::as_millis)
}
