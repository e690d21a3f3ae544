//! Turns of vendors' money: load the account, close a cycle out of the ledger where one ends, let the account decide, gather
//! what it wants written.

use std::collections::{HashMap, VecDeque};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};
use realserv_adapters::postgres::inbox::{KeyKind, Received};
use realserv_adapters::postgres::outbox::{Channel, NewEffect};
use realserv_adapters::postgres::payees::{self, KnownPayee};
use realserv_adapters::postgres::{accounts, orders, settlements, tickets};
use realserv_domain::ids::{EffectId, VendorId};
use realserv_domain::orders::Fact;
use realserv_domain::settlements::{
    Ctx, PayeeEffect, PayeeEvent, PayoutCall, Settlement, cut, step,
};
use sqlx::PgConnection;
use tracing::Instrument;
use uuid::Uuid;

use super::event::{PayoutAsking, PersonEvent, Told};
use super::record::Record;
use super::work::{self, read};
use super::{TurnError, span};
use crate::app::App;

pub(super) async fn decide(
    app: &App,
    db: &mut PgConnection,
    events: &[&Received],
) -> Result<Record, TurnError> {
    let ids: Vec<Uuid> = events.iter().map(|event| event.envelope.key_id).collect();
    let payees = payees::load(db, &ids).await?;
    let now = app.clock.today();
    let mut room = Room { app, now, payees, record: Record::default() };
    for received in events {
        let span = span(KeyKind::Vendor, &received.envelope);
        room.turn(db, received).instrument(span).await?;
    }
    room.record.payees = room.payees.into_values().map(|known| known.payee).collect();
    Ok(room.record)
}

type Work<'a> = work::Work<'a, PayeeEvent, PayeeEffect>;

/// What a batch of turns shares.
struct Room<'a> {
    app: &'a App,
    now: Zoned,
    payees: HashMap<VendorId, KnownPayee>,
    record: Record,
}

impl Room<'_> {
    async fn turn(&mut self, db: &mut PgConnection, received: &Received) -> Result<(), TurnError> {
        let key = received.envelope.key_id;
        let vendor = VendorId(key);
        let event: PayeeEvent = read("event", key, &received.event)?;
        let mut known = self.payees.remove(&vendor).ok_or(TurnError::Missing { key })?;
        let mut work = Work::new(self.app, &received.envelope);
        let mut waiting = VecDeque::from([event]);
        while let Some(event) = waiting.pop_front() {
            let owed_paise = accounts::of_vendor(db, vendor).await?.net() - self.posted(vendor);
            let terms = self.app.settings.snapshot();
            let mut ctx = Ctx {
                now: &self.now,
                terms: &terms,
                kyc: known.kyc,
                name: &known.name,
                owed_paise,
                can_pay: self.app.payer.is_some(),
                mint: &mut work.mint,
            };
            let step = step(known.payee, event, &mut ctx);
            known.payee = step.payee;
            for effect in step.effects {
                work.effects.push(effect.clone());
                if let PayeeEffect::Close { before } = effect {
                    let closed = self.close(db, &mut work, &known, before).await?;
                    work.answers.push(closed.clone());
                    waiting.push_back(closed);
                } else {
                    self.carry_out(db, &mut work, &known, effect).await?;
                }
            }
        }
        self.record.traces.turns.push(work.log(KeyKind::Vendor, received.event.clone())?);
        self.payees.insert(vendor, known);
        Ok(())
    }

    /// What this batch posts to a vendor's account and the tables do not have yet.
    fn posted(&self, vendor: VendorId) -> realserv_domain::money::Paise {
        let account = realserv_domain::ledger::Account::Vendor(vendor);
        let entries = self.record.postings.iter().flat_map(|posting| posting.entries());
        entries.filter(|entry| entry.account == account).map(|entry| entry.amount_paise).sum()
    }

    /// The rows of the ledger before that day that are in no settlement yet become one.
    async fn close(
        &self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        known: &KnownPayee,
        before: Date,
    ) -> Result<PayeeEvent, TurnError> {
        let (vendor, nothing) = (known.payee.vendor, PayeeEvent::Closed { settlement: None });
        let to = before.checked_sub(1.day()).unwrap_or(before);
        if known.payee.settled_to.is_some_and(|day| day >= to) {
            return Ok(nothing);
        }
        let zone = self.now.time_zone();
        let found = settlements::unsettled(db, vendor, cut(&self.now, before), zone).await?;
        if found.is_empty() {
            return Ok(nothing);
        }
        let from = settlements::begins(known.payee.settled_to, &found, to);
        let (postings, rows): (Vec<i64>, Vec<_>) = found.into_iter().unzip();
        let id = work.mint.id();
        let settlement = Settlement::of(id, vendor, (from, to), known.payee.closed, &rows);
        // Posted here and not with the rest: it is in its own settlement.
        let now = self.now.timestamp();
        orders::post(db, now, settlement.posting(&rows).as_slice()).await?;
        settlements::write(db, now, &settlement, &postings).await?;
        metrics::counter!("realserv_settlements_total").increment(1);
        tracing::info!(
            vendor.id = %vendor,
            closing_paise = settlement.closing_paise.get(),
            postings = postings.len(),
            "a vendor's cycle is closed",
        );
        Ok(PayeeEvent::Closed { settlement: Some(Box::new(settlement)) })
    }

    async fn carry_out(
        &mut self,
        db: &mut PgConnection,
        work: &mut Work<'_>,
        known: &KnownPayee,
        effect: PayeeEffect,
    ) -> Result<(), TurnError> {
        let now = self.now.timestamp();
        let vendor = known.payee.vendor;
        match effect {
            PayeeEffect::Close { .. } => {}
            PayeeEffect::Post { posting } => self.record.postings.push(posting),
            PayeeEffect::Call { call } => self.call(work, vendor, call)?,
            PayeeEffect::SetTimer { timer, at } => {
                let body = work.document("timer", &PayeeEvent::Due { timer })?;
                self.push(work, Channel::Timer, vendor.0, at, body);
            }
            PayeeEffect::Tell { news } => {
                let fact = Fact::Payee { news };
                let told =
                    work.document("fact", &PersonEvent::Told(Told { fact, told_by: None }))?;
                let number = self.app.number_for(&work.row.phone_number_id);
                self.record.events.push(work.tell(KeyKind::Person, known.person.0, number, told));
            }
            PayeeEffect::Alarm { alarm } => {
                let about = alarm.as_str();
                tracing::warn!(vendor.id = %vendor, about, "a vendor's money needs a person");
                metrics::counter!("realserv_payout_alarms_total", "about" => about).increment(1);
                let new = tickets::NewTicket {
                    id: work.mint.id(),
                    person: known.person,
                    order: None,
                    phone_number_id: None,
                    about,
                };
                let moment = work::moment(now, &self.app.settings.snapshot());
                tickets::open(db, moment, &new).await?;
            }
        }
        Ok(())
    }

    fn call(
        &mut self,
        work: &mut Work<'_>,
        vendor: VendorId,
        call: PayoutCall,
    ) -> Result<(), TurnError> {
        let lane = call.lane();
        let body = work.document("call", &PayoutAsking { vendor, call })?;
        self.push(work, Channel::Payouts, lane, self.now.timestamp(), body);
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
