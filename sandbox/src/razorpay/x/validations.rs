//! Whether a fund account is somebody's, and whose: a rupee is sent, or the UPI address looked up.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{books::Validation, object, only, source, text};
use crate::razorpay::errors::{Answer, RazorpayError};
use crate::razorpay::events::{self, Event};
use crate::razorpay::fields::notes;
use crate::{clock::SECOND, options::Pace, world::World};

const LIFELIKE: i64 = 3 * SECOND;

pub(super) fn create(world: &Arc<World>, body: &Value) -> Answer<Value> {
    let map = object(body)?;
    only(map, &["account_number", "fund_account", "amount", "currency", "notes"])?;
    source(world, map)?;
    let missing =
        || RazorpayError::bad("The fund account field is required.").field("fund_account");
    let wanted = map.get("fund_account").and_then(Value::as_object).ok_or_else(missing)?;
    let id = text(wanted, "id", (1, 40))?;
    let notes = notes(map).map_err(|error| RazorpayError::bad(error.description))?;
    let amount = map.get("amount").and_then(Value::as_i64).unwrap_or(0);
    let mut vault = world.bank.lock();
    let account = vault.accounts.get(id).ok_or_else(RazorpayError::unknown_id)?;
    if account.kind == "bank_account" && !(100..=200).contains(&amount) {
        return Err(RazorpayError::bad("The amount must be between 100 and 200.").field("amount"));
    }
    let validation = Validation {
        id: world.ids.razorpay("fav_"),
        fund_account: account.json(),
        amount,
        status: "created",
        account_status: None,
        registered_name: None,
        notes: if notes.is_null() { json!([]) } else { notes },
        created_at: world.clock.seconds(),
    };
    let answer = validation.json();
    let id = validation.id.clone();
    vault.balance -= amount;
    vault.validations.insert(id.clone(), validation);
    drop(vault);
    world.changed();
    let wait = if world.options.pace == Pace::Instant { 0 } else { LIFELIKE };
    world.agenda.soon(world.clock.now() + wait, move |world| complete(world, &id));
    Ok(answer)
}

/// The bank has answered.
fn complete(world: &Arc<World>, id: &str) {
    let mut vault = world.bank.lock();
    let Some(account) = vault
        .validations
        .get(id)
        .and_then(|one| one.fund_account["id"].as_str())
        .and_then(|account| vault.accounts.get(account))
        .cloned()
    else {
        return;
    };
    let usual = if account.name.is_empty() {
        vault.contacts.get(&account.contact_id).map(|contact| contact.name.clone())
    } else {
        Some(account.name)
    };
    let name = match vault.names.get(&account.number) {
        Some(name) => name.clone(),
        // Banks write in capitals.
        None => usual.map(|name| name.to_uppercase()),
    };
    let Some(validation) = vault.validations.get_mut(id) else { return };
    validation.status = "completed";
    validation.account_status = Some(if name.is_some() { "active" } else { "invalid" });
    validation.registered_name = name;
    let entity = validation.json();
    drop(vault);
    world.changed();
    let (name, created_at) = ("fund_account.validation.completed", world.clock.seconds());
    let event = Event { name, entities: vec![("fund_account.validation", entity)], created_at };
    events::emit_of_x(world, id, event);
}

pub(super) fn fetch(world: &World, id: &str) -> Answer<Value> {
    let vault = world.bank.lock();
    vault.validations.get(id).map(Validation::json).ok_or_else(RazorpayError::unknown_id)
}
