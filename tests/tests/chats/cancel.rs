//! Status and cancelling at each stage: what comes back is what was said before the tap.

use realserv_domain::orders::{OrderEvent, OrderState};
use realserv_sandbox::How;
use realserv_tests::behind::OPC_53;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town};

type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Fifty bags at ₹340 and ₹307 for the truck.
const PAID_PAISE: i64 = 1_730_700;
const DELIVERY_PAISE: i64 = 30_700;

async fn asks_and_cancels(buyer: &Someone<'_>) -> Result<(), Trouble> {
    buyer.says("status").await?;
    buyer.says("cancel").await?;
    buyer.taps("Yes, cancel it").await
}

fn refunded(town: &Town) -> i64 {
    town.sandbox.refunds().iter().map(|refund| refund.amount_paise).sum()
}

#[tokio::test]
async fn an_unpaid_order_is_cancelled_and_its_link_closed() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders().await?;
    let here = asha.so_far();
    asha.says("cancel").await?;
    asha.taps("Keep it").await?;
    asks_and_cancels(&asha).await?;
    assert!(asha.pays(How::Upi).await.is_err(), "the link is closed");
    assert_eq!(refunded(&town), 0);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    asha.says("status").await?;
    insta::assert_snapshot!("unpaid_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// His bank was slow: the payment had begun before the link was closed.
#[tokio::test]
async fn money_that_comes_after_the_cancelling_goes_back_and_the_buyer_is_told_why() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    asks_and_cancels(&asha).await?;
    let here = asha.so_far();
    asha.pays(How::Late).await?;
    assert_eq!((refunded(&town), kaluva.so_far()), (PAID_PAISE, 0));
    assert_eq!(town.order().await?.state(), OrderState::Cancelled);
    insta::assert_snapshot!("paid_after_cancelling", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_paid_order_that_nobody_has_accepted_comes_back_whole() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    asks_and_cancels(&asha).await?;
    assert_eq!(refunded(&town), PAID_PAISE);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    kaluva.taps("Accept").await?;
    insta::assert_snapshot!("paid_buyer", asha.chat_since(here));
    insta::assert_snapshot!("paid_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn an_accepted_order_comes_back_whole_and_the_stock_too() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (550, 0));
    let here = asha.so_far();
    asks_and_cancels(&asha).await?;
    assert_eq!(refunded(&town), PAID_PAISE);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    insta::assert_snapshot!("accepted_buyer", asha.chat_since(here));
    insta::assert_snapshot!("accepted_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_packed_order_comes_back_less_a_twentieth() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    kaluva.taps("Packed").await?;
    let here = asha.so_far();
    asks_and_cancels(&asha).await?;
    assert_eq!(refunded(&town), PAID_PAISE - PAID_PAISE / 20);
    insta::assert_snapshot!("packed_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_dispatched_order_comes_back_less_the_delivery() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.sets_out().await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (550, 0));
    let here = asha.so_far();
    asks_and_cancels(&asha).await?;
    assert_eq!(refunded(&town), PAID_PAISE - DELIVERY_PAISE);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0), "the truck turns round");
    insta::assert_snapshot!("dispatched_buyer", asha.chat_since(here));
    // What the driver will not bring back he counts himself.
    kaluva.says("stock").await?;
    insta::assert_snapshot!("dispatched_vendor", kaluva.chat());
    town.ends_well().await
}

/// Loaded the evening before, and more than a day after the yard had written last: what is on the road is called back.
#[tokio::test]
async fn a_truck_is_called_back_also_when_the_yards_window_is_closed() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays_for("Tomorrow, 4–7 pm").await?;
    kaluva.sets_out().await?;
    town.forward(jiff::SignedDuration::from_mins(24 * 60 + 10)).await;
    let his = kaluva.so_far();
    asks_and_cancels(&asha).await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    insta::assert_snapshot!("closed_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

/// Nothing was paid that something could be kept of: the buyer pays nothing, the yard is paid for its trip, and who bears
/// that is for the office to say.
#[tokio::test]
async fn a_cash_order_that_has_left_comes_back_and_costs_the_buyer_nothing() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_for_cash().await?;
    kaluva.sets_out().await?;
    let (here, his) = (asha.so_far(), kaluva.so_far());
    asks_and_cancels(&asha).await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    assert_eq!(town.ledger("vendor").await?, -DELIVERY_PAISE);
    assert_eq!(town.ledger("suspense").await?, DELIVERY_PAISE);
    assert_eq!(town.ledger("buyer").await?, 0);
    assert_eq!(town.order().await?.state(), OrderState::Cancelled);
    asha.says("status").await?;
    asha.says("bill").await?;
    insta::assert_snapshot!("cash_left_buyer", asha.chat_since(here));
    insta::assert_snapshot!("cash_left_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn a_delivered_order_is_too_late_to_cancel_also_when_it_comes_between_asking_and_tapping()
-> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.sets_out().await?;
    let here = asha.so_far();
    asha.says("cancel").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    asha.taps("Yes, cancel it").await?;
    asha.heard("not possible any more")?;
    asha.says("cancel").await?;
    asha.says("status").await?;
    assert_eq!(refunded(&town), 0);
    insta::assert_snapshot!("delivered_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// The button said "full refund". The truck left before it was tapped: nothing is done on the old word.
#[tokio::test]
async fn a_yes_whose_promise_no_longer_holds_is_asked_again() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    let here = asha.so_far();
    asha.says("cancel").await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    asha.taps("Yes, cancel it").await?;
    assert_eq!(refunded(&town), 0);
    asha.taps("Yes, cancel it").await?;
    assert_eq!(refunded(&town), PAID_PAISE - DELIVERY_PAISE);
    insta::assert_snapshot!("changed_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// The crew cannot come, the cement can: the buyer must not read that his order is over.
#[tokio::test]
async fn a_part_that_the_office_cancels_is_told_as_a_part() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.says("50 bags ultratech opc 53 and 2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    let here = asha.so_far();
    let order = town.order().await?;
    let crew = order.parts.iter().find(|part| part.is_labour()).ok_or("no crew")?.id;
    town.tells_the_order(&OrderEvent::OfficeCancelled { part: Some(crew) }).await?;
    // Two masons at ₹1,100.
    assert_eq!(refunded(&town), 220_000);
    kaluva.taps("Accept").await?;
    asha.says("status").await?;
    assert_eq!(town.order().await?.state(), OrderState::Accepted);
    insta::assert_snapshot!("part_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// The cement is there. What is asked, kept and given back is about the masons alone, and so are the words.
#[tokio::test]
async fn when_a_part_has_come_only_the_rest_is_cancelled_and_said_to_be() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    let crew = town.vendor("VEN-PANIVALLU")?;
    asha.says("50 bags ultratech opc 53 and 2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    crew.taps("Accept").await?;
    kaluva.sets_out().await?;
    let goods = town.order().await?.parts.iter().find(|part| !part.is_labour()).map(|p| p.id);
    let part = goods.ok_or("no goods")?;
    town.tells_the_order(&OrderEvent::OfficeDelivered { part }).await?;
    let here = asha.so_far();
    asha.says("cancel").await?;
    // At eight in the evening the crew is told to come: the same question means something else.
    town.forward(jiff::SignedDuration::from_hours(12)).await;
    asha.taps("Yes, cancel it").await?;
    asha.taps("Yes, cancel it").await?;
    // Two masons at ₹1,100, less half a day.
    assert_eq!(refunded(&town), 110_000);
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    asha.says("status").await?;
    insta::assert_snapshot!("rest_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// After eight in the evening the crew has been told to come.
#[tokio::test]
async fn workers_who_were_called_keep_half_a_day() -> Done {
    let town = Town::at("2026-11-23T18:00:00+05:30").await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    asha.says("2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    crew.taps("Accept").await?;
    town.forward(jiff::SignedDuration::from_mins(150)).await;
    let (here, crew_here) = (asha.so_far(), crew.so_far());
    asks_and_cancels(&asha).await?;
    // Two masons at ₹1,100.
    assert_eq!(refunded(&town), 110_000);
    insta::assert_snapshot!("crew_buyer", asha.chat_since(here));
    insta::assert_snapshot!("crew_hears", crew.chat_since(crew_here));
    town.ends_well().await
}

/// Several orders are a list; the one that is tapped is the one that is cancelled.
#[tokio::test]
async fn with_several_orders_the_buyer_says_which() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let delivered = town.order().await?.number;
    for bags in ["60 bags maha ppc", "70 bags maha ppc"] {
        asha.says(bags).await?;
        asha.taps("Confirm").await?;
    }
    let newest = town.order().await?.number;
    let here = asha.so_far();
    asha.says("orders").await?;
    asha.taps(delivered.as_str()).await?;
    // What has come is not what is looked for.
    asha.says("status").await?;
    assert!(!asha.last().is_some_and(|list| list.to_string().contains(delivered.as_str())));
    asha.says("cancel").await?;
    asha.taps(newest.as_str()).await?;
    asha.taps("Yes, cancel it").await?;
    asha.says("status").await?;
    assert_eq!(town.count("select count(*) from orders where state = 'cancelled'").await?, 1);
    insta::assert_snapshot!("several_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// A part is taken out by itself; the whole must not be offered in its place.
#[tokio::test]
async fn cancelling_one_thing_of_an_order_of_several_takes_it_out() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("50 bags ultratech opc 53 and 2 masons").await?;
    asha.sends_the_pin().await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    let here = asha.so_far();
    asha.says("cancel the masons").await?;
    asha.taps("Mason").await?;
    asha.taps("Take it out").await?;
    asha.taps("Yes, change it").await?;
    asha.heard("we have taken this out of order")?;
    let order = town.order().await?;
    let lives: Vec<bool> = order.parts.iter().map(|part| part.step().lives()).collect();
    assert_eq!(lives, [true, false], "the cement goes on");
    asha.says("where is my cement").await?;
    let number = town.order().await?.number;
    asha.says(&format!("cancel {number}")).await?;
    asha.heard("Shall we cancel order")?;
    insta::assert_snapshot!("one_thing_buyer", asha.chat_since(here));
    town.ends_well().await
}
