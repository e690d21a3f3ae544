//! An SMS gateway as MSG91's flow API is one: registered texts, each by its id, with as many variables as it has, none longer than
//! the operators let through. What it refuses it refuses with 200, as gateways do.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::post,
};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio_util::task::TaskTracker;

const KEY: &str = "sandbox-sms-authkey";
const SECRET: &str = "sandbox-sms-reports";

const VARIABLE: &str = "{#var#}";

/// Some operators let 40 through; whoever keeps to this is safe everywhere.
const LONGEST_VARIABLE: usize = 30;

/// As lifelike as WhatsApp's statuses.
const ARRIVES_AFTER: Duration = Duration::from_millis(400);

/// A text that is registered.
#[derive(Clone, Debug)]
pub struct SmsText {
    pub name: String,
    pub language: String,
    /// With `{#var#}` for each variable.
    pub text: String,
}

/// One that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    pub request_id: String,
    pub to: String,
    pub text: String,
}

/// A running gateway. Stops when it is dropped.
pub struct SmsGateway {
    address: SocketAddr,
    desk: Arc<Desk>,
    // Ends with the gateway.
    _work: JoinSet<()>,
}

struct Desk {
    texts: Vec<SmsText>,
    taken: Mutex<Vec<Sms>>,
    trouble: Mutex<Option<Trouble>>,
    reports: Mutex<Option<String>>,
    /// Whether it reports by itself.
    reports_itself: AtomicBool,
    client: reqwest::Client,
    tasks: TaskTracker,
}

/// What happens to the next request.
#[derive(Clone, Debug)]
enum Trouble {
    /// Refused with these words, and 200.
    Refusal(String),
    /// Taken, and the answer is a broken one.
    LostAnswer,
}

impl SmsGateway {
    /// On a free port of this machine.
    pub async fn start(texts: Vec<SmsText>) -> io::Result<Self> {
        let desk = Arc::new(Desk {
            texts,
            taken: Mutex::default(),
            trouble: Mutex::default(),
            reports: Mutex::default(),
            reports_itself: AtomicBool::new(false),
            client: crate::client().map_err(io::Error::other)?,
            tasks: TaskTracker::new(),
        });
        let router = Router::new().route("/api/v5/flow", post(flow)).with_state(Arc::clone(&desk));
        let mut work = JoinSet::new();
        let address = super::serve(router, &mut work).await?;
        Ok(Self { address, desk, _work: work })
    }

    /// What the program has to be told to send by it.
    #[must_use]
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let templates: Vec<Value> = self
            .desk
            .texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                json!({
                    "name": text.name, "language": text.language, "text": text.text,
                    "template_id": id_of(at), "dlt_id": format!("1107{at:015}"),
                })
            })
            .collect();
        vec![
            ("SMS_API_URL", format!("http://{}", self.address)),
            ("SMS_API_KEY", KEY.to_owned()),
            ("SMS_TEMPLATES", Value::from(templates).to_string()),
            ("SMS_WEBHOOK_SECRET", SECRET.to_owned()),
        ]
    }

    /// Everything that was taken, in order.
    #[must_use]
    pub fn taken(&self) -> Vec<Sms> {
        lock(&self.desk.taken).clone()
    }

    /// The next one is refused with these words.
    pub fn refuses_next(&self, words: &str) {
        *lock(&self.desk.trouble) = Some(Trouble::Refusal(words.to_owned()));
    }

    /// The next one is taken, and its answer lost.
    pub fn loses_next_answer(&self) {
        *lock(&self.desk.trouble) = Some(Trouble::LostAnswer);
    }

    /// Where the program listens, as `http://127.0.0.1:8080`.
    pub fn set_program(&self, url: &str) {
        *lock(&self.desk.reports) = Some(format!("{url}/webhooks/sms/{SECRET}"));
    }

    /// From now on each arrives after a moment, and is reported, as with a phone that is on.
    pub fn reports_by_itself(&self) {
        self.desk.reports_itself.store(true, Ordering::Relaxed);
    }

    /// Reports what became of one; the program's answer.
    pub async fn reports(&self, sms: &Sms, status: u8, words: &str) -> Result<u16, reqwest::Error> {
        self.desk.report(&sms.request_id, &sms.to, (status, words)).await
    }
}

