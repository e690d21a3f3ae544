//! What a person does on the phone. Each act is one webhook, and is over when the program has answered it.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{
    media::Media,
    phone::{Bubble, Phone, PhoneState, Side, Tick},
    shown::{ButtonKind, Place, Product, Shown},
};
use crate::{
    clock::SECOND,
    graph,
    webhooks::{Delivery, Outcome, envelope},
    world::World,
};

/// Somebody with a phone. A cheap handle: clone it freely.
#[derive(Clone)]
pub struct Person {
    pub(crate) world: Arc<World>,
    pub(crate) phone: Arc<Phone>,
}

/// Why an act did not come through.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("the program answered {status} to the webhook: {body}")]
    Refused { status: u16, body: String },
    #[error("the program cannot be reached: {why}")]
    Unreachable { why: String },
    #[error("there is no {wanted:?} to tap; there is {could:?}")]
    NothingToTap { wanted: String, could: Vec<String> },
    #[error("there is no link {wanted:?} to open; there is {could:?}")]
    NoLink { wanted: String, could: Vec<String> },
    #[error("there is no message {id:?} in this chat")]
    NoMessage { id: String },
    #[error("{name} did not see {wanted:?}; the chat ends with: {last}")]
    NotSeen { name: String, wanted: String, last: String },
    #[error("{0}")]
    NotPossible(String),
}

/// A message about to be sent by a person: what goes over the wire and what the phone draws.
pub(super) struct Draft {
    pub(super) kind: &'static str,
    pub(super) content: Value,
    pub(super) shown: Shown,
    pub(super) quotes: Option<String>,
}

impl Draft {
    pub(super) fn new(kind: &'static str, content: Value, shown: Shown) -> Self {
        Self { kind, content, shown, quotes: None }
    }

