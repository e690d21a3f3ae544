//! Changes to catalogue, vendors and zones: each is seen, has its audit row, and one that changes nothing writes nothing.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::orders::pages;
use super::{Office, Trouble, audit};

/// A thing's own address.
fn at(collection: &str, thing: &Value) -> String {
    format!("/api/v1/{collection}/{}", thing["id"].as_str().expect("an id"))
}

#[tokio::test]
async fn skus_are_found_by_words_brand_and_kind() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let found = async |query: &str| -> Result<Vec<String>, Trouble> {
        let page = office.get(&format!("/api/v1/catalog/skus?limit=100&{query}")).await?.ok()?;
        let codes = page["data"].as_array().unwrap().iter();
        Ok(codes.map(|sku| sku["code"].as_str().unwrap().to_owned()).collect())
    };
    assert_eq!(found("q=opc%2053%20ultratech").await?, ["CEM-OPC53-ULTRATECH"]);
    assert_eq!(found("q=%E0%B0%85%E0%B0%B2%E0%B1%8D%E0%B0%9F%E0%B1%8D%E0%B0%B0%E0%B0%BE%E0%B0%9F%E0%B1%86%E0%B0%95%E0%B1%8D%20OPC%2053").await?, ["CEM-OPC53-ULTRATECH"]);
    assert!(found("brand=ULTRATECH").await?.iter().all(|code| code.contains("ULTRATECH")));
    assert_eq!(found("kind=labour").await?.len(), 7);
    assert!(found("q=100%25").await?.is_empty(), "a percent sign is no wildcard");
    let all: usize = pages(&office, "/api/v1/catalog/skus", 20).await?.iter().map(Vec::len).sum();
    assert!(all >= 90, "{all}");
    Ok(())
}

#[tokio::test]
async fn a_sku_is_renamed_and_taken_from_sale() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let sku = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    assert!(sku["from_price_paise"].as_i64().unwrap() > 0);
    let path = at("catalog/skus", &sku);
    let whole = office.get(&path).await?.ok()?;
    assert_eq!(
        whole["listings"].as_array().unwrap().len(),
        whole["listing_count"].as_u64().unwrap() as usize
    );

    let change = json!({ "name": { "en": "UltraTech 53" }, "rank": 3, "active": false, "usual": ["25", "50"] });
    let after = office.patch(&path, &change).await?.ok()?;
    assert_eq!(
        after["name"],
        json!({ "en": "UltraTech 53", "hi": sku["name"]["hi"], "te": sku["name"]["te"] })
    );
    assert_eq!((&after["rank"], &after["active"]), (&json!(3), &json!(false)));
    assert!(town.app.catalogue.snapshot().iter().all(|known| known.code != "CEM-OPC53-ULTRATECH"));

    let log = audit(&town, &format!("sku:{}", sku["id"].as_str().unwrap())).await?;
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].0, "sku.change");
    assert_eq!(log[0].1["before"]["rank"], sku["rank"]);
    assert_eq!(log[0].1["after"]["usual"], json!(["25", "50"]));
    assert!(log[0].1["after"].get("step").is_none(), "only what changed: {:?}", log[0].1);

    office.patch(&path, &change).await?.ok()?;
    assert_eq!(audit(&town, &format!("sku:{}", sku["id"].as_str().unwrap())).await?.len(), 1);
    assert_eq!(office.patch(&path, &json!({ "step": "7" })).await?.refused(422), ["minimum"]);
    assert_eq!(office.patch(&path, &json!({ "usual": ["1"] })).await?.refused(422), ["usual"]);
    Ok(())
}

