//! The token that calls carry: asked for with the account's signature, kept until shortly before its end. Who needs one while
//! another is asked for waits for that.

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use super::account::ServiceAccount;
use crate::carrier::{CarryFailure, CarryNext};
use crate::http;
use crate::lenient::Object;

/// Clocks differ, and a call takes its time.
const EARLY: SignedDuration = SignedDuration::from_secs(60);

/// What the exchange is called (RFC 7523 2.1).
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

#[derive(Default)]
pub(super) struct Tokens(Mutex<Option<Token>>);

struct Token {
    text: String,
    good_until: Timestamp,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens(****)")
    }
}

impl Tokens {
    pub(super) async fn get(
        &self,
        http: &reqwest::Client,
        account: &ServiceAccount,
        now: Timestamp,
    ) -> Result<String, CarryFailure> {
        let mut kept = self.0.lock().await;
        if let Some(token) = kept.as_ref().filter(|token| now < token.good_until) {
            return Ok(token.text.clone());
        }
        let token = ask(http, account, now).await?;
        let text = token.text.clone();
        *kept = Some(token);
        Ok(text)
    }

    /// It is not taken any more; another one that was asked for meanwhile stays.
    pub(super) async fn forget(&self, text: &str) {
        let mut kept = self.0.lock().await;
        if kept.as_ref().is_some_and(|token| token.text == text) {
            *kept = None;
        }
    }
}

async fn ask(
    http: &reqwest::Client,
    account: &ServiceAccount,
    now: Timestamp,
) -> Result<Token, CarryFailure> {
    let closed = |what: String| CarryFailure::new(CarryNext::Closed, what);
    let assertion =
        account.assertion(now).ok_or_else(|| closed("the key does not sign".to_owned()))?;
    let form = [("grant_type", GRANT), ("assertion", assertion.as_str())];
    let request = http.post(account.token_url()).form(&form);
    let answer = http::exchange(request).await.map_err(|lost| {
        // Nothing was sent to anybody yet.
        let failure = CarryFailure::lost(&lost);
        CarryFailure { next: CarryNext::Unreachable, ..failure }
    })?;
    if !answer.is_success() {
        let what = format!("no token: HTTP {}", answer.status);
        return Err(match answer.status {
            429 | 500..=599 => {
                CarryFailure::new(CarryNext::Again { after: answer.retry_after }, what)
            }
            _ => closed(what),
        });
    }
    let object = Object::read(&answer.body).ok();
    let text = object.as_ref().and_then(|object| object.text("access_token"));
    let seconds = object.as_ref().and_then(|object| object.int("expires_in"));
    let text = text.ok_or_else(|| closed("an answer without a token".to_owned()))?;
    let life = SignedDuration::from_secs(seconds.unwrap_or(0)).saturating_sub(EARLY);
    Ok(Token { text, good_until: now.checked_add(life).unwrap_or(now) })
}
