//! What a conversation waits for, one time each: the next look at a cart that was left, the end of what is being typed. No rows
//! of the outbox, where a person's lane is what is said to them, and what is due later would hold it up.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// What is waited for, by the name of its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    CartWaits,
    Quiet,
}

impl Awaited {
    const fn event(self) -> &'static str {
        match self {
            Self::CartWaits => "cart_waits",
            Self::Quiet => "quiet",
        }
    }
}

/// One time, which takes the place of any other of the same conversation for the same.
#[derive(Clone, Debug)]
pub struct ConversationTimer {
    pub person: PersonId,
    pub phone_number_id: String,
    pub awaited: Awaited,
    pub due_at: Timestamp,
}

/// Sets them; the same of a conversation may be among them once.
pub async fn set(db: &mut PgConnection, timers: &[ConversationTimer]) -> Result<(), StoreError> {
    if timers.is_empty() {
        return Ok(());
    }
    let people: Vec<Uuid> = timers.iter().map(|timer| timer.person.0).collect();
    let numbers: Vec<String> = timers.iter().map(|timer| timer.phone_number_id.clone()).collect();
    let events: Vec<String> = timers.iter().map(|timer| timer.awaited.event().to_owned()).collect();
    let due: Vec<jiff_sqlx::Timestamp> =
        timers.iter().map(|timer| timer.due_at.to_sqlx()).collect();
    sqlx::query!(
        "insert into conversation_timer (person_id, phone_number_id, event, due_at)
         select person_id, phone_number_id, event, due_at
         from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
             as new (person_id, phone_number_id, event, due_at)
         order by person_id, phone_number_id, event
         on conflict (person_id, phone_number_id, event) do update set due_at = excluded.due_at",
        &people,
        &numbers,
        &events,
        &due as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Those that are due become events of their persons, in one statement: whatever happens, each once. Answers whose.
pub async fn ring(
    db: &mut PgConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let rung = sqlx::query_scalar!(
        r#"with due as (
               select person_id, phone_number_id, event
               from conversation_timer
               where due_at <= $1
               order by due_at, person_id, phone_number_id, event
               limit $2
               for update skip locked
           ), gone as (
               delete from conversation_timer as timer
               using due
               where timer.person_id = due.person_id
                 and timer.phone_number_id = due.phone_number_id
                 and timer.event = due.event
               returning timer.person_id, timer.phone_number_id, timer.event, timer.due_at
           )
           insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
           select -- Of whose and when: the same row is the same event.
                  md5(concat_ws('/', event, person_id, phone_number_id, due_at))::uuid, 'person',
                  person_id, phone_number_id, to_json(event)::text, 'conversation-timer', $1
           from gone
           order by due_at, person_id, phone_number_id, event
           returning key_id"#,
        now.to_sqlx() as _,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(rung)
}
