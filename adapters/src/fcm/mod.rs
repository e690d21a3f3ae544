//! Push through Firebase Cloud Messaging, HTTP v1: a service account signs for a token of an hour, and each device is sent to by
//! itself.
//!
//! A push is a hint and nothing more: no order depends on one.

/// Who sends.
mod account;

/// The token of an hour.
mod token;

/// What a refusal means.
mod failure;

use jiff::Timestamp;
use serde_json::{Value, json};
use tracing::{Instrument as _, field, info_span};
use uuid::Uuid;

use crate::carrier::{CarryFailure, CarryNext};
use crate::http;
use crate::lenient::Object;

pub use account::{NoAccount, ServiceAccount};

/// A push for one device.
#[derive(Clone, Debug)]
pub struct Push<'a> {
    /// What it is known by, the same at each try: a second one takes the place of the first.
    pub id: Uuid,
    /// As FCM gave it to the app.
    pub token: &'a str,
    pub title: &'a str,
    pub body: &'a str,
    /// What the app opens.
    pub kind: &'a str,
    pub order: Option<Uuid>,
    /// After so many seconds it is of no use any more.
    pub seconds: u32,
}

#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    account: ServiceAccount,
    tokens: token::Tokens,
}

impl Client {
    /// `base_url` is `https://fcm.googleapis.com`, or the sandbox's.
    #[must_use]
    pub fn new(http: reqwest::Client, base_url: &str, account: ServiceAccount) -> Self {
        let base = base_url.trim_end_matches('/').to_owned();
        Self { http, base, account, tokens: token::Tokens::default() }
    }

    /// FCM's name of the message.
    pub async fn send(
        &self,
        now: Timestamp,
        push: &Push<'_>,
        correlation_id: &str,
    ) -> Result<String, CarryFailure> {
        let span = info_span!("fcm.send", correlation.id = correlation_id, outcome = field::Empty);
        let work = async {
            let sent = self.try_twice(now, push).await;
            let outcome = sent.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "sent");
            tracing::Span::current().record("outcome", outcome);
            sent
        };
        work.instrument(span).await
    }

    /// Whether the service account is taken; nothing is sent.
    pub async fn check(&self, now: Timestamp) -> Result<(), CarryFailure> {
        self.tokens.get(&self.http, &self.account, now).await.map(drop)
    }

    /// A token may be taken back before its hour is over: one more is asked for, once.
    async fn try_twice(&self, now: Timestamp, push: &Push<'_>) -> Result<String, CarryFailure> {
        let token = self.tokens.get(&self.http, &self.account, now).await?;
        match self.post(&token, push).await {
            Err(failure) if failure.next == CarryNext::Closed => {
                self.tokens.forget(&token).await;
                let another = self.tokens.get(&self.http, &self.account, now).await?;
                self.post(&another, push).await
            }
            sent => sent,
        }
    }

    async fn post(&self, token: &str, push: &Push<'_>) -> Result<String, CarryFailure> {
        let address = format!("{}/v1/projects/{}/messages:send", self.base, self.account.project());
        let request = self.http.post(address).bearer_auth(token).json(&body(push));
        let answer = http::exchange(request).await.map_err(|lost| CarryFailure::lost(&lost))?;
        if !answer.is_success() {
            return Err(failure::read(&answer));
        }
        let name = Object::read(&answer.body).ok().and_then(|object| object.text("name"));
        // Taken: a second one takes its place, so nothing is asked.
        Ok(name.unwrap_or_default())
    }
}

/// What one may be in all is 4,096 bytes; so much of the text leaves room for the rest.
const MOST_BODY: usize = 1500;
const MOST_TITLE: usize = 300;

fn body(push: &Push<'_>) -> Value {
    let id = push.id.to_string();
    let ttl = push.seconds.to_string();
    json!({ "message": {
        "token": push.token,
        "notification": { "title": within(push.title, MOST_TITLE), "body": within(push.body, MOST_BODY) },
        "data": { "kind": push.kind, "order_id": push.order.map(|order| order.to_string()).unwrap_or_default(), "notice_id": id },
        "android": {
            "priority": "HIGH",
            "ttl": format!("{ttl}s"),
            "notification": { "channel_id": "orders", "tag": id },
        },
        "apns": {
            "headers": { "apns-priority": "10", "apns-collapse-id": id },
            "payload": { "aps": { "sound": "default" } },
        },
        "webpush": { "headers": { "TTL": ttl, "Urgency": "high" } },
    } })
}

/// At most so many bytes, cut between characters.
fn within(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_push_is_within_fcms_size() {
        let long = "ఱ్ఱై".repeat(2000);
        let token = "t".repeat(300);
        let push = Push {
            id: Uuid::from_u128(7),
            token: &token,
            title: &long,
            body: &long,
            kind: "offer",
            order: Some(Uuid::from_u128(8)),
            seconds: 600,
        };
        let written = body(&push).to_string();
        assert!(written.len() < 4096, "{}", written.len());
        assert_eq!(within("కలువ", 4), "క");
    }
}
