//! Prices and counts that a yard types in its own words: noted with what was, asked about where they could mean two
//! things, and taken back by one tap.

use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Someone, Town, Trouble};

const SAND: &str = "SND-RIVER-BAG";

/// What a yard asks for it, in rupees.
async fn price(town: &Town, yard: &str, sku: &str) -> Result<i64, Trouble> {
    Ok(sqlx::query_scalar(
        "select price_paise / 100
         from listing
         join sku on sku.id = sku_id
         join vendor on vendor.id = vendor_id
         where vendor.code = $1 and sku.code = $2",
    )
    .bind(yard)
    .bind(sku)
    .fetch_one(&town.pool)
    .await?)
}

/// What he types, in the words of one language.
struct Words<'a> {
    price: &'a str,
    bare: &'a str,
    likely: &'a str,
    stock: &'a str,
    gone: &'a str,
    sand: &'a str,
    undo: &'a str,
    nonsense: &'a str,
}

async fn types_all_of_it(kaluva: &Someone<'_>, town: &Town, words: Words<'_>) -> Done {
    kaluva.says(words.price).await?;
    assert_eq!(price(town, "VEN-KALUVA", OPC_53).await?, 385);
    kaluva.says(words.likely).await?;
    kaluva.taps_the_first_row().await?;
    assert_eq!(price(town, "VEN-KALUVA", OPC_53).await?, 395);
    kaluva.taps(words.undo).await?;
    assert_eq!(price(town, "VEN-KALUVA", OPC_53).await?, 385);
    kaluva.says(words.bare).await?;
    assert_eq!(price(town, "VEN-KALUVA", OPC_53).await?, 385);
    kaluva.taps(words.stock).await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (90, 0));
    kaluva.says(words.gone).await?;
    kaluva.taps(words.sand).await?;
    assert_eq!(town.shelf("VEN-KALUVA", SAND).await?, (0, 0));
    kaluva.taps(words.undo).await?;
    assert_eq!(town.shelf("VEN-KALUVA", SAND).await?, (310, 0));
    kaluva.says(words.nonsense).await?;
    Ok(())
}

#[tokio::test]
async fn a_yard_types_its_prices_and_counts_in_english() -> Done {
    let town = Town::open().await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let words = Words {
        price: "ultratech opc53 rate 385",
        likely: "cement opc 53 395",
        bare: "ultratek opc 53 90",
        stock: "Stock 90 bags",
        gone: "sand not available",
        sand: "River Sand 50 kg Bag",
        undo: "Undo",
        nonsense: "machi biscuit 385",
    };
    types_all_of_it(&kaluva, &town, words).await?;
    insta::assert_snapshot!("english_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_yard_types_its_prices_and_counts_in_hindi() -> Done {
    let town = Town::open().await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("hindi").await?;
    let words = Words {
        price: "अल्ट्राटेक OPC 53 का रेट 385",
        likely: "सीमेंट OPC 53 395",
        bare: "अल्ट्राटेक OPC 53 ९०",
        stock: "स्टॉक 90 बोरी",
        gone: "रेत नहीं है",
        sand: "नदी रेत 50 kg बोरी",
        undo: "वापस पहले जैसा",
        nonsense: "बिस्किट 385",
    };
    types_all_of_it(&kaluva, &town, words).await?;
    insta::assert_snapshot!("hindi_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_yard_types_its_prices_and_counts_in_telugu() -> Done {
    let town = Town::open().await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("telugu").await?;
    let words = Words {
        price: "అల్ట్రాటెక్ OPC 53 ధర 385",
        likely: "సిమెంట్ OPC 53 395",
        bare: "అల్ట్రాటెక్ OPC 53 ౯౦",
        stock: "📦 90 బస్తాలు",
        gone: "isuka ledu",
        sand: "నది ఇసుక 50 kg బస్తా",
        undo: "మళ్ళీ ముందులాగే",
        nonsense: "బిస్కెట్ 385",
    };
    types_all_of_it(&kaluva, &town, words).await?;
    insta::assert_snapshot!("telugu_vendor", kaluva.chat());
    town.ends_well().await
}

/// A price by chat is the office's price: in the history, and in what buyers are shown.
#[tokio::test]
async fn a_typed_price_goes_to_the_history_and_to_the_next_buyer() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let prices = "select count(*) from listing_price
                  join listing on listing.id = listing_id
                  join sku on sku.id = sku_id
                  where sku.code = 'CEM-OPC53-ULTRATECH' and listing.price_paise = 38500
                    and listing_price.price_paise = 38500";
    let version = "select version from catalogue_version";
    let (before, was) = (town.count(prices).await?, town.count(version).await?);
    kaluva.says("ultratech opc53 385").await?;
    assert_eq!(town.count(prices).await?, before + 1);
    assert!(town.count(version).await? > was);
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    asha.heard("₹19,250")?;
    town.ends_well().await
}

/// "None" is said of what is free: what an order holds is not taken from it. And an undo gives back nothing that was sold.
#[tokio::test]
async fn what_orders_hold_stays_theirs_whatever_the_yard_types() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 50));
    let here = kaluva.so_far();
    kaluva.says("ultratech opc53 ledu").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (50, 50));
    kaluva.taps("Accept").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (0, 0));
    kaluva.taps("Undo").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (550, 0));
    insta::assert_snapshot!("held_vendor", kaluva.chat_since(here));
    town.ends_well().await
}

