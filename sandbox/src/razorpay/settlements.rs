//! What was captured is paid out to the merchant's bank (razorpay.md 8).

use std::sync::Arc;

use serde_json::{Value, json};

use super::{
    books::{Ledger, Settlement},
    errors::{Answer, RazorpayError},
    events::{self, Event},
    paging::{Page, collection},
};
use crate::world::World;

impl Settlement {
    fn json(&self) -> Value {
        json!({"id": self.id, "entity": "settlement", "amount": self.amount, "status": "processed", "fees": self.fees,
            "tax": self.tax, "utr": format!("1567{}", self.created_at), "created_at": self.created_at})
    }
}

/// Pays out all that was captured and not yet settled to the merchant's bank. Answers the settlement's id.
pub(crate) fn settle(world: &Arc<World>) -> Option<String> {
    let now = world.clock.seconds();
    let mut ledger = world.money.lock();
    let (mut amount, mut fees, mut tax, mut any) = (0, 0, 0, false);
    for payment in ledger.payments.values().filter(|payment| payment.captured) {
        if ledger.settlements.values().any(|done| payment.created_at <= done.created_at) {
            continue;
        }
        let (fee, its_tax) = Ledger::fees_of(payment);
        amount += payment.amount - fee;
        fees += fee;
        tax += its_tax;
        any = true;
    }
    if !any {
        return None;
    }
    let settlement =
        Settlement { id: world.ids.razorpay("setl_"), amount, fees, tax, created_at: now };
    let (id, entity) = (settlement.id.clone(), settlement.json());
    ledger.settlements.insert(id.clone(), settlement);
    drop(ledger);
    let event = Event {
        name: "settlement.processed",
        entities: vec![("settlement", entity)],
        created_at: now,
    };
    events::emit(world, &id, vec![event]);
    Some(id)
}

/// `GET /v1/settlements/{id}`.
pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    world
        .money
        .lock()
        .settlements
        .get(id)
        .map(Settlement::json)
        .ok_or_else(RazorpayError::unknown_id)
}

/// `GET /v1/settlements`.
pub(super) fn list(world: &World, query: &[(String, String)]) -> Answer<Value> {
    let page = Page::read(query)?;
    let ledger = world.money.lock();
    let found = ledger.settlements.values().rev();
    Ok(collection(
        page.cut(found, |settlement| settlement.created_at).map(Settlement::json).collect(),
    ))
}
