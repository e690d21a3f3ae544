//! The page's API: what it is told, and what it can do. Shapes: `page/API.md`.

use std::time::Duration;

use realserv_sandbox::hmac_hex;
use serde_json::{Value, json};

use crate::town::{ASHA, Town, answered, buttons};

async fn get(town: &Town, path: &str) -> Value {
    let (status, body) =
        answered(town.http.get(format!("{}{path}", town.sandbox.url())), None).await;
    assert_eq!(status, 200, "{body}");
    body
}

async fn post(town: &Town, path: &str, body: Value) -> (u16, Value) {
    answered(town.http.post(format!("{}{path}", town.sandbox.url())), Some(body)).await
}

#[tokio::test]
async fn a_whole_order_by_the_pages_api() {
    let town = Town::open().await;
    let added =
        post(&town, "/api/people", json!({"number": ASHA, "name": "Asha", "label": "buyer"})).await;
    assert_eq!((added.0, &added.1["label"]), (200, &json!("buyer")));
    let act = |name: &str| format!("/api/people/{ASHA}/{name}");
    assert_eq!(post(&town, &act("say"), json!({"text": "hi"})).await.1["ok"], true);
    town.send(ASHA, buttons(&["Yes", "No"])).await;
    town.sandbox.settled().await;
    let state = get(&town, "/api/state").await;
    let message = &state["phones"][0]["messages"][1];
    assert_eq!(message["side"], "business");
    assert_eq!(message["tick"], "delivered");
    assert_eq!(
        message["shown"]["buttons"][0],
        json!({"title": "Yes", "kind": "reply", "id": "v1:Yes"})
    );
    assert_eq!(message["message"]["interactive"]["type"], "button");
    assert_eq!(message["message"]["to"], ASHA);
    let tap = json!({"message_id": message["id"], "title": "Yes"});
    assert_eq!(post(&town, &act("tap"), tap).await.0, 200);
    let pin = json!({"latitude": 17.4948, "longitude": 78.3996, "name": "Site"});
    assert_eq!(post(&town, &act("pin"), pin).await.0, 200);
    assert_eq!(
        post(&town, &act("media"), json!({"kind": "photo", "caption": "site"})).await.0,
        200
    );
    assert_eq!(post(&town, &act("read"), json!({})).await.0, 200);
    town.sandbox.settled().await;
    let seq = state["seq"].as_u64().unwrap();
    let changed = get(&town, &format!("/api/state?since={seq}")).await;
    let messages = changed["phones"][0]["messages"].as_array().unwrap();
    assert_eq!(messages[1]["tick"], "read");
    assert_eq!(messages[3]["shown"]["place"]["name"], "Site");
    let picture = messages[4]["shown"]["media"]["url"].as_str().unwrap().to_owned();
    let bytes = town.http.get(format!("{}{picture}", town.sandbox.url())).send().await.unwrap();
    assert_eq!(bytes.headers()["content-type"], "image/jpeg");
    let seq = changed["seq"].as_u64().unwrap();
    assert_eq!(get(&town, &format!("/api/state?since={seq}")).await["phones"], json!([]));
}

#[tokio::test]
async fn refusals_are_words() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Asha");
    let act = |name: &str| format!("/api/people/{ASHA}/{name}");
    let table = [
        ("/api/people".to_owned(), json!({"number": "12"}), 400),
        ("/api/people/911111111/say".to_owned(), json!({"text": "hi"}), 404),
        (act("say"), json!({}), 400),
        (act("tap"), json!({"message_id": "wamid.X", "title": "Yes"}), 400),
        (act("pin"), json!({"latitude": 17}), 400),
        (act("media"), json!({"kind": "poem"}), 400),
        (act("dance"), json!({}), 400),
        ("/api/clock".to_owned(), json!({}), 400),
        ("/api/faults".to_owned(), json!({"direction": "graph_calls", "fault": "duplicate"}), 400),
        ("/api/faults".to_owned(), json!({"direction": "sideways", "fault": "drop"}), 400),
    ];
    for (path, body, status) in table {
        let answer = post(&town, &path, body).await;
        assert_eq!(answer.0, status, "{path}: {}", answer.1);
        assert!(!answer.1["error"].as_str().unwrap().is_empty());
    }
    town.inbox.answers_with(500);
    let answer = post(&town, &act("say"), json!({"text": "hi"})).await;
    assert!(answer.1["error"].as_str().unwrap().contains("500"), "{}", answer.1);
}

