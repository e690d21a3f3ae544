//! Many people at once against the running program: how many turns a second, how long each waits, what is lost or said
//! twice, and what it costs.
//!
//! The load stands where Meta and Razorpay stand: it posts signed webhooks and takes the program's calls, over sockets.
//! It is a lean twin of the sandbox's wire, because the sandbox draws phones and checks every rule, which costs more than
//! the program under test. What it does not check the chats do. One thread carries it all.

/// Requests and answers of HTTP/1.1, the little that both ends need.
mod http;

/// What Meta sends: messages and statuses, signed.
mod hooks;

/// What people say, and what they should hear.
mod script;

/// The crowd: who waits for what since when.
mod crowd;

/// Posts webhooks: in a closed loop, or at a rate.
mod drive;

/// Takes the program's calls as Meta would.
mod graph;

/// Percentiles and what goes with them.
mod figures;

/// Programs under test: started, watched, ended.
pub(crate) mod process;

/// The database server of a run, and what it writes.
pub mod server;

/// What a turn takes at the least.
mod bare_turn;

/// What a bare server does, to compare with.
pub mod bare;

/// PostgreSQL alone.
mod pgbench;

/// One program under one load.
mod run;

/// Everything side by side.
mod rounds;

/// What the tables say after a run.
mod tables;

/// A program that is killed again and again.
mod kills;

/// Follows who is ready.
mod proxy;

/// Bad days of the outside and of the database while people talk.
mod troubles;

/// Whole orders: who orders, where they pay, and how many a second.
mod bank;
mod market;
mod orders;

/// Several nodes: side by side, restarted in turn, one killed.
mod nodes;

pub use figures::Figures;
pub use graph::Limits;
pub use kills::{Kills, kills};
pub use nodes::{Many, Plan, Seen, nodes};
pub use orders::{Orders, orders};
pub use rounds::{Rounds, rounds};
pub use run::{Contender, Load, Pace, run};
pub use server::Known;
pub use troubles::{Kind, Troubles, troubles};
