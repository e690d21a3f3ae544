//! Spellings that the office teaches: tried on what buyers wrote, taught, taken back.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use realserv_adapters::postgres::words::{self, AliasRow};
use realserv_domain::catalog::{Catalog, Kind};
use realserv_domain::ids::{AliasId, SkuId};
use realserv_domain::interpret::{
    About, Alias, Aliases, Change, Intent, Op, PastReading, UnitWord,
};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::past::{self, Past};
use crate::api::act::{Asker, catalogue_changed};
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Id, Search};
use crate::api::once::OnceKey;
use crate::api::paging::{Page, PageParameters, Paging};
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::{Day, Decimal, Instant};
use crate::app::App;
use crate::web::Web;

/// How far back messages are read.
const USUAL_DAYS: i64 = 30;
const MOST_DAYS: i64 = 90;

/// A spelling, and the one that it stands for.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AliasShown {
    id: Uuid,
    /// As people type it.
    #[schema(example = "gulgula patthar")]
    word: String,
    /// What the lexicon or the catalogue knows.
    #[schema(example = "aggregate 20mm")]
    means: String,
    /// The version of all aliases with which it began.
    #[schema(example = 12)]
    version: i64,
    taught_at: Instant,
    /// The version with which it ended; null while it holds.
    #[schema(required, example = json!(null))]
    undone_version: Option<i64>,
    #[schema(required, example = json!(null))]
    undone_at: Option<Instant>,
}

/// A spelling to teach.
#[derive(Debug, ToSchema)]
pub(in crate::api) struct AliasWanted {
    /// One to four words of letters, as people type them: 3 letters or more, no digit, and nothing that means something already.
    #[schema(min_length = 3, max_length = 60, example = "gulgula patthar")]
    word: String,
    /// Words that are read as they are written, with the digits of a size or a grade at most.
    #[schema(min_length = 1, max_length = 60, example = "aggregate 20mm")]
    means: String,
    /// How many days of past messages it is tried on.
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 90, default = 30)]
    days: i64,
}

