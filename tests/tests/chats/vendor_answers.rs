//! What a vendor answers, or does not: the buyer's order must come to somebody, or to an honest end.

use std::time::{Duration, Instant};

use realserv_domain::orders::{Attention, OrderEvent, OrderState, RejectReason};
use realserv_sandbox::TemplateStatus;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn a_vendor_who_rejects_is_followed_by_the_next() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    let moment = asha.so_far();
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    let alert = kaluva.heard("New order")?;
    kaluva.taps("Reject").await?;
    kaluva.taps("Not in stock").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0), "what he held is free again");
    chiluka.brings_it_to(&asha).await?;
    kaluva.taps_on(&alert.id, "Accept").await?;
    kaluva.heard("is no longer waiting for you")?;
    assert_eq!(asha.times("We are asking the next one"), 1);
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    // The buyer pays the price he was told; Chiluka gets his own.
    assert_eq!(town.ledger("price_support").await?, 50 * 300);
    assert_eq!(town.earned().await?, 1_745_700);
    insta::assert_snapshot!("rejected_buyer", asha.chat_since(moment));
    insta::assert_snapshot!("rejected_first", kaluva.chat());
    insta::assert_snapshot!("rejected_next", chiluka.chat());
    town.ends_well().await
}

/// The acceptance record decides who is asked first, so each offer counts, also two that go out in one batch.
#[tokio::test]
async fn two_orders_that_are_offered_at_once_count_as_two_offers() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    let bimal = town.buyer("Bimal");
    asha.orders_and_pays().await?;
    bimal.orders_and_pays().await?;
    kaluva.heard("New order")?;
    // Both offers end in the same moment.
    town.forward(minutes(10)).await;
    assert_eq!(chiluka.times("New order"), 2);
    let made = "select offers_made::bigint from vendor where code = 'VEN-CHILUKA'";
    assert_eq!(town.count(made).await?, 2);
    town.ends_well().await
}

