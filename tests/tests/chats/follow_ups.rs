//! What nobody asked for: a cart that was left is asked about once, by day, within WhatsApp's 24 hours, and not who has had
//! enough or talks with the office.

use jiff::SignedDuration;
use realserv_tests::behind::minutes;
use realserv_tests::{Done, Someone, Town};

const IN_CART: &str = "Still in your cart";

/// No template has gone out to this person.
fn no_template(who: &Someone<'_>) -> bool {
    who.phone.chat().iter().all(|bubble| bubble.shown.template.is_none())
}

#[tokio::test]
async fn a_cart_that_was_left_is_asked_about_once_and_one_tap_goes_on() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let moment = asha.so_far();
    town.forward(minutes(119)).await;
    assert_eq!(asha.so_far(), moment, "two hours are not over");
    town.forward(minutes(2)).await;
    assert_eq!(asha.times(IN_CART), 1);
    asha.taps("Continue").await?;
    asha.heard("Confirm")?;
    for _ in 0..8 {
        town.forward(minutes(180)).await;
    }
    assert_eq!(asha.times(IN_CART), 1, "once");
    assert!(no_template(&asha));
    insta::assert_snapshot!("price_english", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn each_is_asked_in_their_language_about_what_is_missing() -> Done {
    for (name, language) in [("hindi", "हिन्दी"), ("telugu", "తెలుగు")] {
        let town = Town::open().await?;
        town.vendors()?;
        let (asha, bina, chitra) = (town.buyer("Asha"), town.buyer("Bina"), town.buyer("Chitra"));
        asha.fills_a_cart().await?;
        bina.fills_a_cart().await?;
        bina.taps("Checkout").await?;
        chitra.comes_to_the_review().await?;
        let mut since = Vec::new();
        for who in [&asha, &bina, &chitra] {
            who.says("language").await?;
            who.taps(language).await?;
            since.push(who.so_far());
        }
        town.forward(minutes(121)).await;
        for ((who, since), what) in
            [&asha, &bina, &chitra].into_iter().zip(since).zip(["cart", "place", "price"])
        {
            insta::assert_snapshot!(format!("{what}_{name}"), who.chat_since(since));
        }
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_writes_meanwhile_is_not_disturbed_and_an_order_is_no_cart() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.fills_a_cart().await?;
    bina.fills_a_cart().await?;
    town.forward(minutes(110)).await;
    asha.says("cart").await?;
    bina.goes_to_the_review().await?;
    bina.taps("Confirm").await?;
    town.forward(minutes(119)).await;
    assert_eq!((asha.times(IN_CART), bina.times(IN_CART)), (0, 0));
    town.forward(minutes(2)).await;
    assert_eq!((asha.times(IN_CART), bina.times(IN_CART)), (1, 0));
    assert_eq!(town.count("select count(*) from conversation_timer").await?, 0);
    // The next cart is another one.
    bina.says("20 bags ultratech opc 53").await?;
    town.forward(minutes(121)).await;
    assert_eq!((asha.times(IN_CART), bina.times(IN_CART)), (1, 1));
    town.ends_well().await
}

#[tokio::test]
async fn at_night_nobody_is_asked_and_in_the_morning_who_can_still_be() -> Done {
    let town = Town::at("2026-11-23T07:30:00+05:30").await?;
    town.vendors()?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    // Her 24 hours end before the morning is there.
    sqlx::query("insert into setting values ('cart_reminder_minutes', '1200', '2026-11-23')")
        .execute(&town.pool)
        .await?;
    town.app.settings.refresh(&town.pool).await?;
    asha.fills_a_cart().await?;
    town.forward(minutes(13 * 60)).await;
    // Half past eight in the evening: twenty hours later it is day, and her 24 are not over.
    bina.fills_a_cart().await?;
    sqlx::query("update setting set value = '120'").execute(&town.pool).await?;
    town.app.settings.refresh(&town.pool).await?;
    let (hers, so_far) = (asha.so_far(), bina.so_far());
    town.forward(minutes(11 * 60 + 29)).await;
    assert_eq!((asha.so_far(), bina.so_far()), (hers, so_far), "one minute to eight");
    for _ in 0..20 {
        town.forward(minutes(60)).await;
    }
    assert_eq!(asha.so_far(), hers, "her window was closed: never");
    assert_eq!(bina.times(IN_CART), 1);
    assert!(no_template(&asha) && no_template(&bina));
    town.ends_well().await
}

#[tokio::test]
async fn who_has_had_enough_is_left_in_peace_whichever_way_it_was_said() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bina, chitra) = (town.buyer("Asha"), town.buyer("Bina"), town.buyer("Chitra"));
    for who in [&asha, &bina, &chitra] {
        who.fills_a_cart().await?;
    }
    asha.phone.opts_out().await?;
    bina.says("stop").await?;
    town.forward(minutes(122)).await;
    assert_eq!((asha.times(IN_CART), bina.times(IN_CART)), (0, 0));
    let moment = chitra.so_far() - 1;
    chitra.taps("No reminders").await?;
    assert_eq!(town.count("select count(*) from person where opted_out_at is not null").await?, 3);
    // What is ordered is told all the same, only its reminder is not.
    chitra.goes_to_the_review().await?;
    chitra.taps("Confirm").await?;
    chitra.link()?;
    town.forward(minutes(25)).await;
    assert_eq!(chitra.times("is not paid yet"), 0);
    town.forward(minutes(10)).await;
    assert_eq!(chitra.times("The time to pay"), 1, "news of an order");
    insta::assert_snapshot!("no_reminders", chitra.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn while_the_office_has_the_chat_the_program_is_silent() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bina) = (town.buyer("Asha"), town.buyer("Bina"));
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    bina.orders().await?;
    bina.says("person").await?;
    let (hers, so_far) = (asha.so_far(), bina.so_far());
    town.forward(minutes(25)).await;
    assert_eq!(bina.so_far(), so_far, "not reminded to pay");
    town.forward(minutes(120)).await;
    assert_eq!(asha.so_far(), hers);
    town.ends_well().await
}

