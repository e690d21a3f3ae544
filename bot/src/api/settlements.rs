//! Settlements of vendors: listed, whole, and as a sheet. They are made by the vendor's turn and never change.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use realserv_adapters::postgres::settlements::{self, SettlementRow};
use realserv_domain::ids::{SettlementId, VendorId};
use realserv_domain::message::Paper;
use realserv_domain::settlements::{Figures, Line, Settlement, Statement};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::input::{Fields, Form, Id, Search};
use super::paging::{Page, PageParameters, Paging};
use super::paper;
use super::problem::{Missing, Problem, Refused};
use super::shown::{Day, Instant};
use crate::sheet::statement;
use crate::web::Web;

/// A vendor's cycle, closed. Positive is his, negative is taken off: `closing_paise` is `opening_paise` and all figures.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VendorSettlementShown {
    pub id: Uuid,
    pub vendor_id: Uuid,
    pub from: Day,
    /// The last day of it.
    pub to: Day,
    pub made_at: Instant,
    pub opening_paise: i64,
    pub figures: FiguresShown,
    /// Of the cash in his hand, what he keeps in place of what he is owed.
    pub cash_offset_paise: i64,
    /// What is left in his hand after that.
    pub cash_left_paise: i64,
    /// What we owe him; negative: what he owes us.
    #[schema(example = 4_104_375)]
    pub closing_paise: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FiguresShown {
    /// Goods and work delivered, GST included.
    #[schema(example = 4_125_000)]
    pub gross_paise: i64,
    pub delivery_paise: i64,
    /// Ours, where his price was above the buyer's.
    pub support_paise: i64,
    /// Trips and crews that were called for nothing.
    pub trips_paise: i64,
    pub returns_paise: i64,
    pub commission_paise: i64,
    pub commission_gst_paise: i64,
    pub tcs_paise: i64,
    pub tds_paise: i64,
    /// GST of sales of which the platform is the supplier by law.
    pub operator_gst_paise: i64,
    /// Buyers' cash that he has taken at the gate.
    pub cash_paise: i64,
    /// Of it, what he has handed over.
    pub handed_over_paise: i64,
    /// Payouts that left, less what came back.
    pub paid_paise: i64,
    pub other_paise: i64,
}

/// A settlement with its lines.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatementShown {
    pub settlement: VendorSettlementShown,
    pub lines: Vec<StatementLine>,
}

/// A part of an order on a day, or what is of no order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatementLine {
    pub on: Day,
    #[schema(required, example = "RS7K3M9QX")]
    pub order_number: Option<String>,
    /// The part's id; of what is of no order its cause in the ledger.
    pub of: String,
    pub figures: FiguresShown,
    pub sum_paise: i64,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct SettlementSearchParameters {
    /// Only this vendor's.
    vendor_id: Option<Uuid>,
}

pub(super) struct SettlementSearch {
    filter: settlements::Filter,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for SettlementSearch {
    fn read(fields: &mut Fields) -> Self {
        let vendor = fields.take("vendor_id", |given| given.id()).map(VendorId);
        let paging = Paging::<(Timestamp, Uuid)>::read(fields);
        let filter =
            settlements::Filter { vendor, before: paging.after, ..settlements::Filter::default() };
        Self { filter, paging }
    }
}

/// Settlements, latest first
#[utoipa::path(
    get, path = "/settlements", tag = "payouts",
    params(SettlementSearchParameters, PageParameters),
    responses((status = 200, body = Page<VendorSettlementShown>, description = "A page of settlements"), Refused),
)]
pub(super) async fn list_settlements(
    State(web): State<Web>,
    Search(search): Search<SettlementSearch>,
) -> Result<Json<Page<VendorSettlementShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = settlements::list(&mut db, &search.filter, search.paging.fetch()).await?;
    let key = |row: &SettlementRow| (row.made_at, row.settlement.id.0);
    Ok(Json(search.paging.page(rows, key, VendorSettlementShown::from)))
}

