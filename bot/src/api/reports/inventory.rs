//! What yards have.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::Zoned;
use realserv_adapters::postgres::reports::inventory::{self, Filter, InventoryRow};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::sheet::{Format, FormatParameters, csv, or_empty};
use crate::api::input::{Fields, Form, Given, Search};
use crate::api::paging::{Page, PageParameters, Paging};
use crate::api::problem::{Problem, Refused};
use crate::api::shown::{Decimal, Instant};
use crate::web::Web;

/// A sheet has no pages; no town has so many listings.
const MOST_IN_A_SHEET: i64 = 100_000;

/// What a vendor has of a thing.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct InventoryLine {
    pub listing_id: Uuid,
    #[schema(example = "VEN-KALUVA")]
    pub vendor_code: String,
    pub vendor_name: String,
    #[schema(example = "CEM-OPC53-ULTRATECH")]
    pub sku_code: String,
    pub sku_name: String,
    #[schema(example = "bag")]
    pub unit: String,
    /// Whether it is on sale: the listing, its vendor and its SKU.
    pub active: bool,
    pub on_hand: Decimal,
    /// Reserved for orders that no yard has accepted yet.
    pub held: Decimal,
    /// on hand less held: what can be sold.
    pub available: Decimal,
    /// Below so much the vendor is told; null: nobody has counted it yet.
    #[schema(required)]
    pub low_below: Option<Decimal>,
    pub low: bool,
    /// When somebody last said how much there is; null: not since that is noted.
    #[schema(required)]
    pub counted_at: Option<Instant>,
    /// Whole days since then, by the business's calendar.
    #[schema(required, example = 3)]
    pub days_since_counted: Option<i64>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `InventoryWanted`")]
struct InventoryParameters {
    /// Of this vendor alone.
    vendor_id: Option<Uuid>,
    /// true: what is low alone.
    #[param(default = false)]
    low: Option<bool>,
}

pub(in crate::api) struct InventoryWanted {
    filter: Filter,
    paging: Paging<(String, String)>,
    format: Format,
}

impl Form for InventoryWanted {
    fn read(fields: &mut Fields) -> Self {
        let paging = Paging::<(String, String)>::read(fields);
        let vendor = fields.take("vendor_id", Given::id);
        let low = fields.take("low", Given::flag).unwrap_or(false);
        let filter = Filter { vendor, low, after: paging.after.clone() };
        Self { filter, paging, format: Format::read(fields) }
    }
}

/// What vendors have
///
/// Goods by vendor and SKU, as they are now; crews are booked day by day and have no stock. JSON in pages, or CSV whole by `format` or `Accept`.
#[utoipa::path(
    get, path = "/reports/inventory", tag = "reports",
    params(InventoryParameters, PageParameters, FormatParameters),
    responses(
        (status = 200, description = "The report", content((Page<InventoryLine> = "application/json"), (String = "text/csv"))),
        Refused,
    ),
)]
pub(in crate::api) async fn get_inventory(
    State(web): State<Web>,
    headers: HeaderMap,
    Search(wanted): Search<InventoryWanted>,
) -> Result<Response, Problem> {
    let app = &web.app;
    let mut db = app.pool.acquire().await?;
    let today = app.clock.today();
    if wanted.format.is_csv(&headers) {
        let rows = inventory::inventory(&mut db, &wanted.filter, MOST_IN_A_SHEET).await?;
        let rows = rows.into_iter().map(|row| InventoryLine::of(row, &today).cells());
        return Ok(csv("inventory", COLUMNS, rows.collect()));
    }
    let rows = inventory::inventory(&mut db, &wanted.filter, wanted.paging.fetch()).await?;
    let key = |row: &InventoryRow| (row.vendor_code.clone(), row.sku_code.clone());
    let page: Page<InventoryLine> =
        wanted.paging.page(rows, key, |row| InventoryLine::of(row, &today));
    Ok(Json(page).into_response())
}

const COLUMNS: &[&str] = &[
    "listing_id",
    "vendor_code",
    "vendor_name",
    "sku_code",
    "sku_name",
    "unit",
    "active",
    "on_hand",
    "held",
    "available",
    "low_below",
    "low",
    "counted_at",
    "days_since_counted",
];

impl InventoryLine {
    fn of(row: InventoryRow, today: &Zoned) -> Self {
        let days = row.counted_at.and_then(|at| {
            let on = at.to_zoned(today.time_zone().clone()).date();
            on.until(today.date()).ok().map(|span| i64::from(span.get_days()))
        });
        Self {
            listing_id: row.listing,
            vendor_code: row.vendor_code,
            vendor_name: row.vendor_name,
            sku_code: row.sku_code,
            sku_name: row.sku_name,
            unit: row.unit,
            active: row.active,
            on_hand: row.on_hand.into(),
            held: row.held.into(),
            available: row.available.into(),
            low_below: row.low_below.map(Decimal::from),
            low: row.is_low,
            counted_at: row.counted_at.map(Instant),
            days_since_counted: days,
        }
    }

    fn cells(&self) -> Vec<String> {
        let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
        vec![
            self.listing_id.to_string(),
            self.vendor_code.clone(),
            self.vendor_name.clone(),
            self.sku_code.clone(),
            self.sku_name.clone(),
            self.unit.clone(),
            yes(self.active),
            self.on_hand.0.clone(),
            self.held.0.clone(),
            self.available.0.clone(),
            or_empty(self.low_below.as_ref().map(|low| low.0.clone())),
            yes(self.low),
            or_empty(self.counted_at.map(|at| at.0)),
            or_empty(self.days_since_counted),
        ]
    }
}
