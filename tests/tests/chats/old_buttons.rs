//! Taps on what is over: a kind answer, and nothing changes.

use jiff::SignedDuration;
use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town};

const A_WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

#[tokio::test]
async fn last_weeks_pay_button_shows_a_fresh_price_and_places_nothing() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let here = asha.so_far();
    town.forward(A_WEEK).await;
    asha.taps("Confirm").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 0);
    asha.heard("When should it come?")?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.link()?;
    insta::assert_snapshot!("week_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_tap_on_an_earlier_question_changes_nothing() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let (kinds, amounts) = (asha.heard("Steel (TMT bars)")?.id, asha.heard("How many bags?")?.id);
    let here = asha.so_far();
    asha.taps_on(&amounts, "200 bags").await?;
    asha.taps_on(&kinds, "Steel (TMT bars)").await?;
    asha.says("cart").await?;
    let cart = asha.last().ok_or("no cart")?.to_string();
    assert!(cart.contains("50 bags UltraTech OPC 53"), "{cart}");
    asha.taps("Checkout").await?;
    asha.taps_on(&amounts, "200 bags").await?;
    insta::assert_snapshot!("earlier_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn buttons_of_an_order_that_is_over_say_how_it_ended() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    asha.says("status").await?;
    let shown = asha.heard("Cancel the order")?.id;
    kaluva.brings_it_to(&asha).await?;
    town.forward(A_WEEK).await;
    let here = asha.so_far();
    asha.taps_on(&shown, "Cancel the order").await?;
    asha.says("cancel").await?;
    assert!(town.sandbox.refunds().is_empty());
    insta::assert_snapshot!("order_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// A decision over an order that has moved on gets one answer, the true one: no "we are cancelling it" before it.
#[tokio::test]
async fn decisions_that_come_too_late_are_answered_once() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    asha.says("cancel").await?;
    let shall_we = asha.heard("Shall we cancel")?.id;
    kaluva.taps("Reject").await?;
    kaluva.taps("Not in stock").await?;
    let choice = asha.heard("Shall we keep asking")?.id;
    let here = asha.so_far();
    asha.taps_on(&choice, "Keep asking").await?;
    asha.taps_on(&choice, "Cancel it").await?;
    for (message, title) in
        [(&choice, "Keep asking"), (&choice, "Cancel it"), (&shall_we, "Yes, cancel it")]
    {
        let before = asha.so_far();
        asha.taps_on(message, title).await?;
        assert_eq!(asha.so_far(), before + 2, "the tap and one answer");
        asha.heard("That is not possible any more")?;
    }
    assert_eq!(town.sandbox.refunds().len(), 1);
    insta::assert_snapshot!("too_late_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// "This is where we are" is the order that waits for its money, when nothing else is open.
#[tokio::test]
async fn an_old_button_while_an_order_is_unpaid_leads_to_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let amounts = asha.heard("How many bags?")?.id;
    asha.taps("Confirm").await?;
    let here = asha.so_far();
    asha.taps_on(&amounts, "200 bags").await?;
    asha.heard("Waiting for payment")?;
    asha.taps("Pay now").await?;
    asha.link()?;
    insta::assert_snapshot!("unpaid_buyer", asha.chat_since(here));
    town.ends_well().await
}
