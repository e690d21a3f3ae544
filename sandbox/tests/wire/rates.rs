//! The 24-hour window and the two rate limits, on a clock that is moved.

use std::time::Duration;

use realserv_sandbox::{Options, Tick};
use serde_json::json;

use crate::town::{ASHA, Town, code};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn outside_the_window_a_free_form_message_is_accepted_and_then_fails() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    town.sandbox.forward(23 * HOUR + 59 * MINUTE);
    assert_eq!(town.says(ASHA, "still open").await.0, 200);
    town.sandbox.forward(2 * MINUTE);
    let tagged = json!({"type": "text", "text": {"body": "too late"}, "biz_opaque_callback_data": "effect-1"});
    let (status, answer) = town.send(ASHA, tagged).await;
    assert_eq!(status, 200);
    town.sandbox.settled().await;
    let failed =
        town.inbox.statuses().into_iter().find(|status| status["status"] == "failed").unwrap();
    assert_eq!(failed["id"], answer["messages"][0]["id"]);
    assert_eq!(failed["errors"][0]["code"], 131_047);
    assert_eq!(failed["biz_opaque_callback_data"], "effect-1");
    assert!(failed.get("recipient_user_id").is_none());
    let ticks: Vec<Tick> = asha.chat().iter().skip(1).map(|bubble| bubble.tick).collect();
    assert_eq!(ticks, [Tick::Delivered, Tick::Failed]);
    // Any message opens it again.
    asha.says("hello?").await.unwrap();
    town.says(ASHA, "here").await;
    town.sandbox.settled().await;
    assert_eq!(asha.last().unwrap().shown.text, "here");
}

#[tokio::test]
async fn a_person_who_never_wrote_and_a_reaction_open_no_window() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    town.says(ASHA, "hello").await;
    asha.says("hi").await.unwrap();
    town.says(ASHA, "hello?").await;
    town.sandbox.forward(Duration::from_secs(24 * 3600));
    // What came yesterday can still be liked.
    asha.reacts(&asha.last().unwrap().id, "👍").await.unwrap();
    town.says(ASHA, "thanks").await;
    town.sandbox.settled().await;
    let failed: Vec<_> = town
        .inbox
        .statuses()
        .iter()
        .filter(|s| s["errors"][0]["code"] == 131_047)
        .cloned()
        .collect();
    assert_eq!(failed.len(), 2);
}

#[tokio::test]
async fn forty_five_at_once_to_one_person_then_one_in_six_seconds() {
    let town = Town::open().await;
    let ravi = "919848054321";
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    town.sandbox.person(ravi, "Ravi").says("hi").await.unwrap();
    for _ in 0..45 {
        assert_eq!(town.says(ASHA, "x").await.0, 200);
    }
    assert_eq!(code(&town.says(ASHA, "x").await), (429, 131_056));
    assert_eq!(town.says(ravi, "x").await.0, 200);
    town.sandbox.forward(Duration::from_secs(6));
    assert_eq!(town.says(ASHA, "x").await.0, 200);
    assert_eq!(code(&town.says(ASHA, "x").await), (429, 131_056));
    town.sandbox.forward(Duration::from_secs(60));
    for _ in 0..10 {
        assert_eq!(town.says(ASHA, "x").await.0, 200);
    }
    assert_eq!(code(&town.says(ASHA, "x").await), (429, 131_056));
}

/// Sends as fast as it can to many people and counts what is refused with 130429.
async fn refused_of(town: &Town, count: usize) -> usize {
    for at in 0..count {
        let _ = town.sandbox.person(&format!("9198480{at:05}"), "Somebody");
    }
    let mut refused = 0;
    for at in 0..count {
        if code(&town.says(&format!("9198480{at:05}"), "x").await) == (429, 130_429) {
            refused += 1;
        }
    }
    refused
}

#[tokio::test]
async fn the_number_as_a_whole_has_a_rate() {
    // Five a second: slow enough that the calls of this test come faster.
    let town = Town::with(Options { messages_per_second: 5, ..Options::default() }).await;
    let started = std::time::Instant::now();
    let refused = refused_of(&town, 40).await;
    // At most what the bucket holds and what drained meanwhile.
    let allowed = 6 + usize::try_from(started.elapsed().as_secs()).unwrap() * 5 + 5;
    assert!(40 - refused <= allowed, "{} of 40 were let through", 40 - refused);
    assert!(refused > 0);
    town.sandbox.forward(Duration::from_secs(1));
    assert_eq!(town.says("919848000000", "x").await.0, 200);
}

#[tokio::test]
async fn what_people_write_counts_for_the_number_too() {
    let town = Town::with(Options { messages_per_second: 1, ..Options::default() }).await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let mut refused = 0;
    for _ in 0..5 {
        // One message a second is allowed, and this second's is Asha's own, unless the machine takes a second between the two.
        town.sandbox.forward(Duration::from_secs(1));
        asha.says("hello?").await.unwrap();
        if code(&town.says(ASHA, "x").await) == (429, 130_429) {
            refused += 1;
        }
    }
    assert!(refused > 0);
    // People are never refused, and what was too much is not held against the number for long.
    for _ in 0..5 {
        asha.says("hello?").await.unwrap();
    }
    town.sandbox.forward(Duration::from_secs(1));
    assert_eq!(town.says(ASHA, "x").await.0, 200);
}

#[tokio::test]
async fn a_number_that_nobody_has_is_no_way_around_the_limit() {
    let town = Town::open().await;
    for _ in 0..45 {
        assert_eq!(town.says("919848000001", "x").await.0, 200);
    }
    assert_eq!(code(&town.says("919848000001", "x").await), (429, 131_056));
}

#[tokio::test]
async fn both_limits_can_be_switched_off() {
    let options = Options { messages_per_second: 0, pair_burst: 0, ..Options::default() };
    let town = Town::with(options).await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    for _ in 0..120 {
        assert_eq!(town.says(ASHA, "x").await.0, 200);
    }
}

#[tokio::test]
async fn an_account_is_managed_by_so_many_calls_an_hour() {
    let town = Town::open().await;
    let phone = town.sandbox.options().phone_number_id.clone();
    let account = town.sandbox.options().business_account_id.clone();
    // With a number in use there are thousands.
    for _ in 0..201 {
        assert_eq!(town.graph("GET", &account, None).await.0, 200);
    }
    let deregister = format!("{phone}/deregister");
    assert_eq!(town.graph("POST", &deregister, Some(json!({}))).await.0, 200);
    let templates = format!("{account}/message_templates");
    for path in [&account, &templates, &phone] {
        assert_eq!(code(&town.graph("GET", path, None).await), (429, 80_007), "{path}");
    }
    assert_eq!(code(&town.says(ASHA, "x").await), (400, 133_010), "messages are not counted");
    town.sandbox.forward(HOUR);
    for _ in 0..200 {
        assert_eq!(town.graph("GET", &phone, None).await.0, 200);
    }
    assert_eq!(code(&town.graph("GET", &phone, None).await), (429, 80_007));
}
