//! Webhooks that come twice, late, in another order, or not at all; calls that are refused or never answered. Whatever
//! the wires do, the chat at the end is the same.

use std::time::Duration;

use realserv_domain::orders::OrderState;
use realserv_sandbox::{Direction, Fault, How};
use realserv_tests::behind::{minutes, seconds};
use realserv_tests::transcript::Transcript;
use realserv_tests::{Done, Town};

type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// One whole order; what buyer and vendor read of it.
async fn story(town: &Town) -> Result<(Transcript, Transcript), Trouble> {
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    // What was delayed comes.
    town.forward(seconds(30)).await;
    kaluva.brings_it_to(&asha).await?;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::Delivered);
    assert_eq!((order.payments.len(), order.links.len()), (1, 1));
    let dead = town.count("select count(*) from dead_letter").await?;
    assert_eq!(dead, 0, "no event was set aside");
    town.ends_well().await?;
    Ok((asha.chat(), kaluva.chat()))
}

async fn with(direction: Direction, fault: Fault) -> Result<(Transcript, Transcript), Trouble> {
    let town = Town::open().await?;
    town.sandbox.faults().always(direction, fault);
    story(&town).await
}

#[tokio::test]
async fn webhooks_that_come_twice_or_late_or_reversed_change_nothing() -> Done {
    let undisturbed = story(&Town::open().await?).await?;
    for (direction, fault) in [
        (Direction::RazorpayWebhooks, Fault::Duplicate),
        (Direction::RazorpayWebhooks, Fault::Delay(Duration::from_secs(5))),
        (Direction::WhatsappWebhooks, Fault::Duplicate),
        (Direction::GraphCalls, Fault::StatusFirst),
    ] {
        assert_eq!(with(direction, fault).await?, undisturbed, "{direction:?} {fault:?}");
    }
    Ok(())
}

#[tokio::test]
async fn razorpays_events_may_overtake_each_other() -> Done {
    let undisturbed = story(&Town::open().await?).await?;
    let town = Town::open().await?;
    let faults = town.sandbox.faults();
    // What comes first stands aside, so that the last comes first.
    for event in ["payment.authorized", "payment.captured", "order.paid"] {
        faults.next_of(Direction::RazorpayWebhooks, event, Fault::Reorder, 1);
    }
    assert_eq!(story(&town).await?, undisturbed);
    Ok(())
}

#[tokio::test]
async fn messages_that_overtake_each_other_are_each_answered_once() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let faults = town.sandbox.faults();
    faults.next_of(Direction::WhatsappWebhooks, "messages", Fault::Reorder, 1);
    let moment = asha.so_far();
    asha.phone.says("orders").await?;
    asha.phone.says("cart").await?;
    town.quiet().await;
    assert_eq!(asha.times("You have no orders yet"), 1);
    assert_eq!(asha.chat_since(moment).to_string().matches("RealServ:").count(), 2);
    town.ends_well().await
}

#[tokio::test]
async fn every_message_has_a_status_though_statuses_came_before_our_call_returned() -> Done {
    let town = Town::open().await?;
    town.sandbox.faults().always(Direction::GraphCalls, Fault::StatusFirst);
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    let sent = i64::try_from(town.sandbox.sent_count())?;
    assert_eq!(town.count("select count(*) from delivery").await?, sent);
    let told = "select count(*) from delivery where rank >= 4 and effect_id is not null";
    assert_eq!(town.count(told).await?, sent);
    town.ends_well().await
}

