//! A private PostgreSQL: started from the installed programs when no `DATABASE_URL` is given, and for the tests.
//!
//! Its only door is a socket in a folder of mode 0700. Several programs may use one cluster; the first starts it, the
//! last stops it, and one that was left behind by a killed program is adopted. The scripts have a small version of the
//! same rules in `scripts/lib.sh`. What does not live here: the schema, and any query of the business.

mod account;
mod error;
mod lease;
mod place;
mod programs;
mod server;

use std::{
    fs,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio_util::sync::CancellationToken;

pub use self::error::ClusterError;
use self::{
    account::Account,
    error::OrFail,
    lease::{Lease, Turn},
    place::Place,
    programs::Programs,
    server::{Found, SUPERUSER, Settings, Shutdown},
};

/// How long a cluster lives, and so how much it may forget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    /// Durable; its data stays for the next run.
    Kept,
    /// Gone when its last user stops.
    ThrowAway,
    /// Gone when nobody has used it for some seconds, so that one test process after the other finds it running.
    Lingering,
}

impl Life {
    /// Seconds without a user after which the watchdog ends it. A throw-away cluster's watchdog is for killed programs.
    fn idle_seconds(self) -> Option<u32> {
        match self {
            Self::Kept => None,
            Self::ThrowAway => Some(2),
            Self::Lingering => Some(4),
        }
    }
}

#[derive(Debug, Clone)]
pub struct ClusterOptions {
    folder: PathBuf,
    life: Life,
    in_a_hurry: bool,
    off: CancellationToken,
}

impl ClusterOptions {
    /// Durable, in `folder` (made when missing), kept between runs.
    pub fn kept(folder: impl Into<PathBuf>) -> Self {
        Self::new(folder.into(), Life::Kept)
    }

    /// For one test that does things to its server which others must not see. Removed when stopped.
    pub fn throw_away() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("realserv-throw-away-{}-{count}", std::process::id());
        Self::throw_away_in(place::throw_away_folder().join(name))
    }

    /// The same in a given folder, which is removed with it.
    pub fn throw_away_in(folder: impl Into<PathBuf>) -> Self {
        Self::new(folder.into(), Life::ThrowAway)
    }

    /// For tests: one for all that call with the same `key`, used by one process after the other, removed some seconds
    /// after the last.
    pub fn lingering(key: &str) -> Self {
        let folder = place::throw_away_folder();
        let user = fs::metadata("/proc/self").map_or(0, |process| process.uid());
        let name = format!("realserv-tests-{user}-{}", place::short_hash(Path::new(key)));
        Self::new(folder.join(name), Life::Lingering)
    }

    /// A new cluster is used while its thousand files are still on their way to the disk, which saves seconds. What is
    /// committed is as durable as ever after those; a power cut within them can cost the cluster. For the demo.
    #[must_use]
    pub fn in_a_hurry(mut self) -> Self {
        self.in_a_hurry = true;
        self
    }

    /// A start that is called off ends soon, and leaves neither a server nor half a database.
    #[must_use]
    pub fn unless(mut self, off: CancellationToken) -> Self {
        self.off = off;
        self
    }

    fn new(folder: PathBuf, life: Life) -> Self {
        Self { folder, life, in_a_hurry: false, off: CancellationToken::new() }
    }
}

/// A running server, until it is stopped or dropped.
#[derive(Debug)]
pub struct Cluster {
    account: Account,
    place: Place,
    life: Life,
    pid: u32,
    /// The server as our child, when it was we who started it.
    child: Option<Child>,
    /// What still brings a new cluster's files to the disk.
    sync: Option<Child>,
    /// Nothing once stopped.
    lease: Option<Lease>,
}

impl Cluster {
    /// Starts the server, or adopts the one that runs.
    pub async fn start(options: ClusterOptions) -> Result<Self, ClusterError> {
        tokio::task::spawn_blocking(move || {
            let mut cluster = open(&options)?;
            if options.off.is_cancelled() {
                cluster.end(Patience::UntilGone)?;
                return Err(ClusterError::CalledOff);
            }
            Ok(cluster)
        })
        .await?
    }

    /// For sqlx and psql alike. The database must exist: see `Cluster::ensure_database`.
    pub fn url(&self, database: &str) -> String {
        let socket = percent_encoded(&self.place.socket);
        // Host and port are named because the environment's PGHOST and PGPORT would fill what is missing.
        format!("postgres://{SUPERUSER}@localhost:5432/{database}?host={socket}&sslmode=disable")
    }

