//! What Razorpay has settled on a day, against the ledger; differences are closed here with a note.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use realserv_adapters::postgres::books::{self, DayInRange, DifferenceRow};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::range::{Range, RangeParameters};
use super::sheet::{Format, FormatParameters, csv};
use crate::api::act::Asker;
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Id, Search};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::{Day, Instant};
use crate::web::Web;

/// A day of Razorpay's settlement report.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ReconciliationShown {
    pub day: Day,
    /// waiting (its night has not come), asked, failed (asked again within the hour) or done.
    #[schema(example = "done")]
    pub state: String,
    /// How often Razorpay was asked.
    pub tries: i32,
    #[schema(required)]
    pub updated_at: Option<Instant>,
    /// What Razorpay has paid to the bank; posted once.
    pub settlements: Vec<SettlementShown>,
    pub differences: Vec<DifferenceShown>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SettlementShown {
    #[schema(example = "setl_DGlQ1Rj8os78Ec")]
    pub id: String,
    /// The bank's reference.
    #[schema(example = "1568176960vxp0rj")]
    pub utr: String,
    #[schema(example = 9_973_635)]
    pub amount_paise: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct DifferenceShown {
    pub id: Uuid,
    /// missing_here, missing_there (not settled after three working days), amount_differs, fee_differs or tax_differs.
    #[schema(example = "fee_differs")]
    pub kind: String,
    /// Razorpay's id of the payment, refund or adjustment.
    #[schema(example = "pay_FVOKLsBLQAHgDI")]
    pub entity_id: String,
    #[schema(required)]
    pub order_id: Option<Uuid>,
    /// As our ledger has it; null where it has not.
    #[schema(required, example = 47_200)]
    pub ours_paise: Option<i64>,
    /// As the report has it; null where it has not.
    #[schema(required, example = 47_300)]
    pub theirs_paise: Option<i64>,
    pub found_at: Instant,
    /// Null while somebody should look at it.
    #[schema(required)]
    pub closed_at: Option<Instant>,
    #[schema(required, example = "A card of a business: Razorpay takes more")]
    pub note: Option<String>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `DayWanted`")]
struct DayParameters {
    /// The day on which Razorpay settled.
    #[param(example = "2026-11-23", format = Date)]
    day: String,
}

pub(in crate::api) struct DayWanted(Date);

impl Form for DayWanted {
    fn read(fields: &mut Fields) -> Self {
        Self(fields.need("day", |given| given.day().map(Some)).unwrap_or_default())
    }
}

/// Why nothing more is to be done.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct CloseDifference {
    #[schema(
        min_length = 3,
        max_length = 500,
        example = "A card of a business: Razorpay takes more"
    )]
    note: String,
}

impl Form for CloseDifference {
    fn read(fields: &mut Fields) -> Self {
        Self { note: fields.need("note", |given| given.text(3, 500)) }
    }
}

/// What Razorpay settled on a day, and what does not agree with the ledger
#[utoipa::path(
    get, path = "/reports/reconciliation", tag = "reports",
    params(DayParameters),
    responses((status = 200, body = ReconciliationShown, description = "The day"), Refused),
)]
pub(in crate::api) async fn get_reconciliation(
    State(web): State<Web>,
    Search(DayWanted(day)): Search<DayWanted>,
) -> Result<Json<ReconciliationShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    Ok(Json(shown(&mut db, day).await?))
}

