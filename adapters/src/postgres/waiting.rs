//! Who waits for us to come to their place, and when they are told that we have.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use realserv_domain::place::Pin;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Told when we come to their place.
pub async fn join(
    db: &mut PgConnection,
    now: Timestamp,
    person: PersonId,
    pin: &Pin,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into waiting_list (person_id, pin, asked_at) values ($1, $2, $3)
         on conflict do nothing",
        person.0,
        pin.as_str(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// These PIN codes are served now: who waits for one of them is told at that moment. Whoever is to be told already keeps
/// the moment. How many it is.
pub async fn open(
    db: &mut PgConnection,
    pins: &[String],
    tell_at: Timestamp,
) -> Result<u64, StoreError> {
    let done = sqlx::query!(
        "update waiting_list set tell_at = $2 where pin = any($1) and tell_at is null",
        pins,
        tell_at.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// PIN codes that are not served after all: who was not told yet goes on waiting.
pub async fn close(db: &mut PgConnection, pins: &[String]) -> Result<(), StoreError> {
    sqlx::query!(
        "update waiting_list set tell_at = null where not pin = any($1) and tell_at is not null",
        pins,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Who is due leaves the list and has an event instead, in one statement: whatever happens, each hears of it once. The
/// event is the row's word around the PIN code. Answers whose.
pub async fn tell(
    db: &mut PgConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let told = sqlx::query_scalar!(
        r#"with due as (
               select person_id, pin
               from waiting_list
               where tell_at <= $1
               order by tell_at, person_id, pin
               limit $2
               for update skip locked
           ), gone as (
               delete from waiting_list
               using due
               where waiting_list.person_id = due.person_id and waiting_list.pin = due.pin
               returning waiting_list.person_id, waiting_list.pin, waiting_list.asked_at,
                         waiting_list.tell_at
           )
           insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
           select -- Of who, where and when: the same row is the same event.
                  md5(concat_ws('/', person_id, pin, asked_at, tell_at))::uuid, 'person', person_id,
                  -- The number that the person wrote to last.
                  coalesce((select conversation.phone_number_id
                            from conversation
                            where conversation.person_id = gone.person_id
                            order by conversation.last_heard_at desc nulls last
                            limit 1), ''),
                  json_build_object('opened', json_build_object('pin', pin))::text,
                  'waiting-list', $1
           from gone
           order by tell_at, person_id, pin
           returning key_id"#,
        now.to_sqlx() as _,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(told)
}