    pub(super) fn quoting(mut self, message: &str) -> Self {
        self.quotes = Some(message.to_owned());
        self
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
    /// Writes a text. Answers the message's id.
    pub async fn says(&self, text: &str) -> Result<String, Trouble> {
        self.send(Draft::new("text", json!({"body": text}), Shown::text(text))).await
    }

    /// Writes a text as a reply to a message.
    pub async fn replies(&self, message: &str, text: &str) -> Result<String, Trouble> {
        self.send(Draft::new("text", json!({"body": text}), Shown::text(text)).quoting(message))
            .await
    }

    /// Taps what has that title in the newest message that has it: a reply button, a list row, a template's quick reply.
    /// Waits a while for such a message to arrive.
    pub async fn taps(&self, title: &str) -> Result<String, Trouble> {
        let fits = |bubble: &Bubble| bubble.shown.tappable().iter().any(|known| known == title);
        match self.newest(fits).await {
            Some(bubble) => self.tap(&bubble, title, None).await,
            None => Err(self.nothing_to_tap(title)),
        }
    }

    /// Taps a title on a message of one's choice, however old it is.
    pub async fn taps_on(&self, message: &str, title: &str) -> Result<String, Trouble> {
        self.taps_id(message, title, None).await
    }

    pub(crate) async fn taps_id(
        &self,
        message: &str,
        title: &str,
        id: Option<&str>,
    ) -> Result<String, Trouble> {
        let bubble = self.bubble(message)?;
        self.tap(&bubble, title, id).await
    }

    /// Shares a place. Answers the business's newest location request, if one is in the chat.
    pub async fn shares_pin(
        &self,
        latitude: f64,
        longitude: f64,
        name: Option<&str>,
        address: Option<&str>,
    ) -> Result<String, Trouble> {
        let asked = self.find(|bubble| {
            bubble.shown.all_buttons().any(|button| button.kind == ButtonKind::Location)
        });
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let place = Place { latitude, longitude, name: owned(name), address: owned(address) };
        self.share(place, asked.map(|bubble| bubble.id).as_deref()).await
    }

    pub(crate) async fn share(
        &self,
        place: Place,
        reply_to: Option<&str>,
    ) -> Result<String, Trouble> {
        let mut content = json!({"latitude": place.latitude, "longitude": place.longitude});
        for (key, value) in [("name", &place.name), ("address", &place.address)] {
            if let Some(value) = value {
                content[key] = json!(value);
            }
        }
        let mut draft =
            Draft::new("location", content, Shown { place: Some(place), ..Shown::default() });
        draft.quotes = reply_to.map(str::to_owned);
        self.send(draft).await
    }

    /// Sends a photo, a voice note, a file, a contact …
    pub async fn sends(&self, media: Media) -> Result<String, Trouble> {
        let draft = media.draft(&self.world);
        self.send(draft).await
    }

    /// Puts an emoji on a message; an empty one takes it back.
    pub async fn reacts(&self, message: &str, emoji: &str) -> Result<String, Trouble> {
        self.bubble(message)?;
        let reaction = json!({"message_id": message, "emoji": emoji});
        if let Some(bubble) = self.phone.lock().bubble(message) {
            bubble.own_reaction = (!emoji.is_empty()).then(|| emoji.to_owned());
        }
        // A reaction is no bubble of its own, and is not trusted to open the window (reference, section 13).
        self.whisper("reaction", reaction).await
    }

    /// Edits a message sent before. What arrives is what a number gets that is not shared with the phone app: `unsupported`.
    pub async fn edits(&self, message: &str, text: &str) -> Result<String, Trouble> {
        self.bubble(message)?;
        if let Some(bubble) = self.phone.lock().bubble(message) {
            bubble.shown = Shown::text(text);
            bubble.edited = true;
        }
        self.unsupported("edit").await
    }

    /// Deletes a message sent before; arrives as `unsupported`, as above.
    pub async fn deletes(&self, message: &str) -> Result<String, Trouble> {
        self.bubble(message)?;
        if let Some(bubble) = self.phone.lock().bubble(message) {
            bubble.deleted = true;
        }
        self.unsupported("revoke").await
    }

    /// Sends something that the Cloud API cannot carry, such as a poll.
    pub async fn unsupported(&self, kind: &str) -> Result<String, Trouble> {
        let errors = json!([{"code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
            "error_data": {"details": "Message type is currently not supported."}}]);
        let extra = json!({"errors": errors, "unsupported": {"type": kind}});
        let (id, payload, number) = {
            let mut phone = self.phone.lock();
            let id = self.world.ids.wamid(&phone.number, true);
            phone.open_window(self.world.clock.now());
            let message = message(&self.world, &phone, &id, "unsupported", None, extra);
            (id, self.envelope(&phone, &message), phone.number.clone())
        };
        self.deliver(&number, "messages", &payload).await.map(|()| id)
    }

    /// Sends the native cart: retailer ids with quantity and the price shown, in rupees.
    pub async fn orders(
        &self,
        catalog: &str,
        items: &[(&str, u64, f64)],
        text: &str,
    ) -> Result<String, Trouble> {
        let lines: Vec<Value> = items
            .iter()
            .map(|(id, quantity, price)| {
                json!({"product_retailer_id": id, "quantity": quantity, "item_price": price, "currency": "INR"})
            })
            .collect();
        let product = |(id, quantity, price): &(&str, u64, f64)| Product {
            id: (*id).to_owned(),
            section: None,
            quantity: Some(*quantity),
            price: Some(price.to_string()),
        };
        let shown = Shown { products: items.iter().map(product).collect(), ..Shown::text(text) };
        let content = json!({"catalog_id": catalog, "text": text, "product_items": lines});
        self.send(Draft::new("order", content, shown)).await
    }

    /// The URL behind the newest link button of that title. Nothing is sent: WhatsApp tells nobody.
    pub async fn opens(&self, title: &str) -> Result<String, Trouble> {
        let link = |bubble: &Bubble| {
            bubble.shown.all_buttons().find_map(|button| match &button.kind {
                ButtonKind::Url { url } if button.title == title => Some(url.clone()),
                _ => None,
            })
        };
        match self.newest(|bubble| link(bubble).is_some()).await.as_ref().and_then(link) {
            Some(url) => Ok(url),
            None => Err(Trouble::NoLink { wanted: title.to_owned(), could: self.links() }),
        }
    }

    /// Finishes a Flow or an address form: `response` is what the form returns.
    pub async fn finishes_form(
        &self,
        message: &str,
        name: &str,
        response: &Value,
    ) -> Result<String, Trouble> {
        self.bubble(message)?;
        let content = json!({"type": "nfm_reply",
            "nfm_reply": {"name": name, "body": "Sent", "response_json": response.to_string()}});
        self.send(Draft::new("interactive", content, Shown::text("(form sent)")).quoting(message))
            .await
    }

    async fn tap(&self, bubble: &Bubble, title: &str, id: Option<&str>) -> Result<String, Trouble> {
        let fits =
            |known: &str, known_id: &str| known == title && id.is_none_or(|id| id == known_id);
        let button = bubble.shown.all_buttons().find_map(|button| match &button.kind {
            ButtonKind::Reply { id } | ButtonKind::QuickReply { id } if fits(&button.title, id) => {
                Some(button.clone())
            }
            _ => None,
        });
        let (kind, content) = match button.map(|button| button.kind) {
            Some(ButtonKind::QuickReply { id }) => {
                ("button", json!({"payload": id, "text": title}))
            }
            Some(ButtonKind::Reply { id }) => (
                "interactive",
                json!({"type": "button_reply", "button_reply": {"id": id, "title": title}}),
            ),
            _ => {
                let Some(row) = bubble.shown.rows().find(|row| fits(&row.title, &row.id)) else {
                    let could = bubble.shown.tappable();
                    return Err(Trouble::NothingToTap { wanted: title.to_owned(), could });
                };
                let mut reply = json!({"id": row.id, "title": row.title});
                if let Some(description) = &row.description {
                    reply["description"] = json!(description);
                }
                ("interactive", json!({"type": "list_reply", "list_reply": reply}))
            }
        };
        self.send(Draft::new(kind, content, Shown::text(title)).quoting(&bubble.id)).await
    }

    /// Puts a message into the chat, opens the window, and delivers it.
    async fn send(&self, draft: Draft) -> Result<String, Trouble> {
        let Written { id, number, contact, message } = self.write(draft);
        let parts = json!({"contacts": [contact], "messages": [message]});
        let payload = envelope::messages(&self.world, parts);
        self.deliver(&number, "messages", &payload).await.map(|()| id)
    }

    /// Puts a message into the chat and opens the window.
    pub(super) fn write(&self, draft: Draft) -> Written {
        let world = &self.world;
        let written = {
            let mut phone = self.phone.lock();
            let id = world.ids.wamid(&phone.number, true);
            phone.open_window(world.clock.now());
            let extra = json!({draft.kind: draft.content});
            let message = message(world, &phone, &id, draft.kind, draft.quotes.as_deref(), extra);
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
        written
    }

    /// A message that makes no bubble and does not open the window.
    async fn whisper(&self, kind: &str, content: Value) -> Result<String, Trouble> {
        let (id, payload, number) = {
            let phone = self.phone.lock();
            let id = self.world.ids.wamid(&phone.number, true);
            let message = message(&self.world, &phone, &id, kind, None, json!({kind: content}));
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
}

/// One of `messages[]`, with the keys that all kinds share.
fn message(
    world: &World,
    phone: &PhoneState,
    id: &str,
    kind: &str,
    quotes: Option<&str>,
    extra: Value,
) -> Value {
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
    if let Some(quoted) = quotes {
        message["context"] = json!({"from": world.options.display_phone_number, "id": quoted});
    }
    if let (Some(message), Value::Object(extra)) = (message.as_object_mut(), extra) {
        message.extend(extra);
    }
    message
}
