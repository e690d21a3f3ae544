//! Carts that are kept under a name, and come round again.

use jiff::SignedDuration;
use realserv_adapters::postgres::lists;
use realserv_domain::orders::OrderState;
use realserv_sandbox::How;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Someone, Town, Trouble};

const fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// Fifty bags under the name "Plinth", where the last order went; nothing is in the cart.
async fn keeps_plinth(asha: &Someone<'_>) -> Result<(), Trouble> {
    asha.comes_to_the_review().await?;
    asha.says("save as Plinth").await?;
    asha.says("empty cart").await
}

/// "Plinth" comes round every Tuesday. The town's story begins on a Monday, at nine.
async fn repeats_plinth(asha: &Someone<'_>) -> Result<(), Trouble> {
    keeps_plinth(asha).await?;
    asha.says("lists").await?;
    asha.taps("✏️ Repeat or remove").await?;
    asha.taps("Plinth").await?;
    asha.taps("🔁 Repeat").await?;
    asha.taps("Every Tuesday").await
}

#[tokio::test]
async fn a_cart_is_kept_under_a_name_and_one_tap_brings_it_back() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.taps("Change").await?;
    asha.taps("💾 Save as a list").await?;
    asha.says("🙏🙏").await?;
    asha.says("Plinth").await?;
    asha.taps("Continue").await?;
    asha.sends_the_pin().await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.says("my lists").await?;
    asha.taps("Plinth").await?;
    asha.heard("50 bags UltraTech OPC 53")?;
    asha.says("empty cart").await?;
    asha.says("plinth list").await?;
    asha.says("xyzzy list").await?;
    asha.taps("✏️ Repeat or remove").await?;
    asha.taps("Plinth").await?;
    asha.taps("Remove list").await?;
    asha.says("lists").await?;
    insta::assert_snapshot!("kept", asha.chat());
    town.ends_well().await
}

#[tokio::test]
async fn an_order_that_has_come_is_kept_and_repeated_from_its_card() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let here = asha.so_far();
    asha.says("my orders").await?;
    asha.taps("🔁 Repeat regularly").await?;
    asha.says("Plinth").await?;
    asha.taps("Every two weeks").await?;
    asha.says("lists").await?;
    asha.taps("⏹️ Stop Plinth").await?;
    insta::assert_snapshot!("from_an_order", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn hindi_and_telugu_keep_lists_in_their_words() -> Done {
    let hindi = [
        "हिन्दी",
        "लिस्ट सेव करो",
        "प्लिंथ",
        "मेरी लिस्ट",
        "✏️ रिपीट करें या हटाएँ",
        "प्लिंथ",
        "🔁 रिपीट करें",
        "हर मंगलवार",
        "ऑर्डर करें",
    ];
    let telugu = [
        "తెలుగు",
        "లిస్ట్ సేవ్ చేయి",
        "ప్లింత్",
        "నా లిస్టులు",
        "✏️ రిపీట్ / తీసేయడం",
        "ప్లింత్",
        "🔁 రిపీట్ చేయండి",
        "ప్రతి మంగళవారం",
        "ఆర్డర్ చేయండి",
    ];
    for (name, words) in [("hindi", hindi), ("telugu", telugu)] {
        let town = Town::open().await?;
        town.vendors()?;
        let asha = town.buyer("Asha");
        asha.comes_to_the_review().await?;
        asha.says("language").await?;
        let [language, save, plinth, mine, change, list, repeat, tuesday, order] = words;
        asha.taps(language).await?;
        let here = asha.so_far();
        asha.says(save).await?;
        asha.says(plinth).await?;
        asha.says(mine).await?;
        asha.taps(change).await?;
        asha.taps(list).await?;
        asha.taps(repeat).await?;
        asha.taps(tuesday).await?;
        town.forward(hours(9)).await;
        asha.taps(order).await?;
        insta::assert_snapshot!(name, asha.chat_since(here));
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn on_the_evening_before_the_buyer_is_asked_and_orders_by_taps() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    repeats_plinth(&asha).await?;
    let here = asha.so_far();
    town.forward(hours(7)).await;
    assert_eq!(asha.times("is due"), 0, "four in the afternoon");
    town.forward(hours(1)).await;
    assert_eq!(asha.times("is due"), 1);
    assert_eq!(town.count("select count(*) from orders").await?, 0, "nothing by itself");
    asha.taps("Order it").await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    kaluva.taps("Accept").await?;
    asha.says("lists").await?;
    insta::assert_snapshot!("asked_and_ordered", asha.chat_since(here));
    assert_eq!(town.order().await?.state(), OrderState::Accepted);
    town.ends_well().await
}

#[tokio::test]
async fn three_questions_without_an_answer_are_the_last_and_say_so() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    repeats_plinth(&asha).await?;
    let here = asha.so_far();
    town.forward(hours(8)).await;
    for _ in 0..2 {
        town.forward(hours(7 * 24)).await;
    }
    town.forward(hours(24)).await;
    for _ in 0..3 {
        town.forward(hours(7 * 24)).await;
    }
    insta::assert_snapshot!("unanswered", asha.chat_since(here));
    assert_eq!(town.count("select count(*) from list_repeat").await?, 0);
    asha.taps("My lists").await?;
    asha.heard("Tap one and it is in your cart")?;
    town.ends_well().await
}

#[tokio::test]
async fn out_of_the_window_a_template_asks_and_its_buttons_answer() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    repeats_plinth(&asha).await?;
    town.forward(hours(8)).await;
    asha.taps("Skip this time").await?;
    let here = asha.so_far();
    town.forward(hours(7 * 24)).await;
    asha.taps("Order it").await?;
    asha.heard("Total")?;
    asha.taps("Stop repeating").await?;
    town.forward(hours(14 * 24)).await;
    insta::assert_snapshot!("afar", asha.chat_since(here));
    town.ends_well().await
}

