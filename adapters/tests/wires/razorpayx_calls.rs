//! Calls to RazorpayX: what is asked, what is read of the answers, what each failure allows next; and its webhooks.

use jiff::Timestamp;
use realserv_adapters::razorpay::x::webhook::{PayoutAbout, parse};
use realserv_adapters::razorpay::x::{Holder, Payer};
use realserv_adapters::razorpay::{Client, Next};
use realserv_adapters::secret::Secret;
use realserv_domain::money::Paise;
use realserv_domain::payments::ProviderId;
use realserv_domain::settlements::{AttemptStatus, Mode, PayTo, Whose};
use serde_json::json;
use uuid::Uuid;

use crate::server::{Reply, Server, ok, patient};

const KEY: Uuid = Uuid::from_u128(0x0193_f3c2_a000_7c1f_8d4e_5a6b_7c8d_9e0f);

fn payer(server: &Server) -> Payer {
    let secret = Secret::new("secret");
    let client = Client::new(patient(&server.url), &server.url, "rzp_live_x", secret);
    Payer::new(client, "7878780080316316")
}

fn id(text: &str) -> ProviderId {
    ProviderId(text.to_owned())
}

fn bank() -> PayTo {
    PayTo::read("HDFC0001234 50100012345678").unwrap()
}

fn holder(name: &str) -> Holder<'_> {
    Holder { reference: Uuid::from_u128(7), account: Uuid::from_u128(8), name }
}

fn validation(status: &str, results: &str) -> String {
    format!(
        r#"{{"id":"fav_1","entity":"fund_account.validation","fund_account":{{"id":"fa_1"}},"status":"{status}","amount":100,"notes":[],"results":{results}}}"#
    )
}

fn payout(status: &str) -> String {
    format!(
        r#"{{"id":"pout_1","entity":"payout","fund_account_id":"fa_1","amount":100000,"fees":"590","tax":90,"status":"{status}","utr":null,"reference_id":"{KEY}","notes":[],"status_details":{{"reason":"beneficiary_bank_offline","source":"beneficiary_bank"}},"brand_new":{{}}}}"#
    )
}

