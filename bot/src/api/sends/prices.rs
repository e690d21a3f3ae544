//! What WhatsApp takes for a message, by dated prices: shown with their history, added from a day on, withdrawn before it comes.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use realserv_adapters::postgres::sends::{self, PriceRow};
use realserv_domain::sends::{INDIA, MilliPaise, SendCategory, SendPrice, SendPrices};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::api::act::{Act, Asker};
use crate::api::input::{Body, Fields, Form};
use crate::api::once::{OnceKey, Sight};
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::{Day, Instant};
use crate::app::App;
use crate::web::Web;

const CATEGORIES: &str = "marketing, utility, authentication, service";

/// A hundred rupees: more is a slip of the finger. As in the table.
const MOST_MILLI_PAISE: i64 = 10_000_000;
const MOST_FREE: i64 = 1_000_000_000;

/// Every price that was ever set: by category, the latest first.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct PricesShown {
    pub data: Vec<SendPriceShown>,
}

/// A price as it holds from a day on, until the next one of the same category.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SendPriceShown {
    /// marketing, utility, authentication, or service: whatever is no template.
    #[schema(example = "service")]
    pub category: String,
    /// Where the message goes; India alone has prices.
    #[schema(example = "IN")]
    pub country: String,
    pub from_on: Day,
    /// Thousandths of a paisa for each delivered message, without GST: 11500 is ₹0.115.
    #[schema(example = 11_500)]
    pub milli_paise: i64,
    /// So many of a number are free in a calendar month, of those that would be charged.
    #[schema(example = 1_000)]
    pub free_a_month: u32,
    /// Whether it is the one that holds today.
    pub holds: bool,
    pub set_at: Instant,
}

/// A price from a day that is still to come.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document; the values are in `Wanted`")]
pub(in crate::api) struct PriceWanted {
    #[schema(example = "service")]
    category: String,
    /// Tomorrow or later: what was sent before keeps what it cost.
    #[schema(value_type = String, format = Date, example = "2027-04-01")]
    from_on: String,
    #[schema(minimum = 0, maximum = 10_000_000, example = 12_000)]
    milli_paise: i64,
    /// Left out: none.
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 1_000_000_000, example = 1_000)]
    free_a_month: Option<i64>,
}

/// One price of one day, to take it back.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document; the values are in `Named`")]
pub(in crate::api) struct PriceNamed {
    #[schema(example = "service")]
    category: String,
    #[schema(value_type = String, format = Date, example = "2027-04-01")]
    from_on: String,
}

pub(in crate::api) struct Named {
    category: SendCategory,
    from_on: Date,
}

impl Form for Named {
    fn read(fields: &mut Fields) -> Self {
        let category = fields.need("category", |given| given.word(CATEGORIES).map(Some));
        let from_on = fields.need("from_on", |given| given.day().map(Some));
        Self {
            category: category.unwrap_or(SendCategory::Service),
            from_on: from_on.unwrap_or_default(),
        }
    }
}

pub(in crate::api) struct Wanted(SendPrice);

impl Form for Wanted {
    fn read(fields: &mut Fields) -> Self {
        let Named { category, from_on } = Named::read(fields);
        let milli_paise = fields.need("milli_paise", |given| given.whole(0, MOST_MILLI_PAISE));
        let free = fields.take("free_a_month", |given| given.whole(0, MOST_FREE)).unwrap_or(0);
        Self(SendPrice {
            category,
            country: INDIA.to_owned(),
            from_on,
            milli_paise: MilliPaise(milli_paise),
            free_a_month: u32::try_from(free).unwrap_or(0),
        })
    }
}

/// What messages cost, and what they did and will
#[utoipa::path(
    get, path = "/send-prices", tag = "rates",
    responses((status = 200, body = PricesShown, description = "Every price"), Refused),
)]
pub(in crate::api) async fn list_send_prices(
    State(web): State<Web>,
) -> Result<Json<PricesShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = sends::prices(&mut db).await?;
    Ok(Json(shown(&web.app, rows)))
}

/// Set a price from a day on
///
/// A message counts by the day of the status that tells how it is charged. What has begun is never changed: a correction is a
/// price from tomorrow on.
#[utoipa::path(
    post, path = "/send-prices", tag = "rates",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = PriceWanted,
    responses(
        (status = 201, body = PricesShown, description = "All of them, with the new one"),
        Refused, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn add_send_price(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(Wanted(price)): Body<Wanted>,
) -> Result<(StatusCode, Json<PricesShown>), Problem> {
    let app = &web.app;
    if price.from_on <= app.clock.today().date() {
        return Err(Problem::field("from_on", "must be tomorrow or later"));
    }
    let mut transaction = app.pool.begin().await?;
    let detail = json!({ "added": price });
    if key.note(&mut transaction, app, &format!("send-price.add {detail}")).await? == Sight::Again {
        let rows = sends::prices(&mut transaction).await?;
        return Ok((StatusCode::CREATED, Json(shown(app, rows))));
    }
    if !sends::add(&mut transaction, app.clock.now(), &price).await? {
        let detail = "This category has a price from that day on already; withdraw it first.";
        return Err(Problem::conflict(detail));
    }
    write_down(app, &mut transaction, &asker, "send-price.add", detail).await?;
    let rows = sends::prices(&mut transaction).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(shown(app, rows))))
}

/// Take back a price that has not begun
#[utoipa::path(
    post, path = "/send-prices/withdraw", tag = "rates",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once")),
    request_body = PriceNamed,
    responses(
        (status = 200, body = PricesShown, description = "All of them, without it"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn withdraw_send_price(
    State(web): State<Web>,
    asker: Asker,
    key: OnceKey,
    Body(named): Body<Named>,
) -> Result<Json<PricesShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let of = (named.category, INDIA, named.from_on);
    let detail = json!({ "withdrawn": { "category": named.category, "from_on": named.from_on } });
    let asked = format!("send-price.withdraw {detail}");
    if key.note(&mut transaction, app, &asked).await? == Sight::Again {
        return Ok(Json(shown(app, sends::prices(&mut transaction).await?)));
    }
    if !sends::withdraw(&mut transaction, app.clock.today().date(), of).await? {
        let detail = "There is no such price, or it has begun: what has begun is never changed.";
        return Err(Problem::not_found(detail));
    }
    write_down(app, &mut transaction, &asker, "send-price.withdraw", detail).await?;
    let rows = sends::prices(&mut transaction).await?;
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
    Act { action, subject: "send-prices".to_owned(), detail }.write(db, app, asker).await
}

fn shown(app: &App, rows: Vec<PriceRow>) -> PricesShown {
    let today = app.clock.today().date();
    let prices = SendPrices(rows.iter().map(|row| row.price.clone()).collect());
    let data = rows.into_iter().map(|PriceRow { price, set_at }| SendPriceShown {
        holds: prices.on(price.category, &price.country, today) == Some(&price),
        category: price.category.as_str().to_owned(),
        country: price.country,
        from_on: Day(price.from_on),
        milli_paise: price.milli_paise.0,
        free_a_month: price.free_a_month,
        set_at: Instant(set_at),
    });
    PricesShown { data: data.collect() }
}