#[tokio::test]
async fn a_sku_is_described_in_the_fixed_words_of_its_kind() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let sku = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    let path = at("catalog/skus", &sku);
    let attrs = json!({ "grade": "OPC43", "brand": "UltraTech" });
    let after = office.patch(&path, &json!({ "attrs": attrs })).await?.ok()?;
    assert_eq!(after["attrs"], attrs);
    let wrong = json!({ "attrs": { "grade": "53", "type": "river" } });
    assert_eq!(office.patch(&path, &wrong).await?.refused(422), ["attrs.grade", "attrs.type"]);
    let wrong = json!({ "attrs": { "brand": "UltraTech" } });
    assert_eq!(office.patch(&path, &wrong).await?.refused(422), ["attrs.grade"]);
    assert_eq!(office.patch(&path, &json!({ "attrs": "OPC" })).await?.refused(422), ["attrs"]);
    assert_eq!(office.get(&path).await?.ok()?["attrs"], attrs);
    Ok(())
}

#[tokio::test]
async fn a_price_is_changed_and_its_history_kept() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let sku = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    let of_sku = format!("/api/v1/catalog/listings?sku={}", sku["id"].as_str().unwrap());
    let listing = office.first_of(&of_sku).await?;
    let path = at("catalog/listings", &listing);
    let old = listing["price_paise"].as_i64().unwrap();
    let after =
        office.patch(&path, &json!({ "price_paise": 31_000, "minimum": "10" })).await?.ok()?;
    assert_eq!((&after["price_paise"], &after["minimum"]), (&json!(31_000), &json!("10")));
    assert_eq!(office.get(&path).await?.ok()?["price_paise"], 31_000);
    let prices = office.get(&format!("{path}/prices")).await?.ok()?;
    let stood: Vec<i64> = prices["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["price_paise"].as_i64().unwrap())
        .collect();
    assert_eq!(stood, [31_000, old]);
    assert_eq!(pages_of_prices(&office, &path).await?, 2);
    let from = town
        .app
        .catalogue
        .snapshot()
        .iter()
        .find(|k| k.code == "CEM-OPC53-ULTRATECH")
        .unwrap()
        .from_price;
    assert_eq!(from.map(|price| price.get()), Some(31_000), "the program sells at it");
    let log = audit(&town, &format!("listing:{}", listing["id"].as_str().unwrap())).await?;
    assert_eq!(
        log[0].1,
        json!({
            "before": { "price_paise": old, "minimum": listing["minimum"] },
            "after": { "price_paise": 31_000, "minimum": "10" },
        })
    );
    Ok(())
}

async fn pages_of_prices(office: &Office, listing: &str) -> Result<usize, Trouble> {
    let first = office.get(&format!("{listing}/prices?limit=1")).await?.ok()?;
    let cursor = first["next_cursor"].as_str().ok_or("a second page")?;
    let second = office.get(&format!("{listing}/prices?limit=1&cursor={cursor}")).await?.ok()?;
    assert_ne!(first["data"], second["data"]);
    assert_eq!(second["next_cursor"], Value::Null);
    Ok(2)
}

