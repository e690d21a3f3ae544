//! The catalogue: taxes by the day, search.

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

#[tokio::test]
async fn a_photo_is_set_taken_away_and_written_down() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let cement = sku(&office, "CEM-OPC53-ULTRATECH").await?;
    assert_eq!(cement["photo_url"], Value::Null);
    let path = format!("/api/v1/catalog/skus/{}", id(&cement));
    let url = "https://img.realserv.in/opc53.jpg";
    for _ in 0..2 {
        let body = json!({ "photo_url": url });
        assert_eq!(office.json(Method::PATCH, &path, &body).await?.ok()?["photo_url"], url);
    }
    assert_eq!(office.get(&path).await?.ok()?["photo_url"], url);
    let long = format!("https://img.realserv.in/{}.png", "x".repeat(2048));
    for bad in [json!("https://img.realserv.in/opc53.webp"), json!(long), json!("")] {
        let body = json!({ "photo_url": bad });
        assert_eq!(office.json(Method::PATCH, &path, &body).await?.refused(422), ["photo_url"]);
    }
    let none = json!({ "photo_url": null });
    assert_eq!(office.json(Method::PATCH, &path, &none).await?.ok()?["photo_url"], Value::Null);
    let log = audit(&town, &format!("sku:{}", id(&cement))).await?;
    assert_eq!(log.len(), 2, "what changed nothing is not written down");
    assert_eq!(log[1].1["before"]["photo_url"], url);
    Ok(())
}

/// The codes of a whole list, page by page.
async fn codes(office: &Office, list: &str, query: &str) -> Result<Vec<String>, Trouble> {
    let mut codes = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/catalog/{list}?limit=7&{query}{cursor}");
        let page = office.get(&path).await?.ok()?;
        let field = if list == "skus" { "code" } else { "sku_code" };
        codes.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row[field].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(codes),
        }
    }
}

#[tokio::test]
async fn the_catalogue_is_searched_with_typos_filters_and_orders() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let skus = async |query: &str| codes(&office, "skus", query).await;
    assert_eq!(skus("q=ultratek%20opc%2053").await?, ["CEM-OPC53-ULTRATECH"]);
    assert_eq!(skus("q=doddu%20isuka").await?, ["SND-RIVER-COARSE"]);
    let graded = skus("attribute=grade:psc,brand:jsw").await?;
    assert_eq!(graded, ["CEM-PSC-JSW"]);

    let whole = office.get("/api/v1/catalog/skus?limit=100&kind=cement&sort=price").await?.ok()?;
    let prices: Vec<i64> = whole["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|sku| sku["from_price_paise"].as_i64())
        .collect();
    assert!(prices.len() > 20 && prices.is_sorted(), "{prices:?}");
    let (low, high) = (prices[5], prices[15]);
    let between =
        skus(&format!("kind=cement&from_price_paise={low}&to_price_paise={high}")).await?;
    assert_eq!(between.len(), prices.iter().filter(|price| (low..=high).contains(price)).count());
    for sort in ["code", "name", "price", "rank", "newest"] {
        let mut all = skus(&format!("sort={sort}")).await?;
        assert_eq!(all.len(), 104, "{sort}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 104, "{sort}");
    }
    let listed = codes(&office, "listings", "q=ultratek%20opc%2053&sort=price").await?;
    assert!(listed.len() > 1 && listed.iter().all(|code| code == "CEM-OPC53-ULTRATECH"));
    for sort in ["code", "name", "price", "rank", "newest"] {
        let by_listing = codes(&office, "listings", &format!("kind=cement&sort={sort}")).await?;
        assert_eq!(by_listing.len(), codes(&office, "listings", "kind=cement").await?.len());
    }

    let wrong = "sort=colour&attribute=colour:red&from_price_paise=9&to_price_paise=5&available=2&zone=x&kind=tea";
    let fields = office.get(&format!("/api/v1/catalog/skus?{wrong}")).await?.refused(400);
    for field in ["sort", "attribute", "to_price_paise", "available", "zone", "kind"] {
        assert!(fields.contains(&field.to_owned()), "{field}: {fields:?}");
    }
    Ok(())
}

#[tokio::test]
async fn what_can_be_had_in_a_zone_is_found_there() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let cement = sku(&office, "CEM-OPC53-ULTRATECH").await?;
    let zones = office.get("/api/v1/zones").await?.ok()?;
    let zone = id(&zones["data"][0]);
    let has = async |query: &str| -> Result<bool, Trouble> {
        let found = codes(&office, "skus", &format!("kind=cement&{query}")).await?;
        Ok(found.contains(&"CEM-OPC53-ULTRATECH".to_owned()))
    };
    assert!(has("available=true").await? && !has("available=false").await?);
    assert!(has(&format!("zone={zone}&available=true")).await?);

    // Nobody stands within a metre of it.
    let path = format!("/api/v1/zones/{zone}");
    office.patch(&path, &json!({ "reach_metres": 1 })).await?.ok()?;
    assert!(!has(&format!("zone={zone}")).await?);
    assert_eq!(
        office.get(&format!("/api/v1/catalog/skus?zone={}", super::NOBODY)).await?.refused(400),
        ["zone"]
    );

    // Sold out everywhere is still listed.
    let listings = office
        .get(&format!("/api/v1/catalog/listings?sku={}&limit=100", id(&cement)))
        .await?
        .ok()?;
    for listing in listings["data"].as_array().unwrap() {
        let path = format!("/api/v1/catalog/listings/{}/stock", id(listing));
        office.json(Method::PUT, &path, &json!({ "available": "0" })).await?.ok()?;
    }
    assert!(!has("available=true").await? && has("available=false").await? && has("").await?);

    // What is taken from sale is found by the office, and by its words.
    let path = format!("/api/v1/catalog/skus/{}", id(&cement));
    office.patch(&path, &json!({ "active": false })).await?.ok()?;
    assert_eq!(codes(&office, "skus", "active=false").await?, ["CEM-OPC53-ULTRATECH"]);
    assert!(!codes(&office, "skus", "q=ultratech&active=true").await?.is_empty());
    assert_eq!(codes(&office, "skus", "q=ultratech%20opc%2053").await?, ["CEM-OPC53-ULTRATECH"]);
    Ok(())
}
