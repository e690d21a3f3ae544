//! How long people wait for the office, and what they say of it.

use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::Span;
use crate::postgres::StoreError;

#[derive(Clone, Debug)]
pub struct TicketReportRow {
    /// None: nobody has them.
    pub key: Option<String>,
    pub opened: i64,
    /// Of these, those that are open or waiting now.
    pub live: i64,
    pub answered: i64,
    pub solved: i64,
    pub reopened: i64,
    pub median_first_reply_seconds: Option<i64>,
    pub median_solution_seconds: Option<i64>,
    pub asked: i64,
    pub good: i64,
    pub bad: i64,
}

/// Of tickets that were opened in the range, by `day`, `week`, `month`, `about` or `owner`.
pub async fn tickets(
    db: &mut PgConnection,
    span: &Span<'_>,
    by: &str,
) -> Result<Vec<TicketReportRow>, StoreError> {
    let rows = sqlx::query!(
        r#"with opened as (
               select *, (opened_at at time zone $3)::date as on_day
               from ticket
               where opened_at >= $1 and opened_at < $2
           ), keyed as (
               select *,
                      case $4
                          when 'day' then to_char(on_day, 'YYYY-MM-DD')
                          when 'week' then to_char(date_trunc('week', on_day), 'YYYY-MM-DD')
                          when 'month' then to_char(on_day, 'YYYY-MM')
                          when 'about' then about
                          else owner
                      end as key
               from opened
           )
           select key, count(*) as "opened!",
                  count(*) filter (where state in ('open', 'waiting')) as "live!",
                  count(first_reply_at) as "answered!",
                  count(solved_at) as "solved!",
                  count(*) filter (where reopened > 0) as "reopened!",
                  (percentile_cont(0.5) within group (order by extract(epoch from first_reply_at - opened_at)))::bigint
                      as median_first_reply_seconds,
                  (percentile_cont(0.5) within group (order by extract(epoch from solved_at - opened_at)))::bigint
                      as median_solution_seconds,
                  count(satisfaction_asked_at) as "asked!",
                  count(*) filter (where satisfaction = 'good') as "good!",
                  count(*) filter (where satisfaction = 'bad') as "bad!"
           from keyed
           group by key
           order by key"#,
        span.from.to_sqlx() as _,
        span.before.to_sqlx() as _,
        span.zone,
        by,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| TicketReportRow {
        key: row.key,
        opened: row.opened,
        live: row.live,
        answered: row.answered,
        solved: row.solved,
        reopened: row.reopened,
        median_first_reply_seconds: row.median_first_reply_seconds,
        median_solution_seconds: row.median_solution_seconds,
        asked: row.asked,
        good: row.good,
        bad: row.bad,
    });
    Ok(rows.collect())
}
