//! Somebody of the office takes a chat over and gives it back: the bot is silent meanwhile, and goes on where it was.

use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

const DONE: &str = "Our office has finished here";

/// The office does something with the chat that was heard last.
async fn office(town: &Town, what: &str, body: Value) -> Result<Value, Trouble> {
    let chat = town.office_finds("/conversations").await?;
    let id = chat["person_id"].as_str().ok_or("an id")?;
    town.office(Method::POST, &format!("/conversations/{id}/{what}"), &body).await
}

#[tokio::test]
async fn a_person_takes_over_and_the_bot_goes_on_with_the_cart_where_it_was() -> Done {
    for (name, language, call, answer, count) in [
        ("english", "English", "person", "the blue one", "cart"),
        ("hindi", "हिन्दी", "आदमी", "नीला वाला", "कार्ट"),
        ("telugu", "తెలుగు", "మనిషి", "నీలం గేటు", "కార్ట్"),
    ] {
        let town = Town::open().await?;
        town.vendors()?;
        let asha = town.buyer("Asha");
        asha.fills_a_cart().await?;
        asha.taps("Checkout").await?;
        if name != "english" {
            asha.says("language").await?;
            asha.taps(language).await?;
        }
        let moment = asha.so_far();
        asha.says(call).await?;
        office(&town, "hold", json!({ "by": "Ravi" })).await?;
        office(&town, "messages", json!({ "text": "Ravi here. Which gate?", "by": "Ravi" }))
            .await?;
        let so_far = asha.so_far();
        asha.says(answer).await?;
        asha.says(count).await?;
        asha.shares_pin(17.496, 78.358).await?;
        assert_eq!(asha.so_far(), so_far + 3, "nobody but Ravi answers");
        office(&town, "release", json!({})).await?;
        asha.sends_the_pin().await?;
        insta::assert_snapshot!(format!("goes_on_{name}"), asha.chat_since(moment));
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn when_the_time_is_over_the_next_message_is_the_bots() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let moment = asha.so_far();
    office(&town, "messages", json!({ "text": "The yard opens at 8." })).await?;
    town.forward(minutes(28)).await;
    asha.says("cart").await?;
    office(&town, "messages", json!({ "text": "One moment." })).await?;
    town.forward(minutes(28)).await;
    let so_far = asha.so_far();
    asha.says("and the sand?").await?;
    assert_eq!(asha.so_far(), so_far + 1, "what was written last has prolonged it");
    town.forward(minutes(3)).await;
    assert_eq!(asha.times(DONE), 0, "nobody says so by the clock");
    asha.says("cart").await?;
    asha.says("cart").await?;
    assert_eq!(asha.times(DONE), 1);
    insta::assert_snapshot!("time_is_over", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_left_cart_waits_until_the_talk_is_over() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    office(&town, "hold", json!({ "by": "Ravi", "minutes": 240 })).await?;
    town.forward(minutes(121)).await;
    assert_eq!(asha.times("Still in your cart"), 0);
    town.forward(minutes(120)).await;
    assert_eq!(asha.times("Still in your cart"), 1, "nobody has written anything");
    town.ends_well().await
}

#[tokio::test]
async fn an_order_goes_on_while_the_office_has_both_chats() -> Done {
    let town = Town::open().await?;
    let vendors = town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    office(&town, "hold", json!({ "by": "Ravi" })).await?;
    let moment = asha.so_far();
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    let asked = vendors.iter().find(|vendor| vendor.heard("New order").is_ok());
    let vendor = asked.ok_or("no yard was asked")?;
    let all = town.office(Method::GET, "/conversations", &Value::Null).await?;
    let rows = all["data"].as_array().ok_or("a list")?;
    let desk = rows.iter().find(|row| row["role"] == "vendor").ok_or("its chat")?;
    let id = desk["person_id"].as_str().ok_or("an id")?;
    town.office(Method::POST, &format!("/conversations/{id}/hold"), &json!({ "by": "Sana" }))
        .await?;
    let theirs = vendor.so_far();
    vendor.says("coming").await?;
    assert_eq!(vendor.so_far(), theirs + 1);
    vendor.taps("Accept").await?;
    vendor.heard("is yours")?;
    asha.heard("delivery code")?;
    insta::assert_snapshot!("order_goes_on", asha.chat_since(moment));
    town.ends_well().await
}
