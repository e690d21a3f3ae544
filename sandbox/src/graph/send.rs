//! `POST /{phone}/messages`: refuse or accept what was read in `letter.rs`, and let the ticks follow.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use super::{
    check::Node,
    errors::{Answer, GraphError},
    flows,
    letter::{self, Addressee, Letter},
    limits::{self, Bucket},
    media, statuses,
};
use crate::{
    clock::SECOND,
    people::{Bubble, Header, Phone, Shown, Side, Tick},
    world::{World, count},
};

/// A reaction reaches messages of the last 30 days.
const REACTION_REACHES_MS: i64 = 30 * 24 * 3600 * 1000;
/// "typing…" shows until the reply, at most 25 s.
const TYPING: i64 = 25 * SECOND;

/// Handles one call. `wamid` of the accepted message is in the answer.
pub(super) fn post(world: &Arc<World>, body: Value) -> Answer<Value> {
    let body = Arc::new(body);
    let root = Node::root(&body)?;
    let product = root.opt_text("messaging_product")?;
    if product != Some("whatsapp") {
        return Err(GraphError::schema(
            "The parameter messaging_product is required and must be \"whatsapp\"",
        ));
    }
    if root.has("status") {
        return mark_read(world, &root);
    }
    world.graph.settings.check_registered()?;
    let letter = letter::read(world, &root)?;
    let phone = match &letter.to {
        Addressee::Number { number, .. } => {
            world.people.by_number(number).filter(|phone| phone.lock().number == *number)
        }
        Addressee::User { user_id } => world.people.by_user(user_id),
    };
    check_person(world, &letter, phone.as_deref())?;
    check_rates(world, &letter, phone.as_deref())?;
    let form = &body["interactive"]["action"]["parameters"];
    if let Some(flow) = form["flow_id"].as_str() {
        flows::may_go_out(world, flow)?;
    }
    // Last, so that what is refused for another reason has used no reference.
    if let Some(invoice) = letter.invoice() {
        world.graph.orders.open(&invoice.reference_id)?;
    }
    count(&world.counts.sent);
    Ok(accept(world, phone.as_ref(), letter, &body))
}

/// Whether this message may go to this person at all.
fn check_person(world: &World, letter: &Letter, phone: Option<&Phone>) -> Answer<()> {
    // One-tap, zero-tap and copy-code buttons need a number (whatsapp.md 2.8), and no code is without one of them.
    if letter.category == "authentication" && letter.to.is_user() {
        return Err(GraphError::code_to_user_id());
    }
    let Some(phone) = phone else { return Ok(()) };
    let state = phone.lock();
    if world.graph.blocked.holds(&state.number) {
        return Err(GraphError::blocked_by_us());
    }
    if letter.identity.as_ref().is_some_and(|known| *known != state.identity.hash) {
        return Err(GraphError::other_identity());
    }
    Ok(())
}

/// The rate of the number first, then that of the pair, be there a phone or not.
fn check_rates(world: &World, letter: &Letter, phone: Option<&Phone>) -> Answer<()> {
    let now = world.clock.now();
    {
        let mut bucket = world.graph.bucket.lock().unwrap_or_else(PoisonError::into_inner);
        limits::number(&mut bucket, &world.options, now)?;
    }
    if let Some(phone) = phone {
        return limits::pair(&mut phone.lock().pair, &world.options, now);
    }
    let mut strangers = world.graph.strangers.lock().unwrap_or_else(PoisonError::into_inner);
    let bucket = strangers.entry(letter.to.name().to_owned()).or_default();
    limits::pair(bucket, &world.options, now)
}

/// The message is taken: it gets its id, its bubble, and later its statuses.
fn accept(
    world: &Arc<World>,
    phone: Option<&Arc<Phone>>,
    letter: Letter,
    body: &Arc<Value>,
) -> Value {
    let number = match (&letter.to, phone) {
        (Addressee::Number { number, .. }, _) => number.clone(),
        (Addressee::User { .. }, Some(phone)) => phone.lock().number.clone(),
        (Addressee::User { .. }, None) => String::new(),
    };
    let id = world.ids.wamid(&number, false);
    let mut message = json!({"id": id});
    if letter.kind == "template" {
        let held = world.graph.pacing.is_on();
        let word = if held { "held_for_quality_assessment" } else { "accepted" };
        message["message_status"] = json!(word);
    }
    let contact = match &letter.to {
        Addressee::Number { input, number } => json!({"input": input, "wa_id": number}),
        Addressee::User { user_id } => json!({"input": user_id, "user_id": user_id}),
    };
    let answer =
        json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]});
    let Some(phone) = phone else {
        // Nobody has WhatsApp there: Meta accepts and fails later.
        statuses::fail(world, None, &letter.to, &id, 131_026, letter.callback.as_deref());
        return answer;
    };
    let refused = obstacle(world, phone, &letter, body);
    if let (Some(invoice), None) = (letter.invoice(), refused) {
        let total = invoice.total_paise.unwrap_or_default();
        world.graph.orders.arrived(&invoice.reference_id, total, phone);
    }
    if letter.kind == "reaction" {
        react(world, phone, &id, refused, &letter, body);
        return answer;
    }
    enter(world, phone, &id, &letter, body);
    let (to, callback) = (&letter.to, letter.callback.as_deref());
    match refused {
        Some(code) => statuses::fail(world, Some(phone), to, &id, code, callback),
        None if letter.kind == "template" && world.graph.pacing.keep(phone, &id, to, callback) => {}
        None => statuses::follow(world, phone, &id),
    }
    answer
}

