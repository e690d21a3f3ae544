//! The Graph API on the wire: who may call, which path is what, and the answers in Meta's words.
//!
//! Strict as whatsapp.md says: what Meta would refuse is refused with Meta's code, nothing is ever cut or mended.
//!
//! # Left out on purpose
//!
//! - A Flow's screens (10): their layout is not drawn, and whoever plays a person names the fields. Assets, clones and previews of a
//!   Flow; `flow_token_signature`. A message with a Flow that nobody made here goes out.
//! - Look-ups and refunds of payments within the chat (6.4).
//! - The catalogue behind product messages (5.5), QR codes and short links, addresses of webhooks per account or number (0.3).
//! - Carousel and limited-time templates, the upload that gives a header's handle, a template's own lifetime, its quality score (9).
//! - Files behind links are not fetched: 131052 comes from the link's form alone (5.3), and 131053 from the name of a picture in a
//!   header.
//! - Wrong PINs of registration and a full block list; `appsecret_proof`. Groups, calls; of coexistence with the phone app all but
//!   edits and deletions.
//! - The 72 hours after a click on an advertisement (3.4).
//! - Recipients whose number ends in a code (12.3): `Fault::Code` and `Person::next_fails_with` say it aloud.
//! - Blank titles and bodies, and lengths that the reference does not give, pass.
//!
//! What is left out and has a code can still be played with that code: `codes.rs` has all of them.

mod account;

mod blocking;

mod check;

pub(crate) mod codes;

mod commerce;

mod content;

mod errors;

mod flows;

mod formats;

mod interactive;

mod invoice;

mod letter;

mod limits;

mod media;

mod one_time_codes;

mod orders;

mod pacing;

mod payment_settings;

mod pricing;

mod profile;

mod send;

mod statuses;

mod template_button_rules;

mod template_buttons;

mod template_life;

mod template_rules;

mod template_send;

mod templates;

use std::{
    collections::HashMap,
    ops::RangeInclusive,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, Method, Response, StatusCode, Uri, header},
};
use serde_json::Value;
use subtle::ConstantTimeEq as _;

use self::errors::{Answer, GraphError};
use crate::{
    clock::micros,
    faults::{Direction, Fault},
    onlooker::CallStep,
    options::Options,
    world::World,
};

pub use self::{flows::FlowStatus, templates::TemplateStatus};
pub(crate) use self::{
    flows::{flow_endpoint, set_status as set_flow_status},
    limits::{Bucket, heard},
    pacing::{drop_held, release},
    pricing::Price,
    statuses::{arrive, report},
    template_life::judge,
    templates::has_approved,
};

/// Everything that Meta keeps for the business.
pub(crate) struct Account {
    /// The name in front of the business's bubbles.
    name: Arc<str>,
    bucket: send::NumberBucket,
    /// Calls that did not send or fetch anything.
    management: Mutex<limits::Calls>,
    /// What was sent to numbers and ids that nobody has.
    strangers: Mutex<HashMap<String, Bucket>>,
    /// Whom templates reached outside a window.
    reach: Mutex<limits::Reach>,
    /// Statuses that wait to share a webhook.
    pouch: Mutex<statuses::Pouch>,
    pub(crate) templates: templates::Templates,
    flows: flows::Flows,
    pub(crate) pacing: pacing::Pacing,
    pub(crate) media: media::Library,
    pub(crate) settings: account::Settings,
    pub(crate) orders: orders::Orders,
    quota: pricing::Quota,
    blocked: blocking::Blocked,
}

impl Account {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            name: Arc::from(options.business_name.as_str()),
            bucket: Mutex::default(),
            management: Mutex::default(),
            strangers: Mutex::default(),
            reach: Mutex::default(),
            pouch: Mutex::default(),
            templates: templates::Templates::default(),
            flows: flows::Flows::default(),
            pacing: pacing::Pacing::default(),
            media: media::Library::default(),
            settings: account::Settings::default(),
            orders: orders::Orders::default(),
            quota: pricing::Quota::new(options.free_messages_a_month),
            blocked: blocking::Blocked::default(),
        }
    }
}

/// One call of the Graph API.
struct Call<'a> {
    method: &'a str,
    /// After the version: `[object, edge, …]`.
    path: Vec<&'a str>,
    query: Vec<(String, String)>,
    content_type: &'a str,
    body: &'a Bytes,
}

