//! Who looks on while the program calls: told when a call has come, and again when it was worked on and is about to be answered.
//! A test ends its program there; what the program then never heard, or never asked for, is lost as on a real wire.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use crate::faults::Direction;

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallStep {
    /// Read, and nothing done yet.
    Arrived,
    /// Done or refused, and not answered yet.
    WorkedOn,
}

/// What becomes of a call after somebody has looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    GoesOn,
    /// Nobody is there any more who called: what has not been done is not done, and there is no answer.
    IsLost,
}

type Look = dyn Fn(Direction, &str, CallStep) -> Onward + Send + Sync;

/// At most one for a sandbox.
#[derive(Default)]
pub(crate) struct Onlooker(OnceLock<Arc<Look>>);

impl Onlooker {
    /// Whether it is the first.
    pub(crate) fn comes(&self, look: Arc<Look>) -> bool {
        self.0.set(look).is_ok()
    }

    pub(crate) fn loses(&self, direction: Direction, name: &str, step: CallStep) -> bool {
        self.0.get().is_some_and(|look| look(direction, name, step) == Onward::IsLost)
    }
}

impl fmt::Debug for Onlooker {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Onlooker").field(&self.0.get().is_some()).finish()
    }
}
