//! The server process: made (`initdb`), started, recognised, asked whether it answers, stopped.

use std::{
    fs::{self, OpenOptions},
    io::{self, Read, Write},
    os::unix::{fs::OpenOptionsExt, net::UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use tokio_util::sync::CancellationToken;

use super::{
    account::{Account, last_words, run},
    error::{ClusterError, OrFail},
    lease::GLANCE,
    place::{Place, SOCKET_FILE},
    programs::Programs,
};

/// Recovery after a crash replays at most `max_wal_size` (1 GB), a minute on a slow disk.
const START_LIMIT: Duration = Duration::from_secs(60);
/// A fast shutdown writes one checkpoint.
const STOP_LIMIT: Duration = Duration::from_secs(60);
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
/// The log of a server that runs for years; the one before is kept.
const LOG_LIMIT: u64 = 8 << 20;

pub(super) const SUPERUSER: &str = "realserv";

/// What `postmaster.pid` says (src/include/utils/pidfile.h): process, socket folder and state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) pid: u32,
    pub(super) socket: PathBuf,
    state: String,
}

impl Found {
    pub(super) fn look(data: &Path) -> Option<Self> {
        Self::parse(&fs::read_to_string(data.join("postmaster.pid")).ok()?)
    }

    fn parse(file: &str) -> Option<Self> {
        let lines: Vec<&str> = file.lines().map(str::trim).collect();
        Some(Self {
            pid: lines.first()?.parse().ok()?,
            socket: PathBuf::from(lines.get(4).copied().unwrap_or_default()),
            state: lines.get(7).copied().unwrap_or_default().to_owned(),
        })
    }

    /// A number alone proves nothing: after a reboot another program may have it.
    pub(super) fn lives(&self, data: &Path) -> bool {
        let process = Path::new("/proc").join(self.pid.to_string());
        let command = fs::read(process.join("cmdline")).unwrap_or_default();
        let is_ours = command
            .split(|byte| *byte == 0)
            .any(|word| word == data.as_os_str().as_encoded_bytes());
        is_ours && !is_zombie(&process)
    }

    pub(super) fn is_stopping(&self) -> bool {
        self.state == "stopping"
    }

    fn answers(&self) -> bool {
        self.state == "ready" && answers(&self.socket).unwrap_or(false)
    }
}

/// A zombie keeps its number until its parent looks, which in a container may be never.
fn is_zombie(process: &Path) -> bool {
    let stat = fs::read_to_string(process.join("stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with('Z'))
}

/// Asks for TLS, as any client may before it logs in; a living server says `S` or `N`
/// (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL).
fn answers(socket: &Path) -> std::io::Result<bool> {
    const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];
    let mut door = UnixStream::connect(socket.join(SOCKET_FILE))?;
    door.set_read_timeout(Some(ANSWER_LIMIT))?;
    door.write_all(&SSL_REQUEST)?;
    let mut answer = [0];
    door.read_exact(&mut answer)?;
    Ok(matches!(answer, [b'S' | b'N']))
}

/// Makes the data where there is none. Beside its place and then renamed: a program killed in between leaves something
/// to remove and not half a database.
pub(super) fn initialise(
    account: &Account,
    programs: &Programs,
    place: &Place,
    (settings, off): (Settings, &CancellationToken),
) -> Result<(), ClusterError> {
    let data = place.data();
    if data.exists() {
        return Ok(());
    }
    let fresh = data.with_extension("fresh");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).or_fail("remove", &fresh)?;
    }
    let mut initdb = account.command(programs.path("initdb"));
    initdb.args(["--username", SUPERUSER, "--encoding=UTF8", "--locale=C.UTF-8"]);
    // Trust, because the socket's folder admits its owner alone; and no host may come in at all.
    initdb.args(["--auth-local=trust", "--auth-host=reject"]);
    if settings.forgets || settings.syncs_behind {
        initdb.arg("--no-sync");
    }
    let made = run_unless(off, account, initdb.arg("-D").arg(&fresh));
    if matches!(made, Err(ClusterError::CalledOff)) {
        // What cannot be removed now, because one of its processes still writes, is removed by the next start.
        let _ = fs::remove_dir_all(&fresh);
    }
    let made = made?;
    if !made.status.success() {
        let detail = last_words(&made.stderr);
        return Err(ClusterError::Failed { program: "initdb".to_owned(), detail });
    }
    fs::rename(&fresh, &data).or_fail("move into place", &data)
}

