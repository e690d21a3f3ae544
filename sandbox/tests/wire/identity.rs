//! People who hide, move, leave and block: what Meta's webhooks say of them, and which messages then fail.

use std::time::Duration;

use realserv_sandbox::Trouble;
use serde_json::{Value, json};

use crate::town::{ASHA, Town, buttons, code};

fn failed(town: &Town) -> Vec<i64> {
    town.inbox.statuses().iter().filter_map(|status| status["errors"][0]["code"].as_i64()).collect()
}

#[tokio::test]
async fn a_hidden_number_is_left_out_and_the_user_id_reaches_the_person() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.hides_number();
    asha.says("hi").await.unwrap();
    let value = town.inbox.whatsapp.lock().unwrap()[0].value();
    assert!(
        value["messages"][0].get("from").is_none() && value["contacts"][0].get("wa_id").is_none()
    );
    let user = value["messages"][0]["from_user_id"].as_str().unwrap().to_owned();
    assert!(user.starts_with("IN.") && user == asha.user_id());
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let body = json!({"messaging_product": "whatsapp", "recipient": user, "type": "text", "text": {"body": "hello"}});
    let (status, answer) = town.graph("POST", &path, Some(body)).await;
    assert_eq!((status, &answer["contacts"][0]), (200, &json!({"input": user, "user_id": user})));
    town.sandbox.settled().await;
    assert_eq!(asha.last().unwrap().shown.text, "hello");
    assert!(town.inbox.statuses().iter().all(|status| status.get("recipient_id").is_none()));
}

#[tokio::test]
async fn statuses_tell_a_hidden_number_only_to_whom_wrote_to_it() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let said = asha.says("hi").await.unwrap();
    asha.hides_number();
    let user = asha.user_id();
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let send = async |to: Value, message: Value| {
        let mut body =
            json!({"messaging_product": "whatsapp", "biz_opaque_callback_data": "effect-1"});
        for part in [to, message] {
            body.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        }
        assert_eq!(town.graph("POST", &path, Some(body)).await.0, 200);
        town.sandbox.settled().await;
        town.inbox.statuses().last().unwrap().clone()
    };
    let text = json!({"type": "text", "text": {"body": "hello"}});
    let thanks = json!({"type": "reaction", "reaction": {"message_id": said, "emoji": "🙏"}});
    let by_user = json!({"recipient": user});
    let by_phone = json!({"to": ASHA});
    // Who is named: the number, the user id.
    let named = |status: &Value| {
        assert_eq!(status["biz_opaque_callback_data"], "effect-1", "{status}");
        (
            status["recipient_id"].as_str().map(str::to_owned),
            status["recipient_user_id"].as_str().map(str::to_owned),
        )
    };
    for message in [&text, &thanks] {
        assert_eq!(
            named(&send(by_user.clone(), message.clone()).await),
            (None, Some(user.clone()))
        );
        let both = (Some(ASHA.to_owned()), Some(user.clone()));
        assert_eq!(named(&send(by_phone.clone(), message.clone()).await), both);
        asha.next_fails_with(1026);
        assert_eq!(
            named(&send(by_user.clone(), message.clone()).await),
            (None, Some(user.clone()))
        );
        asha.next_fails_with(1026);
        assert_eq!(
            named(&send(by_phone.clone(), message.clone()).await),
            (Some(ASHA.to_owned()), None)
        );
    }
    // Nobody has that id, so there is no number to tell.
    let nobody = json!({"recipient": "IN.nobody"});
    assert_eq!(named(&send(nobody, text).await), (None, Some("IN.nobody".to_owned())));
}

#[tokio::test]
async fn a_person_moves_to_another_number() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    town.send(ASHA, buttons(&["Yes"])).await;
    let before = asha.user_id();
    asha.changes_number("919848099999").await.unwrap();
    assert_ne!(asha.user_id(), before);
    town.sandbox.settled().await;
    let last = town.inbox.whatsapp.lock().unwrap().last().unwrap().value();
    assert!(last.get("contacts").is_none());
    assert_eq!(last["messages"][0]["from"], ASHA);
    assert_eq!(last["messages"][0]["system"]["wa_id"], "919848099999");
    assert_eq!(town.says(ASHA, "gone").await.0, 200);
    assert_eq!(town.says("919848099999", "here").await.0, 200);
    town.sandbox.settled().await;
    assert_eq!(failed(&town), [131_026]);
    // The old chat came along, and its buttons still answer.
    asha.taps("Yes").await.unwrap();
    assert_eq!(town.inbox.messages().last().unwrap()["from"], "919848099999");
}

#[tokio::test]
async fn unknown_and_blocking_people_cannot_be_reached() {
    let town = Town::open().await;
    assert_eq!(town.says("919848000001", "anybody?").await.0, 200);
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    asha.blocks();
    town.says(ASHA, "hello").await;
    asha.unblocks();
    asha.next_fails_with(1026);
    town.says(ASHA, "hello").await;
    town.says(ASHA, "hello").await;
    town.sandbox.settled().await;
    assert_eq!(failed(&town), [131_026, 131_026, 1026]);
}

