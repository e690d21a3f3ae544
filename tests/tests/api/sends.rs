//! What messages cost: by order, by month, at dated prices.

use jiff::SignedDuration;
use realserv_tests::town::Options;
use realserv_tests::{Done, Town};
use serde_json::{Value, json};

use super::{Office, Trouble, audit};

/// Meta calls every message charged, as one way of reading its page has it.
async fn all_charged() -> Result<Town, Trouble> {
    Town::with(Options { free_messages_a_month: Some(0), ..Options::default() }).await
}

/// One row of a month's report or of an order.
fn of<'a>(rows: &'a Value, category: &str) -> &'a Value {
    let mut all = rows.as_array().expect("rows").iter();
    all.find(|row| row["category"] == category).unwrap_or(&Value::Null)
}

async fn told(town: &Town, templates: bool) -> Result<i64, Trouble> {
    Ok(sqlx::query_scalar(
        "select count(*) from message join delivery on effect_id = id
         where order_id is not null and (body like '{\"shape\":\"template\"%') = $1",
    )
    .bind(templates)
    .fetch_one(&town.pool)
    .await?)
}

#[tokio::test]
async fn an_order_shows_what_was_said_of_it_and_what_that_cost() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    // Not of that order.
    town.buyer("Bina").fills_a_cart().await?;
    let office = Office::of(&town)?;
    let id = office.first_of("/api/v1/orders").await?["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/orders/{id}");
    let sends = office.get(&path).await?.ok()?["sends"].clone();
    let (templates, others) = (told(&town, true).await?, told(&town, false).await?);
    assert_eq!(templates, 1, "the alert of a yard that had not written");
    // Paid, accepted, packed, dispatched, on the way, delivered; and what the yard is told.
    assert!(others >= 12, "{others}");
    assert_eq!(sends["messages"], templates + others);
    // The first thousand of a month are free; a template costs whatever the window.
    assert_eq!(
        of(&sends["by_category"], "service"),
        &json!({
            "category": "service", "kind": "free_customer_service", "messages": others,
            "cost_milli_paise": 0,
        })
    );
    assert_eq!(of(&sends["by_category"], "utility")["kind"], "regular");
    assert_eq!((&sends["cost_milli_paise"], &sends["cost_paise"]), (&json!(11_500), &json!(12)));
    assert_eq!(sends["unpriced"], 0);
    assert_eq!(office.get(&format!("{path}/records")).await?.ok()?["sends"], sends);

    // It stays when the single messages are known no more.
    let report = office.get("/api/v1/reports/sends?month=2026-11").await?.ok()?;
    town.forward(SignedDuration::from_hours(24 * 40)).await;
    town.until("select count(*) from housekeeping where went_round_at > '2027-01-01'").await?;
    assert_eq!(town.count("select count(*) from delivery where order_id is not null").await?, 0);
    assert_eq!(office.get(&path).await?.ok()?["sends"], sends);
    assert_eq!(office.get("/api/v1/reports/sends?month=2026-11").await?.ok()?, report);
    town.ends_well().await
}

