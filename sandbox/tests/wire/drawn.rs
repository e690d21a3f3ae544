//! What a phone draws of what the program sends, as the page gets it.

use serde_json::{Value, json};

use crate::{
    chat_orders::cement,
    town::{ASHA, Town, buttons},
};

/// Makes a template in English.
async fn template(town: &Town, name: &str, components: Value) {
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    let body =
        json!({"name": name, "language": "en", "category": "UTILITY", "components": components});
    let made = town.graph("POST", &path, Some(body)).await;
    assert_eq!(made.0, 200, "{}", made.1);
}

fn filled(name: &str, components: Value) -> Value {
    json!({"type": "template", "template": {"name": name, "language": {"code": "en"}, "components": components}})
}

/// Sends it and answers what Asha's phone draws of it.
async fn drawn(town: &Town, message: Value) -> Value {
    let sent = town.send(ASHA, message).await;
    assert_eq!(sent.0, 200, "{}", sent.1);
    let bubble = town.sandbox.person(ASHA, "Asha").last().unwrap();
    serde_json::to_value(&bubble.shown).unwrap()
}

#[tokio::test]
async fn a_header_keeps_the_name_of_its_file_and_all_of_its_place() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let file = json!({"type": "document", "document": {"link": "https://example.in/1", "filename": "challan.docx"}});
    let mut asked = buttons(&["Yes"]);
    asked["interactive"]["header"] = file.clone();
    let header =
        json!({"kind": "document", "url": "https://example.in/1", "filename": "challan.docx"});
    assert_eq!(drawn(&town, asked).await["header"], header);
    let body = |text: &str| json!({"type": "BODY", "text": text});
    let media =
        json!({"type": "HEADER", "format": "DOCUMENT", "example": {"header_handle": ["4::aW"]}});
    template(&town, "challan", json!([media, body("It is on its way.")])).await;
    let parts = json!([{"type": "header", "parameters": [file]}]);
    assert_eq!(drawn(&town, filled("challan", parts)).await["header"], header);
    let place = json!({"latitude": 17.49, "longitude": 78.39, "name": "Kukatpally yard", "address": "KPHB"});
    let format = json!({"type": "HEADER", "format": "LOCATION"});
    template(&town, "yard", json!([format, body("It waits here.")])).await;
    let parts =
        json!([{"type": "header", "parameters": [{"type": "location", "location": place}]}]);
    let shown = drawn(&town, filled("yard", parts)).await;
    assert_eq!(shown["header"], json!({"kind": "location", "place": place}));
}

/// The invoice of whatsapp.md 6.2, with a tax, a discount and an end.
fn invoice(town: &Town, reference: &str) -> Value {
    let paise = |value: i64| json!({"value": value, "offset": 100});
    let ends = town.sandbox.clock().now() / 1_000_000 + 1800;
    let mut details = cement(reference)["interactive"]["action"]["parameters"].take();
    let order = &mut details["order"];
    order["expiration"] = json!({"timestamp": ends.to_string(), "description": "Half an hour"});
    order["items"][0]["amount"] = paise(40_000);
    order["items"][0]["sale_amount"] = paise(38_500);
    order["tax"] = json!({"value": 10_000, "offset": 100, "description": "GST"});
    order["discount"] =
        json!({"value": 10_000, "offset": 100, "discount_program_name": "First order"});
    details
}

#[tokio::test]
async fn a_bill_shows_what_stands_between_its_lines_and_its_total() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let action = json!({"name": "review_and_pay", "parameters": invoice(&town, "RS1-1")});
    let bill = drawn(
        &town,
        json!({"type": "interactive", "interactive": {"type": "order_details",
        "body": {"text": "Please pay"}, "action": action}}),
    )
    .await["bill"]
        .clone();
    assert_eq!(
        bill["lines"],
        json!([{"name": "OPC 53 cement 50 kg", "quantity": 50, "amount_paise": 38_500}])
    );
    assert_eq!(
        bill["charges"],
        json!([{"name": "Subtotal", "amount_paise": 1_925_000}, {"name": "Tax (GST)", "amount_paise": 10_000},
            {"name": "Shipping", "amount_paise": 59_000}, {"name": "Discount (First order)", "amount_paise": -10_000}])
    );
    assert_eq!(
        (&bill["total_paise"], &bill["expiry"]),
        (&json!(1_984_000), &json!("Half an hour"))
    );
    assert!(bill["expires_ms"].as_i64().unwrap() > town.sandbox.clock().now() / 1000);
}

#[tokio::test]
async fn templates_draw_the_bill_behind_their_button_and_the_state_of_an_order() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let body = |text: &str| json!({"type": "BODY", "text": text});
    let button = json!({"type": "BUTTONS", "buttons": [{"type": "ORDER_DETAILS", "text": "Review and Pay"}]});
    template(&town, "payment_due", json!([body("Please pay."), button])).await;
    let parts = json!([{"type": "button", "sub_type": "order_details", "index": 0,
        "parameters": [{"type": "action", "action": {"order_details": invoice(&town, "RS2-1")}}]}]);
    let bill = drawn(&town, filled("payment_due", parts)).await["bill"].clone();
    assert_eq!((&bill["reference_id"], &bill["total_paise"]), (&json!("RS2-1"), &json!(1_984_000)));
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    let made = json!({"name": "order_state", "language": "en", "category": "UTILITY", "sub_category": "ORDER_STATUS",
        "components": [body("News of your order.")]});
    assert_eq!(town.graph("POST", &path, Some(made)).await.0, 200);
    let state =
        json!({"reference_id": "RS2-1", "order": {"status": "shipped", "description": "TS09"}});
    let parts = json!([{"type": "order_status", "parameters": [{"type": "order_status", "order_status": state}]}]);
    let bill = drawn(&town, filled("order_state", parts)).await["bill"].clone();
    assert_eq!((&bill["status"], &bill["total_paise"]), (&json!("shipped"), &Value::Null));
}
