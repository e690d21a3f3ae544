//! A partition is named after the day or the month that it begins with, in UTC: `raw_event_2026_11_23`, `message_2026_11`.
//! Rows for which there is none go to `…_rest` and are found there like all others.
//!
//! What changes a partitioned table waits for nobody longer than the connection's `lock_timeout`: then it answers
//! `InTheWay`, and is to be tried again.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use sqlx::{AssertSqlSafe, PgConnection};

use crate::postgres::StoreError;

/// The tables whose rows leave by partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// By day: the largest rows, and nobody reads them but by hand.
    RawEvent,
    /// By month, as the log is: whoever looks at one person or order looks into each partition.
    Message,
    TurnLog,
}

/// Some time of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    pub table: Table,
    pub begins_on: Date,
    /// False once it was taken out of its table and not dropped yet.
    pub is_attached: bool,
}

/// Whether a table could be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Change {
    Done,
    /// It is well as it is.
    Needless,
    /// Somebody works with it just now.
    InTheWay,
}

impl Table {
    pub const ALL: [Self; 3] = [Self::RawEvent, Self::Message, Self::TurnLog];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::RawEvent => "raw_event",
            Self::Message => "message",
            Self::TurnLog => "turn_log",
        }
    }

    const fn is_by_month(self) -> bool {
        match self {
            Self::RawEvent => false,
            Self::Message | Self::TurnLog => true,
        }
    }

    /// Today's partition, and as many after it as are made before their time.
    #[must_use]
    pub fn coming(self, now: Timestamp) -> Vec<Partition> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let (first, ahead) =
            if self.is_by_month() { (today.first_of_month(), 1) } else { (today, 3) };
        let step = if self.is_by_month() { 1.month() } else { 1.day() };
        let dates = std::iter::successors(Some(first), |date| date.checked_add(step).ok());
        dates
            .take(1 + ahead)
            .map(|begins_on| Partition { table: self, begins_on, is_attached: true })
            .collect()
    }
}

impl Partition {
    /// Its table's name, and its first day.
    #[must_use]
    pub fn name(&self) -> String {
        let (table, date) = (self.table.name(), self.begins_on);
        if self.table.is_by_month() {
            format!("{table}_{:04}_{:02}", date.year(), date.month())
        } else {
            format!("{table}_{:04}_{:02}_{:02}", date.year(), date.month(), date.day())
        }
    }

    fn named(table: Table, name: &str, is_attached: bool) -> Option<Self> {
        let numbers = name.strip_prefix(table.name())?.strip_prefix('_')?;
        let mut numbers = numbers.split('_').map(|number| number.parse::<i16>().ok());
        let (year, month) = (numbers.next()??, i8::try_from(numbers.next()??).ok()?);
        let day = if table.is_by_month() { 1 } else { i8::try_from(numbers.next()??).ok()? };
        let begins_on = Date::new(year, month, day).ok()?;
        let partition = Self { table, begins_on, is_attached };
        (partition.name() == name).then_some(partition)
    }

    fn ends_on(&self) -> Date {
        let step = if self.table.is_by_month() { 1.month() } else { 1.day() };
        self.begins_on.checked_add(step).unwrap_or(Date::MAX)
    }

    /// Whether all that can be in it is older.
    #[must_use]
    pub fn is_before(&self, limit: Timestamp) -> bool {
        self.ends_on() <= limit.to_zoned(TimeZone::UTC).date()
    }
}

/// Those that there are, oldest first.
pub async fn list(db: &mut PgConnection, table: Table) -> Result<Vec<Partition>, StoreError> {
    let rows = sqlx::query!(
        r#"select relname::text as "name!", relispartition as "is_attached!"
           from pg_class
           where relnamespace = current_schema()::regnamespace
             and relkind = 'r'
             and starts_with(relname::text, $1)"#,
        table.name(),
    )
    .fetch_all(db)
    .await?;
    let mut found: Vec<Partition> = rows
        .into_iter()
        .filter_map(|row| Partition::named(table, &row.name, row.is_attached))
        .collect();
    found.sort_by_key(|partition| partition.begins_on);
    Ok(found)
}

