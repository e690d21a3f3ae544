//! Zones and what belongs to them: vehicles, charges, price lists, hours, closed days, borders, localities.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{NOBODY, Office, Trouble, audit};

async fn west(office: &Office) -> Result<(String, Value), Trouble> {
    let zones = office.get("/api/v1/zones").await?.ok()?;
    let zones = zones["data"].as_array().cloned().unwrap();
    let west = zones.into_iter().find(|zone| zone["code"] == "HYD-WEST").unwrap();
    Ok((format!("/api/v1/zones/{}", west["id"].as_str().unwrap()), west))
}

fn tractor() -> Value {
    json!({
        "code": "tractor", "name": { "en": "Tractor", "hi": "ट्रैक्टर", "te": "ట్రాక్టర్" },
        "most_kg": 3_000, "most_cft": 100, "base_paise": 95_000, "per_km_paise": 2_600, "width": "narrow",
    })
}

#[tokio::test]
async fn a_vehicle_is_dated_and_keeps_its_history() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = "/api/v1/vehicles";
    let known = office.get(path).await?.ok()?;
    let codes: Vec<&str> =
        known["data"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["auto", "lorry", "tipper", "tractor"]);
    let now = office.post(path, &tractor()).await?.ok()?;
    assert_eq!((&now["now"], &now["most_kg"]), (&json!(true), &json!(3_000)));
    let mut later = tractor();
    later["from_at"] = json!("2027-01-01T00:00:00Z");
    later["in_use"] = json!(false);
    assert_eq!(office.post(path, &later).await?.ok()?["now"], false);
    assert_eq!(office.post(path, &later).await?.status, 409, "one row for a moment");
    let rows = office.get(&format!("{path}?code=tractor")).await?.ok()?;
    let holds: Vec<bool> =
        rows["data"].as_array().unwrap().iter().map(|row| row["now"].as_bool().unwrap()).collect();
    assert_eq!(holds, [false, true, false], "the latest first");
    assert_eq!(audit(&town, "vehicle:tractor").await?.len(), 2);
    let wrong =
        json!({ "code": "Big Truck", "most_kg": 0, "width": "huge", "name": { "en": "x" } });
    let mut named = office.post(path, &wrong).await?.refused(422);
    named.sort();
    let all = [
        "base_paise",
        "code",
        "most_cft",
        "most_kg",
        "name.hi",
        "name.te",
        "per_km_paise",
        "width",
    ];
    assert_eq!(named, all);
    Ok(())
}

#[tokio::test]
async fn a_vehicle_is_added_once_for_a_key() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "one")];
    let body = tractor().to_string().into_bytes();
    for _ in 0..2 {
        let reply = office.send(Method::POST, "/api/v1/vehicles", &headers, body.clone()).await?;
        assert_eq!(reply.ok()?["base_paise"], 95_000);
    }
    assert_eq!(town.count("select count(*) from vehicle where code = 'tractor'").await?, 2);
    Ok(())
}

#[tokio::test]
async fn a_zone_charges_by_weight_and_vehicles_once_it_is_told_to() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let (path, zone) = west(&office).await?;
    assert_eq!(zone["delivery_per_tonne_paise"], 0);
    assert_eq!(zone["delivery_vehicles_per_mille"], 0);
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    asha.heard("Delivery: ₹307")?;
    let dearer = json!({ "delivery_per_tonne_paise": 10_000, "delivery_vehicles_per_mille": 1000 });
    office.patch(&path, &dearer).await?.ok()?;
    asha.says("back").await?;
    asha.taps_the_first_row().await?;
    // ₹300 and ₹20 for 349 m, ₹100 for each of 2.5 t, and a tractor: ₹900 and ₹25 for 349 m.
    asha.heard("Delivery: ₹1,466")?;
    let bad = json!({ "delivery_per_tonne_paise": -1, "delivery_vehicles_per_mille": 2_001 });
    let mut named = office.patch(&path, &bad).await?.refused(422);
    named.sort();
    assert_eq!(named, ["delivery_per_tonne_paise", "delivery_vehicles_per_mille"]);
    town.ends_well().await
}