/// Runs a program to its end, or ends it with all that it has started: on a slow disk initdb takes half a minute.
fn run_unless(
    off: &CancellationToken,
    account: &Account,
    command: &mut Command,
) -> Result<Output, ClusterError> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |source: io::Error| ClusterError::Run { program: name.clone(), source };
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    while child.try_wait().map_err(failed)?.is_none() {
        if off.is_cancelled() {
            kill(account, "KILL", &format!("-{}", child.id()))?;
            child.wait().map_err(failed)?;
            return Err(ClusterError::CalledOff);
        }
        thread::sleep(GLANCE);
    }
    child.wait_with_output().map_err(failed)
}

/// Brings a new cluster's files to the disk while the server already works.
pub(super) fn sync_behind(
    account: &Account,
    programs: &Programs,
    place: &Place,
) -> Result<Child, ClusterError> {
    let mut initdb = account.command(programs.path("initdb"));
    initdb.arg("--sync-only").arg("-D").arg(place.data());
    initdb.stdout(Stdio::null()).stderr(Stdio::null());
    initdb.spawn().map_err(|source| ClusterError::Run { program: "initdb".to_owned(), source })
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// A throw-away server may forget everything.
    pub(super) forgets: bool,
    /// A new cluster's files need not be on the disk before it is used.
    pub(super) syncs_behind: bool,
}

const DURABLE: &[&str] = &[
    "max_connections=200",
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    // Without `DETAIL`, which repeats the row that offended: a log holds no names and numbers.
    "log_error_verbosity=terse",
];
const FORGETFUL: &[&str] = &[
    // A pool for each test, and as many tests at once as a large machine has cores.
    "max_connections=1000",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum_naptime=1h",
    // It may lie in memory, where a gigabyte is much.
    "max_wal_size=256MB",
];

impl Settings {
    /// On the command line and not in the file, so that a cluster made by an older program follows the newer one.
    fn arguments(self, socket: &Path) -> Vec<String> {
        let socket = socket.to_string_lossy().replace('"', "\"\"");
        let mut settings = vec![
            "listen_addresses=".to_owned(),
            "port=5432".to_owned(),
            // The value is a list, hence the quotes: a path may hold a comma.
            format!("unix_socket_directories=\"{socket}\""),
            "unix_socket_permissions=0700".to_owned(),
            "timezone=UTC".to_owned(),
            "log_timezone=UTC".to_owned(),
            "logging_collector=off".to_owned(),
            "log_destination=stderr".to_owned(),
        ];
        let ours = if self.forgets { FORGETFUL } else { DURABLE };
        settings.extend(ours.iter().map(|setting| (*setting).to_owned()));
        settings.into_iter().flat_map(|setting| ["-c".to_owned(), setting]).collect()
    }
}

/// Starts the server and waits until it answers. One that does not is not left behind.
pub(super) fn start(
    account: &Account,
    programs: &Programs,
    place: &Place,
    (settings, off): (Settings, &CancellationToken),
) -> Result<Child, ClusterError> {
    let deadline = Instant::now() + START_LIMIT;
    loop {
        remove_stale_files(place)?;
        let mut child = spawn(account, programs, place, settings)?;
        match wait_until_ready(&mut child, place, (deadline, off)) {
            // The children of a server that was killed need a moment to see it; they hold its shared memory until then.
            Err(ClusterError::Start { tail, .. })
                if tail.contains("still in use") && Instant::now() < deadline =>
            {
                thread::sleep(GLANCE * 10);
            }
            Err(error) => {
                end(account, &mut child, place)?;
                return Err(error);
            }
            Ok(()) => return Ok(child),
        }
    }
}

/// PostgreSQL forgets a dead server's files by itself, but not when another program has got the number since, or when
/// nobody has looked after the dead process yet. Nothing runs here: whoever starts has looked, and has the turn.
fn remove_stale_files(place: &Place) -> Result<(), ClusterError> {
    let lock = format!("{SOCKET_FILE}.lock");
    let stale = [
        place.data().join("postmaster.pid"),
        place.socket.join(lock),
        place.socket.join(SOCKET_FILE),
    ];
    for file in stale {
        match fs::remove_file(&file) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            removed => removed.or_fail("remove", &file)?,
        }
    }
    Ok(())
}

fn spawn(
    account: &Account,
    programs: &Programs,
    place: &Place,
    settings: Settings,
) -> Result<Child, ClusterError> {
    let path = place.log();
    if fs::metadata(&path).is_ok_and(|log| log.len() > LOG_LIMIT) {
        fs::rename(&path, path.with_extension("log.before")).or_fail("rename", &path)?;
    }
    let mut options = OpenOptions::new();
    let log = options.create(true).append(true).mode(0o600).open(&path).or_fail("open", &path)?;
    let copy = log.try_clone().or_fail("open", &path)?;
    let mut postgres = account.command(programs.path("postgres"));
    postgres.arg("-D").arg(place.data()).args(settings.arguments(&place.socket));
    postgres.stdout(Stdio::from(log)).stderr(Stdio::from(copy));
    postgres.spawn().map_err(|source| ClusterError::Run { program: "postgres".to_owned(), source })
}

