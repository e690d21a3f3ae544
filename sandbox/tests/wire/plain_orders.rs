//! Orders without a link: made, paid as by the web checkout, captured at once, by hand or never (razorpay.md 3, 4).

use std::time::Duration;

use realserv_sandbox::{How, PayTrouble};
use serde_json::{Value, json};

use crate::town::Town;

/// Makes an order of a hundred rupees and answers its id.
async fn order(town: &Town, more: Value) -> String {
    let mut body = json!({"amount": 10_000, "currency": "INR", "receipt": "RS1"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let (status, order) = town.razorpay("POST", "orders", Some(body)).await;
    assert_eq!(status, 200, "{order}");
    order["id"].as_str().unwrap().to_owned()
}

fn automatic() -> Value {
    json!({"payment": {"capture": "automatic"}})
}

async fn fetched(town: &Town, path: &str) -> Value {
    let (status, body) = town.razorpay("GET", path, None).await;
    assert_eq!(status, 200, "{body}");
    body
}

#[tokio::test]
async fn an_order_that_says_nothing_waits_to_be_captured_by_hand() {
    let town = Town::open().await;
    let order = order(&town, json!({})).await;
    let paid = town.sandbox.pay_order(&order, How::Card).unwrap();
    let payment = format!("payments/{}", paid.payment_ids[0]);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events(), ["payment.authorized"]);
    assert_eq!(fetched(&town, &payment).await["captured"], false);
    assert_eq!(fetched(&town, &format!("orders/{order}")).await["status"], "attempted");
    let capture = async |amount: i64| {
        let body = json!({"amount": amount, "currency": "INR"});
        town.razorpay("POST", &format!("{payment}/capture"), Some(body)).await
    };
    let (status, refused) = capture(9_000).await;
    let words = "Capture amount must be equal to the amount authorized.";
    assert_eq!((status, &refused["error"]["description"]), (400, &json!(words)));
    let (status, captured) = capture(10_000).await;
    assert_eq!((status, &captured["status"]), (200, &json!("captured")));
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events()[1..], ["payment.captured", "order.paid"]);
    assert_eq!(fetched(&town, &format!("orders/{order}")).await["status"], "paid");
    assert_eq!(capture(10_000).await.0, 400);
    assert_eq!(town.sandbox.pay_order(&order, How::Upi), Err(PayTrouble::OrderPaid));
}

#[tokio::test]
async fn an_order_can_capture_by_itself() {
    let town = Town::open().await;
    let order = order(&town, automatic()).await;
    assert_eq!(
        town.sandbox.pay_order(&order, How::Fail),
        Err(PayTrouble::Failed("payment_declined"))
    );
    town.sandbox.pay_order(&order, How::Upi).unwrap();
    town.sandbox.settled().await;
    assert_eq!(
        town.inbox.events(),
        ["payment.failed", "payment.authorized", "payment.captured", "order.paid"]
    );
    let order = fetched(&town, &format!("orders/{order}")).await;
    assert_eq!((&order["status"], &order["attempts"]), (&json!("paid"), &json!(2)));
}

#[tokio::test]
async fn what_is_authorised_too_late_is_not_captured_by_itself() {
    let town = Town::open().await;
    let options =
        json!({"capture": "automatic", "capture_options": {"automatic_expiry_period": 12}});
    let order = order(&town, json!({"payment": options})).await;
    town.sandbox.pay_order(&order, How::LateAuthorised(Duration::from_secs(13 * 60))).unwrap();
    town.sandbox.forward(Duration::from_secs(13 * 60));
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events(), ["payment.failed", "payment.authorized"]);
}

