//! What Meta brings seldom, and what a strict reader trips on.

use realserv_sandbox::{Media, Sandbox, Trouble};
use serde_json::{Value, json};

use crate::town::{ASHA, Town};

#[tokio::test]
async fn where_a_text_comes_from_stands_beside_it() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.forwards("50 bags", false).await.unwrap();
    asha.forwards("win a lorry", true).await.unwrap();
    asha.comes_from_ad("hi").await.unwrap();
    asha.asks_about("7", "CEM-OPC53", "how much?").await.unwrap();
    let heard = town.inbox.messages();
    assert_eq!(heard[0]["context"], json!({"forwarded": true}));
    assert_eq!(heard[1]["context"], json!({"frequently_forwarded": true}));
    assert_eq!(heard[2]["referral"]["source_type"], "ad");
    assert!(heard[2]["referral"]["ctwa_clid"].is_string());
    let product = json!({"catalog_id": "7", "product_retailer_id": "CEM-OPC53"});
    assert_eq!(heard[3]["context"], json!({"referred_product": product}));
    let texts: Vec<&Value> = heard.iter().map(|message| &message["text"]["body"]).collect();
    assert_eq!(texts, ["50 bags", "win a lorry", "hi", "how much?"]);
}

#[tokio::test]
async fn an_attached_sound_is_no_voice_note() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.sends(Media::voice()).await.unwrap();
    asha.sends(Media::audio()).await.unwrap();
    let voices: Vec<Value> =
        town.inbox.messages().iter().map(|message| message["audio"]["voice"].clone()).collect();
    assert_eq!(voices, [true, false]);
}

#[tokio::test]
async fn a_file_that_is_too_large_comes_as_an_error() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").sends_too_much().await.unwrap();
    let heard = town.inbox.messages()[0].clone();
    assert_eq!(
        (&heard["type"], &heard["errors"][0]["code"]),
        (&json!("unsupported"), &json!(131_052))
    );
}

#[tokio::test]
async fn a_new_user_id_replaces_the_old_one() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let before = asha.user_id();
    asha.hides_number();
    asha.gets_new_user_id().await.unwrap();
    let told = town.inbox.whatsapp.lock().unwrap().last().unwrap().value();
    let system = &told["messages"][0]["system"];
    assert_eq!(
        (&system["type"], &system["user_id"]),
        (&json!("user_changed_user_id"), &json!(asha.user_id()))
    );
    assert_eq!(told["messages"][0]["from_user_id"], before);
    assert!(told["messages"][0].get("from").is_none() && told.get("contacts").is_none());
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let to = async |user: &str| {
        let body = json!({"messaging_product": "whatsapp", "recipient": user, "type": "text", "text": {"body": "hello"}});
        town.graph("POST", &path, Some(body)).await;
        town.sandbox.settled().await;
    };
    to(&asha.user_id()).await;
    assert_eq!(asha.last().unwrap().shown.text, "hello");
    to(&before).await;
    assert_eq!(town.inbox.statuses().last().unwrap()["errors"][0]["code"], 131_026);
}

#[tokio::test]
async fn in_coexistence_edits_and_deletions_come_as_what_they_are() {
    let town = Town::open().await;
    town.sandbox.runs_in_coexistence(true);
    let asha = town.sandbox.person(ASHA, "Asha");
    let said = asha.says("50 bags").await.unwrap();
    asha.edits(&said, "60 bags").await.unwrap();
    asha.deletes(&said).await.unwrap();
    let heard = town.inbox.messages();
    assert_eq!((&heard[1]["type"], &heard[2]["type"]), (&json!("edit"), &json!("revoke")));
    assert_eq!(heard[1]["edit"]["message"]["text"]["body"], "60 bags");
    for (message, key) in [(&heard[1], "edit"), (&heard[2], "revoke")] {
        assert_eq!(message[key]["original_message_id"], said);
    }
}

#[tokio::test]
async fn every_field_of_the_account_can_be_reported() {
    let town = Town::open().await;
    for field in Sandbox::fields() {
        town.sandbox.reports(field).await.unwrap();
    }
    town.sandbox.reports_error(131_000, "Something went wrong").await.unwrap();
    let told = town.inbox.whatsapp.lock().unwrap().clone();
    let changes: Vec<Value> =
        told.iter().map(|webhook| webhook.json()["entry"][0].clone()).collect();
    for (entry, field) in changes.iter().zip(Sandbox::fields()) {
        assert_eq!(entry["changes"][0]["field"], *field);
        assert!(entry["time"].is_i64());
    }
    let error = &changes[17]["changes"][0]["value"]["errors"][0];
    assert_eq!((&error["code"], changes.len()), (&json!(131_000), 18));
    assert!(matches!(town.sandbox.reports("weather").await, Err(Trouble::NotPossible(_))));
}
