//! Payment links and orders: the rules and the words of razorpay.md 2 and 3.

use std::time::Duration;

use realserv_sandbox::{How, LinkStatus};
use serde_json::{Value, json};

use crate::town::{Town, answered};

fn now(town: &Town) -> i64 {
    town.sandbox.clock().seconds()
}

fn said(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["error"]["description"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn what_a_link_must_not_be() {
    let town = Town::open().await;
    let at = now(&town);
    let reference = "r".repeat(41);
    let pairs: serde_json::Map<String, Value> =
        (0..16).map(|key| (key.to_string(), json!("v"))).collect();
    let table = [
        (json!({}), "amount: cannot be blank."),
        (json!({"amount": "100"}), "amount: must be an integer."),
        (json!({"amount": 100.5}), "amount: must be an integer."),
        (json!({"amount": 99}), "amount: amount should be minimum 1.00 for INR."),
        (json!({"amount": 50_000_001}), "amount exceeds maximum amount allowed."),
        (json!({"amount": 100, "currency": "USD"}), "currency: wrong input field sent."),
        (json!({"amount": 100, "colour": "red"}), "wrong input fields sent."),
        (json!({"amount": 100, "notify": {"whatsapp": true}}), "wrong input fields sent."),
        (
            json!({"amount": 100, "reference_id": reference}),
            "reference_id: the length must be no more than 40",
        ),
        (
            json!({"amount": 100, "description": "d".repeat(2049)}),
            "description: the length must be no more than 2048",
        ),
        (
            json!({"amount": 100, "expire_by": at + 900}),
            "expire_by: timestamp must be atleast 15 minutes in future",
        ),
        (
            json!({"amount": 100, "expire_by": at + 200 * 86_400}),
            "expire_by: timestamp must be within 6 months",
        ),
        (
            json!({"amount": 100, "notes": {"a": "v".repeat(256)}}),
            "value: the length must not be greater than 255.",
        ),
        (
            json!({"amount": 100, "notes": pairs}),
            "notes: number of fields in notes should be less than or equal to 15",
        ),
        (
            json!({"amount": 100, "upi_link": true, "accept_partial": true}),
            "partial payment not supported in upi link",
        ),
        (
            json!({"amount": 100, "upi_link": true, "currency": "USD"}),
            "upi is currently supported only in indian currency",
        ),
        (
            json!({"amount": 100, "upi_link": true}),
            "UPI Payment Links is not supported in Test Mode. Please experience the product in Live Mode.",
        ),
        (
            json!({"amount": 100, "customer": {"contact": "+919999999999"}}),
            "Recurring digits in customer contact are disallowed",
        ),
        (
            json!({"amount": 100, "customer": {"contact": "123"}}),
            "contact: Contact number is invalid.",
        ),
        (
            json!({"amount": 100, "callback_url": "https://a.in"}),
            "callback_method: must be a valid value.",
        ),
        (
            json!({"amount": 100, "callback_url": "/return", "callback_method": "get"}),
            "callback_url: must be a valid URL.",
        ),
        (
            json!({"amount": 100, "first_min_partial_amount": 100}),
            "first_min_partial_amount: accept_partial must be true",
        ),
        (
            json!({"amount": 200, "accept_partial": true, "first_min_partial_amount": "abc"}),
            "first_min_partial_amount: must be an integer.",
        ),
        (
            json!({"amount": 100, "options": {"checkout": {"nmae": "x"}}}),
            "wrong input fields sent.",
        ),
        (json!({"amount": 100, "options": {"page": {}}}), "wrong input fields sent."),
        (json!({"amount": 100, "options": {"checkout": 1}}), "wrong input fields sent."),
    ];
    for (body, words) in table {
        let answer = town.razorpay("POST", "payment_links", Some(body.clone())).await;
        assert_eq!(said(&answer), (400, words), "{body}");
        assert_eq!(answer.1["error"]["code"], "BAD_REQUEST_ERROR");
        assert_eq!(answer.1["error"]["metadata"], json!([]));
    }
    assert!(town.sandbox.payment_links().is_empty());
}

#[tokio::test]
async fn a_link_is_made_found_and_listed() {
    let town = Town::open().await;
    let link = town.link(1_575_000, "RS1234567-1").await;
    assert_eq!(link["status"], "created");
    assert_eq!(link["amount_paid"], 0);
    assert!(link.get("order_id").is_none());
    assert!(link.get("entity").is_none());
    let id = link["id"].as_str().unwrap();
    assert_eq!((id.len(), &id[..6]), (20, "plink_"));
    assert!(link["short_url"].as_str().unwrap().starts_with(&town.sandbox.url()));
    assert_eq!(town.razorpay("GET", &format!("payment_links/{id}"), None).await.1, link);
    town.link(100, "RS1234567-2").await;
    let (_, list) = town.razorpay("GET", "payment_links?reference_id=RS1234567-1", None).await;
    assert_eq!(list["payment_links"].as_array().unwrap().len(), 1);
    assert_eq!(list["payment_links"][0]["id"], link["id"]);
    // A test key has no links for UPI alone.
    let (_, upi) = town.razorpay("GET", "payment_links?upi_link=1", None).await;
    assert_eq!(upi["payment_links"], json!([]));
    let options = json!({"checkout": {"name": "RealServ", "method": {"upi": true}}, "hosted_page": {"label": {"receipt": "Order"}}});
    let body = json!({"amount": 100, "options": options});
    assert_eq!(town.razorpay("POST", "payment_links", Some(body)).await.0, 200);
    let many = town.razorpay("GET", "payment_links?count=101", None).await;
    assert_eq!(said(&many), (400, "The count may not be greater than 100."));
    assert_eq!(many.1["error"]["field"], "count");
    let unknown = town.razorpay("GET", "payment_links/plink_00000000000000", None).await;
    assert_eq!(said(&unknown), (400, "The id provided does not exist"));
    let soon = json!({"amount": 100, "expire_by": now(&town) + 961});
    assert_eq!(
        town.razorpay("POST", "payment_links/", Some(soon)).await.0,
        200,
        "16 minutes and a trailing slash are fine"
    );
}

#[tokio::test]
async fn a_reference_is_used_once_for_ever() {
    let town = Town::open().await;
    let id = town.link(100, "RS1-1").await["id"].as_str().unwrap().to_owned();
    let again = json!({"amount": 100, "reference_id": "RS1-1"});
    let words = "payment link with given reference_id: RS1-1 already exists. Please create a payment link with a different reference_id";
    assert_eq!(
        said(&town.razorpay("POST", "payment_links", Some(again.clone())).await),
        (400, words)
    );
    assert_eq!(
        town.razorpay("POST", &format!("payment_links/{id}/cancel"), None).await.1["status"],
        "cancelled"
    );
    assert_eq!(said(&town.razorpay("POST", "payment_links", Some(again)).await), (400, words));
}

#[tokio::test]
async fn updates_and_cancels_keep_to_the_states() {
    let town = Town::open().await;
    let id = |link: &Value| link["id"].as_str().unwrap().to_owned();
    let cancel = |id: &str| format!("payment_links/{id}/cancel");
    let link = town.link(100, "RS1-1").await;
    let patch = format!("payment_links/{}", id(&link));
    let (_, patched) = town
        .razorpay("PATCH", &patch, Some(json!({"reference_id": "RS1-9", "notes": {"a": "b"}})))
        .await;
    assert_eq!(
        (&patched["reference_id"], &patched["notes"]),
        (&json!("RS1-9"), &json!({"a": "b"}))
    );
    let amount = town.razorpay("PATCH", &patch, Some(json!({"amount": 200}))).await;
    assert_eq!(said(&amount), (400, "wrong input fields sent."));
    assert_eq!(town.razorpay("POST", &cancel(&id(&link)), None).await.0, 200);
    let twice = town.razorpay("POST", &cancel(&id(&link)), None).await;
    assert_eq!(said(&twice), (400, "cannot cancel or expire a cancelled link"));
    let late = town.razorpay("PATCH", &patch, Some(json!({"notes": {}}))).await;
    assert_eq!(said(&late), (400, "update can only be made in created or partially paid state"));
    let paid = town.link(100, "RS2-1").await;
    town.sandbox.pay(paid["short_url"].as_str().unwrap(), How::Upi).unwrap();
    let refused = town.razorpay("POST", &cancel(&id(&paid)), None).await;
    assert_eq!(
        said(&refused),
        (400, "cannot cancel or expire an already paid / partially paid link")
    );
    let expired = town.link(100, "RS3-1").await;
    town.sandbox.forward(Duration::from_secs(184 * 86_400));
    town.sandbox.settled().await;
    let refused = town.razorpay("POST", &cancel(&id(&expired)), None).await;
    assert_eq!(said(&refused), (400, "cannot cancel or expire an expired link"));
    let notify = |id: &str, medium: &str| format!("payment_links/{id}/notify_by/{medium}");
    let sent = town.razorpay("POST", &notify(&id(&paid), "sms"), None).await;
    assert_eq!(sent, (200, json!({"success": true})));
    let medium = town.razorpay("POST", &notify(&id(&paid), "pigeon"), None).await;
    assert_eq!(said(&medium), (400, "not a valid notification medium"));
    let malformed = town.razorpay("POST", &notify("abc", "sms"), None).await;
    assert_eq!(said(&malformed), (400, "invalid input [id] = [abc]"));
    town.sandbox.settled().await;
    let events = town.inbox.events();
    assert!(
        events.contains(&"payment_link.cancelled".to_owned())
            && events.contains(&"payment_link.expired".to_owned())
    );
}

#[tokio::test]
async fn a_link_expires_by_the_clock_unless_it_got_more_time() {
    let town = Town::open().await;
    let body = json!({"amount": 100, "reference_id": "RS1-1", "expire_by": now(&town) + 1200});
    let id = town.razorpay("POST", "payment_links", Some(body)).await.1["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let more = json!({"expire_by": now(&town) + 3600});
    assert_eq!(town.razorpay("PATCH", &format!("payment_links/{id}"), Some(more)).await.0, 200);
    town.sandbox.forward(Duration::from_secs(1300));
    town.sandbox.settled().await;
    assert_eq!(town.sandbox.payment_links()[0].status, LinkStatus::Created);
    town.sandbox.forward(Duration::from_secs(2400));
    town.sandbox.settled().await;
    let link = town.sandbox.payment_links()[0].clone();
    assert_eq!(link.status, LinkStatus::Expired);
    assert!(link.expired_at >= link.expire_by);
    assert_eq!(town.inbox.events(), ["payment_link.expired"]);
    // The envelope's time is the link's creation: no order of things.
    assert_eq!(town.inbox.razorpay.lock().unwrap()[0].json()["created_at"], json!(link.created_at));
}

#[tokio::test]
async fn the_key_opens_and_nothing_else() {
    let town = Town::open().await;
    let url = format!("{}/v1/payments", town.sandbox.razorpay_url());
    let wrong =
        answered(town.http.get(&url).basic_auth("rzp_test_Sandbox0000001", Some("guess")), None)
            .await;
    assert_eq!(said(&wrong), (401, "Authentication failed"));
    let options = town.sandbox.options();
    let right = base64(&format!("{}:{}", options.razorpay_key_id, options.razorpay_key_secret));
    for (scheme, status) in [("Basic", 200), ("basic", 401), ("BASIC", 401)] {
        let request = town.http.get(&url).header("authorization", format!("{scheme} {right}"));
        assert_eq!(answered(request, None).await.0, status, "{scheme}");
    }
    assert_eq!(town.razorpay("GET", "poems", None).await.0, 404);
}

fn base64(text: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.encode(text)
}

#[tokio::test]
async fn orders_are_made_and_listed() {
    let town = Town::open().await;
    let table = [
        (json!({"currency": "INR"}), "The amount field is required."),
        (json!({"amount": 99, "currency": "INR"}), "Order amount less than minimum amount allowed"),
        (json!({"amount": 100}), "The currency field is required."),
        (
            json!({"amount": 100, "currency": "INR", "receipt": "r".repeat(41)}),
            "The receipt may not be greater than 40 characters.",
        ),
        (
            json!({"amount": 100, "currency": "INR", "colour": 1}),
            "colour is/are not required and should not be sent.",
        ),
    ];
    for (body, words) in table {
        assert_eq!(said(&town.razorpay("POST", "orders", Some(body)).await), (400, words));
    }
    let good = json!({"amount": 100, "currency": "INR", "receipt": "RS1"});
    // Two with one receipt are two orders.
    let first = town.razorpay("POST", "orders", Some(good.clone())).await.1;
    let second = town.razorpay("POST", "orders", Some(good)).await.1;
    assert_ne!(first["id"], second["id"]);
    let (_, list) = town.razorpay("GET", "orders?receipt=RS1", None).await;
    assert_eq!((&list["entity"], &list["count"]), (&json!("collection"), &json!(2)));
    let id = first["id"].as_str().unwrap();
    assert_eq!(town.razorpay("GET", &format!("orders/{id}/payments"), None).await.1["count"], 0);
}
