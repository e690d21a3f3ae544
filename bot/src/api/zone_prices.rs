//! Price lists of zones: another price there, from a moment on and from so much on. Rows are added and ended, and never
//! changed: the list is its own history.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::office::{zone_prices, zones};
use realserv_domain::ids::{ListingId, SkuId, ZoneId};
use realserv_domain::money::Paise;
use realserv_domain::quantity::Quantity;
use realserv_domain::quote::{Becomes, ZonePrice};
use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::{Act, Asker, catalogue_changed};
use super::deed::Deed;
use super::input::{Body, Fields, Form, Id, Search};
use super::once::OnceKey;
use super::paging::{Page, PageParameters, Paging};
use super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use super::shown::{Decimal, Instant};
use crate::web::Web;

/// A lakh of rupees for one unit.
const MOST_PRICE: i64 = 10_000_000;

/// A row of a zone's price list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ZonePriceShown {
    pub id: Uuid,
    pub zone_id: Uuid,
    pub sku_id: Uuid,
    #[schema(example = "CEM-OPC53-ULTRATECH")]
    pub sku_code: String,
    /// Whose listing it is of; null: of everybody's.
    #[schema(required)]
    pub listing_id: Option<Uuid>,
    #[schema(required)]
    pub vendor_code: Option<String>,
    /// From so much on in one line of a cart; `"0"`: always.
    pub least: Decimal,
    /// One unit of that listing, GST included.
    #[schema(required)]
    pub price_paise: Option<i64>,
    /// On everybody's own price, so much in a thousand more; less, where it is below zero.
    #[schema(required)]
    pub per_mille: Option<i32>,
    pub from_at: Instant,
    /// Not any more from then on; null: until somebody ends it.
    #[schema(required)]
    pub until_at: Option<Instant>,
    /// Whether it holds now.
    pub now: bool,
    pub made_at: Instant,
}

/// Another price in a zone: `listing_id` with `price_paise`, or `sku_id` with `per_mille`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ZonePriceWanted {
    #[schema(value_type = Uuid, required = false)]
    listing_id: Option<Uuid>,
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 10_000_000, example = 37_000)]
    price_paise: Option<Paise>,
    #[schema(value_type = Uuid, required = false)]
    sku_id: Option<Uuid>,
    #[schema(value_type = i32, required = false, minimum = -900, maximum = 2_000, example = 20)]
    per_mille: Option<i32>,
    /// From so much on in one line of a cart; left out: always.
    #[schema(value_type = Decimal, required = false, example = "500")]
    least: Option<Quantity>,
    /// From when it holds; left out: from now.
    #[schema(value_type = String, format = DateTime, required = false)]
    from_at: Option<Timestamp>,
    /// Until when; left out: until somebody ends it.
    #[schema(value_type = String, format = DateTime, required = false)]
    until_at: Option<Timestamp>,
}

impl Form for ZonePriceWanted {
    fn read(fields: &mut Fields) -> Self {
        let per_mille = fields.take("per_mille", |given| given.whole(-900, 2_000));
        let wanted = Self {
            listing_id: fields.take("listing_id", |given| given.id()),
            price_paise: fields.take("price_paise", |given| given.paise(1, MOST_PRICE)),
            sku_id: fields.take("sku_id", |given| given.id()),
            per_mille: per_mille.and_then(|more| i32::try_from(more).ok()),
            least: fields.take("least", |given| given.quantity()),
            from_at: fields.take("from_at", |given| given.instant()),
            until_at: fields.take("until_at", |given| given.instant()),
        };
        if fields.is_good() {
            wanted.check(fields);
        }
        wanted
    }
}

impl ZonePriceWanted {
    fn check(&self, fields: &mut Fields) {
        match (self.listing_id, self.sku_id) {
            (Some(_), Some(_)) => fields.refuse("sku_id", "does not go together with listing_id"),
            (None, None) => fields.refuse("listing_id", "is missing, and so is sku_id"),
            (Some(_), None) => {
                self.goes_with("listing_id", ("price_paise", self.price_paise.is_some()), fields);
                self.without("listing_id", ("per_mille", self.per_mille.is_some()), fields);
            }
            (None, Some(_)) => {
                self.goes_with("sku_id", ("per_mille", self.per_mille.is_some()), fields);
                self.without("sku_id", ("price_paise", self.price_paise.is_some()), fields);
            }
        }
        if let (Some(from), Some(until)) = (self.from_at, self.until_at)
            && until <= from
        {
            fields.refuse("until_at", "must be after from_at");
        }
    }

