//! Tickets: somebody in the office is wanted. What turns write; the office's own acts are in `office::tickets`.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{OrderId, PersonId, TicketId, TicketNumber};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// A wish for a person of the office.
#[derive(Clone, Debug)]
pub struct NewTicket<'a> {
    pub id: TicketId,
    pub person: PersonId,
    pub order: Option<OrderId>,
    /// On which of our numbers it was wished.
    pub phone_number_id: Option<&'a str>,
    pub about: &'a str,
}

/// When something happens, and since when a solved ticket still opens again.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    pub now: Timestamp,
    pub reopen_since: Timestamp,
}

/// For the buyer of an order, where there is such an order.
pub async fn open_for_order(
    db: &mut PgConnection,
    moment: Moment,
    id: TicketId,
    order: OrderId,
    about: &str,
) -> Result<(), StoreError> {
    let buyer = sqlx::query_scalar!("select buyer_id from orders where id = $1", order.0)
        .fetch_optional(&mut *db)
        .await?;
    let Some(buyer) = buyer else { return Ok(()) };
    let person = PersonId(buyer);
    let new = NewTicket { id, person, order: Some(order), phone_number_id: None, about };
    open(db, moment, &new).await
}

/// One ticket of a person about one thing is enough: who asks twice waits on the first, and one that was solved of late is open
/// again.
pub async fn open(
    db: &mut PgConnection,
    moment: Moment,
    new: &NewTicket<'_>,
) -> Result<(), StoreError> {
    if !ask_again(db, moment, new).await? {
        insert(db, moment.now, new, None, None).await?;
    }
    Ok(())
}

/// Whether there is such a ticket already. It waits for the office again, as long as it has waited where it did.
async fn ask_again(
    db: &mut PgConnection,
    moment: Moment,
    new: &NewTicket<'_>,
) -> Result<bool, StoreError> {
    let woken = sqlx::query_scalar!(
        "with live as (
             select id, state
             from ticket
             where person_id = $1 and about = $2 and order_id is not distinct from $3
               and (state in ('open', 'waiting') or state = 'solved' and solved_at >= $4)
             order by opened_at, id
             limit 1
             for update
         ), woken as (
             update ticket
             set state = 'open', solved_at = null,
                 waits_since = case live.state when 'open' then waits_since else $5 end,
                 reopened = reopened + case live.state when 'solved' then 1 else 0 end
             from live
             where ticket.id = live.id
             returning ticket.id, live.state as was
         )
         insert into ticket_event (ticket_id, at, what)
         select id, $5, case was when 'solved' then 'reopened' else 'asked_again' end
         from woken
         returning ticket_id",
        new.person.0,
        new.about,
        new.order.map(|order| order.0),
        moment.reopen_since.to_sqlx() as _,
        moment.now.to_sqlx() as _,
    )
    .fetch_optional(db)
    .await?;
    Ok(woken.is_some())
}

/// A ticket of its own; `by` is who of the office opens it, with what is to be known of it.
pub async fn insert(
    db: &mut PgConnection,
    now: Timestamp,
    new: &NewTicket<'_>,
    by: Option<&str>,
    words: Option<&str>,
) -> Result<(), StoreError> {
    for nth in 0..TicketNumber::OF_AN_ID {
        let number = TicketNumber::of(new.id, nth);
        let opened = sqlx::query_scalar!(
            "with new as (
                 insert into ticket (id, person_id, order_id, phone_number_id, about, state, opened_at,
                                     number, waits_since)
                 values ($1, $2, $3, $4, $5, 'open', $6, $7, $6)
                 on conflict on constraint ticket_number_unique do nothing
                 returning id, person_id
             )
             insert into ticket_event (ticket_id, at, what, done_by, person_id, words)
             select id, $6, 'opened', $8, case when $9::text is null then null else person_id end, $9
             from new
             returning ticket_id",
            new.id.0,
            new.person.0,
            new.order.map(|order| order.0),
            new.phone_number_id,
            new.about,
            now.to_sqlx() as _,
            number.as_str(),
            by,
            words,
        )
        .fetch_optional(&mut *db)
        .await?;
        if opened.is_some() {
            return Ok(());
        }
    }
    Err(StoreError::Conflict { what: "a ticket's number" })
}

