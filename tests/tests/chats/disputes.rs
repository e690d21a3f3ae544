//! A buyer's bank takes the money back: nobody sends it twice, and who waits hears why.

use realserv_sandbox::Verdict;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn while_the_bank_decides_nothing_is_called_off_and_nothing_goes_back() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    asha.says("cancel").await?;
    let asked = asha.heard("You get a full refund")?;
    let moment = asha.so_far();
    let payment = town.sandbox.captured().pop().expect("a payment");
    let dispute = town.sandbox.dispute(&payment).expect("it was captured");
    town.quiet().await;
    let order = town.order().await?;
    assert_eq!(town.ledger("disputed").await?, order.total_paise.get());
    assert!(order.has_open_dispute() && order.needs_person());
    // Asked before, and answered now; asked now, it is said at once.
    asha.taps_on(&asked.id, "Yes, cancel it").await?;
    for language in ["english", "hindi", "telugu"] {
        asha.says(language).await?;
        asha.says("cancel").await?;
    }
    asha.says("english").await?;
    insta::assert_snapshot!("disputed_buyer", asha.chat_since(moment));
    assert!(town.sandbox.decide_dispute(&dispute, Verdict::Won));
    town.quiet().await;
    assert_eq!(town.ledger("disputed").await?, 0);
    assert!(!town.order().await?.needs_person());
    asha.cancels().await?;
    assert_eq!(town.sandbox.refunds().len(), 1, "the bank's word frees the money");
    town.ends_well().await
}
