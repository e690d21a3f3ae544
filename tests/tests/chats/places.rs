//! Where it should come: inside and outside the zones, a PIN code with words, a place from before.

use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

/// Known, and in no zone.
const GHATKESAR: (f64, f64) = (17.451, 78.684);

#[tokio::test]
async fn outside_the_zones_there_is_a_waiting_list_and_the_cart_is_kept() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.taps("Checkout").await?;
    asha.shares_pin(GHATKESAR.0, GHATKESAR.1).await?;
    asha.taps("Yes, tell me").await?;
    let waiting = town.count("select count(*) from waiting_list where pin = '501301'").await?;
    assert_eq!(waiting, 1);
    // A second tap is no second wish.
    asha.taps("Yes, tell me").await?;
    assert_eq!(town.count("select count(*) from waiting_list").await?, 1);
    asha.heard("[Another place]")?;
    asha.taps("Another place").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps_the_first_row().await?;
    asha.heard("50 bags × ₹340")?;
    insta::assert_snapshot!("outside_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Sites far away are real sites: who sends one hears where we are, and how to hear of us when we come.
#[tokio::test]
async fn a_pin_in_another_city_hears_that_we_serve_hyderabad_and_gets_the_waiting_list() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    // Out of the blue, from Vijayawada.
    asha.shares_pin(16.506, 80.648).await?;
    asha.says("520001").await?;
    asha.says("50 bags ultratech opc 53").await?;
    // Mumbai.
    asha.shares_pin(19.076, 72.877).await?;
    asha.says("400001").await?;
    asha.taps("Yes, tell me").await?;
    assert_eq!(town.count("select count(*) from waiting_list where pin = '400001'").await?, 1);
    asha.taps("Another place").await?;
    // Delhi.
    asha.shares_pin(28.614, 77.209).await?;
    asha.taps("Another place").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.heard("Total")?;
    insta::assert_snapshot!("too_far_buyer", asha.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_pin_at_the_other_end_of_the_world_is_outside_and_holds_nobody_up() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    for (latitude, longitude) in [(51.5, -0.12), (40.7, -74.0), (0.0, 0.0), (-90.0, -180.0)] {
        let here = asha.so_far();
        asha.shares_pin(latitude, longitude).await?;
        let answer = asha.chat_since(here).to_string();
        assert!(answer.contains("Hyderabad"), "{answer}");
    }
    bina.says("hi").await?;
    bina.heard("English")?;
    assert_eq!(town.count("select count(*) from dead_letter").await?, 0);
    town.ends_well().await
}

#[tokio::test]
async fn a_pin_code_or_a_name_is_enough_and_words_we_do_not_know_are_asked_again() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.says("checkout").await?;
    asha.says("near my uncle's house").await?;
    asha.says("501203").await?;
    asha.says("400001").await?;
    asha.says("123").await?;
    asha.says("kondapur, behind the botanical garden").await?;
    asha.heard("Kondapur")?;
    asha.says("back").await?;
    asha.says("500 049, white gate").await?;
    asha.heard("Miyapur")?;
    insta::assert_snapshot!("words_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// A driver reads it on a small phone, and what stands below it is the money.
#[tokio::test]
async fn a_long_way_to_describe_is_asked_for_in_fewer_words_and_nothing_of_the_order_is_lost()
-> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.taps("Checkout").await?;
    let turn = "then left at the temple and straight on past the bakery, ";
    asha.says(&format!("500049, {}", turn.repeat(40))).await?;
    asha.says(&format!("500049, {}white gate", turn.repeat(4))).await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.taps("Accept").await?;
    kaluva.heard("You get ₹17,307 before our fee and tax, paid online. Collect nothing.")?;
    insta::assert_snapshot!("long_buyer", asha.chat_since(here));
    insta::assert_snapshot!("long_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn who_comes_back_taps_the_site_of_before() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let here = asha.so_far();
    asha.says("100 bags maha ppc").await?;
    asha.heard("Maha PPC: 100 bags × ₹305")?;
    // A new site stands beside it next time.
    asha.taps("Change").await?;
    asha.taps("Place").await?;
    asha.taps("Another place").await?;
    asha.says("500032 opposite the stadium").await?;
    asha.taps_the_first_row().await?;
    asha.taps("Change").await?;
    asha.taps("Place").await?;
    insta::assert_snapshot!("saved_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_pin_out_of_the_blue_is_kept_for_the_next_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.heard("Miyapur, 500049")?;
    insta::assert_snapshot!("out_of_the_blue_buyer", asha.chat());
    town.ends_well().await
}

/// A PIN code is three kilometres wide: the landmark is asked for beside the next question, and taken whenever it comes.
#[tokio::test]
async fn a_landmark_is_taken_after_the_pin_code_and_the_vendor_hears_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    asha.taps("Checkout").await?;
    asha.says("500049").await?;
    asha.heard("Only the area is known so far.")?;
    asha.says("blue gate").await?;
    asha.heard("📍 Noted: *blue gate*.")?;
    asha.taps_the_first_row().await?;
    asha.heard("📍 blue gate, Miyapur, 500049")?;
    // Another word for it is another word for it; a question is not.
    asha.says("blue gate opposite the hanuman temple").await?;
    asha.heard("📍 blue gate opposite the hanuman temple, Miyapur, 500049")?;
    asha.says("how is the quality").await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.taps("Accept").await?;
    kaluva.heard("📍 blue gate opposite the hanuman temple, Miyapur 500049")?;
    kaluva.heard("(about here: no location was sent)")?;
    insta::assert_snapshot!("landmark_buyer", asha.chat_since(here));
    insta::assert_snapshot!("landmark_vendor", kaluva.chat());
    town.ends_well().await
}

/// Nobody must tell it: who pays without one is called.
#[tokio::test]
async fn an_order_goes_to_a_pin_code_alone_and_the_known_place_has_its_landmark_next_time() -> Done
{
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.says("500049").await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    let here = asha.so_far();
    asha.says("50 bags ultratech opc 53").await?;
    asha.says("gudi pakkana, blue gate").await?;
    asha.heard("📍 gudi pakkana, blue gate, Miyapur, 500049")?;
    insta::assert_snapshot!("landmark_later_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Nothing is said of a cart where there is none.
#[tokio::test]
async fn outside_without_a_cart_nothing_is_said_of_one_and_another_place_stays_a_tap_away() -> Done
{
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("501301").await?;
    asha.shares_pin(16.506, 80.648).await?;
    let chat = asha.chat().to_string();
    assert!(!chat.contains("cart"), "{chat}");
    insta::assert_snapshot!("outside_no_cart_buyer", asha.chat());
    town.ends_well().await
}
