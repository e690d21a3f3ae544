//! The invoice of each vendor, in the chat of who buys and of who sells.

use realserv_tests::{Done, Town};

const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("hi", "हिन्दी"), ("te", "తెలుగు")];

const PAPERS: &str = "select count(*) from invoice";

#[tokio::test]
async fn goods_leave_with_an_invoice_for_both_in_three_languages() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
        asha.orders_and_pays().await?;
        kaluva.taps("Accept").await?;
        for person in [&asha, &kaluva] {
            person.says("language").await?;
            person.taps(language).await?;
        }
        let (hers, his) = (asha.so_far(), kaluva.so_far());
        town.office_sets("eway_above_paise", 100_000).await?;
        kaluva.taps("Dispatched").await?;
        kaluva.says("TG09AB1234 Ramesh").await?;
        assert_eq!(town.count(PAPERS).await?, 1);
        insta::assert_snapshot!(format!("buyer_{code}"), asha.chat_since(hers));
        insta::assert_snapshot!(format!("vendor_{code}"), kaluva.chat_since(his));
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

/// "Bill" at any moment; before there is one it says when it comes, and after a day away a tap on the template fetches it.
#[tokio::test]
async fn a_bill_is_asked_for_by_word_and_by_tap() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    let here = asha.so_far();
    asha.says("bill").await?;
    kaluva.brings_it_to(&asha).await?;
    asha.says("బిల్లు కావాలి").await?;
    assert_eq!(town.count(PAPERS).await?, 1, "the same paper again");
    insta::assert_snapshot!("asked_for", asha.chat_since(here));
    town.ends_well().await
}

/// A business says its GSTIN once; a slip of the finger is told at once, and nothing of the order is disturbed.
#[tokio::test]
async fn a_gstin_is_kept_for_the_next_invoice() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
        asha.says("hi").await?;
        asha.taps(language).await?;
        asha.says("50 bags ultratech opc 53").await?;
        let here = asha.so_far();
        asha.says("GST no 36AABCT1332L1ZE").await?;
        asha.says("36 aabct 1332l1zf").await?;
        asha.says("GSTIN: 36aabct1332l1zf Sri Constructions").await?;
        let kept = "select count(*) from person
                    where gstin = '36AABCT1332L1ZF' and trade_name = 'Sri Constructions'";
        assert_eq!(town.count(kept).await?, 1);
        asha.says("no gstin").await?;
        insta::assert_snapshot!(format!("gstin_{code}"), asha.chat_since(here));
        let kept = "select count(*) from person where gstin is not null or trade_name is not null";
        assert_eq!(town.count(kept).await?, 0);
        drop(kaluva);
        town.close().await;
    }
    Ok(())
}
