//! A zone's border, which localities are in it, and on which days nobody comes. What opens a place tells whoever waits for it.

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use realserv_adapters::postgres::office::{places, zones};
use realserv_adapters::postgres::{sites, waiting, zones as borders};
use realserv_domain::ids::ZoneId;
use realserv_domain::language::Name;
use realserv_domain::place::Point;
use realserv_domain::ring::{MOST_POINTS, NoRing, Ring, Why};
use realserv_domain::zones::Zones;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::{Act, Asker, catalogue_changed, difference};
use super::input::{Body, Fields, Form, Id, Read, Search};
use super::paging::{Page, PageParameters, Paging};
use super::problem::{BadBody, Missing, Problem, Refused};
use super::shown::{Names, NamesWanted, Place};
use crate::app::App;
use crate::web::Web;

/// A zone is one piece, or a few with a river between them.
const MOST_RINGS: usize = 8;

/// Whoever waits for what is served now is told, with the commit of what opened it: a row's time is set in the office's
/// transaction, and the row leaves with the person's event. What is closed again before that is waited for again.
pub(super) async fn tell_who_waits(app: &App, db: &mut PgConnection) -> Result<u64, Problem> {
    let localities = sites::localities(&mut *db).await?;
    let rings = borders::rings(&mut *db).await?.into_iter().map(|row| (row.zone, row.ring));
    let zones = Zones::new(Default::default(), Vec::new(), rings.collect());
    let pins = crate::places::served_pins(&localities, &zones);
    waiting::close(&mut *db, &pins).await?;
    let tell_at = app.settings.snapshot().quiet_hours().after(&app.clock.today());
    Ok(waiting::open(db, &pins, tell_at).await?)
}

// -- the border

/// A zone's border: rings of corners in millionths of a degree, latitude first, the last corner the first again.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BorderShown {
    #[schema(value_type = Vec<Vec<Vec<i32>>>, example = json!([[[17_500_000, 78_300_000], [17_500_000, 78_400_000], [17_450_000, 78_350_000], [17_500_000, 78_300_000]]]))]
    pub rings: Vec<Vec<[i32; 2]>>,
}

/// Every ring, in place of those that there are; none: the zone has no border, and a pin belongs to the nearest locality.
#[derive(Debug, ToSchema)]
pub(super) struct BorderWanted {
    #[schema(value_type = Vec<Vec<Vec<i32>>>, example = json!([[[17_500_000, 78_300_000], [17_500_000, 78_400_000], [17_450_000, 78_350_000], [17_500_000, 78_300_000]]]))]
    rings: Vec<Ring>,
}

impl Form for BorderWanted {
    fn read(fields: &mut Fields) -> Self {
        let given: Value = fields.need("rings", |given| Ok(given.json()));
        let mut wrong = Vec::new();
        let rings = rings(&given, &mut wrong);
        for (field, message) in wrong {
            fields.refuse(&field, message);
        }
        Self { rings }
    }
}

type Wrong = Vec<(String, String)>;

/// Every ring has its say: `rings[1][4]` names the corner where it goes wrong.
fn rings(given: &Value, wrong: &mut Wrong) -> Vec<Ring> {
    let list = match given {
        Value::Array(list) if list.len() <= MOST_RINGS => list,
        // It is missing, which was said.
        Value::Null => return Vec::new(),
        _ => {
            wrong.push(("rings".to_owned(), format!("must be a list of at most {MOST_RINGS}")));
            return Vec::new();
        }
    };
    let one = |(at, ring): (usize, &Value)| ring_of(ring, &format!("rings[{at}]"), wrong);
    list.iter().enumerate().filter_map(one).collect()
}

