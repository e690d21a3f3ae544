//! Whose a ticket is, and what is to be known of it. Who takes one that somebody has is told who; over their head it takes a word.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::office::tickets::{self, Change};
use realserv_domain::ids::TicketId;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{ActOnTicket, TicketWhole, locked, name, whole};
use crate::api::act::{ADMIN, Asker};
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Given, Id};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::web::Web;

/// Whose it is from now on.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct AssignTicket {
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    to: String,
    /// Also where somebody else has it.
    #[schema(default = false)]
    take_over: Option<bool>,
    /// Who assigns it; left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Sana")]
    by: Option<String>,
}

impl Form for AssignTicket {
    fn read(fields: &mut Fields) -> Self {
        Self {
            to: fields.need("to", name),
            take_over: fields.take("take_over", Given::flag),
            by: fields.take("by", name),
        }
    }
}

/// Something to know, for the office alone.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct NoteOnTicket {
    #[schema(min_length = 1, max_length = 2000, example = "The yard sends four bags tomorrow")]
    text: String,
    /// Left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

impl Form for NoteOnTicket {
    fn read(fields: &mut Fields) -> Self {
        Self { text: fields.need("text", |given| given.text(1, 2000)), by: fields.take("by", name) }
    }
}

/// Give a ticket to somebody of the office
#[utoipa::path(
    post, path = "/tickets/{id}/assign", tag = "tickets",
    params(
        ("id" = Uuid, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = AssignTicket,
    responses(
        (status = 200, body = TicketWhole, description = "As it is now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn assign_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<AssignTicket>,
) -> Result<Json<TicketWhole>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("ticket.assign", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        let over = body.take_over.unwrap_or(false);
        if let Some(other) = row.owner.as_ref().filter(|owner| **owner != body.to && !over) {
            return Err(Problem::conflict(format!(
                "{other} has this ticket. Send take_over: true to take it over."
            )));
        }
        let by = body.by.as_deref().unwrap_or(ADMIN);
        let change = Change::Assign { to: &body.to };
        tickets::change(&mut transaction, app.clock.now(), (TicketId(id), by), change).await?;
        let detail = json!({ "by": by, "before": row.owner, "after": body.to });
        deed.write_down(&mut transaction, detail).await?;
    }
    let whole = whole(&mut transaction, TicketId(id)).await?;
    transaction.commit().await?;
    Ok(Json(whole))
}

/// Take a ticket from whoever has it
#[utoipa::path(
    post, path = "/tickets/{id}/unassign", tag = "tickets",
    params(
        ("id" = Uuid, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = ActOnTicket,
    responses(
        (status = 200, body = TicketWhole, description = "As it is now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn unassign_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<ActOnTicket>,
) -> Result<Json<TicketWhole>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("ticket.unassign", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        let owner = row.owner.ok_or_else(|| Problem::conflict("Nobody has this ticket."))?;
        let of = (TicketId(id), body.by());
        tickets::change(&mut transaction, app.clock.now(), of, Change::Unassign).await?;
        let detail = json!({ "by": body.by(), "before": owner });
        deed.write_down(&mut transaction, detail).await?;
    }
    let whole = whole(&mut transaction, TicketId(id)).await?;
    transaction.commit().await?;
    Ok(Json(whole))
}

/// Note something on a ticket
///
/// For the office: its person never reads it.
#[utoipa::path(
    post, path = "/tickets/{id}/notes", tag = "tickets",
    params(
        ("id" = Uuid, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice notes it once"),
    ),
    request_body = NoteOnTicket,
    responses(
        (status = 200, body = TicketWhole, description = "As it is now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn note_on_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<NoteOnTicket>,
) -> Result<Json<TicketWhole>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    locked(&mut transaction, id).await?;
    let (action, on) = ("ticket.note", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        let by = body.by.as_deref().unwrap_or(ADMIN);
        let change = Change::Note { words: &body.text };
        tickets::change(&mut transaction, app.clock.now(), (TicketId(id), by), change).await?;
        deed.write_down(&mut transaction, json!({ "by": by })).await?;
    }
    let whole = whole(&mut transaction, TicketId(id)).await?;
    transaction.commit().await?;
    Ok(Json(whole))
}
