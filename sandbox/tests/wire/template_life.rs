//! What becomes of a template after it was created: reviewed, paused for low quality, unpaused, disabled.

use realserv_sandbox::TemplateStatus;
use serde_json::{Value, json};

use crate::{
    templates::{create, placed, send_placed},
    town::{ASHA, Town, code},
};

#[tokio::test]
async fn what_the_reviewers_decide_is_told_and_obeyed() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Ravi");
    town.sandbox.review_templates_by_hand(true);
    assert_eq!(create(&town, &placed()).await.1["status"], "PENDING");
    let table = [
        (TemplateStatus::Pending, (404, 132_001)),
        (TemplateStatus::Rejected, (404, 132_001)),
        (TemplateStatus::Paused, (400, 132_015)),
        (TemplateStatus::Disabled, (400, 132_016)),
        (TemplateStatus::Approved, (200, 0)),
    ];
    for (status, expected) in table {
        assert_eq!(town.sandbox.judge_template("order_placed", None, status), 1);
        assert_eq!(code(&town.send(ASHA, send_placed("RS7")).await), expected);
    }
    town.sandbox.settled().await;
    let told: Vec<String> = town
        .inbox
        .whatsapp
        .lock()
        .unwrap()
        .iter()
        .filter_map(|w| w.value()["event"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(told, ["PENDING", "REJECTED", "PAUSED", "DISABLED", "APPROVED"]);
}

/// Event and title of all news about templates since the last call.
async fn news(town: &Town) -> Vec<(String, String)> {
    town.sandbox.settled().await;
    let webhooks = std::mem::take(&mut *town.inbox.whatsapp.lock().unwrap());
    let told = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let values = webhooks.iter().map(|webhook| webhook.value());
    values.map(|value| (told(&value["event"]), told(&value["other_info"]["title"]))).collect()
}

#[tokio::test]
async fn low_quality_pauses_for_three_hours_then_six_and_then_disables() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Ravi");
    create(&town, &placed()).await;
    news(&town).await;
    let told = |event: &str, title: &str| vec![(event.to_owned(), title.to_owned())];
    let judge = || town.sandbox.judge_template("order_placed", Some("en"), TemplateStatus::Paused);
    for (hours, title) in [(3, "FIRST_PAUSE"), (6, "SECOND_PAUSE")] {
        judge();
        assert_eq!(news(&town).await, told("PAUSED", title));
        town.sandbox.forward(std::time::Duration::from_secs(hours * 3600 - 60));
        assert_eq!(code(&town.send(ASHA, send_placed("RS7")).await), (400, 132_015));
        assert!(news(&town).await.is_empty());
        town.sandbox.forward(std::time::Duration::from_secs(60));
        assert_eq!(news(&town).await, told("REINSTATED", "UNPAUSE"));
        assert_eq!(town.send(ASHA, send_placed("RS7")).await.0, 200);
        news(&town).await;
    }
    judge();
    assert_eq!(news(&town).await, told("DISABLED", "DISABLED"));
    assert_eq!(code(&town.send(ASHA, send_placed("RS7")).await), (400, 132_016));
}

#[tokio::test]
async fn a_paused_template_can_be_unpaused() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Ravi");
    let id = create(&town, &placed()).await.1["id"].as_str().unwrap().to_owned();
    let unpause = format!("{id}/unpause");
    assert_eq!(code(&town.graph("POST", &unpause, Some(json!({}))).await), (400, 100));
    town.sandbox.judge_template("order_placed", None, TemplateStatus::Paused);
    let answer = town.graph("POST", &unpause, Some(json!({}))).await;
    assert_eq!(answer, (200, json!({"success": true})));
    assert_eq!(town.send(ASHA, send_placed("RS7")).await.0, 200);
    // The end of the pause that is over already is no news.
    news(&town).await;
    town.sandbox.forward(std::time::Duration::from_secs(4 * 3600));
    assert!(news(&town).await.is_empty());
    assert_eq!(code(&town.graph("POST", "60/unpause", Some(json!({}))).await), (400, 100));
}
