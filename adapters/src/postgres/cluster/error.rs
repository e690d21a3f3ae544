//! What can go wrong with a private PostgreSQL, each with what to do about it. Shown to whoever started the program.

use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "PostgreSQL's programs (initdb, postgres) of version {oldest} or newer were not found; install them with \
         `apt-get install postgresql`, or set DATABASE_URL to a server that is there"
    )]
    NotInstalled { oldest: u32 },

    #[error(
        "{data} was made by PostgreSQL {made_by}, whose programs are not installed; install them with \
         `apt-get install postgresql-{made_by}`, or choose another REALSERV_DATA_DIR"
    )]
    OtherVersion { data: PathBuf, made_by: String },

    #[error(
        "PostgreSQL refuses to run as root and neither user `postgres` nor `nobody` exists here; add one with \
         `useradd --system postgres`, or start the program as an ordinary user"
    )]
    NoAccount,

    #[error(
        "PostgreSQL refuses to run as root and switching to user {account} failed ({detail}); start the program as \
         an ordinary user, or set DATABASE_URL to a server that is there"
    )]
    CannotSwitch { account: String, detail: String },

    #[error(
        "{data} holds a database, but user {account} may not reach it any more; open its parent folders with \
         `chmod o+x`, or move it"
    )]
    OutOfReach { data: PathBuf, account: String },

    #[error(
        "{path} belongs to somebody else (uid {owner}); remove it, run as that user, or choose another folder"
    )]
    NotOurs { path: PathBuf, owner: u32 },

    #[error(
        "no folder for PostgreSQL's socket: its path may have 107 bytes at most and {tried} is too long or closed"
    )]
    NoSocketFolder { tried: PathBuf },

    #[error("could not {action} {path}")]
    Folder { action: &'static str, path: PathBuf, source: io::Error },

    #[error("could not run {program}")]
    Run { program: String, source: io::Error },

    #[error("{program} failed: {detail}")]
    Failed { program: String, detail: String },

    #[error("PostgreSQL did not start; {log} ends with: {tail}")]
    Start { log: PathBuf, tail: String },

    #[error(
        "PostgreSQL in {folder} was not {state} after {seconds} seconds; see server.log there, and whether another \
         program uses this folder"
    )]
    Slow { folder: PathBuf, state: &'static str, seconds: u64 },

    #[error(
        "a PostgreSQL (process {pid}) in {folder} is used by another program but does not answer; stop that one first"
    )]
    Stuck { folder: PathBuf, pid: u32 },

    #[error("called off before PostgreSQL was there")]
    CalledOff,

    #[error("`{0}` is not a database name; use small letters, digits and _")]
    DatabaseName(String),

    #[error("the private PostgreSQL refused a statement")]
    Database(#[from] sqlx::Error),

    #[error("the schema of the test template could not be made")]
    Migrate(#[source] Box<dyn std::error::Error + Send + Sync>),

    #[error("the task that waited for PostgreSQL was cut off")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// `fs::create_dir(p).or_fail("create", p)?`: an I/O error that names its file.
pub(super) trait OrFail<T> {
    fn or_fail(self, action: &'static str, path: &std::path::Path) -> Result<T, ClusterError>;
}

impl<T> OrFail<T> for io::Result<T> {
    fn or_fail(self, action: &'static str, path: &std::path::Path) -> Result<T, ClusterError> {
        self.map_err(|source| ClusterError::Folder { action, path: path.to_owned(), source })
    }
}
