//! Tickets as the office works on them.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{MediaId, OrderId, PersonId, TicketId, TicketNumber};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

#[derive(Clone, Debug)]
pub struct TicketRow {
    pub id: TicketId,
    pub number: TicketNumber,
    pub person: PersonId,
    pub person_name: Option<String>,
    /// As stored: mask it before anybody sees it.
    pub phone: Option<String>,
    /// Whether this person wants nothing but the news of orders.
    pub opted_out: bool,
    pub phone_number_id: Option<String>,
    pub order: Option<OrderId>,
    pub order_number: Option<String>,
    pub about: String,
    pub state: String,
    pub owner: Option<String>,
    pub media: Vec<MediaId>,
    pub opened_at: Timestamp,
    pub waits_since: Timestamp,
    pub first_reply_at: Option<Timestamp>,
    pub solved_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub reopened: i32,
    pub satisfaction_asked_at: Option<Timestamp>,
    pub satisfaction: Option<String>,
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub person: Option<PersonId>,
    pub order: Option<Uuid>,
    pub number: Option<String>,
    pub owner: Option<String>,
    /// Those that nobody has.
    pub unowned: bool,
    pub states: Option<Vec<String>>,
    /// Where the page begins: the last row of the one before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// Who has waited longest comes first.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<TicketRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select ticket.id, ticket.number, ticket.person_id, person.name as person_name, person.phone,
                  person.opted_out_at, ticket.phone_number_id, ticket.order_id,
                  orders.number as "order_number?", ticket.about, ticket.state, ticket.owner,
                  array(
                      select media.id from media where media.ticket_id = ticket.id order by media.sent_at, media.id
                  ) as "media!",
                  ticket.opened_at, ticket.waits_since, ticket.first_reply_at, ticket.solved_at,
                  ticket.closed_at, ticket.reopened, ticket.satisfaction_asked_at, ticket.satisfaction
           from ticket
           join person on person.id = ticket.person_id
           left join orders on orders.id = ticket.order_id
           where ($1::uuid is null or ticket.id = $1)
             and ($2::text[] is null or ticket.state = any($2))
             and ($6::uuid is null or ticket.person_id = $6)
             and ($7::uuid is null or ticket.order_id = $7)
             and ($8::text is null or ticket.number = $8)
             and ($9::text is null or ticket.owner = $9)
             and (not $10 or ticket.owner is null)
             and ($3::timestamptz is null or (ticket.waits_since, ticket.id) > ($3, $4::uuid))
           order by ticket.waits_since, ticket.id
           limit $5"#,
        filter.id,
        filter.states.as_deref(),
        filter.after.map(|(at, _)| at.to_sqlx()) as _,
        filter.after.map(|(_, id)| id),
        limit,
        filter.person.map(|person| person.0),
        filter.order,
        filter.number,
        filter.owner,
        filter.unowned,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| TicketRow {
        id: TicketId(row.id),
        number: TicketNumber::stored(row.number),
        person: PersonId(row.person_id),
        person_name: row.person_name,
        phone: row.phone,
        opted_out: row.opted_out_at.is_some(),
        phone_number_id: row.phone_number_id,
        order: row.order_id.map(OrderId),
        order_number: row.order_number,
        about: row.about,
        state: row.state,
        owner: row.owner,
        media: row.media.into_iter().map(MediaId).collect(),
        opened_at: row.opened_at.to_jiff(),
        waits_since: row.waits_since.to_jiff(),
        first_reply_at: row.first_reply_at.map(jiff_sqlx::Timestamp::to_jiff),
        solved_at: row.solved_at.map(jiff_sqlx::Timestamp::to_jiff),
        closed_at: row.closed_at.map(jiff_sqlx::Timestamp::to_jiff),
        reopened: row.reopened,
        satisfaction_asked_at: row.satisfaction_asked_at.map(jiff_sqlx::Timestamp::to_jiff),
        satisfaction: row.satisfaction,
    });
    Ok(rows.collect())
}

pub async fn one(db: &mut PgConnection, id: TicketId) -> Result<Option<TicketRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// The same, and nobody else changes it until the transaction ends.
pub async fn lock(db: &mut PgConnection, id: TicketId) -> Result<Option<TicketRow>, StoreError> {
    let there = sqlx::query_scalar!("select id from ticket where id = $1 for update", id.0)
        .fetch_optional(&mut *db)
        .await?;
    match there {
        Some(_) => one(db, id).await,
        None => Ok(None),
    }
}

