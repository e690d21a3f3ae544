//! The form that asks for a site, for accounts that have one: filled in on the phone, looked at by the endpoint, believed by the
//! chat only when it comes as a message.

use realserv_adapters::http;
use realserv_sandbox::{Direction, Fault, FlowStatus, FormFault, Trouble as OfPhone, hmac_hex};
use realserv_tests::forms::{FLOW, SITE};
use realserv_tests::{Done, Someone, Town, Trouble};
use serde_json::json;

const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("hi", "हिन्दी"), ("te", "తెలుగు")];

/// Up to the question where, by one typed line.
async fn comes_to_where(asha: &Someone<'_>, language: &str) -> Result<(), Trouble> {
    asha.says("hi").await?;
    asha.taps(language).await?;
    asha.says("50 bags ultratech opc 53").await
}

/// The words with which a form closed.
fn closing<T>(opened: Result<T, Trouble>) -> Result<String, Trouble> {
    let error = opened.err().ok_or("the form went on")?;
    match error.downcast::<OfPhone>().map(|trouble| *trouble) {
        Ok(OfPhone::FormClosed { words }) => Ok(words),
        Ok(other) => Err(format!("another trouble: {other}").into()),
        Err(other) => Err(other),
    }
}

fn status<T>(opened: Result<T, Trouble>) -> Result<u16, Trouble> {
    let error = opened.err().ok_or("the form went on")?;
    match error.downcast::<OfPhone>().map(|trouble| *trouble) {
        Ok(OfPhone::Refused { status, .. }) => Ok(status),
        Ok(other) => Err(format!("another trouble: {other}").into()),
        Err(other) => Err(other),
    }
}

/// A request of nobody's phone.
async fn posted(town: &Town, signature: &str, body: String) -> Result<u16, Trouble> {
    let url = town.url("/flows/address");
    let http = http::client(&url, http::Timeouts::default())?;
    let call = http.post(url).header("X-Hub-Signature-256", signature).body(body);
    Ok(call.send().await?.status().as_u16())
}

#[tokio::test]
async fn a_site_is_filled_in_and_the_price_follows() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::with_form().await?;
        let asha = town.buyer("Asha");
        let here = asha.so_far();
        comes_to_where(&asha, language).await?;
        let mut form = asha.opens_the_form().await?;
        let mut seen = form.words();
        let with = |pin: &'static str, phone: &'static str| {
            let mut fields = SITE.to_vec();
            fields[0] = ("pin", pin);
            fields.push(("phone", phone));
            fields
        };
        for (pin, phone) in [("50004", ""), ("501301", ""), ("999999", ""), ("500049", "98480")] {
            let wrong = asha.sends_form(&mut form, &with(pin, phone)).await?;
            seen.push(format!("{pin} {phone} → {}", wrong.ok_or("it was taken")?));
        }
        let mut right = with("500049", "98480 12345");
        right.push(("lane", "narrow"));
        assert_eq!(asha.sends_form(&mut form, &right).await?, None);
        assert_eq!(form.statuses(), [200, 200, 200, 200, 200, 200]);
        insta::assert_snapshot!(format!("screen_{code}"), seen.join("\n"));
        insta::assert_snapshot!(format!("filled_{code}"), asha.chat_since(here));
        let kept = "select count(*) from address where contact_phone = '919848012345'
                    and lane = 'narrow' and words = 'Plot 14, HMT Swarnapuri, opp. the temple, Ravi'";
        assert_eq!(town.count(kept).await?, 1);
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_types_goes_on_as_ever_and_the_form_is_over() -> Done {
    let town = Town::with_form().await?;
    let asha = town.buyer("Asha");
    comes_to_where(&asha, "English").await?;
    let mut open = asha.opens_the_form().await?;
    let here = asha.so_far();
    asha.says("500049 opp. metro pillar 12").await?;
    asha.heard("Total")?;
    // It stood open meanwhile, and can be opened again: both say that it is too late.
    let too_late = closing(asha.sends_form(&mut open, &SITE).await)?;
    assert_eq!(closing(asha.opens_the_form().await)?, too_late);
    assert!(too_late.contains("earlier question"), "{too_late}");
    assert_eq!(asha.so_far(), here + 2, "the chat hears of none of it");
    // A phone that hands it in all the same is answered, and changes nothing.
    let asked = asha.heard("Fill in the form")?.id;
    let returned = json!({"form": "site_address", "pin": "500072", "street": "Plot 1", "landmark": "",
        "name": ""});
    asha.phone.finishes_form(&asked, "flow", &returned).await?;
    town.quiet().await;
    insta::assert_snapshot!("late", asha.chat_since(here));
    assert_eq!(town.count("select count(*) from address where pin = '500072'").await?, 0);
    town.ends_well().await
}

