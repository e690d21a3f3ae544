//! Orders in the chat: an invoice to review and pay, and what becomes of it.

use realserv_sandbox::{ChatPayment, Options};
use serde_json::{Map, Value, json};

use crate::town::{ASHA, Town, code};

/// An invoice of ₹1 that is paid by UPI.
pub(crate) fn invoice(reference: &str) -> Value {
    json!({"type": "interactive", "interactive": {"type": "order_details", "body": {"text": "pay"}, "action": {
        "name": "review_and_pay", "parameters": {
            "reference_id": reference, "type": "digital-goods", "currency": "INR", "total_amount": {"value": 100, "offset": 100},
            "payment_settings": [{"type": "upi_intent_link", "upi_intent_link": {"link": "upi://pay?pa=a@b"}}],
            "order": {"status": "pending", "items": [{"name": "a", "amount": {"value": 50, "offset": 100}, "quantity": 2}],
                "subtotal": {"value": 100, "offset": 100}, "tax": {"value": 0, "offset": 100}}}}}})
}

/// The invoice of whatsapp.md 6.2: cement by truck, paid through Razorpay.
pub(crate) fn cement(reference: &str) -> Value {
    json!({"type": "interactive", "interactive": {"type": "order_details", "body": {"text": "Order ORD-881"}, "action": {
        "name": "review_and_pay", "parameters": {
            "reference_id": reference, "type": "physical-goods", "currency": "INR", "total_amount": {"value": 1_984_000, "offset": 100},
            "beneficiaries": [{"name": "Ravi K", "address_line1": "Plot 14, HMT Swarnapuri", "city": "Hyderabad",
                "state": "Telangana", "country": "India", "postal_code": "500049"}],
            "payment_settings": [{"type": "payment_gateway", "payment_gateway": {"type": "razorpay", "configuration_name": "prod_rzp",
                "razorpay": {"receipt": "ORD-881", "notes": {"order_id": "ORD-881"}}}}],
            "order": {"status": "pending",
                "items": [{"name": "OPC 53 cement 50 kg", "amount": {"value": 38_500, "offset": 100}, "quantity": 50,
                    "country_of_origin": "India", "importer_name": "Not applicable", "importer_address": {"address_line1": "NA",
                        "city": "Hyderabad", "postal_code": "500049", "country_code": "IN"}}],
                "subtotal": {"value": 1_925_000, "offset": 100},
                "tax": {"value": 0, "offset": 100, "description": "GST included"},
                "shipping": {"value": 59_000, "offset": 100}}}}}})
}

/// Puts a value at a path below the parameters; `null` is as good as nothing there.
fn with(mut invoice: Value, path: &str, value: Value) -> Value {
    let mut place = &mut invoice["interactive"]["action"]["parameters"];
    for key in path.split('/') {
        place = match key.parse::<usize>() {
            Ok(at) => &mut place[at],
            Err(_) => &mut place[key],
        };
    }
    *place = value;
    invoice
}

fn paid_by(setting: Value) -> Value {
    with(invoice("x"), "payment_settings", json!([setting]))
}

fn gateway(kind: &str, own: Value) -> Value {
    let detail = json!({"type": kind, "configuration_name": "prod", kind: own});
    let setting = json!({"type": "payment_gateway", "payment_gateway": detail});
    with(cement("x"), "payment_settings", json!([setting]))
}

/// So many notes of so many characters.
fn notes(count: usize, length: usize) -> Value {
    let notes: Map<String, Value> =
        (0..count).map(|at| (format!("n{at}"), json!("x".repeat(length)))).collect();
    json!({ "notes": notes })
}

