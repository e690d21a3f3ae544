//! The office takes a chat over and gives it back. Who has it is decided here, under the lock that turns of this person have, so
//! that of two who take it at once one is told who was first; the conversation itself follows by an event.

use axum::Json;
use axum::extract::State;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::inbox::{self, KeyKind};
use realserv_adapters::postgres::office::conversations;
use realserv_domain::ids::PersonId;
use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::act::{ADMIN, Asker};
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Given, Id, Read};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::Instant;
use crate::converse::{Conversation, TakenBy};
use crate::turn::event::PersonEvent;
use crate::wake::Left;
use crate::web::Web;

/// Shorter than a talk; longer than a day is nobody's talk.
const MINUTES: (i64, i64) = (5, 1440);

/// More never wait for one person.
const MOST_WAITING: i64 = 512;

/// Take the chat.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct TakeChat {
    /// Who of the office; left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
    /// How long; left out: the setting `hold_minutes`.
    #[schema(minimum = 5, maximum = 1440, example = 30)]
    minutes: Option<i64>,
    /// On which of our numbers; left out: on the one that heard of the person last.
    phone_number_id: Option<String>,
}

/// Give it back.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct ReleaseChat {
    /// On which of our numbers; left out: on the one that heard of the person last.
    phone_number_id: Option<String>,
}

/// Who has a chat.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct HoldShown {
    pub person_id: Uuid,
    pub phone_number_id: String,
    /// Null: the bot answers.
    #[schema(required, example = "Ravi")]
    pub held_by: Option<String>,
    /// From then on the bot answers again.
    #[schema(required)]
    pub held_until: Option<Instant>,
    /// What to know before the first word.
    #[schema(example = "/api/v1/conversations/019aaf10-1f40-7c1f-8d4e-5a6b7c8d9e0f/summary")]
    pub summary_url: String,
}

impl Form for TakeChat {
    fn read(fields: &mut Fields) -> Self {
        Self {
            by: fields.take("by", name),
            minutes: fields.take("minutes", |given| given.whole(MINUTES.0, MINUTES.1)),
            phone_number_id: fields.take("phone_number_id", |given| given.text(1, 64)),
        }
    }
}

impl Form for ReleaseChat {
    fn read(fields: &mut Fields) -> Self {
        Self { phone_number_id: fields.take("phone_number_id", |given| given.text(1, 64)) }
    }
}

pub(super) fn name(given: Given) -> Read<String> {
    given.text(1, 40)
}

pub(super) async fn conversation(
    db: &mut PgConnection,
    person: PersonId,
    number: Option<&str>,
) -> Result<conversations::OpenRow, Problem> {
    if let Some(row) = conversations::latest_with(db, person, number).await? {
        return Ok(row);
    }
    if !conversations::knows(db, person).await? {
        return Err(Problem::not_found("There is nobody with this id."));
    }
    Err(Problem::conflict(match number {
        Some(_) => "This person has no conversation with that number of ours.",
        None => "This person has never written to us: only a template could reach them.",
    }))
}

/// A chat whose turns wait for this transaction, as it is once all that was left for it has had its turn.
pub(in crate::api) struct Ours {
    pub row: conversations::OpenRow,
    pub conversation: Conversation,
}

/// The first thing that a transaction does: whoever waits for a turn must hold nothing that a turn could want.
pub(in crate::api) async fn ours(
    db: &mut PgConnection,
    person: PersonId,
    number: Option<&str>,
    hold_minutes: u32,
) -> Result<Ours, Problem> {
    let row = conversation(db, person, number).await?;
    inbox::wait_for(db, row.person.0).await?;
    // Of a later snapshot than the lock.
    let row = conversation(db, person, number).await?;
    let mut conversation: Conversation =
        serde_json::from_str(&row.state).map_err(Problem::broken)?;
    for waiting in inbox::waiting(db, &[row.person.0], MOST_WAITING).await? {
        let envelope = &waiting.received.envelope;
        if envelope.phone_number_id != row.phone_number_id {
            continue;
        }
        let at = envelope.received_at;
        // Who was first among those that wait has it; the turn says the same to the others.
        match serde_json::from_str::<PersonEvent>(&waiting.received.event) {
            Ok(PersonEvent::OfficeTook { by, until }) => {
                let _ = conversation.take(&by, until, at);
            }
            Ok(PersonEvent::OfficeWrote { by, .. }) => {
                let _ = conversation.write(&by, hold_minutes, at);
            }
            Ok(PersonEvent::OfficeReleased) => conversation.held = None,
            // All else changes nothing of who has the chat; what cannot be read is the turn's to set aside.
            Ok(_) | Err(_) => {}
        }
    }
    Ok(Ours { row, conversation })
}

