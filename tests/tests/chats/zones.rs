//! What the office sets of a zone, as a buyer meets it: vehicles and lanes, prices for much, closed days, borders, and the word
//! that we come now.

use jiff::ToSpan;
use realserv_sandbox::How;
use realserv_tests::town::Options;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

const OPC_53: &str = "CEM-OPC53-ULTRATECH";

/// Known, and in no zone.
const GHATKESAR: (f64, f64) = (17.451, 78.684);

const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("hi", "हिन्दी"), ("te", "తెలుగు")];

async fn west(town: &Town) -> Result<String, Trouble> {
    let zones = town.office(Method::GET, "/zones", &Value::Null).await?;
    let zones = zones["data"].as_array().cloned().unwrap_or_default();
    let west = zones.iter().find(|zone| zone["code"] == "HYD-WEST").ok_or("no west")?;
    Ok(format!("/zones/{}", west["id"].as_str().unwrap_or_default()))
}

async fn begins(asha: &Someone<'_>, language: &str, wants: &str) -> Result<(), Trouble> {
    asha.says("hi").await?;
    asha.taps(language).await?;
    asha.says(wants).await
}

/// The first button of the cart, whatever its language.
async fn checks_out(asha: &Someone<'_>) -> Result<(), Trouble> {
    asha.says("checkout").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await
}

#[tokio::test]
async fn a_lorry_is_asked_about_once_and_the_yard_hears_what_to_send() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        town.vendors()?;
        town.only(OPC_53, &[("VEN-KALUVA", 5000)]).await?;
        let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
        begins(&asha, language, "200 bags ultratech opc 53").await?;
        checks_out(&asha).await?;
        let here = asha.so_far();
        asha.says("only tractor").await?;
        asha.says("online").await?;
        asha.pays(How::Upi).await?;
        insta::assert_snapshot!(format!("lane_{code}_buyer"), asha.chat_since(here));
        insta::assert_snapshot!(format!("lane_{code}_vendor"), kaluva.chat());
        // The next load to the same gate is not asked about.
        let last = asha.so_far();
        asha.says("200 bags ultratech opc 53").await?;
        let review = asha.chat_since(last).to_string();
        assert!(review.contains("🛣️") && !review.contains('?'), "{review}");
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_was_wrong_about_the_lane_says_so_at_the_review() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    town.only(OPC_53, &[("VEN-KALUVA", 5000)]).await?;
    let asha = town.buyer("Asha");
    begins(&asha, "English", "200 bags ultratech opc 53").await?;
    checks_out(&asha).await?;
    asha.taps("Only auto, tractor").await?;
    asha.heard("🚛 Tractor, 3 trips")?;
    asha.says("lorry ok").await?;
    asha.heard("🚛 Tipper, 1 trip")?;
    let kept = "select count(*) from address where lane = 'wide'";
    assert_eq!(town.count(kept).await?, 1);
    town.ends_well().await
}

