//! Calls of the Graph API before anything is sent: who calls, which path, to whom; and marking messages as read.

use std::sync::{Arc, Mutex};

use realserv_sandbox::{CallStep, Direction, Onward};
use serde_json::json;

use crate::town::{ASHA, Town, answered, code};

#[tokio::test]
async fn recipients_are_checked_and_completed() {
    let town = Town::open().await;
    let own = town.sandbox.options().display_phone_number.clone();
    assert_eq!(code(&town.says(&own, "hi").await), (400, 131_021));
    assert_eq!(code(&town.says("12", "hi").await), (400, 131_009));
    assert_eq!(code(&town.says("asha", "hi").await), (400, 131_009));
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let nobody = json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "hi"}});
    assert_eq!(code(&town.graph("POST", &path, Some(nobody)).await), (400, 131_008));
    let other = json!({"messaging_product": "telegram", "to": ASHA, "type": "text", "text": {"body": "hi"}});
    assert_eq!(code(&town.graph("POST", &path, Some(other)).await), (400, 100));
    // Without + and country code the business's own country code goes in front.
    let (_, answer) = town.says("9848012345", "hi").await;
    assert_eq!(answer["contacts"][0], json!({"input": "9848012345", "wa_id": ASHA}));
}

#[tokio::test]
async fn who_calls_and_where_is_checked_first() {
    let town = Town::open().await;
    let url = |path: &str| format!("{}/{path}", town.sandbox.graph_url());
    let phone = &town.sandbox.options().phone_number_id;
    let messages = url(&format!("v25.0/{phone}/messages"));
    let token = &town.sandbox.options().access_token;
    // Even a broken body hears of the token first.
    let table = [
        ((401, 190), town.http.post(&messages).body("{")),
        ((401, 190), town.http.post(&messages).bearer_auth("wrong").body("{")),
        (
            (400, 100),
            town.http
                .post(&messages)
                .bearer_auth(token)
                .header("content-type", "application/json")
                .body("{"),
        ),
        ((400, 100), town.http.post(&messages).bearer_auth(token).body("a=b")),
        ((403, 10), town.http.post(url("v25.0/399/messages")).bearer_auth(token).json(&json!({}))),
        ((403, 10), town.http.get(url("v25.0/399/message_templates")).bearer_auth(token)),
        ((400, 100), town.http.get(url(&format!("{phone}/messages"))).bearer_auth(token)),
        ((400, 100), town.http.get(url(&format!("v25.0/{phone}/messages"))).bearer_auth(token)),
        (
            (400, 100),
            town.http
                .post(url(&format!("v25.0/{phone}/poems")))
                .bearer_auth(token)
                .json(&json!({})),
        ),
        ((400, 100), town.http.get(url("v25.0/12345")).bearer_auth(token)),
        // A version that has died, one that is not born, and one that is written otherwise.
        ((400, 100), town.http.get(url(&format!("v1.0/{phone}"))).bearer_auth(token)),
        ((400, 100), town.http.get(url(&format!("v99.0/{phone}"))).bearer_auth(token)),
        ((400, 100), town.http.get(url(&format!("v025.0/{phone}"))).bearer_auth(token)),
        ((200, 0), town.http.get(url(&format!("v24.0/{phone}"))).bearer_auth(token)),
    ];
    for (expected, request) in table {
        let answer = answered(request, None).await;
        assert_eq!(code(&answer), expected, "{}", answer.1);
    }
    let (_, unknown) = town.graph("GET", "12345", None).await;
    assert_eq!(unknown["error"]["error_subcode"], 33);
    assert_eq!(unknown["error"]["type"], "GraphMethodException");
}

#[tokio::test]
async fn reading_a_message_turns_ticks_blue_and_shows_typing_for_25_seconds() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let first = asha.says("hi").await.unwrap();
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let read = |id: &str| json!({"messaging_product": "whatsapp", "status": "read", "message_id": id, "typing_indicator": {"type": "text"}});
    let answer = town.graph("POST", &path, Some(read(&first))).await;
    assert_eq!(answer, (200, json!({"success": true})));
    assert!(asha.sees_typing());
    town.sandbox.forward(std::time::Duration::from_secs(26));
    assert!(!asha.sees_typing());
    assert_eq!(code(&town.graph("POST", &path, Some(read("wamid.unknown"))).await), (400, 131_009));
    assert_eq!(town.sandbox.sent_count(), 0);
}

#[tokio::test]
async fn who_looks_on_sees_a_call_come_and_go_and_can_lose_it_at_either() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let looks = Arc::clone(&seen);
    town.sandbox.is_watched(move |direction, name, step| {
        assert_eq!(direction, Direction::GraphCalls);
        assert!(name.starts_with("POST /graph/") && name.ends_with("/messages"), "{name}");
        let mut seen = looks.lock().unwrap();
        seen.push(step);
        // The first is lost before it is worked on, the second after.
        if matches!(seen.len(), 1 | 3) { Onward::IsLost } else { Onward::GoesOn }
    });
    let said = |words: &str| asha.chat().iter().filter(|b| b.shown.text == words).count();
    assert_eq!(town.says(ASHA, "one").await.0, 504);
    assert_eq!(said("one"), 0);
    assert_eq!(town.says(ASHA, "two").await.0, 504);
    assert_eq!(said("two"), 1);
    assert_eq!(town.says(ASHA, "three").await.0, 200);
    let (came, done) = (CallStep::Arrived, CallStep::WorkedOn);
    assert_eq!(*seen.lock().unwrap(), [came, came, done, came, done]);
}
