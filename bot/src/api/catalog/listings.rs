//! Listings: a vendor's price, minimum and stock of a SKU, and every price that ever stood.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::office::listings;
use realserv_domain::catalog;
use realserv_domain::ids::ListingId;
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::understand;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::search::{LookParameters, Looked, in_reach};
use super::today;
use crate::api::act::{Act, Asker, catalogue_changed, difference};
use crate::api::input::{Body, Fields, Form, Id, Search};
use crate::api::paging::{Page, PageParameters, Paging};
use crate::api::problem::{BadBody, Missing, Problem, Refused};
use crate::api::shown::{Decimal, Instant, Names};
use crate::web::Web;

pub(super) const MOST_PRICE: i64 = catalog::MOST_PRICE.get();

/// A vendor's offer of a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ListingShown {
    pub id: Uuid,
    pub sku_id: Uuid,
    #[schema(example = "CEM-OPC53-ULTRATECH")]
    pub sku_code: String,
    pub sku_name: Names,
    /// bag, tonne, kg, cft, load, piece, rod or person.
    #[schema(example = "bag")]
    pub unit: String,
    pub vendor_id: Uuid,
    #[schema(example = "VEN-KALUVA")]
    pub vendor_code: String,
    pub vendor_name: Names,
    /// For one unit, GST included, without delivery. Labour: for one person and a full day.
    #[schema(example = 38_500)]
    pub price_paise: i64,
    /// As today; other days are under `/taxes`.
    pub gst_percent: Decimal,
    /// The least that this vendor brings; 0: the SKU's own minimum.
    pub minimum: Decimal,
    /// What can be sold now: on hand less reserved. Labour: people in all, bookings of a day not counted.
    pub available: Decimal,
    /// Held by orders that are not accepted yet.
    pub reserved: Decimal,
    /// In the yard.
    pub on_hand: Decimal,
    pub active: bool,
    /// The vendor is told once when less than that is free; null: a share of what was counted last, by the settings.
    #[schema(required)]
    pub low_stock: Option<Decimal>,
    pub updated_at: Instant,
}

/// A price and since when it stood.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PriceShown {
    #[schema(example = 38_500)]
    pub price_paise: i64,
    pub from_at: Instant,
}

/// What to change; what is left out stays.
#[derive(Debug, ToSchema)]
pub(in crate::api) struct ListingChange {
    /// For one unit, GST included. Orders that are placed keep their price.
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 10_000_000, example = 39_000)]
    price_paise: Option<Paise>,
    #[schema(value_type = bool, required = false)]
    active: Option<bool>,
    /// 0: the SKU's own minimum.
    #[schema(value_type = Decimal, required = false)]
    minimum: Option<Quantity>,
    /// The vendor is told once when less than that is free; null: a share of what was counted last, by the settings.
    #[schema(value_type = Option<Decimal>, required = false, example = "40")]
    low_stock: Option<Option<Quantity>>,
}