#[tokio::test]
async fn much_of_it_costs_less_and_the_card_says_from_how_much_on() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        town.vendors()?;
        town.only(OPC_53, &[("VEN-KALUVA", 5000)]).await?;
        let listing = town.listing("VEN-KALUVA", OPC_53).await?;
        let prices = format!("{}/prices", west(&town).await?);
        let much = json!({ "listing_id": listing, "price_paise": 32_000, "least": "60" });
        town.office(Method::POST, &prices, &much).await?;
        let asha = town.buyer("Asha");
        asha.says("hi").await?;
        asha.taps(language).await?;
        asha.says("cement").await?;
        let here = asha.so_far();
        // A label of another language is waited for in vain.
        asha.taps(match code {
            "hi" => "अल्ट्राटेक OPC 53",
            "te" => "అల్ట్రాటెక్ OPC 53",
            _english => "UltraTech OPC 53",
        })
        .await?;
        asha.says("50").await?;
        asha.says("60 bags ultratech opc 53").await?;
        checks_out(&asha).await?;
        asha.taps_the_first_row().await?;
        asha.heard("₹320")?;
        insta::assert_snapshot!(format!("break_{code}_buyer"), asha.chat_since(here));
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_price_of_the_future_begins_when_it_was_said_to_and_an_end_ends_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    town.only(OPC_53, &[("VEN-KALUVA", 5000)]).await?;
    let sku = town.office_finds(&format!("/catalog/skus?q={OPC_53}")).await?;
    let prices = format!("{}/prices", west(&town).await?);
    let from = (town.clock.now() + 26.hours()).to_string();
    let dearer = json!({ "sku_id": sku["id"], "per_mille": 100, "from_at": from });
    let row = town.office(Method::POST, &prices, &dearer).await?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    asha.heard("50 bags × ₹340 = ₹17,000")?;
    town.forward(jiff::SignedDuration::from_hours(27)).await;
    asha.says("back").await?;
    asha.taps_the_first_row().await?;
    asha.heard("50 bags × ₹374 = ₹18,700")?;
    let end = format!("/zone-prices/{}", row["id"].as_str().unwrap_or_default());
    town.office(Method::PATCH, &end, &json!({})).await?;
    asha.says("back").await?;
    let here = asha.so_far();
    asha.taps_the_first_row().await?;
    assert!(asha.chat_since(here).to_string().contains("50 bags × ₹340 = ₹17,000"));
    town.ends_well().await
}

#[tokio::test]
async fn a_closed_day_is_not_offered_and_who_types_it_hears_why() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let zone = west(&town).await?;
    let tomorrow = town.clock.today().date().tomorrow()?;
    let name = json!({ "en": "Ugadi", "hi": "उगादी", "te": "ఉగాది" });
    let days = format!("{zone}/closed-days");
    town.office(Method::PUT, &days, &json!({ "on": tomorrow, "name": name })).await?;
    town.office(Method::PATCH, &zone, &json!({ "closes": "16:00", "closed_weekdays": [3] }))
        .await?;
    for (code, language) in LANGUAGES {
        let asha = town.buyer(&format!("Asha {code}"));
        begins(&asha, language, "50 bags ultratech opc 53").await?;
        let here = asha.so_far();
        checks_out(&asha).await?;
        asha.says("tomorrow morning").await?;
        asha.says("day after tomorrow").await?;
        asha.says("evening").await?;
        insta::assert_snapshot!(format!("closed_{code}_buyer"), asha.chat_since(here));
    }
    // Open again, it is a day like others.
    town.office(Method::DELETE, &format!("{days}?on={tomorrow}"), &Value::Null).await?;
    let bina = town.buyer("Bina");
    begins(&bina, "English", "50 bags ultratech opc 53").await?;
    checks_out(&bina).await?;
    bina.says("tomorrow morning").await?;
    bina.heard("🕗 Tomorrow, 8 am–12 noon")?;
    town.ends_well().await
}

/// A square around the middle of Ghatkesar.
fn around_ghatkesar() -> Value {
    json!({ "rings": [[
        [17_440_000, 78_670_000], [17_440_000, 78_700_000], [17_460_000, 78_700_000],
        [17_460_000, 78_670_000], [17_440_000, 78_670_000],
    ]] })
}

#[tokio::test]
async fn a_pin_within_a_border_is_served() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(GHATKESAR.0, GHATKESAR.1).await?;
    asha.heard("We do not serve *Ghatkesar* yet")?;
    let border = format!("{}/border", west(&town).await?);
    town.office(Method::PUT, &border, &around_ghatkesar()).await?;
    let here = asha.so_far();
    asha.shares_pin(GHATKESAR.0, GHATKESAR.1).await?;
    assert!(asha.chat_since(here).to_string().contains("When should it come?"));
    let kept =
        "select count(*) from address join zone on zone.id = zone_id where zone.code = 'HYD-WEST'";
    assert_eq!(town.count(kept).await?, 1);
    town.ends_well().await
}

