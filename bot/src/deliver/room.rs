//! Takes rows in hand, calls the world, settles what it answered: the same for every channel, one task a channel.
//!
//! What the world answered is kept until it is written: a database that is away for a while costs no second call. What is
//! out when the program dies is called again by whoever gets the row, and only that.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::outbox::{self, Back, Claimed, Place};
use tokio::task::{JoinError, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, info_span};
use uuid::Uuid;

use super::breaker::Breaker;
use super::hands::{Given, Hands};
use super::{Channel, End, Outcome, backoff};
use crate::app::App;
use crate::steady::unless_it_panics;
use crate::wake::Left;

/// Calls under way at once on one channel. Meta's top tier is a thousand messages a second, and an answer of its may take
/// a third of a second.
const MOST_OUT: usize = 384;

/// Rows in hand at once; what is beyond waits in the tables.
const MOST_HELD: usize = 8192;

/// Lanes taken from the tables in one look.
const MOST_LANES: i64 = 512;

/// Rows prepared, and outcomes written, in one transaction.
const MOST_AT_ONCE: usize = 256;

/// How often to look for what other nodes left, and for what has come due.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How soon to look for what stands behind a row of another node's, and then after twice as long: until it is through.
const SOON: Duration = Duration::from_millis(5);

/// Answers are gathered for so long while many come: the lane goes on without them, and one more commit costs a turn.
const SETTLES_APART: Duration = Duration::from_millis(4);

/// How long to rest when the database does not answer.
const REST: Duration = Duration::from_millis(250);

/// How often to look for rows that are ours by the tables and that we know nothing of. What is found twice is lost: longer than
/// this nothing is on its way from a transaction into our hands.
const AUDIT_EVERY: Duration = Duration::from_secs(5);

/// Empties a channel until told to stop; then waits for the calls that are out and writes what they brought.
pub async fn work<C: Channel>(app: Arc<App>, channel: C, stop: CancellationToken) {
    // After a room broke down its hands are empty, and what was in them would be nobody's. Not when it opens first: a
    // turn may have given it something already, which would be free then and called twice.
    if channel.tray(&app).is_opened_again() {
        let _ = channel.tray(&app).take(); // free with all the rest in a moment
        forget(&app, C::CHANNEL).await;
    }
    let mut room = Room::new(app, channel);
    loop {
        room.take_what_was_given().await;
        if stop.is_cancelled() {
            break;
        }
        room.look().await;
        room.find_the_lost().await;
        room.send().await;
        room.settle();
        room.wait(&stop).await;
    }
    room.end().await;
}

/// Whether the tables know of it.
async fn forget(app: &App, channel: outbox::Channel) -> bool {
    let done = async {
        let mut db = app.pool.acquire().await?;
        outbox::let_go(&mut db, channel, app.node.id()).await
    };
    if let Err(error) = done.await {
        tracing::warn!(error = &error as &dyn std::error::Error, "the outbox cannot be read yet");
        return false;
    }
    true
}

struct Room<C: Channel> {
    app: Arc<App>,
    channel: C,
    breaker: Breaker,
    hands: Hands,
    /// Which life of the node the hands belong to, see `node.rs`.
    life: u64,
    out: JoinSet<Outcome<C::Answer>>,
    /// Answered and not written yet.
    outcomes: Vec<Outcome<C::Answer>>,
    back: Vec<Back>,
    /// The one transaction that writes them.
    settling: JoinSet<Settled<C::Answer>>,
    /// Whose rows that one is about.
    settling_lanes: Vec<Uuid>,
    next_settle: Instant,
    next_audit: Instant,
    /// Found once.
    suspects: HashSet<(Uuid, i64)>,
    next_look: Instant,
    /// How long after the next look comes the one after it.
    look_again_after: Duration,
    rests_until: Instant,
}

struct Settled<A> {
    outcomes: Vec<Outcome<A>>,
    back: Vec<Back>,
    result: Result<Left, StoreError>,
}

impl<C: Channel> Room<C> {
    fn new(app: Arc<App>, channel: C) -> Self {
        let now = Instant::now();
        Self {
            life: app.node.life(),
            app,
            channel,
            breaker: Breaker::default(),
            hands: Hands::default(),
            out: JoinSet::new(),
            outcomes: Vec::new(),
            back: Vec::new(),
            settling: JoinSet::new(),
            settling_lanes: Vec::new(),
            next_settle: now,
            next_audit: now + AUDIT_EVERY,
            suspects: HashSet::new(),
            next_look: now,
            look_again_after: LOOK_EVERY,
            rests_until: now,
        }
    }

