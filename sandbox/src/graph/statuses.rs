//! What becomes of a message after it was accepted: sent, delivered, read or failed, each told by webhook.

use std::sync::{Arc, PoisonError};

use serde_json::{Value, json};

use super::{codes, letter::Addressee};
use crate::{
    clock::SECOND,
    options::Pace,
    people::{Bubble, Failure, Phone, PhoneState, Tick},
    webhooks::{Delivery, envelope},
    world::World,
};

/// When the two ticks come on a lifelike phone.
const SENT_AFTER: i64 = SECOND / 10;
const DELIVERED_AFTER: i64 = 4 * SECOND / 10;
/// How long the first status of a shared webhook waits for company.
const POUCH_WAITS: i64 = SECOND / 200;

/// Lets the ticks of a message that will arrive follow.
pub(super) fn follow(world: &Arc<World>, phone: &Arc<Phone>, id: &str) {
    let now = world.clock.now();
    let (sent, delivered) = match world.options.pace {
        Pace::Instant => (now, now),
        Pace::Lifelike => (now + SENT_AFTER, now + DELIVERED_AFTER),
    };
    let (of, wamid) = (Arc::clone(phone), id.to_owned());
    world.agenda.soon(sent, move |world| report(world, &of, &wamid, Tick::Sent));
    {
        let (of, wamid) = (Arc::clone(phone), id.to_owned());
        world.agenda.soon(delivered, move |world| arrive(world, &of, &wamid));
    }
}

/// The message reaches the phone, now or when the phone is back. Where the chat is in view it is read at once, and *delivered* is
/// skipped; a message that waited too long expires, and nobody is told (whatsapp.md 3.2).
pub(crate) fn arrive(world: &Arc<World>, phone: &Arc<Phone>, id: &str) {
    let tick = {
        let mut state = phone.lock();
        if state.offline {
            state.waiting.push(id.to_owned());
            return;
        }
        let now = world.clock.millis();
        if state.bubble(id).is_some_and(|bubble| now - bubble.at_ms > lives_ms(bubble)) {
            state.chat.retain(|bubble| bubble.id != id);
            state.changed = world.changed();
            return;
        }
        if state.looking && !state.discreet { Tick::Read } else { Tick::Delivered }
    };
    report(world, phone, id, tick);
}

/// How long Meta tries to deliver, unless the template says otherwise, which is not played.
fn lives_ms(bubble: &Bubble) -> i64 {
    const MINUTE: i64 = 60 * 1000;
    if bubble.category == "authentication" { 10 * MINUTE } else { 30 * 24 * 60 * MINUTE }
}

/// Raises a message's tick and tells the program. A tick that is there already, or passed, is not told again.
pub(crate) fn report(world: &Arc<World>, phone: &Arc<Phone>, id: &str, tick: Tick) {
    let told = {
        let mut state = phone.lock();
        let Some(at) = state.chat.iter().rposition(|bubble| bubble.id == id) else { return };
        let before = state.chat[at].tick;
        if before >= tick {
            return;
        }
        state.chat[at].tick = tick;
        let window_open = state.window_is_open(world.clock.now());
        let bubble = &mut state.chat[at];
        bubble.price.get_or_insert_with(|| {
            world.graph.quota.price(bubble.category, window_open, world.clock.seconds())
        });
        let status = status(world, &state, &state.chat[at], before);
        state.changed = world.changed();
        (envelope::contact(world, &state), status, state.number.clone())
    };
    let (contact, status, number) = told;
    if world.batch() > 1 {
        return pool(world, contact, status);
    }
    let name = format!("status {}", word(tick));
    let payload = envelope::messages(world, json!({"contacts": [contact], "statuses": [status]}));
    world.post.send(world, Delivery::meta(world, &number, &name, &payload));
}

/// Statuses of several people that will share a webhook.
#[derive(Default)]
pub(super) struct Pouch {
    contacts: Vec<Value>,
    statuses: Vec<Value>,
}

fn pool(world: &Arc<World>, contact: Value, status: Value) {
    let filled = {
        let mut pouch = world.graph.pouch.lock().unwrap_or_else(PoisonError::into_inner);
        pouch.contacts.push(contact);
        pouch.statuses.push(status);
        pouch.statuses.len()
    };
    if filled >= world.batch() {
        empty(world);
    } else if filled == 1 {
        world.agenda.soon(world.clock.now() + POUCH_WAITS, empty);
    }
}

