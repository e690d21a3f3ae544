//! Bad days on demand: webhooks lost, doubled, late, out of order, forged; calls refused, unanswered, done and denied. And retries.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use axum::{Router, routing::post};
use realserv_sandbox::{Direction, Fault, How, Options, Pace, Trouble, hmac_hex};
use serde_json::json;
use tokio::sync::Barrier;

use crate::town::{ASHA, Town, answered, code};

const WEBHOOKS: Direction = Direction::WhatsappWebhooks;
const CALLS: Direction = Direction::GraphCalls;

fn bodies(town: &Town) -> Vec<String> {
    town.inbox
        .messages()
        .iter()
        .map(|message| message["text"]["body"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_webhook_can_be_doubled_lost_delayed_and_overtaken() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let faults = town.sandbox.faults();
    faults.next(WEBHOOKS, Fault::Duplicate, 1);
    asha.says("twice").await.unwrap();
    town.sandbox.settled().await;
    assert_eq!(bodies(&town), ["twice", "twice"]);
    let ids: Vec<_> = town.inbox.messages().iter().map(|message| message["id"].clone()).collect();
    assert_eq!(ids[0], ids[1]);
    faults.next(WEBHOOKS, Fault::Drop, 1);
    asha.says("lost").await.unwrap();
    faults.next(WEBHOOKS, Fault::Delay(Duration::from_secs(60)), 1);
    asha.says("late").await.unwrap();
    faults.next(WEBHOOKS, Fault::Reorder, 1);
    asha.says("second").await.unwrap();
    asha.says("first").await.unwrap();
    town.sandbox.settled().await;
    assert_eq!(bodies(&town)[2..], ["first", "second"]);
    town.sandbox.forward(Duration::from_secs(60));
    town.sandbox.settled().await;
    assert_eq!(bodies(&town)[4..], ["late"]);
    assert!(faults.list().is_empty());
}

/// A program that answers a webhook only when another one is under way as well.
async fn answers_pairs(barrier: axum::extract::State<Arc<Barrier>>) {
    barrier.wait().await;
}

#[tokio::test]
async fn two_messages_of_one_person_can_be_in_flight_together() {
    let town = Town::open().await;
    let router =
        Router::new().route("/", post(answers_pairs)).with_state(Arc::new(Barrier::new(2)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    town.sandbox.set_webhooks(&url, &url);
    let asha = town.sandbox.person(ASHA, "Asha");
    town.sandbox.faults().next(WEBHOOKS, Fault::Parallel, 2);
    let (one, two) = tokio::join!(asha.says("one"), asha.says("two"));
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
}

#[tokio::test]
async fn a_webhook_lost_once_comes_again_when_its_sender_tries_again() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let faults = town.sandbox.faults();
    faults.next(WEBHOOKS, Fault::LostOnce, 1);
    faults.next(Direction::RazorpayWebhooks, Fault::LostOnce, 1);
    let said = asha.says("hi").await.unwrap();
    let link = town.link(10_000, "RS1-1").await;
    let _ = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Fail);
    town.sandbox.settled().await;
    assert!(town.inbox.events().is_empty());
    // Meta's first retry is after a second, Razorpay's after a minute.
    town.sandbox.forward(Duration::from_secs(1));
    town.sandbox.settled().await;
    let ids: Vec<_> = town.inbox.messages().iter().map(|message| message["id"].clone()).collect();
    assert_eq!(ids, [said]);
    assert!(town.inbox.events().is_empty());
    town.sandbox.forward(Duration::from_secs(59));
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events(), ["payment.failed"]);
    assert_eq!((town.sandbox.totals().failed, town.sandbox.totals().retries), (2, 2));
}

#[tokio::test]
async fn a_lost_webhook_never_comes() {
    let town = Town::open().await;
    town.sandbox.faults().next(WEBHOOKS, Fault::Drop, 1);
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    for _ in 0..10 {
        town.sandbox.forward(Duration::from_secs(86_400));
        town.sandbox.settled().await;
    }
    assert!(town.inbox.messages().is_empty());
}

#[tokio::test]
async fn a_forged_webhook_is_signed_with_another_secret_or_not_at_all() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    town.sandbox.faults().next(WEBHOOKS, Fault::WrongSignature, 1);
    asha.says("forged").await.unwrap();
    town.sandbox.faults().next(WEBHOOKS, Fault::Unsigned, 1);
    asha.says("unsigned").await.unwrap();
    let received = town.inbox.whatsapp.lock().unwrap().clone();
    let right = format!("sha256={}", hmac_hex("sandbox-app-secret", &received[0].body));
    assert_eq!(received[0].header("x-hub-signature-256").len(), right.len());
    assert_ne!(received[0].header("x-hub-signature-256"), right);
    assert_eq!(received[1].header("x-hub-signature-256"), "");
}

