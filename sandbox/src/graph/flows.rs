//! Flows at Meta: made as drafts, published, let rest (whatsapp.md 10.2), and the key under which a phone seals what it asks.
//!
//! The Flow's JSON is looked at for its versions and screens; what its screens hold is left to Meta.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Value, json};

use super::{
    account::pick,
    check::Node,
    errors::{Answer, GraphError},
    limits::HOUR,
};
use crate::{
    webhooks::{Delivery, envelope},
    world::World,
};

/// A throttled Flow goes out so often in an hour (132069).
const THROTTLED_MOST: usize = 10;

const CATEGORIES: &[&str] = &[
    "LEAD_GENERATION",
    "APPOINTMENT_BOOKING",
    "SHOPPING",
    "CUSTOMER_SUPPORT",
    "CONTACT_US",
    "SIGN_UP",
    "SIGN_IN",
    "SURVEY",
    "OTHER",
];

/// Versions that Meta takes for new Flows.
const JSON_VERSIONS: &[&str] = &["7.0", "7.1", "7.2", "7.3"];
const DATA_VERSIONS: &[&str] = &["3.0", "4.0"];

/// Where a Flow stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowStatus {
    Draft,
    Published,
    Deprecated,
    Blocked,
    Throttled,
}

impl FlowStatus {
    /// Meta's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::Published => "PUBLISHED",
            Self::Deprecated => "DEPRECATED",
            Self::Blocked => "BLOCKED",
            Self::Throttled => "THROTTLED",
        }
    }
}

struct Flow {
    name: String,
    status: FlowStatus,
    endpoint: Option<String>,
    /// When it went out while it was throttled.
    sent: VecDeque<i64>,
}

#[derive(Default)]
pub(crate) struct Flows(Mutex<BTreeMap<String, Flow>>);

