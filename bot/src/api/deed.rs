//! An act of the office by POST: done once for each `Idempotency-Key`, as an event for whom it concerns, with its audit row,
//! all in the caller's transaction. What may be asked, and what is answered, each resource says itself.

use realserv_adapters::postgres::inbox::{KeyKind, NewEvent};
use serde::Serialize;
use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use super::act::{Act, Asker};
use super::once::{OnceKey, Sight};
use super::problem::Problem;
use crate::app::App;

pub(super) struct Deed<'a> {
    pub app: &'a App,
    pub asker: &'a Asker,
    pub key: &'a OnceKey,
    /// `order.refund`
    pub action: &'static str,
    /// What it is done to, as the audit log names it: `order`, and its id.
    pub on: (&'static str, Uuid),
    /// The body as it was sent; null where there is none.
    pub asked: Value,
}

impl Deed<'_> {
    /// Notes the key. False: it was done before, and is only answered again.
    pub(super) async fn is_new(&self, db: &mut PgConnection) -> Result<bool, Problem> {
        let what = format!("{} {} {}", self.action, self.on.1, self.asked);
        Ok(self.key.note(db, self.app, &what).await? == Sight::First)
    }

    /// Puts an event into the inbox of whoever decides. Its id, by which it can be found in the log.
    pub(super) async fn tell<E: Serialize>(
        &self,
        db: &mut PgConnection,
        (key_kind, key_id): (KeyKind, Uuid),
        phone_number_id: String,
        event: &E,
    ) -> Result<Uuid, Problem> {
        let event = NewEvent {
            id: self.key.event(self.asker.request),
            key_kind,
            key_id,
            phone_number_id,
            event: serde_json::to_string(event).map_err(Problem::broken)?,
            correlation_id: self.asker.correlation_id.clone(),
        };
        let id = event.id;
        self.app.leave(db, self.app.clock.now(), &[event]).await?;
        Ok(id)
    }

    pub(super) async fn write_down(
        &self,
        db: &mut PgConnection,
        detail: Value,
    ) -> Result<(), Problem> {
        let subject = format!("{}:{}", self.on.0, self.on.1);
        Act { action: self.action, subject, detail }.write(db, self.app, self.asker).await
    }
}
