//! Orders in the chat: an invoice to review and pay, and what becomes of it.

use serde_json::{Value, json};

use crate::town::{ASHA, Town, code};

/// An invoice of ₹1 that is paid by UPI.
fn invoice(reference: &str) -> Value {
    json!({"type": "interactive", "interactive": {"type": "order_details", "body": {"text": "pay"}, "action": {
        "name": "review_and_pay", "parameters": {
            "reference_id": reference, "type": "digital-goods", "currency": "INR", "total_amount": {"value": 100, "offset": 100},
            "payment_settings": [{"type": "upi_intent_link", "upi_intent_link": {"link": "upi://pay?pa=a@b"}}],
            "order": {"status": "pending", "items": [{"name": "a", "amount": {"value": 50, "offset": 100}, "quantity": 2}],
                "subtotal": {"value": 100, "offset": 100}, "tax": {"value": 0, "offset": 100}}}}}})
}

#[tokio::test]
async fn a_reference_serves_one_invoice() {
    let town = Town::open().await;
    let ravi = "919848054321";
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    town.sandbox.person(ravi, "Ravi").says("hi").await.unwrap();
    let mut broken = invoice("ORD-1");
    broken["interactive"]["footer"] = json!({"text": ""});
    assert_eq!(code(&town.send(ASHA, broken).await), (400, 131_009));
    assert_eq!(town.send(ASHA, invoice("ORD-1")).await.0, 200, "what was refused used nothing");
    assert_eq!(code(&town.send(ASHA, invoice("ORD-1")).await), (400, 131_009));
    assert_eq!(code(&town.send(ravi, invoice("ORD-1")).await), (400, 131_009));
    assert_eq!(town.send(ASHA, invoice("ORD-1-2")).await.0, 200);
    assert_eq!(town.send(ASHA, invoice("ord-1")).await.0, 200, "upper and lower case differ");
}
