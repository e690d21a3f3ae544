//! PostgreSQL alone: how many bare turns a second it commits, five statements each, when nobody but its own driver asks.
//! Once as pgbench comes, which sends each statement as text, and once with statements that it has prepared.

use std::fs;
use std::path::Path;
use std::process::Command;

use sqlx::{Connection, PgConnection};

use super::bare_turn;
use super::server::Server;
use crate::Trouble;

/// A thousand people, each message new, bodies as long as the script's.
fn script() -> String {
    let person = "('9198' || :person)";
    let with = |statement: &str, values: &[&str]| {
        let mut text = statement.replace('\n', " ");
        for (at, value) in values.iter().enumerate() {
            text = text.replace(&format!("${}", at + 1), value);
        }
        text
    };
    [
        r"\set person random(10000000, 10000999)".to_owned(),
        r"\set message random(1, 1000000000000)".to_owned(),
        "begin;".to_owned(),
        with(bare_turn::SEE, &["'wamid.IN' || :message"]) + ";",
        with(bare_turn::READ, &[person]) + ";",
        with(bare_turn::WRITE, &[person, "(:message)::text"]) + ";",
        with(bare_turn::KEEP, &[person, "'50 bags ultratech opc 53'"]) + ";",
        with(bare_turn::KEEP, &[person, "'50 bags UltraTech OPC 53'"]) + ";",
        "commit;\n".to_owned(),
    ]
    .join("\n")
}

const CLIENTS: &str = "16";

/// How pgbench sends its statements.
#[derive(Clone, Copy)]
pub(super) enum Protocol {
    Simple,
    Prepared,
}

impl Protocol {
    fn word(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Prepared => "prepared",
        }
    }
}

/// Turns a second.
pub(super) async fn run(
    server: &Server,
    folder: &Path,
    seconds: u64,
    protocol: Protocol,
) -> Result<f64, Trouble> {
    let url = server.fresh("load_pgbench").await?;
    let mut db = PgConnection::connect(&url).await?;
    sqlx::raw_sql(bare_turn::TABLES).execute(&mut db).await?;
    db.close().await?;
    server.settle().await?;
    let path = folder.join("turn.sql");
    fs::write(&path, script())?;
    let output = Command::new(program()?)
        .args(["--no-vacuum", "--jobs=2", "--client", CLIENTS])
        .arg(format!("--protocol={}", protocol.word()))
        .arg(format!("--time={seconds}"))
        .arg(format!("--file={}", path.display()))
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
