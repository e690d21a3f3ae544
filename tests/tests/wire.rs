//! The raw wire: what the webhooks answer to the honest, the forged and the broken, and what is kept of it.
#![expect(clippy::disallowed_methods, reason = "a raw client is what this tests with")]

use std::process::{Command, Output};

use realserv_sandbox::{hmac_hex, meta_json};
use realserv_tests::town::Options;
use realserv_tests::{Done, Town};
use serde_json::{Value, json};
use uuid::Uuid;

type Trouble = Box<dyn std::error::Error + Send + Sync>;

const RAW: &str = "select count(*) from raw_event";
const SEEN: &str = "select count(*) from seen";
const HEARD: &str = "select count(*) from message where direction = 'in'";

/// Posts these bytes under this signature, if any; answers the status.
async fn posts(town: &Town, body: &[u8], signature: Option<&str>) -> Result<u16, Trouble> {
    let request = reqwest::Client::new()
        .post(town.url("/webhooks/whatsapp"))
        .header("content-type", "application/json")
        .body(body.to_vec());
    let request = match signature {
        Some(signature) => request.header("X-Hub-Signature-256", signature),
        None => request,
    };
    let status = request.send().await?.status().as_u16();
    town.quiet().await;
    Ok(status)
}

async fn posts_signed(town: &Town, body: &[u8]) -> Result<u16, Trouble> {
    let signature = signed(&town.sandbox.options().app_secret, body);
    posts(town, body, Some(&signature)).await
}

fn signed(secret: &str, body: &[u8]) -> String {
    format!("sha256={}", hmac_hex(secret, body))
}

/// One text of one person, as Meta wraps it.
fn text(number: &str, id: &str, from: &str, words: &str) -> Value {
    messages(
        number,
        &[json!({"from": from, "id": id, "timestamp": "1795404600", "type": "text",
        "text": {"body": words}})],
    )
}

fn messages(number: &str, messages: &[Value]) -> Value {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "200000000000001", "changes": [
        {"field": "messages", "value": {"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "914055500100", "phone_number_id": number},
            "contacts": [{"profile": {"name": "Wire"}, "wa_id": "919811100001"}],
            "messages": messages}}]}]})
}

#[tokio::test]
async fn the_handshake_answers_the_challenge_to_who_knows_the_word() -> Done {
    let town = Town::open().await?;
    town.sandbox.verify_webhook().await?;
    let ask = async |mode: &str, token: &str| {
        let query = format!("hub.mode={mode}&hub.challenge=11582&hub.verify_token={token}");
        let url = town.url(&format!("/webhooks/whatsapp?{query}"));
        let answer = reqwest::get(url).await?;
        Ok::<_, Trouble>((answer.status().as_u16(), answer.text().await?))
    };
    let word = town.sandbox.options().verify_token.clone();
    assert_eq!(ask("subscribe", &word).await?, (200, "11582".to_owned()));
    assert_eq!(ask("subscribe", "guess").await?.0, 403);
    assert_eq!(ask("unsubscribe", &word).await?.0, 403);
    assert_eq!(reqwest::get(town.url("/webhooks/whatsapp")).await?.status(), 403);
    Ok(())
}

#[tokio::test]
async fn what_meta_did_not_sign_is_refused_and_nothing_is_stored() -> Done {
    let town = Town::open().await?;
    // A town begins with Meta's news about its templates.
    let before = [town.count(RAW).await?, town.count(SEEN).await?, town.count(HEARD).await?];
    let number = town.sandbox.options().phone_number_id.clone();
    let body = meta_json(&text(&number, "wamid.forged1", "919811100001", "hi"));
    let secret = town.sandbox.options().app_secret.clone();
    let right = signed(&secret, &body);
    let another_body = signed(&secret, b"{}");
    let wrong = signed("guess", &body);
    let bare = right.trim_start_matches("sha256=").to_owned();
    let cut = right[..right.len() - 2].to_owned();
    for signature in [
        None,
        Some(""),
        Some("sha256="),
        Some(&another_body),
        Some(&wrong),
        Some(&bare),
        Some(&cut),
    ] {
        assert_eq!(posts(&town, &body, signature).await?, 401, "{signature:?}");
    }
    // Signed, but by whoever knows Razorpay's secret.
    let url = town.url("/webhooks/razorpay");
    let client = reqwest::Client::new();
    let unsigned = client.post(&url).body(body.clone()).send().await?;
    assert_eq!(unsigned.status(), 401);
    let forged = client.post(&url).header("X-Razorpay-Signature", hmac_hex(&secret, &body));
    assert_eq!(forged.body(body.clone()).send().await?.status(), 401);
    let after = [town.count(RAW).await?, town.count(SEEN).await?, town.count(HEARD).await?];
    assert_eq!(after, before);
    assert_eq!(posts(&town, &body, Some(&right)).await?, 200, "the same bytes, rightly signed");
    assert_eq!(town.count(HEARD).await?, 1);
    Ok(())
}

