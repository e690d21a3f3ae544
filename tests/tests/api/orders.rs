//! Orders as the office sees them and acts upon them.

use jiff::Timestamp;
use realserv_sandbox::How;
use realserv_tests::{Done, Someone, Town};
use reqwest::Method;
use serde_json::{Value, json};

use super::{NOBODY, Office, Reply, Trouble, audit};

/// Fifty bags of Asha's, paid and offered to the nearest yard.
async fn paid_order(town: &Town) -> Result<(Office, Value), Trouble> {
    town.vendors()?;
    town.buyer("Asha").orders_and_pays().await?;
    let office = Office::of(town)?;
    let order = office.first_of("/api/v1/orders").await?;
    Ok((office, order))
}

fn id(order: &Value) -> &str {
    order["id"].as_str().expect("an id")
}

/// An act on an order, and the order after it.
pub(super) async fn act(
    town: &Town,
    office: &Office,
    order: &Value,
    verb: &str,
    body: Value,
) -> Result<Value, Trouble> {
    let reply = office.post(&format!("/api/v1/orders/{}/{verb}", id(order)), &body).await?;
    assert_eq!(reply.status.as_u16(), 202, "{:?}", reply.body);
    assert_eq!(reply.headers["location"], reply.body["order_url"].as_str().unwrap());
    assert_eq!(reply.body["order"]["id"], order["id"]);
    town.quiet().await;
    office.get(reply.body["order_url"].as_str().unwrap()).await?.ok()
}

#[tokio::test]
async fn an_order_is_shown_with_all_that_belongs_to_it() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let office = Office::of(&town)?;
    let short = office.first_of("/api/v1/orders").await?;
    let order = office.get(&format!("/api/v1/orders/{}", id(&short))).await?.ok()?;
    assert_eq!(order["state"], "delivered");
    assert_eq!(order["buyer"]["name"], "Asha");
    assert_eq!(order["site"]["pin"], "500049");
    let line = &order["parts"][0]["lines"][0];
    assert_eq!((&line["quantity"], &line["unit"]), (&json!("50"), &json!("bag")));
    assert_eq!(line["gst_percent"], "18");
    let sum =
        |of: &Value, names: &[&str]| names.iter().map(|n| of[*n].as_i64().unwrap()).sum::<i64>();
    let pieces = ["taxable_paise", "cgst_paise", "sgst_paise", "round_off_paise"];
    assert_eq!(sum(line, &pieces), line["total_paise"].as_i64().unwrap());
    let part = &order["parts"][0];
    let names = pieces.map(|piece| format!("delivery_{piece}"));
    let delivery = sum(part, &names.each_ref().map(String::as_str));
    assert_eq!(delivery, part["delivery_paise"].as_i64().unwrap());
    // ₹307 hold ₹260.17 and twice ₹23.41; the paisa that is left is a row of the vendor's invoice.
    assert_eq!(part["delivery_round_off_paise"], 1);
    assert_eq!(order["payments"][0]["status"], "captured");
    assert_eq!(order["links"][0]["status"], "paid");
    for posting in order["postings"].as_array().unwrap() {
        let entries = posting["entries"].as_array().unwrap();
        assert_eq!(entries.iter().map(|e| e["amount_paise"].as_i64().unwrap()).sum::<i64>(), 0);
    }
    let events: Vec<&str> = order["history"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|turn| turn["event"].as_str())
        .collect();
    for wanted in
        ["placed", "link_created", "link_seen", "offer_accepted", "dispatched", "code_tried"]
    {
        assert!(events.contains(&wanted), "{wanted} is not in {events:?}");
    }
    let told = order["history"].to_string();
    for private in ["Ramesh", "TG09AB1234", "Asha", &asha.bold_code()?] {
        assert!(!told.contains(&format!("\"{private}\"")), "the history tells {private}");
    }
    assert!(!order.to_string().contains(&asha.phone.number()), "the number is not masked");
    town.ends_well().await
}

