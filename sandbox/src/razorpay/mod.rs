//! Razorpay on the wire: Basic auth, paths, faults; the rules of each resource are in its own file.
//!
//! Route and QR codes are absent on purpose: the program does not call them.

mod books;

mod errors;

mod events;

mod fields;

mod links;

mod orders;

mod paging;

mod pay_html;

pub(crate) mod pay_page;

mod payment;

mod in_chat;

mod course;

mod paying;

mod reasons;

mod refunds;

mod settlements;

mod disputes;

mod x;

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use subtle::ConstantTimeEq as _;

use self::errors::{Answer, RazorpayError};
use crate::{
    clock::micros,
    faults::{Direction, Fault},
    graph::{json_answer, pairs, plain},
    onlooker::CallStep,
    world::World,
};

pub(crate) use self::x::{Bank, fill, finish, reverse};
pub use self::x::{Payout, PayoutEnd};
pub(crate) use self::{
    books::Books,
    disputes::{decide, open as open_dispute},
    in_chat::{Attempt, pay_in_chat},
    paying::{pay, pay_order},
    settlements::settle,
};
pub use self::{
    books::{LinkStatus, PaymentLink, Refund},
    disputes::Verdict,
    paying::{How, Paid, PayTrouble, callback_signature},
    reasons::Reason,
    settlements::Misreport,
};

/// All of `/razorpay/v1/…`.
pub(crate) async fn handle(
    State(world): State<Arc<World>>,
    method: Method,
    uri: Uri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let busy = world.agenda.busy();
    let name = format!("{method} {}", uri.path());
    if world.onlooker.loses(Direction::RazorpayCalls, &name, CallStep::Arrived) {
        return plain(StatusCode::GATEWAY_TIMEOUT, "");
    }
    let (mut after, mut slow) = (None, None);
    match world.faults.strike(Direction::RazorpayCalls, &name) {
        Some(Fault::TooMany) => return refuse(&RazorpayError::too_many()),
        Some(Fault::Quota) => return refuse(&RazorpayError::quota()),
        Some(Fault::ErrorBefore) => return refuse(&RazorpayError::server()),
        Some(Fault::Garbage) => return plain(StatusCode::OK, "<html>upstream says hello</html>"),
        Some(Fault::TimeOut) => {
            drop(busy);
            return crate::server::never(&world).await;
        }
        Some(Fault::Slow(by)) => slow = Some(by),
        later => after = later,
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let path = uri.path().trim_start_matches("/razorpay/v1").trim_matches('/').to_owned();
    let call = Call {
        method: method.as_str(),
        path: path.split('/').collect(),
        query: pairs(query.as_deref().unwrap_or_default()),
        body: &body,
        key: text("x-refund-idempotency"),
        payout_key: text("x-payout-idempotency"),
        slow,
    };
    let authorization = text("authorization").unwrap_or_default();
    let answer = match authorised(&world, &call.path, authorization) {
        Ok(()) => route(&world, call).await,
        Err(error) => Err(error),
    };
    if world.onlooker.loses(Direction::RazorpayCalls, &name, CallStep::WorkedOn) {
        return plain(StatusCode::GATEWAY_TIMEOUT, "");
    }
    match after {
        Some(Fault::ErrorAfter) => return refuse(&RazorpayError::server()),
        // Not Razorpay itself answers then, but what stands before it: no JSON.
        Some(Fault::BadGatewayAfter) => {
            return plain(StatusCode::BAD_GATEWAY, "<html><h1>502 Bad Gateway</h1></html>");
        }
        Some(Fault::GatewayTimeoutAfter) => {
            return plain(
                StatusCode::GATEWAY_TIMEOUT,
                "<html><h1>504 Gateway Time-out</h1></html>",
            );
        }
        Some(Fault::TimeOutAfter) => {
            drop(busy);
            return crate::server::never(&world).await;
        }
        _ => {}
    }
    match answer {
        Ok(value) => json_answer(StatusCode::OK, &value),
        Err(error) => {
            world.refused(&name, error.status, error.code, &error.description);
            refuse(&error)
        }
    }
}

struct Call<'a> {
    method: &'a str,
    path: Vec<&'a str>,
    query: Vec<(String, String)>,
    body: &'a Bytes,
    key: Option<&'a str>,
    payout_key: Option<&'a str>,
    /// How long a fault keeps the work under way.
    slow: Option<std::time::Duration>,
}

