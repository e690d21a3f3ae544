//! What a person does on the phone. Each act is one webhook, and is over when the program has answered it.

use std::sync::Arc;

use serde_json::json;

use super::{
    media::Media,
    phone::{Bubble, Phone},
    sending::Draft,
    shown::{ButtonKind, Place, Shown},
};
use crate::world::World;

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
    #[error("the form closed: {words}")]
    FormClosed { words: String },
    #[error("{0}")]
    NotPossible(String),
}

impl Person {
    /// Writes a text. Answers the message's id.
    pub async fn says(&self, text: &str) -> Result<String, Trouble> {
        self.send(Draft::new("text", json!({"body": text}), Shown::text(text))).await
    }

    /// Writes a text as a reply to a message.
    pub async fn replies(&self, message: &str, text: &str) -> Result<String, Trouble> {
        self.arrived(message)?;
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
        let bubble = self.arrived(message)?;
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

    /// Shares the own number in answer to the business's newest request for it.
    pub async fn shares_number(&self) -> Result<String, Trouble> {
        let asks = |bubble: &Bubble| {
            bubble.shown.all_buttons().any(|button| button.kind == ButtonKind::Contact)
        };
        let asked = self.find(asks).ok_or_else(|| self.nothing_to_tap("Share contact info"))?;
        self.shares_contact(&asked.id).await
    }

    /// Sends a photo, a voice note, a file, a contact …
    pub async fn sends(&self, media: Media) -> Result<String, Trouble> {
        let draft = media.draft(&self.world);
        self.send(draft).await
    }

    /// Puts an emoji on a message; an empty one takes it back.
    pub async fn reacts(&self, message: &str, emoji: &str) -> Result<String, Trouble> {
        self.arrived(message)?;
        self.may_write()?;
        let reaction = json!({"message_id": message, "emoji": emoji});
        if let Some(bubble) = self.phone.lock().bubble(message) {
            bubble.own_reaction = (!emoji.is_empty()).then(|| emoji.to_owned());
        }
        // A reaction is no bubble of its own, and is not trusted to open the window (reference, section 13).
        self.whisper("reaction", reaction).await
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
}
