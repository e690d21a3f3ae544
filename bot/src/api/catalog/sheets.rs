//! Sheets by HTTP: import with a dry run, export, a vendor's counts and the way back. Columns: `docs/sheets.md`.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use realserv_adapters::postgres::office::vendors;
use realserv_domain::ids::VendorId;
use serde::Serialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use crate::api::act::{ADMIN, Act, Asker, catalogue_changed};
use crate::api::input::{CsvBody, Fields, Form, Id, Search};
use crate::api::once::{OnceKey, Sight};
use crate::api::problem::{BadBody, FieldProblem, Missing, Problem, Refused, Untimely};
use crate::sheet::stock::NoWayBack;
use crate::sheet::{self, ImportError, Importer, Report, Sheet};
use crate::web::Web;

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `Import`")]
struct ImportParameters {
    /// Say what would change, and change nothing.
    #[param(default = false)]
    dry_run: Option<bool>,
}

pub(in crate::api) struct Import {
    dry_run: bool,
}

impl Form for Import {
    fn read(fields: &mut Fields) -> Self {
        Self { dry_run: fields.take("dry_run", |given| given.flag()).unwrap_or(false) }
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `Export`")]
struct ExportParameters {
    /// skus or listings.
    #[param(example = "listings")]
    sheet: String,
}

pub(in crate::api) struct Export {
    sheet: Sheet,
}

impl Form for Export {
    fn read(fields: &mut Fields) -> Self {
        let sheet = fields.take("sheet", |given| match given.text(0, 20)?.as_str() {
            "skus" => Ok(Sheet::Skus),
            "listings" => Ok(Sheet::Listings),
            _ => Err("must be skus or listings".to_owned()),
        });
        if sheet.is_none() {
            fields.refuse_missing("sheet");
        }
        Self { sheet: sheet.unwrap_or(Sheet::Skus) }
    }
}

/// What was taken back.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct Undone {
    /// How many counts are again as they were before the sheet.
    pub counts: usize,
}

/// Import a sheet of SKUs or of listings
///
/// CSV, UTF-8; the header says which sheet it is. All or nothing: `errors` names row and column of everything that cannot be
/// taken, the first hundred. What stands so already is left alone, so that the same sheet twice changes nothing.
#[utoipa::path(
    post, path = "/catalog/import", tag = "catalog",
    params(ImportParameters, ("Idempotency-Key" = Option<String>, Header, description = "The same key twice is one import")),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = Report, description = "What was changed, or would be"), Refused, BadBody, Untimely),
)]
pub(in crate::api) async fn import_catalog(
    State(web): State<Web>,
    Search(import): Search<Import>,
    key: OnceKey,
    asker: Asker,
    CsvBody(bytes): CsvBody,
) -> Result<Json<Report>, Problem> {
    let app = &web.app;
    let (now, terms) = (app.clock.today(), app.settings.snapshot());
    let by = importer(&now, &terms, &asker);
    let mut transaction = app.pool.begin().await?;
    let what = format!("catalog.import {}", String::from_utf8_lossy(&bytes));
    // Who has done it before changes nothing by doing it again: the report says so.
    let again = !import.dry_run && key.note(&mut transaction, app, &what).await? == Sight::Again;
    let mut report = sheet::import(&mut transaction, &bytes, &by).await.map_err(refused)?;
    report.dry_run = import.dry_run || again;
    if !import.dry_run && !again {
        transaction.commit().await?;
        catalogue_changed(app).await;
    }
    Ok(Json(report))
}

/// The whole catalogue as a sheet
///
/// What is exported can be imported again. Cells that a spreadsheet would take for a formula have an apostrophe in front.
#[utoipa::path(
    get, path = "/catalog/export", tag = "catalog",
    params(ExportParameters),
    responses((status = 200, body = String, content_type = "text/csv", description = "The sheet"), Refused),
)]
pub(in crate::api) async fn export_catalog(
    State(web): State<Web>,
    Search(export): Search<Export>,
) -> Result<impl IntoResponse, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let text = sheet::export(&mut db, export.sheet, &web.app.clock.today()).await?;
    let name = format!("attachment; filename=\"{}.csv\"", export.sheet.as_str());
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text))
}

