//! Paying a link from the page: all that `How` knows, also what no payer could ask the pay page for.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{Response, StatusCode},
};
use serde_json::json;

use super::body::{Asked, refused};
use crate::{
    graph::json_answer,
    people::Trouble,
    razorpay::{How, PayTrouble, Reason, pay, pay_order},
    world::World,
};

/// How long a bank thinks about a late authorisation, if nobody says otherwise.
const LATE: Duration = Duration::from_secs(600);

/// `POST /api/pay`. A payment that fails as asked is an answer; a link that cannot be paid so is a refusal.
pub(super) async fn link(State(world): State<Arc<World>>, body: Bytes) -> Response<Body> {
    let asked = Asked::read(&body);
    let how = match how(&asked) {
        Ok(how) => how,
        Err(trouble) => return refused(trouble),
    };
    let paid = match (asked.text("url"), asked.text("order_id")) {
        (Some(url), _) => pay(&world, url, how),
        (None, Some(order)) => pay_order(&world, order, how),
        (None, None) => return refused("url of a link, or order_id of an order, is missing"),
    };
    match paid {
        Ok(paid) => {
            let done = json!({"ok": true, "payment_ids": paid.payment_ids, "failed": null});
            json_answer(StatusCode::OK, &done)
        }
        Err(PayTrouble::Failed(reason)) => {
            json_answer(StatusCode::OK, &json!({"ok": true, "payment_ids": [], "failed": reason}))
        }
        Err(trouble) => refused(trouble),
    }
}

fn how(asked: &Asked) -> Result<How, Trouble> {
    Ok(match asked.needed("how")? {
        "upi" => How::Upi,
        "card" => How::Card,
        "netbanking" => How::Netbanking,
        "wallet" => How::Wallet,
        "part" => How::Part(asked.integer("paise")?),
        "fail" => match asked.text("reason") {
            None => How::Fail,
            Some(word) => How::FailFor(
                Reason::named(word)
                    .ok_or_else(|| Trouble::NotPossible(format!("no payment fails for {word}")))?,
            ),
        },
        "abandon" => How::Abandon,
        "twice" => How::Twice,
        "late" => How::Late,
        "late_authorised" => How::LateAuthorised(asked.seconds("after_seconds").unwrap_or(LATE)),
        other => return Err(Trouble::NotPossible(format!("nobody pays by {other}"))),
    })
}
