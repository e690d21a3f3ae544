//! Templates: created by Meta's rules, sent only when approved and with parameters that fit.

use serde_json::{Value, json};

use crate::{
    chat_orders::failed,
    town::{ASHA, Town, code},
};

pub(crate) fn placed() -> Value {
    json!({"name": "order_placed", "language": "en", "category": "UTILITY", "parameter_format": "named", "components": [
        {"type": "BODY", "text": "New order {{order_no}} for you, please answer by {{until}} today.",
            "example": {"body_text_named_params": [{"param_name": "order_no", "example": "RS1"}, {"param_name": "until", "example": "4 pm"}]}},
        {"type": "FOOTER", "text": "RealServ"},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Accept"}, {"type": "QUICK_REPLY", "text": "Reject"},
            {"type": "URL", "text": "See it", "url": "https://shop.example.in/o/{{1}}", "example": ["RS1"]}]}]})
}

pub(crate) fn send_placed(order: &str) -> Value {
    json!({"type": "template", "template": {"name": "order_placed", "language": {"code": "en"}, "components": [
        {"type": "body", "parameters": [{"type": "text", "parameter_name": "until", "text": "4 pm"},
            {"type": "text", "parameter_name": "order_no", "text": order}]},
        {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "acc:v1:RS1"}]},
        {"type": "button", "sub_type": "url", "index": 2, "parameters": [{"type": "text", "text": order}]}]}})
}

pub(crate) async fn create(town: &Town, template: &Value) -> (u16, Value) {
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    town.graph("POST", &path, Some(template.clone())).await
}

#[tokio::test]
async fn an_approved_template_reaches_a_closed_chat_and_its_button_answers() {
    let town = Town::open().await;
    let ravi = town.sandbox.person(ASHA, "Ravi").labelled("vendor");
    let (status, made) = create(&town, &placed()).await;
    assert_eq!((status, &made["status"]), (200, &json!("APPROVED")));
    let (status, sent) = town.send(ASHA, send_placed("RS7")).await;
    assert_eq!(status, 200, "{sent}");
    assert_eq!(sent["messages"][0]["message_status"], "accepted");
    assert_eq!(
        ravi.last().unwrap().to_string(),
        "RealServ: New order RS7 for you, please answer by 4 pm today.\n    _RealServ_\n    \
         [Accept] [Reject] [See it → https://shop.example.in/o/RS7]"
    );
    ravi.taps("Accept").await.unwrap();
    town.sandbox.settled().await;
    let tap = &town.inbox.messages()[0];
    assert_eq!(tap["type"], "button");
    assert_eq!(tap["button"], json!({"payload": "acc:v1:RS1", "text": "Accept"}));
    assert_eq!(tap["context"]["id"], sent["messages"][0]["id"]);
    // Without a payload of ours the tap brings the button's text.
    ravi.taps("Reject").await.unwrap();
    assert_eq!(town.inbox.messages()[1]["button"]["payload"], "Reject");
    let told = town.inbox.whatsapp.lock().unwrap()[0].json();
    assert_eq!(told["entry"][0]["changes"][0]["field"], "message_template_status_update");
    assert_eq!(told["entry"][0]["changes"][0]["value"]["event"], "APPROVED");
    assert!(told["entry"][0]["changes"][0]["value"]["message_template_id"].is_u64());
}

#[tokio::test]
async fn parameters_must_fit_the_template() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Ravi").says("hi").await.unwrap();
    create(&town, &placed()).await;
    let bad = |pointer: &str, value: Value| {
        let mut message = send_placed("RS7");
        *message.pointer_mut(pointer).unwrap() = value;
        message
    };
    let body = "/template/components/0/parameters";
    let text =
        |name: &str, text: &str| json!({"type": "text", "parameter_name": name, "text": text});
    let table = [
        ((404, 132_001), bad("/template/name", json!("unknown"))),
        ((404, 132_001), bad("/template/language/code", json!("en_US"))),
        ((400, 132_000), bad(body, json!([text("until", "4 pm")]))),
        ((400, 132_000), bad(body, json!([text("until", "4 pm"), text("until", "5 pm")]))),
        ((400, 132_012), bad(body, json!([text("until", "4 pm"), text("number", "RS1")]))),
        (
            (400, 132_012),
            bad(body, json!([text("until", "4 pm"), {"type": "text", "text": "RS1"}])),
        ),
        (
            (400, 132_012),
            bad(
                &format!("{body}/0"),
                json!({"type": "image", "parameter_name": "until", "image": {"link": "https://a.in"}}),
            ),
        ),
        ((400, 132_018), bad(&format!("{body}/0/text"), json!("4\npm"))),
        ((400, 132_018), bad(&format!("{body}/0/text"), json!("4\tpm"))),
        ((400, 132_018), bad(&format!("{body}/0/text"), json!("4     pm"))),
        ((400, 132_005), bad(&format!("{body}/0/text"), json!("x".repeat(1000)))),
        ((400, 131_008), bad(&format!("{body}/0/text"), json!(""))),
        ((400, 131_008), bad("/template/components/2/parameters", json!([]))),
        ((400, 132_012), bad("/template/components/1/sub_type", json!("url"))),
        ((400, 132_000), bad("/template/components/1/index", json!(9))),
        ((400, 131_008), bad("/template/language", json!({}))),
    ];
    for (expected, message) in table {
        let answer = town.send(ASHA, message.clone()).await;
        assert_eq!(code(&answer), expected, "{message}\n{}", answer.1);
    }
    assert_eq!(town.send(ASHA, send_placed("RS    7")).await.0, 200, "four blanks are allowed");
}

