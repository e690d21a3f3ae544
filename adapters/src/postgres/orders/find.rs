//! Looking orders up: for buyers, for Razorpay's webhooks, for the office.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{LinkId, OrderId, PersonId, VendorId};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Order, OrderState};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{read, word};
use crate::postgres::StoreError;

/// A stretch of a buyer's orders at one of these states (at any when none is named), latest first: from where on, and
/// how many. Persons who were found to be this one count as this one.
pub async fn of_buyer(
    db: &mut PgConnection,
    buyer: PersonId,
    states: &[OrderState],
    (first, count): (usize, usize),
) -> Result<Vec<Order>, StoreError> {
    let rows = sqlx::query!(
        "select id, life
         from orders
         where buyer_id in (select id from person where id = $1 or merged_into = $1)
           and (cardinality($2::text[]) = 0 or state = any($2))
         order by placed_at desc, id desc
         offset $3 limit $4",
        buyer.0,
        &words(states),
        i64::try_from(first).unwrap_or(i64::MAX),
        i64::try_from(count).unwrap_or(i64::MAX),
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| read(row.id, &row.life)).collect()
}

/// How many `of_buyer` would have in all.
pub async fn count_of_buyer(
    db: &mut PgConnection,
    buyer: PersonId,
    states: &[OrderState],
) -> Result<usize, StoreError> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!"
           from orders
           where buyer_id in (select id from person where id = $1 or merged_into = $1)
             and (cardinality($2::text[]) = 0 or state = any($2))"#,
        buyer.0,
        &words(states),
    )
    .fetch_one(db)
    .await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

fn words(states: &[OrderState]) -> Vec<String> {
    states.iter().map(word).collect()
}

pub async fn one(db: &mut PgConnection, id: OrderId) -> Result<Option<Order>, StoreError> {
    let row =
        sqlx::query!("select id, life from orders where id = $1", id.0).fetch_optional(db).await?;
    row.map(|row| read(row.id, &row.life)).transpose()
}

/// An order, if it is this buyer's.
pub async fn one_of_buyer(
    db: &mut PgConnection,
    id: OrderId,
    buyer: PersonId,
) -> Result<Option<Order>, StoreError> {
    let row = sqlx::query!(
        "select id, life
         from orders
         where id = $1 and buyer_id in (select id from person where id = $2 or merged_into = $2)",
        id.0,
        buyer.0,
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| read(row.id, &row.life)).transpose()
}

/// Whether this buyer has placed another order since with any of these things in it, and it still stands.
pub async fn has_ordered_since(
    db: &mut PgConnection,
    buyer: PersonId,
    placed_at: Timestamp,
    skus: &[Uuid],
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        r#"select exists (
               select from orders
               join part on part.order_id = orders.id
               join order_line on order_line.part_id = part.id
               where buyer_id = $1 and placed_at > $2::timestamptz and sku_id = any($3)
                 and orders.state not in ('expired', 'cancelled')) as "found!""#,
        buyer.0,
        placed_at.to_sqlx() as _,
        skus,
    )
    .fetch_one(db)
    .await?;
    Ok(found)
}

/// Every order that is still open.
pub async fn open(db: &mut PgConnection) -> Result<Vec<OrderId>, StoreError> {
    let ids = sqlx::query_scalar!(
        "select id from orders where state = any($1) order by placed_at, id",
        &words(&OrderState::OPEN),
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(OrderId).collect())
}

/// Orders that this vendor's crews have worked for on one of these days.
pub async fn worked(
    db: &mut PgConnection,
    vendor: VendorId,
    (from, to): (Date, Date),
) -> Result<Vec<Order>, StoreError> {
    let rows = sqlx::query!(
        "select id, life
         from orders
         where id in (
             select order_id from part
             where vendor_id = $1 and state = 'delivered' and work_on between $2 and $3)
         order by placed_at, id",
        vendor.0,
        from.to_sqlx() as _,
        to.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| read(row.id, &row.life)).collect()
}

/// The link that a webhook or the callback means, by Razorpay's id or by our reference.
pub async fn link_owner(
    db: &mut PgConnection,
    provider_id: Option<&str>,
    reference: Option<&str>,
) -> Result<Option<(OrderId, LinkId)>, StoreError> {
    let row = sqlx::query!(
        "select id, order_id
         from payment_link
         where provider_id = $1 or reference = $2
         limit 1",
        provider_id,
        reference,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (OrderId(row.order_id), LinkId(row.id))))
}

/// What the office filters by; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<String>,
    pub buyer: Option<Uuid>,
    pub vendor: Option<Uuid>,
    pub number: Option<String>,
    pub needs_attention: bool,
    /// As its buyer found it.
    pub rating: Option<String>,
    /// Exclusive, by (placed_at, id): the cursor of a page.
    pub before: Option<(Timestamp, Uuid)>,
}

/// A row of the list.
#[derive(Debug)]
pub enum Listed {
    Order(Box<Order>),
    /// Its document cannot be read: what the columns beside it tell.
    Unreadable(Box<Unreadable>),
}

#[derive(Debug)]
pub struct Unreadable {
    pub id: OrderId,
    pub number: String,
    pub buyer: PersonId,
    pub method: String,
    pub state: String,
    pub attention: Option<String>,
    pub total_paise: Paise,
    pub placed_at: Timestamp,
    pub why: StoreError,
}

impl Listed {
    /// By which the list is ordered.
    #[must_use]
    pub fn place(&self) -> (Timestamp, Uuid) {
        match self {
            Self::Order(order) => (order.placed_at, order.id.0),
            Self::Unreadable(row) => (row.placed_at, row.id.0),
        }
    }
}

/// Latest first. A document that cannot be read is one row's trouble, not the page's.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let (before_at, before_id) =
        filter.before.map_or((None, None), |(at, id)| (Some(at), Some(id)));
    let rows = sqlx::query!(
        "select id, number, buyer_id, method, state, attention, total_paise, placed_at, life
         from orders
         where ($1::text is null or state = $1)
           and ($2::uuid is null or buyer_id = $2)
           and ($3::uuid is null or exists (
               select from part where part.order_id = orders.id and part.vendor_id = $3))
           and ($4::text is null or number = $4)
           and (not $5 or attention is not null)
           and ($9::text is null or rating = $9)
           and ($6::timestamptz is null or (placed_at, id) < ($6, $7::uuid))
         order by placed_at desc, id desc
         limit $8",
        filter.state,
        filter.buyer,
        filter.vendor,
        filter.number,
        filter.needs_attention,
        before_at.map(ToSqlx::to_sqlx) as _,
        before_id,
        limit,
        filter.rating,
    )
    .fetch_all(db)
    .await?;
    let listed = rows.into_iter().map(|row| match read(row.id, &row.life) {
        Ok(order) => Listed::Order(Box::new(order)),
        Err(why) => Listed::Unreadable(Box::new(Unreadable {
            id: OrderId(row.id),
            number: row.number,
            buyer: PersonId(row.buyer_id),
            method: row.method,
            state: row.state,
            attention: row.attention,
            total_paise: Paise::new(row.total_paise),
            placed_at: row.placed_at.to_jiff(),
            why,
        })),
    });
    Ok(listed.collect())
}
