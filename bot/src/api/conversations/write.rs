//! The office takes part in a conversation itself: it writes to the person, and looks at the number to call.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::people;
use realserv_domain::ids::PersonId;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::hold::{Ours, name, ours, taken};
use crate::api::act::{ADMIN, Asker};
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Id};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::Instant;
use crate::turn::event::{PersonEvent, WINDOW};
use crate::wake::Left;
use crate::web::Web;

/// WhatsApp takes no longer text (whatsapp.md 5.1).
const LONGEST_TEXT: usize = 4096;

/// Shorter says nothing; longer is a letter.
const REASON: (usize, usize) = (3, 500);

/// Words of somebody of the office.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct OfficeMessage {
    /// As the person reads it.
    #[schema(
        min_length = 1,
        max_length = 4096,
        example = "The truck waits at the gate. Can you open?"
    )]
    text: String,
    /// From which of our numbers; left out: from the one that heard of the person last.
    phone_number_id: Option<String>,
    /// Who of the office writes, and has the chat with that; left out: who has it already, else the API key's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

/// Taken, and on its way.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MessageTaken {
    /// Where it can be seen, with how far it came, usually within a second.
    #[schema(example = "/api/v1/conversations/019aaf10-1f40-7c1f-8d4e-5a6b7c8d9e0f")]
    transcript_url: String,
    /// From which of our numbers it goes out.
    phone_number_id: String,
    /// Until then more can be written, unless the person writes again.
    window_closes_at: Instant,
}

/// Why somebody wants to see a number.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct RevealPhone {
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "The driver cannot find the site")]
    reason: String,
}

/// A number to call.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct PhoneShown {
    pub person_id: Uuid,
    #[schema(example = "+91 98480 12345")]
    pub phone: String,
}

impl Form for OfficeMessage {
    fn read(fields: &mut Fields) -> Self {
        let number = fields.take_or_clear("phone_number_id", |given| given.text(1, 64)).flatten();
        let text = fields.need("text", |given| given.text(1, LONGEST_TEXT));
        Self { text, phone_number_id: number, by: fields.take("by", name) }
    }
}

impl Form for RevealPhone {
    fn read(fields: &mut Fields) -> Self {
        Self { reason: fields.need("reason", |given| given.text(REASON.0, REASON.1)) }
    }
}

/// Write to a person
///
/// In words of your own, while WhatsApp's 24-hour window is open: that long after the person last wrote. Who writes has the chat, for the
/// setting `hold_minutes` from then on or longer: the bot is silent until it is released or that is over. The transcript shows the message as
/// the office's.
#[utoipa::path(
    post, path = "/conversations/{person_id}/messages", tag = "conversations",
    params(
        ("person_id" = Uuid, Path, description = "The person's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = OfficeMessage,
    responses(
        (status = 202, body = MessageTaken, description = "Taken; look at `transcript_url` for how far it came"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn write_message(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<OfficeMessage>,
) -> Result<(StatusCode, Json<MessageTaken>), Problem> {
    let app = &web.app;
    let hold_minutes = app.settings.snapshot().hold_minutes;
    let mut transaction = app.pool.begin().await?;
    let number = body.phone_number_id.as_deref();
    let Ours { row, mut conversation } =
        ours(&mut transaction, PersonId(id), number, hold_minutes).await?;
    let closes_at = row.last_heard_at.map(|heard| heard.checked_add(WINDOW).unwrap_or(heard));
    let (action, on) = ("conversation.write", ("person", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        check_window(closes_at, app.clock.now(), app.clock.zone())?;
        let now = app.clock.now();
        let holder = conversation.holder(now).map(|held| held.by.clone());
        let by = body.by.or(holder).unwrap_or_else(|| ADMIN.to_owned());
        let first = conversation.write(&by, hold_minutes, now);
        first.map_err(|first| taken(&first, app.clock.zone()))?;
        let (to, number) = ((KeyKind::Person, row.person.0), row.phone_number_id.clone());
        let wrote = PersonEvent::OfficeWrote { text: body.text, by: by.clone() };
        let event = deed.tell(&mut transaction, to, number, &wrote).await?;
        // What was written is in the transcript; the audit log says that it was, and where to find it.
        let detail = json!({ "by": by, "phone_number_id": row.phone_number_id, "event": event });
        deed.write_down(&mut transaction, detail).await?;
    }
    transaction.commit().await?;
    app.bells.ring(Left { people: vec![row.person.0], ..Left::default() });
    let taken = MessageTaken {
        transcript_url: format!("/api/v1/conversations/{}", row.person),
        phone_number_id: row.phone_number_id,
        window_closes_at: Instant(closes_at.unwrap_or_default()),
    };
    Ok((StatusCode::ACCEPTED, Json(taken)))
}

/// The turn and the delivery look again: this is where the caller can still be told why.
fn check_window(
    closes_at: Option<Timestamp>,
    now: Timestamp,
    zone: &TimeZone,
) -> Result<(), Problem> {
    let Some(closes_at) = closes_at else {
        return Err(Problem::conflict(
            "This person has never written to that number of ours: only a template could reach them.",
        ));
    };
    if now < closes_at {
        return Ok(());
    }
    let here = closes_at.to_zoned(zone.clone()).strftime("%a %-d %b, %H:%M").to_string();
    Err(Problem::conflict(format!(
        "WhatsApp's 24-hour window closed at {closes_at:.0} ({here}): until this person writes again, only a template may be sent."
    )))
}

/// Show a person's number
///
/// Everywhere else numbers are masked. Who asked, when and why stands in the audit log for ever.
#[utoipa::path(
    post, path = "/conversations/{person_id}/reveal-phone", tag = "conversations",
    params(
        ("person_id" = Uuid, Path, description = "The person's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice is written down once"),
    ),
    request_body = RevealPhone,
    responses(
        (status = 200, body = PhoneShown, description = "The number"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn reveal_phone(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<RevealPhone>,
) -> Result<Json<PhoneShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let marks = people::marks(&mut transaction, &[id]).await?.remove(&PersonId(id));
    let marks = marks.ok_or_else(|| Problem::not_found("There is nobody with this id."))?;
    let phone = marks.phone.ok_or_else(|| {
        Problem::conflict("WhatsApp hides this person's number, and they have not shared it.")
    })?;
    let (action, on) = ("person.reveal_phone", ("person", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    if deed.is_new(&mut transaction).await? {
        deed.write_down(&mut transaction, json!({ "reason": body.reason })).await?;
    }
    // Nobody sees a number before it is written down that they did.
    transaction.commit().await?;
    Ok(Json(PhoneShown { person_id: id, phone: phone.reveal_for_people() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_window_is_named_in_both_clocks() {
        let zone = TimeZone::get("Asia/Kolkata").unwrap();
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        let closes = at("2026-11-24T03:25:00Z");
        assert!(check_window(closes, at("2026-11-24T03:24:59Z").unwrap(), &zone).is_ok());
        let refused = check_window(closes, closes.unwrap(), &zone).unwrap_err();
        assert!(refused.detail.contains("closed at 2026-11-24T03:25:00Z (Tue 24 Nov, 08:55)"));
        assert!(check_window(None, closes.unwrap(), &zone).is_err());
    }
}
