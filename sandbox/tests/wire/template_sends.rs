//! What a template that is sent must bring for its buttons, amounts and orders.

use serde_json::{Value, json};

use crate::{
    chat_orders::{failed, invoice},
    templates::{create, placed, send_placed},
    town::{ASHA, Town, code},
};

/// A utility template with these components besides a body of its own.
fn notice(name: &str, more: &[Value]) -> Value {
    let mut components = vec![json!({"type": "BODY", "text": format!("About {name}")})];
    components.extend_from_slice(more);
    json!({"name": name, "language": "en", "category": "UTILITY", "components": components})
}

fn send(name: &str, components: &Value) -> Value {
    json!({"type": "template", "template": {"name": name, "language": {"code": "en"}, "components": components}})
}

#[tokio::test]
async fn a_button_gets_one_parameter_of_its_own_type() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Ravi").says("hi").await.unwrap();
    create(&town, &placed()).await;
    let (quick, link) = ("/template/components/1", "/template/components/2");
    let text = |text: &str| json!({"type": "text", "text": text});
    let change = |place: &str, value: Value| {
        let mut message = send_placed("RS7");
        let (parent, key) = place.rsplit_once('/').unwrap();
        let parent = message.pointer_mut(parent).unwrap();
        match key.parse::<usize>() {
            Ok(at) => parent[at] = value,
            Err(_) => parent[key] = value,
        }
        message
    };
    let table = [
        ((400, 132_012), change(&format!("{quick}/parameters"), json!([text("yes")]))),
        ((400, 131_008), change(&format!("{quick}/parameters"), json!([{"type": "payload"}]))),
        (
            (400, 100),
            change(
                &format!("{quick}/parameters"),
                json!([{"type": "payload", "payload": "a", "text": "b"}]),
            ),
        ),
        (
            (400, 132_000),
            change(
                &format!("{quick}/parameters"),
                json!([{"type": "payload", "payload": "a"}, {"type": "payload", "payload": "b"}]),
            ),
        ),
        (
            (400, 132_012),
            change(&format!("{link}/parameters"), json!([{"type": "payload", "payload": "a"}])),
        ),
        ((400, 132_018), change(&format!("{link}/parameters"), json!([text("RS\n7")]))),
        (
            (400, 100),
            change(
                &format!("{link}/parameters"),
                json!([{"type": "text", "text": "a", "url": "b"}]),
            ),
        ),
        ((400, 132_000), change(&format!("{link}/parameters"), json!([text("a"), text("b")]))),
        // Two components for one button, though "0" and 0 are written differently.
        (
            (400, 132_012),
            change(link, json!({"type": "button", "sub_type": "quick_reply", "index": 0})),
        ),
        ((400, 132_012), change(&format!("{link}/sub_type"), json!("phone_number"))),
        ((400, 100), change(&format!("{link}/payload"), json!("a"))),
        ((400, 100), change("/template/components/0/index", json!("0"))),
        ((400, 100), change("/template/language/policy", json!("fallback"))),
    ];
    for (expected, message) in table {
        let answer = town.send(ASHA, message.clone()).await;
        assert_eq!(code(&answer), expected, "{message}\n{}", answer.1);
    }
    let strict = change("/template/language/policy", json!("deterministic"));
    assert_eq!(town.send(ASHA, strict).await.0, 200);
}

