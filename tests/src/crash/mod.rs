//! The program is killed at every step of a whole story, starts again, and the story ends as if nothing had been.
//!
//! The kill comes from outside: from a proxy on PostgreSQL's socket that counts the protocol's messages, and from the
//! sandbox at each call of the program's. Each point is played in a world of its own, and the end of that world is held
//! against the undisturbed one. A message to a person whose call was under way at the kill may come twice: the Graph API
//! has no key that would tell. Everything else must be the same.

/// PostgreSQL's messages, by name.
mod wire;

/// Counts, and kills.
mod trap;

/// On PostgreSQL's socket.
mod proxy;

/// Database, sandbox and program of one run.
mod world;

/// What people do.
mod story;

/// What was on its way to people at the kill.
mod flight;

/// Ids and moments under names of their own.
mod canon;

/// How a world ends.
mod state;

/// What is other than it was.
mod diff;

/// One point, played.
mod attempt;

/// All points, several at a time, and what came of them.
mod campaign;

pub use campaign::{Campaign, Report, run};
pub use trap::{Each, Point};
