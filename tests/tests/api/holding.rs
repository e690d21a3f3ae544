//! The office takes a chat over: who has it, what it is told, and two who want it at once.

use std::sync::Arc;

use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{NOBODY, Office, Trouble, audit};

async fn path(office: &Office) -> Result<String, Trouble> {
    let conversation = office.first_of("/api/v1/conversations").await?;
    let id = conversation["person_id"].as_str().expect("an id");
    Ok(format!("/api/v1/conversations/{id}"))
}

#[tokio::test]
async fn a_chat_is_taken_once_and_whoever_comes_later_hears_until_when() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let office = Office::of(&town)?;
    let chat = path(&office).await?;
    let hold = format!("{chat}/hold");
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "hold-1")];
    let body = json!({ "by": "Ravi", "minutes": 20 }).to_string();
    let mut shown = Vec::new();
    for _ in 0..2 {
        let held = office.send(Method::POST, &hold, &headers, body.clone().into_bytes()).await?;
        shown.push(held.ok()?);
        town.quiet().await;
    }
    assert_eq!(shown[0], shown[1], "the same key twice happens once");
    assert_eq!(shown[0]["held_by"], "Ravi");
    let until = shown[0]["held_until"].as_str().unwrap().to_owned();
    let listed = office.first_of("/api/v1/conversations").await?;
    assert_eq!((&listed["held_by"], &listed["held_until"]), (&json!("Ravi"), &json!(until)));
    for other in [json!({ "by": "Sana" }), json!({})] {
        let refused = office.post(&hold, &other).await?;
        refused.refused(409);
        let detail = refused.body["detail"].as_str().unwrap();
        assert!(detail.starts_with("Ravi has this chat until") && detail.contains(&until[..16]));
    }
    let messages = format!("{chat}/messages");
    let from = |by: &str| json!({ "text": "Hello", "by": by });
    office.post(&messages, &from("Sana")).await?.refused(409);
    town.forward(minutes(15)).await;
    office.post(&messages, &from("Ravi")).await?.ok()?;
    town.quiet().await;
    asha.says("the blue gate").await?;
    let listed = office.first_of("/api/v1/conversations").await?;
    assert!(listed["unanswered_since"].is_string(), "{listed}");
    assert!(listed["held_until"].as_str().unwrap() > until.as_str(), "writing prolongs it");
    office.post(&messages, &json!({ "text": "Thank you" })).await?.ok()?;
    town.quiet().await;
    let listed = office.first_of("/api/v1/conversations").await?;
    assert_eq!((&listed["unanswered_since"], &listed["held_by"]), (&Value::Null, &json!("Ravi")));
    let free = office.post(&format!("{chat}/release"), &json!({})).await?.ok()?;
    assert_eq!((&free["held_by"], &free["held_until"]), (&Value::Null, &Value::Null));
    town.quiet().await;
    office.post(&format!("{chat}/release"), &json!({})).await?.refused(409);
    assert_eq!(office.post(&hold, &json!({ "by": "Sana" })).await?.ok()?["held_by"], "Sana");
    town.quiet().await;
    let log = audit(&town, &format!("person:{}", listed["person_id"].as_str().unwrap())).await?;
    let acts: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
    let (hold, write) = ("conversation.hold", "conversation.write");
    assert_eq!(acts, [hold, write, write, "conversation.release", hold]);
    assert_eq!(log[0].1["by"], "Ravi");
    town.ends_well().await
}

#[tokio::test]
async fn what_cannot_be_is_refused_field_by_field() -> Done {
    let town = Town::open().await?;
    town.buyer("Asha").fills_a_cart().await?;
    let office = Office::of(&town)?;
    let hold = format!("{}/hold", path(&office).await?);
    let wrong = json!({ "by": "", "minutes": 4 });
    assert_eq!(office.post(&hold, &wrong).await?.refused(422), ["by", "minutes"]);
    for what in ["hold", "release"] {
        let nobody = format!("/api/v1/conversations/{NOBODY}/{what}");
        office.post(&nobody, &json!({})).await?.refused(404);
    }
    office.get(&format!("/api/v1/conversations/{NOBODY}/summary")).await?.refused(404);
    Ok(())
}

