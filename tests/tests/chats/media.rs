//! Files that people send: fetched, looked through, kept and shown again for minutes; or not kept, and said so.

use std::path::Path;

use jiff::SignedDuration;
use realserv_adapters::http;
use realserv_sandbox::{Clamd, Media, S3};
use realserv_tests::behind::minutes;
use realserv_tests::town::Options;
use realserv_tests::{Done, Someone, Town, Trouble};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const LANGUAGES: [(&str, &str); 3] = [("en", "English"), ("hi", "हिन्दी"), ("te", "తెలుగు")];

const JPEG: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xd9];

fn document(bytes: Vec<u8>, mime: &str, filename: &str) -> Media {
    let (mime, filename) = (mime.to_owned(), filename.to_owned());
    Media::Document { bytes, mime, filename, caption: None }
}

/// A program of Windows under the name of a paper.
fn program() -> Media {
    let bytes = [b"MZ\x90\0\x03\0\0\0".as_slice(), &[0; 64], b"PE\0\0"].concat();
    document(bytes, "application/pdf", "rates.pdf")
}

fn infected() -> Media {
    let bytes = [b"%PDF-1.4\n".to_vec(), Clamd::infected(), b"\n%%EOF\n".to_vec()].concat();
    document(bytes, "application/pdf", "list.pdf")
}

fn too_big() -> Media {
    Media::Photo { bytes: [JPEG, &[0; 5 * 1024 * 1024]].concat(), caption: None }
}

fn archive() -> Media {
    document(b"PK\x03\x04\x14\0\0\0list".to_vec(), "application/zip", "list.zip")
}

async fn begun<'t>(town: &'t Town, language: &str) -> Result<Someone<'t>, Trouble> {
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps(language).await?;
    Ok(asha)
}

/// All that lies in the folder of files.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths
        .flat_map(
            |path| {
                if path.is_dir() { files(&path) } else { vec![path.display().to_string()] }
            },
        )
        .collect()
}

async fn kept(town: &Town) -> Result<i64, Trouble> {
    town.count("select count(*) from media where state = 'kept'").await
}

/// What the office is told of the file that was sent last.
async fn last_file(town: &Town) -> Result<Value, Trouble> {
    let id: uuid::Uuid = sqlx::query_scalar("select id from media order by sent_at desc limit 1")
        .fetch_one(&town.pool)
        .await?;
    town.office(Method::GET, &format!("/media/{id}"), &Value::Null).await
}

async fn opened(town: &Town, shown: &Value) -> Result<reqwest::Response, Trouble> {
    let link = shown["url"].as_str().ok_or("no link")?;
    let path = link.find("/media/").map(|at| &link[at..]).ok_or("no path")?;
    let client = http::client(&town.url(""), http::Timeouts::default())?;
    Ok(client.get(town.url(path)).send().await?)
}

#[tokio::test]
async fn what_is_not_kept_is_said_kindly_and_nothing_of_it_stays() -> Done {
    for (code, language) in LANGUAGES {
        let town = Town::open().await?;
        let asha = begun(&town, language).await?;
        let here = asha.so_far();
        for media in [program(), infected(), too_big(), archive()] {
            asha.sends(media).await?;
        }
        town.scanner.set_down(true);
        asha.sends(Media::photo()).await?;
        assert!(files(town.files.path()).is_empty());
        town.forward(minutes(31)).await;
        insta::assert_snapshot!(format!("refused_{code}"), asha.chat_since(here));
        let because: Vec<String> =
            sqlx::query_scalar("select refused_because from media order by sent_at, id")
                .fetch_all(&town.pool)
                .await?;
        let all = ["not_what_it_says", "infected", "too_big", "kind_not_taken", "unchecked"];
        assert_eq!(because, all);
        assert!(files(town.files.path()).is_empty());
        town.ends_well().await?;
        town.close().await;
    }
    Ok(())
}

#[tokio::test]
async fn a_scanner_that_comes_back_in_time_costs_nothing() -> Done {
    let town = Town::open().await?;
    let asha = begun(&town, "English").await?;
    town.scanner.set_down(true);
    asha.sends(Media::photo()).await?;
    assert_eq!(kept(&town).await?, 0);
    town.scanner.set_down(false);
    let here = asha.so_far();
    town.forward(minutes(10)).await;
    assert_eq!(kept(&town).await?, 1);
    assert_eq!(asha.so_far(), here, "she has had her answer");
    town.ends_well().await
}

