//! Razorpay's webhook events: the envelope, and the order in which those of one payment leave.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::{clock::SECOND, options::Pace, webhooks::Delivery, world::World};

/// The account that all events name.
const ACCOUNT: &str = "acc_Sandbox0000001";
/// On a lifelike day the events of one payment come within about two seconds.
const STEP: i64 = SECOND / 2;

/// Something to tell: entities are snapshots of the moment.
pub(super) struct Event {
    pub(super) name: &'static str,
    pub(super) entities: Vec<(&'static str, Value)>,
    pub(super) created_at: i64,
}

/// Sends events one after the other in the lane of what they are about.
pub(super) fn emit(world: &Arc<World>, lane: &str, events: Vec<Event>) {
    let mut due = world.clock.now();
    for event in events {
        let lane = lane.to_owned();
        world.agenda.soon(due, move |world| send(world, &lane, event));
        if world.options.pace == Pace::Lifelike {
            due += STEP;
        }
    }
}

/// The same of RazorpayX, whose webhook is another.
pub(super) fn emit_of_x(world: &Arc<World>, lane: &str, event: Event) {
    let lane = lane.to_owned();
    world.agenda.soon(world.clock.now(), move |world| {
        let contains: Vec<&str> = event.entities.iter().map(|(key, _)| *key).collect();
        let payload: Map<String, Value> = event
            .entities
            .iter()
            .map(|(key, entity)| ((*key).to_owned(), json!({"entity": entity})))
            .collect();
        let body = json!({"entity": "event", "account_id": ACCOUNT, "event": event.name, "contains": contains,
            "payload": payload, "created_at": event.created_at});
        let id = world.ids.razorpay("");
        world.post.send(world, Delivery::razorpayx(world, &lane, event.name, &body, id));
    });
}

fn send(world: &Arc<World>, lane: &str, event: Event) {
    if world.money.webhook_is_disabled() {
        return;
    }
    let odd = world.money.shapes_are_odd();
    let contains: Vec<&str> = event.entities.iter().map(|(key, _)| *key).collect();
    let mut payload = Map::new();
    for (key, entity) in &event.entities {
        let entity = if odd { oddly(event.name, key, entity) } else { entity.clone() };
        payload.insert((*key).to_owned(), json!({"entity": entity}));
    }
    let mut body = json!({"entity": "event", "account_id": ACCOUNT, "event": event.name, "contains": contains,
        "payload": payload, "created_at": event.created_at});
    if odd && let Some(body) = body.as_object_mut() {
        body.remove("created_at");
    }
    // Fourteen characters without a prefix, the same in every try.
    let id = world.ids.razorpay("");
    world.post.send(world, Delivery::razorpay(world, lane, event.name, &body, id));
}

/// The same entity in the shapes that were seen beside the documented ones (razorpay.md 1.2, 6.2).
fn oddly(event: &str, key: &str, entity: &Value) -> Value {
    let mut odd = entity.clone();
    match key {
        "order" if event.starts_with("payment_link.") => {
            // The internal form: no `entity`, no prefix on the id.
            let id = odd["id"].as_str().unwrap_or_default().trim_start_matches("order_").to_owned();
            odd["id"] = json!(id);
            odd["product_type"] = json!("payment_link_v2");
            odd["merchant_id"] = json!(ACCOUNT.trim_start_matches("acc_"));
            odd["payment_capture"] = json!(true);
            if let Some(order) = odd.as_object_mut() {
                order.remove("entity");
            }
        }
        "payment_link" => {
            odd["customer"] = json!([]);
            odd["reminders"] = json!({});
            odd["payments"] = json!([]);
            odd["upi_link"] = json!("true");
        }
        "payment" => {
            odd["error_code"] = json!("");
            odd["acquirer_data"] = json!({});
            odd["amount_captured"] = odd["amount"].clone();
            odd["provider"] = Value::Null;
        }
        _ => {}
    }
    odd
}
