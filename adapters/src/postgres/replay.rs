//! What a replay reads: the log of one person's turns, the transcript beside it, and where messages to them go. Nothing here
//! writes, and the transaction that it happens in could not.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};
use uuid::Uuid;

use super::StoreError;
use super::people::Marks;

/// Sees everything as of one moment, whatever turns go on beside it, and can change nothing.
pub async fn reading(pool: &PgPool) -> Result<Transaction<'static, Postgres>, StoreError> {
    Ok(pool.begin_with("begin isolation level repeatable read read only").await?)
}

/// Whether the schema has what a replay reads; looking must not bring it up to date.
pub async fn is_possible(db: &mut PgConnection) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(r#"select to_regclass('turn_basis') is not null as "there!""#)
        .fetch_one(db)
        .await?)
}

/// What ids are drawn from; none before the program ran for the first time.
pub async fn secret(db: &mut PgConnection) -> Result<Option<[u8; 32]>, StoreError> {
    let secret = sqlx::query_scalar!("select secret from installation").fetch_optional(db).await?;
    let read = |secret: Vec<u8>| secret.try_into();
    let unreadable = |_| StoreError::Conflict { what: "the installation's secret" };
    secret.map(read).transpose().map_err(unreadable)
}

/// Whose log it is.
#[derive(Clone, Debug)]
pub struct Whose {
    pub id: PersonId,
    /// Where messages to them go now; a merge is followed.
    pub marks: Marks,
    pub merged_into: Option<PersonId>,
}

/// By id, or by the number without plus; one that somebody else had before is who has it now.
pub async fn whose(
    db: &mut PgConnection,
    id: Option<Uuid>,
    phone: Option<&str>,
) -> Result<Option<Whose>, StoreError> {
    let row = sqlx::query!(
        r#"select first.id, first.merged_into, person.phone, person.user_id
           from person as first
           join person on person.id = coalesce(first.merged_into, first.id)
           where first.id = $1 or first.phone = $2"#,
        id,
        phone,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Whose {
        id: PersonId(row.id),
        marks: Marks::new(row.phone, row.user_id),
        merged_into: row.merged_into.map(PersonId),
    }))
}

/// How a conversation stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub phone_number_id: String,
    pub state: String,
}

/// The conversations of a person, one for each of our numbers.
pub async fn conversations(
    db: &mut PgConnection,
    person: PersonId,
) -> Result<Vec<Standing>, StoreError> {
    let rows = sqlx::query!(
        "select phone_number_id, state from conversation where person_id = $1 order by phone_number_id",
        person.0,
    )
    .fetch_all(db)
    .await?;
    let standing = rows
        .into_iter()
        .map(|row| Standing { phone_number_id: row.phone_number_id, state: row.state });
    Ok(standing.collect())
}

/// A turn as its row has it. Of before there were replays: no facts and no state.
#[derive(Clone, Debug)]
pub struct LoggedTurn {
    pub at: Timestamp,
    pub id: Uuid,
    pub event: String,
    pub answers: String,
    pub effects: String,
    pub facts: Option<String>,
    pub state: Option<String>,
}

/// All turns of a person, on whichever number, in their order.
pub async fn turns(db: &mut PgConnection, person: PersonId) -> Result<Vec<LoggedTurn>, StoreError> {
    let rows = sqlx::query!(
        "select at, id, event, answers, effects, facts, state
         from turn_log
         where key_id = $1 and key_kind = 'person'
         order by seq nulls first, at, id",
        person.0,
    )
    .fetch_all(db)
    .await?;
    let turns = rows.into_iter().map(|row| LoggedTurn {
        at: row.at.to_jiff(),
        id: row.id,
        event: row.event,
        answers: row.answers,
        effects: row.effects,
        facts: row.facts,
        state: row.state,
    });
    Ok(turns.collect())
}

/// What the transcript has of these messages.
pub async fn said(
    db: &mut PgConnection,
    person: PersonId,
    since: Timestamp,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let rows = sqlx::query!(
        "select id, body from message where person_id = $1 and direction = 'out' and at >= $2",
        person.0,
        since.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.body)).collect())
}
