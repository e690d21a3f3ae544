//! SKUs: found, looked at, renamed, ranked, taken from sale.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use realserv_adapters::postgres::office::{listings, skus};
use realserv_domain::catalog::{Kind, PhotoUrl, attributes, check_quantities};
use realserv_domain::ids::SkuId;
use realserv_domain::quantity::Quantity;
use realserv_domain::understand::{self, Key};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::listings::ListingShown;
use super::search::{LookParameters, Looked, in_reach};
use super::today;
use crate::api::act::{Act, Asker, catalogue_changed, difference};
use crate::api::input::{Body, Fields, Form, Id, Search};
use crate::api::paging::{Page, PageParameters, Paging};
use crate::api::problem::{BadBody, FieldProblem, Missing, Problem, Refused};
use crate::api::shown::{Decimal, Instant, Names, NamesChange};
use crate::web::Web;

/// How many SKUs are asked for at once; more than a page has, fewer than a hundred thousand.
const AT_ONCE: usize = 500;

/// No SKU has so many vendors; the rest is in the list of listings.
const MOST_LISTINGS: i64 = 200;

/// More buttons than WhatsApp shows under one message are of no use.
const MOST_USUAL: usize = 3;

/// One thing that can be bought.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SkuShown {
    pub id: Uuid,
    /// Readable and stable.
    #[schema(example = "CEM-OPC53-ULTRATECH")]
    pub code: String,
    /// cement, steel, sand, aggregate, brick, block or labour.
    #[schema(example = "cement")]
    pub kind: String,
    pub name: Names,
    /// Such as grade, brand, diameter_mm, size_mm, trade.
    #[schema(example = json!({"brand": "UltraTech", "grade": "OPC53"}))]
    pub attrs: BTreeMap<String, String>,
    /// What a buyer sees above the question how many; null without one.
    #[schema(required, example = "https://img.realserv.in/cem-opc53-ultratech.jpg")]
    pub photo_url: Option<String>,
    /// bag, tonne, kg, cft, load, piece, rod or person.
    #[schema(example = "bag")]
    pub unit: String,
    /// The least that can be ordered, in units.
    pub minimum: Decimal,
    /// Quantities are whole multiples of it.
    pub step: Decimal,
    /// Quantities that are offered as buttons.
    pub usual: Vec<Decimal>,
    /// HSN of goods, SAC of labour, as today. Null before its first day; then it is not sold.
    #[schema(required, example = "252329")]
    pub hsn: Option<String>,
    /// As today; other days are under `/taxes`.
    #[schema(required)]
    pub gst_percent: Option<Decimal>,
    /// Of one unit; 0 for labour.
    #[schema(example = 50_000)]
    pub weight_grams: i32,
    /// Place in its list: low stands first.
    #[schema(example = 10)]
    pub rank: i16,
    /// Whether buyers see it.
    pub active: bool,
    pub made_at: Instant,
    /// The lowest price for one unit among active listings, GST included; null when nobody sells it.
    #[schema(required, example = 38_500)]
    pub from_price_paise: Option<i64>,
    /// How many active listings it has.
    pub listing_count: i64,
}

/// A SKU with who sells it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SkuWhole {
    #[serde(flatten)]
    pub sku: SkuShown,
    pub listings: Vec<ListingShown>,
}