#[tokio::test]
async fn a_phone_that_leaves_out_the_token_is_understood() -> Done {
    let town = Town::with_form().await?;
    let asha = town.buyer("Asha");
    comes_to_where(&asha, "English").await?;
    let mut form = asha.opens_the_form().await?;
    form.sends_without_token(&SITE).await?;
    town.quiet().await;
    asha.heard("Total")?;
    town.ends_well().await
}

#[tokio::test]
async fn without_a_form_nothing_is_offered_and_nothing_answers() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    let here = asha.so_far();
    comes_to_where(&asha, "English").await?;
    assert!(asha.phone.opens_form().await.is_err());
    assert!(!asha.chat_since(here).to_string().contains("form"));
    assert_eq!(posted(&town, "", "{}".to_owned()).await?, 404);
    town.ends_well().await
}

#[tokio::test]
async fn the_endpoint_answers_as_the_protocol_wants_it() -> Done {
    let town = Town::with_form().await?;
    let asha = town.buyer("Asha");
    comes_to_where(&asha, "English").await?;
    town.sandbox.pings_flow(FLOW).await?;
    // A phone with the key of before fetches the one of now.
    let mut form = asha.opens_the_form_with(FormFault::StaleKey).await?;
    assert_eq!(form.statuses(), [421, 200]);
    form.comes_back().await?;
    form.complains("invalid-screen-transition").await?;
    assert_eq!(form.statuses(), [421, 200, 200, 200]);
    for fault in [FormFault::Tampered, FormFault::Unsigned] {
        assert_eq!(status(asha.opens_the_form_with(fault).await)?, 432, "{fault:?}");
    }
    let secret = town.sandbox.options().app_secret.clone();
    let signed = async |body: String| {
        let signature = format!("sha256={}", hmac_hex(&secret, body.as_bytes()));
        posted(&town, &signature, body).await
    };
    // Signed by Meta, and still nothing that was sealed for us.
    for body in
        ["", "{}", "[]", r#"{"encrypted_flow_data":"","encrypted_aes_key":"","initial_vector":""}"#]
    {
        assert_eq!(signed(body.to_owned()).await?, 421, "{body}");
    }
    assert_eq!(signed("x".repeat(100_000)).await?, 413);
    town.ends_well().await
}

#[tokio::test]
async fn a_form_that_meta_blocks_is_not_offered_until_it_is_published_again() -> Done {
    let town = Town::with_form().await?;
    let asha = town.buyer("Asha");
    comes_to_where(&asha, "English").await?;
    asha.heard("Fill in the form")?;
    for status in [FlowStatus::Blocked, FlowStatus::Throttled, FlowStatus::Deprecated] {
        town.sandbox.sets_flow(FLOW, status);
        town.looks_at_the_form().await?;
        let here = asha.so_far();
        asha.says("12").await?;
        assert_eq!(asha.so_far(), here + 2, "{status:?}: the question alone");
        asha.heard("Where should it come?")?;
    }
    town.sandbox.sets_flow(FLOW, FlowStatus::Published);
    town.looks_at_the_form().await?;
    let here = asha.so_far();
    asha.says("12").await?;
    assert_eq!(asha.so_far(), here + 3, "the question, and the form below");
    town.ends_well().await
}

/// Meta's news of it was lost: the refused message tells it.
#[tokio::test]
async fn a_refused_form_leaves_the_question_and_rests_for_an_hour() -> Done {
    let town = Town::with_form().await?;
    let asha = town.buyer("Asha");
    town.sandbox.faults().next(Direction::WhatsappWebhooks, Fault::Drop, 1);
    town.sandbox.sets_flow(FLOW, FlowStatus::Blocked);
    town.quiet().await;
    comes_to_where(&asha, "English").await?;
    let last = asha.last().ok_or("an empty chat")?;
    assert!(last.to_string().contains("Where should it come?"), "{last}");
    let here = asha.so_far();
    asha.says("12").await?;
    assert_eq!(asha.so_far(), here + 2, "it is not tried again");
    asha.says("500049").await?;
    asha.heard("Total")?;
    // After an hour it may be better.
    town.sandbox.faults().next(Direction::WhatsappWebhooks, Fault::Drop, 1);
    town.sandbox.sets_flow(FLOW, FlowStatus::Published);
    town.forward(realserv_tests::behind::seconds(3601)).await;
    town.looks_at_the_form().await?;
    let ravi = town.buyer("Ravi");
    comes_to_where(&ravi, "English").await?;
    ravi.heard("Fill in the form")?;
    town.books_balance().await
}