/// All of `/graph/…`.
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
    if world.onlooker.loses(Direction::GraphCalls, &name, CallStep::Arrived) {
        return plain(StatusCode::GATEWAY_TIMEOUT, "");
    }
    let mut after = None;
    match world.faults.strike(Direction::GraphCalls, &name) {
        Some(Fault::TooMany) => return error(&world, &GraphError::too_many_calls()),
        Some(Fault::Code(code)) => return error(&world, &GraphError::on_demand(code)),
        Some(Fault::ErrorBefore) => return error(&world, &GraphError::unknown_failure()),
        Some(Fault::Garbage) => return plain(StatusCode::OK, "<html>upstream says hello</html>"),
        Some(Fault::TimeOut) => {
            drop(busy);
            return crate::server::never(&world).await;
        }
        Some(Fault::Slow(by)) => world.clock.sleep_until(world.clock.now() + micros(by)).await,
        later => after = later,
    }
    let text = |name: header::HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let path: Vec<&str> = uri
        .path()
        .trim_start_matches("/graph")
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    if let ("GET", ["media-bytes", token]) = (method.as_str(), path.as_slice()) {
        return bytes(&world, token, text(header::AUTHORIZATION));
    }
    let call = Call {
        method: method.as_str(),
        path,
        query: pairs(query.as_deref().unwrap_or_default()),
        content_type: text(header::CONTENT_TYPE),
        body: &body,
    };
    let answer = authorised(&world, text(header::AUTHORIZATION), &call.query)
        .and_then(|()| route(&world, &call));
    if world.onlooker.loses(Direction::GraphCalls, &name, CallStep::WorkedOn) {
        return plain(StatusCode::GATEWAY_TIMEOUT, "");
    }
    match after {
        Some(Fault::ErrorAfter) => {
            return plain(
                StatusCode::INTERNAL_SERVER_ERROR,
                "<html>Sorry, something went wrong.</html>",
            );
        }
        Some(Fault::TimeOutAfter) => {
            drop(busy);
            return crate::server::never(&world).await;
        }
        Some(Fault::StatusFirst) => {
            // The agenda sends what is due at once; the answer waits until those webhooks were taken.
            drop(busy);
            world.agenda.settled(|| world.clock.now()).await;
        }
        _ => {}
    }
    match answer {
        Ok(value) => json_answer(StatusCode::OK, &value),
        Err(refused) => {
            world.refused(&name, refused.status, &refused.code_text(), &refused.explanation());
            error(&world, &refused)
        }
    }
}

/// 401 with 190 before anything else is looked at.
fn authorised(world: &World, header: &str, query: &[(String, String)]) -> Answer<()> {
    let in_query =
        query.iter().find(|(key, _)| key == "access_token").map(|(_, value)| value.as_str());
    let token = header.strip_prefix("Bearer ").or(in_query).unwrap_or_default();
    if bool::from(token.as_bytes().ct_eq(world.options.access_token.as_bytes())) {
        return Ok(());
    }
    Err(GraphError::token())
}

