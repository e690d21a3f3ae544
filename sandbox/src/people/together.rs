//! Several people who write in the same moment, whom Meta reports in one webhook (whatsapp.md 1.4: up to 1000 updates, usually one).

use serde_json::{Value, json};

use super::{
    acts::{Person, Trouble},
    sending::{Draft, Written},
    shown::Shown,
};
use crate::{graph, webhooks::envelope, world::World};

/// The webhook and the ids of the messages in it. Contacts come once each and in another order than the messages: the two lists are
/// not tied to each other (whatsapp.md 1.2).
pub(crate) fn written(
    world: &World,
    said: &[(&Person, &str)],
) -> Result<(Value, Vec<String>), Trouble> {
    // Before anybody has written: a webhook that cannot be put together leaves no chat changed.
    said.iter().try_for_each(|(person, _)| person.may_write())?;
    let (mut contacts, mut messages, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for (person, text) in said {
        let draft = Draft::new("text", json!({"body": text}), Shown::text(*text));
        let Written { id, contact, message, .. } = person.write(draft)?;
        graph::heard(world);
        if !contacts.contains(&contact) {
            contacts.insert(0, contact);
        }
        messages.push(message);
        ids.push(id);
    }
    let payload = envelope::messages(world, json!({"contacts": contacts, "messages": messages}));
    Ok((payload, ids))
}
