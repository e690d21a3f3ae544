//! PostgreSQL alone: how many bare turns a second it commits, five statements each, when nobody but its own driver asks.

use std::fs;
use std::path::Path;
use std::process::Command;

use sqlx::{Connection, PgConnection};

use super::server::Server;
use crate::Trouble;

/// What a turn needs at the least: the message is new, the state is read, the state is written, two rows are kept.
const TURN: &str = r"\set person random(1, 1000)
\set message random(1, 1000000000000)
begin;
insert into bare_seen (id, at) values (:message, now()) on conflict do nothing;
select state from bare_state where person = :person;
update bare_state set state = repeat('s', 400), at = now() where person = :person;
insert into bare_message (person, at, body) values (:person, now(), repeat('i', 200));
insert into bare_outbox (person, at, body) values (:person, now(), repeat('o', 400));
commit;
";

const TABLES: &str = "
create table bare_seen (id bigint primary key, at timestamptz not null);
create table bare_state (person bigint primary key, state text not null, at timestamptz not null);
create table bare_message (id bigint generated always as identity primary key, person bigint not null, at timestamptz not null, body text not null);
create table bare_outbox (id bigint generated always as identity primary key, person bigint not null, at timestamptz not null, body text not null);
insert into bare_state select n, repeat('s', 400), now() from generate_series(1, 1000) as n";

const CLIENTS: &str = "16";

/// Turns a second.
pub(super) async fn run(server: &Server, folder: &Path, seconds: u64) -> Result<f64, Trouble> {
    let url = server.fresh("load_pgbench").await?;
    let mut db = PgConnection::connect(&url).await?;
    sqlx::raw_sql(TABLES).execute(&mut db).await?;
    db.close().await?;
    server.settle().await?;
    let script = folder.join("turn.sql");
    fs::write(&script, TURN)?;
    let output = Command::new(program()?)
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=2", "--client", CLIENTS])
        .arg(format!("--time={seconds}"))
        .arg(format!("--file={}", script.display()))
        .args(["--username=realserv", "--host"])
        .arg(server.socket_folder())
        .arg("load_pgbench")
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let tps = said.lines().find_map(|line| line.strip_prefix("tps = "));
    let tps = tps.and_then(|rest| rest.split(' ').next()?.parse().ok());
    tps.ok_or_else(|| format!("pgbench: {said}{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// It lies beside the server's own programs.
fn program() -> Result<std::path::PathBuf, Trouble> {
    let folders = fs::read_dir("/usr/lib/postgresql")?.filter_map(Result::ok);
    let mut found: Vec<_> = folders
        .map(|entry| entry.path().join("bin/pgbench"))
        .filter(|path| path.exists())
        .collect();
    found.sort();
    Ok(found.pop().ok_or("pgbench was not found under /usr/lib/postgresql")?)
}
