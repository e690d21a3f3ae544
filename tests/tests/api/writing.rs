//! The office writes into a conversation and looks at a number: what the person sees, and what is written down.

use jiff::SignedDuration;
use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{NOBODY, Office, Trouble, audit};

async fn person(office: &Office) -> Result<String, Trouble> {
    let conversation = office.first_of("/api/v1/conversations").await?;
    Ok(conversation["person_id"].as_str().expect("an id").to_owned())
}

#[tokio::test]
async fn what_the_office_writes_is_read_by_the_person_and_shown_as_the_offices() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let office = Office::of(&town)?;
    let id = person(&office).await?;
    let path = format!("/api/v1/conversations/{id}/messages");
    let body = json!({ "text": "Ramesh of the office here: the yard opens at 8." });
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "write-1")];
    for _ in 0..2 {
        let sent =
            office.send(Method::POST, &path, &headers, body.to_string().into_bytes()).await?;
        assert_eq!(sent.status.as_u16(), 202, "{:?}", sent.body);
        town.quiet().await;
    }
    asha.heard("Ramesh of the office here")?;
    let bubbles = asha.phone.chat();
    let read = bubbles.iter().filter(|bubble| bubble.to_string().contains("Ramesh")).count();
    assert_eq!(read, 1, "the same key twice is one message");
    let newest = office.first_of(&format!("/api/v1/conversations/{id}")).await?;
    assert_eq!((&newest["said_by"], &newest["direction"]), (&json!("office"), &json!("out")));
    assert!(["sent", "delivered", "read"].contains(&newest["delivery"].as_str().unwrap()));
    let log = audit(&town, &format!("person:{id}")).await?;
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].0, "conversation.write");
    assert!(!log[0].1.to_string().contains("Ramesh"), "the words stand in the transcript alone");
    // Who writes has the chat; given back, the bot goes on where it was.
    asha.taps("Checkout").await?;
    let release = format!("/api/v1/conversations/{id}/release");
    office.post(&release, &json!({})).await?.ok()?;
    town.quiet().await;
    asha.taps("Checkout").await?;
    let transcript = office.get(&format!("/api/v1/conversations/{id}?limit=5")).await?.ok()?;
    let by: Vec<&Value> =
        transcript["data"].as_array().unwrap().iter().map(|m| &m["said_by"]).collect();
    assert_eq!(by, ["program", "person", "program", "person", "office"]);
    town.ends_well().await
}

#[tokio::test]
async fn a_closed_window_is_refused_with_its_time() -> Done {
    let town = Town::open().await?;
    town.buyer("Asha").fills_a_cart().await?;
    let office = Office::of(&town)?;
    let id = person(&office).await?;
    town.forward(SignedDuration::from_hours(24)).await;
    let conversation = office.first_of("/api/v1/conversations").await?;
    assert_eq!(conversation["window_open"], false);
    let path = format!("/api/v1/conversations/{id}/messages");
    let reply = office.post(&path, &json!({ "text": "Are you there?" })).await?;
    reply.refused(409);
    let closed = conversation["window_closes_at"].as_str().unwrap()[..19].to_owned();
    let detail = reply.body["detail"].as_str().unwrap();
    assert!(detail.contains(&closed) && detail.contains("Tue 24 Nov, 08:5"), "{detail}");
    assert!(audit(&town, &format!("person:{id}")).await?.is_empty());
    let other = json!({ "text": "Hello", "phone_number_id": "999" });
    office.post(&path, &other).await?.refused(409);
    assert_eq!(office.post(&path, &json!({ "text": " " })).await?.refused(422), ["text"]);
    let nobody = format!("/api/v1/conversations/{NOBODY}/messages");
    office.post(&nobody, &json!({ "text": "Hello" })).await?.refused(404);
    Ok(())
}

#[tokio::test]
async fn a_number_is_shown_to_who_says_why_and_that_is_written_down() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let office = Office::of(&town)?;
    let id = person(&office).await?;
    let path = format!("/api/v1/conversations/{id}/reveal-phone");
    assert_eq!(office.post(&path, &json!({})).await?.refused(422), ["reason"]);
    let reason = "The driver cannot find the site";
    let shown = office.post(&path, &json!({ "reason": reason })).await?;
    assert_eq!(shown.headers["cache-control"], "no-store");
    let shown = shown.ok()?;
    let digits: String =
        shown["phone"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits, asha.phone.number());
    let log = audit(&town, &format!("person:{id}")).await?;
    assert_eq!(log, [("person.reveal_phone".to_owned(), json!({ "reason": reason }))]);
    let when: i64 = town.count("select count(*) from audit_log where at >= '2026-11-23'").await?;
    assert_eq!(when, 1);
    let nobody = format!("/api/v1/conversations/{NOBODY}/reveal-phone");
    office.post(&nobody, &json!({ "reason": reason })).await?.refused(404);
    sqlx::query("update person set phone = null where name = 'Asha'").execute(&town.pool).await?;
    office.post(&path, &json!({ "reason": reason })).await?.refused(409);
    Ok(())
}
