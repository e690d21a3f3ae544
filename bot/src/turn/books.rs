//! Turns of the books: the report of a day comes page by page, and is laid beside the ledger when it is whole.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan, Zoned};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::books;
use realserv_adapters::postgres::inbox::{BOOKS, BOOKS_CALLS, KeyKind, Received};
use realserv_adapters::postgres::outbox::{Channel, NewEffect};
use realserv_adapters::postgres::settlements as settlements_of;
use realserv_domain::books::{
    BooksEffect, BooksEvent, BooksTimer, MOST_DAYS_BACK, compare, next_night, overdue_before,
    settled, settlements, step,
};
use realserv_domain::ids::{EffectId, Minter};
use realserv_domain::settlements::{PayeeEvent, cut, next_cycle};
use realserv_domain::time::instant;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

use super::event::BooksAsking;
use super::record::Record;
use super::work::{self, read};
use super::{TurnError, span};
use crate::app::App;

/// How soon to try again where the database is away at the start.
const AGAIN: Duration = Duration::from_secs(5);

/// Sets the first timers, from which on each sets its successor. Reports there are only where somebody takes payments;
/// vendors are settled wherever there are any.
pub async fn open_the_books(app: Arc<App>, stop: CancellationToken) {
    while let Err(error) = plant(&app).await {
        tracing::warn!(error = &error as &dyn std::error::Error, "the books are not open yet");
        if stop.run_until_cancelled(tokio::time::sleep(AGAIN)).await.is_none() {
            return;
        }
    }
}

async fn plant(app: &App) -> Result<(), StoreError> {
    let now = app.clock.today();
    let mut timers = vec![(BooksTimer::Cycles, next_cycle(&now))];
    timers.extend(app.razorpay.is_some().then(|| (BooksTimer::Nightly, next_night(&now))));
    let millis = u64::try_from(now.timestamp().as_millisecond()).unwrap_or(0);
    let mut mint = Minter::new(app.secret, BOOKS, millis);
    let mut transaction = app.pool.begin().await?;
    for (timer, at) in timers {
        let body = serde_json::to_string(&BooksEvent::Due { timer })
            .map_err(|e| StoreError::unreadable("outbox", "body", BOOKS, e))?;
        let id: Uuid = mint.id();
        books::plant(&mut transaction, (now.timestamp(), at), id, &body).await?;
    }
    transaction.commit().await?;
    Ok(())
}

pub(super) async fn decide(
    app: &App,
    db: &mut PgConnection,
    events: &[&Received],
) -> Result<Record, TurnError> {
    let mut room = Room { app, now: app.clock.today(), record: Record::default() };
    for received in events {
        let span = span(KeyKind::Books, &received.envelope);
        room.turn(db, received).instrument(span).await?;
    }
    Ok(room.record)
}

type Work<'a> = work::Work<'a, (), BooksEffect>;

struct Room<'a> {
    app: &'a App,
    now: Zoned,
    record: Record,
}

impl Room<'_> {
    async fn turn(&mut self, db: &mut PgConnection, received: &Received) -> Result<(), TurnError> {
        let event: BooksEvent = read("event", BOOKS, &received.event)?;
        let undone = books::undone(db, self.now.date()).await?;
        let mut work = Work::new(self.app, &received.envelope);
        let weekday = self.app.settings.snapshot().settlement_weekday;
        for effect in step(event, &self.now, &undone, weekday) {
            self.carry_out(db, &mut work, &effect).await?;
            work.effects.push(effect);
        }
        // The rows are in a table of their own; the log would hold them twice more.
        let log = match serde_json::from_str(&received.event) {
            Ok(BooksEvent::ReportSeen { day, skip, .. }) => {
                let told = BooksEvent::ReportSeen { day, skip, rows: Vec::new() };
                work.effects.retain(|effect| !matches!(effect, BooksEffect::KeepRows { .. }));
                work.document("event", &told)?
            }
            Ok(BooksEvent::Due { .. } | BooksEvent::ReportRefused { .. }) | Err(_) => {
                received.event.clone()
            }
        };
        self.record.traces.turns.push(work.log(KeyKind::Books, log)?);
        Ok(())
    }

    async fn carry_out(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        effect: &BooksEffect,
    ) -> Result<(), TurnError> {
        let now = self.now.timestamp();
        match effect {
            BooksEffect::AskReport { day, skip } => {
                books::note_day(db, now, *day, "asked").await?;
                let body = work.document("call", &BooksAsking { report: *day, skip: *skip })?;
                self.push(work, (Channel::Razorpay, BOOKS_CALLS), now, body);
            }
            BooksEffect::SetTimer { timer, at } => {
                let body = work.document("timer", &BooksEvent::Due { timer: *timer })?;
                self.push(work, (Channel::Timer, BOOKS), *at, body);
            }
            BooksEffect::KeepRows { day, rows } => books::keep_rows(db, *day, rows).await?,
            BooksEffect::Compare { day } => self.compare(db, work, *day).await?,
            BooksEffect::EndCycles { before } => self.end_cycles(db, work, *before).await?,
            BooksEffect::DayFailed { day } => {
                books::note_day(db, now, *day, "failed").await?;
                tracing::warn!(%day, "Razorpay refuses the report of a day; asked again in an hour");
            }
        }
        Ok(())
    }

    /// Each vendor who has something to settle, or to be paid, looks at it.
    async fn end_cycles(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        before: Date,
    ) -> Result<(), TurnError> {
        let vendors = settlements_of::to_settle(db, cut(&self.now, before)).await?;
        for vendor in vendors {
            let event = work.document("event", &PayeeEvent::CycleEnds { before })?;
            let told = work.tell(KeyKind::Vendor, vendor.0, String::new(), event);
            self.record.events.push(told);
        }
        Ok(())
    }

    /// The whole report against the ledger; what it settles is posted, what differs is kept.
    async fn compare(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        day: Date,
    ) -> Result<(), TurnError> {
        let now = self.now.timestamp();
        books::close_found(db, now, day).await?;
        let report = books::rows_of(db, day).await?;
        for settlement in settlements(&report) {
            if books::note_settlement(db, (now, day), &settlement).await? {
                self.record.postings.push(settled(&settlement));
            }
        }
        let known = books::known(db, day).await?;
        let overdue = books::unsettled(db, self.overdue(day)).await?;
        let found = compare(&report, &known, &overdue);
        if !found.is_empty() {
            metrics::counter!("realserv_reconciliation_differences_total")
                .increment(found.len() as u64);
            tracing::warn!(%day, differences = found.len(), "the report and the ledger differ");
            let found: Vec<_> = found.into_iter().map(|one| (work.mint.id(), one)).collect();
            books::note_differences(db, (now, day), &found).await?;
        }
        books::note_day(db, now, day, "done").await?;
        Ok(())
    }

    /// From when to when what came should be in the report of a day, or an earlier one.
    fn overdue(&self, day: Date) -> (Timestamp, Timestamp) {
        let midnight = |day| instant(&self.now, day, Time::midnight());
        let since = day.checked_sub(MOST_DAYS_BACK.days()).unwrap_or(day);
        (midnight(since), midnight(overdue_before(day)))
    }

    fn push(
        &mut self,
        work: &mut Work<'_>,
        (channel, lane): (Channel, Uuid),
        due_at: Timestamp,
        body: String,
    ) {
        let id: EffectId = work.mint.id();
        self.record.traces.effects.push(NewEffect {
            id: id.0,
            channel,
            lane,
            phone_number_id: String::new(),
            body,
            due_at,
            correlation_id: work.row.correlation_id.clone(),
            to: None,
        });
    }
}
