//! Cash on delivery: the yards are asked at once, the driver brings the money.

use realserv_sandbox::How;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn a_small_first_order_is_paid_at_the_door() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_for_cash().await?;
    asha.heard("in cash at your site")?;
    kaluva.brings_it_to(&asha).await?;
    assert!(town.sandbox.payment_links().is_empty());
    insta::assert_snapshot!("buyer", asha.chat());
    insta::assert_snapshot!("vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_first_order_above_ten_thousand_rupees_is_paid_online() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.comes_to_the_review().await?;
    let here = asha.so_far();
    // There is no button for what is not possible, but people type.
    asha.says("cash").await?;
    asha.heard("Cash is possible up to ₹10,000")?;
    assert_eq!(town.count("select count(*) from orders").await?, 0);
    asha.taps("Confirm").await?;
    // Nor is there one while it waits for its money, or when a payment fails.
    asha.says("status").await?;
    assert!(town.sandbox.pay(&asha.link()?, How::Fail).is_err());
    town.quiet().await;
    let tappable = asha.last().ok_or("nothing")?.shown.tappable();
    assert_eq!(tappable, ["Pay again", "Talk to a person"]);
    asha.pays(How::Upi).await?;
    kaluva.brings_it_to(&asha).await?;
    insta::assert_snapshot!("limit_buyer", asha.chat_since(here));
    // After one delivered order the limit is the ordinary one.
    let here = asha.so_far();
    asha.says("50 bags ultratech opc 53").await?;
    asha.taps("Cash on delivery").await?;
    asha.heard("in cash at your site")?;
    insta::assert_snapshot!("second_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn an_order_that_waits_for_its_money_can_be_paid_in_cash_instead() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.says("20 bags ultratech opc 53").await?;
    asha.sends_the_pin().await?;
    asha.taps("Confirm").await?;
    let here = asha.so_far();
    asha.says("status").await?;
    asha.taps("Cash on delivery").await?;
    kaluva.taps("Accept").await?;
    asha.heard("has accepted")?;
    insta::assert_snapshot!("instead_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// The bank was still at it when she changed to cash: what comes online goes back, and the words say why.
#[tokio::test]
async fn a_payment_that_comes_after_the_change_to_cash_goes_back() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("20 bags ultratech opc 53").await?;
    asha.sends_the_pin().await?;
    asha.taps("Confirm").await?;
    let url = asha.link()?;
    asha.says("status").await?;
    asha.taps("Cash on delivery").await?;
    let here = asha.so_far();
    town.sandbox.pay(&url, How::Late)?;
    town.quiet().await;
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("overtaken_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Who types *cash* after ordering is shown the order with what is possible; above the limit the review says it.
#[tokio::test]
async fn cash_is_understood_after_the_order_and_its_limit_is_said_before() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    asha.heard("Cash is possible up to ₹10,000 on a first order, later up to ₹25,000.")?;
    let here = asha.so_far();
    asha.says("cash").await?;
    asha.says("20 bags ultratech opc 53").await?;
    asha.heard("[Cash on delivery]")?;
    asha.taps("Confirm").await?;
    asha.says("cash").await?;
    asha.taps("Cash on delivery").await?;
    insta::assert_snapshot!("typed_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn cash_for_an_order_that_is_too_big_for_it_is_refused_with_the_limit() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    let here = asha.so_far();
    asha.says("cash").await?;
    asha.heard("Cash is possible up to ₹10,000. Please pay order")?;
    insta::assert_snapshot!("too_big_buyer", asha.chat_since(here));
    town.ends_well().await
}
