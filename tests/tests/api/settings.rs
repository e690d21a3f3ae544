//! The business terms: shown, set, followed, written down.

use jiff::SignedDuration;
use realserv_tests::{Done, Town};
use reqwest::Method;
use serde_json::{Map, Value, json};

use super::{Office, Trouble, audit};

const PATH: &str = "/api/v1/settings";

/// What a PUT takes: every setting by name and value.
fn values(shown: &Value) -> Map<String, Value> {
    let all = shown["data"].as_array().expect("settings").iter();
    all.map(|one| (one["name"].as_str().unwrap().to_owned(), one["value"].clone())).collect()
}

async fn set(office: &Office, changes: &[(&str, i64)]) -> Result<super::Reply, Trouble> {
    let mut wanted = values(&office.get(PATH).await?.ok()?);
    for (name, value) in changes {
        wanted.insert((*name).to_owned(), json!(value));
    }
    office.json(Method::PUT, PATH, &Value::Object(wanted)).await
}

#[tokio::test]
async fn what_the_office_sets_holds_for_the_next_order_and_is_written_down() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let office = Office::of(&town)?;
    let changed =
        set(&office, &[("quote_minutes", 45), ("cash_limit_first_paise", 0)]).await?.ok()?;
    let one = |name: &str| {
        let all = changed["data"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).unwrap().clone()
    };
    let quote = one("quote_minutes");
    assert_eq!((&quote["value"], &quote["default"]), (&json!(45), &json!(30)));
    assert_eq!((&quote["unit"], &quote["minimum"]), (&json!("minutes"), &json!(16)));
    assert!(quote["changed_at"].is_string() && one("offer_minutes")["changed_at"].is_null());
    town.buyer("Asha").orders().await?;
    let order = town.order().await?;
    let holds = order.quote_ends_at.duration_since(order.placed_at);
    assert_eq!(holds, SignedDuration::from_mins(45));
    let log = audit(&town, "settings").await?;
    let said = json!({
        "before": { "quote_minutes": 30, "cash_limit_first_paise": 1_000_000 },
        "after": { "quote_minutes": 45, "cash_limit_first_paise": 0 },
    });
    assert_eq!(log, [("settings.change".to_owned(), said)]);
    set(&office, &[("quote_minutes", 45)]).await?.ok()?;
    assert_eq!(audit(&town, "settings").await?.len(), 1, "nothing changed, nothing is noted");
    Ok(())
}

#[tokio::test]
async fn a_node_follows_what_another_one_was_told() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    sqlx::query("insert into setting values ('offer_minutes', '20', '2026-11-23'), ('newer', '1', '2026-11-23'), ('code_tries', '0', '2026-11-23'), ('poll_minutes', 'often', '2026-11-23')")
        .execute(&town.pool)
        .await?;
    super::until(|| town.app.settings.snapshot().offer_minutes == 20).await?;
    let shown = values(&office.get(PATH).await?.ok()?);
    assert_eq!((&shown["offer_minutes"], &shown["code_tries"]), (&json!(20), &json!(5)));
    assert!(!shown.contains_key("newer"), "what this program does not know is let be");
    Ok(())
}

#[tokio::test]
async fn what_is_out_of_range_or_does_not_go_together_is_refused_whole() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let before = office.get(PATH).await?.ok()?;
    let refused =
        async |changes: &[(&str, i64)]| Ok::<_, Trouble>(set(&office, changes).await?.refused(422));
    let wrong = [("quote_minutes", 15), ("cash_limit_paise", 20_000_000), ("offer_minutes", 20)];
    assert_eq!(refused(&wrong).await?, ["quote_minutes", "cash_limit_paise"]);
    let wrong = [("offer_reminder_minutes", 10), ("packed_fee_per_mille", 55)];
    assert_eq!(refused(&wrong).await?, ["offer_reminder_minutes", "packed_fee_per_mille"]);
    let wrong = [("trip_kept_per_mille", 1001), ("called_crew_per_mille", -1)];
    assert_eq!(refused(&wrong).await?, ["trip_kept_per_mille", "called_crew_per_mille"]);
    for wrong in [1, 30] {
        assert_eq!(refused(&[("pay_reminder_minutes", wrong)]).await?, ["pay_reminder_minutes"]);
    }
    assert_eq!(refused(&[("moonrise", 1)]).await?, ["moonrise"]);
    let one = office.json(Method::PUT, PATH, &json!({ "quote_minutes": 30 })).await?;
    assert_eq!(one.refused(422).len(), 31, "a PUT brings all of them");
    assert_eq!(office.get(PATH).await?.ok()?, before);
    assert!(audit(&town, "settings").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn the_document_says_the_ranges_that_hold() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let document = office.get("/api/v1/openapi.json").await?.ok()?;
    let written = &document["components"]["schemas"]["SettingsWanted"];
    let shown = office.get(PATH).await?.ok()?;
    let all = shown["data"].as_array().unwrap();
    assert_eq!(written["properties"].as_object().unwrap().len(), all.len());
    for one in all {
        let name = one["name"].as_str().unwrap();
        let field = &written["properties"][name];
        for (theirs, ours) in
            [("minimum", "minimum"), ("maximum", "maximum"), ("example", "default")]
        {
            assert_eq!(field[theirs].as_f64(), one[ours].as_f64(), "{name} {theirs}");
        }
        assert!(written["required"].as_array().unwrap().contains(&json!(name)), "{name}");
    }
    Ok(())
}