pub(in crate::api) fn taken(TakenBy { by, until }: &TakenBy, zone: &TimeZone) -> Problem {
    let here = until.to_zoned(zone.clone()).strftime("%a %-d %b, %H:%M").to_string();
    Problem::conflict(format!(
        "{by} has this chat until {until:.0} ({here}), or until it is released."
    ))
}

/// Take a chat over
///
/// The bot is silent in it until then, or until it is released; what the person writes stands in the transcript. News of orders go out,
/// and taps on what an order has asked still act. Who has it may take it again to have it longer; who writes into it has it as well.
#[utoipa::path(
    post, path = "/conversations/{person_id}/hold", tag = "conversations",
    params(
        ("person_id" = Uuid, Path, description = "The person's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = TakeChat,
    responses(
        (status = 200, body = HoldShown, description = "It is theirs"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn hold_chat(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<TakeChat>,
) -> Result<Json<HoldShown>, Problem> {
    let app = &web.app;
    let usual = app.settings.snapshot().hold_minutes;
    let mut transaction = app.pool.begin().await?;
    let number = body.phone_number_id.as_deref();
    let Ours { row, mut conversation } =
        ours(&mut transaction, PersonId(id), number, usual).await?;
    let (action, on) = ("conversation.hold", ("person", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        let now = app.clock.now();
        let minutes = body.minutes.unwrap_or(i64::from(usual));
        let until = now.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(now);
        let by = body.by.unwrap_or_else(|| ADMIN.to_owned());
        conversation.take(&by, until, now).map_err(|first| taken(&first, app.clock.zone()))?;
        let detail = json!({ "by": by, "until": until });
        let (to, number) = ((KeyKind::Person, row.person.0), row.phone_number_id.clone());
        deed.tell(&mut transaction, to, number, &PersonEvent::OfficeTook { by, until }).await?;
        deed.write_down(&mut transaction, detail).await?;
    }
    transaction.commit().await?;
    app.bells.ring(Left { people: vec![row.person.0], ..Left::default() });
    Ok(Json(HoldShown::of(row, &conversation, app.clock.now())))
}

/// Give a chat back
///
/// The bot answers again. If the person has read anything of the office's meanwhile, they hear that it is over, and what was open is
/// asked again. Anybody of the office may do it.
#[utoipa::path(
    post, path = "/conversations/{person_id}/release", tag = "conversations",
    params(
        ("person_id" = Uuid, Path, description = "The person's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = ReleaseChat,
    responses(
        (status = 200, body = HoldShown, description = "It is the bot's"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn release_chat(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<ReleaseChat>,
) -> Result<Json<HoldShown>, Problem> {
    let app = &web.app;
    let usual = app.settings.snapshot().hold_minutes;
    let mut transaction = app.pool.begin().await?;
    let number = body.phone_number_id.as_deref();
    let Ours { row, mut conversation } =
        ours(&mut transaction, PersonId(id), number, usual).await?;
    let (action, on) = ("conversation.release", ("person", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        let held = conversation.held.take();
        let held = held.ok_or_else(|| Problem::conflict("Nobody has this chat: the bot does."))?;
        let (to, number) = ((KeyKind::Person, row.person.0), row.phone_number_id.clone());
        deed.tell(&mut transaction, to, number, &PersonEvent::OfficeReleased).await?;
        let detail = json!({ "was": { "by": held.by, "until": held.until } });
        deed.write_down(&mut transaction, detail).await?;
    }
    transaction.commit().await?;
    app.bells.ring(Left { people: vec![row.person.0], ..Left::default() });
    Ok(Json(HoldShown::of(row, &conversation, app.clock.now())))
}

impl HoldShown {
    fn of(row: conversations::OpenRow, conversation: &Conversation, now: Timestamp) -> Self {
        let held = conversation.holder(now);
        Self {
            person_id: row.person.0,
            phone_number_id: row.phone_number_id,
            held_by: held.map(|held| held.by.clone()),
            held_until: held.map(|held| Instant(held.until)),
            summary_url: format!("/api/v1/conversations/{}/summary", row.person),
        }
    }
}