#[tokio::test]
async fn a_price_list_is_its_own_history() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let (zone, _) = west(&office).await?;
    let path = format!("{zone}/prices");
    let sku = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    let of_sku = format!("/api/v1/catalog/listings?sku={}", sku["id"].as_str().unwrap());
    let listing = office.first_of(&of_sku).await?;
    let refused = async |body: Value| -> Result<Vec<String>, Trouble> {
        Ok(office.post(&path, &body).await?.refused(422))
    };
    assert_eq!(refused(json!({})).await?, ["listing_id"]);
    assert_eq!(refused(json!({ "sku_id": sku["id"] })).await?, ["per_mille"]);
    assert_eq!(refused(json!({ "listing_id": listing["id"] })).await?, ["price_paise"]);
    let both = json!({ "listing_id": listing["id"], "price_paise": 1, "per_mille": 5 });
    assert_eq!(refused(both).await?, ["per_mille"]);
    assert_eq!(refused(json!({ "listing_id": NOBODY, "price_paise": 5 })).await?, ["listing_id"]);
    assert_eq!(refused(json!({ "sku_id": NOBODY, "per_mille": 5 })).await?, ["sku_id"]);
    let past = json!({ "sku_id": sku["id"], "per_mille": 5, "until_at": "2026-01-01T00:00:00Z" });
    assert_eq!(refused(past).await?, ["until_at"]);
    assert_eq!(
        office
            .post(
                &format!("/api/v1/zones/{NOBODY}/prices"),
                &json!({ "sku_id": sku["id"], "per_mille": 5 })
            )
            .await?
            .status,
        404
    );

    let dearer = json!({ "sku_id": sku["id"], "per_mille": 20 });
    let first = office.post(&path, &dearer).await?.ok()?;
    assert_eq!((&first["now"], &first["least"]), (&json!(true), &json!("0")));
    let much = json!({
        "listing_id": listing["id"], "price_paise": 30_000, "least": "500", "from_at": "2026-12-01T00:00:00Z",
    });
    let second = office.post(&path, &much).await?.ok()?;
    assert_eq!(second["now"], false, "it begins later");
    assert_eq!(second["vendor_code"], listing["vendor_code"]);
    let end = format!("/api/v1/zone-prices/{}", first["id"].as_str().unwrap());
    let early = json!({ "until_at": "2026-01-01T00:00:00Z" });
    assert_eq!(office.patch(&end, &early).await?.refused(422), ["until_at"]);
    assert_eq!(office.patch(&end, &json!({})).await?.ok()?["now"], false);
    assert_eq!(office.patch(&end, &json!({})).await?.status, 409, "it has ended");
    let all = office.get(&path).await?.ok()?;
    let ids: Vec<&Value> = all["data"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, [&second["id"], &first["id"]], "the last first, and nothing is gone");
    let open = office.get(&format!("{path}?open=true")).await?.ok()?;
    assert_eq!(open["data"].as_array().unwrap().len(), 1);
    let page = office.get(&format!("{path}?limit=1")).await?.ok()?;
    let next = page["next_cursor"].as_str().unwrap().to_owned();
    let rest = office.get(&format!("{path}?limit=1&cursor={next}")).await?.ok()?;
    assert_eq!(rest["data"][0]["id"], first["id"]);
    let zone = zone.rsplit('/').next().unwrap();
    let acts: Vec<String> = audit(&town, &format!("zone:{zone}"))
        .await?
        .into_iter()
        .map(|(action, _)| action)
        .collect();
    assert_eq!(acts, ["zone_price.add", "zone_price.add", "zone_price.end"]);
    Ok(())
}