fn ring_of(given: &Value, name: &str, wrong: &mut Wrong) -> Option<Ring> {
    let Value::Array(corners) = given else {
        wrong.push((name.to_owned(), "must be a list of corners".to_owned()));
        return None;
    };
    if corners.len() > MOST_POINTS {
        wrong.push((name.to_owned(), format!("must have at most {MOST_POINTS} corners")));
        return None;
    }
    let mut points = Vec::with_capacity(corners.len());
    for (at, corner) in corners.iter().enumerate() {
        match corner_of(corner) {
            Ok(point) => points.push(point),
            Err(message) => {
                wrong.push((format!("{name}[{at}]"), message));
                return None;
            }
        }
    }
    match Ring::new(points) {
        Ok(ring) => Some(ring),
        Err(NoRing { at, why }) => {
            wrong.push((format!("{name}[{at}]"), why_not(why)));
            None
        }
    }
}

fn corner_of(given: &Value) -> Read<Point> {
    let message = || "must be [latitude, longitude] in millionths of a degree".to_owned();
    let Some([lat, lon]) = given.as_array().map(Vec::as_slice) else { return Err(message()) };
    let degree = |value: &Value, most: i32| {
        let e6 = value.as_i64().and_then(|e6| i32::try_from(e6).ok());
        e6.filter(|e6| e6.abs() <= most).ok_or_else(message)
    };
    Ok(Point { lat_e6: degree(lat, 90_000_000)?, lon_e6: degree(lon, 180_000_000)? })
}

fn why_not(why: Why) -> String {
    match why {
        Why::TooFewPoints => "must have four corners or more, the last the first again",
        Why::TooManyPoints => "has more corners than a border may have",
        Why::NotClosed => "must be the first corner again",
        Why::SamePoint => "is the corner before it again",
        Why::CrossesItself => "begins a line that meets an earlier one",
        Why::TooWide => "lies further away than a zone is wide",
    }
    .to_owned()
}

/// A zone's border
#[utoipa::path(
    get, path = "/zones/{id}/border", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id")),
    responses((status = 200, body = BorderShown, description = "Its rings"), Refused, Missing),
)]
pub(super) async fn get_border(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<BorderShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let zone = zones::one(&mut db, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    Ok(Json(border(&mut db, zone).await?))
}

/// Set a zone's border
///
/// A pin on the map within a ring is in the zone, whatever locality is nearest; what lies in no ring belongs to its nearest locality, as
/// ever. Whoever waits for a PIN code whose place lies inside now is told.
#[utoipa::path(
    put, path = "/zones/{id}/border", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id")),
    request_body = BorderWanted,
    responses((status = 200, body = BorderShown, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(super) async fn put_border(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(wanted): Body<BorderWanted>,
) -> Result<Json<BorderShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let zone = zones::lock(&mut transaction, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    let before = border(&mut transaction, zone).await?;
    places::set_rings(&mut transaction, zone, &wanted.rings).await?;
    let after = border(&mut transaction, zone).await?;
    if let Some(detail) = difference(&json!(before), &json!(after)) {
        let subject = format!("zone:{id}");
        let act = Act { action: "zone.border", subject, detail };
        act.write(&mut transaction, app, &asker).await?;
        tell_who_waits(app, &mut transaction).await?;
        transaction.commit().await?;
        catalogue_changed(app).await;
    }
    Ok(Json(after))
}

async fn border(db: &mut PgConnection, zone: ZoneId) -> Result<BorderShown, Problem> {
    let corners = |ring: &Ring| -> Vec<[i32; 2]> {
        ring.points().iter().map(|point| [point.lat_e6, point.lon_e6]).collect()
    };
    let rows = borders::rings_of(db, zone).await?;
    Ok(BorderShown { rings: rows.iter().map(|row| corners(&row.ring)).collect() })
}

// -- localities

/// A named place with its PIN code, and the zone that it is in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KnownLocality {
    pub id: Uuid,
    #[schema(example = "501301")]
    pub pin: String,
    pub name: Names,
    pub point: Place,
    /// Null: it is known and in no zone.
    #[schema(required)]
    pub zone_id: Option<Uuid>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `LocalitySearch`")]
struct LocalityParameters {
    /// Only those in no zone.
    without_zone: Option<bool>,
    /// Only those of this PIN code.
    pin: Option<String>,
}

pub(super) struct LocalitySearch {
    without_zone: bool,
    pin: Option<String>,
    paging: Paging<(String, Uuid)>,
}

impl Form for LocalitySearch {
    fn read(fields: &mut Fields) -> Self {
        Self {
            without_zone: fields.take("without_zone", |given| given.flag()).unwrap_or(false),
            pin: fields.take("pin", |given| given.text(6, 6)),
            paging: Paging::read(fields),
        }
    }
}

/// Where a locality belongs.
#[derive(Debug, ToSchema)]
pub(super) struct LocalityChange {
    /// Null: to no zone.
    #[schema(value_type = Option<Uuid>, required = true)]
    zone_id: Option<Option<Uuid>>,
}

impl Form for LocalityChange {
    fn read(fields: &mut Fields) -> Self {
        if !fields.has("zone_id") {
            fields.refuse("zone_id", "is missing");
        }
        Self { zone_id: fields.take_or_clear("zone_id", |given| given.id()) }
    }
}

/// Every named place, by PIN code
#[utoipa::path(
    get, path = "/localities", tag = "zones",
    params(LocalityParameters, PageParameters),
    responses((status = 200, body = Page<KnownLocality>, description = "A page of localities"), Refused),
)]
pub(super) async fn list_localities(
    State(web): State<Web>,
    Search(search): Search<LocalitySearch>,
) -> Result<Json<Page<KnownLocality>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let which = (search.without_zone, search.pin.as_deref());
    let (after, limit) = (search.paging.after.clone(), search.paging.fetch());
    let rows = places::localities(&mut db, None, which, after, limit).await?;
    Ok(Json(search.paging.page(rows, |row| (row.pin.clone(), row.id), locality_shown)))
}

