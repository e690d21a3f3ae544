//! The office's desk: conversations with their transcripts, tickets, dead letters.

use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::orders::pages;
use super::{NOBODY, Office, audit};

#[tokio::test]
async fn a_transcript_reads_as_the_chat_was() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let office = Office::of(&town)?;
    let list = office.get("/api/v1/conversations").await?.ok()?;
    let conversation = &list["data"][0];
    assert_eq!((&conversation["name"], &conversation["role"]), (&json!("Asha"), &json!("buyer")));
    assert_eq!(conversation["window_open"], true);
    assert!(!list.to_string().contains(&asha.phone.number()), "the number is not masked");
    let path = format!("/api/v1/conversations/{}", conversation["person_id"].as_str().unwrap());
    let page = office.get(&format!("{path}?limit=100")).await?.ok()?;
    let messages = page["data"].as_array().unwrap();
    let oldest_first: Vec<&Value> = messages.iter().rev().collect();
    assert_eq!(
        (&oldest_first[0]["direction"], &oldest_first[0]["lines"]),
        (&json!("in"), &json!(["hi"]))
    );
    let said = |direction: &str, line: &str| {
        oldest_first.iter().any(|message| {
            message["direction"] == direction
                && message["lines"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|l| l.as_str().unwrap().contains(line))
        })
    };
    assert!(said("out", "[English]") && said("in", "[English]") && said("in", "[Cement]"));
    let theirs = messages.iter().filter(|message| message["direction"] == "in").count();
    assert_eq!(theirs, asha.sent());
    for message in messages.iter().filter(|message| message["direction"] == "out") {
        assert!(
            ["sent", "delivered", "read"].contains(&message["delivery"].as_str().unwrap()),
            "{message}"
        );
    }
    let again = pages(&office, &path, 3).await?.concat();
    assert_eq!(&again, messages, "pages leave nothing out");
    Ok(())
}

#[tokio::test]
async fn messages_of_one_turn_keep_their_order() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    // One such turn could be in order by chance, six are not.
    for name in ["Asha", "Ravi", "Lakshmi", "John", "Fatima", "Suresh"] {
        town.buyer(name).says("20 bags ultratech opc 53").await?;
    }
    let list = office.get("/api/v1/conversations").await?.ok()?;
    for conversation in list["data"].as_array().unwrap() {
        let person = conversation["person_id"].as_str().unwrap();
        let page = office.get(&format!("/api/v1/conversations/{person}")).await?.ok()?;
        let messages = page["data"].as_array().unwrap().iter().rev();
        let first_words: Vec<&str> = messages.map(|m| m["lines"][0].as_str().unwrap()).collect();
        assert_eq!(first_words.len(), 3, "{first_words:?}");
        assert!(first_words[1].contains("Namaste"), "{first_words:?}");
        assert!(first_words[2].contains("Your cart"), "{first_words:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_ticket_is_closed_once() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let person: Uuid = sqlx::query_scalar("select id from person where name = 'Asha'")
        .fetch_one(&town.pool)
        .await?;
    for (id, about) in [(Uuid::from_u128(1), "help"), (Uuid::from_u128(2), "bags")] {
        sqlx::query("insert into ticket (id, person_id, about, state, opened_at) values ($1, $2, $3, 'open', '2026-11-23')")
            .bind(id)
            .bind(person)
            .bind(about)
            .execute(&town.pool)
            .await?;
    }
    let office = Office::of(&town)?;
    assert_eq!(pages(&office, "/api/v1/tickets", 1).await?.len(), 2);
    let ticket = office.first_of("/api/v1/tickets").await?;
    assert_eq!((&ticket["person_name"], &ticket["state"]), (&json!("Asha"), &json!("open")));
    let id = ticket["id"].as_str().unwrap();
    let close = format!("/api/v1/tickets/{id}/close");
    let key = [("Idempotency-Key", "close-1")];
    for _ in 0..2 {
        let reply = office.send(Method::POST, &close, &key, Vec::new()).await?;
        assert_eq!(reply.ok()?["state"], "closed");
    }
    office.send(Method::POST, &close, &[], Vec::new()).await?.refused(409);
    let log = audit(&town, &format!("ticket:{id}")).await?;
    assert_eq!(
        log,
        [(
            "ticket.close".to_owned(),
            json!({ "before": { "state": "open" }, "after": { "state": "closed" } })
        )]
    );
    assert_eq!(office.get("/api/v1/tickets").await?.ok()?["data"].as_array().unwrap().len(), 1);
    assert_eq!(
        office.get("/api/v1/tickets?state=all").await?.ok()?["data"].as_array().unwrap().len(),
        2
    );
    Ok(())
}

/// A state that this program cannot read: whatever is said fails, and the person is told so.
#[tokio::test]
async fn the_apology_for_what_could_not_be_worked_on_stands_in_the_transcript() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    sqlx::query("update conversation set state = '{}'").execute(&town.pool).await?;
    asha.says("checkout").await?;
    asha.heard("something went wrong on our side")?;
    assert_eq!(town.count("select count(*) from dead_letter").await?, 1);
    let person: Uuid =
        sqlx::query_scalar("select person_id from conversation").fetch_one(&town.pool).await?;
    let path = format!("/api/v1/conversations/{person}?limit=1");
    let newest = Office::of(&town)?.get(&path).await?.ok()?["data"][0].clone();
    assert_eq!(newest["direction"], "out");
    assert!(newest["lines"].to_string().contains("something went wrong on our side"), "{newest}");
    Ok(())
}