#[tokio::test]
async fn a_permanent_fault_stays_until_it_is_cleared() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    town.sandbox.faults().always(WEBHOOKS, Fault::Drop);
    for _ in 0..3 {
        asha.says("lost").await.unwrap();
    }
    town.sandbox.faults().clear();
    asha.says("heard").await.unwrap();
    assert_eq!(bodies(&town), ["heard"]);
}

#[tokio::test]
async fn calls_fail_before_or_after_they_were_done() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let faults = town.sandbox.faults();
    let table = [
        (Fault::TooMany, (429, 4), 0),
        (Fault::ErrorBefore, (500, 131_000), 0),
        (Fault::Garbage, (200, 0), 0),
        // Done, though the answer says otherwise.
        (Fault::ErrorAfter, (500, 0), 1),
    ];
    for (fault, expected, sent) in table {
        let before = town.sandbox.sent_count();
        faults.next(CALLS, fault, 1);
        assert_eq!(code(&town.says(ASHA, "x").await), expected, "{fault:?}");
        assert_eq!(town.sandbox.sent_count() - before, sent, "{fault:?}");
    }
    assert!(town.sandbox.refusals().is_empty(), "faults are no refusals");
}

#[tokio::test]
async fn calls_can_go_unanswered() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    for (fault, sent) in [(Fault::TimeOut, 0), (Fault::TimeOutAfter, 1)] {
        let before = town.sandbox.sent_count();
        town.sandbox.faults().next(CALLS, fault, 1);
        let options = town.sandbox.options();
        let url =
            format!("{}/v25.0/{}/messages", town.sandbox.graph_url(), options.phone_number_id);
        let body = json!({"messaging_product": "whatsapp", "to": ASHA, "type": "text", "text": {"body": "x"}});
        let request = town.http.post(url).bearer_auth(&options.access_token).json(&body);
        let error = request.timeout(Duration::from_millis(200)).send().await.unwrap_err();
        assert!(error.is_timeout());
        // A call that hangs is nothing to wait for.
        town.sandbox.settled().await;
        assert_eq!(town.sandbox.sent_count() - before, sent, "{fault:?}");
    }
}

#[tokio::test]
async fn statuses_can_come_before_the_answer() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    town.sandbox.faults().next(CALLS, Fault::StatusFirst, 1);
    let (_, answer) = town.says(ASHA, "x").await;
    let statuses = town.inbox.statuses();
    assert_eq!(statuses.len(), 2);
    assert_eq!(statuses[0]["id"], answer["messages"][0]["id"]);
}

