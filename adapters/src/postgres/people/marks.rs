//! Marks that change hands, and two persons that are found to be one.
//!
//! Whoever has a mark now takes it from whoever had it. A merge moves what belongs to a person (addresses, tickets, the
//! vendor's desk) at once; what is a document of a turn, the conversation, goes over by an event of the one that goes.

use realserv_domain::ids::PersonId;
use realserv_domain::message::Sender;
use realserv_domain::phone::Phone;
use sqlx::PgConnection;

use super::find::phone;
use crate::postgres::StoreError;

/// `gone` is `into` from now on. The turn of `gone` hands over its conversations on these numbers of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    pub gone: PersonId,
    pub into: PersonId,
    pub phone_number_ids: Vec<String>,
}

impl Merge {
    /// Who has to hand a conversation over, and on which number of ours.
    pub fn conversations(&self) -> impl Iterator<Item = (PersonId, String)> {
        self.phone_number_ids.iter().map(|number| (self.gone, number.clone()))
    }
}

/// Notes what this person did not have yet.
pub(super) async fn learn(
    db: &mut PgConnection,
    person: PersonId,
    sender: &Sender,
) -> Result<(), StoreError> {
    take_phone(db, person, phone(sender)).await?;
    sqlx::query!(
        "update person
         set phone = coalesce($2, phone), user_id = coalesce($3, user_id), name = coalesce(name, $4)
         where id = $1",
        person.0,
        phone(sender),
        sender.user_id,
        sender.name,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The number belongs to somebody else now. History and user id stay.
pub(super) async fn lose_phone(db: &mut PgConnection, person: PersonId) -> Result<(), StoreError> {
    sqlx::query!("update person set phone = null where id = $1", person.0).execute(db).await?;
    Ok(())
}

async fn take_phone(
    db: &mut PgConnection,
    person: PersonId,
    phone: Option<&str>,
) -> Result<(), StoreError> {
    sqlx::query!("update person set phone = null where phone = $2 and id <> $1", person.0, phone)
        .execute(db)
        .await?;
    Ok(())
}

/// Meta says that a person has a new number. The account's id is made anew with it (whatsapp.md 2.8), so the old one
/// goes, or the next message would look like a stranger's with a known number.
pub async fn number_changed(
    db: &mut PgConnection,
    person: PersonId,
    phone: &Phone,
) -> Result<(), StoreError> {
    take_phone(db, person, Some(phone.reveal())).await?;
    sqlx::query!(
        "update person set phone = $2, user_id = null where id = $1",
        person.0,
        phone.reveal(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Meta says that a person has a new user id. Who wrote under it already, before the news came, is the same person.
pub async fn user_id_changed(
    db: &mut PgConnection,
    person: PersonId,
    user_id: &str,
) -> Result<Option<Merge>, StoreError> {
    let other = sqlx::query_scalar!(
        "select id from person where user_id = $2 and id <> $1",
        person.0,
        user_id,
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(other) = other {
        return Ok(Some(merge(db, PersonId(other), person).await?));
    }
    sqlx::query!("update person set user_id = $2 where id = $1", person.0, user_id)
        .execute(db)
        .await?;
    Ok(None)
}

/// The same news by the old id; nothing to do where nobody has it.
pub async fn user_id_replaced(
    db: &mut PgConnection,
    before: &str,
    now: &str,
) -> Result<Option<Merge>, StoreError> {
    let person = sqlx::query_scalar!("select id from person where user_id = $1", before)
        .fetch_optional(&mut *db)
        .await?;
    match person {
        Some(person) => user_id_changed(db, PersonId(person), now).await,
        None => Ok(None),
    }
}

/// Makes two persons one. The older stays, because others know it by its id; `newest` is whose marks hold.
pub(super) async fn merge(
    db: &mut PgConnection,
    newest: PersonId,
    other: PersonId,
) -> Result<Merge, StoreError> {
    // In the order of their ids, so that two that merge the same pair do not wait for each other in a circle.
    let rows = sqlx::query!(
        "select id, phone, user_id, name, language, made_at
         from person
         where id = any($1)
         order by id
         for update",
        &[newest.0, other.0],
    )
    .fetch_all(&mut *db)
    .await?;
    let row = |id: PersonId| {
        let found = rows.iter().find(|row| row.id == id.0);
        found.ok_or(StoreError::Conflict { what: "a person that is to be merged" })
    };
    let (new, old) = (row(newest)?, row(other)?);
    let is_older = (new.made_at.to_jiff(), new.id) < (old.made_at.to_jiff(), old.id);
    let (into, gone) = if is_older { (new, old) } else { (old, new) };
    sqlx::query!(
        "update person set phone = null, user_id = null, merged_into = $2 where id = $1",
        gone.id,
        into.id,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update person
         set phone = $2, user_id = $3, name = coalesce(name, $4), language = coalesce(language, $5)
         where id = $1",
        into.id,
        new.phone.as_ref().or(old.phone.as_ref()),
        new.user_id.as_ref().or(old.user_id.as_ref()),
        gone.name,
        gone.language,
    )
    .execute(&mut *db)
    .await?;
    let (gone, into) = (PersonId(gone.id), PersonId(into.id));
    let phone_number_ids = hand_over(db, gone, into).await?;
    Ok(Merge { gone, into, phone_number_ids })
}

/// What hangs on a person. Orders keep the buyer they were placed by and are found through `merged_into`, which always
/// leads there in one step.
async fn hand_over(
    db: &mut PgConnection,
    gone: PersonId,
    into: PersonId,
) -> Result<Vec<String>, StoreError> {
    let numbers = sqlx::query_scalar!(
        "with earlier as (
             update person set merged_into = $2 where merged_into = $1
         ), desk as (
             -- a person has one desk at most
             update vendor set person_id = $2
             where person_id = $1 and not exists (select from vendor where person_id = $2)
         ), places as (
             update address set person_id = $2 where person_id = $1
         ), wishes as (
             insert into waiting_list (person_id, pin, asked_at)
             select $2, pin, asked_at from waiting_list where person_id = $1
             on conflict do nothing
         ), questions as (
             update ticket set person_id = $2 where person_id = $1
         ), words as (
             update ticket_event set person_id = $2 where person_id = $1
         ), phones as (
             update device set person_id = $2 where person_id = $1
         ), lists as (
             -- Of two with one name the older person's stays.
             update saved_list set person_id = $2
             where person_id = $1 and not exists (
                 select from saved_list as other
                 where other.person_id = $2 and other.name_key = saved_list.name_key
             )
         ), same_lists as (
             delete from saved_list
             where person_id = $1 and exists (
                 select from saved_list as other
                 where other.person_id = $2 and other.name_key = saved_list.name_key
             )
         ), mail as (
             -- What the other has said of itself stays.
             insert into contact (person_id, email, alerts, papers, changed_at)
             select $2, email, alerts, papers, changed_at from contact where person_id = $1
             on conflict do nothing
         )
         select phone_number_id from conversation where person_id = $1 order by phone_number_id",
        gone.0,
        into.0,
    )
    .fetch_all(db)
    .await?;
    Ok(numbers)
}
