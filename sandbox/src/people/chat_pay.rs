//! Paying an invoice within the chat (whatsapp.md 6.2 to 6.4). Meta tells of it for gateways alone: what a UPI app or a link
//! takes is heard from whoever took it.

use serde_json::{Value, json};

use super::{
    acts::{Person, Trouble},
    phone::Bubble,
};
use crate::{
    clock::SECOND,
    razorpay::{Attempt, pay_in_chat},
    webhooks::envelope,
};

/// How paying in the chat goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatPayment {
    Captured,
    /// Begun, and nobody knows yet.
    Pending,
    /// The bank refuses; the invoice stays open.
    Failed,
}

impl ChatPayment {
    pub(crate) fn named(word: &str) -> Option<Self> {
        match word {
            "captured" => Some(Self::Captured),
            "pending" => Some(Self::Pending),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

impl Person {
    /// Taps "Review and pay" and pays, or tries to.
    pub async fn pays_in_chat(&self, message: &str, how: ChatPayment) -> Result<(), Trouble> {
        self.may_write()?;
        let asked = self.arrived(message)?;
        let payment = self.payment(&asked, how)?;
        self.world.graph.orders.pay(&payment, how != ChatPayment::Failed);
        let (payload, number) = {
            let mut phone = self.phone.lock();
            if let Some(bill) = phone.bubble(message).and_then(|bubble| bubble.shown.bill.as_mut())
                && how == ChatPayment::Captured
            {
                "paid".clone_into(&mut bill.status);
            }
            let status = if how == ChatPayment::Captured { "captured" } else { "pending" };
            let mut status = json!({"id": message, "type": "payment", "status": status, "payment": payment,
                "timestamp": self.world.clock.seconds().to_string()});
            // As in all statuses, a hidden number is told only to whom wrote to it (whatsapp.md 3.1).
            if !(asked.to_user_id && phone.hidden) {
                status["recipient_id"] = json!(phone.number);
            }
            let payload = envelope::messages(&self.world, json!({"statuses": [status]}));
            (payload, phone.number.clone())
        };
        self.touched();
        self.deliver(&number, "payment", &payload).await
    }

    /// What the status says of the payment; the gateway's own ids and names come with it.
    fn payment(&self, asked: &Bubble, how: ChatPayment) -> Result<Value, Trouble> {
        let no = |words: &str| Trouble::NotPossible(words.to_owned());
        let details = order_details(&asked.message).ok_or_else(|| no("that is no invoice"))?;
        if asked.shown.bill.as_ref().is_some_and(|bill| bill.status == "paid") {
            return Err(no("the invoice is paid"));
        }
        let now = self.world.clock.now() / SECOND;
        let ends = details["order"]["expiration"]["timestamp"].as_str();
        if ends.and_then(|ends| ends.parse::<i64>().ok()).is_some_and(|ends| now >= ends) {
            return Err(no("the invoice has expired"));
        }
        let settings = details["payment_settings"].as_array().into_iter().flatten();
        let gateway =
            settings.map(|setting| &setting["payment_gateway"]).find(|way| way.is_object());
        let gateway = gateway.ok_or_else(|| no("it is paid outside of WhatsApp"))?;
        let kind = gateway["type"].as_str().unwrap_or("razorpay");
        let own = &gateway[kind];
        let amount = details["total_amount"]["value"].as_i64().unwrap_or_default();
        let Attempt { order, payment } = match kind {
            // The other half of this sandbox.
            "razorpay" => pay_in_chat(&self.world, amount, (&own["receipt"], &own["notes"]), how),
            _ => {
                let id = |prefix| self.world.ids.razorpay(prefix);
                Attempt { order: id("order_"), payment: id("pay_") }
            }
        };
        let status = match how {
            ChatPayment::Captured => "success",
            ChatPayment::Pending => "pending",
            ChatPayment::Failed => "failed",
        };
        let mut payment = json!({"reference_id": details["reference_id"], "amount": details["total_amount"], "currency": "INR",
            "transaction": {"id": order, "pg_transaction_id": payment, "type": kind,
                "status": status, "created_timestamp": now, "updated_timestamp": now, "method": {"type": "upi"}}});
        if how == ChatPayment::Failed {
            payment["transaction"]["error"] =
                json!({"code": "BAD_REQUEST_ERROR", "reason": "payment_declined"});
        }
        for key in ["receipt", "notes"] {
            if let Some(own) = gateway[kind].get(key) {
                payment[key] = own.clone();
            }
        }
        Ok(payment)
    }
}

/// The parameters of an invoice, in a free message or behind a template's button.
pub(crate) fn order_details(message: &Value) -> Option<&Value> {
    let interactive = &message["interactive"];
    if interactive["type"] == "order_details" {
        return Some(&interactive["action"]["parameters"]);
    }
    let components = message["template"]["components"].as_array()?;
    let parameters = components.iter().filter_map(|component| component["parameters"].as_array());
    let details = parameters.flatten().map(|parameter| &parameter["action"]["order_details"]);
    details.into_iter().find(|details| details.is_object())
}
