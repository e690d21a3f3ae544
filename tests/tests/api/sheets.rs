//! Sheets: import, dry run, export, a vendor's counts and the way back; and what the office calls little.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Office, Reply, Trouble, audit};

async fn export(office: &Office, sheet: &str) -> Result<String, Trouble> {
    let url = format!("{}/api/v1/catalog/export?sheet={sheet}", office.base);
    let key = office.key.clone().unwrap_or_default();
    let response = office.client.get(url).header("X-API-Key", key).send().await?;
    assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8");
    Ok(response.text().await?)
}

async fn import(office: &Office, path: &str, text: &str) -> Result<Reply, Trouble> {
    let headers = [("Content-Type", "text/csv")];
    office.send(Method::POST, &format!("/api/v1/{path}"), &headers, text.as_bytes().to_vec()).await
}

fn counts(report: &Value) -> [u64; 3] {
    ["new", "changed", "unchanged"].map(|name| report[name].as_u64().unwrap())
}

async fn version(town: &Town) -> Result<i64, Trouble> {
    let version = sqlx::query_scalar("select version from catalogue_version");
    Ok(version.fetch_one(&town.pool).await?)
}

#[tokio::test]
async fn what_is_exported_is_imported_without_a_change() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let before = version(&town).await?;
    for (sheet, rows) in [("skus", 104), ("listings", 0)] {
        let text = export(&office, sheet).await?;
        let report = import(&office, "catalog/import", &text).await?.ok()?;
        let [new, changed, same] = counts(&report);
        assert_eq!((report["sheet"].as_str(), new, changed), (Some(sheet), 0, 0), "{report}");
        assert!(same >= rows && same > 50, "{report}");
    }
    assert_eq!(version(&town).await?, before, "nothing was written");
    assert!(audit(&town, "catalog:skus").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_sheet_changes_what_it_says_and_twice_nothing() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let header = export(&office, "skus").await?.lines().next().unwrap().to_owned();
    let skus = format!(
        "{header}\r\n\
         CEM-OPC53-ULTRATECH,cement,UltraTech OPC 53,अल्ट्राटेक OPC 53,అల్ట్రాటెక్ OPC 53,brand=UltraTech;grade=OPC53,bag,10,1,50|100,252329,18,50000,10,yes,https://img.realserv.in/opc53.jpg\r\n\
         CEM-PPC-NEWONE,cement,\"=Newone, PPC\",न्यूवन PPC,న్యూవన్ PPC,brand=Newone;grade=PPC,bag,5,1,,2523,18,50000,400,yes,\r\n"
    );
    let dry = import(&office, "catalog/import?dry_run=true", &skus).await?.ok()?;
    assert_eq!((counts(&dry), &dry["dry_run"]), ([1, 1, 0], &json!(true)));
    assert_eq!(
        dry["changes"][0]["what"],
        json!([
            "minimum: 5 → 10",
            "usual: 50|100|200 → 50|100",
            "photo_url:  → https://img.realserv.in/opc53.jpg",
        ])
    );
    let none = office.get("/api/v1/catalog/skus?q=CEM-PPC-NEWONE").await?.ok()?;
    assert_eq!(none["data"], json!([]), "a dry run writes nothing");

    assert_eq!(counts(&import(&office, "catalog/import", &skus).await?.ok()?), [1, 1, 0]);
    assert_eq!(counts(&import(&office, "catalog/import", &skus).await?.ok()?), [0, 0, 2]);
    let new = office.first_of("/api/v1/catalog/skus?q=newone").await?;
    assert_eq!((&new["hsn"], &new["name"]["en"]), (&json!("2523"), &json!("=Newone, PPC")));
    assert_eq!(new["photo_url"], Value::Null);
    let pictured = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    assert_eq!(pictured["photo_url"], "https://img.realserv.in/opc53.jpg");
    assert!(export(&office, "skus").await?.contains("\"'=Newone, PPC\""), "no formula goes out");
    assert_eq!(audit(&town, "catalog:skus").await?.len(), 1);

    let listings = "vendor,sku,price_rupees,available,minimum,gst_percent,low_stock,active\n\
                    VEN-KALUVA,CEM-PPC-NEWONE,301.50,250,0,,,yes\n\
                    VEN-KALUVA,CEM-OPC53-ULTRATECH,341,500,0,12,60,yes\n";
    assert_eq!(counts(&import(&office, "catalog/import", listings).await?.ok()?), [1, 1, 0]);
    assert_eq!(counts(&import(&office, "catalog/import", listings).await?.ok()?), [0, 0, 2]);
    let page =
        office.get("/api/v1/catalog/listings?q=CEM-OPC53-ULTRATECH&limit=100").await?.ok()?;
    let of_kaluva = |row: &&Value| row["vendor_code"] == "VEN-KALUVA";
    let his = page["data"].as_array().unwrap().iter().find(of_kaluva).unwrap();
    let shown = ["price_paise", "available", "gst_percent", "low_stock"].map(|name| &his[name]);
    assert_eq!(shown, [&json!(34_100), &json!("500"), &json!("12"), &json!("60")]);
    let from = town.app.catalogue.snapshot();
    let from = from.iter().find(|sku| sku.code == "CEM-PPC-NEWONE").unwrap().from_price;
    assert_eq!(from.map(|price| price.get()), Some(30_150), "the program sells it");
    Ok(())
}

