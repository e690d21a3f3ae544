//! A first order typed, in each language: products with typos, places in words, times as people say them.

use realserv_sandbox::How;
use realserv_tests::{Done, Town};

#[tokio::test]
async fn a_first_order_by_typing_in_english() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (john, kaluva) = (town.buyer("John"), town.vendor("VEN-KALUVA")?);
    john.says("opc53 ultratek 50 bag").await?;
    john.says("checkout").await?;
    john.says("500049 opp. metro pillar 12, blue gate").await?;
    john.says("tomorrow morning").await?;
    john.says("pay online").await?;
    john.pays(How::Upi).await?;
    kaluva.brings_it_to(&john).await?;
    insta::assert_snapshot!("english_buyer", john.chat());
    insta::assert_snapshot!("english_vendor", kaluva.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_first_order_by_typing_in_hindi() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (sunita, kaluva) = (town.buyer("सुनीता"), town.vendor("VEN-KALUVA")?);
    sunita.says("नमस्ते").await?;
    sunita.says("अल्ट्राटेक 53 ५० बोरी चाहिए").await?;
    sunita.says("ऑर्डर करो").await?;
    sunita.says("500049 मेट्रो के सामने").await?;
    sunita.says("कल सुबह").await?;
    sunita.says("ऑनलाइन").await?;
    sunita.pays(How::Upi).await?;
    kaluva.brings_it_to(&sunita).await?;
    insta::assert_snapshot!("hindi_buyer", sunita.chat());
    town.ends_well().await
}

#[tokio::test]
async fn a_first_order_by_typing_in_telugu() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (ramu, kaluva) = (town.buyer("రాము"), town.vendor("VEN-KALUVA")?);
    ramu.says("అల్ట్రాటెక్ 53 గ్రేడ్ ౫౦ బస్తాలు కావాలి").await?;
    ramu.says("చాలు").await?;
    ramu.says("500049 మెట్రో పక్కన").await?;
    ramu.says("రేపు ఉదయం").await?;
    ramu.says("ఆన్‌లైన్").await?;
    ramu.pays(How::Upi).await?;
    kaluva.brings_it_to(&ramu).await?;
    insta::assert_snapshot!("telugu_buyer", ramu.chat());
    town.ends_well().await
}

/// "Tomorrow" was said already, and five bags fewer are no five bags.
#[tokio::test]
async fn the_day_is_heard_with_the_goods_and_a_minus_adds_nothing() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("20 bags ultratech opc 53 and 2 masons, tomorrow morning").await?;
    asha.says("-5 bags ultratech opc 53").await?;
    asha.taps("Yes").await?;
    asha.says("15").await?;
    asha.says("500049, blue gate").await?;
    asha.heard("🕗 Tomorrow, 8 am–12 noon")?;
    insta::assert_snapshot!("day_buyer", asha.chat());
    town.ends_well().await
}

/// One message, several lines: what is clear goes in at once, what is not is asked for.
#[tokio::test]
async fn a_list_is_read_in_one_message_and_only_what_is_unclear_is_asked() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("ultratech opc 53 50 bags\nriver sand 4 ton\n2 masons").await?;
    asha.heard("You did not say which, so we took *River Sand (Coarse)*")?;
    asha.heard("50 bags UltraTech OPC 53")?;
    asha.heard("4 tonnes River Sand (Coarse)")?;
    asha.heard("Mason × 2 people")?;
    insta::assert_snapshot!("list_buyer", asha.chat());
    town.ends_well().await
}

/// "Add 10" with 20 in the cart makes 30; "10 bags" makes it 10, and says so.
#[tokio::test]
async fn more_is_added_and_another_amount_is_never_silent() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("20 bags ultratech opc 53").await?;
    asha.says("add 10 bags ultratech opc 53").await?;
    asha.heard("• 30 bags UltraTech OPC 53")?;
    asha.says("ultratech opc 53").await?;
    asha.says("10 more").await?;
    asha.heard("• 40 bags UltraTech OPC 53")?;
    asha.says("15 bags ultratech opc 53").await?;
    asha.heard("now 15 bags, before 40 bags")?;
    asha.says("remove").await?;
    asha.says("1").await?;
    asha.says("remove").await?;
    asha.heard("Your cart is empty")?;
    insta::assert_snapshot!("more_buyer", asha.chat());
    town.ends_well().await
}

/// The amount of a first message is part of the question that it leads to, and the question takes a number.
#[tokio::test]
async fn a_first_message_that_is_half_an_order_keeps_its_amount_in_the_question() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("10 bags cement").await?;
    asha.heard("You did not say which, so we took *UltraTech OPC 53*")?;
    asha.heard("• 10 bags UltraTech OPC 53")?;
    asha.says("2 masons tomorow").await?;
    asha.heard("👷 Noted: *Tomorrow, 8 am–5 pm*")?;
    asha.says("fifity bags ultratech ppc").await?;
    asha.taps("No").await?;
    asha.says("fifity bags ultratech ppc").await?;
    asha.taps("Yes").await?;
    insta::assert_snapshot!("half_buyer", asha.chat());
    town.ends_well().await
}

