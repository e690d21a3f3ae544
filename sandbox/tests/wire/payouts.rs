//! RazorpayX: whom money goes to, whether the account is theirs, and payouts with their mandatory key.

use std::time::Duration;

use realserv_sandbox::{Options, PayoutEnd, hmac_hex};
use serde_json::{Value, json};

use crate::town::{Town, answered};

const SOURCE: &str = "7878780080316316";

async fn ask(town: &Town, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
    answered(town.razorpayx_request(method, path), body).await
}

fn said(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["error"]["description"].as_str().unwrap_or_default())
}

/// A bank account of a vendor's.
async fn account(town: &Town, number: &str) -> String {
    let contact = json!({"name": "Kaluva Traders", "type": "vendor", "reference_id": "ven-1"});
    let (status, contact) = ask(town, "POST", "contacts", Some(contact)).await;
    assert_eq!(status, 200, "{contact}");
    let bank = json!({"name": "Kaluva Traders", "ifsc": "HDFC0001234", "account_number": number});
    let body =
        json!({"contact_id": contact["id"], "account_type": "bank_account", "bank_account": bank});
    let (status, account) = ask(town, "POST", "fund_accounts", Some(body)).await;
    assert_eq!(status, 200, "{account}");
    account["id"].as_str().unwrap().to_owned()
}

fn body(account: &str, amount: i64, mode: &str) -> Value {
    json!({"account_number": SOURCE, "fund_account_id": account, "amount": amount, "currency": "INR", "mode": mode,
        "purpose": "vendor bill", "queue_if_low_balance": true, "reference_id": "r-1", "narration": "RealServ settlement"})
}

async fn pay(town: &Town, key: Option<&str>, body: Value) -> (u16, Value) {
    let mut request = town.razorpayx_request("POST", "payouts");
    if let Some(key) = key {
        request = request.header("X-Payout-Idempotency", key);
    }
    answered(request, Some(body)).await
}

#[tokio::test]
async fn the_keys_are_its_own_and_so_is_the_webhooks_secret() {
    let town = Town::open().await;
    let other = town.razorpay("GET", "payouts?account_number=1", None).await;
    assert_eq!(said(&other), (401, "Authentication failed"));
    assert_eq!(answered(town.razorpayx_request("GET", "payments"), None).await.0, 401);
    let account = account(&town, "50100012345678").await;
    pay(&town, Some("key-1"), body(&account, 10_000, "IMPS")).await;
    town.sandbox.settled().await;
    assert_eq!(town.inbox.payout_events(), ["payout.initiated", "payout.processed"]);
    assert!(town.inbox.events().is_empty());
    let received = town.inbox.razorpayx.lock().unwrap().clone();
    let signed = hmac_hex("sandbox-x-webhook-secret", &received[0].body);
    assert_eq!(received[0].header("x-razorpay-signature"), signed);
    assert_eq!(received[1].json()["payload"]["payout"]["entity"]["status"], "processed");
}

#[tokio::test]
async fn the_same_details_are_the_same_contact_and_account() {
    let town = Town::open().await;
    let first = account(&town, "50100012345678").await;
    assert_eq!(account(&town, "50100012345678").await, first);
    assert_ne!(account(&town, "50100012345679").await, first);
    let bank = json!({"name": "X Y Z", "ifsc": "HDFC1001234", "account_number": "50100012345678"});
    let contact = ask(&town, "POST", "contacts", Some(json!({"name": "Ab"}))).await;
    assert_eq!(said(&contact).0, 400);
    let nobody =
        json!({"contact_id": "cont_x", "account_type": "bank_account", "bank_account": bank});
    let wrong = ask(&town, "POST", "fund_accounts", Some(nobody)).await;
    assert_eq!(said(&wrong), (400, "Invalid IFSC Code in Bank Account"));
}

#[tokio::test]
async fn a_validation_tells_whose_an_account_is() {
    let town = Town::open().await;
    let mine = account(&town, "50100012345678").await;
    let wrong = account(&town, "50100099999999").await;
    town.sandbox.names_account("50100099999999", None);
    for (account, status, name) in
        [(mine, "active", json!("KALUVA TRADERS")), (wrong, "invalid", Value::Null)]
    {
        let body = json!({"account_number": SOURCE, "fund_account": {"id": account}, "amount": 100, "currency": "INR"});
        let (_, made) = ask(&town, "POST", "fund_accounts/validations", Some(body)).await;
        assert_eq!(made["status"], "created");
        town.sandbox.settled().await;
        let path = format!("fund_accounts/validations/{}", made["id"].as_str().unwrap());
        let seen = ask(&town, "GET", &path, None).await.1;
        assert_eq!(seen["status"], "completed");
        assert_eq!(seen["results"]["account_status"], status);
        assert_eq!(seen["results"]["registered_name"], name);
    }
    assert_eq!(town.inbox.payout_events(), ["fund_account.validation.completed"; 2]);
}