/// An old way back leads nowhere once something else was said, by the yard or by the office.
#[tokio::test]
async fn an_undo_that_comes_too_late_says_so_and_changes_nothing() -> Done {
    let town = Town::open().await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("ultratech opc53 385").await?;
    let first = kaluva.heard("now ₹385")?.id;
    kaluva.says("ultratech opc53 stock 200").await?;
    kaluva.taps_on(&first, "Undo").await?;
    assert_eq!(price(&town, "VEN-KALUVA", OPC_53).await?, 385);
    kaluva.taps("Undo").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    kaluva.taps("Undo").await?;
    kaluva.says("undo").await?;
    // A number that was asked about, after the question has gone.
    kaluva.says("ultratech opc53 900").await?;
    let asked = kaluva.heard("or how much you have?")?.id;
    kaluva.says("menu").await?;
    kaluva.taps_on(&asked, "Price ₹900").await?;
    kaluva.says("ultratech opc53 950").await?;
    kaluva.taps_on(&asked, "Price ₹900").await?;
    assert_eq!(price(&town, "VEN-KALUVA", OPC_53).await?, 385);
    insta::assert_snapshot!("late_vendor", kaluva.chat());
    town.ends_well().await
}

/// A yard that counts 105 bags: ten and a half of them are little.
async fn counts_105(town: &Town) -> Result<Someone<'_>, Trouble> {
    town.only(OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.says("ultratech opc53 stock 105").await?;
    Ok(kaluva)
}

/// Told once when little is left; again only after there was more in between.
#[tokio::test]
async fn a_yard_is_told_once_that_little_is_left() -> Done {
    let town = Town::open().await?;
    let kaluva = counts_105(&town).await?;
    let here = kaluva.so_far();
    town.buyer("Asha").orders().await?;
    assert_eq!(kaluva.so_far(), here, "55 bags are not little");
    town.buyer("Bimal").orders().await?;
    kaluva.heard("only 5 bags left to sell")?;
    let chandra = town.buyer("Chandra");
    chandra.says("5 bags ultratech opc 53").await?;
    chandra.sends_the_pin().await?;
    chandra.taps("Confirm").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (105, 105));
    assert_eq!(kaluva.times("left to sell"), 1, "{}", kaluva.chat());
    // Nobody pays: the goods are free again, and the next crossing is another one.
    town.forward(minutes(40)).await;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (105, 0));
    assert_eq!(kaluva.times("left to sell"), 1);
    town.buyer("Deepa").orders_and_pays().await?;
    town.buyer("Esha").orders().await?;
    assert_eq!(kaluva.times("left to sell"), 2);
    kaluva.taps("Change stock").await?;
    kaluva.says("200").await?;
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (300, 100));
    insta::assert_snapshot!("low_vendor", kaluva.chat_since(here));
    town.ends_well().await
}

/// A seed, or an order of the office's, says nothing of what is little: nobody has counted.
#[tokio::test]
async fn a_yard_that_has_never_counted_is_told_nothing() -> Done {
    let town = Town::open().await?;
    town.only(OPC_53, &[("VEN-KALUVA", 50)]).await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders().await?;
    assert!(kaluva.last().is_none());
    town.ends_well().await
}

#[tokio::test]
async fn little_is_told_in_hindi_and_telugu_and_also_when_the_window_is_closed() -> Done {
    for language in ["english", "hindi", "telugu"] {
        let town = Town::open().await?;
        let kaluva = counts_105(&town).await?;
        kaluva.says(language).await?;
        let here = kaluva.so_far();
        town.buyer("Asha").orders().await?;
        town.buyer("Bimal").orders().await?;
        town.forward(jiff::SignedDuration::from_hours(25)).await;
        town.buyer("Chandra").orders().await?;
        town.buyer("Deepa").orders().await?;
        insta::assert_snapshot!(format!("low_{language}_vendor"), kaluva.chat_since(here));
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn who_wants_nothing_but_orders_is_not_told() -> Done {
    let town = Town::open().await?;
    let kaluva = counts_105(&town).await?;
    kaluva.says("stop").await?;
    let here = kaluva.so_far();
    town.buyer("Asha").orders().await?;
    town.buyer("Bimal").orders().await?;
    assert_eq!(kaluva.so_far(), here, "{}", kaluva.chat_since(here));
    town.ends_well().await
}
