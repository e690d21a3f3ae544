//! What the inbox holds for a person, and what each channel of the outbox holds: documents between two moments of
//! the loop. The events of an order are `domain::orders::OrderEvent` itself.

use jiff::Timestamp;
use realserv_domain::ids::PersonId;
use realserv_domain::message::{Inbound, Message};
use realserv_domain::orders::Fact;
use serde::{Deserialize, Serialize};

use crate::converse::Conversation;

/// Something for a person's conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonEvent {
    Heard(Inbound),
    Told(Fact),
    /// This person is another one from now on (`person.merged_into`): hand the conversation over.
    Merged,
    /// The conversation of a person who turned out to be this one.
    Joined {
        conversation: Box<Conversation>,
        last_heard_at: Option<Timestamp>,
    },
}

/// A message on its way to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub to: PersonId,
    pub message: Message,
}
