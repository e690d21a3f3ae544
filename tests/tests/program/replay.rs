//! `realserv replay`: whole orders by chat, then each conversation once more from its log, by a process of its own. It comes out as
//! it was, twice the same to the byte, and nothing in the database has changed.

use std::collections::BTreeSet;
use std::process::Output;

use realserv_sandbox::How;
use realserv_tests::ways::MIYAPUR;
use realserv_tests::{Done, Someone, Town, Trouble};
use serde_json::Value;
use sqlx::PgPool;

use super::Home;

/// What the command said, and how it ended.
struct Told {
    status: Option<i32>,
    out: String,
    /// What it said instead.
    complaint: String,
}

/// Who replays the conversations of a town.
struct Replayer<'a> {
    town: &'a Town,
    home: Home,
}

impl<'a> Replayer<'a> {
    fn of(town: &'a Town) -> Result<Self, Trouble> {
        Ok(Self { town, home: Home::new()? })
    }

    fn replay(&self, words: &[&str]) -> Result<Told, Trouble> {
        let mut command = self.home.program();
        command.arg("replay").args(words).envs(self.town.variables());
        command.env("DATABASE_URL", self.town.database_url().ok_or("a database of the town's")?);
        let Output { status, stdout, stderr } = command.output()?;
        let (out, complaint) = (String::from_utf8(stdout)?, String::from_utf8(stderr)?);
        Ok(Told { status: status.code(), out, complaint })
    }

    fn documents(&self, words: &[&str]) -> Result<Vec<Value>, Trouble> {
        let told = self.replay(&[words, &["--json"]].concat())?;
        let documents = told.out.lines().map(serde_json::from_str);
        Ok(documents.collect::<Result<_, _>>()?)
    }
}

async fn one(pool: &PgPool, question: &'static str) -> Result<String, Trouble> {
    Ok(sqlx::query_scalar(question).fetch_one(pool).await?)
}

/// Everybody who has a conversation, by id.
async fn talkers(pool: &PgPool) -> Result<Vec<String>, Trouble> {
    let question = "select person_id::text from conversation order by person_id";
    Ok(sqlx::query_scalar(question).fetch_all(pool).await?)
}

/// Every row of every table, boiled down.
async fn contents(pool: &PgPool) -> Result<Vec<(String, Option<String>)>, Trouble> {
    let names: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname",
    )
    .fetch_all(pool)
    .await?;
    let mut all = Vec::new();
    for name in names {
        let rows =
            format!("select md5(string_agg(t::text, '|' order by t::text)) from {name} as t");
        let hash = sqlx::query_scalar(sqlx::AssertSqlSafe(rows)).fetch_one(pool).await?;
        all.push((name, hash));
    }
    let drawn = "select string_agg(sequencename || last_value, ' ' order by sequencename) from pg_sequences";
    all.push(("sequences".to_owned(), sqlx::query_scalar(drawn).fetch_one(pool).await?));
    Ok(all)
}

/// Asha's in English, Ravi's in Hindi, which he cancels when it has been accepted, Lakshmi's in Telugu; meanwhile the office
/// changes a name and a term.
async fn three_orders(town: &Town) -> Done {
    let kaluva = town.vendor("VEN-KALUVA")?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    kaluva.brings_it_to(&asha).await?;

    let ravi = town.buyer("Ravi");
    ravi.says("hi").await?;
    ravi.taps("हिन्दी").await?;
    ravi.taps("सीमेंट").await?;
    ravi.taps("अल्ट्राटेक OPC 53").await?;
    ravi.taps("50 बोरी").await?;
    ravi.taps("आगे बढ़ें").await?;
    ravi.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    ravi.taps_the_first_row().await?;
    ravi.taps("पक्का करें").await?;
    ravi.pays(How::Card).await?;
    kaluva.taps("Accept").await?;
    ravi.says("cancel").await?;
    cancels(&ravi).await?;

    renamed(town, "update sku set name_te = 'అల్ట్రాటెక్ సూపర్ 53' where code = 'CEM-OPC53-ULTRATECH'")
        .await?;
    sqlx::query("insert into setting (name, value, updated_at) values ('quote_minutes', '45', '2026-11-23')")
        .execute(&town.pool)
        .await?;
    town.app.settings.refresh(&town.pool).await?;

    let lakshmi = town.buyer("లక్ష్మి");
    lakshmi.says("hi").await?;
    lakshmi.taps("తెలుగు").await?;
    lakshmi.taps("సిమెంట్").await?;
    lakshmi.taps("అల్ట్రాటెక్ సూపర్ 53").await?;
    lakshmi.taps("50 బస్తాలు").await?;
    lakshmi.taps("ముందుకు వెళ్ళండి").await?;
    lakshmi.shares_pin(MIYAPUR.0, MIYAPUR.1).await?;
    lakshmi.taps_the_first_row().await?;
    lakshmi.taps("కన్ఫర్మ్").await?;
    lakshmi.pays(How::Upi).await?;
    kaluva.brings_it_to(&lakshmi).await?;
    asha.says("20 bags opc 53 and 2 masons tomorrow").await?;
    town.ends_well().await
}

