//! Calls to the Graph API. `send_request` is the one place where they leave.

use std::fmt;

use realserv_domain::message::Message;
use realserv_domain::phone::Phone;
use reqwest::RequestBuilder;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use tracing::{Instrument, Span, field, info_span};

use super::failure::{Next, SendFailure};
use super::{limits, outgoing};
use crate::http;
use crate::lenient::Object;
use crate::secret::Secret;

/// Each version lives about two years; this program speaks this one, so it is no configuration.
const VERSION: &str = "v25.0";

/// Carried on every call, so that a trace can be followed into a sandbox or a proxy. Meta ignores it.
const CORRELATION: &str = "X-Correlation-ID";

/// One WhatsApp Business Account. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    /// With the version, without a slash at its end.
    base: String,
    business_account_id: String,
    access_token: Secret,
}

/// Whom a message goes to. The phone is used when both are known, as Meta itself would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipient {
    pub phone: Option<Phone>,
    pub user_id: Option<String>,
}

/// A message on its way out, with what it is sent under.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    pub phone_number_id: &'a str,
    pub to: &'a Recipient,
    pub message: &'a Message,
    /// Meta's id of the file, of a document that was uploaded.
    pub media_id: Option<&'a str>,
    /// Comes back in each status of the message: the outbox row's key. At most 512 characters.
    pub callback_data: &'a str,
    /// The message that ours quotes.
    pub reply_to: Option<&'a str>,
    pub correlation_id: &'a str,
}