/// The offer's reminder in the other two languages; by a free message or not at all.
#[tokio::test]
async fn a_yard_is_reminded_in_its_language_and_never_by_a_template() -> Done {
    for (name, language) in [("hindi", "हिन्दी"), ("telugu", "తెలుగు")] {
        let town = Town::open().await?;
        let (asha, kaluva, chiluka) = town.two_yards().await?;
        kaluva.says("language").await?;
        kaluva.taps(language).await?;
        asha.orders_and_pays().await?;
        let moment = kaluva.so_far();
        town.forward(minutes(5)).await;
        assert_eq!(kaluva.so_far(), moment + 1, "reminded");
        insta::assert_snapshot!(format!("offer_{name}"), kaluva.chat_since(moment));
        // He answers nothing; the next yard has not written for a day.
        town.forward(minutes(5)).await;
        assert_eq!(chiluka.so_far(), 1, "the alert, by a template");
        town.forward(minutes(5)).await;
        assert_eq!(chiluka.so_far(), 1, "and nothing that costs more");
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_pay_reminder_does_not_ring_at_night() -> Done {
    let town = Town::at("2026-11-23T20:45:00+05:30").await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    for _ in 0..40 {
        town.forward(minutes(1)).await;
    }
    assert_eq!(asha.times("is not paid yet"), 0);
    assert_eq!(asha.times("The time to pay"), 1, "news go out at any hour");
    town.ends_well().await
}

/// The timer is a row: whoever runs when it is due asks, and once.
#[tokio::test]
async fn a_restart_forgets_no_cart_and_asks_about_none_twice() -> Done {
    let mut town = Town::open().await?;
    town.buyer("Asha").fills_a_cart().await?;
    town.stops().await;
    town.clock.forward(SignedDuration::from_mins(121));
    town.starts().await?;
    town.quiet().await;
    assert_eq!(town.buyer("Asha").times(IN_CART), 1);
    town.restart().await?;
    town.forward(minutes(121)).await;
    assert_eq!(town.buyer("Asha").times(IN_CART), 1);
    town.ends_well().await
}
