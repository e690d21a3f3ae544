//! The program ends in the middle and starts again: on the same database it goes on as if nothing had been.

use realserv_domain::orders::OrderState;
use realserv_sandbox::{Direction, Fault, How};
use realserv_tests::behind::{minutes, seconds};
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn an_order_lives_through_a_restart_after_every_step() -> Done {
    let quiet_town = Town::open().await?;
    let (asha, kaluva) = (quiet_town.buyer("Asha"), quiet_town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let undisturbed = asha.chat();

    let mut town = Town::open().await?;
    town.vendor("VEN-KALUVA")?;
    for tap in ["hi", "English", "Cement", "UltraTech OPC 53", "50 bags", "Checkout"] {
        let asha = town.buyer("Asha");
        if tap == "hi" {
            asha.says(tap).await?
        } else {
            asha.taps(tap).await?
        }
        town.restart().await?;
    }
    town.buyer("Asha").shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    town.restart().await?;
    town.buyer("Asha").taps_the_first_row().await?;
    town.restart().await?;
    town.buyer("Asha").taps("Confirm").await?;
    town.restart().await?;
    town.buyer("Asha").pays(How::Upi).await?;
    for tap in ["Accept", "Packed", "Dispatched", "TG09AB1234 Ramesh", "On the way", "Delivered"] {
        town.restart().await?;
        let kaluva = town.vendor("VEN-KALUVA")?;
        if tap.contains(' ') && tap.starts_with('T') {
            kaluva.says(tap).await?;
        } else {
            kaluva.taps(tap).await?;
        }
    }
    town.restart().await?;
    let code = town.buyer("Asha").bold_code()?;
    town.vendor("VEN-KALUVA")?.says(&code).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    assert_eq!(town.buyer("Asha").chat(), undisturbed);
    town.ends_well().await
}

#[tokio::test]
async fn what_waits_in_the_outbox_leaves_after_a_restart() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let moment = asha.so_far();
    let faults = town.sandbox.faults();
    faults.always(Direction::GraphCalls, Fault::ErrorBefore);
    faults.always(Direction::RazorpayCalls, Fault::ErrorBefore);
    asha.taps("Confirm").await?;
    assert_eq!(asha.so_far(), moment + 1, "nothing could leave");
    let waiting = "select count(*) from outbox where channel <> 'timer'";
    assert!(town.count(waiting).await? > 0);
    town.restart().await?;
    town.sandbox.faults().clear();
    for _ in 0..10 {
        town.forward(seconds(5)).await;
    }
    let asha = town.buyer("Asha");
    assert_eq!((asha.times("is placed"), asha.times("please pay")), (1, 1));
    assert_eq!(town.count(waiting).await?, 0);
    asha.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    town.ends_well().await
}

#[tokio::test]
async fn what_was_said_while_the_program_was_away_is_answered_once() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    let nowhere = "http://127.0.0.1:9/webhooks";
    town.sandbox.set_webhooks(nowhere, nowhere);
    // Nobody is there to hear it.
    let _: Result<_, _> = asha.phone.says("orders").await;
    town.sandbox.pay(&asha.link()?, How::Upi)?;
    town.sandbox.settled().await;
    let moment = asha.so_far();
    town.restart().await?;
    // Meta comes again at once, then ever more rarely; Razorpay after a minute.
    for _ in 0..6 {
        town.forward(seconds(30)).await;
    }
    let asha = town.buyer("Asha");
    assert_eq!(asha.times("received for order"), 1);
    assert_eq!(asha.chat_since(moment).to_string().matches("RealServ:").count(), 2);
    town.ends_well().await
}

#[tokio::test]
async fn timers_that_fell_due_while_the_program_was_away_ring_when_it_is_back() -> Done {
    let mut town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendors()?;
    asha.orders_and_pays().await?;
    town.stops().await;
    town.clock.forward(minutes(11));
    town.starts().await?;
    town.quiet().await;
    let kaluva = town.vendor("VEN-KALUVA")?;
    assert_eq!(kaluva.times("does not wait for you any more"), 1);
    assert_eq!(town.buyer("Asha").times("We are asking the next one"), 1);
    town.ends_well().await
}