/// What a person said for a ticket of theirs: it waits for the office from now on. One that was solved or closed too long ago
/// stays as it is.
pub async fn answered(
    db: &mut PgConnection,
    moment: Moment,
    (ticket, person): (TicketId, PersonId),
    words: &str,
    message: Uuid,
) -> Result<(), StoreError> {
    sqlx::query!(
        "with live as (
             select id, state
             from ticket
             where id = $1 and person_id = $2
               and (state in ('open', 'waiting') or coalesce(solved_at, closed_at) >= $3)
             for update
         ), woken as (
             update ticket
             set state = 'open', solved_at = null, closed_at = null,
                 waits_since = case live.state when 'open' then waits_since else $4 end,
                 reopened = reopened + case when live.state in ('solved', 'closed') then 1 else 0 end
             from live
             where ticket.id = live.id
             returning ticket.id, live.state as was
         )
         insert into ticket_event (ticket_id, at, what, person_id, words, message_id)
         select id, $4::timestamptz, 'said', $2, $5, $6::uuid
         from woken
         union all
         select id, $4, 'reopened', null, null, null
         from woken
         where was in ('solved', 'closed')",
        ticket.0,
        person.0,
        moment.reopen_since.to_sqlx() as _,
        moment.now.to_sqlx() as _,
        words,
        message,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What became of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    pub number: TicketNumber,
    /// The mark that stands: the first one.
    pub good: bool,
    pub is_new: bool,
    /// It was not solved, and is open again.
    pub reopened: bool,
}

/// A person says whether it was solved: the first word stands. None where it is no ticket of theirs.
pub async fn mark(
    db: &mut PgConnection,
    moment: Moment,
    (ticket, person): (TicketId, PersonId),
    good: bool,
) -> Result<Option<Marked>, StoreError> {
    let row = sqlx::query!(
        r#"select number, satisfaction,
                  state in ('solved', 'closed') and coalesce(solved_at, closed_at) >= $3 as "opens_again!"
           from ticket
           where id = $1 and person_id = $2
           for update"#,
        ticket.0,
        person.0,
        moment.reopen_since.to_sqlx() as _,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let number = TicketNumber::stored(row.number);
    if let Some(stands) = row.satisfaction {
        let good = stands == "good";
        return Ok(Some(Marked { number, good, is_new: false, reopened: false }));
    }
    let reopened = !good && row.opens_again;
    sqlx::query!(
        "with marked as (
             update ticket
             set satisfaction = $2,
                 state = case when $3 then 'open' else state end,
                 waits_since = case when $3 then $4 else waits_since end,
                 solved_at = case when $3 then null else solved_at end,
                 closed_at = case when $3 then null else closed_at end,
                 reopened = reopened + case when $3 then 1 else 0 end
             where id = $1
             returning id
         )
         insert into ticket_event (ticket_id, at, what)
         select id, $4, 'marked' from marked
         union all
         select id, $4, 'reopened' from marked where $3",
        ticket.0,
        if good { "good" } else { "bad" },
        reopened,
        moment.now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(Some(Marked { number, good, is_new: true, reopened }))
}

/// The ticket whose words this person quotes, by Meta's id of the message, if it may still be answered.
pub async fn quoted(
    db: &mut PgConnection,
    person: PersonId,
    wamid: &str,
    reopen_since: Timestamp,
) -> Result<Option<(TicketId, TicketNumber)>, StoreError> {
    // By the person, whose replies are few: a message of ours is not found by Meta's id.
    let row = sqlx::query!(
        "select ticket.id, ticket.number
         from ticket_event as reply
         join delivery on delivery.effect_id = reply.message_id
         join ticket on ticket.id = reply.ticket_id
         where reply.person_id = $1 and reply.what = 'replied' and delivery.wamid = $2
           and (ticket.state in ('open', 'waiting')
                or coalesce(ticket.solved_at, ticket.closed_at) >= $3)
         limit 1",
        person.0,
        wamid,
        reopen_since.to_sqlx() as _,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (TicketId(row.id), TicketNumber::stored(row.number))))
}

/// The office's words leave as this message. Of several that waited for the window the first goes first.
pub async fn reply_leaves(
    db: &mut PgConnection,
    ticket: TicketId,
    message: Uuid,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update ticket_event
         set message_id = $2
         where id = (
             select min(id)
             from ticket_event
             where ticket_id = $1 and what = 'replied' and message_id is null
         )",
        ticket.0,
        message,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was solved and said nothing more is closed. Answers how many.
pub async fn close_settled(db: &mut PgConnection, moment: Moment) -> Result<u64, StoreError> {
    let closed = sqlx::query!(
        "with closed as (
             update ticket
             set state = 'closed', closed_at = $2, waits_since = $2
             where state = 'solved' and solved_at < $1
             returning id
         )
         insert into ticket_event (ticket_id, at, what)
         select id, $2, 'closed' from closed",
        moment.reopen_since.to_sqlx() as _,
        moment.now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(closed.rows_affected())
}
