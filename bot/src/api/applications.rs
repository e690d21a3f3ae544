//! Who wants to sell: what they told in the chat, the papers that they sent, and the office's decision, which they hear there.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::office::applications::{self, ApplicationRow, Decision};
use realserv_adapters::postgres::office::vendors::{self, NewVendor};
use realserv_domain::application::{OpenHours, TaxNumber};
use realserv_domain::ids::{ApplicationId, Minter, VendorId};
use realserv_domain::vendors::Hours;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::{ADMIN, Asker, catalogue_changed};
use super::deed::Deed;
use super::input::{Body, Fields, Form, Given, Id, Read, Search};
use super::once::OnceKey;
use super::paging::{Page, PageParameters, Paging};
use super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use super::shown::{Instant, Place, masked};
use crate::converse::ApplicationNews;
use crate::turn::event::PersonEvent;
use crate::wake::Left;
use crate::web::Web;

/// What somebody who wants to sell has told.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApplicationShown {
    pub id: Uuid,
    /// Also the id of the conversation.
    pub person_id: Uuid,
    /// The last four digits.
    #[schema(required, example = "…1731")]
    pub phone: Option<String>,
    /// open, approved or refused.
    #[schema(example = "open")]
    pub state: String,
    #[schema(example = "Sri Lakshmi Traders")]
    pub name: String,
    /// cement, steel, sand, aggregate, brick, block, labour.
    #[schema(example = json!(["cement", "sand"]))]
    pub sells: Vec<String>,
    #[schema(required)]
    pub point: Option<Place>,
    #[schema(required, example = "08:00")]
    pub opens: Option<String>,
    #[schema(required, example = "20:00")]
    pub closes: Option<String>,
    #[schema(required, example = "36ZZZFK1042A1ZE")]
    pub gstin: Option<String>,
    #[schema(required, example = "ZZZPR1116O")]
    pub pan: Option<String>,
    /// The papers that were kept or are being looked through, oldest first, see `/media/{id}`.
    pub media_ids: Vec<Uuid>,
    pub sent_at: Instant,
    #[schema(required)]
    pub decided_at: Option<Instant>,
    #[schema(required, example = "Ravi")]
    pub decided_by: Option<String>,
    /// Of a refusal, as the person was told.
    #[schema(required)]
    pub reason: Option<String>,
    /// Of an approval.
    #[schema(required)]
    pub vendor_id: Option<Uuid>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct ApplicationSearchParameters {
    /// open, approved, refused or all.
    #[param(default = "open")]
    state: Option<String>,
}

