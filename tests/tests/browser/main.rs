//! A whole order through the sandbox's page, in a real Chromium. Runs with `REALSERV_BROWSER=1` (scripts/test sets it, and
//! installs what is missing); with `REALSERV_SCREENSHOT=1` too it makes the README's picture anew.

mod driver;

mod kinds;

mod phones;

use std::path::Path;
use std::time::Duration;

use driver::Trouble;
use phones::{Page, Phone};
use realserv_tests::Done;

fn asked_for(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| value == "1")
}

/// Whether these tests may not run. Who has no browser can still run all the others.
#[expect(clippy::print_stdout, reason = "a test that does nothing says so")]
fn skipped() -> bool {
    let skipped = !asked_for("REALSERV_BROWSER");
    if skipped {
        println!("SKIPPED: it needs chromium and chromedriver, and runs with REALSERV_BROWSER=1.");
    }
    skipped
}

fn hold(is: bool, words: impl FnOnce() -> String) -> Result<(), Trouble> {
    // No panic: the browser is to be closed first.
    if is { Ok(()) } else { Err(words().into()) }
}

#[tokio::test]
async fn a_whole_order_through_the_page() -> Done {
    if skipped() {
        return Ok(());
    }
    let page = Page::open().await?;
    let told = order(&page).await;
    page.close(told).await
}

async fn order(page: &Page) -> Done {
    let asha = page.adds("919848012345", "Asha").await?;
    buys(&asha).await?;
    asha.pays("Pay now", &page.town.url("/pay/return")).await?;
    asha.hears("received for order").await?;
    let vendor = page.phone_with("vendor", "Accept").await?;
    delivers(&asha, &vendor).await?;
    asha.has_read_all().await?;
    vendor.has_read_all().await?;
    no_complaints(page).await?;
    if asked_for("REALSERV_SCREENSHOT") {
        takes_the_picture(page, &asha, &vendor).await?;
    }
    page.town.ends_well().await
}

async fn no_complaints(page: &Page) -> Done {
    let complaints = page.browser.complaints().await?;
    hold(complaints.is_empty(), || format!("the console says {complaints:?}"))
}

async fn buys(asha: &Phone<'_>) -> Done {
    asha.says("hi").await?;
    asha.hears("Choose your language").await?;
    asha.taps("English").await?;
    asha.chooses("Cement").await?;
    asha.chooses("UltraTech OPC 53").await?;
    asha.hears("How many bags?").await?;
    asha.says("50").await?;
    asha.hears("Your cart").await?;
    asha.taps("Checkout").await?;
    asha.shares("Miyapur").await?;
    asha.chooses_the_first().await?;
    asha.hears("Total: ₹").await?;
    asha.taps("Confirm").await
}

async fn delivers(asha: &Phone<'_>, vendor: &Phone<'_>) -> Done {
    vendor.taps("Accept").await?;
    vendor.hears("is yours").await?;
    vendor.taps("Packed").await?;
    asha.hears("is packed").await?;
    vendor.taps("Dispatched").await?;
    vendor.says("TS09AB1234 Ramesh").await?;
    asha.hears("TS09AB1234").await?;
    vendor.taps("On the way").await?;
    let code = code_in(&asha.hears("Your delivery code").await?.text().await?)?;
    vendor.taps("Delivered").await?;
    vendor.says(&code).await?;
    vendor.hears("is delivered").await?;
    asha.hears("is delivered").await?;
    Ok(())
}

/// The only free-standing four-digit number of the text.
fn code_in(text: &str) -> Result<String, Trouble> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let code = words.filter(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
    match code.collect::<Vec<_>>()[..] {
        [code] => Ok(code.to_owned()),
        ref found => Err(format!("{} codes in {text:?}", found.len()).into()),
    }
}

/// Three phones, three languages: what the README shows.
async fn takes_the_picture(page: &Page, asha: &Phone<'_>, vendor: &Phone<'_>) -> Done {
    let ravi = page.adds("919848054321", "రవి").await?;
    ravi.says("hi").await?;
    ravi.taps("తెలుగు").await?;
    ravi.chooses("సిమెంట్").await?;
    ravi.has_read_all().await?;
    page.browser.clicks(&ravi.css("[data-action=list]")).await?;
    for (phone, words) in [(asha, "Total: ₹"), (vendor, "is yours")] {
        let bubble = phone.hears(words).await?.attribute("data-bubble").await?;
        let script = "document.querySelector(`[data-bubble='${arguments[0]}']`).scrollIntoView({ block: 'center' })";
        page.browser.run(script, serde_json::json!([bubble])).await?;
    }
    let picture = page.browser.picture().await?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace")?;
    std::fs::write(root.join("docs/sandbox.png"), picture)?;
    Ok(())
}

#[tokio::test]
async fn the_page_shows_what_whatsapp_would_and_turns_the_worlds_switches() -> Done {
    if skipped() {
        return Ok(());
    }
    let page = Page::open().await?;
    let told = everything_else(&page).await;
    page.close(told).await
}

