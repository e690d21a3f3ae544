//! Conversations, their transcript and the log of turns.

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

#[derive(Clone, Debug)]
pub struct SavedConversation {
    pub person: PersonId,
    pub phone_number_id: String,
    pub state: String,
    pub last_heard_at: Option<Timestamp>,
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
    pub(super) const fn direction(self) -> &'static str {
        match self {
            Self::Person => "in",
            Self::Program | Self::Office => "out",
        }
    }

    pub(super) const fn said_by(self) -> Option<&'static str> {
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
    /// What a conversation decided on beside the event, and the conversation before it. None for orders and the books.
    pub facts: Option<String>,
    pub state: Option<String>,
}

/// As if nobody had ever written: everybody's 24 hours are over. For a demo whose phones are new.
pub async fn forget_when_heard(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("update conversation set last_heard_at = null").execute(db).await?;
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

/// Whether somebody of the office has this person's chat: a wish for a person is open, or the office wrote since then.
pub async fn office_has_it(
    db: &mut PgConnection,
    person: PersonId,
    since: Timestamp,
) -> Result<bool, StoreError> {
    let has = sqlx::query_scalar!(
        r#"select exists (
               select from ticket
               where person_id = $1 and state in ('open', 'waiting')
                 and about in ('asked_for_person', 'order', 'sent_media', 'bad_rating')
           ) or exists (
               select from message
               where person_id = $1 and direction = 'out' and said_by is not null and at >= $2
           ) as "has!""#,
        person.0,
        since.to_sqlx() as _,
    )
    .fetch_one(db)
    .await?;
    Ok(has)
}

/// When anything was last said: a demo's clock must not begin before it.
pub async fn latest(db: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    let at = sqlx::query_scalar!("select max(updated_at) from conversation").fetch_one(db).await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}