/// A file on its way to Meta.
#[derive(Clone, Debug)]
pub struct Upload<'a> {
    /// As it is called on the phone.
    pub name: &'a str,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// Meta took the message. Whether it arrives is said by a status later.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    pub message_id: String,
    /// The number as Meta writes it, which may differ from ours.
    pub phone: Option<String>,
    pub user_id: Option<String>,
    /// Templates only: `accepted`, `held_for_quality_assessment`, `paused`.
    pub message_status: Option<String>,
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent")
            .field("message_id", &self.message_id)
            .field("message_status", &self.message_status)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// `base_url` is `https://graph.facebook.com`, or the sandbox's.
    #[must_use]
    pub fn new(
        http: reqwest::Client,
        base_url: &str,
        business_account_id: &str,
        access_token: Secret,
    ) -> Self {
        Self {
            http,
            base: format!("{}/{VERSION}", base_url.trim_end_matches('/')),
            business_account_id: business_account_id.to_owned(),
            access_token,
        }
    }

    /// Sends one message. Meta has no idempotency key: after `Next::Unknown` wait for a status that carries the
    /// `callback_data` before sending again.
    ///
    /// # Errors
    /// With what can be done next. What breaks a limit is refused here and never sent.
    pub async fn send(&self, out: &Outgoing<'_>) -> Result<Sent, SendFailure> {
        let span = info_span!(
            "whatsapp.send",
            correlation.id = out.correlation_id,
            outcome = field::Empty,
            code = field::Empty
        );
        let work = async {
            let sent = self.checked_send(out).await;
            note(&Span::current(), &sent);
            sent
        };
        work.instrument(span).await
    }

    async fn checked_send(&self, out: &Outgoing<'_>) -> Result<Sent, SendFailure> {
        limits::check(out.message).map_err(|broken| SendFailure::ours(broken.to_string()))?;
        if matches!(out.message, Message::Document { .. }) && out.media_id.is_none() {
            return Err(SendFailure::ours("a document that was not uploaded"));
        }
        let body = outgoing::body(out)
            .ok_or_else(|| SendFailure::ours("the recipient has neither phone nor user id"))?;
        let answer = self.post(out.phone_number_id, "messages", &body, out.correlation_id).await?;
        read_sent(&answer).ok_or_else(|| SendFailure {
            next: Next::Unknown,
            ..SendFailure::ours("accepted without a message id")
        })
    }

    /// Uploads a document, to be sent by the id that this answers. Meta forgets it after thirty days; uploading it twice does no harm.
    ///
    /// # Errors
    /// As `send`.
    pub async fn upload(
        &self,
        phone_number_id: &str,
        file: Upload<'_>,
        correlation_id: &str,
    ) -> Result<String, SendFailure> {
        let span = info_span!(
            "whatsapp.upload",
            correlation.id = correlation_id,
            outcome = field::Empty,
            code = field::Empty
        );
        let work = async {
            let media_id = self.uploaded(phone_number_id, file, correlation_id).await;
            note(&Span::current(), &media_id);
            media_id
        };
        work.instrument(span).await
    }

    async fn uploaded(
        &self,
        phone_number_id: &str,
        file: Upload<'_>,
        correlation_id: &str,
    ) -> Result<String, SendFailure> {
        let part = Part::bytes(file.bytes).file_name(file.name.to_owned()).mime_str(file.mime);
        let part = part.map_err(|error| SendFailure::ours(error.to_string()))?;
        let form = Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", file.mime)
            .part("file", part);
        let url = format!("{}/{phone_number_id}/media", self.base);
        let request = self.http.post(url).multipart(form).header(CORRELATION, correlation_id);
        let answer = self.call(request).await?;
        let id = Object::read(&answer).ok().and_then(|answer| answer.word("id"));
        id.ok_or_else(|| SendFailure {
            next: Next::Unknown,
            ..SendFailure::ours("uploaded without an id")
        })
    }

    /// Marks a message and all before it as read, and shows "typing…" until our next message, 25 seconds at most.
    ///
    /// # Errors
    /// None of them is worth a retry: the moment has passed.
    pub async fn mark_read_with_typing(
        &self,
        phone_number_id: &str,
        message_id: &str,
        correlation_id: &str,
    ) -> Result<(), SendFailure> {
        let body = json!({
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_id,
            "typing_indicator": {"type": "text"},
        });
        let span = info_span!(
            "whatsapp.mark_read",
            correlation.id = correlation_id,
            outcome = field::Empty,
            code = field::Empty
        );
        let work = async {
            let done = self.post(phone_number_id, "messages", &body, correlation_id).await;
            note(&Span::current(), &done);
            done.map(|_| ())
        };
        work.instrument(span).await
    }

    async fn post(
        &self,
        node: &str,
        edge: &str,
        body: &Value,
        correlation_id: &str,
    ) -> Result<String, SendFailure> {
        let url = format!("{}/{node}/{edge}", self.base);
        self.call(self.http.post(url).json(body).header(CORRELATION, correlation_id)).await
    }

    /// The account's own edge, such as its templates.
    pub(super) fn account_url(&self, edge: &str) -> String {
        format!("{}/{}/{edge}", self.base, self.business_account_id)
    }

    pub(super) fn node_url(&self, node: &str) -> String {
        format!("{}/{node}", self.base)
    }

    pub(super) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// Where every request of this adapter leaves, and every refusal is read.
    pub(super) async fn call(&self, request: RequestBuilder) -> Result<String, SendFailure> {
        let answer = http::exchange(self.authorised(request)).await.map_err(SendFailure::lost)?;
        if answer.is_success() { Ok(answer.body) } else { Err(SendFailure::refused(&answer)) }
    }
}

impl Client {
    pub(super) fn authorised(&self, request: RequestBuilder) -> RequestBuilder {
        request.bearer_auth(self.access_token.reveal())
    }

    /// Whether our token may go along to an address that Meta has named: over TLS, unless Meta itself is a sandbox.
    pub(super) fn may_be_called(&self, url: &str) -> bool {
        url.starts_with("https://") || self.base.starts_with("http://")
    }
}

fn read_sent(body: &str) -> Option<Sent> {
    let answer = Object::read(body).ok()?;
    let first = |key| answer.list(key).first().and_then(|raw| Object::read(raw).ok());
    let message = first("messages")?;
    let contact = first("contacts").unwrap_or_default();
    Some(Sent {
        message_id: message.word("id")?,
        phone: contact.word("wa_id"),
        user_id: contact.word("user_id"),
        message_status: message.word("message_status"),
    })
}

/// Outcome and code only: no words, numbers or tokens.
pub(super) fn note<T>(span: &Span, done: &Result<T, SendFailure>) {
    match done {
        Ok(_) => {
            span.record("outcome", "ok");
        }
        Err(failure) => {
            span.record("outcome", failure.next.as_str());
            if let Some(code) = failure.code {
                span.record("code", code);
            }
        }
    }
}
