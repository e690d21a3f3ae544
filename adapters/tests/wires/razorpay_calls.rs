//! Calls to Razorpay: what is asked, what irregular answers are read as, what each failure allows next.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use realserv_adapters::razorpay::{CallFailure, Client, LinkEntity, NewLink, Next};
use realserv_adapters::secret::Secret;
use realserv_domain::money::Paise;
use realserv_domain::payments::{LinkStatus, PaymentStatus, ProviderId, RefundStatus};
use serde_json::json;
use uuid::Uuid;

use crate::server::{Reply, Server, ok, patient, within};

const LINK: &str = "plink_Ab3dEf6hIj9kLm";
const PAYMENT: &str = "pay_Ab3dEf6hIj9kLp";
const AGAIN: Next = Next::Again { after: None };

fn client(server: &Server) -> Client {
    Client::new(patient(&server.url), &server.url, "rzp_test_key", Secret::new("secret"))
}

fn id(text: &str) -> ProviderId {
    ProviderId(text.to_owned())
}

fn new_link() -> NewLink {
    NewLink {
        reference: "RSAB12CD3-1".to_owned(),
        amount_paise: Paise::new(1_575_000),
        description: "Order RSAB12CD3".to_owned(),
        expires_at: Timestamp::from_second(1_767_003_600).unwrap(),
        callback_url: "https://pay.example.in/return".to_owned(),
        customer_name: None,
        notes: BTreeMap::from([("order".to_owned(), "x".repeat(300))]),
    }
}

/// As the provider writes a link that nobody has tried to pay, all its irregular shapes included.
fn link(status: &str, amount: i64) -> String {
    format!(
        r#"{{"accept_partial":false,"amount":{amount},"amount_paid":0,"cancelled_at":0,"currency":"INR","customer":[],"expire_by":1767003600,"expired_at":0,"id":"{LINK}","notes":[],"payments":null,"reference_id":"RSAB12CD3-1","reminders":{{}},"short_url":"https://rzp.io/rzp/Qx7Yz1","status":"{status}","upi_link":"true","user_id":"","brand_new":{{}}}}"#
    )
}

fn refused(status: u16, description: &str) -> Reply {
    let body = json!({"error": {"code": "BAD_REQUEST_ERROR", "description": description,
        "metadata": [], "reason": null, "source": null, "step": null}});
    Reply::Answer(status, "", body.to_string())
}

async fn create(script: Vec<Reply>) -> (Result<LinkEntity, CallFailure>, Server) {
    let server = Server::answering(script).await;
    (client(&server).create_link(&new_link()).await, server)
}

const TAKEN: &str = "payment link with given reference_id: RSAB12CD3-1 already exists. Please create a payment link with a different reference_id";

#[tokio::test]
async fn a_link_is_made_without_razorpays_own_messages() {
    let (made, server) = create(vec![ok(&link("created", 1_575_000))]).await;
    let made = made.unwrap();
    assert_eq!((made.provider.0.as_str(), made.status), (LINK, LinkStatus::Created));
    assert_eq!((made.short_url.as_str(), made.order_id), ("https://rzp.io/rzp/Qx7Yz1", None));
    assert_eq!(made.expires_at, Timestamp::from_second(1_767_003_600).ok());
    assert!(made.notes.is_empty() && made.payments.is_empty());

    let asked = server.asked().remove(0);
    assert_eq!(asked.line(), "POST /v1/payment_links HTTP/1.1");
    // The vector of razorpay.md §1.1.
    assert!(
        asked.head.contains("authorization: Basic cnpwX3Rlc3Rfa2V5OnNlY3JldA=="),
        "{}",
        asked.head
    );
    let expected = json!({
        "amount": 1_575_000, "currency": "INR", "accept_partial": false,
        "reference_id": "RSAB12CD3-1", "description": "Order RSAB12CD3", "expire_by": 1_767_003_600,
        "notify": {"sms": false, "email": false}, "reminder_enable": false,
        "callback_url": "https://pay.example.in/return", "callback_method": "get",
        "notes": {"order": "x".repeat(255)},
    });
    assert_eq!(asked.json(), expected);
}

