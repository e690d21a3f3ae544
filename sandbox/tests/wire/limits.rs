//! Every limit of the Graph API that the sandbox enforces, as tables: what is just allowed, and what is just not.

use serde_json::{Value, json};

use crate::town::{ASHA, Town, buttons, code};

fn text(length: usize) -> Value {
    // A Telugu letter is three bytes and one scalar value: limits count scalar values.
    json!({"type": "text", "text": {"body": "క".repeat(length)}})
}

fn interactive(content: Value) -> Value {
    json!({"type": "interactive", "interactive": content})
}

fn list(sections: usize, rows: usize) -> Value {
    let section = |at: usize| {
        let row = |row: usize| json!({"id": format!("{at}-{row}"), "title": "row"});
        json!({"title": format!("s{at}"), "rows": (0..rows).map(row).collect::<Vec<_>>()})
    };
    let sections: Vec<Value> = (0..sections).map(section).collect();
    interactive(
        json!({"type": "list", "body": {"text": "b"}, "action": {"button": "open", "sections": sections}}),
    )
}

fn cta(title: &str, url: &str) -> Value {
    let parameters = json!({"display_text": title, "url": url});
    interactive(
        json!({"type": "cta_url", "body": {"text": "b"}, "action": {"name": "cta_url", "parameters": parameters}}),
    )
}

fn with(mut message: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = message.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        other => other[key] = value,
    }
    message
}

fn without(mut message: Value, pointer: &str) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    message.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key);
    message
}

fn order_details() -> Value {
    interactive(
        json!({"type": "order_details", "body": {"text": "pay"}, "action": {"name": "review_and_pay", "parameters": {
        "reference_id": "ORD-1", "type": "digital-goods", "currency": "INR", "total_amount": {"value": 100, "offset": 100},
        "payment_settings": [{"type": "upi_intent_link", "upi_intent_link": {"link": "upi://pay?pa=a@b"}}],
        "order": {"status": "pending", "items": [{"name": "a", "amount": {"value": 50, "offset": 100}, "quantity": 2}],
            "subtotal": {"value": 100, "offset": 100}, "tax": {"value": 0, "offset": 100}}}}}),
    )
}

fn reaction(message: &str, emoji: &str) -> Value {
    json!({"type": "reaction", "reaction": {"message_id": message, "emoji": emoji}})
}

fn flow() -> Value {
    interactive(
        json!({"type": "flow", "body": {"text": "b"}, "action": {"name": "flow", "parameters": {
        "flow_message_version": "3", "flow_id": "61", "flow_cta": "Enter", "flow_token": "t", "flow_action": "navigate",
        "flow_action_payload": {"screen": "ADDRESS", "data": {"a": "b"}}}}}),
    )
}

fn address() -> Value {
    interactive(
        json!({"type": "address_message", "body": {"text": "b"}, "action": {"name": "address_message",
        "parameters": {"country": "IN", "values": {"name": "Ravi", "in_pin_code": "500049"}}}}),
    )
}

fn carousel(cards: usize) -> Value {
    let card = |at: usize| {
        json!({"card_index": at, "type": "cta_url", "header": {"type": "image", "image": {"link": "https://a.in/b.png"}},
            "action": {"name": "cta_url", "parameters": {"display_text": "See", "url": "https://a.in"}}})
    };
    let cards: Vec<Value> = (0..cards).map(card).collect();
    interactive(json!({"type": "carousel", "body": {"text": "b"}, "action": {"cards": cards}}))
}

fn goods(catalogs: [&str; 2]) -> Value {
    let card = |at: usize| json!({"card_index": at, "type": "product", "action": {"catalog_id": catalogs[at], "product_retailer_id": "p"}});
    let cards = [card(0), card(1)];
    interactive(json!({"type": "carousel", "body": {"text": "b"}, "action": {"cards": cards}}))
}

