//! `POST /api/v1/catalog/interpret`: what a typed line means, asked from outside.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Office, Trouble};

const PATH: &str = "/api/v1/catalog/interpret";

async fn reads(office: &Office, text: &str) -> Result<Value, Trouble> {
    let body = json!({ "text": text, "language": null, "now": "2026-11-23T09:00:00+05:30" });
    Ok(office.json(Method::POST, PATH, &body).await?.ok()?["data"].clone())
}

#[tokio::test]
async fn one_typed_line_is_an_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let read = reads(&office, "50 basta 53 grade ultratech, 2 mestri repu poddunna").await?;
    let sku = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    let mason = office.first_of("/api/v1/catalog/skus?kind=labour&attribute=trade:mason").await?;
    assert_eq!(
        read,
        json!({
            "intent": "order", "detail": null, "language": "te-Latn",
            "lines": [
                {
                    "kind": "cement", "attrs": { "brand": "UltraTech", "grade": "OPC53" },
                    "qty": "50", "unit": "bag", "sku": sku["id"], "confidence": 0.99,
                    "span": "50 basta 53 grade ultratech",
                },
                {
                    "kind": "labour", "attrs": { "trade": "mason" }, "qty": "2", "unit": "person",
                    "sku": mason["id"], "confidence": 0.99, "span": "2 mestri",
                },
            ],
            "date": "2026-11-24", "part": "morning", "ask": null, "unknown": [],
        })
    );
    // Several brands fit: whoever asked has to choose.
    let read = reads(&office, "dedh ton 12mm sariya").await?;
    let line = &read["lines"][0];
    assert_eq!((&line["qty"], &line["unit"]), (&json!("1.5"), &json!("tonne")));
    assert_eq!((&line["attrs"]["diameter_mm"], &line["sku"]), (&json!(12), &Value::Null));
    Ok(())
}

#[tokio::test]
async fn what_is_not_clear_is_a_question_with_its_answers() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let read = reads(&office, "isuka 2").await?;
    assert_eq!(read["lines"], json!([]));
    let ask =
        json!({ "about": "unit", "span": "isuka 2", "choices": ["tonne", "kg", "cft", "load"] });
    assert_eq!(read["ask"], ask);
    let read = reads(&office, "2: 40").await?;
    assert_ne!(read["ask"], Value::Null);
    let edit = reads(&office, "sand vaddu").await?;
    assert_eq!((&edit["intent"], &edit["lines"][0]["op"]), (&json!("edit"), &json!("remove")));
    Ok(())
}

/// The day is the business's, the language the person's where the words have none.
#[tokio::test]
async fn the_day_counts_from_when_it_was_typed() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let late = json!({ "text": "kal 20 bori", "now": "2026-11-23T20:00:00Z" });
    let read = office.json(Method::POST, PATH, &late).await?.ok()?;
    assert_eq!(read["data"]["date"], "2026-11-25", "it is past midnight in Hyderabad");
    let bare = json!({ "text": "50 acc", "language": "te" });
    assert_eq!(office.json(Method::POST, PATH, &bare).await?.ok()?["data"]["language"], "te-Latn");
    let bare = json!({ "text": "50 acc" });
    assert_eq!(office.json(Method::POST, PATH, &bare).await?.ok()?["data"]["language"], "en");
    for (wrong, field) in [
        (json!({}), "text"),
        (json!({ "text": "" }), "text"),
        (json!({ "text": "hi", "language": "fr" }), "language"),
        (json!({ "text": "hi", "now": "yesterday" }), "now"),
        (json!({ "text": "hi", "tone": "kind" }), "tone"),
    ] {
        assert_eq!(office.json(Method::POST, PATH, &wrong).await?.refused(422), [field]);
    }
    Ok(())
}
