//! What a phone draws of what the program sends, as the page gets it.

use serde_json::{Value, json};

use crate::town::{ASHA, Town, buttons};

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
