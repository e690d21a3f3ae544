//! Rates with their days, vendors' accounts, and cash that they hand over.

use realserv_tests::{Done, Town};
use serde_json::{Value, json};

use super::orders::act;
use super::{NOBODY, Office, Trouble, audit};

fn rate<'a>(rates: &'a Value, levy: &str, from_on: &str) -> &'a Value {
    let all = rates["data"].as_array().expect("rates").iter();
    let mut found = all.filter(|one| one["levy"] == levy && one["from_on"] == from_on);
    found.next().unwrap_or(&Value::Null)
}

async fn vendor(office: &Office, code: &str) -> Result<String, Trouble> {
    let all = office.get("/api/v1/vendors?limit=100").await?.ok()?;
    let mut found = all["data"].as_array().unwrap().iter().filter(|one| one["code"] == code);
    Ok(found.next().unwrap()["id"].as_str().unwrap().to_owned())
}

/// With a key, so that it happens once.
async fn once(office: &Office, path: &str, body: &Value) -> Result<super::Reply, Trouble> {
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "once")];
    office.send(reqwest::Method::POST, path, &headers, body.to_string().into_bytes()).await
}

#[tokio::test]
async fn rates_are_added_from_a_day_to_come_and_withdrawn_before_it() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let known = office.get("/api/v1/rates").await?.ok()?;
    let tcs = rate(&known, "tcs", "2024-07-10");
    assert_eq!((&tcs["per_ten_thousand"], &tcs["base"]), (&json!(50), &json!("taxable")));
    assert_eq!((&tcs["holds"], &tcs["trade"]), (&json!(true), &Value::Null));
    assert_eq!(rate(&known, "tds", "2024-10-01")["threshold_paise"], 50_000_000);
    let wanted = json!({
        "levy": "commission", "from_on": "2026-12-01", "per_ten_thousand": 200, "base": "taxable",
    });
    let added = office.post("/api/v1/rates", &wanted).await?.ok()?;
    assert_eq!(rate(&added, "commission", "2026-12-01")["holds"], false);
    office.post("/api/v1/rates", &wanted).await?.refused(409);
    for (field, value, refused) in [
        ("from_on", json!("2026-11-23"), "from_on"),
        ("from_on", json!("soon"), "from_on"),
        ("per_ten_thousand", json!(3001), "per_ten_thousand"),
        ("levy", json!("bribe"), "levy"),
        ("base", json!("net"), "base"),
        ("trade", json!("plumber"), "trade"),
        ("threshold_paise", json!(1), "threshold_paise"),
    ] {
        let mut body = wanted.clone();
        body[field] = value;
        assert_eq!(office.post("/api/v1/rates", &body).await?.refused(422), [refused]);
    }
    let gst = json!({ "levy": "operator_gst", "from_on": "2026-12-01", "per_ten_thousand": 1800 });
    assert_eq!(office.post("/api/v1/rates", &gst).await?.refused(422), ["trade"]);
    let named = json!({ "levy": "commission", "from_on": "2026-12-01" });
    let left = office.post("/api/v1/rates/withdraw", &named).await?.ok()?;
    assert_eq!(rate(&left, "commission", "2026-12-01"), &Value::Null);
    let begun = json!({ "levy": "tcs", "from_on": "2024-07-10" });
    office.post("/api/v1/rates/withdraw", &begun).await?.refused(404);
    let log: Vec<String> = audit(&town, "rates").await?.into_iter().map(|(act, _)| act).collect();
    assert_eq!(log, ["rate.add", "rate.withdraw"]);
    Ok(())
}

#[tokio::test]
async fn what_is_taken_of_a_sale_is_that_of_its_day_and_goes_back_with_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let office = Office::of(&town)?;
    let order = office.first_of("/api/v1/orders").await?;
    let path = format!("/api/v1/vendors/{}/ledger", vendor(&office, "VEN-KALUVA").await?);
    let ledger = office.get(&path).await?.ok()?;
    let paid = order["total_paise"].as_i64().unwrap();
    let taken = -(town.ledger("tcs_payable").await? + town.ledger("tds_payable").await?);
    assert!(taken > 0);
    assert_eq!(town.ledger("commission").await?, 0, "the office has set none");
    let due = paid + town.ledger("round_off").await? - taken;
    let balance = json!({ "due_paise": due, "cash_paise": 0, "net_paise": due });
    assert_eq!(ledger["balance"], balance);
    let accounts: Vec<&str> =
        ledger["data"].as_array().unwrap().iter().map(|e| e["account"].as_str().unwrap()).collect();
    assert_eq!(accounts, ["vendor", "delivery", "vendor"]);
    assert_eq!(ledger["data"][0]["order_number"], order["number"]);
    let first = office.get(&format!("{path}?limit=2")).await?.ok()?;
    let next = first["next_cursor"].as_str().unwrap();
    let rest = office.get(&format!("{path}?limit=2&cursor={next}")).await?.ok()?;
    assert_eq!(rest["data"][0], ledger["data"][2]);

    let part = &order["parts"][0]["id"];
    let body = json!({ "amount_paise": paid, "part_id": part, "reason": "It came broken" });
    act(&town, &office, &order, "refund", body.clone()).await?;
    for account in ["buyer", "vendor", "delivery", "tcs_payable", "tds_payable", "round_off"] {
        assert_eq!(town.ledger(account).await?, 0, "{account}");
    }
    assert_eq!(kaluva.times("is taken off what we owe you"), 1);
    assert_eq!(asha.times("for what was not right"), 1);
    let refund = format!("/api/v1/orders/{}/refund", order["id"].as_str().unwrap());
    office.post(&refund, &body).await?.refused(409);
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_hands_over_cash_once() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_for_cash().await?;
    kaluva.brings_it_to(&asha).await?;
    let office = Office::of(&town)?;
    let id = vendor(&office, "VEN-KALUVA").await?;
    let (path, to) =
        (format!("/api/v1/vendors/{id}/ledger"), format!("/api/v1/vendors/{id}/remittances"));
    let before = office.get(&path).await?.ok()?;
    let cash = before["balance"]["cash_paise"].as_i64().unwrap();
    let net = before["balance"]["net_paise"].as_i64().unwrap();
    assert!(cash > 0 && net < 0, "{before}");
    let body = json!({ "amount_paise": -net, "reference": "NEFT 1" });
    let after = once(&office, &to, &body).await?.ok()?;
    assert_eq!(after["net_paise"], 0);
    assert_eq!(once(&office, &to, &body).await?.ok()?, after, "sent again");
    office.post(&to, &body).await?.refused(409);
    let more = json!({ "amount_paise": cash, "reference": "NEFT 2" });
    let refused = office.post(&to, &more).await?;
    refused.refused(409);
    assert!(refused.body["detail"].as_str().unwrap().contains("holds"), "{refused:?}");
    assert_eq!(town.ledger("bank").await?, -net);
    let bad = json!({ "amount_paise": 0, "reference": "" });
    assert_eq!(office.post(&to, &bad).await?.refused(422), ["amount_paise", "reference"]);
    office.post(&format!("/api/v1/vendors/{NOBODY}/remittances"), &body).await?.refused(404);
    office.get(&format!("/api/v1/vendors/{NOBODY}/ledger")).await?.refused(404);
    let log = audit(&town, &format!("vendor:{id}")).await?;
    assert_eq!(log, [("vendor.remittance".to_owned(), json!({ "asked": body }))]);
    town.ends_well().await
}
