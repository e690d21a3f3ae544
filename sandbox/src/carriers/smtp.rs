//! A mail server that takes everything and sends nothing on (RFC 5321, as much of it as clients use). Whom it refuses is said by
//! the address: `later-…@` is told to come again (451), `never-…@` that there is nobody (550).

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// What servers take, and no line is longer.
const MOST: u64 = 25 * 1024 * 1024;

/// A mail as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaughtMail {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body, lines ended by LF.
    pub content: String,
}

impl CaughtMail {
    /// A header's value, folded lines in one and its words as they are read.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.content.split("\n\n").next().unwrap_or_default();
        let head = head.replace("\n ", " ").replace("\n\t", " ");
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| words_of(value.trim()))
        })
    }
}

/// Words that stand in a header as `=?utf-8?b?…?=` (RFC 2047).
fn words_of(value: &str) -> String {
    let word = |word: &str| {
        let coded = word.strip_prefix("=?utf-8?b?")?.strip_suffix("?=")?;
        String::from_utf8(STANDARD.decode(coded).ok()?).ok()
    };
    let words = value.split(' ').map(|plain| word(plain).unwrap_or_else(|| plain.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

/// A running server. Stops when it is dropped.
pub struct MailCatcher {
    address: SocketAddr,
    desk: Arc<Desk>,
    // Ends with the server.
    _work: JoinSet<()>,
}

#[derive(Default)]
struct Desk {
    caught: Mutex<Vec<CaughtMail>>,
    down: AtomicBool,
}

impl MailCatcher {
    /// On a free port of this machine.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let desk = Arc::new(Desk::default());
        let mut work = JoinSet::new();
        work.spawn(serve(listener, Arc::clone(&desk)));
        Ok(Self { address, desk, _work: work })
    }

    /// What the program has to be told to send its mail here.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        vec![
            ("SMTP_URL", format!("smtp://{}", self.address)),
            ("SMTP_FROM", "RealServ <orders@realserv.example>".to_owned()),
        ]
    }

    /// All that came, in order.
    #[must_use]
    pub fn caught(&self) -> Vec<CaughtMail> {
        lock(&self.desk.caught).clone()
    }

    /// Hangs up on everybody, or answers again.
    pub fn set_down(&self, down: bool) {
        self.desk.down.store(down, Ordering::Relaxed);
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(listener: TcpListener, desk: Arc<Desk>) {
    let mut lines = JoinSet::new();
    loop {
        let line = tokio::select! {
            line = listener.accept() => line,
            Some(_) = lines.join_next() => continue,
        };
        let Ok((line, _)) = line else { continue };
        if !desk.down.load(Ordering::Relaxed) {
            let desk = Arc::clone(&desk);
            lines.spawn(async move {
                if let Err(error) = talk(line, &desk).await {
                    tracing::debug!(%error, "a line to the mail server broke");
                }
            });
        }
    }
}

#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

async fn talk(line: TcpStream, desk: &Desk) -> io::Result<()> {
    let (ear, mut mouth) = line.into_split();
    let mut ear = BufReader::new(ear);
    mouth.write_all(b"220 sandbox ESMTP\r\n").await?;
    let mut envelope = Envelope::default();
    loop {
        let command = read_line(&mut ear).await?;
        // The program keeps its connections; one to a server that is down is of no use.
        if command.is_empty() || desk.down.load(Ordering::Relaxed) {
            return Ok(());
        }
        let upper = command.trim().to_ascii_uppercase();
        let said = match upper.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-sandbox\r\n250-8BITMIME\r\n250 SIZE 26214400".to_owned(),
            "HELO" | "NOOP" => "250 OK".to_owned(),
            "RSET" => {
                envelope = Envelope::default();
                "250 OK".to_owned()
            }
            "MAIL" => {
                envelope = Envelope { from: path(&command), to: Vec::new() };
                "250 OK".to_owned()
            }
            "RCPT" => recipient(&mut envelope, path(&command)),
            "DATA" if envelope.from.is_none() || envelope.to.is_empty() => {
                "503 nobody to send it to".to_owned()
            }
            "DATA" => {
                mouth.write_all(b"354 go on\r\n").await?;
                let content = content(&mut ear).await?;
                let Envelope { from, to } = std::mem::take(&mut envelope);
                let from = from.unwrap_or_default();
                lock(&desk.caught).push(CaughtMail { from, to, content });
                "250 kept".to_owned()
            }
            "QUIT" => {
                mouth.write_all(b"221 goodbye\r\n").await?;
                return Ok(());
            }
            _ => "502 not known here".to_owned(),
        };
        mouth.write_all(format!("{said}\r\n").as_bytes()).await?;
    }
}

fn recipient(envelope: &mut Envelope, to: Option<String>) -> String {
    match to {
        _ if envelope.from.is_none() => "503 who writes?".to_owned(),
        None => "501 no address".to_owned(),
        Some(to) if to.starts_with("later-") => format!("451 4.2.1 <{to}>: come again later"),
        Some(to) if to.starts_with("never-") => format!("550 5.1.1 <{to}>: nobody of that name"),
        Some(to) => {
            envelope.to.push(to);
            "250 OK".to_owned()
        }
    }
}

/// What stands between the angle brackets.
fn path(command: &str) -> Option<String> {
    let (_, rest) = command.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some(path.to_owned()).filter(|path| path.contains('@'))
}

async fn read_line<R: tokio::io::AsyncBufRead + Unpin>(ear: &mut R) -> io::Result<String> {
    let mut line = Vec::new();
    ear.take(MOST).read_until(b'\n', &mut line).await?;
    Ok(String::from_utf8_lossy(&line).into_owned())
}

/// Up to the lone dot; a dot that was doubled for that is one again.
async fn content<R: tokio::io::AsyncBufRead + Unpin>(ear: &mut R) -> io::Result<String> {
    let mut content = String::new();
    loop {
        let line = read_line(ear).await?;
        if line.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if line == "." {
            return Ok(content);
        }
        content.push_str(line.strip_prefix('.').unwrap_or(line));
        content.push('\n');
    }
}
