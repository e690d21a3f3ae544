//! The business terms: shown with their units and ranges, and set as a whole.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::settings::{self, SettingRow};
use realserv_domain::orders::{SETTINGS, Terms};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::act::{Act, Asker, difference};
use super::input::{Body, Fields, Form};
use super::problem::{BadBody, Problem, Refused};
use super::shown::Instant;
use crate::app::App;
use crate::web::Web;

/// Every setting, in a fixed order.
#[derive(Serialize, ToSchema)]
pub(super) struct SettingsShown {
    pub data: Vec<SettingShown>,
}

#[derive(Serialize, ToSchema)]
pub(super) struct SettingShown {
    #[schema(example = "offer_minutes")]
    pub name: String,
    #[schema(example = 10)]
    pub value: i64,
    /// minutes, hours, days, times, paise, per_mille, or hour_of_day in the business's time zone.
    #[schema(example = "minutes")]
    pub unit: String,
    #[schema(example = 2)]
    pub minimum: i64,
    #[schema(example = 240)]
    pub maximum: i64,
    /// What holds where the office has set nothing.
    #[schema(example = 10)]
    pub default: i64,
    pub meaning: String,
    /// When the office set it last; null if never.
    #[schema(required)]
    pub changed_at: Option<Instant>,
}

/// All of them: GET, change what is to be changed, and send it back by name and value.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document; the values are in `Wanted`")]
pub(super) struct SettingsWanted {
    #[schema(minimum = 16, maximum = 1440, example = 30)]
    quote_minutes: i64,
    #[schema(minimum = 1, maximum = 30, example = 2)]
    hold_extra_minutes: i64,
    /// Less than `offer_minutes`.
    #[schema(minimum = 1, maximum = 120, example = 5)]
    offer_reminder_minutes: i64,
    #[schema(minimum = 2, maximum = 240, example = 10)]
    offer_minutes: i64,
    #[schema(minimum = 5, maximum = 1440, example = 30)]
    ask_again_minutes: i64,
    #[schema(minimum = 1, maximum = 20, example = 3)]
    most_rounds: i64,
    #[schema(minimum = 3, maximum = 20, example = 5)]
    code_tries: i64,
    #[schema(minimum = 1, maximum = 30, example = 2)]
    poll_minutes: i64,
    /// 0, or from 2 to less than `quote_minutes`.
    #[schema(minimum = 0, maximum = 720, example = 10)]
    pay_reminder_minutes: i64,
    #[schema(minimum = 0, maximum = 19_999_999, example = 2_500_000)]
    cash_limit_paise: i64,
    /// At most `cash_limit_paise`.
    #[schema(minimum = 0, maximum = 19_999_999, example = 1_000_000)]
    cash_limit_first_paise: i64,
    /// 0: nothing but the whole sum is taken online.
    #[schema(minimum = 0, maximum = 900, example = 200)]
    advance_per_mille: i64,
    #[schema(minimum = 0, maximum = 500, example = 50)]
    price_support_per_mille: i64,
    /// A multiple of 10.
    #[schema(minimum = 0, maximum = 500, example = 50)]
    packed_fee_per_mille: i64,
    #[schema(minimum = 0, maximum = 1000, example = 1000)]
    trip_kept_per_mille: i64,
    #[schema(minimum = 0, maximum = 1000, example = 500)]
    called_crew_per_mille: i64,
    #[schema(minimum = 12, maximum = 23, example = 20)]
    crews_called_by_hour: i64,
    #[schema(minimum = 1, maximum = 168, example = 24)]
    complaint_hours: i64,
    #[schema(minimum = 1, maximum = 168, example = 24)]
    claim_answer_hours: i64,
    #[schema(minimum = 0, maximum = 500, example = 100)]
    low_stock_per_mille: i64,
    #[schema(minimum = 18, maximum = 23, example = 21)]
    quiet_from_hour: i64,
    #[schema(minimum = 6, maximum = 11, example = 8)]
    quiet_until_hour: i64,
    #[schema(minimum = 0, maximum = 1200, example = 120)]
    cart_reminder_minutes: i64,
    #[schema(minimum = 5, maximum = 1440, example = 30)]
    hold_minutes: i64,
    #[schema(minimum = 6, maximum = 60, example = 30)]
    order_days_ahead: i64,
    #[schema(minimum = 1, maximum = 30, example = 7)]
    ticket_days: i64,
    #[schema(minimum = 1, maximum = 7, example = 1)]
    settlement_weekday: i64,
    #[schema(minimum = 100, maximum = 100_000_000, example = 10_000)]
    payout_min_paise: i64,
    #[schema(minimum = 0, maximum = 60, example = 3)]
    alert_fallback_minutes: i64,
    #[schema(minimum = 0, maximum = 20, example = 3)]
    pause_after_unanswered: i64,
    #[schema(minimum = 0, maximum = 1, example = 0)]
    pay_in_chat: i64,
    #[schema(minimum = 0, maximum = 10_000_000_000_i64, example = 5_000_000)]
    eway_above_paise: i64,
}

