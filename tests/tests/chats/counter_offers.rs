//! Not as it was ordered, but so: a vendor says what he can do, and the buyer's one tap decides.

use realserv_domain::orders::OrderState;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Town};

#[tokio::test]
async fn forty_of_fifty_bags_are_as_good() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    kaluva.says("40 only").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 50), "all of it waits for her");
    asha.taps("Yes, that is fine").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (560, 0));
    kaluva.sets_out().await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    insta::assert_snapshot!("fewer_buyer", asha.chat_since(here));
    insta::assert_snapshot!("fewer_vendor", kaluva.chat());
    town.ends_well().await
}

/// A typed "yes" is an answer too, and so it is before anything else is asked; where nobody asks it is politeness.
#[tokio::test]
async fn a_typed_yes_is_as_good_as_the_tap() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    asha.says("ok").await?;
    kaluva.says("40 only").await?;
    asha.says("status").await?;
    asha.says("ok").await?;
    assert_eq!(town.order().await?.state(), OrderState::Accepted);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (560, 0));
    insta::assert_snapshot!("typed_yes_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn who_wants_all_of_it_waits_for_the_next() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.orders_for_cash().await?;
    let here = asha.so_far();
    kaluva.says("only 15 bags").await?;
    asha.says("status").await?;
    let question = asha.heard("No, ask others")?;
    asha.taps("No, ask others").await?;
    chiluka.taps("Accept").await?;
    asha.taps_on(&question.id, "Yes, that is fine").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    insta::assert_snapshot!("refused_buyer", asha.chat_since(here));
    insta::assert_snapshot!("refused_vendor", kaluva.chat());
    chiluka.brings_it_to(&asha).await?;
    town.ends_well().await
}

#[tokio::test]
async fn a_buyer_who_says_nothing_is_not_waited_for_for_ever() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.orders_and_pays_for("Today, 4–7 pm").await?;
    kaluva.says("tomorrow morning").await?;
    town.forward(minutes(29)).await;
    assert!(chiluka.last().is_none());
    town.forward(minutes(2)).await;
    kaluva.heard("did not say yes")?;
    chiluka.taps("Accept").await?;
    asha.heard("has accepted order")?;
    town.ends_well().await
}

#[tokio::test]
async fn another_time_and_a_dearer_price() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    kaluva.says("50 only").await?;
    kaluva.says("900 rate").await?;
    kaluva.says("evening").await?;
    asha.taps("Yes, that is fine").await?;
    asha.heard("4–7 pm")?;
    insta::assert_snapshot!("evening_buyer", asha.chat_since(here));
    insta::assert_snapshot!("evening_vendor", kaluva.chat());
    kaluva.brings_it_to(&asha).await?;
    town.ends_well().await
}

/// Up to the office's tolerance the platform pays the difference, and nobody is asked.
#[tokio::test]
async fn a_little_dearer_is_taken_at_once() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.says("rate 350").await?;
    asha.heard("has accepted order")?;
    kaluva.brings_it_to(&asha).await?;
    assert!(town.ledger("price_support").await? > 0);
    town.ends_well().await
}

/// Of several offers none is guessed.
#[tokio::test]
async fn with_several_offers_the_number_says_which() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    let bimal = town.buyer("Bimal");
    asha.orders_and_pays().await?;
    bimal.orders_and_pays().await?;
    let here = kaluva.so_far();
    kaluva.says("40 only").await?;
    let number = town.order().await?.number;
    kaluva.says(&format!("{number} 40 only")).await?;
    kaluva.heard("we are asking the buyer")?;
    insta::assert_snapshot!("several_vendor", kaluva.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn the_same_in_hindi_and_telugu() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, ramu) = (town.buyer("Asha"), town.buyer("రాము"));
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("हिंदी").await?;
    asha.orders_and_pays().await?;
    asha.says("हिंदी").await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    kaluva.says("सिर्फ 40").await?;
    asha.taps("हाँ, ठीक है").await?;
    insta::assert_snapshot!("hindi_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("hindi_vendor", kaluva.chat_since(his));
    kaluva.says("telugu").await?;
    ramu.orders_for_cash().await?;
    ramu.says("తెలుగు").await?;
    let (hers, his) = (ramu.so_far(), kaluva.so_far());
    kaluva.says("సాయంత్రం").await?;
    kaluva.says("15 మాత్రమే").await?;
    ramu.taps("వేరేవాళ్ళను అడగండి").await?;
    insta::assert_snapshot!("telugu_buyer", ramu.chat_since(hers));
    insta::assert_snapshot!("telugu_vendor", kaluva.chat_since(his));
    town.ends_well().await
}