fn wait_until_ready(
    child: &mut Child,
    place: &Place,
    (deadline, off): (Instant, &CancellationToken),
) -> Result<(), ClusterError> {
    let data = place.data();
    while Instant::now() < deadline {
        if off.is_cancelled() {
            return Err(ClusterError::CalledOff);
        }
        // An exit is the answer; not being able to ask is no reason to go on waiting either.
        if !matches!(child.try_wait(), Ok(None)) {
            let log = place.log();
            let tail = last_words(&fs::read(&log).unwrap_or_default());
            return Err(ClusterError::Start { log, tail });
        }
        if Found::look(&data).is_some_and(|found| found.pid == child.id() && found.answers()) {
            return Ok(());
        }
        thread::sleep(GLANCE);
    }
    Err(slow(place, "ready", START_LIMIT))
}

/// A server that we have started and nobody uses.
fn end(account: &Account, child: &mut Child, place: &Place) -> Result<(), ClusterError> {
    // An exit that could not be asked for is waited for like any other.
    if matches!(child.try_wait(), Ok(None)) {
        signal(account, child.id(), Shutdown::Fast)?;
    }
    child.wait().or_fail("wait for the end of PostgreSQL in", &place.folder).map(drop)
}

/// Whether a server that somebody else has started answers; waited for while it still recovers.
pub(super) fn is_usable(place: &Place, found: &Found, off: &CancellationToken) -> bool {
    let data = place.data();
    let deadline = Instant::now() + START_LIMIT;
    while Instant::now() < deadline && found.lives(&data) && !off.is_cancelled() {
        match Found::look(&data) {
            Some(now) if now.pid != found.pid || now.is_stopping() => return false,
            Some(now) if now.state == "ready" => return now.answers(),
            _ => thread::sleep(GLANCE),
        }
    }
    false
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Shutdown {
    /// Sends the clients away and writes everything down.
    Fast,
    /// Drops everything. For what is thrown away anyway.
    Immediate,
}

impl Shutdown {
    /// https://www.postgresql.org/docs/current/server-shutdown.html
    fn signal(self) -> &'static str {
        match self {
            Self::Fast => "INT",
            Self::Immediate => "QUIT",
        }
    }
}

pub(super) fn signal(account: &Account, pid: u32, shutdown: Shutdown) -> Result<(), ClusterError> {
    kill(account, shutdown.signal(), &pid.to_string())
}

/// A process, or with `-` before its number the group that it leads.
fn kill(account: &Account, signal: &str, whom: &str) -> Result<(), ClusterError> {
    // The shell's own `kill`: small images have no other, and the library's would need unsafe code.
    let mut kill = account.command("sh");
    kill.args(["-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, whom]);
    // That it fails says only that the process has just ended; what counts is seen by `wait_until_gone`.
    run(&mut kill).map(drop)
}

pub(super) fn wait_until_gone(place: &Place, found: &Found) -> Result<(), ClusterError> {
    let data = place.data();
    let deadline = Instant::now() + STOP_LIMIT;
    while found.lives(&data) {
        if Instant::now() > deadline {
            return Err(slow(place, "stopped", STOP_LIMIT));
        }
        thread::sleep(GLANCE);
    }
    Ok(())
}

fn slow(place: &Place, state: &'static str, limit: Duration) -> ClusterError {
    ClusterError::Slow { folder: place.folder.clone(), state, seconds: limit.as_secs() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PID_FILE: &str =
        "4242\n/a b/pgdata\n1700000000\n5432\n/tmp/realserv-0-abc\n\n     1234    5\nready   \n";

    #[test]
    fn the_pid_file_tells_process_socket_and_state() {
        let found = Found::parse(PID_FILE).expect("a whole file");
        let ready =
            Found { pid: 4242, socket: "/tmp/realserv-0-abc".into(), state: "ready".into() };
        assert_eq!(found, ready);
    }

    #[test]
    fn a_pid_file_that_is_still_being_written_is_not_ready() {
        let found = Found::parse("4242\n/a b/pgdata\n").expect("a first line");
        assert!(!found.answers());
        assert_eq!(Found::parse(""), None);
    }

    #[test]
    fn another_program_with_the_same_number_is_not_our_server() {
        let found = Found { pid: std::process::id(), ..Found::parse(PID_FILE).expect("a file") };
        assert!(!found.lives(Path::new("/a b/pgdata")));
    }
}
