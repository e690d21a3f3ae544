//! How much the business may send and call (whatsapp.md 8.3, 8.4): per number, per person, by template, and to manage its account.
//! All of it runs on the business clock.

use std::{
    collections::{HashMap, VecDeque},
    sync::PoisonError,
};

use super::errors::{Answer, GraphError};
use crate::{clock::SECOND, options::Options, world::World};

/// A leaky bucket: what was sent lately and has not yet drained.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bucket {
    level: f64,
    at: i64,
}

impl Bucket {
    /// Lets one more in, if it fits.
    #[expect(
        clippy::cast_precision_loss,
        reason = "elapsed microseconds of a chat are far below 2^52"
    )]
    fn take(&mut self, now: i64, holds: f64, drains_per_second: f64) -> bool {
        let elapsed = (now - self.at).max(0) as f64 / SECOND as f64;
        self.level = (self.level - elapsed * drains_per_second).max(0.0);
        self.at = now;
        if self.level + 1.0 > holds {
            return false;
        }
        self.level += 1.0;
        true
    }

    /// Lets one more in that nobody can refuse; what is beyond the brim is forgotten.
    fn fill(&mut self, now: i64, holds: f64, drains_per_second: f64) {
        if !self.take(now, holds, drains_per_second) {
            self.level = holds;
        }
    }
}

/// A sender that keeps exactly to a limit may still arrive a little early, when a first call took longer than later ones: so much of
/// the limit is forgiven (50 ms of 80 a second; 0.6 s of 6 s).
const JITTER_PER_NUMBER: f64 = 0.05;
const JITTER_PER_PAIR: f64 = 0.1;

/// 130429 when the number sends too fast.
pub(super) fn number(bucket: &mut Bucket, options: &Options, now: i64) -> Answer<()> {
    let rate = f64::from(options.messages_per_second);
    if options.messages_per_second == 0 || bucket.take(now, rate * (1.0 + JITTER_PER_NUMBER), rate)
    {
        return Ok(());
    }
    Err(GraphError::throughput())
}

/// What people write counts for the number as well: "all message types, in + out" (whatsapp.md 8.4).
pub(crate) fn heard(world: &World) {
    if !world.options.inbound_counts {
        return;
    }
    let rate = f64::from(world.options.messages_per_second);
    let mut bucket = world.graph.bucket.lock().unwrap_or_else(PoisonError::into_inner);
    bucket.fill(world.clock.now(), rate * (1.0 + JITTER_PER_NUMBER), rate);
}

/// 131056 when one person gets too much: one message per 6 s, up to 45 of them borrowed from the future.
pub(super) fn pair(bucket: &mut Bucket, options: &Options, now: i64) -> Answer<()> {
    if options.pair_burst == 0 || options.pair_seconds == 0 {
        return Ok(());
    }
    let holds = f64::from(options.pair_burst) + JITTER_PER_PAIR;
    if bucket.take(now, holds, 1.0 / f64::from(options.pair_seconds)) {
        return Ok(());
    }
    Err(GraphError::pair_rate())
}

/// Whom templates reached outside a window lately: by number, and when last.
#[derive(Debug, Default)]
pub(super) struct Reach {
    people: HashMap<String, i64>,
}

pub(super) const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;

impl Reach {
    /// Whether one more person may be reached outside a window; the same person again costs nothing, and begins the day anew.
    pub(super) fn reaches(&mut self, number: &str, options: &Options, now: i64) -> bool {
        let most = options.people_per_day;
        if most == 0 {
            return true;
        }
        if self.people.get(number).is_none_or(|at| now - *at >= DAY) {
            // Looking for those that have aged only when the limit seems reached keeps the usual case cheap.
            if self.people.len() >= most {
                self.people.retain(|_, at| now - *at < DAY);
            }
            if self.people.len() >= most {
                return false;
            }
        }
        self.people.insert(number.to_owned(), now);
        true
    }
}

/// Calls of which so many are allowed within a time that slides along.
#[derive(Debug, Default)]
pub(super) struct Calls {
    made: VecDeque<i64>,
}

impl Calls {
    /// Whether one more is allowed.
    pub(super) fn allow(&mut self, most: usize, within: i64, now: i64) -> bool {
        while self.made.front().is_some_and(|at| now - at >= within) {
            self.made.pop_front();
        }
        self.made.len() < most
    }

    pub(super) fn note(&mut self, now: i64) {
        self.made.push_back(now);
    }

    /// Notes one more, if it is allowed.
    pub(super) fn take(&mut self, most: usize, within: i64, now: i64) -> bool {
        let allowed = self.allow(most, within, now);
        if allowed {
            self.note(now);
        }
        allowed
    }
}

/// Calls that manage the account, of one app within an hour: with a number that is registered, and without.
const MANAGED_WITH_NUMBER: usize = 5000;
const MANAGED_WITHOUT: usize = 200;

/// 80007 when the account is managed too busily.
pub(super) fn management(calls: &mut Calls, registered: bool, now: i64) -> Answer<()> {
    let most = if registered { MANAGED_WITH_NUMBER } else { MANAGED_WITHOUT };
    if calls.take(most, HOUR, now) {
        return Ok(());
    }
    Err(GraphError::too_much_management())
}
