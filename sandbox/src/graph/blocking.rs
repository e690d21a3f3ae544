//! `/{phone}/block_users`: people whom the business does not want to hear from (whatsapp.md 0.3).

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::errors::{Answer, GraphError};
use crate::world::World;

/// Numbers that the business has blocked.
#[derive(Default)]
pub(super) struct Blocked {
    numbers: Mutex<BTreeSet<String>>,
}

impl Blocked {
    pub(super) fn holds(&self, number: &str) -> bool {
        self.lock().contains(number)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Only people who wrote in the last 24 hours can be blocked.
pub(super) fn block(world: &World, body: &Value) -> Answer<Value> {
    let (mut added, mut failed) = (Vec::new(), Vec::new());
    for user in users(body)? {
        let now = world.clock.now();
        let phone = world.people.by_number(&user.number);
        if phone.is_some_and(|phone| phone.lock().window_is_open(now)) {
            added.push(user.json());
            world.graph.blocked.lock().insert(user.number);
        } else {
            let mut refused = user.json();
            let details = "The user has not written to this number in the last 24 hours";
            refused["errors"] = json!([{"code": 131_047, "message": "Re-engagement required",
                "error_data": {"details": details}}]);
            failed.push(refused);
        }
    }
    if failed.is_empty() {
        return Ok(json!({"messaging_product": "whatsapp", "block_users": {"added_users": added}}));
    }
    // What worked stays done and is told beside the error.
    let told = json!({"added_users": added, "failed_users": failed});
    Err(GraphError::block_list(told))
}

/// Whoever is blocked can be let in again, however long ago the last message is.
pub(super) fn unblock(world: &World, body: &Value) -> Answer<Value> {
    let users = users(body)?;
    let mut blocked = world.graph.blocked.lock();
    for user in &users {
        blocked.remove(&user.number);
    }
    let removed: Vec<Value> = users.iter().map(User::json).collect();
    Ok(json!({"messaging_product": "whatsapp", "block_users": {"removed_users": removed}}))
}

pub(super) fn list(world: &World) -> Value {
    let blocked = world.graph.blocked.lock();
    let user = |number: &String| json!({"messaging_product": "whatsapp", "wa_id": number});
    let users: Vec<Value> = blocked.iter().map(user).collect();
    json!({"data": [{"block_users": users}]})
}

/// Somebody as the caller wrote it and as WhatsApp knows it.
struct User {
    input: String,
    number: String,
}

impl User {
    fn json(&self) -> Value {
        json!({"input": self.input, "wa_id": self.number})
    }
}

/// `{messaging_product, block_users: [{user}]}`.
fn users(body: &Value) -> Answer<Vec<User>> {
    if body["messaging_product"] != "whatsapp" {
        return Err(GraphError::schema("The parameter messaging_product is required"));
    }
    let users = body["block_users"].as_array().filter(|users| !users.is_empty());
    let users = users.ok_or_else(|| GraphError::schema("The parameter block_users is required"))?;
    users
        .iter()
        .map(|user| {
            let input = user["user"].as_str().filter(|input| !input.is_empty());
            let input = input.ok_or_else(|| GraphError::schema("block_users needs a user"))?;
            let number = input.chars().filter(char::is_ascii_digit).collect();
            Ok(User { input: input.to_owned(), number })
        })
        .collect()
}
