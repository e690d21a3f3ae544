//! One person on both sides of the counter: a vendor who buys for a site of his own while orders come to his yard.

use realserv_tests::{Done, Town};

/// What is asked on one side stays open while the other side asks, and a tap says which side is meant.
#[tokio::test]
async fn a_vendor_who_shops_takes_an_order_in_between_and_goes_on_where_he_was() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.comes_to_the_review().await?;
    kaluva.says("buy").await?;
    kaluva.taps("Cement").await?;
    let (row, here) = (kaluva.heard("UltraTech PPC")?.id, kaluva.so_far());
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.taps("Accept").await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps_on(&row, "UltraTech PPC").await?;
    kaluva.says("60").await?;
    kaluva.heard("60 bags UltraTech PPC")?;
    // The desk is one tap away, and what is typed then is the desk's again.
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    asha.heard("is delivered")?;
    insta::assert_snapshot!("shopping_vendor", kaluva.chat_since(here));
    town.ends_well().await
}
