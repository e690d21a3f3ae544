//! What arrives seldom: forwarded texts, the first word after an advertisement, a question about a product, a file that is too
//! large, a new user id (whatsapp.md 2.5, 2.6, 2.7, 7.3).

use serde_json::{Value, json};

use super::{
    acts::{Person, Trouble},
    sending::Draft,
    shown::Shown,
};
use crate::webhooks::envelope;

impl Person {
    /// Forwards a text of somebody else's; with `often` it has been through more than five hands.
    pub async fn forwards(&self, text: &str, often: bool) -> Result<String, Trouble> {
        let key = if often { "frequently_forwarded" } else { "forwarded" };
        self.send(text_of(text).in_context(key, json!(true))).await
    }

    /// Writes for the first time after tapping an advertisement.
    pub async fn comes_from_ad(&self, text: &str) -> Result<String, Trouble> {
        self.send(text_of(text).with("referral", advertisement())).await
    }

    /// Presses "Message business" on a product's page.
    pub async fn asks_about(
        &self,
        catalog: &str,
        product: &str,
        text: &str,
    ) -> Result<String, Trouble> {
        let product = json!({"catalog_id": catalog, "product_retailer_id": product});
        self.send(text_of(text).in_context("referred_product", product)).await
    }

    /// Sends a file of more than 100 MB: Meta does not fetch it, and says so in place of it.
    pub async fn sends_too_much(&self) -> Result<String, Trouble> {
        self.may_write()?;
        let errors = json!([{"code": 131_052, "title": "Media download error", "message": "Media download error",
            "error_data": {"details": "Failed to download the media from the sender."}}]);
        let extra = json!({"errors": errors, "unsupported": {"type": "document"}});
        self.unreadable("unsupported", extra).await
    }

    /// Gets another user id and keeps the number, if it is known at all.
    pub async fn gets_new_user_id(&self) -> Result<String, Trouble> {
        let world = &self.world;
        let before = self.user_id();
        let new = world.people.reidentify(&self.phone, &world.options.business_account_id);
        let (number, hidden) = {
            let phone = self.phone.lock();
            (phone.number.clone(), phone.hidden)
        };
        let id = world.ids.wamid(&number, true);
        let body = format!("User changed from {before} to {new}");
        let mut message = json!({"id": id, "timestamp": world.clock.seconds().to_string(), "type": "system", "from_user_id": before,
            "system": {"type": "user_changed_user_id", "body": body, "user_id": new}});
        if !hidden {
            message["from"] = json!(number);
            message["system"]["wa_id"] = json!(number);
        }
        self.touched();
        let payload = envelope::messages(world, json!({"messages": [message]}));
        self.deliver(&number, "messages", &payload).await.map(|()| id)
    }
}

fn text_of(text: &str) -> Draft {
    Draft::new("text", json!({"body": text}), Shown::text(text))
}

fn advertisement() -> Value {
    json!({"source_url": "https://fb.me/3cRT8wQzK", "source_id": "120200000000000001", "source_type": "ad",
        "headline": "Cement at your site tomorrow", "body": "Write to us on WhatsApp", "media_type": "image",
        "image_url": "https://scontent.example/ad.jpg", "ctwa_clid": "ARAkLkA8rmlFeiCktEJQ-QTwRiyYHAFDLMNDBH0CD3qpjd0HR4irJ6LEkR7JwL5fJTKUtw"})
}
