//! What was told beside WhatsApp: one row for each way, from the turn that tells it to what its carrier reports.
//!
//! An SMS takes the place of a message of WhatsApp. Its row is written with that message, one for each (`notice_instead_of`), and
//! waits in the outbox: it goes out when its time comes or when WhatsApp gives up, whichever is first, and is needless when the
//! message has arrived. So there is nothing to decide after a crash, and nothing to do twice.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::identity::Email;
use realserv_domain::ids::{DeviceId, NoticeId, OfferId, OrderId, PersonId};
use realserv_domain::notice::Way;
use realserv_domain::phone::Phone;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// How far one has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeState {
    Queued,
    Accepted,
    Delivered,
    Failed,
    /// What it would have told was known already, or over.
    Needless,
    /// Sent perhaps, and never sent again.
    Unsure,
}

impl NoticeState {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Accepted => "accepted",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Needless => "needless",
            Self::Unsure => "unsure",
        }
    }
}

#[derive(Clone, Debug)]
pub struct NewNotice {
    pub id: NoticeId,
    pub person: PersonId,
    pub way: Way,
    pub about: &'static str,
    pub device: Option<DeviceId>,
    /// None: of a paper that is of no order.
    pub order: Option<OrderId>,
    pub offer: Option<OfferId>,
    /// Of an SMS: WhatsApp's message whose place it takes.
    pub instead_of: Option<Uuid>,
    pub not_before: Timestamp,
    pub phone_number_id: String,
    pub correlation_id: String,
}

