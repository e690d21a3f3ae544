//! `messages[]` to `Heard`: every type of whatsapp.md §2.
//!
//! A known type whose content is not as documented becomes `Unsupported`, so that the person gets an answer; what
//! has no id, no sender or no time cannot be answered and is broken.

use realserv_domain::message::{Heard, Inbound, Media, MediaKind, Sender};
use realserv_domain::place::Point;
use realserv_domain::quantity::Quantity;

use super::{Change, News, People, Update, phone};
use crate::lenient::Object;

pub(super) fn read(change: &Change<'_>, people: &People, raw: &str) -> Update {
    let Ok(message) = Object::read(raw) else {
        return change.broken(raw, "a message that is no object");
    };
    let kind = message.text("type").unwrap_or_default();
    // We are in no groups, and a group's message is not said to us.
    if message.has("group_id") {
        return change.other("messages.group", raw);
    }
    let Some(message_id) = message.id("id") else {
        return change.broken(raw, "a message without an id");
    };
    let Some(sent_at) = message.instant("timestamp") else {
        return change.broken(raw, "a message without a time");
    };
    let Some(sender) = sender(&message, people) else {
        return change.broken(raw, "a message without a sender");
    };
    let Some(heard) = heard(&kind, &message) else {
        return change.other(&format!("messages.{kind}"), raw);
    };
    let inbound = Inbound {
        message_id: message_id.clone(),
        phone_number_id: change.phone_number_id.clone().unwrap_or_default(),
        sender,
        sent_at,
        replies_to: message.object("context").and_then(|context| context.id("id")),
        heard,
    };
    change.update("whatsapp.message", message_id, raw, News::Message(inbound))
}

/// The message's own marks, completed by the contact's: `from` is missing when the phone is hidden.
fn sender(message: &Object<'_>, people: &People) -> Option<Sender> {
    let (from, user_id) = (message.id("from"), message.id("from_user_id"));
    let contact = people.find(from.as_deref(), user_id.as_deref()).cloned().unwrap_or_default();
    let sender = Sender {
        phone: phone(from.or(contact.wa_id).as_deref()),
        user_id: user_id.or(contact.user_id),
        name: contact.name,
    };
    (sender.phone.is_some() || sender.user_id.is_some()).then_some(sender)
}

/// Nothing for what asks no answer of us.
fn heard(kind: &str, message: &Object<'_>) -> Option<Heard> {
    let content = message.object(kind).unwrap_or_default();
    let read = match kind {
        "text" => content.text("body").map(|text| Heard::Said { text }),
        "image" => media(MediaKind::Image, &content),
        "video" => media(MediaKind::Video, &content),
        "audio" => media(audio(&content), &content),
        "document" => media(MediaKind::Document, &content),
        "sticker" => media(MediaKind::Sticker, &content),
        "location" => place(&content),
        "contacts" => contact(message),
        "interactive" => return Some(interactive(&content)),
        "button" => tapped(&content, "payload", "text"),
        "order" => order(&content),
        "reaction" => reaction(&content),
        "edit" => edit(&content),
        "revoke" => original(&content).map(|original| Heard::Deleted { original }),
        "unsupported" | "unknown" => content.word("type").map(|kind| Heard::Unsupported { kind }),
        "system" => return system(&content),
        // Removed in March 2026; a chat that was opened is not yet a word.
        "request_welcome" => return None,
        _ => None,
    };
    Some(read.unwrap_or_else(|| Heard::Unsupported { kind: kind.to_owned() }))
}

fn media(kind: MediaKind, content: &Object<'_>) -> Option<Heard> {
    let mime_type = content.text("mime_type").unwrap_or_default();
    let plain = mime_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let media = Media {
        kind,
        media_id: content.id("id")?,
        mime_type: plain,
        caption: content.word("caption"),
    };
    Some(Heard::Sent { media })
}