#[tokio::test]
async fn without_a_scanner_nothing_is_kept() -> Done {
    let variables = vec![("CLAMD_ADDR", String::new())];
    let town = Town::with(Options { variables, ..Options::default() }).await?;
    let asha = begun(&town, "English").await?;
    asha.sends(Media::photo()).await?;
    asha.heard("We cannot check photos and files")?;
    assert_eq!(kept(&town).await?, 0);
    assert!(files(town.files.path()).is_empty());
    town.ends_well().await
}

#[tokio::test]
async fn a_photo_of_torn_bags_is_seen_by_a_link_of_minutes() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    asha.taps("👎 Not good").await?;
    asha.taps("Missing or broken").await?;
    asha.taps("Broken or torn").await?;
    asha.says("3 bags").await?;
    asha.sends(Media::Photo { bytes: JPEG.to_vec(), caption: None }).await?;

    let order = town.order().await?;
    let shown = town.office(Method::GET, &format!("/orders/{}", order.id), &Value::Null).await?;
    let id = &shown["parts"][0]["claims"][0]["media_id"];
    let file = town
        .office(Method::GET, &format!("/media/{}", id.as_str().unwrap_or_default()), &Value::Null)
        .await?;
    assert_eq!(
        (&file["state"], &file["purpose"], &file["mime_type"], &file["bytes"]),
        (&json!("kept"), &json!("claim"), &json!("image/jpeg"), &json!(JPEG.len()))
    );
    assert_eq!(file["part_id"], json!(order.parts[0].id));

    let response = opened(&town, &file).await?;
    assert_eq!(response.status(), StatusCode::OK);
    let header = |name: &str| response.headers()[name].to_str().unwrap_or_default().to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "private, no-store");
    assert!(header("content-disposition").starts_with("inline; filename="));
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(response.bytes().await?, JPEG);

    let forged = json!({ "url": format!("{}A", file["url"].as_str().unwrap_or_default()) });
    assert_eq!(opened(&town, &forged).await?.status(), StatusCode::NOT_FOUND);
    town.forward(minutes(11)).await;
    let late = opened(&town, &file).await?;
    assert_eq!(late.status(), StatusCode::NOT_FOUND);
    assert!(late.text().await?.starts_with("This link is over"));
    town.ends_well().await
}

#[tokio::test]
async fn a_photo_of_a_list_stands_with_its_ticket_and_its_message() -> Done {
    let town = Town::open().await?;
    let asha = begun(&town, "English").await?;
    asha.sends(Media::photo()).await?;
    let file = last_file(&town).await?;
    assert_eq!((&file["state"], &file["purpose"]), (&json!("kept"), &json!("list")));
    let ticket = town.office_finds("/tickets").await?;
    assert_eq!(
        (&ticket["about"], &ticket["media_ids"]),
        (&json!("sent_media"), &json!([file["id"]]))
    );
    assert_eq!(file["ticket_id"], ticket["id"]);
    let path = format!("/conversations/{}", file["person_id"].as_str().unwrap_or_default());
    let said = town.office(Method::GET, &path, &Value::Null).await?;
    let said = said["data"].as_array().cloned().unwrap_or_default();
    let with: Vec<&Value> = said.iter().filter(|one| !one["media_id"].is_null()).collect();
    assert_eq!(with.len(), 1);
    assert_eq!((&with[0]["media_id"], &with[0]["id"]), (&file["id"], &file["message_id"]));
    town.ends_well().await
}

