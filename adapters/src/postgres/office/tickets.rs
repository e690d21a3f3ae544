//! Tickets as the office works on them.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{MediaId, OrderId, PersonId, TicketId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

#[derive(Clone, Debug)]
pub struct TicketRow {
    pub id: TicketId,
    pub person: PersonId,
    pub person_name: Option<String>,
    /// As stored: mask it before anybody sees it.
    pub phone: Option<String>,
    pub order: Option<OrderId>,
    pub order_number: Option<String>,
    pub about: String,
    pub state: String,
    pub media: Vec<MediaId>,
    pub opened_at: Timestamp,
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub person: Option<PersonId>,
    pub state: Option<String>,
    /// Where the page begins: the last row of the one before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// Oldest first: who has waited longest is next.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<TicketRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select ticket.id, ticket.person_id, person.name as person_name, person.phone,
                  ticket.order_id, orders.number as "order_number?", ticket.about, ticket.state,
                  ticket.opened_at,
                  array(
                      select media.id from media where media.ticket_id = ticket.id order by media.sent_at, media.id
                  ) as "media!"
           from ticket
           join person on person.id = ticket.person_id
           left join orders on orders.id = ticket.order_id
           where ($1::uuid is null or ticket.id = $1)
             and ($2::text is null or ticket.state = $2)
             and ($6::uuid is null or ticket.person_id = $6)
             and ($3::timestamptz is null or (ticket.opened_at, ticket.id) > ($3, $4::uuid))
           order by ticket.opened_at, ticket.id
           limit $5"#,
        filter.id,
        filter.state,
        filter.after.map(|(at, _)| at.to_sqlx()) as _,
        filter.after.map(|(_, id)| id),
        limit,
        filter.person.map(|person| person.0),
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| TicketRow {
        id: TicketId(row.id),
        person: PersonId(row.person_id),
        person_name: row.person_name,
        phone: row.phone,
        order: row.order_id.map(OrderId),
        order_number: row.order_number,
        about: row.about,
        state: row.state,
        media: row.media.into_iter().map(MediaId).collect(),
        opened_at: row.opened_at.to_jiff(),
    });
    Ok(rows.collect())
}

pub async fn one(db: &mut PgConnection, id: TicketId) -> Result<Option<TicketRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// Of what this person waits for, the one thing that waits longest.
pub async fn longest_open(
    db: &mut PgConnection,
    person: PersonId,
) -> Result<Option<TicketRow>, StoreError> {
    let state = Some("open".to_owned());
    let filter = Filter { person: Some(person), state, ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// Whether it was open until now.
pub async fn close(db: &mut PgConnection, id: TicketId) -> Result<bool, StoreError> {
    let closed =
        sqlx::query!("update ticket set state = 'closed' where id = $1 and state = 'open'", id.0)
            .execute(db)
            .await?;
    Ok(closed.rows_affected() == 1)
}
