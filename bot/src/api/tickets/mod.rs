//! Tickets: who waits for a person of the office, longest first; whose they are, and what was said and done.
//!
//! A ticket is open while the office is next, waiting while its person is, solved once the office says so, and closed when
//! nothing more is expected. What the person says within the setting `ticket_days` opens a solved one again.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::office::{conversations, tickets};
use realserv_domain::ids::{PersonId, TicketId};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::ADMIN;
use super::conversations::delivery;
use super::input::{Fields, Form, Given, Id, Read, Search};
use super::paging::{Page, PageParameters, Paging};
use super::problem::{Missing, Problem, Refused};
use super::shown::{Instant, masked};
use crate::web::Web;

/// The office opens one.
pub(super) mod open;

/// Whose it is, and what is to be known of it.
pub(super) mod own;

/// Words for the person.
pub(super) mod reply;

/// Solved, closed, or not.
pub(super) mod settle;

/// Somebody wants a person of the office.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketShown {
    pub id: Uuid,
    /// What the person calls it.
    #[schema(example = "T-7K3M9Q")]
    pub number: String,
    pub person_id: Uuid,
    #[schema(required, example = "Asha")]
    pub person_name: Option<String>,
    /// The last four digits.
    #[schema(required, example = "…2345")]
    pub phone: Option<String>,
    /// On which of our numbers it was wished, or answered last; null for one that an order has opened.
    #[schema(required)]
    pub phone_number_id: Option<String>,
    /// What was said with them.
    #[schema(example = "/api/v1/conversations/019aaf10-1f40-7c1f-8d4e-5a6b7c8d9e0f")]
    pub transcript_url: String,
    #[schema(required)]
    pub order_id: Option<Uuid>,
    #[schema(required, example = "RS7K3M9QX")]
    pub order_number: Option<String>,
    /// asked_for_person, order, sent_media, bad_rating, unreachable, set_aside; or office: opened here.
    #[schema(example = "asked_for_person")]
    pub about: String,
    /// open: the office is next. waiting: the person is. solved: it opens again when they say so. closed.
    #[schema(example = "open")]
    pub state: String,
    /// Who of the office has it; null: nobody.
    #[schema(required, example = "Ravi")]
    pub owner: Option<String>,
    /// Files that it was opened for, oldest first, see `/media/{id}`.
    pub media_ids: Vec<Uuid>,
    pub opened_at: Instant,
    /// Since when it is as it is: while it is open, since when somebody waits for the office.
    pub waits_since: Instant,
    /// When the office first wrote for it.
    #[schema(required)]
    pub first_reply_at: Option<Instant>,
    #[schema(required)]
    pub solved_at: Option<Instant>,
    #[schema(required)]
    pub closed_at: Option<Instant>,
    /// How often it was open again after it was solved.
    pub reopened: i32,
    /// When the person was asked whether it is solved; it is asked once.
    #[schema(required)]
    pub satisfaction_asked_at: Option<Instant>,
    /// good or bad, as the person said first; null: nothing yet.
    #[schema(required, example = "good")]
    pub satisfaction: Option<String>,
}

/// A ticket with all that was said and done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketWhole {
    #[serde(flatten)]
    ticket: TicketShown,
    /// In the order in which it happened.
    events: Vec<TicketEventShown>,
}

/// Something that was said or done for a ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TicketEventShown {
    pub at: Instant,
    /// opened, asked_again, said (by the person), replied (by the office), noted, assigned, unassigned, solved, marked, reopened or closed.
    #[schema(example = "replied")]
    pub what: String,
    /// Who of the office; null: the person or the program.
    #[schema(required, example = "Ravi")]
    pub by: Option<String>,
    /// Null where there are none, or where they were erased.
    #[schema(required, example = "Which bags were torn?")]
    pub words: Option<String>,
    /// The message of the transcript.
    #[schema(required)]
    pub message_id: Option<Uuid>,
    /// How far a reply came: queued, accepted, failed, sent, delivered, read or played. Null: it waits for the person to open
    /// the chat, or it is no reply.
    #[schema(required, example = "read")]
    pub delivery: Option<String>,
}

/// Who of the office does it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActOnTicket {
    /// Left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

impl Form for ActOnTicket {
    fn read(fields: &mut Fields) -> Self {
        Self { by: fields.take("by", name) }
    }
}

impl ActOnTicket {
    fn by(&self) -> &str {
        self.by.as_deref().unwrap_or(ADMIN)
    }
}

