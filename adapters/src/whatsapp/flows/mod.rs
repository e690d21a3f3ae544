//! WhatsApp Flows on the wire (whatsapp.md 10): the sealed requests of a form that is open on somebody's phone, and what a form
//! that was sent returns.
//!
//! Not here: whether a place is served and in which words that is said (`bot/src/flows`).

/// The envelope: RSA for the key, AES for the words.
mod sealed;

/// What is asked, and what may be answered.
mod protocol;

/// The fields of the address form.
mod address;

/// Forms at Meta: making, publishing, their key.
mod management;

pub use address::{ADDRESS_SCREEN, Labels, Wrong, read_address, read_typed, returned};
pub use management::Flow;
pub use protocol::{Asked, Reply, Unreadable};
pub use sealed::{FlowKey, NotOpened, Opened, ReplyKey, UnusableKey};