#[tokio::test]
async fn a_dead_letter_is_tried_again_or_dropped() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    let order = town.order().await?.id.0;
    // An order's events that failed for a reason which is over now, and one that nobody will ever be able to read.
    for (id, event) in
        [(1, r#"{"event":"office_cancelled","part":null}"#), (2, r#"{"event":"moonrise"}"#)]
    {
        sqlx::query(
            "insert into dead_letter (id, key_kind, key_id, event, reason, correlation_id, at)
             values ($1, 'order', $2, $3, 'the disk was full', 'c', '2026-11-23')",
        )
        .bind(Uuid::from_u128(id))
        .bind(order)
        .bind(event)
        .execute(&town.pool)
        .await?;
    }
    let office = Office::of(&town)?;
    let letters = pages(&office, "/api/v1/dead-letters", 1).await?.concat();
    let events: Vec<&str> =
        letters.iter().map(|letter| letter["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["moonrise", "office_cancelled"]);
    assert_eq!(office.get("/health").await?.ok()?["dead_letters"], 2);
    let path = |id: u128, verb: &str| format!("/api/v1/dead-letters/{}{verb}", Uuid::from_u128(id));
    let key = [("Idempotency-Key", "retry-1")];
    for _ in 0..2 {
        let reply = office.send(Method::POST, &path(1, "/retry"), &key, Vec::new()).await?;
        assert_eq!(reply.status.as_u16(), 202);
    }
    town.quiet().await;
    assert_eq!(office.first_of("/api/v1/orders").await?["state"], "cancelled", "it was worked on");
    let reply = office.send(Method::DELETE, &path(2, ""), &[], Vec::new()).await?;
    assert_eq!((reply.status.as_u16(), reply.body), (204, Value::Null));
    for (method, verb) in [(Method::DELETE, ""), (Method::POST, "/retry")] {
        office.send(method, &path(2, verb), &[], Vec::new()).await?.refused(404);
    }
    let (tried, dropped) = (Uuid::from_u128(1), Uuid::from_u128(2));
    assert_eq!(audit(&town, &format!("dead_letter:{tried}")).await?[0].0, "dead_letter.retry");
    assert_eq!(audit(&town, &format!("dead_letter:{dropped}")).await?[0].0, "dead_letter.drop");
    assert!(office.get("/api/v1/dead-letters").await?.ok()?["data"].as_array().unwrap().is_empty());
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_is_404() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    for path in ["orders", "catalog/skus", "catalog/listings", "vendors", "zones", "conversations"]
    {
        office.get(&format!("/api/v1/{path}/{NOBODY}")).await?.refused(404);
    }
    office.get(&format!("/api/v1/catalog/listings/{NOBODY}/prices")).await?.refused(404);
    Ok(())
}