#[tokio::test]
async fn what_a_person_decides_can_be_decided_by_the_pages_api() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let said = asha.says("50 bags").await.unwrap();
    let act = async |name: &str, body: Value| {
        let answer = post(&town, &format!("/api/people/{ASHA}/{name}"), body).await;
        assert_eq!(answer.0, 200, "{name}: {}", answer.1);
    };
    act("hide", json!({"hidden": true})).await;
    act("say", json!({"text": "hidden"})).await;
    act("hide", json!({"hidden": false})).await;
    act("edit", json!({"message_id": said, "text": "60 bags"})).await;
    act("delete", json!({"message_id": said})).await;
    act("unsupported", json!({"kind": "poll"})).await;
    act("opt_out", json!({"opted_out": true})).await;
    act("fail_next", json!({"code": 131_049})).await;
    let phone = get(&town, "/api/state").await["phones"][0].clone();
    assert_eq!((&phone["opted_out"], &phone["fails_next"]), (&json!(true), &json!([131_049])));
    town.says(ASHA, "lost").await;
    act("opt_out", json!({"opted_out": false})).await;
    act("move", json!({"to": "+91 98480 99999"})).await;
    town.sandbox.settled().await;
    let heard = town.inbox.messages();
    let froms: Vec<bool> = heard.iter().map(|message| message.get("from").is_some()).collect();
    assert_eq!(froms, [true, false, true, true, true, true], "{heard:?}");
    assert_eq!(heard[5]["system"]["wa_id"], "919848099999");
    let state = get(&town, "/api/state").await;
    assert_eq!(state["numbers"], json!(["919848099999"]));
    assert_eq!(state["phones"][0]["messages"][0]["deleted"], true);
    assert_eq!(state["phones"][0]["messages"][2]["error"]["code"], 131_049);
    // A number that somebody has cannot be moved to.
    let _ = town.sandbox.person(ASHA, "Somebody new");
    let taken = post(&town, "/api/people/919848099999/move", json!({"to": ASHA})).await;
    assert_eq!(taken.0, 400);
}

#[tokio::test]
async fn a_link_can_be_paid_twice_late_and_after_a_failure_by_the_pages_api() {
    let town = Town::open().await;
    let pay = async |link: &Value, how: &str| {
        let body = json!({"url": link["short_url"], "how": how, "after_seconds": 60});
        let answer = post(&town, "/api/pay", body).await;
        town.sandbox.settled().await;
        answer
    };
    let link = town.link(10_000, "RS1-1").await;
    assert_eq!(pay(&link, "fail").await.1["failed"], "payment_declined");
    assert_eq!(pay(&link, "late_authorised").await.0, 200);
    town.sandbox.forward(Duration::from_secs(60));
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "payment_link.paid");
    assert_eq!(pay(&link, "upi").await, (400, json!({"error": "the link is paid"})));
    assert_eq!(pay(&link, "twice").await.1["payment_ids"].as_array().unwrap().len(), 1);
    assert_eq!(town.inbox.events().last().unwrap(), "payment.captured");
    assert_eq!(pay(&link, "shells").await.0, 400);
}

#[tokio::test]
async fn the_companies_can_be_changed_by_the_pages_api() {
    let town = Town::open().await;
    let set = async |path: &str, body: Value| {
        let answer = post(&town, path, body).await;
        assert_eq!(answer.0, 200, "{path}: {}", answer.1);
        town.sandbox.settled().await;
        answer.1
    };
    let link = town.link(10_000, "RS1-1").await;
    set("/api/razorpay", json!({"odd_shapes": true, "webhook_secret": "new"})).await;
    set("/api/pay", json!({"url": link["short_url"], "how": "upi"})).await;
    let first = town.inbox.razorpay.lock().unwrap()[0].clone();
    assert_eq!(first.header("x-razorpay-signature"), hmac_hex("new", &first.body));
    assert!(first.json().get("created_at").is_none());
    let account = set("/api/razorpay", json!({"balance_paise": 0, "odd_shapes": false})).await;
    assert_eq!(
        account,
        json!({"balance_paise": 0, "fail_refunds": 0, "slow_refunds": 0, "odd_shapes": false, "webhook_enabled": true})
    );
    let payment = town.sandbox.payment_links()[0].payment_ids[0].clone();
    let refund =
        async || town.razorpay("POST", &format!("payments/{payment}/refund"), None).await.0;
    assert_eq!(refund().await, 400);
    set("/api/razorpay", json!({"balance_paise": 100_000, "fail_refunds": 1})).await;
    assert_eq!(refund().await, 200);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.events().last().unwrap(), "refund.failed");
    let events = get(&town, "/api/razorpay/events").await;
    assert_eq!(events[0]["event"], "refund.failed");
    set("/api/razorpay/replay", json!({"id": events[0]["id"]})).await;
    assert_eq!(post(&town, "/api/razorpay/replay", json!({"id": "x"})).await.0, 400);
    set("/api/razorpay", json!({"webhook_enabled": false})).await;
    let heard = town.inbox.events().len();
    set("/api/settle", json!({})).await;
    assert_eq!(
        (town.inbox.events().len(), post(&town, "/api/settle", json!({})).await.0),
        (heard, 400)
    );
}

