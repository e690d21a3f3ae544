//! Who wants to sell, as they told it and as the office decided.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::application::Application;
use realserv_domain::ids::{ApplicationId, MediaId, PersonId, VendorId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::postgres::StoreError;

#[derive(Clone, Debug)]
pub struct ApplicationRow {
    pub id: ApplicationId,
    pub person: PersonId,
    /// As stored: mask it before anybody sees it.
    pub phone: Option<String>,
    pub phone_number_id: String,
    pub state: String,
    pub told: Application,
    pub sent_at: Timestamp,
    pub decided_at: Option<Timestamp>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    pub vendor: Option<VendorId>,
    /// The papers that this person has sent.
    pub media: Vec<MediaId>,
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub state: Option<String>,
    /// The last row of the page before.
    pub after: Option<(Timestamp, Uuid)>,
}

/// Who applies again before the office has looked has changed what they told.
pub async fn keep(
    db: &mut PgConnection,
    now: Timestamp,
    (id, person, phone_number_id): (ApplicationId, PersonId, &str),
    told: &Application,
) -> Result<(), StoreError> {
    let document = serde_json::to_string(told)
        .map_err(|e| StoreError::unreadable("application", "told", id.0, e))?;
    sqlx::query!(
        "insert into application (id, person_id, phone_number_id, name, told, sent_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (person_id) where state = 'open' do update
         set name = excluded.name, told = excluded.told, sent_at = excluded.sent_at,
             phone_number_id = excluded.phone_number_id",
        id.0,
        person.0,
        phone_number_id,
        told.name,
        document,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Who has waited longest comes first.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<ApplicationRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select application.id, application.person_id, person.phone, application.phone_number_id,
                  application.state, application.told, application.sent_at, application.decided_at,
                  application.decided_by, application.reason, application.vendor_id,
                  array(
                      select media.id from media
                      where media.person_id = application.person_id and media.purpose = 'kyc'
                        and media.state in ('waits', 'kept')
                      order by media.sent_at, media.id
                  ) as "media!"
           from application
           join person on person.id = application.person_id
           where ($1::uuid is null or application.id = $1)
             and ($2::text is null or application.state = $2)
             and ($3::timestamptz is null or (application.sent_at, application.id) > ($3, $4::uuid))
           order by application.sent_at, application.id
           limit $5"#,
        filter.id,
        filter.state,
        filter.after.map(|(at, _)| at.to_sqlx()) as _,
        filter.after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(db)
    .await?;
    let row = rows.into_iter().map(|row| {
        let told = serde_json::from_str(&row.told)
            .map_err(|e| StoreError::unreadable("application", "told", row.id, e))?;
        Ok(ApplicationRow {
            id: ApplicationId(row.id),
            person: PersonId(row.person_id),
            phone: row.phone,
            phone_number_id: row.phone_number_id,
            state: row.state,
            told,
            sent_at: row.sent_at.to_jiff(),
            decided_at: row.decided_at.map(jiff_sqlx::Timestamp::to_jiff),
            decided_by: row.decided_by,
            reason: row.reason,
            vendor: row.vendor_id.map(VendorId),
            media: row.media.into_iter().map(MediaId).collect(),
        })
    });
    row.collect()
}

pub async fn one(
    db: &mut PgConnection,
    id: ApplicationId,
) -> Result<Option<ApplicationRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// The same, and nobody else decides it until the transaction ends.
pub async fn lock(
    db: &mut PgConnection,
    id: ApplicationId,
) -> Result<Option<ApplicationRow>, StoreError> {
    sqlx::query!("select id from application where id = $1 for update", id.0)
        .fetch_optional(&mut *db)
        .await?;
    one(db, id).await
}

/// What the office decides.
#[derive(Clone, Copy, Debug)]
pub enum Decision<'a> {
    Approved(VendorId),
    Refused(&'a str),
}

pub async fn decide(
    db: &mut PgConnection,
    now: Timestamp,
    (id, by): (ApplicationId, &str),
    decision: Decision<'_>,
) -> Result<(), StoreError> {
    let (state, vendor, reason) = match decision {
        Decision::Approved(vendor) => ("approved", Some(vendor.0), None),
        Decision::Refused(reason) => ("refused", None, Some(reason)),
    };
    sqlx::query!(
        "update application
         set state = $2, decided_at = $3, decided_by = $4, vendor_id = $5, reason = $6
         where id = $1",
        id.0,
        state,
        now.to_sqlx() as _,
        by,
        vendor,
        reason,
    )
    .execute(db)
    .await?;
    Ok(())
}
