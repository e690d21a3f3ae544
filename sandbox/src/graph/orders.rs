//! The orders that stand in chats, by their reference. What an invoice or a state looks like on the wire is in `invoice.rs`.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use super::errors::{Answer, GraphError};

/// All references that the business has used.
#[derive(Default)]
pub(super) struct Orders {
    used: Mutex<HashSet<String>>,
}

impl Orders {
    /// An invoice goes out: whatsapp.md 6.2 wants its reference to be unique for the business, also when a message is sent again.
    /// The reference names no code; a value that may not be is 131009.
    pub(super) fn open(&self, reference: &str) -> Answer<()> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.insert(reference.to_owned()) {
            return Ok(());
        }
        Err(GraphError::value(format!(
            "reference_id {reference} was used in an order_details message before"
        )))
    }
}
