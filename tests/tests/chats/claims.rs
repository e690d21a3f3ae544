//! Something is missing or broken of what was handed over: the yard's word, or the office's.

use realserv_domain::orders::{Attention, Bearer, OrderEvent, RefundWhy};
use realserv_sandbox::Media;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Someone, Town, Trouble};

/// Fifty bags, paid and handed over.
async fn handed_over(asha: &Someone<'_>, kaluva: &Someone<'_>) -> Result<(), Trouble> {
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(asha).await
}

fn photo() -> Media {
    Media::Photo { bytes: vec![0xff, 0xd8, 0xff, 0xe0], caption: None }
}

#[tokio::test]
async fn seven_bags_that_never_left_the_yard() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    handed_over(&asha, &kaluva).await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.says("my orders").await?;
    asha.taps("Missing or broken").await?;
    asha.taps("Less has come").await?;
    asha.says("some of them").await?;
    asha.says("7").await?;
    let asked = kaluva.heard("Is it so?")?;
    kaluva.taps("Yes, it is here").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (557, 0));
    kaluva.taps_on(&asked.id, "No, not so").await?;
    let order = town.order().await?;
    assert_eq!(order.refunds.len(), 1, "a second tap says only how it stands");
    assert_eq!(order.refunds[0].why, RefundWhy::ShortAtSite);
    assert_eq!(town.earned().await?, order.parts[0].owed().get());
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("short_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("short_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn three_torn_bags_with_a_photo_that_the_yard_does_not_believe() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    handed_over(&asha, &kaluva).await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.taps("👎 Not good").await?;
    asha.taps("Missing or broken").await?;
    asha.taps("Broken or torn").await?;
    asha.says("3 bags").await?;
    asha.sends(photo()).await?;
    kaluva.taps("No, not so").await?;
    let order = town.order().await?;
    assert_eq!(order.attention, Some(Attention::ClaimOpen));
    let kept = order.parts[0].claims[0].photo.clone().ok_or("no photo")?;
    assert!(!kept.media_id.is_empty() && kept.message_id.starts_with("wamid."), "{kept:?}");
    let open = "select count(*) from claim
                where state = 'with_office' and media_id is not null and message_id is not null";
    assert_eq!(town.count(open).await?, 1);
    let (part, amount_paise) = (order.parts[0].id, order.parts[0].claims[0].paise);
    let borne_by = Bearer::Platform;
    let decided = OrderEvent::OfficeSettledClaim { part, claim: 0, amount_paise, borne_by };
    town.tells_the_order(&decided).await?;
    let order = town.order().await?;
    assert_eq!((order.attention, order.refunds[0].why), (None, RefundWhy::Broken));
    assert_eq!(town.ledger("claims").await?, amount_paise.get());
    assert_eq!(town.ledger("buyer").await?, 0);
    insta::assert_snapshot!("broken_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("broken_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

/// No photo, no answer; the office gives nothing. In cash.
#[tokio::test]
async fn a_yard_that_says_nothing_leaves_it_to_the_office() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_for_cash().await?;
    kaluva.brings_it_to(&asha).await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    for torn in ["2", "1"] {
        asha.says("my orders").await?;
        asha.taps("Missing or broken").await?;
        asha.taps("Broken or torn").await?;
        asha.says(torn).await?;
        asha.taps("No photo").await?;
    }
    asha.heard("already looking at")?;
    town.forward(minutes(24 * 60)).await;
    let order = town.order().await?;
    assert_eq!(order.attention, Some(Attention::ClaimOpen));
    asha.says("my orders").await?;
    let part = order.parts[0].id;
    let amount_paise = realserv_domain::money::Paise::ZERO;
    let borne_by = Bearer::Vendor;
    let decided = OrderEvent::OfficeSettledClaim { part, claim: 0, amount_paise, borne_by };
    town.tells_the_order(&decided).await?;
    assert_eq!(town.order().await?.attention, None);
    assert_eq!(town.ledger("cash_with_vendor").await?, order.total_paise.get());
    insta::assert_snapshot!("silent_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("silent_vendor", kaluva.chat_since(his));
    town.ends_well().await
}

#[tokio::test]
async fn the_same_in_hindi_and_telugu() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, ramu) = (town.buyer("Asha"), town.buyer("రాము"));
    let kaluva = town.vendor("VEN-KALUVA")?;
    handed_over(&asha, &kaluva).await?;
    asha.says("हिंदी").await?;
    kaluva.says("हिंदी").await?;
    let (hers, his) = (asha.so_far(), kaluva.so_far());
    asha.says("मेरे ऑर्डर").await?;
    asha.taps("कम या टूटा है").await?;
    asha.taps("टूटा या फटा है").await?;
    asha.says("3").await?;
    asha.sends(photo()).await?;
    kaluva.taps("हाँ, सही है").await?;
    insta::assert_snapshot!("hindi_buyer", asha.chat_since(hers));
    insta::assert_snapshot!("hindi_vendor", kaluva.chat_since(his));
    kaluva.says("english").await?;
    ramu.orders_for_cash().await?;
    kaluva.brings_it_to(&ramu).await?;
    ramu.says("తెలుగు").await?;
    kaluva.says("telugu").await?;
    let (hers, his) = (ramu.so_far(), kaluva.so_far());
    ramu.says("నా ఆర్డర్లు").await?;
    ramu.taps("తక్కువ లేదా పాడైంది").await?;
    ramu.taps("తక్కువ వచ్చింది").await?;
    ramu.says("2").await?;
    kaluva.taps("అవును, పోయింది").await?;
    insta::assert_snapshot!("telugu_buyer", ramu.chat_since(hers));
    insta::assert_snapshot!("telugu_vendor", kaluva.chat_since(his));
    town.ends_well().await
}
