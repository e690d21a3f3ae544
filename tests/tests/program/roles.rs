//! One process for each part of the program, on one database: they meet in the tables and nowhere else.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use realserv_sandbox::{Bubble, How, Person, Sandbox};
use realserv_tests::town::ADMIN_KEY;
use realserv_tests::{Done, Trouble};
use tokio::task::JoinSet;

use super::outside::{Outside, free};
use super::{Running, signal};

/// Without calls from process to process the median would be an eighth of a second and the turn itself.
const SOON: Duration = Duration::from_millis(125);

/// The three, with the outside around them.
struct Parts {
    outside: Outside,
    doors: [(&'static str, SocketAddr); 3],
    running: Vec<Running>,
}

impl Parts {
    async fn start() -> Result<Self, Trouble> {
        let outside = Outside::open("roles").await?;
        let doors = [("webhook", free()?), ("worker", free()?), ("api", free()?)];
        let mut parts = Self { outside, doors, running: Vec::new() };
        let address = format!("http://{}", parts.door("webhook"));
        for (role, door) in parts.doors {
            let mut serve = parts.outside.program(&["serve", "--role", role], door);
            serve.env("REALSERV_PUBLIC_URL", &address);
            let mut running = Running::start(serve)?;
            running.until("serving");
            parts.running.push(running);
        }
        parts.outside.writes_to(parts.door("webhook"));
        Ok(parts)
    }

    fn door(&self, role: &str) -> SocketAddr {
        self.doors.iter().find(|(name, _)| *name == role).expect("one of the three").1
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
        self.outside.sandbox.stop().await;
        Ok(())
    }
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

/// Taps what the newest answer about this offers first.
async fn taps_first(person: &Person, about: &str) -> Done {
    let newest = person.is_offered(about).await?;
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
    asha.taps("Confirm").await?;
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
    let asha = parts.outside.sandbox.person("919812345678", "Asha");
    let number = orders(&asha).await?;
    let link = asha.opens("Pay now").await?;
    parts.outside.sandbox.pay(&link, How::Upi)?;
    asha.sees("received").await?;
    let vendor = alerted(&parts.outside.sandbox, &number).await?;
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
    let path = format!("/api/v1/conversations/{id}/release");
    let released = parts.office(reqwest::Method::POST, "api", &path, Some("{}")).await?;
    assert_eq!(released.status().as_u16(), 200);
    asha.sees("Our office has finished here").await?;
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