/// Two programs look at once, and the one that goes on is started twice: one question.
#[tokio::test]
async fn whoever_looks_each_day_is_asked_about_once() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    repeats_plinth(&town.buyer("Asha")).await?;
    town.stops().await;
    town.clock.forward(hours(8));
    let now = town.clock.now();
    let (mut one, mut other) = (town.pool.acquire().await?, town.pool.acquire().await?);
    let (a, b) = tokio::join!(lists::ring(&mut one, now, 9), lists::ring(&mut other, now, 9));
    assert_eq!(a?.len() + b?.len(), 1);
    drop((one, other));
    town.starts().await?;
    town.quiet().await;
    assert_eq!(town.buyer("Asha").times("is due"), 1);
    town.restart().await?;
    town.forward(minutes(30)).await;
    assert_eq!(town.buyer("Asha").times("is due"), 1);
    town.ends_well().await
}

/// The program was away for more than a week: what went by is not asked about.
#[tokio::test]
async fn days_that_went_by_without_a_program_are_passed_over() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    repeats_plinth(&town.buyer("Asha")).await?;
    town.stops().await;
    // Wednesday of the next week.
    town.clock.forward(hours(9 * 24 + 1));
    town.starts().await?;
    town.quiet().await;
    assert_eq!(town.buyer("Asha").times("is due"), 0);
    town.forward(hours(5 * 24 + 6)).await;
    assert_eq!(town.buyer("Asha").times("is due"), 0, "four in the afternoon of Monday");
    town.forward(hours(1)).await;
    assert_eq!(town.buyer("Asha").times("is due"), 1);
    town.ends_well().await
}

/// A number that is shown after all: what both halves kept is one person's, and of two with one name the older half's stays.
#[tokio::test]
async fn who_turns_out_to_be_one_person_has_the_lists_of_both() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("save as Plinth").await?;
    asha.says("save as Slab").await?;
    town.forget_user_ids().await?;
    asha.phone.hides_number();
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("100 bags maha ppc").await?;
    asha.says("save as plinth").await?;
    asha.says("save as Roof").await?;
    assert_eq!(town.count("select count(*) from saved_list").await?, 4);
    asha.phone.shows_number();
    let here = asha.so_far();
    asha.says("lists").await?;
    insta::assert_snapshot!("of_both_halves", asha.chat_since(here));
    assert_eq!(town.count("select count(*) from saved_list").await?, 3);
    town.ends_well().await
}

#[tokio::test]
async fn there_are_twenty_lists_and_no_more() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    for n in 1..=20 {
        asha.says(&format!("save as Floor {n}")).await?;
        town.forward(minutes(1)).await;
    }
    let here = asha.so_far();
    asha.says("save as Roof").await?;
    asha.says("save as floor 3").await?;
    asha.says("lists").await?;
    asha.taps("More…").await?;
    insta::assert_snapshot!("twenty", asha.chat_since(here));
    assert_eq!(town.count("select count(*) from saved_list").await?, 20);
    town.ends_well().await
}

#[tokio::test]
async fn what_is_not_sold_any_more_is_named() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    keeps_plinth(&asha).await?;
    town.only(OPC_53, &[]).await?;
    let here = asha.so_far();
    asha.says("plinth list").await?;
    insta::assert_snapshot!("gone", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_delivery_is_ordered_for_a_later_day() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.sends_the_pin().await?;
    let here = asha.so_far();
    asha.taps("📅 A later day").await?;
    asha.says("15 march").await?;
    asha.says("next friday").await?;
    asha.taps("Back").await?;
    asha.says("15 december").await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    kaluva.taps("Accept").await?;
    // Two weeks later it is as it was.
    town.forward(hours(14 * 24)).await;
    assert_eq!(town.order().await?.state(), OrderState::Accepted);
    asha.says("status").await?;
    insta::assert_snapshot!("later_day_buyer", asha.chat_since(here));
    insta::assert_snapshot!("later_day_vendor", kaluva.chat());
    town.forward(hours(8 * 24)).await;
    town.ends_well().await
}

#[tokio::test]
async fn an_order_under_its_price_moves_to_a_later_day_as_far_as_orders_are_taken() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let here = asha.so_far();
    asha.says("15 december evening").await?;
    asha.says("25 january").await?;
    insta::assert_snapshot!("moved", asha.chat_since(here));
    town.ends_well().await
}