fn id_of(at: usize) -> String {
    format!("64f0sandbox{at:012}")
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn flow(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let key = headers.get("authkey").and_then(|key| key.to_str().ok());
    if key != Some(KEY) {
        let said = json!({ "message": "Authentication failure", "type": "error" });
        return (StatusCode::UNAUTHORIZED, Json(said)).into_response();
    }
    let trouble = lock(&desk.trouble).take();
    if let Some(Trouble::Refusal(words)) = &trouble {
        return refused(words);
    }
    match desk.take(&body) {
        Err(why) => refused(&why),
        Ok(_) if matches!(trouble, Some(Trouble::LostAnswer)) => {
            (StatusCode::BAD_GATEWAY, "<html>Bad Gateway</html>").into_response()
        }
        Ok(request_id) => {
            if desk.reports_itself.load(Ordering::Relaxed)
                && let Some(sms) = lock(&desk.taken).last().cloned()
            {
                desk.tasks.spawn(Arc::clone(&desk).arrives(sms));
            }
            Json(json!({ "message": request_id, "type": "success" })).into_response()
        }
    }
}

fn refused(words: &str) -> Response {
    Json(json!({ "message": words, "type": "error" })).into_response()
}

impl Desk {
    async fn report(
        &self,
        request_id: &str,
        to: &str,
        (status, words): (u8, &str),
    ) -> Result<u16, reqwest::Error> {
        let Some(address) = lock(&self.reports).clone() else { return Ok(0) };
        let report = json!([{
            "senderId": "RLSERV",
            "requestId": request_id,
            "report": [{ "number": to, "status": status.to_string(), "desc": words }],
        }]);
        let sent = self.client.post(address).json(&report).send().await?;
        Ok(sent.status().as_u16())
    }

    /// It arrives, and somebody says so.
    async fn arrives(self: Arc<Self>, sms: Sms) {
        tokio::time::sleep(ARRIVES_AFTER).await;
        if let Err(error) = self.report(&sms.request_id, &sms.to, (1, "DELIVERED")).await {
            tracing::debug!(%error, "nobody hears the gateway's report");
        }
    }

    fn take(&self, body: &Value) -> Result<String, String> {
        let id = body["template_id"].as_str().unwrap_or_default();
        let known = self.texts.iter().enumerate().find(|(at, _)| id_of(*at) == id);
        let (_, registered) = known.ok_or("template id missing or invalid")?;
        let [recipient] = body["recipients"].as_array().map_or(&[][..], Vec::as_slice) else {
            return Err("one recipient, please".to_owned());
        };
        let to = recipient["mobiles"].as_str().unwrap_or_default();
        if to.len() != 12 || !to.starts_with("91") || !to.bytes().all(|b| b.is_ascii_digit()) {
            return Err("mobiles is no number with 91 before it".to_owned());
        }
        let mut pieces = registered.text.split(VARIABLE);
        let mut text = pieces.next().unwrap_or_default().to_owned();
        let count = registered.text.matches(VARIABLE).count();
        for (at, piece) in pieces.enumerate() {
            let name = format!("VAR{}", at + 1);
            let value = recipient[&name].as_str().ok_or(format!("{name} is missing"))?;
            if value.is_empty() || value.chars().count() > LONGEST_VARIABLE {
                return Err(format!("{name} must have 1 to {LONGEST_VARIABLE} characters"));
            }
            text.push_str(value);
            text.push_str(piece);
        }
        if recipient.get(format!("VAR{}", count + 1)).is_some() {
            return Err("more variables than the text has".to_owned());
        }
        let mut taken = lock(&self.taken);
        let request_id = format!("3763646c{:016}", taken.len() + 1);
        taken.push(Sms { request_id: request_id.clone(), to: to.to_owned(), text });
        Ok(request_id)
    }
}