#[tokio::test]
async fn razorpay_has_its_bad_days_too() {
    let town = Town::open().await;
    let body = |reference: &str| json!({"amount": 100, "reference_id": reference});
    let only = "POST /razorpay/v1/payment_links";
    town.sandbox.faults().next_of(Direction::RazorpayCalls, only, Fault::ErrorAfter, 1);
    assert_eq!(town.razorpay("GET", "payments", None).await.0, 200, "only links are touched");
    assert_eq!(town.razorpay("POST", "payment_links", Some(body("RS1-1"))).await.0, 500);
    assert_eq!(town.sandbox.payment_links().len(), 1, "it was made all the same");
    town.sandbox.faults().next(Direction::RazorpayCalls, Fault::TooMany, 1);
    let answer =
        town.razorpay_request("POST", "payment_links").json(&body("RS2-1")).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["retry-after"]),
        (429, &"3".parse().unwrap())
    );
    town.sandbox.faults().next(Direction::RazorpayCalls, Fault::ErrorBefore, 1);
    assert_eq!(town.razorpay("POST", "payment_links", Some(body("RS3-1"))).await.0, 500);
    assert_eq!(town.sandbox.payment_links().len(), 1);
    town.sandbox.faults().next_of(Direction::RazorpayWebhooks, "payment_link.paid", Fault::Drop, 1);
    let link = town.sandbox.payment_links()[0].short_url.clone();
    town.sandbox.pay(&link, How::Upi).unwrap();
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events(), ["payment.authorized", "payment.captured", "order.paid"]);
}

#[tokio::test]
async fn a_gateway_fails_after_the_link_was_made_and_a_quota_before() {
    let town = Town::open().await;
    let faults = town.sandbox.faults();
    let make = async |reference: &str| {
        let body = json!({"amount": 10_000, "reference_id": reference});
        town.razorpay("POST", "payment_links", Some(body)).await
    };
    for (at, (fault, status)) in
        [(Fault::BadGatewayAfter, 502), (Fault::GatewayTimeoutAfter, 504)].into_iter().enumerate()
    {
        faults.next(Direction::RazorpayCalls, fault, 1);
        let (answered, body) = make(&format!("RS{at}-1")).await;
        assert_eq!(answered, status);
        assert!(body.is_string(), "no JSON: {body}");
    }
    assert_eq!(town.sandbox.payment_links().len(), 2);
    faults.next(Direction::RazorpayCalls, Fault::Quota, 1);
    let request = town.razorpay_request("POST", "payment_links");
    let answer = request.json(&json!({"amount": 10_000})).send().await.unwrap();
    assert_eq!(answer.status(), 429);
    // Nothing says when to try again: never.
    assert!(answer.headers().get("retry-after").is_none());
    let error = answer.json::<serde_json::Value>().await.unwrap()["error"].clone();
    assert_eq!(
        (&error["code"], &error["description"]),
        (&json!("RATE_LIMIT_EXCEEDED"), &json!("test mode limit of 30 reached for payment_link"))
    );
    assert_eq!(town.sandbox.payment_links().len(), 2);
}

#[tokio::test]
async fn meta_tries_again_on_the_moved_clock_until_the_answer_is_200() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    // Any other success is none for Meta.
    town.inbox.answers_with(204);
    assert!(matches!(asha.says("hi").await, Err(Trouble::Refused { status: 204, .. })));
    let mut tries = 1;
    for wait in [1, 5, 30] {
        town.sandbox.forward(Duration::from_secs(wait));
        town.sandbox.settled().await;
        tries += 1;
        assert_eq!(town.inbox.messages().len(), tries);
    }
    town.inbox.answers.store(0, Ordering::SeqCst);
    town.sandbox.forward(Duration::from_secs(300));
    town.sandbox.settled().await;
    town.sandbox.forward(Duration::from_secs(8 * 86_400));
    town.sandbox.settled().await;
    assert_eq!(town.inbox.messages().len(), tries + 1);
    assert_eq!(town.sandbox.totals().retries, 4);
}

#[tokio::test]
async fn meta_gives_up_after_seven_days() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    town.inbox.answers_with(500);
    assert!(asha.says("hi").await.is_err());
    for _ in 0..9 {
        town.sandbox.forward(Duration::from_secs(86_400));
        town.sandbox.settled().await;
    }
    let tries = town.inbox.messages().len();
    town.inbox.answers_with(200);
    town.sandbox.forward(Duration::from_secs(30 * 86_400));
    town.sandbox.settled().await;
    assert_eq!(town.inbox.messages().len(), tries);
}