#[tokio::test]
async fn what_nobody_captures_goes_back_after_five_days() {
    let town = Town::open().await;
    let slow = order(&town, json!({})).await;
    let options = json!({"capture": "manual", "capture_options": {"manual_expiry_period": 60}});
    let quick = order(&town, json!({"payment": options})).await;
    let pay = |id: &str| town.sandbox.pay_order(id, How::Upi).unwrap().payment_ids[0].clone();
    let (slow, quick) = (pay(&slow), pay(&quick));
    let state = async |id: &str| fetched(&town, &format!("payments/{id}")).await["status"].clone();
    town.sandbox.forward(Duration::from_secs(3600));
    town.sandbox.settled().await;
    assert_eq!((state(&slow).await, state(&quick).await), (json!("authorized"), json!("refunded")));
    town.sandbox.forward(Duration::from_secs(5 * 86_400));
    town.sandbox.settled().await;
    let gone = fetched(&town, &format!("payments/{slow}")).await;
    assert_eq!(
        (&gone["status"], &gone["refund_status"], &gone["captured"]),
        (&json!("refunded"), &json!("full"), &json!(false))
    );
    let capture = json!({"amount": 10_000});
    assert_eq!(
        town.razorpay("POST", &format!("payments/{slow}/capture"), Some(capture)).await.0,
        400
    );
}

#[tokio::test]
async fn an_order_is_paid_in_parts_only_if_it_allows_that() {
    let town = Town::open().await;
    let whole = order(&town, automatic()).await;
    let part = town.sandbox.pay_order(&whole, How::Part(4000));
    assert!(matches!(part, Err(PayTrouble::NotPossible(_))), "{part:?}");
    let mut parts = automatic();
    parts["partial_payment"] = json!(true);
    parts["first_payment_min_amount"] = json!(5000);
    let parts = order(&town, parts).await;
    assert!(town.sandbox.pay_order(&parts, How::Part(4000)).is_err());
    town.sandbox.pay_order(&parts, How::Part(5000)).unwrap();
    let half = fetched(&town, &format!("orders/{parts}")).await;
    assert_eq!((&half["status"], &half["amount_due"]), (&json!("attempted"), &json!(5000)));
    town.sandbox.pay_order(&parts, How::Upi).unwrap();
    assert_eq!(fetched(&town, &format!("orders/{parts}")).await["status"], "paid");
}

#[tokio::test]
async fn orders_are_found_by_what_waits_and_shown_with_their_payments() {
    let town = Town::open().await;
    let waits = order(&town, json!({})).await;
    let paid = order(&town, automatic()).await;
    town.sandbox.pay_order(&waits, How::Card).unwrap();
    let id = town.sandbox.pay_order(&paid, How::Card).unwrap().payment_ids[0].clone();
    let ids = |list: &Value| {
        list["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&fetched(&town, "orders?authorized=1").await), [waits]);
    assert_eq!(ids(&fetched(&town, "orders?authorized=0").await), [paid]);
    let expanded = fetched(&town, "orders?expand[]=payments").await;
    assert_eq!(expanded["items"][0]["payments"]["items"][0]["id"], id);
    town.razorpay("POST", &format!("payments/{id}/refund"), Some(json!({"amount": 100}))).await;
    let payment = fetched(&town, &format!("payments/{id}?expand[]=refunds")).await;
    assert_eq!(payment["refunds"]["items"][0]["amount"], 100);
    for path in
        ["orders?authorized=2", "orders?expand[]=friends", &format!("payments/{id}?expand[]=x")]
    {
        assert_eq!(town.razorpay("GET", path, None).await.0, 400, "{path}");
    }
}

#[tokio::test]
async fn an_order_of_wrong_types_is_refused() {
    let town = Town::open().await;
    let options =
        |options: Value| json!({"payment": {"capture": "automatic", "capture_options": options}});
    let table = [
        json!({"receipt": 5}),
        json!({"payment": "zz"}),
        json!({"payment": {"capture": "perhaps"}}),
        json!({"payment": {}}),
        options(json!({"automatic_expiry_period": 11})),
        options(json!({"manual_expiry_period": 7201})),
        options(json!({"automatic_expiry_period": 60, "manual_expiry_period": 30})),
        options(json!({"refund_speed": "instant"})),
        json!({"partial_payment": "true"}),
        json!({"first_payment_min_amount": 500}),
        json!({"partial_payment": true, "first_payment_min_amount": 99}),
    ];
    for more in table {
        let mut body = json!({"amount": 10_000, "currency": "INR"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let (status, answer) = town.razorpay("POST", "orders", Some(body)).await;
        assert_eq!(status, 400, "{more}: {answer}");
        assert!(answer["error"]["field"].is_string(), "{more}: {answer}");
    }
}
