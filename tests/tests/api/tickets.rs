//! Tickets by the API: opened, given to somebody, answered, solved and closed, each once and written down.

use std::sync::Arc;

use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{NOBODY, Office, Trouble, audit};

/// Asha has asked for a person; the path of her ticket.
async fn asked(town: &Town, office: &Office) -> Result<String, Trouble> {
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    let ticket = office.first_of("/api/v1/tickets").await?;
    Ok(format!("/api/v1/tickets/{}", ticket["id"].as_str().unwrap()))
}

fn done(ticket: &Value) -> Vec<&str> {
    let events = ticket["events"].as_array().unwrap();
    events.iter().map(|event| event["what"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_ticket_has_a_number_an_owner_and_a_history() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = asked(&town, &office).await?;
    let ticket = office.get(&path).await?.ok()?;
    let number = ticket["number"].as_str().unwrap();
    assert!(number.starts_with("T-") && number.len() == 8, "{number}");
    assert_eq!((&ticket["state"], &ticket["owner"]), (&json!("open"), &Value::Null));
    assert!(ticket["phone_number_id"].is_string());
    let found = format!("/api/v1/tickets?number={}", number.to_lowercase().replace('-', ""));
    assert_eq!(office.first_of(&found).await?["id"], ticket["id"]);
    let assign = format!("{path}/assign");
    let mine = office.post(&assign, &json!({ "to": "Ravi", "by": "Ravi" })).await?.ok()?;
    assert_eq!(mine["owner"], "Ravi");
    let other = office.post(&assign, &json!({ "to": "Sana" })).await?;
    other.refused(409);
    assert!(other.body["detail"].as_str().unwrap().starts_with("Ravi has this ticket"));
    let over = json!({ "to": "Sana", "take_over": true });
    assert_eq!(office.post(&assign, &over).await?.ok()?["owner"], "Sana");
    assert_eq!(office.get("/api/v1/tickets?owner=Ravi").await?.ok()?["data"], json!([]));
    assert_eq!(office.first_of("/api/v1/tickets?owner=Sana").await?["id"], ticket["id"]);
    let note = json!({ "text": "The yard sends four bags", "by": "Sana" });
    office.post(&format!("{path}/notes"), &note).await?.ok()?;
    office.post(&format!("{path}/unassign"), &json!({})).await?.ok()?;
    office.post(&format!("{path}/unassign"), &json!({})).await?.refused(409);
    assert_eq!(office.first_of("/api/v1/tickets?unowned=true").await?["id"], ticket["id"]);
    let whole = office.get(&path).await?.ok()?;
    assert_eq!(done(&whole), ["opened", "assigned", "assigned", "noted", "unassigned"]);
    assert_eq!(whole["events"][3]["words"], "The yard sends four bags");
    let log = audit(&town, &format!("ticket:{}", ticket["id"].as_str().unwrap())).await?;
    let acts: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(acts, ["ticket.assign", "ticket.assign", "ticket.note", "ticket.unassign"]);
    assert!(!format!("{log:?}").contains("four bags"), "words stay out of the audit log");
    Ok(())
}

#[tokio::test]
async fn a_reply_goes_out_once_and_shows_how_far_it_came() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = asked(&town, &office).await?;
    let reply = format!("{path}/reply");
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "reply-1")];
    let body = json!({ "text": "Which bags?", "by": "Ravi" }).to_string().into_bytes();
    for _ in 0..2 {
        let sent = office.send(Method::POST, &reply, &headers, body.clone()).await?;
        assert_eq!((sent.status.as_u16(), &sent.body["sent_as"]), (202, &json!("text")));
        town.quiet().await;
    }
    let asha = town.buyer("Asha");
    assert_eq!(asha.times("Which bags?"), 1);
    asha.says("those at the bottom").await?;
    let whole = office.get(&path).await?.ok()?;
    assert_eq!((&whole["state"], &whole["owner"]), (&json!("open"), &json!("Ravi")));
    assert!(whole["first_reply_at"].is_string());
    assert_eq!(done(&whole), ["opened", "replied", "said"]);
    let (replied, said) = (&whole["events"][1], &whole["events"][2]);
    assert!(["sent", "delivered", "read"].contains(&replied["delivery"].as_str().unwrap()));
    assert_eq!((&said["words"], &said["by"]), (&json!("those at the bottom"), &Value::Null));
    let transcript = whole["transcript_url"].as_str().unwrap();
    let messages = office.get(&format!("{transcript}?limit=100")).await?.ok()?;
    for event in [replied, said] {
        let named = messages["data"].as_array().unwrap().iter();
        assert_eq!(named.filter(|message| message["id"] == event["message_id"]).count(), 1);
    }
    let conversation = office.first_of("/api/v1/conversations").await?;
    assert_eq!(conversation["held_by"], Value::Null, "the bot goes on answering");
    office.post(&format!("{path}/close"), &json!({})).await?.ok()?;
    let refused = office.post(&reply, &json!({ "text": "Once more" })).await?;
    refused.refused(409);
    office.post(&format!("{path}/reopen"), &json!({ "by": "Ravi" })).await?.ok()?;
    office.post(&format!("{path}/reopen"), &json!({})).await?.refused(409);
    town.ends_well().await
}

