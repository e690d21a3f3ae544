//! Where somebody is reached beside WhatsApp, and by which ways they want what.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use realserv_domain::identity::Email;
use realserv_domain::ids::{DeviceId, PersonId};
use realserv_domain::notice::{Preference, Way};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    pub email: Option<Email>,
    pub preference: Preference,
}

#[derive(Clone, Debug)]
pub struct DeviceRow {
    pub id: DeviceId,
    pub platform: String,
    pub added_at: Timestamp,
    pub seen_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct NewDevice {
    pub id: DeviceId,
    pub person: PersonId,
    /// As FCM gave it to the app: whoever has it may ring this phone.
    pub token: String,
    pub platform: String,
}

/// What a turn needs to know of somebody who is told something.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    pub has_email: bool,
    pub has_phone: bool,
    pub devices: Vec<DeviceId>,
    pub preference: Preference,
}

/// Nobody has more phones and browsers; the ones seen last count.
const MOST_DEVICES: i64 = 10;

/// A token that its app has not shown for so long belongs to a phone that is in a drawer (platform.md 5).
const STALE_AFTER: SignedDuration = SignedDuration::from_hours(24 * 60);

/// The usual one where nothing was said.
pub async fn of(db: &mut PgConnection, person: PersonId) -> Result<Contact, StoreError> {
    let row =
        sqlx::query!("select email, alerts, papers from contact where person_id = $1", person.0)
            .fetch_optional(db)
            .await?;
    let Some(row) = row else { return Ok(Contact::default()) };
    let email = row.email.map(|text| text.parse()).transpose();
    let email = email.map_err(|error| StoreError::unreadable("contact", "email", person, error))?;
    Ok(Contact { email, preference: preference(&row.alerts, &row.papers) })
}

/// As nobody else can change it until the transaction ends.
pub async fn lock(db: &mut PgConnection, person: PersonId) -> Result<Contact, StoreError> {
    sqlx::query!("select id from person where id = $1 for no key update", person.0)
        .fetch_optional(&mut *db)
        .await?;
    of(db, person).await
}

pub async fn save(
    db: &mut PgConnection,
    now: Timestamp,
    person: PersonId,
    contact: &Contact,
) -> Result<(), StoreError> {
    let words =
        |ways: &[Way]| -> Vec<String> { ways.iter().map(|way| way.as_str().to_owned()).collect() };
    sqlx::query!(
        "insert into contact (person_id, email, alerts, papers, changed_at)
         values ($1, $2, $3, $4, $5)
         on conflict (person_id) do update
         set email = excluded.email, alerts = excluded.alerts, papers = excluded.papers,
             changed_at = excluded.changed_at",
        person.0,
        contact.email.as_ref().map(Email::reveal),
        &words(&contact.preference.alerts),
        &words(&contact.preference.papers),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The ones seen last come first.
pub async fn devices(
    db: &mut PgConnection,
    person: PersonId,
) -> Result<Vec<DeviceRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, platform, added_at, seen_at
         from device
         where person_id = $1
         order by seen_at desc, id
         limit $2",
        person.0,
        MOST_DEVICES,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| DeviceRow {
        id: DeviceId(row.id),
        platform: row.platform,
        added_at: row.added_at.to_jiff(),
        seen_at: row.seen_at.to_jiff(),
    });
    Ok(rows.collect())
}

/// A token that is known is seen again, and belongs to who shows it: a phone is handed on with its app. What is beyond the most
/// that one has is forgotten.
pub async fn register(
    db: &mut PgConnection,
    now: Timestamp,
    new: &NewDevice,
) -> Result<DeviceRow, StoreError> {
    let row = sqlx::query!(
        "insert into device (id, person_id, token, platform, added_at, seen_at)
         values ($1, $2, $3, $4, $5, $5)
         on conflict (token) do update
         set person_id = excluded.person_id, platform = excluded.platform, seen_at = excluded.seen_at
         returning id, platform, added_at, seen_at",
        new.id.0,
        new.person.0,
        new.token,
        new.platform,
        now.to_sqlx() as _,
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query!(
        "delete from device
         where person_id = $1 and id not in (
             select id from device where person_id = $1 order by seen_at desc, id limit $2
         )",
        new.person.0,
        MOST_DEVICES,
    )
    .execute(db)
    .await?;
    Ok(DeviceRow {
        id: DeviceId(row.id),
        platform: row.platform,
        added_at: row.added_at.to_jiff(),
        seen_at: row.seen_at.to_jiff(),
    })
}

/// Whose it was; none if there is none such.
pub async fn forget(
    db: &mut PgConnection,
    device: DeviceId,
) -> Result<Option<PersonId>, StoreError> {
    let whose =
        sqlx::query_scalar!("delete from device where id = $1 returning person_id", device.0)
            .fetch_optional(db)
            .await?;
    Ok(whose.map(PersonId))
}

/// Those that FCM does not know any more.
pub async fn forget_dead(db: &mut PgConnection, devices: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("delete from device where id = any($1)", devices).execute(db).await?;
    Ok(())
}

pub async fn reach(
    db: &mut PgConnection,
    now: Timestamp,
    person: PersonId,
) -> Result<Reach, StoreError> {
    let fresh = now.checked_sub(STALE_AFTER).unwrap_or(now);
    let row = sqlx::query!(
        r#"select person.phone is not null as "has_phone!", contact.email is not null as "has_email!",
                  contact.alerts as "alerts?", contact.papers as "papers?",
                  array(
                      select device.id
                      from device
                      where device.person_id = person.id and device.seen_at >= $2
                      order by device.seen_at desc, device.id
                      limit $3
                  ) as "devices!"
           from person
           left join contact on contact.person_id = person.id
           where person.id = $1"#,
        person.0,
        fresh.to_sqlx() as _,
        MOST_DEVICES,
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(Reach::default()) };
    let preference = match (row.alerts, row.papers) {
        (Some(alerts), Some(papers)) => preference(&alerts, &papers),
        (_, _) => Preference::default(),
    };
    Ok(Reach {
        has_email: row.has_email,
        has_phone: row.has_phone,
        devices: row.devices.into_iter().map(DeviceId).collect(),
        preference,
    })
}

/// A word that a later program writes is no way of this one.
fn preference(alerts: &[String], papers: &[String]) -> Preference {
    let ways = |words: &[String]| words.iter().filter_map(|word| Way::named(word)).collect();
    Preference { alerts: ways(alerts), papers: ways(papers) }
}
