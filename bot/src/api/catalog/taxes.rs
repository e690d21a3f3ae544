//! GST by the day: what was, is and will be, of a SKU and, where a vendor's differs, of his listing.
//!
//! A quote takes the rates of its own business day, so that a change of the law is written down before its day and nobody
//! has to be awake at midnight.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use realserv_adapters::postgres::office::{listings, skus, taxes};
use realserv_domain::catalog::GstRate;
use realserv_domain::ids::{ListingId, SkuId};
use realserv_domain::tax::{self, Dated, SkuTax, TaxRefusal};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::today;
use crate::api::act::{Act, Asker};
use crate::api::input::{Body, Fields, Form, Id};
use crate::api::paging::Page;
use crate::api::problem::{BadBody, Missing, Problem, Refused};
use crate::api::shown::Decimal;
use crate::web::Web;

/// What a SKU is taxed at from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SkuTaxShown {
    /// The first day, in the business's time zone.
    #[schema(format = Date, example = "2025-09-22")]
    pub from_on: String,
    #[schema(example = "252329")]
    pub hsn: String,
    pub gst_percent: Decimal,
    /// Whether it counts today.
    pub counts_today: bool,
}

/// A listing's own rate from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ListingTaxShown {
    /// The first day, in the business's time zone.
    #[schema(format = Date, example = "2025-09-22")]
    pub from_on: String,
    /// Null: from that day on the SKU's.
    #[schema(required)]
    pub gst_percent: Option<Decimal>,
    /// Whether it counts today.
    pub counts_today: bool,
}

/// A rate to come.
#[derive(Debug, ToSchema)]
pub(in crate::api) struct SkuTaxSet {
    /// Today or later. What has begun stays; what is still to come may be set anew.
    #[schema(value_type = String, format = Date, example = "2027-04-01")]
    from_on: Date,
    /// HSN or SAC of 4, 6 or 8 digits; left out: what it is on the day before.
    #[schema(value_type = String, required = false, example = "252329")]
    hsn: Option<String>,
    /// From 0 to 50.
    #[schema(value_type = Decimal, example = "18")]
    gst_percent: GstRate,
}

/// A listing's own rate to come.
#[derive(Debug, ToSchema)]
pub(in crate::api) struct ListingTaxSet {
    /// Today or later. What has begun stays; what is still to come may be set anew.
    #[schema(value_type = String, format = Date, example = "2027-04-01")]
    from_on: Date,
    /// From 0 to 50; null: the SKU's again.
    #[schema(value_type = Option<Decimal>, example = "6")]
    gst_percent: Option<GstRate>,
}

impl Form for SkuTaxSet {
    fn read(fields: &mut Fields) -> Self {
        Self {
            from_on: fields.need("from_on", |given| given.day()),
            hsn: fields.take("hsn", |given| {
                tax::heading(&given.text(0, 20)?).map_err(|refusal| refusal.to_string())
            }),
            gst_percent: fields.need("gst_percent", |given| given.gst()),
        }
    }
}

impl Form for ListingTaxSet {
    fn read(fields: &mut Fields) -> Self {
        let from_on = fields.need("from_on", |given| given.day());
        let gst_percent = fields.take_or_clear("gst_percent", |given| given.gst());
        if gst_percent.is_none() {
            fields.refuse_missing("gst_percent");
        }
        Self { from_on, gst_percent: gst_percent.flatten() }
    }
}

/// What a SKU was, is and will be taxed at, latest first
#[utoipa::path(
    get, path = "/catalog/skus/{id}/taxes", tag = "catalog",
    params(("id" = Uuid, Path, description = "The SKU's id")),
    responses((status = 200, body = Page<SkuTaxShown>, description = "All days"), Refused, Missing),
)]
pub(in crate::api) async fn list_sku_taxes(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<Page<SkuTaxShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    skus::one(&mut db, today(&web), SkuId(id)).await?.ok_or_else(no_sku)?;
    let rows = taxes::of_sku(&mut db, SkuId(id)).await?;
    Ok(Json(of_sku(&rows, today(&web))))
}

/// Set what a SKU is taxed at from a day on
///
/// Quotes of that day and later take it, from midnight on in the business's time zone; quotes and orders that are there keep
/// theirs.
#[utoipa::path(
    put, path = "/catalog/skus/{id}/taxes", tag = "catalog",
    params(("id" = Uuid, Path, description = "The SKU's id")),
    request_body = SkuTaxSet,
    responses((status = 200, body = Page<SkuTaxShown>, description = "All days as they are now"), Refused, Missing, BadBody),
)]
pub(in crate::api) async fn set_sku_tax(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(set): Body<SkuTaxSet>,
) -> Result<Json<Page<SkuTaxShown>>, Problem> {
    let today = today(&web);
    let mut transaction = web.app.pool.begin().await?;
    skus::lock(&mut transaction, today, SkuId(id)).await?.ok_or_else(no_sku)?;
    let rows = taxes::of_sku(&mut transaction, SkuId(id)).await?;
    let same = || tax::on(&rows, set.from_on).map(|tax| tax.hsn.clone());
    let hsn = set.hsn.or_else(same).ok_or_else(|| Problem::field("hsn", "is missing"))?;
    let new = Dated { from_on: set.from_on, is: SkuTax { hsn, gst_rate: set.gst_percent } };
    if tax::may_set(&rows, &new, today).map_err(refused)? {
        taxes::set_of_sku(&mut transaction, SkuId(id), &new).await?;
        let before = rows.iter().find(|row| row.from_on == new.from_on).map(sku_detail);
        let detail = json!({ "before": before, "after": sku_detail(&new) });
        let act = Act { action: "sku.tax", subject: format!("sku:{id}"), detail };
        act.write(&mut transaction, &web.app, &asker).await?;
    }
    let rows = taxes::of_sku(&mut transaction, SkuId(id)).await?;
    transaction.commit().await?;
    Ok(Json(of_sku(&rows, today)))
}

