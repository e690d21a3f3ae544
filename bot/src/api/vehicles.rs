//! Vehicles: what brings goods, what it carries and costs. A row holds from its moment on, until the next of the same code:
//! nothing is changed, so that what was decided can be explained later.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::vehicles::{self, VehicleRow};
use realserv_domain::language::Name;
use realserv_domain::money::Paise;
use realserv_domain::vehicles::{Vehicle, Width};
use serde::Serialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::act::{Act, Asker};
use super::input::{Body, Fields, Form, Search};
use super::once::{OnceKey, Sight};
use super::problem::{BadBody, Problem, Refused, Untimely};
use super::shown::{Instant, Names, NamesWanted};
use crate::web::Web;

/// A train does not come to a building site.
const MOST_KG: i64 = 100_000;
const MOST_CFT: i64 = 10_000;
/// A lakh of rupees for a trip.
const MOST_PAISE: i64 = 10_000_000;

/// A kind of vehicle, from a moment on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VehicleShown {
    #[schema(example = "tractor")]
    pub code: String,
    pub name: Names,
    #[schema(example = 4_000)]
    pub most_kg: u32,
    #[schema(example = 120)]
    pub most_cft: u32,
    /// For each trip, whatever the way.
    #[schema(example = 90_000)]
    pub base_paise: i64,
    /// For each kilometre of each trip.
    #[schema(example = 2_500)]
    pub per_km_paise: i64,
    /// The lane that it needs: `narrow` or `wide`.
    #[schema(example = "narrow")]
    pub width: String,
    pub from_at: Instant,
    /// False: from then on there is none.
    pub in_use: bool,
    /// Whether this row holds now.
    pub now: bool,
}

/// Every row, by code, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VehiclesShown {
    pub data: Vec<VehicleShown>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `VehicleSearch`")]
struct VehicleSearchParameters {
    /// Only the rows of this code.
    code: Option<String>,
}

pub(super) struct VehicleSearch {
    code: Option<String>,
}

impl Form for VehicleSearch {
    fn read(fields: &mut Fields) -> Self {
        Self { code: fields.take("code", |given| given.text(1, 30)) }
    }
}

/// A kind of vehicle as it is to be from a moment on; the code names it for ever.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VehicleWanted {
    #[schema(pattern = "^[a-z][a-z0-9_]{0,29}$", example = "tractor")]
    code: String,
    #[schema(value_type = NamesWanted)]
    name: Name,
    #[schema(value_type = u32, minimum = 1, maximum = 100_000, example = 4_000)]
    most_kg: i64,
    #[schema(value_type = u32, minimum = 1, maximum = 10_000, example = 120)]
    most_cft: i64,
    #[schema(value_type = i64, minimum = 0, maximum = 10_000_000, example = 90_000)]
    base_paise: Paise,
    #[schema(value_type = i64, minimum = 0, maximum = 10_000_000, example = 2_500)]
    per_km_paise: Paise,
    /// `narrow` or `wide`
    #[schema(value_type = String, example = "narrow")]
    width: Option<Width>,
    /// From when it holds; left out: from now.
    #[schema(value_type = String, format = DateTime, required = false)]
    from_at: Option<Timestamp>,
    /// `false`: from then on there is none.
    #[schema(value_type = bool, required = false)]
    in_use: Option<bool>,
}

