//! Turns of orders: load the aggregate, let its life decide, gather what it wants written.

use std::collections::HashMap;

use jiff::{Timestamp, Zoned};
use realserv_adapters::postgres::inbox::{KeyKind, Received};
use realserv_adapters::postgres::orders::OfferEnd;
use realserv_adapters::postgres::outbox::{Channel, NewEffect};
use realserv_adapters::postgres::{self, stock};
use realserv_domain::ids::{EffectId, Minter, OfferId, OrderId, PersonId};
use realserv_domain::orders::{self, Answer, Ctx, Effect, Order, OrderEvent, Rest, Step, Timer};
use sqlx::PgConnection;
use tracing::Instrument;
use uuid::Uuid;

use super::event::{Asking, PersonEvent, Told};
use super::record::Record;
use super::work::{self, read};
use super::{TurnError, reserving, span};
use crate::app::App;

/// See `rounds::MOST_ROUNDS`.
const MOST_ROUNDS: usize = 4;

pub(super) async fn decide(
    app: &App,
    db: &mut PgConnection,
    events: &[&Received],
) -> Result<Record, TurnError> {
    let ids: Vec<Uuid> = events.iter().map(|event| event.envelope.key_id).collect();
    let orders = postgres::orders::load(db, &ids).await?;
    let mut room = Room { app, now: app.clock.today(), orders, record: Record::default() };
    let read = |one: &&Received| read("event", one.envelope.key_id, &one.event);
    let told: Vec<OrderEvent> = events.iter().map(read).collect::<Result<_, _>>()?;
    room.lock_ahead(db, events, &told).await?;
    for (received, event) in events.iter().zip(told) {
        let span = span(KeyKind::Order, &received.envelope);
        room.turn(db, received, event).instrument(span).await?;
    }
    Ok(room.finish())
}

type Work<'a> = work::Work<'a, Answer, Effect>;

/// What a batch of turns shares.
struct Room<'a> {
    app: &'a App,
    now: Zoned,
    orders: HashMap<OrderId, Order>,
    record: Record,
}

