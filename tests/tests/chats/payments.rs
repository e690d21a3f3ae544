//! Payments that come, fail, come late or twice. Razorpay's own answer to our question is what counts, and nothing else.

use realserv_domain::money::Paise;
use realserv_domain::orders::{OrderEvent, OrderState};
use realserv_domain::payments::{Payment, PaymentStatus, ProviderId};
use realserv_sandbox::{Direction, Fault, How, LinkStatus, PayTrouble, callback_signature};
use realserv_tests::behind::{OPC_53, minutes, seconds};
use realserv_tests::{Done, Town};
use serde_json::json;

#[tokio::test]
async fn a_payment_that_fails_can_be_made_again() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let moment = asha.so_far();
    let refused = town.sandbox.pay(&asha.link()?, How::Fail);
    assert!(matches!(refused, Err(PayTrouble::Failed(_))), "{refused:?}");
    town.quiet().await;
    asha.heard("did not go through")?;
    asha.taps("Pay again").await?;
    asha.pays(How::Card).await?;
    asha.heard("received for order")?;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::Offered);
    assert_eq!(order.links.len(), 1, "the first link is still good");
    insta::assert_snapshot!("failed_then_paid", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_failed_payment_that_the_bank_captures_after_all_counts() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let moment = asha.so_far();
    town.sandbox.pay(&asha.link()?, How::LateAuthorised(minutes(3).unsigned_abs()))?;
    town.quiet().await;
    asha.heard("did not go through")?;
    town.forward(minutes(3)).await;
    asha.heard("received for order")?;
    let order = town.order().await?;
    assert_eq!((order.state(), order.payments.len()), (OrderState::Offered, 1));
    insta::assert_snapshot!("captured_after_all", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn an_order_that_nobody_pays_ends_and_gives_its_stock_back() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let moment = asha.so_far();
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 50));
    town.forward(minutes(29)).await;
    assert_eq!(town.order().await?.state(), OrderState::AwaitingPayment);
    town.forward(minutes(2)).await;
    assert_eq!(town.sandbox.payment_links()[0].status, LinkStatus::Expired);
    town.forward(minutes(1)).await;
    town.forward(minutes(120)).await;
    assert_eq!(asha.times("The time to pay"), 1, "told once");
    assert_eq!(town.order().await?.state(), OrderState::Expired);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    assert_eq!(kaluva.so_far(), 0, "no yard hears of an order that was not paid");
    asha.taps("Order again").await?;
    insta::assert_snapshot!("nobody_paid", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_late_payment_is_attached_while_the_goods_are_there() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    town.forward(minutes(33)).await;
    let moment = asha.so_far();
    asha.pays(How::Late).await?;
    asha.heard("came a little late, but everything is still there")?;
    kaluva.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    assert!(town.sandbox.refunds().is_empty());
    insta::assert_snapshot!("late_attached", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_payment_after_the_stock_is_gone_is_refunded_and_said_so() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 60)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    town.forward(minutes(33)).await;
    let bimal = town.buyer("Bimal");
    bimal.orders_and_pays().await?;
    assert_eq!(kaluva.times("New order"), 1);
    let moment = asha.so_far();
    asha.pays(How::Late).await?;
    asha.heard("came after its time, and the order cannot be filled any more")?;
    asha.heard("has gone back to you")?;
    assert_eq!(kaluva.times("New order"), 1, "no yard hears of it");
    assert_eq!(town.sandbox.refunds().len(), 1);
    insta::assert_snapshot!("late_refunded", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn a_second_payment_of_the_same_order_goes_back_by_itself() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let moment = asha.so_far();
    asha.pays(How::Twice).await?;
    assert_eq!(asha.times("You paid twice"), 1);
    asha.heard("has gone back to you")?;
    assert_eq!(asha.times("received for order"), 1);
    let refunds = town.sandbox.refunds();
    assert_eq!(refunds.len(), 1);
    assert_eq!(refunds[0].amount_paise, town.order().await?.total_paise.get());
    // Nothing of what pays the order went back.
    asha.says("orders").await?;
    let shown = asha.heard("and refunded: ₹17,307")?.to_string();
    assert!(!shown.contains("Refund:"), "{shown}");
    kaluva.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    insta::assert_snapshot!("paid_twice", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn what_a_signed_webhook_says_does_not_pay_an_order() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let link = town.sandbox.payment_links().remove(0);
    let said = json!({
        "entity": "event", "account_id": "acc_Sandbox0000001", "event": "payment_link.paid",
        "contains": ["payment_link", "payment"], "created_at": 1_795_400_000,
        "payload": {
            "payment_link": {"entity": {"id": link.id, "reference_id": link.reference_id,
                "amount": 100, "amount_paid": link.amount_paise, "status": "paid"}},
            "payment": {"entity": {"id": "pay_Forged00000001", "entity": "payment",
                "amount": link.amount_paise, "currency": "INR", "status": "captured",
                "captured": true, "method": "upi",
                "notes": {"reference": link.reference_id}}},
        },
    });
    town.sandbox.delivers_razorpay(&said, "Forged00000001").await?;
    town.quiet().await;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::AwaitingPayment);
    assert!(order.payments.is_empty(), "{:?}", order.payments);
    assert_eq!((asha.times("received for order"), kaluva.so_far()), (0, 0));
    asha.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::Offered, "the true one counts");
    town.ends_well().await
}

