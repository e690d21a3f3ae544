//! The bare turn: what remembering one message and its answer takes at the least, five statements and a commit. The bare
//! server runs it through its driver, pgbench through its own.

pub(super) const TABLES: &str = "
create table seen (id text primary key, at timestamptz not null);
create table state (person text primary key, state text not null, at timestamptz not null);
create table message (id bigint generated always as identity primary key, person text not null, at timestamptz not null, body text not null);
create table delivery (wamid text primary key, step text not null, at timestamptz not null)";

/// Is it new?
pub(super) const SEE: &str = "insert into seen (id, at) values ($1, now()) on conflict do nothing";

/// What is known of the person.
pub(super) const READ: &str = "select state from state where person = $1 for update";

/// What is known now.
pub(super) const WRITE: &str = "insert into state (person, state, at) values ($1, $2, now())
 on conflict (person) do update set state = excluded.state, at = excluded.at";

/// What was said, on either side.
pub(super) const KEEP: &str = "insert into message (person, at, body) values ($1, now(), $2)";

/// How far an answer has come.
pub(super) const STATUS: &str = "insert into delivery (wamid, step, at) values ($1, $2, now())
 on conflict (wamid) do update set step = excluded.step, at = excluded.at";