/// What to change; what is left out stays.
#[derive(Debug, Default, ToSchema)]
pub(in crate::api) struct SkuChange {
    #[schema(value_type = NamesChange, required = false)]
    name: Option<NamesChange>,
    #[schema(value_type = bool, required = false)]
    active: Option<bool>,
    /// Place in its list: low stands first.
    #[schema(value_type = i16, required = false, minimum = 0, maximum = 32767)]
    rank: Option<i16>,
    #[schema(value_type = Decimal, required = false)]
    minimum: Option<Quantity>,
    #[schema(value_type = Decimal, required = false)]
    step: Option<Quantity>,
    /// At most three, each a multiple of `step` and not below `minimum`.
    #[schema(value_type = Vec<Decimal>, required = false, max_items = 3)]
    usual: Option<Vec<Quantity>>,
    /// All of them anew. Each kind has fixed names with closed values; a refusal names the attribute, as `attrs.grade`.
    #[schema(value_type = BTreeMap<String, String>, required = false, example = json!({"brand": "UltraTech", "grade": "OPC53"}))]
    attrs: Option<BTreeMap<String, String>>,
    /// The https address of a JPEG or PNG of at most 5 MB, which WhatsApp fetches; null: no photo.
    #[schema(value_type = Option<String>, required = false, max_length = 2048, example = "https://img.realserv.in/cem-opc53-ultratech.jpg")]
    photo_url: Option<Option<PhotoUrl>>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `SkuSearch`")]
struct SkuSearchParameters {
    /// Only those that buyers see (true) or do not see (false).
    active: Option<bool>,
}

pub(in crate::api) struct SkuSearch {
    looked: Looked,
    paging: Paging<Key>,
}

impl Form for SkuSearch {
    fn read(fields: &mut Fields) -> Self {
        let mut looked = Looked::read(fields);
        looked.search.active = fields.take("active", |given| given.flag());
        let paging = Paging::<Key>::read(fields);
        looked.search.after.clone_from(&paging.after);
        Self { looked, paging }
    }
}

impl Form for SkuChange {
    fn read(fields: &mut Fields) -> Self {
        let rank = fields.take("rank", |given| given.whole(0, i64::from(i16::MAX)));
        let above_zero = |quantity: Quantity| {
            if quantity.is_zero() { Err("must be more than 0".to_owned()) } else { Ok(quantity) }
        };
        Self {
            name: fields.within("name"),
            active: fields.take("active", |given| given.flag()),
            rank: rank.and_then(|rank| i16::try_from(rank).ok()),
            minimum: fields.take("minimum", |given| above_zero(given.quantity()?)),
            step: fields.take("step", |given| above_zero(given.quantity()?)),
            usual: fields.take("usual", |given| given.quantities(MOST_USUAL)),
            attrs: fields.take("attrs", |given| given.texts()),
            photo_url: fields.take_or_clear("photo_url", |given| given.photo()),
        }
    }
}

/// SKUs, found by words and filters, in an order
#[utoipa::path(
    get, path = "/catalog/skus", tag = "catalog",
    params(LookParameters, SkuSearchParameters, PageParameters),
    responses((status = 200, body = Page<SkuShown>, description = "A page of SKUs"), Refused),
)]
pub(in crate::api) async fn list_skus(
    State(web): State<Web>,
    Search(search): Search<SkuSearch>,
) -> Result<Json<Page<SkuShown>>, Problem> {
    let SkuSearch { looked, paging } = search;
    let mut db = web.app.pool.acquire().await?;
    let vendors = in_reach(&mut db, &web.app, looked.zone).await?;
    let filter = skus::Filter { available: looked.available, vendors };
    let catalog = web.app.catalogue.snapshot();
    let found = understand::search(&catalog, &looked.search);
    let ids: Vec<Uuid> = found.into_iter().map(|id| id.0).collect();
    let rows = page_of(&mut db, today(&web), &ids, &filter, paging.fetch()).await?;
    let sort = looked.search.sort;
    // By the snapshot that put them in order, whatever has been written since.
    let key = |row: &skus::SkuRow| {
        catalog.any(row.id).map_or_else(Key::default, |sku| understand::key(sku, sort))
    };
    Ok(Json(paging.page(rows, key, SkuShown::from)))
}

/// The first of these that fit what is asked of the tables, so many at a time: most often the first are enough.
async fn page_of(
    db: &mut PgConnection,
    on: Date,
    ids: &[Uuid],
    filter: &skus::Filter,
    wanted: i64,
) -> Result<Vec<skus::SkuRow>, Problem> {
    let mut rows = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let missing = wanted - i64::try_from(rows.len()).unwrap_or(wanted);
        if missing <= 0 {
            break;
        }
        rows.extend(skus::list(db, on, ids, filter, missing).await?);
    }
    Ok(rows)
}

/// One SKU with its listings
#[utoipa::path(
    get, path = "/catalog/skus/{id}", tag = "catalog",
    params(("id" = Uuid, Path, description = "The SKU's id")),
    responses((status = 200, body = SkuWhole, description = "The SKU"), Refused, Missing),
)]
pub(in crate::api) async fn get_sku(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<SkuWhole>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let sku = skus::one(&mut db, today(&web), SkuId(id)).await?.ok_or_else(missing)?;
    let of_it = listings::Filter { sku: Some(id), ..listings::Filter::default() };
    let listings = listings::list(&mut db, today(&web), &of_it, MOST_LISTINGS).await?;
    let listings = listings.into_iter().map(ListingShown::from).collect();
    Ok(Json(SkuWhole { sku: sku.into(), listings }))
}