/// The first button under the question is yes.
async fn cancels(someone: &Someone<'_>) -> Done {
    let last = someone.last().ok_or("an empty chat")?;
    let yes = last.shown.tappable().into_iter().next().ok_or("nothing to tap")?;
    someone.taps(&yes).await
}

async fn renamed(town: &Town, how: &'static str) -> Done {
    assert_eq!(sqlx::query(how).execute(&town.pool).await?.rows_affected(), 1);
    town.app.catalogue.refresh(&town.pool).await?;
    Ok(())
}

#[tokio::test]
async fn every_conversation_comes_out_as_it_was_twice_and_nothing_is_written() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    three_orders(&town).await?;
    town.stops().await;
    let before = contents(&town.pool).await?;
    let replayer = Replayer::of(&town)?;
    let people = talkers(&town.pool).await?;
    assert!(people.len() >= 4, "three buyers and a yard: {people:?}");
    let (mut turns, mut sent) = (0, BTreeSet::new());
    for person in &people {
        let (once, twice) = (replayer.replay(&[person])?, replayer.replay(&[person])?);
        assert_eq!(once.status, Some(0), "{}{}", once.out, once.complaint);
        assert!(once.out == twice.out, "twice the same:\n{}\n{}", once.out, twice.out);
        assert!(once.out.ends_with(" as logged, 0 not as logged.\n"), "{}", once.out);
        let documents = replayer.documents(&[person])?;
        let bodies =
            documents.iter().flat_map(|turn| turn["bodies"].as_array().into_iter().flatten());
        for body in bodies {
            let body: Value = serde_json::from_str(body.as_str().ok_or("bytes")?)?;
            sent.insert(body["biz_opaque_callback_data"].as_str().ok_or("an id")?.to_owned());
            assert!(once.out.contains(&format!("POST {body}")), "{body}");
        }
        turns += documents.len() - 1;
        let against = replayer.replay(&[person, "--against"])?;
        assert_eq!(against.status, Some(0), "{}{}", against.out, against.complaint);
    }
    let logged =
        one(&town.pool, "select count(*)::text from turn_log where key_kind = 'person'").await?;
    assert_eq!(turns.to_string(), logged);
    // What would be sent is what was: each message under the id that its statuses came back with.
    let delivered: Vec<String> =
        sqlx::query_scalar("select effect_id::text from delivery").fetch_all(&town.pool).await?;
    assert_eq!(sent, delivered.into_iter().collect());
    assert_eq!(contents(&town.pool).await?, before);
    Ok(())
}

/// By her number; only what looks different now is shown, and the replay of what was stays what it was.
#[tokio::test]
async fn a_new_name_and_nothing_else_is_what_now_would_be_said() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("status").await?;
    asha.says("50 bags ultratech opc 53").await?;
    let number = asha.phone.number();
    let replayer = Replayer::of(&town)?;
    let same = replayer.replay(&[&number, "--against"])?;
    assert!(same.out.ends_with("4 turns: 4 would answer the same, 0 would not.\n"), "{}", same.out);
    renamed(
        &town,
        "update sku set name_en = 'UltraTech Super 53' where code = 'CEM-OPC53-ULTRATECH'",
    )
    .await?;
    let against = replayer.replay(&[&number, "--against"])?;
    assert_eq!(against.status, Some(0), "{}{}", against.out, against.complaint);
    assert!(
        against.out.ends_with("4 turns: 3 would answer the same, 1 would not.\n"),
        "{}",
        against.out
    );
    let (then, now) = against.out.split_once("   now:\n").ok_or("both answers")?;
    assert!(then.contains("< 50 bags ultratech opc 53\n   then:"), "{then}");
    assert!(
        then.contains("UltraTech OPC 53") && now.contains("UltraTech Super 53"),
        "{}",
        against.out
    );
    let as_it_was = replayer.replay(&[&number])?;
    assert_eq!(as_it_was.status, Some(0), "{}", as_it_was.out);
    assert!(as_it_was.out.contains("UltraTech OPC 53") && !as_it_was.out.contains("Super"));
    // An opinion on what one of the words means is not an opinion on the others.
    let late = replayer.replay(&[&number, "--from", "2026-11-24T00:00:00+05:30"])?;
    assert_eq!((late.status, late.out.as_str()), (Some(2), ""));
    assert!(late.complaint.contains("no turns of that time"), "{}", late.complaint);
    town.stops().await;
    Ok(())
}

