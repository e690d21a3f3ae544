//! Payment links (razorpay.md §2), and the look-up that alone may say that something is paid.

use std::collections::BTreeMap;

use jiff::Timestamp;
use realserv_domain::money::Paise;
use realserv_domain::payments::{LinkStatus, Payment, PaymentStatus, ProviderId};
use serde_json::{Value, json};

use super::client::{Client, segment};
use super::entity::{CURRENCY, LinkEntity, collection};
use super::failure::{CallFailure, Next};

/// A link to be made. `reference` is unique for the account for ever, and is kept before the call: it is what makes
/// a second try harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// At most 40 characters.
    pub reference: String,
    pub amount_paise: Paise,
    /// Shown to the payer.
    pub description: String,
    /// At least 16 minutes ahead: at exactly 15 Razorpay refuses.
    pub expires_at: Timestamp,
    pub callback_url: String,
    pub customer_name: Option<String>,
    /// Copied by Razorpay onto the order and its payments. At most 15.
    pub notes: BTreeMap<String, String>,
}

/// Razorpay's own answer about a link: its status, and every payment that brought money, refunded since or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub status: LinkStatus,
    pub payments: Vec<Payment>,
}

/// Longer ones are refused with the whole link (§1.2, §2.2), and are cut instead: nothing depends on their end.
const LONGEST_DESCRIPTION: usize = 2048;
const LONGEST_NOTE: usize = 255;
const LONGEST_NAME: usize = 100;

/// The most that a list gives at once.
pub(super) const PAGE: &str = "100";

impl Client {
    /// Makes a link, without any message of Razorpay's own: the chat does the talking. If the reference is taken
    /// and its link asks for the same amount, that link is ours from an earlier try, and is the answer.
    ///
    /// # Errors
    /// After `Next::Unknown` call again with the same reference.
    pub async fn create_link(&self, link: &NewLink) -> Result<LinkEntity, CallFailure> {
        match self.post("create_link", "payment_links", &body(link)).await {
            Ok(answer) => LinkEntity::read(&answer).ok_or(CallFailure::unreadable("payment link")),
            Err(failure) if failure.is_duplicate_reference() => self.adopt(link, failure).await,
            Err(failure) => Err(failure),
        }
    }

    async fn adopt(&self, link: &NewLink, taken: CallFailure) -> Result<LinkEntity, CallFailure> {
        let Some(found) = self.link_by_reference(&link.reference).await? else {
            // Taken, and not to be found: the list lags behind.
            return Err(CallFailure { next: Next::Again { after: None }, ..taken });
        };
        if found.amount_paise == link.amount_paise && found.currency == CURRENCY {
            Ok(found)
        } else {
            Err(taken)
        }
    }

    /// # Errors
    /// If Razorpay cannot be asked, or knows no such link.
    pub async fn link(&self, id: &ProviderId) -> Result<LinkEntity, CallFailure> {
        let path = format!("payment_links/{}", segment(&id.0)?);
        let answer = self.get("link", &path, &[]).await?;
        LinkEntity::read(&answer).ok_or(CallFailure::unreadable("payment link"))
    }

    /// # Errors
    /// If Razorpay cannot be asked.
    pub async fn link_by_reference(
        &self,
        reference: &str,
    ) -> Result<Option<LinkEntity>, CallFailure> {
        let query = [("reference_id", reference), ("count", PAGE)];
        let answer = self.get("link_by_reference", "payment_links", &query).await?;
        let links = collection(&answer, LinkEntity::read)
            .ok_or(CallFailure::unreadable("list of payment links"))?;
        // The filter has been seen ignored (§2.7).
        Ok(links.into_iter().find(|link| link.reference == reference))
    }

    /// Cancels a link, or says how it ended otherwise: a link may have been paid a moment ago.
    ///
    /// # Errors
    /// If neither is known.
    pub async fn cancel_link(&self, id: &ProviderId) -> Result<LinkEntity, CallFailure> {
        let path = format!("payment_links/{}/cancel", segment(&id.0)?);
        match self.post("cancel_link", &path, &json!({})).await {
            Ok(answer) => LinkEntity::read(&answer).ok_or(CallFailure::unreadable("payment link")),
            Err(failure) if failure.is_ended_link() => self.link(id).await,
            Err(failure) => Err(failure),
        }
    }

    /// Asks about a link, its order and its payments. A webhook or a redirect is only the hint to do so.
    ///
    /// # Errors
    /// If any of them cannot be had: half an answer about money is none.
    pub async fn seen(&self, id: &ProviderId) -> Result<Seen, CallFailure> {
        let link = self.link(id).await?;
        let mut found = match &link.order_id {
            Some(order_id) => self.order_payments(order_id).await?,
            None => Vec::new(),
        };
        for listed in &link.payments {
            if !found.iter().any(|known| known.payment.provider == *listed) {
                found.push(self.payment(listed).await?);
            }
        }
        let payments = found.into_iter().map(|entity| entity.payment).filter(brought_money);
        Ok(Seen { status: link.status, payments: payments.collect() })
    }
}

/// An unknown status may be money in a form that we do not know; it is shown to a person, not dropped.
fn brought_money(payment: &Payment) -> bool {
    match payment.status {
        PaymentStatus::Captured | PaymentStatus::Refunded | PaymentStatus::Unknown(_) => true,
        PaymentStatus::Created | PaymentStatus::Failed | PaymentStatus::Authorized => false,
    }
}

fn body(link: &NewLink) -> Value {
    let note = |(key, value): (&String, &String)| (key.clone(), json!(cut(value, LONGEST_NOTE)));
    let notes: serde_json::Map<String, Value> = link.notes.iter().map(note).collect();
    let mut body = json!({
        "amount": link.amount_paise.get(),
        "currency": CURRENCY,
        "accept_partial": false,
        "reference_id": link.reference,
        "description": cut(&link.description, LONGEST_DESCRIPTION),
        "expire_by": link.expires_at.as_second(),
        "notify": {"sms": false, "email": false},
        "reminder_enable": false,
        "callback_url": link.callback_url,
        "callback_method": "get",
        "notes": notes,
    });
    if let Some(name) = &link.customer_name {
        body["customer"] = json!({"name": cut(name, LONGEST_NAME)});
    }
    body
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
