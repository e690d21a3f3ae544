//! Refunds: the rules, the balance, the idempotency header, and how they end.

use std::time::Duration;

use realserv_sandbox::{Direction, Fault, How};
use serde_json::{Value, json};

use crate::town::{Town, answered};

async fn paid(town: &Town, amount: i64, reference: &str) -> String {
    let link = town.link(amount, reference).await;
    let paid = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Upi).unwrap();
    town.sandbox.settled().await;
    paid.payment_ids[0].clone()
}

async fn refund(town: &Town, payment: &str, key: Option<&str>, body: Value) -> (u16, Value) {
    let mut request = town.razorpay_request("POST", &format!("payments/{payment}/refund"));
    if let Some(key) = key {
        request = request.header("X-Refund-Idempotency", key);
    }
    answered(request, Some(body)).await
}

fn said(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["error"]["description"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn parts_can_be_given_back_until_nothing_is_left() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    let (status, first) =
        refund(&town, &payment, None, json!({"amount": 4000, "notes": {"why": "short"}})).await;
    assert_eq!(
        (status, &first["status"], &first["amount"]),
        (200, &json!("pending"), &json!(4000))
    );
    let more = refund(&town, &payment, None, json!({"amount": 6001})).await;
    assert_eq!(said(&more), (400, "The refund amount provided is greater than amount captured."));
    let (_, whole) = town.razorpay("GET", &format!("payments/{payment}"), None).await;
    assert_eq!(
        (&whole["refund_status"], &whole["status"]),
        (&json!("partial"), &json!("captured"))
    );
    // Without an amount: all that remains.
    assert_eq!(refund(&town, &payment, None, json!({})).await.1["amount"], 6000);
    let done = refund(&town, &payment, None, json!({"amount": 100})).await;
    assert_eq!(said(&done), (400, "The payment has been fully refunded already."));
    town.sandbox.settled().await;
    let (_, whole) = town.razorpay("GET", &format!("payments/{payment}"), None).await;
    assert_eq!((&whole["refund_status"], &whole["status"]), (&json!("full"), &json!("refunded")));
    let (_, list) = town.razorpay("GET", &format!("payments/{payment}/refunds"), None).await;
    assert_eq!(list["count"], 2);
    assert!(list["items"].as_array().unwrap().iter().all(|refund| refund["status"] == "processed"));
    let refunds: Vec<String> =
        town.inbox.events().into_iter().filter(|event| event.starts_with("refund.")).collect();
    assert_eq!(
        refunds,
        ["refund.created", "refund.processed", "refund.created", "refund.processed"]
    );
    assert_eq!(town.sandbox.payment_links()[0].status.word(), "paid");
}

#[tokio::test]
async fn what_cannot_be_refunded() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    let link = town.link(10_000, "RS2-1").await;
    let _ = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Fail);
    let failed = town.sandbox.payment_links()[1].payment_ids[0].clone();
    let table = [
        (payment.as_str(), json!({"amount": 99}), "The amount must be at least INR 1.00"),
        (&payment, json!({"amount": "100"}), "The amount must be an integer."),
        (
            &payment,
            json!({"amount": 100, "colour": 1}),
            "colour is/are not required and should not be sent.",
        ),
        (&payment, json!({"speed": "warp"}), "The speed must be normal or optimum"),
        (
            &payment,
            json!({"notes": {"a": "v".repeat(256)}}),
            "value: the length must not be greater than 255.",
        ),
        ("pay_x", json!({}), "pay_x is not a valid id"),
        ("pay_00000000000000", json!({}), "The id provided does not exist"),
        (&failed, json!({}), "The payment status should be captured for action to be taken"),
    ];
    for (payment, body, words) in table {
        assert_eq!(said(&refund(&town, payment, None, body).await), (400, words));
    }
    town.sandbox.forward(Duration::from_secs(184 * 86_400));
    let words = "Refund is not supported by the bank because the payment is more than 6 months old";
    assert_eq!(said(&refund(&town, &payment, None, json!({})).await), (400, words));
    assert_eq!(refund(&town, &payment, None, json!({"speed": "optimum"})).await.0, 200);
}

