//! Who asks us to stop: Ctrl-C, SIGTERM, and SIGHUP when the terminal is closed. They are heard from the first moment, so
//! that a PostgreSQL that is just being made is put away like one that has served for a month.
//!
//! The first one counts. Those after it change nothing: what is put away then has limits of its own, and half of it would
//! be left if a second Ctrl-C cut it short.

use std::fs;
use std::io;
use std::sync::{Arc, OnceLock};

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::Failure;

/// Which of them came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Interrupt,
    Terminate,
    HangUp,
}

impl Asked {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Interrupt => "Ctrl-C",
            Self::Terminate => "SIGTERM",
            Self::HangUp => "SIGHUP",
        }
    }

    /// What a shell shows of a program that such a signal ended.
    pub(super) const fn exit_status(self) -> u8 {
        128 + match self {
            Self::HangUp => 1,
            Self::Interrupt => 2,
            Self::Terminate => 15,
        }
    }
}

/// Whether somebody asked us to stop. A cheap handle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop {
    token: CancellationToken,
    by: Arc<OnceLock<Asked>>,
}

impl Stop {
    /// For whoever waits in a room of another package.
    pub(super) fn token(&self) -> CancellationToken {
        self.token.clone()
    }

    pub(super) fn is_asked(&self) -> bool {
        self.token.is_cancelled()
    }

    /// Until somebody asks.
    pub(super) async fn asked(&self) {
        self.token.cancelled().await;
    }

    /// The work's end, unless somebody asks before.
    pub(super) async fn or<T, E: Into<Failure>>(
        &self,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, Failure> {
        match self.token.run_until_cancelled(work).await {
            Some(done) => done.map_err(|failure| self.failure(failure)),
            None => Err(self.stopped()),
        }
    }

    /// What fails while it is being called off was called off: nobody wants to read how.
    pub(super) fn failure(&self, failure: impl Into<Failure>) -> Failure {
        if self.token.is_cancelled() { self.stopped() } else { failure.into() }
    }

    /// How a command ends that was asked to.
    pub(super) fn stopped(&self) -> Failure {
        Failure::Stopped(self.by.get().copied().unwrap_or(Asked::Terminate))
    }

    fn ask(&self, by: Asked) {
        if self.by.set(by).is_ok() {
            self.token.cancel();
        }
    }
}

/// The three signals, from now on ours.
pub(super) struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hang_up: Option<Signal>,
}

impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hang_up: if hang_up_is_ignored() { None } else { Some(signal(SignalKind::hangup())?) },
        })
    }

    /// Passes on whatever comes, for as long as the program lives.
    pub(super) async fn tell(mut self, stop: Stop) -> std::convert::Infallible {
        loop {
            let hung_up = async {
                match &mut self.hang_up {
                    Some(signal) => signal.recv().await,
                    None => std::future::pending().await,
                }
            };
            let by = tokio::select! {
                _ = self.interrupt.recv() => Asked::Interrupt,
                _ = self.terminate.recv() => Asked::Terminate,
                _ = hung_up => Asked::HangUp,
            };
            stop.ask(by);
        }
    }
}

/// `nohup` means that the terminal's end is not ours: it hands SIGHUP on as ignored, which Linux shows as the first bit.
fn hang_up_is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask & 1 == 1)
}
