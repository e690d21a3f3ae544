//! The office makes an order less, and says what a claim comes to.

use realserv_sandbox::How;
use realserv_tests::behind::OPC_53;
use realserv_tests::{Done, Town};
use serde_json::{Value, json};

use super::{NOBODY, Office, Trouble, audit};

fn path(order: &Value, verb: &str) -> String {
    format!("/api/v1/orders/{}/{verb}", order["id"].as_str().expect("an id"))
}

async fn act(
    town: &Town,
    office: &Office,
    order: &Value,
    verb: &str,
    body: &Value,
) -> Result<Value, Trouble> {
    let reply = office.post(&path(order, verb), body).await?;
    assert_eq!(reply.status.as_u16(), 202, "{:?}", reply.body);
    town.quiet().await;
    office.get(reply.body["order_url"].as_str().unwrap()).await?.ok()
}

#[tokio::test]
async fn a_line_becomes_less_without_a_fee() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.taps("Accept").await?;
    kaluva.taps("Packed").await?;
    let office = Office::of(&town)?;
    let order = office.first_of("/api/v1/orders").await?;
    let whole = office.get(path(&order, "").trim_end_matches('/')).await?.ok()?;
    let (part, sku) = (&whole["parts"][0]["id"], &whole["parts"][0]["lines"][0]["sku_id"]);
    let wish = |quantity: &str| json!({ "part_id": part, "sku_id": sku, "quantity": quantity, "reason": "asked by phone" });
    for wrong in ["50", "60", "3", "7.5"] {
        let reply = office.post(&path(&order, "make-less"), &wish(wrong)).await?;
        assert_eq!(reply.refused(422), ["quantity"], "{wrong}");
    }
    let other = json!({ "part_id": part, "sku_id": NOBODY, "quantity": "30", "reason": "mistake" });
    assert_eq!(office.post(&path(&order, "make-less"), &other).await?.refused(422), ["sku_id"]);
    let other = json!({ "part_id": NOBODY, "sku_id": sku, "quantity": "30", "reason": "mistake" });
    assert_eq!(office.post(&path(&order, "make-less"), &other).await?.refused(422), ["part_id"]);
    let body = wish("30");
    let after = act(&town, &office, &order, "make-less", &body).await?;
    assert_eq!(after["parts"][0]["lines"][0]["quantity"], "30");
    let refund = &after["refunds"][0];
    assert_eq!(refund["amount_paise"], 20 * 34_000);
    assert_eq!(refund["why"], "cancelled_by_office");
    assert_eq!(town.shelf("VEN-KALUVA", OPC_53).await?, (570, 0));
    asha.heard("Our office has changed order")?;
    kaluva.heard("Our office has made order")?;
    let log = audit(&town, &format!("order:{}", order["id"].as_str().unwrap())).await?;
    assert_eq!((log[0].0.as_str(), &log[0].1["asked"]), ("order.make_less", &body));
    kaluva.taps("Dispatched").await?;
    kaluva.says("TG09AB1234 Ramesh").await?;
    office.post(&path(&order, "make-less"), &wish("20")).await?.refused(409);
    town.ends_well().await
}

#[tokio::test]
async fn the_office_says_what_a_claim_comes_to() -> Done {
    for borne_by in ["platform", "vendor"] {
        let town = Town::open().await?;
        let (asha, kaluva, _) = town.two_yards().await?;
        asha.orders_and_pays().await?;
        kaluva.brings_it_to(&asha).await?;
        let office = Office::of(&town)?;
        let order = office.first_of("/api/v1/orders").await?;
        let wish = |claim: u8, amount: i64| {
            json!({
                "part_id": order["parts"][0]["id"], "claim": claim, "amount_paise": amount,
                "borne_by": borne_by, "reason": "The photo shows three torn bags",
            })
        };
        let settle = path(&order, "settle-claim");
        assert_eq!(office.post(&settle, &wish(0, 0)).await?.refused(422), ["claim"]);
        asha.says("my orders").await?;
        asha.taps("Missing or broken").await?;
        asha.taps("Broken or torn").await?;
        asha.says("3").await?;
        asha.taps("No photo").await?;
        kaluva.taps("No, not so").await?;
        let waits = office.first_of("/api/v1/orders?needs_attention=true").await?;
        assert_eq!((&waits["id"], &waits["attention"]), (&order["id"], &json!("claim_open")));
        for wrong in [3 * 34_000 + 1, 99] {
            let reply = office.post(&settle, &wish(0, wrong)).await?;
            assert_eq!(reply.refused(422), ["amount_paise"], "{wrong}");
        }
        let beside = json!({
            "part_id": order["parts"][0]["id"], "amount_paise": 68_000, "reason": "Torn bags",
        });
        let refused = office.post(&path(&order, "refund"), &beside).await?;
        assert_eq!(refused.refused(422), ["part_id"], "it would be given back twice");
        let body = wish(0, 2 * 34_000);
        let after = act(&town, &office, &order, "settle-claim", &body).await?;
        let (part, claim) = (&after["parts"][0], &after["parts"][0]["claims"][0]);
        assert_eq!(after["attention"], Value::Null);
        assert_eq!((&claim["state"], &claim["why"]), (&json!("settled"), &json!("broken")));
        assert_eq!((&claim["quantity"], &claim["media_id"]), (&json!("3"), &Value::Null));
        assert_eq!((&claim["given_paise"], &claim["borne_by"]), (&json!(68_000), &json!(borne_by)));
        let refund = &after["refunds"][0];
        assert_eq!((&refund["amount_paise"], &refund["why"]), (&json!(68_000), &json!("broken")));
        let ours = borne_by == "platform";
        assert_eq!(town.ledger("claims").await?, if ours { 68_000 } else { 0 });
        assert_eq!(town.earned().await?, part["owed_paise"].as_i64().unwrap());
        assert_eq!(town.ledger("buyer").await?, 0);
        assert_eq!(kaluva.times("costs you nothing"), usize::from(ours));
        let events = after["history"].to_string();
        for wanted in ["claim_made", "claim_answered", "office_settled_claim", "broken"] {
            assert!(events.contains(wanted), "{wanted} is not in {events}");
        }
        office.post(&settle, &body).await?.refused(409);
        town.ends_well().await?;
    }
    Ok(())
}

/// What was paid at the gate the vendor has in hand: the office can send back what was paid online.
#[tokio::test]
async fn of_an_advance_no_more_is_taken_back_than_was_paid_online() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.comes_to_the_review().await?;
    asha.says("cash").await?;
    asha.taps("Advance ₹7,307").await?;
    asha.pays(How::Upi).await?;
    kaluva.brings_it_to(&asha).await?;
    let office = Office::of(&town)?;
    let order = office.first_of("/api/v1/orders").await?;
    let wish = |amount: i64| {
        json!({
            "part_id": order["parts"][0]["id"], "amount_paise": amount,
            "reason": "Half of it had got wet",
        })
    };
    let refused = office.post(&path(&order, "refund"), &wish(1_000_000)).await?;
    refused.refused(409);
    let why = refused.body["detail"].to_string();
    assert!(why.contains("Only ₹7,307 (730700 paise)"), "{why}");
    let after = act(&town, &office, &order, "refund", &wish(700_000)).await?;
    assert_eq!(after["refunds"][0]["amount_paise"], 700_000);
    let part = &after["parts"][0];
    assert_eq!(town.earned().await?, part["owed_paise"].as_i64().unwrap());
    office.post(&path(&order, "refund"), &wish(30_701)).await?.refused(409);
    town.ends_well().await
}
