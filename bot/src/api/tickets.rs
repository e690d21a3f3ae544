//! Tickets: who waits for a person, longest first.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::office::tickets;
use realserv_domain::ids::TicketId;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::Asker;
use super::deed::Deed;
use super::input::{Fields, Form, Id, Search};
use super::once::OnceKey;
use super::paging::{Page, PageParameters, Paging};
use super::problem::{Missing, Problem, Refused, Untimely};
use super::shown::{Instant, masked};
use crate::web::Web;

/// Somebody wants a person of the office.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketShown {
    pub id: Uuid,
    pub person_id: Uuid,
    #[schema(required, example = "Asha")]
    pub person_name: Option<String>,
    /// The last four digits.
    #[schema(required, example = "…2345")]
    pub phone: Option<String>,
    #[schema(required)]
    pub order_id: Option<Uuid>,
    #[schema(required, example = "RS7K3M9QX")]
    pub order_number: Option<String>,
    pub about: String,
    /// open or closed.
    #[schema(example = "open")]
    pub state: String,
    /// Files that it was opened for, oldest first, see `/media/{id}`.
    pub media_ids: Vec<Uuid>,
    pub opened_at: Instant,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct TicketSearchParameters {
    /// open, closed or all.
    #[param(default = "open")]
    state: Option<String>,
}

pub(super) struct TicketSearch {
    filter: tickets::Filter,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for TicketSearch {
    fn read(fields: &mut Fields) -> Self {
        let state = fields.take("state", |given| match given.text(1, 10)?.as_str() {
            "all" => Ok(None),
            word @ ("open" | "closed") => Ok(Some(word.to_owned())),
            _ => Err("must be one of open, closed, all".to_owned()),
        });
        let paging = Paging::<(Timestamp, Uuid)>::read(fields);
        let state = state.unwrap_or_else(|| Some("open".to_owned()));
        Self {
            filter: tickets::Filter { state, after: paging.after, ..tickets::Filter::default() },
            paging,
        }
    }
}

/// Tickets, the one that waits longest first
#[utoipa::path(
    get, path = "/tickets", tag = "tickets",
    params(TicketSearchParameters, PageParameters),
    responses((status = 200, body = Page<TicketShown>, description = "A page of tickets"), Refused),
)]
pub(super) async fn list_tickets(
    State(web): State<Web>,
    Search(search): Search<TicketSearch>,
) -> Result<Json<Page<TicketShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = tickets::list(&mut db, &search.filter, search.paging.fetch()).await?;
    let key = |row: &tickets::TicketRow| (row.opened_at, row.id.0);
    Ok(Json(search.paging.page(rows, key, TicketShown::from)))
}

/// Close a ticket
#[utoipa::path(
    post, path = "/tickets/{id}/close", tag = "tickets",
    params(
        ("id" = Uuid, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    responses(
        (status = 200, body = TicketShown, description = "As it is now"),
        Refused, Missing, Untimely,
    ),
)]
pub(super) async fn close_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<Json<TicketShown>, Problem> {
    let app = &web.app;
    let ticket = TicketId(id);
    let mut transaction = app.pool.begin().await?;
    let mut row = tickets::one(&mut transaction, ticket).await?.ok_or_else(missing)?;
    let (action, on) = ("ticket.close", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: Value::Null };
    if deed.is_new(&mut transaction).await? {
        if !tickets::close(&mut transaction, ticket).await? {
            return Err(Problem::conflict("This ticket is closed already."));
        }
        let detail = json!({ "before": { "state": row.state }, "after": { "state": "closed" } });
        deed.write_down(&mut transaction, detail).await?;
    }
    transaction.commit().await?;
    "closed".clone_into(&mut row.state);
    Ok(Json(row.into()))
}

fn missing() -> Problem {
    Problem::not_found("There is no ticket with this id.")
}

impl From<tickets::TicketRow> for TicketShown {
    fn from(row: tickets::TicketRow) -> Self {
        Self {
            id: row.id.0,
            person_id: row.person.0,
            person_name: row.person_name,
            phone: masked(row.phone.as_deref()),
            order_id: row.order.map(|order| order.0),
            order_number: row.order_number,
            about: row.about,
            state: row.state,
            media_ids: row.media.into_iter().map(|media| media.0).collect(),
            opened_at: Instant(row.opened_at),
        }
    }
}