pub(super) struct ApplicationSearch {
    filter: applications::Filter,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for ApplicationSearch {
    fn read(fields: &mut Fields) -> Self {
        let state = fields.take("state", |given| match given.text(1, 10)?.as_str() {
            "all" => Ok(None),
            word @ ("open" | "approved" | "refused") => Ok(Some(word.to_owned())),
            _ => Err("must be one of open, approved, refused, all".to_owned()),
        });
        let paging = Paging::<(Timestamp, Uuid)>::read(fields);
        let state = state.unwrap_or_else(|| Some("open".to_owned()));
        let filter = applications::Filter { id: None, state, after: paging.after };
        Self { filter, paging }
    }
}

/// The code that the new vendor is known by, in sheets and in the log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApproveApplication {
    /// Capital letters, digits and dashes, nobody else's.
    #[schema(min_length = 4, max_length = 24, pattern = "^[A-Z0-9-]+$", example = "VEN-LAKSHMI")]
    code: String,
    /// Left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

impl Form for ApproveApplication {
    fn read(fields: &mut Fields) -> Self {
        let code = fields.need("code", new_code);
        Self { code, by: fields.take("by", |given| given.text(1, 40)) }
    }
}

/// A vendor's code as it is given once and for all.
pub(super) fn new_code(given: Given) -> Read<String> {
    let code = given.text(4, 24)?;
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    if code.bytes().all(plain) {
        Ok(code)
    } else {
        Err("must be of capital letters, digits and dashes, such as VEN-LAKSHMI".to_owned())
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RefuseApplication {
    /// As the person reads it, in a sentence that begins *We cannot register your business now:*.
    #[schema(
        min_length = 3,
        max_length = 300,
        example = "the GST certificate is of another address"
    )]
    reason: String,
    /// Left out: the API key's name.
    #[schema(min_length = 1, max_length = 40, example = "Ravi")]
    by: Option<String>,
}

impl Form for RefuseApplication {
    fn read(fields: &mut Fields) -> Self {
        let reason = fields.need("reason", |given| given.text(3, 300));
        Self { reason, by: fields.take("by", |given| given.text(1, 40)) }
    }
}

/// Who wants to sell, the one that waits longest first
#[utoipa::path(
    get, path = "/applications", tag = "vendors",
    params(ApplicationSearchParameters, PageParameters),
    responses((status = 200, body = Page<ApplicationShown>, description = "A page of applications"), Refused),
)]
pub(super) async fn list_applications(
    State(web): State<Web>,
    Search(search): Search<ApplicationSearch>,
) -> Result<Json<Page<ApplicationShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = applications::list(&mut db, &search.filter, search.paging.fetch()).await?;
    let key = |row: &ApplicationRow| (row.sent_at, row.id.0);
    Ok(Json(search.paging.page(rows, key, ApplicationShown::from)))
}

/// One application
#[utoipa::path(
    get, path = "/applications/{id}", tag = "vendors",
    params(("id" = Uuid, Path, description = "The application's id")),
    responses((status = 200, body = ApplicationShown, description = "The application"), Refused, Missing),
)]
pub(super) async fn get_application(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<ApplicationShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let row = applications::one(&mut db, ApplicationId(id)).await?.ok_or_else(missing)?;
    Ok(Json(row.into()))
}