/// The scheme word must be exactly `Basic`.
fn authorised(world: &World, path: &[&str], header: &str) -> Answer<()> {
    let options = &world.options;
    let (id, secret) = if x::is_of(path) {
        (&options.razorpayx_key_id, &options.razorpayx_key_secret)
    } else {
        (&options.razorpay_key_id, &options.razorpay_key_secret)
    };
    let expected = STANDARD.encode(format!("{id}:{secret}"));
    let given = header.strip_prefix("Basic ").unwrap_or_default();
    if bool::from(given.as_bytes().ct_eq(expected.as_bytes())) {
        Ok(())
    } else {
        Err(RazorpayError::unauthorized())
    }
}

async fn route(world: &Arc<World>, call: Call<'_>) -> Answer<Value> {
    let query = call.query.as_slice();
    if let ("POST", ["payments", id, "refund"]) = (call.method, call.path.as_slice()) {
        return refund(world, id, &call).await;
    }
    if let Some(by) = call.slow {
        world.clock.sleep_until(world.clock.now() + micros(by)).await;
    }
    if x::is_of(&call.path) {
        return x::route(world, &call);
    }
    match (call.method, call.path.as_slice()) {
        ("POST", ["payment_links"]) => links::create(world, &json(&call)?),
        ("GET", ["payment_links"]) => links::list(world, query),
        ("GET", ["payment_links", id]) => links::fetch(world, id),
        ("PATCH", ["payment_links", id]) => links::update(world, id, &json(&call)?),
        ("POST", ["payment_links", id, "cancel"]) => links::cancel(world, id),
        ("POST", ["payment_links", id, "notify_by", medium]) => links::notify_by(world, id, medium),
        ("POST", ["orders"]) => orders::create(world, &json(&call)?),
        ("GET", ["orders"]) => orders::list(world, query),
        ("GET", ["orders", id]) => orders::fetch(world, id),
        ("PATCH", ["orders", id]) => orders::update(world, id, &json(&call)?),
        ("GET", ["orders", id, "payments"]) => orders::payments(world, id),
        ("GET", ["payments"]) => orders::list_payments(world, query),
        ("GET", ["payments", id]) => orders::payment(world, id, query),
        ("PATCH", ["payments", id]) => orders::update_payment(world, id, &json(&call)?),
        ("POST", ["payments", id, "capture"]) => orders::capture(world, id, &json(&call)?),
        ("GET", ["payments", id, "refunds"]) => refunds::list(world, Some(id), query),
        ("GET", ["payments", _, "refunds", id] | ["refunds", id]) => refunds::fetch(world, id),
        ("GET", ["refunds"]) => refunds::list(world, None, query),
        ("PATCH", ["refunds", id]) => refunds::update(world, id, &json(&call)?),
        ("GET", ["settlements"]) => settlements::list(world, query),
        ("GET", ["settlements", "recon", "combined"]) => settlements::recon(world, query),
        ("GET", ["disputes"]) => disputes::list(world, query),
        ("GET", ["disputes", id]) => disputes::fetch(world, id),
        ("GET", ["settlements", id]) => settlements::fetch(world, id),
        _ => Err(RazorpayError::unknown_url()),
    }
}

/// The key is taken before the work and kept after it, so that a second request in between hears 409.
async fn refund(world: &Arc<World>, id: &str, call: &Call<'_>) -> Answer<Value> {
    let body = if call.body.is_empty() { Value::Null } else { json(call)? };
    // The same key on another payment is another request.
    let request = serde_json::json!([id, body]);
    if let refunds::Key::Stored(answer) = refunds::take_key(world, call.key, &request)? {
        return Ok(answer);
    }
    // The work goes on when the caller hangs up: a task of its own, so that the key is not left under way for ever.
    let (world, id) = (Arc::clone(world), id.to_owned());
    let (key, slow) = (call.key.map(str::to_owned), call.slow);
    let tasks = world.tasks.clone();
    let work = tasks.spawn(async move {
        if let Some(by) = slow {
            world.clock.sleep_until(world.clock.now() + micros(by)).await;
        }
        let answer = refunds::create(&world, &id, &body);
        refunds::keep_key(&world, key.as_deref(), &request, &answer);
        answer
    });
    work.await.unwrap_or_else(|_| Err(RazorpayError::server()))
}

fn json(call: &Call<'_>) -> Answer<Value> {
    serde_json::from_slice(call.body)
        .map_err(|_| RazorpayError::bad("The request body is not valid JSON"))
}

fn refuse(error: &RazorpayError) -> Response<Body> {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = json_answer(status, &error.body());
    if let Some(seconds) = error.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}
