//! The program as a process of its own: how it starts, how it ends, what it leaves behind, and what it says to whoever
//! runs it. Signals and locks are real here, so nothing of this can be seen from inside one process.
#![expect(clippy::expect_used, reason = "helpers of tests, which may end in a panic")]

/// The demo's story in data folders of every state.
mod demo;

/// What it says when it cannot start.
mod starts;

/// What `doctor` finds.
mod doctor;

/// Who may use a data folder beside whom.
mod folders;

/// Ctrl-C, SIGTERM and SIGHUP at every moment.
mod signals;

/// A database and a sandbox for several processes.
mod outside;

/// One process for each part of the program.
mod roles;

/// Told to stop while the world does not answer.
mod stops;

/// The catalogue as sheets.
mod sheets;

/// Conversations once more, from their log.
mod replay;

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use realserv_tests::Trouble;

/// Nothing takes this long unless it never ends; a debug build on a busy machine needs some seconds.
const LONGEST: Duration = Duration::from_secs(90);

/// A folder of one test, closed to everybody else. Its name is in the command line of every server in it.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Result<Self, Trouble> {
        let closed = Permissions::from_mode(0o700);
        let folder = tempfile::Builder::new().permissions(closed).tempdir()?;
        fs::create_dir(folder.path().join("tmp"))?;
        Ok(Self { folder })
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The program with this home's folders and nothing of the environment.
    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_killable"));
        command.env_clear().current_dir(self.folder.path());
        command.env("TMPDIR", self.folder.path().join("tmp"));
        command.env("REALSERV_DATA_DIR", self.data());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
    }

    /// A demo on free ports.
    fn demo(&self, more: &[&str]) -> Command {
        let mut command = self.program();
        command.args(["demo", "--port", "0", "--data-dir"]).arg(self.data()).args(more);
        command
    }

    /// Whatever runs in this home: PostgreSQL and what makes it have the folder in their command line.
    fn servers(&self) -> Vec<u32> {
        let name = self.folder.path().as_os_str().as_encoded_bytes();
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let numbers = processes.filter_map(|process| process.file_name().to_str()?.parse().ok());
        numbers
            .filter(|pid: &u32| {
                let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
                let is_program = command.windows(8).any(|word| word == b"killable");
                !is_program && command.windows(name.len()).any(|word| word == name)
            })
            .collect()
    }
}

impl Home {
    /// Whether a program of that name runs in this home.
    fn runs(&self, name: &str) -> bool {
        self.servers().into_iter().any(|pid| {
            let command = fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            command.split('\0').next().is_some_and(|program| program.ends_with(name))
        })
    }

    /// The socket folders that stand in this home's temporary folder.
    fn sockets(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path().join("tmp")).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }

    /// Nothing runs any more, and no door is left.
    #[track_caller]
    fn is_put_away(&self, said: &str) {
        let (servers, sockets) = (self.servers(), self.sockets());
        assert!(servers.is_empty() && sockets.is_empty(), "{servers:?} {sockets:?}\n{said}");
    }
}

impl Drop for Home {
    /// A test that failed leaves no server behind.
    fn drop(&mut self) {
        for pid in self.servers() {
            signal("KILL", pid);
        }
    }
}

/// A program that runs.
struct Running {
    child: Child,
    lines: Receiver<String>,
    said: String,
}

/// One that has ended.
struct Ended {
    status: ExitStatus,
    /// Both of its voices, line by line.
    said: String,
}

impl Running {
    fn start(mut command: Command) -> Result<Self, Trouble> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let (sender, lines) = mpsc::channel();
        let voices: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|voice| Box::new(voice) as _),
            child.stderr.take().map(|voice| Box::new(voice) as _),
        ];
        for voice in voices.into_iter().flatten() {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(voice).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { child, lines, said: String::new() })
    }

    fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits for a line with these words.
    #[track_caller]
    fn until(&mut self, words: &str) -> String {
        let deadline = Instant::now() + LONGEST;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.said.push_str(&line);
                    self.said.push('\n');
                    if line.contains(words) {
                        return line;
                    }
                }
                Err(end) => panic!("{end} before {words:?} was said:\n{}", self.said),
            }
        }
    }

    /// As the kernel ends it when memory is short: nothing is put away.
    fn kill(mut self) -> Result<(), Trouble> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits for its end.
    #[track_caller]
    fn end(mut self) -> Ended {
        let deadline = Instant::now() + LONGEST;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    self.said.push_str(&line);
                    self.said.push('\n');
                }
                // Both voices end with the program.
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.said),
            }
        }
        let status = self.child.wait().expect("a child of ours");
        Ended { status, said: std::mem::take(&mut self.said) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(command: Command) -> Result<Ended, Trouble> {
    Ok(Running::start(command)?.end())
}

/// Of processes that are not ours there is nothing to wait on: they are looked at until it is so.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + LONGEST;
    while !is_so() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The shell's `kill`: the library's would need unsafe code. That the process has gone meanwhile is no mistake.
fn signal(name: &str, pid: u32) {
    let mut kill = Command::new("sh");
    kill.args(["-c", &format!("kill -s {name} {pid}")]).stderr(Stdio::null());
    kill.status().expect("a shell");
}