/// Of what this person waits for, the one thing that waits longest.
pub async fn longest_open(
    db: &mut PgConnection,
    person: PersonId,
) -> Result<Option<TicketRow>, StoreError> {
    let states = Some(vec!["open".to_owned()]);
    let filter = Filter { person: Some(person), states, ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// Something that was said or done.
#[derive(Clone, Debug)]
pub struct EventRow {
    pub at: Timestamp,
    pub what: String,
    pub by: Option<String>,
    pub words: Option<String>,
    pub message: Option<Uuid>,
    /// How far the office's words came, as `deliveries::rank` has it.
    pub rank: Option<i16>,
}

/// In the order in which it happened.
pub async fn history(db: &mut PgConnection, ticket: TicketId) -> Result<Vec<EventRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select event.at, event.what, event.done_by, event.words, event.message_id,
                  progress.rank as "rank?"
           from ticket_event as event
           left join delivery as progress on progress.effect_id = event.message_id
           where event.ticket_id = $1
           order by event.id"#,
        ticket.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| EventRow {
        at: row.at.to_jiff(),
        what: row.what,
        by: row.done_by,
        words: row.words,
        message: row.message_id,
        rank: row.rank,
    });
    Ok(rows.collect())
}

/// What the office does with a ticket.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// It is theirs.
    Assign { to: &'a str },
    /// Nobody has it.
    Unassign,
    /// Something to know, for the office alone.
    Note { words: &'a str },
    /// Words for the person, who is next now.
    Reply { words: &'a str, phone_number_id: &'a str },
    /// It is done, as far as the office knows; whether its person is asked.
    Solve { asks: bool },
    /// It is done.
    Close,
    /// It is not.
    Reopen,
}

impl Change<'_> {
    const fn what(&self) -> &'static str {
        match self {
            Self::Assign { .. } => "assigned",
            Self::Unassign => "unassigned",
            Self::Note { .. } => "noted",
            Self::Reply { .. } => "replied",
            Self::Solve { .. } => "solved",
            Self::Close => "closed",
            Self::Reopen => "reopened",
        }
    }

    const fn words(&self) -> Option<&str> {
        match self {
            Self::Note { words } | Self::Reply { words, .. } => Some(words),
            Self::Assign { .. }
            | Self::Unassign
            | Self::Solve { .. }
            | Self::Close
            | Self::Reopen => None,
        }
    }
}

/// Changes a ticket that is locked, and writes down what was done and by whom.
pub async fn change(
    db: &mut PgConnection,
    now: Timestamp,
    (ticket, by): (TicketId, &str),
    change: Change<'_>,
) -> Result<(), StoreError> {
    match change {
        Change::Assign { to } => own(db, ticket, Some(to)).await?,
        Change::Unassign => own(db, ticket, None).await?,
        Change::Note { .. } => {}
        Change::Reply { phone_number_id, .. } => {
            replied(db, now, ticket, (by, phone_number_id)).await?;
        }
        Change::Solve { asks } => solved(db, now, ticket, asks).await?,
        Change::Close => closed(db, now, ticket).await?,
        Change::Reopen => reopened(db, now, ticket).await?,
    }
    sqlx::query!(
        "insert into ticket_event (ticket_id, at, what, done_by, person_id, words)
         select id, $2, $3, $4, case when $5::text is null then null else person_id end, $5
         from ticket
         where id = $1",
        ticket.0,
        now.to_sqlx() as _,
        change.what(),
        by,
        change.words(),
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn own(
    db: &mut PgConnection,
    ticket: TicketId,
    owner: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query!("update ticket set owner = $2 where id = $1", ticket.0, owner).execute(db).await?;
    Ok(())
}

/// Who answers a ticket that nobody has, has it.
async fn replied(
    db: &mut PgConnection,
    now: Timestamp,
    ticket: TicketId,
    (by, phone_number_id): (&str, &str),
) -> Result<(), StoreError> {
    sqlx::query!(
        "update ticket
         set waits_since = case state when 'waiting' then waits_since else $2 end, state = 'waiting',
             reopened = reopened + case state when 'solved' then 1 else 0 end,
             solved_at = null, first_reply_at = coalesce(first_reply_at, $2),
             owner = coalesce(owner, $3), phone_number_id = $4
         where id = $1",
        ticket.0,
        now.to_sqlx() as _,
        by,
        phone_number_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn solved(
    db: &mut PgConnection,
    now: Timestamp,
    ticket: TicketId,
    asks: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update ticket
         set state = 'solved', waits_since = $2, solved_at = $2,
             satisfaction_asked_at = case when $3 then $2 else satisfaction_asked_at end
         where id = $1",
        ticket.0,
        now.to_sqlx() as _,
        asks,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn closed(db: &mut PgConnection, now: Timestamp, ticket: TicketId) -> Result<(), StoreError> {
    sqlx::query!(
        "update ticket set state = 'closed', waits_since = $2, closed_at = $2 where id = $1",
        ticket.0,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn reopened(
    db: &mut PgConnection,
    now: Timestamp,
    ticket: TicketId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update ticket
         set state = 'open', waits_since = $2, solved_at = null, closed_at = null, reopened = reopened + 1
         where id = $1",
        ticket.0,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