#[tokio::test]
async fn an_amount_names_its_currency() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Ravi").says("hi").await.unwrap();
    let template = json!({"name": "due", "language": "en", "category": "UTILITY", "components": [
        {"type": "BODY", "text": "You owe us {{1}} for your last order.", "example": {"body_text": [["₹5"]]}}]});
    assert_eq!(create(&town, &template).await.0, 200);
    let due = |currency: Value| {
        send(
            "due",
            &json!([{"type": "body", "parameters": [{"type": "currency", "currency": currency}]}]),
        )
    };
    let table = [
        ((200, 0), json!({"fallback_value": "₹5", "code": "INR", "amount_1000": 5000})),
        ((400, 131_008), json!({"fallback_value": "₹5", "amount_1000": 5000})),
        ((400, 131_008), json!({"fallback_value": "₹5", "code": "INR"})),
        ((400, 131_008), json!({"code": "INR", "amount_1000": 5000})),
        ((400, 132_012), json!({"fallback_value": "₹5", "code": "rupee", "amount_1000": 5000})),
        ((400, 100), json!({"fallback_value": "₹5", "code": "INR", "amount_1000": "5000"})),
        ((400, 100), json!({"fallback_value": "₹5", "code": "INR", "amount_1000": 5000, "tax": 1})),
        ((400, 132_018), json!({"fallback_value": "₹\n5", "code": "INR", "amount_1000": 5000})),
    ];
    for (expected, currency) in table {
        let answer = town.send(ASHA, due(currency.clone())).await;
        assert_eq!(code(&answer), expected, "{currency}\n{}", answer.1);
    }
}

#[tokio::test]
async fn an_invoice_behind_a_button_is_checked_like_any_other() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let buttons = json!({"type": "BUTTONS", "buttons": [{"type": "ORDER_DETAILS", "text": "Review and Pay"}]});
    assert_eq!(create(&town, &notice("payment_due", &[buttons])).await.0, 200);
    let due = |details: Value| {
        let action = json!([{"type": "action", "action": {"order_details": details}}]);
        let button = json!({"type": "button", "sub_type": "order_details", "index": 0, "parameters": action});
        send("payment_due", &json!([button]))
    };
    let details =
        |reference: &str| invoice(reference)["interactive"]["action"]["parameters"].clone();
    let mut wrong = details("RS1");
    wrong["total_amount"]["value"] = json!(101);
    assert_eq!(code(&town.send(ASHA, due(wrong)).await), (400, 131_009));
    let mut addressed = details("RS1");
    addressed["shipping_info"] =
        json!({"country": "IN", "addresses": [{"name": "Asha", "in_pin_code": "500049"}]});
    assert_eq!(town.send(ASHA, due(addressed)).await.0, 200);
    assert_eq!(asha.last().unwrap().shown.bill.unwrap().total_paise, Some(100));
    assert_eq!(code(&town.send(ASHA, due(details("RS1"))).await), (400, 131_009), "used before");
    assert_eq!(code(&town.send(ASHA, send("payment_due", &json!([]))).await), (400, 131_008));
}

#[tokio::test]
async fn a_state_outside_of_the_window_obeys_the_same_order() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    town.send(ASHA, invoice("RS1")).await;
    town.sandbox.forward(std::time::Duration::from_secs(25 * 3600));
    let mut template = notice("order_status_update", &[]);
    template["sub_category"] = json!("ORDER_STATUS");
    assert_eq!(create(&town, &template).await.0, 200);
    let state = |status: &str| {
        let told = json!({"reference_id": "RS1", "order": {"status": status}});
        let parameter = json!([{"type": "order_status", "order_status": told}]);
        send("order_status_update", &json!([{"type": "order_status", "parameters": parameter}]))
    };
    assert_eq!(code(&town.send(ASHA, state("pending")).await), (400, 100));
    let nothing = json!([{"type": "order_status", "parameters": []}]);
    assert_eq!(code(&town.send(ASHA, send("order_status_update", &nothing)).await), (400, 132_000));
    for status in ["shipped", "completed"] {
        assert_eq!(town.send(ASHA, state(status)).await.0, 200);
    }
    assert!(failed(&town).await.is_empty());
    town.send(ASHA, state("shipped")).await;
    assert_eq!(failed(&town).await, [2046]);
    // Other templates tell no state.
    create(&town, &notice("plain", &[])).await;
    let mut plain = state("shipped");
    plain["template"]["name"] = json!("plain");
    assert_eq!(code(&town.send(ASHA, plain).await), (400, 132_000));
}

fn one_time_code(components: Value) -> Value {
    json!({"name": "login_code", "language": "en", "category": "AUTHENTICATION", "components": components})
}

