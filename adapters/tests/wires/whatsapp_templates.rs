//! Templates at Meta: listed page by page, handed in with examples.

use realserv_adapters::secret::Secret;
use realserv_adapters::whatsapp::{
    Client, TemplateButton, TemplateCategory, TemplateDefinition, TemplateStatus,
};
use realserv_domain::language::Language;
use serde_json::json;

use crate::server::{Reply, Server, ok, patient};

fn client(server: &Server) -> Client {
    Client::new(patient(&server.url), &server.url, "200000000000001", Secret::new("a-token"))
}

fn definition() -> TemplateDefinition {
    let text = str::to_owned;
    TemplateDefinition {
        name: text("delivery_update"),
        language: Language::Hi,
        category: TemplateCategory::Utility,
        body: text("ऑर्डर {{order_no}} आज {{eta}} तक पहुँचेगा।"),
        examples: vec![(text("order_no"), text("RSAB12CD3")), (text("eta"), text("4 pm"))],
        footer: Some(text("STOP")),
        buttons: vec![
            TemplateButton::QuickReply { text: text("ट्रैक") },
            TemplateButton::Url { text: text("देखें"), url: text("https://x.in") },
        ],
    }
}

#[tokio::test]
async fn all_pages_are_read() {
    let first = r#"{"data":[{"id":"1","name":"quote_ready","language":"te","status":"APPROVED","category":"UTILITY","components":[{"type":"FOOTER","text":"STOP"},{"type":"BODY","text":"మీ కోట్"}]},{"broken":true}],"paging":{"cursors":{"before":"a","after":"MTAw"},"next":"https://graph.facebook.com/…"}}"#;
    let second = r#"{"data":[{"id":2,"name":"promo","language":"en_US","status":"SLEEPING","category":"MARKETING","components":[]}],"paging":{"cursors":{"before":"b","after":"ZZZ"}}}"#;
    let server = Server::answering(vec![ok(first), ok(second)]).await;
    let templates = client(&server).list_templates().await.unwrap();
    let seen: Vec<_> =
        templates.iter().map(|t| (t.id.as_str(), t.name.as_str(), &t.status)).collect();
    let sleeping = TemplateStatus::Unknown("SLEEPING".to_owned());
    assert_eq!(seen, [("1", "quote_ready", &TemplateStatus::Approved), ("2", "promo", &sleeping)]);
    assert_eq!(templates[0].body.as_deref(), Some("మీ కోట్"));
    let asked = server.asked();
    assert!(asked[0].line().starts_with("GET /v25.0/200000000000001/message_templates?fields=id"));
    assert!(!asked[0].line().contains("after="));
    assert!(asked[1].line().contains("&after=MTAw"), "{}", asked[1].line());
}

#[tokio::test]
async fn a_template_is_handed_in_with_named_examples() {
    let answer = r#"{"id":"594","status":"PENDING","category":"MARKETING"}"#;
    let server = Server::answering(vec![ok(answer), ok(r#"{"success":true}"#)]).await;
    let made = client(&server).create_template(&definition()).await.unwrap();
    assert_eq!((made.id.as_str(), made.status), ("594", TemplateStatus::Pending));
    assert_eq!(made.category, "MARKETING", "Meta may have decided otherwise");
    client(&server).edit_template("594", &definition()).await.unwrap();

    let asked = server.asked();
    assert_eq!(asked[0].line(), "POST /v25.0/200000000000001/message_templates HTTP/1.1");
    let components = json!([
        {"type": "BODY", "text": "ऑर्डर {{order_no}} आज {{eta}} तक पहुँचेगा।", "example": {"body_text_named_params": [
            {"param_name": "order_no", "example": "RSAB12CD3"}, {"param_name": "eta", "example": "4 pm"}]}},
        {"type": "FOOTER", "text": "STOP"},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "ट्रैक"}, {"type": "URL", "text": "देखें", "url": "https://x.in"}]},
    ]);
    let expected = json!({"name": "delivery_update", "language": "hi", "category": "UTILITY",
        "parameter_format": "named", "components": components});
    assert_eq!(asked[0].json(), expected);
    assert_eq!(asked[1].line(), "POST /v25.0/594 HTTP/1.1");
    assert_eq!(asked[1].json(), json!({"category": "UTILITY", "components": components}));
}

#[tokio::test]
async fn a_refused_template_says_why() {
    let error = r#"{"error":{"message":"Invalid parameter","code":100,"error_subcode":2388299,"error_user_title":"Variables can't be at the start or end","error_user_msg":"The body ends with a variable."}}"#;
    let server = Server::answering(vec![Reply::Answer(400, "", error.to_owned())]).await;
    let failure = client(&server).create_template(&definition()).await.unwrap_err();
    assert_eq!(failure.code, Some(100));
    assert!(failure.detail.contains("The body ends with a variable."), "{}", failure.detail);
}

#[test]
fn every_status_reads_as_it_is_written() {
    for word in [
        "APPROVED",
        "ARCHIVED",
        "DELETED",
        "DISABLED",
        "FLAGGED",
        "IN_APPEAL",
        "LIMIT_EXCEEDED",
        "LOCKED",
        "PAUSED",
        "PENDING",
        "PENDING_DELETION",
        "REINSTATED",
        "REJECTED",
        "NEWER",
    ] {
        let status = TemplateStatus::from_word(word);
        assert_eq!(status.as_str(), word);
        assert_eq!(status.may_be_sent(), matches!(word, "APPROVED" | "REINSTATED"), "{word}");
        assert_eq!(matches!(status, TemplateStatus::Unknown(_)), word == "NEWER", "{word}");
    }
}
