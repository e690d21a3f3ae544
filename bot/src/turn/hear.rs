//! From what a person did to an event of the conversation. What calls for no answer, such as a reaction, becomes none.

use realserv_adapters::whatsapp::flows;
use realserv_domain::message::{Heard, Inbound};

use crate::converse::{DELETED, EDITED, Event, Tap, in_words};

/// None: noted, but nobody waits for an answer (a thumbs-up is not consent, and not a question either).
pub(super) fn event_of(inbound: &Inbound) -> Option<Event> {
    match &inbound.heard {
        Heard::Said { text } => Some(Event::Said { text: text.clone() }),
        Heard::Tapped { id, title } => Some(tapped(id, title)),
        Heard::Shared { point, name, address } => {
            let words: Vec<&str> =
                [name, address].into_iter().flatten().map(String::as_str).collect();
            let words = (!words.is_empty()).then(|| words.join(", "));
            Some(Event::Shared { point: *point, words })
        }
        Heard::Sent { media } => {
            let (media, message_id) = (media.clone(), inbound.message_id.clone());
            Some(Event::Sent { media, message_id })
        }
        Heard::Contact { phone } => Some(Event::Contact { phone: phone.clone() }),
        Heard::Carted { lines } => Some(Event::Carted { lines: lines.clone() }),
        Heard::Filled { name, response } => Some(filled(name, response)),
        Heard::Edited { .. } => Some(Event::Unreadable { kind: EDITED.to_owned() }),
        Heard::Deleted { .. } => Some(Event::Unreadable { kind: DELETED.to_owned() }),
        Heard::Unsupported { kind } => Some(Event::Unreadable { kind: kind.clone() }),
        Heard::Reacted { .. } | Heard::NumberChanged { .. } | Heard::UserIdChanged { .. } => None,
    }
}

/// What of it may be somebody's answer to the office, in words.
pub(super) fn words_of(heard: &Heard) -> Option<String> {
    match heard {
        Heard::Said { text } => Some(text.clone()),
        Heard::Sent { media } => Some(in_words(media)),
        _ => None,
    }
}

/// Read here and nowhere before: what stands in the inbox is what came.
fn filled(name: &str, response: &str) -> Event {
    match flows::read_address(name, response) {
        Some(form) => Event::Filled { form },
        None => Event::Unreadable { kind: "form".to_owned() },
    }
}

fn tapped(id: &str, title: &str) -> Event {
    Tap::parse(id).map_or_else(
        || Event::TappedUnknown { id: id.to_owned(), title: title.to_owned() },
        Event::Tapped,
    )
}

/// Whether this opens the 24-hour window. Meta does not say that a reaction does, and a system note is not the
/// person's (whatsapp.md 8.1).
pub(super) fn opens_window(inbound: &Inbound) -> bool {
    !matches!(
        inbound.heard,
        Heard::Reacted { .. } | Heard::NumberChanged { .. } | Heard::UserIdChanged { .. }
    )
}