/// What the list shows of a part is what the order itself shows of it, only less.
#[tokio::test]
async fn a_part_has_one_shape_in_the_list_and_in_the_order() -> Done {
    let town = Town::open().await?;
    let (office, short) = paid_order(&town).await?;
    let whole = office.get(&format!("/api/v1/orders/{}", id(&short))).await?.ok()?;
    let (short, whole) = (&short["parts"][0], &whole["parts"][0]);
    for (field, value) in short.as_object().unwrap() {
        assert_eq!(value, &whole[field], "{field}");
    }
    for language in ["en", "hi", "te"] {
        assert!(short["vendor"][language].as_str().is_some_and(|name| !name.is_empty()), "{short}");
    }
    let document = Office::with(&town, None)?.get("/api/v1/openapi.json").await?.ok()?;
    let said = |schema: &str| {
        document["components"]["schemas"][schema]["properties"]["vendor"]["$ref"].clone()
    };
    assert_eq!(said("PartInList"), "#/components/schemas/Names");
    assert_eq!(said("PartWhole"), said("PartInList"));
    Ok(())
}

#[tokio::test]
async fn the_list_is_filtered_and_paged() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    for name in ["Asha", "Ravi", "Sita"] {
        town.buyer(name).orders().await?;
    }
    town.buyer("Ravi").pays(How::Upi).await?;
    let office = Office::of(&town)?;
    let count = async |query: &str| {
        let page = office.get(&format!("/api/v1/orders?{query}")).await?.ok()?;
        Ok::<_, Trouble>(page["data"].as_array().unwrap().len())
    };
    assert_eq!(count("").await?, 3);
    assert_eq!(count("state=offered").await?, 1);
    assert_eq!(count("state=awaiting_payment").await?, 2);
    assert_eq!(count("needs_attention=true").await?, 0);
    let newest = office.first_of("/api/v1/orders").await?;
    let (number, buyer) =
        (newest["number"].as_str().unwrap(), newest["buyer_id"].as_str().unwrap());
    assert_eq!(count(&format!("number={}", number.to_lowercase())).await?, 1);
    assert_eq!(count(&format!("buyer={buyer}")).await?, 1);
    assert_eq!(count(&format!("buyer={NOBODY}")).await?, 0);
    let vendor = newest["parts"][0]["vendor_id"].as_str().unwrap();
    assert_eq!(count(&format!("vendor={vendor}&state=offered")).await?, 1);
    let pages = pages(&office, "/api/v1/orders", 2).await?;
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    Ok(())
}

/// As after going back a version, or a row mended by hand.
#[tokio::test]
async fn an_order_that_cannot_be_read_is_shown_as_such_beside_the_others() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    for name in ["Asha", "Ravi", "Sita"] {
        town.buyer(name).orders().await?;
    }
    let office = Office::of(&town)?;
    let before = pages(&office, "/api/v1/orders", 100).await?.concat();
    sqlx::query("update orders set life = '{}' where id = $1")
        .bind(uuid::Uuid::parse_str(id(&before[1]))?)
        .execute(&town.pool)
        .await?;
    // One by one, so that the broken one is a page's last row and its cursor.
    let after = pages(&office, "/api/v1/orders", 1).await?.concat();
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]), "the others are as they were");
    let (broken, whole) = (&after[1], &before[1]);
    for field in ["id", "number", "state", "method", "buyer_id", "total_paise"] {
        assert_eq!(broken[field], whole[field], "{field}");
    }
    // A column keeps microseconds, a document nanoseconds.
    let micros = |order: &Value| {
        let placed_at: Timestamp = order["placed_at"].as_str().unwrap().parse().unwrap();
        placed_at.as_microsecond()
    };
    assert_eq!(micros(broken), micros(whole));
    assert!(broken["problem"].as_str().is_some_and(|text| text.contains("cannot read")));
    assert_eq!((&broken["parts"], &whole["problem"]), (&json!([]), &Value::Null));
    Ok(())
}

