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