#[tokio::test]
async fn a_message_is_delivered_once_and_in_order_when_the_graph_api_is_back() -> Done {
    for (fault, tries) in
        [(Fault::TooMany, 3), (Fault::ErrorBefore, 3), (Fault::ErrorAfter, 1), (Fault::Garbage, 1)]
    {
        let town = Town::open().await?;
        let asha = town.buyer("Asha");
        asha.comes_to_the_review().await?;
        let moment = asha.so_far();
        town.sandbox.faults().next(Direction::GraphCalls, fault, tries);
        asha.taps("Confirm").await?;
        for _ in 0..20 {
            town.forward(seconds(15)).await;
        }
        let chat = asha.chat_since(moment).to_string();
        let placed = chat.find("is placed").ok_or(format!("{fault:?}: {chat}"))?;
        let to_pay = chat.find("please pay").ok_or(format!("{fault:?}: {chat}"))?;
        assert!(placed < to_pay, "{fault:?}: {chat}");
        assert_eq!((asha.times("is placed"), asha.times("please pay")), (1, 1), "{fault:?}");
        assert_eq!(town.count("select count(*) from outbox where channel = 'whatsapp'").await?, 0);
        town.books_balance().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_call_that_is_never_answered_is_not_repeated_where_a_status_came() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    let faults = town.sandbox.faults();
    faults.next(Direction::GraphCalls, Fault::TimeOutAfter, 1);
    faults.next(Direction::GraphCalls, Fault::TimeOut, 1);
    asha.taps("English").await?;
    town.forward(seconds(30)).await;
    assert_eq!(asha.times("What does your site need"), 1, "{}", asha.chat());
    asha.taps("Cement").await?;
    town.forward(seconds(30)).await;
    assert_eq!(asha.times("UltraTech OPC 53"), 1, "{}", asha.chat());
    town.ends_well().await
}

#[tokio::test]
async fn one_persons_trouble_does_not_hold_up_another() -> Done {
    let town = Town::open().await?;
    let (asha, bimal) = (town.buyer("Asha"), town.buyer("Bimal"));
    town.sandbox.faults().next(Direction::GraphCalls, Fault::ErrorBefore, 1);
    asha.says("hi").await?;
    assert!(asha.last().is_none());
    bimal.says("hi").await?;
    assert!(bimal.last().is_some());
    town.forward(seconds(5)).await;
    assert!(asha.last().is_some());
    town.ends_well().await
}

/// The payer was on the bank's page when the link ended, and no webhook ever comes: the poll finds the money.
#[tokio::test]
async fn a_payment_at_the_last_moment_is_found_though_every_webhook_is_lost() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let url = asha.link()?;
    let here = asha.so_far();
    town.sandbox.faults().always(Direction::RazorpayWebhooks, Fault::Drop);
    town.forward(minutes(33)).await;
    assert_eq!(town.order().await?.state(), OrderState::Expired);
    town.sandbox.pay(&url, How::Late)?;
    town.quiet().await;
    assert_eq!(town.order().await?.state(), OrderState::Expired);
    town.forward(minutes(10)).await;
    kaluva.heard("New order")?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    insta::assert_snapshot!("last_moment_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// The bank confirmed it after the buyer had cancelled: found the next day, and sent back.
#[tokio::test]
async fn a_payment_of_a_cancelled_link_is_found_and_sent_back() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let url = asha.link()?;
    town.sandbox.faults().always(Direction::RazorpayWebhooks, Fault::Drop);
    asha.cancels().await?;
    town.forward(minutes(8 * 60)).await;
    town.sandbox.pay(&url, How::Late)?;
    town.forward(minutes(24 * 60)).await;
    asha.heard("We are refunding all of it: ₹17,307")?;
    assert_eq!(town.ledger("buyer").await?, 0);
    town.ends_well().await
}

#[tokio::test]
async fn a_razorpay_that_is_away_delays_and_loses_nothing() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let faults = town.sandbox.faults();
    faults.always(Direction::RazorpayCalls, Fault::ErrorBefore);
    asha.pays(How::Upi).await?;
    assert_eq!(kaluva.so_far(), 0);
    town.forward(minutes(1)).await;
    faults.clear();
    town.forward(minutes(5)).await;
    assert_eq!(asha.times("received for order"), 1);
    assert_eq!(kaluva.times("New order"), 1);
    town.ends_well().await
}

/// Whoever writes meanwhile is heard, and each is answered in order when both are back. The circuit opens and closes by the
/// machine's own clock.
#[tokio::test]
async fn an_hour_without_the_outside_loses_nothing_and_ends_in_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, bimal) = (town.buyer("Asha"), town.buyer("Bimal"));
    asha.fills_a_cart().await?;
    bimal.comes_to_the_review().await?;
    let (hers, his) = (asha.so_far(), bimal.so_far());
    let faults = town.sandbox.faults();
    faults.always(Direction::GraphCalls, Fault::ErrorBefore);
    faults.always(Direction::RazorpayCalls, Fault::ErrorBefore);
    bimal.phone.taps("Confirm").await?;
    town.until("select count(*) from outbox where body like '%link_is_slow%'").await?;
    town.clock.forward(minutes(4));
    town.until("select count(*) from message where body like '%slow just now%'").await?;
    for said in ["orders", "cart", "menu", "50 bags ultratech opc 53"] {
        asha.phone.says(said).await?;
        town.clock.forward(minutes(15));
    }
    assert_eq!((asha.so_far(), bimal.so_far()), (hers + 4, his + 1), "nobody is answered");
    faults.clear();
    town.quiet().await;
    town.forward(minutes(5)).await;
    assert_eq!(town.count("select count(*) from outbox where channel <> 'timer'").await?, 0);
    assert_eq!(town.order().await?.state(), OrderState::Expired);
    insta::assert_snapshot!("hour_asha", asha.chat_since(hers));
    insta::assert_snapshot!("hour_bimal", bimal.chat_since(his));
    // Razorpay makes no link that would end within a quarter of an hour, and says so when it is back.
    town.books_balance().await
}
