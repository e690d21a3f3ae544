//! A word that nobody knows, before the office teaches it, while that holds, and after it is taken back.

use realserv_tests::person::Someone;
use realserv_tests::{Done, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

const ALIASES: &str = "/catalog/aliases";

/// Types the same line three times, around what the office does.
async fn same_line(
    town: &Town,
    who: &Someone<'_>,
    line: &str,
    alias: &Value,
) -> Result<(), Trouble> {
    who.says(line).await?;
    let taught = town.office(Method::POST, ALIASES, alias).await?;
    who.says(line).await?;
    let id = taught["data"]["alias"]["id"].as_str().ok_or("no id")?;
    town.office(Method::POST, &format!("{ALIASES}/{id}/undo"), &json!({})).await?;
    who.says(line).await
}

#[tokio::test]
async fn the_same_line_is_understood_while_its_word_is_taught() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let john = town.buyer("John");
    john.says("hi").await?;
    john.taps("English").await?;
    let alias = json!({ "word": "dobraka", "means": "ultratech" });
    same_line(&town, &john, "50 bags dobraka opc 53", &alias).await?;
    insta::assert_snapshot!("english_buyer", john.chat());
    town.ends_well().await
}

/// Taught in Latin letters, typed in Devanagari.
#[tokio::test]
async fn what_is_taught_in_latin_letters_is_understood_in_hindi() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let sunita = town.buyer("सुनीता");
    sunita.says("नमस्ते").await?;
    let alias = json!({ "word": "dobraka", "means": "ultratech" });
    same_line(&town, &sunita, "डोब्रका ५३ ग्रेड ५० बोरी चाहिए", &alias).await?;
    insta::assert_snapshot!("hindi_buyer", sunita.chat());
    town.ends_well().await
}

/// A word for what things are counted in.
#[tokio::test]
async fn a_word_for_a_unit_is_understood_in_telugu() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let ramu = town.buyer("రాము");
    ramu.says("నమస్తే").await?;
    let alias = json!({ "word": "గుల్లెడు", "means": "బస్తా" });
    same_line(&town, &ramu, "అల్ట్రాటెక్ 53 గ్రేడ్ ౫౦ గుల్లెడు కావాలి", &alias).await?;
    insta::assert_snapshot!("telugu_buyer", ramu.chat());
    town.ends_well().await
}

/// … also where nothing but how many is asked.
#[tokio::test]
async fn a_word_for_a_unit_answers_how_many() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    let alias = json!({ "word": "gulledu", "means": "bags" });
    town.office(Method::POST, ALIASES, &alias).await?;
    asha.says("ultratech opc 53").await?;
    asha.heard("How many bags")?;
    asha.says("30 gulledu").await?;
    asha.heard("• 30 bags UltraTech OPC 53")?;
    town.ends_well().await
}