/// Two vendors of one order answer in the same moment: each answer ends its own offer.
#[tokio::test]
async fn two_answers_in_one_batch_end_two_offers() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("50 bags ultratech opc 53 and 2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    let order = town.order().await?;
    let asked = |at: usize| order.parts[at].offers.last().map(|asked| (asked.offer, asked.vendor));
    let (Some((yard, kaluva)), Some((crew, masons))) = (asked(0), asked(1)) else {
        return Err("not offered".into());
    };
    let reason = RejectReason::Closed;
    town.tells_the_order_at_once(&[
        OrderEvent::OfferAccepted { offer: yard, by: kaluva },
        OrderEvent::OfferRejected { offer: crew, by: masons, reason },
    ])
    .await?;
    let ended = "select count(*) from offer where state = 'accepted'";
    assert_eq!(town.count(ended).await?, 1);
    let ended = "select count(*) from offer where state = 'rejected'";
    assert_eq!(town.count(ended).await?, 1);
    let accepted = "select offers_accepted::bigint from vendor where code = 'VEN-KALUVA'";
    assert_eq!(town.count(accepted).await?, 1, "it decides who is asked first");
    asha.heard("has accepted order")?;
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_who_is_silent_is_reminded_and_then_passed_over() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    // Who has not written for a day gets the alert alone: a reminder is no template (follow_ups.rs).
    kaluva.says("hello").await?;
    asha.orders_and_pays().await?;
    let (alert, alerted) = (kaluva.heard("New order")?, kaluva.so_far());
    let moment = asha.so_far();
    town.forward(minutes(4)).await;
    assert_eq!(kaluva.so_far(), alerted);
    town.forward(minutes(1)).await;
    kaluva.heard("still waiting")?;
    assert!(chiluka.last().is_none(), "asked while the first one still has time");
    town.forward(minutes(5)).await;
    kaluva.heard("does not wait for you any more")?;
    chiluka.heard("New order")?;
    kaluva.taps_on(&alert.id, "Accept").await?;
    kaluva.heard("is no longer waiting for you")?;
    assert_eq!(town.order().await?.state(), OrderState::Offered, "an old tap changes nothing");
    chiluka.taps("Accept").await?;
    assert_eq!(asha.times("We are asking the next one"), 1);
    asha.heard("has accepted order")?;
    insta::assert_snapshot!("silent_buyer", asha.chat_since(moment));
    insta::assert_snapshot!("silent_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn at_night_the_buyer_hears_when_the_yard_opens_and_minutes_count_from_then() -> Done {
    let town = Town::at("2026-11-23T23:00:00+05:30").await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.says("hello").await?;
    asha.comes_to_the_review().await?;
    let moment = asha.so_far();
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.heard("New order")?;
    let alerted = kaluva.so_far();
    asha.heard("is closed now and opens tomorrow at 7 am")?;
    town.forward(minutes(60)).await;
    town.forward(minutes(7 * 60 + 3)).await;
    assert_eq!(kaluva.so_far(), alerted, "nobody is reminded before his day begins");
    town.forward(minutes(2)).await;
    kaluva.heard("still waiting")?;
    town.forward(minutes(5)).await;
    kaluva.heard("does not wait for you any more")?;
    chiluka.taps("Accept").await?;
    insta::assert_snapshot!("night_buyer", asha.chat_since(moment));
    insta::assert_snapshot!("night_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn nobody_accepts_and_the_money_goes_back() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let moment = asha.so_far();
    kaluva.taps("Reject").await?;
    kaluva.taps("We are closed").await?;
    asha.heard("no vendor can take 50 bags UltraTech OPC 53 just now")?;
    assert_eq!(town.order().await?.attention, Some(Attention::NobodyAccepted));
    asha.taps("Cancel it").await?;
    asha.heard("has gone back to you")?;
    let order = town.order().await?;
    assert_eq!((order.state(), order.attention), (OrderState::Cancelled, None));
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("nobody_money_back", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn nobody_accepts_and_a_buyer_who_waits_is_served_in_the_next_round() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let moment = asha.so_far();
    town.forward(minutes(10)).await;
    asha.taps("Keep asking").await?;
    assert_eq!(kaluva.times("New order"), 1);
    town.forward(minutes(30)).await;
    assert_eq!(kaluva.times("New order"), 2, "everybody is asked again");
    kaluva.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    insta::assert_snapshot!("nobody_waits", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn nobody_ever_accepts_and_the_money_goes_back_by_itself() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    let moment = asha.so_far();
    for _ in 0..4 {
        town.forward(minutes(10)).await;
        town.forward(minutes(30)).await;
    }
    asha.heard("has gone back to you")?;
    assert_eq!(town.order().await?.state(), OrderState::Cancelled);
    insta::assert_snapshot!("nobody_ever", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn the_alert_is_there_within_a_second_of_the_payment() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let began = Instant::now();
    town.sandbox.pay(&asha.link()?, realserv_sandbox::How::Upi)?;
    kaluva.phone.sees("New order").await?;
    let took = began.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    town.quiet().await;
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_who_wrote_today_gets_the_alert_as_a_free_message() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    kaluva.says("hello").await?;
    asha.orders_and_pays().await?;
    let alert = kaluva.heard("New order")?;
    assert_eq!(alert.shown.template, None);
    assert_eq!(alert.shown.tappable(), ["Accept", "Reject"]);
    town.forward(minutes(5)).await;
    assert_eq!(kaluva.heard("still waiting")?.shown.template, None);
    kaluva.says("ok").await?;
    asha.heard("has accepted order")?;
    insta::assert_snapshot!("window_open_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_template_that_meta_rejected_is_held_back_and_the_order_goes_on() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    assert!(town.sandbox.judge_template("vendor_order_alert", None, TemplateStatus::Rejected) > 0);
    chiluka.says("hello").await?;
    asha.orders_and_pays().await?;
    assert_eq!(kaluva.so_far(), 0, "Meta would refuse it");
    assert_eq!(town.count("select count(*) from delivery where rank = 2").await?, 1);
    // He never heard of it, so the next one is asked without waiting for him.
    chiluka.taps("Accept").await?;
    asha.heard("has accepted order")?;
    town.ends_well().await
}

#[tokio::test]
async fn wrong_codes_lock_the_part_and_the_office_hands_it_over() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.sets_out().await?;
    let moment = kaluva.so_far();
    kaluva.taps("Delivered").await?;
    let code = asha.bold_code()?;
    let wrong = if code == "1111" { "2222" } else { "1111" };
    kaluva.says("he says 12").await?;
    for left in ["4 tries are left", "3 tries are left", "2 tries are left", "*one* try is left"] {
        kaluva.says(wrong).await?;
        kaluva.heard(left)?;
    }
    kaluva.says(wrong).await?;
    kaluva.heard("was wrong too often")?;
    asha.heard("A wrong code was typed too often")?;
    // Nor does the buyer decide alone what becomes of goods that stand at the gate.
    asha.says("cancel").await?;
    assert_eq!(asha.times("Shall we cancel"), 0);
    kaluva.says(&code).await?;
    // Nobody is asked for digits that open nothing.
    kaluva.taps("Delivered").await?;
    assert!(kaluva.last().is_some_and(|last| last.to_string().contains("was wrong too often")));
    let order = town.order().await?;
    assert_eq!(
        (order.state(), order.attention),
        (OrderState::OnTheWay, Some(Attention::CodeLocked))
    );
    let part = order.parts[0].id;
    town.tells_the_order(&OrderEvent::OfficeDelivered { part }).await?;
    asha.heard("is delivered")?;
    let order = town.order().await?;
    assert_eq!((order.state(), order.attention), (OrderState::Delivered, None));
    insta::assert_snapshot!("locked_vendor", kaluva.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_who_cannot_deliver_gives_the_order_back_and_another_takes_it() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    let old_code = asha.bold_code()?;
    let (moment, his) = (asha.so_far(), kaluva.so_far());
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (550, 0));
    kaluva.taps("Packed").await?;
    kaluva.taps("Cannot do it").await?;
    kaluva.taps("Yes, give back").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    chiluka.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    assert_eq!(asha.bold_code()?, old_code, "one code for one part, whoever brings it");
    insta::assert_snapshot!("given_back_buyer", asha.chat_since(moment));
    insta::assert_snapshot!("given_back_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

/// He told the office on the telephone, a day after he had last written: the template may not say that somebody has
/// cancelled his order, when it was he who gave it back and others are asked.
#[tokio::test]
async fn a_vendor_hears_that_he_gave_it_back_also_when_his_window_is_closed() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.orders_and_pays_for("Tomorrow, 4–7 pm").await?;
    kaluva.taps("Accept").await?;
    town.forward(minutes(24 * 60 + 10)).await;
    let his = kaluva.so_far();
    let order = town.order().await?;
    let (part, by) = (order.parts[0].id, order.parts[0].share.vendor.id);
    town.tells_the_order(&OrderEvent::VendorCancelled { part, by }).await?;
    chiluka.heard("New order")?;
    insta::assert_snapshot!("given_back_closed_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_who_breaks_his_word_with_nobody_else_near_costs_the_buyer_nothing() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    let moment = asha.so_far();
    kaluva.taps("Cannot do it").await?;
    kaluva.taps("Yes, give back").await?;
    asha.heard("has gone back to you")?;
    assert_eq!(town.order().await?.state(), OrderState::Cancelled);
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("broken_word_buyer", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_asks_for_orders_and_stock_and_takes_the_day_off() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600), ("VEN-CHILUKA", 500)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    town.vendor("VEN-CHILUKA")?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    kaluva.says("today's orders").await?;
    kaluva.says("stock").await?;
    kaluva.taps("UltraTech OPC 53").await?;
    kaluva.says("80 bags").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (80, 0));
    kaluva.says("off").await?;
    kaluva.taps("Rest of today").await?;
    let bimal = town.buyer("Bimal");
    bimal.orders_and_pays().await?;
    let asked = town.order().await?.parts[0].share.vendor.name.en.clone();
    assert_eq!(asked, "Chiluka Building Mart", "a yard that is off is not asked first");
    insta::assert_snapshot!("desk_vendor", kaluva.chat());
    town.ends_well().await
}

/// Not everybody taps. With two orders under way each word is asked of which it is meant, or says so itself.
#[tokio::test]
async fn a_yard_that_types_each_step_never_moves_the_wrong_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bimal) = (town.buyer("Asha"), town.buyer("Bimal"));
    let kaluva = town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    let first = town.order().await?.number;
    bimal.orders_and_pays().await?;
    let second = town.order().await?.number;
    kaluva.says("accept").await?;
    kaluva.says(&format!("accept {second}")).await?;
    kaluva.says("ok").await?;
    kaluva.says("packed").await?;
    kaluva.taps(first.as_str()).await?;
    asha.heard("is packed")?;
    kaluva.says("loaded").await?;
    kaluva.says(second.as_str()).await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    bimal.heard("Vehicle TG09AB1234")?;
    kaluva.says("on the way").await?;
    kaluva.says("reached").await?;
    kaluva.says(&bimal.bold_code()?).await?;
    bimal.heard("is delivered")?;
    kaluva.says("cannot do it").await?;
    kaluva.says("no").await?;
    insta::assert_snapshot!("typed_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn cash_is_collected_and_noted_against_what_the_vendor_gets() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_for_cash().await?;
    kaluva.brings_it_to(&asha).await?;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::Delivered);
    let total = order.total_paise.get();
    assert_eq!(town.ledger("cash_with_vendor").await?, total);
    assert_eq!(town.ledger("razorpay").await?, 0);
    insta::assert_snapshot!("cash_vendor", kaluva.chat());
    town.ends_well().await
}

/// Words that we do not know are most likely about the order that waits.
#[tokio::test]
async fn a_vendor_whose_words_are_not_understood_is_shown_the_order_that_waits() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let here = kaluva.so_far();
    kaluva.says("machi order bhaiya").await?;
    kaluva.heard("*One* order is waiting for your answer")?;
    kaluva.says("haan de denge").await?;
    asha.heard("has accepted order")?;
    insta::assert_snapshot!("words_vendor", kaluva.chat_since(here));
    town.ends_well().await
}

/// "Yes" to the question whether to keep asking: its buttons say what it could mean.
#[tokio::test]
async fn yes_to_an_order_that_asks_its_buyer_shows_it() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Reject").await?;
    kaluva.taps("Not in stock").await?;
    let here = asha.so_far();
    asha.says("yes").await?;
    asha.taps("Keep asking").await?;
    insta::assert_snapshot!("yes_buyer", asha.chat_since(here));
    town.ends_well().await
}
