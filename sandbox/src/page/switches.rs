//! What the page lets anybody change about the world: its clock and its faults.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{Response, StatusCode},
};
use serde_json::{Value, json};

use super::{
    body::{Asked, refused},
    state,
};
use crate::{
    faults::{Direction, Fault},
    graph::json_answer,
    world::World,
};

/// `POST /api/clock`.
pub(super) async fn clock(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    match Asked::read(&body).get("forward_seconds").and_then(Value::as_u64) {
        None => refused("forward_seconds is missing"),
        Some(seconds) => {
            world.clock.forward(Duration::from_secs(seconds));
            world.changed();
            json_answer(StatusCode::OK, &state::clock(&world))
        }
    }
}

/// `POST /api/faults`.
pub(super) async fn faults(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    if asked.get("clear") == Some(&json!(true)) {
        world.faults.clear();
    } else if let Err(words) = set_fault(&world, &asked) {
        return refused(words);
    }
    world.changed();
    json_answer(StatusCode::OK, &json!({"faults": world.faults.list()}))
}

fn set_fault(world: &World, asked: &Asked) -> Result<(), &'static str> {
    let direction = asked.get("direction").cloned().unwrap_or_default();
    let direction = serde_json::from_value::<Direction>(direction).map_err(
        |_| "direction is whatsapp_webhooks, razorpay_webhooks, graph_calls or razorpay_calls",
    )?;
    let delay =
        Duration::from_millis(asked.get("delay_ms").and_then(Value::as_u64).unwrap_or(5000));
    let fault = match asked.text("fault").unwrap_or_default() {
        "code" => asked.integer("code").ok().map(Fault::Code),
        name => Fault::named(name, delay),
    };
    let fault = fault
        .filter(|fault| fault.fits(direction))
        .ok_or("there is no such fault in this direction")?;
    let times = match asked.get("times") {
        Some(Value::Null) => None,
        other => Some(
            other.and_then(Value::as_u64).and_then(|times| u32::try_from(times).ok()).unwrap_or(1),
        ),
    };
    world.faults.set(direction, fault, times, asked.text("only").map(str::to_owned));
    Ok(())
}