    /// Makes the database when it is missing; says whether it did.
    pub async fn ensure_database(&self, name: &str) -> Result<bool, ClusterError> {
        let mut server = self.connect().await?;
        let exists = sqlx::query("select 1 from pg_database where datname = $1")
            .bind(name)
            .fetch_optional(&mut server)
            .await?;
        if exists.is_none() {
            execute(&mut server, format!("create database {}", checked(name)?)).await?;
        }
        Ok(exists.is_none())
    }

    /// Removes the database with all that is in it, and sends away who uses it.
    pub async fn drop_database(&self, name: &str) -> Result<(), ClusterError> {
        let statement = format!("drop database if exists {} with (force)", checked(name)?);
        execute(&mut self.connect().await?, statement).await
    }

    /// Stops the server unless another program uses it too, and waits until it has written everything down.
    pub async fn stop(mut self) -> Result<(), ClusterError> {
        tokio::task::spawn_blocking(move || self.end(Patience::UntilGone)).await?
    }

    /// The folder that was asked for, when the data had to go elsewhere: worth a line in the log.
    pub fn moved_from(&self) -> Option<&Path> {
        self.place.instead_of.as_deref()
    }

    /// Where the data, `server.log` and the locks lie.
    pub fn folder(&self) -> &Path {
        &self.place.folder
    }

    pub fn socket_folder(&self) -> &Path {
        &self.place.socket
    }

    /// The server's process.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Whether it was running already, left by a killed program or used by another.
    pub fn is_adopted(&self) -> bool {
        self.child.is_none()
    }

    pub(in crate::postgres) async fn connect(&self) -> Result<PgConnection, ClusterError> {
        Ok(PgConnection::connect(&self.url("postgres")).await?)
    }

    /// The last user ends the server; the others only leave.
    fn end(&mut self, patience: Patience) -> Result<(), ClusterError> {
        let Some(lease) = self.lease.take() else { return Ok(()) };
        if self.life == Life::Lingering {
            return Ok(());
        }
        let turn = match patience {
            Patience::UntilGone => Turn::wait(&self.place.folder, || false)?,
            Patience::Brief => match Turn::take(&self.place.folder)? {
                Some(turn) => turn,
                None => return Ok(()),
            },
        };
        if !lease.is_alone(&turn) {
            return Ok(());
        }
        let data = self.place.data();
        let found = Found::look(&data).filter(|found| found.lives(&data));
        let Some(found) = found else { return self.remove() };
        let kept = self.life == Life::Kept;
        let shutdown = if kept { Shutdown::Fast } else { Shutdown::Immediate };
        server::signal(&self.account, found.pid, shutdown)?;
        if kept && patience == Patience::Brief {
            return Ok(());
        }
        server::wait_until_gone(&self.place, &found)?;
        self.remove()
    }

    /// What no next run needs.
    fn remove(&mut self) -> Result<(), ClusterError> {
        // The server is gone already; this takes its entry out of the process table.
        for child in [&mut self.sync, &mut self.child].into_iter().flatten() {
            child.wait().or_fail("wait for the end of PostgreSQL in", &self.place.folder)?;
        }
        remove_folder(&self.place.socket)?;
        if self.life == Life::Kept { Ok(()) } else { remove_folder(&self.place.folder) }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(error) = self.end(Patience::Brief) {
            tracing::warn!(error = %error, "the private PostgreSQL could not be stopped");
        }
    }
}

/// A drop must not hold up its thread: it tells a durable server to stop, and does not watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Patience {
    UntilGone,
    Brief,
}

fn open(options: &ClusterOptions) -> Result<Cluster, ClusterError> {
    loop {
        let programs = Programs::find(&place::data(&options.folder))?;
        let (account, mut place) = place::settle(&options.folder, Account::choose()?, &programs)?;
        let turn = Turn::wait(&place.folder, || options.off.is_cancelled())?;
        if !place.is_there() {
            continue;
        }
        let lease = Lease::hold(&place.folder, &turn)?;
        let life = options.life;
        return match join(options, &account, &mut place, (&turn, &lease)) {
            Ok(Joined { pid, child, sync }) => {
                Ok(Cluster { account, place, life, pid, child, sync, lease: Some(lease) })
            }
            Err(error) => {
                let data = place.data();
                if Found::look(&data).is_none_or(|found| !found.lives(&data)) {
                    remove_folder(&place.socket)?;
                }
                Err(error)
            }
        };
    }
}