/// Change a SKU
///
/// Its names, its place, its attributes, its photo, what quantities are offered, and whether it is sold. Its kind and unit are part
/// of orders that were placed and stay. Every program follows within a second.
#[utoipa::path(
    patch, path = "/catalog/skus/{id}", tag = "catalog",
    params(("id" = Uuid, Path, description = "The SKU's id")),
    request_body = SkuChange,
    responses((status = 200, body = SkuShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(in crate::api) async fn change_sku(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<SkuChange>,
) -> Result<Json<SkuShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let mut row =
        skus::lock(&mut transaction, today(&web), SkuId(id)).await?.ok_or_else(missing)?;
    let before = changeable(&row);
    change.apply(&mut row);
    check(&row)?;
    if let Some(detail) = difference(&before, &changeable(&row)) {
        skus::save(&mut transaction, &row).await?;
        let act = Act { action: "sku.change", subject: format!("sku:{id}"), detail };
        act.write(&mut transaction, app, &asker).await?;
        transaction.commit().await?;
        catalogue_changed(app).await;
    }
    Ok(Json(row.into()))
}

impl SkuChange {
    fn apply(self, row: &mut skus::SkuRow) {
        self.name.unwrap_or_default().apply(&mut row.name);
        row.active = self.active.unwrap_or(row.active);
        row.rank = self.rank.unwrap_or(row.rank);
        row.minimum = self.minimum.unwrap_or(row.minimum);
        row.step = self.step.unwrap_or(row.step);
        if let Some(usual) = self.usual {
            row.usual = usual;
        }
        if let Some(attrs) = self.attrs {
            row.attrs = attrs;
        }
        if let Some(photo) = self.photo_url {
            row.photo = photo;
        }
    }
}

/// The numbers must fit each other whichever of them changed.
fn check(row: &skus::SkuRow) -> Result<(), Problem> {
    check_quantities(row.minimum, row.step, &row.usual)
        .map_err(|refusal| Problem::field(refusal.field(), refusal.to_string()))?;
    check_attrs(row)
}

fn check_attrs(row: &skus::SkuRow) -> Result<(), Problem> {
    let kind: Kind = row.kind.parse().map_err(Problem::broken)?;
    let refusals: Vec<FieldProblem> = attributes::check(kind, &row.attrs)
        .into_iter()
        .map(|refusal| FieldProblem {
            field: format!("attrs.{}", refusal.name().chars().take(64).collect::<String>()),
            message: refusal.to_string(),
        })
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(Problem::invalid(refusals)) }
}

fn changeable(row: &skus::SkuRow) -> Value {
    let decimal = |quantity: &Quantity| quantity.to_string();
    json!({
        "name": row.name,
        "active": row.active,
        "rank": row.rank,
        "minimum": decimal(&row.minimum),
        "step": decimal(&row.step),
        "usual": row.usual.iter().map(decimal).collect::<Vec<_>>(),
        "attrs": row.attrs,
        "photo_url": row.photo,
    })
}

fn missing() -> Problem {
    Problem::not_found("There is no SKU with this id.")
}

impl From<skus::SkuRow> for SkuShown {
    fn from(row: skus::SkuRow) -> Self {
        Self {
            id: row.id.0,
            code: row.code,
            kind: row.kind,
            name: row.name.into(),
            attrs: row.attrs,
            photo_url: row.photo.map(String::from),
            unit: row.unit,
            minimum: row.minimum.into(),
            step: row.step.into(),
            usual: row.usual.into_iter().map(Decimal::from).collect(),
            gst_percent: row.tax.as_ref().map(|tax| tax.gst_rate.into()),
            hsn: row.tax.map(|tax| tax.hsn),
            weight_grams: row.weight_grams,
            rank: row.rank,
            active: row.active,
            made_at: Instant(row.made_at),
            from_price_paise: row.from_price.map(|price| price.get()),
            listing_count: row.listings,
        }
    }
}
