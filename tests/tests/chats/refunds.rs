//! Money that goes back: asked once, told when it is done, and a person looks where it cannot be.

use realserv_domain::money::Paise;
use realserv_domain::orders::{Attention, OrderEvent, OrderState};
use realserv_domain::payments::RefundStatus;
use realserv_sandbox::{Direction, Fault, How};
use realserv_tests::behind::{minutes, seconds};
use realserv_tests::{Done, Town};

const REFUND: &str = "/refund";

#[tokio::test]
async fn a_refund_that_takes_its_time_is_told_when_it_is_done() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let moment = asha.so_far();
    let hour = std::time::Duration::from_secs(3600);
    let faults = town.sandbox.faults();
    faults.next_of(Direction::RazorpayWebhooks, "refund.processed", Fault::Delay(hour), 1);
    asha.cancels().await?;
    asha.heard("reaches your bank in 5 to 7 working days")?;
    assert_eq!(asha.times("has gone back to you"), 0);
    let order = town.order().await?;
    assert_eq!(order.refunds[0].status, RefundStatus::Pending);
    town.forward(minutes(61)).await;
    assert_eq!(asha.times("has gone back to you"), 1);
    assert_eq!(town.order().await?.refunds[0].status, RefundStatus::Processed);
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("refund_buyer", asha.chat_since(moment));
    insta::assert_snapshot!("refund_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_refund_that_fails_is_for_a_person_to_mend() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    let moment = asha.so_far();
    town.sandbox.fail_next_refunds(1);
    asha.cancels().await?;
    let order = town.order().await?;
    assert_eq!(order.attention, Some(Attention::RefundFailed));
    assert_eq!(order.refunds[0].status, RefundStatus::Failed);
    let owed = -order.total_paise.get();
    assert_eq!(town.ledger("buyer").await?, owed, "the money is with us and is his");
    assert_eq!(asha.times("has gone back to you"), 0);
    let amount_paise = order.total_paise;
    town.tells_the_order(&OrderEvent::OfficeRefunded { amount_paise }).await?;
    asha.heard("has gone back to you")?;
    let order = town.order().await?;
    assert_eq!((order.state(), order.attention), (OrderState::Cancelled, None));
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("refund_failed", asha.chat_since(moment));
    town.ends_well().await
}

/// The office sends ₹500 of it first: the order stays on its list until the rest has come back too.
#[tokio::test]
async fn a_failed_refund_that_is_sent_in_pieces_stays_on_the_offices_list() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    let moment = asha.so_far();
    town.sandbox.fail_next_refunds(1);
    asha.cancels().await?;
    let amount_paise = Paise::rupees(500);
    town.tells_the_order(&OrderEvent::OfficeRefunded { amount_paise }).await?;
    let order = town.order().await?;
    assert_eq!(order.attention, Some(Attention::RefundFailed), "the rest is still owed");
    let amount_paise = order.total_paise - amount_paise;
    town.tells_the_order(&OrderEvent::OfficeRefunded { amount_paise }).await?;
    assert_eq!(town.order().await?.attention, None);
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("refund_in_pieces", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_refund_whose_answer_is_lost_is_asked_again_and_paid_once() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    let faults = town.sandbox.faults();
    faults.next_of(Direction::RazorpayCalls, REFUND, Fault::ErrorBefore, 1);
    faults.next_of(Direction::RazorpayCalls, REFUND, Fault::ErrorAfter, 2);
    asha.cancels().await?;
    for _ in 0..6 {
        town.forward(seconds(10)).await;
    }
    assert_eq!(town.sandbox.refunds().len(), 1, "the key makes the second request the first");
    assert_eq!(asha.times("has gone back to you"), 1);
    assert_eq!(town.order().await?.refunds.len(), 1);
    town.ends_well().await
}

#[tokio::test]
async fn a_refund_waits_until_the_account_can_pay_it() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    town.sandbox.set_balance(0);
    asha.cancels().await?;
    town.forward(minutes(30)).await;
    assert!(town.sandbox.refunds().is_empty());
    town.sandbox.set_balance(10_000_000);
    town.forward(minutes(31)).await;
    asha.heard("has gone back to you")?;
    town.books_balance().await
}

#[tokio::test]
async fn a_refund_whose_webhook_is_lost_is_looked_for() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders_and_pays().await?;
    town.sandbox.faults().always(Direction::RazorpayWebhooks, Fault::Drop);
    asha.cancels().await?;
    assert_eq!(asha.times("has gone back to you"), 0);
    town.forward(minutes(6 * 60)).await;
    assert_eq!(asha.times("has gone back to you"), 1);
    town.ends_well().await
}

#[tokio::test]
async fn a_refund_that_waits_for_our_balance_keeps_no_other_money_waiting() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    town.sandbox.set_balance(-100_000_000);
    asha.pays(How::Twice).await?;
    let order = town.order().await?;
    assert_eq!(order.refunds[0].status, RefundStatus::Asked, "it waits");
    // Another payment comes late, and is seen at once.
    asha.pays(How::Late).await?;
    let order = town.order().await?;
    assert_eq!((order.payments.len(), order.refunds.len()), (3, 2));
    town.sandbox.set_balance(100_000_000);
    town.forward(minutes(61)).await;
    let order = town.order().await?;
    assert!(order.refunds.iter().all(|refund| refund.status == RefundStatus::Processed));
    town.books_balance().await
}
