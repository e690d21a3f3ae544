//! One sample of each field that Meta can report besides `messages` (whatsapp.md 4). Template statuses and preferences have
//! causes of their own in this sandbox and are no samples. Where the reference names a field without its keys, they are a guess.

use serde_json::{Value, json};

use crate::world::World;

/// The fields of which there is a sample.
pub(crate) const FIELDS: [&str; 17] = [
    "template_category_update",
    "message_template_quality_update",
    "message_template_components_update",
    "phone_number_quality_update",
    "business_capability_update",
    "phone_number_name_update",
    "account_update",
    "account_alerts",
    "account_review_update",
    "security",
    "flows",
    "payment_configuration_update",
    "smb_message_echoes",
    "smb_app_state_sync",
    "history",
    "user_id_update",
    "business_username_update",
];

/// A value as it could come; `None` for a field that is not known.
pub(crate) fn value(world: &World, field: &str) -> Option<Value> {
    let display = &world.options.display_phone_number;
    Some(match field {
        "template_category_update" => {
            template(json!({"previous_category": "UTILITY", "new_category": "MARKETING"}))
        }
        "message_template_quality_update" => {
            template(json!({"previous_quality_score": "GREEN", "new_quality_score": "YELLOW"}))
        }
        "message_template_components_update" => {
            template(json!({"message_template_element": "Your order has left the yard."}))
        }
        "phone_number_quality_update" => {
            json!({"display_phone_number": display, "event": "THROUGHPUT_UPGRADE",
            "max_daily_conversations_per_business": "TIER_10K"})
        }
        "business_capability_update" => json!({"max_daily_conversations_per_business": 10_000,
            "max_phone_numbers_per_business": 25, "max_phone_numbers_per_waba": 25}),
        "phone_number_name_update" => {
            json!({"display_phone_number": display, "decision": "REJECTED",
            "requested_verified_name": "RealServ Cement", "rejection_reason": "NAME_NOT_CONSISTENT"})
        }
        "account_update" => json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [
            {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": world.clock.seconds() + 86_400}]}),
        "account_alerts" => {
            json!({"entity_type": "BUSINESS", "entity_id": world.options.business_account_id,
            "alert_info": {"alert_severity": "WARNING", "alert_status": "ACTIVE", "alert_type": "INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED",
                "alert_description": "More information is needed to raise the limit."}})
        }
        "account_review_update" => json!({"decision": "APPROVED"}),
        "security" => {
            json!({"display_phone_number": display, "event": "PIN_CHANGED", "requester": "200000000000009"})
        }
        "flows" => {
            json!({"event": "FLOW_STATUS_CHANGE", "flow_id": "610000000000001", "old_status": "PUBLISHED",
            "new_status": "THROTTLED", "message": "The Flow has been throttled: its endpoint fails too often."})
        }
        "payment_configuration_update" => {
            json!({"configuration_name": "prod_rzp", "provider_name": "razorpay",
            "provider_mid": "acc_Sandbox0000001", "status": "Needs Connecting",
            "created_timestamp": world.clock.seconds(), "updated_timestamp": world.clock.seconds()})
        }
        "smb_message_echoes" => {
            json!({"messaging_product": "whatsapp", "metadata": metadata(world), "message_echoes": [
            {"from": display, "to": "919848012345", "id": world.ids.wamid("919848012345", false),
                "timestamp": world.clock.seconds().to_string(), "type": "text", "text": {"body": "I call you in a minute"}}]})
        }
        "smb_app_state_sync" => {
            json!({"messaging_product": "whatsapp", "metadata": metadata(world), "state_sync": [
            {"type": "contact", "action": "add", "contact": {"full_name": "Asha", "phone_number": "919848012345"}}]})
        }
        "history" => json!({"messaging_product": "whatsapp", "metadata": metadata(world),
            "history": [{"metadata": {"phase": 0, "chunk_order": 1, "progress": 100}, "threads": []}]}),
        "user_id_update" => json!({"messaging_product": "whatsapp", "metadata": metadata(world),
            "user_id_update": [{"wa_id": "919848012345", "user_id": {"previous": "IN.4f9Zt0", "current": "IN.7Kq9Xw"},
                "detail": "User ID changed", "timestamp": world.clock.seconds()}]}),
        "business_username_update" => {
            json!({"display_phone_number": display, "username": "realserv", "status": "approved"})
        }
        _ => return None,
    })
}

fn metadata(world: &World) -> Value {
    json!({"display_phone_number": world.options.display_phone_number, "phone_number_id": world.options.phone_number_id})
}

/// The ids that all changes of templates carry; the number is an int here.
fn template(what: Value) -> Value {
    let mut value = json!({"message_template_id": 594_425_479_261_596_i64, "message_template_name": "order_placed",
        "message_template_language": "en"});
    if let (Some(value), Value::Object(what)) = (value.as_object_mut(), what) {
        value.extend(what);
    }
    value
}