    async fn take_what_was_given(&mut self) {
        let life = self.app.node.life();
        if self.life != life {
            // Taken for dead meanwhile: what was in our hands is others' now. What turns have given us since then is ours
            // and in no other's sight, so it is let go, to be found again.
            let _ = self.channel.tray(&self.app).take();
            self.hands.drop_all();
            if !forget(&self.app, C::CHANNEL).await {
                return;
            }
            self.life = life;
        }
        let rows = self.channel.tray(&self.app).take();
        let back = self.hands.take(rows, Given::ByATurn);
        self.back.extend(back);
        if self.hands.held() > MOST_HELD {
            let back = self.hands.empty();
            self.back.extend(back);
        }
    }

    /// Looks for rows that nobody has in hand.
    async fn look(&mut self) {
        let now = Instant::now();
        if now < self.next_look || now < self.rests_until || self.hands.held() > MOST_HELD / 2 {
            return;
        }
        self.next_look = now + self.look_again_after;
        self.look_again_after = (self.look_again_after * 2).min(LOOK_EVERY);
        if self.breaker.room(MOST_OUT) == 0 {
            return;
        }
        match self.claim().await {
            Ok(rows) => {
                if rows.len() >= usize::try_from(MOST_LANES).unwrap_or(usize::MAX) {
                    self.next_look = now; // there is more
                }
                let back = self.hands.take(rows, Given::ByTheTables);
                self.back.extend(back);
            }
            Err(error) => self.rest(&error),
        }
    }

    async fn claim(&self) -> Result<Vec<Claimed>, StoreError> {
        let app = &self.app;
        let mut db = app.pool.acquire().await?;
        outbox::claim(&mut db, C::CHANNEL, app.clock.now(), app.node.id(), MOST_LANES).await
    }

    /// Where the database fell over while it said yes to a commit, a row is ours and nobody has told us. Nothing was ever called
    /// for it, so it is free again as it was.
    async fn find_the_lost(&mut self) {
        let now = Instant::now();
        if now < self.next_audit || now < self.rests_until || !self.may_call() {
            return;
        }
        self.next_audit = now + AUDIT_EVERY;
        let known = self.known_lanes();
        let found = async {
            let mut db = self.app.pool.acquire().await?;
            outbox::leased_besides(&mut db, C::CHANNEL, self.app.node.id(), &known).await
        };
        let found = match found.await {
            Ok(found) => found,
            Err(error) => return self.rest(&error),
        };
        let (lost, new): (Vec<Place>, Vec<Place>) =
            found.into_iter().partition(|place| self.suspects.contains(&(place.lane, place.seq)));
        self.suspects = new.iter().map(|place| (place.lane, place.seq)).collect();
        if !lost.is_empty() {
            tracing::warn!(
                rows = lost.len(),
                channel = C::CHANNEL.as_str(),
                "effects were written whose commit nobody heard of: they go out now",
            );
            metrics::counter!("realserv_lost_effects_total", "channel" => C::CHANNEL.as_str())
                .increment(u64::try_from(lost.len()).unwrap_or(u64::MAX));
        }
        self.back.extend(lost.into_iter().map(|place| Back { place, due_at: None, counts: false }));
    }

    /// Of which lanes something is in hand, out, or being written.
    fn known_lanes(&self) -> Vec<Uuid> {
        let outcomes = self.outcomes.iter().map(|outcome| outcome.row.lane);
        let back = self.back.iter().map(|back| back.place.lane);
        let settling = self.settling_lanes.iter().copied();
        self.hands.lanes().chain(outcomes).chain(back).chain(settling).collect()
    }

    /// Whether what is in hand is still ours, as far as anybody can know.
    fn may_call(&self) -> bool {
        // In this order: who is certain again has heard of its new life.
        self.app.node.is_certain() && self.life == self.app.node.life()
    }

    /// Lets as many rows go out as there is room for.
    async fn send(&mut self) {
        if !self.may_call() {
            return;
        }
        let room = self.breaker.room(MOST_OUT).saturating_sub(self.out.len()).min(MOST_AT_ONCE);
        if room == 0 || Instant::now() < self.rests_until {
            return;
        }
        let rows = self.hands.next(room);
        if rows.is_empty() {
            return;
        }
        match self.channel.prepare(&self.app, &rows).await {
            Ok(prepared) => {
                for (row, back) in prepared.wait {
                    self.back.push(back);
                    let behind = self.hands.back(row.lane);
                    self.back.extend(behind);
                }
                for row in prepared.gone {
                    self.hands.through(row.lane);
                }
                for (row, with) in prepared.go {
                    self.out.spawn(call::<C>(Arc::clone(&self.app), row, with));
                }
            }
            Err(error) => {
                self.hands.not_yet(rows);
                self.rest(&error);
            }
        }
    }

    fn rest(&mut self, error: &StoreError) {
        self.rests_until = Instant::now() + REST;
        tracing::warn!(
            error = error as &dyn std::error::Error,
            channel = C::CHANNEL.as_str(),
            "the outbox cannot be read; trying again",
        );
    }

