//! Conversations, their transcript and the log of turns; and how far each message has come.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use realserv_domain::message::Delivery;
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

#[derive(Clone, Debug)]
pub struct TranscriptRow {
    pub id: Uuid,
    pub person: PersonId,
    pub phone_number_id: String,
    pub inbound: bool,
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
    let directions: Vec<String> =
        rows.iter().map(|r| if r.inbound { "in" } else { "out" }.to_owned()).collect();
    let wamids: Vec<Option<String>> = rows.iter().map(|r| r.wamid.clone()).collect();
    let bodies: Vec<String> = rows.iter().map(|r| r.body.clone()).collect();
    sqlx::query!(
        "insert into message (at, id, person_id, phone_number_id, direction, wamid, body)
         select $7, id, person_id, phone_number_id, direction, wamid, body
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
             with ordinality as new (id, person_id, phone_number_id, direction, wamid, body, ordinal)
         order by ordinal",
        &ids,
        &people,
        &numbers,
        &directions,
        &wamids as _,
        &bodies,
        now.to_sqlx() as _,
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

/// How far a message came: from the answer of the send call (`effect` known) or from a status webhook.
#[derive(Clone, Debug)]
pub struct Progress {
    pub wamid: String,
    pub effect: Option<Uuid>,
    pub delivery: Delivery,
    pub failure_code: Option<i64>,
    pub category: Option<String>,
    /// A document of the caller's, handed back once if the message fails.
    pub awaited: Option<String>,
}

/// A message that will not arrive, and what its sender wanted to know then.
#[derive(Clone, Debug)]
pub struct Failed {
    pub effect: Uuid,
    pub awaited: String,
}

/// The order of `Delivery`: failed is final unless something higher was seen.
#[must_use]
pub const fn rank(delivery: Delivery) -> i16 {
    match delivery {
        Delivery::Queued => 0,
        Delivery::Accepted => 1,
        Delivery::Failed => 2,
        Delivery::Sent => 3,
        Delivery::Delivered => 4,
        Delivery::Read => 5,
        Delivery::Played => 6,
    }
}

/// Folds statuses: whichever side comes first makes the row, and a late lower status changes nothing. A message that
/// was sent and then failed is failed: `sent` says only that it left Meta.
///
/// Answers which awaited messages have failed, each once.
pub async fn keep_progress(
    db: &mut PgConnection,
    now: Timestamp,
    progress: &[Progress],
) -> Result<Vec<Failed>, StoreError> {
    // One statement may touch a row once: the highest of each message in this batch stands for all of them.
    let mut highest: HashMap<&str, Progress> = HashMap::new();
    for step in progress {
        highest
            .entry(&step.wamid)
            .and_modify(|kept| kept.fold(step))
            .or_insert_with(|| step.clone());
    }
    let mut steps: Vec<Progress> = highest.into_values().collect();
    steps.sort_by(|a, b| a.wamid.cmp(&b.wamid));
    let wamids: Vec<String> = steps.iter().map(|s| s.wamid.clone()).collect();
    let effects: Vec<Option<Uuid>> = steps.iter().map(|s| s.effect).collect();
    let ranks: Vec<i16> = steps.iter().map(|s| rank(s.delivery)).collect();
    let codes: Vec<Option<i64>> = steps.iter().map(|s| s.failure_code).collect();
    let categories: Vec<Option<String>> = steps.iter().map(|s| s.category.clone()).collect();
    let awaited: Vec<Option<String>> = steps.iter().map(|s| s.awaited.clone()).collect();
    let failed = sqlx::query_scalar!(
        r#"with noted as (
               insert into delivery (wamid, effect_id, rank, failure_code, category, awaited, at)
               select wamid, effect_id, rank, failure_code, category, awaited, $7
               from unnest($1::text[], $2::uuid[], $3::smallint[], $4::bigint[], $5::text[], $6::text[])
                   as new (wamid, effect_id, rank, failure_code, category, awaited)
               on conflict (wamid) do update
               set effect_id = coalesce(delivery.effect_id, excluded.effect_id),
                   rank = case
                       when excluded.rank = 2 and delivery.rank <= 3 then 2
                       when delivery.rank = 2 and excluded.rank <= 3 then 2
                       else greatest(delivery.rank, excluded.rank)
                   end,
                   failure_code = coalesce(delivery.failure_code, excluded.failure_code),
                   category = coalesce(delivery.category, excluded.category),
                   awaited = coalesce(delivery.awaited, excluded.awaited),
                   at = excluded.at
               returning wamid, rank, awaited
           )
           select wamid as "wamid!" from noted where rank = 2 and awaited is not null"#,
        &wamids,
        &effects as _,
        &ranks,
        &codes as _,
        &categories as _,
        &awaited as _,
        now.to_sqlx() as _,
    )
    .fetch_all(&mut *db)
    .await?;
    if failed.is_empty() { Ok(Vec::new()) } else { take_awaited(db, &failed).await }
}

async fn take_awaited(db: &mut PgConnection, wamids: &[String]) -> Result<Vec<Failed>, StoreError> {
    let rows = sqlx::query!(
        // Only rows of ours await anything, and those name their effect.
        r#"update delivery set awaited = null
           from (select wamid, awaited from delivery where wamid = any($1) for update) as before
           where delivery.wamid = before.wamid and before.awaited is not null
           returning delivery.effect_id as "effect!", before.awaited as "awaited!""#,
        wamids,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Failed { effect: row.effect, awaited: row.awaited }).collect())
}

impl Progress {
    fn fold(&mut self, other: &Self) {
        let failed = |p: &Self| p.delivery == Delivery::Failed;
        let beyond_sent = |p: &Self| rank(p.delivery) > rank(Delivery::Sent);
        if failed(other) && !beyond_sent(self) {
            self.delivery = Delivery::Failed;
        } else if !failed(self) || beyond_sent(other) {
            self.delivery = self.delivery.max(other.delivery);
        }
        self.effect = self.effect.or(other.effect);
        self.failure_code = self.failure_code.or(other.failure_code);
        if self.awaited.is_none() {
            self.awaited.clone_from(&other.awaited);
        }
        if self.category.is_none() {
            self.category.clone_from(&other.category);
        }
    }
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

/// Which of these effects WhatsApp is known to have taken, whatever our own call heard of it.
pub async fn already_taken(
    db: &mut PgConnection,
    effects: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let taken = sqlx::query_scalar!(
        r#"select effect_id as "effect_id!" from delivery where effect_id = any($1)"#,
        effects,
    )
    .fetch_all(db)
    .await?;
    Ok(taken)
}

/// When anything was last said: a demo's clock must not begin before it.
pub async fn latest(db: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    let at = sqlx::query_scalar!("select max(updated_at) from conversation").fetch_one(db).await?;
    Ok(at.map(jiff_sqlx::Timestamp::to_jiff))
}
