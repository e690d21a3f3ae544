//! What a vendor is told that he gets is what the ledger owes him, also where that is not what the buyer pays.

use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town};

/// Chiluka asks ₹3 a bag more than the buyer was told: the platform pays the gap, and the driver collects less than
/// the yard gets.
#[tokio::test]
async fn a_dearer_substitute_hears_what_he_gets_and_what_he_collects() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600), ("VEN-CHILUKA", 500)]).await?;
    let (kaluva, chiluka) = (town.vendor("VEN-KALUVA")?, town.vendor("VEN-CHILUKA")?);
    let asha = town.buyer("Asha");
    chiluka.says("hello").await?;
    let moment = chiluka.so_far();
    asha.orders_for_cash().await?;
    kaluva.taps("Reject").await?;
    kaluva.taps("Not in stock").await?;
    town.forward(realserv_tests::behind::minutes(5)).await;
    chiluka.brings_it_to(&asha).await?;
    // Twenty bags at ₹340 and ₹307 for the truck are the buyer's; ₹60 come on top.
    assert_eq!(town.ledger("cash_with_vendor").await?, 710_700);
    assert_eq!(town.earned().await?, 716_700);
    // Of cash no GST is collected, and a person's first five lakhs of a year are spared by the other tax.
    assert_eq!(town.ledger("tcs_payable").await?, 0);
    assert_eq!(town.ledger("tds_payable").await?, 0);
    insta::assert_snapshot!("substitute_vendor", chiluka.chat_since(moment));
    town.ends_well().await
}

/// What he asks is answered out of the ledger, in his language: online money is owed to him, cash he owes.
#[tokio::test]
async fn a_vendor_asks_how_he_stands() -> Done {
    let town = Town::open().await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let asha = town.buyer("Asha");
    kaluva.says("hello").await?;
    let moment = kaluva.so_far();
    kaluva.says("balance").await?;
    asha.orders_for_cash().await?;
    kaluva.brings_it_to(&asha).await?;
    kaluva.says("hisaab").await?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.brings_it_to(&asha).await?;
    kaluva.taps("My account").await?;
    kaluva.says("hindi").await?;
    kaluva.says("बाकी").await?;
    kaluva.taps("मेरा हिसाब").await?;
    kaluva.says("telugu").await?;
    kaluva.says("లెక్క").await?;
    kaluva.taps("నా లెక్క").await?;
    insta::assert_snapshot!("vendor_asks_how_he_stands", kaluva.chat_since(moment));
    town.ends_well().await
}
