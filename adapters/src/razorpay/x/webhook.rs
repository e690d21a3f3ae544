//! RazorpayX's webhooks. Each is a hint and nothing more: what is true of a payout or of an account is asked.

use realserv_domain::payments::ProviderId;

use super::entity::{PayoutEntity, ValidationEntity};
use crate::lenient::Object;
use crate::razorpay::webhook::Envelope;
pub use crate::razorpay::webhook::{EVENT_ID_HEADER, SIGNATURE_HEADER, Unreadable, verify};

/// The `source` of these events in the `seen` table.
pub const SOURCE: &str = "razorpayx";

/// One webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutHook {
    pub event_id: String,
    /// `payout.processed`, `fund_account.validation.completed` …
    pub event: String,
    pub about: PayoutAbout,
    pub raw: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PayoutAbout {
    /// The provider's id, and ours, which is the attempt's key.
    Payout { provider: ProviderId, reference: String },
    /// The same of the question whose an account is; ours is the account.
    Validation { provider: ProviderId, account: String },
    /// Downtimes, transactions, and what we did not subscribe to: kept and counted.
    Other,
}

/// Reads a hook whose signature was verified. Without the header (a replay by hand) the body is its own key.
///
/// # Errors
/// If the body is no event at all.
pub fn parse(body: &[u8], event_id: Option<&str>) -> Result<PayoutHook, Unreadable> {
    let Envelope { event_id, event, payload, raw } = Envelope::open(body, event_id)?;
    Ok(PayoutHook { event_id, about: about(&event, &payload), event, raw: raw.to_owned() })
}

fn about(event: &str, payload: &Object<'_>) -> PayoutAbout {
    let entity = |key: &str| payload.object(key).and_then(|holder| holder.object("entity"));
    let payout = || {
        let read = PayoutEntity::of(&entity("payout")?)?;
        let (provider, reference) = (read.said.provider, read.reference);
        Some(PayoutAbout::Payout { provider, reference })
    };
    let validation = || {
        let entity = entity("fund_account.validation")?;
        let provider = ValidationEntity::of(&entity, Some(""))?.0.validation;
        let account = entity.object("notes").unwrap_or_default().text("account");
        Some(PayoutAbout::Validation { provider, account: account.unwrap_or_default() })
    };
    let read = if event.starts_with("payout.") && !event.starts_with("payout.downtime") {
        payout()
    } else if event.starts_with("fund_account.validation.") {
        validation()
    } else {
        None
    };
    read.unwrap_or(PayoutAbout::Other)
}