#[tokio::test]
async fn hours_and_closed_days_are_set_and_taken_back() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let (path, zone) = west(&office).await?;
    assert_eq!((&zone["opens"], &zone["closed_weekdays"]), (&Value::Null, &json!([])));
    let hours = json!({ "opens": "08:00", "closes": "16:00", "closed_weekdays": [7, 3, 7] });
    let after = office.patch(&path, &hours).await?.ok()?;
    assert_eq!((&after["opens"], &after["closed_weekdays"]), (&json!("08:00"), &json!([3, 7])));
    let turned = json!({ "opens": "17:00" });
    assert_eq!(office.patch(&path, &turned).await?.refused(422), ["closes"]);
    let wrong = json!({ "closed_weekdays": [0], "closes": "late" });
    let mut named = office.patch(&path, &wrong).await?.refused(422);
    named.sort();
    assert_eq!(named, ["closed_weekdays", "closes"]);
    let cleared = office.patch(&path, &json!({ "opens": null, "closes": null })).await?.ok()?;
    assert_eq!(cleared["closes"], Value::Null);

    let days = format!("{path}/closed-days");
    let name = json!({ "en": "Ugadi", "hi": "उगादी", "te": "ఉగాది" });
    let close =
        async |on: &str| office.json(Method::PUT, &days, &json!({ "on": on, "name": name })).await;
    assert_eq!(close("2026-12-25").await?.ok()?["data"][0]["on"], "2026-12-25");
    assert_eq!(close("2026-11-22").await?.refused(422), ["on"], "that was yesterday");
    assert_eq!(close("tomorrow").await?.refused(422), ["on"]);
    let nameless = json!({ "on": "2026-12-25" });
    assert_eq!(office.json(Method::PUT, &days, &nameless).await?.refused(422), ["name"]);
    assert_eq!(office.get(&days).await?.ok()?["data"][0]["name"]["te"], "ఉగాది");
    let gone = format!("{days}?on=2026-12-25");
    let open = office.json(Method::DELETE, &gone, &json!({})).await?.ok()?;
    assert_eq!(open["data"], json!([]));
    assert_eq!(office.json(Method::DELETE, &gone, &json!({})).await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn a_border_names_the_corner_where_it_goes_wrong() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let (zone, _) = west(&office).await?;
    let path = format!("{zone}/border");
    assert_eq!(office.get(&path).await?.ok()?["rings"], json!([]));
    let (a, b, c, d) = (
        [17_440_000, 78_670_000],
        [17_440_000, 78_700_000],
        [17_460_000, 78_700_000],
        [17_460_000, 78_670_000],
    );
    let put =
        async |rings: Value| office.json(Method::PUT, &path, &json!({ "rings": rings })).await;
    for (rings, field) in [
        (json!([[a, b, c, d]]), "rings[0][3]"),
        (json!([[a, b, c, d, a], [a, c, b, d, a]]), "rings[1][2]"),
        (json!([[a, b, b, c, a]]), "rings[0][2]"),
        (json!([[a, b, a]]), "rings[0][2]"),
        (json!([[a, b, [17.46, 78.7], a]]), "rings[0][2]"),
        (json!([[a, b, [91_000_000, 0], a]]), "rings[0][2]"),
        (json!([[a, b, [10_000_000, 78_700_000], a]]), "rings[0][2]"),
        (json!(["x"]), "rings[0]"),
        (json!([[]]), "rings[0][0]"),
        (json!({}), "rings"),
    ] {
        assert_eq!(put(rings.clone()).await?.refused(422), [field], "{rings}");
    }
    assert_eq!(office.json(Method::PUT, &path, &json!({})).await?.refused(422), ["rings"]);
    let border = json!([[a, b, c, d, a]]);
    assert_eq!(put(border.clone()).await?.ok()?["rings"], border);
    assert_eq!(office.get(&path).await?.ok()?["rings"], border);
    put(border.clone()).await?.ok()?;
    let zone = zone.rsplit('/').next().unwrap();
    assert_eq!(
        audit(&town, &format!("zone:{zone}")).await?.len(),
        1,
        "the same again is no change"
    );
    assert_eq!(put(json!([])).await?.ok()?["rings"], json!([]));
    Ok(())
}

#[tokio::test]
async fn a_locality_moves_into_a_zone_and_out_again() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let (_, zone) = west(&office).await?;
    let place = office.first_of("/api/v1/localities?pin=501301").await?;
    assert_eq!(place["zone_id"], Value::Null);
    let path = format!("/api/v1/localities/{}", place["id"].as_str().unwrap());
    let moved = office.patch(&path, &json!({ "zone_id": zone["id"] })).await?.ok()?;
    assert_eq!(moved["zone_id"], zone["id"]);
    let without = office.get("/api/v1/localities?pin=501301&without_zone=true").await?.ok()?;
    assert_eq!(without["data"], json!([]));
    assert_eq!(office.patch(&path, &json!({})).await?.refused(422), ["zone_id"]);
    assert_eq!(office.patch(&path, &json!({ "zone_id": NOBODY })).await?.refused(422), ["zone_id"]);
    let out = office.patch(&path, &json!({ "zone_id": null })).await?.ok()?;
    assert_eq!(out["zone_id"], Value::Null);
    let subject = format!("locality:{}", place["id"].as_str().unwrap());
    assert_eq!(audit(&town, &subject).await?.len(), 2);
    let nobody = format!("/api/v1/localities/{NOBODY}");
    assert_eq!(office.patch(&nobody, &json!({ "zone_id": null })).await?.status, 404);
    Ok(())
}
