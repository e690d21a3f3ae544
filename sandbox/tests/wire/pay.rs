//! Paying: the hosted page, what becomes of link, order and payment, and the days on which it goes wrong.

use std::time::Duration;

use realserv_sandbox::{How, LinkStatus, PayTrouble, Reason, callback_signature};
use serde_json::{Value, json};

use crate::town::{Received, Town};

fn short(link: &Value) -> &str {
    link["short_url"].as_str().unwrap()
}

async fn press(town: &Town, link: &Value, how: &str) -> reqwest::Response {
    town.http.post(short(link)).form(&[("how", how)]).send().await.unwrap()
}

#[tokio::test]
async fn the_page_takes_the_money_and_sends_the_browser_back_with_a_signed_query() {
    let town = Town::open().await;
    let link = town.link(1_984_000, "RS1234567-1").await;
    let page = town.http.get(short(&link)).send().await.unwrap().text().await.unwrap();
    for part in ["₹19840.00", "Success (UPI)", "Success (card)", "Fail", "Abandon", "RS1234567-1"]
    {
        assert!(page.contains(part), "{part} is missing: {page}");
    }
    let answer = press(&town, &link, "upi").await;
    assert_eq!(answer.status(), 302);
    let location = reqwest::Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
    let query: std::collections::HashMap<String, String> =
        location.query_pairs().into_owned().collect();
    assert_eq!(location.path(), "/pay/return");
    assert_eq!(query["razorpay_payment_link_reference_id"], "RS1234567-1");
    assert_eq!(query["razorpay_payment_link_status"], "paid");
    let expected = callback_signature(
        "sandbox-key-secret",
        &query["razorpay_payment_link_id"],
        "RS1234567-1",
        "paid",
        &query["razorpay_payment_id"],
    );
    assert_eq!(query["razorpay_signature"], expected);
    let (_, now) = town
        .razorpay("GET", &format!("payment_links/{}", link["id"].as_str().unwrap()), None)
        .await;
    assert_eq!((&now["status"], &now["amount_paid"]), (&json!("paid"), &json!(1_984_000)));
    assert_eq!(now["payments"][0]["payment_id"], query["razorpay_payment_id"]);
    let order = now["order_id"].as_str().unwrap();
    let (_, order) = town.razorpay("GET", &format!("orders/{order}"), None).await;
    assert_eq!(
        (&order["status"], &order["receipt"], &order["attempts"]),
        (&json!("paid"), &json!("RS1234567-1"), &json!(1))
    );
    // A paid link offers nothing more.
    let page = town.http.get(short(&link)).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("This link is paid") && !page.contains("Success (UPI)"));
    assert_eq!(press(&town, &link, "card").await.status(), 200);
    assert_eq!(town.sandbox.payment_links()[0].payment_ids.len(), 1);
}

#[tokio::test]
async fn fee_and_tax_are_those_of_the_published_example() {
    let town = Town::open().await;
    for (amount, fee, tax) in [(49_900, 1178, 180), (1000, 24, 4)] {
        let link = town.link(amount, &format!("RS{amount}")).await;
        let paid = town.sandbox.pay(short(&link), How::Card).unwrap();
        let (_, payment) =
            town.razorpay("GET", &format!("payments/{}", paid.payment_ids[0]), None).await;
        assert_eq!((&payment["fee"], &payment["tax"]), (&json!(fee), &json!(tax)));
        assert_eq!(
            (&payment["status"], &payment["captured"], &payment["method"]),
            (&json!("captured"), &json!(true), &json!("card"))
        );
    }
}

#[tokio::test]
async fn a_payment_says_what_its_method_knows() {
    let town = Town::open().await;
    let table = [
        (How::Upi, "upi", "vpa", "rrn"),
        (How::Card, "card", "card_id", "auth_code"),
        (How::Netbanking, "netbanking", "bank", "bank_transaction_id"),
        (How::Wallet, "wallet", "wallet", "transaction_id"),
    ];
    let all = ["vpa", "card_id", "bank", "wallet"];
    for (how, method, own, number) in table {
        let link = town.link(10_000, method).await;
        let paid = town.sandbox.pay(short(&link), how).unwrap();
        let path = format!("payments/{}", paid.payment_ids[0]);
        let payment = town.razorpay("GET", &path, None).await.1;
        assert_eq!(payment["method"], method);
        for key in all {
            assert_eq!(payment[key].is_string(), key == own, "{method} and {key}");
        }
        assert!(payment["acquirer_data"][number].is_string());
        assert_eq!(
            (&payment["fee_bearer"], &payment["amount_captured"]),
            (&json!("platform"), &json!(10_000))
        );
        for key in ["customer_id", "token_id", "reward", "provider"] {
            assert_eq!(payment.get(key), Some(&Value::Null), "{key}");
        }
    }
}

