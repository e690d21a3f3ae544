//! Sales.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use realserv_adapters::postgres::reports::sales::{self, SalesRow};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::range::{Range, RangeParameters, by};
use super::sheet::{Format, FormatParameters, csv, or_empty};
use crate::api::input::{Fields, Form, Search};
use crate::api::problem::{Problem, Refused};
use crate::api::shown::Day;
use crate::web::Web;

/// What was ordered in a range of days, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SalesReport {
    pub from: Day,
    pub to: Day,
    /// day, week, month, category, vendor or zone.
    #[schema(example = "day")]
    pub by: String,
    pub data: Vec<SalesLine>,
}

/// One day, week, month, category, vendor or zone.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SalesLine {
    /// The day, the week's Monday, the month, the kind of goods (or `delivery`), the vendor's code, the zone's name.
    #[schema(example = "2026-11-23")]
    pub key: String,
    /// The vendor's name; null otherwise.
    #[schema(required)]
    pub name: Option<String>,
    /// Orders that were placed and not left unpaid.
    pub orders: i64,
    /// Their parts.
    pub parts: i64,
    /// What they come to, with GST and delivery, also those that were cancelled.
    #[schema(example = 1_730_700)]
    pub gross_paise: i64,
    /// Parts that were cancelled, and what they came to.
    pub cancelled_parts: i64,
    #[schema(example = 0)]
    pub cancelled_paise: i64,
    /// Of what stands: delivery, with its GST.
    #[schema(example = 30_700)]
    pub delivery_paise: i64,
    /// Of what stands: CGST and SGST, that of delivery included.
    #[schema(example = 264_000)]
    pub gst_paise: i64,
    /// Given back for what was missing or broken.
    #[schema(example = 0)]
    pub given_back_paise: i64,
    /// gross less cancelled less given back.
    #[schema(example = 1_730_700)]
    pub net_paise: i64,
    /// What went back to buyers of these orders by Razorpay, for whatever reason; null by category and vendor, since a refund is of an
    /// order.
    #[schema(required, example = 0)]
    pub refunds_paise: Option<i64>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `SalesWanted`")]
struct SalesParameters {
    /// day, week, month, category, vendor or zone.
    #[param(default = "day")]
    by: Option<String>,
}

pub(in crate::api) struct SalesWanted {
    range: Range,
    by: &'static str,
    format: Format,
}

const BY: [&str; 6] = ["day", "week", "month", "category", "vendor", "zone"];

impl Form for SalesWanted {
    fn read(fields: &mut Fields) -> Self {
        Self {
            by: by(fields, &BY).unwrap_or("day"),
            range: Range::read(fields),
            format: Format::read(fields),
        }
    }
}

/// Sales of a range of days
///
/// By when orders were placed; sums as they stand now. JSON, or CSV by `format` or `Accept`. docs/reports.md says where each figure comes from.
#[utoipa::path(
    get, path = "/reports/sales", tag = "reports",
    params(RangeParameters, SalesParameters, FormatParameters),
    responses(
        (status = 200, description = "The report", content((SalesReport = "application/json"), (String = "text/csv"))),
        Refused,
    ),
)]
pub(in crate::api) async fn get_sales(
    State(web): State<Web>,
    headers: HeaderMap,
    Search(wanted): Search<SalesWanted>,
) -> Result<Response, Problem> {
    let app = &web.app;
    let mut db = app.pool.acquire().await?;
    let span = wanted.range.span(app.clock.zone());
    let rows = sales::sales(&mut db, &span, wanted.by).await?;
    let data: Vec<SalesLine> = rows.into_iter().map(SalesLine::from).collect();
    if wanted.format.is_csv(&headers) {
        return Ok(csv("sales", COLUMNS, data.iter().map(SalesLine::cells).collect()));
    }
    let Range { from, to } = wanted.range;
    let by = wanted.by.to_owned();
    Ok(Json(SalesReport { from: Day(from), to: Day(to), by, data }).into_response())
}

const COLUMNS: &[&str] = &[
    "key",
    "name",
    "orders",
    "parts",
    "gross_paise",
    "cancelled_parts",
    "cancelled_paise",
    "delivery_paise",
    "gst_paise",
    "given_back_paise",
    "net_paise",
    "refunds_paise",
];

impl SalesLine {
    fn cells(&self) -> Vec<String> {
        let numbers = [
            self.orders,
            self.parts,
            self.gross_paise,
            self.cancelled_parts,
            self.cancelled_paise,
            self.delivery_paise,
            self.gst_paise,
            self.given_back_paise,
            self.net_paise,
        ];
        let words = [self.key.clone(), or_empty(self.name.as_ref())];
        let numbers = numbers.iter().map(i64::to_string);
        words.into_iter().chain(numbers).chain([or_empty(self.refunds_paise)]).collect()
    }
}

impl From<SalesRow> for SalesLine {
    fn from(row: SalesRow) -> Self {
        Self {
            net_paise: row.gross_paise - row.cancelled_paise - row.given_back_paise,
            key: row.key,
            name: row.name,
            orders: row.orders,
            parts: row.parts,
            gross_paise: row.gross_paise,
            cancelled_parts: row.cancelled_parts,
            cancelled_paise: row.cancelled_paise,
            delivery_paise: row.delivery_paise,
            gst_paise: row.gst_paise,
            given_back_paise: row.given_back_paise,
            refunds_paise: row.refunds_paise,
        }
    }
}
