//! Quantities and their rules, changes of mind, and stock that somebody else takes meanwhile.

use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn a_quantity_that_cannot_be_sold_is_asked_again_with_the_rule() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Cement").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.says("3").await?;
    asha.says("7.5").await?;
    asha.says("2 loads").await?;
    asha.says("500000").await?;
    asha.says("1 ton").await?;
    asha.heard("20 bags UltraTech OPC 53")?;
    asha.says("red brick 9x4x3 550").await?;
    asha.says("600").await?;
    asha.heard("600 pieces Red Brick 9x4x3")?;
    insta::assert_snapshot!("rules_buyer", asha.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_changed_mind_changes_a_line_removes_it_goes_back_and_empties_the_cart() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.taps("Add more").await?;
    asha.taps("Sand").await?;
    asha.says("back").await?;
    asha.taps("Sand").await?;
    asha.taps("M-Sand (Robo Sand)").await?;
    asha.taps("4 tonnes").await?;
    asha.taps("Change").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.says("100 bags").await?;
    asha.heard("100 bags UltraTech OPC 53")?;
    asha.taps("Change").await?;
    asha.taps("M-Sand (Robo Sand)").await?;
    asha.taps("Remove").await?;
    asha.taps("Checkout").await?;
    asha.says("back").await?;
    asha.says("clear").await?;
    asha.heard("Your cart is empty now")?;
    asha.says("checkout").await?;
    insta::assert_snapshot!("mind_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn the_priced_order_can_be_changed_in_things_place_and_time() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let here = asha.so_far();
    asha.taps("Change").await?;
    asha.taps("Time").await?;
    asha.taps("Tomorrow, 12 noon–4 pm").await?;
    asha.heard("🕗 Tomorrow, 12 noon–4 pm")?;
    asha.taps("Change").await?;
    asha.taps("Items").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.says("60").await?;
    asha.heard("60 bags")?;
    // Place and time are kept: straight to the new price.
    asha.taps("Checkout").await?;
    asha.heard("60 bags × ₹340 = ₹20,400")?;
    asha.taps("Change").await?;
    asha.says("back").await?;
    // Typing a product at the review adds it and shows the cart.
    asha.says("4 ton m sand washed").await?;
    asha.heard("M-Sand (Washed)")?;
    insta::assert_snapshot!("review_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn somebody_else_buys_the_last_bags_between_the_review_and_the_payment() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    town.only(OPC_53, &[("VEN-KALUVA", 80)]).await?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    // While there is some: within a second what is sold out leaves the lists.
    let chand = town.buyer("Chand");
    chand.fills_a_cart().await?;
    asha.comes_to_the_review().await?;
    bina.comes_to_the_review().await?;
    bina.taps("Confirm").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (80, 50));
    let here = asha.so_far();
    asha.taps("Confirm").await?;
    asha.heard("*UltraTech OPC 53*: near you we can get only 30 bags")?;
    asha.taps("Take 30 bags").await?;
    asha.taps("Confirm").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (80, 80));
    asha.link()?;
    // Who checks out now is told before choosing a time.
    let chand_here = chand.so_far();
    chand.goes_to_the_review().await?;
    chand.heard("Nobody near you has *UltraTech OPC 53* left")?;
    chand.taps("Leave it out").await?;
    insta::assert_snapshot!("last_bags_buyer", asha.chat_since(here));
    insta::assert_snapshot!("sold_out_buyer", chand.chat_since(chand_here));
    town.ends_well().await
}

#[tokio::test]
async fn words_take_things_out_of_the_cart() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("4 ton m sand washed").await?;
    let here = asha.so_far();
    asha.says("remove 10 bags cement").await?;
    asha.heard("now 40 bags, before 50 bags")?;
    asha.says("no sand").await?;
    asha.heard("*M-Sand (Washed)* is out of your cart")?;
    asha.says("masons vaddu").await?;
    asha.heard("that is not in your cart")?;
    asha.says("సిమెంట్ వద్దు").await?;
    asha.heard("Your cart is empty")?;
    insta::assert_snapshot!("without_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Nothing is ordered yet: it is for an order that is.
#[tokio::test]
async fn cancelling_a_thing_that_is_ordered_asks_about_the_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    asha.says("cancel cement").await?;
    asha.heard("Shall we cancel order")?;
    town.ends_well().await
}

#[tokio::test]
async fn an_amount_alone_is_asked_of_what() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let here = asha.so_far();
    asha.says("60 bags").await?;
    asha.heard("*60 bags* of what?")?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.says("4 ton m sand washed").await?;
    asha.says("cart").await?;
    asha.says("60").await?;
    asha.heard("What shall we change?")?;
    insta::assert_snapshot!("of_what_buyer", asha.chat_since(here));
    town.ends_well().await
}
