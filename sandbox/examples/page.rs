//! The page without the program: a sandbox on port 8081, and a stand-in that answers each word with a kind of message.
//!
//! `cargo run -p realserv-sandbox --example page`, then write `buttons`, `list`, `link`, `pin`, `template`, `words`, `late`,
//! `photo` or `tongues` on a phone. Anything else lists these words.

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

const WORDS: [&str; 9] =
    ["buttons", "list", "link", "pin", "template", "words", "late", "photo", "tongues"];

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

fn interactive(kind: &str, text: &str, action: Value) -> Value {
    json!({"type": "interactive", "interactive": {"type": kind, "body": {"text": text}, "action": action}})
}

fn text(body: &str) -> Value {
    json!({"type": "text", "text": {"body": body}})
}

fn buttons(text: &str, titles: &[&str]) -> Value {
    let buttons: Vec<Value> = titles
        .iter()
        .map(
            |title| json!({"type": "reply", "reply": {"id": format!("b:{title}"), "title": title}}),
        )
        .collect();
    interactive("button", text, json!({"buttons": buttons}))
}

impl Echo {
    async fn answers(&self, word: &str) -> Vec<Value> {
        match word {
            "buttons" => vec![buttons("Choose *one* of these:", &["Yes", "No", "Perhaps later"])],
            "list" => vec![self.list()],
            "link" => vec![self.link().await],
            "pin" => vec![
                interactive(
                    "location_request_message",
                    "Where is your site?",
                    json!({"name": "send_location"}),
                ),
                json!({"type": "location", "location": {"latitude": 17.496, "longitude": 78.358, "name": "Site 14", "address": "Miyapur, Hyderabad"}}),
            ],
            "template" => vec![self.template().await],
            "words" => vec![text(
                "*Bold*, _italic_, ~gone~, `code`, 2*3*4, https://example.com/a_b_c.\n- one\n- two\n> quoted\n```mono  space\nline```\n<b>not bold</b> & <img src=x onerror=alert(1)>",
            )],
            "late" => vec![
                json!({"type": "template", "template": {"name": "nobody_knows_it", "language": {"code": "en"}}}),
            ],
            "photo" => vec![self.photo().await],
            "tongues" => vec![
                text(
                    "🙏 నమస్తే! మీ సైట్‌కు *సిమెంట్*, స్టీల్, ఇసుక కావాలా?\nనమस्ते! आपकी साइट के लिए *सीमेंट*, सरिया, रेत?",
                ),
                buttons("✅ మీ భాషను ఎంచుకోండి · अपनी भाषा चुनें 🚚", &["English", "हिन्दी", "తెలుగు"]),
            ],
            _ => vec![text(&format!("Write one of these words:\n- {}", WORDS.join("\n- ")))],
        }
    }

    fn list(&self) -> Value {
        let row = |title: &str, price: &str| json!({"id": format!("r:{title}"), "title": title, "description": price});
        let mut list = interactive(
            "list",
            "Which cement do you need? GST is included.",
            json!({"button": "Choose", "sections": [
                {"title": "Bagged", "rows": [row("OPC 53", "₹385 a bag of 50 kg"), row("OPC 43", "₹365 a bag"), row("PPC", "₹345 a bag")]},
                {"title": "Other", "rows": [row("White cement", "₹900 a bag"), row("Back", "All kinds")]}]}),
        );
        list["interactive"]["header"] = json!({"type": "text", "text": "Cement"});
        list["interactive"]["footer"] = json!({"text": "Prices are good for 30 minutes"});
        list
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
        interactive(
            "cta_url",
            "Order *RS7K2M9QX*: please pay *₹19,840* by 10:35 am. UPI, cards and net banking all work.",
            json!({"name": "cta_url", "parameters": {"display_text": "Pay now", "url": link["short_url"]}}),
        )
    }

    /// Makes the template first: the sandbox approves it at once.
    async fn template(&self) -> Value {
        let template = json!({"name": "order_dispatched", "language": "en", "category": "UTILITY", "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Your order has left"},
            {"type": "BODY", "text": "Order {{1}} left the yard with *{{2}}*. Please keep your code ready.",
             "example": {"body_text": [["RS7K2M9QX", "TS09AB1234"]]}},
            {"type": "FOOTER", "text": "RealServ, Hyderabad"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Where is it?"},
                {"type": "URL", "text": "See the map", "url": "https://example.com/map"}, {"type": "PHONE_NUMBER", "text": "Call us", "phone_number": "+914055500100"}]}]});
        let account = &self.sandbox.options().business_account_id;
        self.call(&format!("{account}/message_templates"), &template).await;
        json!({"type": "template", "template": {"name": "order_dispatched", "language": {"code": "en"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "RS7K2M9QX"}, {"type": "text", "text": "TS09AB1234"}]}]}})
    }

    async fn photo(&self) -> Value {
        json!({"type": "image", "image": {"link": "https://example.com/yard.jpg", "caption": "The yard in _Miyapur_"}})
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
