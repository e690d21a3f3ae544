//! Razorpay's webhooks (razorpay.md §6). A hook is a hint with a snapshot in it: what is true is asked
//! (`Client::seen`), what failed or was refunded may be believed as said.

use sha2::{Digest, Sha256};

use super::entity::{DisputeEntity, LinkEntity, PaymentEntity, RefundEntity};
use crate::lenient::{LONGEST_ID, Object};
pub use crate::secret::Forged;
use crate::secret::{self, Secret};

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "X-Razorpay-Signature";

/// The header that carries the key against duplicates.
pub const EVENT_ID_HEADER: &str = "X-Razorpay-Event-Id";

/// The `source` of these events in the `seen` table.
pub const SOURCE: &str = "razorpay";

/// One webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    pub event_id: String,
    /// `payment_link.paid`, `refund.processed` …
    pub event: String,
    pub about: About,
    pub raw: String,
}

/// What a hook is about, as it was when the event was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Link(LinkEntity),
    /// An attempt to pay, also of `order.paid`.
    Payment(PaymentEntity),
    Refund(RefundEntity),
    /// Something happened to a chargeback.
    Dispute(DisputeEntity),
    /// Downtimes, settlements, and what we did not subscribe to: kept and counted.
    Other,
}

/// Signed, and still no event.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the body is not UTF-8")]
    NotUtf8(#[source] std::str::Utf8Error),
    #[error("the body is not a JSON object")]
    NotJson(#[source] serde_json::Error),
    #[error("the body names no event")]
    NoEvent,
}

/// Whether Razorpay signed these very bytes. After a change of the secret, retries of older events still carry the
/// old one.
///
/// # Errors
/// If the header is missing or fits none of the secrets.
pub fn verify(secrets: &[Secret], header: Option<&str>, body: &[u8]) -> Result<(), Forged> {
    secret::verify(secrets, header.ok_or(Forged)?, body)
}

/// Reads a hook whose signature was verified. Without the header (a replay by hand) the body is its own key.
///
/// # Errors
/// If the body is no event at all.
pub fn parse(body: &[u8], event_id: Option<&str>) -> Result<Hook, Unreadable> {
    let Envelope { event_id, event, payload, raw } = Envelope::open(body, event_id)?;
    Ok(Hook { event_id, about: about(&event, &payload), event, raw: raw.to_owned() })
}

/// What every hook has, of payments and of payouts.
pub(super) struct Envelope<'a> {
    pub event_id: String,
    pub event: String,
    pub payload: Object<'a>,
    pub raw: &'a str,
}

impl<'a> Envelope<'a> {
    pub(super) fn open(body: &'a [u8], event_id: Option<&str>) -> Result<Self, Unreadable> {
        let raw = std::str::from_utf8(body).map_err(Unreadable::NotUtf8)?;
        let envelope = Object::read(raw).map_err(Unreadable::NotJson)?;
        let event = envelope.word("event").ok_or(Unreadable::NoEvent)?;
        let payload = envelope.object("payload").unwrap_or_default();
        let named = |id: &&str| !id.is_empty() && id.len() <= LONGEST_ID;
        let event_id = match event_id.map(str::trim).filter(named) {
            Some(id) => id.to_owned(),
            None => hex::encode(Sha256::digest(body)),
        };
        Ok(Self { event_id, event, payload, raw })
    }
}

/// By the event's name, not by what lies in the payload: a dispute carries a payment too.
fn about(event: &str, payload: &Object<'_>) -> About {
    let entity = |key: &str| payload.object(key).and_then(|holder| holder.object("entity"));
    let link = || entity("payment_link").and_then(|e| LinkEntity::of(&e)).map(About::Link);
    let payment = || entity("payment").and_then(|e| PaymentEntity::of(&e)).map(About::Payment);
    let dispute = || entity("dispute").and_then(|e| DisputeEntity::of(&e)).map(About::Dispute);
    let refund = || entity("refund").and_then(|e| RefundEntity::of(&e)).map(About::Refund);
    let read = match event.split_once('.') {
        Some(("payment_link", _)) => link(),
        Some(("payment", rest)) if !rest.contains('.') => payment(),
        Some(("payment", rest)) if rest.starts_with("dispute.") => dispute(),
        Some(("order", _)) => payment(),
        Some(("refund", _)) => refund(),
        _ => None,
    };
    read.unwrap_or(About::Other)
}
