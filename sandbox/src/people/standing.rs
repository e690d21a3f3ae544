//! What a person decides about the own number and about the business: a new number, a hidden one, no marketing, no messages at all.

use serde_json::json;

use super::acts::{Person, Trouble};
use crate::{graph::codes, webhooks::envelope};

impl Person {
    /// Moves to another number, with a new user id; the webhook has no `contacts`.
    pub async fn changes_number(&self, new: &str) -> Result<String, Trouble> {
        let world = &self.world;
        if world.people.by_number(new).is_some_and(|other| other.lock().number == new) {
            return Err(Trouble::NotPossible(format!("somebody has the number {new} already")));
        }
        self.takes_over(new).await
    }

    /// Moves to a number that somebody else has given up, of which nobody has told yet: whoever had it can be reached by the user id
    /// alone.
    pub async fn takes_over(&self, new: &str) -> Result<String, Trouble> {
        let world = &self.world;
        let (old, name) = {
            let phone = self.phone.lock();
            (phone.number.clone(), phone.name.clone())
        };
        world.people.renumber(&self.phone, new, &world.options.business_account_id);
        let id = world.ids.wamid(&old, true);
        let body = format!("{name} changed from {old} to {new}");
        let message = json!({"from": old, "id": id, "timestamp": world.clock.seconds().to_string(), "type": "system",
            "system": {"type": "user_changed_number", "body": body, "wa_id": new}});
        let payload = envelope::messages(world, json!({"messages": [message]}));
        self.touched();
        // In the lane of the old number: it must not overtake what was said under it.
        self.deliver(&old, "messages", &payload).await.map(|()| id)
    }

    /// Installs WhatsApp anew, or somebody else does with this number: the identity key is another. The business hears of it where it
    /// checks identities.
    pub async fn reinstalls(&self) -> Result<(), Trouble> {
        let world = &self.world;
        let (payload, number) = {
            let mut phone = self.phone.lock();
            phone.identity = phone.identity.next(world.clock.seconds());
            let id = world.ids.wamid(&phone.number, true);
            let body = format!("{} has a new identity key", phone.name);
            let mut identity = envelope::identity(&phone);
            identity["acknowledged"] = json!(false);
            let mut message = json!({"from_user_id": phone.user_id, "id": id, "timestamp": world.clock.seconds().to_string(),
                "type": "system", "system": {"type": "customer_identity_changed", "body": body}, "identity": identity});
            if !phone.hidden {
                message["from"] = json!(phone.number);
            }
            let parts =
                json!({"contacts": [envelope::contact(world, &phone)], "messages": [message]});
            (envelope::messages(world, parts), phone.number.clone())
        };
        if world.options.identity_check {
            self.deliver(&number, "messages", &payload).await?;
        }
        Ok(())
    }

    /// From now on webhooks carry no number, only the user id.
    pub fn hides_number(&self) {
        self.phone.lock().hidden = true;
        self.touched();
    }

    /// Webhooks carry the number again, beside the user id.
    pub fn shows_number(&self) {
        self.phone.lock().hidden = false;
        self.touched();
    }

    /// Stops the business's marketing in WhatsApp's own settings; marketing templates fail with 131050.
    pub async fn opts_out(&self) -> Result<(), Trouble> {
        self.prefers("stop", true).await
    }

    /// Takes marketing again.
    pub async fn resumes(&self) -> Result<(), Trouble> {
        self.prefers("resume", false).await
    }

    async fn prefers(&self, value: &str, opted_out: bool) -> Result<(), Trouble> {
        let (payload, number) = {
            let mut phone = self.phone.lock();
            phone.opted_out = opted_out;
            let mut preference = json!({"user_id": phone.user_id, "category": "marketing_messages", "value": value,
                "detail": format!("User requested to {value} marketing messages"),
                // An int here, unlike everywhere else.
                "timestamp": self.world.clock.seconds()});
            if !phone.hidden {
                preference["wa_id"] = json!(phone.number);
            }
            let value = json!({
                "messaging_product": "whatsapp",
                "metadata": {"display_phone_number": self.world.options.display_phone_number,
                    "phone_number_id": self.world.options.phone_number_id},
                "contacts": [envelope::contact(&self.world, &phone)],
                "user_preferences": [preference],
            });
            (envelope::field(&self.world, "user_preferences", &value), phone.number.clone())
        };
        self.touched();
        self.deliver(&number, "user_preferences", &payload).await
    }

    /// Blocks the business: what it sends fails with 131026.
    pub fn blocks(&self) {
        self.phone.lock().blocked = true;
        self.touched();
    }

    pub fn unblocks(&self) {
        self.phone.lock().blocked = false;
        self.touched();
    }

    /// The next message to this person fails with `code`: 1026 (old phone), 130472 (experiment), 131049 …
    ///
    /// # Panics
    /// If Meta has no such code: the play is written wrongly.
    pub fn next_fails_with(&self, code: i64) {
        self.fails_next(code).expect("a play fails messages with Meta's codes");
    }

    pub(crate) fn fails_next(&self, code: i64) -> Result<(), Trouble> {
        if codes::find(code).is_none() {
            return Err(Trouble::NotPossible(format!("Meta has no code {code}")));
        }
        self.phone.lock().fails.push_back(code);
        self.touched();
        Ok(())
    }
}