/// Move a locality into a zone, or out of all
///
/// Whoever waits for its PIN code is told once it is in a zone that is served.
#[utoipa::path(
    patch, path = "/localities/{id}", tag = "zones",
    params(("id" = Uuid, Path, description = "The locality's id")),
    request_body = LocalityChange,
    responses((status = 200, body = KnownLocality, description = "As it is now"), Refused, Missing, BadBody),
)]
pub(super) async fn move_locality(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(change): Body<LocalityChange>,
) -> Result<Json<KnownLocality>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let missing = || Problem::not_found("There is no locality with this id.");
    let mut row = places::lock_locality(&mut transaction, id).await?.ok_or_else(missing)?;
    let before = json!({ "zone_id": row.zone });
    let wanted = change.zone_id.flatten().map(ZoneId);
    if let Some(zone) = wanted {
        let known = zones::one(&mut transaction, zone).await?;
        known.ok_or_else(|| Problem::field("zone_id", "is no zone"))?;
    }
    row.zone = wanted;
    if let Some(detail) = difference(&before, &json!({ "zone_id": row.zone })) {
        places::move_locality(&mut transaction, id, wanted).await?;
        let subject = format!("locality:{id}");
        let act = Act { action: "locality.move", subject, detail };
        act.write(&mut transaction, app, &asker).await?;
        tell_who_waits(app, &mut transaction).await?;
        transaction.commit().await?;
        catalogue_changed(app).await;
    }
    Ok(Json(locality_shown(row)))
}

fn locality_shown(row: places::PlaceRow) -> KnownLocality {
    KnownLocality {
        id: row.id,
        pin: row.pin,
        name: row.name.into(),
        point: row.point.into(),
        zone_id: row.zone.map(|zone| zone.0),
    }
}

// -- closed days

/// A day on which nobody comes to a zone.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClosedDay {
    #[schema(value_type = String, format = Date, example = "2027-04-07")]
    pub on: Date,
    /// What the buyer is told.
    pub name: Names,
}

/// From today on, in order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClosedDays {
    pub data: Vec<ClosedDay>,
}

