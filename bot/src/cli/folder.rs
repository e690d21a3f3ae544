//! Who uses a data folder, told by a lock that the kernel gives back however a program ends.
//!
//! A demo wants its folder for itself: it moves the clock, ends leases that it finds, and begins anew with `--fresh`. A
//! service shares its folder with those who help it (`seed`, `migrate`, `doctor`), as nodes share a database.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::Path;

use super::Failure;

const LOCK: &str = "realserv.lock";

/// How a command uses its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// With nobody beside it. The command's name.
    Alone(&'static str),
    /// With others. The name of a command that stays.
    Staying(&'static str),
    /// With others, and only for a moment.
    Passing,
}

/// A folder in use, until dropped.
#[derive(Debug)]
pub(super) struct Folder {
    _lock: File,
}

#[derive(Debug, thiserror::Error)]
#[error("could not lock {file}")]
struct CannotLock {
    file: String,
    #[source]
    source: std::io::Error,
}

impl Folder {
    pub(super) fn take(data_dir: &Path, how: Use) -> Result<Self, Failure> {
        let path = data_dir.join(LOCK);
        let failed = |source| CannotLock { file: path.display().to_string(), source };
        fs::create_dir_all(data_dir).map_err(failed)?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        let locked = match how {
            Use::Alone(_) => file.try_lock(),
            Use::Staying(_) | Use::Passing => file.try_lock_shared(),
        };
        match locked {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(refusal(data_dir, &mut file)),
            Err(TryLockError::Error(source)) => return Err(failed(source).into()),
        }
        if let Use::Alone(command) | Use::Staying(command) = how {
            file.set_len(0).map_err(failed)?;
            write!(file, "{command} {}", std::process::id()).map_err(failed)?;
        }
        Ok(Self { _lock: file })
    }
}

fn refusal(data_dir: &Path, file: &mut File) -> Failure {
    let mut note = String::new();
    // Who it is helps to find it; that it is there is certain without.
    let _ = file.read_to_string(&mut note);
    let known = note.split_once(' ').filter(|(_, pid)| Path::new("/proc").join(pid).exists());
    let who = known.map_or_else(
        || "another realserv".to_owned(),
        |(command, pid)| format!("`realserv {command}` (process {pid})"),
    );
    Failure::Refused(format!(
        "{who} uses {}. End it first, or choose another folder: `--data-dir` of a demo, REALSERV_DATA_DIR of a service",
        data_dir.display(),
    ))
}