#[tokio::test]
async fn a_failed_attempt_leaves_the_link_open() {
    let town = Town::open().await;
    let link = town.link(10_000, "RS1-1").await;
    assert!(press(&town, &link, "fail").await.text().await.unwrap().contains("Payment failed"));
    assert_eq!(press(&town, &link, "abandon").await.status(), 200);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events(), ["payment.failed"]);
    let failed =
        town.inbox.razorpay.lock().unwrap()[0].json()["payload"]["payment"]["entity"].clone();
    assert_eq!(
        (&failed["status"], &failed["error_reason"]),
        (&json!("failed"), &json!("payment_declined"))
    );
    assert_eq!(town.sandbox.payment_links()[0].status, LinkStatus::Created);
    assert_eq!(press(&town, &link, "upi").await.status(), 302);
    town.sandbox.settled().await;
    assert_eq!(
        town.inbox.events()[1..],
        ["payment.authorized", "payment.captured", "order.paid", "payment_link.paid"]
    );
    let order = town.sandbox.payment_links()[0].order_id.clone().unwrap();
    assert_eq!(town.razorpay("GET", &format!("orders/{order}/payments"), None).await.1["count"], 2);
}

#[tokio::test]
async fn a_payment_fails_for_every_reason_that_the_reference_names() {
    let town = Town::open().await;
    let link = town.link(10_000, "RS1-1").await;
    let page = town.http.get(short(&link)).send().await.unwrap().text().await.unwrap();
    for word in Reason::words() {
        assert!(page.contains(&format!("<option>{word}</option>")), "{word} is not offered");
        let form = [("how", "fail"), ("reason", word)];
        let answer = town.http.post(short(&link)).form(&form).send().await.unwrap();
        assert!(answer.text().await.unwrap().contains(word));
    }
    town.sandbox.settled().await;
    let failed: Vec<Value> =
        town.inbox.razorpay.lock().unwrap().iter().map(Received::json).collect();
    let failed: Vec<&Value> =
        failed.iter().map(|event| &event["payload"]["payment"]["entity"]).collect();
    assert_eq!(failed.len(), 17);
    let of = |word: &str| {
        failed.iter().find(|payment| payment["error_reason"] == word).copied().unwrap()
    };
    let bank = of("bank_technical_error");
    assert_eq!(
        (&bank["error_code"], &bank["error_source"], &bank["method"]),
        (&json!("GATEWAY_ERROR"), &json!("bank"), &json!("upi"))
    );
    assert_eq!(of("card_declined")["method"], "card");
    assert_eq!(town.sandbox.payment_links()[0].status, LinkStatus::Created);
}

#[tokio::test]
async fn razorpays_test_instruments_do_what_they_do_there() {
    let town = Town::open().await;
    let table = [
        ("failure@razorpay", "", "payment_failed"),
        ("nobody@bank", "", "invalid_vpa"),
        ("4100 2800 0000 1007", "123", "authentication_failed"),
        ("4111 1111 1111 1111", "1234", "card_declined"),
    ];
    let link = town.link(10_000, "RS1-1").await;
    let pay = async |link: &Value, instrument: &str, otp: &str| {
        let form = [("how", "typed"), ("instrument", instrument), ("otp", otp)];
        town.http.post(short(link)).form(&form).send().await.unwrap()
    };
    for (instrument, otp, reason) in table {
        let answer = pay(&link, instrument, otp).await.text().await.unwrap();
        assert!(answer.contains(reason), "{instrument}: {answer}");
    }
    assert_eq!(pay(&link, "success@razorpay", "").await.status(), 302);
    let card = town.link(10_000, "RS2-1").await;
    assert_eq!(pay(&card, "4100 2800 0000 1007", "1234").await.status(), 302);
    let path = format!("payments/{}", town.sandbox.payment_links()[1].payment_ids[0]);
    assert_eq!(town.razorpay("GET", &path, None).await.1["method"], "card");
}

#[tokio::test]
async fn a_link_paid_twice_has_two_captured_payments_and_one_paid_event() {
    let town = Town::open().await;
    let link = town.link(10_000, "RS1-1").await;
    let paid = town.sandbox.pay(short(&link), How::Twice).unwrap();
    assert_eq!(paid.payment_ids.len(), 2);
    town.sandbox.settled().await;
    let events = town.inbox.events();
    let count = |name: &str| events.iter().filter(|event| *event == name).count();
    assert_eq!(
        (count("payment.captured"), count("payment_link.paid"), count("order.paid")),
        (2, 1, 1)
    );
    assert_eq!(town.sandbox.payment_links()[0].paid_paise, 10_000);
}