/// A listing's own rates, latest first; empty: it always had the SKU's
#[utoipa::path(
    get, path = "/catalog/listings/{id}/taxes", tag = "catalog",
    params(("id" = Uuid, Path, description = "The listing's id")),
    responses((status = 200, body = Page<ListingTaxShown>, description = "All days"), Refused, Missing),
)]
pub(in crate::api) async fn list_listing_taxes(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<Page<ListingTaxShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    listings::one(&mut db, today(&web), ListingId(id)).await?.ok_or_else(no_listing)?;
    let rows = taxes::of_listing(&mut db, ListingId(id)).await?;
    Ok(Json(of_listing(&rows, today(&web))))
}

/// Set a listing's own rate from a day on
///
/// For vendors whom the law leaves the choice, such as bricks at 12 % with input credit or 6 % without. `null` ends it.
#[utoipa::path(
    put, path = "/catalog/listings/{id}/taxes", tag = "catalog",
    params(("id" = Uuid, Path, description = "The listing's id")),
    request_body = ListingTaxSet,
    responses((status = 200, body = Page<ListingTaxShown>, description = "All days as they are now"), Refused, Missing, BadBody),
)]
pub(in crate::api) async fn set_listing_tax(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(set): Body<ListingTaxSet>,
) -> Result<Json<Page<ListingTaxShown>>, Problem> {
    let today = today(&web);
    let mut transaction = web.app.pool.begin().await?;
    listings::lock(&mut transaction, today, ListingId(id)).await?.ok_or_else(no_listing)?;
    let rows = taxes::of_listing(&mut transaction, ListingId(id)).await?;
    let new = Dated { from_on: set.from_on, is: set.gst_percent };
    if tax::may_set(&rows, &new, today).map_err(refused)? {
        taxes::set_of_listing(&mut transaction, ListingId(id), &new).await?;
        let before = rows.iter().find(|row| row.from_on == new.from_on).map(listing_detail);
        let detail = json!({ "before": before, "after": listing_detail(&new) });
        let act = Act { action: "listing.tax", subject: format!("listing:{id}"), detail };
        act.write(&mut transaction, &web.app, &asker).await?;
    }
    let rows = taxes::of_listing(&mut transaction, ListingId(id)).await?;
    transaction.commit().await?;
    Ok(Json(of_listing(&rows, today)))
}

fn of_sku(rows: &[Dated<SkuTax>], today: Date) -> Page<SkuTaxShown> {
    let counting = tax::on(rows, today);
    let shown = |row: &Dated<SkuTax>| SkuTaxShown {
        from_on: row.from_on.to_string(),
        hsn: row.is.hsn.clone(),
        gst_percent: row.is.gst_rate.into(),
        counts_today: counting.is_some_and(|tax| std::ptr::eq(tax, &row.is)),
    };
    Page { data: rows.iter().map(shown).collect(), next_cursor: None }
}

fn of_listing(rows: &[Dated<Option<GstRate>>], today: Date) -> Page<ListingTaxShown> {
    let counting = tax::on(rows, today);
    let shown = |row: &Dated<Option<GstRate>>| ListingTaxShown {
        from_on: row.from_on.to_string(),
        gst_percent: row.is.map(Decimal::from),
        counts_today: counting.is_some_and(|tax| std::ptr::eq(tax, &row.is)),
    };
    Page { data: rows.iter().map(shown).collect(), next_cursor: None }
}

fn sku_detail(row: &Dated<SkuTax>) -> Value {
    let percent = Decimal::from(row.is.gst_rate).0;
    json!({ "from_on": row.from_on.to_string(), "hsn": row.is.hsn, "gst_percent": percent })
}

fn listing_detail(row: &Dated<Option<GstRate>>) -> Value {
    let percent = row.is.map(|rate| Decimal::from(rate).0);
    json!({ "from_on": row.from_on.to_string(), "gst_percent": percent })
}

fn refused(refusal: TaxRefusal) -> Problem {
    let field = match refusal {
        TaxRefusal::NotAHeading => "hsn",
        TaxRefusal::NotARate => "gst_percent",
        TaxRefusal::Past { .. } | TaxRefusal::Begun { .. } => "from_on",
    };
    Problem::field(field, refusal.to_string())
}

fn no_sku() -> Problem {
    Problem::not_found("There is no SKU with this id.")
}

fn no_listing() -> Problem {
    Problem::not_found("There is no listing with this id.")
}