#[tokio::test]
async fn a_taken_reference_with_our_amount_is_our_link() {
    let list = |links: &str| ok(&format!(r#"{{"payment_links":[{links}]}}"#));
    let ours = link("created", 1_575_000);
    // The filter has been seen ignored: another link stands before ours.
    let foreign = ours.replace("RSAB12CD3-1", "RSOTHER00-1").replace(LINK, "plink_Other000000000");
    for words in [TAKEN, "payment link creation with reference ID already attempted"] {
        let both = format!("{foreign},{ours}");
        let (made, server) = create(vec![refused(400, words), list(&both)]).await;
        assert_eq!(made.unwrap().provider.0, LINK);
        let line = server.asked()[1].line().to_owned();
        assert_eq!(line, "GET /v1/payment_links?reference_id=RSAB12CD3-1&count=100 HTTP/1.1");
    }
    let dearer = link("created", 1_600_000);
    let (made, _server) = create(vec![refused(400, TAKEN), list(&dearer)]).await;
    assert_eq!(made.unwrap_err().next, Next::Never);
    let (made, _server) = create(vec![refused(400, TAKEN), list(&foreign)]).await;
    assert_eq!(made.unwrap_err().next, AGAIN, "taken, and not in the list yet");
}

#[tokio::test]
async fn failures_are_classed_by_status_then_code_then_words() {
    let quota = r#"{"error":{"code":"RATE_LIMIT_EXCEEDED","description":"test mode limit of 30 reached for payment_link"}}"#;
    let throttle = r#"{"error":{"code":"BAD_REQUEST_ERROR","description":"Too many requests"}}"#;
    let answer = |status, body: &str| Reply::Answer(status, "Retry-After: 3\r\n", body.to_owned());
    let cases = [
        (refused(400, "amount: amount should be minimum 1.00 for INR"), Next::Never),
        (refused(401, "Authentication failed"), Next::Never),
        (refused(403, "Access Denied"), Next::Never),
        (refused(404, "The id provided does not exist"), Next::Never),
        (
            refused(409, "Another request with the same idempotency key is still in progress."),
            AGAIN,
        ),
        (
            refused(
                409,
                "Different request with the same idempotency key has already been processed.",
            ),
            Next::Never,
        ),
        (answer(429, quota), Next::Never),
        (answer(429, throttle), Next::Again { after: Some(Duration::from_secs(3)) }),
        (answer(500, ""), Next::Unknown),
        (answer(502, "<html>"), Next::Unknown),
        (answer(504, "{}"), Next::Unknown),
        (answer(302, ""), Next::Never),
        (Reply::HangUp, Next::Unknown),
        (ok("{}"), Next::Unknown),
        (ok("[]"), Next::Unknown),
    ];
    for (reply, next) in cases {
        let (made, _server) = create(vec![reply]).await;
        let failure = made.unwrap_err();
        assert_eq!(failure.next, next, "{failure}");
    }
}

#[tokio::test]
async fn a_question_may_be_asked_again_where_a_deed_may_not() {
    for reply in [Reply::HangUp, Reply::Answer(502, "", String::new())] {
        let server = Server::answering(vec![reply]).await;
        let failure = client(&server).link(&id(LINK)).await.unwrap_err();
        assert_eq!(failure.next, AGAIN, "{failure}");
    }
    let server = Server::answering(vec![Reply::Silence]).await;
    let http = within(&server.url, Duration::from_millis(300));
    let client = Client::new(http, &server.url, "rzp_test_key", Secret::new("secret"));
    let failure = client.create_link(&new_link()).await.unwrap_err();
    assert_eq!((failure.status, failure.next), (None, Next::Unknown));
}

#[tokio::test]
async fn cancelling_a_link_that_ended_says_how_it_ended() {
    let server = Server::answering(vec![ok(&link("cancelled", 100))]).await;
    let cancelled = client(&server).cancel_link(&id(LINK)).await.unwrap();
    assert_eq!(cancelled.status, LinkStatus::Cancelled);
    assert_eq!(server.asked()[0].line(), format!("POST /v1/payment_links/{LINK}/cancel HTTP/1.1"));

    for (words, status) in [
        ("cannot cancel or expire an already paid / partially paid link", "paid"),
        ("cannot cancel or expire an expired link", "expired"),
        ("cannot cancel or expire a cancelled link", "cancelled"),
    ] {
        let server = Server::answering(vec![refused(400, words), ok(&link(status, 100))]).await;
        let ended = client(&server).cancel_link(&id(LINK)).await.unwrap();
        assert_eq!(format!("{:?}", ended.status).to_lowercase(), status);
    }
}

fn payment(id: &str, status: &str, currency: &str) -> String {
    format!(
        r##"{{"id":"{id}","entity":"payment","amount":"1575000","currency":"{currency}","status":"{status}","order_id":"order_1","method":"upi","description":"#Ab3dEf6hIj9kLm","notes":null,"fee":37170,"tax":5670,"error_code":"","error_reason":null,"acquirer_data":{{}}}}"##
    )
}

#[tokio::test]
async fn the_look_up_brings_every_payment_that_brought_money() {
    let paid = link("paid", 1_575_000).replace(
        r#""payments":null"#,
        r#""order_id":"order_1","payments":[{"payment_id":"pay_1"},{"payment_id":"pay_late"}]"#,
    );
    let attempts = [
        payment("pay_0", "failed", "INR"),
        payment("pay_1", "captured", "INR"),
        payment("pay_2", "refunded", "INR"),
        payment("pay_3", "authorized", "INR"),
        payment("pay_4", "captured", "USD"),
    ]
    .join(",");
    let attempts = format!(r#"{{"entity":"collection","count":5,"items":[{attempts}]}}"#);
    let late = payment("pay_late", "captured", "INR");
    let server = Server::answering(vec![ok(&paid), ok(&attempts), ok(&late)]).await;
    let seen = client(&server).seen(&id(LINK)).await.unwrap();
    assert_eq!(seen.status, LinkStatus::Paid);
    let payments: Vec<_> =
        seen.payments.iter().map(|p| (p.provider.0.as_str(), p.status.clone())).collect();
    let expected = [
        ("pay_1", PaymentStatus::Captured),
        ("pay_2", PaymentStatus::Refunded),
        ("pay_4", PaymentStatus::Unknown("captured in USD".to_owned())),
        ("pay_late", PaymentStatus::Captured),
    ];
    assert_eq!(payments, expected);
    let first = &seen.payments[0];
    assert_eq!(
        (first.amount_paise, first.fee_paise, first.fee_tax_paise),
        (Paise::new(1_575_000), Paise::new(37_170), Paise::new(5_670))
    );
    let lines: Vec<String> = server.asked().iter().map(|asked| asked.line().to_owned()).collect();
    let expected = [
        format!("GET /v1/payment_links/{LINK} HTTP/1.1"),
        "GET /v1/orders/order_1/payments HTTP/1.1".to_owned(),
        "GET /v1/payments/pay_late HTTP/1.1".to_owned(),
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_link_that_nobody_tried_has_no_payments_and_half_an_answer_is_none() {
    let server = Server::answering(vec![ok(&link("weird", 100))]).await;
    let seen = client(&server).seen(&id(LINK)).await.unwrap();
    assert_eq!((seen.status, seen.payments), (LinkStatus::Unknown("weird".to_owned()), vec![]));

    let tried = link("paid", 100).replace(r#""payments":null"#, r#""order_id":"order_1""#);
    let server = Server::answering(vec![ok(&tried), Reply::Answer(500, "", String::new())]).await;
    assert_eq!(client(&server).seen(&id(LINK)).await.unwrap_err().next, AGAIN);
}

const REFUND_ID: &str = "0198c0de-0000-7000-8000-000000000001";

fn refund(status: &str) -> String {
    format!(
        r#"{{"id":"rfnd_1","entity":"refund","amount":100000,"currency":"INR","payment_id":"{PAYMENT}","notes":[],"receipt":"{REFUND_ID}","acquirer_data":{{"arn":null,"rrn":"227121351999"}},"status":"{status}"}}"#
    )
}

#[tokio::test]
async fn a_refund_goes_out_under_its_own_key() {
    let server = Server::answering(vec![ok(&refund("processed"))]).await;
    let row = Uuid::parse_str(REFUND_ID).unwrap();
    let notes = BTreeMap::from([("order".to_owned(), "RSAB12CD3".to_owned())]);
    let amount = Paise::rupees(1000);
    let made = client(&server).refund(&id(PAYMENT), amount, row, &notes).await.unwrap();
    assert_eq!((made.status, made.amount_paise), (RefundStatus::Processed, amount));
    assert_eq!(made.receipt.as_deref(), Some(REFUND_ID));
    assert_eq!(made.bank_reference.as_deref(), Some("227121351999"));
    let asked = server.asked().remove(0);
    assert_eq!(asked.line(), format!("POST /v1/payments/{PAYMENT}/refund HTTP/1.1"));
    assert!(asked.head.contains(&format!("x-refund-idempotency: {REFUND_ID}")), "{}", asked.head);
    let expected = json!({"amount": 100_000, "speed": "normal", "receipt": REFUND_ID, "notes": {"order": "RSAB12CD3"}});
    assert_eq!(asked.json(), expected);
}

#[tokio::test]
async fn a_refund_waits_for_balance_and_ends_where_nothing_is_left() {
    let cases = [
        (
            "Your account does not have enough balance to carry out the refund operation. You can add funds",
            Next::Again { after: Some(Duration::from_secs(3600)) },
        ),
        ("The payment has been fully refunded already.", Next::Never),
        ("The refund amount provided is greater than amount captured.", Next::Never),
    ];
    for (words, next) in cases {
        let server = Server::answering(vec![refused(400, words)]).await;
        let row = Uuid::parse_str(REFUND_ID).unwrap();
        let (client, notes) = (client(&server), BTreeMap::new());
        let made = client.refund(&id(PAYMENT), Paise::rupees(1), row, &notes).await;
        assert_eq!(made.unwrap_err().next, next, "{words}");
    }
}

#[tokio::test]
async fn refunds_are_read_to_the_last_page() {
    let page = |count: usize| {
        let items = vec![refund("pending"); count].join(",");
        ok(&format!(r#"{{"entity":"collection","count":{count},"items":[{items}]}}"#))
    };
    let server = Server::answering(vec![page(100), page(1)]).await;
    let refunds = client(&server).refunds_of(&id(PAYMENT)).await.unwrap();
    assert_eq!(refunds.len(), 101);
    assert!(server.asked()[1].line().contains("count=100&skip=100"));
}

#[tokio::test]
async fn an_id_cannot_lead_to_another_path() {
    let server = Server::answering(vec![]).await;
    for wrong in ["", "plink_1/cancel", "../orders", "plink_1?x=1", "plink 1"] {
        let failure = client(&server).link(&id(wrong)).await.unwrap_err();
        assert_eq!((failure.status, failure.next), (None, Next::Never), "{wrong}");
    }
    assert!(server.asked().is_empty());
}

#[test]
fn a_client_prints_no_secret() {
    let http = patient("http://127.0.0.1:9");
    let client = Client::new(http, "http://127.0.0.1:9", "rzp_test_key", Secret::new("hunter2"));
    assert!(!format!("{client:?}").contains("hunter2"));
}