#[tokio::test]
async fn every_cell_that_is_wrong_is_named_and_nothing_is_written() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let listings = "vendor,sku,price_rupees,available,minimum,gst_percent,low_stock,active\n\
                    VEN-KALUVA,CEM-OPC53-ULTRATECH,341,500,0,,,yes\n\
                    VEN-NOBODY,CEM-NOTHING,12.345,-5,x,99,,perhaps\n\
                    VEN-KALUVA,CEM-PPC-ULTRATECH\n\
                    VEN-KALUVA,CEM-OPC53-ULTRATECH,342,500,0,,,yes\n";
    let fields = import(&office, "catalog/import", listings).await?.refused(422);
    assert_eq!(
        fields,
        [
            "row 3, price_rupees",
            "row 3, available",
            "row 3, minimum",
            "row 3, gst_percent",
            "row 3, active",
            "row 4",
            "row 5, sku",
        ]
    );
    let unknown = "vendor,sku,price_rupees,available,minimum,gst_percent,low_stock,active\n\
                   VEN-NOBODY,CEM-NOTHING,12,5,0,,,yes\n";
    let fields = import(&office, "catalog/import", unknown).await?.refused(422);
    assert_eq!(fields, ["row 2, vendor", "row 2, sku"]);
    let header = export(&office, "skus").await?.lines().next().unwrap().to_owned();
    let skus = format!(
        "{header}\nCEM-OPC53-ULTRATECH,steel,U,U,U,grade=OPC53;type=red,kg,5,2,7,25,18,50000,10,yes,http://img.realserv.in/u.jpg\n"
    );
    let fields = import(&office, "catalog/import", &skus).await?.refused(422);
    for field in ["row 2, attrs", "row 2, minimum", "row 2, hsn", "row 2, photo_url"] {
        assert!(fields.contains(&field.to_owned()), "{field}: {fields:?}");
    }
    let skus = format!(
        "{header}\nCEM-OPC53-ULTRATECH,steel,U,U,U,grade=Fe500;diameter_mm=12,kg,5,1,,2523,18,1,10,yes,\n"
    );
    let fields = import(&office, "catalog/import", &skus).await?.refused(422);
    assert_eq!(fields, ["row 2, kind", "row 2, unit"]);
    assert_eq!(import(&office, "catalog/import", "a,b\n1,2\n").await?.refused(422), ["row 1"]);
    let headers = [("Content-Type", "application/json")];
    let body = b"{}".to_vec();
    let reply = office.send(Method::POST, "/api/v1/catalog/import", &headers, body).await?;
    assert!(reply.refused(415).is_empty());
    assert_eq!(office.get("/api/v1/catalog/export").await?.refused(400), ["sheet"]);
    assert!(audit(&town, "catalog:listings").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_vendors_counts_are_set_and_taken_back_until_somebody_changes_one() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendors = office.get("/api/v1/vendors?limit=100").await?.ok()?;
    let kaluva = |row: &&Value| row["code"] == "VEN-KALUVA";
    let vendor = vendors["data"].as_array().unwrap().iter().find(kaluva).unwrap()["id"].clone();
    let vendor = vendor.as_str().unwrap();
    let path = format!("vendors/{vendor}/stock/import");
    let undo = format!("/api/v1/{path}/undo");
    let free = async || -> Result<(String, String), Trouble> {
        let list = format!("/api/v1/catalog/listings?vendor={vendor}&q=ultratech&limit=100");
        let page = office.get(&list).await?.ok()?;
        let of = |code: &str| {
            let row = page["data"].as_array().unwrap().iter().find(|row| row["sku_code"] == code);
            row.unwrap()["available"].as_str().unwrap().to_owned()
        };
        Ok((of("CEM-OPC53-ULTRATECH"), of("CEM-PPC-ULTRATECH")))
    };
    let before = free().await?;
    assert!(office.post(&undo, &json!({})).await?.refused(409).is_empty(), "nothing to take back");

    let sheet = "sku,available\nCEM-OPC53-ULTRATECH,7\nCEM-PPC-ULTRATECH,8.5\n";
    let dry = import(&office, &format!("{path}?dry_run=true"), sheet).await?.ok()?;
    assert_eq!((counts(&dry), free().await?), ([0, 2, 0], before.clone()));
    assert_eq!(counts(&import(&office, &path, sheet).await?.ok()?), [0, 2, 0]);
    assert_eq!(free().await?, ("7".to_owned(), "8.5".to_owned()));
    assert_eq!(counts(&import(&office, &path, sheet).await?.ok()?), [0, 0, 2]);
    assert_eq!(office.post(&undo, &json!({})).await?.ok()?["counts"], 2);
    assert_eq!(free().await?, before);
    office.post(&undo, &json!({})).await?.refused(409);

    import(&office, &path, sheet).await?.ok()?;
    let list = format!("/api/v1/catalog/listings?vendor={vendor}&q=CEM-PPC-ULTRATECH");
    let listing = office.first_of(&list).await?["id"].as_str().unwrap().to_owned();
    let stock = format!("/api/v1/catalog/listings/{listing}/stock");
    office.json(Method::PUT, &stock, &json!({ "available": "9" })).await?.ok()?;
    let reply = office.post(&undo, &json!({})).await?;
    reply.refused(409);
    assert!(reply.body["detail"].as_str().unwrap().contains("CEM-PPC-ULTRATECH"));
    assert_eq!(free().await?, ("7".to_owned(), "9".to_owned()));

    let wrong = "sku,available\nCEM-NOTHING,5\nCEM-OPC53-ULTRATECH,many\n";
    let fields = import(&office, &path, wrong).await?.refused(422);
    assert_eq!(fields, ["row 2, sku", "row 3, available"]);
    Ok(())
}

