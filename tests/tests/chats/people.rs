//! People who are hard to follow: two at once, one twice at once, one who is away for weeks, one without a number, one with
//! a new number.

use jiff::SignedDuration;
use realserv_sandbox::{How, Media, Side};
use realserv_tests::{Done, Someone, Town};

fn answers(someone: &Someone<'_>, since: usize) -> usize {
    let chat = someone.phone.chat();
    chat.iter().skip(since).filter(|bubble| bubble.side == Side::Business).count()
}

#[tokio::test]
async fn two_messages_at_once_are_answered_once_each_and_in_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let here = asha.so_far();
    let (first, second) =
        tokio::join!(asha.phone.says("4 ton m sand washed"), asha.phone.says("2 masons"));
    first?;
    second?;
    town.quiet().await;
    assert_eq!(answers(&asha, here), 2, "{}", asha.chat_since(here));
    asha.says("cart").await?;
    let cart = asha.last().ok_or("no cart")?.to_string();
    for wanted in ["50 bags UltraTech OPC 53", "4 tonnes M-Sand (Washed)", "Mason × 2 people"] {
        assert!(cart.contains(wanted), "{wanted} is not in {cart}");
    }
    town.ends_well().await
}

#[tokio::test]
async fn two_people_at_once_have_each_their_own_chat() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.fills_a_cart().await?;
    bina.says("hi").await?;
    bina.taps("తెలుగు").await?;
    let (a, b) = tokio::join!(asha.phone.says("cart"), bina.phone.says("2 masons"));
    a?;
    b?;
    town.quiet().await;
    let (a, b) = (asha.last().ok_or("nothing")?, bina.last().ok_or("nothing")?);
    assert!(a.to_string().contains("50 bags UltraTech OPC 53"), "{a}");
    assert!(b.to_string().contains("తాపీ మేస్త్రి") && !b.to_string().contains("OPC"), "{b}");
    town.ends_well().await
}

#[tokio::test]
async fn after_three_weeks_the_cart_is_there_and_the_times_are_new() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(17.496, 78.358).await?;
    let here = asha.so_far();
    town.forward(SignedDuration::from_hours(21 * 24)).await;
    asha.taps_the_first_row().await?;
    asha.heard("not free any more")?;
    asha.says("hi").await?;
    asha.says("cart").await?;
    asha.heard("50 bags UltraTech OPC 53")?;
    insta::assert_snapshot!("three_weeks_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// A truck has to find the gate: who hides the number is asked whom to call, once for a site.
#[tokio::test]
async fn who_hides_the_number_is_asked_whom_to_call_and_the_driver_gets_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.phone.hides_number();
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(17.496, 78.358).await?;
    asha.says("98480").await?;
    asha.shares_number().await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    kaluva.brings_it_to(&asha).await?;
    asha.heard("is delivered")?;
    // The site has its number now.
    asha.says("reorder").await?;
    asha.taps("Checkout").await?;
    asha.heard("When should it come?")?;
    insta::assert_snapshot!("hidden_buyer", asha.chat());
    insta::assert_snapshot!("hidden_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn who_hides_the_number_may_keep_it_to_himself_or_give_another_ones() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.phone.hides_number();
    asha.fills_a_cart().await?;
    asha.sends(Media::contact("Suresh", "+91 98480 54321")).await?;
    let here = asha.so_far();
    asha.taps("Checkout").await?;
    asha.says("500049, blue gate").await?;
    asha.taps("Skip").await?;
    asha.taps_the_first_row().await?;
    asha.heard("Total")?;
    let known = "select count(*) from address where contact_phone = '919848054321'";
    assert_eq!(town.count(known).await?, 0);
    asha.sends(Media::contact("Suresh", "+91 98480 54321")).await?;
    assert_eq!(town.count(known).await?, 1);
    insta::assert_snapshot!("skipped_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_new_number_keeps_cart_orders_and_language() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    asha.says("4 ton m sand washed").await?;
    let people = town.count("select count(*) from person").await?;
    asha.phone.changes_number("919848099999").await?;
    town.quiet().await;
    let here = asha.so_far();
    asha.says("status").await?;
    asha.heard("Asking the vendor")?;
    kaluva.taps("Accept").await?;
    asha.heard("has accepted order")?;
    asha.says("cart").await?;
    asha.heard("4 tonnes M-Sand (Washed)")?;
    assert_eq!(town.count("select count(*) from person").await?, people);
    insta::assert_snapshot!("new_number_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_person_of_the_office_can_be_had_at_any_moment_and_for_an_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    let here = asha.so_far();
    asha.says("human").await?;
    asha.pays(How::Upi).await?;
    asha.says("status").await?;
    asha.taps("Talk to a person").await?;
    assert_eq!(town.count("select count(*) from ticket").await?, 2);
    assert_eq!(town.count("select count(*) from ticket where order_id is not null").await?, 1);
    // At night the morning is promised.
    town.forward(SignedDuration::from_hours(13)).await;
    asha.says("baat karni hai").await?;
    insta::assert_snapshot!("office_buyer", asha.chat_since(here));
    town.ends_well().await
}
