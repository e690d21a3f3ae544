//! What buyers keep under a name, and when it comes round again. A person's rows are changed by turns of that person alone,
//! one after the other.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::cart::Cart;
use realserv_domain::ids::{AddressId, ListId, PersonId};
use realserv_domain::lists::{ListName, MOST_LISTS, Repeat};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// A list as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedList {
    pub id: ListId,
    pub name: ListName,
    pub cart: Cart,
    pub address: Option<AddressId>,
    pub repeat: Option<Repeat>,
}

/// A row of the two tables, side by side.
struct Row {
    id: Uuid,
    name: String,
    lines: String,
    address_id: Option<Uuid>,
    every: Option<String>,
    next_on: Option<jiff_sqlx::Date>,
    asked_on: Option<jiff_sqlx::Date>,
    unanswered: Option<i16>,
}

impl TryFrom<Row> for SavedList {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let unreadable =
            |column| move |error| StoreError::unreadable("saved_list", column, row.id, error);
        let cart = serde_json::from_str(&row.lines)
            .map_err(|e| StoreError::unreadable("saved_list", "lines", row.id, e))?;
        let every = row.every.as_deref().map(str::parse).transpose();
        let every = every.map_err(unreadable("every"))?;
        let repeat = every.zip(row.next_on).map(|(every, next_on)| Repeat {
            every,
            next_on: next_on.to_jiff(),
            asked_on: row.asked_on.map(jiff_sqlx::Date::to_jiff),
            unanswered: row.unanswered.and_then(|n| u8::try_from(n).ok()).unwrap_or(0),
        });
        let name = ListName::read(&row.name)
            .ok_or(StoreError::Conflict { what: "the name of a saved list" })?;
        let address = row.address_id.map(AddressId);
        Ok(Self { id: ListId(row.id), name, cart, address, repeat })
    }
}

/// All of a person's, by name; or only the one.
pub async fn of_person(
    db: &mut PgConnection,
    person: PersonId,
    only: Option<ListId>,
) -> Result<Vec<SavedList>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select saved_list.id, saved_list.name, saved_list.lines, saved_list.address_id,
                  list_repeat.every as "every?", list_repeat.next_on as "next_on?: jiff_sqlx::Date",
                  list_repeat.asked_on as "asked_on?: jiff_sqlx::Date",
                  list_repeat.unanswered as "unanswered?"
           from saved_list
           left join list_repeat on list_repeat.list_id = saved_list.id
           where saved_list.person_id = $1 and ($2::uuid is null or saved_list.id = $2)
           order by saved_list.name_key, saved_list.id"#,
        person.0,
        only.map(|list| list.0),
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(SavedList::try_from).collect()
}

/// A list that is to be kept.
#[derive(Clone, Debug)]
pub struct NewList<'a> {
    pub id: ListId,
    pub person: PersonId,
    pub name: &'a ListName,
    pub cart: &'a Cart,
    pub address: Option<AddressId>,
}

/// What became of it; the list whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    New(ListId),
    Replaced(ListId),
    /// There are as many as there may be.
    Full,
}

/// Keeps it; what stood under this name before is that no more, and comes round as it did.
pub async fn keep(
    db: &mut PgConnection,
    now: Timestamp,
    new: &NewList<'_>,
) -> Result<Kept, StoreError> {
    let document = serde_json::to_string(new.cart)
        .map_err(|e| StoreError::unreadable("saved_list", "lines", new.id.0, e))?;
    let before = sqlx::query_scalar!(
        "update saved_list set name = $3, lines = $4, address_id = coalesce($5, address_id)
         where person_id = $1 and name_key = $2
         returning id",
        new.person.0,
        new.name.key(),
        new.name.as_str(),
        document,
        new.address.map(|address| address.0),
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(id) = before {
        return Ok(Kept::Replaced(ListId(id)));
    }
    let most = i64::try_from(MOST_LISTS).unwrap_or(i64::MAX);
    let made = sqlx::query!(
        "insert into saved_list (id, person_id, name, name_key, lines, address_id, made_at)
         select $1, $2, $3, $4, $5, $6, $7
         where (select count(*) from saved_list where person_id = $2) < $8",
        new.id.0,
        new.person.0,
        new.name.as_str(),
        new.name.key(),
        document,
        new.address.map(|address| address.0),
        now.to_sqlx() as _,
        most,
    )
    .execute(db)
    .await?;
    Ok(if made.rows_affected() == 1 { Kept::New(new.id) } else { Kept::Full })
}

/// Takes a list away, and with it that it comes round.
pub async fn remove(
    db: &mut PgConnection,
    person: PersonId,
    list: ListId,
) -> Result<(), StoreError> {
    sqlx::query!("delete from saved_list where id = $1 and person_id = $2", list.0, person.0)
        .execute(db)
        .await?;
    Ok(())
}

/// When a list comes round from now on, and when it is to be looked at next.
pub async fn set_repeat(
    db: &mut PgConnection,
    list: ListId,
    repeat: &Repeat,
    ring_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into list_repeat (list_id, every, next_on, asked_on, unanswered, ring_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (list_id) do update
         set every = excluded.every, next_on = excluded.next_on, asked_on = excluded.asked_on,
             unanswered = excluded.unanswered, ring_at = excluded.ring_at",
        list.0,
        repeat.every.to_string(),
        repeat.next_on.to_sqlx() as _,
        repeat.asked_on.map(Date::to_sqlx) as _,
        i16::from(repeat.unanswered),
        ring_at.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// It comes round no more.
pub async fn end_repeat(db: &mut PgConnection, list: ListId) -> Result<(), StoreError> {
    sqlx::query!("delete from list_repeat where list_id = $1", list.0).execute(db).await?;
    Ok(())
}

/// Those whose time has come become events of their persons, in one statement: whatever happens, each once. The turn of that
/// event sets the next time. Answers whose.
pub async fn ring(
    db: &mut PgConnection,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Uuid>, StoreError> {
    let rung = sqlx::query_scalar!(
        r#"with due as (
               select list_id, ring_at
               from list_repeat
               where ring_at <= $1
               order by ring_at, list_id
               limit $2
               for update skip locked
           ), rung as (
               update list_repeat set ring_at = null
               from due
               where list_repeat.list_id = due.list_id
               returning list_repeat.list_id, list_repeat.next_on, due.ring_at
           )
           insert into inbox (id, key_kind, key_id, phone_number_id, event, correlation_id, received_at)
           select -- Of which list and when: the same time is the same event.
                  md5(concat_ws('/', 'list', saved_list.id, rung.ring_at))::uuid, 'person',
                  saved_list.person_id,
                  -- The number that the person wrote to last.
                  coalesce((select conversation.phone_number_id
                            from conversation
                            where conversation.person_id = saved_list.person_id
                            order by conversation.last_heard_at desc nulls last
                            limit 1), ''),
                  json_build_object('repeat_due', json_build_object('list', saved_list.id, 'on', rung.next_on))::text,
                  'list-repeat', $1
           from rung
           join saved_list on saved_list.id = rung.list_id
           order by rung.ring_at, rung.list_id
           returning key_id"#,
        now.to_sqlx() as _,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(rung)
}
