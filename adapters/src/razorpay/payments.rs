//! Payments and refunds (razorpay.md §4, §5).

use std::collections::BTreeMap;

use realserv_domain::money::Paise;
use realserv_domain::payments::ProviderId;
use serde_json::{Value, json};
use uuid::Uuid;

use super::client::{Client, Kind, segment};
use super::entity::{DisputeEntity, PaymentEntity, RefundEntity, collection};
use super::failure::CallFailure;
use super::links::PAGE;

/// The same key twice is one refund: Razorpay answers the second time with the first refund.
const IDEMPOTENCY: &str = "X-Refund-Idempotency";

/// Far more refunds than one payment has.
const MOST_REFUND_PAGES: usize = 10;
const PAGE_LENGTH: usize = 100;

impl Client {
    /// Every attempt to pay an order, the failed ones too.
    ///
    /// # Errors
    /// If Razorpay cannot be asked.
    pub async fn order_payments(&self, order_id: &str) -> Result<Vec<PaymentEntity>, CallFailure> {
        let path = format!("orders/{}/payments", segment(order_id)?);
        let answer = self.get("order_payments", &path, &[]).await?;
        collection(&answer, PaymentEntity::read).ok_or(CallFailure::unreadable("list of payments"))
    }

    /// # Errors
    /// If Razorpay cannot be asked, or knows no such payment.
    pub async fn payment(&self, id: &ProviderId) -> Result<PaymentEntity, CallFailure> {
        let path = format!("payments/{}", segment(&id.0)?);
        let answer = self.get("payment", &path, &[]).await?;
        PaymentEntity::read(&answer).ok_or(CallFailure::unreadable("payment"))
    }

    /// Gives money back, by the ordinary way (five to seven working days). `refund_id` is our refund row: key of
    /// the call, and receipt of the refund.
    ///
    /// # Errors
    /// After `super::Next::Unknown` call again with the same `refund_id`.
    pub async fn refund(
        &self,
        payment: &ProviderId,
        amount: Paise,
        refund_id: Uuid,
        notes: &BTreeMap<String, String>,
    ) -> Result<RefundEntity, CallFailure> {
        let path = format!("payments/{}/refund", segment(&payment.0)?);
        let key = refund_id.to_string();
        let body = refund_body(amount, &key, notes);
        let request = self.posting(&path).header(IDEMPOTENCY, &key).json(&body);
        let answer = self.call("refund", Kind::Write, request).await?;
        RefundEntity::read(&answer).ok_or(CallFailure::unreadable("refund"))
    }

    /// A chargeback as it stands now.
    ///
    /// # Errors
    /// If Razorpay cannot be asked, or knows no such dispute.
    pub async fn dispute(&self, id: &ProviderId) -> Result<DisputeEntity, CallFailure> {
        let path = format!("disputes/{}", segment(&id.0)?);
        let answer = self.get("dispute", &path, &[]).await?;
        DisputeEntity::read(&answer).ok_or(CallFailure::unreadable("dispute"))
    }

    /// All refunds of a payment.
    ///
    /// # Errors
    /// If Razorpay cannot be asked.
    pub async fn refunds_of(&self, payment: &ProviderId) -> Result<Vec<RefundEntity>, CallFailure> {
        let path = format!("payments/{}/refunds", segment(&payment.0)?);
        let mut refunds = Vec::new();
        for page in 0..MOST_REFUND_PAGES {
            let skip = (page * PAGE_LENGTH).to_string();
            let query = [("count", PAGE), ("skip", skip.as_str())];
            let answer = self.get("refunds_of", &path, &query).await?;
            let found = collection(&answer, RefundEntity::read)
                .ok_or(CallFailure::unreadable("list of refunds"))?;
            let is_last = found.len() < PAGE_LENGTH;
            refunds.extend(found);
            if is_last {
                break;
            }
        }
        Ok(refunds)
    }
}

fn refund_body(amount: Paise, receipt: &str, notes: &BTreeMap<String, String>) -> Value {
    json!({"amount": amount.get(), "speed": "normal", "receipt": receipt, "notes": notes})
}
