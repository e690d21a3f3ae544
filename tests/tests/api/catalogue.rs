//! The catalogue: taxes by the day, search, sheets.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Office, Trouble, audit};

async fn sku(office: &Office, code: &str) -> Result<Value, Trouble> {
    office.first_of(&format!("/api/v1/catalog/skus?q={code}")).await
}

fn id(thing: &Value) -> String {
    thing["id"].as_str().expect("an id").to_owned()
}

/// HSN and rate of the last order's only line.
async fn taxed(office: &Office) -> Result<(String, String), Trouble> {
    let order = office.first_of("/api/v1/orders").await?;
    let whole = office.get(&format!("/api/v1/orders/{}", id(&order))).await?.ok()?;
    let line = &whole["parts"][0]["lines"][0];
    Ok((line["hsn"].as_str().unwrap().to_owned(), line["gst_percent"].as_str().unwrap().to_owned()))
}

#[tokio::test]
async fn a_rate_to_come_counts_from_its_midnight_on() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let cement = sku(&office, "CEM-OPC53-ULTRATECH").await?;
    let path = format!("/api/v1/catalog/skus/{}/taxes", id(&cement));
    let today = town.app.clock.today();
    let tomorrow = today.date().tomorrow()?;

    let body = json!({ "from_on": tomorrow.to_string(), "gst_percent": "12.5" });
    let rows = office.json(Method::PUT, &path, &body).await?.ok()?;
    assert_eq!(
        rows["data"],
        json!([
            { "from_on": tomorrow.to_string(), "hsn": "252329", "gst_percent": "12.5", "counts_today": false },
            { "from_on": "2025-09-22", "hsn": "252329", "gst_percent": "18", "counts_today": true },
        ])
    );
    // What is still to come may be thought over, and the same again is nothing.
    let body = json!({ "from_on": tomorrow.to_string(), "hsn": "2523", "gst_percent": "28" });
    office.json(Method::PUT, &path, &body).await?.ok()?;
    office.json(Method::PUT, &path, &body).await?.ok()?;
    let log = audit(&town, &format!("sku:{}", id(&cement))).await?;
    assert_eq!(log.len(), 2);
    assert_eq!(log[1].1["before"]["gst_percent"], "12.5");

    town.buyer("Asha").orders().await?;
    assert_eq!(taxed(&office).await?, ("252329".to_owned(), "18".to_owned()));

    let midnight = tomorrow.to_zoned(today.time_zone().clone())?.timestamp();
    town.forward(midnight.duration_since(town.app.clock.now())).await;
    town.buyer("Ravi").orders().await?;
    assert_eq!(taxed(&office).await?, ("2523".to_owned(), "28".to_owned()));
    let shown = sku(&office, "CEM-OPC53-ULTRATECH").await?;
    assert_eq!((&shown["hsn"], &shown["gst_percent"]), (&json!("2523"), &json!("28")));

    // What has begun, and what was, stays.
    let begun = json!({ "from_on": tomorrow.to_string(), "gst_percent": "5" });
    assert_eq!(office.json(Method::PUT, &path, &begun).await?.refused(422), ["from_on"]);
    let past = json!({ "from_on": "2026-01-01", "gst_percent": "5" });
    assert_eq!(office.json(Method::PUT, &path, &past).await?.refused(422), ["from_on"]);
    let wrong = json!({ "from_on": "soon", "hsn": "25", "gst_percent": 18 });
    let fields = office.json(Method::PUT, &path, &wrong).await?.refused(422);
    assert_eq!(fields, ["from_on", "hsn", "gst_percent"]);
    Ok(())
}

#[tokio::test]
async fn a_vendor_may_have_a_rate_of_his_own() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let brick = sku(&office, "BRK-RED-WIRECUT").await?;
    let listings = format!("/api/v1/catalog/listings?sku={}", id(&brick));
    let listing = office.first_of(&listings).await?;
    assert_eq!(listing["gst_percent"], "12");
    let path = format!("/api/v1/catalog/listings/{}/taxes", id(&listing));
    assert_eq!(office.get(&path).await?.ok()?["data"], json!([]));

    let today = town.app.clock.today().date();
    let body = json!({ "from_on": today.to_string(), "gst_percent": "6" });
    office.json(Method::PUT, &path, &body).await?.ok()?;
    assert_eq!(office.first_of(&listings).await?["gst_percent"], "6");
    assert_eq!(sku(&office, "BRK-RED-WIRECUT").await?["gst_percent"], "12");

    let body = json!({ "from_on": today.tomorrow()?.to_string(), "gst_percent": null });
    let rows = office.json(Method::PUT, &path, &body).await?.ok()?;
    assert_eq!(rows["data"][0]["gst_percent"], Value::Null);
    let without = json!({ "from_on": today.tomorrow()?.to_string() });
    assert_eq!(office.json(Method::PUT, &path, &without).await?.refused(422), ["gst_percent"]);
    town.ends_well().await
}