/// Ten at once, each with a name of their own.
#[tokio::test]
async fn of_all_who_take_a_chat_at_once_one_has_it() -> Done {
    let town = Town::open().await?;
    town.buyer("Asha").fills_a_cart().await?;
    let office = Arc::new(Office::of(&town)?);
    let hold = format!("{}/hold", path(&office).await?);
    for _ in 0..3 {
        let mut takes = JoinSet::new();
        for n in 0..10 {
            let (office, hold) = (Arc::clone(&office), hold.clone());
            let by = json!({ "by": format!("Desk {n}") });
            takes.spawn(async move { office.post(&hold, &by).await });
        }
        let replies = takes.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let won: Vec<_> = replies.iter().filter(|reply| reply.status.is_success()).collect();
        assert_eq!(won.len(), 1, "{replies:?}");
        for lost in replies.iter().filter(|reply| !reply.status.is_success()) {
            lost.refused(409);
            let winner = won[0].body["held_by"].as_str().unwrap();
            assert!(lost.body["detail"].as_str().unwrap().starts_with(winner));
        }
        town.quiet().await;
        let listed = office.first_of("/api/v1/conversations").await?;
        assert_eq!(listed["held_by"], won[0].body["held_by"], "the conversation says the same");
        town.forward(minutes(31)).await;
    }
    town.ends_well().await
}

/// The office takes the chat while its buyer writes: each message is answered by one or by nobody, and what was answered came first.
#[tokio::test]
async fn a_message_at_the_same_moment_is_answered_by_the_bot_or_kept_for_the_office() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let office = Office::of(&town)?;
    let chat = path(&office).await?;
    let mut kept_before = 0;
    for round in 0..5 {
        let hold = format!("{chat}/hold");
        let body = json!({ "by": "Ravi", "minutes": 5 });
        let (held, one, two) = tokio::join!(
            office.post(&hold, &body),
            asha.phone.says("cart"),
            asha.phone.says("2 masons"),
        );
        held?.ok()?;
        one?;
        two?;
        town.quiet().await;
        // By the log: a turn that finds the chat held says nothing, and any other does.
        let turns: Vec<(bool, bool)> = sqlx::query_as(
            "select state like '%\"held\"%', effects like '%\"say\"%'
             from turn_log
             where key_kind = 'person' and event like '%\"said\"%'",
        )
        .fetch_all(&town.pool)
        .await?;
        assert!(turns.len() >= 2 * (round + 1), "{turns:?}");
        assert!(turns.iter().all(|(held, speaks)| held != speaks), "round {round}: {turns:?}");
        let kept = turns.iter().filter(|(held, _)| *held).count();
        let listed = office.first_of("/api/v1/conversations").await?;
        assert_eq!(listed["held_by"], "Ravi");
        assert_eq!(listed["unanswered_since"].is_string(), kept > kept_before, "round {round}");
        kept_before = kept;
        office.post(&format!("{chat}/release"), &json!({})).await?.ok()?;
        town.quiet().await;
    }
    town.ends_well().await
}

#[tokio::test]
async fn the_summary_says_what_to_know_before_the_first_word() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    asha.says("20 bags ppc ultratech").await?;
    asha.says("language").await?;
    asha.taps("తెలుగు").await?;
    asha.says("person").await?;
    let office = Office::of(&town)?;
    let chat = path(&office).await?;
    office.post(&format!("{chat}/hold"), &json!({ "by": "Ravi" })).await?.ok()?;
    town.quiet().await;
    asha.says("నాకు సాయం కావాలి").await?;
    let summary = office.get(&format!("{chat}/summary")).await?.ok()?;
    assert_eq!((&summary["name"], &summary["language"]), (&json!("Asha"), &json!("te")));
    assert_eq!((&summary["held_by"], &summary["role"]), (&json!("Ravi"), &json!("buyer")));
    assert!(summary["unanswered_since"].is_string());
    let digits = asha.phone.number();
    assert_eq!(summary["phone"], format!("…{}", &digits[digits.len() - 4..]));
    assert!(!summary.to_string().contains(&digits[2..]), "the number is masked everywhere");
    let cart = summary["cart"].as_array().unwrap();
    assert_eq!(cart.len(), 1);
    assert_eq!((&cart[0]["quantity"], &cart[0]["unit"]), (&json!("20"), &json!("bag")));
    assert!(cart[0]["name"]["en"].as_str().unwrap().contains("PPC"));
    assert_eq!(summary["order"]["state"], "awaiting_payment");
    assert_eq!(summary["ticket"]["about"], "asked_for_person");
    let question = summary["question"].to_string();
    assert!(question.contains("20 bags"), "in English: {question}");
    let messages = summary["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 10);
    assert_eq!(messages[9]["lines"], json!(["నాకు సాయం కావాలి"]), "the newest last");
    assert_eq!(messages[7]["lines"], json!(["person"]));
    Ok(())
}
