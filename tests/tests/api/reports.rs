//! Reports: sales, yards, stock and tickets, in JSON and as sheets.

use realserv_tests::behind::minutes;
use realserv_tests::{Done, Town};
use serde_json::{Value, json};

use super::{Office, Trouble};

const NOVEMBER: &str = "from=2026-11-01&to=2026-11-30";

async fn report(office: &Office, path: &str) -> Result<Vec<Value>, Trouble> {
    let page = office.get(&format!("/api/v1/reports/{path}")).await?.ok()?;
    Ok(page["data"].as_array().expect("data").clone())
}

/// Rows of a sheet, cell by cell; no cell of these holds a comma.
async fn sheet(office: &Office, path: &str, accept: &str) -> Result<Vec<Vec<String>>, Trouble> {
    let url = format!("{}/api/v1/reports/{path}", office.base);
    let key = office.key.clone().unwrap_or_default();
    let request = office.client.get(url).header("X-API-Key", key).header("Accept", accept);
    let response = request.send().await?;
    assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8");
    let text = response.text().await?;
    Ok(text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect())
}

/// Asha's order was delivered, Ravi's called off, Lakshmi's never paid.
async fn a_day(town: &Town) -> Done {
    town.only(realserv_tests::behind::OPC_53, &[("VEN-KALUVA", 600)]).await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    town.forward(minutes(2)).await;
    kaluva.brings_it_to(&asha).await?;
    let ravi = town.buyer("Ravi");
    ravi.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    ravi.cancels().await?;
    town.buyer("Lakshmi").orders().await
}

