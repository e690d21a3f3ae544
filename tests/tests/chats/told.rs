//! What a buyer is told of his money is what becomes of it: at the gate, to his bank, or nowhere while a bank decides.

use realserv_domain::ids::PartId;
use realserv_domain::orders::{Less, Order, OrderEvent};
use realserv_domain::quantity::Quantity;
use realserv_sandbox::{How, Verdict};
use realserv_tests::behind::minutes;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town, Trouble};

/// Fifty bags, ₹7,307 paid now and ₹10,000 at the gate.
async fn with_an_advance(asha: &Someone<'_>) -> Result<(), Trouble> {
    asha.comes_to_the_review().await?;
    asha.says("cash").await?;
    asha.taps("Advance ₹7,307").await?;
    asha.pays(How::Upi).await
}

fn refunded(order: &Order) -> i64 {
    order.refunds.iter().map(|refund| refund.amount_paise.get()).sum()
}

/// What of it was paid goes back to the bank, what was to be paid at the gate is not asked for: the question says which.
#[tokio::test]
async fn less_of_an_advance_is_said_as_it_comes() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    with_an_advance(&asha).await?;
    kaluva.taps("Accept").await?;
    kaluva.taps("Packed").await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    for (language, out) in
        [("hindi", "पूरा हटा दें"), ("telugu", "మొత్తం తీసేయండి"), ("english", "Take it out")]
    {
        asha.says(language).await?;
        asha.says("less").await?;
        asha.taps(out).await?;
        for left in ["12", "30"] {
            asha.says("less").await?;
            asha.says(left).await?;
        }
    }
    asha.taps("Yes, change it").await?;
    // Of ₹6,800 a twentieth is kept; the rest comes off the gate.
    assert_eq!(town.order().await?.to_collect().get(), 1_000_000 - 646_000);
    asha.says("less").await?;
    asha.says("12").await?;
    asha.taps("Yes, change it").await?;
    let order = town.order().await?;
    assert_eq!(order.to_collect().get(), 0);
    assert_eq!(refunded(&order), 18 * 34_000 * 95 / 100 - 354_000);
    asha.says("status").await?;
    insta::assert_snapshot!("advance_less_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("advance_less_vendor", kaluva.chat_since(his));
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.ledger("buyer").await?, 0);
    assert_eq!(town.ledger("cash_with_vendor").await?, 0);
    town.ends_well().await
}

/// All of it: the cash is not paid, and what was paid goes back.
#[tokio::test]
async fn an_advance_that_is_taken_out_comes_back_to_the_bank() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    with_an_advance(&asha).await?;
    kaluva.taps("Accept").await?;
    let here = asha.so_far();
    asha.says("less").await?;
    asha.taps("Take it out").await?;
    asha.heard("You get *₹7,307* back.")?;
    asha.taps("Yes, change it").await?;
    assert_eq!(town.order().await?.refunds[0].amount_paise.get(), 730_700);
    insta::assert_snapshot!("advance_out_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Of a part with a balance the driver collects another sum, and the buyer has to know which.
#[tokio::test]
async fn short_at_the_gate_says_what_is_to_be_paid_there() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.says("400 rate").await?;
    asha.taps("Yes, that is fine").await?;
    for step in ["Packed", "Dispatched"] {
        kaluva.taps(step).await?;
    }
    kaluva.says("TG09AB1234 Ramesh").await?;
    let here = asha.so_far();
    // ₹3,000 at the gate: five bags less are ₹2,000, three more take the rest of it and a refund begins.
    for (came, language) in [("45", "hindi"), ("42", "telugu"), ("30", "english")] {
        kaluva.taps("Less has come").await?;
        kaluva.says(came).await?;
        kaluva.taps("In my yard").await?;
        asha.says(language).await?;
    }
    let order = town.order().await?;
    assert_eq!(order.to_collect().get(), 0);
    assert_eq!(refunded(&order), 20 * 40_000 - 300_000);
    insta::assert_snapshot!("gate_short_buyer", asha.chat_since(here));
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.ledger("buyer").await?, 0);
    assert_eq!(town.ledger("cash_with_vendor").await?, 0);
    town.ends_well().await
}

async fn disputes(town: &Town) -> String {
    let payment = town.sandbox.captured().pop().expect("a payment");
    let dispute = town.sandbox.dispute(&payment).expect("it was captured");
    town.quiet().await;
    dispute
}

/// The buyer changes nothing meanwhile, and hears why; what the office and the yard change is said with what waits.
#[tokio::test]
async fn while_a_bank_decides_nothing_is_said_to_be_on_its_way() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    asha.says("less").await?;
    asha.says("40").await?;
    let question = asha.heard("instead of")?;
    let dispute = disputes(&town).await;
    let here = asha.so_far();
    for language in ["hindi", "telugu", "english"] {
        asha.says(language).await?;
        asha.says("less").await?;
        asha.taps_on(&question.id, "Yes, change it").await?;
    }
    let part = town.order().await?.parts[0].clone();
    let (sku, quantity) = (part.share.lines[0].sku, Quantity::whole(45));
    let less = Less { part: part.id, sku, quantity };
    town.tells_the_order(&OrderEvent::OfficeMadeLess { less }).await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("Less has come").await?;
    kaluva.says("43").await?;
    kaluva.taps("Lost or broken").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    asha.says("my orders").await?;
    asha.taps("Missing or broken").await?;
    asha.taps("Less has come").await?;
    asha.says("3").await?;
    kaluva.taps("Yes, it is lost").await?;
    assert!(town.sandbox.refunds().is_empty(), "nothing has gone");
    insta::assert_snapshot!("disputed_less_buyer", asha.chat_since(here));
    assert!(town.sandbox.decide_dispute(&dispute, Verdict::Won));
    town.quiet().await;
    assert_eq!(town.sandbox.refunds().len(), 3, "all of it goes now");
    assert_eq!(town.ledger("buyer").await?, 0);
    town.ends_well().await
}

