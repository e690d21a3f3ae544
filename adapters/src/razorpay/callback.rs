//! The browser's way back after a payment (razorpay.md §2.9). Signed with the API key's secret, and still only a
//! hint: it can be replayed, skipped or opened late. What is true is asked with `Client::seen`.

use realserv_domain::payments::{LinkStatus, ProviderId};

use super::entity::link_status;
use crate::query;
pub use crate::secret::Forged;
use crate::secret::{self, Secret};

/// What the redirect says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub link: ProviderId,
    pub reference: String,
    pub status: LinkStatus,
    pub payment: ProviderId,
}

/// Reads the query of `/pay/return`.
///
/// # Errors
/// If it is not signed by Razorpay with our key's secret.
pub fn verify(key_secret: &Secret, query: &str) -> Result<Returned, Forged> {
    let pairs = query::pairs(query);
    let value = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).ok_or(Forged)
    };
    let link = value("razorpay_payment_link_id")?;
    let reference = value("razorpay_payment_link_reference_id").unwrap_or_default();
    let status = value("razorpay_payment_link_status")?;
    let payment = value("razorpay_payment_id")?;
    // An empty reference stays empty between its bars.
    let message = format!("{link}|{reference}|{status}|{payment}");
    let signature = value("razorpay_signature")?;
    secret::verify(std::slice::from_ref(key_secret), signature, message.as_bytes())?;
    Ok(Returned {
        link: ProviderId(link.to_owned()),
        reference: reference.to_owned(),
        status: link_status(status),
        payment: ProviderId(payment.to_owned()),
    })
}
