//! One payment and its JSON (razorpay.md 4): the keys depend on how it was paid.

use serde_json::{Value, json};

use super::reasons::Reason;

#[derive(Clone, Debug)]
pub(super) struct Payment {
    pub(super) id: String,
    pub(super) order_id: String,
    pub(super) amount: i64,
    pub(super) status: &'static str,
    pub(super) captured: bool,
    pub(super) method: &'static str,
    pub(super) refunded: i64,
    pub(super) description: String,
    pub(super) notes: Value,
    pub(super) error: Option<Reason>,
    pub(super) created_at: i64,
    /// Refunded out of the merchant's sight when never captured; kept for the recon rows.
    pub(super) rrn: String,
}

impl Payment {
    /// Two per cent and 18 per cent GST on it, the fee including the tax.
    pub(super) fn fee(&self) -> (i64, i64) {
        let base = (self.amount * 2 + 50) / 100;
        let tax = (base * 18 + 50) / 100;
        (base + tax, tax)
    }

    pub(super) fn json(&self) -> Value {
        let (fee, tax) = self.fee();
        let refund_status = match self.refunded {
            0 => Value::Null,
            all if all >= self.amount => json!("full"),
            _ => json!("partial"),
        };
        let upi = self.method == "upi";
        let mut payment = json!({
            "id": self.id, "entity": "payment", "amount": self.amount, "base_amount": self.amount, "currency": "INR",
            "status": self.status, "order_id": self.order_id, "invoice_id": null, "international": false,
            "method": self.method, "amount_refunded": self.refunded, "amount_transferred": 0, "refund_status": refund_status,
            "captured": self.captured, "description": self.description, "card_id": null, "bank": null, "wallet": null,
            "vpa": if upi { json!("success@razorpay") } else { Value::Null }, "email": "void@razorpay.com",
            "contact": "+919848012345", "notes": self.notes,
            "fee": if self.captured { json!(fee) } else { Value::Null },
            "tax": if self.captured { json!(tax) } else { Value::Null },
            "error_code": null, "error_description": null, "error_source": null, "error_step": null, "error_reason": null,
            "acquirer_data": if upi { json!({"rrn": self.rrn}) } else { json!({"auth_code": self.rrn}) },
            "created_at": self.created_at,
        });
        if upi {
            payment["upi"] =
                json!({"vpa": "success@razorpay", "payer_account_type": "bank_account"});
        } else {
            payment["card"] = json!({"last4": "1007", "network": "MasterCard", "type": "credit", "issuer": null,
                "international": false, "sub_type": "consumer"});
        }
        if let (Some(reason), "failed") = (self.error, self.status) {
            payment["error_code"] = json!(reason.code);
            payment["error_description"] = json!(reason.description);
            payment["error_source"] = json!(reason.source);
            payment["error_step"] = json!(reason.step);
            payment["error_reason"] = json!(reason.word);
        }
        payment
    }
}
