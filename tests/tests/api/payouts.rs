//! What vendors are paid: settled by the week out of the ledger, sent once, whatever the wire and the bank do.

use jiff::SignedDuration;
use realserv_sandbox::{Direction, Fault, PayoutEnd, hmac_hex};
use realserv_tests::{Done, Town};
use serde_json::{Value, json};

use super::{NOBODY, Office, Trouble, audit};

const BANK: &str = "50100012345678";

/// Asha's fifty bags, paid online and delivered by Kaluva on Monday.
async fn a_sale(town: &Town) -> Done {
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await
}

/// The seller's id.
async fn kaluva(office: &Office) -> Result<String, Trouble> {
    let all = office.get("/api/v1/vendors?limit=100").await?.ok()?;
    let all = all["data"].as_array().unwrap();
    let found = all.iter().find(|one| one["code"] == "VEN-KALUVA").unwrap();
    Ok(found["id"].as_str().unwrap().to_owned())
}

async fn gives_account(town: &Town, office: &Office, vendor: &str, number: &str) -> Done {
    let body = json!({ "ifsc": "HDFC0001234", "account_number": number });
    let path = format!("/api/v1/vendors/{vendor}/payout-account");
    office.json(reqwest::Method::PUT, &path, &body).await?.ok()?;
    town.quiet().await;
    Ok(())
}

/// To seven on the next Monday.
async fn a_week_passes(town: &Town) {
    town.forward(SignedDuration::from_hours(6 * 24 + 22)).await;
}

async fn payout(office: &Office) -> Result<Value, Trouble> {
    office.first_of("/api/v1/payouts").await
}

async fn act(town: &Town, office: &Office, verb: &str, body: &Value) -> Result<Value, Trouble> {
    let id = payout(office).await?["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/payouts/{id}/{verb}");
    let answer = office.post(&path, body).await?.ok()?;
    town.quiet().await;
    assert_eq!(answer["id"], id.as_str());
    payout(office).await
}

/// What vendors are owed in all.
async fn owed(town: &Town) -> Result<i64, Trouble> {
    let mut owed = 0;
    for account in ["vendor", "delivery", "cash_with_vendor"] {
        owed -= town.ledger(account).await?;
    }
    Ok(owed)
}

#[tokio::test]
async fn a_week_is_settled_and_paid_on_monday() -> Done {
    let town = Town::open().await?;
    a_sale(&town).await?;
    let office = Office::of(&town)?;
    let vendor = kaluva(&office).await?;
    gives_account(&town, &office, &vendor, BANK).await?;
    let account = office.get(&format!("/api/v1/vendors/{vendor}/payout-account")).await?.ok()?;
    assert_eq!(account["in_use"]["account"], "HDFC …5678");
    assert!(!account.to_string().contains(BANK));
    let owed_before = owed(&town).await?;
    a_week_passes(&town).await;

    let listed = office.first_of(&format!("/api/v1/settlements?vendor_id={vendor}")).await?;
    assert_eq!((&listed["from"], &listed["to"]), (&json!("2026-11-23"), &json!("2026-11-29")));
    assert_eq!(listed["closing_paise"], json!(owed_before));
    let id = listed["id"].as_str().unwrap();
    let whole = office.get(&format!("/api/v1/settlements/{id}")).await?.ok()?;
    assert_eq!(whole["settlement"], listed);
    let lines = whole["lines"].as_array().unwrap();
    let sums: i64 = lines.iter().map(|line| line["sum_paise"].as_i64().unwrap()).sum();
    assert_eq!((lines.len(), sums), (1, owed_before));
    let figures = &listed["figures"];
    assert!(
        figures["gross_paise"].as_i64().unwrap() > 0 && figures["tcs_paise"].as_i64().unwrap() < 0
    );
    let paid = payout(&office).await?;
    assert_eq!((&paid["state"], &paid["amount_paise"]), (&json!("processed"), &json!(owed_before)));
    assert_eq!(paid["attempts"].as_array().unwrap().len(), 1);
    assert_eq!(town.sandbox.payouts().len(), 1);
    assert_eq!(town.sandbox.payouts()[0].amount_paise, owed_before);
    assert_eq!((owed(&town).await?, town.ledger("bank").await?), (0, -owed_before));
    assert_eq!(town.ledger("payout_in_transit").await?, 0);
    assert_eq!(town.ledger("delivery").await?, 0, "his accounts are one");

    // All webhooks come once more, and another week passes in which nothing happens.
    for (event, _) in town.sandbox.razorpay_events() {
        town.sandbox.replay_razorpay(&event);
    }
    town.quiet().await;
    a_week_passes(&town).await;
    town.forward(SignedDuration::from_hours(3)).await;
    assert_eq!(town.sandbox.payouts().len(), 1);
    assert_eq!(town.ledger("bank").await?, -owed_before);
    let settlements = town.count("select count(*) from vendor_settlement").await?;
    assert_eq!(settlements, 2, "the payout itself is in the second, and nothing is left");
    assert_eq!(unsettled(&town).await?, 0);
    town.ends_well().await
}

