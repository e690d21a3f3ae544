//! How far each message of ours has come, from the answer of the call that sent it to *read*.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::OrderId;
use realserv_domain::message::Delivery;
use realserv_domain::sends::MilliPaise;
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
    /// Which of our numbers sent it.
    pub phone_number_id: Option<String>,
    /// The order that it was said for.
    pub order: Option<OrderId>,
    /// Told by the statuses.
    pub price: Option<Price>,
    /// A document of the caller's, handed back once if the message fails.
    pub awaited: Option<String>,
}

/// What Meta takes for a message, by the first status that tells.
#[derive(Clone, Debug)]
pub struct Price {
    /// Meta's words for what it is and how it is charged.
    pub category: String,
    pub kind: String,
    /// None: nobody knows what such a message costs.
    pub cost: Option<MilliPaise>,
    /// The business's day.
    pub on: Date,
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
    let numbers: Vec<Option<String>> = steps.iter().map(|s| s.phone_number_id.clone()).collect();
    let orders: Vec<Option<Uuid>> = steps.iter().map(|s| s.order.map(|order| order.0)).collect();
    let prices = || steps.iter().map(|s| s.price.as_ref());
    let categories: Vec<Option<&str>> =
        prices().map(|price| price.map(|price| price.category.as_str())).collect();
    let kinds: Vec<Option<&str>> =
        prices().map(|price| price.map(|price| price.kind.as_str())).collect();
    let costs: Vec<Option<i64>> =
        prices().map(|price| price.and_then(|price| price.cost).map(|cost| cost.0)).collect();
    let days: Vec<Option<jiff_sqlx::Date>> =
        prices().map(|price| price.map(|price| price.on.to_sqlx())).collect();
    let awaited: Vec<Option<String>> = steps.iter().map(|s| s.awaited.clone()).collect();
    let (lanes, seqs): (Vec<Uuid>, Vec<i64>) =
        settled.iter().map(|place| (place.lane, place.seq)).unzip();
    let failed = sqlx::query_scalar!(
        r#"with gone as (
               delete from outbox
               using unnest($8::uuid[], $9::bigint[]) as settled (lane, seq)
               where outbox.lane = settled.lane and outbox.seq = settled.seq
           ), noted as (
               insert into delivery (effect_id, wamid, rank, failure_code, category, awaited, at,
                                     phone_number_id, order_id, price_kind, milli_paise, priced_on)
               select effect_id, wamid, rank, failure_code, category, awaited, $7,
                      phone_number_id, order_id, price_kind, milli_paise, priced_on
               from unnest($1::uuid[], $2::text[], $3::smallint[], $4::bigint[], $5::text[], $6::text[],
                           $10::text[], $11::uuid[], $12::text[], $13::bigint[], $14::date[])
                   as new (effect_id, wamid, rank, failure_code, category, awaited,
                           phone_number_id, order_id, price_kind, milli_paise, priced_on)
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
                   phone_number_id = coalesce(delivery.phone_number_id, excluded.phone_number_id),
                   order_id = coalesce(delivery.order_id, excluded.order_id),
                   -- Of one and the same status, or none of it.
                   price_kind = coalesce(delivery.price_kind, excluded.price_kind),
                   milli_paise = case when delivery.price_kind is null then excluded.milli_paise
                                      else delivery.milli_paise end,
                   priced_on = coalesce(delivery.priced_on, excluded.priced_on),
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
        &numbers as _,
        &orders as _,
        &kinds as _,
        &costs as _,
        &days as _,
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
        if self.phone_number_id.is_none() {
            self.phone_number_id.clone_from(&other.phone_number_id);
        }
        self.order = self.order.or(other.order);
        if self.price.is_none() {
            self.price.clone_from(&other.price);
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