#[tokio::test]
async fn every_kind_of_message_is_drawn_and_can_be_answered() -> Done {
    if skipped() {
        return Ok(());
    }
    let page = Page::open().await?;
    let told = kinds::are_drawn_and_answered(&page).await;
    let told = match told {
        Ok(()) => no_complaints(&page).await,
        told => told,
    };
    page.close(told).await
}

async fn everything_else(page: &Page) -> Done {
    let ravi = page.adds("919848054321", "Ravi").await?;
    words_stay_words(page, &ravi).await?;
    speaks_telugu(&ravi).await?;
    an_old_button_answers(&ravi).await?;
    ravi.sends("voice", "audio").await?;
    put_away_and_back(page, &ravi).await?;
    clock_and_faults(page).await?;
    what_fails_is_marked(page, &ravi).await?;
    no_complaints(page).await
}

async fn words_stay_words(page: &Page, ravi: &Phone<'_>) -> Done {
    let words = "<img src=x onerror=document.title='spoilt'> *bold*";
    let field = page.browser.sees(&ravi.css("[data-field=text]"), "").await?;
    field.types(&format!("{words}\u{e007}")).await?;
    page.browser.sees(&ravi.css("[data-side=person] .text"), "<img src=x onerror=").await?;
    page.browser.sees(&ravi.css("[data-side=person] .text strong"), "bold").await?;
    page.quiet().await?;
    let images =
        format!("document.querySelectorAll(\"{}\").length === 0", ravi.css("[data-chat] img"));
    page.browser.becomes(&images).await?;
    page.browser.becomes("document.title !== 'spoilt'").await
}

async fn speaks_telugu(ravi: &Phone<'_>) -> Done {
    ravi.taps("తెలుగు").await?;
    ravi.hears("ఈరోజు మీ సైట్‌కు ఏం కావాలి?").await?;
    ravi.chooses("సిమెంట్").await?;
    ravi.hears("సిమెంట్").await?;
    Ok(())
}

/// Old buttons stay where they are: the first message of the chat still changes the language.
async fn an_old_button_answers(ravi: &Phone<'_>) -> Done {
    ravi.taps("English").await?;
    ravi.hears("which one would you like?").await?;
    Ok(())
}

/// What comes while a phone is not on the table is unread until somebody takes it up again.
async fn put_away_and_back(page: &Page, ravi: &Phone<'_>) -> Done {
    ravi.has_read_all().await?;
    page.browser.clicks(&ravi.css("[data-action=close-phone]")).await?;
    let person = page.town.sandbox.people().into_iter().find(|person| person.name() == "Ravi");
    person.ok_or("Ravi has no phone")?.says("help").await?;
    page.quiet().await?;
    let chip = page.browser.sees("[data-chip]:not([data-unread='0'])", "Ravi").await?;
    hold(chip.attribute("aria-pressed").await? == "false", || "the phone came back".to_owned())?;
    chip.click().await?;
    ravi.has_read_all().await
}

async fn clock_and_faults(page: &Page) -> Done {
    let before = page.town.sandbox.clock().ahead();
    page.browser.clicks("[data-action=forward][data-seconds='3600']").await?;
    page.browser.sees("[data-clock]", " 10:0").await?;
    let moved = Duration::from_micros(u64::try_from(page.town.sandbox.clock().ahead() - before)?);
    hold(moved == Duration::from_secs(3600), || format!("the clock moved by {moved:?}"))?;
    page.quiet().await?;
    page.browser.clicks("[popovertarget=faults]").await?;
    let switch = "[data-fault=duplicate][data-direction=whatsapp_webhooks][type=checkbox]";
    page.browser.clicks(switch).await?;
    page.browser.sees("#fault-count", "1").await?;
    let rules = page.town.sandbox.faults().list();
    hold(rules.len() == 1 && rules[0].fault == "duplicate", || format!("{rules:?}"))?;
    page.browser.clicks(switch).await?;
    page.browser.becomes("document.getElementById('fault-count').hidden").await?;
    let rules = page.town.sandbox.faults().list();
    hold(rules.is_empty(), || format!("{rules:?}"))?;
    page.browser.clicks("fieldset:has([data-direction=graph_calls]) summary").await?;
    page.browser.sees("[data-try=code] input", "").await?.types("131016").await?;
    page.browser.clicks("[data-try=code] button").await?;
    page.browser.sees("[data-try=code] small", "131016").await?;
    let rules = page.town.sandbox.faults().list();
    hold(rules.len() == 1 && rules[0].code == Some(131_016), || format!("{rules:?}"))?;
    page.browser.clicks("#clear-faults").await?;
    page.browser.becomes("document.getElementById('fault-count').hidden").await?;
    page.browser.clicks("[popovertarget=faults]").await
}

async fn what_fails_is_marked(page: &Page, ravi: &Phone<'_>) -> Done {
    let person = page.town.sandbox.people().into_iter().find(|person| person.name() == "Ravi");
    person.ok_or("Ravi has no phone")?.next_fails_with(131_049);
    ravi.says("menu").await?;
    let mark = page.browser.sees(&ravi.css("[data-tick=failed] .tick-failed"), "!").await?;
    let words = mark.attribute("title").await?;
    hold(words.contains("131049"), || format!("the mark says {words:?}"))
}