#[tokio::test]
async fn a_vendor_s_photo_of_the_delivery_goes_with_the_part() -> Done {
    let town = Town::open().await?;
    let (asha, kaluva, _) = town.two_yards().await?;
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;
    let here = kaluva.so_far();
    kaluva.sends(Media::photo()).await?;
    town.forward(SignedDuration::from_hours(13)).await;
    kaluva.sends(Media::photo()).await?;
    insta::assert_snapshot!("proof", kaluva.chat_since(here));
    let order = town.order().await?;
    assert_eq!(order.parts[0].proofs.len(), 1, "the second is for the office");
    let shown = town.office(Method::GET, &format!("/orders/{}", order.id), &Value::Null).await?;
    let id = shown["parts"][0]["proof_media_ids"][0].as_str().unwrap_or_default().to_owned();
    let file = town.office(Method::GET, &format!("/media/{id}"), &Value::Null).await?;
    assert_eq!((&file["state"], &file["purpose"]), (&json!("kept"), &json!("proof")));
    town.ends_well().await
}

#[tokio::test]
async fn what_is_sent_while_the_office_has_the_chat_is_kept_for_it() -> Done {
    let town = Town::open().await?;
    let asha = begun(&town, "English").await?;
    let talk = town.office_finds("/conversations").await?;
    let path = format!("/conversations/{}/hold", talk["person_id"].as_str().unwrap_or_default());
    town.office(Method::POST, &path, &json!({ "by": "Ravi", "minutes": 30 })).await?;
    let here = asha.so_far();
    asha.sends(Media::photo()).await?;
    assert_eq!(asha.so_far(), here + 1, "nobody answers but Ravi");
    let file = last_file(&town).await?;
    assert_eq!((&file["state"], &file["purpose"]), (&json!("kept"), &json!("chat")));
    town.ends_well().await
}

#[tokio::test]
async fn a_bucket_keeps_each_content_once_and_hands_it_out_by_a_link_of_its_own() -> Done {
    let bucket = S3::start().await?;
    let variables = bucket.variables();
    let mut town = Town::with(Options { variables, ..Options::default() }).await?;
    let asha = begun(&town, "English").await?;
    bucket.fail(1);
    asha.sends(Media::document("list.pdf")).await?;
    town.forward(minutes(1)).await;
    asha.sends(Media::document("the same.pdf")).await?;
    drop(asha);
    assert_eq!(kept(&town).await?, 2);
    let objects = bucket.objects();
    assert_eq!(objects.len(), 1, "{objects:?}");
    assert_eq!(objects[0].1, "application/pdf");

    let file = last_file(&town).await?;
    let response = opened(&town, &file).await?;
    assert_eq!(response.status(), StatusCode::FOUND);
    assert_eq!(response.headers()["cache-control"], "private, no-store");
    let link = response.headers()["location"].to_str()?.to_owned();
    let client = http::client("http://", http::Timeouts::default())?;
    let there = client.get(&link).send().await?;
    assert_eq!(
        (there.status(), &there.headers()["content-type"]),
        (StatusCode::OK, &"application/pdf".parse()?)
    );
    let disposition = there.headers()["content-disposition"].to_str()?.to_owned();
    assert!(disposition.starts_with("attachment; filename="), "{disposition}");
    assert!(there.bytes().await?.starts_with(b"%PDF"));
    let forged = client.get(format!("{link}0")).send().await?;
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    assert_eq!(bucket.refused().len(), 1, "{:?}", bucket.refused());
    assert!(files(town.files.path()).is_empty());

    dies_before_it_is_written_down(&mut town).await?;
    assert_eq!((kept(&town).await?, bucket.objects()), (2, objects));
    town.ends_well().await?;
    town.close().await;
    Ok(())
}

/// As a node leaves it that dies when the store has a file and its row does not say so.
async fn dies_before_it_is_written_down(town: &mut Town) -> Done {
    town.stops().await;
    for statement in [
        "insert into outbox (id, channel, lane, phone_number_id, body, due_at, correlation_id, made_at)
         select id, 'media', id, '300000000000001',
                json_build_object('person', person_id, 'wanted', json_build_object(
                    'media', id, 'provider', provider_id, 'kind', kind, 'mime_type', 'application/pdf', 'purpose', 'list'
                ))::text,
                sent_at, 'again', sent_at
         from media",
        "update media
         set state = 'waits', mime = null, bytes = null, sha256 = null, stored_as = null, ended_at = null",
    ] {
        sqlx::query(statement).execute(&town.pool).await?;
    }
    town.starts().await?;
    town.quiet().await;
    Ok(())
}
