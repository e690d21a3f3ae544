//! One process for each part of the program, on one database: they meet in the tables and nowhere else.

use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use realserv_adapters::postgres::template::{TestDatabase, TestServer};
use realserv_sandbox::{Bubble, How, Options, Person, Sandbox};
use realserv_tests::{Done, Trouble};
use tokio::task::JoinSet;

use super::{Home, Running, run, signal};

const ADMIN_KEY: &str = "an-admin-key-for-tests-0123456789";

/// Without calls from process to process the median would be an eighth of a second and the turn itself.
const SOON: Duration = Duration::from_millis(125);

/// The three, in a home with a sandbox around it.
struct Parts {
    home: Home,
    database: TestDatabase,
    sandbox: Sandbox,
    doors: [(&'static str, SocketAddr); 3],
    running: Vec<Running>,
}

impl Parts {
    async fn start() -> Result<Self, Trouble> {
        let database = TestServer::shared().await?.empty_database("roles").await?;
        let options = Options { patience: Duration::from_secs(30), ..Options::default() };
        let sandbox = Sandbox::start(options).await?;
        let doors = [("webhook", free()?), ("worker", free()?), ("api", free()?)];
        let mut parts = Self { home: Home::new()?, database, sandbox, doors, running: Vec::new() };
        for words in [&["seed"][..], &["templates", "push"]] {
            let ended = run(parts.command(words, free()?))?;
            assert!(ended.status.success(), "{words:?}: {}", ended.said);
        }
        for (role, door) in parts.doors {
            let mut running = Running::start(parts.command(&["serve", "--role", role], door))?;
            running.until("serving");
            parts.running.push(running);
        }
        let webhook = parts.door("webhook");
        parts.sandbox.set_webhooks(
            &format!("http://{webhook}/webhooks/whatsapp"),
            &format!("http://{webhook}/webhooks/razorpay"),
        );
        Ok(parts)
    }

    fn door(&self, role: &str) -> SocketAddr {
        self.doors.iter().find(|(name, _)| *name == role).expect("one of the three").1
    }

    fn command(&self, words: &[&str], door: SocketAddr) -> std::process::Command {
        let known = self.sandbox.options();
        let mut command = self.home.program();
        command.args(words).envs([
            ("REALSERV_LISTEN", door.to_string()),
            ("REALSERV_PUBLIC_URL", format!("http://{}", self.door("webhook"))),
            ("REALSERV_DRAIN_SECONDS", "0".to_owned()),
            ("REALSERV_ADMIN_API_KEY", ADMIN_KEY.to_owned()),
            ("DATABASE_URL", self.database.url().to_owned()),
            ("WHATSAPP_API_URL", self.sandbox.graph_url()),
            ("WHATSAPP_PHONE_NUMBER_ID", known.phone_number_id.clone()),
            ("WHATSAPP_BUSINESS_ACCOUNT_ID", known.business_account_id.clone()),
            ("WHATSAPP_ACCESS_TOKEN", known.access_token.clone()),
            ("WHATSAPP_APP_SECRET", known.app_secret.clone()),
            ("WHATSAPP_VERIFY_TOKEN", known.verify_token.clone()),
            ("RAZORPAY_API_URL", self.sandbox.razorpay_url()),
            ("RAZORPAY_KEY_ID", known.razorpay_key_id.clone()),
            ("RAZORPAY_KEY_SECRET", known.razorpay_key_secret.clone()),
            ("RAZORPAY_WEBHOOK_SECRET", known.razorpay_webhook_secret.clone()),
        ]);
        command
    }

    /// How a process of this role answers.
    async fn asks(&self, role: &str, path: &str) -> Result<u16, Trouble> {
        let answer = self.office(reqwest::Method::GET, role, path, None).await?;
        Ok(answer.status().as_u16())
    }

    async fn office(
        &self,
        method: reqwest::Method,
        role: &str,
        path: &str,
        body: Option<&str>,
    ) -> Result<reqwest::Response, Trouble> {
        let client = realserv_adapters::http::client("http://", Default::default())?;
        let url = format!("http://{}{path}", self.door(role));
        let mut request = client.request(method, url).header("X-API-Key", ADMIN_KEY);
        if let Some(body) = body {
            request = request.header("Content-Type", "application/json").body(body.to_owned());
        }
        Ok(request.send().await?)
    }

    async fn stop(self) -> Done {
        for running in self.running {
            signal("TERM", running.pid());
            let ended = running.end();
            assert!(ended.status.success(), "{}", ended.said);
            assert!(!ended.said.contains("\"ERROR\""), "{}", ended.said);
        }
        self.sandbox.stop().await;
        Ok(())
    }
}

fn free() -> Result<SocketAddr, Trouble> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

/// Whichever vendor is asked to take the order first.
async fn alerted(sandbox: &Sandbox, number: &str) -> Result<Person, Trouble> {
    let mut waits = JoinSet::new();
    for vendor in &realserv::seed::marketplace()?.vendors {
        let person = sandbox.person(vendor.phone.reveal(), &vendor.vendor.name.en);
        let number = number.to_owned();
        waits.spawn(async move { person.sees(&number).await.map(|_| person) });
    }
    while let Some(asked) = waits.join_next().await {
        if let Ok(vendor) = asked? {
            return Ok(vendor);
        }
    }
    Err(format!("nobody was asked for {number}").into())
}

/// Taps what the newest message about this offers first.
async fn taps_first(person: &Person, about: &str) -> Done {
    let newest = person.sees(about).await?;
    let title = newest.shown.tappable().into_iter().next().ok_or("nothing to tap")?;
    person.taps_on(&newest.id, &title).await?;
    person.hears(about).await?;
    Ok(())
}

fn word(bubble: &Bubble, fits: impl Fn(&str) -> bool) -> Result<String, Trouble> {
    let text = bubble.to_string();
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    Ok(words.find(|word| fits(word)).ok_or_else(|| format!("not in {text}"))?.to_owned())
}

/// From "hi" to the pay button; the order's number.
async fn orders(asha: &Person) -> Result<String, Trouble> {
    asha.says("hi").await?;
    for title in ["English", "Cement", "UltraTech OPC 53", "50 bags", "Checkout"] {
        asha.hears("").await?;
        asha.taps(title).await?;
    }
    asha.hears("").await?;
    asha.shares_pin(17.496, 78.358, None, None).await?;
    asha.hears("").await?;
    taps_first(asha, "").await?;
    asha.taps("Pay online").await?;
    let asked = asha.sees("Pay now").await?;
    word(&asked, |word| word.len() == 9 && word.starts_with("RS"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_order_through_a_process_for_each_part() -> Done {
    let parts = Parts::start().await?;
    for (role, path, status) in [
        ("webhook", "/health/ready", 200),
        ("webhook", "/api/v1/orders", 404),
        ("webhook", "/", 404),
        ("worker", "/health/ready", 200),
        ("worker", "/metrics", 200),
        ("worker", "/webhooks/whatsapp", 404),
        ("worker", "/docs", 404),
        ("api", "/docs", 200),
        ("api", "/api/v1/orders", 200),
        ("api", "/webhooks/whatsapp", 404),
    ] {
        assert_eq!(parts.asks(role, path).await?, status, "{role} {path}");
    }
    let asha = parts.sandbox.person("919812345678", "Asha");
    let number = orders(&asha).await?;
    let link = asha.opens("Pay now").await?;
    parts.sandbox.pay(&link, How::Upi)?;
    asha.sees("received").await?;
    let vendor = alerted(&parts.sandbox, &number).await?;
    taps_first(&vendor, &number).await?;
    let code = asha.sees("delivery code").await?;
    let code = word(&code, |word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
    taps_first(&vendor, &number).await?;
    taps_first(&vendor, &number).await?;
    vendor.says("TG09AB1234 Ramesh").await?;
    vendor.hears(&number).await?;
    taps_first(&vendor, &number).await?;
    taps_first(&vendor, &number).await?;
    vendor.says(&code).await?;
    asha.sees("elivered").await?;
    the_office_writes(&parts, &asha).await?;
    let median = median_of_answers(&asha).await?;
    assert!(median < SOON, "an answer takes {median:?}");
    parts.stop().await
}

/// What the office does is work for another process too.
async fn the_office_writes(parts: &Parts, asha: &Person) -> Done {
    let get = reqwest::Method::GET;
    let list = parts.office(get, "api", "/api/v1/conversations", None).await?.text().await?;
    let list: serde_json::Value = serde_json::from_str(&list)?;
    let all = list["data"].as_array().ok_or("a list")?;
    let hers = all.iter().find(|one| one["name"] == "Asha").ok_or("Asha's conversation")?;
    let id = hers["person_id"].as_str().ok_or("an id")?;
    let path = format!("/api/v1/conversations/{id}/messages");
    let body = r#"{"text": "The office is here."}"#;
    let taken = parts.office(reqwest::Method::POST, "api", &path, Some(body)).await?;
    assert_eq!(taken.status().as_u16(), 202);
    asha.sees("The office is here.").await?;
    Ok(())
}

async fn median_of_answers(asha: &Person) -> Result<Duration, Trouble> {
    let mut times = Vec::new();
    for _ in 0..21 {
        let began = Instant::now();
        asha.says("menu").await?;
        asha.hears("").await?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times[10])
}
