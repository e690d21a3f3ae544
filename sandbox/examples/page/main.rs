//! The page without the program: a sandbox on port 8081, and a stand-in that answers each word with a kind of message.
//!
//! `cargo run -p realserv-sandbox --example page`, then write `hi` on a phone: it lists the words.

mod answers;

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::{Query, State},
    routing::get,
};
use realserv_sandbox::{Options, Pace, Sandbox, StartError};
use serde_json::{Value, json};
use tokio::net::TcpListener;

struct Echo {
    sandbox: Sandbox,
    http: reqwest::Client,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = start(8081).await?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let webhook = format!("http://{}/hook", listener.local_addr()?);
    sandbox.set_webhooks(&webhook, &webhook);
    let http = reqwest::Client::builder().build()?;
    let echo = Arc::new(Echo { sandbox: sandbox.clone(), http });
    let program = Router::new().route("/hook", get(handshake).post(hear)).with_state(echo);
    let _ = sandbox.person("919848012345", "Asha").labelled("buyer");
    let _ = sandbox.person("919848054321", "రవి కుమార్").labelled("buyer");
    for number in 0..8 {
        let _ = sandbox
            .person(&format!("91900000000{number}"), &format!("Yard {number}"))
            .labelled("vendor");
    }
    #[expect(clippy::print_stdout, reason = "says where the page is")]
    {
        println!("{}", sandbox.url());
    }
    axum::serve(listener, program).await?;
    Ok(())
}

/// On that port, or on a free one when something is there already.
async fn start(port: u16) -> Result<Sandbox, StartError> {
    let options = |port| Options {
        listen: ([127, 0, 0, 1], port).into(),
        pace: Pace::Lifelike,
        ..Options::default()
    };
    match Sandbox::start(options(port)).await {
        Err(StartError::Listen { .. }) => Sandbox::start(options(0)).await,
        started => started,
    }
}

async fn handshake(Query(query): Query<Value>) -> String {
    query["hub.challenge"].as_str().unwrap_or_default().to_owned()
}

/// Answers 200 at once, as Meta wants it, and the person a little later.
async fn hear(State(echo): State<Arc<Echo>>, body: Bytes) {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let message = body["entry"][0]["changes"][0]["value"]["messages"][0].clone();
    if message.is_null() {
        return;
    }
    #[expect(clippy::disallowed_methods, reason = "an example may forget what it has begun")]
    tokio::spawn(async move {
        let read = json!({"messaging_product": "whatsapp", "status": "read", "message_id": message["id"],
            "typing_indicator": {"type": "text"}});
        echo.graph(read).await;
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        let word = message["text"]["body"].as_str().unwrap_or_default().to_lowercase();
        for answer in echo.answers(&word).await {
            let mut call = json!({"messaging_product": "whatsapp", "to": message["from"]});
            let (Some(call), Value::Object(answer)) = (call.as_object_mut(), answer) else {
                continue;
            };
            call.extend(answer);
            echo.graph(Value::Object(call.clone())).await;
        }
    });
}

impl Echo {
    /// What needs a link or a template to be made first, and else what `answers` has ready.
    async fn answers(&self, word: &str) -> Vec<Value> {
        match word {
            "link" => vec![self.link().await],
            "template" => vec![self.templated(answers::dispatched()).await],
            "many" => vec![self.templated(answers::many_buttons()).await],
            "invoice" => vec![self.templated(answers::invoice(self.now() + 1800)).await],
            "place" => vec![self.templated(answers::place()).await],
            "bill" => answers::bill(self.now() + 1800),
            word => answers::ready(word),
        }
    }

    /// Unix seconds of the sandbox's clock.
    fn now(&self) -> i64 {
        self.sandbox.clock().now() / 1_000_000
    }

    async fn link(&self) -> Value {
        let made = self
            .http
            .post(format!("{}/v1/payment_links", self.sandbox.razorpay_url()))
            .basic_auth(
                &self.sandbox.options().razorpay_key_id,
                Some(&self.sandbox.options().razorpay_key_secret),
            )
            .json(
                &json!({"amount": 1_984_000, "currency": "INR", "description": "Order RS7K2M9QX"}),
            )
            .send()
            .await;
        let link: Value = match made {
            Ok(answer) => answer.json().await.unwrap_or_default(),
            Err(_) => Value::Null,
        };
        answers::interactive(
            "cta_url",
            "Order *RS7K2M9QX*: please pay *₹19,840* by 10:35 am. UPI, cards and net banking all work.",
            json!({"name": "cta_url", "parameters": {"display_text": "Pay now", "url": link["short_url"]}}),
        )
    }

    /// Makes the template first: the sandbox approves it at once. A second time is refused, which does not matter.
    async fn templated(&self, (template, message): (Value, Value)) -> Value {
        let account = &self.sandbox.options().business_account_id;
        self.call(&format!("{account}/message_templates"), &template).await;
        message
    }

    async fn graph(&self, message: Value) {
        let path = format!("{}/messages", self.sandbox.options().phone_number_id);
        self.call(&path, &message).await;
    }

    async fn call(&self, path: &str, body: &Value) {
        let url = format!("{}/v25.0/{path}", self.sandbox.graph_url());
        let sent = self
            .http
            .post(url)
            .bearer_auth(&self.sandbox.options().access_token)
            .json(body)
            .send()
            .await;
        if let Ok(answer) = sent
            && !answer.status().is_success()
        {
            tracing::warn!(status = %answer.status(), "refused");
        }
    }
}
