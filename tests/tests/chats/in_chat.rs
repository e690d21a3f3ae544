//! What is paid online is paid within the chat: WhatsApp's own bill in place of the link. The link is there all the same, for
//! whom WhatsApp cannot show the bill, and no payment counts twice.

use realserv_domain::money::Paise;
use realserv_domain::orders::{Attention, BillStatus, OrderState};
use realserv_domain::payments::PaymentStatus;
use realserv_sandbox::{ChatPayment, Direction, Fault, How, LinkStatus};
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::town::Options;
use realserv_tests::{Done, Someone, Town, Trouble};
use serde_json::{Value, json};

/// As the sandbox names it when it reports that something is wrong with it.
const CONFIGURATION: &str = "prod_rzp";

async fn town() -> Result<Town, Trouble> {
    let town = configured().await?;
    sqlx::query("insert into setting values ('pay_in_chat', '1', '2026-11-23')")
        .execute(&town.pool)
        .await?;
    town.app.settings.refresh(&town.pool).await?;
    Ok(town)
}

async fn configured() -> Result<Town, Trouble> {
    let variables = vec![("WHATSAPP_PAYMENT_CONFIGURATION", CONFIGURATION.to_owned())];
    Town::with(Options { variables, ..Options::default() }).await
}

/// What WhatsApp says of the newest bill, or somebody who has its secret.
fn status_of(
    town: &Town,
    buyer: &Someone<'_>,
    paise: i64,
    payment: &str,
) -> Result<Value, Trouble> {
    let (known, bill) = (town.sandbox.options(), buyer.bill().ok_or("no bill")?);
    let reference = bill.shown.bill.ok_or("no bill")?.reference_id;
    let status = json!({
        "id": bill.id, "type": "payment", "status": "captured", "timestamp": 1_795_400_000,
        "payment": {"reference_id": reference, "amount": {"value": paise, "offset": 100}, "currency": "INR",
            "transaction": {"id": "order_Forged0000001", "pg_transaction_id": payment, "type": "razorpay",
                "status": "success", "created_timestamp": 1_795_400_000, "method": {"type": "upi"}}},
    });
    let metadata = json!({"display_phone_number": known.display_phone_number, "phone_number_id": known.phone_number_id});
    let value =
        json!({"messaging_product": "whatsapp", "metadata": metadata, "statuses": [status]});
    Ok(json!({"object": "whatsapp_business_account", "entry": [
        {"id": known.business_account_id, "changes": [{"field": "messages", "value": value}]}]}))
}

async fn captured(town: &Town) -> Result<i64, Trouble> {
    town.count("select count(*) from payment where status = 'captured'").await
}

#[tokio::test]
async fn an_order_is_paid_in_the_chat_and_confirmed_once() -> Done {
    let town = town().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let bill = asha.bill().ok_or("no bill")?.shown.bill.ok_or("no bill")?;
    assert_eq!(bill.total_paise, Some(town.order().await?.total_paise.get()));
    assert_eq!(bill.lines[0].quantity, 50);
    assert!(asha.link().is_err(), "no button that opens a page");
    assert_eq!(town.sandbox.payment_links().len(), 1, "it is there, should it be needed");
    asha.pays_in_chat(ChatPayment::Captured).await?;
    assert_eq!(asha.times("received for order"), 1);
    let order = town.order().await?;
    assert_eq!((order.state(), order.payments.len()), (OrderState::Offered, 1));
    assert_eq!(order.links[0].bills[0].status, BillStatus::Paid);
    assert_eq!(town.sandbox.payment_links()[0].status, LinkStatus::Cancelled);
    // As of a link: Razorpay keeps its fee, and its report is what we say.
    let (paid, fee) = (&order.payments[0], order.payments[0].fee_paise.get());
    assert!(fee > 0, "{paid:?}");
    assert_eq!(town.ledger("razorpay").await?, paid.amount_paise.get() - fee);
    kaluva.brings_it_to(&asha).await?;
    town.forward(minutes(6 * 24 * 60)).await;
    assert_eq!(captured(&town).await?, 1);
    insta::assert_snapshot!("buyer", asha.chat());
    town.ends_well().await
}

