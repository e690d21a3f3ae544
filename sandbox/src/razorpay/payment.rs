//! One payment and its JSON (razorpay.md 4): the keys depend on how it was paid.

use serde_json::{Value, json};

use super::reasons::Reason;

/// How money comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Upi,
    Card,
    Netbanking,
    Wallet,
}

impl Method {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Upi => "upi",
            Self::Card => "card",
            Self::Netbanking => "netbanking",
            Self::Wallet => "wallet",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Payment {
    pub(super) id: String,
    pub(super) order_id: String,
    pub(super) amount: i64,
    pub(super) status: &'static str,
    pub(super) captured: bool,
    pub(super) method: Method,
    pub(super) refunded: i64,
    pub(super) description: String,
    pub(super) notes: Value,
    pub(super) error: Option<Reason>,
    pub(super) created_at: i64,
    /// The bank's own number for it, whatever that is called for the method.
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
        // Null until captured.
        let once_captured = |paise: i64| if self.captured { json!(paise) } else { Value::Null };
        let mut payment = json!({
            "id": self.id, "entity": "payment", "amount": self.amount, "base_amount": self.amount, "currency": "INR",
            "status": self.status, "order_id": self.order_id, "invoice_id": null, "international": false,
            "method": self.method.word(), "amount_refunded": self.refunded, "amount_transferred": 0, "refund_status": refund_status,
            "captured": self.captured, "description": self.description, "card_id": null, "bank": null, "wallet": null,
            "vpa": null, "email": "void@razorpay.com", "contact": "+919848012345", "customer_id": null, "token_id": null,
            "notes": self.notes, "fee": once_captured(fee), "tax": once_captured(tax), "fee_bearer": "platform",
            "amount_captured": once_captured(self.amount), "reward": null, "provider": null,
            "error_code": null, "error_description": null, "error_source": null, "error_step": null, "error_reason": null,
            "created_at": self.created_at,
        });
        self.tell_method(&mut payment);
        if let (Some(reason), "failed") = (self.error, self.status) {
            payment["error_code"] = json!(reason.code);
            payment["error_description"] = json!(reason.description);
            payment["error_source"] = json!(reason.source);
            payment["error_step"] = json!(reason.step);
            payment["error_reason"] = json!(reason.word);
        }
        payment
    }

    fn tell_method(&self, payment: &mut Value) {
        let number = &self.rrn;
        match self.method {
            Method::Upi => {
                payment["vpa"] = json!("success@razorpay");
                payment["upi"] = json!({"vpa": "success@razorpay", "payer_account_type": "bank_account", "flow": "intent"});
                payment["acquirer_data"] =
                    json!({"rrn": number, "upi_transaction_id": format!("HDF{number}")});
            }
            Method::Card => {
                let id = format!("card_{}", self.id.trim_start_matches("pay_"));
                payment["card_id"] = json!(id);
                payment["card"] = json!({"id": id, "entity": "card", "name": "", "last4": "1007", "network": "MasterCard",
                    "type": "credit", "issuer": null, "international": false, "emi": false, "sub_type": "consumer"});
                payment["acquirer_data"] = json!({"auth_code": number});
            }
            Method::Netbanking => {
                payment["bank"] = json!("HDFC");
                payment["acquirer_data"] = json!({"bank_transaction_id": number});
            }
            Method::Wallet => {
                payment["wallet"] = json!("phonepe");
                payment["acquirer_data"] = json!({"transaction_id": number});
            }
        }
    }
}