#[tokio::test]
async fn both_secrets_are_good_while_they_rotate() -> Done {
    let old_and_new = "sandbox-app-secret,the-new-secret".to_owned();
    let variables = vec![("WHATSAPP_APP_SECRET", old_and_new)];
    let town = Town::with(Options { variables, ..Options::default() }).await?;
    let number = town.sandbox.options().phone_number_id.clone();
    for (id, secret, status) in [
        ("wamid.old", "sandbox-app-secret", 200),
        ("wamid.new", "the-new-secret", 200),
        ("wamid.none", "sandbox-app-secret,the-new-secret", 401),
    ] {
        let body = meta_json(&text(&number, id, "919811100001", "hi"));
        assert_eq!(posts(&town, &body, Some(&signed(secret, &body))).await?, status, "{secret}");
    }
    assert_eq!(town.count(HEARD).await?, 2);
    Ok(())
}

#[tokio::test]
async fn what_is_authentic_is_kept_however_broken_it_is() -> Done {
    let town = Town::open().await?;
    let number = town.sandbox.options().phone_number_id.clone();
    let bodies: Vec<Vec<u8>> = vec![
        b"{\"object\": \"whatsapp_business_account\", \"entry\": [".to_vec(),
        b"not json at all".to_vec(),
        b"\xff\xfe\x00\x01".to_vec(),
        b"[]".to_vec(),
        b"null".to_vec(),
        meta_json(&json!({"object": "page", "entry": [{"id": "1", "changes": []}]})),
        meta_json(&json!({"object": "whatsapp_business_account", "entry": [{"id": "1",
            "changes": [{"field": "moon_phase", "value": {"phase": "full"}}]}]})),
        meta_json(&messages(
            &number,
            &[json!({"from": "919811100001", "id": "wamid.hologram",
            "timestamp": "1795404600", "type": "hologram", "hologram": {"depth": 3}})],
        )),
        meta_json(&messages(&number, &[json!({"type": "text", "text": 7}), json!("what?")])),
        meta_json(&messages(
            &number,
            &[json!({"from": "919811100001", "id": "wamid.nul",
            "timestamp": "1795404600", "type": "text", "text": {"body": "a\u{0}b"}})],
        )),
    ];
    for body in &bodies {
        let before = town.count(RAW).await?;
        let shown = String::from_utf8_lossy(body).into_owned();
        assert_eq!(posts_signed(&town, body).await?, 200, "{shown}");
        assert!(town.count(RAW).await? > before || shown.contains("\"changes\":[]"), "{shown}");
    }
    assert_eq!(posts_signed(&town, b"").await?, 200);
    assert_eq!(town.count("select count(*) from dead_letter").await?, 0);
    // It still works.
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.heard("Choose your language")?;
    Ok(())
}

#[tokio::test]
async fn a_piece_that_cannot_be_stored_takes_no_other_with_it() -> Done {
    let town = Town::open().await?;
    let kept = "select count(*) from raw_event where source <> 'whatsapp.status'";
    let (heard, raw) = (town.count(HEARD).await?, town.count(kept).await?);
    // The database says no to one message, whatever the reason may be.
    for statement in [
        "create function refuse() returns trigger language plpgsql as $$
         begin raise exception 'not this one' using errcode = 'check_violation'; end $$",
        "create trigger refuse before insert on raw_event for each row
         when (new.body like '%poison%' and new.source not like '%set-aside') execute function refuse()",
    ] {
        sqlx::query(statement).execute(&town.pool).await?;
    }
    let said = |id: &str, words: &str| {
        json!({"from": "919811100001", "id": id, "timestamp": "1795404600", "type": "text",
            "text": {"body": words}})
    };
    let long = "wamid.".to_owned() + &"A".repeat(11_200);
    let batch = [
        said("wamid.one", "hi"),
        said(&long, "hi"),
        said("wamid.two", "poison"),
        said("wamid.three", "cart"),
    ];
    let body = messages(&town.sandbox.options().phone_number_id, &batch).to_string();
    for _ in 0..2 {
        assert_eq!(posts_signed(&town, body.as_bytes()).await?, 200);
    }
    assert_eq!(town.count(HEARD).await?, heard + 2);
    assert_eq!(town.count(kept).await?, raw + 4);
    Ok(())
}

#[tokio::test]
async fn the_same_message_is_stored_and_answered_once() -> Done {
    let town = Town::open().await?;
    let number = town.sandbox.options().phone_number_id.clone();
    let wire = town.sandbox.person("919811100001", "Wire");
    let one = text(&number, "wamid.once", "919811100001", "hi");
    let both = messages(
        &number,
        &[
            one["entry"][0]["changes"][0]["value"]["messages"][0].clone(),
            one["entry"][0]["changes"][0]["value"]["messages"][0].clone(),
        ],
    );
    for body in [&one, &one, &both] {
        assert_eq!(posts_signed(&town, &meta_json(body)).await?, 200);
    }
    assert_eq!(town.count(HEARD).await?, 1);
    assert_eq!(
        town.count("select count(*) from seen where event_id like '%wamid.once%'").await?,
        1
    );
    assert_eq!(wire.chat().len(), 1, "{}", wire.transcript());
    Ok(())
}