/// The office's threshold holds whatever is counted; without it, it is a share of the count again.
#[tokio::test]
async fn what_is_little_is_what_the_office_says() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let sku = office.first_of("/api/v1/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    let list = format!("/api/v1/catalog/listings?limit=100&sku={}", sku["id"].as_str().unwrap());
    let page = office.get(&list).await?.ok()?;
    let of_kaluva = |row: &&Value| row["vendor_code"] == "VEN-KALUVA";
    let his = page["data"].as_array().unwrap().iter().find(of_kaluva).unwrap();
    let path = format!("/api/v1/catalog/listings/{}", his["id"].as_str().unwrap());
    assert_eq!(his["low_stock"], Value::Null);
    let after = office.patch(&path, &json!({ "low_stock": "590" })).await?.ok()?;
    assert_eq!(after["low_stock"], "590");
    let stock = format!("{path}/stock");
    office.json(Method::PUT, &stock, &json!({ "available": "600" })).await?.ok()?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    town.buyer("Asha").orders_and_pays().await?;
    kaluva.heard("550")?;
    let after = office.patch(&path, &json!({ "low_stock": null })).await?.ok()?;
    assert_eq!(after["low_stock"], Value::Null);
    let low: i64 = sqlx::query_scalar("select low_milli from listing where id = $1::uuid")
        .bind(his["id"].as_str().unwrap())
        .fetch_one(&town.pool)
        .await?;
    assert_eq!(low, 55_000, "a tenth of what is free now");
    Ok(())
}
