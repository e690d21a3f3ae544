//! What the page lets a person do: the same acts as the Rust API.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{Response, StatusCode},
};
use serde_json::{Value, json};

use super::state;
use crate::{
    faults::{Direction, Fault},
    graph::json_answer,
    people::{Media, Person, Place},
    world::World,
};

/// The page shows these words to the person who pressed the button.
fn refused(words: impl std::fmt::Display) -> Response<Body> {
    json_answer(StatusCode::BAD_REQUEST, &json!({"error": words.to_string()}))
}

/// A body that is not JSON reads as one without fields: each act names what it misses.
fn parsed(body: &Bytes) -> Value {
    serde_json::from_slice(body).unwrap_or(Value::Null)
}

/// `POST /api/people`.
pub(super) async fn add(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let body = parsed(&body);
    let number: String =
        body["number"].as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    if !(7..=15).contains(&number.len()) {
        return refused("a number has 7 to 15 digits, with the country code");
    }
    let name = body["name"].as_str().filter(|name| !name.trim().is_empty()).unwrap_or("Somebody");
    let label = body["label"].as_str().unwrap_or("buyer");
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
        return json_answer(
            StatusCode::NOT_FOUND,
            &json!({"error": format!("nobody has the number {number}")}),
        );
    };
    let person = Person { world, phone };
    let body = parsed(&body);
    let text = |key: &str| body[key].as_str().filter(|text| !text.is_empty());
    let done = match act.as_str() {
        "say" => match (text("text"), text("reply_to")) {
            (None, _) => return refused("text is missing"),
            (Some(words), None) => person.says(words).await,
            (Some(words), Some(message)) => person.replies(message, words).await,
        },
        "tap" => {
            let (Some(message), Some(title)) = (text("message_id"), text("title")) else {
                return refused("message_id and title are needed");
            };
            person.taps_id(message, title, text("id")).await
        }
        "pin" => {
            let (Some(latitude), Some(longitude)) =
                (body["latitude"].as_f64(), body["longitude"].as_f64())
            else {
                return refused("latitude and longitude are needed");
            };
            let owned = |key: &str| text(key).map(str::to_owned);
            let place =
                Place { latitude, longitude, name: owned("name"), address: owned("address") };
            person.share(place, text("reply_to")).await
        }
        "media" => match sample(text("kind").unwrap_or_default()) {
            Some(media) => person.sends(media.with_caption_of(text("caption"))).await,
            None => return refused("kind is photo, voice, video, document, sticker or contact"),
        },
        "react" => match text("message_id") {
            Some(message) => {
                person.reacts(message, body["emoji"].as_str().unwrap_or_default()).await
            }
            None => return refused("message_id is missing"),
        },
        "read" => {
            person.reads();
            Ok(String::new())
        }
        "block" => {
            if body["blocked"] == json!(false) {
                person.unblocks()
            } else {
                person.blocks()
            }
            Ok(String::new())
        }
        "fail" => match body["code"].as_i64() {
            Some(code) => person.fails_next(code),
            None => return refused("code is missing"),
        },
        other => return refused(format!("a phone cannot {other}")),
    };
    match done {
        Ok(id) => json_answer(StatusCode::OK, &json!({"ok": true, "id": id})),
        Err(trouble) => refused(trouble),
    }
}

/// The page has no files of its own to send; these are the smallest that pass for their kind.
fn sample(kind: &str) -> Option<Media> {
    Some(match kind {
        "photo" => Media::photo(),
        "voice" => Media::voice(),
        "video" => Media::video(),
        "document" => Media::document("list.pdf"),
        "sticker" => Media::sticker(),
        "contact" => Media::contact("Suresh", "+91 98480 54321"),
        _ => return None,
    })
}

/// `POST /api/clock`.
pub(super) async fn clock(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    match parsed(&body)["forward_seconds"].as_u64() {
        None => refused("forward_seconds is missing"),
        Some(seconds) => {
            world.clock.forward(Duration::from_secs(seconds));
            world.changed();
            json_answer(StatusCode::OK, &state::clock(&world))
        }
    }
}

/// `POST /api/faults`.
pub(super) async fn faults(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let body = parsed(&body);
    if body["clear"] == json!(true) {
        world.faults.clear();
    } else {
        let Ok(direction) = serde_json::from_value::<Direction>(body["direction"].clone()) else {
            return refused(
                "direction is whatsapp_webhooks, razorpay_webhooks, graph_calls or razorpay_calls",
            );
        };
        let delay = Duration::from_millis(body["delay_ms"].as_u64().unwrap_or(5000));
        let code = body["code"].as_i64().filter(|_| body["fault"] == "code").map(Fault::Code);
        let fault = Fault::named(body["fault"].as_str().unwrap_or_default(), delay)
            .or(code)
            .filter(|fault| fault.fits(direction));
        let Some(fault) = fault else { return refused("there is no such fault in this direction") };
        let times = match &body["times"] {
            Value::Null if body.get("times").is_some() => None,
            other => Some(other.as_u64().and_then(|times| u32::try_from(times).ok()).unwrap_or(1)),
        };
        world.faults.set(direction, fault, times, body["only"].as_str().map(str::to_owned));
    }
    world.changed();
    json_answer(StatusCode::OK, &json!({"faults": world.faults.list()}))
}
