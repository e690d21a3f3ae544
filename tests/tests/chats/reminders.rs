//! Who has not paid is reminded once, before the price and the stock are let go.

use realserv_domain::orders::{OrderEvent, OrderState};
use realserv_sandbox::How;
use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn one_reminder_ten_minutes_before_the_end_and_its_button_pays() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let moment = asha.so_far();
    town.forward(minutes(19)).await;
    assert_eq!(asha.times("is not paid yet"), 0);
    town.forward(minutes(1)).await;
    asha.heard("is not paid yet")?;
    town.forward(minutes(6)).await;
    assert_eq!(asha.times("is not paid yet"), 1, "once");
    assert_eq!(town.sandbox.payment_links().len(), 1, "the link that was open already");
    asha.pays(How::Upi).await?;
    kaluva.heard("New order")?;
    town.forward(minutes(4)).await;
    insta::assert_snapshot!("reminded_and_paid", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn who_has_paid_is_left_in_peace() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    town.forward(minutes(25)).await;
    assert_eq!(asha.times("is not paid yet"), 0);
    town.ends_well().await
}

#[tokio::test]
async fn a_link_that_razorpay_closed_is_replaced_by_one_that_can_be_paid() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let moment = asha.so_far();
    let dead = asha.link()?;
    let link = town.order().await?.links[0].id;
    town.tells_the_order(&OrderEvent::LinkCancelled { link }).await?;
    town.forward(minutes(20)).await;
    asha.heard("is not paid yet")?;
    assert_ne!(asha.link()?, dead);
    assert_eq!(town.sandbox.payment_links().len(), 2, "one more, and no third");
    asha.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    insta::assert_snapshot!("replaced", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn hindi_and_telugu_are_reminded_in_their_words() -> Done {
    for (name, language) in [("hindi", "हिन्दी"), ("telugu", "తెలుగు")] {
        let town = Town::open().await?;
        let asha = town.buyer("Asha");
        town.vendor("VEN-KALUVA")?;
        asha.orders().await?;
        asha.says("language").await?;
        asha.taps(language).await?;
        let moment = asha.so_far();
        town.forward(minutes(20)).await;
        insta::assert_snapshot!(format!("reminded_{name}"), asha.chat_since(moment));
        town.ends_well().await?;
    }
    Ok(())
}
