//! What becomes of a message after it was sent: edited, deleted; and what the Cloud API cannot carry at all.
//!
//! A number that is not shared with the phone app gets neither text nor target of these: they arrive as `unsupported`. One in
//! coexistence gets `edit` and `revoke` (whatsapp.md 2.7).

use std::sync::atomic::Ordering;

use serde_json::json;

use super::{
    acts::{Person, Trouble},
    phone::{Bubble, Side},
    shown::Shown,
};

/// A message can be edited for 15 minutes and deleted for everyone for two days.
const EDITABLE_MS: i64 = 15 * 60 * 1000;
const DELETABLE_MS: i64 = 2 * 24 * 3600 * 1000;

impl Person {
    /// Edits a message of one's own.
    pub async fn edits(&self, message: &str, text: &str) -> Result<String, Trouble> {
        self.changes(message, EDITABLE_MS, |bubble| {
            bubble.shown = Shown::text(text);
            bubble.edited = true;
        })?;
        if !self.world.coexistence.load(Ordering::Relaxed) {
            return self.unsupported("edit").await;
        }
        let new = json!({"type": "text", "text": {"body": text}});
        let edit = json!({"original_message_id": message, "message": new});
        self.unreadable("edit", json!({"edit": edit})).await
    }

    /// Deletes a message of one's own for everyone.
    pub async fn deletes(&self, message: &str) -> Result<String, Trouble> {
        self.changes(message, DELETABLE_MS, |bubble| bubble.deleted = true)?;
        if !self.world.coexistence.load(Ordering::Relaxed) {
            return self.unsupported("revoke").await;
        }
        let revoke = json!({"original_message_id": message});
        self.unreadable("revoke", json!({"revoke": revoke})).await
    }

    fn changes(
        &self,
        message: &str,
        within_ms: i64,
        change: impl FnOnce(&mut Bubble),
    ) -> Result<(), Trouble> {
        self.may_write()?;
        let now = self.world.clock.millis();
        let mut phone = self.phone.lock();
        let unknown = || Trouble::NoMessage { id: message.to_owned() };
        let bubble = phone.bubble(message).ok_or_else(unknown)?;
        if bubble.side == Side::Business {
            return Err(Trouble::NotPossible("only one's own messages can be changed".to_owned()));
        }
        if now - bubble.at_ms > within_ms {
            return Err(Trouble::NotPossible("that message is too old to be changed".to_owned()));
        }
        change(bubble);
        Ok(())
    }

    /// Sends something that the Cloud API cannot carry, such as a poll.
    pub async fn unsupported(&self, kind: &str) -> Result<String, Trouble> {
        self.may_write()?;
        let errors = json!([{"code": 131_051, "title": "Message type unknown", "message": "Message type unknown",
            "error_data": {"details": "Message type is currently not supported."}}]);
        let extra = json!({"errors": errors, "unsupported": {"type": kind}});
        self.unreadable("unsupported", extra).await
    }
}
