//! What cannot be read or taken: every bad field is named, nothing changes, and nothing of it is a fault of ours.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{NOBODY, Office, Trouble};

#[tokio::test]
async fn every_bad_field_of_a_query_is_named() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let cases: [(&str, &[&str]); 14] = [
        ("orders?state=lost&limit=0&buyer=me", &["state", "buyer", "limit"]),
        ("orders?number=12&needs_attention=perhaps", &["number", "needs_attention"]),
        ("orders?limit=101&rating=down", &["rating", "limit"]),
        ("orders?limit=1e3", &["limit"]),
        ("orders?limit=99999999999999999999", &["limit"]),
        ("orders?limit=1&limit=2", &["limit"]),
        ("orders?colour=red", &["colour"]),
        ("orders?cursor=zz", &["cursor"]),
        ("orders?cursor=5b5d", &["cursor"]),
        // ["a\u0000","b"], which is no cursor of ours and which PostgreSQL cannot hold.
        ("catalog/listings?cursor=5b22615c7530303030222c2262225d", &["cursor"]),
        // A moment of the year -9999.
        (
            "dead-letters?cursor=5b222d3030393939392d30312d30325430303a30303a30305a222c2230303030303030302d303030302d373030302d383030302d303030303030303030303030225d",
            &["cursor"],
        ),
        ("catalog/skus?q=%00&brand=a%00b&kind=wood", &["kind", "q", "brand"]),
        ("tickets?state=lost", &["state"]),
        ("vendors?active=yes", &["active"]),
    ];
    for (path, fields) in cases {
        let named = office.get(&format!("/api/v1/{path}")).await?.refused(400);
        assert_eq!(named, fields, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn every_bad_field_of_a_body_is_named() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let known = async |list: &str| -> Result<String, Trouble> {
        let thing = office.first_of(&format!("/api/v1/{list}")).await?;
        Ok(format!("/api/v1/{list}/{}", thing["id"].as_str().unwrap()))
    };
    let (sku, listing) = (known("catalog/skus").await?, known("catalog/listings").await?);
    let (vendor, zone) = (known("vendors").await?, known("zones").await?);
    let (stock, order) = (format!("{listing}/stock"), format!("/api/v1/orders/{NOBODY}"));
    let (refund, cancel) = (format!("{order}/refund"), format!("{order}/cancel"));
    let long = "x".repeat(501);
    let cases: Vec<(Method, &str, Value, &[&str])> = vec![
        (Method::POST, &refund, json!({}), &["amount_paise", "reason"]),
        (
            Method::POST,
            &refund,
            json!({ "amount_paise": 99, "reason": "no" }),
            &["amount_paise", "reason"],
        ),
        (
            Method::POST,
            &refund,
            json!({ "amount_paise": "500", "reason": long }),
            &["amount_paise", "reason"],
        ),
        (
            Method::POST,
            &refund,
            json!({ "amount_paise": 500.5, "reason": null }),
            &["amount_paise", "reason"],
        ),
        (
            Method::POST,
            &refund,
            json!({ "amount_paise": -500, "reason": "a\u{0}bc" }),
            &["amount_paise", "reason"],
        ),
        (
            Method::POST,
            &cancel,
            json!({ "part_id": 7, "reason": ["x"], "why": 1 }),
            &["part_id", "reason", "why"],
        ),
        (
            Method::PATCH,
            &sku,
            json!({ "rank": -1, "name": { "en": "", "fr": "x" } }),
            &["rank", "name.en", "name.fr"],
        ),
        (
            Method::PATCH,
            &sku,
            json!({ "usual": ["1", "2", "3", "4"], "step": "0" }),
            &["step", "usual"],
        ),
        (
            Method::PATCH,
            &sku,
            json!({ "photo_url": "http://img.realserv.in/opc53.jpg" }),
            &["photo_url"],
        ),
        (
            Method::PATCH,
            &sku,
            json!({ "photo_url": 7, "active": null, "minimum": 5, "name": "x" }),
            &["name", "active", "minimum", "photo_url"],
        ),
        (
            Method::PATCH,
            &listing,
            json!({ "price_paise": 0, "minimum": "1.2345" }),
            &["price_paise", "minimum"],
        ),
        (
            Method::PATCH,
            &listing,
            json!({ "price_paise": 1e30, "stock": 5 }),
            &["price_paise", "stock"],
        ),
        (Method::PUT, &stock, json!({}), &["available"]),
        (Method::PUT, &stock, json!({ "available": 200 }), &["available"]),
        (Method::PUT, &stock, json!({ "available": "-1" }), &["available"]),
        (Method::PUT, &stock, json!({ "available": "౫౦" }), &["available"]),
        (Method::PUT, &stock, json!({ "available": "10000000" }), &["available"]),
        (
            Method::PATCH,
            &vendor,
            json!({ "opens": "24:00", "closes": "9", "off_until": "soon" }),
            &["opens", "closes", "off_until"],
        ),
        (Method::PATCH, &vendor, json!({ "off_until": "-009999-01-02T00:00:00Z" }), &["off_until"]),
        (
            Method::PATCH,
            &zone,
            json!({ "delivery_base_paise": -1, "reach_metres": 0 }),
            &["reach_metres", "delivery_base_paise"],
        ),
    ];
    for (method, path, body, fields) in cases {
        let mut named = office.json(method, path, &body).await?.refused(422);
        let mut fields: Vec<String> = fields.iter().map(|&field| field.to_owned()).collect();
        (named.sort(), fields.sort());
        assert_eq!(named, fields, "{body}");
    }
    let acts: i64 = town.count("select count(*) from audit_log").await?;
    assert_eq!(acts, 0, "what is refused changes nothing");
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_no_json_is_said_so() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = format!("/api/v1/orders/{NOBODY}/refund");
    let json = [("Content-Type", "application/json")];
    let send = async |headers: &[(&str, &str)], body: &[u8]| {
        office.send(Method::POST, &path, headers, body.to_vec()).await
    };
    let deep = "[".repeat(100_000);
    for broken in
        [&b""[..], b"{", b"{\"a\":}", b"\xff\xfe{}", b"{\"a\":\"\x00\"}", b"nan", deep.as_bytes()]
    {
        send(&json, broken).await?.refused(400);
    }
    for other in [&b"[]"[..], b"null", b"7", b"\"x\""] {
        send(&json, other).await?.refused(422);
    }
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "é",
    ] {
        send(&[("Content-Type", kind)], b"{}").await?.refused(415);
    }
    send(&[], b"{}").await?.refused(415);
    send(&[("Content-Type", "application/merge-patch+json; charset=utf-8")], b"{}")
        .await?
        .refused(422);
    let big = format!("{{\"reason\":\"{}\"}}", "x".repeat(1 << 20));
    send(&json, big.as_bytes()).await?.refused(413);
    Ok(())
}

