//! Conversations, latest first, and what was said in them.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::conversations::Author;
use realserv_adapters::postgres::deliveries::rank;
use realserv_adapters::postgres::media;
use realserv_adapters::postgres::office::conversations;
use realserv_domain::ids::{MediaId, PersonId};
use realserv_domain::message::{Delivery, Heard, Message};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::input::{Fields, Form, Id, Search};
use super::paging::{Page, PageParameters, Paging};
use super::problem::{Missing, Problem, Refused};
use super::shown::{Instant, masked, word};
use crate::converse::Conversation;
use crate::turn::event::WINDOW;
use crate::web::Web;

/// A message as a person would read it.
pub(crate) mod text;

/// The office takes a chat over.
pub(super) mod hold;

/// What to know before that.
pub(super) mod summary;

/// The office writes, and looks at a number.
pub(super) mod write;

/// A person on one of our numbers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationShown {
    pub person_id: Uuid,
    /// Which of our numbers.
    pub phone_number_id: String,
    #[schema(required, example = "Asha")]
    pub name: Option<String>,
    /// The last four digits; null while WhatsApp hides the number.
    #[schema(required, example = "…2345")]
    pub phone: Option<String>,
    /// en, hi or te; null until chosen.
    #[schema(required, example = "te")]
    pub language: Option<String>,
    /// Set when this person answers for a vendor.
    #[schema(required)]
    pub vendor_id: Option<Uuid>,
    /// buyer or vendor: the side that typed words go to.
    #[schema(required, example = "buyer")]
    pub role: Option<String>,
    /// Since when this person wants nothing from us but the news of orders, by a word or by WhatsApp's own setting; null: anything.
    #[schema(required)]
    pub opted_out_at: Option<Instant>,
    #[schema(required)]
    pub last_heard_at: Option<Instant>,
    /// Whether anything but a template may be sent now: WhatsApp's 24 hours, less five minutes for the way.
    pub window_open: bool,
    /// When that ends, or ended; null if this person never wrote.
    #[schema(required)]
    pub window_closes_at: Option<Instant>,
    /// Who of the office has the chat now; null: the bot answers.
    #[schema(required, example = "Ravi")]
    pub held_by: Option<String>,
    /// From then on the bot answers again.
    #[schema(required)]
    pub held_until: Option<Instant>,
    /// Since when something stands there that the office, having the chat, has not answered; it stays after the hold until the bot
    /// answers again.
    #[schema(required)]
    pub unanswered_since: Option<Instant>,
    pub updated_at: Instant,
}

/// One message in either direction.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageShown {
    pub id: Uuid,
    pub at: Instant,
    pub phone_number_id: String,
    /// in: from the person. out: from us.
    #[schema(example = "out")]
    pub direction: String,
    /// person; or of ours, program or office: somebody wrote it by hand.
    #[schema(example = "program")]
    pub said_by: String,
    /// As a person would read it: words, then each button or row on a line of its own in square brackets.
    #[schema(example = json!(["How many bags?", "[50]", "[100]"]))]
    pub lines: Vec<String>,
    /// The message itself, as the program keeps it; phone numbers are masked.
    #[schema(value_type = Object)]
    pub message: Value,
    /// The file that it brought, see `/media/{id}`.
    #[schema(required)]
    pub media_id: Option<Uuid>,
    /// How far ours came: queued, accepted, failed, sent, delivered, read or played. Null for theirs, and where it was so
    /// long ago that it is no longer known.
    #[schema(required, example = "read")]
    pub delivery: Option<String>,
    /// Meta's code when it failed.
    #[schema(required)]
    pub failure_code: Option<i64>,
}

pub(super) struct ConversationSearch(Paging<conversations::After>);

impl Form for ConversationSearch {
    fn read(fields: &mut Fields) -> Self {
        Self(Paging::read(fields))
    }
}

pub(super) struct TranscriptSearch(Paging<i64>);

impl Form for TranscriptSearch {
    fn read(fields: &mut Fields) -> Self {
        Self(Paging::read(fields))
    }
}

/// Conversations, the latest first
#[utoipa::path(
    get, path = "/conversations", tag = "conversations",
    params(PageParameters),
    responses(
        (status = 200, body = Page<ConversationShown>, description = "A page of conversations"),
        Refused,
    ),
)]
pub(super) async fn list_conversations(
    State(web): State<Web>,
    Search(ConversationSearch(paging)): Search<ConversationSearch>,
) -> Result<Json<Page<ConversationShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = conversations::list(&mut db, None, paging.after.as_ref(), paging.fetch()).await?;
    let now = web.app.clock.now();
    let key = |row: &conversations::ConversationRow| {
        (row.updated_at, row.person.0, row.phone_number_id.clone())
    };
    Ok(Json(paging.page(rows, key, |row| shown(row, now))))
}

