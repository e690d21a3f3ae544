//! The client. `call` is the one place where its requests leave.

use reqwest::RequestBuilder;
use serde_json::Value;
use tracing::{Instrument, Span, field, info_span};

use super::failure::CallFailure;
use crate::http;
use crate::secret::Secret;

/// One Razorpay account. Test or live is decided by the key. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    key_id: String,
    key_secret: Secret,
}

/// Whether repeating a request could do something twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Read,
    Write,
}

impl Client {
    /// `base_url` is `https://api.razorpay.com`, or the sandbox's.
    #[must_use]
    pub fn new(http: reqwest::Client, base_url: &str, key_id: &str, key_secret: Secret) -> Self {
        Self {
            http,
            base: format!("{}/v1", base_url.trim_end_matches('/')),
            key_id: key_id.to_owned(),
            key_secret,
        }
    }

    pub(super) async fn get(
        &self,
        call: &'static str,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<String, CallFailure> {
        let request = self.http.get(format!("{}/{path}", self.base)).query(query);
        self.call(call, Kind::Read, request).await
    }

    pub(super) async fn post(
        &self,
        call: &'static str,
        path: &str,
        body: &Value,
    ) -> Result<String, CallFailure> {
        self.call(call, Kind::Write, self.posting(path).json(body)).await
    }

    /// A POST to which headers may still be added, for `Self::call`.
    pub(super) fn posting(&self, path: &str) -> RequestBuilder {
        self.http.post(format!("{}/{path}", self.base))
    }

    pub(super) async fn call(
        &self,
        call: &'static str,
        kind: Kind,
        request: RequestBuilder,
    ) -> Result<String, CallFailure> {
        let span = info_span!("razorpay.call", call, outcome = field::Empty, status = field::Empty);
        let request = request.basic_auth(&self.key_id, Some(self.key_secret.reveal()));
        let work = async {
            let answered = answer(kind, request).await;
            note(&Span::current(), &answered);
            answered
        };
        work.instrument(span).await
    }
}

async fn answer(kind: Kind, request: RequestBuilder) -> Result<String, CallFailure> {
    let answer = http::exchange(request).await.map_err(|lost| CallFailure::lost(kind, &lost))?;
    if answer.is_success() { Ok(answer.body) } else { Err(CallFailure::refused(kind, &answer)) }
}

fn note(span: &Span, answered: &Result<String, CallFailure>) {
    let outcome = match answered {
        Ok(_) => "ok",
        Err(failure) => {
            span.record("status", failure.status);
            failure.next.as_str()
        }
    };
    span.record("outcome", outcome);
}

/// An id as part of a path. Ids are ours to store, not to parse; but none of them may lead to another path.
pub(super) fn segment(id: &str) -> Result<&str, CallFailure> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !id.is_empty() && id.chars().all(plain) {
        Ok(id)
    } else {
        Err(CallFailure::ours("an id that cannot be Razorpay's"))
    }
}
