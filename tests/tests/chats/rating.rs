//! How was it? One tap under the message that says it has come.

use realserv_domain::orders::{OrderEvent, Rating};
use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town};

const DAY: i64 = 24 * 60;
const TICKETS: &str = "select count(*) from ticket where about = 'bad_rating'";

const GOOD: &str = "select count(*) from orders where rating = 'good'";
const BAD: &str = "select count(*) from orders where rating = 'bad'";

#[tokio::test]
async fn good_is_one_tap_and_changes_its_mind_for_a_week() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let moment = asha.so_far() - 1;
    asha.taps("👍 Good").await?;
    assert_eq!((town.count(GOOD).await?, town.count(TICKETS).await?), (1, 0));
    town.forward(minutes(6 * DAY)).await;
    asha.taps("👎 Not good").await?;
    asha.taps("👎 Not good").await?;
    assert_eq!((town.count(BAD).await?, town.count(TICKETS).await?), (1, 1), "one ticket");
    let linked = "select count(*) from ticket where about = 'bad_rating' and order_id is not null";
    assert_eq!(town.count(linked).await?, 1);
    town.forward(minutes(DAY)).await;
    asha.taps("👍 Good").await?;
    assert_eq!(town.count(BAD).await?, 1, "a week is over");
    insta::assert_snapshot!("good_buyer", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn bad_calls_a_person_in_hindi_and_telugu_too() -> Done {
    for (name, language, bad) in [("hindi", "हिन्दी", "👎 ठीक नहीं"), ("telugu", "తెలుగు", "👎 బాగోలేదు")]
    {
        let town = Town::open().await?;
        let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
        asha.orders_and_pays().await?;
        kaluva.sets_out().await?;
        let code = asha.bold_code()?;
        asha.says("language").await?;
        asha.taps(language).await?;
        let moment = asha.so_far();
        kaluva.taps("Delivered").await?;
        kaluva.says(&code).await?;
        asha.taps(bad).await?;
        assert_eq!((town.count(BAD).await?, town.count(TICKETS).await?), (1, 1));
        insta::assert_snapshot!(format!("bad_{name}"), asha.chat_since(moment));
        town.ends_well().await?;
    }
    Ok(())
}

/// An old button, or a forged one: nothing is rated that never came.
#[tokio::test]
async fn a_cancelled_order_says_how_it_stands() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    asha.says("cancel").await?;
    asha.taps("Yes, cancel it").await?;
    let moment = asha.so_far();
    let by = town.order().await?.buyer;
    town.tells_the_order(&OrderEvent::Rated { by, rating: Rating::Good }).await?;
    insta::assert_snapshot!("cancelled_buyer", asha.chat_since(moment));
    assert_eq!(town.count(GOOD).await?, 0);
    town.ends_well().await
}