/// What was said with one person, the latest first
///
/// Both directions, on all of our numbers.
#[utoipa::path(
    get, path = "/conversations/{person_id}", tag = "conversations",
    params(("person_id" = Uuid, Path, description = "The person's id"), PageParameters),
    responses(
        (status = 200, body = Page<MessageShown>, description = "A page of messages"),
        Refused, Missing,
    ),
)]
pub(super) async fn get_transcript(
    State(web): State<Web>,
    Id(id): Id,
    Search(TranscriptSearch(paging)): Search<TranscriptSearch>,
) -> Result<Json<Page<MessageShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let person = PersonId(id);
    let rows = conversations::messages(&mut db, person, paging.after, paging.fetch()).await?;
    if rows.is_empty() && !conversations::knows(&mut db, person).await? {
        return Err(Problem::not_found("There is nobody with this id."));
    }
    let known_since = web.app.config.keep.statuses_since(web.app.clock.now());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let files: HashMap<Uuid, MediaId> =
        media::of_messages(&mut db, &ids).await?.into_iter().collect();
    Ok(Json(paging.page(
        rows,
        |row| row.seq,
        |row| {
            let media_id = files.get(&row.id).map(|file| file.0);
            MessageShown { media_id, ..message(row, known_since) }
        },
    )))
}

fn shown(row: conversations::ConversationRow, now: Timestamp) -> ConversationShown {
    // A document of another version tells no role; the row is shown all the same.
    let state = serde_json::from_str::<Conversation>(&row.state).ok();
    let held = state.as_ref().and_then(|state| state.holder(now));
    let closes_at = row.last_heard_at.map(|heard| heard.checked_add(WINDOW).unwrap_or(heard));
    ConversationShown {
        person_id: row.person.0,
        phone_number_id: row.phone_number_id,
        name: row.name,
        phone: masked(row.phone.as_deref()),
        language: row.language,
        vendor_id: row.vendor,
        role: state.as_ref().map(|state| word(&state.role)),
        opted_out_at: row.opted_out_at.map(Instant),
        window_open: closes_at.is_some_and(|closes_at| now < closes_at),
        window_closes_at: closes_at.map(Instant),
        last_heard_at: row.last_heard_at.map(Instant),
        held_by: held.map(|held| held.by.clone()),
        held_until: held.map(|held| Instant(held.until)),
        unanswered_since: state.as_ref().and_then(summary::unanswered),
        updated_at: Instant(row.updated_at),
    }
}

fn message(row: conversations::MessageRow, known_since: Timestamp) -> MessageShown {
    let mut document: Value = serde_json::from_str(&row.body).unwrap_or_default();
    let inbound = row.author == Author::Person;
    let lines = if inbound {
        serde_json::from_value::<Heard>(document.clone()).map(|heard| text::heard(&heard))
    } else {
        serde_json::from_value::<Message>(document.clone()).map(|message| text::said(&message))
    };
    text::mask_phones(&mut document);
    let came = match row.rank {
        _ if inbound => None,
        Some(rank) => Some(delivery(rank)),
        None => (row.at >= known_since).then(|| delivery(rank(Delivery::Queued))),
    };
    MessageShown {
        id: row.id,
        at: Instant(row.at),
        phone_number_id: row.phone_number_id,
        direction: if inbound { "in" } else { "out" }.to_owned(),
        said_by: match row.author {
            Author::Person => "person",
            Author::Program => "program",
            Author::Office => "office",
        }
        .to_owned(),
        // Blanked by erasure, or of a version before this one: there is nothing to read out.
        lines: lines.unwrap_or_default(),
        message: document,
        media_id: None,
        delivery: came,
        failure_code: row.failure_code,
    }
}

/// The word of a rank; ranks are the adapter's way to compare.
pub(super) fn delivery(of: i16) -> String {
    const ALL: [Delivery; 7] = [
        Delivery::Queued,
        Delivery::Accepted,
        Delivery::Failed,
        Delivery::Sent,
        Delivery::Delivered,
        Delivery::Read,
        Delivery::Played,
    ];
    let found = ALL.into_iter().find(|delivery| rank(*delivery) == of);
    word(&found.unwrap_or(Delivery::Queued))
}