/// Meta tells of it and Razorpay does: whoever is first counts, and the other changes nothing.
#[tokio::test]
async fn both_webhooks_of_one_payment_count_once_in_either_order() -> Done {
    for first in [Direction::WhatsappWebhooks, Direction::RazorpayWebhooks] {
        let town = town().await?;
        let asha = town.buyer("Asha");
        town.vendor("VEN-KALUVA")?;
        asha.orders().await?;
        let faults = town.sandbox.faults();
        match first {
            Direction::WhatsappWebhooks => faults.always(Direction::RazorpayWebhooks, Fault::Drop),
            _ => faults.next_of(Direction::WhatsappWebhooks, "payment", Fault::Drop, 1),
        }
        asha.pays_in_chat(ChatPayment::Captured).await?;
        faults.clear();
        let order = town.order().await?;
        assert_eq!((order.state(), order.payments.len()), (OrderState::Offered, 1), "{first:?}");
        let (paid, amount) = (order.payments[0].provider.0.clone(), order.total_paise.get());
        match first {
            Direction::WhatsappWebhooks => {
                for (event, _) in town.sandbox.razorpay_events() {
                    town.sandbox.replay_razorpay(&event);
                }
                let said = json!({"entity": "event", "event": "payment.captured", "payload": {"payment": {"entity": {
                    "id": paid, "entity": "payment", "amount": amount, "currency": "INR", "status": "captured",
                    "captured": true, "method": "upi", "notes": {"reference": format!("{}-1", order.number)}}}}});
                town.sandbox.delivers_razorpay(&said, "Later000000001").await?;
            }
            _ => town.sandbox.delivers(&status_of(&town, &asha, amount, &paid)?).await?,
        }
        town.quiet().await;
        let after = town.order().await?;
        assert_eq!((after.payments.len(), after.refunds.len()), (1, 0), "{first:?}");
        assert_eq!(after.attention, None);
        assert_eq!((captured(&town).await?, asha.times("received for order")), (1, 1));
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_poll_finds_what_all_webhooks_have_lost() -> Done {
    let town = town().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let faults = town.sandbox.faults();
    faults.always(Direction::RazorpayWebhooks, Fault::Drop);
    faults.next_of(Direction::WhatsappWebhooks, "payment", Fault::Drop, 1);
    asha.pays_in_chat(ChatPayment::Captured).await?;
    assert_eq!(town.order().await?.state(), OrderState::AwaitingPayment);
    town.forward(minutes(2)).await;
    asha.heard("received for order")?;
    kaluva.heard("New order")?;
    town.ends_well().await
}

#[tokio::test]
async fn what_a_signed_webhook_says_pays_nothing_and_is_seen() -> Done {
    let town = town().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    let total = town.order().await?.total_paise.get();
    // Of the right amount, and nothing was paid.
    town.sandbox.delivers(&status_of(&town, &asha, total, "pay_Forged00000001")?).await?;
    town.quiet().await;
    let order = town.order().await?;
    assert_eq!((order.state(), order.attention), (OrderState::AwaitingPayment, None));
    // And of another one, which nobody has to ask about to see.
    town.sandbox.delivers(&status_of(&town, &asha, 100, "pay_Forged00000002")?).await?;
    town.quiet().await;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::AwaitingPayment);
    assert_eq!(order.attention, Some(Attention::WrongAmount), "on the office's list");
    assert!(order.payments.is_empty(), "{:?}", order.payments);
    assert_eq!((asha.times("received for order"), kaluva.so_far()), (0, 0));
    asha.pays_in_chat(ChatPayment::Captured).await?;
    let order = town.order().await?;
    assert_eq!((order.state(), order.attention), (OrderState::Offered, None));
    town.ends_well().await
}

#[tokio::test]
async fn the_link_comes_where_nothing_is_set_or_the_configuration_is_inactive() -> Done {
    let off = configured().await?;
    let bare = Town::open().await?;
    let inactive = town().await?;
    inactive.sandbox.reports("payment_configuration_update").await?;
    inactive.app.settings.refresh(&inactive.pool).await?;
    for town in [&off, &bare, &inactive] {
        let asha = town.buyer("Asha");
        town.vendor("VEN-KALUVA")?;
        asha.orders().await?;
        assert!(asha.bill().is_none());
        asha.pays(How::Upi).await?;
        let order = town.order().await?;
        assert_eq!(order.state(), OrderState::Offered);
        assert!(order.links[0].bills.is_empty());
        town.ends_well().await?;
    }
    Ok(())
}

/// Terms not accepted, no permission, and a phone that is too old to show a bill.
#[tokio::test]
async fn the_link_follows_where_the_bill_cannot_be_shown() -> Done {
    for code in [134_011, 131_005, 131_009, 1026] {
        let town = town().await?;
        let asha = town.buyer("Asha");
        town.vendor("VEN-KALUVA")?;
        asha.orders().await?;
        assert!(asha.link().is_err());
        let moment = asha.so_far();
        if code == 1026 {
            asha.phone.next_fails_with(code);
        } else {
            let faults = town.sandbox.faults();
            faults.next_of(Direction::GraphCalls, "/messages", Fault::Code(code), 1);
        }
        asha.says("pay").await?;
        asha.link()?;
        if code == 1026 {
            insta::assert_snapshot!("link_instead", asha.chat_since(moment));
        }
        // Who was not shown one is not shown another.
        asha.says("pay").await?;
        let order = town.order().await?;
        let bills: Vec<BillStatus> = order.links[0].bills.iter().map(|bill| bill.status).collect();
        assert_eq!(bills, [BillStatus::Open, BillStatus::Unsent], "{code}");
        asha.pays(How::Upi).await?;
        assert_eq!(town.order().await?.state(), OrderState::Offered);
        assert_eq!(captured(&town).await?, 1);
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn all_of_it_comes_back_when_the_order_is_called_off() -> Done {
    let town = town().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    asha.pays_in_chat(ChatPayment::Captured).await?;
    let moment = asha.so_far();
    asha.cancels().await?;
    asha.heard("has gone back to you")?;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::Cancelled);
    let back: i64 = town.sandbox.refunds().iter().map(|refund| refund.amount_paise).sum();
    assert_eq!(back, order.total_paise.get());
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("called_off", asha.chat_since(moment));
    town.ends_well().await
}

/// By the link and in the chat, whichever is first.
#[tokio::test]
async fn what_is_paid_in_both_ways_comes_back_once() -> Done {
    for link_first in [true, false] {
        let town = town().await?;
        let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
        asha.orders().await?;
        let url = town.sandbox.payment_links()[0].short_url.clone();
        if link_first {
            town.sandbox.pay(&url, How::Upi)?;
            town.quiet().await;
        }
        asha.pays_in_chat(ChatPayment::Captured).await?;
        if !link_first {
            town.sandbox.pay(&url, How::Late)?;
            town.quiet().await;
        }
        assert_eq!((asha.times("received for order"), asha.times("You paid twice")), (1, 1));
        let order = town.order().await?;
        let refunds = town.sandbox.refunds();
        assert_eq!(refunds.len(), 1);
        assert_eq!(refunds[0].amount_paise, order.total_paise.get());
        assert_eq!(refunds[0].payment_id, order.payments[1].provider.0, "the second one");
        kaluva.brings_it_to(&asha).await?;
        assert_eq!(town.ledger("buyer").await?, 0);
        town.ends_well().await?;
    }
    Ok(())
}

/// Of the link all is known by then; the bill beside it is looked at for some days more.
#[tokio::test]
async fn a_second_payment_in_the_chat_that_nobody_told_of_is_found() -> Done {
    let town = town().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let url = town.sandbox.payment_links()[0].short_url.clone();
    town.sandbox.pay(&url, How::Upi)?;
    town.quiet().await;
    town.sandbox.faults().always(Direction::RazorpayWebhooks, Fault::Drop);
    let faults = town.sandbox.faults();
    faults.next_of(Direction::WhatsappWebhooks, "payment", Fault::Drop, 1);
    asha.pays_in_chat(ChatPayment::Captured).await?;
    assert_eq!(asha.times("You paid twice"), 0);
    faults.clear();
    town.forward(minutes(100)).await;
    asha.heard("You paid twice")?;
    assert_eq!(town.sandbox.refunds().len(), 1);
    town.ends_well().await
}

#[tokio::test]
async fn an_attempt_that_fails_is_said_and_one_that_hangs_is_waited_for() -> Done {
    let town = town().await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.orders().await?;
    let moment = asha.so_far();
    asha.pays_in_chat(ChatPayment::Failed).await?;
    assert_eq!(asha.times("did not go through"), 1, "Meta tells it, and Razorpay");
    let first = asha.bill().unwrap().shown.bill.unwrap().reference_id;
    asha.taps("Pay again").await?;
    let second = asha.bill().unwrap().shown.bill.unwrap().reference_id;
    assert_ne!(first, second, "each message has a reference of its own");
    asha.pays_in_chat(ChatPayment::Pending).await?;
    assert_eq!(town.order().await?.state(), OrderState::AwaitingPayment);
    asha.pays_in_chat(ChatPayment::Captured).await?;
    let order = town.order().await?;
    assert_eq!(order.state(), OrderState::Offered);
    let statuses: Vec<PaymentStatus> =
        order.payments.iter().map(|payment| payment.status.clone()).collect();
    assert_eq!(statuses, [PaymentStatus::Failed, PaymentStatus::Captured]);
    insta::assert_snapshot!("failed_then_paid", asha.chat_since(moment));
    town.ends_well().await
}

/// What is asked for is not the total, and so has one line of its own.
#[tokio::test]
async fn an_advance_is_paid_in_the_chat_and_the_rest_at_the_gate() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    asha.says("cash").await?;
    asha.taps("Advance ₹7,307").await?;
    let bill = asha.bill().unwrap().shown.bill.unwrap();
    assert_eq!((bill.total_paise, bill.lines.len()), (Some(730_700), 1));
    asha.pays_in_chat(ChatPayment::Captured).await?;
    kaluva.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    assert_eq!(town.ledger("cash_with_vendor").await?, 1_000_000);
    assert_eq!(town.ledger("buyer").await?, 0);
    town.ends_well().await
}

/// Who changes to cash has nothing to pay any more, and the bill stands in the chat all the same.
#[tokio::test]
async fn a_bill_that_is_paid_after_all_comes_back() -> Done {
    let town = town().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let asha = town.buyer("Asha");
    town.vendor("VEN-KALUVA")?;
    asha.says("20 bags ultratech opc 53").await?;
    asha.sends_the_pin().await?;
    asha.taps("Confirm").await?;
    let total = town.order().await?.total_paise;
    assert!(total < Paise::rupees(10_000));
    asha.says("cancel").await?;
    asha.taps("Yes, cancel it").await?;
    asha.pays_in_chat(ChatPayment::Captured).await?;
    asha.heard("We are refunding all of it")?;
    assert_eq!(town.sandbox.refunds().len(), 1);
    assert_eq!(town.ledger("buyer").await?, 0);
    town.ends_well().await
}