#[tokio::test]
async fn templates_and_batches_can_be_changed_by_the_pages_api() {
    let town = Town::open().await;
    let by_hand =
        post(&town, "/api/whatsapp", json!({"templates_by_hand": true, "batch": 100})).await;
    assert_eq!(by_hand.0, 200);
    let whatsapp = get(&town, "/api/state").await["whatsapp"].clone();
    assert_eq!((&whatsapp["batch"], &whatsapp["templates_by_hand"]), (&json!(100), &json!(true)));
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    let template = json!({"name": "notice", "language": "en", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hello there"}]});
    town.graph("POST", &path, Some(template)).await;
    let row = |status: &str| json!([{"name": "notice", "language": "en", "category": "UTILITY", "status": status}]);
    assert_eq!(get(&town, "/api/templates").await, row("PENDING"));
    let judged =
        post(&town, "/api/templates", json!({"name": "notice", "status": "APPROVED"})).await;
    assert_eq!(judged.1["judged"], 1);
    assert_eq!(get(&town, "/api/templates").await, row("APPROVED"));
    for body in
        [json!({"name": "notice", "status": "GOOD"}), json!({"name": "none", "status": "PAUSED"})]
    {
        assert_eq!(post(&town, "/api/templates", body).await.0, 400);
    }
    assert_eq!(post(&town, "/api/whatsapp", json!({"batch": 0})).await.0, 400);
}

#[tokio::test]
async fn what_comes_seldom_can_be_sent_by_the_pages_api() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Asha");
    let act = |name: &str| format!("/api/people/{ASHA}/{name}");
    for kind in ["forwarded", "forwarded_often", "ad", "product", "too_large", "new_user_id"] {
        let answer = post(&town, &act("unusual"), json!({"kind": kind})).await;
        assert_eq!(answer.0, 200, "{kind}: {}", answer.1);
    }
    assert_eq!(post(&town, &act("media"), json!({"kind": "audio"})).await.0, 200);
    assert_eq!(post(&town, &act("unusual"), json!({"kind": "smoke"})).await.0, 400);
    assert_eq!(town.inbox.messages().len(), 7);
    for field in ["account_alerts", "errors"] {
        assert_eq!(post(&town, "/api/report", json!({"field": field})).await.0, 200);
    }
    assert_eq!(post(&town, "/api/report", json!({"field": "weather"})).await.0, 400);
    town.sandbox.settled().await;
    let told = town.inbox.whatsapp.lock().unwrap().clone();
    assert_eq!(told[7].json()["entry"][0]["changes"][0]["field"], "account_alerts");
    assert_eq!(told[8].value()["errors"][0]["code"], 131_000);
}

#[tokio::test]
async fn what_is_quoted_is_known_even_above_the_last_hundred() {
    let options =
        realserv_sandbox::Options { messages_per_second: 0, pair_burst: 0, ..Default::default() };
    let town = Town::with(options).await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let old = asha.says("50 bags").await.unwrap();
    for _ in 0..100 {
        town.says(ASHA, "x").await;
    }
    town.send(
        ASHA,
        json!({"type": "text", "text": {"body": "of what?"}, "context": {"message_id": old}}),
    )
    .await;
    let phone = get(&town, "/api/state").await["phones"][0].clone();
    let messages = phone["messages"].as_array().unwrap();
    assert_eq!((messages.len(), &messages[99]["quotes"]), (100, &json!(old)));
    assert_eq!(messages[99]["quoted"]["shown"]["text"], "50 bags");
    // Whoever stands among the hundred is not told twice.
    let newest = asha.last().unwrap().id;
    asha.replies(&newest, "cement").await.unwrap();
    let phone = get(&town, "/api/state").await["phones"][0].clone();
    assert!(phone["messages"][99].get("quoted").is_none());
}

#[tokio::test]
async fn clock_and_faults_can_be_moved_and_seen() {
    let town = Town::open().await;
    let moved = post(&town, "/api/clock", json!({"forward_seconds": 600})).await.1;
    assert_eq!(moved["ahead_ms"], 600_000);
    assert_eq!(*town.sandbox.options().moved.borrow(), 600_000_000);
    let drop = json!({"direction": "whatsapp_webhooks", "fault": "drop", "times": 2});
    let set = post(&town, "/api/faults", drop).await.1;
    assert_eq!(
        set["faults"][0],
        json!({"direction": "whatsapp_webhooks", "fault": "drop", "left": 2, "only": null, "delay_ms": null})
    );
    let always =
        json!({"direction": "graph_calls", "fault": "slow", "times": null, "delay_ms": 100});
    assert_eq!(post(&town, "/api/faults", always).await.1["faults"][1]["left"], Value::Null);
    assert_eq!(post(&town, "/api/faults", json!({"clear": true})).await.1["faults"], json!([]));
}

#[tokio::test]
async fn the_page_and_its_stream_are_served() {
    let town = Town::open().await;
    for (path, mime) in
        [("/", "text/html"), ("/page.css", "text/css"), ("/page.js", "text/javascript")]
    {
        let answer = town.http.get(format!("{}{path}", town.sandbox.url())).send().await.unwrap();
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(mime));
        assert!(!answer.text().await.unwrap().is_empty());
    }
    let url = format!("{}/api/events", town.sandbox.url());
    let mut stream = town.http.get(url).send().await.unwrap();
    let first = stream.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).starts_with("event: changed\ndata: {\"seq\":"));
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    assert!(
        String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap())
            .starts_with("event: changed")
    );
    // Stopping does not wait for those who listen.
    town.sandbox.stop().await;
}