#[tokio::test]
async fn a_message_that_failed_cannot_be_tapped_liked_or_answered() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    asha.next_fails_with(131_026);
    let sent = town.send(ASHA, buttons(&["Yes"])).await.1["messages"][0]["id"].clone();
    let lost = sent.as_str().unwrap();
    let form = json!({});
    let tried = [
        asha.taps_on(lost, "Yes").await,
        asha.reacts(lost, "👍").await,
        asha.replies(lost, "yes").await,
        asha.finishes_form(lost, "flow", &form).await,
    ];
    for answer in tried {
        assert!(matches!(answer, Err(Trouble::NotPossible(_))), "{answer:?}");
    }
    town.sandbox.settled().await;
    assert_eq!(town.inbox.messages().len(), 1, "only hi came");
}

#[tokio::test]
async fn whoever_has_blocked_the_business_cannot_write_to_it() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let said = asha.says("hi").await.unwrap();
    asha.blocks();
    let tried = [
        asha.says("still there?").await,
        asha.deletes(&said).await,
        asha.unsupported("poll").await,
        asha.reacts(&said, "👍").await,
    ];
    for answer in tried {
        assert!(matches!(answer, Err(Trouble::NotPossible(_))), "{answer:?}");
    }
    assert_eq!(asha.transcript(), "Asha: hi");
    asha.unblocks();
    asha.says("again").await.unwrap();
    assert_eq!(town.inbox.messages().len(), 2);
}

#[tokio::test]
async fn marketing_can_be_stopped_and_resumed() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    let template = |name: &str, category: &str| json!({"name": name, "language": "en", "category": category, "components": [{"type": "BODY", "text": format!("Hello, {name}")}]});
    for (name, category) in [("offer", "MARKETING"), ("notice", "UTILITY")] {
        assert_eq!(town.graph("POST", &path, Some(template(name, category))).await.0, 200);
    }
    let send = |name: &str| json!({"type": "template", "template": {"name": name, "language": {"code": "en"}}});
    asha.opts_out().await.unwrap();
    town.send(ASHA, send("offer")).await;
    town.send(ASHA, send("notice")).await;
    asha.resumes().await.unwrap();
    town.send(ASHA, send("offer")).await;
    town.sandbox.settled().await;
    assert_eq!(failed(&town), [131_050]);
    let webhooks = town.inbox.whatsapp.lock().unwrap().clone();
    let preferences: Vec<Value> = webhooks
        .iter()
        .map(|webhook| webhook.value()["user_preferences"][0].clone())
        .filter(|p| !p.is_null())
        .collect();
    assert_eq!(
        (&preferences[0]["value"], &preferences[1]["value"]),
        (&json!("stop"), &json!("resume"))
    );
    assert!(preferences[0]["timestamp"].is_i64());
}

#[tokio::test]
async fn edits_deletions_and_polls_arrive_as_unsupported() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let id = asha.says("50 bags").await.unwrap();
    asha.edits(&id, "60 bags").await.unwrap();
    asha.deletes(&id).await.unwrap();
    asha.unsupported("poll").await.unwrap();
    let kinds: Vec<Value> = town.inbox.messages()[1..]
        .iter()
        .map(|message| message["unsupported"]["type"].clone())
        .collect();
    assert_eq!(kinds, ["edit", "revoke", "poll"]);
    assert_eq!(town.inbox.messages()[1]["errors"][0]["code"], 131_051);
    assert_eq!(asha.transcript(), "Asha: 🚫 deleted");
    assert!(matches!(asha.edits("wamid.X", "a").await, Err(Trouble::NoMessage { .. })));
}

#[tokio::test]
async fn a_message_can_be_edited_for_15_minutes_and_deleted_for_two_days() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let id = asha.says("50 bags").await.unwrap();
    town.says(ASHA, "50 bags of what?").await;
    let theirs = asha.last().unwrap().id;
    assert!(matches!(asha.deletes(&theirs).await, Err(Trouble::NotPossible(_))));
    town.sandbox.forward(Duration::from_secs(16 * 60));
    assert!(matches!(asha.edits(&id, "60 bags").await, Err(Trouble::NotPossible(_))));
    asha.deletes(&id).await.unwrap();
    let other = asha.says("of cement").await.unwrap();
    town.sandbox.forward(Duration::from_secs(2 * 86_400 + 60));
    assert!(matches!(asha.deletes(&other).await, Err(Trouble::NotPossible(_))));
}