/// Why the message will not arrive, if so: the codes that come as a `failed` status.
fn obstacle(world: &World, phone: &Arc<Phone>, letter: &Letter, body: &Value) -> Option<i64> {
    let now = world.clock.now();
    let mut state = phone.lock();
    if state.blocked {
        return Some(131_026);
    }
    if let Some(code) = state.fails.pop_front() {
        return Some(code);
    }
    if letter.kind != "template" && !state.window_is_open(now) {
        return Some(131_047);
    }
    if letter.category == "marketing" && state.opted_out {
        return Some(131_050);
    }
    if letter.kind == "template" && !state.window_is_open(now) {
        let mut reach = world.graph.reach.lock().unwrap_or_else(PoisonError::into_inner);
        // Which code a full tier answers is not documented; 131048 is most often named.
        if !reach.reaches(&state.number, &world.options, now) {
            return Some(131_048);
        }
    }
    let interactive = body["interactive"]["type"].as_str().unwrap_or_default();
    // Address forms exist for Indian numbers alone.
    if interactive == "address_message" && !state.number.starts_with("91") {
        return Some(131_026);
    }
    if let Some(code) = media_failure(world, &letter.shown) {
        return Some(code);
    }
    match &letter.shown.bill {
        Some(bill) if bill.total_paise.is_none() => {
            world.graph.orders.step(&bill.reference_id, phone, &bill.status)
        }
        _ => None,
    }
}

/// What is wrong with a file of the message, of its header or of its cards.
fn media_failure(world: &World, shown: &Shown) -> Option<i64> {
    let own = shown.media.as_ref().and_then(|it| media::failure(world, &it.url, it.voice));
    let header = match &shown.header {
        Some(Header::Image { url }) => {
            media::failure(world, url, false).or_else(|| media::no_picture(url))
        }
        Some(Header::Video { url } | Header::Document { url, .. }) => {
            media::failure(world, url, false)
        }
        Some(Header::Text { .. } | Header::Location { .. }) | None => None,
    };
    let of_cards = || shown.cards.iter().find_map(|card| media_failure(world, card));
    own.or(header).or_else(of_cards)
}

/// Puts the message into the chat.
fn enter(world: &World, phone: &Phone, id: &str, letter: &Letter, body: &Arc<Value>) {
    let mut state = phone.lock();
    state.typing_until = None;
    let bubble = Bubble {
        id: id.to_owned(),
        side: Side::Business,
        from: Arc::clone(&world.graph.name),
        at_ms: world.clock.millis(),
        kind: letter.kind.to_owned(),
        message: Arc::clone(body),
        shown: letter.shown.clone(),
        tick: Tick::Accepted,
        failure: None,
        quotes: letter.quotes.clone(),
        reaction: None,
        own_reaction: None,
        edited: false,
        deleted: false,
        callback_data: letter.callback.clone(),
        to_user_id: letter.to.is_user(),
        category: letter.category,
        price: None,
    };
    state.add(bubble);
    state.changed = world.changed();
}

/// A reaction is no bubble: it sits on one, and brings a single `sent`.
fn react(
    world: &Arc<World>,
    phone: &Arc<Phone>,
    id: &str,
    refused: Option<i64>,
    letter: &Letter,
    body: &Value,
) {
    let target = body["reaction"]["message_id"].as_str().unwrap_or_default();
    let emoji = body["reaction"]["emoji"].as_str().unwrap_or_default();
    let oldest = world.clock.millis() - REACTION_REACHES_MS;
    let callback = letter.callback.as_deref();
    let code = {
        let mut state = phone.lock();
        let known = state.bubble(target).filter(|bubble| bubble.at_ms >= oldest);
        let code = refused.or(if known.is_some() { None } else { Some(131_009) });
        if let (Some(bubble), None) = (known, code) {
            bubble.reaction = (!emoji.is_empty()).then(|| emoji.to_owned());
            state.changed = world.changed();
        }
        code
    };
    match code {
        Some(code) => statuses::fail(world, Some(phone), &letter.to, id, code, callback),
        None => statuses::reacted(world, phone, &letter.to, id, callback),
    }
}

/// Blue ticks for the person's messages, with or without "typing…".
fn mark_read(world: &World, root: &Node) -> Answer<Value> {
    root.only(&["messaging_product", "status", "message_id", "typing_indicator"])?;
    root.one_of("status", &["read"])?;
    let id = root.text("message_id", 1..=255)?;
    let typing = root.opt_node("typing_indicator")?;
    if let Some(typing) = &typing {
        typing.one_of("type", &["text"])?;
    }
    let oldest = world.clock.millis() - REACTION_REACHES_MS;
    let unknown = || GraphError::value("message_id is unknown or older than 30 days");
    let phone = world.people.by_message(id).ok_or_else(unknown)?;
    let mut state = phone.lock();
    // A message that has left the bounded chat cannot be marked any more, but its id is right.
    if let Some(bubble) = state.bubble(id) {
        if bubble.side != Side::Person || bubble.at_ms < oldest {
            return Err(unknown());
        }
        let upto = bubble.at_ms;
        for bubble in state
            .chat
            .iter_mut()
            .filter(|bubble| bubble.side == Side::Person && bubble.at_ms <= upto)
        {
            bubble.tick = Tick::Read;
        }
    }
    state.typing_until = typing.map(|_| world.clock.now() + TYPING);
    state.changed = world.changed();
    Ok(json!({"success": true}))
}

/// The bucket of the whole number.
pub(super) type NumberBucket = Mutex<Bucket>;