#[tokio::test]
async fn one_key_is_one_payout_and_none_is_refused() {
    let town = Town::open().await;
    let account = account(&town, "50100012345678").await;
    let without = pay(&town, None, body(&account, 10_000, "IMPS")).await;
    assert_eq!((without.0, &without.1["error"]["field"]), (400, &json!("X-Payout-Idempotency")));
    assert_eq!(pay(&town, Some("abc"), body(&account, 10_000, "IMPS")).await.0, 400);
    let first = pay(&town, Some("key-1"), body(&account, 10_000, "IMPS")).await;
    assert_eq!((first.0, &first.1["status"]), (200, &json!("processing")));
    town.sandbox.settled().await;
    let again = pay(&town, Some("key-1"), body(&account, 10_000, "IMPS")).await;
    assert_eq!((&again.1["id"], &again.1["status"]), (&first.1["id"], &json!("processed")));
    let other = pay(&town, Some("key-1"), body(&account, 20_000, "IMPS")).await;
    assert!(said(&other).1.starts_with("Different request"), "{other:?}");
    assert_eq!(town.sandbox.payouts().len(), 1);
    let (_, list) =
        ask(&town, "GET", &format!("payouts?account_number={SOURCE}&reference_id=r-1"), None).await;
    assert_eq!(list["count"], 1);
}

#[tokio::test]
async fn what_no_payout_can_be() {
    let town = Town::open().await;
    let account = account(&town, "50100012345678").await;
    let mut foreign = body(&account, 10_000, "IMPS");
    foreign["account_number"] = json!("1");
    let mut narrated = body(&account, 10_000, "IMPS");
    narrated["narration"] = json!("RealServ: week");
    let table = [
        (body(&account, 99, "IMPS"), "The amount must be at least INR 1.00"),
        (
            body(&account, 10_000, "UPI"),
            "Payout mode UPI is not possible for this account and amount",
        ),
        (
            body(&account, 50_000_001, "IMPS"),
            "Payout mode IMPS is not possible for this account and amount",
        ),
        (
            body(&account, 10_000, "RTGS"),
            "Payout mode RTGS is not possible for this account and amount",
        ),
        (body("fa_x", 10_000, "IMPS"), "The id provided does not exist"),
        (foreign, "The account number is invalid."),
        (narrated, "The narration format is invalid."),
    ];
    for (at, (body, words)) in table.into_iter().enumerate() {
        assert_eq!(said(&pay(&town, Some(&format!("key-{at}")), body).await), (400, words));
    }
    assert!(town.sandbox.payouts().is_empty());
}

#[tokio::test]
async fn payouts_fail_come_back_or_stay_under_way() {
    let town = Town::open().await;
    let account = account(&town, "50100012345678").await;
    town.sandbox.end_next_payouts(&[PayoutEnd::Failed, PayoutEnd::Reversed, PayoutEnd::Stuck]);
    for key in ["key-1", "key-2", "key-3", "key-4"] {
        pay(&town, Some(key), body(&account, 10_000, "IMPS")).await;
        town.sandbox.settled().await;
    }
    let statuses = || town.sandbox.payouts().iter().map(|one| one.status).collect::<Vec<_>>();
    assert_eq!(statuses(), ["failed", "reversed", "processing", "processed"]);
    let ids: Vec<String> = town.sandbox.payouts().into_iter().map(|one| one.id).collect();
    assert!(town.sandbox.end_payout(&ids[2], PayoutEnd::Processed));
    assert!(!town.sandbox.end_payout(&ids[2], PayoutEnd::Failed), "it has ended");
    assert!(town.sandbox.reverse_payout(&ids[3]), "after it was processed");
    assert_eq!(statuses(), ["failed", "reversed", "processed", "reversed"]);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.payout_events().last().unwrap(), "payout.reversed");
    let failed = ask(&town, "GET", &format!("payouts/{}", ids[0]), None).await.1;
    assert_eq!(failed["status_details"]["reason"], "bank_account_invalid");
}

#[tokio::test]
async fn what_the_account_does_not_hold_waits_and_can_be_called_off() {
    let town = Town::with(Options { razorpayx_balance_paise: 500, ..Options::default() }).await;
    let account = account(&town, "50100012345678").await;
    for key in ["key-1", "key-2"] {
        let (_, payout) = pay(&town, Some(key), body(&account, 10_000, "IMPS")).await;
        assert_eq!(
            (&payout["status"], &payout["status_details"]["reason"]),
            (&json!("queued"), &json!("low_balance"))
        );
    }
    let ids: Vec<String> = town.sandbox.payouts().into_iter().map(|one| one.id).collect();
    let path = format!("payouts/{}/cancel", ids[1]);
    assert_eq!(ask(&town, "POST", &path, None).await.1["status"], "cancelled");
    town.sandbox.fill_account(50_000);
    town.sandbox.settled().await;
    town.sandbox.forward(Duration::from_secs(1));
    let statuses: Vec<_> = town.sandbox.payouts().iter().map(|one| one.status).collect();
    assert_eq!(statuses, ["processed", "cancelled"]);
    assert_eq!(ask(&town, "POST", &path, None).await.0, 400);
}