#[tokio::test]
async fn stock_is_set_beside_what_orders_hold() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    town.buyer("Asha").orders().await?;
    let office = Office::of(&town)?;
    let order = office.first_of("/api/v1/orders").await?;
    let path = format!("/api/v1/orders/{}", order["id"].as_str().unwrap());
    let whole = office.get(&path).await?.ok()?;
    let listing = whole["parts"][0]["lines"][0]["listing_id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/catalog/listings/{listing}");
    let after = office
        .json(Method::PUT, &format!("{path}/stock"), &json!({ "available": "200.5" }))
        .await?
        .ok()?;
    let shown =
        ["available", "reserved", "on_hand"].map(|name| after[name].as_str().unwrap().to_owned());
    assert_eq!(shown, ["200.5", "50", "250.5"]);
    let log = audit(&town, &format!("listing:{listing}")).await?;
    assert_eq!(
        (log[0].0.as_str(), &log[0].1["after"]["available"]),
        ("listing.set_stock", &json!("200.5"))
    );
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_is_renamed_sent_away_and_called_back() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendor = office.first_of("/api/v1/vendors").await?;
    let path = at("vendors", &vendor);
    let phone = vendor["phone"].as_str().unwrap();
    assert!(phone.starts_with('…') && phone.chars().count() == 5, "{phone}");
    let change = json!({
        "name": { "te": "కొత్త పేరు" }, "opens": "08:30", "off_until": "2026-11-25T00:00:00+05:30",
    });
    let after = office.patch(&path, &change).await?.ok()?;
    assert_eq!((&after["opens"], &after["name"]["te"]), (&json!("08:30"), &json!("కొత్త పేరు")));
    assert_eq!(after["off_until"], "2026-11-24T18:30:00Z");
    let after = office.patch(&path, &json!({ "off_until": null, "active": false })).await?.ok()?;
    assert_eq!((&after["off_until"], &after["active"]), (&Value::Null, &json!(false)));
    assert_eq!(office.patch(&path, &json!({ "opens": "23:00" })).await?.refused(422), ["opens"]);
    assert_eq!(office.patch(&path, &json!({ "closes": "08:00" })).await?.refused(422), ["closes"]);
    let log = audit(&town, &format!("vendor:{}", vendor["id"].as_str().unwrap())).await?;
    assert_eq!(
        log.iter().map(|(action, _)| action.as_str()).collect::<Vec<_>>(),
        ["vendor.change"; 2]
    );
    assert_eq!(log[1].1["before"]["off_until"], "2026-11-24T18:30:00Z");
    let pages = pages(&office, "/api/v1/vendors", 5).await?;
    assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 18);
    Ok(())
}

/// What cannot be anybody's number is refused with what is wrong, and so is a PAN of somebody else.
#[tokio::test]
async fn a_vendors_tax_numbers_are_checked() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = at("vendors", &office.first_of("/api/v1/vendors").await?);
    let gstin = "36AABCT1332L1ZF";
    let after = office
        .patch(&path, &json!({ "gstin": " 36aabct-1332l 1zf", "pan": "aabct1332l" }))
        .await?
        .ok()?;
    assert_eq!((&after["gstin"], &after["pan"]), (&json!(gstin), &json!("AABCT1332L")));
    for (change, field) in [
        (json!({ "gstin": "36AABCT1332L1ZG" }), "gstin"),
        (json!({ "gstin": "99AABCT1332L1ZF" }), "gstin"),
        (json!({ "gstin": "36AABCT1332L1Z" }), "gstin"),
        (json!({ "pan": "AABXT1332L" }), "pan"),
        (json!({ "pan": "ABCPE1234F" }), "pan"),
        (json!({ "gstin": "29AAGCB7383J1Z4" }), "gstin"),
    ] {
        assert_eq!(office.patch(&path, &change).await?.refused(422), [field], "{change}");
    }
    // Both at once, or one without the other.
    let moved = json!({ "gstin": "29AAGCB7383J1Z4", "pan": "AAGCB7383J" });
    assert_eq!(office.patch(&path, &moved).await?.ok()?["gstin"], "29AAGCB7383J1Z4");
    let gone = json!({ "gstin": null, "pan": "ABCPE1234F" });
    assert_eq!(office.patch(&path, &gone).await?.ok()?["gstin"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_zone_costs_more_from_now_on() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let zone = office.first_of("/api/v1/zones").await?;
    assert!(!zone["localities"].as_array().unwrap().is_empty());
    let path = at("zones", &zone);
    let change = json!({ "delivery_base_paise": 77_700, "reach_metres": 12_000, "active": false });
    let after = office.patch(&path, &change).await?.ok()?;
    assert_eq!(
        (&after["delivery_base_paise"], &after["reach_metres"]),
        (&json!(77_700), &json!(12_000))
    );
    assert_eq!(after["localities"], zone["localities"]);
    assert_eq!(
        office.get("/api/v1/zones?active=false").await?.ok()?["data"].as_array().unwrap().len(),
        1
    );
    let log = audit(&town, &format!("zone:{}", zone["id"].as_str().unwrap())).await?;
    assert_eq!(log[0].1["after"], change);
    Ok(())
}