/// The server that is used from now on.
struct Joined {
    pid: u32,
    child: Option<Child>,
    sync: Option<Child>,
}

/// With the turn held: adopts what runs, or starts.
fn join(
    options: &ClusterOptions,
    account: &Account,
    place: &mut Place,
    (turn, lease): (&Turn, &Lease),
) -> Result<Joined, ClusterError> {
    let (life, data, off) = (options.life, place.data(), &options.off);
    if let Some(found) = Found::look(&data).filter(|found| found.lives(&data)) {
        if server::is_usable(place, &found, off) {
            if place.socket != found.socket {
                // Made for nothing: whoever started the server had another temporary folder. Not empty: not ours to take.
                let _ = fs::remove_dir(&place.socket);
                place.socket.clone_from(&found.socket);
            }
            return Ok(Joined { pid: found.pid, child: None, sync: None });
        }
        if !lease.is_alone(turn) && !found.is_stopping() {
            return Err(if off.is_cancelled() {
                ClusterError::CalledOff
            } else {
                ClusterError::Stuck { folder: place.folder.clone(), pid: found.pid }
            });
        }
        server::signal(account, found.pid, Shutdown::Fast)?;
        server::wait_until_gone(place, &found)?;
    }
    if off.is_cancelled() {
        return Err(ClusterError::CalledOff);
    }
    let programs = Programs::find(&data)?;
    let hurry = options.in_a_hurry && life == Life::Kept && !data.exists();
    let settings = Settings { forgets: life != Life::Kept, syncs_behind: hurry };
    server::initialise(account, &programs, place, (settings, off))?;
    let child = server::start(account, &programs, place, (settings, off))?;
    let sync = hurry.then(|| server::sync_behind(account, &programs, place)).transpose()?;
    if let Some(seconds) = life.idle_seconds() {
        watch(place, seconds)?;
    }
    Ok(Joined { pid: child.id(), child: Some(child), sync })
}

/// Nobody waits for the watchdog: it outlives us on purpose, and ends with the folder that it guards.
fn watch(place: &Place, idle_seconds: u32) -> Result<(), ClusterError> {
    let mut watchdog = Command::new("sh");
    watchdog.args(["-c", include_str!("watchdog.sh"), "realserv-watchdog"]);
    watchdog.arg(&place.folder).arg(&place.socket).arg(idle_seconds.to_string());
    watchdog.current_dir("/").process_group(0);
    watchdog.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let spawned = watchdog.spawn();
    spawned.map(drop).map_err(|source| ClusterError::Run { program: "sh".to_owned(), source })
}

fn remove_folder(folder: &Path) -> Result<(), ClusterError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        removed => removed.or_fail("remove", folder),
    }
}

/// Names are ours, never a person's words; this keeps it so.
pub(in crate::postgres) fn checked(database: &str) -> Result<&str, ClusterError> {
    /// `NAMEDATALEN` less its closing zero.
    const LONGEST: usize = 63;
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let starts_well = database.starts_with(|c: char| c.is_ascii_lowercase());
    if starts_well && database.len() <= LONGEST && database.bytes().all(plain) {
        Ok(database)
    } else {
        Err(ClusterError::DatabaseName(database.to_owned()))
    }
}

/// `statement` is made of names that passed `checked`: databases cannot be parameters.
pub(in crate::postgres) async fn execute(
    server: &mut PgConnection,
    statement: String,
) -> Result<(), ClusterError> {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(server).await?;
    Ok(())
}

fn percent_encoded(path: &Path) -> String {
    let mut encoded = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' => encoded.push(char::from(*byte)),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(*byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_folder_with_odd_letters_survives_the_url() {
        assert_eq!(percent_encoded(Path::new("/tmp/a b&ü")), "/tmp/a%20b%26%C3%BC");
    }

    #[test]
    fn only_plain_names_reach_a_statement() {
        assert!(checked("realserv_2").is_ok());
        for name in ["", "2nd", "a-b", "a\"; drop", "Real", &"a".repeat(64)] {
            assert!(checked(name).is_err(), "{name}");
        }
    }
}