/// As people write it: things and place in one line, another amount without the thing, trouble, and the way too late.
#[tokio::test]
async fn things_and_place_in_one_line_and_an_amount_alone_are_understood() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("50 bags opc 53 500049 opp bus stop").await?;
    asha.heard("You did not say which, so we took *UltraTech OPC 53*")?;
    asha.says("make it 40").await?;
    asha.heard("now 40 bags, before 50 bags")?;
    asha.says("add 10 more").await?;
    asha.heard("now 50 bags, before 40 bags")?;
    asha.heard("📍 opp bus stop, Miyapur, 500049")?;
    asha.says("upi").await?;
    asha.pays(How::Upi).await?;
    asha.says("when will my order come").await?;
    asha.says("मेरा ऑर्डर कहाँ है").await?;
    asha.says("it is next to the school, gate 2").await?;
    asha.says("two bags are torn").await?;
    // One ticket: it is still open when the second trouble comes.
    assert_eq!(town.count("select count(*) from ticket").await?, 1);
    insta::assert_snapshot!("as_people_write_buyer", asha.chat());
    town.ends_well().await
}

/// Before the cart, in it, on the way to the review and at it.
#[tokio::test]
async fn what_it_comes_to_is_told_at_any_moment() -> Done {
    let ways = [
        ("english", "how much will it be?", "Checkout"),
        ("hindi", "कितना लगेगा", "आगे बढ़ें"),
        ("telugu", "ఎంత అవుతుంది", "ముందుకు వెళ్ళండి"),
    ];
    for (language, how_much, check_out) in ways {
        let town = Town::open().await?;
        town.vendors()?;
        let asha = town.buyer("Asha");
        asha.says(language).await?;
        let here = asha.so_far();
        asha.says("ultratech opc 53").await?;
        asha.says(how_much).await?;
        asha.says("50").await?;
        asha.says(how_much).await?;
        asha.taps(check_out).await?;
        asha.says(how_much).await?;
        asha.sends_the_pin().await?;
        asha.says("send it tomorrow").await?;
        asha.says(how_much).await?;
        insta::assert_snapshot!(format!("how_much_{language}"), asha.chat_since(here));
        town.close().await;
    }
    Ok(())
}

/// A question about one thing is not forgotten when another is typed instead of an answer.
#[tokio::test]
async fn what_was_asked_about_comes_again_after_what_was_typed_meanwhile() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("2 ton vizag steel").await?;
    asha.says("4 ton m sand washed").await?;
    asha.heard("*2 tonnes*: which of these do you mean?")?;
    asha.says("12mm vizag").await?;
    asha.heard("2,000 kg Vizag TMT 12 mm")?;
    asha.heard("4 tonnes M-Sand (Washed)")?;
    let here = asha.so_far();
    // The same kind in other words has the amount that was typed.
    asha.says("5 ton metal").await?;
    asha.says("20mm vsi metal").await?;
    asha.says("600 red bricks").await?;
    asha.says("no bricks").await?;
    insta::assert_snapshot!("meanwhile_buyer", asha.chat_since(here));
    town.ends_well().await
}

/// Nobody sells rods by the piece or sand by the brass here, but the trade knows about how much that is.
#[tokio::test]
async fn what_is_typed_in_another_unit_is_said_in_that_of_the_shop() -> Done {
    let town = Town::open().await?;
    let people = [
        (town.buyer("John"), "hi", "English", "100 rods vizag 12 mm", "river sand coarse 1 brass"),
        (
            town.buyer("सुनीता"),
            "नमस्ते",
            "हिन्दी",
            "विज़ाग टीएमटी 12 एमएम 100 रॉड",
            "20 mm gitti VSI 1 brass",
        ),
        (town.buyer("రాము"), "నమస్తే", "తెలుగు", "వైజాగ్ టీఎంటీ 12 ఎంఎం 100 రాడ్లు", "దొడ్డు ఇసుక 1 బ్రాస్"),
    ];
    let mut chats = String::new();
    for (person, hello, language, rods, brass) in people {
        person.says(hello).await?;
        if language == "English" {
            person.taps(language).await?;
        }
        person.says(rods).await?;
        person.says("1070").await?;
        person.says(brass).await?;
        chats.push_str(&person.chat().to_string());
        chats.push('\n');
    }
    insta::assert_snapshot!("other_units_buyers", chats);
    town.ends_well().await
}
