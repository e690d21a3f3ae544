//! Business time: the system's clock plus an offset that the program shares with the sandbox.
//!
//! Every timer of the sandbox (windows, buckets, expiry, retries) runs on this clock and wakes when it is moved, so that a test
//! plays a day in a moment. Nothing else in this package reads the system's clock.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::sync::watch;

/// Microseconds in one second; instants in this package are microseconds since 1970.
pub(crate) const SECOND: i64 = 1_000_000;

/// Business time, moved by whoever holds the sender.
#[derive(Clone, Debug)]
pub struct Clock {
    moved: Arc<watch::Sender<i64>>,
}

impl Clock {
    /// A clock that is `moved` (in microseconds) ahead of the system's.
    #[must_use]
    pub fn new(moved: Arc<watch::Sender<i64>>) -> Self {
        Self { moved }
    }

    /// Microseconds since 1970 in business time.
    #[must_use]
    pub fn now(&self) -> i64 {
        system_now() + *self.moved.borrow()
    }

    /// Whole seconds since 1970 in business time.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.now() / SECOND
    }

    /// Milliseconds since 1970 in business time, as the page wants them.
    #[must_use]
    pub fn millis(&self) -> i64 {
        self.now() / 1000
    }

    /// How far ahead of the system's clock this one is, in microseconds.
    #[must_use]
    pub fn ahead(&self) -> i64 {
        *self.moved.borrow()
    }

    /// Moves business time forward and wakes all that waits on it.
    pub fn forward(&self, by: Duration) {
        let by = micros(by);
        self.moved.send_modify(|ahead| *ahead += by);
    }

    /// Waits until business time has reached `due`, however it gets there.
    pub(crate) async fn sleep_until(&self, due: i64) {
        let mut moves = self.moved.subscribe();
        loop {
            let left = due - self.now();
            if left <= 0 {
                return;
            }
            let left = Duration::from_micros(left.unsigned_abs());
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                // The sender lives in `self`, so this only ends by a move.
                _ = moves.changed() => {}
            }
        }
    }
}

/// A duration as whole microseconds; a longer one than the clock can hold is as good as never.
pub(crate) fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX / 4)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the sandbox reads the system's clock"
)]
fn system_now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, micros)
}