pub async fn insert(
    db: &mut PgConnection,
    now: Timestamp,
    new: &[NewNotice],
) -> Result<(), StoreError> {
    for notice in new {
        sqlx::query!(
            "insert into notice (id, person_id, way, about, device_id, order_id, offer_id, instead_of, not_before,
                                 phone_number_id, correlation_id, made_at, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
            notice.id.0,
            notice.person.0,
            notice.way.as_str(),
            notice.about,
            notice.device.map(|device| device.0),
            notice.order.map(|order| order.0),
            notice.offer.map(|offer| offer.0),
            notice.instead_of,
            notice.not_before.to_sqlx() as _,
            notice.phone_number_id,
            notice.correlation_id,
            now.to_sqlx() as _,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// What a call needs to know, as it is now: an address that was changed since is the new one.
#[derive(Clone, Debug)]
pub struct Addressed {
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub device: Option<(DeviceId, String)>,
    /// Its offer was answered, or has ended; false of what is about no offer.
    pub is_over: bool,
    /// The message whose place it takes has arrived.
    pub has_arrived: bool,
    /// It may be with the gateway already.
    pub was_called: bool,
}

pub async fn addressed(
    db: &mut PgConnection,
    now: Timestamp,
    notices: &[Uuid],
) -> Result<HashMap<Uuid, Addressed>, StoreError> {
    let rows = sqlx::query!(
        r#"select notice.id, contact.email as "email?", person.phone, device.id as "device?",
                  device.token as "token?",
                  coalesce(offer.state <> 'open' or offer.ends_at <= $2, false) as "is_over!",
                  coalesce(delivery.rank >= 4, false) as "has_arrived!",
                  notice.called_at is not null as "was_called!"
           from notice
           join person as told on told.id = notice.person_id
           join person on person.id = coalesce(told.merged_into, told.id)
           left join contact on contact.person_id = person.id
           left join device on device.id = notice.device_id
           left join offer on offer.id = notice.offer_id
           left join delivery on delivery.effect_id = notice.instead_of
           where notice.id = any($1)"#,
        notices,
        now.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| {
        let addressed = Addressed {
            email: row.email.and_then(|email| email.parse().ok()),
            phone: row.phone.and_then(|phone| phone.parse().ok()),
            device: row.device.map(DeviceId).zip(row.token),
            is_over: row.is_over,
            has_arrived: row.has_arrived,
            was_called: row.was_called,
        };
        (row.id, addressed)
    });
    Ok(rows.collect())
}

/// Before the call: whoever finds it so later does not call again.
pub async fn mark_called(
    db: &mut PgConnection,
    now: Timestamp,
    notices: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query!(
        "update notice set called_at = $2 where id = any($1)",
        notices,
        now.to_sqlx() as _
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The gateway certainly does not have them.
pub async fn unmark_called(db: &mut PgConnection, notices: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("update notice set called_at = null where id = any($1)", notices)
        .execute(db)
        .await?;
    Ok(())
}

/// What a call came to.
#[derive(Clone, Debug)]
pub struct Ended {
    pub id: Uuid,
    pub state: NoticeState,
    pub provider_id: Option<String>,
    pub reason: Option<String>,
}

/// Answers those that have failed with it: each once. What the gateway reported before its answer was written counts too.
pub async fn end(
    db: &mut PgConnection,
    now: Timestamp,
    ended: &[Ended],
) -> Result<Vec<Uuid>, StoreError> {
    let mut ended = ended.to_vec();
    ended.sort_by_key(|ended| ended.id);
    let mut failed = Vec::new();
    for ended in &ended {
        if let Some(request) = &ended.provider_id {
            lock_request(db, request).await?;
        }
        let state = sqlx::query_scalar!(
            r#"update notice
               set state = case
                       when report.delivered then 'delivered'
                       when not report.delivered then 'failed'
                       when notice.state in ('delivered', 'failed') then notice.state
                       else $2
                   end,
                   provider_id = coalesce($3, notice.provider_id),
                   reason = coalesce(report.reason, $4, notice.reason),
                   changed_at = $5
               from (select 1) as always
               left join sms_report as report on report.request_id = $3
               where notice.id = $1
               returning notice.state"#,
            ended.id,
            ended.state.as_str(),
            ended.provider_id,
            ended.reason,
            now.to_sqlx() as _,
        )
        .fetch_optional(&mut *db)
        .await?;
        if state.as_deref() == Some(NoticeState::Failed.as_str()) {
            failed.push(ended.id);
        }
    }
    Ok(failed)
}

/// What the gateway says of a request of ours.
#[derive(Clone, Debug)]
pub struct Report {
    pub request_id: String,
    pub delivered: bool,
    pub reason: Option<String>,
}

/// Kept once: that it was delivered is never taken back. Answers the notice that has failed with it.
pub async fn report(
    db: &mut PgConnection,
    now: Timestamp,
    report: &Report,
) -> Result<Option<Uuid>, StoreError> {
    lock_request(db, &report.request_id).await?;
    let kept = sqlx::query!(
        "insert into sms_report (request_id, delivered, reason, at)
         values ($1, $2, $3, $4)
         on conflict (request_id) do update
         set delivered = excluded.delivered, reason = excluded.reason, at = excluded.at
         where excluded.delivered and not sms_report.delivered",
        report.request_id,
        report.delivered,
        report.reason,
        now.to_sqlx() as _,
    )
    .execute(&mut *db)
    .await?;
    if kept.rows_affected() == 0 {
        return Ok(None);
    }
    let state = if report.delivered { NoticeState::Delivered } else { NoticeState::Failed };
    let changed = sqlx::query_scalar!(
        "update notice
         set state = $2, reason = $3, changed_at = $4
         where way = 'sms' and provider_id = $1
         returning id",
        report.request_id,
        state.as_str(),
        report.reason,
        now.to_sqlx() as _,
    )
    .fetch_optional(db)
    .await?;
    Ok(changed.filter(|_| state == NoticeState::Failed))
}

/// A report and the answer of its call see each other: one after the other.
async fn lock_request(db: &mut PgConnection, request: &str) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('sms ' || $1::text, 0))", request)
        .execute(db)
        .await?;
    Ok(())
}

/// WhatsApp does not deliver these messages: those in whose place an SMS stands ready go out now, or when their yard opens. Answers
/// for which an SMS is on its way or has gone.
pub async fn wake(
    db: &mut PgConnection,
    now: Timestamp,
    messages: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let rows = sqlx::query!(
        r#"select id, instead_of as "instead_of!", state
           from notice
           where instead_of = any($1)
           order by id
           for update"#,
        messages,
    )
    .fetch_all(&mut *db)
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    sqlx::query!(
        "update outbox
         set due_at = least(outbox.due_at, greatest($2, notice.not_before))
         from notice
         where notice.id = any($1) and outbox.lane = notice.id and outbox.leased_by is null",
        &ids,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    let lost = [NoticeState::Failed.as_str(), NoticeState::Needless.as_str()];
    let going = rows.into_iter().filter(|row| !lost.contains(&row.state.as_str()));
    Ok(going.map(|row| row.instead_of).collect())
}

/// What failed goes out once more as another message: its SMS takes the place of that one.
pub async fn stand_by(db: &mut PgConnection, failed: Uuid, said: Uuid) -> Result<(), StoreError> {
    sqlx::query!("update notice set instead_of = $2 where instead_of = $1", failed, said)
        .execute(db)
        .await?;
    Ok(())
}

/// An alert that reaches nobody, by WhatsApp nor by SMS.
#[derive(Clone, Debug)]
pub struct Lost {
    pub id: NoticeId,
    pub person: PersonId,
    pub order: OrderId,
    pub offer: OfferId,
    pub phone_number_id: String,
    pub correlation_id: String,
}

/// Of those that failed: whose message WhatsApp has given up as well. While it has not, there is hope.
pub async fn lost(db: &mut PgConnection, failed: &[Uuid]) -> Result<Vec<Lost>, StoreError> {
    if failed.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!(
        r#"select notice.id, coalesce(person.merged_into, person.id) as "person!", notice.order_id as "order!",
                  notice.offer_id as "offer!", notice.phone_number_id, notice.correlation_id
           from notice
           join person on person.id = notice.person_id
           join delivery on delivery.effect_id = notice.instead_of
           where notice.id = any($1) and notice.offer_id is not null and delivery.rank = 2"#,
        failed,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| Lost {
        id: NoticeId(row.id),
        person: PersonId(row.person),
        order: OrderId(row.order),
        offer: OfferId(row.offer),
        phone_number_id: row.phone_number_id,
        correlation_id: row.correlation_id,
    });
    Ok(rows.collect())
}

/// One as the office sees it.
#[derive(Clone, Debug)]
pub struct NoticeRow {
    pub id: NoticeId,
    pub way: String,
    pub about: String,
    pub order: Option<OrderId>,
    pub device: Option<DeviceId>,
    pub instead_of: Option<Uuid>,
    pub state: String,
    pub provider_id: Option<String>,
    pub reason: Option<String>,
    pub made_at: Timestamp,
    pub changed_at: Timestamp,
}

/// The latest first.
pub async fn list(
    db: &mut PgConnection,
    person: PersonId,
    after: Option<&(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<NoticeRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, way, about, order_id, device_id, instead_of, state, provider_id, reason, made_at, changed_at
         from notice
         where person_id = $1
           and ($2::timestamptz is null or (made_at, id) < ($2, $3::uuid))
         order by made_at desc, id desc
         limit $4",
        person.0,
        after.map(|(at, _)| at.to_sqlx()) as _,
        after.map(|(_, id)| *id),
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| NoticeRow {
        id: NoticeId(row.id),
        way: row.way,
        about: row.about,
        order: row.order_id.map(OrderId),
        device: row.device_id.map(DeviceId),
        instead_of: row.instead_of,
        state: row.state,
        provider_id: row.provider_id,
        reason: row.reason,
        made_at: row.made_at.to_jiff(),
        changed_at: row.changed_at.to_jiff(),
    });
    Ok(rows.collect())
}
