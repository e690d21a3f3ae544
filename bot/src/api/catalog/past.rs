//! What buyers wrote of late, read with other aliases: which readings change. Nobody's words leave here unmasked.

use jiff::{SignedDuration, Timestamp};
use realserv_adapters::postgres::words::{self, Bounds, PastMessage};
use realserv_domain::interpret::{Aliases, Change, changed, masked};
use realserv_domain::message::Heard;
use sqlx::PgConnection;

use crate::api::problem::Problem;
use crate::app::App;

/// Who was heard last, and what they said last: a sample that one request can read.
const PEOPLE: i64 = 500;
const OF_EACH: i64 = 20;
const MESSAGES: i64 = 2_000;

/// More than anybody looks through.
const MOST_SHOWN: usize = 50;

/// What came of it.
pub(super) struct Past {
    pub read: usize,
    pub changed: usize,
    /// Masked lines, those with a wrong amount first and then the latest.
    pub changes: Vec<(String, Change)>,
}

pub(super) async fn messages(
    app: &App,
    db: &mut PgConnection,
    days: i64,
) -> Result<Vec<PastMessage>, Problem> {
    let since = SignedDuration::from_hours(24 * days);
    let since = app.clock.now().checked_sub(since).unwrap_or(Timestamp::UNIX_EPOCH);
    let bounds = Bounds { since, people: PEOPLE, of_each: OF_EACH, messages: MESSAGES };
    Ok(words::past_messages(db, bounds).await?)
}

/// Beside the loop: a few thousand lines take longer than a turn.
pub(super) async fn on(
    app: &App,
    messages: Vec<PastMessage>,
    before: Aliases,
    after: Aliases,
) -> Result<Past, Problem> {
    let (zone, catalog) = (app.clock.zone().clone(), app.catalogue.snapshot());
    let reading = tokio::task::spawn_blocking(move || {
        let (mut read, mut changes) = (0, Vec::new());
        for message in messages {
            // What else people send has no words, and a document of another program's is none of ours to judge.
            let Ok(Heard::Said { text }) = serde_json::from_str(&message.body) else { continue };
            read += 1;
            let on = message.at.to_zoned(zone.clone()).date();
            if let Some(change) = changed(&text, on, (&before, &after), &catalog) {
                changes.push((masked(&text, &after), change));
            }
        }
        let all = changes.len();
        changes.sort_by_key(|(_, change)| !change.is_wrong_amount());
        changes.truncate(MOST_SHOWN);
        Past { read, changed: all, changes }
    });
    reading.await.map_err(Problem::broken)
}
