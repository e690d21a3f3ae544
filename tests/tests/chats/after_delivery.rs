//! What a buyer says of what came, in words of her own, and what becomes of it on her order's card.

use realserv_domain::orders::{Bearer, OrderEvent};
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Someone, Town, Trouble};

const LANGUAGES: [(&str, &str); 3] = [("en", "english"), ("hi", "hindi"), ("te", "telugu")];

/// Twenty bags for cash, handed over.
async fn handed_over(town: &Town) -> Result<(Someone<'_>, Someone<'_>), Trouble> {
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_for_cash().await?;
    kaluva.brings_it_to(&asha).await?;
    Ok((asha, kaluva))
}

#[tokio::test]
async fn what_was_broken_stands_on_the_orders_card_until_it_is_settled() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        let (asha, kaluva) = handed_over(&town).await?;
        asha.taps("👎 Not good").await?;
        asha.taps("Missing or broken").await?;
        asha.taps("Broken or torn").await?;
        asha.says("3").await?;
        asha.taps("No photo").await?;
        asha.says(language).await?;
        let here = asha.so_far();
        asha.says("my orders").await?;
        kaluva.taps("No, not so").await?;
        asha.says("my orders").await?;
        let order = town.order().await?;
        let (part, amount_paise) = (order.parts[0].id, order.parts[0].claims[0].paise);
        let borne_by = Bearer::Platform;
        let decided = OrderEvent::OfficeSettledClaim { part, claim: 0, amount_paise, borne_by };
        town.tells_the_order(&decided).await?;
        asha.says("my orders").await?;
        insta::assert_snapshot!(format!("card_{code}"), asha.chat_since(here));
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_office_gives_nothing_for_is_said_on_the_card_too() -> Done {
    let town = Town::open().await?;
    let (asha, _) = handed_over(&town).await?;
    asha.says("my orders").await?;
    asha.taps("Missing or broken").await?;
    asha.taps("Less has come").await?;
    asha.says("2").await?;
    town.forward(minutes(24 * 60)).await;
    let part = town.order().await?.parts[0].id;
    let amount_paise = realserv_domain::money::Paise::ZERO;
    let borne_by = Bearer::Vendor;
    let decided = OrderEvent::OfficeSettledClaim { part, claim: 0, amount_paise, borne_by };
    town.tells_the_order(&decided).await?;
    let here = asha.so_far();
    asha.says("my orders").await?;
    insta::assert_snapshot!("card_nothing", asha.chat_since(here));
    town.ends_well().await
}
