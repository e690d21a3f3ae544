//! Words that nobody knew, and what the office makes of them: listed, tried, taught, taken back.

use realserv_tests::{Done, Town};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::Row;

use super::{NOBODY, Office, Reply, Trouble, audit};

const WORDS: &str = "/api/v1/catalog/words";
const ALIASES: &str = "/api/v1/catalog/aliases";
const PREVIEW: &str = "/api/v1/catalog/aliases/preview";
const INTERPRET: &str = "/api/v1/catalog/interpret";

const LINE: &str = "50 bags dobraka opc 53";

/// A buyer who types what nobody knows; three times, the last with a name and a number that nobody may keep.
async fn town_of_dobraka() -> Result<Town, Trouble> {
    let town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says(LINE).await?;
    asha.says("menu").await?;
    asha.says("dobraka opc 53 rate enta").await?;
    asha.says("20 bags dobraka for Venkat garu 9848012345").await?;
    asha.says("menu").await?;
    Ok(town)
}

async fn teach(office: &Office, word: &str, means: &str) -> Result<Reply, Trouble> {
    office.post(ALIASES, &json!({ "word": word, "means": means })).await
}

async fn reads(office: &Office, text: &str) -> Result<Value, Trouble> {
    let read = office.post(INTERPRET, &json!({ "text": text })).await?.ok()?;
    Ok(read["data"].clone())
}

#[tokio::test]
async fn a_word_is_listed_tried_taught_understood_and_taken_back() -> Done {
    let town = town_of_dobraka().await?;
    let (office, asha) = (Office::of(&town)?, town.buyer("Asha"));

    // What came in, and nothing of who wrote it.
    let word = office.first_of(WORDS).await?;
    assert_eq!((&word["word"], &word["times"]), (&json!("dobraka"), &json!(2)));
    assert_eq!(word["places"], json!(["[dobraka] opc # rate", "# bags [dobraka] opc #"]));
    assert_eq!(word["language"], "te-Latn");

    // Tried: nothing is kept.
    let wanted = json!({ "word": "Dobraka", "means": "ultratech" });
    let tried = office.post(PREVIEW, &wanted).await?.ok()?["data"].clone();
    assert_eq!((&tried["read"], &tried["changed"]), (&json!(6), &json!(3)), "{tried}");
    let change = &tried["changes"][2];
    assert_eq!(change["after"]["things"][0]["skus"], json!(["CEM-OPC53-ULTRATECH"]));
    assert_eq!(change["line"], "# bags dobraka opc #");
    assert_eq!(change["wrong_amount"], false);
    let line = |reading: &Value| reading["lines"][0].clone();
    assert_eq!(line(&change["before"])["attrs"], json!({ "grade": "OPC53" }));
    assert_eq!(line(&change["after"])["attrs"], json!({ "brand": "UltraTech", "grade": "OPC53" }));
    assert_eq!(line(&change["after"])["qty"], "50");
    let said = tried.to_string();
    for hidden in ["Venkat", "venkat", "98480", "Asha"] {
        assert!(!said.contains(hidden), "{said}");
    }
    assert_eq!(office.get(ALIASES).await?.ok()?["data"], json!([]));
    assert_eq!(reads(&office, LINE).await?["unknown"], json!(["dobraka"]));

    // Taught with one call, and live with its answer.
    let taught = teach(&office, "Dobraka", "UltraTech").await?;
    assert_eq!(taught.status, StatusCode::CREATED);
    let taught = taught.ok()?["data"].clone();
    assert_eq!(taught["past"], tried);
    let alias = taught["alias"].clone();
    assert_eq!((&alias["word"], &alias["means"]), (&json!("dobraka"), &json!("ultratech")));
    assert_eq!((&alias["version"], &alias["undone_at"]), (&json!(1), &Value::Null));
    let read = reads(&office, LINE).await?;
    assert_eq!(read["unknown"], json!([]));
    assert_eq!(read["lines"][0]["attrs"]["brand"], "UltraTech");
    assert_eq!(read["lines"][0]["span"], LINE, "what was typed stays what was typed");
    assert_eq!(office.get(WORDS).await?.ok()?["data"], json!([]), "it is known now");
    asha.says(LINE).await?;
    asha.heard("• 50 bags UltraTech OPC 53")?;
    asha.says("clear").await?;

    // Taken back: nobody knows it any more, and the history says so.
    let id = alias["id"].as_str().unwrap();
    let undo = format!("{ALIASES}/{id}/undo");
    let undone = office.post(&undo, &json!({})).await?.ok()?;
    assert_eq!((&undone["version"], &undone["undone_version"]), (&json!(1), &json!(2)));
    assert_eq!(reads(&office, LINE).await?["unknown"], json!(["dobraka"]));
    let here = asha.so_far();
    asha.says(LINE).await?;
    assert!(!asha.chat_since(here).to_string().contains("• 50 bags UltraTech OPC 53"));
    assert_eq!(office.get(ALIASES).await?.ok()?["data"], json!([]));
    assert_eq!(office.first_of(&format!("{ALIASES}?state=all")).await?, undone);
    assert_eq!(office.first_of(WORDS).await?["times"], 3, "and is counted on");
    office.post(&undo, &json!({})).await?.refused(409);

    let log = audit(&town, &format!("alias:{id}")).await?;
    let of = json!({ "word": "dobraka", "means": "ultratech" });
    assert_eq!(log, [("alias.teach".to_owned(), of.clone()), ("alias.undo".to_owned(), of)]);
    // Again, under a new version.
    let again = teach(&office, "dobraka", "ultratech").await?.ok()?;
    assert_eq!(again["data"]["alias"]["version"], 3);
    town.ends_well().await
}

