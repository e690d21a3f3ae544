//! One message to one person: what may be said now, the call, and what its answer means.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::conversations;
use realserv_adapters::postgres::outbox::Claimed;
use realserv_adapters::postgres::{StoreError, templates};
use realserv_adapters::whatsapp::{self, Next, Recipient, SendFailure, Sent};
use realserv_domain::ids::OrderId;
use realserv_domain::message::{Message, TemplateCall};

use super::Said;
use crate::app::App;
use crate::deliver::{End, backoff};
use crate::papers::{self, PaperError};
use crate::turn::event::{Awaited, Outgoing, WINDOW};

/// A message that could not leave for this long is of no use to anybody any more.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(24);

/// How long to wait for a status when we do not know whether a message arrived.
const DOUBT: SignedDuration = SignedDuration::from_secs(20);

/// While the account is broken nothing goes out; somebody is told and it is tried again.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// Meta's own code for a closed window, also where we did not have to ask.
const WINDOW_CLOSED: i64 = 131_047;

pub(super) async fn send(app: &App, row: &Claimed, to: Option<Recipient>) -> End<Said> {
    let now = app.clock.now();
    let Some(client) = app.whatsapp.as_ref() else {
        // Turned off since the row was written: kept until it is on again.
        return End::Later { at: backoff(now, row), counts: false };
    };
    let Ok(out) = serde_json::from_str::<Outgoing>(&row.body) else {
        tracing::error!(effect.id = %row.id, "an outbox row cannot be read: dropped");
        return refused(None, None);
    };
    let Some(to) = to else {
        tracing::error!(effect.id = %row.id, "a message to nobody: dropped");
        return refused(None, awaited(row, &out));
    };
    if now.duration_since(row.made_at) > TOO_OLD {
        tracing::warn!(effect.id = %row.id, "a message older than a day is not sent any more");
        return refused(None, awaited(row, &out));
    }
    let message = match allowed(app, row, &out).await {
        Ok(Some(message)) => message,
        Ok(None) => return refused(Some(WINDOW_CLOSED), awaited(row, &out)),
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the window cannot be looked up"
            );
            return End::Later { at: backoff(now, row), counts: false };
        }
    };
    if is_held_back(app, &message).await {
        return refused(None, awaited(row, &out));
    }
    let media_id = match uploaded(app, client, row, &message).await {
        Ok(media_id) => media_id,
        Err(NotUploaded::Failed(failure)) => {
            return after(now, row, &failure, || awaited(row, &out));
        }
        Err(NotUploaded::Unwritten(error)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                effect.id = %row.id,
                "a paper cannot be written",
            );
            return match error {
                PaperError::Store(_) | PaperError::Stopped => {
                    End::Later { at: backoff(now, row), counts: true }
                }
                PaperError::Missing | PaperError::Unwritten(_) => refused(None, awaited(row, &out)),
            };
        }
    };
    let (to, media_id) = (&to, media_id.as_deref());
    let sent = match call(client, row, to, &message, media_id).await {
        // Closed after all: a clock, or a message that Meta never counted.
        Err(failure) if failure.next == Next::NeedsTemplate => match otherwise(&out) {
            Some(template) => call(client, row, to, &template, media_id).await,
            None => Err(failure),
        },
        Err(failure) if failure.next == Next::MediaUnusable => match message.without_photo() {
            Some(plain) => {
                tracing::warn!(code = failure.code, detail = failure.detail, "a photo is refused");
                call(client, row, to, &plain, media_id).await
            }
            None => Err(failure),
        },
        sent => sent,
    };
    match sent {
        Ok(sent) => {
            let (wamid, awaited) = (Some(sent.message_id), awaited(row, &out));
            End::Answered(Said::Taken { wamid, awaited, order: out.order })
        }
        Err(failure) if failure.next == Next::FormUnusable => {
            rest(app, &message, &failure).await;
            refused(failure.code, awaited(row, &out))
        }
        Err(failure) => after(now, row, &failure, || awaited(row, &out)),
    }
}

/// WhatsApp lets this form rest. Nobody is left without a question: a form only ever stands below one. Meta's news of it may
/// be on its way or lost, so it is not offered for a while, and then tried again.
async fn rest(app: &App, message: &Message, failure: &SendFailure) {
    let Message::Form { flow, .. } = message else { return };
    metrics::counter!("realserv_flows_held_back_total").increment(1);
    tracing::error!(
        flow,
        code = failure.code,
        detail = failure.detail,
        "WhatsApp refuses a form: it is not offered for an hour, see the runbook",
    );
    if let Err(error) = app.site_form.rest(&app.pool, flow).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "a form's rest is not written");
    }
}

fn refused(code: Option<i64>, awaited: Option<String>) -> End<Said> {
    End::Answered(Said::Refused { code, awaited })
}

/// Of a row that has not been read: who has to hear when it does not arrive, and the order that it is for.
pub(super) fn sent_for(row: &Claimed) -> (Option<String>, Option<OrderId>) {
    let out = serde_json::from_str::<Outgoing>(&row.body).ok();
    out.map_or((None, None), |out| (awaited(row, &out), out.order))
}

