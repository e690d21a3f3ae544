//! Zones: where we deliver, what delivery costs there, and the localities that belong to it.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use jiff::civil::Time;
use realserv_adapters::postgres::office::zones;
use realserv_domain::ids::ZoneId;
use realserv_domain::money::Paise;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::{Act, Asker, catalogue_changed, difference};
use super::borders::tell_who_waits;
use super::input::{Body, Fields, Form, Id, Search};
use super::paging::{Page, PageParameters, Paging};
use super::problem::{BadBody, Missing, Problem, Refused};
use super::shown::{Names, NamesChange, Place};
use crate::web::Web;

/// Ten thousand rupees: nobody pays more to have something brought.
const MOST_CHARGE: i64 = 1_000_000;

/// Twice what the vehicles cost.
const MOST_PER_MILLE: i64 = 2_000;

/// Across all of Hyderabad and back.
const MOST_REACH_METRES: i64 = 200_000;

/// An area that is served under one set of charges.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ZoneShown {
    pub id: Uuid,
    #[schema(example = "HYD-WEST")]
    pub code: String,
    pub name: Names,
    /// Whether we deliver there.
    pub active: bool,
    /// For each vendor's part with goods, GST included.
    #[schema(example = 25_000)]
    pub delivery_base_paise: i64,
    #[schema(example = 2_000)]
    pub delivery_per_km_paise: i64,
    /// On top, for each tonne of a part.
    #[schema(example = 0)]
    pub delivery_per_tonne_paise: i64,
    /// On top, of what the vehicles of a part cost by their own rates, so much in a thousand.
    #[schema(example = 0)]
    pub delivery_vehicles_per_mille: u32,
    /// How far a vendor may stand from the site.
    #[schema(example = 25_000)]
    pub reach_metres: u32,
    /// Only slots that begin then or later are promised; null: any.
    #[schema(required, example = "08:00")]
    pub opens: Option<String>,
    /// Only slots that end then or earlier are promised; null: any.
    #[schema(required, example = "19:00")]
    pub closes: Option<String>,
    /// Days of the week on which nobody comes, Monday 1 to Sunday 7.
    #[schema(example = json!([7]))]
    pub closed_weekdays: Vec<i16>,
    pub localities: Vec<LocalityShown>,
}

/// A named place with its PIN code.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LocalityShown {
    pub id: Uuid,
    #[schema(example = "500049")]
    pub pin: String,
    pub name: Names,
    pub point: Place,
}

/// What to change; what is left out stays. Quotes that are out keep their delivery.
#[derive(Debug, ToSchema)]
pub(super) struct ZoneChange {
    #[schema(value_type = NamesChange, required = false)]
    name: Option<NamesChange>,
    /// `false`: buyers there go to the waiting list. `true`: who waits there is told.
    #[schema(value_type = bool, required = false)]
    active: Option<bool>,
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 1_000_000, example = 25_000)]
    delivery_base_paise: Option<Paise>,
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 1_000_000, example = 2_000)]
    delivery_per_km_paise: Option<Paise>,
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 1_000_000, example = 0)]
    delivery_per_tonne_paise: Option<Paise>,
    #[schema(value_type = u32, required = false, minimum = 0, maximum = 2_000, example = 0)]
    delivery_vehicles_per_mille: Option<u32>,
    #[schema(value_type = u32, required = false, minimum = 1, maximum = 200_000, example = 25_000)]
    reach_metres: Option<u32>,
    /// Null: whenever a slot begins.
    #[schema(value_type = Option<String>, required = false, example = "08:00")]
    opens: Option<Option<Time>>,
    /// Null: whenever a slot ends.
    #[schema(value_type = Option<String>, required = false, example = "19:00")]
    closes: Option<Option<Time>>,
    /// Monday 1 to Sunday 7.
    #[schema(value_type = Vec<i16>, required = false, example = json!([7]))]
    closed_weekdays: Option<Vec<i16>>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct ZoneSearchParameters {
    /// Only those that are served (true) or not (false).
    active: Option<bool>,
}

pub(super) struct ZoneSearch {
    filter: zones::Filter,
    paging: Paging<String>,
}

impl Form for ZoneSearch {
    fn read(fields: &mut Fields) -> Self {
        let active = fields.take("active", |given| given.flag());
        let paging = Paging::<String>::read(fields);
        let filter = zones::Filter { id: None, active, after: paging.after.clone() };
        Self { filter, paging }
    }
}

impl Form for ZoneChange {
    fn read(fields: &mut Fields) -> Self {
        let vehicles =
            fields.take("delivery_vehicles_per_mille", |given| given.whole(0, MOST_PER_MILLE));
        let reach = fields.take("reach_metres", |given| given.whole(1, MOST_REACH_METRES));
        Self {
            name: fields.within("name"),
            active: fields.take("active", |given| given.flag()),
            delivery_base_paise: fields
                .take("delivery_base_paise", |given| given.paise(0, MOST_CHARGE)),
            delivery_per_km_paise: fields
                .take("delivery_per_km_paise", |given| given.paise(0, MOST_CHARGE)),
            delivery_per_tonne_paise: fields
                .take("delivery_per_tonne_paise", |given| given.paise(0, MOST_CHARGE)),
            delivery_vehicles_per_mille: vehicles.and_then(|per| u32::try_from(per).ok()),
            reach_metres: reach.and_then(|metres| u32::try_from(metres).ok()),
            opens: fields.take_or_clear("opens", |given| given.time()),
            closes: fields.take_or_clear("closes", |given| given.time()),
            closed_weekdays: fields.take("closed_weekdays", |given| given.weekdays()),
        }
    }
}

