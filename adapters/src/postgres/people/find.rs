//! The person of each sender of a batch: found, made, or found to be somebody else than we thought.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::PersonId;
use realserv_domain::message::Sender;
use realserv_domain::phone::Phone;
use sqlx::PgConnection;
use uuid::Uuid;

use super::known::{Known, Row, Who};
use super::marks::{self, Merge};
use crate::postgres::StoreError;

/// A sender, and the id to give if it is nobody that we know.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub sender: Sender,
    pub id: PersonId,
}

/// Who they are, in the order of the newcomers, and which persons turned out to be one.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub people: Vec<PersonId>,
    pub merges: Vec<Merge>,
}

/// Everybody that is known takes one statement, everybody new one more. What changes takes its own: it is rare.
pub async fn find_or_make(
    db: &mut PgConnection,
    now: Timestamp,
    newcomers: &[Newcomer],
) -> Result<Found, StoreError> {
    let mut known = load(db, newcomers).await?;
    let strangers: Vec<&Newcomer> =
        newcomers.iter().filter(|n| known.who_is(&n.sender) == Who::Stranger).collect();
    if !strangers.is_empty() {
        insert(db, now, &strangers).await?;
        known = load(db, newcomers).await?;
    }
    let mut found = Found::default();
    for newcomer in newcomers {
        let (person, changed) = settle(db, now, &known, newcomer, &mut found.merges).await?;
        found.people.push(person);
        if changed {
            known = load(db, newcomers).await?;
        }
    }
    Ok(found)
}

/// Who it is, and whether the tables had to change for it.
async fn settle(
    db: &mut PgConnection,
    now: Timestamp,
    known: &Known,
    newcomer: &Newcomer,
    merges: &mut Vec<Merge>,
) -> Result<(PersonId, bool), StoreError> {
    match known.who_is(&newcomer.sender) {
        Who::Known(person) => Ok((person, false)),
        Who::Learned(person) => {
            marks::learn(db, person, &newcomer.sender).await?;
            Ok((person, true))
        }
        Who::Twice { by_user_id, by_phone } => {
            let merge = marks::merge(db, by_user_id, by_phone).await?;
            let person = merge.into;
            merges.push(merge);
            Ok((person, true))
        }
        Who::NewOwner { of_phone_of } => {
            marks::lose_phone(db, of_phone_of).await?;
            insert(db, now, &[newcomer]).await?;
            Ok((newcomer.id, true))
        }
        Who::Stranger => Err(StoreError::Conflict { what: "a person that was just made" }),
    }
}

async fn load(db: &mut PgConnection, newcomers: &[Newcomer]) -> Result<Known, StoreError> {
    let phones: Vec<String> = newcomers
        .iter()
        .filter_map(|n| n.sender.phone.as_ref().map(|p| p.reveal().to_owned()))
        .collect();
    let user_ids: Vec<String> = newcomers.iter().filter_map(|n| n.sender.user_id.clone()).collect();
    let rows = sqlx::query!(
        r#"select id, phone, user_id, name is not null as "has_name!"
           from person
           where phone = any($1) or user_id = any($2)"#,
        &phones,
        &user_ids,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| Row {
        id: PersonId(row.id),
        phone: row.phone,
        user_id: row.user_id,
        has_name: row.has_name,
    });
    Ok(Known(rows.collect()))
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

/// The marks of a sender as the tables write them.
pub(super) fn phone(sender: &Sender) -> Option<&str> {
    sender.phone.as_ref().map(Phone::reveal)
}
