//! Answers that are more than a tap: forms, addresses, one's own contact, carts, invoices paid in the chat.

use std::time::Duration;

use realserv_sandbox::{ChatPayment, Person, Trouble};
use serde_json::{Value, json};

use crate::town::{ASHA, Town};

/// Asha has written, so that all kinds may be sent to her.
async fn asha(town: &Town) -> Person {
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    asha
}

/// Sends an interactive message and answers its id.
async fn asks(town: &Town, kind: &str, action: Value) -> String {
    let message = json!({"type": "interactive", "interactive": {"type": kind, "body": {"text": "Please"}, "action": action}});
    let sent = town.send(ASHA, message).await;
    assert_eq!(sent.0, 200, "{}", sent.1);
    sent.1["messages"][0]["id"].as_str().unwrap().to_owned()
}

async fn invoice(town: &Town, reference: &str, settings: Value) -> String {
    let paise = |value: i64| json!({"value": value, "offset": 100});
    let ends = town.sandbox.clock().now() / 1_000_000 + 600;
    let parameters = json!({"reference_id": reference, "type": "digital-goods", "currency": "INR", "total_amount": paise(10_000),
        "payment_settings": [settings], "order": {"status": "pending", "catalog_id": "7", "subtotal": paise(10_000), "tax": paise(0),
            "items": [{"name": "Cement", "amount": paise(10_000), "quantity": 1}],
            "expiration": {"timestamp": ends.to_string(), "description": "Ten minutes"}}});
    asks(town, "order_details", json!({"name": "review_and_pay", "parameters": parameters})).await
}

fn gateway() -> Value {
    json!({"type": "payment_gateway", "payment_gateway": {"type": "razorpay", "configuration_name": "c",
        "razorpay": {"receipt": "RS1", "notes": {"order_id": "7"}}}})
}

#[tokio::test]
async fn an_address_is_filled_in_or_chosen_from_the_saved_ones() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    let saved = json!([{"id": "a1", "value": {"name": "Asha", "address": "HMT Swarnapuri"}}]);
    let parameters = json!({"country": "IN", "saved_addresses": saved});
    let form = json!({"name": "address_message", "parameters": parameters});
    let asked = asks(&town, "address_message", form).await;
    let filled = json!({"values": {"name": "Asha", "in_pin_code": "500049", "address": "Plot 7"}});
    asha.finishes_form(&asked, "address_message", &filled).await.unwrap();
    let chosen = json!({"saved_address_id": "a1"});
    asha.finishes_form(&asked, "address_message", &chosen).await.unwrap();
    let heard = town.inbox.messages();
    let reply = &heard[1]["interactive"]["nfm_reply"];
    assert_eq!(reply["name"], "address_message");
    assert_eq!(reply["response_json"], filled.to_string());
    assert_eq!(heard[1]["context"]["id"], asked);
    assert_eq!(heard[2]["interactive"]["nfm_reply"]["body"], "Asha\nHMT Swarnapuri");
    assert!(asha.transcript().ends_with("Asha: Asha\n    HMT Swarnapuri"), "{}", asha.transcript());
}

#[tokio::test]
async fn a_contact_that_was_asked_for_says_so_and_shows_a_hidden_number() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    asha.hides_number();
    let asked = asks(&town, "request_contact_info", json!({"name": "request_contact_info"})).await;
    asha.shares_contact(&asked).await.unwrap();
    let heard = town.inbox.messages()[1].clone();
    assert_eq!((&heard["type"], &heard["context"]["id"]), (&json!("contacts"), &json!(asked)));
    let card = &heard["contacts"][0];
    assert_eq!(
        (&card["origin"], &card["phones"][0]["wa_id"]),
        (&json!("contact_request"), &json!(ASHA))
    );
    assert!(heard.get("from").is_none());
}

#[tokio::test]
async fn a_cart_takes_at_most_99_of_each() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    for quantity in [0, 100] {
        let answer = asha.orders("7", &[("CEM", quantity, 385.5)], "").await;
        assert!(matches!(answer, Err(Trouble::NotPossible(_))), "{answer:?}");
    }
    asha.orders("7", &[("CEM", 99, 385.5)], "").await.unwrap();
}

#[tokio::test]
async fn an_invoice_is_paid_in_the_chat_once() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    let bill = invoice(&town, "RS1-1", gateway()).await;
    asha.pays_in_chat(&bill, ChatPayment::Failed).await.unwrap();
    asha.pays_in_chat(&bill, ChatPayment::Captured).await.unwrap();
    let statuses = town.inbox.statuses();
    let payments: Vec<&Value> =
        statuses.iter().filter(|status| status["type"] == "payment").collect();
    let states: Vec<(&Value, &Value)> = payments
        .iter()
        .map(|status| (&status["status"], &status["payment"]["transaction"]["status"]))
        .collect();
    // An attempt that failed leaves the invoice as it was.
    assert_eq!(
        states,
        [(&json!("pending"), &json!("failed")), (&json!("captured"), &json!("success"))]
    );
    let paid = &payments[1]["payment"];
    assert_eq!((&payments[1]["id"], &paid["reference_id"]), (&json!(bill), &json!("RS1-1")));
    assert_eq!(
        (&paid["amount"]["value"], &paid["receipt"], &paid["notes"]["order_id"]),
        (&json!(10_000), &json!("RS1"), &json!("7"))
    );
    assert_eq!(asha.last().unwrap().shown.bill.unwrap().status, "paid");
    let again = asha.pays_in_chat(&bill, ChatPayment::Captured).await;
    assert!(matches!(again, Err(Trouble::NotPossible(_))), "{again:?}");
}

#[tokio::test]
async fn an_invoice_that_has_expired_or_is_paid_elsewhere_is_not_paid_in_the_chat() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    let link = json!({"type": "upi_intent_link", "upi_intent_link": {"link": "upi://pay?pa=a@b"}});
    let elsewhere = invoice(&town, "RS1-2", link).await;
    let bill = invoice(&town, "RS1-1", gateway()).await;
    let early = asha.pays_in_chat(&elsewhere, ChatPayment::Captured).await;
    assert!(matches!(early, Err(Trouble::NotPossible(_))), "{early:?}");
    town.sandbox.forward(Duration::from_secs(600));
    let late = asha.pays_in_chat(&bill, ChatPayment::Captured).await;
    assert!(matches!(late, Err(Trouble::NotPossible(_))), "{late:?}");
    assert!(town.inbox.statuses().iter().all(|status| status["type"] != "payment"));
}
