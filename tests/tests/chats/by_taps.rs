//! A first order by taps, from *hi* to the code at the door, in each language.

use realserv_sandbox::How;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town};

/// From *hi* to the pay button, and no message more.
const MOST_MESSAGES: usize = 9;

#[tokio::test]
async fn a_first_order_by_taps_in_english() -> Done {
    let town = Town::open().await?;
    assert_eq!(town.vendors()?.len(), 18);
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Cement").await?;
    asha.taps("UltraTech OPC 53").await?;
    asha.taps("50 bags").await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.link()?;
    assert!(asha.sent() <= MOST_MESSAGES, "{} messages", asha.sent());
    asha.pays(How::Upi).await?;
    kaluva.sets_out().await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.code()?).await?;
    insta::assert_snapshot!("english_buyer", asha.chat());
    insta::assert_snapshot!("english_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_first_order_by_taps_in_hindi() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (ravi, kaluva) = (town.buyer("Ravi"), town.vendor("VEN-KALUVA")?);
    ravi.says("hi").await?;
    ravi.taps("हिन्दी").await?;
    ravi.taps("सीमेंट").await?;
    ravi.taps("अल्ट्राटेक OPC 53").await?;
    ravi.taps("50 बोरी").await?;
    ravi.taps("आगे बढ़ें").await?;
    ravi.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    ravi.taps_the_first_row().await?;
    ravi.taps("पक्का करें").await?;
    ravi.link()?;
    assert!(ravi.sent() <= MOST_MESSAGES, "{} messages", ravi.sent());
    ravi.pays(How::Card).await?;
    kaluva.brings_it_to(&ravi).await?;
    insta::assert_snapshot!("hindi_buyer", ravi.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_first_order_by_taps_in_telugu() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (lakshmi, kaluva) = (town.buyer("లక్ష్మి"), town.vendor("VEN-KALUVA")?);
    lakshmi.says("hi").await?;
    lakshmi.taps("తెలుగు").await?;
    lakshmi.taps("సిమెంట్").await?;
    lakshmi.taps("అల్ట్రాటెక్ OPC 53").await?;
    lakshmi.taps("50 బస్తాలు").await?;
    lakshmi.taps("ముందుకు వెళ్ళండి").await?;
    lakshmi.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    lakshmi.taps_the_first_row().await?;
    lakshmi.taps("కన్ఫర్మ్").await?;
    lakshmi.link()?;
    assert!(lakshmi.sent() <= MOST_MESSAGES, "{} messages", lakshmi.sent());
    lakshmi.pays(How::Upi).await?;
    kaluva.brings_it_to(&lakshmi).await?;
    insta::assert_snapshot!("telugu_buyer", lakshmi.chat());
    town.ends_well().await
}

/// Thirty-three cements are four pages, and every page has a way on and a way back.
#[tokio::test]
async fn a_long_list_has_pages() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Cement").await?;
    let here = asha.so_far();
    asha.taps("More…").await?;
    asha.taps("More…").await?;
    asha.taps("More…").await?;
    asha.taps("Back").await?;
    asha.taps("KCP PPC").await?;
    asha.heard("How many bags?")?;
    insta::assert_snapshot!("pages_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// WhatsApp's own cart names our codes; what it says of prices is not read.
#[tokio::test]
async fn a_cart_filled_in_whatsapps_catalogue_is_taken_at_our_prices() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let here = asha.so_far();
    let items =
        [("CEM-OPC53-ULTRATECH", 50, 1.0), ("LAB-MASON", 2, 1.0), ("NO-SUCH-THING", 3, 1.0)];
    asha.phone.orders("1", &items, "").await?;
    town.quiet().await;
    asha.heard("About *₹19,200*")?;
    insta::assert_snapshot!("catalogue_buyer", asha.chat_since(here));
    town.ends_well().await
}
