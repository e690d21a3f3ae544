//! The report of a day beside the ledger, the settlements that were posted, and what did not agree.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::books::{Difference, Known, MOST_DAYS_BACK, ReportRow, RowKind, Settlement};
use realserv_domain::ids::OrderId;
use realserv_domain::money::Paise;
use realserv_domain::payments::ProviderId;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::inbox::BOOKS;

/// Sets the first timer of the books, where none is set or being worked on. Several nodes may try at once.
pub async fn plant(
    db: &mut PgConnection,
    (now, due_at): (Timestamp, Timestamp),
    id: Uuid,
    body: &str,
) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('books', 0))")
        .fetch_one(&mut *db)
        .await?;
    sqlx::query!(
        "insert into outbox (id, channel, lane, body, due_at, correlation_id, made_at)
         select $1, 'timer', $2, $3, $4, $5, $6
         where not exists (select from outbox where lane = $2 and body = $3)
           and not exists (select from inbox where key_id = $2 and event = $3)",
        id,
        BOOKS,
        body,
        due_at.to_sqlx() as _,
        id.simple().to_string(),
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The days before `today` that are not done, oldest first: since the first payment, and not further back than is sensible.
pub async fn undone(db: &mut PgConnection, today: Date) -> Result<Vec<Date>, StoreError> {
    let days = sqlx::query_scalar!(
        r#"select past::date as "day!"
           from generate_series(
                    greatest($1::date - $2::integer, (select min(seen_at)::date from payment)),
                    $1::date - 1, interval '1 day') as past
           where not exists (
               select from reconciliation
               where reconciliation.day = past::date and state = 'done')
             and exists (select from payment)
           order by past"#,
        today.to_sqlx() as _,
        MOST_DAYS_BACK,
    )
    .fetch_all(db)
    .await?;
    Ok(days.into_iter().map(jiff_sqlx::Date::to_jiff).collect())
}

/// How far a day is.
pub async fn note_day(
    db: &mut PgConnection,
    now: Timestamp,
    day: Date,
    state: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into reconciliation (day, state, tries, updated_at)
         values ($1, $2, 1, $3)
         on conflict (day) do update
         set state = excluded.state, updated_at = excluded.updated_at,
             tries = reconciliation.tries + case when excluded.state = 'failed' then 1 else 0 end
         where reconciliation.state <> 'done'",
        day.to_sqlx() as _,
        state,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn keep_rows(
    db: &mut PgConnection,
    day: Date,
    rows: &[ReportRow],
) -> Result<(), StoreError> {
    let texts = |get: fn(&ReportRow) -> &str| {
        rows.iter().map(|row| get(row).to_owned()).collect::<Vec<String>>()
    };
    let paise =
        |get: fn(&ReportRow) -> Paise| rows.iter().map(|row| get(row).get()).collect::<Vec<i64>>();
    sqlx::query!(
        "insert into settlement_row (kind, entity_id, settlement_id, day, amount_paise, credit_paise,
                                     debit_paise, fee_paise, tax_paise, utr, dispute_id)
         select distinct on (kind, entity_id) kind, entity_id, settlement_id, $4::date, amount, credit,
                debit, fee, tax, utr, dispute_id
         from unnest($1::text[], $2::text[], $3::text[], $5::bigint[], $6::bigint[], $7::bigint[],
                     $8::bigint[], $9::bigint[], $10::text[], $11::text[])
             as new (kind, entity_id, settlement_id, amount, credit, debit, fee, tax, utr, dispute_id)
         on conflict (kind, entity_id) do nothing",
        &texts(|row| row.kind.as_str()),
        &texts(|row| &row.entity.0),
        &texts(|row| &row.settlement.0),
        day.to_sqlx() as _,
        &paise(|row| row.amount_paise),
        &paise(|row| row.credit_paise),
        &paise(|row| row.debit_paise),
        &paise(|row| row.fee_paise),
        &paise(|row| row.tax_paise),
        &texts(|row| &row.utr),
        &rows.iter().map(|row| Some(row.dispute.as_ref()?.0.clone())).collect::<Vec<_>>() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The whole report of a day.
pub async fn rows_of(db: &mut PgConnection, day: Date) -> Result<Vec<ReportRow>, StoreError> {
    let rows = sqlx::query!(
        "select kind, entity_id, settlement_id, amount_paise, credit_paise, debit_paise, fee_paise,
                tax_paise, utr, dispute_id
         from settlement_row
         where day = $1
         order by kind, entity_id",
        day.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| ReportRow {
        kind: RowKind::named(&row.kind),
        entity: ProviderId(row.entity_id),
        settlement: ProviderId(row.settlement_id),
        utr: row.utr,
        amount_paise: Paise::new(row.amount_paise),
        credit_paise: Paise::new(row.credit_paise),
        debit_paise: Paise::new(row.debit_paise),
        fee_paise: Paise::new(row.fee_paise),
        tax_paise: Paise::new(row.tax_paise),
        dispute: row.dispute_id.map(ProviderId),
    });
    Ok(rows.collect())
}

/// What our ledger has of a day's rows: payments as they were captured with their fee, refunds as they were asked for,
/// chargebacks.
pub async fn known(db: &mut PgConnection, day: Date) -> Result<Vec<Known>, StoreError> {
    let rows = sqlx::query!(
        r#"with row as (select kind, entity_id, dispute_id from settlement_row where day = $1),
           money as (
               select 'payment' as kind, payment.provider_id as entity, payment.order_id,
                      posting.id as posting
               from row
               join payment on row.kind = 'payment' and payment.provider_id = row.entity_id
               join ledger_posting as posting on posting.order_id = payment.order_id
                   and posting.cause in ('captured:' || payment.provider_id, 'fee:' || payment.provider_id)
               union all
               select 'refund', refund.provider_id, refund.order_id, posting.id
               from row
               join refund on row.kind = 'refund' and refund.provider_id = row.entity_id
               join ledger_posting as posting on posting.order_id = refund.order_id
                   and (posting.cause = 'refund:' || refund.id
                        or posting.cause like 'dispute_covers:%:' || refund.id)
           )
           select kind as "kind!", entity as "entity!", order_id as "order!",
                  coalesce(abs(sum(entry.amount_paise)), 0)::bigint as "amount!",
                  coalesce(sum(entry.amount_paise) filter (
                      where entry.account in ('gateway_fee', 'gateway_fee_gst')), 0)::bigint as "fee!",
                  coalesce(sum(entry.amount_paise) filter (
                      where entry.account = 'gateway_fee_gst'), 0)::bigint as "tax!"
           from money
           join ledger_entry as entry on entry.posting_id = money.posting
               and entry.account in ('razorpay', 'gateway_fee', 'gateway_fee_gst')
           group by kind, entity, order_id
           union all
           select 'adjustment', dispute.provider_id, dispute.order_id, dispute.amount_paise, 0, 0
           from row
           join dispute on row.kind = 'adjustment' and dispute.provider_id = row.dispute_id
           group by dispute.provider_id, dispute.order_id, dispute.amount_paise"#,
        day.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| Known {
        kind: RowKind::named(&row.kind),
        entity: ProviderId(row.entity),
        order: OrderId(row.order),
        amount_paise: Paise::new(row.amount),
        fee_paise: Paise::new(row.fee),
        tax_paise: Paise::new(row.tax),
    });
    Ok(rows.collect())
}

/// Captured payments that came in this stretch of time and stand in no report.
pub async fn unsettled(
    db: &mut PgConnection,
    (since, before): (Timestamp, Timestamp),
) -> Result<Vec<Known>, StoreError> {
    let rows = sqlx::query!(
        "select provider_id, order_id, amount_paise, fee_paise, fee_tax_paise
         from payment
         where seen_at >= $1 and seen_at < $2 and status in ('captured', 'refunded')
           and not exists (
               select from settlement_row
               where kind = 'payment' and entity_id = payment.provider_id)
         order by seen_at, provider_id",
        since.to_sqlx() as _,
        before.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| Known {
        kind: RowKind::Payment,
        entity: ProviderId(row.provider_id),
        order: OrderId(row.order_id),
        amount_paise: Paise::new(row.amount_paise),
        fee_paise: Paise::new(row.fee_paise),
        tax_paise: Paise::new(row.fee_tax_paise),
    });
    Ok(rows.collect())
}

/// Keeps what is new of these; each with its id.
pub async fn note_differences(
    db: &mut PgConnection,
    (now, day): (Timestamp, Date),
    differences: &[(Uuid, Difference)],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = differences.iter().map(|(id, _)| *id).collect();
    let kinds: Vec<String> =
        differences.iter().map(|(_, one)| one.kind.as_str().to_owned()).collect();
    let entities: Vec<String> = differences.iter().map(|(_, one)| one.entity.0.clone()).collect();
    let orders: Vec<Option<Uuid>> =
        differences.iter().map(|(_, one)| one.order.map(|order| order.0)).collect();
    let ours: Vec<Option<i64>> =
        differences.iter().map(|(_, one)| one.ours_paise.map(Paise::get)).collect();
    let theirs: Vec<Option<i64>> =
        differences.iter().map(|(_, one)| one.theirs_paise.map(Paise::get)).collect();
    sqlx::query!(
        "insert into reconciliation_difference (id, day, kind, entity_id, order_id, ours_paise, theirs_paise,
                                                found_at)
         select id, $1, kind, entity_id, order_id, ours, theirs, $2
         from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::bigint[], $8::bigint[])
             as new (id, kind, entity_id, order_id, ours, theirs)
         on conflict on constraint reconciliation_difference_once do nothing",
        day.to_sqlx() as _,
        now.to_sqlx() as _,
        &ids,
        &kinds,
        &entities,
        &orders as _,
        &ours as _,
        &theirs as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was missing there and is in the report of this day has found itself.
pub async fn close_found(
    db: &mut PgConnection,
    now: Timestamp,
    day: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update reconciliation_difference as found
         set closed_at = $2, note = 'It is in the report of ' || $1::date || '.'
         from settlement_row
         where settlement_row.day = $1 and settlement_row.kind = 'payment'
           and found.kind = 'missing_there' and found.entity_id = settlement_row.entity_id
           and found.closed_at is null",
        day.to_sqlx() as _,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes a settlement. False: it was noted, and posted, before.
pub async fn note_settlement(
    db: &mut PgConnection,
    (now, day): (Timestamp, Date),
    settlement: &Settlement,
) -> Result<bool, StoreError> {
    let noted = sqlx::query!(
        "insert into settlement (id, day, amount_paise, utr, posted_at)
         values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        settlement.id.0,
        day.to_sqlx() as _,
        settlement.amount_paise.get(),
        settlement.utr,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(noted.rows_affected() == 1)
}

/// A day as the office sees it.
#[derive(Clone, Debug)]
pub struct DayRow {
    pub state: String,
    pub tries: i32,
    pub updated_at: Timestamp,
}

pub async fn day(db: &mut PgConnection, day: Date) -> Result<Option<DayRow>, StoreError> {
    let row = sqlx::query!(
        "select state, tries, updated_at from reconciliation where day = $1",
        day.to_sqlx() as _,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| DayRow {
        state: row.state,
        tries: row.tries,
        updated_at: row.updated_at.to_jiff(),
    }))
}

/// A day of a range, in figures.
#[derive(Clone, Debug)]
pub struct DayInRange {
    pub day: Date,
    pub state: String,
    pub settlements: i64,
    pub settled_paise: i64,
    pub differences: i64,
    pub open_differences: i64,
}

/// The days whose report was asked for, or that have anything to show.
pub async fn days(
    db: &mut PgConnection,
    from: Date,
    to: Date,
) -> Result<Vec<DayInRange>, StoreError> {
    let rows = sqlx::query!(
        r#"select reconciliation.day, reconciliation.state,
                  count(distinct settlement.id) as "settlements!",
                  coalesce((select sum(amount_paise) from settlement as paid
                            where paid.day = reconciliation.day), 0)::bigint as "settled_paise!",
                  count(distinct difference.id) as "differences!",
                  count(distinct difference.id) filter (where difference.closed_at is null)
                      as "open_differences!"
           from reconciliation
           left join settlement on settlement.day = reconciliation.day
           left join reconciliation_difference as difference on difference.day = reconciliation.day
           where reconciliation.day between $1 and $2
           group by reconciliation.day
           order by reconciliation.day"#,
        from.to_sqlx() as _,
        to.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| DayInRange {
        day: row.day.to_jiff(),
        state: row.state,
        settlements: row.settlements,
        settled_paise: row.settled_paise,
        differences: row.differences,
        open_differences: row.open_differences,
    });
    Ok(rows.collect())
}

pub async fn settlements_of(
    db: &mut PgConnection,
    day: Date,
) -> Result<Vec<Settlement>, StoreError> {
    let rows = sqlx::query!(
        "select id, utr, amount_paise from settlement where day = $1 order by id",
        day.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| Settlement {
        id: ProviderId(row.id),
        utr: row.utr,
        amount_paise: Paise::new(row.amount_paise),
    });
    Ok(rows.collect())
}

/// A difference as the office sees it.
#[derive(Clone, Debug)]
pub struct DifferenceRow {
    pub id: Uuid,
    pub kind: String,
    pub entity: String,
    pub order: Option<Uuid>,
    pub ours_paise: Option<i64>,
    pub theirs_paise: Option<i64>,
    pub found_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub note: Option<String>,
}

pub async fn differences_of(
    db: &mut PgConnection,
    day: Date,
) -> Result<Vec<DifferenceRow>, StoreError> {
    let rows = sqlx::query!(
        "select id, kind, entity_id, order_id, ours_paise, theirs_paise, found_at, closed_at, note
         from reconciliation_difference
         where day = $1
         order by kind, entity_id",
        day.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| DifferenceRow {
        id: row.id,
        kind: row.kind,
        entity: row.entity_id,
        order: row.order_id,
        ours_paise: row.ours_paise,
        theirs_paise: row.theirs_paise,
        found_at: row.found_at.to_jiff(),
        closed_at: row.closed_at.map(jiff_sqlx::Timestamp::to_jiff),
        note: row.note,
    });
    Ok(rows.collect())
}

/// The day of a difference that is open, which nobody else closes meanwhile. None: there is none with this id; and whether
/// it is closed already.
pub async fn lock_difference(
    db: &mut PgConnection,
    id: Uuid,
) -> Result<Option<(Date, bool)>, StoreError> {
    let row = sqlx::query!(
        r#"select day, closed_at is not null as "closed!"
           from reconciliation_difference
           where id = $1
           for update"#,
        id,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.day.to_jiff(), row.closed)))
}

pub async fn close_difference(
    db: &mut PgConnection,
    now: Timestamp,
    id: Uuid,
    note: &str,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update reconciliation_difference set closed_at = $2, note = $3 where id = $1",
        id,
        now.to_sqlx() as _,
        note,
    )
    .execute(db)
    .await?;
    Ok(())
}
