//! Workers for a day, alone and together with goods.

use realserv_sandbox::How;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town, Trouble};

#[tokio::test]
async fn two_masons_come_tomorrow_and_the_buyer_says_the_code() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.taps("Workers").await?;
    asha.taps("Mason").await?;
    asha.taps("2 people").await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Tomorrow, 8 am–5 pm").await?;
    asha.taps("Confirm").await?;
    assert!(asha.sent() <= 9, "{} messages", asha.sent());
    asha.pays(How::Upi).await?;
    crew.taps("Accept").await?;
    crew.taps("Crew sent").await?;
    crew.taps("Crew arrived").await?;
    crew.says(&asha.bold_code()?).await?;
    asha.says("status").await?;
    asha.heard("Workers have come")?;
    insta::assert_snapshot!("buyer", asha.chat());
    insta::assert_snapshot!("crew", crew.chat());
    town.ends_well().await
}

/// The work goes on: one tap and the confirmation.
async fn tomorrow_too(language: &str, [again, confirm]: [&str; 2]) -> Result<String, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    asha.says(language).await?;
    asha.says("2 masons 50 bags ultratech opc 53 tomorrow").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps(confirm).await?;
    asha.pays(How::Upi).await?;
    town.vendor("VEN-KALUVA")?.brings_it_to(&asha).await?;
    for title in ["Accept", "Crew sent", "Crew arrived"] {
        crew.taps(title).await?;
    }
    crew.says(&asha.bold_code()?).await?;
    let moment = asha.so_far();
    asha.taps(again).await?;
    asha.taps(confirm).await?;
    asha.pays(How::Upi).await?;
    crew.taps("Accept").await?;
    town.ends_well().await?;
    Ok(asha.chat_since(moment).to_string())
}

#[tokio::test]
async fn the_same_people_come_again_by_one_tap() -> Done {
    let english = tomorrow_too("english", ["Same tomorrow", "Confirm"]).await?;
    insta::assert_snapshot!("again_english", english);
    let hindi = tomorrow_too("hindi", ["कल भी यही लोग", "पक्का करें"]).await?;
    insta::assert_snapshot!("again_hindi", hindi);
    let telugu = tomorrow_too("telugu", ["రేపు కూడా వీళ్ళే", "కన్ఫర్మ్"]).await?;
    insta::assert_snapshot!("again_telugu", telugu);
    Ok(())
}

/// What the contractor pays his people by.
async fn a_week_of_work(
    language: &str,
    [accept, sent, arrived, four, paper, sheet]: [&str; 6],
) -> Result<String, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    crew.says(language).await?;
    let moment = crew.so_far();
    crew.says("wages").await?;
    let told = crew.chat_since(moment).to_string();
    asha.says("5 masons tomorrow").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    for title in [accept, sent, arrived, four] {
        crew.taps(title).await?;
    }
    crew.says(&asha.bold_code()?).await?;
    let moment = crew.so_far();
    crew.says("wages").await?;
    crew.taps(paper).await?;
    crew.taps(sheet).await?;
    town.ends_well().await?;
    Ok(format!("{told}\n\n{}", crew.chat_since(moment)))
}

#[tokio::test]
async fn the_week_is_told_by_trade_and_sent_as_paper_and_as_sheet() -> Done {
    let titles =
        ["Accept", "Crew sent", "Crew arrived", "4 came", "This week (PDF)", "Sheet (CSV)"];
    insta::assert_snapshot!("wages_english", a_week_of_work("english", titles).await?);
    let titles = ["मंज़ूर", "लेबर भेज दिए", "लेबर पहुँच गए", "4 आए", "यह हफ़्ता (PDF)", "शीट (CSV)"];
    insta::assert_snapshot!("wages_hindi", a_week_of_work("hindi", titles).await?);
    let titles =
        ["తీసుకుంటాం", "పనివాళ్ళను పంపాం", "పనివాళ్ళు వచ్చారు", "4 మంది వచ్చారు", "ఈ వారం (PDF)", "షీట్ (CSV)"];
    insta::assert_snapshot!("wages_telugu", a_week_of_work("telugu", titles).await?);
    Ok(())
}

/// Five were ordered and four have come: one tap, and the fifth is not paid for.
async fn one_less(
    language: &str,
    [accept, sent, arrived, four]: [&str; 4],
) -> Result<String, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    crew.says(language).await?;
    let moment = crew.so_far();
    asha.says("5 masons tomorrow").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    for title in [accept, sent, arrived, four] {
        crew.taps(title).await?;
    }
    crew.says(&asha.bold_code()?).await?;
    asha.heard("₹1,100")?;
    town.ends_well().await?;
    Ok(crew.chat_since(moment).to_string())
}

