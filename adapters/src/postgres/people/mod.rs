//! Persons: who somebody is, by the marks that WhatsApp gives us. Both marks may be missing and both may change.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
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
    /// Wants nothing but the news of orders.
    pub opted_out: bool,
    /// WhatsApp may hide the number of who has a user name.
    pub has_phone: bool,
    /// This one's history went to that one: whatever still comes for this one is for that one.
    pub merged_into: Option<PersonId>,
}

pub async fn load(
    db: &mut PgConnection,
    ids: &[Uuid],
) -> Result<HashMap<PersonId, PersonRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select person.id as "id!", person.name, person.language, person.merged_into,
                  vendor.id as "vendor_id?",
                  person.phone is not null as "has_phone!",
                  person.opted_out_at is not null as "opted_out!"
           from person
           left join vendor on vendor.person_id = person.id and vendor.active
           where person.id = any($1)"#,
        ids,
    )
    .fetch_all(db)
    .await?;
    let people = rows.into_iter().map(|row| {
        let person = PersonRow {
            id: PersonId(row.id),
            name: row.name,
            language: row.language.and_then(|code| code.parse().ok()),
            vendor: row.vendor_id.map(VendorId),
            opted_out: row.opted_out,
            has_phone: row.has_phone,
            merged_into: row.merged_into.map(PersonId),
        };
        (person.id, person)
    });
    Ok(people.collect())
}

/// Where to send: both marks of a person, following a merge.
#[derive(Clone, Debug)]
pub struct Marks {
    pub phone: Option<Phone>,
    pub user_id: Option<String>,
}

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
    let marks = rows.into_iter().map(|row| {
        let phone = row.phone.and_then(|digits| digits.parse().ok());
        (PersonId(row.id), Marks { phone, user_id: row.user_id })
    });
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