/// Whatever somebody changes in a row: that turn is named, with what the log says and what comes out.
#[tokio::test]
async fn a_log_that_was_tampered_with_is_found() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.orders_and_pays().await?;
    let number = asha.phone.number();
    town.stops().await;
    let replayer = Replayer::of(&town)?;
    let changes = [
        ("effects", "How many bags", "How many sacks", "what it does"),
        ("answers", "\"total_paise\":1730700", "\"total_paise\":1730600", "what it does"),
        ("event", "50000", "60000", "what it does"),
        ("state", "\"language\":\"en\"", "\"language\":\"hi\"", "what it does"),
        ("facts", "\"event_id\":\"0", "\"event_id\":\"1", "its id"),
    ];
    for (column, word, other, what) in changes {
        let (id, was) = tampered(&town.pool, column, word, other).await?;
        let told = replayer.replay(&[&number])?;
        assert_eq!(told.status, Some(1), "{column}: {}{}", told.out, told.complaint);
        let turn = told.out.split("\n\n").find(|turn| turn.contains(&id)).ok_or("the turn")?;
        assert!(turn.contains(&format!("! not as logged: {what}")), "{column}: {turn}");
        let back = format!("update turn_log set {column} = $1 where id = $2::uuid");
        sqlx::query(sqlx::AssertSqlSafe(back)).bind(was).bind(id).execute(&town.pool).await?;
        assert_eq!(replayer.replay(&[&number])?.status, Some(0), "{column} is as it was");
    }
    Ok(())
}

/// Puts another word into the first row of a person that has it. Answers which it is, and what it was.
async fn tampered(
    pool: &PgPool,
    column: &str,
    word: &str,
    other: &str,
) -> Result<(String, String), Trouble> {
    let first = format!(
        "select id::text, {column} from turn_log
         where key_kind = 'person' and strpos({column}, $1) > 0 order by seq limit 1"
    );
    let (id, was): (String, String) =
        sqlx::query_as(sqlx::AssertSqlSafe(first)).bind(word).fetch_one(pool).await?;
    let change = format!("update turn_log set {column} = $1 where id = $2::uuid");
    sqlx::query(sqlx::AssertSqlSafe(change))
        .bind(was.replace(word, other))
        .bind(&id)
        .execute(pool)
        .await?;
    Ok((id, was))
}

/// What was erased, what is older than replay, who is nobody: said kindly, with status 2.
#[tokio::test]
async fn what_cannot_be_replayed_says_why() -> Done {
    let mut town = Town::open().await?;
    town.vendors()?;
    let asha = town.buyer("Asha");
    asha.says("hi").await?;
    asha.taps("English").await?;
    asha.says("status").await?;
    let number = asha.phone.number();
    town.stops().await;
    let replayer = Replayer::of(&town)?;
    let nobody = replayer.replay(&["919800000001"])?;
    assert_eq!((nobody.status, nobody.out.as_str()), (Some(2), ""));
    assert!(nobody.complaint.contains("nobody here is 919800000001"), "{}", nobody.complaint);
    let nonsense = replayer.replay(&["asha"])?;
    assert!(nonsense.complaint.contains("neither the id"), "{}", nonsense.complaint);
    let elsewhere = replayer.replay(&[&number, "--number", "1"])?;
    assert!(elsewhere.complaint.contains("never wrote to 1"), "{}", elsewhere.complaint);

    let older = "update turn_log set facts = null, state = null, seq = null
                 where seq = (select min(seq) from turn_log where key_kind = 'person')";
    let blanked =
        "update turn_log set event = '', answers = '', effects = '', facts = null, state = ''
                   where seq = (select max(seq) from turn_log where key_kind = 'person')";
    for change in [older, blanked] {
        assert_eq!(sqlx::query(change).execute(&town.pool).await?.rows_affected(), 1);
    }
    let told = replayer.replay(&[&number])?;
    assert_eq!(told.status, Some(2), "{}{}", told.out, told.complaint);
    let turns: Vec<&str> = told.out.split("\n\n").collect();
    assert_eq!(turns.len(), 5, "{}", told.out);
    assert!(turns[1].contains("? this turn is older than replay"), "{}", turns[1]);
    assert!(turns[2].contains("= as logged"), "{}", turns[2]);
    assert!(turns[3].contains("? this turn was blanked"), "{}", turns[3]);
    assert!(turns[4].starts_with("3 turns: 1 as logged, 0 not as logged, 2 cannot be replayed"));
    let against = replayer.replay(&[&number, "--against"])?;
    assert_eq!(against.status, Some(0), "{}", against.out);
    assert!(against.out.contains("? this turn was blanked"), "{}", against.out);

    sqlx::query("delete from turn_basis").execute(&town.pool).await?;
    let lost = replayer.replay(&[&number])?;
    assert_eq!(lost.status, Some(2), "{}", lost.out);
    assert!(lost.out.contains("? its catalogue: what was looked at is not kept"), "{}", lost.out);
    sqlx::query("delete from turn_log").execute(&town.pool).await?;
    let gone = replayer.replay(&[&number])?;
    assert_eq!((gone.status, gone.out.as_str()), (Some(2), ""));
    assert!(gone.complaint.contains("too old and left it"), "{}", gone.complaint);
    Ok(())
}
