//! Messages to people: marks, rate limits and template status are looked up with the claim; then one call each.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::conversations::{self, Progress};
use realserv_adapters::postgres::outbox::{self, Claimed};
use realserv_adapters::postgres::people::{self, Marks};
use realserv_adapters::postgres::rate::{self, Pace, Paces};
use realserv_adapters::postgres::{StoreError, inbox};
use realserv_adapters::whatsapp::Recipient;
use realserv_domain::ids::PersonId;
use realserv_domain::message::Delivery;
use sqlx::PgConnection;
use tokio::sync::Notify;
use uuid::Uuid;

use super::{Channel, End, Outcome, put_back};
use crate::app::App;
use crate::turn::event::undelivered;
use crate::wake::Left;

/// One message: what may be said now, the call, and what its answer means.
mod say;

pub struct Whatsapp;

/// What Meta said.
#[derive(Debug)]
pub enum Said {
    Taken {
        wamid: String,
        /// See `turn::event::Awaited`.
        awaited: Option<String>,
    },
    /// Will never be delivered; the code is Meta's, if there is one.
    Refused { code: Option<i64>, awaited: Option<String> },
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
        say::send(app, row, to).await
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
        let mut missed = Vec::new();
        if !progress.is_empty() {
            let failed = conversations::keep_progress(&mut transaction, now, &progress).await?;
            missed = undelivered(app, &failed)?;
            inbox::push(&mut transaction, now, &missed).await?;
        }
        transaction.commit().await?;
        // The next row of each lane may leave now.
        let (for_whatsapp, for_people) = (!done.is_empty(), !missed.is_empty());
        Ok(Left { for_whatsapp, for_people, ..Left::default() })
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

fn progress_of(row: &Claimed, said: &Said) -> Progress {
    let (wamid, delivery, failure_code, awaited) = match said {
        Said::Taken { wamid, awaited } => (wamid.clone(), Delivery::Accepted, None, awaited),
        Said::Refused { code, awaited } => {
            (format!("none:{}", row.id), Delivery::Failed, *code, awaited)
        }
    };
    let (effect, awaited) = (Some(row.id), awaited.clone());
    Progress { wamid, effect, delivery, failure_code, category: None, awaited }
}