/// Erasure would find nothing: neither a name nor a number, nor whose word it was.
#[tokio::test]
async fn what_is_kept_of_a_word_is_nobodys() -> Done {
    let town = town_of_dobraka().await?;
    let asha = town.buyer("Asha");
    for text in ["my name is Venkatesh", "Venkatesh", "50 bags cement asha", "hello venkatesh anna"]
    {
        asha.says(text).await?;
    }
    let rows = sqlx::query("select to_jsonb(unknown_word)::text from unknown_word")
        .fetch_all(&town.pool)
        .await?;
    let all: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    for hidden in ["enkat", "9848", "asha", "Asha", "person"] {
        assert!(!all[0].contains(hidden), "{all:?}");
    }
    town.ends_well().await
}

#[tokio::test]
async fn what_may_not_be_taught_names_its_field() -> Done {
    let town = town_of_dobraka().await?;
    let office = Office::of(&town)?;
    for (word, means, field) in [
        ("isuka", "cement", "word"),
        ("ultratech", "acc", "word"),
        ("ab", "cement", "word"),
        ("dobraka5", "cement", "word"),
        ("dobraka pachas", "cement", "word"),
        ("a b c d e", "cement", "word"),
        ("dobraka", "gulgula", "means"),
        ("dobraka", "50 bags cement", "means"),
        ("dobraka", "dobraka cement", "means"),
        ("godown", "sand", "means"),
        ("", "", "word"),
    ] {
        for path in [PREVIEW, ALIASES] {
            let body = json!({ "word": word, "means": means });
            let fields = office.post(path, &body).await?.refused(422);
            assert_eq!(fields.first().map(String::as_str), Some(field), "{word} {means}");
        }
    }
    teach(&office, "dobraka", "ultratech").await?.ok()?;
    assert_eq!(teach(&office, "dobraka", "acc").await?.refused(422), ["word"]);
    assert_eq!(teach(&office, "gulgula", "dobraka").await?.refused(422), ["means"]);
    let far = json!({ "word": "gulgula", "means": "cement", "days": 91 });
    assert_eq!(office.post(PREVIEW, &far).await?.refused(422), ["days"]);
    assert_eq!(office.get(&format!("{WORDS}?language=fr")).await?.refused(400), ["language"]);
    office.post(&format!("{ALIASES}/{NOBODY}/undo"), &json!({})).await?.refused(404);
    town.ends_well().await
}

/// A past message in which fifty bags would become none is reason enough.
#[tokio::test]
async fn a_wrong_amount_in_a_past_message_is_shown_and_refused() -> Done {
    let town = Town::open().await?;
    town.vendors()?;
    let (office, asha) = (Office::of(&town)?, town.buyer("Asha"));
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("20 bags cement gulgula").await?;
    let wanted = json!({ "word": "gulgula", "means": "price" });
    let tried = office.post(PREVIEW, &wanted).await?.ok()?["data"].clone();
    assert_eq!(tried["changes"][0]["wrong_amount"], true, "{tried}");
    assert_eq!(office.post(ALIASES, &wanted).await?.refused(422), ["means"]);
    assert_eq!(office.get(ALIASES).await?.ok()?["data"], json!([]));
    town.ends_well().await
}

#[tokio::test]
async fn the_same_key_teaches_once() -> Done {
    let town = town_of_dobraka().await?;
    let office = Office::of(&town)?;
    let body = json!({ "word": "dobraka", "means": "ultratech" });
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", "k-1")];
    let send = || office.send(Method::POST, ALIASES, &headers, body.to_string().into_bytes());
    let first = send().await?.ok()?;
    assert_eq!(send().await?.ok()?, first);
    assert_eq!(office.get(ALIASES).await?.ok()?["data"].as_array().unwrap().len(), 1);
    town.ends_well().await
}

/// Pages go by how often, and every node follows what another was told.
#[tokio::test]
async fn words_come_in_pages_and_nodes_follow_the_table() -> Done {
    let town = Town::open().await?;
    let office = Office::of(&town)?;
    sqlx::query(
        "insert into unknown_word
         select 'word' || n, n / 2 + 1, '2026-11-01', '2026-11-02', 'hi', '{[x]}'
         from generate_series(1, 7) as n",
    )
    .execute(&town.pool)
    .await?;
    let mut seen = Vec::new();
    let mut path = format!("{WORDS}?limit=2&language=hi");
    loop {
        let page = office.get(&path).await?.ok()?;
        let words = page["data"].as_array().unwrap().iter();
        seen.extend(words.map(|word| word["word"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        path = format!("{WORDS}?limit=2&language=hi&cursor={next}");
    }
    assert_eq!(seen, ["word6", "word7", "word4", "word5", "word2", "word3", "word1"]);
    sqlx::query(
        "insert into alias (id, word, means, from_version, taught_at)
         values (gen_random_uuid(), 'dobraka', 'sand', 7, '2026-11-23')",
    )
    .execute(&town.pool)
    .await?;
    super::until(|| town.app.catalogue.snapshot().aliases().version == 7).await?;
    assert_eq!(reads(&office, "2 load dobraka").await?["lines"][0]["kind"], "sand");
    town.ends_well().await
}
