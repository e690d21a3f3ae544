//! The other end of the program's calls: takes messages and says under which id, or has a bad day.

use std::cell::Cell;
use std::collections::HashMap;
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::crowd::Shared;
use super::http::{Wire, reply, word_after};

/// With fewer, a thousand connections at once cost two seconds in SYN retries.
const BACKLOG: u32 = 4096;

/// How the Graph API is today. Whatever it is but `Well` and `Slow`, it does nothing of what it is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mood {
    #[default]
    Well,
    /// Each answer takes a second.
    Slow,
    /// 500 without an error of Meta's.
    Broken,
    /// 429 with 130429: more than the number may send.
    Busy,
    /// 200, and nothing that can be read.
    Garbled,
    /// No answer until it is well again.
    Silent,
    /// Closes each connection at once.
    Away,
}

const SLOW: Duration = Duration::from_secs(1);

/// Meta's limits of one number, kept as strictly as Meta keeps them (whatsapp.md 9).
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub a_second: u32,
    pub pair_burst: u32,
    pub pair_seconds: u32,
}

impl Limits {
    /// What tells the program of them.
    pub(super) fn variables(self) -> [(&'static str, String); 3] {
        [
            ("WHATSAPP_MESSAGES_PER_SECOND", self.a_second.to_string()),
            ("WHATSAPP_PAIR_BURST", self.pair_burst.to_string()),
            ("WHATSAPP_PAIR_SECONDS", self.pair_seconds.to_string()),
        ]
    }
}

/// The far end: its mood, its limits, and what came.
#[derive(Default)]
pub(super) struct Graph {
    mood: watch::Sender<Mood>,
    limits: Option<Limits>,
    number: Cell<Option<Bucket>>,
    pairs: std::cell::RefCell<HashMap<Vec<u8>, Bucket>>,
    /// Messages that came, whatever became of them, and how many of them were over a limit.
    pub calls: Cell<u64>,
    pub over: Cell<u64>,
}

/// Tokens, and when they were counted.
#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    fn full(most: f64) -> Self {
        Self { tokens: most, at: Instant::now() }
    }

    fn take(&mut self, a_second: f64, most: f64) -> bool {
        let now = Instant::now();
        let more = now.duration_since(self.at).as_secs_f64() * a_second;
        (self.tokens, self.at) = ((self.tokens + more).min(most), now);
        let there = self.tokens >= 1.0;
        if there {
            self.tokens -= 1.0;
        }
        there
    }
}

impl Graph {
    pub(super) fn with_limits(limits: Option<Limits>) -> Rc<Self> {
        Rc::new(Self { limits, ..Self::default() })
    }

    pub(super) fn is(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    /// Meta's code, when this message is one too many.
    fn over_a_limit(&self, to: &[u8]) -> Option<u32> {
        let limits = self.limits?;
        let (a_second, burst) = (f64::from(limits.a_second), f64::from(limits.pair_burst));
        let mut number = self.number.get().unwrap_or_else(|| Bucket::full(a_second));
        let fits = number.take(a_second, a_second);
        self.number.set(Some(number));
        if !fits {
            return Some(130_429);
        }
        let mut pairs = self.pairs.borrow_mut();
        let pair = pairs.entry(to.to_vec()).or_insert_with(|| Bucket::full(burst));
        (!pair.take(1.0 / f64::from(limits.pair_seconds), burst)).then_some(131_056)
    }
}

pub(super) fn listen() -> io::Result<TcpListener> {
    let socket = tokio::net::TcpSocket::new_v4()?;
    socket.bind(([127, 0, 0, 1], 0).into())?;
    socket.listen(BACKLOG)
}

/// Takes calls until dropped.
pub(super) async fn serve(listener: TcpListener, crowd: Shared, graph: Rc<Graph>) {
    let mut callers = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let Ok(wire) = Wire::new(stream) else { continue };
        let (crowd, graph) = (crowd.clone(), Rc::clone(&graph));
        callers.spawn_local(async move {
            // A caller that is gone is no trouble of ours.
            let _ = answer(wire, crowd, &graph).await;
        });
    }
}

async fn answer(mut wire: Wire, crowd: Shared, graph: &Graph) -> io::Result<()> {
    let mut mood = graph.mood.subscribe();
    while let Some(call) = wire.read().await? {
        let is_message =
            call.line.starts_with(b"POST ") && call.line.ends_with(b"/messages HTTP/1.1");
        if is_message {
            graph.calls.set(graph.calls.get() + 1);
        }
        let now = *mood.borrow_and_update();
        let reply = match now {
            Mood::Away => return Ok(()),
            Mood::Silent => {
                // Whoever ends it is gone when this fails, and so are we.
                let _ = mood.wait_for(|mood| *mood != Mood::Silent).await;
                return Ok(());
            }
            Mood::Broken => reply("500 Internal Server Error", "{}"),
            Mood::Busy => refusal(130_429),
            Mood::Garbled => reply("200 OK", "<html>We will be back soon"),
            Mood::Well | Mood::Slow if !is_message => {
                reply("200 OK", r#"{"data":[],"success":true,"id":"900000000000001"}"#)
            }
            Mood::Well | Mood::Slow => {
                let to = word_after(call.body, b"\"to\":\"").unwrap_or_default();
                match graph.over_a_limit(to) {
                    Some(code) => {
                        graph.over.set(graph.over.get() + 1);
                        refusal(code)
                    }
                    None => taken(&crowd.with(|crowd| crowd.hears(call.body))),
                }
            }
        };
        if now == Mood::Slow {
            tokio::time::sleep(SLOW).await;
        }
        wire.write(reply.as_bytes()).await?;
    }
    Ok(())
}

fn taken(wamid: &str) -> String {
    let body = format!(
        r#"{{"messaging_product":"whatsapp","contacts":[],"messages":[{{"id":"{wamid}"}}]}}"#
    );
    reply("200 OK", &body)
}

fn refusal(code: u32) -> String {
    let body = format!(r#"{{"error":{{"message":"(#{code})","code":{code}}}}}"#);
    reply("429 Too Many Requests", &body)
}