#[tokio::test]
async fn a_month_is_metered_whichever_way_meta_tells_what_is_free() -> Done {
    for town in [Town::open().await?, all_charged().await?] {
        town.vendors()?;
        town.buyer("Asha").orders_and_pays().await?;
        let office = Office::of(&town)?;
        let report = office.get("/api/v1/reports/sends?month=2026-11").await?.ok()?;
        let service = of(&report["data"], "service");
        let count = |field: &str| service[field].as_i64().unwrap();
        assert_eq!(count("charged") + count("free_by_window"), count("messages"));
        assert_eq!(count("list_milli_paise"), count("charged") * 11_500);
        assert_eq!(count("free_left"), 1000 - count("messages"));
        assert_eq!(count("due_milli_paise"), 0, "all of them are among the free ones");
        let utility = of(&report["data"], "utility");
        assert_eq!(
            (&utility["messages"], &utility["due_milli_paise"]),
            (&json!(1), &json!(11_500))
        );
        assert_eq!((&report["due_paise"], &report["unpriced"]), (&json!(12), &json!(0)));
        let numbers = "select count(distinct phone_number_id) from delivery";
        assert_eq!(town.count(numbers).await?, 1, "every message knows who sent it");
        let before = office.get("/api/v1/reports/sends?month=2026-10").await?.ok()?;
        assert_eq!((&before["messages"], &before["data"]), (&json!(0), &json!([])));
        for month in ["2026-13", "2026-1", "november"] {
            let path = format!("/api/v1/reports/sends?month={month}");
            assert_eq!(office.get(&path).await?.refused(400), ["month"]);
        }
        assert_eq!(office.get("/api/v1/reports/sends").await?.refused(400), ["month"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_new_price_holds_from_its_day_on_and_what_was_sent_keeps_its_own() -> Done {
    let town = all_charged().await?;
    let office = Office::of(&town)?;
    let known = office.get("/api/v1/send-prices").await?.ok()?;
    let service = of(&known["data"], "service");
    assert_eq!(
        (&service["milli_paise"], &service["free_a_month"], &service["holds"], &service["from_on"]),
        (&json!(11_500), &json!(1000), &json!(true), &json!("2026-10-01"))
    );
    town.buyer("Asha").says("hi").await?;
    let wanted = json!({ "category": "service", "from_on": "2026-11-24", "milli_paise": 20_000 });
    let added = office.post("/api/v1/send-prices", &wanted).await?.ok()?;
    assert_eq!(of(&added["data"], "service")["holds"], false);
    office.post("/api/v1/send-prices", &wanted).await?.refused(409);
    for (field, value) in [
        ("from_on", json!("2026-11-23")),
        ("from_on", json!("soon")),
        ("milli_paise", json!(-1)),
        ("milli_paise", json!(10_000_001)),
        ("free_a_month", json!(-1)),
        ("category", json!("postcard")),
    ] {
        let mut body = wanted.clone();
        body[field] = value;
        assert_eq!(office.post("/api/v1/send-prices", &body).await?.refused(422), [field]);
    }
    let later = json!({ "category": "utility", "from_on": "2026-12-01", "milli_paise": 1 });
    office.post("/api/v1/send-prices", &later).await?.ok()?;
    let named = json!({ "category": "utility", "from_on": "2026-12-01" });
    let left = office.post("/api/v1/send-prices/withdraw", &named).await?.ok()?;
    assert_eq!(of(&left["data"], "utility")["milli_paise"], 11_500);
    let begun = json!({ "category": "service", "from_on": "2026-10-01" });
    office.post("/api/v1/send-prices/withdraw", &begun).await?.refused(404);
    let log: Vec<String> =
        audit(&town, "send-prices").await?.into_iter().map(|(act, _)| act).collect();
    assert_eq!(log, ["send-price.add", "send-price.add", "send-price.withdraw"]);

    town.app.settings.refresh(&town.pool).await?;
    town.forward(SignedDuration::from_hours(24)).await;
    town.buyer("Asha").taps("English").await?;
    let costs: Vec<(i64, i64)> = sqlx::query_as(
        "select milli_paise, count(*) from delivery where priced_on is not null group by 1 order by 1",
    )
    .fetch_all(&town.pool)
    .await?;
    assert_eq!(costs, [(11_500, 1), (20_000, 1)]);
    town.ends_well().await
}

#[tokio::test]
async fn a_conversation_shows_who_wants_to_hear_nothing_more() -> Done {
    let town = Town::open().await?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    let office = Office::of(&town)?;
    assert_eq!(office.first_of("/api/v1/conversations").await?["opted_out_at"], Value::Null);
    asha.phone.opts_out().await?;
    town.quiet().await;
    let shown = office.first_of("/api/v1/conversations").await?;
    assert!(shown["opted_out_at"].as_str().unwrap().starts_with("2026-11-23T03:30"), "{shown}");
    asha.phone.resumes().await?;
    town.quiet().await;
    assert_eq!(office.first_of("/api/v1/conversations").await?["opted_out_at"], Value::Null);
    town.ends_well().await
}