/// The bank has given it all back: a claim that the yard agrees to sends nothing more, and says so.
#[tokio::test]
async fn what_a_bank_has_given_back_is_not_promised_again() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let dispute = disputes(&town).await;
    assert!(town.sandbox.decide_dispute(&dispute, Verdict::Lost));
    town.quiet().await;
    let here = asha.so_far();
    for (language, button, short) in [
        ("hindi", "कम या टूटा है", "कम आया है"),
        ("telugu", "తక్కువ లేదా పాడైంది", "తక్కువ వచ్చింది"),
        ("english", "Missing or broken", "Less has come"),
    ] {
        asha.says(language).await?;
        asha.says("my orders").await?;
        asha.taps(button).await?;
        asha.taps(short).await?;
        asha.says("2").await?;
        kaluva.taps("Yes, it is lost").await?;
    }
    let order = town.order().await?;
    assert!(order.refunds.is_empty(), "{:?}", order.refunds);
    insta::assert_snapshot!("bank_gave_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Some of it was paid online and some at the gate: the yard is asked for both sums, and they are what it comes to.
#[tokio::test]
async fn a_claim_of_an_advance_is_asked_in_its_two_sums() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    with_an_advance(&asha).await?;
    kaluva.brings_it_to(&asha).await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.says("my orders").await?;
    asha.taps("Missing or broken").await?;
    asha.taps("Broken or torn").await?;
    asha.says("40").await?;
    asha.taps("No photo").await?;
    for language in ["hindi", "telugu", "english"] {
        kaluva.says(language).await?;
    }
    kaluva.taps("Yes, I agree").await?;
    kaluva.says("hisaab").await?;
    let order = town.order().await?;
    assert_eq!(order.refunds[0].amount_paise.get(), 730_700);
    assert_eq!(order.parts[0].claims[0].by_hand().get(), 40 * 34_000 - 730_700);
    insta::assert_snapshot!("advance_claim_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("advance_claim_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

/// The price has ended, and its stock is held for two minutes more: no button would follow.
#[tokio::test]
async fn what_cannot_be_paid_any_more_does_not_become_less() -> Done {
    let town = Town::open().await?;
    let (asha, _, _) = town.two_yards().await?;
    asha.orders().await?;
    asha.says("less").await?;
    asha.says("20 less").await?;
    let question = asha.heard("instead of")?;
    town.forward(minutes(31)).await;
    let here = asha.so_far();
    asha.taps_on(&question.id, "Yes, change it").await?;
    asha.says("less").await?;
    assert_eq!(town.order().await?.links.len(), 1);
    insta::assert_snapshot!("ended_less_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Twenty bags and two masons, to be paid in cash: each brings his own sum with him.
async fn two_gates(town: &Town) -> Result<(Someone<'_>, Someone<'_>, PartId, PartId), Trouble> {
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    let crew = town.vendor("VEN-PANIVALLU")?;
    asha.says("20 bags ultratech opc 53 and 2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Cash on delivery").await?;
    crew.taps("Accept").await?;
    kaluva.taps("Accept").await?;
    let order = town.order().await?;
    let find = |labour| order.parts.iter().find(|part| part.is_labour() == labour).map(|p| p.id);
    let (goods, people) = (find(false).ok_or("no goods")?, find(true).ok_or("nobody")?);
    Ok((asha, kaluva, goods, people))
}

/// What is cancelled is not paid, and what is told is what both drivers together ask for.
#[tokio::test]
async fn what_is_still_to_be_paid_in_cash_is_without_what_does_not_come() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _, people) = two_gates(&town).await?;
    town.tells_the_order(&OrderEvent::OfficeCancelled { part: Some(people) }).await?;
    let here = asha.so_far();
    asha.says("less").await?;
    asha.says("10").await?;
    asha.taps("Yes, change it").await?;
    asha.says("status").await?;
    insta::assert_snapshot!("cash_cancelled_buyer", asha.chat_since(here));
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    let told = asha.heard("You now pay *₹3,707* in all")?;
    assert!(town.ledger("cash_with_vendor").await? == 370_700, "{told:?}");
    town.ends_well().await
}

#[tokio::test]
async fn what_has_come_is_not_to_be_paid_again() -> Done {
    let town = Town::open().await?;
    let (asha, _, goods, _) = two_gates(&town).await?;
    let here = asha.so_far();
    asha.says("status").await?;
    town.tells_the_order(&OrderEvent::OfficeDelivered { part: goods }).await?;
    asha.says("status").await?;
    insta::assert_snapshot!("cash_came_buyer", asha.chat_since(here));
    town.ends_well().await
}