#[tokio::test]
async fn razorpay_keeps_the_event_id_over_retries_and_disables_after_a_day() {
    let town = Town::open().await;
    town.inbox.answers_with(500);
    let link = town.link(10_000, "RS1-1").await;
    let _ = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Fail);
    town.sandbox.settled().await;
    town.sandbox.rotate_razorpay_secret("new-secret");
    town.sandbox.forward(Duration::from_secs(60));
    town.sandbox.settled().await;
    let received = town.inbox.razorpay.lock().unwrap().clone();
    assert_eq!(received.len(), 2);
    assert_eq!(
        received[0].header("x-razorpay-event-id"),
        received[1].header("x-razorpay-event-id")
    );
    // A retry of an older event is still signed with the old secret.
    assert_eq!(
        received[1].header("x-razorpay-signature"),
        hmac_hex("sandbox-webhook-secret", &received[1].body)
    );
    for _ in 0..30 {
        town.sandbox.forward(Duration::from_secs(3600));
        town.sandbox.settled().await;
    }
    town.inbox.answers_with(200);
    let tries = town.inbox.events().len();
    let _ = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Fail);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().len(), tries, "a disabled endpoint gets nothing");
    town.sandbox.enable_razorpay_webhook();
    let _ = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Fail);
    town.sandbox.settled().await;
    let last = town.inbox.razorpay.lock().unwrap().last().unwrap().clone();
    assert_eq!(last.header("x-razorpay-signature"), hmac_hex("new-secret", &last.body));
}

#[tokio::test]
async fn an_event_can_be_replayed_for_15_days_with_its_id_and_its_secret() {
    let town = Town::open().await;
    let link = town.link(10_000, "RS1-1").await;
    let _ = town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Fail);
    town.sandbox.settled().await;
    town.sandbox.rotate_razorpay_secret("new-secret");
    let (id, name) = town.sandbox.razorpay_events()[0].clone();
    assert_eq!(name, "payment.failed");
    assert!(town.sandbox.replay_razorpay(&id) && !town.sandbox.replay_razorpay("nobody"));
    town.sandbox.settled().await;
    let received = town.inbox.razorpay.lock().unwrap().clone();
    assert_eq!((received.len(), &received[0].body), (2, &received[1].body));
    for key in ["x-razorpay-event-id", "x-razorpay-signature"] {
        assert_eq!(received[0].header(key), received[1].header(key), "{key}");
    }
    town.sandbox.forward(Duration::from_secs(15 * 86_400 + 60));
    assert!(!town.sandbox.replay_razorpay(&id));
}

#[tokio::test]
async fn a_lifelike_phone_takes_its_time() {
    let town = Town::with(Options { pace: Pace::Lifelike, ..Options::default() }).await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    town.says(ASHA, "x").await;
    assert!(town.inbox.statuses().is_empty());
    town.sandbox.settled().await;
    let words: Vec<_> =
        town.inbox.statuses().iter().map(|status| status["status"].clone()).collect();
    assert_eq!(words, ["sent", "delivered"]);
}

#[tokio::test]
async fn statuses_of_many_people_can_share_a_webhook() {
    let town =
        Town::with(Options { batch: 100, messages_per_second: 0, ..Options::default() }).await;
    for at in 0..20 {
        let number = format!("9198480{at:05}");
        town.sandbox.person(&number, "Somebody").says("hi").await.unwrap();
        town.says(&number, "x").await;
    }
    town.sandbox.settled().await;
    assert_eq!(town.inbox.statuses().len(), 40);
    assert!(town.inbox.whatsapp.lock().unwrap().len() < 60);
}

#[tokio::test]
async fn a_stopped_sandbox_answers_nobody() {
    let town = Town::open().await;
    let url = format!("{}/api/state", town.sandbox.url());
    assert_eq!(answered(town.http.get(&url), None).await.0, 200);
    town.sandbox.stop().await;
    assert!(town.http.get(&url).send().await.is_err());
}

#[test]
#[should_panic(expected = "cannot happen")]
fn a_fault_in_the_wrong_direction_is_a_mistake_in_the_play() {
    realserv_sandbox::Faults::default().next(CALLS, Fault::Duplicate, 1);
}
