//! Less of an order that has not left yet, and less of it at the gate: money, stock and both phones agree.

use realserv_domain::money::Paise;
use realserv_domain::orders::{OrderState, RefundWhy};
use realserv_domain::quantity::Quantity;
use realserv_tests::behind::OPC_53;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn thirty_bags_are_enough_after_all() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    kaluva.taps("Accept").await?;
    let accepted = kaluva.heard("is yours")?;
    asha.says("status").await?;
    asha.taps("Less of it").await?;
    asha.says("3").await?;
    asha.says("60").await?;
    asha.says("make it 30").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (550, 0), "nothing before her yes");
    asha.taps("Yes, change it").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (570, 0));
    let order = town.order().await?;
    assert_eq!(order.parts[0].share.lines[0].quantity, Quantity::whole(30));
    assert_eq!(order.refunds[0].amount_paise, Paise::rupees(20 * 340));
    let lines = "select quantity_milli from order_line";
    assert_eq!(town.count(lines).await?, 30_000);
    // His old card still has its buttons; what he packs is what the order says now.
    kaluva.taps_on(&accepted.id, "Packed").await?;
    kaluva.says("orders").await?;
    insta::assert_snapshot!("thirty_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("thirty_vendor", kaluva.chat_since(his));
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.ledger("buyer").await?, 0);
    let owed = town.order().await?.parts[0].owed();
    assert_eq!(town.earned().await?, owed.get());
    town.ends_well().await
}

#[tokio::test]
async fn of_what_is_packed_a_fee_is_kept_and_what_is_on_the_road_stays() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    let here = asha.so_far();
    asha.says("less").await?;
    asha.says("20 bags vaddu").await?;
    let question = asha.heard("instead of")?;
    kaluva.taps("Packed").await?;
    asha.says("yes").await?;
    asha.heard("kept for the packing")?;
    asha.taps("Yes, change it").await?;
    assert_eq!(town.ledger("cancellation_fee").await?, -(20 * 34_000 / 20));
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    asha.taps_on(&question.id, "Yes, change it").await?;
    asha.heard("is on its way already")?;
    insta::assert_snapshot!("packed_buyer", asha.chat_since(here));
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.ledger("buyer").await?, 0);
    town.ends_well().await
}

/// Of two things one goes whole, while the yard still thinks about it; in cash, which is less at the gate.
#[tokio::test]
async fn a_line_is_taken_out_of_a_cash_order_that_waits_for_the_yard() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.says("12 bags ultratech opc 53, 10 bags ultratech ppc").await?;
    asha.sends_the_pin().await?;
    asha.taps("Cash on delivery").await?;
    let order = town.order().await?;
    assert_eq!((order.parts.len(), order.parts[0].share.lines.len()), (1, 2));
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.says("my orders").await?;
    asha.taps("Less of it").await?;
    asha.taps("UltraTech PPC").await?;
    asha.taps("Take it out").await?;
    asha.taps("Yes, change it").await?;
    assert_eq!(town.count("select count(*) from order_line").await?, 1);
    assert_eq!(town.count("select count(*) from hold").await?, 1);
    let order = town.order().await?;
    assert_eq!(order.due_for(&order.parts[0]), order.total_paise);
    kaluva.taps("Accept").await?;
    insta::assert_snapshot!("line_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("line_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn before_it_is_paid_a_new_button_follows() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders().await?;
    let here = asha.so_far();
    asha.says("less").await?;
    asha.says("20 less").await?;
    asha.taps("Yes, change it").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 30));
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.heard("30 bags")?;
    insta::assert_snapshot!("unpaid_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn forty_three_of_fifty_have_come() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.sets_out().await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    kaluva.taps("Less has come").await?;
    kaluva.says("43").await?;
    kaluva.taps("In my yard").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (557, 0));
    let order = town.order().await?;
    assert_eq!(order.refunds[0].why, RefundWhy::ShortAtSite);
    assert_eq!(order.refunds[0].amount_paise, Paise::rupees(7 * 340));
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("short_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("short_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

/// Typed where the code is asked for; in cash, and two bags were torn on the way.
#[tokio::test]
async fn eighteen_only_is_no_code() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_for_cash().await?;
    kaluva.sets_out().await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    kaluva.taps("Delivered").await?;
    kaluva.says("18 only").await?;
    kaluva.says("lost or broken").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (580, 0), "they are not in the yard");
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    let order = town.order().await?;
    assert_eq!(town.ledger("cash_with_vendor").await?, order.total_paise.get());
    insta::assert_snapshot!("short_cash_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("short_cash_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn the_same_in_hindi_and_telugu() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, ramu) = (town.buyer("Asha"), town.buyer("రాము"));
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("हिंदी").await?;
    asha.orders_and_pays().await?;
    asha.says("हिंदी").await?;
    kaluva.taps("मंज़ूर").await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.says("कम करना है").await?;
    asha.says("20 बोरी नहीं चाहिए").await?;
    asha.taps("हाँ, बदल दें").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("कम पहुँचा है").await?;
    kaluva.says("28").await?;
    kaluva.taps("खो गया या टूट गया").await?;
    insta::assert_snapshot!("hindi_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("hindi_vendor", kaluva.chat_since(his));
    kaluva.says("telugu").await?;
    ramu.says("20 bags ultratech opc 53").await?;
    ramu.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    ramu.taps("Cash on delivery").await?;
    ramu.says("తెలుగు").await?;
    let (hers, his) = (ramu.so_far(), kaluva.so_far());
    ramu.says("తగ్గించాలి").await?;
    ramu.says("5 బస్తాలు వద్దు").await?;
    ramu.taps("అవును, మార్చండి").await?;
    kaluva.says("ok").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("తక్కువ వచ్చింది").await?;
    kaluva.says("13 మాత్రమే").await?;
    kaluva.taps("మా యార్డ్‌లో ఉంది").await?;
    insta::assert_snapshot!("telugu_buyer", ramu.chat_since(hers));
    insta::assert_snapshot!("telugu_vendor", kaluva.chat_since(his));
    town.ends_well().await
}