#[tokio::test]
async fn ids_and_keys_that_cannot_be_read_are_named() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    for id in ["x", "1", "%20", "..%2f..", "%00", "%27%20or%201=1", "0000", "%E0%B0%A7%E0%B0%B0"] {
        assert_eq!(office.get(&format!("/api/v1/orders/{id}")).await?.refused(400), ["id"], "{id}");
    }
    assert_eq!(office.get("/api/v1/conversations/me").await?.refused(400), ["person_id"]);
    assert_eq!(office.get("/api/v1/conversations/%ff").await?.refused(400), ["person_id"]);
    let long = "k".repeat(256);
    for key in ["", "two words", "é", &long] {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)];
        let path = format!("/api/v1/orders/{NOBODY}/cancel");
        let reply =
            office.send(Method::POST, &path, &headers, b"{\"reason\":\"none\"}".to_vec()).await?;
        assert_eq!(reply.refused(400), ["Idempotency-Key"], "{key}");
    }
    Ok(())
}

/// Odd characters in every place that takes text: refused or stored as they are, never a fault.
#[tokio::test]
async fn odd_text_is_never_a_fault() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let zone = office.first_of("/api/v1/zones").await?;
    let path = format!("/api/v1/zones/{}", zone["id"].as_str().unwrap());
    for odd in [
        "<script>alert(1)</script>",
        "'; drop table zone; --",
        "\u{202e}abc",
        "🏗️",
        "a\\b\"c",
        "\u{feff}x",
    ] {
        let after = office.patch(&path, &json!({ "name": { "en": odd } })).await?.ok()?;
        assert_eq!(after["name"]["en"], odd.trim());
        let query: String = odd.bytes().map(|byte| format!("%{byte:02x}")).collect();
        office.get(&format!("/api/v1/catalog/skus?q={query}&brand={query}")).await?.ok()?;
    }
    for query in ["%", "%zz", "q=%ff%fe", "q=%f0%9f", "&&&", "=", "q", "q[]=1", "%00=%00"] {
        let status = office.get(&format!("/api/v1/catalog/skus?{query}")).await?.status.as_u16();
        assert!(status == 200 || status == 400, "{query}: {status}");
    }
    Ok(())
}
