//! How what a person does travels: as one of `messages[]` in a webhook, with or without a bubble of its own.

use std::sync::Arc;

use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use super::{
    acts::{Person, Trouble},
    phone::{Bubble, PhoneState, Side, Tick},
    shown::Shown,
};
use crate::{
    clock::SECOND,
    graph,
    webhooks::{Delivery, Outcome, envelope},
    world::World,
};

/// A message about to be sent by a person: what goes over the wire and what the phone draws.
pub(super) struct Draft {
    pub(super) kind: &'static str,
    pub(super) content: Value,
    pub(super) shown: Shown,
    pub(super) quotes: Option<String>,
    /// What stands in `context` besides what is quoted, and beside the content: `referral`.
    context: Map<String, Value>,
    beside: Map<String, Value>,
}

impl Draft {
    pub(super) fn new(kind: &'static str, content: Value, shown: Shown) -> Self {
        Self { kind, content, shown, quotes: None, context: Map::new(), beside: Map::new() }
    }

    pub(super) fn quoting(mut self, message: &str) -> Self {
        self.quotes = Some(message.to_owned());
        self
    }

    /// With a key of `context`: `forwarded`, `referred_product`.
    pub(super) fn in_context(mut self, key: &str, value: Value) -> Self {
        self.context.insert(key.to_owned(), value);
        self
    }

    /// With a key beside the content.
    pub(super) fn with(mut self, key: &str, value: Value) -> Self {
        self.beside.insert(key.to_owned(), value);
        self
    }

    /// The keys that this message has besides those of all.
    fn extra(&self, business: &str) -> Value {
        let mut extra = self.beside.clone();
        extra.insert(self.kind.to_owned(), self.content.clone());
        let mut context = self.context.clone();
        if let Some(quoted) = &self.quotes {
            context.insert("from".to_owned(), json!(business));
            context.insert("id".to_owned(), json!(quoted));
        }
        if !context.is_empty() {
            extra.insert("context".to_owned(), Value::Object(context));
        }
        Value::Object(extra)
    }
}

/// A message that stands in the chat and is still to be delivered.
pub(super) struct Written {
    pub(super) id: String,
    pub(super) number: String,
    pub(super) contact: Value,
    pub(super) message: Value,
}

impl Person {
    /// WhatsApp lets nobody write to whom they have blocked; it offers to unblock instead.
    pub(super) fn may_write(&self) -> Result<(), Trouble> {
        let phone = self.phone.lock();
        if phone.blocked {
            let words = format!("{} has blocked the business and cannot write to it", phone.name);
            return Err(Trouble::NotPossible(words));
        }
        Ok(())
    }

    /// Puts a message into the chat, opens the window, and delivers it.
    pub(super) async fn send(&self, draft: Draft) -> Result<String, Trouble> {
        let Written { id, number, contact, message } = self.write(draft)?;
        let parts = json!({"contacts": [contact], "messages": [message]});
        let payload = envelope::messages(&self.world, parts);
        self.deliver(&number, "messages", &payload).await.map(|()| id)
    }

    /// Puts a message into the chat and opens the window.
    pub(super) fn write(&self, draft: Draft) -> Result<Written, Trouble> {
        self.may_write()?;
        let world = &self.world;
        let written = {
            let mut phone = self.phone.lock();
            let id = world.ids.wamid(&phone.number, true);
            phone.open_window(world.clock.now());
            let extra = draft.extra(&world.options.display_phone_number);
            let message = message(world, &phone, &id, draft.kind, extra);
            let contact = envelope::contact(world, &phone);
            let bubble = Bubble {
                id: id.clone(),
                side: Side::Person,
                from: Arc::clone(&phone.name),
                at_ms: world.clock.millis(),
                kind: draft.kind.to_owned(),
                message: Arc::new(message.clone()),
                shown: draft.shown,
                tick: Tick::Sent,
                failure: None,
                quotes: draft.quotes,
                reaction: None,
                own_reaction: None,
                edited: false,
                deleted: false,
                callback_data: None,
                to_user_id: false,
                category: "service",
                price: None,
            };
            phone.add(bubble);
            Written { id, number: phone.number.clone(), contact, message }
        };
        self.touched();
        Ok(written)
    }

    /// A message that makes no bubble and does not open the window.
    pub(super) async fn whisper(&self, kind: &str, content: Value) -> Result<String, Trouble> {
        let (id, payload, number) = {
            let phone = self.phone.lock();
            let id = self.world.ids.wamid(&phone.number, true);
            let message = message(&self.world, &phone, &id, kind, json!({kind: content}));
            (id, self.envelope(&phone, &message), phone.number.clone())
        };
        self.touched();
        self.deliver(&number, "messages", &payload).await.map(|()| id)
    }

    fn envelope(&self, phone: &PhoneState, message: &Value) -> Value {
        let parts =
            json!({"contacts": [envelope::contact(&self.world, phone)], "messages": [message]});
        envelope::messages(&self.world, parts)
    }

    pub(super) async fn deliver(
        &self,
        lane: &str,
        name: &str,
        payload: &Value,
    ) -> Result<(), Trouble> {
        if name == "messages" {
            graph::heard(&self.world);
        }
        let (tell, told) = oneshot::channel();
        let delivery = Delivery::meta(&self.world, lane, name, payload).answer_to(tell);
        self.world.post.send(&self.world, delivery);
        match told.await {
            Ok(Outcome::Delivered | Outcome::Kept) => Ok(()),
            Ok(Outcome::Refused { status, body }) => Err(Trouble::Refused { status, body }),
            Ok(Outcome::Unreachable { why }) => Err(Trouble::Unreachable { why }),
            Err(_) => Err(Trouble::Unreachable { why: "the sandbox has stopped".to_owned() }),
        }
    }

    /// Tells those who watch that this chat changed.
    pub(crate) fn touched(&self) {
        // Under the lock: whoever hears of the number must find it in the phone.
        let mut phone = self.phone.lock();
        phone.changed = self.world.changed();
    }

    /// A message without a bubble, with the keys that it is made of; like all that a person sends it opens the window.
    pub(super) async fn unreadable(&self, kind: &str, extra: Value) -> Result<String, Trouble> {
        let (id, payload, number) = {
            let mut phone = self.phone.lock();
            let id = self.world.ids.wamid(&phone.number, true);
            phone.open_window(self.world.clock.now());
            let message = message(&self.world, &phone, &id, kind, extra);
            (id, self.envelope(&phone, &message), phone.number.clone())
        };
        self.touched();
        self.deliver(&number, "messages", &payload).await.map(|()| id)
    }
}

/// One of `messages[]`, with the keys that all kinds share.
fn message(world: &World, phone: &PhoneState, id: &str, kind: &str, extra: Value) -> Value {
    let mut message = json!({
        "from_user_id": phone.user_id,
        "id": id,
        "timestamp": (world.clock.now() / SECOND).to_string(),
        "type": kind,
    });
    if !phone.hidden {
        message["from"] = json!(phone.number);
    }
    if world.options.identity_check {
        message["identity"] = envelope::identity(phone);
    }
    if let (Some(message), Value::Object(extra)) = (message.as_object_mut(), extra) {
        message.extend(extra);
    }
    message
}
