//! What is told beside WhatsApp: alerts by mail and push at once, by SMS where WhatsApp does not deliver, papers by mail.

use realserv_adapters::http;
use realserv_tests::behind::{minutes, seconds};
use realserv_tests::town::Options;
use realserv_tests::{Done, Town, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

const TICKETS: &str = "select count(*) from ticket where about = 'unreachable'";
const UNSURE: &str = "select count(*) from notice where state = 'unsure'";
const NEEDLESS: &str = "select count(*) from notice where way = 'sms' and state = 'needless'";

async fn town() -> Result<Town, Trouble> {
    Town::with(Options { has_carriers: true, ..Options::default() }).await
}

/// A vendor's id by its code.
async fn vendor(town: &Town, code: &str) -> Result<String, Trouble> {
    let vendors = town.office(Method::GET, "/vendors", &Value::Null).await?;
    let list = vendors["data"].as_array().ok_or("no vendors")?;
    let vendor = list.iter().find(|vendor| vendor["code"] == code).ok_or("no such vendor")?;
    Ok(vendor["id"].as_str().unwrap_or_default().to_owned())
}

async fn reaches(town: &Town, code: &str, contact: &Value) -> Result<(), Trouble> {
    let path = format!("/vendors/{}/contact", vendor(town, code).await?);
    town.office(Method::PATCH, &path, contact).await?;
    Ok(())
}

async fn has_phone(town: &Town, code: &str, token: &str) -> Result<(), Trouble> {
    let path = format!("/vendors/{}/devices", vendor(town, code).await?);
    let device = json!({ "token": token, "platform": "android" });
    town.office(Method::POST, &path, &device).await?;
    Ok(())
}

/// Each notice: way, state, reason.
async fn notices(town: &Town) -> Result<Vec<String>, Trouble> {
    let rows: Vec<(String, String, Option<String>)> =
        sqlx::query_as("select way, state, reason from notice order by made_at, way, device_id")
            .fetch_all(&town.pool)
            .await?;
    let shown = rows.into_iter().map(|(way, state, reason)| match reason {
        Some(reason) => format!("{way} {state}: {reason}"),
        None => format!("{way} {state}"),
    });
    Ok(shown.collect())
}

#[tokio::test]
async fn an_alert_goes_out_by_mail_and_push_as_well() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    reaches(&town, "VEN-KALUVA", &json!({ "email": "kaluva@example.in" })).await?;
    has_phone(&town, "VEN-KALUVA", "fcm-token-of-kaluvas-phone").await?;
    asha.orders_and_pays().await?;
    kaluva.heard("New order")?;
    let mails = town.carriers().mail.caught();
    let [mail] = mails.as_slice() else { return Err(format!("{mails:?}").into()) };
    assert_eq!(mail.to, ["kaluva@example.in"]);
    let subject = mail.header("Subject").ok_or("no subject")?;
    assert!(subject.starts_with("New order RS"), "{subject}");
    assert_eq!(mail.header("Auto-Submitted").as_deref(), Some("auto-generated"));
    let pushes = town.carriers().push.taken();
    let [push] = pushes.as_slice() else { return Err(format!("{pushes:?}").into()) };
    assert_eq!((push.title.as_str(), &push.data["kind"]), (subject.as_str(), &json!("offer")));
    insta::assert_snapshot!("push_of_an_alert", push.body);
    assert!(town.carriers().sms.taken().is_empty(), "WhatsApp has delivered");
    kaluva.taps("Accept").await?;
    town.forward(minutes(15)).await;
    assert!(town.carriers().sms.taken().is_empty());
    assert_eq!(notices(&town).await?, ["email accepted", "push accepted", "sms needless"]);
    town.ends_well().await
}

#[tokio::test]
async fn an_alert_that_cannot_arrive_goes_out_as_an_sms_once() -> Done {
    let town = town().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.phone.blocks();
    asha.orders_and_pays().await?;
    let taken = town.carriers().sms.taken();
    let [sms] = taken.as_slice() else { return Err(format!("{taken:?}").into()) };
    assert_eq!(sms.to, kaluva.phone.number());
    let number = town.order().await?.number.to_string();
    insta::assert_snapshot!("sms_of_an_alert", sms.text.replace(&number, "RS-1"));
    assert_eq!(chiluka.times("New order"), 0, "he has his ten minutes");
    assert_eq!(town.count(TICKETS).await?, 1, "the office calls him all the same");
    assert_eq!(town.carriers().sms.reports(sms, 1, "DELIVERED").await?, 200);
    town.quiet().await;
    assert_eq!(notices(&town).await?, ["sms delivered"]);
    town.forward(minutes(11)).await;
    chiluka.heard("New order")?;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    town.books_balance().await
}