#[tokio::test]
async fn a_poll_finds_the_payment_whose_webhooks_were_lost() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    town.sandbox.faults().always(Direction::RazorpayWebhooks, Fault::Drop);
    asha.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::AwaitingPayment);
    town.forward(minutes(2)).await;
    asha.heard("received for order")?;
    kaluva.heard("New order")?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    town.ends_well().await
}

#[tokio::test]
async fn the_browser_that_comes_back_makes_us_look() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    town.sandbox.faults().always(Direction::RazorpayWebhooks, Fault::Drop);
    let link = town.sandbox.payment_links().remove(0);
    let paid = town.sandbox.pay(&asha.link()?, How::Upi)?;
    let good = paid.redirect.ok_or("Razorpay sends the browser on")?;

    let forged = good.replace("razorpay_signature=", "razorpay_signature=0");
    assert_eq!(reqwest::get(&forged).await?.status(), 400);
    // Signed for the link, but not for being paid.
    let other = callback_signature("another secret", &link.id, &link.reference_id, "paid", "pay_x");
    let stolen = good.split("razorpay_signature=").next().unwrap_or_default();
    let stolen = format!("{stolen}razorpay_signature={other}");
    assert_eq!(reqwest::get(&stolen).await?.status(), 400);
    town.quiet().await;
    assert_eq!(town.order().await?.state(), OrderState::AwaitingPayment);

    for _ in 0..2 {
        let page = reqwest::get(&good).await?;
        assert_eq!(page.status(), 200, "also when the page is opened again");
        town.quiet().await;
    }
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    assert_eq!((asha.times("received for order"), kaluva.times("New order")), (1, 1));
    town.ends_well().await
}

#[tokio::test]
async fn a_link_is_asked_for_until_razorpay_makes_it_and_only_once() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let faults = town.sandbox.faults();
    let links = "POST /razorpay/v1/payment_links";
    faults.next_of(Direction::RazorpayCalls, links, Fault::TooMany, 1);
    faults.next_of(Direction::RazorpayCalls, links, Fault::ErrorBefore, 1);
    // Made, but we do not hear of it: the second try meets its own reference.
    faults.next_of(Direction::RazorpayCalls, links, Fault::ErrorAfter, 1);
    asha.taps("Confirm").await?;
    for _ in 0..8 {
        town.forward(seconds(5)).await;
    }
    assert_eq!(asha.times("please pay"), 1);
    assert_eq!(town.sandbox.payment_links().len(), 1);
    asha.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    town.books_balance().await
}

/// A link's list of payments names no fee; it becomes known with a later look.
#[tokio::test]
async fn a_fee_that_becomes_known_later_stands_beside_its_payment() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let order = town.order().await?;
    let (link, status) = (order.links[0].id, realserv_domain::payments::LinkStatus::Paid);
    for fee in [0, 40_845] {
        let payment = Payment {
            provider: ProviderId("pay_of_a_test".to_owned()),
            amount_paise: order.total_paise,
            status: PaymentStatus::Captured,
            method: "upi".to_owned(),
            fee_paise: Paise::new(fee),
            fee_tax_paise: Paise::new(fee * 18 / 118),
        };
        let seen = OrderEvent::LinkSeen { link, status: status.clone(), payments: vec![payment] };
        town.tells_the_order(&seen).await?;
        assert_eq!(town.count("select fee_paise from payment").await?, fee);
    }
    let known = town.ledger("gateway_fee").await? + town.ledger("gateway_fee_gst").await?;
    assert_eq!(known, 40_845);
    town.books_balance().await
}

