//! Finds PostgreSQL's own programs. Debian keeps them outside of PATH, one folder a version.

use std::{
    env, fs,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Command,
};

use super::error::ClusterError;

/// The oldest version that the schema and the queries are meant for (README, "what it needs").
const OLDEST: u32 = 14;

/// Where packages put the programs, `*` being the version: Debian, Red Hat, built from source.
const USUAL_PLACES: [&str; 3] =
    ["/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin"];

/// A folder with `initdb` and `postgres` in it, and their major version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Programs {
    pub(super) folder: PathBuf,
    pub(super) version: u32,
}

impl Programs {
    /// The programs for `data`: those of the version that made it, or the best there are for a new one.
    pub(super) fn find(data: &Path) -> Result<Self, ClusterError> {
        let made_by = fs::read_to_string(data.join("PG_VERSION")).ok();
        let made_by = made_by.as_deref().map(str::trim);
        let mut found = candidates().into_iter().filter_map(Self::look).peekable();
        if found.peek().is_none() {
            return Err(ClusterError::NotInstalled { oldest: OLDEST });
        }
        found
            .find(|programs| made_by.is_none_or(|version| version == programs.version.to_string()))
            .ok_or_else(|| ClusterError::OtherVersion {
                data: data.to_owned(),
                made_by: made_by.unwrap_or_default().to_owned(),
            })
    }

    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    fn look(folder: PathBuf) -> Option<Self> {
        if !folder.join("initdb").is_file() {
            return None;
        }
        let said = asked(folder.join("postgres")).arg("--version").output().ok()?;
        let version = major_version(&String::from_utf8_lossy(&said.stdout))?;
        (version >= OLDEST).then_some(Self { folder, version })
    }
}

/// In a group of its own: Ctrl-C at the terminal must not look as if the program were not installed.
fn asked(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.process_group(0);
    command
}

/// From `postgres (PostgreSQL) 15.18 (Debian …)`, `… 17beta1`, `… 18devel`.
fn major_version(said: &str) -> Option<u32> {
    let number = said.split_whitespace().nth(2)?;
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number.get(..digits)?.parse().ok()
}

fn candidates() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).filter(|p| p.is_absolute()).collect();
    if let Ok(said) = asked("pg_config").arg("--bindir").output() {
        folders.push(PathBuf::from(String::from_utf8_lossy(&said.stdout).trim()));
    }
    folders.extend(USUAL_PLACES.iter().flat_map(|place| expand(place)));
    folders
}

/// `/a/b-*/c` with every `*` that exists, the highest number first.
fn expand(place: &str) -> Vec<PathBuf> {
    let Some((before, after)) = place.split_once('*') else { return vec![PathBuf::from(place)] };
    let (parent, prefix) = before.rsplit_once('/').unwrap_or(("", before));
    let names = fs::read_dir(parent).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    newest_first(names, prefix)
        .map(|version| PathBuf::from(format!("{before}{version}{after}")))
        .collect()
}

/// By number, because 9 is older than 14; what is not a version (Debian's `common`) is left out.
fn newest_first(names: impl Iterator<Item = String>, prefix: &str) -> impl Iterator<Item = u32> {
    let mut versions: Vec<u32> =
        names.filter_map(|name| name.strip_prefix(prefix)?.parse().ok()).collect();
    versions.sort_unstable();
    versions.into_iter().rev()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_postgres_says() {
        assert_eq!(
            major_version("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major_version("postgres (PostgreSQL) 17beta1"), Some(17));
        assert_eq!(major_version("postgres (PostgreSQL) 9.6.24"), Some(9));
        assert_eq!(major_version("bash: postgres: not found"), None);
    }

    #[test]
    fn the_newest_version_comes_first() {
        let names = ["pgsql-9", "pgsql-14", "pgsql-17", "pgsql-15", "pgsql-common", "other"];
        let versions: Vec<u32> =
            newest_first(names.into_iter().map(str::to_owned), "pgsql-").collect();
        assert_eq!(versions, [17, 15, 14, 9]);
    }
}
