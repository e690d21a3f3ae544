//! The small calls around the number and the account: information, registration, subscription, profile. Minimal but honest: what is set
//! can be read again, what is not known is refused.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use serde_json::{Map, Value, json};

use super::{
    blocking,
    errors::{Answer, GraphError},
    limits::{Calls, HOUR},
    profile,
};
use crate::world::World;

/// Edges of the phone number whose settings are kept and given back as they were set.
const SETTINGS: &[&str] = &[
    "whatsapp_business_profile",
    "whatsapp_commerce_settings",
    "whatsapp_business_encryption",
    "conversational_automation",
    "business_compliance_info",
    "username",
];

/// What was set on the number and the account.
#[derive(Default)]
pub(crate) struct Settings {
    by_edge: Mutex<BTreeMap<String, Map<String, Value>>>,
    /// Somebody took the app off the account, so that it hears of nothing.
    unsubscribed: AtomicBool,
    registered: Mutex<Option<bool>>,
    registrations: Mutex<Registrations>,
}

#[derive(Default)]
struct Registrations {
    on: Calls,
    off: Calls,
}

/// Calls that register the number, and as many that take it off, within 72 hours (whatsapp.md 0.3).
const REGISTRATIONS: usize = 10;
const REGISTRATIONS_WITHIN: i64 = 72 * HOUR;

impl Settings {
    pub(super) fn is_registered(&self) -> bool {
        self.registered.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(true)
    }

    pub(crate) fn is_subscribed(&self) -> bool {
        !self.unsubscribed.load(Ordering::Relaxed)
    }

    /// What was set on the number under this key.
    pub(super) fn text(&self, edge: &str, key: &str) -> Option<String> {
        let kept = self.by_edge.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(edge)?.get(key)?.as_str().map(str::to_owned)
    }

    fn set_registered(&self, on: bool) -> Value {
        *self.registered.lock().unwrap_or_else(PoisonError::into_inner) = Some(on);
        json!({"success": true})
    }

    /// Counts a call, be it good or not; 133016 when there were too many.
    fn count_registration(
        &self,
        of: impl FnOnce(&mut Registrations) -> &mut Calls,
        now: i64,
    ) -> Answer<()> {
        let mut calls = self.registrations.lock().unwrap_or_else(PoisonError::into_inner);
        if of(&mut calls).take(REGISTRATIONS, REGISTRATIONS_WITHIN, now) {
            return Ok(());
        }
        Err(GraphError::too_many_registrations())
    }

    pub(super) fn check_registered(&self) -> Answer<()> {
        if self.is_registered() { Ok(()) } else { Err(GraphError::not_registered()) }
    }
}

/// `GET /{phone}`: all fields, or those asked for.
pub(super) fn number(world: &World, fields: Option<&str>) -> Value {
    let status = if world.graph.settings.is_registered() { "CONNECTED" } else { "DISCONNECTED" };
    let all = json!({
        "display_phone_number": format!("+{}", world.options.display_phone_number),
        "verified_name": world.options.business_name,
        "quality_rating": "GREEN",
        "status": status,
        "code_verification_status": "VERIFIED",
        "platform_type": "CLOUD_API",
        "throughput": {"level": "STANDARD"},
        "whatsapp_business_manager_messaging_limit": "TIER_10K",
        "webhook_configuration": {},
    });
    pick(&all, fields, &world.options.phone_number_id)
}

/// `GET /{waba}`.
pub(super) fn account(world: &World, fields: Option<&str>) -> Value {
    let all = json!({"name": world.options.business_name, "currency": "INR", "timezone_id": "71", "message_template_namespace": "sandbox"});
    pick(&all, fields, &world.options.business_account_id)
}

/// All fields of a thing, or those asked for; the id always.
pub(super) fn pick(all: &Value, fields: Option<&str>, id: &str) -> Value {
    let mut picked = Map::new();
    for (key, value) in all.as_object().into_iter().flatten() {
        if fields.is_none_or(|fields| fields.split(',').any(|field| field.trim() == key)) {
            picked.insert(key.clone(), value.clone());
        }
    }
    picked.insert("id".to_owned(), json!(id));
    Value::Object(picked)
}

/// Edges of the phone number other than messages and media; `None` for an edge that does not exist.
pub(super) fn number_edge(
    world: &World,
    method: &str,
    edge: &str,
    body: &Value,
    query: &[(String, String)],
) -> Option<Answer<Value>> {
    let settings = &world.graph.settings;
    match (method, edge) {
        ("POST", "register") => Some(register(world, body)),
        ("POST", "deregister") => Some(deregister(world)),
        ("POST", "block_users") => Some(blocking::block(world, body)),
        ("DELETE", "block_users") => Some(blocking::unblock(world, body)),
        ("GET", "block_users") => Some(Ok(blocking::list(world))),
        (_, edge) if SETTINGS.contains(&edge) => setting(settings, method, edge, body, query),
        _ => None,
    }
}

fn register(world: &World, body: &Value) -> Answer<Value> {
    world.graph.settings.count_registration(|calls| &mut calls.on, world.clock.now())?;
    if body["messaging_product"] != "whatsapp" {
        return Err(GraphError::schema("The parameter messaging_product is required"));
    }
    check_pin(body)?;
    Ok(world.graph.settings.set_registered(true))
}

fn deregister(world: &World) -> Answer<Value> {
    world.graph.settings.count_registration(|calls| &mut calls.off, world.clock.now())?;
    Ok(world.graph.settings.set_registered(false))
}

fn check_pin(body: &Value) -> Answer<()> {
    let pin = body["pin"].as_str().unwrap_or_default();
    if pin.len() == 6 && pin.chars().all(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    Err(GraphError::schema("The parameter pin is required: 6 digits"))
}

fn setting(
    settings: &Settings,
    method: &str,
    edge: &str,
    body: &Value,
    query: &[(String, String)],
) -> Option<Answer<Value>> {
    let mut kept = settings.by_edge.lock().unwrap_or_else(PoisonError::into_inner);
    match method {
        "GET" => {
            let mut value = kept.get(edge).cloned().unwrap_or_default();
            value.insert("messaging_product".to_owned(), json!("whatsapp"));
            Some(Ok(json!({"data": [value]})))
        }
        "POST" => {
            if let Err(refused) = profile::check(edge, body) {
                return Some(Err(refused));
            }
            let entry = kept.entry(edge.to_owned()).or_default();
            // Some of these calls bring their values in the query, some in the body.
            entry.extend(query.iter().map(|(key, value)| (key.clone(), json!(value))));
            if let Value::Object(body) = body {
                entry.extend(body.clone());
            }
            Some(Ok(json!({"success": true})))
        }
        "DELETE" => {
            kept.remove(edge);
            Some(Ok(json!({"success": true})))
        }
        _ => None,
    }
}

/// `/{waba}/subscribed_apps`: without it Meta sends no webhooks (whatsapp.md 0.3). A sandbox begins subscribed, as one that was set up.
pub(super) fn subscribed_apps(world: &World, method: &str) -> Option<Answer<Value>> {
    let settings = &world.graph.settings;
    match method {
        "GET" => {
            let app = json!({"whatsapp_business_api_data": {"id": "100000000000001", "name": world.options.business_name}});
            let apps = if settings.is_subscribed() { vec![app] } else { Vec::new() };
            Some(Ok(json!({"data": apps})))
        }
        "POST" | "DELETE" => {
            settings.unsubscribed.store(method == "DELETE", Ordering::Relaxed);
            Some(Ok(json!({"success": true})))
        }
        _ => None,
    }
}