/// Rows of vendors that are in no settlement.
async fn unsettled(town: &Town) -> Result<i64, Trouble> {
    town.count(
        "select count(*)
         from ledger_entry
         where account in ('vendor', 'delivery', 'cash_with_vendor')
           and not exists (
               select from settled_posting
               where settled_posting.posting_id = ledger_entry.posting_id
                 and settled_posting.vendor_id = ledger_entry.party)",
    )
    .await
}

#[tokio::test]
async fn the_sheet_adds_up() -> Done {
    let town = Town::open().await?;
    a_sale(&town).await?;
    let office = Office::of(&town)?;
    a_week_passes(&town).await;
    let listed = office.first_of("/api/v1/settlements").await?;
    let path = town.url(&format!("/api/v1/settlements/{}/csv", listed["id"].as_str().unwrap()));
    let client = realserv_adapters::http::client(&path, Default::default())?;
    let sheet =
        client.get(&path).header("X-API-Key", realserv_tests::town::ADMIN_KEY).send().await?;
    assert_eq!(sheet.headers()["content-type"], "text/csv; charset=utf-8");
    let text = sheet.text().await?;
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0][..4], ["day", "order", "of", "gross"]);
    let paise = |cell: &str| cell.replace('.', "").parse::<i64>().unwrap_or(0);
    let last = |row: &Vec<&str>| paise(row.last().unwrap());
    let (closing, lines) = rows[1..].split_last().unwrap();
    assert_eq!(last(closing), lines.iter().map(last).sum::<i64>());
    assert_eq!(last(closing), listed["closing_paise"].as_i64().unwrap());
    let path = path.replace("/csv", "/pdf");
    let paper =
        client.get(&path).header("X-API-Key", realserv_tests::town::ADMIN_KEY).send().await?;
    assert_eq!(paper.headers()["content-type"], "application/pdf");
    assert!(paper.bytes().await?.starts_with(b"%PDF-"));
    Ok(())
}

#[tokio::test]
async fn what_failed_goes_elsewhere_under_a_new_key_and_what_comes_back_is_owed_again() -> Done {
    let town = Town::open().await?;
    a_sale(&town).await?;
    let office = Office::of(&town)?;
    let vendor = kaluva(&office).await?;
    gives_account(&town, &office, &vendor, BANK).await?;
    town.sandbox.end_next_payouts(&[PayoutEnd::Failed]);
    let due = owed(&town).await?;
    a_week_passes(&town).await;
    assert_eq!(payout(&office).await?["state"], "failed");
    assert_eq!((owed(&town).await?, town.ledger("bank").await?), (due, 0));
    let ticket = office.first_of("/api/v1/tickets").await?;
    assert_eq!(ticket["about"], "payout_failed");
    gives_account(&town, &office, &vendor, "50100099998888").await?;
    let paid = payout(&office).await?;
    assert_eq!(paid["state"], "processed");
    let keys: Vec<&Value> =
        paid["attempts"].as_array().unwrap().iter().map(|a| &a["key"]).collect();
    assert!(keys.len() == 2 && keys[0] != keys[1]);
    assert_eq!((owed(&town).await?, town.ledger("bank").await?), (0, -due));

    // The bank sends it back a day later.
    town.forward(SignedDuration::from_hours(24)).await;
    let id = town.sandbox.payouts()[1].id.clone();
    assert!(town.sandbox.reverse_payout(&id));
    town.quiet().await;
    assert_eq!(payout(&office).await?["state"], "reversed");
    assert_eq!((owed(&town).await?, town.ledger("bank").await?), (due, 0));
    let held = act(&town, &office, "retry", &json!({})).await?;
    assert_eq!((&held["state"], &held["held_for"]), (&json!("held"), &json!(["no_account"])));
    let paid = act(&town, &office, "paid", &json!({ "utr": "NEFT0001" })).await?;
    assert_eq!(paid["state"], "processed");
    assert_eq!(
        (owed(&town).await?, town.ledger("bank").await?),
        (0, -due),
        "one transfer in the end"
    );
    let path = format!("/api/v1/payouts/{}/paid", paid["id"].as_str().unwrap());
    office.post(&path, &json!({ "utr": "NEFT0001" })).await?.refused(409);
    town.books_balance().await
}

