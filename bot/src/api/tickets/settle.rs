//! A ticket is solved, closed, or open again. Who asked for it hears that it is solved, and is asked once whether it is.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::office::tickets::{self, Change, TicketRow};
use realserv_domain::ids::TicketId;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{ActOnTicket, TicketShown, TicketWhole, heard_on, locked, whole};
use crate::api::act::{ADMIN, Asker};
use crate::api::deed::Deed;
use crate::api::input::{Body, Id};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::app::App;
use crate::converse::TicketNews;
use crate::turn::event::PersonEvent;
use crate::wake::Left;
use crate::web::Web;

/// What somebody asked for, or did: they know that there is something to be solved.
const ASKED_BY_THEM: [&str; 4] = ["asked_for_person", "order", "sent_media", "bad_rating"];

/// Call a ticket solved
///
/// Its person hears of it, if they asked for it or were answered, and is asked whether it is solved: once for a ticket, and not who wants
/// nothing but the news of orders. *No*, and what they say within the setting `ticket_days`, opens it again; it is closed when that is over.
#[utoipa::path(
    post, path = "/tickets/{id}/solve", tag = "tickets",
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
pub(in crate::api) async fn solve_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<ActOnTicket>,
) -> Result<Json<TicketWhole>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("ticket.solve", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    let mut told = None;
    if deed.is_new(&mut transaction).await? {
        if !matches!(row.state.as_str(), "open" | "waiting") {
            return Err(Problem::conflict(format!("This ticket is {} already.", row.state)));
        }
        let number = heard_on(&mut transaction, &row).await?.filter(|_| is_theirs(&row));
        let asks = number.is_some() && row.satisfaction_asked_at.is_none() && !row.opted_out;
        let of = (TicketId(id), body.by());
        tickets::change(&mut transaction, app.clock.now(), of, Change::Solve { asks }).await?;
        if let Some(number) = number.filter(|_| !row.opted_out) {
            let (ticket, name) = (TicketId(id), row.number.clone());
            let news = TicketNews::Solved { ticket, number: name, asks };
            told = Some(tell(&deed, &mut transaction, &row, number, news).await?);
        }
        let detail = json!({ "by": body.by(), "before": { "state": row.state }, "asks": asks });
        deed.write_down(&mut transaction, detail).await?;
    }
    let whole = whole(&mut transaction, TicketId(id)).await?;
    transaction.commit().await?;
    ring(app, told);
    Ok(Json(whole))
}

/// Whoever knows nothing of it is not told that it is over.
fn is_theirs(row: &TicketRow) -> bool {
    row.first_reply_at.is_some() || ASKED_BY_THEM.contains(&row.about.as_str())
}

/// Close a ticket
///
/// Nothing more is expected: what its person says has nothing to do with it. Only who quotes the office's words, or says *no* to whether
/// it is solved, within the setting `ticket_days`, opens it again.
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
pub(in crate::api) async fn close_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<Json<TicketShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("ticket.close", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: Value::Null };
    let mut told = None;
    if deed.is_new(&mut transaction).await? {
        if row.state == "closed" {
            return Err(Problem::conflict("This ticket is closed already."));
        }
        let of = (TicketId(id), ADMIN);
        tickets::change(&mut transaction, app.clock.now(), of, Change::Close).await?;
        // Whoever may still answer it does so no more.
        let known = row.first_reply_at.is_some() || row.satisfaction_asked_at.is_some();
        if let Some(number) = heard_on(&mut transaction, &row).await?.filter(|_| known) {
            let news = TicketNews::Closed { ticket: TicketId(id) };
            told = Some(tell(&deed, &mut transaction, &row, number, news).await?);
        }
        let detail = json!({ "before": { "state": row.state }, "after": { "state": "closed" } });
        deed.write_down(&mut transaction, detail).await?;
    }
    let row = locked(&mut transaction, id).await?;
    transaction.commit().await?;
    ring(app, told);
    Ok(Json(row.into()))
}

/// Open a ticket again
#[utoipa::path(
    post, path = "/tickets/{id}/reopen", tag = "tickets",
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
pub(in crate::api) async fn reopen_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<ActOnTicket>,
) -> Result<Json<TicketWhole>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("ticket.reopen", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        if !matches!(row.state.as_str(), "solved" | "closed") {
            return Err(Problem::conflict(format!("This ticket is {} already.", row.state)));
        }
        let of = (TicketId(id), body.by());
        tickets::change(&mut transaction, app.clock.now(), of, Change::Reopen).await?;
        let detail = json!({ "by": body.by(), "before": { "state": row.state } });
        deed.write_down(&mut transaction, detail).await?;
    }
    let whole = whole(&mut transaction, TicketId(id)).await?;
    transaction.commit().await?;
    Ok(Json(whole))
}

/// An event for the person's conversation; whose.
async fn tell(
    deed: &Deed<'_>,
    db: &mut PgConnection,
    row: &TicketRow,
    number: String,
    news: TicketNews,
) -> Result<Uuid, Problem> {
    let to = (KeyKind::Person, row.person.0);
    deed.tell(db, to, number, &PersonEvent::Ticket(news)).await?;
    Ok(row.person.0)
}

fn ring(app: &App, told: Option<Uuid>) {
    let people: Vec<Uuid> = told.into_iter().collect();
    if !people.is_empty() {
        app.bells.ring(Left { people, ..Left::default() });
    }
}
