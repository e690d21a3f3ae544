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

fn send(world: &Arc<World>, lane: &str, event: Event) {
    if world.money.webhook_is_disabled() {
        return;
    }
    let contains: Vec<&str> = event.entities.iter().map(|(key, _)| *key).collect();
    let mut payload = Map::new();
    for (key, entity) in &event.entities {
        payload.insert((*key).to_owned(), json!({"entity": entity}));
    }
    let body = json!({"entity": "event", "account_id": ACCOUNT, "event": event.name, "contains": contains,
        "payload": payload, "created_at": event.created_at});
    // Fourteen characters without a prefix, the same in every try.
    let id = world.ids.razorpay("");
    world.post.send(world, Delivery::razorpay(world, lane, event.name, &body, id));
}
