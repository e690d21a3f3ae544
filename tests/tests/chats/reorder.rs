//! The last order once more.

use realserv_tests::{Done, Town};

#[tokio::test]
async fn one_tap_puts_the_last_order_into_the_cart_and_knows_the_place() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let here = asha.so_far();
    asha.taps("Order again").await?;
    asha.heard("50 bags UltraTech OPC 53")?;
    asha.taps("Checkout").await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.taps("Accept").await?;
    // hi is not needed: four messages to the pay button.
    insta::assert_snapshot!("tap_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn reorder_can_be_typed_and_says_so_when_nothing_was_ordered() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("reorder").await?;
    asha.says("orders").await?;
    asha.says("100 bags maha ppc").await?;
    asha.sends_the_pin().await?;
    asha.taps("Confirm").await?;
    asha.says("same again").await?;
    asha.heard("100 bags Maha PPC")?;
    insta::assert_snapshot!("typed_buyer", asha.chat());
    town.ends_well().await
}
