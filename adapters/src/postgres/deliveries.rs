//! How far each message of ours has come, from the answer of the call that sent it to *read*.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::message::Delivery;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::outbox::Place;

/// How far a message came: from the answer of the call that sent it, or from a status webhook.
#[derive(Clone, Debug)]
pub struct Progress {
    /// What the message was in the outbox. Meta sends it back with each status, so it is known on both ways.
    pub effect: Uuid,
    /// Meta's id; none when Meta never took it.
    pub wamid: Option<String>,
    pub delivery: Delivery,
    pub failure_code: Option<i64>,
    pub category: Option<String>,
    /// A document of the caller's, handed back once if the message fails.
    pub awaited: Option<String>,
}

/// A message that will not arrive, and what its sender wanted to know then.
#[derive(Clone, Debug)]
pub struct Failed {
    pub effect: Uuid,
    pub awaited: String,
    /// Meta's reason, if it gave one.
    pub code: Option<i64>,
}

/// The order of `Delivery`: failed is final unless something higher was seen.
#[must_use]
pub const fn rank(delivery: Delivery) -> i16 {
    match delivery {
        Delivery::Queued => 0,
        Delivery::Accepted => 1,
        Delivery::Failed => 2,
        Delivery::Sent => 3,
        Delivery::Delivered => 4,
        Delivery::Read => 5,
        Delivery::Played => 6,
    }
}

/// Folds statuses: whichever side comes first makes the row, and a late lower status changes nothing. A message that
/// was sent and then failed is failed: `sent` says only that it left Meta. Rows of the outbox that this settles leave it
/// in the same statement.
///
/// Answers which awaited messages have failed, each once.
pub async fn keep_progress(
    db: &mut PgConnection,
    now: Timestamp,
    progress: &[Progress],
    settled: &[Place],
) -> Result<Vec<Failed>, StoreError> {
    // One statement may touch a row once: the highest of each message in this batch stands for all of them. In the order
    // of their ids, so that two batches lock rows in the same order.
    let mut highest: BTreeMap<Uuid, Progress> = BTreeMap::new();
    for step in progress {
        highest
            .entry(step.effect)
            .and_modify(|kept| kept.fold(step))
            .or_insert_with(|| step.clone());
    }
    let effects: Vec<Uuid> = highest.keys().copied().collect();
    let steps: Vec<Progress> = highest.into_values().collect();
    let wamids: Vec<Option<String>> = steps.iter().map(|s| s.wamid.clone()).collect();
    let ranks: Vec<i16> = steps.iter().map(|s| rank(s.delivery)).collect();
    let codes: Vec<Option<i64>> = steps.iter().map(|s| s.failure_code).collect();
    let categories: Vec<Option<String>> = steps.iter().map(|s| s.category.clone()).collect();
    let awaited: Vec<Option<String>> = steps.iter().map(|s| s.awaited.clone()).collect();
    let (lanes, seqs): (Vec<Uuid>, Vec<i64>) =
        settled.iter().map(|place| (place.lane, place.seq)).unzip();
    let failed = sqlx::query_scalar!(
        r#"with gone as (
               delete from outbox
               using unnest($8::uuid[], $9::bigint[]) as settled (lane, seq)
               where outbox.lane = settled.lane and outbox.seq = settled.seq
           ), noted as (
               insert into delivery (effect_id, wamid, rank, failure_code, category, awaited, at)
               select effect_id, wamid, rank, failure_code, category, awaited, $7
               from unnest($1::uuid[], $2::text[], $3::smallint[], $4::bigint[], $5::text[], $6::text[])
                   as new (effect_id, wamid, rank, failure_code, category, awaited)
               on conflict (effect_id) do update
               set wamid = coalesce(delivery.wamid, excluded.wamid),
                   rank = case
                       when excluded.rank = 2 and delivery.rank <= 3 then 2
                       when delivery.rank = 2 and excluded.rank <= 3 then 2
                       else greatest(delivery.rank, excluded.rank)
                   end,
                   failure_code = coalesce(delivery.failure_code, excluded.failure_code),
                   category = coalesce(delivery.category, excluded.category),
                   awaited = coalesce(delivery.awaited, excluded.awaited),
                   at = excluded.at
               returning effect_id, rank, awaited
           )
           select effect_id as "effect_id!" from noted where rank = 2 and awaited is not null"#,
        &effects,
        &wamids as _,
        &ranks,
        &codes as _,
        &categories as _,
        &awaited as _,
        now.to_sqlx() as _,
        &lanes,
        &seqs,
    )
    .fetch_all(&mut *db)
    .await?;
    if failed.is_empty() { Ok(Vec::new()) } else { take_awaited(db, &failed).await }
}

async fn take_awaited(db: &mut PgConnection, effects: &[Uuid]) -> Result<Vec<Failed>, StoreError> {
    let rows = sqlx::query!(
        r#"update delivery set awaited = null
           from (
               select effect_id, awaited from delivery where effect_id = any($1) for update
           ) as before
           where delivery.effect_id = before.effect_id and before.awaited is not null
           returning delivery.effect_id as "effect!", before.awaited as "awaited!",
                     delivery.failure_code as code"#,
        effects,
    )
    .fetch_all(db)
    .await?;
    let failed = rows.into_iter().map(|row| Failed {
        effect: row.effect,
        awaited: row.awaited,
        code: row.code,
    });
    Ok(failed.collect())
}

impl Progress {
    fn fold(&mut self, other: &Self) {
        let failed = |p: &Self| p.delivery == Delivery::Failed;
        let beyond_sent = |p: &Self| rank(p.delivery) > rank(Delivery::Sent);
        if failed(other) && !beyond_sent(self) {
            self.delivery = Delivery::Failed;
        } else if !failed(self) || beyond_sent(other) {
            self.delivery = self.delivery.max(other.delivery);
        }
        if self.wamid.is_none() {
            self.wamid.clone_from(&other.wamid);
        }
        self.failure_code = self.failure_code.or(other.failure_code);
        if self.awaited.is_none() {
            self.awaited.clone_from(&other.awaited);
        }
        if self.category.is_none() {
            self.category.clone_from(&other.category);
        }
    }
}

/// Which of these effects WhatsApp is known to have taken, whatever our own call heard of it.
pub async fn already_taken(
    db: &mut PgConnection,
    effects: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let taken =
        sqlx::query_scalar!("select effect_id from delivery where effect_id = any($1)", effects,)
            .fetch_all(db)
            .await?;
    Ok(taken)
}
