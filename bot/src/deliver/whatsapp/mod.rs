//! Messages to people: marks, rate limits and template status are looked up with the claim; then one call each.

use std::collections::HashMap;

use jiff::SignedDuration;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::deliveries::{self, Progress};
use realserv_adapters::postgres::inbox::{self, NewEvent};
use realserv_adapters::postgres::outbox::{self, Back, Claimed, Place};
use realserv_adapters::postgres::people::{self, Marks};
use realserv_adapters::postgres::rate::{self, Pace, Paces};
use realserv_adapters::whatsapp::Recipient;
use realserv_domain::ids::{OrderId, PersonId};
use realserv_domain::message::Delivery;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Channel, End, Outcome, Prepared};
use crate::app::App;
use crate::turn::event::undelivered;
use crate::wake::{Left, Tray};

/// One message: what may be said now, the call, and what its answer means.
mod say;

pub struct Whatsapp;

/// What Meta said.
#[derive(Clone, Debug)]
pub enum Said {
    Taken {
        /// None where only a status told that it was taken.
        wamid: Option<String>,
        /// See `turn::event::Awaited`.
        awaited: Option<String>,
        order: Option<OrderId>,
    },
    /// Will never be delivered; the code is Meta's, if there is one.
    Refused { code: Option<i64>, awaited: Option<String> },
}

impl Channel for Whatsapp {
    const CHANNEL: outbox::Channel = outbox::Channel::Whatsapp;

    type Answer = Said;

    /// The person's marks, where there still is a person.
    type With = Option<Recipient>;

    fn tray<'a>(&self, app: &'a App) -> &'a Tray {
        app.bells.whatsapp()
    }

    async fn prepare(
        &self,
        app: &App,
        rows: &[Claimed],
    ) -> Result<Prepared<Option<Recipient>>, StoreError> {
        let paces = paces(app);
        let fresh = |row: &Claimed| row.to.is_some() && row.tries == 1;
        if paces.is_none() && rows.iter().all(fresh) {
            let go = rows.iter().map(|row| addressed(row.clone(), &HashMap::new())).collect();
            return Ok(Prepared { go, wait: Vec::new(), gone: Vec::new() });
        }
        let now = app.clock.now();
        let mut transaction = app.pool.begin().await?;
        let db = &mut *transaction;
        let messages: Vec<(String, Uuid)> =
            rows.iter().map(|row| (row.phone_number_id.clone(), row.lane)).collect();
        let waits = rate::take(db, now, &messages, paces).await?;
        let gone = taken(db, rows).await?;
        let missed = confirmed(app, db, rows, &gone).await?;
        let marks = marks(db, rows).await?;
        transaction.commit().await?;
        app.bells.ring(Left::events(&missed));
        let mut prepared = Prepared { go: Vec::new(), wait: Vec::new(), gone: Vec::new() };
        for (row, wait) in rows.iter().zip(waits) {
            let row = row.clone();
            match wait {
                _ if gone.contains(&row.id) => prepared.gone.push(row),
                Some(at) => {
                    let back = Back { place: row.place(), due_at: Some(at), counts: false };
                    prepared.wait.push((row, back));
                }
                None => prepared.go.push(addressed(row, &marks)),
            }
        }
        Ok(prepared)
    }

    async fn call(app: &App, row: &Claimed, to: Option<Recipient>) -> End<Said> {
        say::send(app, row, to).await
    }

    async fn settle(
        app: &App,
        outcomes: &[Outcome<Said>],
        back: &[Back],
    ) -> Result<Left, StoreError> {
        let now = app.clock.now();
        let mut progress = Vec::new();
        let mut done = Vec::new();
        for Outcome { row, end } in outcomes {
            let End::Answered(said) = end else { continue };
            done.push(row.place());
            progress.push(progress_of(row, said));
        }
        if back.is_empty() && progress.iter().all(|step| step.awaited.is_none()) {
            // One statement is a transaction, and nobody waits to hear of it.
            let mut db = app.pool.acquire().await?;
            deliveries::keep_progress(&mut db, now, &progress, &done).await?;
            return Ok(Left::default());
        }
        let mut transaction = app.pool.begin().await?;
        outbox::put_back(&mut transaction, back).await?;
        let mut missed = Vec::new();
        if !done.is_empty() {
            let failed = deliveries::keep_progress(&mut transaction, now, &progress, &done).await?;
            missed = undelivered(app, &mut transaction, &failed).await?;
            inbox::push(&mut transaction, now, &missed).await?;
        }
        transaction.commit().await?;
        Ok(Left::events(&missed))
    }
}