#[tokio::test]
async fn what_may_be_created() {
    let town = Town::open().await;
    let change = |pointer: &str, value: Value| {
        let mut template = placed();
        *template.pointer_mut(pointer).unwrap() = value;
        template
    };
    let body = "/components/0/text";
    let buttons = "/components/2/buttons";
    let quick = |text: &str| json!({"type": "QUICK_REPLY", "text": text});
    let url = |text: &str, url: &str| json!({"type": "URL", "text": text, "url": url});
    let headed = |header: Value| {
        let mut template = placed();
        template["components"].as_array_mut().unwrap().insert(0, header);
        template
    };
    let with = |pointer: &str, value: Value| {
        let mut template = placed();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        template.pointer_mut(parent).unwrap()[key] = value;
        template
    };
    let picture = |handles: Value| json!({"type": "HEADER", "format": "IMAGE", "example": {"header_handle": handles}});
    let table = [
        (0, change("/name", json!("Order Placed"))),
        (0, change("/name", json!("n".repeat(513)))),
        (0, change("/category", json!("PROMO"))),
        (0, change("/language", json!("english please"))),
        (0, change("/components", json!([]))),
        (2_388_072, change("/components", json!([{"type": "FOOTER", "text": "x"}]))),
        (2_388_072, change(body, json!("x".repeat(1025)))),
        (
            2_388_299,
            change(body, json!("{{order_no}} is your order, please answer by {{until}} today")),
        ),
        (
            2_388_299,
            change(body, json!("Your order {{order_no}} wants an answer today until {{until}}")),
        ),
        (2_388_293, change(body, json!("Order {{order_no}} {{until}} please"))),
        (2_388_293, change(body, json!("Order {{order_no}} or {{until}}."))),
        (
            2_388_293,
            change(body, json!("Order number {{order_no}}\n{{until}} please answer today")),
        ),
        (
            2_388_293,
            change(body, json!("Order number {{order_no}}  {{until}} please answer today")),
        ),
        (
            2_388_072,
            change(body, json!("Your order {{Order No}} wants an answer until {{until}} today")),
        ),
        (2_388_072, change("/components/0/example", json!({}))),
        (2_388_073, change("/components/1/text", json!("f".repeat(61)))),
        (2_388_073, change("/components/1/text", json!("for {{order_no}}"))),
        (2_388_040, change(buttons, json!([quick(&"t".repeat(26))]))),
        (0, change(buttons, json!([quick("A"), quick("A")]))),
        (0, change(buttons, json!([quick("A"), url("B", "https://a.in"), quick("C")]))),
        (
            0,
            change(
                buttons,
                json!([
                    url("A", "https://a.in"),
                    url("B", "https://b.in"),
                    url("C", "https://c.in")
                ]),
            ),
        ),
        (0, change(buttons, json!([url("A", "https://a.in/{{1}}/b")]))),
        (0, change(buttons, json!([url("A", "https://a.in/{{1}}")]))),
        (0, change(buttons, json!([]))),
        (2_388_047, headed(json!({"type": "HEADER", "format": "TEXT", "text": "h".repeat(61)}))),
        (2_388_047, headed(json!({"type": "HEADER", "format": "IMAGE"}))),
        (2_388_047, headed(picture(json!(["my picture"])))),
        (2_388_047, headed(picture(json!([])))),
        (0, change("/language", json!("zz_ZZ"))),
        (0, change(buttons, json!([url("A", "not a url")]))),
        (
            0,
            change(
                buttons,
                json!([{"type": "URL", "text": "A", "url": "{{1}}", "example": ["RS1"]}]),
            ),
        ),
        (0, change(buttons, json!([{"type": "PHONE_NUMBER", "text": "A", "phone_number": "abc"}]))),
        (0, change(buttons, json!([{"type": "QUICK_REPLY", "text": "A", "payload": "a"}]))),
        (0, change("/components/0/text", json!(5))),
        // What nobody documents, and what is gone.
        (0, with("/allow_category_change", json!(true))),
        (0, with("/message_send_ttl_seconds", json!("60"))),
        (0, with("/message_send_ttl_seconds", json!(29))),
        (0, with("/sub_category", json!("ORDER_POEM"))),
        (0, with("/sub_category", json!("ORDER_STATUS"))),
        (0, with("/components/0/colour", json!("red"))),
        (0, with("/components/1/example", json!({}))),
        (0, with("/components/2/text", json!("x"))),
        (0, headed(json!({"type": "CAROUSEL", "cards": "zzz"}))),
    ];
    for (subcode, template) in table {
        let answer = create(&town, &template).await;
        assert_eq!(code(&answer), (400, 100), "{template}\n{}", answer.1);
        assert_eq!(
            answer.1["error"]["error_subcode"].as_i64().unwrap_or(0),
            subcode,
            "{template}\n{}",
            answer.1
        );
    }
    assert_eq!(create(&town, &placed()).await.0, 200);
    assert_eq!(create(&town, &placed()).await.1["error"]["error_subcode"], 2_388_024);
    let twin = change("/name", json!("order_placed_again"));
    assert_eq!(
        create(&town, &twin).await.1["error"]["error_user_title"],
        "Template content is a duplicate"
    );
    let telugu = change("/language", json!("te"));
    assert_eq!(create(&town, &telugu).await.0, 200);
    let pictured = json!({"name": "pictured", "language": "en", "category": "UTILITY", "components": [
        picture(json!(["4::aW1hZ2U="])), {"type": "BODY", "text": "Our yard"}], "message_send_ttl_seconds": 60});
    assert_eq!(create(&town, &pictured).await.0, 200);
    let status = json!({"name": "status", "language": "en", "category": "UTILITY", "sub_category": "ORDER_STATUS",
        "components": [{"type": "BODY", "text": "News"}, {"type": "FOOTER", "text": "RealServ"}]});
    assert_eq!(create(&town, &status).await.0, 200);
}