/// Sends what has gathered; all such webhooks share a lane, so that the statuses of a person stay in order.
fn empty(world: &Arc<World>) {
    let pouch =
        std::mem::take(&mut *world.graph.pouch.lock().unwrap_or_else(PoisonError::into_inner));
    if pouch.statuses.is_empty() {
        return;
    }
    let parts = json!({"contacts": pouch.contacts, "statuses": pouch.statuses});
    let payload = envelope::messages(world, parts);
    world.post.send(world, Delivery::meta(world, "statuses", "statuses", &payload));
}

/// Tells that a message will not arrive. Where it was sent to nobody may have a phone.
pub(super) fn fail(
    world: &Arc<World>,
    phone: Option<&Arc<Phone>>,
    to: &Addressee,
    id: &str,
    code: i64,
    callback: Option<&str>,
) {
    let known = codes::find(code).expect("every code that fails a message stands in the table");
    let (title, details) = (known.title, known.details);
    let mut status = common(world, id, Tick::Failed, callback);
    status["errors"] = json!([{"code": code, "title": title, "message": title, "error_data": {"details": details},
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"}]);
    let state = phone.map(|phone| phone.lock());
    // The user id is left out where the phone was written to, the phone where the user id was and the phone is hidden.
    let lane = match to {
        Addressee::Number { number, .. } => {
            status["recipient_id"] = json!(number);
            number.clone()
        }
        Addressee::User { user_id } => {
            status["recipient_user_id"] = json!(user_id);
            if let Some(state) = state.as_ref().filter(|state| !state.hidden) {
                status["recipient_id"] = json!(state.number);
            }
            state.as_ref().map_or(user_id, |state| &state.number).clone()
        }
    };
    if let Some(mut state) = state {
        if let Some(bubble) = state.bubble(id) {
            bubble.tick = Tick::Failed;
            bubble.failure =
                Some(Failure { code, title: title.to_owned(), details: details.to_owned() });
        }
        state.changed = world.changed();
    }
    // Failed statuses come without contacts.
    let payload = envelope::messages(world, json!({"statuses": [status]}));
    let due = world.clock.now() + if world.options.pace == Pace::Instant { 0 } else { SENT_AFTER };
    world.agenda.soon(due, move |world| {
        world.post.send(world, Delivery::meta(world, &lane, "status failed", &payload));
    });
}

/// The single status of a reaction.
pub(super) fn reacted(
    world: &Arc<World>,
    phone: &Phone,
    to: &Addressee,
    id: &str,
    callback: Option<&str>,
) {
    let mut status = common(world, id, Tick::Sent, callback);
    let (payload, number) = {
        let state = phone.lock();
        name_recipient(&mut status, &state, to.is_user());
        let parts = json!({"contacts": [envelope::contact(world, &state)], "statuses": [status]});
        (envelope::messages(world, parts), state.number.clone())
    };
    world.agenda.soon(world.clock.now(), move |world| {
        world.post.send(world, Delivery::meta(world, &number, "status sent", &payload));
    });
}

/// What every status says.
fn common(world: &World, id: &str, tick: Tick, callback: Option<&str>) -> Value {
    let mut status = json!({
        "id": id, "status": word(tick), "timestamp": world.clock.seconds().to_string(),
    });
    if let Some(data) = callback {
        status["biz_opaque_callback_data"] = json!(data);
    }
    status
}

/// The number is omitted when the message went to the user id and the number is hidden (whatsapp.md 3.1).
fn name_recipient(status: &mut Value, phone: &PhoneState, to_user_id: bool) {
    status["recipient_user_id"] = json!(phone.user_id);
    if !(to_user_id && phone.hidden) {
        status["recipient_id"] = json!(phone.number);
    }
}

/// One of `statuses[]` for a message that is on its way.
fn status(world: &World, phone: &PhoneState, bubble: &Bubble, before: Tick) -> Value {
    let mut status = common(world, &bubble.id, bubble.tick, bubble.callback_data.as_deref());
    name_recipient(&mut status, phone, bubble.to_user_id);
    // The price comes with `sent` and with one of `delivered` and `read`.
    let arrives = before < Tick::Delivered && bubble.tick >= Tick::Delivered;
    if let Some(price) = bubble.price
        && (bubble.tick == Tick::Sent || arrives)
    {
        status["pricing"] = price.json(bubble.category);
    }
    status
}

fn word(tick: Tick) -> &'static str {
    match tick {
        Tick::Accepted => "accepted",
        Tick::Sent => "sent",
        Tick::Delivered => "delivered",
        Tick::Read => "read",
        Tick::Played => "played",
        Tick::Failed => "failed",
    }
}
