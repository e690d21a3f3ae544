//! One turn under way, whoever's it is: the event's row, the ids drawn from it, and what has to be remembered.

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::conversations::TurnRow;
use realserv_adapters::postgres::inbox::{Envelope, KeyKind, NewEvent};
use realserv_adapters::postgres::tickets::Moment;
use realserv_domain::ids::{Minter, OrderId, TurnId};
use realserv_domain::orders::{OrderEvent, Terms};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::TurnError;
use crate::app::App;

/// `A` is what the turn can learn, `E` what it can have done: those of a conversation or those of an order.
pub(super) struct Work<'a, A, E> {
    pub row: &'a Envelope,
    pub mint: Minter,
    turn: TurnId,
    pub answers: Vec<A>,
    pub effects: Vec<E>,
    /// The order that a person's turn is about, as far as that is seen: what is said in it is said for that.
    pub about: Option<OrderId>,
}

impl<'a, A: Serialize, E: Serialize> Work<'a, A, E> {
    pub(super) fn new(app: &App, row: &'a Envelope) -> Self {
        let mut mint = minter(app, row);
        let turn = mint.id();
        Self { row, turn, mint, answers: Vec::new(), effects: Vec::new(), about: None }
    }

    /// An event for an order, heard in this same transaction.
    pub(super) fn tell_order(
        &mut self,
        order: OrderId,
        event: &OrderEvent,
    ) -> Result<NewEvent, TurnError> {
        let event = self.document("event", event)?;
        let number = self.row.phone_number_id.clone();
        Ok(self.tell(KeyKind::Order, order.0, number, event))
    }

    pub(super) fn tell(
        &mut self,
        key_kind: KeyKind,
        key_id: Uuid,
        phone_number_id: String,
        event: String,
    ) -> NewEvent {
        let correlation_id = self.row.correlation_id.clone();
        NewEvent { id: self.mint.id(), key_kind, key_id, phone_number_id, event, correlation_id }
    }

    pub(super) fn document<T: Serialize>(
        &self,
        what: &'static str,
        value: &T,
    ) -> Result<String, TurnError> {
        document(what, self.row.key_id, value)
    }

    /// What the turn saw, learned and decided, for replay.
    pub(super) fn log(self, key_kind: KeyKind, event: String) -> Result<TurnRow, TurnError> {
        Ok(TurnRow {
            id: self.turn.0,
            key_kind,
            key_id: self.row.key_id,
            event,
            answers: self.document("answers", &self.answers)?,
            effects: self.document("effects", &self.effects)?,
            correlation_id: self.row.correlation_id.clone(),
            facts: None,
            state: None,
        })
    }
}

/// Now, and since when a ticket that was solved opens again.
pub(super) fn moment(now: Timestamp, terms: &Terms) -> Moment {
    let days = SignedDuration::from_hours(24 * i64::from(terms.ticket_days));
    Moment { now, reopen_since: now.checked_sub(days).unwrap_or(now) }
}

/// The same event draws the same ids, however often it is tried.
pub(super) fn minter(app: &App, row: &Envelope) -> Minter {
    let millis = u64::try_from(row.received_at.as_millisecond()).unwrap_or(0);
    Minter::new(app.secret, row.id, millis)
}

pub(super) fn read<T: DeserializeOwned>(
    what: &'static str,
    key: Uuid,
    text: &str,
) -> Result<T, TurnError> {
    serde_json::from_str(text).map_err(|source| TurnError::Unreadable { what, key, source })
}

pub(super) fn document<T: Serialize>(
    what: &'static str,
    key: Uuid,
    value: &T,
) -> Result<String, TurnError> {
    serde_json::to_string(value).map_err(|source| TurnError::Unreadable { what, key, source })
}
