//! How processes tell each other that there is work: PostgreSQL's NOTIFY, heard when the transaction commits. Only a hint;
//! whoever misses one finds the work by looking.
//!
//! Commits with a NOTIFY go through one lock of the whole server, one after the other. So nobody calls who does the work
//! itself.

use sqlx::postgres::PgListener;
use sqlx::{PgConnection, PgPool};

use super::StoreError;
use super::inbox::KeyKind;

const CHANNEL: &str = "realserv_inbox";

/// Calls with this transaction's commit whoever works on keys of this kind.
pub async fn call(db: &mut PgConnection, kind: KeyKind) -> Result<(), StoreError> {
    sqlx::query!("select pg_notify($1, $2)", CHANNEL, kind.as_str()).execute(db).await?;
    Ok(())
}

/// Hears the calls, over a connection of its own.
pub struct Listener(PgListener);

impl Listener {
    pub async fn open(pool: &PgPool) -> Result<Self, StoreError> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// The next call. None: of all kinds, because the connection was lost and so perhaps were calls.
    pub async fn next(&mut self) -> Result<Option<KeyKind>, StoreError> {
        let call = self.0.try_recv().await?;
        let kinds = KeyKind::ALL;
        Ok(call.and_then(|call| kinds.into_iter().find(|kind| kind.as_str() == call.payload())))
    }
}