impl Flows {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Flow>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `POST /{waba}/flows`. The first Flow has the id of the reference.
pub(super) fn create(world: &World, body: &Value) -> Answer<Value> {
    let node = Node::root(body)?;
    node.only(&["name", "categories", "endpoint_uri", "flow_json", "publish"])?;
    let name = node.text("name", 1..=200)?.to_owned();
    let categories = body["categories"].as_array().cloned().unwrap_or_default();
    let known = |word: &Value| word.as_str().is_some_and(|word| CATEGORIES.contains(&word));
    if categories.is_empty() || !categories.iter().all(known) {
        return Err(GraphError::schema("The parameter categories is required"));
    }
    let endpoint = node.opt_text("endpoint_uri")?.map(str::to_owned);
    if let Some(json) = node.opt_text("flow_json")? {
        check_json(json, endpoint.is_some())?;
    }
    let mut flows = world.graph.flows.lock();
    if flows.values().any(|flow| flow.name == name) {
        return Err(GraphError::schema("A Flow of this name exists already"));
    }
    let id = format!("{}", 610_000_000_000_001 + flows.len());
    let flow = Flow { name, status: FlowStatus::Draft, endpoint, sent: VecDeque::new() };
    flows.insert(id.clone(), flow);
    Ok(json!({"id": id, "success": true, "validation_errors": []}))
}

/// What Meta would find at once.
fn check_json(json: &str, with_endpoint: bool) -> Answer<()> {
    let wrong = |why: &str| GraphError::schema(format!("flow_json: {why}"));
    let flow: Value = serde_json::from_str(json).map_err(|error| wrong(&error.to_string()))?;
    let is = |key: &str, among: &[&str]| flow[key].as_str().is_some_and(|v| among.contains(&v));
    if !is("version", JSON_VERSIONS) {
        return Err(wrong("version is missing or has expired"));
    }
    if with_endpoint && !is("data_api_version", DATA_VERSIONS) {
        return Err(wrong("data_api_version is needed with an endpoint"));
    }
    let screens = flow["screens"].as_array().cloned().unwrap_or_default();
    let ids: Vec<&str> = screens.iter().filter_map(|screen| screen["id"].as_str()).collect();
    let routed = flow["routing_model"].as_object();
    let all = !ids.is_empty() && ids.len() == screens.len();
    if !all || !ids.iter().all(|id| routed.is_some_and(|model| model.contains_key(*id))) {
        return Err(wrong("each screen needs an id and a place in routing_model"));
    }
    if !screens.iter().any(|screen| screen["terminal"] == true) {
        return Err(wrong("a terminal screen is needed"));
    }
    screens.iter().try_for_each(|screen| check_placeholders(screen).map_err(|why| wrong(&why)))
}

/// `${data.x}` needs x in the screen's data: what is not declared there is dropped.
fn check_placeholders(screen: &Value) -> Result<(), String> {
    let text = screen["layout"].to_string();
    for after in text.split("${data.").skip(1) {
        let name = after.split('}').next().unwrap_or_default();
        if screen["data"].get(name).is_none_or(|known| known.get("__example__").is_none()) {
            return Err(format!("data.{name} is not declared with an example"));
        }
    }
    Ok(())
}

/// `GET /{waba}/flows`.
pub(super) fn list(world: &World) -> Value {
    let flows = world.graph.flows.lock();
    let data: Vec<Value> = flows
        .iter()
        .map(|(id, flow)| json!({"id": id, "name": flow.name, "status": flow.status.word()}))
        .collect();
    json!({"data": data})
}

/// `GET /{flow}`; `None` for what is none.
pub(super) fn describe(world: &World, id: &str, fields: Option<&str>) -> Option<Value> {
    let flows = world.graph.flows.lock();
    let flow = flows.get(id)?;
    let all = json!({"name": flow.name, "status": flow.status.word(), "validation_errors": [],
        "endpoint_uri": flow.endpoint});
    Some(pick(&all, fields, id))
}

/// `POST /{flow}/publish` and `/deprecate`; `None` for what is no Flow.
pub(super) fn change(world: &Arc<World>, id: &str, verb: &str) -> Option<Answer<Value>> {
    let status = world.graph.flows.lock().get(id)?.status;
    let (from, to, code) = match verb {
        "publish" => (FlowStatus::Draft, FlowStatus::Published, 139_002),
        "deprecate" => (FlowStatus::Published, FlowStatus::Deprecated, 139_003),
        _ => return None,
    };
    if status != from {
        return Some(Err(GraphError::on_demand(code)));
    }
    if to == FlowStatus::Published && public_key(world).is_none() {
        return Some(Err(GraphError::on_demand(code)));
    }
    set_status(world, id, to);
    Some(Ok(json!({"success": true})))
}

/// Meta has another word for it, and says so by webhook. Of a Flow that nobody made nothing happens.
pub(crate) fn set_status(world: &Arc<World>, id: &str, status: FlowStatus) {
    let before = match world.graph.flows.lock().get_mut(id) {
        Some(flow) => std::mem::replace(&mut flow.status, status),
        None => return,
    };
    let value = json!({"event": "FLOW_STATUS_CHANGE", "flow_id": id, "old_status": before.word(),
        "new_status": status.word(), "message": format!("The Flow is {}.", status.word())});
    let payload = envelope::field(world, "flows", &value);
    world.post.send(world, Delivery::meta(world, "flows", "flows", &payload));
    world.changed();
}

/// Whether a message with this Flow goes out now. Flows that nobody made here pass: somebody made them elsewhere.
pub(super) fn may_go_out(world: &World, id: &str) -> Answer<()> {
    let now = world.clock.now();
    let mut flows = world.graph.flows.lock();
    let Some(flow) = flows.get_mut(id) else { return Ok(()) };
    match flow.status {
        FlowStatus::Published => Ok(()),
        FlowStatus::Blocked => Err(GraphError::on_demand(132_068)),
        FlowStatus::Draft | FlowStatus::Deprecated => {
            Err(GraphError::value("The Flow is not published"))
        }
        FlowStatus::Throttled => {
            flow.sent.retain(|at| now - at < HOUR);
            if flow.sent.len() >= THROTTLED_MOST {
                return Err(GraphError::on_demand(132_069));
            }
            flow.sent.push_back(now);
            Ok(())
        }
    }
}

fn public_key(world: &World) -> Option<String> {
    world.graph.settings.text("whatsapp_business_encryption", "business_public_key")
}

/// Where a Flow asks, and the key under which it does.
pub(crate) fn flow_endpoint(world: &World, id: &str) -> Result<(String, String), String> {
    let flows = world.graph.flows.lock();
    let flow = flows.get(id).ok_or_else(|| format!("nobody has made a Flow {id:?}"))?;
    let endpoint = flow.endpoint.clone().ok_or("the Flow has no endpoint")?;
    let key = public_key(world).ok_or("the number has no public key")?;
    Ok((endpoint, key))
}