/// A day to close, and why: a festival, an election, a strike.
#[derive(Debug, ToSchema)]
pub(super) struct ClosedDayWanted {
    #[schema(value_type = String, format = Date, example = "2027-04-07")]
    on: Date,
    #[schema(value_type = NamesWanted)]
    name: Name,
}

impl Form for ClosedDayWanted {
    fn read(fields: &mut Fields) -> Self {
        Self { on: fields.need("on", |given| given.day()), name: NamesWanted::need(fields, "name") }
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `OnDay`")]
struct OnDayParameter {
    /// `2027-04-07`
    on: String,
}

pub(super) struct OnDay(Date);

impl Form for OnDay {
    fn read(fields: &mut Fields) -> Self {
        Self(fields.need("on", |given| given.day()))
    }
}

/// The days to come on which nobody comes to a zone
#[utoipa::path(
    get, path = "/zones/{id}/closed-days", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id")),
    responses((status = 200, body = ClosedDays, description = "From today on"), Refused, Missing),
)]
pub(super) async fn list_closed_days(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<ClosedDays>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let zone = zones::one(&mut db, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    Ok(Json(closed_days(&web.app, &mut db, zone).await?))
}

/// Close a zone for a day
///
/// No delivery and no crew is promised for it any more. What was promised stays.
#[utoipa::path(
    put, path = "/zones/{id}/closed-days", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id")),
    request_body = ClosedDayWanted,
    responses((status = 200, body = ClosedDays, description = "As they are now"), Refused, Missing, BadBody),
)]
pub(super) async fn close_day(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    Body(wanted): Body<ClosedDayWanted>,
) -> Result<Json<ClosedDays>, Problem> {
    let app = &web.app;
    if wanted.on < app.clock.today().date() {
        return Err(Problem::field("on", "must be today or later"));
    }
    let mut transaction = app.pool.begin().await?;
    let zone = zones::lock(&mut transaction, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    let day = places::ClosedDay { on: wanted.on, name: wanted.name };
    places::close_day(&mut transaction, zone, &day).await?;
    let detail = json!({ "on": day.on, "name": day.name });
    let act = Act { action: "zone.close_day", subject: format!("zone:{id}"), detail };
    act.write(&mut transaction, app, &asker).await?;
    let days = closed_days(app, &mut transaction, zone).await?;
    transaction.commit().await?;
    catalogue_changed(app).await;
    Ok(Json(days))
}

/// Open a zone again on a day
#[utoipa::path(
    delete, path = "/zones/{id}/closed-days", tag = "zones",
    params(("id" = Uuid, Path, description = "The zone's id"), OnDayParameter),
    responses((status = 200, body = ClosedDays, description = "As they are now"), Refused, Missing),
)]
pub(super) async fn open_day(
    State(web): State<Web>,
    Id(id): Id,
    Search(OnDay(on)): Search<OnDay>,
    asker: Asker,
) -> Result<Json<ClosedDays>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let zone = zones::lock(&mut transaction, ZoneId(id)).await?.ok_or_else(no_zone)?.id;
    if !places::open_day(&mut transaction, zone, on).await? {
        return Err(Problem::not_found("The zone is not closed on that day."));
    }
    let detail = json!({ "on": on });
    let act = Act { action: "zone.open_day", subject: format!("zone:{id}"), detail };
    act.write(&mut transaction, app, &asker).await?;
    let days = closed_days(app, &mut transaction, zone).await?;
    transaction.commit().await?;
    catalogue_changed(app).await;
    Ok(Json(days))
}

async fn closed_days(
    app: &App,
    db: &mut PgConnection,
    zone: ZoneId,
) -> Result<ClosedDays, Problem> {
    let rows = places::closed_days(db, zone, app.clock.today().date()).await?;
    let data = rows.into_iter().map(|row| ClosedDay { on: row.on, name: row.name.into() });
    Ok(ClosedDays { data: data.collect() })
}

fn no_zone() -> Problem {
    Problem::not_found("There is no zone with this id.")
}
