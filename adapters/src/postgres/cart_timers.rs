//! When a cart that was left is looked at: one time a conversation. No row of the outbox, where a person's lane is what is
//! said to them, and what is due later would hold it up.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// One time, which takes the place of any other of the same conversation.
#[derive(Clone, Debug)]
pub struct CartTimer {
    pub person: PersonId,
    pub phone_number_id: String,
    pub due_at: Timestamp,
}

/// Sets them; a conversation may be among them once.
pub async fn set(db: &mut PgConnection, timers: &[CartTimer]) -> Result<(), StoreError> {
    if timers.is_empty() {
        return Ok(());
    }
    let people: Vec<Uuid> = timers.iter().map(|timer| timer.person.0).collect();
    let numbers: Vec<String> = timers.iter().map(|timer| timer.phone_number_id.clone()).collect();
    let due: Vec<jiff_sqlx::Timestamp> =
        timers.iter().map(|timer| timer.due_at.to_sqlx()).collect();
    sqlx::query!(
        "insert into cart_timer (person_id, phone_number_id, due_at)
         select person_id, phone_number_id, due_at
         from unnest($1::uuid[], $2::text[], $3::timestamptz[])
             as new (person_id, phone_number_id, due_at)
         order by person_id, phone_number_id
         on conflict (person_id, phone_number_id) do update set due_at = excluded.due_at",
        &people,
        &numbers,
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
               select person_id, phone_number_id
               from cart_timer
               where due_at <= $1
               order by due_at, person_id, phone_number_id
               limit $2
               for update skip locked
           ), gone as (
               delete from cart_timer
               using due
               where cart_timer.person_id = due.person_id
                 and cart_timer.phone_number_id = due.phone_number_id
               returning cart_timer.person_id, cart_timer.phone_number_id, cart_timer.due_at
           )
           insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
           select -- Of whose and when: the same row is the same event.
                  md5(concat_ws('/', 'cart', person_id, phone_number_id, due_at))::uuid, 'person',
                  person_id, phone_number_id, '"cart_waits"', 'cart-timer', $1
           from gone
           order by due_at, person_id, phone_number_id
           returning key_id"#,
        now.to_sqlx() as _,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(rung)
}
