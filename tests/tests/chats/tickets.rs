//! Somebody asks for a person, and the office answers by the ticket: what is said next belongs to it, an order stays an order,
//! and whether it is solved is asked once.

use realserv_sandbox::Media;
use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

const SAID: &str = "select count(*) from ticket_event where what = 'said'";
const ASKED: &str = "Is it solved for you?";

/// The office does something with the newest ticket.
async fn office(town: &Town, what: &str, body: Value) -> Result<Value, Trouble> {
    let ticket = town.office_finds("/tickets?state=all").await?;
    let id = ticket["id"].as_str().ok_or("an id")?;
    town.office(Method::POST, &format!("/tickets/{id}/{what}"), &body).await
}

async fn state(town: &Town) -> Result<String, Trouble> {
    let ticket = town.office_finds("/tickets?state=all").await?;
    Ok(ticket["state"].as_str().ok_or("a state")?.to_owned())
}

fn reply(text: &str) -> Value {
    json!({ "text": text, "by": "Ravi" })
}

#[tokio::test]
async fn a_question_is_answered_solved_and_marked() -> Done {
    for (name, language, call, answer, order, bad, more) in [
        (
            "english",
            "English",
            "person",
            "the ones below",
            "60 bags",
            "👎 No",
            "two are still torn",
        ),
        ("hindi", "हिन्दी", "आदमी", "नीचे वाली", "60 बोरी", "👎 नहीं", "दो अब भी फटी हैं"),
        ("telugu", "తెలుగు", "మనిషి", "కింద ఉన్నవి", "60 బస్తాలు", "👎 లేదు", "రెండు ఇంకా చినిగి ఉన్నాయి"),
    ] {
        let town = Town::open().await?;
        town.vendors()?;
        let asha = town.buyer("Asha");
        asha.fills_a_cart().await?;
        if name != "english" {
            asha.says("language").await?;
            asha.taps(language).await?;
        }
        let moment = asha.so_far();
        asha.says(call).await?;
        office(&town, "reply", reply("Ravi here. Which bags were torn?")).await?;
        assert_eq!(state(&town).await?, "waiting");
        asha.says(answer).await?;
        assert_eq!(state(&town).await?, "open", "the office is next");
        // Under a cart of one thing an amount is of that: an order stays an order.
        asha.says(order).await?;
        assert_eq!(town.count(SAID).await?, 1);
        office(&town, "solve", json!({ "by": "Ravi" })).await?;
        asha.taps(bad).await?;
        assert_eq!(state(&town).await?, "open", "it is not solved");
        asha.says(more).await?;
        assert_eq!(town.count(SAID).await?, 2, "{}", asha.chat_since(moment));
        office(&town, "solve", json!({})).await?;
        insta::assert_snapshot!(format!("marked_{name}"), asha.chat_since(moment));
        let marks = "select count(*) from ticket where satisfaction = 'bad' and state = 'solved'";
        assert_eq!(town.count(marks).await?, 1);
        town.ends_well().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_an_order_or_asked_for_by_the_chat_is_no_answer() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    office(&town, "reply", reply("Which size of sand?")).await?;
    let moment = asha.so_far();
    asha.says("20 bags ultratech opc 53").await?;
    assert_eq!(town.count(SAID).await?, 0, "an order stays an order");
    office(&town, "reply", reply("And for which day?")).await?;
    // A place is asked for, and taken as one.
    asha.says("Near the water tank, Miyapur 500049").await?;
    assert_eq!(town.count(SAID).await?, 0);
    // The chat has spoken since; nobody else understands this.
    asha.says("ask my uncle about it").await?;
    assert_eq!(town.count(SAID).await?, 1, "{}", asha.chat_since(moment));
    // Quoting the office is always an answer.
    let asked = asha.heard("And for which day?")?;
    asha.phone.replies(&asked.id, "Tomorrow morning").await?;
    town.quiet().await;
    assert_eq!(town.count(SAID).await?, 2);
    insta::assert_snapshot!("order_stays", asha.chat_since(moment));
    town.ends_well().await
}

/// The office has just offered something: what it costs is asked of the office, and of a cart that is shown it is the cart's.
#[tokio::test]
async fn how_much_is_asked_of_who_has_spoken_of_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("person").await?;
    office(&town, "reply", reply("We can bring it at six.")).await?;
    asha.says("kitna lagega").await?;
    assert_eq!(town.count(SAID).await?, 1, "{}", asha.chat());
    asha.says("50 bags ultratech opc 53").await?;
    asha.says("cart").await?;
    office(&town, "reply", reply("At six, then.")).await?;
    asha.says("how much").await?;
    assert_eq!(town.count(SAID).await?, 1, "{}", asha.chat());
    town.ends_well().await
}

#[tokio::test]
async fn yes_is_the_offices_while_it_has_asked_last() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.comes_to_the_review().await?;
    asha.says("person").await?;
    office(&town, "reply", reply("Shall we send it on Monday?")).await?;
    asha.says("yes").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 0, "nothing was confirmed");
    assert_eq!(town.count(SAID).await?, 1);
    asha.says("thanks").await?;
    assert_eq!(town.count(SAID).await?, 1);
    asha.says("yes").await?;
    assert_eq!(town.count("select count(*) from orders").await?, 1, "the chat has spoken last");
    town.ends_well().await
}