#[tokio::test]
async fn two_buyers_and_the_last_ten_bags() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 10)]).await?;
    town.vendor("VEN-KALUVA")?;
    let (asha, bimal) = (town.buyer("Asha"), town.buyer("Bimal"));
    for buyer in [&asha, &bimal] {
        buyer.says("10 bags ultratech opc 53").await?;
        buyer.sends_the_pin().await?;
    }
    let moments = [asha.so_far(), bimal.so_far()];
    let (one, other) = tokio::join!(asha.phone.taps("Confirm"), bimal.phone.taps("Confirm"));
    (one?, other?);
    town.quiet().await;
    let placed = |buyer: &realserv_tests::Someone<'_>| buyer.times("is placed");
    assert_eq!(placed(&asha) + placed(&bimal), 1);
    assert_eq!(town.count("select count(*) from orders").await?, 1);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (10, 10));
    let (winner, loser, moment) =
        if placed(&asha) == 1 { (&asha, &bimal, moments[1]) } else { (&bimal, &asha, moments[0]) };
    loser.heard("Nobody near you has *UltraTech OPC 53* left just now")?;
    winner.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    // Two names, one story: whoever was slower reads the same.
    let story = loser.chat_since(moment).to_string().replace("Bimal", "Asha");
    insta::assert_snapshot!("the_slower_of_two", story);
    town.ends_well().await
}

#[tokio::test]
async fn forty_buyers_at_once_buy_ten_times_what_is_there_ten_times() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 50)]).await?;
    town.vendor("VEN-KALUVA")?;
    let names: Vec<String> = (0..40).map(|n| format!("Buyer {n}")).collect();
    let buyers: Vec<_> = names.iter().map(|name| town.buyer(name)).collect();
    for buyer in &buyers {
        buyer.phone.says("5 bags ultratech opc 53").await?;
    }
    town.quiet().await;
    for buyer in &buyers {
        buyer.sends_the_pin().await?;
    }
    let mut taps = tokio::task::JoinSet::new();
    for buyer in &buyers {
        let phone = buyer.phone.clone();
        taps.spawn(async move { phone.taps("Confirm").await.map(|_| ()) });
    }
    while let Some(tapped) = taps.join_next().await {
        tapped??;
    }
    town.quiet().await;
    let placed: usize = buyers.iter().map(|buyer| buyer.times("is placed")).sum();
    assert_eq!(placed, 10);
    assert_eq!(town.count("select count(*) from orders").await?, 10);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (50, 50));
    let refused: usize = buyers.iter().map(|buyer| buyer.times("Nobody near you has")).sum();
    assert_eq!(refused, 30, "everybody hears how it went");
    for buyer in buyers.iter().filter(|buyer| buyer.times("is placed") == 1) {
        town.sandbox.pay(&buyer.link()?, How::Upi)?;
    }
    town.quiet().await;
    let paid = "select count(*) from payment where status = 'captured'";
    assert_eq!(town.count(paid).await?, 10);
    assert!(town.order().await?.payments.iter().all(|p| p.status == PaymentStatus::Captured));
    town.ends_well().await
}

/// Who has ordered again does not need it twice.
#[tokio::test]
async fn a_late_payment_of_what_was_ordered_again_goes_back() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    let link = asha.link()?;
    town.forward(minutes(40)).await;
    let moment = asha.so_far();
    asha.taps("Order again").await?;
    asha.goes_to_the_review().await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    town.sandbox.pay(&link, How::Late)?;
    town.quiet().await;
    assert_eq!(asha.times("received for order"), 1);
    asha.heard("We are refunding all of it")?;
    insta::assert_snapshot!("late_again", asha.chat_since(moment));
    town.ends_well().await
}