async fn waits(asha: &Someone<'_>, language: &str) -> Result<(), Trouble> {
    begins(asha, language, "50 bags ultratech opc 53").await?;
    asha.says("checkout").await?;
    asha.says("501301").await?;
    asha.taps_the_first_row().await
}

async fn ghatkesar_joins(town: &Town) -> Result<(), Trouble> {
    let zone = west(town).await?;
    let zone = zone.trim_start_matches("/zones/");
    let locality = town.office_finds("/localities?pin=501301&without_zone=true").await?;
    let path = format!("/localities/{}", locality["id"].as_str().unwrap_or_default());
    town.office(Method::PATCH, &path, &json!({ "zone_id": zone })).await?;
    Ok(())
}

#[tokio::test]
async fn who_waits_is_told_once_that_we_come_now() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let mut people = Vec::new();
    for (code, language) in LANGUAGES {
        let asha = town.buyer(&format!("Asha {code}"));
        waits(&asha, language).await?;
        people.push((code, asha.so_far(), asha));
    }
    let silent = town.buyer("Bina");
    waits(&silent, "English").await?;
    silent.says("stop").await?;
    let said = silent.so_far();
    assert_eq!(town.count("select count(*) from waiting_list").await?, 4);
    // A part of the zone opens, and then its border: it is one piece of news.
    ghatkesar_joins(&town).await?;
    town.office(Method::PUT, &format!("{}/border", west(&town).await?), &around_ghatkesar())
        .await?;
    for (code, here, asha) in &people {
        insta::assert_snapshot!(format!("opened_{code}_buyer"), asha.chat_since(*here));
    }
    assert_eq!(silent.so_far(), said, "she wants to hear nothing");
    assert_eq!(town.count("select count(*) from waiting_list").await?, 0);
    let (_, here, asha) = &people[0];
    let heard = asha.so_far() - here;
    town.forward(jiff::SignedDuration::from_hours(30)).await;
    assert_eq!(asha.so_far() - here, heard, "nobody is told twice");
    asha.taps("Menu").await?;
    asha.heard("Cement")?;
    town.ends_well().await
}

#[tokio::test]
async fn who_waited_for_long_is_told_by_a_template_and_nobody_at_night() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::with(Options::default()).await?;
        town.vendors()?;
        let asha = town.buyer("Asha");
        waits(&asha, language).await?;
        let here = asha.so_far();
        // Two days later at ten in the evening.
        town.forward(jiff::SignedDuration::from_hours(61)).await;
        ghatkesar_joins(&town).await?;
        assert_eq!(asha.so_far(), here, "her phone stays quiet");
        town.forward(jiff::SignedDuration::from_hours(10)).await;
        insta::assert_snapshot!(format!("opened_later_{code}_buyer"), asha.chat_since(here));
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_closes_again_before_morning_is_waited_for_again() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    waits(&asha, "English").await?;
    town.forward(jiff::SignedDuration::from_hours(13)).await;
    let here = asha.so_far();
    ghatkesar_joins(&town).await?;
    let zone = west(&town).await?;
    town.office(Method::PATCH, &zone, &json!({ "active": false })).await?;
    town.forward(jiff::SignedDuration::from_hours(11)).await;
    assert_eq!(asha.so_far(), here, "it is not so");
    // Two of the office at once: still one word.
    let (on, off) = (json!({ "active": true }), json!({ "active": true, "reach_metres": 30_000 }));
    let (one, other) = tokio::join!(
        town.office(Method::PATCH, &zone, &on),
        town.office(Method::PATCH, &zone, &off),
    );
    (one?, other?);
    town.quiet().await;
    assert_eq!(asha.so_far(), here + 1, "{}", asha.chat_since(here));
    town.ends_well().await
}
