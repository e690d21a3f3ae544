//! A month of messages: how many of what, how many were free, and what is to be paid.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use jiff::ToSpan;
use jiff::civil::Date;
use realserv_adapters::postgres::sends::{self, CostRow};
use realserv_domain::sends::{INDIA, Metered, MilliPaise, SendCategory, SendPrices};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::input::{Fields, Form, Search};
use crate::api::problem::{Problem, Refused};
use crate::web::Web;

/// What WhatsApp takes for a month, as far as it is known.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SendsOfMonth {
    #[schema(example = "2026-11")]
    pub month: String,
    /// Delivered, on all of our numbers.
    #[schema(example = 12_400)]
    pub messages: i64,
    /// To be paid, without GST, rounded half up.
    #[schema(example = 131_100)]
    pub due_paise: i64,
    /// How many of them have no price here: it is at least so much.
    #[schema(example = 0)]
    pub unpriced: i64,
    /// By number of ours and category.
    pub data: Vec<MeteredShown>,
}

/// The messages of one category from one number.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct MeteredShown {
    /// Which of our numbers; empty where it is not known any more.
    pub phone_number_id: String,
    /// Meta's word: service (no template), utility, marketing, authentication …
    #[schema(example = "service")]
    pub category: String,
    /// Delivered.
    #[schema(example = 12_000)]
    pub messages: i64,
    /// Of these, those that Meta's statuses call charged.
    #[schema(example = 11_000)]
    pub charged: i64,
    /// Those that they call free by the window, and as the answer to an advertisement.
    #[schema(example = 1_000)]
    pub free_by_window: i64,
    #[schema(example = 0)]
    pub free_by_entry: i64,
    #[schema(example = 0)]
    pub unpriced: i64,
    /// The charged ones at the list price.
    #[schema(example = 126_500_000)]
    pub list_milli_paise: i64,
    /// How many a month are free by the price that held at its end, and how many of these are left.
    #[schema(example = 1_000)]
    pub free_a_month: u32,
    #[schema(example = 0)]
    pub free_left: u64,
    /// What is to be paid: the list price less what is still free of the month. Free messages that the statuses call free use it up.
    #[schema(example = 126_500_000)]
    pub due_milli_paise: i64,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the value is in `MonthWanted`")]
struct MonthParameters {
    /// The month in the business's time zone.
    #[param(example = "2026-11", pattern = "^20[0-9]{2}-[0-9]{2}$")]
    month: String,
}

/// By its first day.
pub(in crate::api) struct MonthWanted(Date);

impl Form for MonthWanted {
    fn read(fields: &mut Fields) -> Self {
        let month = fields.need("month", |given| {
            let text = given.text(7, 7)?;
            let first: Option<Date> = format!("{text}-01").parse().ok();
            let first = first.filter(|day| (2000..2100).contains(&day.year()));
            first.map(Some).ok_or_else(|| "must be a month such as 2026-11".to_owned())
        });
        Self(month.unwrap_or_default())
    }
}

/// What WhatsApp takes for a month
///
/// By the day of the status that told the price. Reads every message of the last weeks once: a report, not a page.
#[utoipa::path(
    get, path = "/reports/sends", tag = "reports",
    params(MonthParameters),
    responses((status = 200, body = SendsOfMonth, description = "The month"), Refused),
)]
pub(in crate::api) async fn get_sends_of_month(
    State(web): State<Web>,
    Search(MonthWanted(first)): Search<MonthWanted>,
) -> Result<Json<SendsOfMonth>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = sends::of_month(&mut db, first).await?;
    let prices = sends::load(&mut db).await?;
    Ok(Json(of_month(first, rows, &prices)))
}

fn of_month(first: Date, rows: Vec<CostRow>, prices: &SendPrices) -> SendsOfMonth {
    let last = first.checked_add(1.month()).and_then(|next| next.yesterday()).unwrap_or(first);
    let mut groups: BTreeMap<(String, String), Vec<CostRow>> = BTreeMap::new();
    for row in rows {
        let key = (row.phone_number_id.clone(), row.category.clone());
        groups.entry(key).or_default().push(row);
    }
    let data: Vec<MeteredShown> =
        groups.into_iter().map(|(key, rows)| metered(key, &rows, last, prices)).collect();
    let due: MilliPaise = data.iter().map(|one| MilliPaise(one.due_milli_paise)).sum();
    SendsOfMonth {
        month: first.strftime("%Y-%m").to_string(),
        messages: data.iter().map(|one| one.messages).sum(),
        due_paise: due.to_paise().get(),
        unpriced: data.iter().map(|one| one.unpriced).sum(),
        data,
    }
}

fn metered(
    (phone_number_id, category): (String, String),
    rows: &[CostRow],
    last: Date,
    prices: &SendPrices,
) -> MeteredShown {
    let count = |kind: &str| -> i64 {
        rows.iter().filter(|row| row.price_kind == kind).map(|row| row.messages).sum()
    };
    let held = SendCategory::of(&category).and_then(|known| prices.on(known, INDIA, last));
    let free_a_month = held.map_or(0, |price| price.free_a_month);
    let whole = |count: i64| u64::try_from(count).unwrap_or(0);
    let (charged, free_by_window) = (count("regular"), count("free_customer_service"));
    let list: MilliPaise = rows.iter().map(|row| row.milli_paise).sum();
    let meter = Metered { charged: whole(charged), free_by_window: whole(free_by_window), list };
    MeteredShown {
        phone_number_id,
        category,
        messages: rows.iter().map(|row| row.messages).sum(),
        charged,
        free_by_window,
        free_by_entry: count("free_entry_point"),
        unpriced: rows.iter().map(|row| row.unpriced).sum(),
        list_milli_paise: list.0,
        free_a_month,
        free_left: meter.free_left(free_a_month),
        due_milli_paise: meter.due(free_a_month).0,
    }
}