#[tokio::test]
async fn late_payments_come_after_expiry_and_after_cancel() {
    let town = Town::open().await;
    let expired = town.link(10_000, "RS1-1").await;
    town.sandbox.forward(Duration::from_secs(184 * 86_400));
    town.sandbox.settled().await;
    assert_eq!(town.sandbox.pay(short(&expired), How::Upi), Err(PayTrouble::Closed("expired")));
    town.sandbox.pay(short(&expired), How::Late).unwrap();
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "payment_link.paid");
    let cancelled = town.link(10_000, "RS2-1").await;
    town.razorpay(
        "POST",
        &format!("payment_links/{}/cancel", cancelled["id"].as_str().unwrap()),
        None,
    )
    .await;
    town.sandbox.pay(short(&cancelled), How::Late).unwrap();
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "order.paid");
    let states: Vec<LinkStatus> =
        town.sandbox.payment_links().iter().map(|link| link.status).collect();
    assert_eq!(states, [LinkStatus::Paid, LinkStatus::Cancelled]);
}

#[tokio::test]
async fn failed_is_not_final() {
    let town = Town::open().await;
    let link = town.link(10_000, "RS1-1").await;
    let paid =
        town.sandbox.pay(short(&link), How::LateAuthorised(Duration::from_secs(600))).unwrap();
    assert_eq!(paid.redirect, None);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events(), ["payment.failed"]);
    town.sandbox.forward(Duration::from_secs(600));
    town.sandbox.settled().await;
    assert_eq!(
        town.inbox.events()[1..],
        ["payment.authorized", "payment.captured", "order.paid", "payment_link.paid"]
    );
    let (_, payment) =
        town.razorpay("GET", &format!("payments/{}", paid.payment_ids[0]), None).await;
    assert_eq!((&payment["status"], &payment["error_code"]), (&json!("captured"), &Value::Null));
}

#[tokio::test]
async fn a_link_can_be_paid_in_parts_where_it_allows_that() {
    let town = Town::open().await;
    let body = json!({"amount": 10_000, "accept_partial": true, "first_min_partial_amount": 4000});
    let link = town.razorpay("POST", "payment_links", Some(body)).await.1;
    assert!(matches!(
        town.sandbox.pay(short(&link), How::Part(3000)),
        Err(PayTrouble::NotPossible(_))
    ));
    town.sandbox.pay(short(&link), How::Part(4000)).unwrap();
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "payment_link.partially_paid");
    town.sandbox.pay(short(&link), How::Upi).unwrap();
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "payment_link.paid");
    let whole = town.link(10_000, "RS1-1").await;
    assert!(matches!(
        town.sandbox.pay(short(&whole), How::Part(4000)),
        Err(PayTrouble::NotPossible(_))
    ));
}

#[tokio::test]
async fn what_was_captured_is_settled() {
    let town = Town::open().await;
    assert_eq!(town.sandbox.settle(), None);
    let link = town.link(49_900, "RS1-1").await;
    town.sandbox.pay(short(&link), How::Upi).unwrap();
    town.sandbox.settled().await;
    let id = town.sandbox.settle().unwrap();
    let (_, settlement) = town.razorpay("GET", &format!("settlements/{id}"), None).await;
    assert_eq!(
        (&settlement["amount"], &settlement["fees"], &settlement["tax"]),
        (&json!(48_722), &json!(1178), &json!(180))
    );
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "settlement.processed");
}

#[tokio::test]
async fn events_can_take_the_shapes_that_strict_readers_trip_on() {
    let town = Town::open().await;
    town.sandbox.razorpay_shapes_are_odd(true);
    let link = town.link(10_000, "RS1-1").await;
    town.sandbox.pay(short(&link), How::Upi).unwrap();
    town.sandbox.settled().await;
    let paid = town.inbox.razorpay.lock().unwrap()[3].json();
    assert!(paid.get("created_at").is_none());
    let order = paid["payload"]["order"]["entity"]["id"].as_str().unwrap().to_owned();
    assert_eq!(format!("order_{order}"), paid["payload"]["payment"]["entity"]["order_id"]);
    assert_eq!(paid["payload"]["payment_link"]["entity"]["customer"], json!([]));
}
