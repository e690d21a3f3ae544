//! The trap: counts what passes, and ends the program at one point of one run. It stands outside of the program, on its
//! way to the database and to the two companies.

use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use realserv_sandbox::{CallStep, Onward};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

use super::wire::Message;

/// Which messages to PostgreSQL are points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Each {
    /// Those with which PostgreSQL does something: a statement is four messages, and lasts with the last of them
    Statement,
    /// All
    Message,
}

/// Where the program is killed. Messages and calls are counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Before PostgreSQL gets this message.
    BeforeMessage(usize),
    /// When PostgreSQL has it; the answer reaches nobody.
    AfterMessage(usize),
    /// When this call has reached the company, which does nothing.
    BeforeCall(usize),
    /// When the company has done what it was asked; the answer reaches nobody.
    AfterCall(usize),
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BeforeMessage(n) => write!(f, "before message {n}"),
            Self::AfterMessage(n) => write!(f, "after message {n}"),
            Self::BeforeCall(n) => write!(f, "before call {n}"),
            Self::AfterCall(n) => write!(f, "after call {n}"),
        }
    }
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Passes,
    /// Who sent it is dead.
    IsLost,
    /// It is the last: whoever passes it on springs the trap then.
    IsLast,
}

pub(super) struct Trap {
    each: Each,
    inside: Mutex<Inside>,
    /// Who was killed, for whoever starts the next.
    killed: mpsc::UnboundedSender<Child>,
}

#[derive(Default)]
struct Inside {
    point: Option<Point>,
    program: Option<Child>,
    /// Which program is alive: connections of an earlier one carry nothing any more.
    life: u64,
    messages: usize,
    /// Calls that came, and calls that were worked on: not always in the same order.
    calls: usize,
    worked_on: usize,
    /// Names of all messages and calls, in their order.
    passed: Passed,
    sprung_at: Option<String>,
}

/// What a run sent out.
#[derive(Clone, Debug, Default)]
pub(super) struct Passed {
    pub messages: Vec<String>,
    pub calls: Vec<String>,
}

impl Trap {
    pub(super) fn new(each: Each, point: Option<Point>) -> (Self, mpsc::UnboundedReceiver<Child>) {
        let (killed, deaths) = mpsc::unbounded_channel();
        let inside = Inside { point, ..Inside::default() };
        (Self { each, inside: Mutex::new(inside), killed }, deaths)
    }

    /// Starts a program and has it in hand. Under the lock, so that nothing of it is seen before.
    pub(super) fn start<T>(
        &self,
        command: &mut Command,
        take: impl FnOnce(&mut Child) -> T,
    ) -> io::Result<T> {
        let mut inside = self.inside();
        let mut child = command.spawn()?;
        let taken = take(&mut child);
        inside.program = Some(child);
        Ok(taken)
    }

    pub(super) fn life(&self) -> u64 {
        self.inside().life
    }

    /// A message is about to be passed on.
    pub(super) fn message(&self, life: u64, message: &Message) -> Fate {
        let mut inside = self.inside();
        if inside.life != life {
            return Fate::IsLost;
        }
        if self.each == Each::Statement && !message.ends_a_step {
            return Fate::Passes;
        }
        let name = message.name.as_str();
        inside.messages += 1;
        inside.passed.messages.push(name.to_owned());
        let n = inside.messages;
        if inside.point == Some(Point::BeforeMessage(n)) {
            self.spring(&mut inside, name);
            return Fate::IsLost;
        }
        if inside.point == Some(Point::AfterMessage(n)) {
            // From here on no answer passes either.
            inside.life += 1;
            return Fate::IsLast;
        }
        Fate::Passes
    }

    /// The last message has been passed on.
    pub(super) fn last_has_passed(&self, name: &str) {
        self.spring(&mut self.inside(), name);
    }

    /// A call of the program's to one of the companies.
    pub(super) fn call(&self, name: &str, step: CallStep) -> Onward {
        let mut inside = self.inside();
        let here = match step {
            CallStep::Arrived => {
                inside.calls += 1;
                inside.passed.calls.push(name.to_owned());
                Point::BeforeCall(inside.calls)
            }
            CallStep::WorkedOn => {
                inside.worked_on += 1;
                Point::AfterCall(inside.worked_on)
            }
        };
        if inside.point != Some(here) {
            return Onward::GoesOn;
        }
        self.spring(&mut inside, name);
        Onward::IsLost
    }

    fn spring(&self, inside: &mut Inside, name: &str) {
        inside.point = None;
        inside.life += 1;
        inside.sprung_at = Some(name.to_owned());
        let Some(mut program) = inside.program.take() else { return };
        // It may have ended by itself, which the one who waits for it will see.
        let _ = program.start_kill();
        let _ = self.killed.send(program);
    }

    /// The name of what it sprang at.
    pub(super) fn sprung_at(&self) -> Option<String> {
        self.inside().sprung_at.clone()
    }

    pub(super) fn passed(&self) -> Passed {
        self.inside().passed.clone()
    }

    /// Whether a program lives that nobody has killed yet.
    pub(super) fn holds_a_program(&self) -> bool {
        self.inside().program.is_some()
    }

    /// At the end of a run.
    pub(super) fn release(&self) -> Option<Child> {
        self.inside().program.take()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
