//! A server on a socket: one scripted answer per connection, in order; what it was asked is kept.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use realserv_adapters::http::{self, Timeouts};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

pub(crate) enum Reply {
    /// Status, further headers (each with its line end), body.
    Answer(u16, &'static str, String),
    /// Reads the request and says nothing until the caller gives up.
    Silence,
    /// Reads the request and hangs up.
    HangUp,
    /// Says 200 and sends without end.
    Flood,
}

pub(crate) fn ok(body: &str) -> Reply {
    Reply::Answer(200, "", body.to_owned())
}

#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// `POST /v25.0/…/messages HTTP/1.1` and the headers, lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }
}

pub(crate) struct Server {
    pub(crate) url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    // Ends with the server.
    _work: JoinSet<()>,
}

impl Server {
    pub(crate) async fn answering(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let mut work = JoinSet::new();
        work.spawn(serve(listener, script, Arc::clone(&asked)));
        Self { url, asked, _work: work }
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// A client that gives up soon enough for a test, and late enough for a busy machine that does answer.
pub(crate) fn patient(url: &str) -> reqwest::Client {
    within(url, Duration::from_secs(20))
}

pub(crate) fn within(url: &str, total: Duration) -> reqwest::Client {
    http::client(url, Timeouts { connect: Duration::from_secs(5), total }).unwrap()
}

async fn serve(listener: TcpListener, script: Vec<Reply>, asked: Arc<Mutex<Vec<Asked>>>) {
    for reply in script {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read(&mut stream).await;
        asked.lock().unwrap().push(request);
        answer(stream, reply).await;
    }
}

async fn answer(mut stream: TcpStream, reply: Reply) {
    match reply {
        Reply::Answer(status, headers, body) => {
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            // The caller may refuse a long body half way.
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
        }
        Reply::Silence => {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
        }
        Reply::HangUp => drop(stream),
        Reply::Flood => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").await;
            while stream.write_all(&[b'x'; 65536]).await.is_ok() {}
        }
    }
}

async fn read(stream: &mut TcpStream) -> Asked {
    let mut bytes = Vec::new();
    let mut buffer = [0; 8192];
    loop {
        if let Some(request) = whole(&bytes) {
            return request;
        }
        let count = stream.read(&mut buffer).await.unwrap();
        assert!(count > 0, "a request that ends early");
        bytes.extend_from_slice(&buffer[..count]);
    }
}

fn whole(bytes: &[u8]) -> Option<Asked> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, length)| length.trim().parse().unwrap());
    let head = head.to_owned();
    (body.len() >= length).then(|| Asked { head, body: body.to_owned() })
}
