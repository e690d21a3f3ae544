//! `POST /flows/address`: a form that is open on somebody's phone asks what to show, and whether a place is served.
//!
//! Verify on the raw bytes, open the seal, look whether the question is still open (one look by key), answer from memory. Nothing is
//! written: what was filled in comes back as a message, and only that message is believed. WhatsApp wants the answer within a
//! second or lets the form rest; this takes some milliseconds, most of them for the seal.

use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use realserv_adapters::postgres::{StoreError, flows};
use realserv_adapters::whatsapp::flows::{ADDRESS_SCREEN, Asked, FlowKey, Opened, Reply};
use realserv_adapters::whatsapp::webhook;
use realserv_domain::form::FormToken;
use realserv_domain::language::Language;

use crate::app::App;
use crate::converse::Conversation;
use crate::web::Web;

/// What the form says of what was typed.
mod address;

/// Whether the form is offered.
mod offered;

pub use offered::{PUBLISHED, SiteForm};

/// A screen of six fields, sealed, has not two kilobytes.
pub const MOST_BYTES: usize = 64 * 1024;

/// What nobody gets an answer to. The codes are WhatsApp's (whatsapp.md 10.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    /// No form is configured.
    NoForm,
    /// Not signed by Meta.
    Forged,
    /// The phone has another key of ours and fetches this one.
    NotOpened,
    /// Opened, and asks nothing that is known.
    Unreadable,
    /// The tables do not answer. The phone says so, and its person may try again.
    Trouble,
}

impl Refused {
    const fn status(self) -> u16 {
        match self {
            Self::NoForm => 404,
            Self::Forged => 432,
            Self::NotOpened => 421,
            Self::Unreadable => 400,
            Self::Trouble => 503,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::NoForm => "no_form",
            Self::Forged => "forged",
            Self::NotOpened => "not_opened",
            Self::Unreadable => "unreadable",
            Self::Trouble => "trouble",
        }
    }
}

/// The question of the form is not open any more; the answer is sealed like any other.
const OVER: u16 = 427;

pub async fn address(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> Response {
    let started = Instant::now();
    let signature = headers.get(webhook::SIGNATURE_HEADER).and_then(|v| v.to_str().ok());
    let (status, text, outcome) = match answer(&web.app, signature, body).await {
        Ok(Answered { over: true, text }) => (OVER, text, "over"),
        Ok(Answered { over: false, text }) => (200, text, "answered"),
        Err(refused) => (refused.status(), String::new(), refused.as_str()),
    };
    metrics::histogram!("realserv_flow_seconds", "outcome" => outcome).record(started.elapsed());
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "text/plain")], text).into_response()
}

struct Answered {
    over: bool,
    text: String,
}

async fn answer(app: &App, signature: Option<&str>, body: Bytes) -> Result<Answered, Refused> {
    let whatsapp = app.config.whatsapp.as_ref().ok_or(Refused::NoForm)?;
    let form = whatsapp.site_form.as_ref().ok_or(Refused::NoForm)?;
    if webhook::verify(&whatsapp.app_secrets, signature, &body).is_err() {
        metrics::counter!("realserv_forged_webhooks_total", "source" => "flows").increment(1);
        return Err(Refused::Forged);
    }
    let Opened { request, reply: key } = open(form.key.clone(), body).await?;
    let asked = Asked::read(&request).map_err(|_| Refused::Unreadable)?;
    let reply = reply(app, &asked).await?;
    let over = matches!(reply, Reply::Over { .. });
    Ok(Answered { over, text: key.seal(&reply.body()) })
}

/// Beside the loop: a private key takes milliseconds of the processor.
async fn open(key: FlowKey, body: Bytes) -> Result<Opened, Refused> {
    let opened = tokio::task::spawn_blocking(move || key.open(&body)).await;
    match opened {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(_)) => Err(Refused::NotOpened),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a form cannot be opened");
            Err(Refused::Trouble)
        }
    }
}

async fn reply(app: &App, asked: &Asked) -> Result<Reply, Refused> {
    match asked {
        Asked::Ping => Ok(Reply::Alive),
        Asked::Complained { error } => {
            metrics::counter!("realserv_flow_complaints_total").increment(1);
            tracing::warn!(error, "a phone could not use our answer to a form");
            Ok(Reply::Acknowledged)
        }
        Asked::Opened { token } => {
            let question = question(app, token.as_ref()).await?;
            let Some(_) = question.token else { return Ok(address::over(question.language)) };
            Ok(address::opened(question.language))
        }
        Asked::Sent { token, screen, fields } => {
            let question = question(app, token.as_ref()).await?;
            let Some(token) = question.token else { return Ok(address::over(question.language)) };
            if screen != ADDRESS_SCREEN {
                return Err(Refused::Unreadable);
            }
            let (localities, zones) = (app.catalogue.localities(), app.catalogue.zones());
            let known = address::Known { localities: &localities, zones: &zones };
            Ok(known.sent(fields, token, question.language))
        }
    }
}

/// What a token says.
struct Question {
    /// Whoever it is speaks it.
    language: Language,
    /// None when its question is not open: answered, gone, or never asked.
    token: Option<FormToken>,
}

async fn question(app: &App, token: Option<&FormToken>) -> Result<Question, Refused> {
    let nobodys = Question { language: Language::default(), token: None };
    let Some((token, person)) = token.and_then(|token| Some((token, token.person()?))) else {
        return Ok(nobodys);
    };
    let trouble = |error: StoreError| {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the conversation that a form belongs to cannot be read",
        );
        Refused::Trouble
    };
    let mut db = app.pool.acquire().await.map_err(|error| trouble(error.into()))?;
    let states = flows::conversations(&mut db, person).await.map_err(trouble)?;
    let talks: Vec<Conversation> =
        states.iter().filter_map(|state| serde_json::from_str(state).ok()).collect();
    let open = talks.iter().find(|talk| talk.buyer.waits_for_form(token));
    let language = open.or(talks.first()).and_then(|talk| talk.language).unwrap_or_default();
    Ok(Question { language, token: open.map(|_| token.clone()) })
}