#[tokio::test]
async fn an_order_that_cannot_be_read_says_so_and_its_money_and_history_can() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    let path = format!("/api/v1/orders/{}", id(&order));
    let body = json!({ "amount_paise": 50_000, "reason": "Two bags came torn" });
    let whole = act(&town, &office, &order, "refund", body.clone()).await?;
    sqlx::query("update orders set life = '{}'").execute(&town.pool).await?;
    let reply = office.get(&path).await?;
    reply.refused(500);
    assert!(reply.body["type"].as_str().unwrap().ends_with("#unreadable-record"), "{reply:?}");
    let detail = reply.body["detail"].as_str().unwrap();
    for wanted in ["orders.life", id(&order), "newer program", &format!("{path}/records")] {
        assert!(detail.contains(wanted), "{wanted} is not in {detail}");
    }
    office.post(&format!("{path}/refund"), &body).await?.refused(500);
    let records = office.get(&format!("{path}/records")).await?.ok()?;
    for field in ["id", "number", "state", "payments", "refunds", "postings", "sends", "history"] {
        assert_eq!(records[field], whole[field], "{field}");
    }
    // A column keeps microseconds, a document nanoseconds.
    let (row, link) = (&records["links"][0], &whole["links"][0]);
    for field in ["id", "reference", "amount_paise", "status", "provider_id", "short_url"] {
        assert_eq!(row[field], link[field], "{field}");
    }
    office.get(&format!("/api/v1/orders/{NOBODY}/records")).await?.refused(404);
    Ok(())
}

/// All pages of a list; no row comes twice.
pub(super) async fn pages(
    office: &Office,
    path: &str,
    limit: usize,
) -> Result<Vec<Vec<Value>>, Trouble> {
    let mut pages = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut cursor = String::new();
    loop {
        let page = office.get(&format!("{path}?limit={limit}{cursor}")).await?.ok()?;
        let rows = page["data"].as_array().expect("data").clone();
        for row in &rows {
            assert!(seen.insert(row["id"].to_string()), "{row} comes twice");
        }
        pages.push(rows);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(pages),
        }
    }
}

#[tokio::test]
async fn the_office_cancels_and_the_buyer_gets_all_back() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    let reason = "The buyer asked on the phone";
    let after = act(&town, &office, &order, "cancel", json!({ "reason": reason })).await?;
    assert_eq!((&after["state"], &after["ended_by"]), (&json!("cancelled"), &json!("office")));
    assert_eq!(after["refunds"][0]["amount_paise"], order["total_paise"]);
    let log = audit(&town, &format!("order:{}", id(&order))).await?;
    assert_eq!(log.len(), 1);
    assert_eq!((log[0].0.as_str(), &log[0].1["asked"]["reason"]), ("order.cancel", &json!(reason)));
    let again = format!("/api/v1/orders/{}/cancel", id(&order));
    let reply = office.post(&again, &json!({ "reason": "once more" })).await?;
    reply.refused(409);
    assert!(reply.body["detail"].as_str().unwrap().contains("cancelled already"));
    assert_eq!(
        audit(&town, &format!("order:{}", id(&order))).await?.len(),
        1,
        "a refusal acts not"
    );
    town.ends_well().await
}

#[tokio::test]
async fn a_refund_may_not_be_more_than_was_paid() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    let total = order["total_paise"].as_i64().unwrap();
    let path = format!("/api/v1/orders/{}/refund", id(&order));
    let ask = |amount: i64| json!({ "amount_paise": amount, "reason": "Two bags came torn" });
    office.post(&path, &ask(total + 1)).await?.refused(409);
    let after = act(&town, &office, &order, "refund", ask(50_000)).await?;
    let refund = &after["refunds"][0];
    assert_eq!((&refund["amount_paise"], &refund["why"]), (&json!(50_000), &json!("goodwill")));
    assert_eq!(after["state"], "offered", "the order goes on");
    office.post(&path, &ask(total - 50_000 + 1)).await?.refused(409);
    act(&town, &office, &order, "refund", ask(total - 50_000)).await?;
    let reply = office.post(&path, &ask(100)).await?;
    reply.refused(409);
    assert!(
        reply.body["detail"].as_str().unwrap().contains("sent back already"),
        "{:?}",
        reply.body
    );
    town.ends_well().await
}