#[tokio::test]
async fn an_account_is_made_known_in_three_steps_and_asked_about() {
    let script = vec![
        ok(r#"{"id":"cont_1","entity":"contact"}"#),
        ok(r#"{"id":"fa_1","entity":"fund_account"}"#),
        ok(&validation("created", r#"{"account_status":null,"registered_name":null}"#)),
    ];
    let server = Server::answering(script).await;
    let said = payer(&server).check(holder("Sri Balaji & Sons (Miyapur)"), &bank()).await.unwrap();
    assert_eq!((said.validation, said.fund_account), (id("fav_1"), id("fa_1")));
    assert_eq!(said.whose, Whose::NotKnown);
    let asked = server.asked();
    assert_eq!(asked[0].json()["name"], "Sri Balaji Sons Miyapur");
    assert_eq!(asked[0].json()["reference_id"], json!(Uuid::from_u128(7)));
    assert_eq!(asked[1].json()["bank_account"]["ifsc"], "HDFC0001234");
    assert_eq!(asked[1].json()["bank_account"]["account_number"], "50100012345678");
    let body = asked[2].json();
    assert_eq!(
        (&body["account_number"], &body["amount"]),
        (&json!("7878780080316316"), &json!(100))
    );
    assert_eq!(body["notes"]["account"], json!(Uuid::from_u128(8)));
    assert!(asked[2].line().starts_with("POST /v1/fund_accounts/validations"));
}

#[tokio::test]
async fn a_name_without_latin_letters_is_replaced_and_a_upi_address_costs_nothing() {
    let results = r#"{"account_status":"active","registered_name":"RAVI K"}"#;
    let script = vec![
        ok(r#"{"id":"cont_1"}"#),
        ok(r#"{"id":"fa_1"}"#),
        ok(&validation("completed", results)),
    ];
    let server = Server::answering(script).await;
    let to = PayTo::read("ravi@ybl").unwrap();
    let said = payer(&server).check(holder("బాలాజీ"), &to).await.unwrap();
    assert_eq!(said.whose, Whose::Of("RAVI K".to_owned()));
    let asked = server.asked();
    assert_eq!(asked[0].json()["name"], "RealServ vendor");
    assert_eq!(asked[1].json()["vpa"], json!({"address": "ravi@ybl"}));
    assert!(asked[2].json().get("amount").is_none());
}

#[tokio::test]
async fn an_account_is_somebodys_nobodys_or_not_known() {
    for (status, results, whose) in [
        ("created", r#"{"account_status":null}"#, Whose::NotKnown),
        ("completed", r#"{"account_status":"invalid","registered_name":null}"#, Whose::Nobodys),
        ("completed", r#"{"account_status":"active"}"#, Whose::Of(String::new())),
        ("failed", "{}", Whose::Nobodys),
        ("new_word", "[]", Whose::NotKnown),
    ] {
        let server = Server::answering(vec![ok(&validation(status, results))]).await;
        let said = payer(&server).validation(&id("fav_1")).await.unwrap();
        assert_eq!(said.whose, whose, "{status}");
    }
}

#[tokio::test]
async fn a_payout_carries_its_key_twice_and_every_status_has_its_own_word() {
    for (status, read) in [
        ("pending", AttemptStatus::Pending),
        ("queued", AttemptStatus::Queued),
        ("scheduled", AttemptStatus::Scheduled),
        ("processing", AttemptStatus::Processing),
        ("processed", AttemptStatus::Processed),
        ("reversed", AttemptStatus::Reversed),
        ("failed", AttemptStatus::Failed),
        ("rejected", AttemptStatus::Rejected),
        ("cancelled", AttemptStatus::Cancelled),
        ("on_the_moon", AttemptStatus::Unknown("on_the_moon".into())),
    ] {
        let server = Server::answering(vec![ok(&payout(status))]).await;
        let account = id("fa_1");
        let payer = payer(&server);
        let said = payer.pay(KEY, &account, Paise::rupees(1000), Mode::Imps).await.unwrap();
        assert_eq!(said.status, read);
        assert_eq!(said.reason.as_deref(), Some("beneficiary_bank_offline"));
        let asked = &server.asked()[0];
        assert!(asked.head.contains(&format!("x-payout-idempotency: {KEY}")), "{}", asked.head);
        let body = asked.json();
        assert_eq!(body["reference_id"], json!(KEY));
        assert_eq!((&body["amount"], &body["mode"]), (&json!(100_000), &json!("IMPS")));
        assert_eq!(body["queue_if_low_balance"], true);
        let narration = body["narration"].as_str().unwrap();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
        assert!(narration.len() <= 30 && narration.chars().all(plain));
    }
}

#[tokio::test]
async fn whoever_does_not_know_asks_again_with_the_same_key() {
    let description = "Another request with the same idempotency key is still in progress.";
    let busy = json!({"error": {"code": "BAD_REQUEST_ERROR", "description": description}});
    for (reply, next) in [
        (Reply::Answer(500, "", "{}".to_owned()), Next::Unknown),
        (Reply::HangUp, Next::Unknown),
        (ok("<html>"), Next::Unknown),
        (Reply::Answer(409, "", busy.to_string()), Next::Again { after: None }),
        (Reply::Answer(429, "", "{}".to_owned()), Next::Again { after: None }),
        (Reply::Answer(400, "", "{}".to_owned()), Next::Never),
        (Reply::Answer(401, "", "{}".to_owned()), Next::Never),
    ] {
        let server = Server::answering(vec![reply]).await;
        let paid = payer(&server).pay(KEY, &id("fa_1"), Paise::rupees(1000), Mode::Upi).await;
        assert_eq!(paid.unwrap_err().next, next);
    }
}

#[tokio::test]
async fn a_payout_is_looked_for_to_the_end_of_the_list() {
    let since = Timestamp::from_second(1_764_500_000).unwrap();
    let other = payout("processed").replace(&KEY.to_string(), "another");
    let list = |items: Vec<String>| ok(&format!(r#"{{"items":[{}]}}"#, items.join(",")));
    let full = || list(vec![other.clone(); 100]);
    let server = Server::answering(vec![full(), list(vec![other.clone(), payout("queued")])]).await;
    let found = payer(&server).payout_of(KEY, since).await.unwrap().unwrap();
    assert_eq!(found.status, AttemptStatus::Queued);
    let asked: Vec<String> = server.asked().iter().map(|one| one.line().to_owned()).collect();
    assert!(asked[0].contains("from=1764499400&count=100&skip=0"), "{asked:?}");
    assert!(asked[1].contains("skip=100"), "{asked:?}");
    let server = Server::answering(vec![full(), list(Vec::new())]).await;
    assert_eq!(payer(&server).payout_of(KEY, since).await.unwrap(), None);
    // What cannot be read may be it.
    let server = Server::answering(vec![list(vec![other, "{}".to_owned()])]).await;
    assert!(payer(&server).payout_of(KEY, since).await.is_err());
}

#[test]
fn a_hook_names_what_it_is_about() {
    let about = |event: &str, payload: &str| {
        let body = format!(r#"{{"entity":"event","event":"{event}","payload":{payload}}}"#);
        parse(body.as_bytes(), Some("Event1")).unwrap().about
    };
    let of_payout = format!(r#"{{"payout":{{"entity":{}}}}}"#, payout("processed"));
    let expected = PayoutAbout::Payout { provider: id("pout_1"), reference: KEY.to_string() };
    assert_eq!(about("payout.processed", &of_payout), expected);
    let entity =
        validation("completed", "{}").replace(r#""notes":[]"#, r#""notes":{"account":"a8"}"#);
    let of_account = format!(r#"{{"fund_account.validation":{{"entity":{entity}}}}}"#);
    let expected = PayoutAbout::Validation { provider: id("fav_1"), account: "a8".to_owned() };
    assert_eq!(about("fund_account.validation.completed", &of_account), expected);
    assert_eq!(about("payout.downtime.started", "{}"), PayoutAbout::Other);
    assert_eq!(about("transaction.created", "[]"), PayoutAbout::Other);
    assert!(parse(b"{}", None).is_err());
}
