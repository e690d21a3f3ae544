//! The office opens a ticket for somebody: what was said on the telephone, or what must not be forgotten.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use realserv_adapters::postgres::office::conversations;
use realserv_adapters::postgres::orders::find;
use realserv_adapters::postgres::tickets::{NewTicket, insert};
use realserv_domain::ids::{Minter, OrderId, PersonId, TicketId};
use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{TicketWhole, name, whole};
use crate::api::act::{ADMIN, Asker};
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Given};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, FieldProblem, Missing, Problem, Refused, Untimely};
use crate::web::Web;

/// A ticket for somebody.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct NewTicketOfOffice {
    person_id: Uuid,
    /// An order of theirs that it is about.
    order_id: Option<Uuid>,
    /// What it is about, for the office.
    #[schema(min_length = 3, max_length = 2000, example = "Called: four bags came torn")]
    note: String,
    /// Left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

impl Form for NewTicketOfOffice {
    fn read(fields: &mut Fields) -> Self {
        Self {
            person_id: fields.need("person_id", Given::id),
            order_id: fields.take_or_clear("order_id", Given::id).flatten(),
            note: fields.need("note", |given| given.text(3, 2000)),
            by: fields.take("by", name),
        }
    }
}

/// Open a ticket for somebody
///
/// They hear nothing of it before the office replies.
#[utoipa::path(
    post, path = "/tickets", tag = "tickets",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice opens one")),
    request_body = NewTicketOfOffice,
    responses(
        (status = 201, body = TicketWhole, description = "It is open"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn open_ticket(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<NewTicketOfOffice>,
) -> Result<(StatusCode, Json<TicketWhole>), Problem> {
    let app = &web.app;
    // Of the key alone, without the time: the same key finds it again.
    let event = key.event(asker.request);
    let id: TicketId = Minter::new(app.secret, event, 0).id();
    let mut transaction = app.pool.begin().await?;
    let (action, on) = ("ticket.open", ("ticket", id.0));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        let (person, phone_number_id) = whose(&mut transaction, &body).await?;
        let order = body.order_id.map(OrderId);
        let phone_number_id = phone_number_id.as_deref();
        let new = NewTicket { id, person, order, phone_number_id, about: "office" };
        let by = body.by.as_deref().unwrap_or(ADMIN);
        insert(&mut transaction, app.clock.now(), &new, Some(by), Some(&body.note)).await?;
        let detail = json!({ "by": by, "person_id": person.0, "order_id": body.order_id });
        deed.write_down(&mut transaction, detail).await?;
    }
    let whole = whole(&mut transaction, id).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(whole)))
}

/// Who is meant, as they are known now, and on which of our numbers they talk with us.
async fn whose(
    db: &mut PgConnection,
    body: &NewTicketOfOffice,
) -> Result<(PersonId, Option<String>), Problem> {
    let nothing = |field: &str, message: &str| {
        let problem = FieldProblem { field: field.to_owned(), message: message.to_owned() };
        Problem::invalid(vec![problem])
    };
    if let Some(order) = body.order_id
        && find::one(db, OrderId(order)).await?.is_none()
    {
        return Err(nothing("order_id", "is no order"));
    }
    let person = PersonId(body.person_id);
    if let Some(row) = conversations::latest_with(db, person, None).await? {
        return Ok((row.person, Some(row.phone_number_id)));
    }
    if conversations::knows(db, person).await? {
        return Ok((person, None));
    }
    Err(nothing("person_id", "is nobody"))
}