/// Meta says only afterwards that the window was closed: the template arrives, and its SMS is needless.
#[tokio::test]
async fn an_alert_that_goes_again_as_a_template_needs_no_sms() -> Done {
    let town = town().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.says("hi").await?;
    kaluva.phone.next_fails_with(131_047);
    asha.orders_and_pays().await?;
    kaluva.heard("New order")?;
    town.forward(minutes(5)).await;
    assert!(town.carriers().sms.taken().is_empty(), "WhatsApp has delivered");
    assert_eq!(notices(&town).await?, ["sms needless"]);
    assert_eq!((chiluka.times("New order"), town.count(TICKETS).await?), (0, 0));
    let template = "select count(*) from delivery join notice on instead_of = effect_id
                    where delivery.order_id is not null and rank > 2";
    assert_eq!(town.count(template).await?, 1, "what it costs is the order's");
    town.books_balance().await
}

/// The template does not arrive either: the SMS that stood by for the alert goes out, and he keeps his ten minutes.
#[tokio::test]
async fn a_template_that_is_lost_too_is_followed_by_the_sms() -> Done {
    let town = town().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.says("hi").await?;
    kaluva.phone.next_fails_with(131_047);
    kaluva.phone.next_fails_with(131_026);
    asha.orders_and_pays().await?;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    assert_eq!((chiluka.times("New order"), town.count(TICKETS).await?), (0, 1));
    town.books_balance().await
}

#[tokio::test]
async fn an_alert_that_reaches_nobody_by_any_way_moves_on_at_once() -> Done {
    let town = town().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.phone.blocks();
    asha.orders_and_pays().await?;
    let sms = town.carriers().sms.taken().pop().ok_or("no SMS")?;
    // Gateways say it more than once.
    for _ in 0..2 {
        assert_eq!(town.carriers().sms.reports(&sms, 9, "NDNC number").await?, 200);
    }
    town.quiet().await;
    assert_eq!(notices(&town).await?[0], "sms failed: NDNC number");
    chiluka.heard("New order")?;
    assert_eq!(chiluka.times("New order"), 1);
    assert_eq!(town.count(TICKETS).await?, 1);
    chiluka.brings_it_to(&asha).await?;
    town.books_balance().await
}

#[tokio::test]
async fn an_sms_that_the_gateway_refuses_leaves_no_order_waiting() -> Done {
    let town = town().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    kaluva.phone.blocks();
    town.carriers().sms.refuses_next("template not approved by 919848012345");
    asha.orders_and_pays().await?;
    chiluka.heard("New order")?;
    assert_eq!(notices(&town).await?[0], "sms failed: HTTP 200: template not approved by …");
    town.books_balance().await
}

#[tokio::test]
async fn an_alert_that_is_long_on_its_way_is_followed_by_an_sms() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    kaluva.phone.goes_offline();
    asha.orders_and_pays().await?;
    town.forward(minutes(2)).await;
    assert!(town.carriers().sms.taken().is_empty());
    town.forward(seconds(61)).await;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    kaluva.phone.comes_online();
    town.quiet().await;
    kaluva.taps("Accept").await?;
    town.forward(minutes(15)).await;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    town.ends_well().await
}

#[tokio::test]
async fn the_office_says_how_long_an_alert_may_be_on_its_way() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    town.office_sets("alert_fallback_minutes", 0).await?;
    kaluva.phone.goes_offline();
    asha.orders_and_pays().await?;
    town.forward(minutes(9)).await;
    assert!(town.carriers().sms.taken().is_empty(), "only when WhatsApp says so");
    // The offer is over: nobody is woken for it.
    town.forward(minutes(10)).await;
    assert!(town.carriers().sms.taken().is_empty());
    assert!(town.count(NEEDLESS).await? >= 1);
    town.books_balance().await
}

/// A yard that is closed is not woken: its offer waits until it opens, and so does the SMS.
#[tokio::test]
async fn no_sms_rings_before_the_yard_opens() -> Done {
    let starts_at = "2026-11-23T22:30:00+05:30";
    let town = Town::with(Options { has_carriers: true, starts_at, ..Options::default() }).await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    kaluva.phone.blocks();
    asha.orders_and_pays().await?;
    assert!(town.carriers().sms.taken().is_empty());
    town.forward(minutes(8 * 60)).await; // 06:30
    assert!(town.carriers().sms.taken().is_empty());
    town.forward(minutes(31)).await;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    town.books_balance().await
}

