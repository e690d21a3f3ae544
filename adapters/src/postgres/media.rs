//! Files that people sent: what each is, and what became of it. The content lies in the store.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{MediaId, OrderId, PartId, PersonId};
use realserv_domain::media::{Refusal, Wanted};
use realserv_domain::message::MediaKind;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use crate::files::{Digest, Key};

/// One that is to be fetched.
#[derive(Clone, Debug)]
pub struct NewMedia {
    pub person: PersonId,
    /// The transcript's message that brought it.
    pub message: Uuid,
    pub wanted: Wanted,
}

/// Written in the turn that heard of them, after its tickets: a list belongs to the ticket that stands open for it.
pub async fn insert(
    db: &mut PgConnection,
    now: Timestamp,
    media: &[NewMedia],
) -> Result<(), StoreError> {
    if media.is_empty() {
        return Ok(());
    }
    let of_part = |of: fn((OrderId, PartId)) -> Uuid| -> Vec<Option<Uuid>> {
        media.iter().map(|new| new.wanted.purpose.of_part().map(of)).collect()
    };
    let ids: Vec<Uuid> = media.iter().map(|new| new.wanted.media.0).collect();
    let people: Vec<Uuid> = media.iter().map(|new| new.person.0).collect();
    let messages: Vec<Uuid> = media.iter().map(|new| new.message).collect();
    let providers: Vec<String> = media.iter().map(|new| new.wanted.provider.clone()).collect();
    let kinds: Vec<String> = media.iter().map(|new| word(new.wanted.kind).to_owned()).collect();
    let purposes: Vec<String> =
        media.iter().map(|new| new.wanted.purpose.as_str().to_owned()).collect();
    let (orders, parts) = (of_part(|(order, _)| order.0), of_part(|(_, part)| part.0));
    sqlx::query!(
        "insert into media (id, person_id, message_id, provider_id, kind, purpose, order_id, part_id, ticket_id, sent_at)
         select id, new.person_id, message_id, provider_id, kind, purpose, new.order_id, part_id,
                case when purpose = 'list' then (
                    select ticket.id
                    from ticket
                    where ticket.person_id = new.person_id and ticket.about = 'sent_media' and ticket.state = 'open'
                    order by ticket.opened_at desc
                    limit 1
                ) end,
                $9
         from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[])
             as new (id, person_id, message_id, provider_id, kind, purpose, order_id, part_id)",
        &ids,
        &people,
        &messages,
        &providers,
        &kinds,
        &purposes,
        &orders as _,
        &parts as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What became of one.
#[derive(Clone, Debug)]
pub enum End {
    Kept { mime: &'static str, bytes: u64, digest: Digest, key: Key },
    Refused(Refusal),
}

/// Once: what has ended stays as it ended, so that a second try of the same changes nothing.
pub async fn end(
    db: &mut PgConnection,
    now: Timestamp,
    id: MediaId,
    end: &End,
) -> Result<(), StoreError> {
    let (state, because) = match end {
        End::Kept { .. } => ("kept", None),
        End::Refused(refusal) => ("refused", Some(refusal.as_str())),
    };
    let kept = match end {
        End::Kept { mime, bytes, digest, key } => Some((*mime, *bytes, *digest, key)),
        End::Refused(_) => None,
    };
    sqlx::query!(
        "update media
         set state = $2, refused_because = $3, mime = $4, bytes = $5, sha256 = $6, stored_as = $7, ended_at = $8
         where id = $1 and state = 'waits'",
        id.0,
        state,
        because,
        kept.map(|(mime, ..)| mime),
        kept.map(|(_, bytes, ..)| i64::try_from(bytes).unwrap_or(i64::MAX)),
        kept.map(|(_, _, digest, _)| digest.0.to_vec()),
        kept.map(|(.., key)| key.as_str()),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

#[derive(Clone, Debug)]
pub struct MediaRow {
    pub id: MediaId,
    pub person: PersonId,
    pub message: Uuid,
    pub kind: String,
    pub purpose: String,
    pub order: Option<Uuid>,
    pub part: Option<Uuid>,
    pub ticket: Option<Uuid>,
    pub state: String,
    pub refused_because: Option<String>,
    pub kept: Option<KeptRow>,
    pub sent_at: Timestamp,
    pub ended_at: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub struct KeptRow {
    pub mime: String,
    pub bytes: i64,
    pub digest: Digest,
    pub key: Key,
}

pub async fn one(db: &mut PgConnection, id: Uuid) -> Result<Option<MediaRow>, StoreError> {
    let row = sqlx::query!(
        "select id, person_id, message_id, kind, purpose, order_id, part_id, ticket_id, state, refused_because, mime,
                bytes, sha256, stored_as, sent_at, ended_at
         from media
         where id = $1",
        id,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let kept = match (row.mime, row.bytes, row.sha256, row.stored_as) {
        (Some(mime), Some(bytes), Some(sha256), Some(stored_as)) => {
            let what = "where a file lies";
            let key = Key::parse(&stored_as).ok_or(StoreError::Conflict { what })?;
            let what = "the hash of a file";
            let hash = <[u8; 32]>::try_from(sha256).map_err(|_| StoreError::Conflict { what })?;
            Some(KeptRow { mime, bytes, digest: Digest(hash), key })
        }
        _ => None,
    };
    Ok(Some(MediaRow {
        id: MediaId(row.id),
        person: PersonId(row.person_id),
        message: row.message_id,
        kind: row.kind,
        purpose: row.purpose,
        order: row.order_id,
        part: row.part_id,
        ticket: row.ticket_id,
        state: row.state,
        refused_because: row.refused_because,
        kept,
        sent_at: row.sent_at.to_jiff(),
        ended_at: row.ended_at.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// Which files these messages brought.
pub async fn of_messages(
    db: &mut PgConnection,
    messages: &[Uuid],
) -> Result<Vec<(Uuid, MediaId)>, StoreError> {
    let rows = sqlx::query!(
        "select message_id, id from media where message_id = any($1) order by sent_at, id",
        messages,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.message_id, MediaId(row.id))).collect())
}

/// The word of a column.
const fn word(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Voice => "voice",
        MediaKind::Audio => "audio",
        MediaKind::Document => "document",
        MediaKind::Sticker => "sticker",
    }
}
