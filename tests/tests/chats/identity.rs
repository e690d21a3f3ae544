//! Who is who: numbers that are sold, hidden and shown again, and two persons that are one.

use jiff::SignedDuration;
use realserv_tests::{Done, Town};
use serde_json::json;

#[tokio::test]
async fn a_sold_number_shows_its_new_owner_nothing_of_the_old_one() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    let bala = town.new_owner(&asha, "Bala");
    bala.says("hi").await?;
    bala.taps("English").await?;
    bala.says("status").await?;
    bala.says("order again").await?;
    let chat = bala.chat().to_string();
    assert!(!chat.contains("RS-1") && !chat.contains("UltraTech"), "{chat}");
    insta::assert_snapshot!("sold_number_new_owner", chat);
    assert_eq!(town.count("select count(*) from person where merged_into is not null").await?, 0);
    town.books_balance().await
}

#[tokio::test]
async fn a_number_shown_after_all_brings_both_halves_together() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    // What Meta sent before it had user ids: a number alone.
    town.forget_user_ids().await?;
    asha.phone.hides_number();
    asha.says("hi").await?;
    asha.taps("తెలుగు").await?;
    asha.says("4 ton m sand washed").await?;
    assert_eq!(town.count("select count(*) from person where name = 'Asha'").await?, 2);
    asha.phone.shows_number();
    let here = asha.so_far();
    asha.says("cart").await?;
    asha.heard("M-Sand")?;
    asha.says("status").await?;
    asha.heard("Asking the vendor")?;
    kaluva.brings_it_to(&asha).await?;
    insta::assert_snapshot!("shown_number_buyer", asha.chat_since(here));
    town.forward(SignedDuration::from_mins(1)).await;
    assert_eq!(town.count("select count(*) from person where merged_into is not null").await?, 1);
    town.ends_well().await
}

#[tokio::test]
async fn a_change_to_a_number_that_another_had_tells_neither_about_the_other() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bala, kaluva) = (town.buyer("Asha"), town.buyer("Bala"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    bala.says("hi").await?;
    bala.taps("English").await?;
    // Asha gives her number up, Bala moves to it.
    let number = asha.phone.number();
    asha.phone.hides_number();
    bala.phone.takes_over(&number).await?;
    town.quiet().await;
    bala.says("status").await?;
    let chat = bala.chat().to_string();
    assert!(!chat.contains("RS-1"), "{chat}");
    // Her code reaches her under her user id, and nobody else.
    kaluva.taps("Accept").await?;
    asha.heard("delivery code")?;
    assert_eq!(bala.times("delivery code"), 0, "{}", bala.chat());
    town.ends_well().await
}

#[tokio::test]
async fn news_of_a_new_user_id_that_comes_late_joins_what_was_said_under_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    let (number, before) = (asha.phone.number(), asha.phone.user_id());
    let again = town.new_owner(&asha, "Asha");
    again.says("hi").await?;
    again.taps("English").await?;
    again.says("status").await?;
    again.heard("You have no orders yet")?;
    let news = json!({"wa_id": number, "user_id": {"previous": before, "current": again.phone.user_id()},
        "timestamp": "1790000200"});
    let change = json!({"field": "user_id_update", "value": {"messaging_product": "whatsapp",
        "metadata": {"phone_number_id": town.sandbox.options().phone_number_id}, "user_id_update": [news]}});
    let entry = json!({"id": "1", "time": 1_790_000_204, "changes": [change]});
    let body = json!({"object": "whatsapp_business_account", "entry": [entry]});
    town.sandbox.delivers(&body).await?;
    town.quiet().await;
    again.says("status").await?;
    again.heard("Asking the vendor")?;
    town.books_balance().await
}