#[tokio::test]
async fn an_sms_survives_a_crash_and_is_sent_once() -> Done {
    let mut town = town().await?;
    {
        let (asha, kaluva, _) = town.two_yards().await?;
        kaluva.phone.goes_offline();
        asha.orders_and_pays().await?;
    }
    town.stops().await;
    town.clock.forward(minutes(4));
    town.starts().await?;
    town.quiet().await;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    town.restart().await?;
    town.forward(minutes(3)).await;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    town.books_balance().await
}

/// The gateway knows no key of ours: what may have gone is not sent again.
#[tokio::test]
async fn an_sms_whose_answer_is_lost_is_not_sent_again() -> Done {
    let mut town = town().await?;
    {
        let (asha, kaluva, _) = town.two_yards().await?;
        kaluva.phone.blocks();
        town.carriers().sms.loses_next_answer();
        asha.orders_and_pays().await?;
    }
    assert_eq!(town.count(UNSURE).await?, 1);
    town.restart().await?;
    town.forward(minutes(5)).await;
    assert_eq!(town.carriers().sms.taken().len(), 1);
    town.books_balance().await
}

/// The program died between its call and writing the answer: the row is there, and says that it was called.
#[tokio::test]
async fn an_sms_that_was_called_by_a_program_that_died_is_not_called_again() -> Done {
    let mut town = town().await?;
    {
        let (asha, kaluva, _) = town.two_yards().await?;
        kaluva.phone.goes_offline();
        asha.orders_and_pays().await?;
    }
    town.stops().await;
    sqlx::query("update notice set called_at = made_at where way = 'sms'")
        .execute(&town.pool)
        .await?;
    town.clock.forward(minutes(4));
    town.starts().await?;
    town.quiet().await;
    assert!(town.carriers().sms.taken().is_empty());
    assert_eq!(town.count(UNSURE).await?, 1);
    town.books_balance().await
}

/// The week's statement, on the Monday after.
#[tokio::test]
async fn a_statement_goes_by_mail_with_its_pdf() -> Done {
    let town = town().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    reaches(&town, "VEN-KALUVA", &json!({ "email": "kaluva@example.in" })).await?;
    town.forward(minutes((6 * 24 + 22) * 60)).await;
    let mails = town.carriers().mail.caught();
    let [mail] = mails.as_slice() else { return Err(format!("{mails:?}").into()) };
    let subject = mail.header("Subject").ok_or("no subject")?;
    assert_eq!(subject, "Your account Mon 23 Nov – Sun 29 Nov");
    assert!(mail.content.contains("filename=\"statement-2026-11-29.pdf\""), "{}", mail.content);
    // %PDF-1 in base64.
    assert!(mail.content.contains("JVBERi0x"));
    assert_eq!(notices(&town).await?.last().map(String::as_str), Some("email accepted"));
    town.ends_well().await
}

#[tokio::test]
async fn an_invoice_goes_by_mail_to_who_wants_it() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    let papers = json!({ "email": "kaluva@example.in", "alerts": [] });
    reaches(&town, "VEN-KALUVA", &papers).await?;
    asha.orders_and_pays().await?;
    let buyer: String =
        sqlx::query_scalar("select buyer_id::text from orders").fetch_one(&town.pool).await?;
    let path = format!("/conversations/{buyer}/contact");
    town.office(Method::PATCH, &path, &json!({ "email": "asha@example.in" })).await?;
    kaluva.brings_it_to(&asha).await?;
    let mails = town.carriers().mail.caught();
    let mut to: Vec<&str> = mails.iter().flat_map(|mail| &mail.to).map(String::as_str).collect();
    to.sort_unstable();
    assert_eq!(to, ["asha@example.in", "kaluva@example.in"]);
    for mail in &mails {
        let subject = mail.header("Subject").ok_or("no subject")?;
        assert!(subject.starts_with("Invoice "), "{subject}");
        assert!(mail.content.contains("Content-Type: application/pdf"));
        assert!(mail.content.contains("filename=\"I"), "{}", mail.content);
        // %PDF-1 in base64.
        assert!(mail.content.contains("JVBERi0x"));
    }
    assert!(town.carriers().sms.taken().is_empty());
    town.ends_well().await
}

