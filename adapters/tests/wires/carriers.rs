//! SMS and push on the wire: what is sent, and what each answer allows next.

use jiff::Timestamp;
use realserv_adapters::carrier::CarryNext;
use realserv_adapters::fcm::{self, Push, ServiceAccount};
use realserv_adapters::secret::Secret;
use realserv_adapters::sms;
use serde_json::json;
use uuid::Uuid;

use super::server::{Reply, Server, ok, patient};

const KEY: &str = include_str!("../../../tests/fixtures/form_key.pem");

fn now() -> Timestamp {
    "2026-11-23T03:30:00Z".parse().unwrap()
}

#[tokio::test]
async fn an_sms_names_its_text_and_brings_its_variables() {
    let server = Server::answering(vec![ok(r#"{"message":"3763646c","type":"success"}"#)]).await;
    let client = sms::Client::new(patient(&server.url), &server.url, Secret::new("key"));
    let to = "9848012345".parse().unwrap();
    let variables = ["RS7K3M9QX".to_owned(), "50 bags".to_owned()];
    let id = client.send(&to, "64f0", &variables, "c").await.unwrap();
    assert_eq!(id, "3763646c");
    let asked = server.asked();
    assert_eq!(asked[0].line(), "POST /api/v5/flow HTTP/1.1");
    assert!(asked[0].head.contains("authkey: key"));
    let recipient = json!({ "mobiles": "919848012345", "VAR1": "RS7K3M9QX", "VAR2": "50 bags" });
    let wanted = json!({ "template_id": "64f0", "short_url": "0", "recipients": [recipient] });
    assert_eq!(asked[0].json(), wanted);
}

#[tokio::test]
async fn an_sms_whose_answer_is_lost_may_have_gone() {
    let server = Server::answering(vec![Reply::HangUp]).await;
    let client = sms::Client::new(patient(&server.url), &server.url, Secret::new("key"));
    let to = "9848012345".parse().unwrap();
    let lost = client.send(&to, "64f0", &[], "c").await.unwrap_err();
    assert_eq!(lost.next, CarryNext::Unknown);
    // Nobody listens there: certainly not sent.
    let nowhere =
        sms::Client::new(patient("http://127.0.0.1:1"), "http://127.0.0.1:1", Secret::new("key"));
    let unsent = nowhere.send(&to, "64f0", &[], "c").await.unwrap_err();
    assert_eq!(unsent.next, CarryNext::Unreachable);
}

fn account(url: &str) -> ServiceAccount {
    let file = json!({
        "project_id": "realserv", "client_email": "push@realserv.iam.gserviceaccount.com",
        "private_key": KEY, "token_uri": format!("{url}/token"),
    });
    ServiceAccount::read(&file.to_string()).unwrap()
}

fn push() -> Push<'static> {
    Push {
        id: Uuid::from_u128(7),
        token: "device",
        title: "New order",
        body: "50 bags",
        kind: "offer",
        order: Some(Uuid::from_u128(8)),
        seconds: 600,
    }
}

fn token(text: &str) -> Reply {
    ok(&format!(r#"{{"access_token":"{text}","expires_in":3599,"token_type":"Bearer"}}"#))
}

#[tokio::test]
async fn a_token_is_kept_for_its_hour_and_asked_for_anew_when_it_is_taken_back() {
    let refused = Reply::Answer(401, "", r#"{"error":{"status":"UNAUTHENTICATED"}}"#.to_owned());
    let sent = || ok(r#"{"name":"projects/realserv/messages/1"}"#);
    let script =
        vec![token("one"), sent(), sent(), refused, token("two"), sent(), token("three"), sent()];
    let server = Server::answering(script).await;
    let client = fcm::Client::new(patient(&server.url), &server.url, account(&server.url));
    for _ in 0..3 {
        assert_eq!(client.send(now(), &push(), "c").await.unwrap(), "projects/realserv/messages/1");
    }
    let later = now() + jiff::SignedDuration::from_mins(60);
    client.send(later, &push(), "c").await.unwrap();
    let asked = server.asked();
    let lines: Vec<&str> = asked.iter().map(super::server::Asked::line).collect();
    let send = "POST /v1/projects/realserv/messages:send HTTP/1.1";
    let get = "POST /token HTTP/1.1";
    assert_eq!(lines, [get, send, send, send, get, send, get, send]);
    assert!(asked[0].body.starts_with(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
    ));
    assert!(asked[1].head.contains("Bearer one") && asked[5].head.contains("Bearer two"));
    let message = &asked[1].json()["message"];
    assert_eq!(message["token"], "device");
    assert_eq!(message["android"]["ttl"], "600s");
    let strings = message["data"].as_object().unwrap().values().all(serde_json::Value::is_string);
    assert!(strings, "{message}");
}

#[tokio::test]
async fn what_fcm_refuses_says_what_to_do_with_the_device() {
    let refused = |status, headers, code| {
        let detail = json!({ "@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": code });
        let body = json!({ "error": { "code": status, "details": [detail] } });
        Reply::Answer(status, headers, body.to_string())
    };
    let script = vec![
        token("one"),
        refused(404, "", "UNREGISTERED"),
        refused(429, "Retry-After: 90\r\n", "QUOTA_EXCEEDED"),
        Reply::HangUp,
    ];
    let server = Server::answering(script).await;
    let client = fcm::Client::new(patient(&server.url), &server.url, account(&server.url));
    let mut next = Vec::new();
    for _ in 0..3 {
        next.push(client.send(now(), &push(), "c").await.unwrap_err().next);
    }
    let after = Some(std::time::Duration::from_secs(90));
    assert_eq!(next, [CarryNext::Gone, CarryNext::Again { after }, CarryNext::Unknown]);
}

#[tokio::test]
async fn an_account_that_google_does_not_take_closes_the_way() {
    let bad = Reply::Answer(400, "", r#"{"error":"invalid_grant"}"#.to_owned());
    let busy = Reply::Answer(503, "Retry-After: 5\r\n", String::new());
    let server = Server::answering(vec![bad, busy]).await;
    let client = fcm::Client::new(patient(&server.url), &server.url, account(&server.url));
    let closed = client.send(now(), &push(), "c").await.unwrap_err();
    assert_eq!(closed.next, CarryNext::Closed);
    let later = client.send(now(), &push(), "c").await.unwrap_err();
    let after = Some(std::time::Duration::from_secs(5));
    assert_eq!(later.next, CarryNext::Again { after });
}