/// Approve an application
///
/// Its person is a vendor from now on, known to the office (`kyc` approved), active and without listings, and hears of it. Names in
/// the other scripts, legal name and address are set with `PATCH /vendors/{id}`, what is sold with `/listings` or a sheet. 409
/// where it was decided before, where the code is taken, and where the person is a vendor already.
#[utoipa::path(
    post, path = "/applications/{id}/approve", tag = "vendors",
    params(
        ("id" = Uuid, Path, description = "The application's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = ApproveApplication,
    responses(
        (status = 200, body = ApplicationShown, description = "As it is now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn approve_application(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<ApproveApplication>,
) -> Result<Json<ApplicationShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("application.approve", ("application", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    let is_new = deed.is_new(&mut transaction).await?;
    if is_new {
        let millis = u64::try_from(app.clock.now().as_millisecond()).unwrap_or(0);
        let vendor: VendorId = Minter::new(app.secret, key.event(asker.request), millis).id();
        register(&mut transaction, &row, (vendor, &body.code)).await?;
        let decision = Decision::Approved(vendor);
        let news = ApplicationNews::Approved { name: row.told.name.clone() };
        decide(&deed, &mut transaction, &row, (body.by.as_deref(), decision), news).await?;
    }
    let row = locked(&mut transaction, id).await?;
    transaction.commit().await?;
    if is_new {
        app.bells.ring(Left { people: vec![row.person.0], ..Left::default() });
        catalogue_changed(app).await;
    }
    Ok(Json(row.into()))
}

/// Refuse an application
///
/// Its person hears why, and may apply again. 409 where it was decided before.
#[utoipa::path(
    post, path = "/applications/{id}/refuse", tag = "vendors",
    params(
        ("id" = Uuid, Path, description = "The application's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = RefuseApplication,
    responses(
        (status = 200, body = ApplicationShown, description = "As it is now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn refuse_application(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<RefuseApplication>,
) -> Result<Json<ApplicationShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let row = locked(&mut transaction, id).await?;
    let (action, on) = ("application.refuse", ("application", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: json!(body) };
    let is_new = deed.is_new(&mut transaction).await?;
    if is_new {
        let decision = Decision::Refused(&body.reason);
        let news = ApplicationNews::Refused { reason: body.reason.clone() };
        decide(&deed, &mut transaction, &row, (body.by.as_deref(), decision), news).await?;
    }
    let row = locked(&mut transaction, id).await?;
    transaction.commit().await?;
    if is_new {
        app.bells.ring(Left { people: vec![row.person.0], ..Left::default() });
    }
    Ok(Json(row.into()))
}

/// What was told becomes a vendor; without a place no order finds one.
async fn register(
    db: &mut PgConnection,
    row: &ApplicationRow,
    (id, code): (VendorId, &str),
) -> Result<(), Problem> {
    let point = row.told.point.ok_or_else(|| {
        Problem::conflict(
            "This application has no place. Ask the person for it, and refuse this one.",
        )
    })?;
    let usual = Hours::default();
    let OpenHours { opens, closes } =
        row.told.hours.unwrap_or(OpenHours { opens: usual.opens, closes: usual.closes });
    let (gstin, pan) = numbers(row.told.tax.as_ref());
    let name = row.told.name.as_str();
    let (person, code) = (row.person, code);
    let new = NewVendor { id, code, person, name, point, opens, closes, gstin, pan };
    if vendors::insert(db, &new).await? {
        return Ok(());
    }
    Err(Problem::conflict("Another vendor has this code, or this person is a vendor already."))
}

async fn decide(
    deed: &Deed<'_>,
    db: &mut PgConnection,
    row: &ApplicationRow,
    (by, decision): (Option<&str>, Decision<'_>),
    news: ApplicationNews,
) -> Result<(), Problem> {
    if row.state != "open" {
        return Err(Problem::conflict(format!("This application is {} already.", row.state)));
    }
    let by = by.unwrap_or(ADMIN);
    applications::decide(db, deed.app.clock.now(), (row.id, by), decision).await?;
    let to = (KeyKind::Person, row.person.0);
    let event = PersonEvent::Application(news);
    deed.tell(db, to, row.phone_number_id.clone(), &event).await?;
    let before: Value = json!({ "state": row.state });
    deed.write_down(db, json!({ "by": by, "before": before })).await
}

async fn locked(db: &mut PgConnection, id: Uuid) -> Result<ApplicationRow, Problem> {
    applications::lock(db, ApplicationId(id)).await?.ok_or_else(missing)
}

fn missing() -> Problem {
    Problem::not_found("There is no application with this id.")
}

/// GSTIN, and PAN where there is no GSTIN.
pub(super) fn numbers(tax: Option<&TaxNumber>) -> (Option<String>, Option<String>) {
    match tax {
        Some(TaxNumber::Gstin(gstin)) => (Some(gstin.to_string()), None),
        Some(TaxNumber::Pan(pan)) => (None, Some(String::from(pan.clone()))),
        None => (None, None),
    }
}

impl From<ApplicationRow> for ApplicationShown {
    fn from(row: ApplicationRow) -> Self {
        let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        let (gstin, pan) = numbers(row.told.tax.as_ref());
        Self {
            id: row.id.0,
            person_id: row.person.0,
            phone: masked(row.phone.as_deref()),
            state: row.state,
            name: row.told.name,
            sells: row.told.sells.iter().map(|kind| kind.as_str().to_owned()).collect(),
            point: row.told.point.map(Place::from),
            opens: row.told.hours.map(|hours| clock(hours.opens)),
            closes: row.told.hours.map(|hours| clock(hours.closes)),
            gstin,
            pan,
            media_ids: row.media.into_iter().map(|media| media.0).collect(),
            sent_at: Instant(row.sent_at),
            decided_at: row.decided_at.map(Instant),
            decided_by: row.decided_by,
            reason: row.reason,
            vendor_id: row.vendor.map(|vendor| vendor.0),
        }
    }
}