/// One settlement with its lines
#[utoipa::path(
    get, path = "/settlements/{id}", tag = "payouts",
    params(("id" = Uuid, Path, description = "The settlement's id")),
    responses((status = 200, body = StatementShown, description = "The settlement"), Refused, Missing),
)]
pub(super) async fn get_settlement(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<StatementShown>, Problem> {
    let (row, statement) = read(&web, SettlementId(id)).await?;
    let lines = statement.lines.into_iter().map(StatementLine::from).collect();
    Ok(Json(StatementShown { settlement: row.into(), lines }))
}

/// The same as a sheet
///
/// CSV with a line for each part of an order, in rupees; the first line is how the vendor stood before, the last how he stands.
#[utoipa::path(
    get, path = "/settlements/{id}/csv", tag = "payouts",
    params(("id" = Uuid, Path, description = "The settlement's id")),
    responses(
        (status = 200, body = String, content_type = "text/csv", description = "The sheet"),
        Refused, Missing,
    ),
)]
pub(super) async fn get_settlement_sheet(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<impl IntoResponse, Problem> {
    let (row, read) = read(&web, SettlementId(id)).await?;
    let name = format!("attachment; filename=\"settlement-{}.csv\"", row.settlement.to);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, statement::written(&read)))
}

/// The same as the vendor has it on paper
#[utoipa::path(
    get, path = "/settlements/{id}/pdf", tag = "payouts",
    params(("id" = Uuid, Path, description = "The settlement's id")),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf", description = "The PDF"), Refused, Missing),
)]
pub(super) async fn get_settlement_pdf(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Response, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let row = settlements::one(&mut db, SettlementId(id)).await?.ok_or_else(missing)?;
    drop(db);
    let Settlement { vendor, to, .. } = row.settlement;
    paper::shown(&web.app, Paper::Statement { vendor, to }, missing).await
}

fn missing() -> Problem {
    Problem::not_found("There is no settlement with this id.")
}

async fn read(web: &Web, id: SettlementId) -> Result<(SettlementRow, Statement), Problem> {
    let mut db = web.app.pool.acquire().await?;
    let found = settlements::one(&mut db, id).await?;
    let row = found.ok_or_else(missing)?;
    let rows = settlements::rows_of(&mut db, id, web.app.clock.today().time_zone()).await?;
    let statement = Statement::of(row.settlement.clone(), &rows);
    Ok((row, statement))
}

impl From<SettlementRow> for VendorSettlementShown {
    fn from(row: SettlementRow) -> Self {
        let one = row.settlement;
        Self {
            id: one.id.0,
            vendor_id: one.vendor.0,
            from: Day(one.from),
            to: Day(one.to),
            made_at: Instant(row.made_at),
            opening_paise: one.opening_paise.get(),
            figures: one.figures.into(),
            cash_offset_paise: one.cash_offset_paise.get(),
            cash_left_paise: one.cash_left_paise.get(),
            closing_paise: one.closing_paise.get(),
        }
    }
}

impl From<Figures> for FiguresShown {
    fn from(figures: Figures) -> Self {
        Self {
            gross_paise: figures.gross_paise.get(),
            delivery_paise: figures.delivery_paise.get(),
            support_paise: figures.support_paise.get(),
            trips_paise: figures.trips_paise.get(),
            returns_paise: figures.returns_paise.get(),
            commission_paise: figures.commission_paise.get(),
            commission_gst_paise: figures.commission_gst_paise.get(),
            tcs_paise: figures.tcs_paise.get(),
            tds_paise: figures.tds_paise.get(),
            operator_gst_paise: figures.operator_gst_paise.get(),
            cash_paise: figures.cash_paise.get(),
            handed_over_paise: figures.handed_over_paise.get(),
            paid_paise: figures.paid_paise.get(),
            other_paise: figures.other_paise.get(),
        }
    }
}

impl From<Line> for StatementLine {
    fn from(line: Line) -> Self {
        Self {
            on: Day(line.on),
            order_number: line.number.map(|number| number.to_string()),
            of: line.of,
            sum_paise: line.figures.sum().get(),
            figures: line.figures.into(),
        }
    }
}