/// Set a vendor's counts by a sheet
///
/// CSV with the columns `sku,available`. What orders have reserved stays theirs.
#[utoipa::path(
    post, path = "/vendors/{id}/stock/import", tag = "vendors",
    params(
        ("id" = Uuid, Path, description = "The vendor's id"),
        ImportParameters,
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice is one import"),
    ),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = Report, description = "What was changed, or would be"), Refused, Missing, BadBody, Untimely),
)]
pub(in crate::api) async fn import_stock(
    State(web): State<Web>,
    Id(id): Id,
    Search(import): Search<Import>,
    key: OnceKey,
    asker: Asker,
    CsvBody(bytes): CsvBody,
) -> Result<Json<Report>, Problem> {
    let app = &web.app;
    let (now, terms) = (app.clock.today(), app.settings.snapshot());
    let by = importer(&now, &terms, &asker);
    let mut transaction = app.pool.begin().await?;
    vendors::lock(&mut transaction, VendorId(id)).await?.ok_or_else(no_vendor)?;
    let what = format!("stock.import {id} {}", String::from_utf8_lossy(&bytes));
    let again = !import.dry_run && key.note(&mut transaction, app, &what).await? == Sight::Again;
    let mine = (key.event(asker.request), VendorId(id));
    let report = sheet::stock::import(&mut transaction, &bytes, mine, &by).await;
    let report = Report { dry_run: import.dry_run || again, ..report.map_err(refused)? };
    if !import.dry_run && !again {
        transaction.commit().await?;
    }
    Ok(Json(report))
}

/// Take a vendor's last stock sheet back
///
/// Every count is again what was free before. Not when any of its listings has been changed since, by the office or by the vendor.
#[utoipa::path(
    post, path = "/vendors/{id}/stock/import/undo", tag = "vendors",
    params(
        ("id" = Uuid, Path, description = "The vendor's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice is one undo"),
    ),
    responses((status = 200, body = Undone, description = "It is as before"), Refused, Missing, Untimely),
)]
pub(in crate::api) async fn undo_stock_import(
    State(web): State<Web>,
    Id(id): Id,
    key: OnceKey,
    asker: Asker,
) -> Result<Json<Undone>, Problem> {
    let app = &web.app;
    let (now, terms) = (app.clock.today(), app.settings.snapshot());
    let by = importer(&now, &terms, &asker);
    let mut transaction = app.pool.begin().await?;
    vendors::lock(&mut transaction, VendorId(id)).await?.ok_or_else(no_vendor)?;
    let what = format!("stock.undo {id}");
    if key.note(&mut transaction, app, &what).await? == Sight::Again {
        return Ok(Json(Undone { counts: 0 }));
    }
    let undone = sheet::stock::undo(&mut transaction, VendorId(id), &by).await?;
    let counts = undone.map_err(no_way_back)?;
    let detail = json!({ "counts": counts });
    let act = Act { action: "stock.undo", subject: format!("vendor:{id}"), detail };
    act.write(&mut transaction, app, &asker).await?;
    transaction.commit().await?;
    Ok(Json(Undone { counts }))
}

fn importer<'a>(
    now: &'a jiff::Zoned,
    terms: &'a realserv_domain::orders::Terms,
    asker: &'a Asker,
) -> Importer<'a> {
    Importer { now, terms, actor: ADMIN, correlation_id: &asker.correlation_id }
}

fn refused(error: ImportError) -> Problem {
    match error {
        ImportError::Store(error) => error.into(),
        ImportError::Mistakes(mistakes) => {
            let field = |mistake: sheet::Mistake| FieldProblem {
                field: match mistake.column {
                    "" => format!("row {}", mistake.row),
                    column => format!("row {}, {column}", mistake.row),
                },
                message: mistake.problem,
            };
            Problem::invalid(mistakes.into_iter().map(field).collect())
        }
    }
}

fn no_way_back(why: NoWayBack) -> Problem {
    Problem::conflict(match why {
        NoWayBack::Nothing => "There is no stock sheet of this vendor to take back.".to_owned(),
        NoWayBack::ChangedSince(skus) => {
            let some: Vec<&str> = skus.iter().take(10).map(String::as_str).collect();
            format!("Changed since, so that the sheet stands: {}.", some.join(", "))
        }
    })
}

fn no_vendor() -> Problem {
    Problem::not_found("There is no vendor with this id.")
}
