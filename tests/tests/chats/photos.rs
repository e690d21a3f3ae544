//! A picture of the thing above the question how many. What WhatsApp does with it must never cost the question.

use realserv_sandbox::{Direction, Fault};
use realserv_tests::{Done, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("hi", "हिन्दी"), ("te", "తెలుగు")];

/// The office gives UltraTech OPC 53 a picture.
async fn pictured(town: &Town, url: &str) -> Result<(), Trouble> {
    let cement = town.office_finds("/catalog/skus?q=CEM-OPC53-ULTRATECH").await?;
    let path = format!("/catalog/skus/{}", cement["id"].as_str().unwrap_or_default());
    let shown = town.office(Method::PATCH, &path, &json!({ "photo_url": url })).await?;
    assert_eq!(shown["photo_url"], url);
    Ok(())
}

const PHOTO: &str = "https://img.realserv.in/opc53.jpg";

#[tokio::test]
async fn a_thing_with_a_photo_is_shown_when_it_is_asked_how_many() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        pictured(&town, PHOTO).await?;
        let asha = town.buyer("Asha");
        asha.says("hi").await?;
        asha.taps(language).await?;
        let here = asha.so_far();
        asha.says("ultratech opc 53").await?;
        asha.taps_the_first_row().await?;
        insta::assert_snapshot!(format!("shown_{code}"), asha.chat_since(here));
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn a_photo_that_meta_refuses_at_once_is_left_out() -> Done {
    let town = Town::open().await?;
    pictured(&town, PHOTO).await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let here = asha.so_far();
    town.sandbox.faults().next(Direction::GraphCalls, Fault::Code(131_052), 1);
    asha.says("ultratech opc 53").await?;
    insta::assert_snapshot!("refused_at_once", asha.chat_since(here));
    asha.taps("50 bags").await?;
    asha.heard("50 bags")?;
    town.books_balance().await
}

#[tokio::test]
async fn a_photo_that_meta_cannot_fetch_is_followed_by_the_question_alone() -> Done {
    for code in [131_052, 131_053] {
        let town = Town::open().await?;
        pictured(&town, PHOTO).await?;
        let asha = town.buyer("Asha");
        asha.says("hi").await?;
        asha.taps("English").await?;
        let here = asha.so_far();
        asha.phone.next_fails_with(code);
        asha.says("ultratech opc 53").await?;
        let chat = asha.phone.chat();
        let since = chat.get(here + 1..).unwrap_or_default();
        let [failed, plain] = since else { return Err(format!("{since:?}").into()) };
        assert_eq!(failed.failure.as_ref().map(|failure| failure.code), Some(code));
        assert_eq!(plain.shown.header, None);
        assert_eq!(plain.shown.text, failed.shown.text);
        assert_eq!(plain.shown.buttons, failed.shown.buttons);
        asha.taps("50 bags").await?;
        insta::assert_snapshot!(format!("refused_later_{code}"), asha.chat_since(here));
        assert_eq!(town.count("select count(*) from ticket").await?, 0, "nobody has to call");
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

/// Not the photo's fault: without it the message would not arrive either.
#[tokio::test]
async fn a_message_that_fails_for_another_reason_is_not_said_again() -> Done {
    let town = Town::open().await?;
    pictured(&town, PHOTO).await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let here = asha.so_far();
    asha.phone.next_fails_with(131_026);
    asha.says("ultratech opc 53").await?;
    assert_eq!(asha.so_far(), here + 2);
    town.ends_well().await
}

/// The answer of the call was lost, and the status that came meanwhile knew of no photo.
#[tokio::test]
async fn a_photo_whose_answer_was_lost_is_left_out_all_the_same() -> Done {
    let town = Town::open().await?;
    pictured(&town, PHOTO).await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let here = asha.so_far();
    asha.phone.next_fails_with(131_053);
    town.sandbox.faults().always(Direction::GraphCalls, Fault::ErrorAfter);
    asha.says("ultratech opc 53").await?;
    town.sandbox.faults().clear();
    town.forward(realserv_tests::behind::seconds(30)).await;
    let chat = asha.phone.chat();
    let last = chat.last().ok_or("an empty chat")?;
    assert_eq!((chat.len(), last.shown.header.as_ref()), (here + 3, None));
    asha.taps("50 bags").await?;
    asha.heard("50 bags")?;
    town.books_balance().await
}

#[tokio::test]
async fn the_office_reads_which_photo_was_shown() -> Done {
    let town = Town::open().await?;
    pictured(&town, PHOTO).await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("ultratech opc 53").await?;
    let talk = town.office_finds("/conversations").await?;
    let path = format!("/conversations/{}", talk["person_id"].as_str().unwrap_or_default());
    let whole = town.office(Method::GET, &path, &Value::Null).await?.to_string();
    assert!(whole.contains(&format!("🖼 {PHOTO}")), "{whole}");
    town.ends_well().await
}
