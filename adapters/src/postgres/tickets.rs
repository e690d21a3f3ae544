//! Tickets: somebody in the office is wanted.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{OrderId, PersonId, TicketId};
use sqlx::PgConnection;

use super::StoreError;

/// For the buyer of an order, where there is such an order.
pub async fn open_for_order(
    db: &mut PgConnection,
    now: Timestamp,
    id: TicketId,
    order: OrderId,
    about: &str,
) -> Result<(), StoreError> {
    let buyer = sqlx::query_scalar!("select buyer_id from orders where id = $1", order.0)
        .fetch_optional(&mut *db)
        .await?;
    match buyer {
        Some(buyer) => open(db, now, id, PersonId(buyer), Some(order), about).await,
        None => Ok(()),
    }
}

/// One open ticket of a person about one thing is enough: asking twice does not open two.
pub async fn open(
    db: &mut PgConnection,
    now: Timestamp,
    id: TicketId,
    person: PersonId,
    order: Option<OrderId>,
    about: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into ticket (id, person_id, order_id, about, state, opened_at)
         select $1, $2, $3, $4, 'open', $5
         where not exists (
             select from ticket
             where person_id = $2 and about = $4 and state = 'open' and order_id is not distinct from $3
         )",
        id.0,
        person.0,
        order.map(|order| order.0),
        about,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