#[tokio::test]
async fn refunds_are_paid_from_the_balance_and_the_same_key_can_be_tried_again() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    town.sandbox.set_balance(5000);
    let key = Some("0193aaaa-refund-1");
    let refused = refund(&town, &payment, key, json!({})).await;
    assert!(
        said(&refused).1.starts_with("Your account does not have enough balance"),
        "{refused:?}"
    );
    town.sandbox.set_balance(50_000);
    assert_eq!(refund(&town, &payment, key, json!({})).await.0, 200);
    assert_eq!(town.sandbox.refunds().len(), 1);
}

#[tokio::test]
async fn one_key_is_one_refund() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    let key = Some("0193aaaa-refund-1");
    let first = refund(&town, &payment, key, json!({"amount": 4000})).await;
    let again = refund(&town, &payment, key, json!({"amount": 4000})).await;
    assert_eq!(first, again);
    let other = refund(&town, &payment, key, json!({"amount": 5000})).await;
    assert_eq!(
        said(&other),
        (400, "Different request with the same idempotency key has already been processed.")
    );
    for illegal in ["short", "has a blank in it"] {
        assert_eq!(refund(&town, &payment, Some(illegal), json!({})).await.0, 400);
    }
    assert_eq!(town.sandbox.refunds().len(), 1);
}

#[tokio::test]
async fn a_key_under_way_is_answered_with_409() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    town.sandbox.faults().next_of(
        Direction::RazorpayCalls,
        "/refund",
        Fault::Slow(Duration::from_secs(60)),
        1,
    );
    let key = Some("0193aaaa-refund-1");
    let slow = refund(&town, &payment, key, json!({}));
    let second = async {
        // The first is under way as soon as the fault was used up.
        while !town.sandbox.faults().list().is_empty() {
            tokio::task::yield_now().await;
        }
        let answer = refund(&town, &payment, key, json!({})).await;
        town.sandbox.forward(Duration::from_secs(61));
        answer
    };
    let (first, second) = tokio::join!(slow, second);
    assert_eq!(
        said(&second),
        (409, "Another request with the same idempotency key is still in progress.")
    );
    assert_eq!(first.0, 200);
    assert_eq!(refund(&town, &payment, key, json!({})).await, first);
}

#[tokio::test]
async fn a_refund_can_fail_and_the_payment_is_refundable_again() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    town.sandbox.fail_next_refunds(1);
    refund(&town, &payment, None, json!({})).await;
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "refund.failed");
    assert_eq!(town.sandbox.refunds()[0].status, "failed");
    assert_eq!(refund(&town, &payment, None, json!({})).await.0, 200);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "refund.processed");
}

#[tokio::test]
async fn an_instant_refund_can_turn_out_to_be_a_normal_one() {
    let town = Town::open().await;
    let payment = paid(&town, 10_000, "RS1-1").await;
    town.sandbox.slow_next_refunds(1);
    // A normal refund has no speed to lose.
    refund(&town, &payment, None, json!({"amount": 1000})).await;
    town.sandbox.settled().await;
    let slow = refund(&town, &payment, None, json!({"amount": 1000, "speed": "optimum"})).await.1;
    town.sandbox.settled().await;
    let fast = refund(&town, &payment, None, json!({"amount": 1000, "speed": "optimum"})).await.1;
    town.sandbox.settled().await;
    let told: Vec<_> = town.inbox.events().split_off(4);
    let ends = ["refund.created", "refund.processed"];
    assert_eq!(told[..2], ends);
    assert_eq!(told[2..5], ["refund.created", "refund.speed_changed", "refund.processed"]);
    assert_eq!(told[5..], ends);
    for (refund, speed) in [(slow, "normal"), (fast, "instant")] {
        let path = format!("refunds/{}", refund["id"].as_str().unwrap());
        let refund = town.razorpay("GET", &path, None).await.1;
        assert_eq!(
            (&refund["speed_requested"], &refund["speed_processed"]),
            (&json!("optimum"), &json!(speed))
        );
        assert_eq!(refund["status"], "processed");
    }
}
