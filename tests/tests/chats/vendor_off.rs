//! Yards that were there at the review and are not when the order starts: off for the day, or switched off by the office.

use realserv_domain::orders::OrderState;
use realserv_sandbox::How;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Town, Trouble};

async fn switches_off(town: &Town, yard: &str) -> Result<(), Trouble> {
    let sql = "update vendor set active = false where code = $1";
    sqlx::query(sql).bind(yard).execute(&town.pool).await?;
    Ok(())
}

/// "No new orders until then" was said to him, so none comes, and nothing counts against him.
#[tokio::test]
async fn a_yard_that_went_off_after_the_review_is_left_in_peace() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    kaluva.says("off").await?;
    kaluva.taps("Rest of today").await?;
    kaluva.says("hi").await?;
    kaluva.heard("Open again")?;
    let (here, his) = (asha.so_far(), kaluva.so_far());
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    town.forward(minutes(11)).await;
    assert_eq!(kaluva.so_far(), his, "{}", kaluva.chat_since(his));
    let made = "select offers_made::bigint from vendor where code = 'VEN-KALUVA'";
    assert_eq!(town.count(made).await?, 0);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    chiluka.heard("New order")?;
    insta::assert_snapshot!("off_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_yard_that_the_office_switched_off_is_not_asked() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    switches_off(&town, "VEN-KALUVA").await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    assert!(kaluva.last().is_none());
    chiluka.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    town.ends_well().await
}

/// What he has accepted he brings: the buyer relies on it, and he is paid for it.
#[tokio::test]
async fn a_yard_that_is_switched_off_finishes_what_it_has_accepted() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    switches_off(&town, "VEN-KALUVA").await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    // Then he is a buyer like everybody, who may ask to sell.
    let here = kaluva.so_far();
    kaluva.says("desk").await?;
    kaluva.heard("What is your business called?")?;
    insta::assert_snapshot!("finished_vendor", kaluva.chat_since(here));
    town.ends_well().await
}
