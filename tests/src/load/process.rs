//! Programs under test, as processes of their own: started, watched through /proc, ended by their id.

use std::fs;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use crate::Trouble;
use crate::load::http::Wire;

/// Nothing takes this long to come up unless it never does.
const LONGEST_START: Duration = Duration::from_secs(30);

/// A stop that takes longer is ended.
const LONGEST_STOP: Duration = Duration::from_secs(15);

/// What the kernel counts processor time in (`getconf CLK_TCK`): a hundredth of a second on every Linux of today.
const TICKS: f64 = 100.0;

pub(super) struct Program {
    child: Child,
    pub address: SocketAddr,
}

impl Program {
    /// Starts a program that listens on `address`, its log in a file.
    pub(super) fn start(
        mut command: Command,
        address: SocketAddr,
        log: &Path,
    ) -> Result<Self, Trouble> {
        let log = fs::OpenOptions::new().create(true).append(true).open(log)?;
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        Ok(Self { child: command.spawn()?, address })
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it says that it is ready.
    pub(super) async fn ready(&mut self) -> Result<(), Trouble> {
        let began = Instant::now();
        while began.elapsed() < LONGEST_START {
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the program ended at its start: {status}").into());
            }
            if says_ready(self.address).await.unwrap_or(false) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err("the program does not become ready".into())
    }

    /// SIGKILL: it may say nothing more, nor tidy up.
    pub(super) fn kill(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// SIGTERM, and SIGKILL when that does not help.
    pub(super) async fn stop(mut self) -> Result<(), Trouble> {
        let pid = self.pid().to_string();
        Command::new("kill").args(["-TERM", &pid]).status()?;
        let began = Instant::now();
        while began.elapsed() < LONGEST_STOP {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.child.kill()?;
        self.child.wait()?;
        Err("the program did not stop by itself".into())
    }
}

impl Drop for Program {
    /// Nothing of a run may go on when the run does not.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

pub(super) async fn says_ready(address: SocketAddr) -> io::Result<bool> {
    let mut wire = Wire::new(TcpStream::connect(address).await?)?;
    wire.write(format!("GET /health/ready HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes()).await?;
    let answer = wire.read().await?;
    Ok(answer.is_some_and(|answer| answer.line.starts_with(b"HTTP/1.1 200")))
}

/// A port that nobody listens on now.
pub(super) fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind(("127.0.0.1", 0))?.local_addr()
}

/// A binary that was built beside this one.
pub(crate) fn beside(name: &str) -> Result<PathBuf, Trouble> {
    let path = std::env::current_exe()?.with_file_name(name);
    if path.exists() {
        Ok(path)
    } else {
        Err(format!("{} is missing: cargo build --release -p realserv", path.display()).into())
    }
}

/// Processor time of a process and of all its children that live, in seconds.
pub(super) fn cpu_seconds(pid: u32) -> f64 {
    family(pid).into_iter().map(own_cpu_seconds).sum()
}

/// Of the process alone.
pub(super) fn own_cpu_seconds(pid: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name in brackets may hold blanks; what follows is state, parent … and at 14 and 15 the two times.
    let fields: Vec<&str> =
        stat.rsplit_once(") ").map_or(Vec::new(), |(_, rest)| rest.split(' ').collect());
    let ticks = |at: usize| fields.get(at - 3).and_then(|field| field.parse::<f64>().ok());
    [14, 15].into_iter().filter_map(ticks).sum::<f64>() / TICKS
}

/// Memory of a process and its children, what they share counted once.
pub(super) fn memory_bytes(pid: u32) -> u64 {
    let of = |pid: u32| {
        let rollup = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) * 1024
    };
    family(pid).into_iter().map(of).sum()
}

/// A process and its children.
fn family(pid: u32) -> Vec<u32> {
    let mut all = vec![pid];
    let list = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    all.extend(list.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
    all
}