/// Each day once, in order.
fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// Zones with their localities, by code
#[utoipa::path(
    get, path = "/zones", tag = "zones",
    params(ZoneSearchParameters, PageParameters),
    responses((status = 200, body = Page<ZoneShown>, description = "A page of zones"), Refused),
)]
pub(super) async fn list_zones(
    State(web): State<Web>,
    Search(search): Search<ZoneSearch>,
) -> Result<Json<Page<ZoneShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = zones::list(&mut db, &search.filter, search.paging.fetch()).await?;
    let mut localities = localities(&mut db, &rows).await?;
    let show = |row: zones::ZoneRow| {
        let of_it = localities.remove(&row.id.0).unwrap_or_default();
        shown(row, of_it)
    };
    Ok(Json(search.paging.page(rows, |row| row.code.clone(), show)))
}

/// One zone with its localities
#[utoipa::path(
    get, path = "/zones/{id}", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id")),
    responses((status = 200, body = ZoneShown, description = "The zone"), Refused, Missing),
)]
pub(super) async fn get_zone(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<ZoneShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let row = zones::one(&mut db, ZoneId(id)).await?.ok_or_else(missing)?;
    let mut localities = localities(&mut db, std::slice::from_ref(&row)).await?;
    Ok(Json(shown(row, localities.remove(&id).unwrap_or_default())))
}

/// Change a zone's delivery charges, reach or names, or whether it is served
#[utoipa::path(
    patch, path = "/zones/{id}", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id")),
    request_body = ZoneChange,
    responses((status = 200, body = ZoneShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(super) async fn change_zone(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<ZoneChange>,
) -> Result<Json<ZoneShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let mut row = zones::lock(&mut transaction, ZoneId(id)).await?.ok_or_else(missing)?;
    let before = changeable(&row);
    let was_served = row.active;
    change.apply(&mut row);
    if row.opens.zip(row.closes).is_some_and(|(opens, closes)| closes <= opens) {
        return Err(Problem::field("closes", "must be after opens"));
    }
    let difference = difference(&before, &changeable(&row));
    let changed = difference.is_some();
    if let Some(detail) = difference {
        zones::save(&mut transaction, &row).await?;
        let act = Act { action: "zone.change", subject: format!("zone:{id}"), detail };
        act.write(&mut transaction, app, &asker).await?;
        if was_served != row.active {
            tell_who_waits(app, &mut transaction).await?;
        }
    }
    let mut localities = localities(&mut transaction, std::slice::from_ref(&row)).await?;
    transaction.commit().await?;
    if changed {
        catalogue_changed(app).await;
    }
    Ok(Json(shown(row, localities.remove(&id).unwrap_or_default())))
}

impl ZoneChange {
    fn apply(self, row: &mut zones::ZoneRow) {
        self.name.unwrap_or_default().apply(&mut row.name);
        row.opens = self.opens.unwrap_or(row.opens);
        row.closes = self.closes.unwrap_or(row.closes);
        if let Some(days) = self.closed_weekdays {
            row.closed_weekdays = days;
        }
        row.active = self.active.unwrap_or(row.active);
        let terms = &mut row.terms;
        terms.base_paise = self.delivery_base_paise.unwrap_or(terms.base_paise);
        terms.per_km_paise = self.delivery_per_km_paise.unwrap_or(terms.per_km_paise);
        terms.per_tonne_paise = self.delivery_per_tonne_paise.unwrap_or(terms.per_tonne_paise);
        terms.vehicles_per_mille =
            self.delivery_vehicles_per_mille.unwrap_or(terms.vehicles_per_mille);
        terms.reach_metres = self.reach_metres.unwrap_or(terms.reach_metres);
    }
}

fn changeable(row: &zones::ZoneRow) -> Value {
    json!({
        "name": row.name,
        "active": row.active,
        "opens": row.opens,
        "closes": row.closes,
        "closed_weekdays": row.closed_weekdays,
        "delivery_base_paise": row.terms.base_paise,
        "delivery_per_km_paise": row.terms.per_km_paise,
        "delivery_per_tonne_paise": row.terms.per_tonne_paise,
        "delivery_vehicles_per_mille": row.terms.vehicles_per_mille,
        "reach_metres": row.terms.reach_metres,
    })
}

fn missing() -> Problem {
    Problem::not_found("There is no zone with this id.")
}

async fn localities(
    db: &mut PgConnection,
    rows: &[zones::ZoneRow],
) -> Result<HashMap<Uuid, Vec<LocalityShown>>, Problem> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id.0).collect();
    let mut by_zone: HashMap<Uuid, Vec<LocalityShown>> = HashMap::new();
    for row in zones::localities(db, &ids).await? {
        by_zone.entry(row.zone.0).or_default().push(LocalityShown {
            id: row.id,
            pin: row.pin,
            name: row.name.into(),
            point: row.point.into(),
        });
    }
    Ok(by_zone)
}

fn shown(row: zones::ZoneRow, localities: Vec<LocalityShown>) -> ZoneShown {
    ZoneShown {
        id: row.id.0,
        code: row.code,
        name: row.name.into(),
        active: row.active,
        delivery_base_paise: row.terms.base_paise.get(),
        delivery_per_km_paise: row.terms.per_km_paise.get(),
        delivery_per_tonne_paise: row.terms.per_tonne_paise.get(),
        delivery_vehicles_per_mille: row.terms.vehicles_per_mille,
        reach_metres: row.terms.reach_metres,
        opens: row.opens.map(clock),
        closes: row.closes.map(clock),
        closed_weekdays: row.closed_weekdays,
        localities,
    }
}
