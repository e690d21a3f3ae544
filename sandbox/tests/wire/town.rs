//! What the tests of this package share: a sandbox with a tiny program behind its webhooks that keeps what it gets.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use realserv_sandbox::{Options, Sandbox};
use serde_json::{Value, json};

pub(crate) const ASHA: &str = "919848012345";

/// A message with reply buttons; their ids are `v1:<title>`.
pub(crate) fn buttons(titles: &[&str]) -> Value {
    let button = |title: &&str| json!({"type": "reply", "reply": {"id": format!("v1:{title}"), "title": title}});
    let buttons: Vec<Value> = titles.iter().map(button).collect();
    json!({"type": "interactive", "interactive": {"type": "button", "body": {"text": "Which one?"}, "action": {"buttons": buttons}}})
}

/// A webhook as the program got it.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("webhooks are JSON")
    }

    /// The change's value.
    pub(crate) fn value(&self) -> Value {
        self.json()["entry"][0]["changes"][0]["value"].clone()
    }

    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }
}

/// The program's side of the wire.
#[derive(Default)]
pub(crate) struct Inbox {
    pub(crate) whatsapp: Mutex<Vec<Received>>,
    pub(crate) razorpay: Mutex<Vec<Received>>,
    pub(crate) razorpayx: Mutex<Vec<Received>>,
    /// What it answers; 0 is 200.
    pub(crate) answers: AtomicU16,
}

impl Inbox {
    pub(crate) fn messages(&self) -> Vec<Value> {
        self.part("messages")
    }

    pub(crate) fn statuses(&self) -> Vec<Value> {
        self.part("statuses")
    }

    fn part(&self, key: &str) -> Vec<Value> {
        let received = self.whatsapp.lock().unwrap();
        received
            .iter()
            .filter_map(|webhook| webhook.value()[key].as_array().cloned())
            .flatten()
            .collect()
    }

    pub(crate) fn events(&self) -> Vec<String> {
        let received = self.razorpay.lock().unwrap();
        received
            .iter()
            .map(|webhook| webhook.json()["event"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Names of what RazorpayX told.
    pub(crate) fn payout_events(&self) -> Vec<String> {
        let received = self.razorpayx.lock().unwrap();
        let name = |webhook: &Received| webhook.json()["event"].as_str().unwrap().to_owned();
        received.iter().map(name).collect()
    }

    pub(crate) fn answers_with(&self, status: u16) {
        self.answers.store(status, Ordering::SeqCst);
    }

    fn status(&self) -> StatusCode {
        match self.answers.load(Ordering::SeqCst) {
            0 => StatusCode::OK,
            other => StatusCode::from_u16(other).unwrap(),
        }
    }
}

pub(crate) struct Town {
    pub(crate) sandbox: Sandbox,
    pub(crate) inbox: Arc<Inbox>,
    pub(crate) http: reqwest::Client,
}

impl Town {
    pub(crate) async fn open() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let inbox = Arc::new(Inbox::default());
        let router = Router::new()
            .route("/webhooks/whatsapp", post(whatsapp).get(handshake))
            .route("/webhooks/razorpay", post(razorpay))
            .route("/webhooks/razorpayx", post(razorpayx))
            .route("/pay/return", get(|| async { "thanks" }))
            .with_state(Arc::clone(&inbox));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let sandbox = Sandbox::start(options).await.unwrap();
        sandbox.set_webhooks(
            &format!("{base}/webhooks/whatsapp"),
            &format!("{base}/webhooks/razorpay"),
        );
        sandbox.set_payout_webhook(&format!("{base}/webhooks/razorpayx"));
        let http = reqwest::Client::builder()
            .tls_certs_only(std::iter::empty())
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { sandbox, inbox, http }
    }

    /// Calls the Graph API at a path below the version.
    pub(crate) async fn graph(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let url = format!("{}/v25.0/{path}", self.sandbox.graph_url());
        let request = self.http.request(method.parse().unwrap(), url);
        let request = request.bearer_auth(&self.sandbox.options().access_token);
        answered(request, body).await
    }

    /// Sends a message; the common keys are added.
    pub(crate) async fn send(&self, to: &str, message: Value) -> (u16, Value) {
        let mut body = json!({"messaging_product": "whatsapp", "to": to});
        body.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
        let path = format!("{}/messages", self.sandbox.options().phone_number_id);
        self.graph("POST", &path, Some(body)).await
    }

    pub(crate) async fn says(&self, to: &str, text: &str) -> (u16, Value) {
        self.send(to, json!({"type": "text", "text": {"body": text}})).await
    }

    /// Calls Razorpay at a path below `/v1`.
    pub(crate) async fn razorpay(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        answered(self.razorpay_request(method, path), body).await
    }

    pub(crate) fn razorpay_request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let options = self.sandbox.options();
        let url = format!("{}/v1/{path}", self.sandbox.razorpay_url());
        self.http
            .request(method.parse().unwrap(), url)
            .basic_auth(&options.razorpay_key_id, Some(&options.razorpay_key_secret))
    }

    /// Calls RazorpayX, which has keys of its own.
    pub(crate) fn razorpayx_request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let options = self.sandbox.options();
        let url = format!("{}/v1/{path}", self.sandbox.razorpay_url());
        self.http
            .request(method.parse().unwrap(), url)
            .basic_auth(&options.razorpayx_key_id, Some(&options.razorpayx_key_secret))
    }

    pub(crate) async fn link(&self, amount: i64, reference: &str) -> Value {
        let body = json!({"amount": amount, "reference_id": reference, "callback_url": "http://127.0.0.1:1/pay/return",
            "callback_method": "get", "notes": {"order_id": "0193"}});
        let (status, link) = self.razorpay("POST", "payment_links", Some(body)).await;
        assert_eq!(status, 200, "{link}");
        link
    }
}

pub(crate) async fn answered(
    request: reqwest::RequestBuilder,
    body: Option<Value>,
) -> (u16, Value) {
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

pub(crate) fn code(answer: &(u16, Value)) -> (u16, i64) {
    (answer.0, answer.1["error"]["code"].as_i64().unwrap_or(0))
}

async fn whatsapp(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    inbox.whatsapp.lock().unwrap().push(Received { headers, body });
    inbox.status()
}

async fn razorpay(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    inbox.razorpay.lock().unwrap().push(Received { headers, body });
    inbox.status()
}

async fn razorpayx(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    inbox.razorpayx.lock().unwrap().push(Received { headers, body });
    inbox.status()
}

async fn handshake(Query(query): Query<Vec<(String, String)>>) -> (StatusCode, String) {
    let get =
        |key: &str| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
    if get("hub.verify_token").as_deref() == Some("sandbox-verify-token") {
        return (StatusCode::OK, get("hub.challenge").unwrap_or_default());
    }
    (StatusCode::FORBIDDEN, String::new())
}
