//! A time that passes while nobody has taken the order: the buyer is asked, and nobody else for what is over.

use realserv_domain::orders::{Attention, OrderState};
use realserv_sandbox::How;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

/// The evening's slot ends at seven and the yard has been silent: another time, by two taps.
#[tokio::test]
async fn an_evening_that_nobody_took_is_asked_for_another_time() -> Done {
    let town = Town::at("2026-11-23T16:50:00+05:30").await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    // The only yard is asked three times, and would be asked no more.
    town.office_sets("pause_after_unanswered", 0).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    for _ in 0..26 {
        town.forward(minutes(5)).await;
    }
    assert_eq!(town.order().await?.state(), OrderState::NeedsBuyer);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    asha.taps("Another time").await?;
    asha.taps("Tomorrow, 8 am–12 noon").await?;
    kaluva.heard("Tomorrow, 8 am–12 noon")?;
    kaluva.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    insta::assert_snapshot!("evening_buyer", asha.chat_since(here));
    insta::assert_snapshot!("evening_vendor", kaluva.chat());
    town.ends_well().await
}

/// At eight the masons should be at work. At a quarter to ten they are not looked for any more.
#[tokio::test]
async fn masons_for_eight_are_not_looked_for_after_eight() -> Done {
    let town = Town::at("2026-11-23T19:45:00+05:30").await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    let here = asha.so_far();
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    for _ in 0..28 {
        town.forward(minutes(30)).await;
    }
    asha.heard("has passed and no vendor has taken it")?;
    assert_eq!(town.count("select count(*) from offer where state = 'open'").await?, 0);
    asha.taps("Cancel it").await?;
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("masons_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// What was accepted and never sent: both are told, and the office sees it until it leaves.
#[tokio::test]
async fn an_accepted_order_that_does_not_leave_in_time_is_not_waited_for_in_silence() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    town.forward(minutes(4 * 60)).await;
    asha.heard("should have come by now")?;
    assert_eq!(town.order().await?.attention, Some(Attention::Late));
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    assert_eq!(town.order().await?.attention, None);
    insta::assert_snapshot!("not_left_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("not_left_vendor", kaluva.chat_since(his));
    town.ends_well().await
}
