//! ClamAV's daemon: is this content clean? Its protocol is a few bytes (`man clamd`, INSTREAM): spoken here, not by a crate.
//!
//! Whatever is not a clear *OK* is no *clean*: who cannot ask keeps nothing.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader,
};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// Where the daemon listens: a socket of this machine by its path, or a host and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Socket(PathBuf),
    Tcp(String),
}

/// Neither of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is neither host:port nor the path of a socket such as /run/clamav/clamd.ctl")]
pub struct NoAddress;

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("unix:").or(text.starts_with('/').then_some(text)) {
            return Ok(Self::Socket(PathBuf::from(path)));
        }
        let text = text.strip_prefix("tcp://").unwrap_or(text);
        let (host, port) = text.rsplit_once(':').ok_or(NoAddress)?;
        let whole = !host.is_empty() && port.parse::<u16>().is_ok();
        if whole { Ok(Self::Tcp(text.to_owned())) } else { Err(NoAddress) }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "{}", path.display()),
            Self::Tcp(address) => f.write_str(address),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// With the signature's name.
    Infected(String),
    /// More than the daemon looks through (`StreamMaxLength`).
    TooLong,
}

/// Nobody has looked. Asked again later somebody may.
#[derive(Debug, thiserror::Error)]
pub enum NotScanned {
    #[error("the scanner at {address} cannot be reached")]
    Unreachable {
        address: String,
        #[source]
        source: io::Error,
    },
    #[error("the scanner at {address} did not answer in time")]
    Late { address: String },
    #[error("the scanner does not say whether it is clean: {0}")]
    Unclear(String),
}

/// It is on this machine or beside it.
const LONGEST_CONNECT: Duration = Duration::from_secs(2);

/// 25 MB of a crowded PDF take seconds; clamd itself gives up after two minutes (`MaxScanTime`).
const LONGEST_SCAN: Duration = Duration::from_secs(60);
const LONGEST_PING: Duration = Duration::from_secs(5);

const CHUNK: usize = 64 * 1024;

/// An answer is a line.
const LONGEST_ANSWER: u64 = 4096;

#[derive(Clone, Debug)]
pub struct Scanner {
    address: Address,
}

trait Line: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Line for T {}

impl Scanner {
    #[must_use]
    pub const fn new(address: Address) -> Self {
        Self { address }
    }

    #[must_use]
    pub const fn address(&self) -> &Address {
        &self.address
    }

    pub async fn scan(&self, content: &[u8]) -> Result<Verdict, NotScanned> {
        let work = async {
            let (mut ear, mut mouth) = tokio::io::split(self.connect().await?);
            let (heard, sent) = (answer(&mut ear), send(&mut mouth, content));
            tokio::pin!(heard, sent);
            // It answers and hangs up in the midst of what is too long for it: heard while it is still being told.
            let said = tokio::select! {
                biased;
                said = &mut heard => said,
                sent = &mut sent => match (heard.await, sent) {
                    (Ok(said), _) => Ok(said),
                    (Err(error), Ok(())) | (Err(_), Err(error)) => Err(error),
                },
            };
            read_verdict(&said.map_err(|error| self.unreachable(error))?)
        };
        timeout(LONGEST_SCAN, work).await.unwrap_or_else(|_| Err(self.late()))
    }

    /// Which version answers, with that of its signatures.
    pub async fn version(&self) -> Result<String, NotScanned> {
        let work = async {
            let mut line = self.connect().await?;
            line.write_all(b"zVERSION\0").await.map_err(|error| self.unreachable(error))?;
            answer(&mut line).await.map_err(|error| self.unreachable(error))
        };
        let said = timeout(LONGEST_PING, work).await.unwrap_or_else(|_| Err(self.late()))?;
        if said.starts_with("ClamAV") { Ok(said) } else { Err(NotScanned::Unclear(said)) }
    }

    async fn connect(&self) -> Result<Box<dyn Line>, NotScanned> {
        let work = async {
            let line: Box<dyn Line> = match &self.address {
                Address::Socket(path) => Box::new(UnixStream::connect(path).await?),
                Address::Tcp(address) => Box::new(TcpStream::connect(address).await?),
            };
            Ok(line)
        };
        let connected = timeout(LONGEST_CONNECT, work).await.map_err(|_| self.late())?;
        connected.map_err(|error| self.unreachable(error))
    }

    fn unreachable(&self, source: io::Error) -> NotScanned {
        NotScanned::Unreachable { address: self.address.to_string(), source }
    }

    fn late(&self) -> NotScanned {
        NotScanned::Late { address: self.address.to_string() }
    }
}

/// Pieces with their length before them, and one of none at the end.
async fn send(line: &mut (impl AsyncWrite + Unpin), content: &[u8]) -> io::Result<()> {
    line.write_all(b"zINSTREAM\0").await?;
    for piece in content.chunks(CHUNK) {
        let length = u32::try_from(piece.len()).map_err(io::Error::other)?;
        line.write_all(&length.to_be_bytes()).await?;
        line.write_all(piece).await?;
    }
    line.write_all(&[0; 4]).await?;
    line.flush().await
}

/// Up to its end, which is a zero: what becomes of the line after that is of no matter.
async fn answer(line: &mut (impl AsyncRead + Unpin)) -> io::Result<String> {
    let mut said = Vec::new();
    let mut line = BufReader::new(line.take(LONGEST_ANSWER));
    line.read_until(0, &mut said).await?;
    if said.pop() == Some(0) {
        return Ok(String::from_utf8_lossy(&said).into_owned());
    }
    Err(io::Error::from(io::ErrorKind::UnexpectedEof))
}

fn read_verdict(said: &str) -> Result<Verdict, NotScanned> {
    if said == "stream: OK" {
        return Ok(Verdict::Clean);
    }
    if let Some(name) = said.strip_prefix("stream: ").and_then(|rest| rest.strip_suffix(" FOUND")) {
        return Ok(Verdict::Infected(name.to_owned()));
    }
    if said.contains("size limit exceeded") {
        return Ok(Verdict::TooLong);
    }
    Err(NotScanned::Unclear(said.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_clear_ok_is_clean() {
        let infected = |name: &str| Verdict::Infected(name.to_owned());
        for (said, verdict) in [
            ("stream: OK", Some(Verdict::Clean)),
            ("stream: Eicar-Test FOUND", Some(infected("Eicar-Test"))),
            ("INSTREAM size limit exceeded. ERROR", Some(Verdict::TooLong)),
            ("stream: Can't allocate memory ERROR", None),
            ("OK", None),
            ("stream: OK FOUND OK", None),
            ("", None),
        ] {
            assert_eq!(read_verdict(said).ok(), verdict, "{said}");
        }
    }

    #[test]
    fn an_address_is_a_socket_or_a_port() {
        let socket = |path: &str| Ok(Address::Socket(PathBuf::from(path)));
        let tcp = |address: &str| Ok(Address::Tcp(address.to_owned()));
        for (text, address) in [
            ("/run/clamav/clamd.ctl", socket("/run/clamav/clamd.ctl")),
            ("unix:/run/clamd", socket("/run/clamd")),
            ("clamav:3310", tcp("clamav:3310")),
            ("tcp://127.0.0.1:3310", tcp("127.0.0.1:3310")),
            ("[::1]:3310", tcp("[::1]:3310")),
            ("clamav", Err(NoAddress)),
            (":3310", Err(NoAddress)),
            ("clamav:many", Err(NoAddress)),
        ] {
            assert_eq!(text.parse::<Address>(), address, "{text}");
        }
    }
}
