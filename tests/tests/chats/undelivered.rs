//! Messages that WhatsApp will not deliver: somebody else is asked, or somebody of the office hears of it.

use jiff::SignedDuration;
use realserv_domain::orders::OrderState;
use realserv_sandbox::{Direction, Fault, TemplateStatus};
use realserv_tests::behind::{minutes, seconds};
use realserv_tests::transcript::Transcript;
use realserv_tests::{Done, Town};

const TICKETS: &str = "select count(*) from ticket where about = 'unreachable'";

#[tokio::test]
async fn a_vendor_whom_the_alert_cannot_reach_is_followed_by_the_next_at_once() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.phone.blocks();
    asha.orders_and_pays().await?;
    chiluka.heard("New order")?;
    assert_eq!(town.count(TICKETS).await?, 1, "the office calls him");
    let counted = "select offers_accepted::bigint from vendor where code = 'VEN-KALUVA'";
    assert_eq!(town.count(counted).await?, 0);
    chiluka.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    insta::assert_snapshot!("blocked_buyer", asha.chat());
    town.books_balance().await
}

#[tokio::test]
async fn a_template_that_meta_does_not_know_leaves_no_order_waiting() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    // His window is open, so he is told in free words; the other's alert needs the template that is gone.
    chiluka.says("hi").await?;
    town.sandbox.judge_template("vendor_order_alert", None, TemplateStatus::Pending);
    town.quiet().await;
    asha.orders_and_pays().await?;
    assert_eq!(kaluva.times("New order"), 0);
    chiluka.heard("New order")?;
    assert_eq!(town.count(TICKETS).await?, 1);
    chiluka.taps("Accept").await?;
    asha.heard("has accepted order")?;
    town.books_balance().await
}

#[tokio::test]
async fn news_that_waited_until_the_window_was_closed_leaves_as_a_template() -> Done {
    let mut town = Town::open().await?;
    {
        let (asha, kaluva, _) = town.two_yards().await?;
        asha.orders_and_pays().await?;
        // Nothing leaves while Meta does not answer, and then a day is over.
        town.sandbox.faults().always(Direction::GraphCalls, Fault::ErrorBefore);
        kaluva.phone.taps("Accept").await?;
        town.until("select count(*) from outbox where channel = 'whatsapp' and tries > 0").await?;
    }
    town.stops().await;
    town.clock.forward(SignedDuration::from_hours(23) + minutes(58));
    town.sandbox.faults().clear();
    town.starts().await?;
    town.quiet().await;
    let asha = town.buyer("Asha");
    let code = asha.code()?;
    assert_eq!(code.len(), 4);
    let told = asha.heard("has accepted your order")?;
    insta::assert_snapshot!("window_closed_meanwhile", Transcript::of(&[told]));
    town.ends_well().await
}

/// Meta takes the message, and says afterwards that the window was closed by its own count.
#[tokio::test]
async fn news_that_a_closed_window_stops_on_its_way_leaves_as_a_template() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    kaluva.says("hi").await?;
    kaluva.phone.next_fails_with(131_047);
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    asha.phone.next_fails_with(131_047);
    kaluva.taps("Accept").await?;
    assert_eq!(asha.code()?.len(), 4);
    insta::assert_snapshot!("window_closed_on_the_way", asha.chat_since(here));
    assert_eq!(town.count(TICKETS).await?, 0, "nobody has to be called");
    let offers = "select count(*) from offer";
    assert_eq!(town.count(offers).await?, 1, "the vendor was not passed over");
    town.ends_well().await
}

#[tokio::test]
async fn a_delivery_code_that_did_not_arrive_is_on_the_offices_list() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    asha.phone.next_fails_with(131_026);
    kaluva.taps("Accept").await?;
    assert_eq!(town.count(TICKETS).await?, 1);
    assert_eq!(town.count("select count(*) from ticket where order_id is not null").await?, 1);
    town.books_balance().await
}

/// He has packed for nobody, and does not know: somebody has to call him before he sets out.
#[tokio::test]
async fn a_vendor_who_does_not_hear_that_his_part_is_cancelled_is_called_by_the_office() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    kaluva.phone.next_fails_with(131_026);
    asha.cancels().await?;
    asha.heard("is cancelled, as you asked")?;
    assert_eq!(town.count(TICKETS).await?, 1);
    assert_eq!(town.count("select count(*) from ticket where order_id is not null").await?, 1);
    town.books_balance().await
}

/// Meta took the message and the answer was lost; that it did not arrive came to a program that knew of no message yet.
#[tokio::test]
async fn a_message_whose_answer_was_lost_is_missed_when_it_does_not_arrive() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    asha.phone.next_fails_with(131_026);
    town.sandbox.faults().always(Direction::GraphCalls, Fault::ErrorAfter);
    kaluva.taps("Accept").await?;
    assert_eq!(town.count(TICKETS).await?, 0);
    town.sandbox.faults().clear();
    town.forward(seconds(30)).await;
    assert_eq!(town.count(TICKETS).await?, 1);
    assert_eq!(kaluva.times("is yours"), 1, "his arrived, and is not said again");
    town.books_balance().await
}