#[tokio::test]
async fn invoices_that_meta_takes() {
    let town = Town::with(Options { pair_burst: 0, ..Options::default() }).await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let image = json!({"link": "https://shop.example.in/opc53.png"});
    let in_catalog = with(cement("x"), "order/items/0/importer_address", Value::Null);
    let upi = json!({"type": "upi_intent_link", "upi_intent_link": {"link": "upi://pay?pa=a@b"}});
    let good = [
        cement("x"),
        with(cement("x"), "order/type", json!("quick_pay")),
        with(cement("x"), "order/items/0/image", image),
        // A catalogue tells where its goods come from, and a UPI intent does not ask.
        with(
            with(in_catalog, "order/items/0/importer_name", Value::Null),
            "order/catalog_id",
            json!("7"),
        ),
        with(
            with(cement("x"), "order/items/0/country_of_origin", Value::Null),
            "payment_settings",
            json!([upi]),
        ),
        // Goods that are fetched go to nobody.
        with(
            with(with(cement("x"), "beneficiaries", Value::Null), "order/shipping", Value::Null),
            "total_amount/value",
            json!(1_925_000),
        ),
        with(
            cement("x"),
            "payment_settings/0/payment_gateway/enabled_payment_options",
            json!(["upi", "web"]),
        ),
        with(
            cement("x"),
            "payment_settings/0/payment_gateway/preferred_payment_methods",
            json!([{"method": "phonepe"}]),
        ),
        gateway("razorpay", notes(15, 256)),
        gateway("payu", json!({"udf4": "x".repeat(255)})),
        gateway("zaakpay", json!({"extra2": "x".repeat(180)})),
        gateway("billdesk", json!({"additional_info7": "x".repeat(120)})),
        paid_by(
            json!({"type": "payment_link", "payment_link": {"uri": "https://rzp.io/rzp/Qx7Yz1"}}),
        ),
        with(
            with(with(invoice("x"), "payment_settings", Value::Null), "payment_type", json!("upi")),
            "payment_configuration",
            json!("prod_upi"),
        ),
    ];
    for (at, message) in good.into_iter().enumerate() {
        let message = with(message, "reference_id", json!(format!("ORD-{at}")));
        let answer = town.send(ASHA, message.clone()).await;
        assert_eq!(answer.0, 200, "{message}\n{}", answer.1);
    }
    town.sandbox.settled().await;
    assert!(town.inbox.statuses().iter().all(|status| status["status"] != "failed"));
}

