//! A part now, the rest in cash when it comes; and a price that only the buyer can agree to.

use realserv_domain::orders::OrderState;
use realserv_sandbox::How;
use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn what_is_too_much_for_cash_is_paid_in_two_parts() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    let here = asha.so_far();
    asha.says("cash").await?;
    asha.taps("Advance ₹7,307").await?;
    asha.pays(How::Upi).await?;
    asha.says("status").await?;
    kaluva.brings_it_to(&asha).await?;
    kaluva.heard("₹10,000 in cash is noted as collected")?;
    assert_eq!(town.ledger("cash_with_vendor").await?, 1_000_000);
    insta::assert_snapshot!("buyer", asha.chat_since(here));
    insta::assert_snapshot!("vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn an_advance_comes_back_when_the_order_is_called_off() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    asha.says("advance").await?;
    asha.pays(How::Upi).await?;
    kaluva.taps("Accept").await?;
    let here = asha.so_far();
    asha.cancels().await?;
    town.quiet().await;
    insta::assert_snapshot!("called_off", asha.chat_since(here));
    town.ends_well().await
}

/// Beyond what the platform bears the buyer is asked, and pays the difference where the goods come.
#[tokio::test]
async fn a_dearer_price_is_the_buyers_to_say() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    kaluva.says("400 rate").await?;
    asha.taps("Yes, that is fine").await?;
    kaluva.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    assert_eq!(town.ledger("price_support").await?, 0);
    insta::assert_snapshot!("dearer_buyer", asha.chat_since(here));
    insta::assert_snapshot!("dearer_vendor", kaluva.chat());
    town.ends_well().await
}

/// Nobody is left at her price, one is for more.
#[tokio::test]
async fn the_difference_can_be_paid_to_who_is_left() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    chiluka.says("cement 390").await?;
    chiluka.taps("UltraTech OPC 53").await?;
    kaluva.taps("Reject").await?;
    kaluva.taps("Not in stock").await?;
    asha.says("status").await?;
    let question = asha.heard("more; you would pay that in cash")?;
    asha.taps_on(&question.id, "Yes, ₹2,500").await?;
    chiluka.brings_it_to(&asha).await?;
    asha.taps_on(&question.id, "Yes, ₹2,500").await?;
    insta::assert_snapshot!("who_is_left_buyer", asha.chat_since(here));
    insta::assert_snapshot!("who_is_left_vendor", chiluka.chat());
    town.ends_well().await
}

#[tokio::test]
async fn the_same_in_hindi_and_telugu() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, ramu) = (town.buyer("Asha"), town.buyer("రాము"));
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("हिंदी").await?;
    asha.comes_to_the_review().await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.says("हिंदी").await?;
    asha.taps("पक्का करें").await?;
    asha.pays(How::Upi).await?;
    kaluva.says("400 रेट").await?;
    asha.taps("हाँ, ठीक है").await?;
    insta::assert_snapshot!("hindi_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("hindi_vendor", kaluva.chat_since(his));
    kaluva.says("telugu").await?;
    ramu.comes_to_the_review().await?;
    let (hers, his) = (ramu.so_far(), kaluva.so_far());
    ramu.says("తెలుగు").await?;
    ramu.taps("ముందు ₹7,307").await?;
    ramu.pays(How::Upi).await?;
    kaluva.taps("తీసుకుంటాం").await?;
    ramu.says("status").await?;
    insta::assert_snapshot!("telugu_buyer", ramu.chat_since(hers));
    insta::assert_snapshot!("telugu_vendor", kaluva.chat_since(his));
    town.ends_well().await
}
