//! When there is no pay button: an order too big for one payment, a program without Razorpay, a payment service that is
//! slow, or that says no.

use realserv_domain::orders::{OrderEvent, OrderState};
use realserv_sandbox::{Direction, Fault, How};
use realserv_tests::behind::{OPC_53, minutes, seconds};
use realserv_tests::town::Options;
use realserv_tests::{Done, Town};

const TICKETS: &str = "select count(*) from ticket where state = 'open'";

/// Two thousand bags are more than Razorpay takes at once: said at the review, with somebody who helps.
#[tokio::test]
async fn an_order_too_big_for_one_payment_leads_to_the_office() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    town.only(OPC_53, &[("VEN-KALUVA", 5000)]).await?;
    let asha = town.buyer("Asha");
    asha.says("2000 bags ultratech opc 53").await?;
    asha.sends_the_pin().await?;
    asha.taps("Yes, a lorry fits").await?;
    let here = asha.so_far() - 1;
    asha.says("pay online").await?;
    asha.taps("Talk to a person").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 0);
    assert_eq!(town.count(TICKETS).await?, 1);
    insta::assert_snapshot!("too_big_buyer", asha.chat_since(here));
    town.ends_well().await
}

fn without_razorpay() -> Options {
    let off = ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET"];
    let variables = off.map(|name| (name, String::new())).into();
    Options { variables, ..Options::default() }
}

#[tokio::test]
async fn without_razorpay_a_small_order_is_paid_in_cash() -> Done {
    let town = Town::with(without_razorpay()).await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.says("20 bags ultratech opc 53").await?;
    asha.sends_the_pin().await?;
    let here = asha.so_far() - 1;
    asha.says("pay online").await?;
    asha.taps("Cash on delivery").await?;
    kaluva.brings_it_to(&asha).await?;
    insta::assert_snapshot!("off_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn without_razorpay_a_big_order_leads_to_the_office() -> Done {
    let town = Town::with(without_razorpay()).await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let here = asha.so_far() - 1;
    asha.says("cash").await?;
    asha.taps("Talk to a person").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 0);
    assert_eq!(town.count(TICKETS).await?, 1);
    insta::assert_snapshot!("off_big_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Razorpay is away for some minutes: the buyer hears that it is not his phone, and the button comes by itself.
#[tokio::test]
async fn a_payment_service_that_is_away_is_told_and_tried_again() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    let here = asha.so_far();
    town.sandbox.faults().always(Direction::RazorpayCalls, Fault::ErrorBefore);
    asha.taps("Confirm").await?;
    town.forward(minutes(3)).await;
    town.forward(minutes(3)).await;
    town.sandbox.faults().clear();
    town.forward(minutes(6)).await;
    asha.pays(How::Upi).await?;
    assert_eq!(town.order().await?.state(), OrderState::Offered);
    insta::assert_snapshot!("away_buyer", asha.chat_since(here));
    town.books_balance().await
}

/// "pay" makes a new link where Razorpay refused the last one.
#[tokio::test]
async fn pay_makes_a_new_link_where_the_last_was_refused() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    town.sandbox.faults().always(Direction::RazorpayCalls, Fault::ErrorBefore);
    asha.taps("Confirm").await?;
    let here = asha.so_far();
    let link = town.order().await?.links[0].id;
    let refused = OrderEvent::LinkRefused { link, detail: "the account may not".to_owned() };
    town.tells_the_order(&refused).await?;
    town.sandbox.faults().clear();
    asha.says("pay").await?;
    for _ in 0..3 {
        town.forward(seconds(20)).await;
    }
    asha.pays(How::Upi).await?;
    let order = town.order().await?;
    assert_eq!((order.state(), order.links.len()), (OrderState::Offered, 2));
    insta::assert_snapshot!("refused_buyer", asha.chat_since(here));
    town.books_balance().await
}
