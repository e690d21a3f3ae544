//! Yards that were there at the review and are not when the order starts: off for the day, or switched off by the office.

use realserv_domain::orders::OrderState;
use realserv_sandbox::How;
use realserv_tests::behind::{OPC_53, minutes};
use realserv_tests::{Done, Town, Trouble};

async fn switches_off(town: &Town, yard: &str) -> Result<(), Trouble> {
    let sql = "update vendor set active = false where code = $1";
    sqlx::query(sql).bind(yard).execute(&town.pool).await?;
    Ok(())
}

/// "No new orders until then" was said to him, so none comes, and nothing counts against him.
#[tokio::test]
async fn a_yard_that_went_off_after_the_review_is_left_in_peace() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    kaluva.says("off").await?;
    kaluva.taps("Rest of today").await?;
    kaluva.says("hi").await?;
    kaluva.heard("Open again")?;
    let (here, his) = (asha.so_far(), kaluva.so_far());
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    town.forward(minutes(11)).await;
    assert_eq!(kaluva.so_far(), his, "{}", kaluva.chat_since(his));
    let made = "select offers_made::bigint from vendor where code = 'VEN-KALUVA'";
    assert_eq!(town.count(made).await?, 0);
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (600, 0));
    chiluka.heard("New order")?;
    insta::assert_snapshot!("off_buyer", asha.chat_since(here));
    town.ends_well().await
}

#[tokio::test]
async fn a_yard_that_the_office_switched_off_is_not_asked() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    switches_off(&town, "VEN-KALUVA").await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    assert!(kaluva.last().is_none());
    chiluka.brings_it_to(&asha).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    town.ends_well().await
}

/// What he has accepted he brings: the buyer relies on it, and he is paid for it.
#[tokio::test]
async fn a_yard_that_is_switched_off_finishes_what_it_has_accepted() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    switches_off(&town, "VEN-KALUVA").await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    kaluva.taps("Delivered").await?;
    kaluva.says(&asha.bold_code()?).await?;
    assert_eq!(town.order().await?.state(), OrderState::Delivered);
    // Then he is a buyer like everybody, who may ask to sell.
    let here = kaluva.so_far();
    kaluva.says("desk").await?;
    kaluva.heard("What is your business called?")?;
    insta::assert_snapshot!("finished_vendor", kaluva.chat_since(here));
    town.ends_well().await
}

/// Three orders without a word: the fourth goes to the other yard at once, until he says that he is there.
async fn a_silent_yard(language: &str, open: &str) -> Result<String, Trouble> {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.says(language).await?;
    let moment = kaluva.so_far();
    for name in ["Asha", "Bhavani", "Chandra"] {
        town.buyer(name).orders_for_cash().await?;
        town.forward(minutes(11)).await;
        chiluka.taps("Accept").await?;
        town.forward(minutes(10)).await;
    }
    kaluva.heard(open)?;
    let before = kaluva.so_far();
    let deepa = town.buyer("Deepa");
    deepa.orders_for_cash().await?;
    assert_eq!(kaluva.so_far(), before, "{}", kaluva.chat_since(before));
    chiluka.taps("Accept").await?;
    let silent = "select count(*) from ticket where about = 'silent_vendor'";
    assert_eq!(town.count(silent).await?, 1);
    kaluva.taps(open).await?;
    let eswar = town.buyer("Eswar");
    eswar.orders_for_cash().await?;
    assert!(kaluva.so_far() > before + 2, "{}", kaluva.chat_since(before));
    asha.heard("Chiluka")?;
    town.ends_well().await?;
    Ok(kaluva.chat_since(moment).to_string())
}

#[tokio::test]
async fn a_yard_that_is_silent_three_times_is_asked_no_more_until_it_is_there() -> Done {
    insta::assert_snapshot!("silent_english", a_silent_yard("english", "Open again").await?);
    insta::assert_snapshot!("silent_hindi", a_silent_yard("hindi", "फिर से चालू करें").await?);
    insta::assert_snapshot!("silent_telugu", a_silent_yard("telugu", "మళ్ళీ ఓపెన్ చేయాలి").await?);
    Ok(())
}

