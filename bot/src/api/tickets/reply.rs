//! Words for the person who waits: they reach the chat by its one loop, under what the ticket is called.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::office::tickets::{self, Change};
use realserv_domain::ids::TicketId;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::{TicketWhole, locked, missing, name, whole};
use crate::api::act::{ADMIN, Asker};
use crate::api::conversations::hold::{Ours, ours, taken};
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Id};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::Instant;
use crate::converse::TicketNews;
use crate::turn::event::{PersonEvent, WINDOW};
use crate::wake::Left;
use crate::web::Web;

/// WhatsApp takes 4096, and the ticket's number stands above.
const LONGEST_TEXT: usize = 3900;

/// What the office answers.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ReplyToTicket {
    /// As the person reads it.
    #[schema(min_length = 1, max_length = 3900, example = "Which bags were torn?")]
    text: String,
    /// Who of the office answers; left out: who has the ticket, else the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

impl Form for ReplyToTicket {
    fn read(fields: &mut Fields) -> Self {
        let text = fields.need("text", |given| given.text(1, LONGEST_TEXT));
        Self { text, by: fields.take("by", name) }
    }
}

/// Taken, and on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TicketReplied {
    ticket: TicketWhole,
    /// text: the words go out now. template: WhatsApp's 24-hour window is closed, so they are told that there is an answer, and read it
    /// with a tap.
    #[schema(example = "text")]
    sent_as: String,
    /// When the window closes, or closed; null where they have never written.
    #[schema(required)]
    window_closes_at: Option<Instant>,
}

/// Answer a ticket
///
/// The person reads it in the chat, under the ticket's number, and is next: what they say is put to the ticket. The bot goes on answering
/// there, unlike after a message of the office's own (`/conversations/{person_id}/messages`). 409 where somebody else of the office
/// has the chat just now, where the ticket is closed (open it again first), and where the person has never written to us, so that only
/// a call reaches them.
#[utoipa::path(
    post, path = "/tickets/{id}/reply", tag = "tickets",
    params(
        ("id" = Uuid, Path, description = "The ticket's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice answers once"),
    ),
    request_body = ReplyToTicket,
    responses(
        (status = 202, body = TicketReplied, description = "Taken; the ticket's events show how far it came"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn reply_to_ticket(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<ReplyToTicket>,
) -> Result<(StatusCode, Json<TicketReplied>), Problem> {
    let app = &web.app;
    let usual = app.settings.snapshot().hold_minutes;
    let mut transaction = app.pool.begin().await?;
    let before = tickets::one(&mut transaction, TicketId(id)).await?.ok_or_else(missing)?;
    // The chat before the ticket: a turn of this person that waits for the ticket is not waited for by us.
    let number = before.phone_number_id.as_deref();
    let Ours { row, conversation } = ours(&mut transaction, before.person, number, usual).await?;
    let ticket = locked(&mut transaction, id).await?;
    let now = app.clock.now();
    let closes_at = row.last_heard_at.map(|heard| heard.checked_add(WINDOW).unwrap_or(heard));
    let is_open = closes_at.is_some_and(|closes_at| now < closes_at);
    let (action, on) = ("ticket.reply", ("ticket", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        if ticket.state == "closed" {
            return Err(Problem::conflict("This ticket is closed. Open it again first (reopen)."));
        }
        let by = body.by.as_deref().or(ticket.owner.as_deref()).unwrap_or(ADMIN);
        let other = conversation.holder(now).filter(|held| held.by != by);
        if let Some(held) = other {
            let first = crate::converse::TakenBy { by: held.by.clone(), until: held.until };
            return Err(taken(&first, app.clock.zone()));
        }
        let number = ticket.number.clone();
        let news = TicketNews::Replied { ticket: TicketId(id), number, text: body.text.clone() };
        let to = (KeyKind::Person, row.person.0);
        let phone_number_id = row.phone_number_id.clone();
        let event = PersonEvent::Ticket(news);
        let event = deed.tell(&mut transaction, to, phone_number_id, &event).await?;
        let change = Change::Reply { words: &body.text, phone_number_id: &row.phone_number_id };
        tickets::change(&mut transaction, now, (TicketId(id), by), change).await?;
        // What was written is in the ticket and in the transcript.
        deed.write_down(&mut transaction, json!({ "by": by, "event": event })).await?;
    }
    let ticket = whole(&mut transaction, TicketId(id)).await?;
    transaction.commit().await?;
    app.bells.ring(Left { people: vec![row.person.0], ..Left::default() });
    let sent_as = if is_open { "text" } else { "template" }.to_owned();
    let replied = TicketReplied { ticket, sent_as, window_closes_at: closes_at.map(Instant) };
    Ok((StatusCode::ACCEPTED, Json(replied)))
}