#[tokio::test]
async fn an_unpaid_order_has_nothing_to_refund() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    town.buyer("Asha").orders().await?;
    let office = Office::of(&town)?;
    let order = office.first_of("/api/v1/orders").await?;
    let body = json!({ "amount_paise": 100, "reason": "kindness" });
    office.post(&format!("/api/v1/orders/{}/refund", id(&order)), &body).await?.refused(409);
    let part = json!({ "part_id": order["parts"][0]["id"], "reason": "impatience" });
    for verb in ["reassign", "deliver"] {
        office.post(&format!("/api/v1/orders/{}/{verb}", id(&order)), &part).await?.refused(409);
    }
    Ok(())
}

#[tokio::test]
async fn a_part_goes_to_another_vendor() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    let first = order["parts"][0]["vendor_id"].clone();
    let body = json!({ "part_id": order["parts"][0]["id"], "reason": "The yard is flooded" });
    let after = act(&town, &office, &order, "reassign", body).await?;
    assert_ne!(after["parts"][0]["vendor_id"], first);
    assert_eq!(after["parts"][0]["state"], "offered");
    assert_eq!(after["parts"][0]["offered_to"].as_array().unwrap().len(), 2);
    assert_eq!(audit(&town, &format!("order:{}", id(&order))).await?[0].0, "order.reassign");
    town.ends_well().await
}

#[tokio::test]
async fn a_locked_code_is_opened_by_the_office() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    let kaluva = town.vendor("VEN-KALUVA")?;
    kaluva.sets_out().await?;
    lock(&kaluva, &town.buyer("Asha").bold_code()?).await?;
    let locked = office.first_of("/api/v1/orders?needs_attention=true").await?;
    assert_eq!((&locked["id"], &locked["attention"]), (&order["id"], &json!("code_locked")));
    let body =
        json!({ "part_id": order["parts"][0]["id"], "reason": "The buyer says it is there" });
    let after = act(&town, &office, &order, "deliver", body.clone()).await?;
    assert_eq!((&after["state"], &after["attention"]), (&json!("delivered"), &Value::Null));
    let again = office.post(&format!("/api/v1/orders/{}/deliver", id(&order)), &body).await?;
    again.refused(409);
    town.ends_well().await
}

/// She closes the gate when the truck is on the road. Nothing was paid, the driver has come for nothing.
#[tokio::test]
async fn the_office_says_who_bears_a_trip_that_nobody_pays_for() -> Done {
    for borne_by in ["platform", "vendor"] {
        let town = Town::open().await?;
        town.vendors()?;
        let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
        asha.orders_for_cash().await?;
        kaluva.sets_out().await?;
        let office = Office::of(&town)?;
        let order = office.first_of("/api/v1/orders").await?;
        let path = format!("/api/v1/orders/{}/settle-trip", id(&order));
        let body = json!({
            "part_id": order["parts"][0]["id"], "borne_by": borne_by, "reason": "The gate was closed",
        });
        office.post(&path, &body).await?.refused(409);
        asha.cancels().await?;
        let waits = office.first_of("/api/v1/orders?needs_attention=true").await?;
        assert_eq!((&waits["id"], &waits["attention"]), (&order["id"], &json!("trip_unsettled")));
        let nobody = json!({ "part_id": body["part_id"], "borne_by": "buyer", "reason": "hers" });
        assert_eq!(office.post(&path, &nobody).await?.refused(422), ["borne_by"]);
        let trip = town.ledger("suspense").await?;
        assert!(trip > 0);
        let after = act(&town, &office, &order, "settle-trip", body.clone()).await?;
        let called_out = json!({ "amount_paise": trip, "borne_by": borne_by });
        assert_eq!(after["parts"][0]["called_out"], called_out);
        assert_eq!(after["attention"], Value::Null);
        let ours = borne_by == "platform";
        let (cost, owed) = if ours { (trip, -trip) } else { (0, 0) };
        assert_eq!(town.ledger("suspense").await?, 0);
        assert_eq!(town.ledger("called_out").await?, cost);
        assert_eq!(town.ledger("vendor").await?, owed);
        assert_eq!(kaluva.times("is not paid"), usize::from(!ours));
        let log = audit(&town, &format!("order:{}", id(&order))).await?;
        assert_eq!((log[0].0.as_str(), &log[0].1["asked"]), ("order.settle_trip", &body));
        let again = office.post(&path, &body).await?;
        again.refused(409);
        assert!(again.body["detail"].as_str().unwrap().contains("said already"), "{again:?}");
        town.ends_well().await?;
    }
    Ok(())
}