#[tokio::test]
async fn positional_variables_have_no_gaps() {
    let town = Town::open().await;
    let _ = town.sandbox.person(ASHA, "Ravi");
    let positional = |text: &str| {
        json!({"name": "eta", "language": "en", "category": "UTILITY", "components": [
            {"type": "BODY", "text": text, "example": {"body_text": [["RS1", "4 pm"]]}}]})
    };
    assert_eq!(
        create(&town, &positional("Order {{1}} comes at {{3}} today, says the yard.")).await.0,
        400
    );
    assert_eq!(
        create(&town, &positional("Order {{1}} comes at {{2}} today, says the yard.")).await.0,
        200
    );
    let eta = |parameters: Value| {
        json!({"type": "template", "template": {"name": "eta", "language": {"code": "en"},
            "components": [{"type": "body", "parameters": parameters}]}})
    };
    let named = json!([{"type": "text", "parameter_name": "a", "text": "RS1"}, {"type": "text", "text": "4 pm"}]);
    assert_eq!(code(&town.send(ASHA, eta(named)).await), (400, 132_012));
    let plain = json!([{"type": "text", "text": "RS1"}, {"type": "text", "text": "4 pm"}]);
    assert_eq!(town.send(ASHA, eta(plain)).await.0, 200);
}

#[tokio::test]
async fn templates_are_listed_edited_and_deleted() {
    let town = Town::open().await;
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    let id = create(&town, &placed()).await.1["id"].as_str().unwrap().to_owned();
    let (_, list) = town.graph("GET", &format!("{path}?name=order_placed&limit=100"), None).await;
    assert_eq!(list["data"][0]["status"], "APPROVED");
    assert_eq!(list["data"][0]["parameter_format"], "NAMED");
    let mut components = placed()["components"].clone();
    components[1]["text"] = json!("RealServ, Hyderabad");
    let edit = json!({"components": components});
    assert_eq!(town.graph("POST", &id, Some(edit.clone())).await.0, 200);
    // An approved template may be edited once in 24 hours.
    assert_eq!(town.graph("POST", &id, Some(edit.clone())).await.0, 400);
    town.sandbox.forward(std::time::Duration::from_secs(24 * 3600 + 60));
    assert_eq!(town.graph("POST", &id, Some(json!({"category": "MARKETING"}))).await.0, 400);
    assert_eq!(town.graph("POST", &id, Some(edit)).await.0, 200);
    assert_eq!(town.graph("DELETE", &format!("{path}?name=order_placed"), None).await.0, 200);
    assert_eq!(town.graph("DELETE", &format!("{path}?name=order_placed"), None).await.0, 400);
    // The name stays blocked for 30 days.
    assert_eq!(create(&town, &placed()).await.1["error"]["error_subcode"], 2_388_023);
    town.sandbox.forward(std::time::Duration::from_secs(31 * 24 * 3600));
    assert_eq!(create(&town, &placed()).await.0, 200);
}