fn route(world: &Arc<World>, call: &Call<'_>) -> Answer<Value> {
    let unknown =
        || GraphError::unknown_path(call.method, call.path.get(1).copied().unwrap_or_default());
    let (version, rest) = call.path.split_first().ok_or_else(unknown)?;
    if !is_version(version) {
        return Err(GraphError::unknown_path(call.method, version));
    }
    if is_management(world, rest) {
        let mut calls = world.graph.management.lock().unwrap_or_else(PoisonError::into_inner);
        let registered = world.graph.settings.is_registered();
        limits::management(&mut calls, registered, world.clock.now())?;
    }
    let asked = |key: &str| {
        call.query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    };
    let (phone, account) =
        (world.options.phone_number_id.as_str(), world.options.business_account_id.as_str());
    match (call.method, rest) {
        ("GET", [id]) if *id == phone => Ok(account::number(world, asked("fields"))),
        ("GET", [id]) if *id == account => Ok(account::account(world, asked("fields"))),
        ("POST", [id, "messages"]) if *id == phone => send::post(world, json_body(call)?),
        ("POST", [id, "media"]) if *id == phone => {
            media::upload(world, call.content_type, call.body)
        }
        ("GET", [id, "payments", _, reference]) if *id == phone => {
            Ok(world.graph.orders.look_up(reference))
        }
        (_, [id, "message_templates"]) if *id == account => match call.method {
            "GET" => Ok(templates::list(world, &call.query)),
            "POST" => templates::create(world, &json_body(call)?),
            "DELETE" => templates::delete(world, &call.query),
            _ => Err(unknown()),
        },
        (method @ ("GET" | "POST"), [id, "flows"]) if *id == account => match method {
            "GET" => Ok(flows::list(world)),
            _ => flows::create(world, &json_body(call)?),
        },
        ("POST", [id, verb @ ("publish" | "deprecate")]) => {
            flows::change(world, id, verb).unwrap_or_else(|| Err(unknown()))
        }
        (method, [id, "subscribed_apps"]) if *id == account => {
            account::subscribed_apps(world, method).unwrap_or_else(|| Err(unknown()))
        }
        (method, [id, edge]) if *id == phone => {
            let body = match method {
                "GET" => Value::Null,
                _ => form_body(call).or_else(|| json_body(call).ok()).unwrap_or(Value::Null),
            };
            account::number_edge(world, method, edge, &body, &call.query)
                .unwrap_or_else(|| Err(unknown()))
        }
        // The edge exists, the object is not ours: permission, not path.
        (_, [id, "messages" | "media" | "message_templates" | "subscribed_apps"]) => {
            Err(GraphError::permission(id))
        }
        ("POST", [id, "unpause"]) => {
            template_life::unpause(world, id).unwrap_or_else(|| Err(unknown()))
        }
        ("GET", [id]) => {
            let flow = || flows::describe(world, id, asked("fields"));
            match templates::describe(world, id, asked("fields")).or_else(flow) {
                Some(known) => Ok(known),
                None => media::describe(world, id),
            }
        }
        ("DELETE", [id]) => media::delete(world, id),
        ("POST", [id]) => {
            templates::edit(world, id, &json_body(call)?).unwrap_or_else(|| Err(unknown()))
        }
        _ => Err(unknown()),
    }
}

/// All but messages and media.
fn is_management(world: &World, path: &[&str]) -> bool {
    match path {
        [_, "messages" | "media"] => false,
        [id] => !world.graph.media.holds(id),
        _ => true,
    }
}

/// Versions that answer: the latest that the reference has seen, and those of the two years before it (whatsapp.md 0.2).
const VERSIONS: RangeInclusive<u32> = 21..=25;

/// `v25.0`.
fn is_version(text: &str) -> bool {
    let number = text.strip_prefix('v').and_then(|rest| rest.strip_suffix(".0"));
    // As it is written: `v025.0` is none.
    VERSIONS.map(|known| known.to_string()).any(|known| number == Some(known.as_str()))
}

fn json_body(call: &Call<'_>) -> Answer<Value> {
    if !call.content_type.starts_with("application/json") {
        return Err(GraphError::schema("The body must be application/json"));
    }
    serde_json::from_slice(call.body)
        .map_err(|error| GraphError::schema(format!("The body is not JSON: {error}")))
}

/// A body of pairs; `None` for any other.
fn form_body(call: &Call<'_>) -> Option<Value> {
    if !call.content_type.starts_with("application/x-www-form-urlencoded") {
        return None;
    }
    let pairs = pairs(std::str::from_utf8(call.body).ok()?);
    Some(pairs.into_iter().map(|(name, value)| (name, Value::from(value))).collect())
}

/// The bytes of a medium, with the bearer token, while the URL lives: 401 without, 404 after.
fn bytes(world: &World, token: &str, authorization: &str) -> Response<Body> {
    if let Err(refused) = authorised(world, authorization, &[]) {
        return error(world, &refused);
    }
    match media::fetch(world, token) {
        None => plain(StatusCode::NOT_FOUND, ""),
        Some((mime, bytes)) => answer(StatusCode::OK, &mime, Body::from(bytes)),
    }
}

fn error(world: &World, refused: &GraphError) -> Response<Body> {
    let status = StatusCode::from_u16(refused.status).unwrap_or(StatusCode::BAD_REQUEST);
    json_answer(status, &refused.body(&world.ids.trace()))
}

pub(crate) fn json_answer(status: StatusCode, value: &Value) -> Response<Body> {
    answer(status, "application/json; charset=UTF-8", Body::from(value.to_string()))
}

pub(crate) fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    answer(status, "text/html", Body::from(text))
}

pub(crate) fn answer(status: StatusCode, mime: &str, body: Body) -> Response<Body> {
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, mime).body(body);
    // Only a type with control characters in it could fail here.
    response.unwrap_or_else(|_| Response::new(Body::empty()))
}

/// A query string (or form body) as pairs.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    let url = reqwest::Url::parse(&format!("http://sandbox/?{query}"));
    url.map(|url| url.query_pairs().into_owned().collect()).unwrap_or_default()
}
