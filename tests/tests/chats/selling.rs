//! Who wants to sell: asked one thing at a time, handed to the office, and told what it decided.

use realserv_sandbox::Media;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

/// The titles that one taps, in a language.
struct Titles {
    cement: &'static str,
    sand: &'static str,
    all: &'static str,
    send: &'static str,
}

const ENGLISH: Titles =
    Titles { cement: "Cement", sand: "Sand", all: "That is all", send: "Send it" };
const HINDI: Titles = Titles {
    cement: "सीमेंट", sand: "रेत", all: "बस इतना ही", send: "भेज दीजिए"
};
const TELUGU: Titles = Titles {
    cement: "సిమెంట్", sand: "ఇసుక", all: "ఇంతే", send: "పంపండి"
};

/// From *sell* to the office.
async fn applies(who: &Someone<'_>, titles: &Titles) -> Done {
    who.says("sell").await?;
    who.says("Sri Lakshmi Traders").await?;
    who.taps(titles.cement).await?;
    who.taps(titles.sand).await?;
    who.taps(titles.all).await?;
    who.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    who.taps("8 am–8 pm").await?;
    who.says("36AABCT1332L1ZF").await?;
    who.taps(titles.all).await?;
    who.taps(titles.send).await
}

async fn waiting(town: &Town) -> Result<Value, Trouble> {
    let open = town.office(Method::GET, "/applications", &Value::Null).await?;
    Ok(open["data"].as_array().and_then(|all| all.first()).ok_or("nobody applies")?.clone())
}

async fn decides(town: &Town, what: &str, body: &Value) -> Done {
    let id = waiting(town).await?["id"].as_str().unwrap_or_default().to_owned();
    town.office(Method::POST, &format!("/applications/{id}/{what}"), body).await?;
    town.quiet().await;
    Ok(())
}

async fn in_language(language: &str, titles: &Titles) -> Result<String, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let lakshmi = town.buyer("Lakshmi");
    lakshmi.says(language).await?;
    applies(&lakshmi, titles).await?;
    decides(&town, "approve", &json!({ "code": "VEN-LAKSHMI", "by": "Ravi" })).await?;
    lakshmi.says("menu").await?;
    town.ends_well().await?;
    Ok(lakshmi.chat().to_string())
}

#[tokio::test]
async fn a_yard_is_registered_in_the_chat() -> Done {
    insta::assert_snapshot!("registered_english", in_language("english", &ENGLISH).await?);
    insta::assert_snapshot!("registered_hindi", in_language("hindi", &HINDI).await?);
    insta::assert_snapshot!("registered_telugu", in_language("telugu", &TELUGU).await?);
    Ok(())
}

/// What cannot be an answer is asked again; who leaves and comes back goes on where he was, and nothing is sent before *Send it*.
#[tokio::test]
async fn nonsense_is_asked_again_and_who_leaves_can_come_back() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let lakshmi = town.buyer("Lakshmi");
    lakshmi.says("english").await?;
    let moment = lakshmi.so_far();
    lakshmi.says("sell").await?;
    lakshmi.says("x").await?;
    lakshmi.says("Sri Lakshmi Traders").await?;
    lakshmi.says("gold").await?;
    lakshmi.says("cement").await?;
    lakshmi.taps("That is all").await?;
    lakshmi.says("Miyapur").await?;
    lakshmi.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    lakshmi.says("always").await?;
    lakshmi.says("6 to 10").await?;
    lakshmi.says("36AABCT1332L1ZG").await?;
    lakshmi.taps("I have neither").await?;
    lakshmi.sends(Media::voice()).await?;
    lakshmi.taps("That is all").await?;
    lakshmi.says("menu").await?;
    assert_eq!(town.count("select count(*) from application").await?, 0);
    lakshmi.says("sell").await?;
    insta::assert_snapshot!("nonsense", lakshmi.chat_since(moment));
    town.ends_well().await
}

