//! Who uses a cluster at this moment, told by file locks, which the kernel gives back however a program ends.
//!
//! `users.lock` is held shared by every program that uses the server; who can have it exclusively is alone.
//! `turn.lock` is held exclusively while somebody starts or stops the server, so that both are never done at once.

use std::{
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::error::{ClusterError, OrFail};

const TURN: &str = "turn.lock";
const USERS: &str = "users.lock";

/// Longer than a start may take (`server::START_LIMIT`), because somebody else's start is waited for.
const WAIT_LIMIT: Duration = Duration::from_secs(90);
pub(super) const GLANCE: Duration = Duration::from_millis(10);

/// The right to start or stop the server, until dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _file: File,
}

/// The claim to use the server, until dropped.
#[derive(Debug)]
pub(super) struct Lease {
    file: File,
}

impl Turn {
    /// Waits while somebody else starts or stops the server; `off` is asked whether there is still a reason to.
    pub(super) fn wait(folder: &Path, off: impl Fn() -> bool) -> Result<Self, ClusterError> {
        let deadline = Instant::now() + WAIT_LIMIT;
        loop {
            if let Some(turn) = Self::take(folder)? {
                return Ok(turn);
            }
            if off() {
                return Err(ClusterError::CalledOff);
            }
            if Instant::now() > deadline {
                return Err(ClusterError::Slow {
                    folder: folder.to_owned(),
                    state: "given free",
                    seconds: WAIT_LIMIT.as_secs(),
                });
            }
            thread::sleep(GLANCE);
        }
    }

    /// Nothing when somebody else has it.
    pub(super) fn take(folder: &Path) -> Result<Option<Self>, ClusterError> {
        let (path, file) = open(folder, TURN)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(source)) => return Err(source).or_fail("lock", &path),
        }
        // A throw-away cluster's folder goes with its last user: a lock on a file that is no longer there guards nothing.
        let ours = file.metadata().or_fail("read", &path)?;
        let there = std::fs::metadata(&path).ok();
        let same =
            there.is_some_and(|there| (there.dev(), there.ino()) == (ours.dev(), ours.ino()));
        Ok(same.then_some(Self { _file: file }))
    }
}

impl Lease {
    /// Waits at most for the moment in which somebody looks whether he is alone; with the turn, not even that.
    pub(super) fn hold(folder: &Path, _turn: &Turn) -> Result<Self, ClusterError> {
        let (path, file) = open(folder, USERS)?;
        file.lock_shared().or_fail("lock", &path)?;
        Ok(Self { file })
    }

    /// Whether nobody else uses the server. The turn keeps it so.
    pub(super) fn is_alone(&self, _turn: &Turn) -> bool {
        // flock(2) gives the shared lock up before it tries for the exclusive one, so it is taken again.
        let alone = self.file.try_lock().is_ok();
        alone || self.file.lock_shared().is_err()
    }
}

fn open(folder: &Path, name: &str) -> Result<(PathBuf, File), ClusterError> {
    std::fs::create_dir_all(folder).or_fail("create", folder)?;
    let path = folder.join(name);
    let file = OpenOptions::new().create(true).append(true).open(&path).or_fail("open", &path)?;
    Ok((path, file))
}
