//! What stands beside an order's aggregate: its postings and the log of its turns.

use jiff::Timestamp;
use realserv_domain::ids::OrderId;
use realserv_domain::money::Paise;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// An entry of the ledger with its posting.
#[derive(Clone, Debug)]
pub struct EntryRow {
    pub posting: i64,
    pub cause: String,
    pub at: Timestamp,
    pub account: String,
    pub party: Option<Uuid>,
    /// Positive: debit. Negative: credit.
    pub amount_paise: Paise,
}

/// In the order in which they were posted.
pub async fn postings(db: &mut PgConnection, order: OrderId) -> Result<Vec<EntryRow>, StoreError> {
    let rows = sqlx::query!(
        "select posting.id, posting.cause, posting.at, entry.account, entry.party, entry.amount_paise
         from ledger_posting as posting
         join ledger_entry as entry on entry.posting_id = posting.id
         where posting.order_id = $1
         order by posting.id, entry.position",
        order.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| EntryRow {
        posting: row.id,
        cause: row.cause,
        at: row.at.to_jiff(),
        account: row.account,
        party: row.party,
        amount_paise: Paise::new(row.amount_paise),
    });
    Ok(rows.collect())
}

/// A turn of an order: documents that the caller reads and shows without what is personal in them.
#[derive(Clone, Debug)]
pub struct TurnRow {
    pub at: Timestamp,
    pub id: Uuid,
    pub event: String,
    pub effects: String,
    pub correlation_id: String,
}

/// The latest turns of an order, oldest first.
pub async fn turns(
    db: &mut PgConnection,
    order: OrderId,
    limit: i64,
) -> Result<Vec<TurnRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select at, id, event, effects, correlation_id
           from turn_log
           where key_id = $1 and key_kind = 'order'
           order by at desc, id desc
           limit $2"#,
        order.0,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().rev().map(|row| TurnRow {
        at: row.at.to_jiff(),
        id: row.id,
        event: row.event,
        effects: row.effects,
        correlation_id: row.correlation_id,
    });
    Ok(rows.collect())
}
