//! Taps that Meta signed and that name an order of somebody else. A button's id can be written by hand; who taps it
//! cannot.
#![expect(clippy::disallowed_methods, reason = "a raw client is what this plays Meta with")]

use realserv_domain::orders::{Order, OrderState};
use realserv_sandbox::{How, hmac_hex, meta_json};
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Town, Trouble};
use serde_json::{Value, json};

/// A message as Meta posts it, from somebody with these marks.
async fn posts(town: &Town, marks: &Value, id: &str, message: Value) -> Result<(), Trouble> {
    let mut message = message;
    message["id"] = json!(format!("wamid.{id}"));
    message["timestamp"] = json!(town.clock.now().as_second().to_string());
    for mark in ["from", "from_user_id"] {
        message[mark] = marks[mark].clone();
    }
    message.as_object_mut().ok_or("no message")?.retain(|_, value| !value.is_null());
    let number = &town.sandbox.options().phone_number_id;
    let body = meta_json(&json!({"object": "whatsapp_business_account", "entry": [{
        "id": "200000000000001", "changes": [{"field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "914055500100", "phone_number_id": number},
            "contacts": [], "messages": [message]}}]}]}));
    let signature = format!("sha256={}", hmac_hex(&town.sandbox.options().app_secret, &body));
    let client = reqwest::Client::new();
    let request = client.post(town.url("/webhooks/whatsapp")).body(body);
    let status = request.header("X-Hub-Signature-256", signature).send().await?.status();
    assert_eq!(status, 200);
    town.quiet().await;
    Ok(())
}

fn tap(id: String) -> Value {
    json!({"type": "interactive", "interactive": {
        "type": "button_reply", "button_reply": {"id": id, "title": "Yes"}}})
}

/// Every button of the buyer's that decides over this order.
fn decisions(order: &Order) -> Vec<String> {
    let (id, total, part) = (order.id, order.total_paise.get(), order.parts[0].id);
    vec![
        format!("1.b.-.cancel-yes.{id}.{total}.0"),
        format!("1.b.-.cancel-yes.{id}"),
        format!("1.b.-.money-back.{id}.{part}"),
        format!("1.b.-.wait.{id}.{part}"),
        format!("1.b.-.cash.{id}"),
        format!("1.b.-.pay-again.{id}"),
    ]
}

#[tokio::test]
async fn a_stranger_decides_nothing_over_anothers_order() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (asha, mallory) = (town.buyer("Asha"), town.buyer("Mallory"));
    asha.orders_and_pays().await?;
    mallory.says("hi").await?;
    mallory.taps("English").await?;
    let here = asha.so_far();
    let order = town.order().await?;
    let marks = json!({"from": mallory.phone.number()});
    for (at, id) in decisions(&order).into_iter().enumerate() {
        posts(&town, &marks, &format!("stranger{at}"), tap(id)).await?;
    }
    assert_eq!(town.order().await?, order);
    assert_eq!(asha.so_far(), here, "she hears nothing of it");
    assert_eq!(mallory.times("so nothing has changed"), decisions(&order).len());
    assert_eq!(town.count("select count(*) from dead_letter").await?, 0);
    town.ends_well().await
}

/// She ordered while her number was hidden, and writes with both marks later: two persons, found to be one.
#[tokio::test]
async fn a_buyer_who_was_found_to_be_two_persons_decides_over_both_ones_orders() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    let (phone, user_id) = (asha.phone.number(), asha.phone.user_id());
    let says = |words: &str| json!({"type": "text", "text": {"body": words}});
    posts(&town, &json!({"from": phone}), "phone", says("hi")).await?;
    asha.phone.hides_number();
    asha.fills_a_cart().await?;
    asha.taps("Checkout").await?;
    asha.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    asha.taps("Skip").await?;
    asha.taps_the_first_row().await?;
    asha.taps("Confirm").await?;
    asha.pays(How::Upi).await?;
    let order = town.order().await?;
    let both = json!({"from": phone, "from_user_id": user_id});
    posts(&town, &both, "both", says("status")).await?;
    let yes = format!("1.b.-.cancel-yes.{}.{}.0", order.id, order.total_paise.get());
    posts(&town, &both, "yes", tap(yes)).await?;
    assert_eq!(town.order().await?.state(), OrderState::Cancelled);
    town.ends_well().await
}
