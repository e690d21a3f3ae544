//! Whole orders, as the people in them see them.

use realserv_sandbox::How;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn a_first_order_by_taps() -> Done {
    let town = Town::open().await?;
    let vendors = town.vendors()?;
    assert_eq!(vendors.len(), 18);
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Cement").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.taps("50 bags").await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(17.496, 78.358).await?;
    asha.taps_the_first_row().await?;
    asha.taps("Pay online").await?;
    asha.pays(How::Upi).await?;
    kaluva.taps("Accept").await?;
    kaluva.taps("Packed").await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("On the way").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.code()?).await?;
    insta::assert_snapshot!("by_taps_buyer", asha.chat());
    insta::assert_snapshot!("by_taps_vendor", kaluva.chat());
    town.books_balance().await?;
    assert!(town.sandbox.refusals().is_empty(), "{:?}", town.sandbox.refusals());
    Ok(())
}
