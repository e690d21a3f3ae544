//! Words of buyers that nobody knew, and what the office has taught.
//!
//! Unknown words are nobody's: which may be kept, and what of the line around them, `realserv_domain::interpret` says.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::AliasId;
use realserv_domain::interpret::{Alias, Aliases, Strange, Tongue};
use sqlx::PgConnection;

use super::StoreError;

/// A word, and how often it came.
#[derive(Clone, Debug)]
pub struct UnknownWord {
    pub word: String,
    pub times: i64,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    pub language: Option<String>,
    /// Masked lines around it, the latest first.
    pub places: Vec<String>,
}

/// Counts words, and keeps the last five lines around each. In the order of the words, so that two turns never wait for each
/// other.
pub async fn count(
    db: &mut PgConnection,
    now: Timestamp,
    words: &[Strange],
) -> Result<(), StoreError> {
    if words.is_empty() {
        return Ok(());
    }
    let spelled: Vec<&str> = words.iter().map(|strange| strange.word.as_str()).collect();
    let places: Vec<&str> = words.iter().map(|strange| strange.place.as_str()).collect();
    let languages: Vec<Option<&str>> =
        words.iter().map(|strange| strange.tongue.map(Tongue::as_str)).collect();
    sqlx::query!(
        "insert into unknown_word (word, times, first_at, last_at, language, places)
         select word, count(*), $1, $1, max(language), (array_agg(distinct place))[1:5]
         from unnest($2::text[], $3::text[], $4::text[]) as new (word, place, language)
         group by word
         order by word
         on conflict (word) do update
         set times = unknown_word.times + excluded.times,
             last_at = greatest(unknown_word.last_at, excluded.last_at),
             language = coalesce(excluded.language, unknown_word.language),
             places = array(
                 select place
                 from unnest(excluded.places || unknown_word.places) with ordinality as seen (place, at)
                 group by place
                 order by min(at)
                 limit 5
             )",
        now.to_sqlx() as _,
        &spelled as _,
        &places as _,
        &languages as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The most frequent first, without those that are taught.
pub async fn unknown(
    db: &mut PgConnection,
    language: Option<&str>,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<UnknownWord>, StoreError> {
    let rows = sqlx::query!(
        "select word, times, first_at, last_at, language, places
         from unknown_word
         where ($1::text is null or language = $1)
           and ($2::bigint is null or times < $2 or (times = $2 and word > $3))
           and not exists (
               select from alias where alias.word = unknown_word.word and alias.until_version is null
           )
         order by times desc, word
         limit $4",
        language,
        after.map(|(times, _)| times),
        after.map(|(_, word)| word),
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| UnknownWord {
        word: row.word,
        times: row.times,
        first_at: row.first_at.to_jiff(),
        last_at: row.last_at.to_jiff(),
        language: row.language,
        places: row.places,
    });
    Ok(rows.collect())
}

/// What holds now.
pub async fn aliases(db: &mut PgConnection) -> Result<Aliases, StoreError> {
    let rows = sqlx::query!(
        "select id, word, means from alias where until_version is null order by from_version"
    )
    .fetch_all(&mut *db)
    .await?;
    let version = version(db).await?;
    let alias =
        rows.into_iter().map(|row| Alias { id: AliasId(row.id), word: row.word, means: row.means });
    Ok(Aliases::new(alias.collect(), version))
}

/// How often something was taught or taken back.
async fn version(db: &mut PgConnection) -> Result<i64, StoreError> {
    let version = sqlx::query_scalar!(
        r#"select greatest(coalesce(max(from_version), 0), coalesce(max(until_version), 0)) as "version!"
           from alias"#
    )
    .fetch_one(db)
    .await?;
    Ok(version)
}

/// An alias with its history.
#[derive(Clone, Debug)]
pub struct AliasRow {
    pub alias: Alias,
    pub from_version: i64,
    pub taught_at: Timestamp,
    pub undone: Option<(i64, Timestamp)>,
}

/// The latest first; only what holds, or everything that was ever taught.
pub async fn list(
    db: &mut PgConnection,
    live: bool,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<AliasRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, word, means, from_version, taught_at, until_version, undone_at
         from alias
         where (not $1::boolean or until_version is null)
           and ($2::bigint is null or from_version < $2)
         order by from_version desc
         limit $3",
        live,
        after,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| AliasRow {
        alias: Alias { id: AliasId(row.id), word: row.word, means: row.means },
        from_version: row.from_version,
        taught_at: row.taught_at.to_jiff(),
        undone: row.until_version.zip(row.undone_at.map(jiff_sqlx::Timestamp::to_jiff)),
    });
    Ok(rows.collect())
}

pub async fn get(db: &mut PgConnection, id: AliasId) -> Result<Option<AliasRow>, StoreError> {
    let row = sqlx::query!(
        "select id, word, means, from_version, taught_at, until_version, undone_at
         from alias
         where id = $1",
        id.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| AliasRow {
        alias: Alias { id: AliasId(row.id), word: row.word, means: row.means },
        from_version: row.from_version,
        taught_at: row.taught_at.to_jiff(),
        undone: row.until_version.zip(row.undone_at.map(jiff_sqlx::Timestamp::to_jiff)),
    }))
}

/// Until the transaction ends nobody else teaches or takes back; everybody reads.
pub async fn lock(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("lock table alias in exclusive mode").execute(db).await?;
    Ok(())
}

/// Under the lock: it holds from a new version on.
pub async fn teach(db: &mut PgConnection, now: Timestamp, alias: &Alias) -> Result<(), StoreError> {
    let version = version(&mut *db).await? + 1;
    sqlx::query!(
        "insert into alias (id, word, means, from_version, taught_at) values ($1, $2, $3, $4, $5)",
        alias.id.0,
        alias.word,
        alias.means,
        version,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Under the lock: it ends with a new version. False: it has ended before, or never was.
pub async fn undo(db: &mut PgConnection, now: Timestamp, id: AliasId) -> Result<bool, StoreError> {
    let version = version(&mut *db).await? + 1;
    let ended = sqlx::query!(
        "update alias set until_version = $2, undone_at = $3 where id = $1 and until_version is null",
        id.0,
        version,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// How much of what buyers wrote is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub since: Timestamp,
    pub people: i64,
    pub of_each: i64,
    pub messages: i64,
}

/// What a buyer wrote, as the transcript has it.
#[derive(Clone, Debug)]
pub struct PastMessage {
    pub at: Timestamp,
    pub body: String,
}

/// The last messages of those buyers whom we heard last: the transcript has an index by person and none by time, which would
/// cost every message.
pub async fn past_messages(
    db: &mut PgConnection,
    bounds: Bounds,
) -> Result<Vec<PastMessage>, StoreError> {
    let rows = sqlx::query!(
        r#"select said.at, said.body
           from (
               select person_id, max(last_heard_at) as heard_at
               from conversation
               where last_heard_at >= $1
                 and not exists (select from vendor where vendor.person_id = conversation.person_id)
               group by person_id
               order by heard_at desc
               limit $2
           ) as talk
           cross join lateral (
               select message.at, message.body, message.seq
               from message
               where message.person_id = talk.person_id and message.at >= $1
                 and message.direction = 'in'
               order by message.seq desc
               limit $3
           ) as said
           order by said.seq desc
           limit $4"#,
        bounds.since.to_sqlx() as _,
        bounds.people,
        bounds.of_each,
        bounds.messages,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| PastMessage { at: row.at.to_jiff(), body: row.body }).collect())
}
