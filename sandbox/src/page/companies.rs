//! What the page lets anybody change about the two companies: Razorpay's account, Meta's reviewers, how statuses travel.

use std::sync::{Arc, atomic::Ordering};

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
    graph::{TemplateStatus, json_answer, judge},
    people::Trouble,
    razorpay::{PayoutEnd, Verdict, decide, open_dispute, settle},
    webhooks::{Delivery, envelope, samples},
    world::World,
};

/// `POST /api/razorpay`: sets what is named, and leaves the rest.
pub(super) async fn razorpay(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    if let Err(trouble) = set_razorpay(&world, &asked) {
        return refused(trouble);
    }
    world.changed();
    json_answer(StatusCode::OK, &state::razorpay(&world))
}

fn set_razorpay(world: &World, asked: &Asked) -> Result<(), Trouble> {
    if asked.get("balance_paise").is_some() {
        world.money.set_balance(asked.integer("balance_paise")?);
    }
    if asked.get("fail_refunds").is_some() {
        let count = u32::try_from(asked.integer("fail_refunds")?);
        world.money.fail_refunds(count.unwrap_or(0));
    }
    if asked.get("slow_refunds").is_some() {
        let count = u32::try_from(asked.integer("slow_refunds")?);
        world.money.slow_refunds(count.unwrap_or(0));
    }
    if asked.get("odd_shapes").is_some() {
        world.money.odd_shapes(asked.on("odd_shapes"));
    }
    if asked.get("webhook_enabled").is_some() {
        if asked.on("webhook_enabled") {
            world.money.enable_webhook();
        } else {
            world.money.disable_webhook();
        }
    }
    if asked.get("next_payout").is_some() {
        let words = "next_payout is processed, failed, reversed or stuck";
        let end = PayoutEnd::named(asked.needed("next_payout")?);
        world.bank.end_next(&[end.ok_or_else(|| Trouble::NotPossible(words.to_owned()))?]);
    }
    if asked.get("webhook_secret").is_some() {
        world.money.rotate_secret(asked.needed("webhook_secret")?);
    }
    Ok(())
}

/// `POST /api/settle`: what was captured is paid out to the merchant's bank.
pub(super) async fn settlement(State(world): State<Arc<World>>) -> Response<Body> {
    match settle(&world) {
        Some(id) => json_answer(StatusCode::OK, &json!({"ok": true, "id": id})),
        None => refused("nothing was captured since the last settlement"),
    }
}

/// `POST /api/dispute`: a payer's bank takes a payment back (`payment`), or goes on with a dispute (`id`, `verdict`).
pub(super) async fn dispute(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    if let Some(payment) = asked.text("payment") {
        return match open_dispute(&world, payment) {
            Some(id) => json_answer(StatusCode::OK, &json!({"ok": true, "id": id})),
            None => refused("there is no captured payment with this id"),
        };
    }
    let verdict = asked.text("verdict").and_then(Verdict::named);
    let (Some(id), Some(verdict)) = (asked.text("id"), verdict) else {
        return refused("payment, or id and verdict: under_review, won, lost or closed");
    };
    match decide(&world, id, verdict) {
        true => json_answer(StatusCode::OK, &json!({"ok": true, "id": id})),
        false => refused("there is no open dispute with this id"),
    }
}

/// `GET /api/razorpay/events`: the last ones, newest first.
pub(super) async fn events(State(world): State<Arc<World>>) -> Response<Body> {
    let events = world.post.events().into_iter();
    let events = events.map(|(id, name, at)| json!({"id": id, "event": name, "at_ms": at / 1000}));
    json_answer(StatusCode::OK, &Value::Array(events.collect()))
}

/// `POST /api/razorpay/replay`: an event is sent anew.
pub(super) async fn replay(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    let id = asked.text("id").unwrap_or_default();
    if world.post.replay(&world, id) {
        return json_answer(StatusCode::OK, &json!({"ok": true}));
    }
    refused("there is no event of that id, or it is more than 15 days old")
}

/// `POST /api/whatsapp`: sets what is named, and leaves the rest.
pub(super) async fn whatsapp(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    if asked.get("batch").is_some() {
        // Meta puts at most 1000 updates into one webhook.
        let most = asked.integer("batch").ok().and_then(|most| usize::try_from(most).ok());
        match most.filter(|most| (1..=1000).contains(most)) {
            Some(most) => world.set_batch(most),
            None => return refused("batch is 1 to 1000"),
        }
    }
    if asked.get("coexistence").is_some() {
        world.coexistence.store(asked.on("coexistence"), Ordering::Relaxed);
    }
    if asked.get("templates_by_hand").is_some() {
        world.graph.templates.review_by_hand(asked.on("templates_by_hand"));
    }
    world.changed();
    json_answer(StatusCode::OK, &state::whatsapp(&world))
}

/// `POST /api/report`: Meta tells of something other than a message: a field of the account, or an error.
pub(super) async fn report(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    let field = asked.text("field").unwrap_or_default();
    let payload = match samples::value(&world, field) {
        Some(value) => envelope::field(&world, field, &value),
        None if field == "errors" => envelope::error(&world, 131_000, "Something went wrong"),
        None => {
            return refused(format!("field is errors or one of {}", samples::FIELDS.join(", ")));
        }
    };
    world.post.send(&world, Delivery::meta(&world, "account", field, &payload));
    json_answer(StatusCode::OK, &json!({"ok": true}))
}

/// `GET /api/templates`: too many to send along whenever something changes.
pub(super) async fn templates(State(world): State<Arc<World>>) -> Response<Body> {
    json_answer(StatusCode::OK, &Value::Array(world.graph.templates.rows()))
}

/// `POST /api/templates`: Meta's reviewers judge one, in one language or all.
pub(super) async fn judgement(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    let status = asked.text("status").and_then(TemplateStatus::named);
    let (Some(name), Some(status)) = (asked.text("name"), status) else {
        return refused("name, and a status of APPROVED, REJECTED, PAUSED, DISABLED or PENDING");
    };
    match judge(&world, name, asked.text("language"), status) {
        0 => refused(format!("there is no template {name}")),
        judged => json_answer(StatusCode::OK, &json!({"ok": true, "judged": judged})),
    }
}
