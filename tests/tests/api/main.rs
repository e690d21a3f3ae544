//! The office's API, asked over HTTP in a town where people really order.
#![expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::unnecessary_operation,
    reason = "helpers of tests, which may end in a panic"
)]

/// Who comes in, and what every answer has.
mod door;

/// The OpenAPI document against what is served.
mod document;

/// Orders: looked at and acted upon.
mod orders;

/// Less of an order, and what did not come whole.
mod goods;

/// Changes, each with its audit row.
mod changes;

/// Zones and what belongs to them.
mod zones;

/// The catalogue: taxes by the day, search.
mod catalogue;

/// What a typed line means.
mod reading;

/// Words that nobody knew.
mod words;

/// Sheets in and out, and what is little.
mod sheets;

/// The business terms.
mod settings;

/// Invoices and their paper.
mod invoices;

/// Rates, accounts of vendors.
mod ledger;

/// What vendors are paid, by the week.
mod payouts;

/// A thousand orders, to the paisa.
mod thousand;

/// Vendors: registered by the office, their area and their days.
mod vendors;

/// Where people are reached beside WhatsApp, and what was told there.
mod contacts;

/// What messages cost.
mod sends;

/// Conversations, tickets, dead letters.
mod desk;

/// Tickets: whose they are, answered, solved, closed.
mod tickets;

/// Reports: sales, vendors, stock, tickets.
mod reports;

/// The office writes to people, and looks at their numbers.
mod writing;

/// It takes their chats over.
mod holding;

/// What cannot be read or taken.
mod bad_input;

use realserv_adapters::http;
use realserv_tests::Town;
use realserv_tests::town::ADMIN_KEY;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;

type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// An id that nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// Somebody of the office with a key, or somebody without.
struct Office {
    client: Client,
    base: String,
    key: Option<String>,
}

/// An answer, read whole.
#[derive(Debug)]
struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Value,
}

impl Office {
    fn of(town: &Town) -> Result<Self, Trouble> {
        Self::with(town, Some(ADMIN_KEY))
    }

    fn with(town: &Town, key: Option<&str>) -> Result<Self, Trouble> {
        let base = town.url("");
        let client = http::client(&base, http::Timeouts::default())?;
        Ok(Self { client, base, key: key.map(str::to_owned) })
    }

    /// Sends what it is given to the letter: no path is made prettier on the way.
    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Result<Reply, Trouble> {
        let mut request = self.client.request(method, format!("{}{path}", self.base)).body(body);
        if let Some(key) = &self.key {
            request = request.header("X-API-Key", key);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await?;
        let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes)? };
        Ok(Reply { status, headers, body })
    }

    async fn get(&self, path: &str) -> Result<Reply, Trouble> {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    async fn json(&self, method: Method, path: &str, body: &Value) -> Result<Reply, Trouble> {
        let headers = [("Content-Type", "application/json")];
        self.send(method, path, &headers, body.to_string().into_bytes()).await
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Reply, Trouble> {
        self.json(Method::POST, path, body).await
    }

    async fn patch(&self, path: &str, body: &Value) -> Result<Reply, Trouble> {
        self.json(Method::PATCH, path, body).await
    }

    /// What a list shows on its first page.
    async fn first_of(&self, path: &str) -> Result<Value, Trouble> {
        let page = self.get(path).await?.ok()?;
        page["data"].get(0).cloned().ok_or_else(|| format!("{path} is empty").into())
    }
}

impl Reply {
    /// The body of a success.
    fn ok(self) -> Result<Value, Trouble> {
        if self.status.is_success() { Ok(self.body) } else { Err(format!("{self:?}").into()) }
    }

    /// A problem of this status in the one shape; the fields that it names.
    #[track_caller]
    fn refused(&self, status: u16) -> Vec<String> {
        assert_eq!(self.status.as_u16(), status, "{:?}", self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.body["status"], status);
        for field in ["type", "title", "detail", "correlation_id"] {
            let text = self.body[field].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{field} of {:?}", self.body);
        }
        assert_eq!(self.headers["x-correlation-id"], self.body["correlation_id"].as_str().unwrap());
        let errors = self.body["errors"].as_array().expect("errors is a list");
        errors
            .iter()
            .map(|error| {
                assert!(!error["message"].as_str().unwrap_or_default().is_empty(), "{error:?}");
                error["field"].as_str().expect("a field's name").to_owned()
            })
            .collect()
    }
}

/// What the audit log has about a thing, oldest first: the action and its detail.
async fn audit(town: &Town, subject: &str) -> Result<Vec<(String, Value)>, Trouble> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "select actor, action, detail, correlation_id from audit_log where subject = $1 order by id",
    )
    .bind(subject)
    .fetch_all(&town.pool)
    .await?;
    rows.into_iter()
        .map(|(actor, action, detail, correlation)| {
            assert_eq!(actor, "admin key");
            assert!(!correlation.is_empty());
            Ok((action, serde_json::from_str(&detail)?))
        })
        .collect()
}

/// What another node was told is followed by looking into the tables: there is nothing to wait for but the time.
async fn until(followed: impl Fn() -> bool) -> Result<(), Trouble> {
    let looking = async {
        while !followed() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    Ok(tokio::time::timeout(std::time::Duration::from_secs(30), looking).await?)
}
