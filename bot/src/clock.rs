//! Business time: the system's clock and how far somebody moved it ahead.
//!
//! `serve` cannot move it. The demo and the tests hand the same offset to the program and the sandbox, so that both
//! agree on what day it is; whoever waits for a time wakes when it moves.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use tokio::sync::watch;

#[derive(Clone)]
pub struct Clock {
    /// Microseconds ahead of the system's clock.
    moved: Arc<watch::Sender<i64>>,
    zone: TimeZone,
}

impl Clock {
    /// The system's clock, which nobody can move.
    #[must_use]
    pub fn system(zone: TimeZone) -> Self {
        Self::movable(zone, Arc::new(watch::Sender::new(0)))
    }

    #[must_use]
    pub fn movable(zone: TimeZone, moved: Arc<watch::Sender<i64>>) -> Self {
        Self { moved, zone }
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the one place that reads it")]
        let system = Timestamp::now();
        system.checked_add(SignedDuration::from_micros(*self.moved.borrow())).unwrap_or(system)
    }

    /// Now, in the business's time zone.
    #[must_use]
    pub fn today(&self) -> Zoned {
        self.now().to_zoned(self.zone.clone())
    }

    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Resolves whenever the clock is moved.
    pub fn moves(&self) -> watch::Receiver<i64> {
        self.moved.subscribe()
    }

    pub fn forward(&self, by: SignedDuration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(0).max(0);
        self.moved.send_modify(|moved| *moved = moved.saturating_add(micros));
    }
}