impl Form for AliasWanted {
    fn read(fields: &mut Fields) -> Self {
        // What is too short or too long for a word, the refusals of the domain say.
        Self {
            word: fields.need("word", |given| given.text(1, 200)),
            means: fields.need("means", |given| given.text(1, 200)),
            days: fields.take("days", |given| given.whole(1, MOST_DAYS)).unwrap_or(USUAL_DAYS),
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AliasTried {
    data: AliasOnPast,
}

#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AliasTaught {
    data: AliasNow,
}

/// The alias, and what it changes.
#[derive(Debug, Serialize, ToSchema)]
struct AliasNow {
    alias: AliasShown,
    past: AliasOnPast,
}

/// What an alias makes of what buyers wrote.
#[derive(Debug, Serialize, ToSchema)]
struct AliasOnPast {
    /// How many messages were looked at: the last ones of those buyers whom we heard last, 2000 at most.
    #[schema(example = 412)]
    read: usize,
    /// How many of them are read otherwise.
    #[schema(example = 3)]
    changed: usize,
    /// The latest of these, 50 at most.
    changes: Vec<ChangeShown>,
}

/// A message that is read otherwise.
#[derive(Debug, Serialize, ToSchema)]
struct ChangeShown {
    /// The message, masked: words of the lexicon and the alias, `#` for numbers, `…` for all else.
    #[schema(example = "# load gulgula patthar kavali")]
    line: String,
    /// Whether an amount that was sure becomes another one and nothing is asked. With one such message it cannot be taught.
    #[schema(example = false)]
    wrong_amount: bool,
    before: ReadingShown,
    after: ReadingShown,
}

/// What a message means, without its words.
#[derive(Debug, Serialize, ToSchema)]
struct ReadingShown {
    #[schema(value_type = String, example = "order")]
    intent: Intent,
    lines: Vec<ReadingLineShown>,
    #[schema(required)]
    date: Option<Day>,
    /// What is asked back: quantity, unit, what, trade, which, day, not_sold, not_hired or spelling.
    #[schema(value_type = Option<String>, required, example = json!(null))]
    ask: Option<About>,
    /// What of the catalogue that may be.
    things: Vec<ThingMeantShown>,
}

/// Something on sale that a message names.
#[derive(Debug, Serialize, ToSchema)]
struct ThingMeantShown {
    /// Codes of the SKUs that fit, best first, at most three.
    #[schema(example = json!(["AGG-20MM"]))]
    skus: Vec<String>,
    /// How many fit.
    #[schema(example = 1)]
    fitting: usize,
    /// How many are wanted, in the unit that was typed.
    #[schema(required)]
    qty: Option<Decimal>,
    /// Whether all words of it were understood.
    sure: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct ReadingLineShown {
    #[schema(value_type = Option<String>, required, example = "aggregate")]
    kind: Option<Kind>,
    #[schema(example = json!({"size_mm": "20"}))]
    attrs: BTreeMap<String, String>,
    #[schema(required)]
    qty: Option<Decimal>,
    #[schema(value_type = Option<String>, required, example = "load")]
    unit: Option<UnitWord>,
    /// Of an edit: set, add, less or remove.
    #[schema(value_type = Option<String>, required, example = json!(null))]
    op: Option<Op>,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `AliasSearch`")]
struct AliasSearchParameters {
    /// live, or all: also what was taken back.
    #[param(default = "live")]
    state: Option<String>,
}

pub(in crate::api) struct AliasSearch {
    live: bool,
    paging: Paging<i64>,
}

impl Form for AliasSearch {
    fn read(fields: &mut Fields) -> Self {
        let live = fields.take("state", |given| match given.text(1, 10)?.as_str() {
            "live" => Ok(true),
            "all" => Ok(false),
            _ => Err("must be one of live, all".to_owned()),
        });
        Self { live: live.unwrap_or(true), paging: Paging::read(fields) }
    }
}

/// What is taught, the latest first
#[utoipa::path(
    get, path = "/catalog/aliases", tag = "catalog",
    params(AliasSearchParameters, PageParameters),
    responses((status = 200, body = Page<AliasShown>, description = "A page of aliases"), Refused),
)]
pub(in crate::api) async fn list_aliases(
    State(web): State<Web>,
    Search(AliasSearch { live, paging }): Search<AliasSearch>,
) -> Result<Json<Page<AliasShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = words::list(&mut db, live, paging.after, paging.fetch()).await?;
    Ok(Json(paging.page(rows, |row| row.from_version, AliasShown::from)))
}

/// Try a spelling on past messages
///
/// Checked as when it is taught, and nothing is kept: every reading that would change, before and after.
#[utoipa::path(
    post, path = "/catalog/aliases/preview", tag = "catalog",
    request_body = AliasWanted,
    responses((status = 200, body = AliasTried, description = "What it would change"), Refused, BadBody),
)]
pub(in crate::api) async fn preview_alias(
    State(web): State<Web>,
    asker: Asker,
    Body(wanted): Body<AliasWanted>,
) -> Result<Json<AliasTried>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let before = words::aliases(&mut db).await?;
    let tried = tried(&web.app, &mut db, before, AliasId(asker.request), &wanted).await?;
    let data = AliasOnPast::of(tried.past, &web.app.catalogue.snapshot());
    Ok(Json(AliasTried { data }))
}

/// Teach a spelling
///
/// It holds at once, on every node. Refused where it means something already, says a number, leads back to itself, changes how
/// one of the example lines is read, or makes a wrong amount of a past message without asking. Take it back by its id.
#[utoipa::path(
    post, path = "/catalog/aliases", tag = "catalog",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = AliasWanted,
    responses(
        (status = 201, body = AliasTaught, description = "As it is now, and what it changes"),
        Refused, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn teach_alias(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(wanted): Body<AliasWanted>,
) -> Result<(StatusCode, Json<AliasTaught>), Problem> {
    let app = &web.app;
    let id = AliasId(key.event(asker.request));
    let mut transaction = app.pool.begin().await?;
    words::lock(&mut transaction).await?;
    let asked = json!({ "word": wanted.word, "means": wanted.means });
    let on = ("alias", id.0);
    let deed = Deed { app, asker: &asker, key: &key, action: "alias.teach", on, asked };
    let now = words::aliases(&mut transaction).await?;
    let past = if deed.is_new(&mut transaction).await? {
        let tried = tried(app, &mut transaction, now, id, &wanted).await?;
        if let Some((line, _)) = tried.past.changes.iter().find(|(_, c)| c.is_wrong_amount()) {
            let message = format!("would make a wrong amount pass in silence: {line}");
            return Err(Problem::field("means", message));
        }
        words::teach(&mut transaction, app.clock.now(), &tried.alias).await?;
        let detail = json!({ "word": tried.alias.word, "means": tried.alias.means });
        deed.write_down(&mut transaction, detail).await?;
        tried.past
    } else {
        // Answered as it was: what it changes, as far as it still holds.
        let others = now.iter().filter(|alias| alias.id != id).cloned().collect();
        let without = Aliases::new(others, now.version);
        let messages = past::messages(app, &mut transaction, wanted.days).await?;
        past::on(app, messages, without, now).await?
    };
    let row = words::get(&mut transaction, id).await?.ok_or_else(missing)?;
    transaction.commit().await?;
    catalogue_changed(app).await;
    let data =
        AliasNow { alias: row.into(), past: AliasOnPast::of(past, &app.catalogue.snapshot()) };
    Ok((StatusCode::CREATED, Json(AliasTaught { data })))
}

/// Take a spelling back
///
/// From now on it means nothing again. It stays in the list of all, with the versions between which it held; to have it once
/// more, teach it anew.
#[utoipa::path(
    post, path = "/catalog/aliases/{id}/undo", tag = "catalog",
    params(
        ("id" = Uuid, Path, description = "The alias's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    responses(
        (status = 200, body = AliasShown, description = "As it is now"),
        Refused, Missing, Untimely,
    ),
)]
pub(in crate::api) async fn undo_alias(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<Json<AliasShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    words::lock(&mut transaction).await?;
    let row = words::get(&mut transaction, AliasId(id)).await?.ok_or_else(missing)?;
    let (action, on) = ("alias.undo", ("alias", id));
    let deed = Deed { app, asker: &asker, key: &key, action, on, asked: Value::Null };
    if deed.is_new(&mut transaction).await? {
        if !words::undo(&mut transaction, app.clock.now(), AliasId(id)).await? {
            return Err(Problem::conflict("This alias was taken back already."));
        }
        let detail = json!({ "word": row.alias.word, "means": row.alias.means });
        deed.write_down(&mut transaction, detail).await?;
    }
    let row = words::get(&mut transaction, AliasId(id)).await?.ok_or_else(missing)?;
    transaction.commit().await?;
    catalogue_changed(app).await;
    Ok(Json(row.into()))
}