#[tokio::test]
async fn a_one_time_code_comes_in_metas_words() {
    let town = Town::open().await;
    let ravi = town.sandbox.person(ASHA, "Ravi");
    let template = one_time_code(json!([{"type": "BODY", "add_security_recommendation": true},
        {"type": "FOOTER", "code_expiration_minutes": 10},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]));
    let (status, made) = create(&town, &template).await;
    assert_eq!(status, 200, "{made}");
    let code_is = |code: &str| {
        let text = json!([{"type": "text", "text": code}]);
        json!([{"type": "body", "parameters": text},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": text}])
    };
    assert_eq!(town.send(ASHA, send("login_code", &code_is("4711"))).await.0, 200);
    assert_eq!(
        ravi.transcript(),
        "RealServ: *4711* is your verification code. For your security, do not share this code.\n    \
         _This code expires in 10 minutes._\n    [Copy code]"
    );
    // The button needs the code as well, of 15 characters at most.
    let bodiless = json!([code_is("4711")[0]]);
    assert_eq!(code(&town.send(ASHA, send("login_code", &bodiless)).await), (400, 131_008));
    let long = send("login_code", &code_is(&"4".repeat(16)));
    assert_eq!(code(&town.send(ASHA, long).await), (400, 131_009));
    // Nor can it go to a user id.
    let mut body = send("login_code", &code_is("4711"));
    body["messaging_product"] = json!("whatsapp");
    body["recipient"] = json!(ravi.user_id());
    let path = format!("{}/messages", town.sandbox.options().phone_number_id);
    assert_eq!(code(&town.graph("POST", &path, Some(body)).await), (400, 131_062));
    // What was handed in can be handed in again, with another lifetime.
    let id = made["id"].as_str().unwrap();
    let (_, known) = town.graph("GET", id, None).await;
    let mut components = known["components"].clone();
    components[1] = json!({"type": "FOOTER", "code_expiration_minutes": 5});
    let edit = json!({"components": components});
    assert_eq!(town.graph("POST", id, Some(edit)).await.0, 200);
}

#[tokio::test]
async fn nobody_words_a_one_time_code() {
    let town = Town::open().await;
    let button = json!({"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]});
    let body = json!({"type": "BODY"});
    let table = [
        json!([body]),
        json!([button]),
        json!([{"type": "BODY", "text": "Your code is {{1}}, friend"}, button]),
        json!([body, {"type": "FOOTER", "text": "RealServ"}, button]),
        json!([body, {"type": "FOOTER", "code_expiration_minutes": 91}, button]),
        json!([{"type": "HEADER", "format": "TEXT", "text": "Login"}, body, button]),
        json!([body, {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "POST_CARD"}]}]),
        json!([body, {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Copy"}]}]),
    ];
    for components in table {
        let answer = create(&town, &one_time_code(components.clone())).await;
        assert_eq!(code(&answer), (400, 100), "{components}\n{}", answer.1);
    }
}

#[tokio::test]
async fn templates_can_be_held_until_meta_has_seen_how_they_are_taken() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Ravi");
    create(&town, &notice("plain", &[])).await;
    let sends = async || {
        let (status, answer) = town.send(ASHA, send("plain", &json!([]))).await;
        assert_eq!(status, 200);
        town.sandbox.settled().await;
        answer["messages"][0]["message_status"].clone()
    };
    let words = || -> Vec<Value> {
        town.inbox.statuses().iter().map(|status| status["status"].clone()).collect()
    };
    town.sandbox.hold_templates();
    assert_eq!(sends().await, "held_for_quality_assessment");
    assert!(words().is_empty());
    town.sandbox.release_templates();
    town.sandbox.settled().await;
    assert_eq!(words(), ["sent", "delivered"]);
    assert_eq!(sends().await, "accepted");
    town.sandbox.hold_templates();
    sends().await;
    town.sandbox.drop_held_templates();
    assert_eq!(failed(&town).await, [132_015]);
}
