//! How long people wait for the office, and what they say of it.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use realserv_adapters::postgres::reports::tickets::{self, TicketReportRow};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::range::{Range, RangeParameters, by};
use super::sheet::{Format, FormatParameters, csv, or_empty, percent};
use crate::api::input::{Fields, Form, Search};
use crate::api::problem::{Problem, Refused};
use crate::api::shown::Day;
use crate::web::Web;

/// Tickets that were opened in a range of days.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TicketReport {
    pub from: Day,
    pub to: Day,
    /// day, week, month, about or owner.
    #[schema(example = "day")]
    pub by: String,
    pub data: Vec<TicketLine>,
}

/// One day, week, month, thing or person of the office.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TicketLine {
    /// The day, the week's Monday, the month, what they are about, who has them; null: nobody has them.
    #[schema(required, example = "2026-11-23")]
    pub key: Option<String>,
    pub opened: i64,
    /// Of these, open or waiting now.
    pub live: i64,
    /// Those that the office has written for.
    pub answered: i64,
    /// Those that are solved, closed or not.
    pub solved: i64,
    /// Those that were open again after they were solved.
    pub reopened: i64,
    /// Half of the answered ones were answered as fast.
    #[schema(required, example = 540)]
    pub median_first_reply_seconds: Option<i64>,
    /// Half of the solved ones were solved as fast, by when they were solved last.
    #[schema(required, example = 7200)]
    pub median_solution_seconds: Option<i64>,
    /// Those whose person was asked whether it is solved, and what they said.
    pub asked: i64,
    pub good: i64,
    pub bad: i64,
    /// good of those that said something; null: nobody has.
    #[schema(required, example = "87.5")]
    pub satisfaction_percent: Option<String>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `TicketsWanted`")]
struct TicketReportParameters {
    /// day, week, month, about or owner.
    #[param(default = "day")]
    by: Option<String>,
}

pub(in crate::api) struct TicketsWanted {
    range: Range,
    by: &'static str,
    format: Format,
}

const BY: [&str; 5] = ["day", "week", "month", "about", "owner"];

impl Form for TicketsWanted {
    fn read(fields: &mut Fields) -> Self {
        Self {
            by: by(fields, &BY).unwrap_or("day"),
            range: Range::read(fields),
            format: Format::read(fields),
        }
    }
}

/// How fast the office answers
///
/// By when tickets were opened. JSON, or CSV by `format` or `Accept`.
#[utoipa::path(
    get, path = "/reports/tickets", tag = "reports",
    params(RangeParameters, TicketReportParameters, FormatParameters),
    responses(
        (status = 200, description = "The report", content((TicketReport = "application/json"), (String = "text/csv"))),
        Refused,
    ),
)]
pub(in crate::api) async fn get_ticket_report(
    State(web): State<Web>,
    headers: HeaderMap,
    Search(wanted): Search<TicketsWanted>,
) -> Result<Response, Problem> {
    let app = &web.app;
    let mut db = app.pool.acquire().await?;
    let span = wanted.range.span(app.clock.zone());
    let rows = tickets::tickets(&mut db, &span, wanted.by).await?;
    let data: Vec<TicketLine> = rows.into_iter().map(TicketLine::from).collect();
    if wanted.format.is_csv(&headers) {
        return Ok(csv("tickets", COLUMNS, data.iter().map(TicketLine::cells).collect()));
    }
    let Range { from, to } = wanted.range;
    let by = wanted.by.to_owned();
    Ok(Json(TicketReport { from: Day(from), to: Day(to), by, data }).into_response())
}

const COLUMNS: &[&str] = &[
    "key",
    "opened",
    "live",
    "answered",
    "solved",
    "reopened",
    "median_first_reply_seconds",
    "median_solution_seconds",
    "asked",
    "good",
    "bad",
    "satisfaction_percent",
];

impl TicketLine {
    fn cells(&self) -> Vec<String> {
        vec![
            or_empty(self.key.as_ref()),
            self.opened.to_string(),
            self.live.to_string(),
            self.answered.to_string(),
            self.solved.to_string(),
            self.reopened.to_string(),
            or_empty(self.median_first_reply_seconds),
            or_empty(self.median_solution_seconds),
            self.asked.to_string(),
            self.good.to_string(),
            self.bad.to_string(),
            or_empty(self.satisfaction_percent.as_ref()),
        ]
    }
}

impl From<TicketReportRow> for TicketLine {
    fn from(row: TicketReportRow) -> Self {
        Self {
            satisfaction_percent: percent(row.good, row.good + row.bad),
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
        }
    }
}
