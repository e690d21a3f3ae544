//! Events that failed whenever they were tried: why, once more, or never again. What a person said in one is not shown.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use realserv_adapters::postgres::office::dead_letters;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::act::{Act, Asker};
use super::deed::Deed;
use super::input::{Fields, Form, Id, Search};
use super::once::OnceKey;
use super::paging::{Page, PageParameters, Paging};
use super::problem::{Missing, Problem, Refused, Untimely};
use super::shown::Instant;
use crate::web::Web;

/// An event that was set aside.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeadLetterShown {
    pub id: Uuid,
    /// person or order.
    #[schema(example = "order")]
    pub key_kind: String,
    /// Whose event it is: a person's id or an order's.
    pub key_id: Uuid,
    /// Which kind of event, without what was said in it.
    #[schema(example = "offer_accepted")]
    pub event: String,
    /// The last failure, with its causes.
    pub reason: String,
    pub correlation_id: String,
    pub at: Instant,
}

/// Back in the inbox.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Retried {
    pub id: Uuid,
}

pub(super) struct DeadLetterSearch(Paging<(Timestamp, Uuid)>);

impl Form for DeadLetterSearch {
    fn read(fields: &mut Fields) -> Self {
        Self(Paging::read(fields))
    }
}

/// Events that were set aside, the latest first
#[utoipa::path(
    get, path = "/dead-letters", tag = "dead letters",
    params(PageParameters),
    responses(
        (status = 200, body = Page<DeadLetterShown>, description = "A page of dead letters"),
        Refused,
    ),
)]
pub(super) async fn list_dead_letters(
    State(web): State<Web>,
    Search(DeadLetterSearch(paging)): Search<DeadLetterSearch>,
) -> Result<Json<Page<DeadLetterShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = dead_letters::list(&mut db, None, paging.after, paging.fetch()).await?;
    Ok(Json(paging.page(rows, |row| (row.at, row.id), DeadLetterShown::from)))
}

/// Try an event again
///
/// It goes back to its key's inbox, behind what waits there. If it fails again, it comes back here.
#[utoipa::path(
    post, path = "/dead-letters/{id}/retry", tag = "dead letters",
    params(
        ("id" = Uuid, Path, description = "The event's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    responses(
        (status = 202, body = Retried, description = "Back in the inbox"),
        Refused, Missing, Untimely,
    ),
)]
pub(super) async fn retry_dead_letter(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<(StatusCode, Json<Retried>), Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let (action, on) = ("dead_letter.retry", ("dead_letter", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: Value::Null };
    if deed.is_new(&mut transaction).await? {
        let row = dead_letters::list(&mut transaction, Some(id), None, 1).await?.pop();
        let row = row.ok_or_else(missing)?;
        if !dead_letters::retry(&mut transaction, app.clock.now(), id).await? {
            return Err(missing());
        }
        deed.write_down(&mut transaction, detail(&row)).await?;
    }
    transaction.commit().await?;
    // The next look for leftovers finds it, a quarter of a second from now at most.
    Ok((StatusCode::ACCEPTED, Json(Retried { id })))
}

/// Drop an event for good
#[utoipa::path(
    delete, path = "/dead-letters/{id}", tag = "dead letters",
    params(("id" = Uuid, Path, description = "The event's id")),
    responses((status = 204, description = "Gone"), Refused, Missing),
)]
pub(super) async fn drop_dead_letter(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
) -> Result<StatusCode, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = dead_letters::list(&mut transaction, Some(id), None, 1).await?.pop();
    let row = row.ok_or_else(missing)?;
    if !dead_letters::discard(&mut transaction, id).await? {
        return Err(missing());
    }
    let subject = format!("dead_letter:{id}");
    let act = Act { action: "dead_letter.drop", subject, detail: detail(&row) };
    act.write(&mut transaction, app, &asker).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn detail(row: &dead_letters::DeadLetterRow) -> Value {
    json!({ "key": format!("{}:{}", row.key_kind, row.key_id), "event": kind(&row.event) })
}

fn missing() -> Problem {
    Problem::not_found("There is no dead letter with this id (any more).")
}

/// The event's tag alone: an order's `event`, a person's outermost variant and what was heard or told.
fn kind(event: &str) -> String {
    let document: Value = serde_json::from_str(event).unwrap_or_default();
    let fields = match &document {
        Value::Object(fields) => fields,
        // One that says all by its name.
        Value::String(name) => return name.clone(),
        _ => return "unreadable".to_owned(),
    };
    if let Some(name) = fields.get("event").and_then(Value::as_str) {
        return name.to_owned();
    }
    let Some((name, of)) = fields.iter().next() else { return "unreadable".to_owned() };
    let inner = ["/heard/heard", "/fact"].iter().find_map(|at| of.pointer(at)?.as_str());
    match inner {
        Some(inner) => format!("{name}:{inner}"),
        None => name.clone(),
    }
}

impl From<dead_letters::DeadLetterRow> for DeadLetterShown {
    fn from(row: dead_letters::DeadLetterRow) -> Self {
        Self {
            id: row.id,
            key_kind: row.key_kind,
            key_id: row.key_id,
            event: kind(&row.event),
            reason: row.reason,
            correlation_id: row.correlation_id,
            at: Instant(row.at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_not_shown() {
        let heard =
            r#"{"heard":{"message_id":"x","heard":{"heard":"said","text":"my number is 98480"}}}"#;
        assert_eq!(kind(heard), "heard:said");
        assert_eq!(kind(r#"{"told":{"fact":"paid","number":"RS"}}"#), "told:paid");
        assert_eq!(kind("\"cart_waits\""), "cart_waits");
        assert_eq!(kind(r#"{"event":"code_tried","code":"1234"}"#), "code_tried");
        assert_eq!(kind("{"), "unreadable");
    }
}
