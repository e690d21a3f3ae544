//! Rates with their days, vendors' accounts, and cash that they hand over.

use jiff::SignedDuration;
use realserv_sandbox::{Misreport, Verdict};
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

/// A payment of her own for each of these, and their ids, oldest first.
async fn payments(town: &Town, names: &[&str]) -> Result<Vec<String>, Trouble> {
    for name in names {
        town.buyer(name).orders_and_pays().await?;
    }
    Ok(town.sandbox.captured())
}

async fn reconciliation(office: &Office, day: &str) -> Result<Value, Trouble> {
    office.get(&format!("/api/v1/reports/reconciliation?day={day}")).await?.ok()
}

/// Of a day: each difference by its kind, whose it is, and the two sums.
fn differences(shown: &Value) -> Vec<(String, String, Value, Value)> {
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let of = |one: &Value| {
        let (ours, theirs) = (one["ours_paise"].clone(), one["theirs_paise"].clone());
        (text(one, "kind"), text(one, "entity_id"), ours, theirs)
    };
    shown["differences"].as_array().unwrap().iter().map(of).collect()
}

#[tokio::test]
async fn what_was_settled_is_laid_beside_the_ledger_the_next_morning() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let paid = payments(&town, &["Asha", "Ravi", "Meena", "Sita", "Latha", "Gita"]).await?;
    let total = town.order().await?.total_paise.get();
    for (payment, how) in paid.iter().zip([
        Misreport::Amount(100),
        Misreport::Fee(200),
        Misreport::Tax(300),
        Misreport::LeftOut,
        Misreport::Stranger,
    ]) {
        town.sandbox.misreport(payment, how);
    }
    let before = town.ledger("razorpay").await?;
    let settlement = town.sandbox.settle().expect("something to settle");
    town.quiet().await;
    assert_eq!(reconciliation(&office, "2026-11-23").await?["state"], "waiting");
    town.forward(SignedDuration::from_hours(22)).await;

    let day = reconciliation(&office, "2026-11-23").await?;
    assert_eq!(day["state"], "done");
    let posted = &day["settlements"][0];
    assert_eq!(posted["id"], settlement.as_str());
    assert_eq!(town.ledger("bank").await?, posted["amount_paise"].as_i64().unwrap());
    assert_eq!(town.ledger("razorpay").await?, before - town.ledger("bank").await?);
    let base = (total * 2 + 50) / 100;
    let tax = (base * 18 + 50) / 100;
    let fee = base + tax;
    let found = differences(&day);
    let kinds: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(kinds, ["amount_differs", "fee_differs", "missing_here", "tax_differs"]);
    assert_eq!((&found[0].1, &found[0].2), (&paid[0], &json!(total)));
    assert_eq!(found[0].3, json!(total + 100));
    assert_eq!((&found[1].1, &found[3].1), (&paid[1], &paid[2]));
    let off = |of: i64, by: i64| (json!(of), json!(of + by));
    assert_eq!((found[1].2.clone(), found[1].3.clone()), off(fee, 200));
    assert_eq!((found[3].2.clone(), found[3].3.clone()), off(tax, 300));
    assert_eq!(found[2].1, format!("{}x", paid[4]));

    // Three working days later nobody has settled Sita's.
    town.forward(SignedDuration::from_hours(6 * 24)).await;
    let late = reconciliation(&office, "2026-11-26").await?;
    let missing = (String::from("missing_there"), paid[3].clone(), json!(total), Value::Null);
    assert_eq!(differences(&late), [missing]);
    assert_eq!(town.count("select count(*) from settlement").await?, 1, "posted once");

    let id = late["differences"][0]["id"].as_str().unwrap();
    let close = format!("/api/v1/reports/reconciliation/{id}/close");
    let body = json!({ "note": "Razorpay's support sends it" });
    let closed = office.post(&close, &body).await?.ok()?;
    assert_eq!(closed["differences"][0]["note"], body["note"]);
    assert!(closed["differences"][0]["closed_at"].is_string());
    office.post(&close, &body).await?.refused(409);
    assert_eq!(office.post(&close, &json!({ "note": "" })).await?.refused(422), ["note"]);
    let log = audit(&town, &format!("reconciliation:{id}")).await?;
    assert_eq!(log, [("reconciliation.close".to_owned(), json!({ "asked": body }))]);
    let bad = office.get("/api/v1/reports/reconciliation?day=today").await?;
    assert_eq!(bad.refused(400), ["day"]);
    town.books_balance().await
}

#[tokio::test]
async fn refunds_and_chargebacks_agree_with_the_report() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let paid = payments(&town, &["Asha", "Ravi", "Meena"]).await?;
    town.buyer("Asha").cancels().await?;
    let dispute = town.sandbox.dispute(&paid[1]).expect("a dispute");
    town.quiet().await;
    town.sandbox.settle();
    town.sandbox.decide_dispute(&dispute, Verdict::Won);
    town.quiet().await;
    town.sandbox.settle().expect("what the bank gave back");
    town.quiet().await;
    town.forward(SignedDuration::from_hours(22)).await;
    let day = reconciliation(&office, "2026-11-23").await?;
    assert_eq!((&day["state"], differences(&day).len()), (&json!("done"), 0), "{day}");
    assert_eq!(town.ledger("razorpay").await?, 0, "all of it is at the bank");
    town.books_balance().await
}

#[tokio::test]
async fn a_lost_chargeback_is_the_vendors_by_the_offices_word() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let office = Office::of(&town)?;
    let payment = town.sandbox.captured().pop().unwrap();
    let dispute = town.sandbox.dispute(&payment).expect("a dispute");
    town.quiet().await;
    let order = office.first_of("/api/v1/orders?needs_attention=true").await?;
    assert_eq!(order["attention"], "disputed");
    let path = |verb: &str| format!("/api/v1/orders/{}/{verb}", order["id"].as_str().unwrap());
    let refund = json!({ "amount_paise": 100, "reason": "She asks for it" });
    let refused = office.post(&path("refund"), &refund).await?;
    refused.refused(409);
    assert!(refused.body["detail"].as_str().unwrap().contains("bank"), "{refused:?}");
    let body = json!({ "dispute_id": dispute, "borne_by": "vendor", "reason": "No proof" });
    office.post(&path("settle-dispute"), &body).await?.refused(409);
    town.sandbox.decide_dispute(&dispute, Verdict::Lost);
    town.quiet().await;
    assert!(town.ledger("dispute_loss").await? > 0);
    let after = act(&town, &office, &order, "settle-dispute", body.clone()).await?;
    assert_eq!(after["disputes"][0]["borne_by"], "vendor");
    assert_eq!(after["disputes"][0]["loss_paise"], 0);
    assert_eq!(after["attention"], Value::Null);
    for account in ["dispute_loss", "disputed", "vendor", "delivery", "tcs_payable"] {
        assert_eq!(town.ledger(account).await?, 0, "{account}");
    }
    assert_eq!(kaluva.times("is taken off what we owe you"), 1);
    office.post(&path("settle-dispute"), &body).await?.refused(409);
    let stranger = json!({ "dispute_id": "disp_x", "borne_by": "us", "reason": "No" });
    let fields = office.post(&path("settle-dispute"), &stranger).await?.refused(422);
    assert_eq!(fields, ["borne_by", "reason"]);
    town.ends_well().await
}