/// Orders of the same quarter of an hour are one silence, and a word in between ends it.
#[tokio::test]
async fn three_orders_at_once_are_one_silence_and_a_word_ends_it() -> Done {
    let town = Town::open().await?;
    let (_, kaluva, chiluka) = town.two_yards().await?;
    for name in ["Asha", "Bhavani", "Chandra"] {
        town.buyer(name).orders_for_cash().await?;
    }
    town.forward(minutes(11)).await;
    kaluva.says("hi").await?;
    for name in ["Deepa", "Eswar"] {
        town.buyer(name).orders_for_cash().await?;
        town.forward(minutes(20)).await;
    }
    chiluka.heard("New order")?;
    let paused = "select count(*) from vendor where off_until is not null and code = 'VEN-KALUVA'";
    assert_eq!(town.count(paused).await?, 0, "{}", kaluva.chat());
    town.ends_well().await
}

/// Closed on the day on which the buyer wants it: he is not even asked, and the buyer gets it from the other yard.
async fn a_holiday(language: &str, said: [&str; 3]) -> Result<String, Trouble> {
    let town = Town::open().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.says(language).await?;
    let moment = kaluva.so_far();
    let [closed, off, open] = said;
    kaluva.says(closed).await?;
    let before = kaluva.so_far();
    asha.says("20 bags ultratech opc 53 tomorrow morning").await?;
    asha.sends_the_pin().await?;
    asha.taps("Cash on delivery").await?;
    assert_eq!(kaluva.so_far(), before, "{}", kaluva.chat_since(before));
    chiluka.heard("New order")?;
    kaluva.says(off).await?;
    kaluva.says(open).await?;
    let days = "select cardinality(closed_days)::bigint from vendor where code = 'VEN-KALUVA'";
    assert_eq!(town.count(days).await?, 0, "{}", kaluva.chat_since(moment));
    town.ends_well().await?;
    Ok(kaluva.chat_since(moment).to_string())
}

#[tokio::test]
async fn a_yard_says_on_which_days_it_is_closed() -> Done {
    let english = ["closed tomorrow", "off", "open tomorrow"];
    insta::assert_snapshot!("holiday_english", a_holiday("english", english).await?);
    let hindi = ["24 november chutti", "छुट्टी", "चालू 24 november"];
    insta::assert_snapshot!("holiday_hindi", a_holiday("hindi", hindi).await?);
    let telugu = ["repu selavu", "సెలవు", "ఓపెన్ రేపు"];
    insta::assert_snapshot!("holiday_telugu", a_holiday("telugu", telugu).await?);
    Ok(())
}

/// At the question as well, several at once; what could be two days is asked again; a tap takes it back.
#[tokio::test]
async fn days_are_an_answer_to_how_long_and_a_tap_takes_them_back() -> Done {
    let town = Town::open().await?;
    let (_, kaluva, _) = town.two_yards().await?;
    let moment = kaluva.so_far();
    kaluva.says("off").await?;
    kaluva.says("next friday").await?;
    kaluva.says("14 january, 15 january and 16 january").await?;
    let days = "select cardinality(closed_days)::bigint from vendor where code = 'VEN-KALUVA'";
    assert_eq!(town.count(days).await?, 3);
    kaluva.taps("Undo").await?;
    assert_eq!(town.count(days).await?, 0);
    kaluva.says("closed 24th to 26th december").await?;
    kaluva.says("30 december se 2 january tak chutti").await?;
    assert_eq!(town.count(days).await?, 7);
    // A bare date would be one on which he is closed.
    kaluva.says("open next friday").await?;
    kaluva.says("4 december").await?;
    assert_eq!(town.count(days).await?, 7);
    kaluva.says("closed today").await?;
    kaluva.says("open today").await?;
    let off = "select count(*) from vendor where off_until is not null";
    assert_eq!(town.count(off).await?, 0, "today is not taken back by half");
    kaluva.says("closed every sunday").await?;
    assert_eq!(town.count(days).await?, 7);
    kaluva.says("off").await?;
    kaluva.says("tomorrow to thursday").await?;
    assert_eq!(town.count(days).await?, 10, "not tomorrow alone");
    kaluva.says("డిసెంబర్ 28 నుంచి 29 వరకు సెలవు").await?;
    assert_eq!(town.count(days).await?, 12);
    insta::assert_snapshot!("days_off", kaluva.chat_since(moment));
    town.ends_well().await
}