#[tokio::test]
async fn invoices_that_meta_refuses() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let cement = |path: &str, value: Value| with(cement("x"), path, value);
    let pay = "payment_settings/0/payment_gateway";
    let long = |length: usize| json!("x".repeat(length));
    let bad = [
        (131_008, cement("beneficiaries", Value::Null)),
        (131_009, cement("beneficiaries", json!([]))),
        (131_009, cement("beneficiaries/0/name", long(201))),
        (131_009, cement("beneficiaries/0/address_line2", long(101))),
        (131_008, cement("beneficiaries/0/city", Value::Null)),
        (131_008, cement("beneficiaries/0/state", json!(""))),
        (131_009, cement("beneficiaries/0/country", json!("Nepal"))),
        (131_009, cement("beneficiaries/0/postal_code", json!("50004A"))),
        (131_009, cement("beneficiaries/0/postal_code", json!("5000490"))),
        (100, cement("beneficiaries/0/floor", json!("3"))),
        (100, cement("urgent", json!(true))),
        (100, cement("order/type", json!("slow_pay"))),
        (100, cement("order/status", json!("shipped"))),
        (100, cement("order/note", json!("x"))),
        (100, cement("order/tax/rate", json!(18))),
        (100, cement("order/subtotal/description", json!("x"))),
        (100, cement("order/shipping/discount_program_name", json!("x"))),
        (131_009, cement("order/shipping/description", long(61))),
        (131_008, cement("order/tax", Value::Null)),
        (131_009, cement("order/items/0/amount/value", json!(i64::MAX))),
        (131_009, cement("order/items/0/name", long(61))),
        (100, cement("order/items/0/unit", json!("bag"))),
        (131_008, cement("order/items/0/country_of_origin", Value::Null)),
        (131_008, cement("order/items/0/importer_name", Value::Null)),
        (131_008, cement("order/items/0/importer_address", Value::Null)),
        (131_008, cement("order/items/0/importer_address/city", Value::Null)),
        (100, cement("order/items/0/importer_address/street", json!("x"))),
        (100, cement("order/items/0/image", json!({"id": "52"}))),
        (
            131_009,
            with(
                cement("order/items/0/image", json!({"link": "https://a.in/b.png"})),
                "order/items/0/retailer_id",
                json!("CEM"),
            ),
        ),
        (
            131_009,
            with(
                cement("order/items/0/image", json!({"link": "https://a.in/b.png"})),
                "order/catalog_id",
                json!("7"),
            ),
        ),
        (
            100,
            cement(
                "order/expiration",
                json!({"timestamp": "9999999999", "description": "x", "zone": "IST"}),
            ),
        ),
        (131_009, cement("order/expiration", json!({"timestamp": "soon", "description": "x"}))),
        (131_009, cement(&format!("{pay}/configuration_name"), long(61))),
        (131_009, cement(&format!("{pay}/razorpay/receipt"), long(41))),
        (100, cement(&format!("{pay}/payu"), json!({"udf1": "x"}))),
        (100, cement(&format!("{pay}/enabled_payment_options"), json!(["cash"]))),
        (100, cement(&format!("{pay}/preferred_payment_methods"), json!([{"method": "cheque"}]))),
        (131_009, gateway("razorpay", notes(16, 1))),
        (131_009, gateway("razorpay", notes(1, 257))),
        (131_009, gateway("payu", json!({"udf1": "x".repeat(256)}))),
        (100, gateway("payu", json!({"udf5": "x"}))),
        (131_009, gateway("zaakpay", json!({"extra1": "x".repeat(181)}))),
        (131_009, gateway("billdesk", json!({"additional_info1": "x".repeat(121)}))),
        (131_008, paid_by(json!({"type": "upi_intent_link", "upi_intent_link": {}}))),
        (
            131_009,
            paid_by(
                json!({"type": "upi_intent_link", "upi_intent_link": {"link": "https://a.in"}}),
            ),
        ),
        (131_009, paid_by(json!({"type": "payment_link", "payment_link": {"uri": "pay here"}}))),
        (
            100,
            paid_by(
                json!({"type": "payment_link", "payment_link": {"uri": "https://a.in"}, "upi_intent_link": {}}),
            ),
        ),
        (131_008, with(invoice("x"), "payment_settings", Value::Null)),
    ];
    for (expected, message) in bad {
        let answer = town.send(ASHA, message.clone()).await;
        assert_eq!(code(&answer), (400, expected), "{message}\n{}", answer.1);
    }
}

#[tokio::test]
async fn a_reference_serves_one_invoice() {
    let town = Town::open().await;
    let ravi = "919848054321";
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    town.sandbox.person(ravi, "Ravi").says("hi").await.unwrap();
    let mut broken = invoice("ORD-1");
    broken["interactive"]["footer"] = json!({"text": ""});
    assert_eq!(code(&town.send(ASHA, broken).await), (400, 131_009));
    assert_eq!(town.send(ASHA, invoice("ORD-1")).await.0, 200, "what was refused used nothing");
    assert_eq!(code(&town.send(ASHA, invoice("ORD-1")).await), (400, 131_009));
    assert_eq!(code(&town.send(ravi, invoice("ORD-1")).await), (400, 131_009));
    assert_eq!(town.send(ASHA, invoice("ORD-1-2")).await.0, 200);
    assert_eq!(town.send(ASHA, invoice("ord-1")).await.0, 200, "upper and lower case differ");
}

fn status(reference: &str, status: &str) -> Value {
    json!({"type": "interactive", "interactive": {"type": "order_status", "body": {"text": "What is new"}, "action": {
        "name": "review_order", "parameters": {"reference_id": reference, "order": {"status": status}}}}})
}

/// The codes with which messages failed so far.
pub(crate) async fn failed(town: &Town) -> Vec<i64> {
    town.sandbox.settled().await;
    let statuses = town.inbox.statuses();
    statuses.iter().filter_map(|status| status["errors"][0]["code"].as_i64()).collect()
}

