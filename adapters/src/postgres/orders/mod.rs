//! Orders. The aggregate is one versioned document in `orders.life`; the tables beside it say the same for queries and
//! constraints and are written with it, many orders in one statement a table.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{OrderId, PersonId};
use realserv_domain::orders::Order;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Parts, lines and offers.
mod parts;

/// Links, payments, refunds, postings.
mod money;

/// What was missing or broken.
mod claims;

/// What buyers and the office look for.
pub mod find;

pub use money::{payment_owner, post, refund_owner};
pub use parts::{OfferEnd, close_offers, insert_lines, lock_vendors};

/// Raised whenever the stored form of `Order` changes; old documents must still load.
const LIFE_VERSION: i16 = 1;

/// The word that serde uses for a unit variant: the same in documents and columns.
fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(one)) => one.keys().next().cloned().unwrap_or_default(),
        Ok(_) | Err(_) => String::new(),
    }
}

pub async fn load(
    db: &mut PgConnection,
    ids: &[Uuid],
) -> Result<HashMap<OrderId, Order>, StoreError> {
    let rows =
        sqlx::query!("select id, life from orders where id = any($1)", ids).fetch_all(db).await?;
    rows.into_iter().map(|row| Ok((OrderId(row.id), read(row.id, &row.life)?))).collect()
}

fn read(id: Uuid, life: &str) -> Result<Order, StoreError> {
    serde_json::from_str(life).map_err(|e| StoreError::unreadable("orders", "life", id, e))
}

/// Writes the aggregates and everything that mirrors them, except stock and ledger, which move by effects.
pub async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    if orders.is_empty() {
        return Ok(());
    }
    save_rows(&mut *db, now, orders).await?;
    parts::save(&mut *db, now, orders).await?;
    money::save(&mut *db, now, orders).await?;
    claims::save(db, now, orders).await
}

async fn save_rows(
    db: &mut PgConnection,
    now: Timestamp,
    orders: &[&Order],
) -> Result<(), StoreError> {
    let mut rows = Rows::default();
    for order in orders {
        rows.push(order)?;
    }
    sqlx::query!(
        "insert into orders (id, number, buyer_id, address_id, zone_id, method, state, attention,
                             total_paise, rating, placed_at, updated_at, life, life_version)
         select id, number, buyer_id, address_id, zone_id, method, state, attention, total_paise,
                rating, placed_at, $13, life, $14
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
                     $7::text[], $8::text[], $9::bigint[], $10::text[], $11::timestamptz[],
                     $12::text[])
             as new (id, number, buyer_id, address_id, zone_id, method, state, attention,
                     total_paise, rating, placed_at, life)
         on conflict (id) do update
         set method = excluded.method, state = excluded.state, attention = excluded.attention,
             total_paise = excluded.total_paise, rating = excluded.rating,
             updated_at = excluded.updated_at,
             life = excluded.life, life_version = excluded.life_version",
        &rows.ids,
        &rows.numbers,
        &rows.buyers,
        &rows.addresses,
        &rows.zones,
        &rows.methods,
        &rows.states,
        &rows.attentions as _,
        &rows.totals,
        &rows.ratings as _,
        &rows.placed as _,
        &rows.lives,
        now.to_sqlx() as _,
        LIFE_VERSION,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The columns of `orders`, one vector each.
#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    numbers: Vec<String>,
    buyers: Vec<Uuid>,
    addresses: Vec<Uuid>,
    zones: Vec<Uuid>,
    methods: Vec<String>,
    states: Vec<String>,
    attentions: Vec<Option<String>>,
    totals: Vec<i64>,
    ratings: Vec<Option<String>>,
    placed: Vec<jiff_sqlx::Timestamp>,
    lives: Vec<String>,
}

impl Rows {
    fn push(&mut self, order: &Order) -> Result<(), StoreError> {
        let life = serde_json::to_string(order)
            .map_err(|e| StoreError::unreadable("orders", "life", order.id, e))?;
        self.ids.push(order.id.0);
        self.numbers.push(order.number.to_string());
        self.buyers.push(order.buyer.0);
        self.addresses.push(order.site.address.0);
        self.zones.push(order.site.zone.0);
        self.methods.push(word(&order.method));
        self.states.push(word(&order.state()));
        self.attentions.push(order.attention.as_ref().map(word));
        self.totals.push(order.total_paise.get());
        self.ratings.push(order.rated.map(|rated| rated.rating.as_str().to_owned()));
        self.placed.push(order.placed_at.to_sqlx());
        self.lives.push(life);
        Ok(())
    }
}

/// A buyer's first order has a lower limit for cash.
pub async fn has_ordered(db: &mut PgConnection, buyer: PersonId) -> Result<bool, StoreError> {
    let any = sqlx::query_scalar!(
        r#"select exists (
               select from orders
               where buyer_id in (select id from person where id = $1 or merged_into = $1)
                 and state = 'delivered'
           ) as "any!""#,
        buyer.0,
    )
    .fetch_one(db)
    .await?;
    Ok(any)
}
