//! How fast we may send, shared by all nodes: one instant for each number and each pair of number and person.
//!
//! The instant is when the next message could leave if no burst were allowed (the generic cell rate algorithm): one
//! row, no counters to reset, and a clock that only looks forward.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// One message each `interval`, and up to `burst` at once after a silence.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub interval: SignedDuration,
    pub burst: u32,
}

/// None: no limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paces {
    pub number: Option<Pace>,
    pub pair: Option<Pace>,
}

impl Paces {
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.number.is_none() && self.pair.is_none()
    }
}

/// Takes a place for each message, in order: none where it may leave now, else when it may be tried again.
pub async fn take(
    db: &mut PgConnection,
    now: Timestamp,
    messages: &[(String, Uuid)],
    paces: Paces,
) -> Result<Vec<Option<Timestamp>>, StoreError> {
    if paces.is_none() {
        return Ok(vec![None; messages.len()]);
    }
    let mut rates = Rates::lock(db, messages, paces).await?;
    let waits = messages.iter().map(|(number, person)| rates.take(now, number, *person)).collect();
    rates.write(db).await?;
    Ok(waits)
}

/// Scope, number, person (nil for the number's own row).
type Key = (&'static str, String, Uuid);

struct Rates {
    paces: Paces,
    next: BTreeMap<Key, Option<Timestamp>>,
}

impl Rates {
    async fn lock(
        db: &mut PgConnection,
        messages: &[(String, Uuid)],
        paces: Paces,
    ) -> Result<Self, StoreError> {
        let mut next: BTreeMap<Key, Option<Timestamp>> = BTreeMap::new();
        for (number, person) in messages {
            if paces.number.is_some() {
                next.insert(("number", number.clone(), Uuid::nil()), None);
            }
            if paces.pair.is_some() {
                next.insert(("pair", number.clone(), *person), None);
            }
        }
        let scopes: Vec<String> = next.keys().map(|(scope, ..)| (*scope).to_owned()).collect();
        let numbers: Vec<String> = next.keys().map(|(_, number, _)| number.clone()).collect();
        let people: Vec<Uuid> = next.keys().map(|(.., person)| *person).collect();
        let rows = sqlx::query!(
            "select send_rate.scope, send_rate.phone_number_id, send_rate.person_id, send_rate.next_at
             from unnest($1::text[], $2::text[], $3::uuid[]) as wanted (scope, phone_number_id, person_id)
             join send_rate using (scope, phone_number_id, person_id)
             order by 1, 2, 3 -- all nodes lock in the same order
             for update of send_rate",
            &scopes,
            &numbers,
            &people,
        )
        .fetch_all(db)
        .await?;
        for row in rows {
            let scope = if row.scope == "number" { "number" } else { "pair" };
            next.insert((scope, row.phone_number_id, row.person_id), Some(row.next_at.to_jiff()));
        }
        Ok(Self { paces, next })
    }

    /// A place in both rates or in none.
    fn take(&mut self, now: Timestamp, number: &str, person: Uuid) -> Option<Timestamp> {
        let keys = [
            (("number", number.to_owned(), Uuid::nil()), self.paces.number),
            (("pair", number.to_owned(), person), self.paces.pair),
        ];
        let wait = keys.iter().filter_map(|(key, pace)| self.wait(now, key, (*pace)?)).max();
        if wait.is_none() {
            for (key, pace) in keys {
                if let Some(pace) = pace {
                    self.advance(now, key, pace);
                }
            }
        }
        wait
    }

    fn wait(&self, now: Timestamp, key: &Key, pace: Pace) -> Option<Timestamp> {
        let next = self.next.get(key).copied().flatten()?;
        let ahead = i32::try_from(pace.burst.saturating_sub(1)).unwrap_or(i32::MAX);
        let earliest = next.checked_sub(pace.interval * ahead).ok()?;
        (earliest > now).then_some(earliest)
    }

    fn advance(&mut self, now: Timestamp, key: Key, pace: Pace) {
        let from = self.next.get(&key).copied().flatten().map_or(now, |next| next.max(now));
        self.next.insert(key, from.checked_add(pace.interval).ok().or(Some(from)));
    }

    async fn write(self, db: &mut PgConnection) -> Result<(), StoreError> {
        let taken: Vec<(Key, Timestamp)> =
            self.next.into_iter().filter_map(|(key, next)| Some((key, next?))).collect();
        let scopes: Vec<String> =
            taken.iter().map(|((scope, ..), _)| (*scope).to_owned()).collect();
        let numbers: Vec<String> = taken.iter().map(|((_, number, _), _)| number.clone()).collect();
        let people: Vec<Uuid> = taken.iter().map(|((.., person), _)| *person).collect();
        let next: Vec<jiff_sqlx::Timestamp> = taken.iter().map(|(_, at)| at.to_sqlx()).collect();
        sqlx::query!(
            "insert into send_rate (scope, phone_number_id, person_id, next_at)
             select * from unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[])
             on conflict (scope, phone_number_id, person_id) do update set next_at = excluded.next_at",
            &scopes,
            &numbers,
            &people,
            &next as _,
        )
        .execute(db)
        .await?;
        Ok(())
    }
}
