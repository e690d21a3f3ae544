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

/// The number stands in the words, so only the photo is left to ask for.
#[tokio::test]
async fn torn_bags_are_told_of_in_free_words() -> Done {
    let said = ["two bags are torn", "दो बोरी फटी हैं", "3 bastalu chirigipoyayi"];
    let no_photo = ["No photo", "फ़ोटो नहीं है", "ఫోటో లేదు"];
    for (((code, language), said), no_photo) in LANGUAGES.into_iter().zip(said).zip(no_photo) {
        let town = Town::open().await?;
        let (asha, kaluva) = handed_over(&town).await?;
        asha.says(language).await?;
        let here = asha.so_far();
        asha.says(said).await?;
        asha.taps(no_photo).await?;
        insta::assert_snapshot!(format!("torn_{code}"), asha.chat_since(here));
        kaluva.heard("came broken")?;
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_missing_is_told_of_in_free_words() -> Done {
    let said = ["2 bags missing", "2 बोरी कम आई", "2 బస్తాలు తక్కువ వచ్చాయి"];
    for ((code, language), said) in LANGUAGES.into_iter().zip(said) {
        let town = Town::open().await?;
        let (asha, kaluva) = handed_over(&town).await?;
        asha.says(language).await?;
        let here = asha.so_far();
        asha.says(said).await?;
        insta::assert_snapshot!(format!("missing_{code}"), asha.chat_since(here));
        kaluva.heard("were missing")?;
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

/// What the words leave open is asked: how many, what of both, of which order.
#[tokio::test]
async fn what_the_words_leave_open_is_asked() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = handed_over(&town).await?;
    let here = asha.so_far();
    asha.says("cement bags are torn").await?;
    asha.says("90 bags torn").await?;
    asha.taps("Back").await?;
    asha.says("some torn and some missing").await?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.says("cash").await?;
    kaluva.brings_it_to(&asha).await?;
    let second = asha.so_far();
    asha.says("2 bags came broken").await?;
    let orders = asha.last().ok_or("an empty chat")?.shown.tappable();
    assert_eq!(orders.len(), 2, "{orders:?}");
    asha.taps(&orders[1]).await?;
    asha.says("2").await?;
    asha.taps("No photo").await?;
    insta::assert_snapshot!("left_open", asha.chat_since(here).to_string());
    insta::assert_snapshot!("which_order", asha.chat_since(second));
    town.ends_well().await
}

/// Too late for the yard, and not too late for a person. Who has ordered nothing may mean another order.
#[tokio::test]
async fn when_nothing_can_be_claimed_a_person_is_called() -> Done {
    let town = Town::open().await?;
    let (asha, _) = handed_over(&town).await?;
    town.forward(minutes(30 * 24 * 60)).await;
    let ravi = town.buyer("Ravi");
    ravi.says("hi").await?;
    ravi.taps("English").await?;
    for someone in [&asha, &ravi] {
        let here = someone.so_far();
        someone.says("two bags are torn").await?;
        assert!(someone.chat_since(here).to_string().contains("office will write to you"));
    }
    let tickets = "select count(*) from ticket where about = 'asked_for_person'";
    assert_eq!(town.count(tickets).await?, 2);
    town.ends_well().await
}