#[tokio::test]
async fn a_page_of_templates_leads_to_the_next_of_the_same() {
    let town = Town::open().await;
    let path = format!("{}/message_templates", town.sandbox.options().business_account_id);
    for (name, category) in
        [("a", "UTILITY"), ("b", "MARKETING"), ("c", "UTILITY"), ("d", "UTILITY")]
    {
        let template = json!({"name": name, "language": "en", "category": category,
            "components": [{"type": "BODY", "text": format!("About {name}")}]});
        assert_eq!(create(&town, &template).await.0, 200);
    }
    let asked = format!("{path}?category=UTILITY&fields=id,name&limit=2");
    let (_, first) = town.graph("GET", &asked, None).await;
    let next = first["paging"]["next"].as_str().unwrap();
    let (_, tail) = next.split_once("/v25.0/").unwrap();
    let (_, second) = town.graph("GET", tail, None).await;
    assert!(second["paging"].get("next").is_none());
    let templates: Vec<&Value> =
        [&first, &second].iter().flat_map(|page| page["data"].as_array().unwrap()).collect();
    let names: Vec<&Value> = templates.iter().map(|template| &template["name"]).collect();
    assert_eq!(names, ["a", "c", "d"]);
    // What was not asked for is not there.
    assert!(templates.iter().all(|template| template.as_object().unwrap().len() == 2));
    let id = templates[1]["id"].as_str().unwrap();
    let (_, one) = town.graph("GET", &format!("{id}?fields=status"), None).await;
    assert_eq!(one, json!({"id": id, "status": "APPROVED"}));
    assert_eq!(town.graph("GET", id, None).await.1["components"][0]["text"], "About c");
}

#[tokio::test]
async fn a_hundred_templates_an_hour_and_so_many_new_people_a_day() {
    let town =
        Town::with(realserv_sandbox::Options { people_per_day: 2, ..Default::default() }).await;
    let template = |at: usize| {
        json!({"name": format!("t{at}"), "language": "en", "category": "UTILITY",
            "components": [{"type": "BODY", "text": format!("Hello number {at}")}]})
    };
    for at in 0..100 {
        assert_eq!(create(&town, &template(at)).await.0, 200);
    }
    assert_eq!(code(&create(&town, &template(100)).await), (429, 80_007));
    let send = json!({"type": "template", "template": {"name": "t1", "language": {"code": "en"}}});
    for number in ["919848000001", "919848000002", "919848000001", "919848000003"] {
        let _ = town.sandbox.person(number, "Somebody");
        assert_eq!(town.send(number, send.clone()).await.0, 200);
    }
    // Whoever wrote to us does not count.
    town.sandbox.person("919848000004", "Ravi").says("hi").await.unwrap();
    town.send("919848000004", send.clone()).await;
    town.sandbox.settled().await;
    let failed: Vec<Value> =
        town.inbox.statuses().into_iter().filter(|status| status["status"] == "failed").collect();
    assert_eq!((failed.len(), &failed[0]["recipient_id"]), (1, &json!("919848000003")));
    assert_eq!(failed[0]["errors"][0]["code"], 131_048);
    town.sandbox.forward(std::time::Duration::from_secs(25 * 3600));
    assert_eq!(create(&town, &template(100)).await.0, 200);
    town.send("919848000003", send).await;
    town.sandbox.settled().await;
    assert_eq!(
        town.inbox.statuses().iter().filter(|status| status["status"] == "failed").count(),
        1
    );
}

#[tokio::test]
async fn who_was_reached_again_counts_for_another_day() {
    let town =
        Town::with(realserv_sandbox::Options { people_per_day: 1, ..Default::default() }).await;
    let (asha, ravi) = ("919848000001", "919848000002");
    for number in [asha, ravi] {
        let _ = town.sandbox.person(number, "Somebody");
    }
    let hello = json!({"name": "hello", "language": "en", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Hello there"}]});
    assert_eq!(create(&town, &hello).await.0, 200);
    let hours = |hours: u64| town.sandbox.forward(std::time::Duration::from_secs(hours * 3600));
    let send =
        json!({"type": "template", "template": {"name": "hello", "language": {"code": "en"}}});
    town.send(asha, send.clone()).await;
    hours(20);
    town.send(asha, send.clone()).await;
    hours(10);
    town.send(ravi, send.clone()).await;
    assert_eq!(failed(&town).await, [131_048], "ten hours ago Asha was reached");
    hours(14);
    town.send(ravi, send.clone()).await;
    assert_eq!(failed(&town).await, [131_048]);
    town.send(asha, send).await;
    assert_eq!(failed(&town).await, [131_048, 131_048], "her day is over, and it is his now");
}
