//! Who talks with us, latest first, and what was said.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;
use crate::postgres::conversations::Author;

#[derive(Clone, Debug)]
pub struct ConversationRow {
    pub person: PersonId,
    pub phone_number_id: String,
    pub name: Option<String>,
    /// As stored: mask it before anybody sees it.
    pub phone: Option<String>,
    pub language: Option<String>,
    pub vendor: Option<Uuid>,
    pub opted_out_at: Option<Timestamp>,
    /// The document of `bot::converse`.
    pub state: String,
    pub last_heard_at: Option<Timestamp>,
    pub updated_at: Timestamp,
}

/// Where a page begins: the last row of the one before.
pub type After = (Timestamp, Uuid, String);

/// Latest first; only of one person if `person` is given.
pub async fn list(
    db: &mut PgConnection,
    person: Option<PersonId>,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<ConversationRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select conversation.person_id, conversation.phone_number_id, person.name, person.phone,
                  person.language, vendor.id as "vendor_id?", person.opted_out_at, conversation.state,
                  conversation.last_heard_at, conversation.updated_at
           from conversation
           join person on person.id = conversation.person_id
           left join vendor on vendor.person_id = person.id
           where ($1::uuid is null or conversation.person_id = $1)
             and ($2::timestamptz is null
                  or (conversation.updated_at, conversation.person_id, conversation.phone_number_id)
                     < ($2, $3::uuid, $4::text))
           order by conversation.updated_at desc, conversation.person_id desc,
                    conversation.phone_number_id desc
           limit $5"#,
        person.map(|person| person.0),
        after.map(|(at, ..)| at.to_sqlx()) as _,
        after.map(|(_, id, _)| *id),
        after.map(|(.., number)| number),
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| ConversationRow {
        person: PersonId(row.person_id),
        phone_number_id: row.phone_number_id,
        name: row.name,
        phone: row.phone,
        language: row.language,
        vendor: row.vendor_id,
        opted_out_at: row.opted_out_at.map(jiff_sqlx::Timestamp::to_jiff),
        state: row.state,
        last_heard_at: row.last_heard_at.map(jiff_sqlx::Timestamp::to_jiff),
        updated_at: row.updated_at.to_jiff(),
    });
    Ok(rows.collect())
}

/// A message in either direction, with how far ours came.
#[derive(Clone, Debug)]
pub struct MessageRow {
    pub seq: i64,
    pub at: Timestamp,
    pub id: Uuid,
    pub phone_number_id: String,
    pub author: Author,
    pub body: String,
    pub rank: Option<i16>,
    pub failure_code: Option<i64>,
}

/// Latest first, as it was said, also by who turned out to be this person: `before` is the row's place in that order, exclusive.
pub async fn messages(
    db: &mut PgConnection,
    person: PersonId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<MessageRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select message.seq, message.at, message.id, message.phone_number_id, message.direction,
                  message.said_by, message.body,
                  progress.rank as "rank?", progress.failure_code as "failure_code?"
           from message
           left join delivery as progress on progress.effect_id = message.id
           where message.person_id in (select id from person where id = $1 or merged_into = $1)
             and ($2::bigint is null or message.seq < $2)
           order by message.seq desc
           limit $3"#,
        person.0,
        before,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| MessageRow {
        seq: row.seq,
        at: row.at.to_jiff(),
        id: row.id,
        phone_number_id: row.phone_number_id,
        author: match (row.direction.as_str(), row.said_by) {
            ("in", _) => Author::Person,
            (_, Some(_)) => Author::Office,
            (_, None) => Author::Program,
        },
        body: row.body,
        rank: row.rank,
        failure_code: row.failure_code,
    });
    Ok(rows.collect())
}

/// A conversation that is to be written into.
#[derive(Clone, Debug)]
pub struct OpenRow {
    /// Whom the one who was asked for turned out to be.
    pub person: PersonId,
    pub phone_number_id: String,
    /// The document of `bot::converse`.
    pub state: String,
    pub last_heard_at: Option<Timestamp>,
}

/// The conversation with this person on this number of ours; where none is named, on the one that heard of them last.
pub async fn latest_with(
    db: &mut PgConnection,
    person: PersonId,
    phone_number_id: Option<&str>,
) -> Result<Option<OpenRow>, StoreError> {
    let row = sqlx::query!(
        "select conversation.person_id, conversation.phone_number_id, conversation.state,
                conversation.last_heard_at
         from person as asked
         join conversation on conversation.person_id = coalesce(asked.merged_into, asked.id)
         where asked.id = $1 and ($2::text is null or conversation.phone_number_id = $2)
         order by conversation.last_heard_at desc nulls last
         limit 1",
        person.0,
        phone_number_id,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| OpenRow {
        person: PersonId(row.person_id),
        phone_number_id: row.phone_number_id,
        state: row.state,
        last_heard_at: row.last_heard_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// Whether we know this person at all.
pub async fn knows(db: &mut PgConnection, person: PersonId) -> Result<bool, StoreError> {
    let known = sqlx::query_scalar!(
        r#"select exists (select from person where id = $1) as "known!""#,
        person.0,
    )
    .fetch_one(db)
    .await?;
    Ok(known)
}
