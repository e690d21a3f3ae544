//! Choosing and changing the language: at any moment, and what was open is asked again in it.

use realserv_tests::{Done, Town};

#[tokio::test]
async fn the_language_changes_at_any_moment_and_the_cart_stays() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.says("telugu").await?;
    asha.heard("50 బస్తాలు")?;
    asha.taps("ముందుకు వెళ్ళండి").await?;
    asha.says("हिंदी").await?;
    asha.shares_pin(17.496, 78.358).await?;
    asha.says("भाषा").await?;
    asha.taps("English").await?;
    asha.says("cart").await?;
    asha.heard("50 bags UltraTech OPC 53")?;
    insta::assert_snapshot!("changes_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// The first menu has a row for it, and what happens to an order is told in the new language.
#[tokio::test]
async fn what_the_yard_does_is_told_in_the_language_of_now() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    asha.says("menu").await?;
    asha.taps("Language").await?;
    asha.taps("हिन्दी").await?;
    kaluva.taps("Accept").await?;
    asha.heard("डिलीवरी कोड")?;
    insta::assert_snapshot!("order_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// A script says which language it is; nobody is asked what he has shown.
#[tokio::test]
async fn who_writes_in_telugu_script_is_answered_in_telugu() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let ramu = town.buyer("రాము");
    ramu.says("నమస్తే").await?;
    ramu.says("ఇసుక").await?;
    ramu.says("సాయం").await?;
    insta::assert_snapshot!("script_buyer", ramu.chat());
    town.ends_well().await
}
