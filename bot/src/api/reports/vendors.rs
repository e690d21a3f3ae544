//! How yards answer and deliver.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use realserv_adapters::postgres::reports::vendors::{self, VendorReportRow};
use realserv_domain::score::Served;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::range::{Range, RangeParameters};
use super::sheet::{Format, FormatParameters, csv, or_empty, percent};
use crate::api::input::{Fields, Form, Given, Search};
use crate::api::problem::{Problem, Refused};
use crate::api::shown::Day;
use crate::web::Web;

/// Vendors by what they were offered in a range of days.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct VendorReport {
    pub from: Day,
    pub to: Day,
    pub data: Vec<VendorLine>,
}

/// A vendor to whom something was offered.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct VendorLine {
    pub vendor_id: Uuid,
    #[schema(example = "VEN-KALUVA")]
    pub code: String,
    pub name: String,
    /// Sent in the range; the rest is of these.
    pub offers: i64,
    pub accepted: i64,
    pub rejected: i64,
    /// Nobody answered in time.
    pub lapsed: i64,
    /// Taken back before there was an answer.
    pub withdrawn: i64,
    /// accepted of accepted, rejected and lapsed; null: none of them.
    #[schema(required, example = "92.3")]
    pub acceptance_percent: Option<String>,
    /// Half of the answers took no longer, nights included.
    #[schema(required, example = 95)]
    pub median_answer_seconds: Option<i64>,
    /// Of the accepted ones: delivered by this vendor.
    pub delivered: i64,
    /// Of these, those that came by the end of their slot, or a crew within an hour of its shift's beginning; null: no time is known.
    #[schema(required, example = "100.0")]
    pub on_time_percent: Option<String>,
    /// Accepted, and then cancelled by whomever, or brought by another yard.
    pub fell_through: i64,
    /// What buyers found missing or broken, and what this vendor gave back for it.
    pub claims: i64,
    #[schema(example = 0)]
    pub claims_borne_paise: i64,
    /// Orders that this vendor brought something of, by what their buyers say.
    pub rated_good: i64,
    pub rated_bad: i64,
    /// From 0 to 100: 30 for accepted, 30 for delivered and not left to another yard, 25 for on time, 15 for rated good; what is not known is left out and the rest weighs
    /// the more. Null: fewer than five offers were answered or lapsed.
    #[schema(required, minimum = 0, maximum = 100, example = 94)]
    pub score: Option<u8>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `VendorsWanted`")]
struct VendorParameters {
    /// This one alone.
    vendor_id: Option<Uuid>,
}

pub(in crate::api) struct VendorsWanted {
    range: Range,
    vendor: Option<Uuid>,
    format: Format,
}

impl Form for VendorsWanted {
    fn read(fields: &mut Fields) -> Self {
        let vendor = fields.take("vendor_id", Given::id);
        Self { range: Range::read(fields), vendor, format: Format::read(fields) }
    }
}

/// How vendors answer and deliver
///
/// By offers that were sent in the range; what came of them, as it is now. JSON, or CSV by `format` or `Accept`.
#[utoipa::path(
    get, path = "/reports/vendors", tag = "reports",
    params(RangeParameters, VendorParameters, FormatParameters),
    responses(
        (status = 200, description = "The report", content((VendorReport = "application/json"), (String = "text/csv"))),
        Refused,
    ),
)]
pub(in crate::api) async fn get_vendor_report(
    State(web): State<Web>,
    headers: HeaderMap,
    Search(wanted): Search<VendorsWanted>,
) -> Result<Response, Problem> {
    let app = &web.app;
    let mut db = app.pool.acquire().await?;
    let span = wanted.range.span(app.clock.zone());
    let rows = vendors::vendors(&mut db, &span, wanted.vendor).await?;
    let data: Vec<VendorLine> = rows.into_iter().map(VendorLine::from).collect();
    if wanted.format.is_csv(&headers) {
        return Ok(csv("vendors", COLUMNS, data.iter().map(VendorLine::cells).collect()));
    }
    let Range { from, to } = wanted.range;
    Ok(Json(VendorReport { from: Day(from), to: Day(to), data }).into_response())
}

const COLUMNS: &[&str] = &[
    "vendor_id",
    "code",
    "name",
    "offers",
    "accepted",
    "rejected",
    "lapsed",
    "withdrawn",
    "acceptance_percent",
    "median_answer_seconds",
    "delivered",
    "on_time_percent",
    "fell_through",
    "claims",
    "claims_borne_paise",
    "rated_good",
    "rated_bad",
    "score",
];

impl VendorLine {
    fn cells(&self) -> Vec<String> {
        vec![
            self.vendor_id.to_string(),
            self.code.clone(),
            self.name.clone(),
            self.offers.to_string(),
            self.accepted.to_string(),
            self.rejected.to_string(),
            self.lapsed.to_string(),
            self.withdrawn.to_string(),
            or_empty(self.acceptance_percent.as_ref()),
            or_empty(self.median_answer_seconds),
            self.delivered.to_string(),
            or_empty(self.on_time_percent.as_ref()),
            self.fell_through.to_string(),
            self.claims.to_string(),
            self.claims_borne_paise.to_string(),
            self.rated_good.to_string(),
            self.rated_bad.to_string(),
            or_empty(self.score),
        ]
    }
}

impl From<VendorReportRow> for VendorLine {
    fn from(row: VendorReportRow) -> Self {
        let answered = row.accepted + row.rejected + row.lapsed;
        let score = served(&row).score();
        Self {
            vendor_id: row.vendor,
            code: row.code,
            name: row.name,
            offers: row.offers,
            accepted: row.accepted,
            rejected: row.rejected,
            lapsed: row.lapsed,
            withdrawn: row.withdrawn,
            acceptance_percent: percent(row.accepted, answered),
            median_answer_seconds: row.median_answer_seconds,
            delivered: row.delivered,
            on_time_percent: percent(row.on_time, row.timed),
            fell_through: row.fell_through,
            claims: row.claims,
            claims_borne_paise: row.claims_borne_paise,
            rated_good: row.rated_good,
            rated_bad: row.rated_bad,
            score,
        }
    }
}

fn served(row: &VendorReportRow) -> Served {
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Served {
        accepted: count(row.accepted),
        not_accepted: count(row.rejected + row.lapsed),
        delivered: count(row.delivered),
        given_up: count(row.given_up),
        timed: count(row.timed),
        on_time: count(row.on_time),
        rated_good: count(row.rated_good),
        rated_bad: count(row.rated_bad),
    }
}
