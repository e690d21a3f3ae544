//! An order in several messages: one answer, when nobody types for a moment.

use jiff::SignedDuration;
use realserv_tests::town::Options;
use realserv_tests::{Done, Town, Trouble};

async fn town() -> Result<Town, Trouble> {
    let variables = vec![("REALSERV_QUIET_MS", "1200".to_owned())];
    let town = Town::with(Options { variables, ..Options::default() }).await?;
    town.vendors()?;
    Ok(town)
}

#[tokio::test]
async fn what_is_typed_in_pieces_is_answered_once() -> Done {
    let town = town().await?;
    let moment = SignedDuration::from_millis(1300);
    let (asha, ramu, sunita) = (town.buyer("Asha"), town.buyer("రాము"), town.buyer("सुनीता"));
    for (person, pieces, correction) in [
        (
            &asha,
            ["50 bags ultratech 53 grade", "2 masons", "tomorrow morning"],
            "no make it 40 bags",
        ),
        (&ramu, ["50 basta ultratech 53 grade", "iddaru mestri", "repu poddunna"], "సిమెంట్ 40 చేయండి"),
        (&sunita, ["50 बोरी अल्ट्राटेक 53 ग्रेड", "दो मिस्त्री", "कल सुबह"], "सीमेंट 40 कर दो"),
    ] {
        for piece in pieces {
            person.says(piece).await?;
        }
        person.says(correction).await?;
        assert_eq!(person.times("📍"), 0, "nothing is said while somebody types");
        town.forward(moment).await;
        person.sends_the_pin().await?;
    }
    // A price that lies open, other words behind it, and a tap on the old price.
    asha.says("cement 60 bags").await?;
    asha.taps("Confirm").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 0);
    asha.taps("Confirm").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 1);
    insta::assert_snapshot!("english", asha.chat());
    insta::assert_snapshot!("telugu", ramu.chat());
    insta::assert_snapshot!("hindi", sunita.chat());
    town.ends_well().await
}

/// What is no part of an order does not wait, and what waits is not forgotten over it.
#[tokio::test]
async fn a_greeting_and_thanks_are_answered_at_once() -> Done {
    let town = town().await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.heard("Choose your language")?;
    asha.taps("English").await?;
    asha.says("50 bags ultratech opc 53").await?;
    asha.says("thanks").await?;
    asha.heard("welcome")?;
    town.forward(SignedDuration::from_secs(2)).await;
    asha.heard("50 bags UltraTech OPC 53")?;
    town.ends_well().await
}
