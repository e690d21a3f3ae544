//! What a batch of turns writes, gathered while they decide.

use jiff::Timestamp;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::conversation_timers::{self, Awaited, ConversationTimer};
use realserv_adapters::postgres::inbox::{Envelope, KeyKind, NewEvent};
use realserv_adapters::postgres::media::{self, NewMedia};
use realserv_adapters::postgres::notices::{self, NewNotice};
use realserv_adapters::postgres::orders::{self, OfferEnd};
use realserv_adapters::postgres::payees;
use realserv_adapters::postgres::stock::Low;
use realserv_adapters::postgres::turns::{self, Traces};
use realserv_adapters::postgres::words;
use realserv_domain::ids::{OfferId, OrderNumber, PartId, PersonId};
use realserv_domain::interpret::Strange;
use realserv_domain::ledger::Posting;
use realserv_domain::orders::{Fact, Order};
use realserv_domain::settlements::Payee;
use serde::Serialize;
use sqlx::PgConnection;

use super::TurnError;
use super::event::{PersonEvent, Told};
use super::work::Work;
use crate::app::App;
use crate::wake::Left;

#[derive(Default)]
pub(crate) struct Record {
    pub traces: Traces,
    pub events: Vec<NewEvent>,
    pub orders: Vec<Order>,
    /// How offers of these orders ended, but for those that were withdrawn.
    pub offer_ends: Vec<(OfferId, OfferEnd)>,
    /// Parts whose lines are new or not what they were.
    pub moved: Vec<PartId>,
    pub postings: Vec<Posting>,
    /// Vendors' accounts with us that changed.
    pub payees: Vec<Payee>,
    /// Words that nobody knew.
    pub words: Vec<Strange>,
    /// Files that are to be fetched.
    pub media: Vec<NewMedia>,
    /// What is told beside WhatsApp.
    pub notices: Vec<NewNotice>,
    /// What conversations wait for.
    timers: Vec<ConversationTimer>,
    /// What this turn's holds have made little of, and whom to tell; empty between turns.
    low: Vec<(PersonId, Fact)>,
}

impl Record {
    pub(super) fn became_low(&mut self, number: &OrderNumber, low: Vec<Low>) {
        self.low.extend(low.into_iter().map(|Low { person, sku, name, unit, available }| {
            (person, Fact::StockLow { number: number.clone(), sku, name, unit, available })
        }));
    }

    /// The vendors hear of it with the commit that makes it so.
    pub(super) fn tell_of_low<A: Serialize, E: Serialize>(
        &mut self,
        app: &App,
        work: &mut Work<'_, A, E>,
    ) -> Result<(), TurnError> {
        for (person, fact) in std::mem::take(&mut self.low) {
            let told = work.document("fact", &PersonEvent::Told(Told { fact, told_by: None }))?;
            let number = app.number_for(&work.row.phone_number_id);
            self.events.push(work.tell(KeyKind::Person, person.0, number, told));
        }
        Ok(())
    }

    /// A conversation has one time for each, the last that was decided.
    pub(super) fn await_until(&mut self, row: &Envelope, awaited: Awaited, due_at: Timestamp) {
        let (person, phone_number_id) = (PersonId(row.key_id), row.phone_number_id.clone());
        self.timers.retain(|timer| {
            (timer.person, &timer.phone_number_id, timer.awaited)
                != (person, &phone_number_id, awaited)
        });
        self.timers.push(ConversationTimer { person, phone_number_id, awaited, due_at });
    }

    pub(crate) async fn write(self, app: &App, db: &mut PgConnection) -> Result<Left, StoreError> {
        let started = tokio::time::Instant::now();
        let now = app.clock.now();
        self.write_orders(db, now).await?;
        conversation_timers::set(db, &self.timers).await?;
        media::insert(db, now, &self.media).await?;
        notices::insert(db, now, &self.notices).await?;
        app.leave(db, now, &self.events).await?;
        let pushed = turns::write(db, now, app.node.id(), self.traces).await?;
        // Rows that strangers share: locked last, and for as long as the commit takes.
        words::count(db, now, &self.words).await?;
        metrics::histogram!("realserv_record_seconds").record(started.elapsed());
        Ok(Left::events(&self.events).with_pushed(pushed))
    }

    async fn write_orders(&self, db: &mut PgConnection, now: Timestamp) -> Result<(), StoreError> {
        let orders: Vec<&Order> = self.orders.iter().collect();
        let was_offered = |order: &&Order| order.parts.iter().any(|part| !part.offers.is_empty());
        let offered: Vec<&Order> = orders.iter().copied().filter(was_offered).collect();
        if !offered.is_empty() {
            orders::lock_vendors(db, &offered).await?;
            orders::close_offers(db, now, &offered, &self.offer_ends).await?;
        }
        orders::save(db, now, &orders).await?;
        let moved: Vec<_> = self
            .orders
            .iter()
            .flat_map(|order| &order.parts)
            .filter(|part| self.moved.contains(&part.id))
            .collect();
        if !moved.is_empty() {
            orders::insert_lines(db, &moved).await?;
        }
        orders::post(db, now, &self.postings).await?;
        payees::save(db, now, &self.payees).await?;
        Ok(())
    }
}
