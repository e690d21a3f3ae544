//! Messages to people: marks, rate limits and template status are looked up with the claim; then one call each.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::conversations::{self, Progress};
use realserv_adapters::postgres::outbox::{self, Claimed};
use realserv_adapters::postgres::people::{self, Marks};
use realserv_adapters::postgres::rate::{self, Pace, Paces};
use realserv_adapters::postgres::{StoreError, templates};
use realserv_adapters::whatsapp::{self, Next, Recipient, SendFailure};
use realserv_domain::ids::PersonId;
use realserv_domain::message::{Delivery, Message};
use sqlx::PgConnection;
use tokio::sync::Notify;
use uuid::Uuid;

use super::{Channel, End, Outcome, backoff, put_back};
use crate::app::App;
use crate::turn::event::Outgoing;
use crate::wake::Left;

/// A message that could not leave for this long is of no use to anybody any more.
const TOO_OLD: SignedDuration = SignedDuration::from_hours(24);

/// How long to wait for a status when we do not know whether a message arrived.
const DOUBT: SignedDuration = SignedDuration::from_secs(20);

/// While the account is broken nothing goes out; somebody is told and it is tried again.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

pub struct Whatsapp;

/// What Meta said.
#[derive(Debug)]
pub enum Said {
    Taken {
        wamid: String,
    },
    /// Will never be delivered; the code is Meta's, if there is one.
    Refused {
        code: Option<i64>,
    },
}

impl Channel for Whatsapp {
    type Answer = Said;
    /// The person's marks, where there still is a person.
    type With = Option<Recipient>;

    const NAME: &'static str = "whatsapp";

    fn bell<'a>(&self, app: &'a App) -> &'a Notify {
        &app.bells.whatsapp
    }

    async fn claim(
        &self,
        app: &App,
        most: usize,
    ) -> Result<Vec<(Claimed, Option<Recipient>)>, StoreError> {
        let now = app.clock.now();
        let most = i64::try_from(most).unwrap_or(1);
        let mut transaction = app.pool.begin().await?;
        let db = &mut *transaction;
        let rows = outbox::claim(db, outbox::Channel::Whatsapp, now, most, super::LEASE).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let rows = hold_back(app, db, now, rows).await?;
        let rows = drop_taken(db, rows).await?;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.lane).collect();
        let marks = people::marks(db, &ids).await?;
        transaction.commit().await?;
        Ok(rows.into_iter().map(|row| addressed(row, &marks)).collect())
    }

    async fn call(app: &App, row: &Claimed, to: Option<Recipient>) -> End<Said> {
        send(app, row, to).await
    }

    async fn settle(&self, app: &App, outcomes: Vec<Outcome<Said>>) -> Result<Left, StoreError> {
        let now = app.clock.now();
        let mut progress = Vec::new();
        let mut done = Vec::new();
        for Outcome { row, end } in &outcomes {
            let End::Answered(said) = end else { continue };
            done.push(row.seq);
            progress.push(progress_of(row, said));
        }
        let mut transaction = app.pool.begin().await?;
        outbox::done(&mut transaction, &done).await?;
        put_back(&mut transaction, &outcomes).await?;
        if !progress.is_empty() {
            conversations::keep_progress(&mut transaction, now, &progress).await?;
        }
        transaction.commit().await?;
        // The next row of each lane may leave now.
        Ok(Left { for_whatsapp: !done.is_empty(), ..Left::default() })
    }
}

fn addressed(row: Claimed, marks: &HashMap<PersonId, Marks>) -> (Claimed, Option<Recipient>) {
    let to = marks
        .get(&PersonId(row.lane))
        .map(|marks| Recipient { phone: marks.phone.clone(), user_id: marks.user_id.clone() });
    (row, to)
}

/// Rows that have no place in the rates go back and wait for one.
async fn hold_back(
    app: &App,
    db: &mut PgConnection,
    now: Timestamp,
    rows: Vec<Claimed>,
) -> Result<Vec<Claimed>, StoreError> {
    let messages: Vec<(String, Uuid)> =
        rows.iter().map(|row| (row.phone_number_id.clone(), row.lane)).collect();
    let waits = rate::take(db, now, &messages, paces(app)).await?;
    let (mut go, mut seqs, mut due) = (Vec::new(), Vec::new(), Vec::new());
    for (row, wait) in rows.into_iter().zip(waits) {
        match wait {
            None => go.push(row),
            Some(at) => {
                seqs.push(row.seq);
                due.push(at);
            }
        }
    }
    outbox::put_back(db, &seqs, &due, &vec![false; seqs.len()]).await?;
    Ok(go)
}

