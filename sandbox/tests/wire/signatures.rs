//! Signatures: the vectors of the references, and the bytes as they are transmitted.

use realserv_sandbox::{How, callback_signature, hmac_hex, meta_json};
use serde_json::json;

use crate::town::{ASHA, Town};

/// whatsapp.md 12.5, Razorpay's of razorpay.md 6.1.
#[test]
fn the_published_vectors_hold() {
    let meta = "demo_app_secret_0001";
    let table = [
        (
            meta,
            r#"{"object":"whatsapp_business_account","entry":[]}"#,
            "590b2c1b8d9e079e5055ba4637a91e95d8b1d183ecb0c9a256e8488166772b61",
        ),
        (
            meta,
            r#"{"object": "whatsapp_business_account", "entry": []}"#,
            "8247f6231c69a2a3a0414f65881ec4dc69cb1963b380f11d115c22577ba26d8e",
        ),
        (
            meta,
            r#"{"t":"\u0c07\u0c38\u0c41\u0c15 20 bags","u":"https:\/\/example.in\/a"}"#,
            "737f7185b918fac3c03ae6a91ce846036cb05124077aaace3e0d2e8bfee135e7",
        ),
        (
            meta,
            r#"{"t":"ఇసుక 20 bags","u":"https://example.in/a"}"#,
            "8619b11dda4778bdb14641a262f66effe6ca8dd1fae6357f60e2460665986671",
        ),
        (
            "whsec_local_test",
            r#"{"entity":"event","account_id":"acc_Test0000000001","event":"payment_link.paid","contains":["payment_link"],"payload":{},"created_at":1735689600}"#,
            "b183da86332b77c569563aeb94ef6cab2cbe08434ad68abdebbe9a71c8a0f0e0",
        ),
    ];
    for (secret, body, expected) in table {
        assert_eq!(hmac_hex(secret, body.as_bytes()), expected, "{body}");
    }
}

#[test]
fn json_is_written_as_meta_writes_it() {
    let written = meta_json(&json!({"t": "ఇసుక 20 bags", "u": "https://example.in/a"}));
    assert_eq!(
        hmac_hex("demo_app_secret_0001", &written),
        "737f7185b918fac3c03ae6a91ce846036cb05124077aaace3e0d2e8bfee135e7"
    );
    assert_eq!(meta_json(&json!("👍 ₹\"\\\n")), br#""\ud83d\udc4d \u20b9\"\\\n""#);
}

/// razorpay.md 2.9.
#[test]
fn the_redirect_is_signed_with_the_key_secret() {
    let sign = |reference| {
        callback_signature(
            "test_key_secret",
            "plink_Test0000000001",
            reference,
            "paid",
            "pay_Test00000000001",
        )
    };
    assert_eq!(
        sign("ORD-2026-000123-1"),
        "f6f846a69db7c208e197e827a282d392f216a1bf86c3f9ff4f62536a3ce36287"
    );
    assert_eq!(sign(""), "364689e3b0b5657e1278873c8b385140fe7a861c2a770363e919276ac439fc36");
}

#[tokio::test]
async fn whatsapp_webhooks_are_ascii_and_signed_over_their_bytes() {
    let town = Town::open().await;
    let asha = town.sandbox.person(ASHA, "ఆశ");
    asha.says("ఇసుక 20 bags 👍").await.unwrap();
    let received = town.inbox.whatsapp.lock().unwrap()[0].clone();
    assert!(received.body.is_ascii());
    assert!(
        String::from_utf8_lossy(&received.body)
            .contains(r"\u0c07\u0c38\u0c41\u0c15 20 bags \ud83d\udc4d")
    );
    let expected = format!("sha256={}", hmac_hex("sandbox-app-secret", &received.body));
    assert_eq!(received.header("x-hub-signature-256"), expected);
    let message = &received.value()["messages"][0];
    assert_eq!(message["from"], ASHA);
    assert_eq!(message["from_user_id"], received.value()["contacts"][0]["user_id"]);
    assert!(message["timestamp"].is_string());
}

#[tokio::test]
async fn razorpay_webhooks_carry_the_five_headers() {
    let town = Town::open().await;
    let link = town.link(10_000, "RS-1").await;
    town.sandbox.pay(link["short_url"].as_str().unwrap(), How::Card).unwrap();
    town.sandbox.settled().await;
    let received = town.inbox.razorpay.lock().unwrap().clone();
    assert_eq!(received.len(), 4);
    let mut ids: Vec<String> =
        received.iter().map(|webhook| webhook.header("x-razorpay-event-id")).collect();
    for webhook in &received {
        assert_eq!(webhook.header("user-agent"), "Razorpay-Webhook/v1");
        assert_eq!(webhook.header("request-id"), webhook.header("x-razorpay-event-id"));
        assert_eq!(webhook.header("request-id").len(), 14);
        assert_eq!(webhook.header("accept-encoding"), "gzip");
        assert_eq!(
            webhook.header("x-razorpay-signature"),
            hmac_hex("sandbox-webhook-secret", &webhook.body)
        );
    }
    ids.dedup();
    assert_eq!(ids.len(), 4);
    let paid = received[3].json();
    assert_eq!(paid["contains"], json!(["payment_link", "order", "payment"]));
    assert_eq!(paid["payload"]["payment_link"]["entity"]["status"], "paid");
    assert_eq!(paid["payload"]["payment"]["entity"]["notes"]["order_id"], "0193");
}
