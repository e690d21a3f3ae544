//! What the tables say after a run, against what people said and heard.

use std::time::Duration;

use sqlx::{Connection, PgConnection};

use crate::Trouble;

/// An answer of Meta's is written down within this, or the machine is not able to carry the load.
const IN_FLIGHT: Duration = Duration::from_millis(500);

/// Whether a message that came twice, by how long before a kill it came first, is one whose answer had not been written
/// down: the Graph API has no key that would tell.
pub(super) fn was_in_flight(again: Option<Duration>) -> bool {
    again.is_some_and(|before| before < IN_FLIGHT)
}

/// What they should not hold, or lack.
pub(super) async fn faults(
    url: &str,
    said: u64,
    answered: usize,
    with_statuses: bool,
) -> Result<Vec<String>, Trouble> {
    let (said, answered) = (i64::try_from(said)?, i64::try_from(answered)?);
    let checks = [
        ("messages heard", "select count(*) from message where direction = 'in'", said),
        ("turns", "select count(*) from turn_log", said),
        ("messages said", "select count(*) from message where direction = 'out'", answered),
        (
            "messages read by their people",
            "select count(*) from delivery where rank = 5",
            if with_statuses { answered } else { 0 },
        ),
        ("messages that Meta took", "select count(*) from delivery", answered),
        ("events that still wait", "select count(*) from inbox", 0),
        ("effects that still wait", "select count(*) from outbox where channel <> 'timer'", 0),
        ("dead letters", "select count(*) from dead_letter", 0),
    ];
    let mut db = PgConnection::connect(url).await?;
    let mut faults = Vec::new();
    for (what, query, wanted) in checks {
        let found: i64 = sqlx::query_scalar(query).fetch_one(&mut db).await?;
        if found != wanted {
            faults.push(format!("{what}: {found} in place of {wanted}"));
        }
    }
    db.close().await?;
    Ok(faults)
}
