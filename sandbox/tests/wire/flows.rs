//! Flows at Meta: what is refused when one is made, what it takes to publish it, and when its messages go out.

use realserv_sandbox::FlowStatus;
use serde_json::{Value, json};

use crate::town::{ASHA, Town, code};

fn screens() -> Value {
    json!({"version": "7.3", "data_api_version": "3.0", "routing_model": {"ADDRESS": []}, "screens": [
        {"id": "ADDRESS", "terminal": true, "data": {"label": {"type": "string", "__example__": "PIN code"}},
         "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextBody", "text": "${data.label}"}]}}]})
}

fn flow(name: &str, screens: &Value) -> Value {
    json!({"name": name, "categories": ["OTHER"], "endpoint_uri": "https://example.in/flows/address",
        "flow_json": screens.to_string()})
}

async fn make(town: &Town, body: Value) -> (u16, Value) {
    let path = format!("{}/flows", town.sandbox.options().business_account_id);
    town.graph("POST", &path, Some(body)).await
}

async fn offers(town: &Town, id: &str) -> (u16, Value) {
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let parameters = json!({"flow_message_version": "3", "flow_id": id, "flow_cta": "Fill it in",
        "flow_token": "t", "flow_action": "data_exchange"});
    let body = json!({"messaging_product": "whatsapp", "to": ASHA, "type": "interactive", "interactive":
        {"type": "flow", "body": {"text": "Where?"}, "action": {"name": "flow", "parameters": parameters}}});
    town.graph("POST", &path, Some(body)).await
}

#[tokio::test]
async fn a_flow_with_flaws_is_not_made() {
    let town = Town::open().await;
    let without = |key: &str| {
        let mut screens = screens();
        screens.as_object_mut().unwrap().remove(key);
        screens
    };
    let mut undeclared = screens();
    undeclared["screens"][0]["data"] = json!({});
    let mut endless = screens();
    endless["screens"][0]["terminal"] = json!(false);
    for wrong in [
        without("version"),
        without("data_api_version"),
        without("routing_model"),
        undeclared,
        endless,
    ] {
        let answer = make(&town, flow("a", &wrong)).await;
        assert_eq!(code(&answer), (400, 100), "{wrong}");
    }
    let (status, _) = make(&town, json!({"name": "a"})).await;
    assert_eq!(status, 400);
    let (status, made) = make(&town, flow("a", &screens())).await;
    assert_eq!((status, made["id"].as_str()), (200, Some("610000000000001")));
    let (status, _) = make(&town, flow("a", &screens())).await;
    assert_eq!(status, 400, "names are unique");
}

#[tokio::test]
async fn what_meta_says_of_a_flow_decides_whether_it_goes_out() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let (_, made) = make(&town, flow("a", &screens())).await;
    let id = made["id"].as_str().unwrap().to_owned();
    assert_eq!(offers(&town, &id).await.0, 400, "a draft");
    let publish = format!("{id}/publish");
    let answer = town.graph("POST", &publish, Some(json!({}))).await;
    assert_eq!(code(&answer), (400, 139_002), "the number has no key");
    let key = format!("{}/whatsapp_business_encryption", town.sandbox.options().phone_number_id);
    town.graph("POST", &key, Some(json!({"business_public_key": "-----BEGIN …"}))).await;
    assert_eq!(town.graph("POST", &publish, Some(json!({}))).await.0, 200);
    assert_eq!(town.graph("POST", &publish, Some(json!({}))).await.0, 400, "once");
    assert_eq!(offers(&town, &id).await.0, 200);
    town.sandbox.sets_flow(&id, FlowStatus::Blocked);
    assert_eq!(code(&offers(&town, &id).await), (400, 132_068));
    town.sandbox.sets_flow(&id, FlowStatus::Throttled);
    for _ in 0..10 {
        assert_eq!(offers(&town, &id).await.0, 200);
    }
    assert_eq!(code(&offers(&town, &id).await), (400, 132_069));
    town.sandbox.settled().await;
    let heard = town.inbox.whatsapp.lock().unwrap();
    let told: Vec<Value> =
        heard.iter().map(|webhook| webhook.value()["new_status"].clone()).collect();
    let told: Vec<&str> = told.iter().filter_map(Value::as_str).collect();
    assert_eq!(told, ["PUBLISHED", "BLOCKED", "THROTTLED"]);
}
