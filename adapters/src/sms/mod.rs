//! SMS through a gateway that speaks MSG91's flow API: a registered text by its id, and its variables; what becomes of it is
//! reported to a webhook.
//!
//! The registration is the operator's business: what is sent without one, or with other words, is dropped and nobody says so. So
//! which text has which id comes with the text itself (`SmsTemplates`), and is compared with ours when the program starts.

/// Which registration a text has.
mod templates;

/// What the gateway reports.
pub mod report;

use realserv_domain::notice::LONGEST_SMS_VARIABLE;
use realserv_domain::phone::Phone;
use serde_json::{Map, Value, json};
use tracing::{Instrument as _, field, info_span};

use crate::carrier::{CarryFailure, CarryNext};
use crate::http::{self, Answer};
use crate::lenient::Object;
use crate::secret::Secret;

pub use templates::{NoTemplates, SmsTemplate, SmsTemplates};

/// One account at the gateway.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    key: Secret,
}

impl Client {
    /// `base_url` is `https://control.msg91.com`, or the sandbox's.
    #[must_use]
    pub fn new(http: reqwest::Client, base_url: &str, key: Secret) -> Self {
        Self { http, base: base_url.trim_end_matches('/').to_owned(), key }
    }

    /// The gateway's id of the request. It knows no key of ours for it: what may have arrived is not sent again.
    pub async fn send(
        &self,
        to: &Phone,
        template_id: &str,
        variables: &[String],
        correlation_id: &str,
    ) -> Result<String, CarryFailure> {
        let body = body(to, template_id, variables)?;
        let request = self
            .http
            .post(format!("{}/api/v5/flow", self.base))
            .header("authkey", self.key.reveal())
            .json(&body);
        let span = info_span!("sms.send", correlation.id = correlation_id, outcome = field::Empty);
        let work = async {
            let sent = match http::exchange(request).await {
                Ok(answer) => read(&answer),
                Err(lost) => Err(CarryFailure::lost(&lost)),
            };
            let outcome = sent.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "sent");
            tracing::Span::current().record("outcome", outcome);
            sent
        };
        work.instrument(span).await
    }
}

fn body(to: &Phone, template_id: &str, variables: &[String]) -> Result<Value, CarryFailure> {
    let ours = |what: &str| CarryFailure::new(CarryNext::Never, what);
    // Registered texts go to numbers of India alone.
    let digits = to.reveal();
    if digits.len() != 12 || !digits.starts_with("91") {
        return Err(ours("the number is none of India's"));
    }
    let mut recipient = Map::new();
    recipient.insert("mobiles".to_owned(), json!(digits));
    for (at, variable) in variables.iter().enumerate() {
        if variable.chars().count() > LONGEST_SMS_VARIABLE {
            return Err(ours("a variable is longer than the operators let through"));
        }
        recipient.insert(format!("VAR{}", at + 1), json!(variable));
    }
    Ok(json!({ "template_id": template_id, "short_url": "0", "recipients": [recipient] }))
}

/// Words of the gateway about our account (its codes are written nowhere).
const ABOUT_US: [&str; 5] =
    ["authentication", "authkey", "unauthorized", "balance", "ip not whitelisted"];

/// The type decides, not the status: refusals come with 200 (platform.md 6).
fn read(answer: &Answer) -> Result<String, CarryFailure> {
    let object = Object::read(&answer.body).ok();
    let text = |key| object.as_ref().and_then(|object| object.text(key));
    let (kind, said) = (text("type"), text("message").unwrap_or_default());
    if answer.is_success() && kind.as_deref() == Some("success") && !said.is_empty() {
        return Ok(said);
    }
    let lower = said.to_lowercase();
    let next = match answer.status {
        401 | 403 => CarryNext::Closed,
        _ if ABOUT_US.iter().any(|words| lower.contains(words)) => CarryNext::Closed,
        429 | 503 => CarryNext::Again { after: answer.retry_after },
        _ if kind.as_deref() == Some("error") => CarryNext::Never,
        400..=499 => CarryNext::Never,
        // Taken, it seems, by somebody who does not say so.
        _ => CarryNext::Unknown,
    };
    Err(CarryFailure::new(next, format!("HTTP {}: {said}", answer.status)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, retry_after: None, body: body.to_owned() }
    }

    #[test]
    fn the_type_says_whether_it_was_taken() {
        let next = |status, body: &str| read(&answer(status, body)).map_err(|failure| failure.next);
        assert_eq!(
            next(200, r#"{"type":"success","message":"3763646c"}"#),
            Ok("3763646c".to_owned())
        );
        for (status, body, wanted) in [
            (200, r#"{"type":"error","message":"template id missing"}"#, CarryNext::Never),
            (200, r#"{"type":"error","message":"Authentication failure"}"#, CarryNext::Closed),
            (200, r#"{"type":"error","message":"Insufficient balance"}"#, CarryNext::Closed),
            (401, r#"{"message":"Unauthorized","type":"error"}"#, CarryNext::Closed),
            (429, "", CarryNext::Again { after: None }),
            (503, "<html>", CarryNext::Again { after: None }),
            (400, "no", CarryNext::Never),
            (502, "<html>", CarryNext::Unknown),
            (200, "", CarryNext::Unknown),
            (200, r#"{"type":"success"}"#, CarryNext::Unknown),
        ] {
            assert_eq!(next(status, body), Err(wanted), "{status} {body}");
        }
    }

    #[test]
    fn what_operators_would_drop_is_not_sent() {
        let phone = |text: &str| text.parse::<Phone>().unwrap();
        let variables = ["RS7K3M9QX".to_owned()];
        let sent = body(&phone("9848012345"), "64f0", &variables).unwrap();
        assert_eq!(
            sent["recipients"][0],
            json!({ "mobiles": "919848012345", "VAR1": "RS7K3M9QX" })
        );
        let long = ["x".repeat(LONGEST_SMS_VARIABLE + 1)];
        assert!(body(&phone("9848012345"), "64f0", &long).is_err());
        assert!(body(&phone("447700900123"), "64f0", &variables).is_err());
    }
}
