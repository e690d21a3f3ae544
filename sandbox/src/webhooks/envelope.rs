//! The envelope around everything that Meta reports: one entry, one change.

use serde_json::{Value, json};

use crate::{people::PhoneState, world::World};

/// A `messages` change with whatever `parts` bring: `messages`, `statuses`, `contacts`, `errors`.
pub(crate) fn messages(world: &World, parts: Value) -> Value {
    let mut value = json!({
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": world.options.display_phone_number,
            "phone_number_id": world.options.phone_number_id,
        },
    });
    if let (Some(value), Value::Object(parts)) = (value.as_object_mut(), parts) {
        value.extend(parts);
    }
    json!({
        "object": "whatsapp_business_account",
        "entry": [{
            "id": world.options.business_account_id,
            "changes": [{"value": value, "field": "messages"}],
        }],
    })
}

/// What went wrong with the account rather than with a message.
pub(crate) fn error(world: &World, code: i64, title: &str) -> Value {
    let error = json!({"code": code, "title": title, "message": title, "error_data": {"details": title},
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"});
    messages(world, json!({"errors": [error]}))
}

/// Any other field; those entries carry a time.
pub(crate) fn field(world: &World, field: &str, value: &Value) -> Value {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{
            "id": world.options.business_account_id,
            "time": world.clock.seconds(),
            "changes": [{"field": field, "value": value}],
        }],
    })
}

/// Who wrote, as `contacts[]` names them: without `wa_id` when the number is hidden.
pub(crate) fn contact(world: &World, phone: &PhoneState) -> Value {
    let mut contact = json!({"profile": {"name": &*phone.name}, "user_id": phone.user_id});
    if phone.hidden {
        contact["profile"]["username"] = json!(phone.name.to_lowercase().replace(' ', "."));
    } else {
        contact["wa_id"] = json!(phone.number);
    }
    if world.options.identity_check {
        contact["identity_key_hash"] = json!(phone.identity.hash);
    }
    contact
}

/// Whose key a message came with, for numbers that check it (whatsapp.md 2.1).
pub(crate) fn identity(phone: &PhoneState) -> Value {
    let made_at = phone.identity.made_at.to_string();
    json!({"acknowledged": true, "created_timestamp": made_at, "hash": phone.identity.hash})
}
