//! Media both ways: uploads within the limits, URLs that live five minutes, ids that expire.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use realserv_sandbox::Media;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use crate::town::{ASHA, Town, answered, code};

async fn upload(town: &Town, mime: &str, declared: &str, size: usize) -> (u16, serde_json::Value) {
    let part = Part::bytes(vec![7; size]).file_name("file").mime_str(mime).unwrap();
    let form = Form::new()
        .text("messaging_product", "whatsapp")
        .text("type", declared.to_owned())
        .part("file", part);
    let options = town.sandbox.options();
    let url = format!("{}/v25.0/{}/media", town.sandbox.graph_url(), options.phone_number_id);
    answered(town.http.post(url).bearer_auth(&options.access_token).multipart(form), None).await
}

#[tokio::test]
async fn uploads_are_checked_and_can_be_sent() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.says("hi").await.unwrap();
    let mb = 1024 * 1024;
    let table = [
        ("image/jpeg", "image/jpeg", 5 * mb, 200),
        ("image/jpeg", "image/jpeg", 5 * mb + 1, 400),
        ("image/jpeg", "image/jpeg", 0, 400),
        ("image/gif", "image/gif", 10, 400),
        ("image/png", "image/jpeg", 10, 400),
        ("audio/ogg", "audio/ogg; codecs=opus", 10, 200),
        ("image/webp", "image/webp", 500 * 1024 + 1, 400),
        ("application/pdf", "application/pdf", 6 * mb, 200),
    ];
    for (mime, declared, size, expected) in table {
        let answer = upload(&town, mime, declared, size).await;
        assert_eq!(answer.0, expected, "{mime} {declared} {size}: {}", answer.1);
    }
    let id = upload(&town, "image/png", "image/png", 10).await.1["id"].as_str().unwrap().to_owned();
    let picture = json!({"type": "image", "image": {"id": id, "caption": "12 mm TMT"}});
    assert_eq!(town.send(ASHA, picture.clone()).await.0, 200);
    // A picture is no document.
    assert_eq!(
        code(&town.send(ASHA, json!({"type": "document", "document": {"id": id}})).await),
        (400, 131_009)
    );
    town.sandbox.forward(Duration::from_secs(30 * 24 * 3600 + 1));
    assert_eq!(code(&town.send(ASHA, picture).await), (400, 131_009));
}

#[tokio::test]
async fn what_a_person_sends_can_be_fetched_for_five_minutes_at_a_time() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    asha.sends(Media::photo().with_caption("site photo")).await.unwrap();
    let image = town.inbox.messages()[0]["image"].clone();
    assert_eq!(image["caption"], "site photo");
    let id = image["id"].as_str().unwrap();
    let (_, medium) = town.graph("GET", id, None).await;
    // base64 in the webhook, hex here.
    let digest = STANDARD.decode(image["sha256"].as_str().unwrap()).unwrap();
    assert_eq!(medium["sha256"], json!(hex::encode(digest)));
    assert_eq!(medium["file_size"], "8");
    let url = medium["url"].as_str().unwrap();
    let token = &town.sandbox.options().access_token;
    assert_eq!(town.http.get(url).send().await.unwrap().status(), 401);
    let fetched = town.http.get(url).bearer_auth(token).send().await.unwrap();
    assert_eq!(fetched.headers()["content-type"], "image/jpeg");
    assert_eq!(fetched.bytes().await.unwrap().len(), 8);
    town.sandbox.forward(Duration::from_secs(301));
    assert_eq!(town.http.get(url).bearer_auth(token).send().await.unwrap().status(), 404);
    let again = town.graph("GET", id, None).await.1["url"].as_str().unwrap().to_owned();
    assert_eq!(town.http.get(again).bearer_auth(token).send().await.unwrap().status(), 200);
    town.sandbox.forward(Duration::from_secs(7 * 24 * 3600));
    assert_eq!(code(&town.graph("GET", id, None).await), (400, 100));
}

#[tokio::test]
async fn an_upload_can_be_deleted() {
    let town = Town::open().await;
    let id =
        upload(&town, "text/plain", "text/plain", 3).await.1["id"].as_str().unwrap().to_owned();
    assert_eq!(town.graph("DELETE", &id, None).await, (200, json!({"success": true})));
    assert_eq!(code(&town.graph("DELETE", &id, None).await), (400, 100));
}

#[tokio::test]
async fn every_kind_of_media_arrives_with_its_type() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "Asha");
    let all = [
        Media::voice(),
        Media::video(),
        Media::sticker(),
        Media::document("BOQ.pdf"),
        Media::contact("Suresh", "+91 98480 54321"),
    ];
    for media in all {
        asha.sends(media).await.unwrap();
    }
    let messages = town.inbox.messages();
    assert_eq!(messages[0]["audio"]["voice"], true);
    assert_eq!(messages[0]["audio"]["mime_type"], "audio/ogg; codecs=opus");
    assert_eq!(messages[1]["video"]["mime_type"], "video/mp4");
    assert_eq!(messages[2]["sticker"]["animated"], false);
    assert_eq!(messages[3]["document"]["filename"], "BOQ.pdf");
    assert_eq!(messages[4]["contacts"][0]["phones"][0]["wa_id"], "919848054321");
}