impl Room<'_> {
    /// The stock that these turns may move, of all their orders at once: each would lock its own, in the order of the batch.
    async fn lock_ahead(
        &self,
        db: &mut PgConnection,
        events: &[&Received],
        told: &[OrderEvent],
    ) -> Result<(), TurnError> {
        let orders = events.iter().map(|one| self.orders.get(&OrderId(one.envelope.key_id)));
        let moving = orders.zip(told).filter_map(|(order, event)| {
            order.filter(|order| event.may_move_stock() || order.ended.is_some())
        });
        let parts: Vec<Uuid> =
            moving.flat_map(|order| &order.parts).map(|part| part.id.0).collect();
        if !parts.is_empty() {
            stock::lock_ahead(db, &[], &parts).await?;
        }
        Ok(())
    }

    async fn turn(
        &mut self,
        db: &mut PgConnection,
        waiting: &Received,
        event: OrderEvent,
    ) -> Result<(), TurnError> {
        let row = &waiting.envelope;
        let id = OrderId(row.key_id);
        let order = self.orders.remove(&id).ok_or(TurnError::Missing { key: row.key_id })?;
        let event = as_the_buyer(db, event, order.buyer).await?;
        let (before, attention) = (order.state(), order.attention);
        let mut work = Work::new(self.app, row);
        // An answer to an offer that is not open ends nothing, whatever it says.
        let answered =
            offer_end(&event, &order).filter(|(offer, _)| order.part_of_offer(*offer).is_some());
        let order = self.run(db, &mut work, order, event).await?;
        let ended = answered.filter(|(offer, _)| order.part_of_offer(*offer).is_none());
        self.record.offer_ends.extend(ended);
        let after = order.state();
        if before != after {
            tracing::info!(order.number = %order.number, from = ?before, to = ?after, "order moved on");
        }
        if let Some(why) = order.attention.filter(|why| attention != Some(*why)) {
            tracing::warn!(order.number = %order.number, attention = ?why, "an order needs a person");
        }
        self.record.traces.turns.push(work.log(KeyKind::Order, waiting.event.clone())?);
        self.orders.insert(id, order);
        Ok(())
    }

    /// Steps, answering what is asked, until nothing is asked any more.
    async fn run(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        order: Order,
        event: OrderEvent,
    ) -> Result<Order, TurnError> {
        let decide = |order, ctx: &mut Ctx<'_>| orders::step(order, event, ctx);
        let mut step = self.step(order, &mut work.mint, decide);
        for _ in 0..=MOST_ROUNDS {
            self.carry_out(db, work, &step.order, step.effects).await?;
            if step.asks.is_empty() {
                return Ok(step.order);
            }
            let mut order = step.order;
            let (mut asks, mut effects) = (Vec::new(), Vec::new());
            for ask in step.asks {
                let answer = reserving::answer(self.app, db, &order, ask, &mut self.record).await?;
                self.record.tell_of_low(self.app, work)?;
                if let Answer::Moved { part, .. } = &answer {
                    self.record.moved.push(*part);
                }
                work.answers.push(answer.clone());
                let decide = |order, ctx: &mut Ctx<'_>| orders::answered(order, answer, ctx);
                let next = self.step(order, &mut work.mint, decide);
                order = next.order;
                asks.extend(next.asks);
                effects.extend(next.effects);
            }
            step = Step { order, asks, effects };
        }
        Err(TurnError::TooManyRounds { key: work.row.key_id })
    }

    fn step(
        &self,
        order: Order,
        mint: &mut Minter,
        decide: impl FnOnce(Order, &mut Ctx<'_>) -> Step,
    ) -> Step {
        let terms = self.app.settings.snapshot();
        let mut ctx = Ctx { now: &self.now, terms: &terms, mint };
        decide(order, &mut ctx)
    }

    async fn carry_out(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        order: &Order,
        effects: Vec<Effect>,
    ) -> Result<(), TurnError> {
        let row = work.row;
        for effect in effects {
            work.effects.push(effect.clone());
            match effect {
                // Stock moves at once: an ask that follows must see it.
                Effect::ReleaseStock { part } => stock::release(db, &[part.0]).await?,
                Effect::DeductStock { part } => stock::deduct(db, &[part.0]).await?,
                Effect::HoldLess { part } => {
                    reserving::hold_less(db, order, part).await?;
                    self.record.moved.push(part);
                }
                Effect::TakeBack { part, listing, quantity, rest } => {
                    let is_lost = rest == Rest::Lost;
                    stock::take_back(db, part, listing, quantity, is_lost).await?;
                }
                Effect::LinesChanged { part } => self.record.moved.push(part),
                Effect::ReturnStock { part } => stock::give_back(db, &[part.0]).await?,
                Effect::Post(posting) => self.record.postings.push(posting),
                // Said by the turn, which knows the order.
                Effect::RaiseAlarm { .. } => {
                    metrics::counter!("realserv_orders_needing_attention_total").increment(1);
                }
                Effect::Tell { to, fact } => {
                    let told = Told { fact, told_by: Some(OrderId(row.key_id)) };
                    let told = work.document("fact", &PersonEvent::Told(told))?;
                    let number = self.app.number_for(&row.phone_number_id);
                    self.record.events.push(work.tell(KeyKind::Person, to.0, number, told));
                }
                Effect::SetTimer { timer, at } => {
                    let body = work.document("timer", &OrderEvent::Due { timer })?;
                    self.push(work, Channel::Timer, row.key_id, at, body);
                }
                Effect::Razorpay(call) => {
                    let order = OrderId(row.key_id);
                    let lane = call.lane(order);
                    let body = work.document("call", &Asking { order, call })?;
                    self.push(work, Channel::Razorpay, lane, self.now.timestamp(), body);
                }
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        work: &mut Work<'_>,
        channel: Channel,
        lane: Uuid,
        due_at: Timestamp,
        body: String,
    ) {
        let row = work.row;
        let id: EffectId = work.mint.id();
        self.record.traces.effects.push(NewEffect {
            id: id.0,
            channel,
            lane,
            phone_number_id: row.phone_number_id.clone(),
            body,
            due_at,
            correlation_id: row.correlation_id.clone(),
            to: None,
        });
    }

    fn finish(mut self) -> Record {
        self.record.orders.extend(self.orders.into_values());
        self.record
    }
}

/// An order knows its buyer as he was when he placed it; whoever was found to be the same person since may decide too.
async fn as_the_buyer(
    db: &mut PgConnection,
    mut event: OrderEvent,
    buyer: PersonId,
) -> Result<OrderEvent, TurnError> {
    if let Some(by) = event.buyer_mut()
        && *by != buyer
        && postgres::people::are_one(db, *by, buyer).await?
    {
        *by = buyer;
    }
    Ok(event)
}

/// Which open offer this event may end, and how; whatever else closes one withdraws it.
fn offer_end(event: &OrderEvent, order: &Order) -> Option<(OfferId, OfferEnd)> {
    match event {
        OrderEvent::CounterAccepted { part, .. } => {
            Some((order.part(*part)?.open_offer()?, OfferEnd::Accepted))
        }
        OrderEvent::OfferAccepted { offer, .. } | OrderEvent::DearerAsked { offer, .. } => {
            Some((*offer, OfferEnd::Accepted))
        }
        OrderEvent::OfferRejected { offer, .. } => Some((*offer, OfferEnd::Rejected)),
        OrderEvent::Due { timer: Timer::OfferEnds { offer } } => Some((*offer, OfferEnd::Lapsed)),
        _ => None,
    }
}
