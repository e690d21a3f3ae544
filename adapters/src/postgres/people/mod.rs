//! Persons: who somebody is, by the marks that WhatsApp gives us. Both marks may be missing and both may change.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::identity::Gstin;
use realserv_domain::ids::{PersonId, VendorId};
use realserv_domain::language::Language;
use realserv_domain::phone::Phone;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Whom a batch of senders' marks point at, decided without a table.
mod known;

/// The person of each sender, found or made.
mod find;

/// Marks that change, and two persons that are one.
mod marks;

pub use find::{Found, Newcomer, find_or_make};
pub use marks::{Merge, number_changed, user_id_changed, user_id_replaced};

/// A person as a turn needs it.
#[derive(Clone, Debug)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: Option<String>,
    pub language: Option<Language>,
    pub vendor: Option<VendorId>,
    /// Until when that vendor takes no new orders.
    pub off_until: Option<Timestamp>,
    /// On which days that vendor is closed, past ones among them.
    pub closed_days: Vec<Date>,
    /// Wants nothing but the news of orders.
    pub opted_out: bool,
    pub marks: Marks,
    /// This one's history went to that one: whatever still comes for this one is for that one.
    pub merged_into: Option<PersonId>,
}

impl PersonRow {
    /// The days on which the vendor is closed and which are not over, the next first.
    #[must_use]
    pub fn closed_from(&self, today: Date) -> Vec<Date> {
        let mut days: Vec<Date> =
            self.closed_days.iter().copied().filter(|day| *day >= today).collect();
        days.sort_unstable();
        days
    }
}

/// Whether these are the same human being: two persons may have been found to be one.
pub async fn are_one(
    db: &mut PgConnection,
    one: PersonId,
    other: PersonId,
) -> Result<bool, StoreError> {
    let same = sqlx::query_scalar!(
        r#"select exists (
               select from person as one
               join person as other
                   on coalesce(other.merged_into, other.id) = coalesce(one.merged_into, one.id)
               where one.id = $1 and other.id = $2
           ) as "same!""#,
        one.0,
        other.0,
    )
    .fetch_one(db)
    .await?;
    Ok(same)
}

/// Where to send.
#[derive(Clone, Debug)]
pub struct Marks {
    /// WhatsApp may hide the number of who has a user name.
    pub phone: Option<Phone>,
    pub user_id: Option<String>,
}

impl Marks {
    pub(super) fn new(phone: Option<String>, user_id: Option<String>) -> Self {
        Self { phone: phone.and_then(|digits| digits.parse().ok()), user_id }
    }
}

/// The marks of these persons, following a merge.
pub async fn marks(
    db: &mut PgConnection,
    ids: &[Uuid],
) -> Result<HashMap<PersonId, Marks>, StoreError> {
    let rows = sqlx::query!(
        r#"select asked.id as "id!", person.phone, person.user_id
           from unnest($1::uuid[]) as asked (id)
           join person as first on first.id = asked.id
           join person on person.id = coalesce(first.merged_into, first.id)"#,
        ids,
    )
    .fetch_all(db)
    .await?;
    let marks = rows.into_iter().map(|row| (PersonId(row.id), Marks::new(row.phone, row.user_id)));
    Ok(marks.collect())
}

pub async fn keep_language(
    db: &mut PgConnection,
    id: PersonId,
    language: Language,
) -> Result<(), StoreError> {
    sqlx::query!("update person set language = $2 where id = $1", id.0, language.code())
        .execute(db)
        .await?;
    Ok(())
}

/// What the person is called, by their own words.
pub async fn keep_name(db: &mut PgConnection, id: PersonId, name: &str) -> Result<(), StoreError> {
    sqlx::query!("update person set name = $2 where id = $1", id.0, name).execute(db).await?;
    Ok(())
}

/// What stands on this person's invoices from now on. A name that is not said again stays.
pub async fn keep_gstin(
    db: &mut PgConnection,
    id: PersonId,
    gstin: Option<&Gstin>,
    trade_name: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update person
         set gstin = $2, trade_name = case when $2::text is not null then coalesce($3, trade_name) end
         where id = $1",
        id.0,
        gstin.map(Gstin::as_str),
        trade_name,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// From when on this person wants nothing but the news of orders; none takes that back. The first time stands.
pub async fn set_opted_out(
    db: &mut PgConnection,
    id: PersonId,
    at: Option<Timestamp>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update person
         set opted_out_at = case when $2::timestamptz is not null then coalesce(opted_out_at, $2) end
         where id = $1",
        id.0,
        at.map(ToSqlx::to_sqlx) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}
