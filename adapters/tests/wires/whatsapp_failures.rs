//! What each of Meta's codes allows next (whatsapp.md §8.5), and what a broken line does.

use std::time::Duration;

use realserv_adapters::secret::Secret;
use realserv_adapters::whatsapp::{Client, Next, Outgoing, Recipient, SendFailure, Sent};
use realserv_domain::message::Message;

use crate::server::{Reply, Server, ok, patient, within};

const AGAIN: Next = Next::Again { after: None };

fn in_seconds(seconds: u64) -> Next {
    Next::Again { after: Some(Duration::from_secs(seconds)) }
}

#[test]
fn every_documented_code_has_its_class() {
    let classes: [(Next, &[i64]); 10] = [
        (AGAIN, &[2, 130_429, 131_000, 131_016, 133_004]),
        (in_seconds(6), &[131_056]),
        (in_seconds(60), &[4, 80_007, 131_057, 2_494_100]),
        (Next::PauseAll, &[0, 10, 190, 200, 250, 299, 368, 131_031, 131_042, 131_045, 133_010]),
        (Next::RecipientUnreachable, &[1026, 130_403, 130_472, 131_026, 131_030, 131_050]),
        (Next::NeedsTemplate, &[131_047]),
        (Next::MediaUnusable, &[131_052, 131_053]),
        (Next::FormUnusable, &[132_068, 132_069]),
        (
            Next::TemplateUnusable,
            &[
                131_061, 131_063, 131_064, 132_000, 132_001, 132_005, 132_007, 132_008, 132_012,
                132_015, 132_016, 132_018,
            ],
        ),
        (
            Next::Never,
            &[
                1, 3, 33, 100, 300, 2046, 2047, 130_497, 131_005, 131_008, 131_009, 131_021,
                131_037, 131_048, 131_049, 131_051, 131_055, 131_062, 133_000, 133_005, 133_006,
                133_008, 133_009, 133_015, 133_016, 134_011, 135_000, 137_000, 139_000, 139_100,
                147_001, 2_388_019, 999_999, -1,
            ],
        ),
    ];
    for (next, codes) in classes {
        for code in codes {
            assert_eq!(Next::after_code(*code), next, "{code}");
        }
    }
}

async fn send(url: &str, http: reqwest::Client) -> Result<Sent, SendFailure> {
    let client = Client::new(http, url, "200000000000001", Secret::new("token"));
    let message = Message::Text { body: "hello".to_owned() };
    let to = Recipient { phone: Some("919900000001".parse().unwrap()), user_id: None };
    let out = Outgoing {
        phone_number_id: "300000000000001",
        to: &to,
        message: &message,
        callback_data: "row",
        media_id: None,
        reply_to: None,
        correlation_id: "c-1",
    };
    client.send(&out).await
}

async fn refusal(reply: Reply) -> SendFailure {
    let server = Server::answering(vec![reply]).await;
    send(&server.url, patient(&server.url)).await.unwrap_err()
}

fn error(status: u16, headers: &'static str, error: &str) -> Reply {
    Reply::Answer(status, headers, format!(r#"{{"error":{error}}}"#))
}

#[tokio::test]
async fn a_refusal_is_told_in_metas_words() {
    let failure = refusal(error(
        400,
        "",
        r#"{"message":"(#131009) Parameter value is not valid","type":"OAuthException","code":131009,"error_data":{"messaging_product":"whatsapp","details":"Button title length invalid, to 919900000001"},"fbtrace_id":"Ab12"}"#,
    ))
    .await;
    assert_eq!((failure.code, failure.next), (Some(131_009), Next::Never));
    assert_eq!(failure.fbtrace_id.as_deref(), Some("Ab12"));
    let told = "(#131009) Parameter value is not valid: Button title length invalid, to …0001";
    assert_eq!(failure.detail, told);
}

#[tokio::test]
async fn a_throttle_is_obeyed_by_its_header() {
    let retry = "Retry-After: 30\r\n";
    let throttled = refusal(error(429, retry, r#"{"code":130429,"message":"x"}"#)).await;
    assert_eq!(throttled.next, in_seconds(30));
    // The header cannot shorten what we know of the pair limit.
    let hasty = refusal(error(400, "Retry-After: 1\r\n", r#"{"code":131056}"#)).await;
    assert_eq!(hasty.next, in_seconds(6));
    let proxy = refusal(Reply::Answer(429, retry, "slow down".to_owned())).await;
    assert_eq!((proxy.code, proxy.next), (None, in_seconds(30)));
    let maintenance = r#"{"code":131000,"error_subcode":2494100}"#;
    assert_eq!(refusal(error(500, "", maintenance)).await.next, in_seconds(60));
}

#[tokio::test]
async fn an_answer_without_a_code_is_judged_by_its_status() {
    let cases = [
        (500, Next::Unknown),
        (502, Next::Unknown),
        (504, Next::Unknown),
        (408, Next::Unknown),
        (401, Next::PauseAll),
        (403, Next::PauseAll),
        (404, Next::Never),
        (302, Next::Never),
    ];
    for (status, next) in cases {
        let headers = "Location: http://127.0.0.1:9/elsewhere\r\n";
        let reply = Reply::Answer(status, headers, "<html>".to_owned());
        assert_eq!(refusal(reply).await.next, next, "{status}");
    }
}

#[tokio::test]
async fn what_may_have_arrived_is_unknown() {
    assert_eq!(refusal(Reply::HangUp).await.next, Next::Unknown);
    assert_eq!(refusal(ok("{}")).await.next, Next::Unknown);
    assert_eq!(refusal(ok("not json")).await.next, Next::Unknown);
    let flooded = refusal(Reply::Flood).await;
    assert_eq!(flooded.next, Next::Unknown);
    assert!(flooded.detail.contains("4194304 bytes"), "{}", flooded.detail);

    let server = Server::answering(vec![Reply::Silence]).await;
    let impatient = within(&server.url, Duration::from_millis(300));
    let silent = send(&server.url, impatient).await.unwrap_err();
    assert_eq!((silent.code, silent.next), (None, Next::Unknown));
    assert!(!silent.detail.contains("127.0.0.1"), "no address in it: {}", silent.detail);
}

#[tokio::test]
async fn what_certainly_did_not_arrive_is_tried_again() {
    let gone = {
        // A port that was ours a moment ago and answers nobody.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let refused = send(&gone, patient(&gone)).await.unwrap_err();
    assert_eq!(refused.next, AGAIN, "{}", refused.detail);
}
