//! The number and the account: looked at, registered, subscribed, and the people whom the business blocks.

use std::time::Duration;

use serde_json::{Value, json};

use crate::town::{ASHA, Town, code};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn the_number_can_be_looked_at_registered_and_taken_off() {
    let town = Town::open().await;
    let phone = town.sandbox.options().phone_number_id.clone();
    let (_, info) =
        town.graph("GET", &format!("{phone}?fields=display_phone_number,status"), None).await;
    assert_eq!(
        info,
        json!({"display_phone_number": "+914055500100", "status": "CONNECTED", "id": phone})
    );
    assert_eq!(town.graph("POST", &format!("{phone}/deregister"), Some(json!({}))).await.0, 200);
    assert_eq!(code(&town.says(ASHA, "hi").await), (400, 133_010));
    assert_eq!(
        code(&town.graph("POST", &format!("{phone}/register"), Some(json!({"pin": "12"}))).await),
        (400, 100)
    );
    let pin = json!({"messaging_product": "whatsapp", "pin": "123456"});
    assert_eq!(town.graph("POST", &format!("{phone}/register"), Some(pin)).await.0, 200);
    assert_eq!(town.says(ASHA, "hi").await.0, 200);
    let account = &town.sandbox.options().business_account_id;
    let apps = format!("{account}/subscribed_apps");
    assert_eq!(town.graph("POST", &apps, Some(json!({}))).await, (200, json!({"success": true})));
    assert_eq!(town.graph("GET", &apps, None).await.1["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_number_is_registered_ten_times_in_three_days() {
    let town = Town::open().await;
    let phone = town.sandbox.options().phone_number_id.clone();
    let call = async |edge: &str, body: Value| {
        code(&town.graph("POST", &format!("{phone}/{edge}"), Some(body)).await)
    };
    let pin = |pin: &str| json!({"messaging_product": "whatsapp", "pin": pin});
    // A wrong call is a call.
    for wrong in [pin("12"), json!({"pin": "123456"})] {
        assert_eq!(call("register", wrong).await, (400, 100));
    }
    for _ in 0..8 {
        assert_eq!(call("register", pin("123456")).await.0, 200);
    }
    assert_eq!(call("register", pin("123456")).await, (400, 133_016));
    for _ in 0..10 {
        assert_eq!(call("deregister", json!({})).await.0, 200);
    }
    assert_eq!(call("deregister", json!({})).await, (400, 133_016));
    town.sandbox.forward(72 * HOUR);
    assert_eq!(call("register", pin("123456")).await.0, 200);
}

#[tokio::test]
async fn blocking_does_what_it_can_and_names_whom_it_could_not() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let silent = "919848054321";
    let _ = town.sandbox.person(silent, "Ravi");
    let path = format!("{}/block_users", town.sandbox.options().phone_number_id);
    let users = |numbers: &[&str]| {
        let users: Vec<Value> = numbers.iter().map(|number| json!({"user": number})).collect();
        json!({"messaging_product": "whatsapp", "block_users": users})
    };
    let call = async |method: &str, body: Value| town.graph(method, &path, Some(body)).await;
    let answer = call("POST", users(&[ASHA, silent])).await;
    assert_eq!(code(&answer), (400, 139_100));
    let told = &answer.1["block_users"];
    assert_eq!(told["added_users"], json!([{"input": ASHA, "wa_id": ASHA}]));
    assert_eq!(told["failed_users"][0]["input"], silent);
    assert_eq!(told["failed_users"][0]["errors"][0]["code"], 131_047);
    assert_eq!(code(&town.says(ASHA, "x").await), (400, 130_403));
    let by_user = json!({"messaging_product": "whatsapp", "recipient": asha.user_id(), "type": "text", "text": {"body": "x"}});
    let messages = format!("{}/messages", town.sandbox.options().phone_number_id);
    assert_eq!(code(&town.graph("POST", &messages, Some(by_user)).await), (400, 130_403));
    // The day in which one can be blocked is no limit for the way back.
    town.sandbox.forward(25 * HOUR);
    let listed = town.graph("GET", &path, None).await.1;
    assert_eq!(listed["data"][0]["block_users"][0]["wa_id"], ASHA);
    let answer = call("DELETE", users(&[ASHA])).await;
    assert_eq!(answer.1["block_users"]["removed_users"][0]["wa_id"], ASHA);
    assert_eq!(town.says(ASHA, "x").await.0, 200);
    for wrong in [json!({}), users(&[]), json!({"block_users": [{"user": ASHA}]}), users(&[""])] {
        assert_eq!(code(&call("POST", wrong).await), (400, 100));
    }
}

#[tokio::test]
async fn who_is_not_subscribed_hears_nothing() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let apps = format!("{}/subscribed_apps", town.sandbox.options().business_account_id);
    assert_eq!(town.graph("DELETE", &apps, None).await.0, 200);
    assert_eq!(town.graph("GET", &apps, None).await.1["data"], json!([]));
    asha.says("hi").await.unwrap();
    assert_eq!(town.says(ASHA, "hello").await.0, 200);
    town.sandbox.settled().await;
    assert!(town.inbox.whatsapp.lock().unwrap().is_empty());
    assert_eq!(town.graph("POST", &apps, Some(json!({}))).await.0, 200);
    asha.says("anybody?").await.unwrap();
    assert_eq!(town.inbox.messages().len(), 1);
}

#[tokio::test]
async fn what_a_business_says_of_itself_has_limits() {
    let town = Town::open().await;
    let phone = town.sandbox.options().phone_number_id.clone();
    let long = |length: usize| "x".repeat(length);
    let profile = |key: &str, value: Value| {
        ("whatsapp_business_profile", json!({"messaging_product": "whatsapp", key: value}))
    };
    let automation = |key: &str, value: Value| ("conversational_automation", json!({key: value}));
    let command =
        |name: &str, hint: &str| json!({"command_name": name, "command_description": hint});
    let good = [
        profile("about", json!(long(139))),
        profile("description", json!(long(512))),
        profile("websites", json!(["https://a.in", "https://b.in"])),
        automation("prompts", json!([long(80), "b", "c", "d"])),
        automation("commands", json!(vec![command(&long(32), &long(256)); 30])),
        ("whatsapp_commerce_settings", json!({})),
    ];
    let bad = [
        profile("about", json!(long(140))),
        profile("address", json!(long(257))),
        profile("description", json!(long(513))),
        profile("email", json!(long(129))),
        profile("websites", json!(["https://a.in", "https://b.in", "https://c.in"])),
        profile("websites", json!([long(257)])),
        profile("motto", json!("x")),
        ("whatsapp_business_profile", json!({"about": "x"})),
        automation("prompts", json!([long(81)])),
        automation("prompts", json!(["a", "b", "c", "d", "e"])),
        automation("prompts", json!(["cement 🏗"])),
        automation("commands", json!(vec![command("a", "b"); 31])),
        automation("commands", json!([command(&long(33), "b")])),
        automation("commands", json!([command("a", &long(257))])),
        automation("commands", json!([command("🏗", "b")])),
        automation("commands", json!([{"command_name": "a"}])),
    ];
    for (edge, body) in good {
        let answer = town.graph("POST", &format!("{phone}/{edge}"), Some(body.clone())).await;
        assert_eq!(answer.0, 200, "{edge} {body}\n{}", answer.1);
    }
    for (edge, body) in bad {
        let answer = town.graph("POST", &format!("{phone}/{edge}"), Some(body.clone())).await;
        assert_eq!(code(&answer), (400, 100), "{edge} {body}\n{}", answer.1);
    }
}
