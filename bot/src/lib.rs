//! RealServ, the program: a marketplace for construction materials and labour that people use from WhatsApp.
//!
//! One loop: `receive` → `turn` (with `converse` and `domain::orders` deciding) → `deliver`. ARCHITECTURE.md
//! walks through it. Rooms stand in the order in which a message passes through them.

/// What every room needs.
pub mod app;

/// Configuration, read once.
pub mod config;

/// Business time.
pub mod clock;

/// What a process does of the whole.
pub mod role;

/// Who is told that there is work.
pub mod wake;

/// What other processes tell.
pub mod hear;

/// This process among those that work on the same database.
pub mod node;

/// A panic ends one try, never a room.
pub mod steady;

/// Papers as PDF.
pub mod papers;

/// Mail, SMS and push.
pub mod carriers;

/// 1: verify, parse, write to the inbox, answer 200.
pub mod receive;

/// Forms that are open on a phone ask.
pub mod flows;

/// 2 and 4: claim a key, remember, record.
pub mod turn;

/// 3: what to say. Pure.
pub mod converse;

/// 5: claim the outbox, call the world.
pub mod deliver;

/// What is kept in memory and follows the tables.
pub mod follow;

/// Old rows leave.
pub mod housekeeping;

/// What turns look at in memory, kept for whoever replays them.
pub mod basis;

/// The catalogue in memory.
pub mod catalogue;

/// The business terms in memory.
pub mod settings;

/// Which locality somebody means.
pub mod places;

/// A conversation once more, from its log.
pub mod replay;

/// The REST API.
pub mod api;

/// What `/` says.
pub mod front;

/// Links to files that people sent.
mod links;

/// Health and metrics.
pub mod health;

/// Logs and metrics of the process.
pub mod telemetry;

/// What the HTTP handlers share.
pub mod web;

/// Every room started and awaited.
pub mod serve;

/// The marketplace of a fresh installation.
pub mod seed;

/// The catalogue as sheets, in and out.
pub mod sheet;

/// The command line.
pub mod cli;