/// What can be sold from now on.
#[derive(Debug, ToSchema)]
pub(in crate::api) struct StockSet {
    /// Besides what orders have reserved: on hand becomes reserved + available. Labour: people a day.
    #[schema(value_type = Decimal, example = "200")]
    available: Quantity,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct ListingSearchParameters {
    /// Only of this SKU.
    sku: Option<Uuid>,
    /// Only of this vendor.
    vendor: Option<Uuid>,
    /// Only those that are sold (true) or not (false).
    active: Option<bool>,
}

pub(in crate::api) struct ListingSearch {
    filter: listings::Filter,
    looked: Looked,
    paging: Paging<listings::Place>,
}

impl Form for ListingSearch {
    fn read(fields: &mut Fields) -> Self {
        let looked = Looked::read(fields);
        let sku = fields.take("sku", |given| given.id());
        let vendor = fields.take("vendor", |given| given.id());
        let active = fields.take("active", |given| given.flag());
        let paging = Paging::<listings::Place>::read(fields);
        let filter = listings::Filter {
            sku,
            vendor,
            active,
            from_price: looked.search.from_price,
            to_price: looked.search.to_price,
            available: looked.available,
            sort: looked.search.sort,
            after: paging.after.clone(),
            ..listings::Filter::default()
        };
        Self { filter, looked, paging }
    }
}

impl Form for ListingChange {
    fn read(fields: &mut Fields) -> Self {
        Self {
            price_paise: fields.take("price_paise", |given| given.paise(1, MOST_PRICE)),
            active: fields.take("active", |given| given.flag()),
            minimum: fields.take("minimum", |given| given.quantity()),
            low_stock: fields.take_or_clear("low_stock", |given| given.quantity()),
        }
    }
}

impl Form for StockSet {
    fn read(fields: &mut Fields) -> Self {
        Self { available: fields.need("available", |given| given.quantity()) }
    }
}

pub(in crate::api) struct PriceSearch(Paging<Timestamp>);

impl Form for PriceSearch {
    fn read(fields: &mut Fields) -> Self {
        Self(Paging::read(fields))
    }
}

/// Listings, found by the words and filters of their SKUs, in an order
#[utoipa::path(
    get, path = "/catalog/listings", tag = "catalog",
    params(LookParameters, ListingSearchParameters, PageParameters),
    responses((status = 200, body = Page<ListingShown>, description = "A page of listings"), Refused),
)]
pub(in crate::api) async fn list_listings(
    State(web): State<Web>,
    Search(search): Search<ListingSearch>,
) -> Result<Json<Page<ListingShown>>, Problem> {
    let ListingSearch { mut filter, looked, paging } = search;
    let mut db = web.app.pool.acquire().await?;
    filter.vendors = in_reach(&mut db, &web.app, looked.zone).await?;
    filter.skus = of_skus(&web, looked.search);
    let rows = listings::list(&mut db, today(&web), &filter, paging.fetch()).await?;
    Ok(Json(paging.page(rows, |row| row.place.clone(), ListingShown::from)))
}

/// The SKUs whose listings are asked for; none where all are. Prices are the listings' own here.
fn of_skus(web: &Web, search: understand::Search) -> Option<Vec<Uuid>> {
    if search.words.is_empty() && search.kind.is_none() && search.attributes.is_empty() {
        return None;
    }
    let search = understand::Search { from_price: None, to_price: None, ..search };
    let found = understand::search(&web.app.catalogue.snapshot(), &search);
    Some(found.into_iter().map(|id| id.0).collect())
}

/// One listing
#[utoipa::path(
    get, path = "/catalog/listings/{id}", tag = "catalog",
    params(("id" = Uuid, Path, description = "The listing's id")),
    responses((status = 200, body = ListingShown, description = "The listing"), Refused, Missing),
)]
pub(in crate::api) async fn get_listing(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<ListingShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let row = listings::one(&mut db, today(&web), ListingId(id)).await?.ok_or_else(missing)?;
    Ok(Json(row.into()))
}

