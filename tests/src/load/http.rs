//! HTTP/1.1 over a socket that stays open: read a head with its body, write one. Lean on purpose: what this costs is
//! taken from the program that shares the machine.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longer than any message of the program.
const MOST_BYTES: usize = 1 << 20;

pub(super) struct Wire {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// How much of the buffer was handed out.
    used: usize,
}

/// A message: its first line and its body.
pub(super) struct Message<'a> {
    pub line: &'a [u8],
    pub body: &'a [u8],
    /// The other side will take no further message over this connection.
    pub is_last: bool,
}

impl Wire {
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(8192), used: 0 })
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Resolves when the other side has closed a connection over which nothing is under way.
    pub(super) async fn is_closed(&self) {
        let mut one = [0];
        if !matches!(self.stream.peek(&mut one).await, Ok(0) | Err(_)) {
            std::future::pending::<()>().await;
        }
    }

    /// The next message; none when the other side is gone.
    pub(super) async fn read(&mut self) -> io::Result<Option<Message<'_>>> {
        self.buffer.drain(..self.used);
        self.used = 0;
        loop {
            if let Some((head, length, is_last)) = head(&self.buffer)? {
                let end = head + length;
                if self.buffer.len() >= end {
                    self.used = end;
                    let line = self.buffer.split(|byte| *byte == b'\r').next().unwrap_or_default();
                    return Ok(Some(Message { line, body: &self.buffer[head..end], is_last }));
                }
            }
            if self.buffer.len() > MOST_BYTES {
                return Err(io::Error::other("a message that never ends"));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Ok(None);
            }
        }
    }
}

/// An answer with a JSON body.
pub(super) fn reply(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Where the body begins, how long it is, and whether it is the last, once the head is there.
fn head(buffer: &[u8]) -> io::Result<Option<(usize, usize, bool)>> {
    let Some(end) = find(buffer, b"\r\n\r\n") else { return Ok(None) };
    let (mut length, mut is_last) = (0, false);
    for line in buffer[..end].split(|byte| *byte == b'\n') {
        const NAME: &[u8] = b"content-length:";
        is_last |= line.trim_ascii().eq_ignore_ascii_case(b"connection: close");
        if line.len() > NAME.len() && line[..NAME.len()].eq_ignore_ascii_case(NAME) {
            let digits = std::str::from_utf8(&line[NAME.len()..]).unwrap_or_default();
            length = digits.trim().parse().map_err(io::Error::other)?;
        }
    }
    Ok(Some((end + 4, length, is_last)))
}

/// Where the needle begins.
pub(super) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = hay[from..].iter().position(|byte| *byte == first) {
        let at = from + at;
        if hay[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// What stands between a key and the next quote.
pub(super) fn word_after<'a>(hay: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let from = find(hay, key)? + key.len();
    let length = hay[from..].iter().position(|byte| *byte == b'"')?;
    Some(&hay[from..from + length])
}