impl Form for VehicleWanted {
    fn read(fields: &mut Fields) -> Self {
        let code = fields.need("code", |given| given.text(1, 30));
        let good = |code: &str| {
            code.starts_with(|c: char| c.is_ascii_lowercase())
                && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if !code.is_empty() && !good(&code) {
            fields.refuse("code", "must be small letters, digits and _, a letter first");
        }
        Self {
            code,
            name: NamesWanted::need(fields, "name"),
            most_kg: fields.need("most_kg", |given| given.whole(1, MOST_KG)),
            most_cft: fields.need("most_cft", |given| given.whole(1, MOST_CFT)),
            base_paise: fields.need("base_paise", |given| given.paise(0, MOST_PAISE)),
            per_km_paise: fields.need("per_km_paise", |given| given.paise(0, MOST_PAISE)),
            width: fields.need("width", |given| given.word("narrow, wide").map(Some)),
            from_at: fields.take("from_at", |given| given.instant()),
            in_use: fields.take("in_use", |given| given.flag()),
        }
    }
}

/// Kinds of vehicles with their history, by code, the latest first
#[utoipa::path(
    get, path = "/vehicles", tag = "zones",
    params(VehicleSearchParameters),
    responses((status = 200, body = VehiclesShown, description = "Every row"), Refused),
)]
pub(super) async fn list_vehicles(
    State(web): State<Web>,
    Search(search): Search<VehicleSearch>,
) -> Result<Json<VehiclesShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let code = search.code.as_deref();
    let rows = vehicles::rows(&mut db, code, None).await?;
    let holding = vehicles::rows(&mut db, code, Some(web.app.clock.now())).await?;
    let holds = |row: &VehicleRow| {
        let same = |other: &VehicleRow| {
            other.vehicle.code == row.vehicle.code && other.from_at == row.from_at
        };
        holding.iter().any(same)
    };
    let data = rows.into_iter().map(|row| {
        let now = holds(&row);
        shown(row, now)
    });
    Ok(Json(VehiclesShown { data: data.collect() }))
}

/// Add a kind of vehicle, or say how one is from a moment on
///
/// Quotes that are out keep their vehicles.
#[utoipa::path(
    post, path = "/vehicles", tag = "zones",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = VehicleWanted,
    responses(
        (status = 200, body = VehicleShown, description = "As it will be"), Refused, BadBody, Untimely,
    ),
)]
pub(super) async fn add_vehicle(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(wanted): Body<VehicleWanted>,
) -> Result<Json<VehicleShown>, Problem> {
    let app = &web.app;
    let now = app.clock.now();
    let (asked, wanted_at) = (json!(wanted), wanted.from_at);
    let row = wanted.row(now);
    let mut transaction = app.pool.begin().await?;
    let what = format!("vehicle.add {asked}");
    if key.note(&mut transaction, app, &what).await? == Sight::Again {
        let before = vehicles::rows(&mut transaction, Some(&row.vehicle.code), None).await?;
        let same = |other: &VehicleRow| wanted_at.is_none_or(|at| other.from_at == at);
        let row = before.into_iter().find(same).unwrap_or(row);
        let holds = row.from_at <= now;
        return Ok(Json(shown(row, holds)));
    }
    if !vehicles::add(&mut transaction, &row).await? {
        let detail = "A row of this code begins at the same moment. Choose another `from_at`.";
        return Err(Problem::conflict(detail));
    }
    let subject = format!("vehicle:{}", row.vehicle.code);
    let detail = json!({ "vehicle": row.vehicle, "from_at": row.from_at, "in_use": row.in_use });
    let act = Act { action: "vehicle.add", subject, detail };
    act.write(&mut transaction, app, &asker).await?;
    transaction.commit().await?;
    let holds = row.from_at <= now;
    Ok(Json(shown(row, holds)))
}

impl VehicleWanted {
    fn row(self, now: Timestamp) -> VehicleRow {
        VehicleRow {
            vehicle: Vehicle {
                code: self.code,
                name: self.name,
                most_kg: u32::try_from(self.most_kg).unwrap_or(0),
                most_cft: u32::try_from(self.most_cft).unwrap_or(0),
                base_paise: self.base_paise,
                per_km_paise: self.per_km_paise,
                width: self.width.unwrap_or(Width::Wide),
            },
            from_at: self.from_at.unwrap_or(now),
            in_use: self.in_use.unwrap_or(true),
        }
    }
}

fn shown(row: VehicleRow, now: bool) -> VehicleShown {
    let VehicleRow { vehicle, from_at, in_use } = row;
    VehicleShown {
        code: vehicle.code,
        name: vehicle.name.into(),
        most_kg: vehicle.most_kg,
        most_cft: vehicle.most_cft,
        base_paise: vehicle.base_paise.get(),
        per_km_paise: vehicle.per_km_paise.get(),
        width: vehicle.width.as_str().to_owned(),
        from_at: Instant(from_at),
        in_use,
        now,
    }
}
