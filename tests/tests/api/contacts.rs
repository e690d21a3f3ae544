//! Where people are reached beside WhatsApp, and what was told there.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{NOBODY, Office};

#[tokio::test]
async fn a_contact_is_changed_shown_masked_and_audited() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendor = office.first_of("/api/v1/vendors").await?;
    let path = format!("/api/v1/vendors/{}/contact", vendor["id"].as_str().unwrap());
    let usual = office.get(&path).await?.ok()?;
    assert_eq!(usual["email"], Value::Null);
    assert_eq!(usual["alerts"], json!(["email", "push", "sms"]));
    assert_eq!(usual["papers"], json!(["email"]));
    let change = json!({ "email": "Sales@Kaluva.IN", "alerts": ["sms", "email"] });
    let now = office.json(Method::PATCH, &path, &change).await?.ok()?;
    assert_eq!(now["email"], "S…@kaluva.in");
    assert_eq!(now["alerts"], json!(["email", "sms"]));
    // The same person, by the conversation.
    let person = format!("/api/v1/conversations/{}/contact", vendor["person_id"].as_str().unwrap());
    assert_eq!(office.get(&person).await?.ok()?, now);
    // Another address that looks the same is another one.
    office.json(Method::PATCH, &path, &json!({ "email": "shop@kaluva.in" })).await?.ok()?;
    office.json(Method::PATCH, &path, &json!({})).await?.ok()?;
    let acts: Vec<String> = sqlx::query_scalar(
        "select detail from audit_log where action = 'contact.change' order by at",
    )
    .fetch_all(&town.pool)
    .await?;
    assert_eq!(acts.len(), 2, "{acts:?}");
    assert!(!acts.concat().contains("Sales@"), "{acts:?}");
    let cleared = office.json(Method::PATCH, &path, &json!({ "email": null })).await?.ok()?;
    assert_eq!(cleared["email"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn every_bad_field_of_a_contact_is_named() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendor = office.first_of("/api/v1/vendors").await?;
    let id = vendor["id"].as_str().unwrap();
    let contact = format!("/api/v1/vendors/{id}/contact");
    let devices = format!("/api/v1/vendors/{id}/devices");
    for (method, path, body, fields) in [
        (Method::PATCH, &contact, json!({ "email": "kaluva" }), vec!["email"]),
        (Method::PATCH, &contact, json!({ "email": "a\r\nBcc: b@x.in" }), vec!["email"]),
        (Method::PATCH, &contact, json!({ "email": 7, "alerts": "sms" }), vec!["alerts", "email"]),
        (Method::PATCH, &contact, json!({ "alerts": ["fax"] }), vec!["alerts"]),
        (Method::PATCH, &contact, json!({ "alerts": ["sms", "sms"] }), vec!["alerts"]),
        (Method::PATCH, &contact, json!({ "papers": ["sms"] }), vec!["papers"]),
        (Method::PATCH, &contact, json!({ "papers": null, "fax": 1 }), vec!["fax", "papers"]),
        (Method::POST, &devices, json!({}), vec!["platform", "token"]),
        (
            Method::POST,
            &devices,
            json!({ "token": "short", "platform": "nokia" }),
            vec!["platform", "token"],
        ),
        (
            Method::POST,
            &devices,
            json!({ "token": "with blanks in the midst", "platform": "web" }),
            vec!["token"],
        ),
    ] {
        let mut named = office.json(method, path, &body).await?.refused(422);
        named.sort();
        assert_eq!(named, fields, "{body}");
    }
    let acts: i64 = town.count("select count(*) from audit_log").await?;
    assert_eq!(acts, 0, "what is refused changes nothing");
    Ok(())
}

#[tokio::test]
async fn a_device_is_registered_once_and_forgotten() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendor = office.first_of("/api/v1/vendors").await?;
    let id = vendor["id"].as_str().unwrap();
    let devices = format!("/api/v1/vendors/{id}/devices");
    let wanted = json!({ "token": "fcm-token-of-a-phone-1", "platform": "android" });
    let first = office.json(Method::POST, &devices, &wanted).await?.ok()?;
    let again = office.json(Method::POST, &devices, &wanted).await?.ok()?;
    assert_eq!(first["id"], again["id"]);
    assert!(first.get("token").is_none());
    let contact = office.get(&format!("/api/v1/vendors/{id}/contact")).await?.ok()?;
    assert_eq!(contact["devices"].as_array().map(Vec::len), Some(1));
    // More than anybody has: the ones seen last are kept.
    for number in 0..12 {
        let one = json!({ "token": format!("fcm-token-of-many-{number:04}"), "platform": "web" });
        office.json(Method::POST, &devices, &one).await?.ok()?;
    }
    assert_eq!(town.count("select count(*) from device").await?, 10);
    let kept = office.get(&format!("/api/v1/vendors/{id}/contact")).await?.ok()?;
    let one = format!("/api/v1/devices/{}", kept["devices"][0]["id"].as_str().unwrap());
    assert_eq!(office.json(Method::DELETE, &one, &json!({})).await?.status.as_u16(), 204);
    assert_eq!(office.json(Method::DELETE, &one, &json!({})).await?.status.as_u16(), 404);
    let added = "select count(*) from audit_log where action = 'device.add'";
    assert_eq!(town.count(added).await?, 13);
    Ok(())
}

#[tokio::test]
async fn notices_of_nobody_are_not_found() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    for path in ["contact", "notices"] {
        let path = format!("/api/v1/conversations/{NOBODY}/{path}");
        office.get(&path).await?.refused(404);
    }
    let vendor = office.first_of("/api/v1/vendors").await?;
    let path = format!("/api/v1/conversations/{}/notices", vendor["person_id"].as_str().unwrap());
    assert_eq!(office.get(&path).await?.ok()?["data"], json!([]));
    let named = office.get(&format!("{path}?cursor=zz&limit=0")).await?.refused(400);
    assert_eq!(named, ["limit", "cursor"]);
    Ok(())
}

/// What was told is shown with what became of it.
#[tokio::test]
async fn what_was_told_is_shown_with_its_outcome() -> Done {
    let options = realserv_tests::town::Options { has_carriers: true, ..Default::default() };
    let town = Town::with(options).await?;
    let office = Office::of(&town)?;
    let (asha, kaluva, _) = town.two_yards().await?;
    kaluva.phone.blocks();
    asha.orders_and_pays().await?;
    let person: String =
        sqlx::query_scalar("select person_id::text from vendor where code = 'VEN-KALUVA'")
            .fetch_one(&town.pool)
            .await?;
    let path = format!("/api/v1/conversations/{person}/notices");
    let shown = office.get(&path).await?.ok()?;
    let [sms] = shown["data"].as_array().unwrap().as_slice() else { panic!("{shown}") };
    assert_eq!(
        (&sms["way"], &sms["state"], &sms["about"]),
        (&json!("sms"), &json!("accepted"), &json!("offer"))
    );
    let transcript = office.get(&format!("/api/v1/conversations/{person}")).await?.ok()?;
    let message =
        transcript["data"].as_array().unwrap().iter().find(|one| one["id"] == sms["message_id"]);
    assert_eq!(message.unwrap()["delivery"], "failed");
    Ok(())
}