#[tokio::test]
async fn reactions_go_both_ways_and_make_no_bubble() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let said = asha.says("hi").await.unwrap();
    town.says(ASHA, "hello").await;
    let hello = asha.last().unwrap().id;
    asha.reacts(&hello, "👍").await.unwrap();
    town.send(ASHA, json!({"type": "reaction", "reaction": {"message_id": said, "emoji": "🙏"}}))
        .await;
    town.sandbox.settled().await;
    let chat = asha.chat();
    assert_eq!(chat.len(), 2);
    assert_eq!(
        (chat[0].reaction.as_deref(), chat[1].own_reaction.as_deref()),
        (Some("🙏"), Some("👍"))
    );
    assert_eq!(town.inbox.messages()[1]["reaction"], json!({"message_id": hello, "emoji": "👍"}));
    town.send(
        ASHA,
        json!({"type": "reaction", "reaction": {"message_id": "wamid.old", "emoji": "🙏"}}),
    )
    .await;
    town.sandbox.settled().await;
    assert_eq!(failed(&town), [131_009]);
}

#[tokio::test]
async fn carts_forms_and_old_buttons_bring_what_they_should() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.orders("7", &[("CEM-OPC53-50KG", 50, 385.5)], "tomorrow").await.unwrap();
    assert_eq!(town.inbox.messages()[0]["order"]["product_items"][0]["item_price"], 385.5);
    let first = town.send(ASHA, buttons(&["Yes", "No"])).await.1["messages"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    town.send(ASHA, buttons(&["Yes"])).await;
    asha.taps_on(&first, "Yes").await.unwrap();
    asha.taps_on(&first, "Yes").await.unwrap();
    let taps = town.inbox.messages();
    assert_eq!(
        (&taps[1]["context"]["id"], &taps[2]["context"]["id"]),
        (&json!(first), &json!(first))
    );
    assert_ne!(taps[1]["id"], taps[2]["id"]);
    asha.finishes_form(&first, "flow", &json!({"flow_token": "t"})).await.unwrap();
    let reply = &town.inbox.messages()[3]["interactive"]["nfm_reply"];
    assert_eq!(reply["response_json"], r#"{"flow_token":"t"}"#);
}

#[tokio::test]
async fn new_bubbles_are_handed_out_once_and_chats_are_bounded() {
    let options =
        realserv_sandbox::Options { messages_per_second: 0, pair_burst: 0, ..Default::default() };
    let town = Town::with(options).await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    assert_eq!(asha.new_bubbles().len(), 1);
    assert!(asha.new_bubbles().is_empty());
    for _ in 0..510 {
        town.says(ASHA, "x").await;
    }
    assert_eq!((asha.new_bubbles().len(), asha.chat().len()), (500, 500));
}

#[tokio::test]
async fn a_webhook_of_ones_own_making_is_signed_like_any_other() {
    let town = Town::open().await;
    let payload = json!({"object": "whatsapp_business_account", "entry": []});
    town.sandbox.delivers(&payload).await.unwrap();
    let received = town.inbox.whatsapp.lock().unwrap()[0].clone();
    assert_eq!(received.json(), payload);
    town.inbox.answers_with(401);
    assert!(matches!(
        town.sandbox.delivers(&payload).await,
        Err(Trouble::Refused { status: 401, .. })
    ));
}

#[tokio::test]
async fn the_handshake_wants_the_challenge_back() {
    let town = Town::open().await;
    town.sandbox.verify_webhook().await.unwrap();
    let other = Town::with(realserv_sandbox::Options {
        verify_token: "other".to_owned(),
        ..Default::default()
    })
    .await;
    assert!(other.sandbox.verify_webhook().await.is_err());
}

#[tokio::test]
async fn a_new_installation_has_another_identity() {
    let options = realserv_sandbox::Options { identity_check: true, ..Default::default() };
    let town = Town::with(options).await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let hash_of = |at: usize| {
        let value = town.inbox.whatsapp.lock().unwrap()[at].value();
        let hash = value["messages"][0]["identity"]["hash"].clone();
        assert_eq!(value["contacts"][0]["identity_key_hash"], hash);
        hash
    };
    let known = hash_of(0);
    let send = async |hash: &Value| {
        let message =
            json!({"type": "text", "text": {"body": "x"}, "recipient_identity_key_hash": hash});
        code(&town.send(ASHA, message).await)
    };
    assert_eq!(send(&known).await, (200, 0));
    town.sandbox.settled().await;
    town.inbox.whatsapp.lock().unwrap().clear();
    asha.reinstalls().await.unwrap();
    let told = town.inbox.messages()[0].clone();
    assert_eq!(told["system"]["type"], "customer_identity_changed");
    assert_eq!(told["identity"]["acknowledged"], false);
    assert_eq!(send(&known).await, (400, 137_000));
    assert_eq!(send(&hash_of(0)).await, (200, 0));
    assert_eq!(send(&json!(5)).await, (400, 100));
    // Without a hash nobody asks.
    assert_eq!(town.says(ASHA, "x").await.0, 200);
}

#[tokio::test]
async fn identities_are_told_only_to_numbers_that_check_them() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    asha.reinstalls().await.unwrap();
    let webhooks = town.inbox.whatsapp.lock().unwrap().clone();
    assert_eq!(webhooks.len(), 1);
    assert!(!String::from_utf8_lossy(&webhooks[0].body).contains("identity"));
}