fn paces(app: &App) -> Paces {
    let Some(config) = app.config.whatsapp.as_ref() else { return Paces::default() };
    let number = (config.messages_per_second > 0).then(|| Pace {
        interval: SignedDuration::from_micros(1_000_000 / i64::from(config.messages_per_second)),
        burst: config.messages_per_second,
    });
    let pair = (config.pair_burst > 0 && config.pair_seconds > 0).then(|| Pace {
        interval: SignedDuration::from_secs(i64::from(config.pair_seconds)),
        burst: config.pair_burst,
    });
    Paces { number, pair }
}

/// A second try of a message that a status has since confirmed would be a repeat: the row leaves instead.
async fn drop_taken(db: &mut PgConnection, rows: Vec<Claimed>) -> Result<Vec<Claimed>, StoreError> {
    let again: Vec<Uuid> = rows.iter().filter(|row| row.tries > 1).map(|row| row.id).collect();
    if again.is_empty() {
        return Ok(rows);
    }
    let taken = conversations::already_taken(db, &again).await?;
    let (gone, go): (Vec<Claimed>, Vec<Claimed>) =
        rows.into_iter().partition(|row| taken.contains(&row.id));
    let seqs: Vec<i64> = gone.iter().map(|row| row.seq).collect();
    outbox::done(db, &seqs).await?;
    Ok(go)
}

async fn send(app: &App, row: &Claimed, to: Option<Recipient>) -> End<Said> {
    let now = app.clock.now();
    let refused = End::Answered(Said::Refused { code: None });
    let Some(client) = app.whatsapp.as_ref() else {
        // Turned off since the row was written: kept until it is on again.
        return End::Later { at: backoff(now, row), counts: false };
    };
    let Ok(out) = serde_json::from_str::<Outgoing>(&row.body) else {
        tracing::error!(effect.id = %row.id, "an outbox row cannot be read: dropped");
        return refused;
    };
    let Some(to) = to else {
        tracing::error!(effect.id = %row.id, "a message to nobody: dropped");
        return refused;
    };
    if now.duration_since(row.made_at) > TOO_OLD {
        tracing::warn!(effect.id = %row.id, "a message older than a day is not sent any more");
        return refused;
    }
    if is_held_back(app, &out.message).await {
        return refused;
    }
    let callback_data = row.id.to_string();
    let outgoing = whatsapp::Outgoing {
        phone_number_id: &row.phone_number_id,
        to: &to,
        message: &out.message,
        callback_data: &callback_data,
        reply_to: None,
        correlation_id: &row.correlation_id,
    };
    let started = tokio::time::Instant::now();
    let sent = client.send(&outgoing).await;
    let outcome = sent.as_ref().map_or_else(|failure| failure.next.as_str(), |_| "sent");
    metrics::histogram!("realserv_outside_seconds", "call" => "whatsapp.send", "outcome" => outcome)
        .record(started.elapsed());
    match sent {
        Ok(sent) => End::Answered(Said::Taken { wamid: sent.message_id }),
        Err(failure) => after(now, row, &failure),
    }
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

fn after(now: Timestamp, row: &Claimed, failure: &SendFailure) -> End<Said> {
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
            End::Later { at: later(PAUSE), counts: false }
        }
        Next::Never | Next::NeedsTemplate | Next::TemplateUnusable | Next::RecipientUnreachable => {
            tracing::error!(
                code = failure.code,
                detail = failure.detail,
                next = failure.next.as_str(),
                effect.id = %row.id,
                correlation.id = row.correlation_id,
                "WhatsApp will never deliver this message",
            );
            End::Answered(Said::Refused { code: failure.code })
        }
    }
}

fn progress_of(row: &Claimed, said: &Said) -> Progress {
    let (wamid, delivery, failure_code) = match said {
        Said::Taken { wamid } => (wamid.clone(), Delivery::Accepted, None),
        Said::Refused { code } => (format!("none:{}", row.id), Delivery::Failed, *code),
    };
    Progress { wamid, effect: Some(row.id), delivery, failure_code, category: None }
}