/// Who is new says it in the script of a language; what is sold is read as a buyer would say it, and a place is taken when it comes.
#[tokio::test]
async fn who_is_new_is_met_in_the_own_language_and_says_what_is_sold_in_own_words() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let lakshmi = town.buyer("Lakshmi");
    lakshmi.says("sell").await?;
    lakshmi.says("telugu").await?;
    lakshmi.says("శ్రీ లక్ష్మి ట్రేడర్స్").await?;
    lakshmi.says("cement, river sand and masons").await?;
    lakshmi.shares_pin(17.9689, 79.5941).await?;
    lakshmi.says("అంతే").await?;
    lakshmi.sends_the_pin().await?;
    lakshmi.taps("8 am–8 pm").await?;
    lakshmi.says("36AABCT1332L1ZF").await?;
    lakshmi.says("later").await?;
    lakshmi.taps(TELUGU.all).await?;
    lakshmi.says("ఏంటి").await?;
    lakshmi.shares_pin(17.9689, 79.5941).await?;
    lakshmi.sends(Media::photo()).await?;
    lakshmi.says("సరే").await?;
    let told = waiting(&town).await?;
    assert_eq!(told["sells"], json!(["cement", "sand", "labour"]));
    assert_eq!(told["media_ids"].as_array().map(Vec::len), Some(1), "also after that is all");
    insta::assert_snapshot!("own_words", lakshmi.chat());
    town.ends_well().await
}

/// A paper before it is asked for is nobody's; a program that calls itself a paper is refused, is not counted, and leaves nothing.
async fn wrong_papers(language: &str, titles: &Titles) -> Result<String, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let lakshmi = town.buyer("Lakshmi");
    lakshmi.says(language).await?;
    lakshmi.says("sell").await?;
    let moment = lakshmi.so_far();
    lakshmi.sends(Media::photo()).await?;
    lakshmi.says("Sri Lakshmi Traders").await?;
    lakshmi.taps(titles.cement).await?;
    lakshmi.taps(titles.all).await?;
    lakshmi.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    lakshmi.taps("8 am–8 pm").await?;
    lakshmi.says("36AABCT1332L1ZF").await?;
    let program = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[0; 64], b"PE\0\0"].concat();
    let (mime, filename) = ("application/pdf".to_owned(), "pan.pdf".to_owned());
    lakshmi.sends(Media::Document { bytes: program, mime, filename, caption: None }).await?;
    lakshmi.sends(Media::photo()).await?;
    lakshmi.taps(titles.all).await?;
    lakshmi.taps(titles.send).await?;
    assert_eq!(waiting(&town).await?["media_ids"].as_array().map(Vec::len), Some(1));
    let kept = "select count(*) from media where state = 'kept'";
    assert_eq!(town.count(kept).await?, 1);
    town.ends_well().await?;
    Ok(lakshmi.chat_since(moment).to_string())
}

#[tokio::test]
async fn a_wrong_paper_is_refused_and_not_counted() -> Done {
    insta::assert_snapshot!("papers_english", wrong_papers("english", &ENGLISH).await?);
    insta::assert_snapshot!("papers_hindi", wrong_papers("hindi", &HINDI).await?);
    insta::assert_snapshot!("papers_telugu", wrong_papers("telugu", &TELUGU).await?);
    Ok(())
}

#[tokio::test]
async fn who_is_refused_hears_why_and_may_apply_again() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let lakshmi = town.buyer("Lakshmi");
    lakshmi.says("english").await?;
    applies(&lakshmi, &ENGLISH).await?;
    let moment = lakshmi.so_far();
    let shown = waiting(&town).await?;
    assert_eq!(
        (&shown["name"], &shown["sells"], &shown["gstin"]),
        (&json!("Sri Lakshmi Traders"), &json!(["cement", "sand"]), &json!("36AABCT1332L1ZF"))
    );
    assert_eq!((&shown["opens"], &shown["closes"]), (&json!("08:00"), &json!("20:00")));
    decides(&town, "refuse", &json!({ "reason": "the yard is outside our area" })).await?;
    lakshmi.heard("the yard is outside our area")?;
    applies(&lakshmi, &ENGLISH).await?;
    decides(&town, "approve", &json!({ "code": "VEN-LAKSHMI" })).await?;
    insta::assert_snapshot!("refused_and_approved", lakshmi.chat_since(moment));
    assert_eq!(town.count("select count(*) from vendor where code = 'VEN-LAKSHMI'").await?, 1);
    town.ends_well().await
}
