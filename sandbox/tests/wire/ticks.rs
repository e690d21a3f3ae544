//! The ticks that the business sees: they depend on how a person treats the phone.

use std::time::Duration;

use realserv_sandbox::{Person, Tick, Trouble};
use serde_json::{Value, json};

use crate::town::{ASHA, Town};

const DAY: Duration = Duration::from_secs(24 * 3600);

async fn asha(town: &Town) -> Person {
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    asha
}

/// The words of all statuses so far.
async fn words(town: &Town) -> Vec<String> {
    town.sandbox.settled().await;
    let statuses = town.inbox.statuses();
    statuses.iter().map(|status| status["status"].as_str().unwrap().to_owned()).collect()
}

/// Whether each status so far told a price.
fn priced(town: &Town) -> Vec<bool> {
    town.inbox.statuses().iter().map(|status| status["pricing"].is_object()).collect()
}

#[tokio::test]
async fn a_phone_that_is_off_gets_its_messages_when_it_is_back() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    asha.goes_offline();
    town.says(ASHA, "one").await;
    town.says(ASHA, "two").await;
    asha.reads();
    assert_eq!(words(&town).await, ["sent", "sent"]);
    town.sandbox.forward(29 * DAY);
    asha.comes_online();
    assert_eq!(words(&town).await[2..], ["delivered", "delivered"]);
    assert_eq!(priced(&town), [true; 4]);
}

#[tokio::test]
async fn a_message_that_waits_for_a_month_is_gone_and_nobody_is_told() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    asha.goes_offline();
    town.says(ASHA, "anybody?").await;
    assert_eq!(words(&town).await, ["sent"]);
    town.sandbox.forward(31 * DAY);
    asha.comes_online();
    assert_eq!(words(&town).await, ["sent"]);
    assert_eq!(asha.transcript(), "Asha: hi");
}

#[tokio::test]
async fn in_an_open_chat_a_message_is_read_without_having_been_delivered() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    town.says(ASHA, "before").await;
    assert_eq!(words(&town).await, ["sent", "delivered"]);
    asha.opens_chat();
    town.says(ASHA, "now").await;
    assert_eq!(words(&town).await[2..], ["read", "sent", "read"]);
    asha.closes_chat();
    town.says(ASHA, "after").await;
    assert_eq!(words(&town).await[5..], ["sent", "delivered"]);
    // One price with `sent`, one with whatever tells first that it arrived.
    assert_eq!(priced(&town), [true, true, false, true, true, true, true]);
}

#[tokio::test]
async fn without_read_receipts_nothing_is_ever_read() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    asha.hides_receipts();
    asha.opens_chat();
    town.says(ASHA, "x").await;
    asha.reads();
    assert_eq!(words(&town).await, ["sent", "delivered"]);
}

#[tokio::test]
async fn a_voice_note_can_be_played() {
    let town = Town::open().await;
    let asha = asha(&town).await;
    let note = json!({"type": "audio", "audio": {"link": "https://a.in/b.ogg", "voice": true}});
    let id = |answer: (u16, Value)| answer.1["messages"][0]["id"].as_str().unwrap().to_owned();
    let note = id(town.send(ASHA, note).await);
    let text = id(town.says(ASHA, "listen").await);
    town.sandbox.settled().await;
    asha.reads();
    asha.plays(&note).unwrap();
    let words = words(&town).await;
    assert_eq!(words[4..], ["read", "read", "played"]);
    let heard = asha.chat().into_iter().find(|bubble| bubble.id == note).unwrap();
    assert_eq!(heard.tick, Tick::Played);
    assert!(matches!(asha.plays(&text), Err(Trouble::NotPossible(_))));
}