/// Recorded in the chat, or a file.
fn audio(content: &Object<'_>) -> MediaKind {
    if content.truth("voice") == Some(true) { MediaKind::Voice } else { MediaKind::Audio }
}

fn place(content: &Object<'_>) -> Option<Heard> {
    let point =
        Point { lat_e6: content.millionths("latitude")?, lon_e6: content.millionths("longitude")? };
    let on_earth =
        point.lat_e6.unsigned_abs() <= 90_000_000 && point.lon_e6.unsigned_abs() <= 180_000_000;
    on_earth.then(|| Heard::Shared {
        point,
        name: content.word("name"),
        address: content.word("address"),
    })
}

/// The first number of the first card that has one. People type them as they like.
fn contact(message: &Object<'_>) -> Option<Heard> {
    let cards = message.list("contacts");
    if cards.is_empty() {
        return None;
    }
    let numbers = cards.into_iter().filter_map(|raw| Object::read(raw).ok());
    let phone = numbers.flat_map(|card| card.list("phones")).find_map(|raw| {
        let number = Object::read(raw).ok()?;
        phone(number.text("wa_id").as_deref()).or_else(|| number.text("phone")?.parse().ok())
    });
    Some(Heard::Contact { phone })
}

fn interactive(content: &Object<'_>) -> Heard {
    let kind = content.text("type").unwrap_or_else(|| "interactive".to_owned());
    let reply = content.object(&kind).unwrap_or_default();
    let read = match kind.as_str() {
        "button_reply" | "list_reply" => tapped(&reply, "id", "title"),
        "nfm_reply" => filled(&reply),
        _ => None,
    };
    read.unwrap_or(Heard::Unsupported { kind })
}

fn tapped(reply: &Object<'_>, id: &str, title: &str) -> Option<Heard> {
    Some(Heard::Tapped { id: reply.word(id)?, title: reply.text(title).unwrap_or_default() })
}

fn filled(reply: &Object<'_>) -> Option<Heard> {
    let name = reply.text("name").unwrap_or_default();
    Some(Heard::Filled { name, response: reply.text("response_json")? })
}

/// Codes and quantities; the prices are the phone's view of a catalogue and are not read at all.
fn order(content: &Object<'_>) -> Option<Heard> {
    let items = content.list("product_items").into_iter().filter_map(|raw| Object::read(raw).ok());
    let lines: Vec<(String, Quantity)> = items
        .filter_map(|item| {
            let quantity: Quantity = item.text("quantity")?.parse().ok()?;
            Some((item.id("product_retailer_id")?, quantity))
        })
        .collect();
    (!lines.is_empty()).then_some(Heard::Carted { lines })
}

/// A reaction that was taken back has no emoji, or an empty one.
fn reaction(content: &Object<'_>) -> Option<Heard> {
    Some(Heard::Reacted { emoji: content.word("emoji"), to: content.id("message_id")? })
}

fn edit(content: &Object<'_>) -> Option<Heard> {
    let edited = content.object("message").unwrap_or_default();
    let kind = edited.text("type").unwrap_or_default();
    let now = edited.object(&kind).unwrap_or_default();
    let text = now.text("body").or_else(|| now.text("caption"));
    Some(Heard::Edited { original: original(content)?, text })
}

fn original(content: &Object<'_>) -> Option<String> {
    content.id("original_message_id")
}

/// WhatsApp's own announcements. Versions up to 11 wrote the new number as `new_wa_id`.
fn system(content: &Object<'_>) -> Option<Heard> {
    match content.text("type")?.as_str() {
        "user_changed_number" => {
            let number = content.id("wa_id").or_else(|| content.id("new_wa_id"));
            phone(number.as_deref()).map(|phone| Heard::NumberChanged { phone })
        }
        "user_changed_user_id" => {
            content.id("user_id").map(|user_id| Heard::UserIdChanged { user_id })
        }
        _ => None,
    }
}