    fn heard(&mut self, outcome: Outcome<C::Answer>) {
        self.breaker.hear(&outcome.end);
        match outcome.end.back(outcome.row.place()) {
            None => {
                self.hands.through(outcome.row.lane);
                self.outcomes.push(outcome);
            }
            Some(back) => {
                self.back.push(back);
                let behind = self.hands.back(outcome.row.lane);
                self.back.extend(behind);
            }
        }
    }

    /// Writes what has come, if nothing is being written already.
    fn settle(&mut self) {
        let now = Instant::now();
        let later = !self.settling.is_empty() || now < self.rests_until.max(self.next_settle);
        if later || self.nothing_to_settle() {
            return;
        }
        self.next_settle = if self.outcomes.len() > 1 { now + SETTLES_APART } else { now };
        let most = self.outcomes.len().min(MOST_AT_ONCE);
        let outcomes: Vec<Outcome<C::Answer>> = self.outcomes.drain(..most).collect();
        let back = std::mem::take(&mut self.back);
        let lanes = outcomes.iter().map(|outcome| outcome.row.lane);
        self.settling_lanes = lanes.chain(back.iter().map(|back| back.place.lane)).collect();
        let app = Arc::clone(&self.app);
        let step = info_span!("settle", channel = C::CHANNEL.as_str(), calls = outcomes.len());
        let settled = async move {
            let result = C::settle(&app, &outcomes, &back).await;
            Settled { outcomes, back, result }
        };
        self.settling.spawn(settled.instrument(step));
    }

    fn nothing_to_settle(&self) -> bool {
        self.outcomes.is_empty() && self.back.is_empty()
    }

    fn settled(&mut self, settled: Settled<C::Answer>) {
        self.settling_lanes.clear();
        match settled.result {
            Ok(left) => self.app.bells.ring(left),
            Err(error) => {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    channel = C::CHANNEL.as_str(),
                    "answers of the world cannot be written yet",
                );
                self.rests_until = Instant::now() + REST;
                self.outcomes.splice(..0, settled.outcomes);
                self.back.splice(..0, settled.back);
            }
        }
    }

    /// Until something has happened.
    async fn wait(&mut self, stop: &CancellationToken) {
        let room = self.breaker.room(MOST_OUT) > self.out.len();
        let calls = self.hands.has_next() && room && self.may_call();
        if calls && self.rests_until <= Instant::now() {
            return;
        }
        let look = self.next_look.max(self.rests_until);
        let settle = self.next_settle.max(self.rests_until);
        let is_due = !self.nothing_to_settle() && self.settling.is_empty();
        let wake = if is_due { look.min(settle) } else { look };
        tokio::select! {
            Some(finished) = self.out.join_next() => {
                self.heard(ended(finished));
                while let Some(finished) = self.out.try_join_next() {
                    self.heard(ended(finished));
                }
            }
            Some(settled) = self.settling.join_next() => self.settled(ended(settled)),
            () = self.channel.tray(&self.app).rings() => {}
            () = tokio::time::sleep_until(wake) => {}
            () = stop.cancelled() => {}
        }
        if self.channel.tray(&self.app).shall_look() {
            self.next_look = Instant::now();
        }
        if self.channel.tray(&self.app).shall_look_soon() {
            self.next_look = self.next_look.min(Instant::now() + SOON);
            self.look_again_after = SOON;
        }
    }

    /// Nothing new goes out; what is out is waited for and written. The caller has a limit to its patience.
    async fn end(&mut self) {
        let back = self.hands.empty();
        self.back.extend(back);
        while !self.out.is_empty()
            || !self.settling.is_empty()
            || !self.outcomes.is_empty()
            || !self.back.is_empty()
        {
            if Instant::now() < self.rests_until {
                tokio::time::sleep_until(self.rests_until).await;
            }
            self.next_settle = Instant::now();
            self.settle();
            tokio::select! {
                Some(finished) = self.out.join_next() => self.heard(ended(finished)),
                Some(settled) = self.settling.join_next() => self.settled(ended(settled)),
            }
        }
    }
}

/// Nothing here is cancelled and calls catch their panics; should writing panic, the room breaks down and is opened again.
fn ended<T>(task: Result<T, JoinError>) -> T {
    task.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// A call that panics is tried again like one that nobody answered; the rows behind it in its lane wait for it.
async fn call<C: Channel>(app: Arc<App>, row: Claimed, with: C::With) -> Outcome<C::Answer> {
    if row.tries > 1 {
        let channel = C::CHANNEL.as_str();
        metrics::counter!("realserv_calls_repeated_total", "channel" => channel).increment(1);
    }
    let end = unless_it_panics(C::call(&app, &row, with)).await.unwrap_or_else(|panic| {
        tracing::error!(
            error = &panic as &dyn std::error::Error,
            channel = C::CHANNEL.as_str(),
            effect.id = %row.id,
            correlation.id = row.correlation_id,
            "a call broke off; trying again",
        );
        End::Later { at: backoff(app.clock.now(), &row), counts: true }
    });
    Outcome { row, end }
}