#[tokio::test]
async fn sales_add_up_whatever_they_are_laid_out_by() -> Done {
    let town = Town::open().await?;
    a_day(&town).await?;
    let office = Office::of(&town)?;
    let lines: i64 = sqlx::query_scalar(
        "select sum(line.total_paise)::bigint
         from order_line as line join part on part.id = part_id join orders on orders.id = order_id
         where orders.state = 'delivered'",
    )
    .fetch_one(&town.pool)
    .await?;
    let part: i64 = sqlx::query_scalar("select total_paise from part where state = 'delivered'")
        .fetch_one(&town.pool)
        .await?;
    let sum = |rows: &[Value], name: &str| -> i64 {
        rows.iter().map(|row| row[name].as_i64().unwrap_or_default()).sum()
    };
    let days = report(&office, &format!("sales?{NOVEMBER}")).await?;
    let [day] = days.as_slice() else { panic!("{days:?}") };
    assert_eq!(
        (&day["key"], &day["orders"], &day["parts"]),
        (&json!("2026-11-23"), &json!(2), &json!(2))
    );
    assert_eq!((&day["cancelled_parts"], &day["gross_paise"]), (&json!(1), &json!(2 * part)));
    assert_eq!((&day["cancelled_paise"], &day["net_paise"]), (&json!(part), &json!(part)));
    assert_eq!(day["delivery_paise"], part - lines);
    let refunds = town.count("select sum(amount_paise)::bigint from refund").await?;
    assert!(refunds > 0 && day["refunds_paise"] == refunds, "{day}");
    // To the paisa as the domain has it: 18 % of goods and of delivery, halves of it.
    let gst = |paise: i64| {
        let rate = realserv_domain::catalog::GstRate(1800);
        realserv_domain::tax::Gst::inside(realserv_domain::money::Paise::new(paise), rate)
            .tax()
            .get()
    };
    assert_eq!(day["gst_paise"], gst(lines) + gst(part - lines));
    for (by, keys) in [
        ("week", vec!["2026-11-23"]),
        ("month", vec!["2026-11"]),
        ("category", vec!["cement", "delivery"]),
        ("vendor", vec!["VEN-KALUVA"]),
        ("zone", vec![]),
    ] {
        let rows = report(&office, &format!("sales?{NOVEMBER}&by={by}")).await?;
        let found: Vec<&str> = rows.iter().map(|row| row["key"].as_str().unwrap()).collect();
        assert!(found == keys || by == "zone" && found.len() == 1, "{by}: {found:?}");
        for name in ["gross_paise", "net_paise", "gst_paise", "delivery_paise", "cancelled_paise"] {
            assert_eq!(sum(&rows, name), day[name].as_i64().unwrap(), "{by} {name}");
        }
        let of_orders = !matches!(by, "category" | "vendor");
        assert_eq!(rows[0]["refunds_paise"].is_i64(), of_orders, "{by}");
    }
    // It was placed at nine in the morning here, which is the day before in no part of the world that we sell in.
    assert!(report(&office, "sales?from=2026-11-24&to=2026-11-30").await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn yards_are_seen_by_their_offers() -> Done {
    let town = Town::open().await?;
    a_day(&town).await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    let asha = town.buyer("Asha");
    asha.taps("👍 Good").await?;
    asha.says("20 bags ultratech opc 53").await?;
    asha.taps("Confirm").await?;
    asha.pays(realserv_sandbox::How::Upi).await?;
    kaluva.taps("Reject").await?;
    kaluva.taps("Not in stock").await?;
    let office = Office::of(&town)?;
    let rows = report(&office, &format!("vendors?{NOVEMBER}")).await?;
    let row = rows.iter().find(|row| row["code"] == "VEN-KALUVA").expect("Kaluva");
    let count = |name: &str| row[name].as_i64().unwrap_or(-1);
    assert_eq!(["offers", "accepted", "rejected", "lapsed"].map(count), [3, 2, 1, 0], "{row}");
    assert_eq!(
        (&row["acceptance_percent"], &row["on_time_percent"]),
        (&json!("66.7"), &json!("100.0"))
    );
    assert_eq!(
        ["delivered", "fell_through", "claims", "rated_good", "rated_bad"].map(count),
        [1, 1, 0, 1, 0]
    );
    assert_eq!(row["score"], json!(null), "three offers say nothing yet");
    assert!(count("median_answer_seconds") >= 0, "{row}");
    let csv = sheet(&office, &format!("vendors?{NOVEMBER}&format=csv"), "application/json").await?;
    assert_eq!(csv[0][0], "vendor_id");
    assert_eq!(csv.len(), rows.len() + 1);
    Ok(())
}

#[tokio::test]
async fn stock_says_what_is_free_and_when_it_was_counted() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let listing = town.listing("VEN-KALUVA", realserv_tests::behind::OPC_53).await?;
    let path = format!("/api/v1/catalog/listings/{listing}/stock");
    office.json(reqwest::Method::PUT, &path, &json!({ "available": "100" })).await?.ok()?;
    town.forward(minutes(3 * 24 * 60)).await;
    town.buyer("Asha").orders().await?;
    let vendor: uuid::Uuid = sqlx::query_scalar("select id from vendor where code = 'VEN-KALUVA'")
        .fetch_one(&town.pool)
        .await?;
    let page = office
        .get(&format!("/api/v1/reports/inventory?vendor_id={vendor}&limit=100"))
        .await?
        .ok()?;
    let rows = page["data"].as_array().expect("data");
    let row = rows.iter().find(|row| row["listing_id"] == listing.to_string()).expect("the cement");
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    assert_eq!([text("on_hand"), text("held"), text("available")], ["100", "50", "50"], "{row}");
    assert_eq!((&row["low"], &row["days_since_counted"]), (&json!(false), &json!(3)));
    assert!(rows.iter().any(|row| row["days_since_counted"].is_null()), "nobody has counted those");
    assert!(report(&office, "inventory?low=true").await?.is_empty());
    // A name that is a formula to a spreadsheet.
    sqlx::query("update vendor set name_en = '=1+1' where code = 'VEN-KALUVA'")
        .execute(&town.pool)
        .await?;
    let csv = sheet(&office, &format!("inventory?vendor_id={vendor}"), "text/csv").await?;
    assert_eq!(csv.len(), rows.len() + 1);
    assert_eq!(csv[1][2], "'=1+1");
    let first = office.get("/api/v1/reports/inventory?limit=1").await?.ok()?;
    let cursor = first["next_cursor"].as_str().expect("more");
    let second =
        office.get(&format!("/api/v1/reports/inventory?limit=1&cursor={cursor}")).await?.ok()?;
    assert_ne!(first["data"][0]["listing_id"], second["data"][0]["listing_id"]);
    Ok(())
}

#[tokio::test]
async fn tickets_say_how_long_people_waited_and_what_they_say() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    for (name, mark) in [("Asha", "👍 Yes"), ("Ravi", "👎 No")] {
        let buyer = town.buyer(name);
        buyer.fills_a_cart().await?;
        buyer.says("person").await?;
        let ticket = office.first_of("/api/v1/tickets").await?;
        let path = format!("/api/v1/tickets/{}", ticket["id"].as_str().unwrap());
        town.forward(minutes(10)).await;
        let reply = json!({ "text": "On its way", "by": "Ravi" });
        office.post(&format!("{path}/reply"), &reply).await?.ok()?;
        town.forward(minutes(20)).await;
        office.post(&format!("{path}/solve"), &json!({ "by": "Ravi" })).await?.ok()?;
        town.quiet().await;
        buyer.taps(mark).await?;
    }
    let rows = report(&office, &format!("tickets?{NOVEMBER}")).await?;
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    let count = |name: &str| row[name].as_i64().unwrap_or(-1);
    let figures =
        ["opened", "live", "answered", "solved", "reopened", "asked", "good", "bad"].map(count);
    assert_eq!(figures, [2, 1, 2, 1, 1, 2, 1, 1], "{row}");
    assert_eq!(row["satisfaction_percent"], "50.0");
    // The clock of the test runs on while people type.
    assert!((600..660).contains(&count("median_first_reply_seconds")), "{row}");
    assert!((1800..1900).contains(&count("median_solution_seconds")), "{row}");
    let owners = report(&office, &format!("tickets?{NOVEMBER}&by=owner")).await?;
    assert_eq!(owners[0]["key"], "Ravi");
    let csv = sheet(&office, &format!("tickets?{NOVEMBER}&by=about"), "text/csv").await?;
    assert_eq!((csv[1][0].as_str(), csv[1][1].as_str()), ("asked_for_person", "2"));
    Ok(())
}

#[tokio::test]
async fn ranges_are_bounded_and_every_bad_field_is_named() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    let bad = async |path: &str| -> Result<Vec<String>, Trouble> {
        Ok(office.get(&format!("/api/v1/reports/{path}")).await?.refused(400))
    };
    assert_eq!(bad("sales").await?, ["from", "to"]);
    assert_eq!(bad("sales?from=2026-11-02&to=2026-11-01").await?, ["to"]);
    assert_eq!(bad("vendors?from=2025-01-01&to=2026-11-01").await?, ["to"]);
    assert_eq!(bad(&format!("tickets?{NOVEMBER}&by=colour&format=pdf")).await?, ["by", "format"]);
    assert!(report(&office, &format!("reconciliation/days?{NOVEMBER}")).await?.is_empty());
    Ok(())
}
