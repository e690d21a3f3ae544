//! The bytes of each message as Meta wants them (whatsapp.md §5), and what comes back.

use realserv_adapters::secret::Secret;
use realserv_adapters::whatsapp::{Client, Next, Outgoing, Recipient};
use realserv_domain::form::FormToken;
use realserv_domain::language::Language;
use realserv_domain::message::{Button, Message, Row, Section, TemplateCall};
use serde_json::{Value, json};

use crate::server::{Asked, Server, ok, patient};

const ACCEPTED: &str = r#"{"messaging_product":"whatsapp","contacts":[{"input":"919900000001","wa_id":"919900000009"}],"messages":[{"id":"wamid.OUT1","message_status":"accepted"}]}"#;

fn client(server: &Server) -> Client {
    let token = Secret::new("a-token");
    Client::new(patient(&server.url), &format!("{}/", server.url), "200000000000001", token)
}

fn to_phone() -> Recipient {
    Recipient {
        phone: Some("919900000001".parse().unwrap()),
        user_id: Some("IN.4f9Zt0".to_owned()),
    }
}

async fn sent(message: &Message, to: &Recipient, reply_to: Option<&str>) -> Asked {
    let server = Server::answering(vec![ok(ACCEPTED)]).await;
    let out = Outgoing {
        phone_number_id: "300000000000001",
        to,
        message,
        media_id: None,
        callback_data: "0198c0de-0000-7000-8000-000000000001",
        reply_to,
        correlation_id: "corr-1",
    };
    let sent = client(&server).send(&out).await.unwrap();
    assert_eq!(sent.message_id, "wamid.OUT1");
    assert_eq!(sent.phone.as_deref(), Some("919900000009"));
    assert_eq!(sent.message_status.as_deref(), Some("accepted"));
    server.asked().remove(0)
}

/// What every message carries, with its own part.
fn whole(kind: &str, content: Value) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "919900000001",
        "biz_opaque_callback_data": "0198c0de-0000-7000-8000-000000000001",
        "type": kind,
        kind: content,
    })
}

fn text(words: &str) -> String {
    words.to_owned()
}

#[tokio::test]
async fn a_text_goes_to_the_number_under_the_token() {
    let message =
        Message::Text { body: text("మీ కోట్ సిద్ధం: https://x.in/q") };
    let asked = sent(&message, &to_phone(), None).await;
    assert_eq!(asked.line(), "POST /v25.0/300000000000001/messages HTTP/1.1");
    assert!(asked.head.contains("authorization: Bearer a-token"), "{}", asked.head);
    assert!(asked.head.contains("x-correlation-id: corr-1"));
    assert!(asked.head.contains("content-type: application/json"));
    assert!(asked.head.contains("user-agent: RealServ/"));
    let body = json!({"body": "మీ కోట్ సిద్ధం: https://x.in/q", "preview_url": false});
    assert_eq!(asked.json(), whole("text", body));
}

#[tokio::test]
async fn a_hidden_phone_is_reached_by_user_id_and_a_reply_quotes() {
    let hidden = Recipient { phone: None, user_id: Some(text("IN.4f9Zt0")) };
    let asked = sent(&Message::Text { body: text("a") }, &hidden, Some("wamid.AAA1")).await.json();
    assert_eq!(asked["recipient"], "IN.4f9Zt0");
    assert_eq!(asked.get("to"), None);
    assert_eq!(asked["context"], json!({"message_id": "wamid.AAA1"}));
}

