//! What a batch of turns writes, gathered while they decide and written one statement a table.

use jiff::Timestamp;
use realserv_adapters::postgres::conversations::{self, SavedConversation, TranscriptRow, TurnRow};
use realserv_adapters::postgres::inbox::{self, NewEvent};
use realserv_adapters::postgres::orders::{self, OfferEnd};
use realserv_adapters::postgres::outbox::{self, NewEffect};
use realserv_domain::ids::{OfferId, PartId};
use realserv_domain::ledger::Posting;
use realserv_domain::orders::Order;
use sqlx::PgConnection;

use super::TurnError;
use crate::app::App;
use crate::wake::Left;

#[derive(Default)]
pub(super) struct Record {
    pub conversations: Vec<SavedConversation>,
    pub transcript: Vec<TranscriptRow>,
    pub turns: Vec<TurnRow>,
    pub events: Vec<NewEvent>,
    pub effects: Vec<NewEffect>,
    pub orders: Vec<Order>,
    /// How offers of these orders ended, but for those that were withdrawn.
    pub offer_ends: Vec<(OfferId, OfferEnd)>,
    /// Parts whose lines are new or have another vendor.
    pub moved: Vec<PartId>,
    pub postings: Vec<Posting>,
}

impl Record {
    pub(super) async fn write(self, app: &App, db: &mut PgConnection) -> Result<Left, TurnError> {
        let now = app.clock.now();
        self.write_orders(db, now).await?;
        if !self.conversations.is_empty() {
            conversations::save(db, now, &self.conversations).await?;
        }
        conversations::keep_transcript(db, now, &self.transcript).await?;
        inbox::push(db, now, &self.events).await?;
        conversations::log_turns(db, now, &self.turns).await?;
        let pushed = outbox::push(db, now, app.node.id(), self.effects).await?;
        Ok(Left::events(&self.events).with_pushed(pushed))
    }

    async fn write_orders(&self, db: &mut PgConnection, now: Timestamp) -> Result<(), TurnError> {
        let orders: Vec<&Order> = self.orders.iter().collect();
        let was_offered = |order: &&Order| order.parts.iter().any(|part| !part.offers.is_empty());
        let offered: Vec<&Order> = orders.iter().copied().filter(was_offered).collect();
        if !offered.is_empty() {
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
        Ok(())
    }
}
