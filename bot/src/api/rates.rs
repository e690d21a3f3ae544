//! What is taken of a sale, by dated rates: shown with their history, added from a day on, withdrawn before it comes.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use realserv_adapters::postgres::fees::{self, RateRow};
use realserv_domain::fees::{Base, Levy, Rate, Rates};
use realserv_domain::money::Paise;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::act::{Act, Asker};
use super::input::{Body, Fields, Form};
use super::once::{OnceKey, Sight};
use super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use super::shown::{Day, Instant};
use crate::app::App;
use crate::web::Web;

const LEVIES: &str = "commission, commission_gst, tcs, tds, tds_no_pan, operator_gst, welfare_fee";

/// Every rate that was ever set: by levy, the latest first.
#[derive(Serialize, ToSchema)]
pub(super) struct RatesShown {
    pub data: Vec<RateShown>,
}

/// A levy as it holds from a day on, until the next one of the same levy and trade.
#[derive(Serialize, ToSchema)]
pub(super) struct RateShown {
    /// commission (the platform's), commission_gst (on it), tcs (GST, s. 52), tds (income tax of sellers), tds_no_pan (of those
    /// whose PAN is not known), operator_gst (s. 9(5), for the trade in `trade`) or welfare_fee (the platform's, on labour).
    #[schema(example = "tcs")]
    pub levy: String,
    /// Of operator_gst alone; else null.
    #[schema(required, example = "plumber")]
    pub trade: Option<String>,
    pub from_on: Day,
    /// Hundredths of a percent: 50 is half a percent.
    #[schema(example = 50)]
    pub per_ten_thousand: u32,
    /// gross, or taxable: what the rate is taken of, with the GST inside the price or without.
    #[schema(example = "taxable")]
    pub base: String,
    /// Of tds: up to so much in a financial year nothing is taken from a person or a family with a PAN.
    #[schema(example = 0)]
    pub threshold_paise: i64,
    /// Whether it is the one that holds today.
    pub holds: bool,
    pub set_at: Instant,
}

/// A rate from a day that is still to come.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document; the values are in `Wanted`")]
pub(super) struct RateWanted {
    #[schema(example = "commission")]
    levy: String,
    /// For operator_gst, which needs it, and for nothing else: the trade as the catalogue has it.
    #[schema(value_type = String, required = false, example = "plumber", min_length = 2, max_length = 40)]
    trade: Option<String>,
    /// Tomorrow or later: what was delivered before keeps what was taken of it.
    #[schema(value_type = String, format = Date, example = "2027-04-01")]
    from_on: String,
    /// At most 3000, and less for most levies.
    #[schema(minimum = 0, maximum = 3000, example = 200)]
    per_ten_thousand: u32,
    /// Left out: gross.
    #[schema(value_type = String, required = false, example = "taxable")]
    base: Option<String>,
    /// Of tds alone. Left out: none.
    #[schema(value_type = i64, required = false, minimum = 0, example = 50_000_000)]
    threshold_paise: Option<i64>,
}

/// One rate of one day, to take it back.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document; the values are in `Named`")]
pub(super) struct RateNamed {
    #[schema(example = "commission")]
    levy: String,
    #[schema(value_type = String, required = false, example = "plumber")]
    trade: Option<String>,
    #[schema(value_type = String, format = Date, example = "2027-04-01")]
    from_on: String,
}

pub(super) struct Named {
    levy: Levy,
    scope: String,
    from_on: Date,
}

impl Form for Named {
    fn read(fields: &mut Fields) -> Self {
        let levy = fields.need("levy", |given| given.word(LEVIES).map(Some));
        let levy = levy.unwrap_or(Levy::Commission);
        let scope = fields.take("trade", |given| given.text(2, 40)).unwrap_or_default();
        match (levy == Levy::OperatorGst, scope.is_empty()) {
            (true, true) => fields.refuse("trade", "is missing: operator_gst is for one trade"),
            (false, false) => fields.refuse("trade", "belongs to operator_gst alone"),
            (true, false) | (false, true) => {}
        }
        let from_on = fields.need("from_on", |given| given.day().map(Some));
        Self { levy, scope, from_on: from_on.unwrap_or_default() }
    }
}

pub(super) struct Wanted(Rate);