#[tokio::test]
async fn buttons_lists_links_and_places_are_interactive() {
    let button = |id: &str, title: &str| Button { id: text(id), title: text(title) };
    let described =
        Row { id: text("r1"), title: text("OPC 53"), description: Some(text("₹385/bag")) };
    let plain = Row { id: text("r2"), title: text("PPC"), description: None };
    let sections = vec![Section { title: Some(text("Bagged")), rows: vec![described, plain] }];
    let cases = [
        (
            Message::Buttons {
                body: text("Total ₹19,840"),
                buttons: vec![button("b1", "Confirm"), button("b2", "Change")],
                photo: None,
            },
            json!({"type": "button", "body": {"text": "Total ₹19,840"}, "action": {"buttons": [
                {"type": "reply", "reply": {"id": "b1", "title": "Confirm"}},
                {"type": "reply", "reply": {"id": "b2", "title": "Change"}}]}}),
        ),
        (
            Message::Buttons {
                body: text("How many?"),
                buttons: vec![button("b1", "50 bags")],
                photo: "https://img.realserv.in/opc53.jpg".parse().ok(),
            },
            json!({"type": "button", "body": {"text": "How many?"},
                "header": {"type": "image", "image": {"link": "https://img.realserv.in/opc53.jpg"}},
                "action": {"buttons": [{"type": "reply", "reply": {"id": "b1", "title": "50 bags"}}]}}),
        ),
        (
            Message::List { body: text("Choose"), button: text("See grades"), sections },
            json!({"type": "list", "body": {"text": "Choose"}, "action": {"button": "See grades", "sections": [
                {"title": "Bagged", "rows": [
                    {"id": "r1", "title": "OPC 53", "description": "₹385/bag"},
                    {"id": "r2", "title": "PPC"}]}]}}),
        ),
        (
            Message::Link {
                body: text("Pay ₹19,840"),
                title: text("Pay now"),
                url: text("https://rzp.io/rzp/Ab"),
            },
            json!({"type": "cta_url", "body": {"text": "Pay ₹19,840"}, "action": {"name": "cta_url",
                "parameters": {"display_text": "Pay now", "url": "https://rzp.io/rzp/Ab"}}}),
        ),
        (
            Message::AskLocation { body: text("Share the site") },
            json!({"type": "location_request_message", "body": {"text": "Share the site"},
                "action": {"name": "send_location"}}),
        ),
        (
            Message::AskContact { body: text("Whom to call?") },
            json!({"type": "request_contact_info", "body": {"text": "Whom to call?"},
                "action": {"name": "request_contact_info"}}),
        ),
        (
            Message::Form {
                body: text("Or fill it in"),
                title: text("Fill in the form"),
                flow: text("610000000000001"),
                token: form_token(),
            },
            json!({"type": "flow", "body": {"text": "Or fill it in"}, "action": {"name": "flow", "parameters": {
                "flow_message_version": "3", "flow_id": "610000000000001", "flow_cta": "Fill in the form",
                "flow_token": form_token().reveal(), "flow_action": "data_exchange"}}}),
        ),
    ];
    for (message, content) in cases {
        let asked = sent(&message, &to_phone(), None).await;
        assert_eq!(asked.json(), whole("interactive", content));
    }
}

fn form_token() -> FormToken {
    FormToken::read(&format!("{}.{}", "1".repeat(32), "a".repeat(32))).unwrap()
}

#[tokio::test]
async fn a_template_names_its_variables_and_places_its_payloads() {
    let message = Message::Template(TemplateCall {
        name: text("offer_waiting"),
        language: Language::Te,
        variables: vec![
            (text("order_no"), text("RSAB12CD3")),
            (text("site"), text("Plot 14,\n\tHMT     Nagar")),
        ],
        payloads: vec![text("o:1:yes"), text("o:1:no")],
    });
    let asked = sent(&message, &to_phone(), None).await.json();
    let content = json!({
        "name": "offer_waiting",
        "language": {"code": "te", "policy": "deterministic"},
        "components": [
            {"type": "body", "parameters": [
                {"type": "text", "parameter_name": "order_no", "text": "RSAB12CD3"},
                {"type": "text", "parameter_name": "site", "text": "Plot 14, HMT Nagar"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "o:1:yes"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "1", "parameters": [{"type": "payload", "payload": "o:1:no"}]}],
    });
    assert_eq!(asked, whole("template", content));

    let bare = Message::Template(TemplateCall {
        name: text("reopen_chat"),
        language: Language::En,
        variables: vec![],
        payloads: vec![],
    });
    let asked = sent(&bare, &to_phone(), None).await.json();
    assert_eq!(asked["template"]["components"], json!([]));
}

#[tokio::test]
async fn what_meta_would_refuse_is_not_sent() {
    let server = Server::answering(vec![]).await;
    let too_long = Message::Text { body: "a".repeat(4097) };
    let (phone, nobody) = (to_phone(), Recipient::default());
    for (message, to) in [(&too_long, &phone), (&Message::Text { body: text("a") }, &nobody)] {
        let out = Outgoing {
            phone_number_id: "300000000000001",
            to,
            message,
            callback_data: "row",
            media_id: None,
            reply_to: None,
            correlation_id: "corr-1",
        };
        let failure = client(&server).send(&out).await.unwrap_err();
        assert_eq!((failure.code, failure.next), (None, Next::Never));
    }
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn a_message_is_marked_read_with_the_typing_sign() {
    let server = Server::answering(vec![ok(r#"{"success":true}"#)]).await;
    client(&server).mark_read_with_typing("300000000000001", "wamid.AAA1", "corr-1").await.unwrap();
    let asked = server.asked().remove(0);
    assert_eq!(asked.line(), "POST /v25.0/300000000000001/messages HTTP/1.1");
    let expected = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.AAA1",
        "typing_indicator": {"type": "text"}});
    assert_eq!(asked.json(), expected);
}

#[test]
fn a_client_prints_no_token() {
    let debug = format!("{:?}", Secret::new("a-token"));
    assert!(!debug.contains("a-token"));
}