    fn goes_with(&self, of: &str, (name, is_there): (&str, bool), fields: &mut Fields) {
        if !is_there {
            fields.refuse(name, format!("is missing: it goes with {of}"));
        }
    }

    fn without(&self, of: &str, (name, is_there): (&str, bool), fields: &mut Fields) {
        if is_there {
            fields.refuse(name, format!("does not go together with {of}"));
        }
    }

    /// The row, if what it names is there.
    async fn row(
        &self,
        db: &mut PgConnection,
        zone: ZoneId,
        now: Timestamp,
    ) -> Result<ZonePrice, Problem> {
        let (sku, becomes) = match (self.listing_id, self.sku_id) {
            (Some(listing), _) => {
                let listing = ListingId(listing);
                let sku = zone_prices::sku_of(db, listing).await?;
                let unknown = || Problem::field("listing_id", "is no listing");
                let price = self.price_paise.unwrap_or_default();
                (sku.ok_or_else(unknown)?, Becomes::Price(listing, price))
            }
            (None, sku) => {
                let sku = SkuId(sku.unwrap_or_default());
                if !zone_prices::is_sku(db, sku).await? {
                    return Err(Problem::field("sku_id", "is no SKU"));
                }
                (sku, Becomes::PerMille(self.per_mille.unwrap_or_default()))
            }
        };
        let from_at = self.from_at.unwrap_or(now);
        if self.until_at.is_some_and(|until| until <= from_at) {
            return Err(Problem::field("until_at", "must be after from_at"));
        }
        let least = self.least.unwrap_or_default();
        Ok(ZonePrice { zone, sku, becomes, least, from_at, until_at: self.until_at })
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `ZonePriceSearch`")]
struct ZonePriceParameters {
    /// Only rows of this SKU, also those of single listings.
    sku: Option<Uuid>,
    /// Only rows that have not ended.
    open: Option<bool>,
}

pub(super) struct ZonePriceSearch {
    sku: Option<Uuid>,
    open: bool,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for ZonePriceSearch {
    fn read(fields: &mut Fields) -> Self {
        Self {
            sku: fields.take("sku", |given| given.id()),
            open: fields.take("open", |given| given.flag()).unwrap_or(false),
            paging: Paging::read(fields),
        }
    }
}

/// When a row ends.
#[derive(Debug, ToSchema)]
pub(super) struct ZonePriceEnd {
    /// Left out: now.
    #[schema(value_type = String, format = DateTime, required = false)]
    until_at: Option<Timestamp>,
}

impl Form for ZonePriceEnd {
    fn read(fields: &mut Fields) -> Self {
        Self { until_at: fields.take("until_at", |given| given.instant()) }
    }
}

/// A zone's price list with its history, what was written last first
#[utoipa::path(
    get, path = "/zones/{id}/prices", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id"), ZonePriceParameters, PageParameters),
    responses((status = 200, body = Page<ZonePriceShown>, description = "A page of rows"), Refused, Missing),
)]
pub(super) async fn list_zone_prices(
    State(web): State<Web>,
    Id(id): Id,
    Search(search): Search<ZonePriceSearch>,
) -> Result<Json<Page<ZonePriceShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let zone = zones::one(&mut db, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    let now = web.app.clock.now();
    let filter = zone_prices::Filter {
        id: None,
        zone: Some(zone.0),
        sku: search.sku,
        open_at: search.open.then_some(now),
        before: search.paging.after,
    };
    let rows = zone_prices::list(&mut db, &filter, search.paging.fetch()).await?;
    let page = search.paging.page(rows, |row| (row.made_at, row.id), |row| shown(row, now));
    Ok(Json(page))
}

/// Put another price into a zone's list
///
/// For one listing, or on everybody's own price of a SKU; at once or from a moment of the future on; for any amount or from so much on. A
/// listing's own row comes before one for everybody, then the one for most, then the one that begins last. Quotes that are out keep their
/// prices.
#[utoipa::path(
    post, path = "/zones/{id}/prices", tag = "zones",
    params(
        ("id" = Uuid, Path, description = "The zone's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = ZonePriceWanted,
    responses(
        (status = 200, body = ZonePriceShown, description = "The row"), Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn add_zone_price(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(wanted): Body<ZonePriceWanted>,
) -> Result<Json<ZonePriceShown>, Problem> {
    let app = &web.app;
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    let zone = zones::one(&mut transaction, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    let asked = json!(wanted);
    let (action, on) = ("zone_price.add", ("zone", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: asked.clone() };
    // The same key finds the row that it made.
    let row = key.event(asker.request);
    if deed.is_new(&mut transaction).await? {
        let price = wanted.row(&mut transaction, zone, now).await?;
        zone_prices::add(&mut transaction, now, row, &price).await?;
        deed.write_down(&mut transaction, json!({ "price_id": row, "asked": asked })).await?;
    }
    let row = one(&mut transaction, row).await?;
    transaction.commit().await?;
    catalogue_changed(app).await;
    Ok(Json(shown(row, now)))
}

/// End a row of a zone's price list
///
/// Now or at a moment to come; also one that has not begun. What has ended stays as it is.
#[utoipa::path(
    patch, path = "/zone-prices/{id}", tag = "zones",
    params(("id" = Uuid, Path, description = "The row's id")),
    request_body = ZonePriceEnd,
    responses(
        (status = 200, body = ZonePriceShown, description = "As it is now"), Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn end_zone_price(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(end): Body<ZonePriceEnd>,
) -> Result<Json<ZonePriceShown>, Problem> {
    let app = &web.app;
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    zone_prices::lock(&mut transaction, id).await?;
    let mut row = one(&mut transaction, id).await?;
    let until = check_end(&row, end.until_at.unwrap_or(now), now)?;
    let (was, zone) = (row.price.until_at, row.price.zone);
    row.price.until_at = Some(until);
    if was != row.price.until_at {
        zone_prices::end(&mut transaction, id, until).await?;
        let detail = json!({ "price_id": id, "before": was, "until_at": until });
        let act = Act { action: "zone_price.end", subject: format!("zone:{zone}"), detail };
        act.write(&mut transaction, app, &asker).await?;
        transaction.commit().await?;
        catalogue_changed(app).await;
    }
    Ok(Json(shown(row, now)))
}

/// Nobody takes back what was paid: a row ends now or later, and one that has not begun ends where it would begin.
fn check_end(
    row: &zone_prices::PriceRow,
    wanted: Timestamp,
    now: Timestamp,
) -> Result<Timestamp, Problem> {
    if row.price.until_at.is_some_and(|until| until <= now) {
        return Err(Problem::conflict("It has ended already."));
    }
    if wanted < now {
        return Err(Problem::field("until_at", "must not lie in the past"));
    }
    Ok(wanted.max(row.price.from_at))
}

async fn one(db: &mut PgConnection, id: Uuid) -> Result<zone_prices::PriceRow, Problem> {
    let filter = zone_prices::Filter { id: Some(id), ..Default::default() };
    let row = zone_prices::list(db, &filter, 1).await?.pop();
    row.ok_or_else(|| Problem::not_found("There is no price row with this id."))
}

fn no_zone() -> Problem {
    Problem::not_found("There is no zone with this id.")
}

fn shown(row: zone_prices::PriceRow, now: Timestamp) -> ZonePriceShown {
    let price = row.price;
    let (listing_id, price_paise, per_mille) = match price.becomes {
        Becomes::Price(listing, paise) => (Some(listing.0), Some(paise.get()), None),
        Becomes::PerMille(more) => (None, None, Some(more)),
    };
    ZonePriceShown {
        id: row.id,
        zone_id: price.zone.0,
        sku_id: price.sku.0,
        sku_code: row.sku_code,
        listing_id,
        vendor_code: row.vendor_code,
        least: price.least.into(),
        price_paise,
        per_mille,
        from_at: Instant(price.from_at),
        until_at: price.until_at.map(Instant),
        now: price.holds_at(now),
        made_at: Instant(row.made_at),
    }
}
