//! Persons: found or made by the marks that WhatsApp gives us. Both marks may be missing and both may change.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{PersonId, VendorId};
use realserv_domain::language::Language;
use realserv_domain::message::Sender;
use realserv_domain::phone::Phone;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// A sender, and the id to give if it is nobody that we know.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub sender: Sender,
    pub id: PersonId,
}

/// The person of each sender, in order; makes who is new and notes marks that were learned.
pub async fn find_or_make(
    db: &mut PgConnection,
    now: Timestamp,
    newcomers: &[Newcomer],
) -> Result<Vec<PersonId>, StoreError> {
    let mut known = Known::load(db, newcomers).await?;
    let missing: Vec<&Newcomer> =
        newcomers.iter().filter(|n| known.find(&n.sender).is_none()).collect();
    if !missing.is_empty() {
        insert(db, now, &missing).await?;
        known = Known::load(db, newcomers).await?;
    }
    let mut found = Vec::with_capacity(newcomers.len());
    for newcomer in newcomers {
        let row = known
            .find(&newcomer.sender)
            .ok_or(StoreError::Conflict { what: "a person that was just made" })?;
        if row.lacks_mark_of(&newcomer.sender) {
            learn(db, &row, &newcomer.sender).await?;
            known = Known::load(db, newcomers).await?;
        }
        found.push(row.id);
    }
    Ok(found)
}

#[derive(Clone)]
struct Row {
    id: PersonId,
    phone: Option<String>,
    user_id: Option<String>,
    has_name: bool,
}

impl Row {
    fn lacks_mark_of(&self, sender: &Sender) -> bool {
        let phone = sender.phone.as_ref().map(Phone::reveal);
        (phone.is_some() && self.phone.as_deref() != phone)
            || (sender.user_id.is_some() && self.user_id != sender.user_id)
            || (sender.name.is_some() && !self.has_name)
    }
}

/// The persons that a batch of senders may be, by either mark.
struct Known {
    by_phone: HashMap<String, Row>,
    by_user_id: HashMap<String, Row>,
}

impl Known {
    async fn load(db: &mut PgConnection, newcomers: &[Newcomer]) -> Result<Self, StoreError> {
        let phones: Vec<String> = newcomers
            .iter()
            .filter_map(|n| n.sender.phone.as_ref().map(|p| p.reveal().to_owned()))
            .collect();
        let user_ids: Vec<String> =
            newcomers.iter().filter_map(|n| n.sender.user_id.clone()).collect();
        let rows = sqlx::query!(
            r#"select id, phone, user_id, name is not null as "has_name!"
               from person
               where phone = any($1) or user_id = any($2)"#,
            &phones,
            &user_ids,
        )
        .fetch_all(db)
        .await?;
        let mut known = Self { by_phone: HashMap::new(), by_user_id: HashMap::new() };
        for row in rows {
            let row = Row {
                id: PersonId(row.id),
                phone: row.phone,
                user_id: row.user_id,
                has_name: row.has_name,
            };
            if let Some(phone) = row.phone.clone() {
                known.by_phone.insert(phone, row.clone());
            }
            if let Some(user_id) = row.user_id.clone() {
                known.by_user_id.insert(user_id, row);
            }
        }
        Ok(known)
    }

    /// The phone decides where the marks point at two persons: it is the older mark and the one that orders carry.
    fn find(&self, sender: &Sender) -> Option<Row> {
        let by_phone = sender.phone.as_ref().and_then(|p| self.by_phone.get(p.reveal()));
        let by_user_id = sender.user_id.as_ref().and_then(|u| self.by_user_id.get(u));
        by_phone.or(by_user_id).cloned()
    }
}

/// Somebody else may make the same person at the same moment: then theirs stands.
async fn insert(
    db: &mut PgConnection,
    now: Timestamp,
    newcomers: &[&Newcomer],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = newcomers.iter().map(|n| n.id.0).collect();
    let phones: Vec<Option<String>> =
        newcomers.iter().map(|n| n.sender.phone.as_ref().map(|p| p.reveal().to_owned())).collect();
    let user_ids: Vec<Option<String>> =
        newcomers.iter().map(|n| n.sender.user_id.clone()).collect();
    let names: Vec<Option<String>> = newcomers.iter().map(|n| n.sender.name.clone()).collect();
    sqlx::query!(
        "insert into person (id, phone, user_id, name, made_at)
         select id, phone, user_id, name, $5
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as new (id, phone, user_id, name)
         on conflict do nothing",
        &ids,
        &phones as _,
        &user_ids as _,
        &names as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes a mark that this person did not have. Where another person has it, the two are one: the other's marks move here.
async fn learn(db: &mut PgConnection, row: &Row, sender: &Sender) -> Result<(), StoreError> {
    let phone = sender.phone.as_ref().map(Phone::reveal);
    sqlx::query!(
        "update person
         set user_id = null, phone = case when phone = $2 then null else phone end, merged_into = $1
         where id <> $1 and (user_id = $3 or phone = $2)",
        row.id.0,
        phone,
        sender.user_id,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update person
         set phone = coalesce($2, phone), user_id = coalesce($3, user_id), name = coalesce(name, $4)
         where id = $1",
        row.id.0,
        phone,
        sender.user_id,
        sender.name,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A person as a turn needs it.
#[derive(Clone, Debug)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: Option<String>,
    pub language: Option<Language>,
    pub vendor: Option<VendorId>,
}

pub async fn load(
    db: &mut PgConnection,
    ids: &[Uuid],
) -> Result<HashMap<PersonId, PersonRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select person.id as "id!", person.name, person.language, vendor.id as "vendor_id?"
           from person
           -- Whom the office has switched off finishes what he has accepted.
           left join vendor on vendor.person_id = person.id and (vendor.active or exists (
               select from part
               where part.vendor_id = vendor.id
                 and part.state in ('accepted', 'packed', 'dispatched', 'on_the_way')))
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
        };
        (person.id, person)
    });
    Ok(people.collect())
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

/// Meta tells that a number or a user id changed: the person stays the same.
pub async fn change_marks(
    db: &mut PgConnection,
    id: PersonId,
    phone: Option<&Phone>,
    user_id: Option<&str>,
) -> Result<(), StoreError> {
    let sender = Sender { phone: phone.cloned(), user_id: user_id.map(str::to_owned), name: None };
    let row = Row { id, phone: None, user_id: None, has_name: true };
    learn(db, &row, &sender).await
}
