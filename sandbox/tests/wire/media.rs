//! Media both ways: uploads within the limits, URLs that live five minutes, ids that expire.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use realserv_sandbox::{Media, Options};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::{
    chat_orders::failed,
    town::{ASHA, Town, answered, buttons, code},
};

async fn upload(town: &Town, mime: &str, declared: &str, size: usize) -> (u16, Value) {
    upload_bytes(town, mime, declared, vec![7; size]).await
}

async fn upload_bytes(town: &Town, mime: &str, declared: &str, bytes: Vec<u8>) -> (u16, Value) {
    let part = Part::bytes(bytes).file_name("file").mime_str(mime).unwrap();
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
        ("image/webp", "image/webp", 10, 400),
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

/// A WebP of so many bytes, as far as its header tells.
fn webp(animated: bool, size: usize) -> Vec<u8> {
    let mut bytes = b"RIFF\0\0\0\0WEBP".to_vec();
    bytes.extend_from_slice(if animated { b"VP8X\x0A\0\0\0\x02" } else { b"VP8L\0\0\0\0\0" });
    bytes.resize(size, 0);
    bytes
}

#[tokio::test]
async fn a_sticker_that_moves_may_be_five_times_as_large() {
    let town = Town::open().await;
    let kb = 1024;
    let table = [
        (false, 100 * kb, 200),
        (false, 100 * kb + 1, 400),
        (true, 500 * kb, 200),
        (true, 500 * kb + 1, 400),
    ];
    for (animated, size, expected) in table {
        let answer = upload_bytes(&town, "image/webp", "image/webp", webp(animated, size)).await;
        assert_eq!(answer.0, expected, "{animated} {size}: {}", answer.1);
    }
}

/// An Ogg page that begins Opus of so many channels.
fn opus(channels: u8) -> Vec<u8> {
    let mut bytes = b"OggS\0\x02".to_vec();
    bytes.resize(28, 0);
    bytes.extend_from_slice(b"OpusHead\x01");
    bytes.push(channels);
    bytes
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_taken_and_fails_later() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let table: [(&str, &str, Vec<u8>, Value); 7] = [
        ("image", "image/jpeg", vec![0xFF, 0xD8, 0xFF, 0xE0], json!({})),
        ("image", "image/jpeg", b"\x89PNG\r\n\x1A\n".to_vec(), json!({})),
        ("document", "application/pdf", b"%PDF-1.4".to_vec(), json!({})),
        ("document", "application/pdf", b"MZ".to_vec(), json!({})),
        ("audio", "audio/ogg", opus(1), json!({"voice": true})),
        ("audio", "audio/ogg", opus(2), json!({})),
        // A voice note is Opus, however well the phone could play it.
        ("audio", "audio/mpeg", b"ID3".to_vec(), json!({"voice": true})),
    ];
    for (kind, mime, bytes, mut object) in table {
        let id = upload_bytes(&town, mime, mime, bytes).await.1["id"].clone();
        object["id"] = id;
        assert_eq!(town.send(ASHA, json!({"type": kind, kind: object})).await.0, 200);
    }
    assert_eq!(failed(&town).await, [131_053; 4]);
}

#[tokio::test]
async fn a_link_must_be_one_that_meta_can_fetch() {
    let links = [
        "http://a.in/b.png",
        "https://127.0.0.1/b.png",
        "https://10.0.0.7/b.png",
        "https://[::1]/b.png",
        "https://localhost/b.png",
    ];
    for (local_links, expected) in [(false, 131_052), (true, 0)] {
        let town = Town::with(Options { local_links, ..Options::default() }).await;
        town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
        for link in links {
            let picture = json!({"type": "image", "image": {"link": link}});
            assert_eq!(town.send(ASHA, picture).await.0, 200, "{link}");
            let mut headed = buttons(&["Yes"]);
            headed["interactive"]["header"] = json!({"type": "image", "image": {"link": link}});
            assert_eq!(town.send(ASHA, headed).await.0, 200, "{link}");
        }
        let failed = failed(&town).await;
        assert_eq!(failed.len(), if local_links { 0 } else { 2 * links.len() });
        assert!(failed.iter().all(|code| *code == expected));
    }
}

#[tokio::test]
async fn a_header_shows_jpeg_and_png_alone() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    for name in ["b.png", "b.JPG?v=2", "b", "b.webp", "b.GIF#x"] {
        let mut headed = buttons(&["Yes"]);
        let link = format!("https://a.in/{name}");
        headed["interactive"]["header"] = json!({"type": "image", "image": {"link": link}});
        assert_eq!(town.send(ASHA, headed).await.0, 200, "{name}");
    }
    assert_eq!(failed(&town).await, [131_053; 2]);
}

#[tokio::test]
async fn a_file_comes_from_one_place_and_says_nothing_else() {
    let town = Town::open().await;
    town.sandbox.person(ASHA, "Asha").says("hi").await.unwrap();
    let id = upload(&town, "image/png", "image/png", 10).await.1["id"].clone();
    let both = json!({"id": id, "link": "https://a.in/b.png"});
    let picture = json!({"type": "image", "image": both});
    assert_eq!(code(&town.send(ASHA, picture).await), (400, 131_009));
    let headed = |kind: &str, object: Value| {
        let mut message = buttons(&["Yes"]);
        message["interactive"]["header"] = json!({"type": kind, kind: object});
        message
    };
    let link = "https://a.in/b";
    let table = [
        ((400, 131_009), headed("image", both)),
        ((400, 100), headed("image", json!({"link": link, "caption": "c"}))),
        ((400, 100), headed("video", json!({"link": link, "filename": "b.mp4"}))),
        ((200, 0), headed("document", json!({"link": link, "filename": "b.pdf"}))),
    ];
    for (expected, message) in table {
        assert_eq!(code(&town.send(ASHA, message.clone()).await), expected, "{message}");
    }
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
