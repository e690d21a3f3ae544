//! Where a private PostgreSQL lies: its data, and the socket that is its only door.

use std::{
    fs::{self, DirBuilder, Permissions},
    os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
};

use sha2::{Digest, Sha256};

use super::{
    account::Account,
    error::{ClusterError, OrFail},
    programs::Programs,
};

/// `sun_path` has 108 bytes with its closing zero (unix(7)).
const SOCKET_PATH_LIMIT: usize = 107;
pub(super) const SOCKET_FILE: &str = ".s.PGSQL.5432";

/// Where the data goes when the unprivileged user cannot reach the wanted folder and capabilities are refused.
pub(super) const ELSEWHERE: &str = "/var/lib/realserv";

#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The cluster's folder: locks and log, which are the program's, and `pgdata`, which is the account's.
    pub(super) folder: PathBuf,
    pub(super) socket: PathBuf,
    /// The folder that was asked for, when it could not be used.
    pub(super) instead_of: Option<PathBuf>,
}

impl Place {
    pub(super) fn data(&self) -> PathBuf {
        data(&self.folder)
    }

    /// Whether a throw-away cluster's last user has taken the folder away since it was prepared.
    pub(super) fn is_there(&self) -> bool {
        home(&self.folder).is_dir() && self.socket.is_dir()
    }

    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }
}

/// What the account owns. The data is a folder further down, so that it can be made beside its place and renamed.
fn home(folder: &Path) -> PathBuf {
    folder.join("pgdata")
}

pub(super) fn data(folder: &Path) -> PathBuf {
    home(folder).join("main")
}

/// Settles account and place together: the first of (plainly, with the capability, elsewhere) that works.
pub(super) fn settle(
    wanted: &Path,
    account: Account,
    programs: &Programs,
) -> Result<(Account, Place), ClusterError> {
    let postgres = programs.path("postgres");
    let folder = absolute(wanted)?;
    refuse_a_strangers_bait(&folder, &account)?;
    prepare(&folder, &account)?;
    for account in [Some(account.clone()), account.with_capability()].into_iter().flatten() {
        if account.reaches(&home(&folder), &postgres) {
            let socket = socket_folder(&folder, &account, &postgres)?;
            return Ok((account, Place { folder, socket, instead_of: None }));
        }
    }
    // An empty database in another place, while the old one still lies here, would look like a loss.
    if data(&folder).exists() || matches!(account, Account::Ourselves { .. }) {
        return Err(ClusterError::OutOfReach { data: folder, account: account.name() });
    }
    let moved = Path::new(ELSEWHERE).join(short_hash(&folder));
    prepare(&moved, &account)?;
    if !account.reaches(&home(&moved), &postgres) {
        return Err(ClusterError::OutOfReach { data: moved, account: account.name() });
    }
    let socket = socket_folder(&moved, &account, &postgres)?;
    Ok((account, Place { folder: moved, socket, instead_of: Some(folder) }))
}

/// The folder for sockets: where programs of this machine keep what may vanish.
fn temporary_folder() -> PathBuf {
    std::env::temp_dir()
}

/// The folder for throw-away clusters: in memory where there is room. A database is seven hundred files, and on a disk to
/// make them is a third of what a test costs. Whoever sets `TMPDIR` knows better.
pub(super) fn throw_away_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if std::env::var_os("TMPDIR").is_none() && has_room(memory) {
        memory.to_owned()
    } else {
        temporary_folder()
    }
}

/// A container's is often 64 MB, which is less than one cluster.
fn has_room(folder: &Path) -> bool {
    const MEGABYTES: u64 = 2048;
    let df = Command::new("df").args(["--output=avail", "--block-size=1M"]).arg(folder).output();
    let free = df.ok().and_then(|df| String::from_utf8(df.stdout).ok());
    let free = free.and_then(|said| said.lines().last()?.trim().parse::<u64>().ok());
    free.is_some_and(|megabytes| megabytes >= MEGABYTES)
}

fn absolute(wanted: &Path) -> Result<PathBuf, ClusterError> {
    fs::create_dir_all(wanted).or_fail("create", wanted)?;
    wanted.canonicalize().or_fail("resolve", wanted)
}

/// In a folder where everybody may write, names that can be guessed may have been taken by somebody else.
fn refuse_a_strangers_bait(folder: &Path, account: &Account) -> Result<(), ClusterError> {
    const STICKY: u32 = 0o1000;
    let parent = folder.parent().unwrap_or(folder);
    let shared = fs::metadata(parent).or_fail("read", parent)?.mode() & STICKY != 0;
    let owner = fs::metadata(folder).or_fail("read", folder)?.uid();
    if shared && owner != account.callers_uid() {
        return Err(ClusterError::NotOurs { path: folder.to_owned(), owner });
    }
    Ok(())
}

/// The account's own folder, closed to everybody else; what is in it stays.
fn prepare(folder: &Path, account: &Account) -> Result<(), ClusterError> {
    let home = home(folder);
    fs::create_dir_all(&home).or_fail("create", &home)?;
    let owner = fs::metadata(&home).or_fail("read", &home)?.uid();
    // Root's is one that was made a moment ago, here or by a program that was killed then.
    if owner != account.uid() {
        let is_new = fs::read_dir(&home).is_ok_and(|mut entries| entries.next().is_none());
        if !is_new {
            return Err(ClusterError::NotOurs { path: home, owner });
        }
        account.give(&home)?;
    }
    fs::set_permissions(&home, Permissions::from_mode(0o700)).or_fail("protect", &home)
}

fn socket_folder(
    folder: &Path,
    account: &Account,
    postgres: &Path,
) -> Result<PathBuf, ClusterError> {
    let name = format!("realserv-{}-{}", account.uid(), short_hash(folder));
    let wanted = temporary_folder().join(&name);
    // TMPDIR may be long (macOS, CI) or closed to the account (a user's own): then the one that is open to all.
    for socket in [wanted.clone(), Path::new("/tmp").join(&name)] {
        if socket.join(SOCKET_FILE).as_os_str().len() > SOCKET_PATH_LIMIT {
            continue;
        }
        make_private(&socket, account)?;
        if account.reaches(&socket, postgres) {
            return Ok(socket);
        }
        fs::remove_dir(&socket).or_fail("remove", &socket)?;
    }
    Err(ClusterError::NoSocketFolder { tried: wanted })
}

/// Mode 0700 is all the authentication there is, so a folder that somebody else put there is refused.
fn make_private(socket: &Path, account: &Account) -> Result<(), ClusterError> {
    match DirBuilder::new().mode(0o700).create(socket) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        made => made.or_fail("create", socket)?,
    }
    let mut there = fs::symlink_metadata(socket).or_fail("read", socket)?;
    // The caller's own is one that was made a moment ago: here, or by a program that starts beside this one.
    if there.is_dir() && there.uid() == account.callers_uid() && there.uid() != account.uid() {
        account.give(socket)?;
        there = fs::symlink_metadata(socket).or_fail("read", socket)?;
    }
    if !there.is_dir() || there.uid() != account.uid() {
        return Err(ClusterError::NotOurs { path: socket.to_owned(), owner: there.uid() });
    }
    fs::set_permissions(socket, Permissions::from_mode(0o700)).or_fail("protect", socket)
}

/// Twelve letters of a path: short enough for a socket, long enough never to meet another.
pub(super) fn short_hash(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hex::encode(digest).chars().take(12).collect()
}