#[tokio::test]
async fn a_mail_waits_for_its_server_and_not_for_ever() -> Done {
    let town = town().await?;
    let (asha, _, _) = town.two_yards().await?;
    reaches(&town, "VEN-KALUVA", &json!({ "email": "kaluva@example.in" })).await?;
    town.carriers().mail.set_down(true);
    asha.orders_and_pays().await?;
    assert!(town.carriers().mail.caught().is_empty());
    town.carriers().mail.set_down(false);
    town.forward(minutes(6)).await;
    assert_eq!(town.carriers().mail.caught().len(), 1);
    town.books_balance().await
}

#[tokio::test]
async fn what_a_mail_server_refuses_is_shown_and_what_it_puts_off_is_tried_again() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    reaches(&town, "VEN-KALUVA", &json!({ "email": "never-kaluva@example.in" })).await?;
    asha.orders_and_pays().await?;
    assert!(notices(&town).await?[0].starts_with("email failed: "), "{:?}", notices(&town).await?);
    kaluva.taps("Accept").await?;
    reaches(&town, "VEN-KALUVA", &json!({ "email": "later-kaluva@example.in" })).await?;
    kaluva.taps("Packed").await?;
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    assert!(town.carriers().mail.caught().is_empty());
    // He has said where he reads meanwhile.
    reaches(&town, "VEN-KALUVA", &json!({ "email": "kaluva@example.in" })).await?;
    town.forward(minutes(1)).await;
    assert_eq!(town.carriers().mail.caught().len(), 1);
    town.books_balance().await
}

#[tokio::test]
async fn a_phone_that_is_no_more_is_forgotten() -> Done {
    let town = town().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    for token in
        ["dead-phone-of-last-year-x", "wrong-apps-phone-xxxxxxx", "fcm-token-of-kaluvas-phone"]
    {
        has_phone(&town, "VEN-KALUVA", token).await?;
    }
    asha.orders_and_pays().await?;
    assert_eq!(town.carriers().push.taken().len(), 1);
    assert_eq!(town.count("select count(*) from device").await?, 1);
    kaluva.taps("Reject").await?;
    kaluva.says("no vehicle").await?;
    assert_eq!(town.carriers().push.tokens(), 1, "kept for its hour");
    town.books_balance().await
}

#[tokio::test]
async fn who_wants_nothing_but_whatsapp_gets_nothing_else() -> Done {
    let town = town().await?;
    let (asha, kaluva, chiluka) = town.two_yards().await?;
    let nothing = json!({ "email": "kaluva@example.in", "alerts": [], "papers": [] });
    reaches(&town, "VEN-KALUVA", &nothing).await?;
    has_phone(&town, "VEN-KALUVA", "fcm-token-of-kaluvas-phone").await?;
    kaluva.phone.blocks();
    asha.orders_and_pays().await?;
    assert!(town.carriers().sms.taken().is_empty() && town.carriers().push.taken().is_empty());
    assert!(town.carriers().mail.caught().is_empty());
    chiluka.heard("New order")?;
    town.books_balance().await
}

#[tokio::test]
async fn forged_and_broken_reports_change_nothing() -> Done {
    let town = town().await?;
    let client = http::client(&town.url(""), http::Timeouts::default())?;
    let posts = async |path: &str, body: &str| -> Result<u16, Trouble> {
        let sent = client.post(town.url(path)).body(body.to_owned()).send().await?;
        Ok(sent.status().as_u16())
    };
    let report = r#"[{"requestId":"3763646c0000000000000001","report":[{"status":"1"}]}]"#;
    let ours =
        town.carriers().sms.variables().into_iter().find(|(name, _)| *name == "SMS_WEBHOOK_SECRET");
    let ours = format!("/webhooks/sms/{}", ours.ok_or("no secret")?.1);
    assert_eq!(posts("/webhooks/sms/guessed", report).await?, 401);
    assert_eq!(posts("/webhooks/sms/%FF%00", report).await? / 100, 4);
    assert_eq!(posts(&ours, "<xml/>").await?, 400);
    assert_eq!(posts(&ours, report).await?, 200, "of nobody: kept until its answer comes");
    assert_eq!(town.count("select count(*) from sms_report").await?, 1);
    let off = Town::open().await?;
    let sent = client.post(off.url("/webhooks/sms/guessed")).body("[]").send().await?;
    assert_eq!(sent.status().as_u16(), 404, "without SMS there is no such door");
    Ok(())
}