#[tokio::test]
async fn a_number_that_is_not_ours_is_heard_and_kept() -> Done {
    let town = Town::open().await?;
    let before = town.count(RAW).await?;
    let body = meta_json(&text("999999999999999", "wamid.other", "919811100001", "hi"));
    assert_eq!(posts_signed(&town, &body).await?, 200);
    assert_eq!(town.count(RAW).await?, before + 1);
    Ok(())
}

#[tokio::test]
async fn a_batch_of_a_thousand_updates_in_three_megabytes_is_taken_whole() -> Done {
    let town = Town::open().await?;
    let number = town.sandbox.options().phone_number_id.clone();
    let padding = "x".repeat(2800);
    let status = |n: usize| {
        json!({"id": format!("wamid.batch{n}"), "status": "delivered", "timestamp": "1795404600",
            "biz_opaque_callback_data": Uuid::from_u128(n as u128).to_string(),
            "recipient_id": "919811100001", "padding": padding})
    };
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "200000000000001",
        "changes": [{"field": "messages", "value": {"messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "914055500100", "phone_number_id": number},
            "statuses": (0..1000).map(status).collect::<Vec<_>>()}}]}]});
    let body = meta_json(&body);
    assert!(body.len() > 2_900_000 && body.len() < 4_000_000, "{}", body.len());
    assert_eq!(posts_signed(&town, &body).await?, 200);
    assert_eq!(town.count("select count(*) from delivery").await?, 1000);
    Ok(())
}

#[tokio::test]
async fn more_than_meta_ever_sends_is_refused_and_hurts_nobody() -> Done {
    let town = Town::open().await?;
    let before = town.count(RAW).await?;
    let body = vec![b' '; 4 * 1024 * 1024 + 1];
    let signature = signed(&town.sandbox.options().app_secret, &body);
    // The server may close the door while we still speak.
    match posts(&town, &body, Some(&signature)).await {
        Ok(status) => assert_eq!(status, 413),
        Err(error) => assert!(error.downcast_ref::<reqwest::Error>().is_some(), "{error}"),
    }
    assert_eq!(town.count(RAW).await?, before);
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.heard("Choose your language")?;
    Ok(())
}

#[tokio::test]
async fn health_and_metrics_answer() -> Done {
    let town = Town::open().await?;
    assert_eq!(reqwest::get(town.url("/health/live")).await?.status(), 200);
    assert_eq!(reqwest::get(town.url("/health/ready")).await?.status(), 200);
    let health: Value = reqwest::get(town.url("/health")).await?.json().await?;
    assert_eq!(health["database"], "on", "{health}");
    assert_eq!(health["whatsapp"], "on", "{health}");
    assert_eq!(reqwest::get(town.url("/no/such/path")).await?.status(), 404);
    Ok(())
}

fn serve(variables: &[(&str, &str)]) -> Result<Output, Trouble> {
    let folder = tempfile::tempdir()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_killable"));
    command.arg("serve").env_clear().current_dir(folder.path());
    Ok(command.envs(variables.iter().copied()).output()?)
}

#[test]
fn a_wrong_configuration_ends_with_one_list_and_status_two() -> Done {
    let ended = serve(&[
        ("REALSERV_LISTEN", "eighty"),
        ("REALSERV_QUOTE_MINUTES", "5"),
        ("REALSERV_ADMIN_API_KEY", "short-and-secret"),
        ("REALSERV_TIMEZONE", "Asia/Hyderabad"),
        ("WHATSAPP_ACCESS_TOKEN", "a-token-of-nobody"),
        ("RAZORPAY_KEY_ID", "rzp_test_x"),
    ])?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(2), "{said}");
    for name in [
        "REALSERV_LISTEN",
        "REALSERV_QUOTE_MINUTES",
        "REALSERV_ADMIN_API_KEY",
        "REALSERV_TIMEZONE",
        "WHATSAPP_APP_SECRET",
        "WHATSAPP_VERIFY_TOKEN",
        "RAZORPAY_KEY_SECRET",
        "RAZORPAY_WEBHOOK_SECRET",
    ] {
        assert!(said.contains(&format!("- {name}")), "{name} is missing from:\n{said}");
    }
    for secret in ["short-and-secret", "a-token-of-nobody"] {
        assert!(!said.contains(secret), "a secret is shown:\n{said}");
    }
    Ok(())
}

#[tokio::test]
async fn the_front_page_names_what_there_is() -> Done {
    let town = Town::open().await?;
    let page = reqwest::get(town.url("/")).await?;
    assert_eq!(page.status().as_u16(), 200);
    assert!(page.headers()["content-type"].to_str()?.starts_with("text/html"));
    let text = page.text().await?;
    for path in ["/docs", "/api/v1/openapi.json", "/health/live", "/health/ready", "/health"] {
        assert!(text.contains(&format!("href=\"{path}\"")), "{path} is missing from:\n{text}");
        assert_eq!(reqwest::get(town.url(path)).await?.status().as_u16(), 200, "{path}");
    }
    Ok(())
}
