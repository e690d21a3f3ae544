//! What messages cost, before and after 1 October 2026 (whatsapp.md 3.4).

use realserv_sandbox::Options;
use serde_json::{Value, json};

use crate::{
    templates::create,
    town::{ASHA, Town},
};

/// 30 September 2026, 23:00, and a day later, in Hyderabad.
const BEFORE: i64 = 1_790_789_400;
const AFTER: i64 = BEFORE + 86_400;
/// 1 November 2026, 00:30 there, which is still October in London.
const NEXT_MONTH: i64 = 1_793_473_200;

/// Moves the clock to a moment, be it in the past.
fn set(town: &Town, seconds: i64) {
    let by = seconds * 1_000_000 - town.sandbox.clock().now();
    town.sandbox.options().moved.send_modify(|moved| *moved += by);
}

/// The prices of all statuses since the last call.
async fn prices(town: &Town) -> Vec<Value> {
    town.sandbox.settled().await;
    let statuses = town.inbox.statuses();
    town.inbox.whatsapp.lock().unwrap().clear();
    statuses.iter().map(|status| status["pricing"].clone()).collect()
}

fn price(category: &str, billable: bool) -> Value {
    let kind = if billable { "regular" } else { "free_customer_service" };
    json!({"billable": billable, "pricing_model": "PMP", "type": kind, "category": category})
}

async fn with_template() -> Town {
    let few = Options { free_messages_a_month: 3, ..Options::default() };
    let town = Town::with(few).await;
    let notice = json!({"name": "notice", "language": "en", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Your order has news"}]});
    assert_eq!(create(&town, &notice).await.0, 200);
    town
}

async fn sends_notice(town: &Town) {
    let notice =
        json!({"type": "template", "template": {"name": "notice", "language": {"code": "en"}}});
    assert_eq!(town.send(ASHA, notice).await.0, 200);
}

#[tokio::test]
async fn until_october_2026_an_open_window_is_free() {
    let town = with_template().await;
    set(&town, BEFORE);
    let asha = town.sandbox.person(ASHA, "Asha");
    sends_notice(&town).await;
    assert_eq!(prices(&town).await, [price("utility", true), price("utility", true)]);
    asha.says("hi").await.unwrap();
    sends_notice(&town).await;
    assert_eq!(prices(&town).await, [price("utility", false), price("utility", false)]);
    town.says(ASHA, "x").await;
    assert_eq!(prices(&town).await, [price("service", false), price("service", false)]);
}

#[tokio::test]
async fn from_october_2026_only_so_many_messages_a_month_are_free() {
    let town = with_template().await;
    set(&town, AFTER);
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    sends_notice(&town).await;
    assert_eq!(prices(&town).await, [price("utility", true), price("utility", true)]);
    for _ in 0..3 {
        town.says(ASHA, "x").await;
    }
    assert!(prices(&town).await.iter().all(|told| *told == price("service", false)));
    town.says(ASHA, "x").await;
    assert_eq!(prices(&town).await, [price("service", true), price("service", true)]);
    set(&town, NEXT_MONTH);
    asha.says("hi").await.unwrap();
    town.says(ASHA, "x").await;
    assert_eq!(prices(&town).await, [price("service", false), price("service", false)]);
}