/// Makes it. Where rows of its time lie in the rest already they would have to move: then it is not made, and the time
/// stays there.
pub async fn make(db: &mut PgConnection, partition: &Partition) -> Result<Change, StoreError> {
    let (table, name) = (partition.table.name(), partition.name());
    let (from, to) = (partition.begins_on, partition.ends_on());
    let in_rest = format!(
        "select exists (select from {table}_rest where at >= '{from} 00:00+00' and at < '{to} 00:00+00')"
    );
    if sqlx::query_scalar(AssertSqlSafe(in_rest)).fetch_one(&mut *db).await? {
        return Ok(Change::Needless);
    }
    // Attached, not made as a partition: that would lock the table against everybody who writes. Two statements in one
    // message are one transaction.
    let both = format!(
        "create table {name} (like {table} including constraints including indexes);
         alter table {table} attach partition {name} for values from ('{from} 00:00+00') to ('{to} 00:00+00')"
    );
    change(db, both).await
}

/// Takes it out of its table, whose readers no longer see it.
pub async fn detach(db: &mut PgConnection, partition: &Partition) -> Result<Change, StoreError> {
    let (table, name) = (partition.table.name(), partition.name());
    change(db, format!("alter table {table} detach partition {name}")).await
}

/// Drops one that was taken out. Of the log of turns, what belongs to orders that were still at work lately is kept in
/// the rest: an order's history leaves as a whole. How many rows these are.
pub async fn drop(
    db: &mut PgConnection,
    partition: &Partition,
    at_work_since: Timestamp,
) -> Result<u64, StoreError> {
    let name = partition.name();
    let kept = match partition.table {
        Table::TurnLog => keep_living_orders(db, &name, at_work_since).await?,
        Table::RawEvent | Table::Message => 0,
    };
    sqlx::raw_sql(AssertSqlSafe(format!("drop table {name}"))).execute(db).await?;
    Ok(kept)
}

async fn keep_living_orders(
    db: &mut PgConnection,
    name: &str,
    at_work_since: Timestamp,
) -> Result<u64, StoreError> {
    // Deleted where they came from in the same statement, so that who is interrupted here keeps nothing twice.
    let moved = format!(
        "with living as (
             delete from {name} as old
             using orders
             where old.key_kind = 'order' and orders.id = old.key_id
               and orders.updated_at >= '{at_work_since}'
             returning old.*
         )
         insert into turn_log_rest select * from living"
    );
    Ok(sqlx::raw_sql(AssertSqlSafe(moved)).execute(db).await?.rows_affected())
}

/// `statement` is made of names and dates of this file.
async fn change(db: &mut PgConnection, statement: String) -> Result<Change, StoreError> {
    match sqlx::raw_sql(AssertSqlSafe(statement)).execute(db).await {
        Ok(_) => Ok(Change::Done),
        Err(error) if is_in_the_way(&error) => Ok(Change::InTheWay),
        Err(error) => Err(error.into()),
    }
}

/// `lock_not_available`; being the victim of a deadlock; and a row that came to the rest between the look and the change.
fn is_in_the_way(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| ["55P03", "40P01", "23514"].contains(&code.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(table: Table, now: &str) -> Vec<String> {
        table.coming(now.parse().unwrap()).iter().map(Partition::name).collect()
    }

    #[test]
    fn partitions_are_named_after_their_first_day_in_utc() {
        // In Hyderabad it is the first of January already.
        let silvester = "2026-12-31T23:00:00Z";
        assert_eq!(names(Table::Message, silvester), ["message_2026_12", "message_2027_01"]);
        assert_eq!(
            names(Table::RawEvent, silvester),
            [
                "raw_event_2026_12_31",
                "raw_event_2027_01_01",
                "raw_event_2027_01_02",
                "raw_event_2027_01_03"
            ]
        );
    }

    #[test]
    fn a_name_tells_its_time_and_others_tell_none() {
        let partition = Partition::named(Table::TurnLog, "turn_log_2026_11", true).unwrap();
        assert!(partition.is_before("2026-12-01T00:00:00Z".parse().unwrap()));
        assert!(!partition.is_before("2026-11-30T23:59:59Z".parse().unwrap()));
        for name in ["turn_log_rest", "turn_log_2026_13", "turn_log_2026_11_05", "turn_log_26_11"] {
            assert_eq!(Partition::named(Table::TurnLog, name, true), None, "{name}");
        }
    }
}
