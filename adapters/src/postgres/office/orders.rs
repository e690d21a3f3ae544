//! What stands beside an order's aggregate: its money, its postings and the log of its turns. All of it is readable
//! where the aggregate is not.

use jiff::Timestamp;
use realserv_domain::ids::OrderId;
use realserv_domain::money::Paise;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

/// An order as its own columns tell it.
#[derive(Clone, Debug)]
pub struct HeadRow {
    pub number: String,
    pub state: String,
}

pub async fn head(db: &mut PgConnection, order: OrderId) -> Result<Option<HeadRow>, StoreError> {
    let row = sqlx::query_as!(HeadRow, "select number, state from orders where id = $1", order.0)
        .fetch_optional(db)
        .await?;
    Ok(row)
}

#[derive(Clone, Debug)]
pub struct LinkRow {
    pub id: Uuid,
    pub reference: String,
    pub amount_paise: Paise,
    pub status: String,
    pub expires_at: Timestamp,
    pub provider_id: Option<String>,
    pub short_url: Option<String>,
}

/// In the order in which they were made.
pub async fn links(db: &mut PgConnection, order: OrderId) -> Result<Vec<LinkRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, reference, amount_paise, status, expires_at, provider_id, short_url
         from payment_link
         where order_id = $1
         order by attempt",
        order.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| LinkRow {
        id: row.id,
        reference: row.reference,
        amount_paise: Paise::new(row.amount_paise),
        status: row.status,
        expires_at: row.expires_at.to_jiff(),
        provider_id: row.provider_id,
        short_url: row.short_url,
    });
    Ok(rows.collect())
}

#[derive(Clone, Debug)]
pub struct PaymentRow {
    pub provider_id: String,
    pub amount_paise: i64,
    pub status: String,
    pub method: String,
    pub fee_paise: i64,
    pub fee_tax_paise: i64,
}

/// In the order in which they were seen.
pub async fn payments(
    db: &mut PgConnection,
    order: OrderId,
) -> Result<Vec<PaymentRow>, StoreError> {
    let rows = sqlx::query_as!(
        PaymentRow,
        "select provider_id, amount_paise, status, method, fee_paise, fee_tax_paise
         from payment
         where order_id = $1
         order by seen_at, provider_id",
        order.0,
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

#[derive(Clone, Debug)]
pub struct RefundRow {
    pub id: Uuid,
    pub payment_id: String,
    pub amount_paise: i64,
    pub why: String,
    pub status: String,
    pub provider_id: Option<String>,
}

/// In the order of their ids, which is that of their making.
pub async fn refunds(db: &mut PgConnection, order: OrderId) -> Result<Vec<RefundRow>, StoreError> {
    let rows = sqlx::query_as!(
        RefundRow,
        "select id, payment_id, amount_paise, why, status, provider_id
         from refund
         where order_id = $1
         order by id",
        order.0,
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

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
