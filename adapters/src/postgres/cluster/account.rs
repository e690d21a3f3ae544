//! Who PostgreSQL runs as. It refuses uid 0, so as root its programs belong to an unprivileged user; everybody else
//! runs them as themselves.
//!
//! A checkout may lie where that user may not enter (a home folder of mode 0700). Then the programs get the ambient
//! capability `CAP_DAC_READ_SEARCH`, which lets them pass through closed folders and write nowhere else. Containers
//! often refuse it; `place.rs` then looks for another folder.

use std::{
    os::unix::{fs::chown, process::CommandExt},
    path::Path,
    process::{Command, Stdio},
};

use super::error::{ClusterError, OrFail};

/// In this order: Debian's package makes the first, every Linux has the second.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

const CAPABILITIES: [&str; 4] =
    ["--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"];

#[derive(Debug, Clone)]
pub(super) enum Account {
    Ourselves { uid: u32 },
    Other { name: String, uid: u32, gid: u32, passes_closed_folders: bool },
}

impl Account {
    pub(super) fn choose() -> Result<Self, ClusterError> {
        let uid = id(&["-u"]).ok_or_else(|| ClusterError::Failed {
            program: "id -u".to_owned(),
            detail: "it printed no number".to_owned(),
        })?;
        if uid != 0 {
            return Ok(Self::Ourselves { uid });
        }
        let mut known = UNPRIVILEGED.iter().filter_map(|name| {
            let (uid, gid) = (id(&["-u", name])?, id(&["-g", name])?);
            Some(Self::Other { name: (*name).to_owned(), uid, gid, passes_closed_folders: false })
        });
        let account = known.next().ok_or(ClusterError::NoAccount)?;
        let tried = run(&mut account.command("true"))?;
        if tried.status.success() {
            return Ok(account);
        }
        Err(ClusterError::CannotSwitch {
            account: account.name(),
            detail: last_words(&tried.stderr),
        })
    }

    /// The same account with the capability, where the system grants it.
    pub(super) fn with_capability(&self) -> Option<Self> {
        let Self::Other { name, uid, gid, .. } = self else { return None };
        let (name, uid, gid) = (name.clone(), *uid, *gid);
        let able = Self::Other { name, uid, gid, passes_closed_folders: true };
        run(&mut able.command("true")).is_ok_and(|tried| tried.status.success()).then_some(able)
    }

    /// `program` as this account: from `/`, because it may not enter where we are, and without our environment,
    /// which holds secrets that other programs of that user could read.
    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = match self {
            Self::Ourselves { .. } => Command::new(program),
            Self::Other { uid, gid, passes_closed_folders, .. } => {
                let mut command = Command::new("setpriv");
                command.args([
                    "--reuid",
                    &uid.to_string(),
                    "--regid",
                    &gid.to_string(),
                    "--init-groups",
                ]);
                if *passes_closed_folders {
                    command.args(CAPABILITIES);
                }
                command.arg("--").arg(program);
                command
            }
        };
        command.env_clear().current_dir("/").stdin(Stdio::null());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        // Not the caller's language: what initdb and the log say is read by people who may not share it.
        command.env("LC_ALL", "C.UTF-8");
        // A group of its own: Ctrl-C at the terminal is for the program, which stops PostgreSQL after its last turn.
        command.process_group(0);
        command
    }

    /// Whether this account can write into `folder` and run `program`, whatever lies between them and `/`.
    pub(super) fn reaches(&self, folder: &Path, program: &Path) -> bool {
        let mut test = self.command("sh");
        test.args(["-c", "test -w \"$1/.\" && test -x \"$2\"", "sh"]).arg(folder).arg(program);
        run(&mut test).is_ok_and(|tried| tried.status.success())
    }

    pub(super) fn give(&self, path: &Path) -> Result<(), ClusterError> {
        let Self::Other { uid, gid, .. } = self else { return Ok(()) };
        chown(path, Some(*uid), Some(*gid)).or_fail("change the owner of", path)
    }

    pub(super) fn uid(&self) -> u32 {
        match self {
            Self::Ourselves { uid } | Self::Other { uid, .. } => *uid,
        }
    }

    /// The uid of this program, which owns what lies around the account's folders.
    pub(super) fn callers_uid(&self) -> u32 {
        match self {
            Self::Ourselves { uid } => *uid,
            Self::Other { .. } => 0,
        }
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::Ourselves { uid } => format!("uid {uid}"),
            Self::Other { name, .. } => name.clone(),
        }
    }
}

fn id(arguments: &[&str]) -> Option<u32> {
    let said = Command::new("id").args(arguments).process_group(0).output().ok()?;
    String::from_utf8_lossy(&said.stdout).trim().parse().ok()
}

pub(super) fn run(command: &mut Command) -> Result<std::process::Output, ClusterError> {
    command.output().map_err(|source| ClusterError::Run {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    })
}

/// The last lines of what a program said, for an error message.
pub(super) fn last_words(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    lines.get(lines.len().saturating_sub(4)..).unwrap_or_default().join(" | ")
}
