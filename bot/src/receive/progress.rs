//! What a status says of a message of ours: how far it came, and what Meta takes for it.

use realserv_adapters::postgres::deliveries::{Price, Progress};
use realserv_adapters::whatsapp::webhook::{Pricing, StatusUpdate, Update};
use realserv_domain::message::Delivery;
use realserv_domain::phone::Phone;
use realserv_domain::sends::INDIA;
use uuid::Uuid;

use crate::app::App;

/// What is not of this program is counted, so that a number shared with another one is seen.
pub(super) fn known(app: &App, update: &Update, status: &StatusUpdate) -> Option<Progress> {
    let progress = progress(app, update, status);
    if progress.is_none() {
        metrics::counter!("realserv_foreign_statuses_total").increment(1);
    }
    progress
}

/// None for a message that is not one of this program's: each of those comes back with the id that was sent along.
fn progress(app: &App, update: &Update, status: &StatusUpdate) -> Option<Progress> {
    if let Some(failure) = &status.failure {
        metrics::counter!("realserv_messages_failed_total", "next" => failure.next.as_str())
            .increment(1);
        tracing::warn!(
            code = failure.code,
            detail = failure.detail,
            wamid = status.message_id,
            "WhatsApp could not deliver a message",
        );
    }
    let effect = status.callback_data.as_deref().and_then(|id| Uuid::try_parse(id).ok())?;
    let price = status.pricing.as_ref().map(|pricing| price(app, status, pricing));
    if let Some(price) = price.as_ref().filter(|_| status.delivery > Delivery::Sent) {
        count(price);
    }
    Some(Progress {
        effect,
        wamid: Some(status.message_id.clone()),
        delivery: status.delivery,
        failure_code: status.failure.as_ref().and_then(|failure| failure.code),
        phone_number_id: update.phone_number_id.clone(),
        order: None,
        price,
        awaited: None,
    })
}

fn price(app: &App, status: &StatusUpdate, pricing: &Pricing) -> Price {
    let on = status.at.to_zoned(app.clock.zone().clone()).date();
    let what = (pricing.kind.as_str(), pricing.category.as_str());
    let cost = app.settings.prices().cost(what, country(status), on);
    if cost.is_none() {
        tracing::warn!(
            kind = pricing.kind,
            category = pricing.category,
            wamid = status.message_id,
            "nobody has told what such a message costs: see /api/v1/send-prices",
        );
    }
    Price { category: pricing.category.clone(), kind: pricing.kind.clone(), cost, on }
}

/// Where a message went: the number says it, and where that is hidden Meta's own id of the person begins with it
/// (whatsapp.md 2.8). Only India has prices.
fn country(status: &StatusUpdate) -> Option<&str> {
    match (&status.phone, &status.user_id) {
        (Some(phone), _) => is_indian(phone).then_some(INDIA),
        (None, Some(id)) => id.split_once('.').map(|(country, _)| country),
        (None, None) => None,
    }
}

/// No other country's code begins with 91.
fn is_indian(phone: &Phone) -> bool {
    phone.reveal().starts_with("91")
}

/// What goes up as it happens. A status that comes twice counts twice; to the paisa it is the report that is right.
fn count(price: &Price) {
    let labels = [("category", price.category.clone()), ("kind", price.kind.clone())];
    metrics::counter!("realserv_priced_messages_total", &labels).increment(1);
    let cost = price.cost.and_then(|cost| u64::try_from(cost.0).ok()).unwrap_or(0);
    metrics::counter!("realserv_message_cost_millipaise_total", &labels).increment(cost);
}