/// What was sent, over terms that do not matter: every field must be there.
pub(super) struct Wanted(Terms);

impl Form for Wanted {
    fn read(fields: &mut Fields) -> Self {
        let mut terms = Terms::default();
        let mut whole = true;
        for setting in &SETTINGS {
            let value = fields
                .need(setting.name, |given| given.whole(setting.least, setting.most).map(Some));
            whole &= value.is_some_and(|value| setting.put(&mut terms, value));
        }
        // Of fields that were not read there is nothing more to say.
        for (name, why) in terms.contradictions().into_iter().filter(|_| whole) {
            fields.refuse(name, why);
        }
        Self(terms)
    }
}

/// The business terms as they are now
#[utoipa::path(
    get, path = "/settings", tag = "settings",
    responses((status = 200, body = SettingsShown, description = "Every setting"), Refused),
)]
pub(super) async fn get_settings(State(web): State<Web>) -> Result<Json<SettingsShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = settings::load(&mut db).await?;
    Ok(Json(shown(&web.app, &rows)))
}

/// Set the business terms
///
/// All of them at once, so that what does not go together is refused together. Every node follows within a second. What was promised already
/// stays: links, holds and offers that are out keep the times they have.
#[utoipa::path(
    put, path = "/settings", tag = "settings",
    request_body = SettingsWanted,
    responses((status = 200, body = SettingsShown, description = "As they are now"), Refused, BadBody),
)]
pub(super) async fn put_settings(
    State(web): State<Web>,
    asker: Asker,
    Body(Wanted(wanted)): Body<Wanted>,
) -> Result<Json<SettingsShown>, Problem> {
    let app = &web.app;
    let mut transaction = app.pool.begin().await?;
    let before = app.settings.with(&settings::lock(&mut transaction).await?);
    if let Some(detail) = difference(&values(&before), &values(&wanted)) {
        let changed: Vec<(&str, i64)> = SETTINGS
            .iter()
            .filter(|setting| (setting.get)(&before) != (setting.get)(&wanted))
            .map(|setting| (setting.name, (setting.get)(&wanted)))
            .collect();
        settings::save(&mut transaction, app.clock.now(), &changed).await?;
        let act = Act { action: "settings.change", subject: "settings".to_owned(), detail };
        act.write(&mut transaction, app, &asker).await?;
    }
    let rows = settings::load(&mut transaction).await?;
    transaction.commit().await?;
    // It is committed: this node follows at once or, like the others, in a second.
    if let Err(error) = app.settings.refresh(&app.pool).await {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "the settings are read again in a moment"
        );
    }
    Ok(Json(shown(app, &rows)))
}

fn values(terms: &Terms) -> Value {
    let pairs = SETTINGS.iter().map(|s| (s.name.to_owned(), Value::from((s.get)(terms))));
    Value::Object(pairs.collect::<Map<String, Value>>())
}

fn shown(app: &App, rows: &[SettingRow]) -> SettingsShown {
    let (now, usual) = (app.settings.with(rows), app.settings.usual());
    let data = SETTINGS.iter().map(|setting| SettingShown {
        name: setting.name.to_owned(),
        value: (setting.get)(&now),
        unit: setting.unit.as_str().to_owned(),
        minimum: setting.least,
        maximum: setting.most,
        default: (setting.get)(usual),
        meaning: setting.meaning.to_owned(),
        changed_at: rows
            .iter()
            .find(|row| row.name == setting.name)
            .map(|row| Instant(row.changed_at)),
    });
    SettingsShown { data: data.collect() }
}
