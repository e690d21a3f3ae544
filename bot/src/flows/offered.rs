//! Whether the form of a site is offered: an account has it, and WhatsApp lets it be sent. In memory, because every turn looks at
//! it; the tables know what Meta said last.

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::flows::{self, FlowStatus};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::follow::{Snapshot, follow};

/// Meta's word for a form that may be sent.
pub const PUBLISHED: &str = "PUBLISHED";

/// A throttled form may be sent ten times an hour (whatsapp.md 10.4).
const REST: SignedDuration = SignedDuration::from_hours(1);

/// The word for a form that a message was refused for, until Meta says which it is.
const REFUSED: &str = "REFUSED";

pub struct SiteForm {
    /// WhatsApp's id; none where no form is configured.
    flow: Option<String>,
    may_be_sent: Snapshot<bool>,
    clock: Clock,
}

impl SiteForm {
    pub async fn load(
        pool: &PgPool,
        flow: Option<String>,
        clock: Clock,
    ) -> Result<Self, StoreError> {
        let form = Self { flow, may_be_sent: Snapshot::new(false), clock };
        form.refresh(pool).await?;
        Ok(form)
    }

    #[must_use]
    pub fn is_configured(&self) -> bool {
        self.flow.is_some()
    }

    #[must_use]
    pub fn is(&self, flow: &str) -> bool {
        self.flow.as_deref() == Some(flow)
    }

    /// WhatsApp's id of the form, where it is offered now.
    #[must_use]
    pub fn offered(&self) -> Option<String> {
        self.flow.clone().filter(|_| *self.may_be_sent.get())
    }

    pub async fn refresh(&self, pool: &PgPool) -> Result<(), StoreError> {
        if self.flow.is_none() {
            return Ok(());
        }
        let mut db = pool.acquire().await?;
        self.read(&mut db).await
    }

    async fn read(&self, db: &mut PgConnection) -> Result<(), StoreError> {
        let Some(flow) = &self.flow else { return Ok(()) };
        let status = flows::status(db, flow).await?;
        self.may_be_sent.put(may_be_sent(status.as_ref(), self.clock.now()));
        Ok(())
    }

    /// A message with it was refused.
    pub async fn rest(&self, pool: &PgPool, flow: &str) -> Result<(), StoreError> {
        let now = self.clock.now();
        let until = now.checked_add(REST).unwrap_or(now);
        let mut db = pool.acquire().await?;
        flows::rest(&mut db, now, (flow, REFUSED), until).await?;
        self.read(&mut db).await
    }

    /// Follows the table until told to stop.
    pub async fn follow(&self, pool: &PgPool, stop: CancellationToken) {
        follow("form of a site", stop, || self.refresh(pool)).await;
    }
}

/// Of whose form Meta never spoke, it was published before we listened.
fn may_be_sent(status: Option<&FlowStatus>, now: Timestamp) -> bool {
    status.is_none_or(|status| {
        status.status == PUBLISHED || status.rests_until.is_some_and(|until| until <= now)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_published_or_has_rested_is_offered() {
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let (before, later) = (now - SignedDuration::from_mins(1), now + REST);
        for (status, rests_until, offered) in [
            ("PUBLISHED", None, true),
            ("BLOCKED", None, false),
            ("THROTTLED", None, false),
            ("DEPRECATED", None, false),
            ("SOMETHING_NEW", None, false),
            (REFUSED, Some(later), false),
            (REFUSED, Some(before), true),
        ] {
            let said = FlowStatus { status: status.to_owned(), rests_until };
            assert_eq!(may_be_sent(Some(&said), now), offered, "{status}");
        }
        assert!(may_be_sent(None, now));
    }
}