fn products(count: usize) -> Value {
    let items: Vec<Value> =
        (0..count).map(|at| json!({"product_retailer_id": format!("p{at}")})).collect();
    interactive(
        json!({"type": "product_list", "header": {"type": "text", "text": "h"}, "body": {"text": "b"},
        "action": {"catalog_id": "7", "sections": [{"title": "t", "product_items": items}]}}),
    )
}

#[tokio::test]
async fn what_is_just_within_the_limits_is_accepted() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let said = asha.says("hi").await.unwrap();
    let preview = "/interactive/action/parameters/payment_link_preview";
    let good = [
        text(1),
        text(4096),
        buttons(&["A"]),
        buttons(&["A", "B", "twenty characters ok"]),
        with(buttons(&["A"]), "/interactive/body/text", json!("క".repeat(1024))),
        with(buttons(&["A"]), "/interactive/footer", json!({"text": "f".repeat(60)})),
        with(
            buttons(&["A"]),
            "/interactive/header",
            json!({"type": "text", "text": "h".repeat(60)}),
        ),
        with(
            buttons(&["A"]),
            "/interactive/header",
            json!({"type": "image", "image": {"link": "https://a.in/b.png"}}),
        ),
        with(buttons(&["A"]), "/interactive/action/buttons/0/reply/id", json!("i".repeat(256))),
        list(1, 10),
        list(10, 1),
        list(5, 2),
        with(list(1, 1), "/interactive/body/text", json!("b".repeat(4096))),
        with(list(1, 1), "/interactive/action/sections/0/rows/0/title", json!("t".repeat(24))),
        with(
            list(1, 1),
            "/interactive/action/sections/0/rows/0/description",
            json!("d".repeat(72)),
        ),
        with(list(1, 1), "/interactive/action/sections/0/rows/0/id", json!("i".repeat(200))),
        without(list(1, 1), "/interactive/action/sections/0/title"),
        cta("twenty characters ok", "https://rzp.io/rzp/Qx7Yz1"),
        interactive(
            json!({"type": "location_request_message", "body": {"text": "b"}, "action": {"name": "send_location"}}),
        ),
        interactive(
            json!({"type": "request_contact_info", "body": {"text": "b"}, "action": {"name": "request_contact_info"}}),
        ),
        interactive(
            json!({"type": "product", "action": {"catalog_id": "7", "product_retailer_id": "p"}}),
        ),
        interactive(
            json!({"type": "catalog_message", "body": {"text": "b"}, "action": {"name": "catalog_message"}}),
        ),
        products(30),
        carousel(2),
        carousel(10),
        goods(["7", "7"]),
        with(cta("Pay", "https://a.in"), preview, json!(true)),
        order_details(),
        interactive(
            json!({"type": "order_status", "body": {"text": "b"}, "action": {"name": "review_order",
            "parameters": {"reference_id": "ORD-1", "order": {"status": "shipped"}}}}),
        ),
        flow(),
        address(),
        json!({"type": "location", "location": {"latitude": "17.49", "longitude": 78.39, "name": "n", "address": "a"}}),
        json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "S", "first_name": "S"}, "phones": [{"phone": "+91"}]}]}),
        json!({"type": "image", "image": {"link": "https://a.in/b.png", "caption": "c".repeat(1024)}}),
        json!({"type": "document", "document": {"link": "https://a.in/b.pdf", "filename": "b.pdf"}}),
        reaction(&said, "👍"),
        // A skin tone, a family, a flag, a key: one emoji each. And none at all.
        reaction(&said, "👍🏽"),
        reaction(&said, "👨‍👩‍👧"),
        reaction(&said, "🇮🇳"),
        reaction(&said, "3️⃣"),
        reaction(&said, "❤️"),
        reaction(&said, ""),
        json!({"type": "text", "text": {"body": "quoting"}, "context": {"message_id": said}, "biz_opaque_callback_data": "x".repeat(512)}),
        json!({"type": "text", "recipient_type": "individual", "text": {"body": "https://a.in", "preview_url": true}}),
    ];
    for message in good {
        let answer = town.send(ASHA, message.clone()).await;
        assert_eq!(answer.0, 200, "{message}\n{}", answer.1);
        assert!(answer.1["messages"][0]["id"].as_str().unwrap().starts_with("wamid."));
    }
    town.sandbox.settled().await;
    assert!(town.inbox.statuses().iter().all(|status| status["status"] != "failed"));
}