/// Of whom no turn has told us.
async fn marks(
    db: &mut PgConnection,
    rows: &[Claimed],
) -> Result<HashMap<PersonId, Marks>, StoreError> {
    let people: Vec<Uuid> =
        rows.iter().filter(|row| row.to.is_none()).map(|row| row.lane).collect();
    if people.is_empty() { Ok(HashMap::new()) } else { people::marks(db, &people).await }
}

fn addressed(mut row: Claimed, marks: &HashMap<PersonId, Marks>) -> (Claimed, Option<Recipient>) {
    let marks = row.to.take().or_else(|| marks.get(&PersonId(row.lane)).cloned());
    let to = marks.map(|marks| Recipient { phone: marks.phone, user_id: marks.user_id });
    (row, to)
}

fn paces(app: &App) -> Paces {
    let Some(config) = app.config.whatsapp.as_ref() else { return Paces::default() };
    let number = (config.messages_per_second > 0).then(|| of_number(config.messages_per_second));
    let pair = (config.pair_burst > 0 && config.pair_seconds > 0).then(|| Pace {
        interval: SignedDuration::from_secs(i64::from(config.pair_seconds)),
        burst: config.pair_burst,
    });
    Paces { number, pair }
}

/// Meta counts when a message arrives and we when it leaves: nine tenths steadily and one tenth at once are within its limit
/// in every second.
fn of_number(most_a_second: u32) -> Pace {
    let steadily = (i64::from(most_a_second) * 9 / 10).max(1);
    Pace {
        interval: SignedDuration::from_micros(1_000_000 / steadily),
        burst: (most_a_second / 10).max(1),
    }
}

/// A second try of a message that a status has since confirmed would be a repeat: its row leaves instead.
async fn taken(db: &mut PgConnection, rows: &[Claimed]) -> Result<Vec<Uuid>, StoreError> {
    let again: Vec<Claimed> = rows.iter().filter(|row| row.tries > 1).cloned().collect();
    if again.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = again.iter().map(|row| row.id).collect();
    let taken = deliveries::already_taken(db, &ids).await?;
    let places: Vec<Place> =
        again.iter().filter(|row| taken.contains(&row.id)).map(Claimed::place).collect();
    outbox::done(db, &places).await?;
    Ok(taken)
}

/// What the answer of the lost call would have brought with it: who waits to hear that such a message does not arrive. It may
/// have failed already.
async fn confirmed(
    app: &App,
    db: &mut PgConnection,
    rows: &[Claimed],
    gone: &[Uuid],
) -> Result<Vec<NewEvent>, StoreError> {
    let progress: Vec<Progress> = rows
        .iter()
        .filter(|row| gone.contains(&row.id))
        .map(|row| {
            let (awaited, order) = say::sent_for(row);
            let said = Said::Taken { wamid: None, awaited, order };
            progress_of(row, &said)
        })
        .collect();
    if progress.is_empty() {
        return Ok(Vec::new());
    }
    let now = app.clock.now();
    let failed = deliveries::keep_progress(db, now, &progress, &[]).await?;
    let missed = undelivered(app, db, &failed).await?;
    inbox::push(db, now, &missed).await?;
    Ok(missed)
}

fn progress_of(row: &Claimed, said: &Said) -> Progress {
    let (wamid, delivery, failure_code, awaited, order) = match said {
        Said::Taken { wamid, awaited, order } => {
            (wamid.clone(), Delivery::Accepted, None, awaited, *order)
        }
        // Nothing is taken for it.
        Said::Refused { code, awaited } => (None, Delivery::Failed, *code, awaited, None),
    };
    let (effect, awaited) = (row.id, awaited.clone());
    let phone_number_id = Some(row.phone_number_id.clone());
    Progress { effect, wamid, delivery, failure_code, phone_number_id, order, price: None, awaited }
}