#[tokio::test]
async fn a_photo_that_was_asked_for_belongs_to_the_ticket() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    office(&town, "reply", reply("Please send a photo of the bags.")).await?;
    asha.sends(Media::photo().with_caption("these")).await?;
    let photos =
        "select count(*) from ticket_event where what = 'said' and words = '(image) these'";
    assert_eq!(town.count(photos).await?, 1);
    assert_eq!(town.count("select count(*) from ticket").await?, 1, "no other is opened for it");
    town.ends_well().await
}

/// The window has closed: a template says that there is an answer, and the tap brings it.
#[tokio::test]
async fn who_is_away_is_told_by_a_template_and_reads_with_a_tap() -> Done {
    for (name, language, title, yes) in [
        ("english", "English", "Read the answer", "Yes, solved"),
        ("hindi", "हिन्दी", "जवाब पढ़िए", "हाँ, बन गई"),
        ("telugu", "తెలుగు", "జవాబు చదవండి", "తీరింది"),
    ] {
        let town = Town::open().await?;
        town.vendors()?;
        let asha = town.buyer("Asha");
        asha.fills_a_cart().await?;
        if name != "english" {
            asha.says("language").await?;
            asha.taps(language).await?;
        }
        asha.says("person").await?;
        let moment = asha.so_far();
        town.forward(minutes(25 * 60)).await;
        let sent = office(&town, "reply", reply("The yard takes them back.")).await?;
        assert_eq!(sent["sent_as"], "template");
        let sent = office(&town, "reply", reply("Tomorrow at nine.")).await?;
        assert_eq!(sent["sent_as"], "template");
        asha.taps(title).await?;
        asha.says("ok").await?;
        town.forward(minutes(25 * 60)).await;
        office(&town, "solve", json!({})).await?;
        asha.taps(yes).await?;
        asha.taps(yes).await?;
        insta::assert_snapshot!(format!("away_{name}"), asha.chat_since(moment));
        let good = "select count(*) from ticket where satisfaction = 'good'";
        assert_eq!(town.count(good).await?, 1);
        town.ends_well().await?;
    }
    Ok(())
}

/// Whoever has something to read gets it with whatever they say first.
#[tokio::test]
async fn an_answer_that_waits_is_read_with_the_first_word() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    town.forward(minutes(25 * 60)).await;
    office(&town, "reply", reply("The yard takes them back.")).await?;
    let moment = asha.so_far();
    asha.says("cart").await?;
    insta::assert_snapshot!("first_word", asha.chat_since(moment));
    town.ends_well().await
}

#[tokio::test]
async fn it_opens_again_within_days_and_not_after_them() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    office(&town, "reply", reply("They are on their way.")).await?;
    office(&town, "solve", json!({})).await?;
    assert_eq!(asha.times(ASKED), 1);
    // Neither says that anything is wrong.
    asha.says("thanks").await?;
    assert_eq!(state(&town).await?, "solved");
    let answer = asha.heard("They are on their way.")?;
    town.forward(minutes(3 * 24 * 60)).await;
    asha.phone.replies(&answer.id, "Nothing has come").await?;
    town.quiet().await;
    assert_eq!(state(&town).await?, "open");
    office(&town, "solve", json!({})).await?;
    assert_eq!(asha.times(ASKED), 1, "never asked twice");
    town.forward(minutes(8 * 24 * 60)).await;
    town.until("select count(*) from ticket where state = 'closed'").await?;
    asha.phone.replies(&answer.id, "Nothing has come").await?;
    town.quiet().await;
    assert_eq!(state(&town).await?, "closed");
    asha.says("person").await?;
    assert_eq!(town.count("select count(*) from ticket").await?, 2, "another one");
    town.ends_well().await
}

/// While somebody has the chat, what is heard is kept with the ticket too, and nobody answers.
#[tokio::test]
async fn in_a_chat_that_the_office_has_words_are_kept_in_silence() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.fills_a_cart().await?;
    asha.says("person").await?;
    let chat = town.office_finds("/conversations").await?;
    let hold = format!("/conversations/{}/hold", chat["person_id"].as_str().ok_or("an id")?);
    town.office(Method::POST, &hold, &json!({ "by": "Ravi" })).await?;
    let other = office(&town, "reply", json!({ "text": "Hello", "by": "Sana" })).await;
    assert!(other.is_err_and(|error| error.to_string().contains("Ravi has this chat")));
    office(&town, "reply", reply("Which gate?")).await?;
    let so_far = asha.so_far();
    asha.says("the blue one").await?;
    asha.says("2 masons").await?;
    assert_eq!(asha.so_far(), so_far + 2, "nobody but Ravi answers");
    assert_eq!(town.count(SAID).await?, 2);
    town.ends_well().await
}

/// A yard's words: what the desk knows stays the desk's.
#[tokio::test]
async fn a_vendor_answers_too() -> Done {
    for (name, language, call, answer) in [
        ("english", "english", "person", "because of the rain"),
        ("hindi", "hindi", "आदमी", "बारिश की वजह से"),
        ("telugu", "telugu", "మనిషి", "వాన వల్ల"),
    ] {
        let town = Town::open().await?;
        let kaluva = town.vendor("VEN-KALUVA")?;
        kaluva.says("menu").await?;
        kaluva.says(language).await?;
        let moment = kaluva.so_far();
        kaluva.says(call).await?;
        office(&town, "reply", reply("Why was the yard closed?")).await?;
        kaluva.says(answer).await?;
        kaluva.says("stock").await?;
        insta::assert_snapshot!(format!("vendor_{name}"), kaluva.chat_since(moment));
        assert_eq!(town.count(SAID).await?, 1);
        town.ends_well().await?;
    }
    Ok(())
}