#[tokio::test]
async fn an_answer_that_gets_lost_costs_no_second_transfer() -> Done {
    for fault in [Fault::ErrorAfter, Fault::GatewayTimeoutAfter, Fault::ErrorBefore, Fault::TooMany]
    {
        let town = Town::open().await?;
        a_sale(&town).await?;
        let office = Office::of(&town)?;
        let vendor = kaluva(&office).await?;
        gives_account(&town, &office, &vendor, BANK).await?;
        town.sandbox.faults().next_of(
            Direction::RazorpayCalls,
            "POST /razorpay/v1/payouts",
            fault,
            2,
        );
        a_week_passes(&town).await;
        town.forward(SignedDuration::from_secs(30)).await;
        town.forward(SignedDuration::from_secs(30)).await;
        assert_eq!(payout(&office).await?["state"], "processed", "{fault:?}");
        assert_eq!(town.sandbox.payouts().len(), 1, "{fault:?}");
        town.books_balance().await?;
    }
    Ok(())
}

/// The webhook is only a hint, and one that is not signed with the right secret is not even that.
#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a raw client is what this tests with")]
async fn a_forged_callback_is_refused_and_a_false_one_changes_nothing() -> Done {
    let town = Town::open().await?;
    a_sale(&town).await?;
    let office = Office::of(&town)?;
    let vendor = kaluva(&office).await?;
    gives_account(&town, &office, &vendor, BANK).await?;
    town.sandbox.end_next_payouts(&[PayoutEnd::Stuck]);
    a_week_passes(&town).await;
    let sent = payout(&office).await?;
    assert_eq!(sent["state"], "sent");
    let said =
        json!({"entity": "event", "event": "payout.processed", "payload": {"payout": {"entity": {
        "id": sent["attempts"][0]["provider_id"], "status": "processed", "utr": "FORGED",
        "reference_id": sent["attempts"][0]["key"]}}}})
        .to_string();
    let known = town.sandbox.options().clone();
    let client = reqwest::Client::new();
    for (secret, status) in [
        ("nobody's", 401),
        (known.razorpay_webhook_secret.as_str(), 401),
        (known.razorpayx_webhook_secret.as_str(), 200),
    ] {
        let request = client.post(town.url("/webhooks/razorpayx")).body(said.clone());
        let signature = hmac_hex(secret, said.as_bytes());
        let answer = request.header("X-Razorpay-Signature", signature).send().await?;
        assert_eq!(answer.status().as_u16(), status, "{secret}");
    }
    let unsigned = client.post(town.url("/webhooks/razorpayx")).body(said).send().await?;
    assert_eq!(unsigned.status().as_u16(), 401);
    town.quiet().await;
    assert_eq!(payout(&office).await?["state"], "sent", "the look-up decides");
    let id = town.sandbox.payouts()[0].id.clone();
    assert!(town.sandbox.end_payout(&id, PayoutEnd::Processed));
    town.quiet().await;
    assert_eq!(payout(&office).await?["state"], "processed");
    Ok(())
}

/// No webhook comes at all: the poll finds it.
#[tokio::test]
async fn what_no_webhook_tells_is_looked_for() -> Done {
    let town = Town::open().await?;
    a_sale(&town).await?;
    let office = Office::of(&town)?;
    let vendor = kaluva(&office).await?;
    gives_account(&town, &office, &vendor, BANK).await?;
    town.sandbox.faults().usually(Direction::RazorpayWebhooks, "payout", Fault::Drop, 1);
    a_week_passes(&town).await;
    assert_eq!(payout(&office).await?["state"], "sent");
    town.forward(SignedDuration::from_mins(6)).await;
    assert_eq!(payout(&office).await?["state"], "processed");
    Ok(())
}

