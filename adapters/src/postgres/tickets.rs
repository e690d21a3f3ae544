//! Tickets: somebody in the office is wanted.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{OrderId, PersonId, TicketId};
use sqlx::PgConnection;

use super::StoreError;

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
