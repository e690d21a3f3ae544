//! What the gateway has of a payment made in a WhatsApp chat: an order and a payment like any other, with the receipt and notes
//! of the message, and webhooks of its own beside Meta's (whatsapp.md 6.4).

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    books::{Capture, Order},
    course::{Outcome, UPI_CAP, fail, succeed},
    events,
    payment::Method,
    reasons::Reason,
};
use crate::{people::ChatPayment, world::World};

/// The ids of an attempt.
pub(crate) struct Attempt {
    pub(crate) order: String,
    pub(crate) payment: String,
}

/// What the payer does with a bill. Of what the bank has not decided the gateway tells nobody.
pub(crate) fn pay_in_chat(
    world: &Arc<World>,
    amount: i64,
    (receipt, notes): (&Value, &Value),
    how: ChatPayment,
) -> Attempt {
    let order = Order {
        id: world.ids.razorpay("order_"),
        amount,
        amount_paid: 0,
        receipt: receipt.as_str().map(str::to_owned),
        attempts: 0,
        notes: if notes.is_object() { notes.clone() } else { json!([]) },
        capture: Capture::ALWAYS,
        partial: false,
        first_part: 0,
        created_at: world.clock.seconds(),
    };
    let id = order.id.clone();
    let mut ledger = world.money.lock();
    ledger.orders.insert(id.clone(), order);
    let method = if amount > UPI_CAP { Method::Card } else { Method::Upi };
    let outcome = match how {
        ChatPayment::Captured => succeed(world, &mut ledger, &id, amount, method),
        ChatPayment::Failed => fail(world, &mut ledger, &id, amount, Reason::DECLINED),
        ChatPayment::Pending => Outcome::default(),
    };
    drop(ledger);
    let payment = outcome.payments.first().cloned();
    let payment = payment.unwrap_or_else(|| world.ids.razorpay("pay_"));
    world.changed();
    events::emit(world, &id, outcome.events);
    Attempt { order: id, payment }
}
