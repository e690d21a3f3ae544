//! Chats: what a person does reaches the program as Meta would send it, and what the program sends stands in the chat.

use realserv_sandbox::{How, Media, Tick, Trouble};
use serde_json::json;

use crate::town::{ASHA, Town, buttons};

#[tokio::test]
async fn a_chat_from_hi_to_a_paid_link() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha").labelled("buyer");
    town.sandbox.verify_webhook().await.unwrap();
    asha.says("hi").await.unwrap();
    assert_eq!(town.send(ASHA, buttons(&["English", "తెలుగు"])).await.0, 200);
    asha.taps("తెలుగు").await.unwrap();
    let list = json!({"type": "interactive", "interactive": {"type": "list", "body": {"text": "Choose a grade"}, "action": {
        "button": "See grades", "sections": [{"title": "Bagged", "rows": [
            {"id": "sku:1", "title": "OPC 53", "description": "₹385/bag"}, {"id": "sku:2", "title": "PPC"}]}]}}});
    assert_eq!(town.send(ASHA, list).await.0, 200);
    asha.taps("OPC 53").await.unwrap();
    let ask = json!({"type": "interactive", "interactive": {"type": "location_request_message",
        "body": {"text": "Where to?"}, "action": {"name": "send_location"}}});
    let asked = town.send(ASHA, ask).await.1["messages"][0]["id"].clone();
    asha.shares_pin(17.4948, 78.3996, Some("Site 14"), None).await.unwrap();
    let link = town.link(1_984_000, "RS1234567-1").await;
    let pay = json!({"type": "interactive", "interactive": {"type": "cta_url", "body": {"text": "Pay ₹19,840"}, "action": {
        "name": "cta_url", "parameters": {"display_text": "Pay now", "url": link["short_url"]}}}});
    assert_eq!(town.send(ASHA, pay).await.0, 200);
    let url = asha.opens("Pay now").await.unwrap();
    town.sandbox.pay(&url, How::Upi).unwrap();
    asha.sends(Media::voice()).await.unwrap();
    town.sandbox.settled().await;

    let messages = town.inbox.messages();
    let kinds: Vec<&str> =
        messages.iter().map(|message| message["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["text", "interactive", "interactive", "location", "audio"]);
    assert_eq!(messages[1]["interactive"]["button_reply"]["id"], "v1:తెలుగు");
    assert_eq!(messages[2]["interactive"]["list_reply"]["description"], "₹385/bag");
    assert_eq!(messages[3]["context"]["id"], asked);
    assert_eq!(
        town.inbox.events(),
        ["payment.authorized", "payment.captured", "order.paid", "payment_link.paid"]
    );
    let short = link["short_url"].as_str().unwrap();
    assert_eq!(
        asha.transcript(),
        format!(
            "Asha: hi\n\
             RealServ: Which one?\n    [English] [తెలుగు]\n\
             Asha: తెలుగు\n\
             RealServ: Choose a grade\n    ≡ See grades: (Bagged) OPC 53 — ₹385/bag | PPC\n\
             Asha: OPC 53\n\
             RealServ: Where to?\n    [Send location]\n\
             Asha: 📍 17.4948, 78.3996 · Site 14\n\
             RealServ: Pay ₹19,840\n    [Pay now → {short}]\n\
             Asha: 🎤 audio"
        )
    );
    assert_eq!(town.sandbox.refusals().len(), 0);
    let delivered = asha.chat().iter().filter(|bubble| bubble.tick == Tick::Delivered).count();
    assert_eq!(delivered, 4);
    asha.reads();
    town.sandbox.settled().await;
    let read = town.inbox.statuses().iter().filter(|status| status["status"] == "read").count();
    assert_eq!(read, 4);
}

#[tokio::test]
async fn a_tap_on_nothing_says_what_could_be_tapped() {
    let town = Town::with(realserv_sandbox::Options {
        patience: std::time::Duration::from_millis(20),
        ..Default::default()
    })
    .await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    town.send(ASHA, buttons(&["Yes", "No"])).await;
    match asha.taps("Maybe").await {
        Err(Trouble::NothingToTap { could, .. }) => assert_eq!(could, ["Yes", "No"]),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_people_write_in_one_moment_can_share_a_webhook() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let ravi = town.sandbox.person("919848054321", "Ravi");
    let said = [(&asha, "hi"), (&ravi, "50 bags"), (&asha, "anybody?")];
    let ids = town.sandbox.hear_together(&said).await.unwrap();
    assert_eq!(town.inbox.whatsapp.lock().unwrap().len(), 1);
    let messages = town.inbox.messages();
    let heard: Vec<(&str, &str)> = messages
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it["text"]["body"].as_str().unwrap()))
        .collect();
    let expected: Vec<(&str, &str)> =
        ids.iter().map(String::as_str).zip(said.map(|(_, text)| text)).collect();
    assert_eq!(heard, expected);
    // Each person once, and not in the order of the messages.
    let contacts = town.inbox.whatsapp.lock().unwrap()[0].value()["contacts"].clone();
    assert_eq!(
        (&contacts[0]["wa_id"], &contacts[1]["wa_id"]),
        (&json!("919848054321"), &json!(ASHA))
    );
    assert_eq!(contacts.as_array().unwrap().len(), 2);
    assert_eq!(town.says(ASHA, "here").await.0, 200);
    assert_eq!(asha.transcript(), "Asha: hi\nAsha: anybody?\nRealServ: here");
}