#[tokio::test]
async fn nothing_is_paid_before_the_office_knows_who_he_is_or_while_it_holds_it() -> Done {
    let town = Town::open().await?;
    a_sale(&town).await?;
    let office = Office::of(&town)?;
    let vendor = kaluva(&office).await?;
    let path = format!("/api/v1/vendors/{vendor}");
    let open = office.patch(&path, &json!({ "kyc": "open" })).await?.ok()?;
    assert_eq!(open["kyc"], "open");
    assert_eq!(office.patch(&path, &json!({ "kyc": "maybe" })).await?.refused(422), ["kyc"]);
    a_week_passes(&town).await;
    let held = payout(&office).await?;
    assert_eq!(held["held_for"], json!(["kyc", "no_account"]));
    gives_account(&town, &office, &vendor, BANK).await?;
    let held = act(&town, &office, "hold", &json!({ "reason": "A claim is open" })).await?;
    assert_eq!(
        (&held["held_for"], &held["office_hold"]),
        (&json!(["office", "kyc"]), &json!("A claim is open"))
    );
    office.patch(&path, &json!({ "kyc": "approved" })).await?.ok()?;
    town.quiet().await;
    assert_eq!(payout(&office).await?["held_for"], json!(["office"]));
    let id = held["id"].as_str().unwrap().to_owned();
    office.post(&format!("/api/v1/payouts/{id}/retry"), &json!({})).await?.refused(409);
    let paid = act(&town, &office, "release", &json!({})).await?;
    assert_eq!(paid["state"], "processed");
    let log = audit(&town, &format!("payout:{id}")).await?;
    let acts: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(acts, ["payout.hold", "payout.release"]);
    office.post(&format!("/api/v1/payouts/{NOBODY}/release"), &json!({})).await?.refused(404);
    office.get(&format!("/api/v1/settlements/{NOBODY}")).await?.refused(404);
    office.get(&format!("/api/v1/settlements/{NOBODY}/pdf")).await?.refused(404);
    assert_eq!(office.get("/api/v1/payouts?state=lost").await?.refused(400), ["state"]);
    town.ends_well().await
}

#[tokio::test]
async fn an_account_in_another_name_waits_for_the_office() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let vendor = kaluva(&office).await?;
    let path = format!("/api/v1/vendors/{vendor}/payout-account");
    town.sandbox.names_account(BANK, Some("SUNITA DEVI"));
    office.post(&format!("{path}/confirm"), &json!({})).await?.refused(409);
    gives_account(&town, &office, &vendor, BANK).await?;
    let waits = office.get(&path).await?.ok()?;
    assert_eq!(
        (&waits["in_use"], &waits["candidate"]["state"]),
        (&Value::Null, &json!("with_office"))
    );
    assert_eq!(waits["candidate"]["name"], "SUNITA DEVI");
    assert_eq!(office.first_of("/api/v1/tickets").await?["about"], "account_name");
    office.post(&format!("{path}/confirm"), &json!({})).await?.ok()?;
    town.quiet().await;
    let account = office.get(&path).await?.ok()?;
    assert_eq!(
        (&account["in_use"]["name"], &account["candidate"]),
        (&json!("SUNITA DEVI"), &Value::Null)
    );
    // One that nobody has changes nothing.
    town.sandbox.names_account("50100000000001", None);
    gives_account(&town, &office, &vendor, "50100000000001").await?;
    assert_eq!(office.get(&path).await?.ok()?, account);
    let put = reqwest::Method::PUT;
    let bad = json!({ "ifsc": "HDFC1", "account_number": "12" });
    let fields = office.json(put.clone(), &path, &bad).await?.refused(422);
    assert_eq!(fields, ["ifsc", "account_number"]);
    let bad = json!({ "upi": "somebody@gmail.com" });
    assert_eq!(office.json(put, &path, &bad).await?.refused(422), ["upi"]);
    town.books_balance().await
}
