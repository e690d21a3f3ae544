//! Files that people sent: what each is, and a link to it that is over in minutes.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::media;
use realserv_domain::ids::MediaId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::Id;
use super::problem::{Missing, Problem, Refused};
use super::shown::Instant;
use crate::links;
use crate::web::Web;

/// A file that a person sent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MediaShown {
    pub id: Uuid,
    pub person_id: Uuid,
    /// The message of the transcript that brought it.
    pub message_id: Uuid,
    /// image, video, voice, audio or document.
    #[schema(example = "image")]
    pub kind: String,
    /// What it is for: claim, list (a ticket was opened for it), proof (of delivery), chat or kyc.
    #[schema(example = "claim")]
    pub purpose: String,
    #[schema(required)]
    pub order_id: Option<Uuid>,
    #[schema(required)]
    pub part_id: Option<Uuid>,
    #[schema(required)]
    pub ticket_id: Option<Uuid>,
    /// waits (not fetched yet), kept, refused or erased.
    #[schema(example = "kept")]
    pub state: String,
    /// Of a refused one: too_big, not_what_it_says, kind_not_taken, infected, gone or unchecked. Nothing of it is here.
    #[schema(required, example = json!(null))]
    pub refused_because: Option<String>,
    /// Of a kept one: the type that its content has, whatever its sender called it.
    #[schema(required, example = "image/jpeg")]
    pub mime_type: Option<String>,
    #[schema(required, example = 183_042)]
    pub bytes: Option<i64>,
    /// In hex.
    #[schema(required)]
    pub sha256: Option<String>,
    pub sent_at: Instant,
    #[schema(required)]
    pub ended_at: Option<Instant>,
    /// Of a kept one: opens it in a browser, without any key, for who has the link. Ask again for another.
    #[schema(required)]
    pub url: Option<String>,
    #[schema(required)]
    pub url_expires_at: Option<Instant>,
}

/// A file that a person sent, with a link to it
///
/// The link opens this one file and is over in ten minutes. Files were looked through by the virus scanner before they were kept.
#[utoipa::path(
    get, path = "/media/{id}", tag = "media",
    params(("id" = Uuid, Path, description = "The file's id, as messages, tickets, claims and parts name it")),
    responses((status = 200, body = MediaShown, description = "The file"), Refused, Missing),
)]
pub(super) async fn get_media(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<MediaShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let row = media::one(&mut db, id).await?;
    let row = row.ok_or_else(|| Problem::not_found("There is no file with this id."))?;
    let link = row.kept.as_ref().map(|_| links::link(&web.app, MediaId(id)));
    Ok(Json(shown(row, link)))
}

fn shown(row: media::MediaRow, link: Option<links::Link>) -> MediaShown {
    let kept = row.kept.as_ref();
    MediaShown {
        id: row.id.0,
        person_id: row.person.0,
        message_id: row.message,
        mime_type: kept.map(|kept| kept.mime.clone()),
        bytes: kept.map(|kept| kept.bytes),
        sha256: kept.map(|kept| kept.digest.to_string()),
        kind: row.kind,
        purpose: row.purpose,
        order_id: row.order,
        part_id: row.part,
        ticket_id: row.ticket,
        state: row.state,
        refused_because: row.refused_because,
        sent_at: Instant(row.sent_at),
        ended_at: row.ended_at.map(Instant),
        url_expires_at: link.as_ref().map(|link| Instant(link.until)),
        url: link.map(|link| link.url),
    }
}