#[tokio::test]
async fn what_is_just_beyond_is_refused_with_metas_code() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let total = "/interactive/action/parameters/total_amount/value";
    let bad = [
        (131_009, text(4097)),
        (131_009, text(0)),
        (131_008, json!({"type": "text", "text": {}})),
        (131_008, json!({"type": "text"})),
        (100, json!({"type": "text", "text": "hi"})),
        (100, json!({"type": "text", "text": {"body": 5}})),
        (100, json!({"type": "text", "text": {"body": "hi", "colour": "red"}})),
        (100, json!({"type": "poem", "poem": {}})),
        (131_008, json!({"text": {"body": "no type means no text"}})),
        (100, json!({"type": "text", "text": {"body": "hi"}, "urgent": true})),
        (
            131_009,
            json!({"type": "text", "text": {"body": "hi"}, "biz_opaque_callback_data": "x".repeat(513)}),
        ),
        (131_009, buttons(&[])),
        (131_009, buttons(&["A", "B", "C", "D"])),
        (131_009, buttons(&["A", "A"])),
        (131_009, buttons(&["twenty-one characters"])),
        (131_009, buttons(&[""])),
        (
            131_009,
            with(buttons(&["A"]), "/interactive/action/buttons/0/reply/id", json!("i".repeat(257))),
        ),
        (
            131_009,
            with(buttons(&["A", "B"]), "/interactive/action/buttons/1/reply/id", json!("v1:A")),
        ),
        (131_009, with(buttons(&["A"]), "/interactive/body/text", json!("b".repeat(1025)))),
        (131_009, with(buttons(&["A"]), "/interactive/footer", json!({"text": "f".repeat(61)}))),
        (
            131_009,
            with(
                buttons(&["A"]),
                "/interactive/header",
                json!({"type": "text", "text": "h".repeat(61)}),
            ),
        ),
        (131_008, without(buttons(&["A"]), "/interactive/body")),
        (131_008, without(buttons(&["A"]), "/interactive/action")),
        (100, with(buttons(&["A"]), "/interactive/type", json!("buttons"))),
        (131_009, list(1, 11)),
        (131_009, list(6, 2)),
        (131_009, list(11, 1)),
        (131_009, list(1, 0)),
        (131_009, with(list(1, 1), "/interactive/body/text", json!("b".repeat(4097)))),
        (131_009, with(list(1, 1), "/interactive/action/button", json!("b".repeat(21)))),
        (131_009, with(list(1, 1), "/interactive/action/sections/0/title", json!("t".repeat(25)))),
        (131_008, without(list(2, 1), "/interactive/action/sections/1/title")),
        (
            131_009,
            with(list(1, 1), "/interactive/action/sections/0/rows/0/title", json!("t".repeat(25))),
        ),
        (
            131_009,
            with(
                list(1, 1),
                "/interactive/action/sections/0/rows/0/description",
                json!("d".repeat(73)),
            ),
        ),
        (
            131_009,
            with(list(1, 1), "/interactive/action/sections/0/rows/0/id", json!("i".repeat(201))),
        ),
        (131_009, with(list(1, 2), "/interactive/action/sections/0/rows/1/id", json!("0-0"))),
        (
            131_009,
            with(
                list(1, 1),
                "/interactive/header",
                json!({"type": "image", "image": {"link": "https://a.in"}}),
            ),
        ),
        (131_009, cta("twenty-one characters", "https://a.in")),
        (131_009, cta("Pay", "pay here")),
        (131_009, cta("Pay", "upi://pay?pa=a@b")),
        (131_009, products(31)),
        (131_008, without(products(1), "/interactive/header")),
        (131_009, carousel(1)),
        (131_009, carousel(11)),
        (131_009, with(carousel(2), "/interactive/action/cards/1/card_index", json!(5))),
        (
            131_009,
            with(carousel(2), "/interactive/action/cards/0/body", json!({"text": "b".repeat(161)})),
        ),
        (131_009, with(order_details(), total, json!(101))),
        (
            131_009,
            with(order_details(), "/interactive/action/parameters/reference_id", json!("a b")),
        ),
        (
            131_009,
            with(
                order_details(),
                "/interactive/action/parameters/reference_id",
                json!("r".repeat(36)),
            ),
        ),
        (100, with(order_details(), "/interactive/action/parameters/currency", json!("USD"))),
        (131_009, with(flow(), "/interactive/action/parameters/flow_cta", json!("c".repeat(31)))),
        (131_009, with(flow(), "/interactive/action/parameters/flow_cta", json!("Enter 🏗"))),
        (131_009, goods(["7", "8"])),
        (
            131_009,
            with(
                with(
                    cta("Pay", "https://a.in"),
                    "/interactive/header",
                    json!({"type": "text", "text": "h"}),
                ),
                "/interactive/action/parameters/payment_link_preview",
                json!(true),
            ),
        ),
        (131_009, reaction("wamid.X", "123")),
        (131_009, reaction("wamid.X", "👍👍👍")),
        (131_009, reaction("wamid.X", "👍 ")),
        (131_009, reaction("wamid.X", "a")),
        (
            100,
            json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "S", "first_name": "S", "nickname": "S"}}]}),
        ),
        (
            131_009,
            with(flow(), "/interactive/action/parameters/flow_action_payload/data", json!({})),
        ),
        (131_008, without(flow(), "/interactive/action/parameters/flow_action_payload")),
        (131_009, with(flow(), "/interactive/action/parameters/flow_name", json!("both"))),
        (131_008, without(address(), "/interactive/action/parameters/country")),
        (
            131_009,
            with(address(), "/interactive/action/parameters/values/in_pin_code", json!("5000490")),
        ),
        (131_009, json!({"type": "location", "location": {"latitude": 91, "longitude": 78}})),
        (131_008, json!({"type": "location", "location": {"latitude": 17}})),
        (131_008, json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "S"}}]})),
        (131_009, json!({"type": "contacts", "contacts": []})),
        (
            131_009,
            json!({"type": "image", "image": {"link": "https://a.in/b.png", "caption": "c".repeat(1025)}}),
        ),
        (131_008, json!({"type": "image", "image": {"caption": "c"}})),
        (131_009, json!({"type": "image", "image": {"id": "52000"}})),
        (100, json!({"type": "audio", "audio": {"link": "https://a.in/b.ogg", "caption": "c"}})),
        (
            131_009,
            json!({"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "no"}}),
        ),
        (131_008, json!({"type": "reaction", "reaction": {"message_id": "wamid.X"}})),
        (
            131_009,
            json!({"type": "reaction", "reaction": {"message_id": "wamid.X", "emoji": "👍"}, "context": {"message_id": "wamid.X"}}),
        ),
    ];
    let count = bad.len();
    for (expected, message) in bad {
        let answer = town.send(ASHA, message.clone()).await;
        assert_eq!(code(&answer), (400, expected), "{message}\n{}", answer.1);
        let details = answer.1["error"]["error_data"]["details"].as_str().unwrap_or_default();
        assert!(!details.is_empty(), "no details: {}", answer.1);
    }
    assert_eq!(town.sandbox.refusals().len(), count);
    assert_eq!(town.sandbox.sent_count(), 0);
}

#[tokio::test]
async fn the_error_names_the_field_and_its_limits() {
    let town = Town::open().await;
    let (_, body) = town.send(ASHA, buttons(&["twenty-one characters"])).await;
    assert_eq!(body["error"]["message"], "(#131009) Parameter value is not valid");
    assert_eq!(body["error"]["type"], "OAuthException");
    assert_eq!(
        body["error"]["error_data"]["details"],
        "interactive.action.buttons[0].reply.title length invalid. Min length: 1, Max length: 20"
    );
    assert!(body["error"]["fbtrace_id"].is_string());
}