/// Change a listing's price, minimum, threshold, or whether it is sold
///
/// A new price also goes to the history. Quotes that are out keep theirs until they end.
#[utoipa::path(
    patch, path = "/catalog/listings/{id}", tag = "catalog",
    params(("id" = Uuid, Path, description = "The listing's id")),
    request_body = ListingChange,
    responses((status = 200, body = ListingShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(in crate::api) async fn change_listing(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<ListingChange>,
) -> Result<Json<ListingShown>, Problem> {
    let app = &web.app;
    let (now, listing) = (app.clock.now(), ListingId(id));
    let mut transaction = app.pool.begin().await?;
    let mut row =
        listings::lock(&mut transaction, today(&web), listing).await?.ok_or_else(missing)?;
    let before = changeable(&row);
    row.price_paise = change.price_paise.unwrap_or(row.price_paise);
    row.active = change.active.unwrap_or(row.active);
    row.minimum = change.minimum.unwrap_or(row.minimum);
    row.low = change.low_stock.unwrap_or(row.low);
    if let Some(detail) = difference(&before, &changeable(&row)) {
        listings::set_price(&mut transaction, now, listing, row.price_paise).await?;
        let (active, minimum) = (row.active, row.minimum);
        listings::set_terms(&mut transaction, now, listing, active, minimum).await?;
        let share = app.settings.snapshot().low_stock_of(available(&row));
        listings::set_low(&mut transaction, now, listing, row.low, share).await?;
        let act = Act { action: "listing.change", subject: format!("listing:{id}"), detail };
        act.write(&mut transaction, app, &asker).await?;
        transaction.commit().await?;
        catalogue_changed(app).await;
        row.updated_at = now;
    }
    Ok(Json(row.into()))
}

/// Set what is free to sell
///
/// What orders have reserved stays theirs, whatever is set here.
#[utoipa::path(
    put, path = "/catalog/listings/{id}/stock", tag = "catalog",
    params(("id" = Uuid, Path, description = "The listing's id")),
    request_body = StockSet,
    responses((status = 200, body = ListingShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(in crate::api) async fn set_stock(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(stock): Body<StockSet>,
) -> Result<Json<ListingShown>, Problem> {
    let app = &web.app;
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    let mut row =
        listings::lock(&mut transaction, today(&web), ListingId(id)).await?.ok_or_else(missing)?;
    let before = json!({ "available": available(&row).to_string() });
    row.on_hand = row.reserved.plus(stock.available);
    let after = json!({ "available": available(&row).to_string() });
    if let Some(detail) = difference(&before, &after) {
        let low = app.settings.snapshot().low_stock_of(stock.available);
        listings::set_available(&mut transaction, now, row.id, stock.available, low).await?;
        let act = Act { action: "listing.set_stock", subject: format!("listing:{id}"), detail };
        act.write(&mut transaction, app, &asker).await?;
        transaction.commit().await?;
        row.updated_at = now;
    }
    Ok(Json(row.into()))
}

/// Every price that a listing ever had, latest first
#[utoipa::path(
    get, path = "/catalog/listings/{id}/prices", tag = "catalog",
    params(("id" = Uuid, Path, description = "The listing's id"), PageParameters),
    responses((status = 200, body = Page<PriceShown>, description = "A page of prices"), Refused, Missing),
)]
pub(in crate::api) async fn list_prices(
    State(web): State<Web>,
    Id(id): Id,
    Search(PriceSearch(paging)): Search<PriceSearch>,
) -> Result<Json<Page<PriceShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    listings::one(&mut db, today(&web), ListingId(id)).await?.ok_or_else(missing)?;
    let rows = listings::prices(&mut db, ListingId(id), paging.after, paging.fetch()).await?;
    let show = |row: listings::PriceRow| PriceShown {
        price_paise: row.price_paise.get(),
        from_at: Instant(row.from_at),
    };
    Ok(Json(paging.page(rows, |row| row.from_at, show)))
}

fn available(row: &listings::ListingRow) -> Quantity {
    Quantity::from_milli(row.on_hand.milli() - row.reserved.milli())
}

fn changeable(row: &listings::ListingRow) -> Value {
    json!({
        "price_paise": row.price_paise,
        "active": row.active,
        "minimum": row.minimum.to_string(),
        "low_stock": row.low.map(|low| low.to_string()),
    })
}

fn missing() -> Problem {
    Problem::not_found("There is no listing with this id.")
}

impl From<listings::ListingRow> for ListingShown {
    fn from(row: listings::ListingRow) -> Self {
        Self {
            available: available(&row).into(),
            id: row.id.0,
            sku_id: row.sku.0,
            sku_code: row.sku_code,
            sku_name: row.sku_name.into(),
            unit: row.unit,
            vendor_id: row.vendor.0,
            vendor_code: row.vendor_code,
            vendor_name: row.vendor_name.into(),
            price_paise: row.price_paise.get(),
            gst_percent: row.gst_rate.into(),
            minimum: row.minimum.into(),
            reserved: row.reserved.into(),
            on_hand: row.on_hand.into(),
            active: row.active,
            low_stock: row.low.map(Decimal::from),
            updated_at: Instant(row.updated_at),
        }
    }
}
