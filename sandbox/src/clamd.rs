//! Stands in for ClamAV's daemon: speaks its protocol, and knows one signature, that of the harmless file with which scanners are
//! tried out (<https://www.eicar.org/download-anti-malware-testfile/>). It protects nobody.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// In two halves, so that no scanner takes this program for it.
const EICAR: [&str; 2] =
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"];

/// clamd's own default since version 1.
const MOST: usize = 100 * 1024 * 1024;

/// A running daemon. Stops when it is dropped.
pub struct Clamd {
    address: SocketAddr,
    down: Arc<AtomicBool>,
    // Ends with the daemon.
    _work: JoinSet<()>,
}

impl Clamd {
    /// On a free port of this machine.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let down = Arc::new(AtomicBool::new(false));
        let mut work = JoinSet::new();
        work.spawn(serve(listener, Arc::clone(&down)));
        Ok(Self { address, down, _work: work })
    }

    /// `CLAMD_ADDR` for the program.
    #[must_use]
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// Hangs up on everybody, or answers again.
    pub fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::Relaxed);
    }

    /// A content that it knows as infected.
    #[must_use]
    pub fn infected() -> Vec<u8> {
        EICAR.concat().into_bytes()
    }
}

async fn serve(listener: TcpListener, down: Arc<AtomicBool>) {
    let mut lines = JoinSet::new();
    loop {
        let line = tokio::select! {
            line = listener.accept() => line,
            Some(_) = lines.join_next() => continue,
        };
        let Ok((line, _)) = line else { continue };
        if !down.load(Ordering::Relaxed) {
            lines.spawn(async move {
                if let Err(error) = answer(line).await {
                    tracing::debug!(%error, "a line to the scanner broke");
                }
            });
        }
    }
}

async fn answer(line: TcpStream) -> io::Result<()> {
    let mut line = BufReader::new(line);
    let mut command = Vec::new();
    line.read_until(0, &mut command).await?;
    let said = match command.as_slice() {
        b"zPING\0" => "PONG".to_owned(),
        b"zVERSION\0" => "ClamAV 1.0.0/0/sandbox".to_owned(),
        b"zINSTREAM\0" => scanned(&mut line).await?,
        _ => "UNKNOWN COMMAND".to_owned(),
    };
    line.write_all(said.as_bytes()).await?;
    line.write_all(&[0]).await?;
    line.shutdown().await
}

async fn scanned(line: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut content = Vec::new();
    loop {
        let length = usize::try_from(line.read_u32().await?).map_err(io::Error::other)?;
        if length == 0 {
            break;
        }
        if content.len() + length > MOST {
            return Ok("INSTREAM size limit exceeded. ERROR".to_owned());
        }
        let before = content.len();
        content.resize(before + length, 0);
        line.read_exact(&mut content[before..]).await?;
    }
    let (mark, content) = (EICAR.concat(), String::from_utf8_lossy(&content));
    let said =
        if content.contains(&mark) { "stream: Eicar-Test-Signature FOUND" } else { "stream: OK" };
    Ok(said.to_owned())
}