/// Wrong codes until no more is taken.
async fn lock(vendor: &Someone<'_>, code: &str) -> Result<(), Trouble> {
    let wrong = if code == "0000" { "1111" } else { "0000" };
    vendor.taps("Delivered").await?;
    for _ in 0..5 {
        vendor.says(wrong).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_same_key_twice_happens_once() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    let path = format!("/api/v1/orders/{}/refund", id(&order));
    let body = json!({ "amount_paise": 50_000, "reason": "Two bags came torn" });
    let send = async |key: &str, body: &Value| -> Result<Reply, Trouble> {
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key)];
        office.send(Method::POST, &path, &headers, body.to_string().into_bytes()).await
    };
    // At the same moment, and again when the first has long been worked on.
    let (one, two) = tokio::join!(send("k-1", &body), send("k-1", &body));
    town.quiet().await;
    for reply in [one?, two?, send("k-1", &body).await?] {
        assert_eq!(reply.status.as_u16(), 202, "{:?}", reply.body);
    }
    town.quiet().await;
    let after = office.get(&format!("/api/v1/orders/{}", id(&order))).await?.ok()?;
    assert_eq!(after["refunds"].as_array().unwrap().len(), 1);
    assert_eq!(audit(&town, &format!("order:{}", id(&order))).await?.len(), 1);
    let other = json!({ "amount_paise": 60_000, "reason": "Two bags came torn" });
    send("k-1", &other).await?.refused(409);
    assert_eq!(send("k-2", &other).await?.status.as_u16(), 202, "another key is another request");
    town.quiet().await;
    // What was refused may be sent again with its key.
    let much = json!({ "amount_paise": 9_000_000, "reason": "Two bags came torn" });
    send("k-3", &much).await?.refused(409);
    assert_eq!(send("k-3", &other).await?.status.as_u16(), 202);
    town.quiet().await;
    town.ends_well().await
}

#[tokio::test]
async fn a_part_of_another_order_is_named() -> Done {
    let town = Town::open().await?;
    let (office, order) = paid_order(&town).await?;
    for verb in ["cancel", "reassign", "deliver", "settle-trip"] {
        let mut body = json!({ "part_id": NOBODY, "reason": "a mistake" });
        if verb == "settle-trip" {
            body["borne_by"] = json!("platform");
        }
        let reply = office.post(&format!("/api/v1/orders/{}/{verb}", id(&order)), &body).await?;
        assert_eq!(reply.refused(422), ["part_id"]);
        let reply = office.post(&format!("/api/v1/orders/{NOBODY}/{verb}"), &body).await?;
        reply.refused(404);
    }
    Ok(())
}

#[tokio::test]
async fn how_the_buyer_found_it_stands_beside_the_order_and_calls_a_person() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva) = (town.buyer("Asha"), town.vendor("VEN-KALUVA")?);
    let office = Office::of(&town)?;
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let order = office.first_of("/api/v1/orders").await?;
    assert!(order["rating"].is_null(), "{order}");
    let rated = async |rating: &str| -> Result<usize, Trouble> {
        let page = office.get(&format!("/api/v1/orders?rating={rating}")).await?.ok()?;
        Ok(page["data"].as_array().map_or(0, Vec::len))
    };
    assert_eq!((rated("good").await?, rated("bad").await?), (0, 0));
    asha.taps("👎 Not good").await?;
    let order = office.first_of("/api/v1/orders").await?;
    assert_eq!(order["rating"], "bad");
    assert_eq!((rated("good").await?, rated("bad").await?), (0, 1));
    let whole = office.get(&format!("/api/v1/orders/{}", id(&order))).await?.ok()?;
    assert!(whole["rating"] == "bad" && whole["rated_at"].is_string(), "{whole}");
    let ticket = office.first_of("/api/v1/tickets").await?;
    assert_eq!((&ticket["about"], &ticket["order_id"]), (&json!("bad_rating"), &order["id"]));
    Ok(())
}