fn missing() -> Problem {
    Problem::not_found("There is no alias with this id.")
}

/// An alias that may be taught, and what it makes of the past.
struct Tried {
    alias: Alias,
    past: Past,
}

async fn tried(
    app: &App,
    db: &mut PgConnection,
    before: Aliases,
    id: AliasId,
    wanted: &AliasWanted,
) -> Result<Tried, Problem> {
    let catalog = app.catalogue.snapshot();
    let (word, means) = (wanted.word.clone(), wanted.means.clone());
    let checked = tokio::task::spawn_blocking(move || {
        let with = before.with(id, &word, &means, &catalog);
        with.map(|(alias, after)| (alias, before, after))
    });
    let (alias, before, after) = checked
        .await
        .map_err(Problem::broken)?
        .map_err(|refusal| Problem::field(refusal.field(), refusal.to_string()))?;
    let messages = past::messages(app, db, wanted.days).await?;
    Ok(Tried { alias, past: past::on(app, messages, before, after).await? })
}

impl AliasOnPast {
    fn of(past: Past, catalog: &Catalog) -> Self {
        let shown = |(line, change)| ChangeShown::of(line, change, catalog);
        let changes = past.changes.into_iter().map(shown);
        Self { read: past.read, changed: past.changed, changes: changes.collect() }
    }
}

impl ChangeShown {
    fn of(line: String, change: Change, catalog: &Catalog) -> Self {
        let wrong_amount = change.is_wrong_amount();
        let shown = |reading| ReadingShown::of(reading, catalog);
        Self { line, wrong_amount, before: shown(change.before), after: shown(change.after) }
    }
}

/// So many codes show what fits.
const MOST_CODES: usize = 3;

impl ReadingShown {
    fn of(PastReading { meant, items }: PastReading, catalog: &Catalog) -> Self {
        let lines = meant.lines.into_iter().map(|line| ReadingLineShown {
            kind: line.kind,
            attrs: line.attrs,
            qty: line.qty.map(Decimal::from),
            unit: line.unit,
            op: line.op,
        });
        let code = |sku: &SkuId| catalog.get(*sku).map(|sku| sku.code.clone());
        let things = items.into_iter().map(|item| ThingMeantShown {
            skus: item.skus.iter().take(MOST_CODES).filter_map(code).collect(),
            fitting: item.skus.len(),
            qty: item.count.map(|count| count.number.into()),
            sure: item.sure,
        });
        Self {
            intent: meant.intent,
            lines: lines.collect(),
            date: meant.date.map(Day),
            ask: meant.ask.map(|ask| ask.about),
            things: things.collect(),
        }
    }
}

impl From<AliasRow> for AliasShown {
    fn from(row: AliasRow) -> Self {
        Self {
            id: row.alias.id.0,
            word: row.alias.word,
            means: row.alias.means,
            version: row.from_version,
            taught_at: Instant(row.taught_at),
            undone_version: row.undone.map(|(version, _)| version),
            undone_at: row.undone.map(|(_, at)| Instant(at)),
        }
    }
}
