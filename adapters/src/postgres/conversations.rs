//! Conversations, their transcript and the log of turns.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// A person on one of our numbers.
pub type ConversationKey = (PersonId, String);

#[derive(Clone, Debug)]
pub struct ConversationRow {
    /// The document of `bot::converse`; the caller reads it.
    pub state: String,
    pub last_heard_at: Option<Timestamp>,
}

pub async fn load(
    db: &mut PgConnection,
    people: &[Uuid],
) -> Result<HashMap<ConversationKey, ConversationRow>, StoreError> {
    let rows = sqlx::query!(
        "select person_id, phone_number_id, state, last_heard_at
         from conversation
         where person_id = any($1)",
        people,
    )
    .fetch_all(db)
    .await?;
    let conversations = rows.into_iter().map(|row| {
        let state = ConversationRow {
            state: row.state,
            last_heard_at: row.last_heard_at.map(jiff_sqlx::Timestamp::to_jiff),
        };
        ((PersonId(row.person_id), row.phone_number_id), state)
    });
    Ok(conversations.collect())
}

#[derive(Clone, Debug)]
pub struct SavedConversation {
    pub person: PersonId,
    pub phone_number_id: String,
    pub state: String,
    pub last_heard_at: Option<Timestamp>,
}

/// The window only ever opens further: a late webhook must not close it.
pub async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    conversations: &[SavedConversation],
) -> Result<(), StoreError> {
    let people: Vec<Uuid> = conversations.iter().map(|c| c.person.0).collect();
    let numbers: Vec<String> = conversations.iter().map(|c| c.phone_number_id.clone()).collect();
    let states: Vec<String> = conversations.iter().map(|c| c.state.clone()).collect();
    let heard: Vec<Option<jiff_sqlx::Timestamp>> =
        conversations.iter().map(|c| c.last_heard_at.map(ToSqlx::to_sqlx)).collect();
    sqlx::query!(
        "insert into conversation (person_id, phone_number_id, state, last_heard_at, updated_at)
         select person_id, phone_number_id, state, last_heard_at, $5
         from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
             as saved (person_id, phone_number_id, state, last_heard_at)
         on conflict (person_id, phone_number_id) do update
         set state = excluded.state,
             last_heard_at = greatest(conversation.last_heard_at, excluded.last_heard_at),
             updated_at = excluded.updated_at",
        &people,
        &numbers,
        &states,
        &heard as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    Person,
    Program,
    /// Somebody of the office, by hand.
    Office,
}

impl Author {
    const fn direction(self) -> &'static str {
        match self {
            Self::Person => "in",
            Self::Program | Self::Office => "out",
        }
    }

    const fn said_by(self) -> Option<&'static str> {
        match self {
            Self::Person | Self::Program => None,
            Self::Office => Some("office"),
        }
    }
}

#[derive(Clone, Debug)]
pub struct TranscriptRow {
    pub id: Uuid,
    pub person: PersonId,
    pub phone_number_id: String,
    pub author: Author,
    pub wamid: Option<String>,
    pub body: String,
}

pub async fn keep_transcript(
    db: &mut PgConnection,
    now: Timestamp,
    rows: &[TranscriptRow],
) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let people: Vec<Uuid> = rows.iter().map(|r| r.person.0).collect();
    let numbers: Vec<String> = rows.iter().map(|r| r.phone_number_id.clone()).collect();
    let directions: Vec<String> = rows.iter().map(|r| r.author.direction().to_owned()).collect();
    let said_by: Vec<Option<String>> =
        rows.iter().map(|r| r.author.said_by().map(str::to_owned)).collect();
    let wamids: Vec<Option<String>> = rows.iter().map(|r| r.wamid.clone()).collect();
    let bodies: Vec<String> = rows.iter().map(|r| r.body.clone()).collect();
    sqlx::query!(
        "insert into message (at, id, person_id, phone_number_id, direction, wamid, body, said_by)
         select $7, id, person_id, phone_number_id, direction, wamid, body, said_by
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                     $8::text[])
             with ordinality
             as new (id, person_id, phone_number_id, direction, wamid, body, said_by, ordinal)
         order by ordinal",
        &ids,
        &people,
        &numbers,
        &directions,
        &wamids as _,
        &bodies,
        now.to_sqlx() as _,
        &said_by as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// One turn, as replay needs it.
#[derive(Clone, Debug)]
pub struct TurnRow {
    pub id: Uuid,
    pub key_kind: super::inbox::KeyKind,
    pub key_id: Uuid,
    pub event: String,
    pub answers: String,
    pub effects: String,
    pub correlation_id: String,
}

pub async fn log_turns(
    db: &mut PgConnection,
    now: Timestamp,
    turns: &[TurnRow],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = turns.iter().map(|t| t.id).collect();
    let kinds: Vec<String> = turns.iter().map(|t| t.key_kind.as_str().to_owned()).collect();
    let keys: Vec<Uuid> = turns.iter().map(|t| t.key_id).collect();
    let events: Vec<String> = turns.iter().map(|t| t.event.clone()).collect();
    let answers: Vec<String> = turns.iter().map(|t| t.answers.clone()).collect();
    let effects: Vec<String> = turns.iter().map(|t| t.effects.clone()).collect();
    let correlations: Vec<String> = turns.iter().map(|t| t.correlation_id.clone()).collect();
    sqlx::query!(
        "insert into turn_log (at, id, key_kind, key_id, event, answers, effects, correlation_id)
         select $8, id, key_kind, key_id, event, answers, effects, correlation_id
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
             as new (id, key_kind, key_id, event, answers, effects, correlation_id)",
        &ids,
        &kinds,
        &keys,
        &events,
        &answers,
        &effects,
        &correlations,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// When this person last wrote to this number of ours.
pub async fn last_heard(
    db: &mut PgConnection,
    person: PersonId,
    phone_number_id: &str,
) -> Result<Option<Timestamp>, StoreError> {
    let at = sqlx::query_scalar!(
        "select last_heard_at from conversation where person_id = $1 and phone_number_id = $2",
        person.0,
        phone_number_id,
    )
    .fetch_optional(db)
    .await?;
    Ok(at.flatten().map(jiff_sqlx::Timestamp::to_jiff))
}

/// When anything was last said: a demo's clock must not begin before it.
pub async fn latest(db: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    let at = sqlx::query_scalar!("select max(updated_at) from conversation").fetch_one(db).await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}
