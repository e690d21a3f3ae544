//! Every error code of whatsapp.md 8.5, on both paths: as the answer of a call, and as the `failed` status of a message.

use realserv_sandbox::{Direction, Fault, Options};
use serde_json::{Value, json};

use crate::town::{ASHA, Town, answered, code};

/// Code and HTTP status, as the reference lists them; throttling answers 429, no status there is 400 here.
const CODES: &[(i64, u16)] = &[
    (0, 401),
    (1, 400),
    (2, 503),
    (3, 500),
    (4, 429),
    (10, 403),
    (200, 403),
    (299, 403),
    (33, 400),
    (100, 400),
    (190, 401),
    (368, 403),
    (1026, 400),
    (2046, 400),
    (2047, 400),
    (80_007, 429),
    (130_403, 400),
    (130_429, 429),
    (130_472, 400),
    (130_497, 403),
    (131_000, 500),
    (131_005, 403),
    (131_008, 400),
    (131_009, 400),
    (131_016, 500),
    (131_021, 400),
    (131_026, 400),
    (131_030, 400),
    (131_031, 403),
    (131_037, 400),
    (131_042, 400),
    (131_045, 500),
    (131_047, 400),
    (131_048, 429),
    (131_049, 400),
    (131_050, 400),
    (131_051, 400),
    (131_052, 400),
    (131_053, 400),
    (131_055, 400),
    (131_056, 429),
    (131_057, 500),
    (131_061, 400),
    (131_062, 400),
    (131_063, 400),
    (131_064, 400),
    (132_000, 400),
    (132_001, 404),
    (132_005, 400),
    (132_007, 400),
    (132_008, 400),
    (132_012, 400),
    (132_015, 400),
    (132_016, 400),
    (132_018, 400),
    (132_068, 400),
    (132_069, 400),
    (133_000, 500),
    (133_004, 503),
    (133_005, 400),
    (133_006, 400),
    (133_008, 400),
    (133_009, 400),
    (133_010, 400),
    (133_015, 400),
    (133_016, 400),
    (134_011, 400),
    (135_000, 400),
    (137_000, 400),
    (139_000, 400),
    (139_001, 400),
    (139_002, 400),
    (139_003, 400),
    (139_004, 400),
    (139_100, 400),
    (139_101, 400),
    (139_102, 400),
    (139_103, 400),
    (147_001, 400),
    (147_002, 400),
    (147_003, 400),
    (147_004, 400),
    (147_005, 400),
];

#[tokio::test]
async fn every_documented_code_can_refuse_a_call() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    for (known, status) in CODES {
        town.sandbox.faults().next(Direction::GraphCalls, Fault::Code(*known), 1);
        let answer = town.says(ASHA, "x").await;
        assert_eq!(code(&answer), (*status, *known), "{}", answer.1);
        let message = answer.1["error"]["message"].as_str().unwrap();
        assert!(message.starts_with(&format!("(#{known}) ")), "{message}");
        assert!(answer.1["error"]["error_data"]["details"].is_string());
    }
    assert!(asha.chat().is_empty(), "nothing was done");
    assert!(town.sandbox.refusals().is_empty(), "faults are no refusals");
}

#[tokio::test]
async fn maintenance_is_told_by_a_subcode() {
    let town = Town::open().await;
    town.sandbox.faults().next(Direction::GraphCalls, Fault::Code(2_494_100), 1);
    let answer = town.says(ASHA, "x").await;
    assert_eq!(code(&answer), (500, 131_057));
    assert_eq!(answer.1["error"]["error_subcode"], 2_494_100);
}

#[tokio::test]
async fn every_documented_code_can_fail_a_message_under_its_own_title() {
    let limits = Options { pair_burst: 0, messages_per_second: 0, ..Options::default() };
    let town = Town::with(limits).await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    for (known, _) in CODES {
        asha.next_fails_with(*known);
        assert_eq!(town.says(ASHA, "x").await.0, 200);
    }
    town.sandbox.settled().await;
    let errors: Vec<Value> =
        town.inbox.statuses().iter().map(|status| status["errors"][0].clone()).collect();
    assert_eq!(errors.len(), CODES.len());
    for ((known, _), error) in CODES.iter().zip(&errors) {
        assert_eq!(error["code"], *known);
        let unknown = error["title"] == "Something went wrong";
        assert_eq!(unknown, *known == 131_000, "{error}");
    }
}

#[tokio::test]
async fn the_page_sets_both() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let post = async |path: &str, body: Value| {
        answered(town.http.post(format!("{}{path}", town.sandbox.url())), Some(body)).await
    };
    let fault =
        |code: i64| json!({"direction": "graph_calls", "fault": "code", "code": code, "times": 1});
    let set = post("/api/faults", fault(131_016)).await.1;
    assert_eq!(
        (&set["faults"][0]["fault"], &set["faults"][0]["code"]),
        (&json!("code"), &json!(131_016))
    );
    assert_eq!(code(&town.says(ASHA, "x").await), (500, 131_016));
    let fail = format!("/api/people/{ASHA}/fail_next");
    assert_eq!(post(&fail, json!({"code": 131_049})).await.0, 200);
    assert_eq!(town.says(ASHA, "x").await.0, 200);
    town.sandbox.settled().await;
    assert_eq!(town.inbox.statuses()[0]["errors"][0]["title"], "Meta chose not to deliver");
    // What Meta does not know cannot be asked for.
    assert_eq!(post("/api/faults", fault(5)).await.0, 400);
    assert_eq!(post(&fail, json!({"code": 5})).await.0, 400);
    assert_eq!(post(&fail, json!({})).await.0, 400);
}

#[tokio::test]
#[should_panic(expected = "Meta has no code 5")]
async fn a_code_that_meta_does_not_have_is_a_mistake_in_the_play() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").next_fails_with(5);
}
