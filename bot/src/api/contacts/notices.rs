//! What was told somebody beside WhatsApp, and how far each came.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::notices::{self, NoticeRow};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::input::{Fields, Form, Id, Search};
use super::super::paging::{Page, PageParameters, Paging};
use super::super::problem::{Missing, Problem, Refused};
use super::super::shown::Instant;
use super::known;
use crate::web::Web;

/// Something told by one way beside WhatsApp.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct NoticeShown {
    pub id: Uuid,
    /// email, push or sms.
    #[schema(example = "sms")]
    pub way: String,
    /// offer (the alert of a new order) or paper (an invoice or a credit note).
    #[schema(example = "offer")]
    pub about: String,
    #[schema(required)]
    pub order_id: Option<Uuid>,
    /// Of a push; null where the device is forgotten.
    #[schema(required)]
    pub device_id: Option<Uuid>,
    /// Of an SMS: the message of the transcript whose place it takes.
    #[schema(required)]
    pub message_id: Option<Uuid>,
    /// queued; accepted by who carries it; delivered (an SMS, as its operator reports); failed; needless (WhatsApp delivered, or the
    /// offer was answered); or unsure: sent perhaps, and never sent again.
    #[schema(example = "delivered")]
    pub state: String,
    /// The carrier's own id.
    #[schema(required)]
    pub provider_id: Option<String>,
    /// Why it failed, in the carrier's words.
    #[schema(required, example = json!(null))]
    pub reason: Option<String>,
    pub made_at: Instant,
    pub changed_at: Instant,
}

pub(in crate::api) struct NoticeSearch(Paging<(Timestamp, Uuid)>);

impl Form for NoticeSearch {
    fn read(fields: &mut Fields) -> Self {
        Self(Paging::read(fields))
    }
}

/// What was told somebody beside WhatsApp, the latest first
#[utoipa::path(
    get, path = "/conversations/{person_id}/notices", tag = "conversations",
    params(("person_id" = Uuid, Path, description = "The person's id"), PageParameters),
    responses(
        (status = 200, body = Page<NoticeShown>, description = "A page of notices"),
        Refused, Missing,
    ),
)]
pub(in crate::api) async fn list_notices(
    State(web): State<Web>,
    Id(id): Id,
    Search(NoticeSearch(paging)): Search<NoticeSearch>,
) -> Result<Json<Page<NoticeShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let person = known(&mut db, id).await?;
    let rows = notices::list(&mut db, person, paging.after.as_ref(), paging.fetch()).await?;
    Ok(Json(paging.page(rows, |row| (row.made_at, row.id.0), NoticeShown::from)))
}

impl From<NoticeRow> for NoticeShown {
    fn from(row: NoticeRow) -> Self {
        Self {
            id: row.id.0,
            way: row.way,
            about: row.about,
            order_id: row.order.map(|order| order.0),
            device_id: row.device.map(|device| device.0),
            message_id: row.instead_of,
            state: row.state,
            provider_id: row.provider_id,
            reason: row.reason,
            made_at: Instant(row.made_at),
            changed_at: Instant(row.changed_at),
        }
    }
}