/// Close a difference with a note
#[utoipa::path(
    post, path = "/reports/reconciliation/{id}/close", tag = "reports",
    params(
        ("id" = Uuid, Path, description = "The difference's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = CloseDifference,
    responses(
        (status = 200, body = ReconciliationShown, description = "Its day, as it is now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn close_difference(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<CloseDifference>,
) -> Result<Json<ReconciliationShown>, Problem> {
    let app = &web.app;
    let asked: Value = serde_json::to_value(&body).unwrap_or_default();
    let deed = Deed {
        app,
        asker: &asker,
        key: &key,
        action: "reconciliation.close",
        on: ("reconciliation", id),
        asked,
    };
    let mut transaction = app.pool.begin().await?;
    let found = books::lock_difference(&mut transaction, id).await?;
    let (day, closed) =
        found.ok_or_else(|| Problem::not_found("There is no difference with this id."))?;
    if deed.is_new(&mut transaction).await? {
        if closed {
            return Err(Problem::conflict("This difference is closed already."));
        }
        books::close_difference(&mut transaction, app.clock.now(), id, &body.note).await?;
        deed.write_down(&mut transaction, json!({ "asked": deed.asked })).await?;
    }
    let day = shown(&mut transaction, day).await?;
    transaction.commit().await?;
    Ok(Json(day))
}

async fn shown(db: &mut PgConnection, day: Date) -> Result<ReconciliationShown, Problem> {
    let known = books::day(db, day).await?;
    let settlements = books::settlements_of(db, day).await?;
    let differences = books::differences_of(db, day).await?;
    Ok(ReconciliationShown {
        day: Day(day),
        state: known.as_ref().map_or_else(|| "waiting".to_owned(), |known| known.state.clone()),
        tries: known.as_ref().map_or(0, |known| known.tries),
        updated_at: known.map(|known| Instant(known.updated_at)),
        settlements: settlements
            .into_iter()
            .map(|one| SettlementShown {
                id: one.id.0,
                utr: one.utr,
                amount_paise: one.amount_paise.get(),
            })
            .collect(),
        differences: differences.into_iter().map(DifferenceShown::from).collect(),
    })
}

impl From<DifferenceRow> for DifferenceShown {
    fn from(row: DifferenceRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            entity_id: row.entity,
            order_id: row.order,
            ours_paise: row.ours_paise,
            theirs_paise: row.theirs_paise,
            found_at: Instant(row.found_at),
            closed_at: row.closed_at.map(Instant),
            note: row.note,
        }
    }
}

/// A day of Razorpay's settlement reports, in figures.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ReconciledDay {
    pub day: Day,
    /// asked, failed (asked again within the hour) or done.
    #[schema(example = "done")]
    pub state: String,
    pub settlements: i64,
    /// What Razorpay has paid to the bank.
    #[schema(example = 9_973_635)]
    pub settled_paise: i64,
    pub differences: i64,
    /// Of these, those that somebody should look at.
    pub open_differences: i64,
}

/// The days of a range.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ReconciledDays {
    pub from: Day,
    pub to: Day,
    pub data: Vec<ReconciledDay>,
}

pub(in crate::api) struct DaysWanted {
    range: Range,
    format: Format,
}

impl Form for DaysWanted {
    fn read(fields: &mut Fields) -> Self {
        Self { range: Range::read(fields), format: Format::read(fields) }
    }
}

/// Which days agree with Razorpay's reports
///
/// Days that were not asked for yet are not listed.
#[utoipa::path(
    get, path = "/reports/reconciliation/days", tag = "reports",
    params(RangeParameters, FormatParameters),
    responses(
        (status = 200, description = "The days", content((ReconciledDays = "application/json"), (String = "text/csv"))),
        Refused,
    ),
)]
pub(in crate::api) async fn list_reconciled_days(
    State(web): State<Web>,
    headers: HeaderMap,
    Search(wanted): Search<DaysWanted>,
) -> Result<Response, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let Range { from, to } = wanted.range;
    let data: Vec<ReconciledDay> =
        books::days(&mut db, from, to).await?.into_iter().map(ReconciledDay::from).collect();
    if wanted.format.is_csv(&headers) {
        return Ok(csv("reconciliation", COLUMNS, data.iter().map(ReconciledDay::cells).collect()));
    }
    Ok(Json(ReconciledDays { from: Day(from), to: Day(to), data }).into_response())
}

const COLUMNS: &[&str] =
    &["day", "state", "settlements", "settled_paise", "differences", "open_differences"];

impl ReconciledDay {
    fn cells(&self) -> Vec<String> {
        vec![
            self.day.0.to_string(),
            self.state.clone(),
            self.settlements.to_string(),
            self.settled_paise.to_string(),
            self.differences.to_string(),
            self.open_differences.to_string(),
        ]
    }
}

impl From<DayInRange> for ReconciledDay {
    fn from(row: DayInRange) -> Self {
        Self {
            day: Day(row.day),
            state: row.state,
            settlements: row.settlements,
            settled_paise: row.settled_paise,
            differences: row.differences,
            open_differences: row.open_differences,
        }
    }
}