#[tokio::test]
async fn the_roll_is_called_at_the_gate_and_who_is_missing_is_not_paid_for() -> Done {
    let titles = ["Accept", "Crew sent", "Crew arrived", "4 came"];
    insta::assert_snapshot!("roll_call_english", one_less("english", titles).await?);
    let titles = ["मंज़ूर", "लेबर भेज दिए", "लेबर पहुँच गए", "4 आए"];
    insta::assert_snapshot!("roll_call_hindi", one_less("hindi", titles).await?);
    let titles = ["తీసుకుంటాం", "పనివాళ్ళను పంపాం", "పనివాళ్ళు వచ్చారు", "4 మంది వచ్చారు"];
    insta::assert_snapshot!("roll_call_telugu", one_less("telugu", titles).await?);
    Ok(())
}

/// Half a day costs half, and the words say so.
#[tokio::test]
async fn half_a_day_is_half_the_price() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("2 plumbers").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.says("tomorrow half day").await?;
    // Two at ₹1,150 a day, for half of it.
    asha.heard("₹1,150")?;
    insta::assert_snapshot!("half_day_buyer", asha.chat());
    town.ends_well().await
}

#[tokio::test]
async fn goods_and_workers_share_an_order_and_each_has_its_own_time_and_code() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    let (kaluva, crew) = (town.vendor("VEN-KALUVA")?, town.vendor("VEN-PANIVALLU")?);
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("50 bags ultratech opc 53 and 2 masons").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    kaluva.brings_it_to(&asha).await?;
    asha.heard("The rest is still to come")?;
    asha.says("status").await?;
    crew.taps("Accept").await?;
    crew.taps("Crew sent").await?;
    crew.taps("Crew arrived").await?;
    crew.says(&asha.bold_code()?).await?;
    insta::assert_snapshot!("mixed_buyer", asha.chat());
    insta::assert_snapshot!("mixed_yard", kaluva.chat());
    insta::assert_snapshot!("mixed_crew", crew.chat());
    town.ends_well().await
}

/// A day that was noted stays noted when goods are added, and the place is named in the same words.
#[tokio::test]
async fn the_day_of_the_crew_is_kept_when_goods_and_their_slot_come_later() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("2 masons tomorrow").await?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.says("500049, white gate").await?;
    asha.heard("👷 Tomorrow, 8 am–5 pm")?;
    asha.heard("Total")?;
    insta::assert_snapshot!("day_kept_buyer", asha.chat());
    town.ends_well().await
}

/// Two of five are missing on the morning of the day: one tap, and another contractor's people come in the afternoon.
async fn two_others(language: &str, [others, confirm]: [&str; 2]) -> Result<String, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    asha.says(language).await?;
    asha.says("5 masons tomorrow").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps(confirm).await?;
    asha.pays(How::Upi).await?;
    crew.taps("Accept").await?;
    town.forward(jiff::SignedDuration::from_hours(23)).await;
    for title in ["Crew sent", "Crew arrived"] {
        crew.taps(title).await?;
    }
    let moment = asha.so_far();
    crew.taps("3 came").await?;
    crew.says(&asha.bold_code()?).await?;
    asha.taps(others).await?;
    asha.taps(confirm).await?;
    asha.pays(How::Upi).await?;
    let second = town.vendor("VEN-NICHENA")?;
    for title in ["Accept", "Crew sent", "Crew arrived"] {
        second.taps(title).await?;
    }
    second.says(&asha.bold_code()?).await?;
    town.ends_well().await?;
    Ok(asha.chat_since(moment).to_string())
}

#[tokio::test]
async fn others_of_another_contractor_come_in_the_place_of_the_missing() -> Done {
    let english = two_others("english", ["Find others", "Confirm"]).await?;
    insta::assert_snapshot!("others_english", english);
    let hindi = two_others("hindi", ["दूसरे लोग ढूँढें", "पक्का करें"]).await?;
    insta::assert_snapshot!("others_hindi", hindi);
    let telugu = two_others("telugu", ["వేరేవాళ్ళను వెతకండి", "కన్ఫర్మ్"]).await?;
    insta::assert_snapshot!("others_telugu", telugu);
    Ok(())
}

/// When it is too late for this afternoon the others come on the next day; and whoever was short is not asked again.
#[tokio::test]
async fn after_ten_the_others_come_tomorrow() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, crew) = (town.buyer("Asha"), town.vendor("VEN-PANIVALLU")?);
    asha.says("5 masons tomorrow").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    crew.taps("Accept").await?;
    town.forward(jiff::SignedDuration::from_mins(23 * 60 + 90)).await;
    for title in ["Crew sent", "Crew arrived", "4 came"] {
        crew.taps(title).await?;
    }
    asha.taps("Find others").await?;
    asha.heard("Tomorrow, 8 am–5 pm")?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    town.vendor("VEN-NICHENA")?.heard("New order")?;
    town.ends_well().await
}