#[tokio::test]
async fn in_chat_orders_move_only_forward() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    for reference in ["RS1", "RS2"] {
        town.send(ASHA, invoice(reference)).await;
    }
    for step in ["processing", "shipped", "partially_shipped", "processing", "completed"] {
        assert_eq!(town.send(ASHA, status("RS1", step)).await.0, 200);
    }
    assert!(failed(&town).await.is_empty());
    town.send(ASHA, status("RS1", "shipped")).await;
    town.send(ASHA, status("RS2", "canceled")).await;
    town.send(ASHA, status("RS2", "completed")).await;
    assert_eq!(failed(&town).await, [2046, 2046]);
}

#[tokio::test]
async fn an_order_that_is_not_in_the_chat_cannot_move() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let ravi = "919848054321";
    town.sandbox.person(ravi, "Ravi").says("hi").await.unwrap();
    town.send(ravi, invoice("RS1")).await;
    town.send(ASHA, status("RS1", "shipped")).await;
    town.send(ASHA, status("RS2", "shipped")).await;
    assert_eq!(failed(&town).await, [2046, 2046]);
    // An invoice that did not arrive has used its reference and is no order.
    asha.next_fails_with(1026);
    town.send(ASHA, invoice("RS2")).await;
    town.send(ASHA, status("RS2", "shipped")).await;
    assert_eq!(failed(&town).await, [2046, 2046, 1026, 2046]);
}

#[tokio::test]
async fn what_is_paid_or_being_paid_cannot_be_canceled() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let ways = [
        ("RS1", ChatPayment::Captured, vec![2047]),
        ("RS2", ChatPayment::Pending, vec![2047]),
        ("RS3", ChatPayment::Failed, vec![]),
    ];
    for (reference, how, codes) in ways {
        let sent = town.send(ASHA, cement(reference)).await.1;
        let id = sent["messages"][0]["id"].as_str().unwrap();
        asha.pays_in_chat(id, how).await.unwrap();
        let before = failed(&town).await.len();
        town.send(ASHA, status(reference, "canceled")).await;
        assert_eq!(failed(&town).await[before..], codes, "{reference}");
        // Whatever it was, it moves on otherwise unless it was canceled.
        let before = failed(&town).await.len();
        town.send(ASHA, status(reference, "completed")).await;
        assert_eq!(failed(&town).await.len() - before, usize::from(codes.is_empty()));
    }
}

#[tokio::test]
async fn a_payment_tells_a_hidden_number_only_to_whom_wrote_to_it() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    asha.hides_number();
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    let user_id = asha.user_id();
    for (key, to, told) in [("to", ASHA, json!(ASHA)), ("recipient", user_id.as_str(), Value::Null)]
    {
        let mut call = cement(&format!("BY-{key}"));
        call["messaging_product"] = json!("whatsapp");
        call[key] = json!(to);
        let sent = town.graph("POST", &path, Some(call)).await.1;
        let id = sent["messages"][0]["id"].as_str().unwrap();
        asha.pays_in_chat(id, ChatPayment::Captured).await.unwrap();
        let statuses = town.inbox.statuses();
        let paid = statuses.iter().rfind(|status| status["type"] == "payment").unwrap();
        assert_eq!(paid["recipient_id"], told, "{key}");
    }
}

#[tokio::test]
async fn a_state_has_one_of_five_words() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let shipped = || status("RS1", "shipped");
    for word in ["pending", "partially-shipped", "cancelled", ""] {
        assert_eq!(code(&town.send(ASHA, status("RS1", word)).await), (400, 100), "{word}");
    }
    let described = with(shipped(), "order/description", json!("x".repeat(121)));
    assert_eq!(code(&town.send(ASHA, described).await), (400, 131_009));
    for path in ["order/eta", "total_amount"] {
        assert_eq!(code(&town.send(ASHA, with(shipped(), path, json!("x"))).await), (400, 100));
    }
}