/// Who has to hear of it when this message does not arrive: only news is missed by anybody, and a photo or a closed window
/// may be what keeps it back.
fn awaited(row: &Claimed, out: &Outgoing) -> Option<String> {
    let about = out.news.as_ref().and_then(|news| news.about);
    let plain = out.message.without_photo();
    let otherwise = out.news.as_ref().and_then(|news| news.otherwise.clone());
    if about.is_none() && plain.is_none() && otherwise.is_none() {
        return None;
    }
    let bill = match &out.message {
        Message::Bill { bill, .. } => Some(bill.reference.clone()),
        _ => None,
    };
    let awaited = Awaited {
        person: out.to,
        phone_number_id: row.phone_number_id.clone(),
        about,
        plain,
        otherwise,
        bill,
        correlation_id: row.correlation_id.clone(),
    };
    serde_json::to_string(&awaited).ok()
}

/// The message, or its template where the 24-hour window was closed meanwhile; none where only silence is left.
async fn allowed<'a>(
    app: &App,
    row: &Claimed,
    out: &'a Outgoing,
) -> Result<Option<Cow<'a, Message>>, StoreError> {
    let now = app.clock.now();
    if out.free_until.is_none_or(|until| now < until) {
        return Ok(Some(Cow::Borrowed(&out.message)));
    }
    let mut db = app.pool.acquire().await?;
    let heard = conversations::last_heard(&mut db, out.to, &row.phone_number_id).await?;
    if heard.is_some_and(|heard| now.duration_since(heard) < WINDOW) {
        return Ok(Some(Cow::Borrowed(&out.message)));
    }
    Ok(otherwise(out).map(Cow::Owned))
}

fn otherwise(out: &Outgoing) -> Option<Message> {
    let call: &TemplateCall = out.news.as_ref()?.otherwise.as_ref()?;
    Some(Message::Template(call.clone()))
}

/// Why a document has no id at Meta.
enum NotUploaded {
    Failed(SendFailure),
    Unwritten(PaperError),
}

/// Meta's id of a document, written and uploaded now; none of anything else. An upload that nobody sends is forgotten there.
async fn uploaded(
    app: &App,
    client: &whatsapp::Client,
    row: &Claimed,
    message: &Message,
) -> Result<Option<String>, NotUploaded> {
    let Message::Document { paper, file_name, .. } = message else { return Ok(None) };
    let zone = app.clock.today().time_zone().clone();
    let file = papers::file(&app.pool, &zone, *paper).await.map_err(NotUploaded::Unwritten)?;
    let file = whatsapp::Upload { name: file_name, mime: file.mime, bytes: file.bytes };
    let started = tokio::time::Instant::now();
    let id = client.upload(&row.phone_number_id, file, &row.correlation_id).await;
    let outcome = id.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "uploaded");
    metrics::histogram!("realserv_outside_seconds", "call" => "whatsapp.upload", "outcome" => outcome)
        .record(started.elapsed());
    id.map(Some).map_err(NotUploaded::Failed)
}

async fn call(
    client: &whatsapp::Client,
    row: &Claimed,
    to: &Recipient,
    message: &Message,
    media_id: Option<&str>,
) -> Result<Sent, SendFailure> {
    let callback_data = row.id.to_string();
    let outgoing = whatsapp::Outgoing {
        phone_number_id: &row.phone_number_id,
        to,
        message,
        media_id,
        callback_data: &callback_data,
        reply_to: None,
        correlation_id: &row.correlation_id,
    };
    let started = tokio::time::Instant::now();
    let sent = client.send(&outgoing).await;
    let outcome = sent.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "sent");
    metrics::histogram!("realserv_outside_seconds", "call" => "whatsapp.send", "outcome" => outcome)
        .record(started.elapsed());
    sent
}

/// Only what Meta has REJECTED, PAUSED or DISABLED is held back; a template it never spoke of is sent.
async fn is_held_back(app: &App, message: &Message) -> bool {
    let Message::Template(call) = message else { return false };
    let Ok(mut db) = app.pool.acquire().await else { return false };
    let status = templates::status(&mut db, &call.name, call.language.code()).await;
    let held = matches!(status.ok().flatten().as_deref(), Some("REJECTED" | "PAUSED" | "DISABLED"));
    if held {
        metrics::counter!("realserv_templates_held_back_total").increment(1);
        tracing::error!(
            template = call.name,
            "a template that Meta refuses is held back: see `templates status`"
        );
    }
    held
}

fn after(
    now: Timestamp,
    row: &Claimed,
    failure: &SendFailure,
    awaited: impl FnOnce() -> Option<String>,
) -> End<Said> {
    let later = |by: SignedDuration| now.checked_add(by).unwrap_or(now);
    match failure.next {
        Next::Again { after } => {
            let least = after.and_then(|d| SignedDuration::try_from(d).ok()).unwrap_or_default();
            let at = backoff(now, row).max(later(least));
            // Meta told us to wait: that is an answer. Silence is not.
            if failure.code.is_some() {
                End::Later { at, counts: true }
            } else {
                End::Unreachable { at }
            }
        }
        Next::Unknown => End::Unreachable { at: backoff(now, row).max(later(DOUBT)) },
        Next::PauseAll => {
            tracing::error!(
                code = failure.code,
                detail = failure.detail,
                "WhatsApp refuses everything until somebody repairs the account",
            );
            End::Closed { at: later(PAUSE) }
        }
        Next::Never
        | Next::NeedsTemplate
        | Next::TemplateUnusable
        | Next::FormUnusable
        | Next::MediaUnusable
        | Next::RecipientUnreachable => {
            tracing::error!(
                code = failure.code,
                detail = failure.detail,
                next = failure.next.as_str(),
                effect.id = %row.id,
                correlation.id = row.correlation_id,
                "WhatsApp will never deliver this message",
            );
            refused(failure.code, awaited())
        }
    }
}