#[tokio::test]
async fn the_office_opens_one_for_somebody_and_for_nobody_who_never_wrote_it_can_answer() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    town.buyer("Asha").orders_and_pays().await?;
    let order = office.first_of("/api/v1/orders").await?;
    let body = json!({
        "person_id": order["buyer_id"], "order_id": order["id"], "note": "Called: four bags are torn", "by": "Ravi",
    });
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "open-1")];
    let mut ids = Vec::new();
    for _ in 0..2 {
        let bytes = body.to_string().into_bytes();
        let opened = office.send(Method::POST, "/api/v1/tickets", &headers, bytes).await?;
        assert_eq!(opened.status.as_u16(), 201);
        assert_eq!(opened.body["order_number"], order["number"]);
        assert_eq!(opened.body["events"][0]["words"], "Called: four bags are torn");
        ids.push(opened.body["id"].clone());
    }
    assert_eq!(ids[0], ids[1], "the same key twice opens one");
    let wrong = json!({ "person_id": NOBODY, "note": "x" });
    assert_eq!(office.post("/api/v1/tickets", &wrong).await?.refused(422), ["note"]);
    let nobody = json!({ "person_id": NOBODY, "note": "Somebody called" });
    assert_eq!(office.post("/api/v1/tickets", &nobody).await?.refused(422), ["person_id"]);
    let person: uuid::Uuid = sqlx::query_scalar(
        "insert into person (id, phone, made_at) values ('00000000-0000-7000-8000-0000000000aa', '919800000001', '2026-11-23') returning id",
    )
    .fetch_one(&town.pool)
    .await?;
    let silent = json!({ "person_id": person, "note": "Called us" });
    let silent = office.post("/api/v1/tickets", &silent).await?.ok()?;
    let reply = format!("/api/v1/tickets/{}/reply", silent["id"].as_str().unwrap());
    let refused = office.post(&reply, &json!({ "text": "Hello" })).await?;
    refused.refused(409);
    assert!(refused.body["detail"].as_str().unwrap().contains("has never written to us"));
    // Nobody told them of it, so nobody tells them that it is over.
    let solve = reply.replace("/reply", "/solve");
    let solved = office.post(&solve, &json!({})).await?.ok()?;
    assert_eq!(solved["satisfaction_asked_at"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn of_all_who_close_or_solve_one_at_once_one_does() -> Done {
    let town = Town::open().await?;
    let office = Arc::new(Office::of(&town)?);
    let path = asked(&town, &office).await?;
    for (verb, body) in [("solve", json!({ "by": "Ravi" })), ("close", Value::Null)] {
        let mut acts = JoinSet::new();
        for _ in 0..8 {
            let (office, path, body) =
                (Arc::clone(&office), format!("{path}/{verb}"), body.clone());
            acts.spawn(async move { office.post(&path, &body).await });
        }
        let replies = acts.join_all().await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let won = replies.iter().filter(|reply| reply.status.is_success()).count();
        assert_eq!(won, 1, "{verb}: {replies:?}");
        town.quiet().await;
    }
    assert_eq!(town.buyer("Asha").times("Is it solved for you?"), 1);
    let whole = office.get(&path).await?.ok()?;
    assert_eq!(done(&whole), ["opened", "solved", "closed"]);
    town.ends_well().await
}

/// It is asked of nobody who wants no more than the news of orders, and kept once it is said.
#[tokio::test]
async fn a_mark_is_shown_and_who_has_opted_out_is_not_asked() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = asked(&town, &office).await?;
    let asha = town.buyer("Asha");
    asha.says("stop").await?;
    let solve = format!("{path}/solve");
    let solved = office.post(&solve, &json!({})).await?.ok()?;
    town.quiet().await;
    assert_eq!(solved["satisfaction_asked_at"], Value::Null);
    assert_eq!(asha.times("Is it solved for you?"), 0);
    asha.says("start").await?;
    office.post(&format!("{path}/reopen"), &json!({})).await?.ok()?;
    let solved = office.post(&solve, &json!({})).await?.ok()?;
    town.quiet().await;
    assert!(solved["satisfaction_asked_at"].is_string());
    asha.says("yes").await?;
    let whole = office.get(&path).await?.ok()?;
    assert_eq!((&whole["satisfaction"], &whole["state"]), (&json!("good"), &json!("solved")));
    assert_eq!(whole["reopened"], 1);
    // Said first, and it stands.
    let asked = asha.heard("Is it solved for you?")?;
    asha.taps_on(&asked.id, "👎 No").await?;
    assert_eq!(office.get(&path).await?.ok()?["satisfaction"], "good");
    town.forward(minutes(60)).await;
    town.ends_well().await
}

#[tokio::test]
async fn who_asks_again_waits_on_the_same_ticket() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let path = asked(&town, &office).await?;
    let asha = town.buyer("Asha");
    asha.says("person").await?;
    assert_eq!(done(&office.get(&path).await?.ok()?), ["opened", "asked_again"]);
    office.post(&format!("{path}/solve"), &json!({})).await?.ok()?;
    town.quiet().await;
    asha.says("person").await?;
    let whole = office.get(&path).await?.ok()?;
    assert_eq!((&whole["state"], &whole["reopened"]), (&json!("open"), &json!(1)));
    assert_eq!(
        office.get("/api/v1/tickets?state=all").await?.ok()?["data"].as_array().unwrap().len(),
        1
    );
    Ok(())
}
