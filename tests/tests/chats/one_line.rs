//! How people really order: one messy line, changed in words, with questions in between.

use realserv_tests::{Done, Town};

#[tokio::test]
async fn one_line_in_telugu_and_english_is_a_cart_and_is_changed_in_words() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let ramu = town.buyer("రాము");
    ramu.says("anna 50 basta ultratech 53 grade, 2 mestri repu poddunna kavali").await?;
    ramu.says("ledu 60 basta cheyandi").await?;
    ramu.says("mestri vaddu").await?;
    ramu.says("10 leka 15 basta ramco").await?;
    ramu.says("cement rate enta").await?;
    ramu.says("ammuja badulu maha").await?;
    insta::assert_snapshot!("telugu_in_latin", ramu.chat());
    town.ends_well().await
}

#[tokio::test]
async fn one_line_in_dakhni_is_a_cart() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let imran = town.buyer("Imran");
    imran
        .says("bhai mereku dedh ton 12mm vizag sariya hona, 40 bori ultratek 53 bhi kal subah")
        .await?;
    imran.says("pichle hafte 100 bori liye the, is baar 20 bori extra bhejo").await?;
    imran.says("kisi se baat karni hai").await?;
    insta::assert_snapshot!("dakhni", imran.chat());
    town.ends_well().await
}

#[tokio::test]
async fn one_line_in_telugu_script_and_a_list_in_english() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let lakshmi = town.buyer("లక్ష్మి");
    lakshmi.says("యాభై బస్తాలు అల్ట్రాటెక్ 53 గ్రేడ్, ఇద్దరు మేస్త్రీలు రేపు ఉదయం").await?;
    lakshmi.says("పది బస్తాలు తగ్గించండి").await?;
    insta::assert_snapshot!("telugu", lakshmi.chat());
    let joy = town.buyer("Joy");
    joy.says("1. opc 53 ultratech 50 bags\n2. masons 2 nos\n3. helpers 3 nos\nfor monday morning")
        .await?;
    joy.says("no make it 40 bags").await?;
    joy.says("where is my order").await?;
    insta::assert_snapshot!("list", joy.chat());
    town.ends_well().await
}
