//! What the page lets a person do: the same acts as the Rust API.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{Response, StatusCode},
};
use serde_json::json;

use super::{
    answers,
    body::{Asked, refused},
    standing, state,
};
use crate::{
    graph::json_answer,
    people::{Media, Person, Place, Trouble},
    world::World,
};

/// What an act came to: the id of the message, empty when none was sent.
pub(super) type Done = Result<String, Trouble>;

/// `POST /api/people`.
pub(super) async fn add(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    let Some(number) = asked.number("number") else {
        return refused("a number has 7 to 15 digits, with the country code");
    };
    let name = asked.text("name").filter(|name| !name.trim().is_empty()).unwrap_or("Somebody");
    let label = asked.text("label").unwrap_or("buyer");
    let phone = world.people.add(&number, name, label, &world.options.business_account_id);
    let person = Person { world: Arc::clone(&world), phone };
    person.touched();
    json_answer(StatusCode::OK, &state::phone(&person.phone))
}

/// `POST /api/people/{number}/{act}`.
pub(super) async fn act(
    State(world): State<Arc<World>>,
    Path((number, act)): Path<(String, String)>,
    body: Bytes,
) -> Response<Body> {
    let Some(phone) = world.people.by_number(&number) else {
        let error = format!("nobody has the number {number}");
        return json_answer(StatusCode::NOT_FOUND, &json!({"error": error}));
    };
    let person = Person { world, phone };
    let asked = Asked::read(&body);
    let done = match act.as_str() {
        "say" => say(&person, &asked).await,
        "tap" => tap(&person, &asked).await,
        "pin" => pin(&person, &asked).await,
        "media" => media(&person, &asked).await,
        "react" => react(&person, &asked).await,
        "form" => answers::form(&person, &asked).await,
        "share_contact" => answers::contact(&person, &asked).await,
        "order" => answers::order(&person, &asked).await,
        "pay" => answers::pay(&person, &asked).await,
        "read" => {
            person.reads();
            Ok(String::new())
        }
        other => standing::act(&person, other, &asked).await,
    };
    match done {
        Ok(id) => json_answer(StatusCode::OK, &json!({"ok": true, "id": id})),
        Err(trouble) => refused(trouble),
    }
}

async fn say(person: &Person, asked: &Asked) -> Done {
    let words = asked.needed("text")?;
    match asked.text("reply_to") {
        None => person.says(words).await,
        Some(message) => person.replies(message, words).await,
    }
}

async fn tap(person: &Person, asked: &Asked) -> Done {
    let (message, title) = (asked.needed("message_id")?, asked.needed("title")?);
    person.taps_id(message, title, asked.text("id")).await
}

async fn pin(person: &Person, asked: &Asked) -> Done {
    let (latitude, longitude) = (asked.float("latitude")?, asked.float("longitude")?);
    let owned = |key: &str| asked.text(key).map(str::to_owned);
    let place = Place { latitude, longitude, name: owned("name"), address: owned("address") };
    person.share(place, asked.text("reply_to")).await
}

async fn media(person: &Person, asked: &Asked) -> Done {
    let media = sample(asked.needed("kind")?).ok_or_else(|| {
        let words = "kind is photo, voice, video, audio, document, sticker or contact";
        Trouble::NotPossible(words.to_owned())
    })?;
    person.sends(media.with_caption_of(asked.text("caption"))).await
}

async fn react(person: &Person, asked: &Asked) -> Done {
    let emoji = asked.text("emoji").unwrap_or_default();
    person.reacts(asked.needed("message_id")?, emoji).await
}

/// The page has no files of its own to send; these are the smallest that pass for their kind.
fn sample(kind: &str) -> Option<Media> {
    Some(match kind {
        "photo" => Media::photo(),
        "voice" => Media::voice(),
        "video" => Media::video(),
        "audio" => Media::audio(),
        "document" => Media::document("list.pdf"),
        "sticker" => Media::sticker(),
        "contact" => Media::contact("Suresh", "+91 98480 54321"),
        _ => return None,
    })
}
