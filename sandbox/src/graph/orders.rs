//! The orders that stand in chats, by their reference: each is used once, and moves only forward. What an invoice or a state looks
//! like on the wire is in `invoice.rs`.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::errors::{Answer, GraphError};
use crate::people::Phone;

/// Illegal order status transition, and a cancellation of what is paid or being paid (whatsapp.md 6.5).
const ILLEGAL_MOVE: i64 = 2046;
const PAID_ALREADY: i64 = 2047;

/// All references that the business has used. What was opened and did not arrive has no order.
#[derive(Default)]
pub(crate) struct Orders {
    by_reference: Mutex<HashMap<String, Option<Order>>>,
}

struct Order {
    of: Arc<Phone>,
    status: String,
    /// Paid, or a payment is under way.
    paid: bool,
    total_paise: i64,
    /// What the last payment brought with it.
    receipt: Value,
    notes: Value,
    /// Every attempt to pay it.
    transactions: Vec<Value>,
}

impl Orders {
    /// An invoice goes out: whatsapp.md 6.2 wants its reference to be unique for the business, also when a message is sent again.
    /// The reference names no code; a value that may not be is 131009.
    pub(super) fn open(&self, reference: &str) -> Answer<()> {
        let mut known = self.lock();
        if known.contains_key(reference) {
            return Err(GraphError::value(format!(
                "reference_id {reference} was used in an order_details message before"
            )));
        }
        known.insert(reference.to_owned(), None);
        Ok(())
    }

    /// The invoice stands in somebody's chat.
    pub(super) fn arrived(&self, reference: &str, total_paise: i64, phone: &Arc<Phone>) {
        let order = Order {
            of: Arc::clone(phone),
            status: "pending".to_owned(),
            paid: false,
            total_paise,
            receipt: Value::Null,
            notes: Value::Null,
            transactions: Vec::new(),
        };
        self.lock().insert(reference.to_owned(), Some(order));
    }

    /// The person has paid in the chat, or is about to; an attempt that failed leaves the order free to be canceled.
    pub(crate) fn pay(&self, payment: &Value, paid: bool) {
        let reference = payment["reference_id"].as_str().unwrap_or_default();
        if let Some(Some(order)) = self.lock().get_mut(reference) {
            order.paid = paid;
            order.receipt = payment["receipt"].clone();
            order.notes = payment["notes"].clone();
            order.transactions.push(payment["transaction"].clone());
        }
    }

    /// `GET /{phone}/payments/{configuration}/{reference}` (whatsapp.md 6.4). What is answered to a reference that no order has is
    /// not documented; the answer is a list, so here it is an empty one.
    pub(super) fn look_up(&self, reference: &str) -> Value {
        let known = self.lock();
        let Some(order) = known.get(reference).and_then(Option::as_ref) else {
            return json!({"payments": []});
        };
        let success = |transaction: &Value| transaction["status"] == "success";
        let status = if order.transactions.iter().any(success) { "captured" } else { "pending" };
        let mut payment = json!({"reference_id": reference, "status": status, "currency": "INR",
            "total_amount": {"value": order.total_paise, "offset": 100}, "transactions": order.transactions});
        for (key, own) in [("receipt", &order.receipt), ("notes", &order.notes)] {
            if !own.is_null() {
                payment[key] = own.clone();
            }
        }
        json!({"payments": [payment]})
    }

    /// Moves an order on; answers the code with which the message fails instead. An order that is not in this chat has no state from
    /// which it could move.
    pub(super) fn step(&self, reference: &str, phone: &Arc<Phone>, to: &str) -> Option<i64> {
        let mut known = self.lock();
        let order = known.get_mut(reference).and_then(Option::as_mut);
        match order.filter(|order| Arc::ptr_eq(&order.of, phone) && !order.is_over()) {
            None => Some(ILLEGAL_MOVE),
            Some(order) if order.paid && to == "canceled" => Some(PAID_ALREADY),
            Some(order) => {
                to.clone_into(&mut order.status);
                None
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Option<Order>>> {
        self.by_reference.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Order {
    /// Completed and canceled are final; all other states lead to each other, but not back to pending, which no message can say.
    fn is_over(&self) -> bool {
        matches!(self.status.as_str(), "completed" | "canceled")
    }
}
