//! Vendors whom the office registers, where they go and when they do not work.

use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town};
use serde_json::{Value, json};

use super::Office;

fn registered(phone: &str) -> Value {
    json!({
        "code": "VEN-LAKSHMI",
        "name": "Sri Lakshmi Traders",
        "phone": phone,
        "lat_e6": 17_496_000,
        "lon_e6": 78_358_000,
        "opens": "08:00",
        "closes": "20:00",
        "tax_number": "36ZZZFK1042A1ZE",
    })
}

#[tokio::test]
async fn the_office_registers_a_vendor_who_has_never_written() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let lakshmi = town.buyer("Lakshmi");
    let asked = registered(&lakshmi.phone.number());
    let made = office.post("/api/v1/vendors", &asked).await?.ok()?;
    assert_eq!(
        (&made["code"], &made["gstin"], &made["kyc"], &made["active"]),
        (&json!("VEN-LAKSHMI"), &json!("36ZZZFK1042A1ZE"), &json!("approved"), &json!(true))
    );
    // The same code, and the same number under another code.
    office.post("/api/v1/vendors", &asked).await?.refused(409);
    let mut other = asked.clone();
    other["code"] = json!("VEN-LAKSHMI-2");
    office.post("/api/v1/vendors", &other).await?.refused(409);
    town.quiet().await;
    lakshmi.heard("Sri Lakshmi Traders")?;
    assert_eq!(town.count("select count(*) from vendor where code like 'VEN-LAKSHMI%'").await?, 1);
    town.ends_well().await
}

#[tokio::test]
async fn what_is_wrong_with_a_registration_is_named_field_by_field() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let wrong = json!({
        "code": "lakshmi",
        "name": "x",
        "phone": "12345",
        "lat_e6": 0,
        "lon_e6": 78_358_000,
        "opens": "25:00",
        "tax_number": "36ZZZFK1042A1ZF",
    });
    let refused = office.post("/api/v1/vendors", &wrong).await?;
    assert_eq!(refused.refused(422).len(), 6);
    let mut late = registered("98480 12345");
    late["opens"] = json!("21:00");
    office.post("/api/v1/vendors", &late).await?.refused(422);
    assert_eq!(town.count("select count(*) from vendor where code like 'VEN-LAK%'").await?, 0);
    town.ends_well().await
}

/// The other yard is promised instead: what is closed on the day, or too far, is not asked.
#[tokio::test]
async fn a_vendor_is_asked_within_his_area_and_on_his_days_only() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    let office = Office::of(&town)?;
    let vendors = office.get("/api/v1/vendors").await?.ok()?;
    let vendors = vendors["data"].as_array().cloned().unwrap();
    let his = vendors.iter().find(|vendor| vendor["code"] == "VEN-KALUVA").unwrap();
    let path = format!("/api/v1/vendors/{}", his["id"].as_str().unwrap());
    // Two kilometres north of the site.
    sqlx::query("update vendor set lat_e6 = lat_e6 + 20000 where code = 'VEN-KALUVA'")
        .execute(&town.pool)
        .await?;
    // Monday the 23rd, and the weekday of it.
    for (closed, again) in [
        (json!({ "closed_days": ["2026-11-23"] }), json!({ "closed_days": [] })),
        (json!({ "closed_weekdays": [1] }), json!({ "closed_weekdays": [] })),
        (json!({ "reach_metres": 500 }), json!({ "reach_metres": null })),
    ] {
        office.patch(&path, &closed).await?.ok()?;
        let (his, other) = (kaluva.so_far(), chiluka.so_far());
        asha.says("20 bags ultratech opc 53 today").await?;
        asha.sends_the_pin().await?;
        asha.taps("Cash on delivery").await?;
        assert_eq!(kaluva.so_far(), his, "{closed}");
        assert!(chiluka.so_far() > other, "{closed}");
        chiluka.taps("Accept").await?;
        office.patch(&path, &again).await?.ok()?;
    }
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?.1, 0);
    for wrong in [
        json!({ "closed_days": ["tomorrow"] }),
        json!({ "closed_weekdays": [8] }),
        json!({ "reach_metres": 10 }),
    ] {
        office.patch(&path, &wrong).await?.refused(422);
    }
    town.ends_well().await
}
