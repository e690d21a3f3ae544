//! Meta's WhatsApp Cloud API on the wire: what we send, what Meta sends us, how it fails.
//!
//! Not here: what to say (`bot/src/converse`), in which words (`templates`), when and how fast (`bot/src/deliver`).

/// Sending a message; read marks and the typing sign.
mod client;

/// The JSON of outgoing messages.
mod outgoing;

/// A bill that is paid within the chat.
mod bill;

/// How such a bill stands.
mod payments;

/// What a failure allows next, by Meta's error code.
mod failure;

/// How long texts and lists may be, checked before Meta does.
pub mod limits;

/// Approved templates: listing and creating them.
mod templates;

/// Forms that are open on a phone: their sealed requests and what they return.
pub mod flows;

/// Our own number.
mod number;

/// Files that people sent.
mod media;

/// Webhooks: signature, handshake, and the updates within.
pub mod webhook;

pub use client::{Client, Outgoing, Recipient, Sent, Upload};
pub use failure::{Next, SendFailure};
pub use media::FetchFailure;
pub use number::Number;
pub use outgoing::request_body;
pub use payments::{InChat, Transaction, TransactionStatus};
pub use templates::{
    Template, TemplateButton, TemplateCategory, TemplateDefinition, TemplateStatus,
};