impl Form for Wanted {
    fn read(fields: &mut Fields) -> Self {
        let Named { levy, scope, from_on } = Named::read(fields);
        let most = i64::from(levy.most());
        let rate = fields.need("per_ten_thousand", |given| given.whole(0, most));
        let base = fields.take("base", |given| given.word("gross, taxable"));
        let threshold = fields.take("threshold_paise", |given| given.paise(0, 10_000_000_000));
        if levy != Levy::Tds && threshold.is_some_and(|paise| !paise.is_zero()) {
            fields.refuse("threshold_paise", "belongs to tds alone");
        }
        Self(Rate {
            levy,
            scope,
            from_on,
            per_ten_thousand: u32::try_from(rate).unwrap_or(0),
            base: base.unwrap_or(Base::Gross),
            threshold_paise: threshold.unwrap_or(Paise::ZERO),
        })
    }
}

/// What is taken of a sale, and what was and will be
#[utoipa::path(
    get, path = "/rates", tag = "rates",
    responses((status = 200, body = RatesShown, description = "Every rate"), Refused),
)]
pub(super) async fn list_rates(State(web): State<Web>) -> Result<Json<RatesShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = fees::list(&mut db).await?;
    Ok(Json(shown(&web.app, rows)))
}

/// Set a rate from a day on
///
/// A part counts by the day of its delivery. What has begun is never changed: a correction is a rate from tomorrow on.
#[utoipa::path(
    post, path = "/rates", tag = "rates",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = RateWanted,
    responses(
        (status = 201, body = RatesShown, description = "All of them, with the new one"),
        Refused, BadBody, Untimely,
    ),
)]
pub(super) async fn add_rate(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(Wanted(rate)): Body<Wanted>,
) -> Result<(StatusCode, Json<RatesShown>), Problem> {
    let app = &web.app;
    if rate.from_on <= app.clock.today().date() {
        return Err(Problem::field("from_on", "must be tomorrow or later"));
    }
    let mut transaction = app.pool.begin().await?;
    let detail = json!({ "added": rate });
    if key.note(&mut transaction, app, &format!("rate.add {detail}")).await? == Sight::Again {
        let rows = fees::list(&mut transaction).await?;
        return Ok((StatusCode::CREATED, Json(shown(app, rows))));
    }
    if !fees::add(&mut transaction, app.clock.now(), &rate).await? {
        let detail = "This levy has a rate from that day on already; withdraw it first.";
        return Err(Problem::conflict(detail));
    }
    write_down(app, &mut transaction, &asker, "rate.add", detail).await?;
    let rows = fees::list(&mut transaction).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(shown(app, rows))))
}

/// Take back a rate that has not begun
#[utoipa::path(
    post, path = "/rates/withdraw", tag = "rates",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = RateNamed,
    responses(
        (status = 200, body = RatesShown, description = "All of them, without it"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn withdraw_rate(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(named): Body<Named>,
) -> Result<Json<RatesShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let of = (named.levy, named.scope.as_str(), named.from_on);
    let detail = json!({ "withdrawn": {
        "levy": named.levy, "scope": named.scope, "from_on": named.from_on,
    } });
    if key.note(&mut transaction, app, &format!("rate.withdraw {detail}")).await? == Sight::Again {
        return Ok(Json(shown(app, fees::list(&mut transaction).await?)));
    }
    if !fees::withdraw(&mut transaction, app.clock.today().date(), of).await? {
        let detail = "There is no such rate, or it has begun: what has begun is never changed.";
        return Err(Problem::not_found(detail));
    }
    write_down(app, &mut transaction, &asker, "rate.withdraw", detail).await?;
    let rows = fees::list(&mut transaction).await?;
    transaction.commit().await?;
    Ok(Json(shown(app, rows)))
}

async fn write_down(
    app: &App,
    db: &mut sqlx::PgConnection,
    asker: &Asker,
    action: &str,
    detail: Value,
) -> Result<(), Problem> {
    Act { action, subject: "rates".to_owned(), detail }.write(db, app, asker).await
}

fn shown(app: &App, rows: Vec<RateRow>) -> RatesShown {
    let today = app.clock.today().date();
    let rates = Rates(rows.iter().map(|row| row.rate.clone()).collect());
    let data = rows.into_iter().map(|RateRow { rate, set_at }| RateShown {
        holds: rates.on(rate.levy, &rate.scope, today) == Some(&rate),
        levy: rate.levy.as_str().to_owned(),
        trade: Some(rate.scope).filter(|scope| !scope.is_empty()),
        from_on: Day(rate.from_on),
        per_ten_thousand: rate.per_ten_thousand,
        base: rate.base.as_str().to_owned(),
        threshold_paise: rate.threshold_paise.get(),
        set_at: Instant(set_at),
    });
    RatesShown { data: data.collect() }
}