fn name(given: Given) -> Read<String> {
    given.text(1, 40)
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct TicketSearchParameters {
    /// open, waiting, solved, closed, live (open or waiting) or all.
    #[param(default = "open")]
    state: Option<String>,
    /// Those of this person of the office.
    owner: Option<String>,
    /// true: those that nobody has.
    unowned: Option<bool>,
    person_id: Option<Uuid>,
    order_id: Option<Uuid>,
    /// As people say it.
    #[param(example = "T-7K3M9Q")]
    number: Option<String>,
}

pub(super) struct TicketSearch {
    filter: tickets::Filter,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for TicketSearch {
    fn read(fields: &mut Fields) -> Self {
        let number = fields.take("number", |given| given.text(1, 20)).map(|text| numbered(&text));
        let states = fields.take("state", |given| match given.text(1, 10)?.as_str() {
            "all" => Ok(None),
            "live" => Ok(Some(vec!["open".to_owned(), "waiting".to_owned()])),
            word @ ("open" | "waiting" | "solved" | "closed") => Ok(Some(vec![word.to_owned()])),
            _ => Err("must be one of open, waiting, solved, closed, live, all".to_owned()),
        });
        // Whoever names one wants it as it is.
        let usual = number.is_none().then(|| vec!["open".to_owned()]);
        let paging = Paging::<(Timestamp, Uuid)>::read(fields);
        let filter = tickets::Filter {
            id: None,
            person: fields.take("person_id", Given::id).map(PersonId),
            order: fields.take("order_id", Given::id),
            number,
            owner: fields.take("owner", name),
            unowned: fields.take("unowned", Given::flag).unwrap_or(false),
            states: states.unwrap_or(usual),
            after: paging.after,
        };
        Self { filter, paging }
    }
}

/// "t7k3m9q" is "T-7K3M9Q".
fn numbered(text: &str) -> String {
    let upper = text.to_ascii_uppercase();
    let letters = upper.strip_prefix('T').unwrap_or(&upper);
    format!("T-{}", letters.trim_start_matches('-'))
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
    let key = |row: &tickets::TicketRow| (row.waits_since, row.id.0);
    Ok(Json(search.paging.page(rows, key, TicketShown::from)))
}

/// A ticket with its history
#[utoipa::path(
    get, path = "/tickets/{id}", tag = "tickets",
    params(("id" = Uuid, Path, description = "The ticket's id")),
    responses((status = 200, body = TicketWhole, description = "As it is now"), Refused, Missing),
)]
pub(super) async fn get_ticket(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<TicketWhole>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    Ok(Json(whole(&mut db, TicketId(id)).await?))
}

async fn whole(db: &mut PgConnection, id: TicketId) -> Result<TicketWhole, Problem> {
    let row = tickets::one(db, id).await?.ok_or_else(missing)?;
    let events = tickets::history(db, id).await?;
    Ok(TicketWhole {
        ticket: row.into(),
        events: events.into_iter().map(TicketEventShown::from).collect(),
    })
}

fn missing() -> Problem {
    Problem::not_found("There is no ticket with this id.")
}

/// Locked until the transaction ends: of two who do something at once, the second sees what the first has done.
async fn locked(db: &mut PgConnection, id: Uuid) -> Result<tickets::TicketRow, Problem> {
    tickets::lock(db, TicketId(id)).await?.ok_or_else(missing)
}

/// On which of our numbers its person hears of it; none where they have never written to us.
async fn heard_on(
    db: &mut PgConnection,
    row: &tickets::TicketRow,
) -> Result<Option<String>, Problem> {
    let number = row.phone_number_id.as_deref();
    let known = conversations::latest_with(db, row.person, number).await?;
    Ok(known.map(|known| known.phone_number_id))
}

impl From<tickets::TicketRow> for TicketShown {
    fn from(row: tickets::TicketRow) -> Self {
        Self {
            id: row.id.0,
            number: row.number.to_string(),
            person_id: row.person.0,
            person_name: row.person_name,
            phone: masked(row.phone.as_deref()),
            phone_number_id: row.phone_number_id,
            transcript_url: format!("/api/v1/conversations/{}", row.person),
            order_id: row.order.map(|order| order.0),
            order_number: row.order_number,
            about: row.about,
            state: row.state,
            owner: row.owner,
            media_ids: row.media.into_iter().map(|media| media.0).collect(),
            opened_at: Instant(row.opened_at),
            waits_since: Instant(row.waits_since),
            first_reply_at: row.first_reply_at.map(Instant),
            solved_at: row.solved_at.map(Instant),
            closed_at: row.closed_at.map(Instant),
            reopened: row.reopened,
            satisfaction_asked_at: row.satisfaction_asked_at.map(Instant),
            satisfaction: row.satisfaction,
        }
    }
}

impl From<tickets::EventRow> for TicketEventShown {
    fn from(row: tickets::EventRow) -> Self {
        let came = row.rank.map(delivery).filter(|_| row.what == "replied");
        Self {
            at: Instant(row.at),
            delivery: came,
            what: row.what,
            by: row.by,
            words: row.words,
            message_id: row.message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_it_is_said() {
        for said in ["T-7K3M9Q", "t-7k3m9q", "t7k3m9q", "7K3M9Q"] {
            assert_eq!(numbered(said), "T-7K3M9Q", "{said}");
        }
    }
}
