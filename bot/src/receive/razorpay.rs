//! `POST /webhooks/razorpay`, and `GET /pay/return` where the payer's browser comes back.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Html;
use realserv_adapters::postgres::inbox::{KeyKind, NewEvent};
use realserv_adapters::postgres::{StoreError, orders::find};
use realserv_adapters::razorpay::{callback, webhook};
use realserv_domain::ids::Minter;
use realserv_domain::orders::OrderEvent;
use realserv_domain::payments::LinkStatus;
use uuid::Uuid;

use super::News;
use super::page::Page;
use super::whatsapp::answer;
use crate::app::App;
use crate::wake::Left;
use crate::web::Web;

/// Hooks are a few kilobytes; razorpay.md 6.4 suggests this bound.
pub const MOST_BYTES: usize = 256 * 1024;

pub async fn hook(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some(config) = web.app.config.razorpay.as_ref() else { return StatusCode::NOT_FOUND };
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if webhook::verify(&config.webhook_secrets, header(webhook::SIGNATURE_HEADER), &body).is_err() {
        metrics::counter!("realserv_forged_webhooks_total", "source" => "razorpay").increment(1);
        return StatusCode::UNAUTHORIZED;
    }
    let news = match webhook::parse(&body, header(webhook::EVENT_ID_HEADER)) {
        Ok(hook) => News::Razorpay(hook),
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a signed webhook of Razorpay cannot be understood: kept",
            );
            News::unreadable("razorpay-unreadable", &String::from_utf8_lossy(&body))
        }
    };
    answer(web.intake.store(vec![news]).await.is_ok())
}

/// The browser's return is a hint and nothing more: it can be replayed, skipped or opened late. It makes the order ask
/// Razorpay, and tells the payer to go back to the chat.
pub async fn returned(
    State(web): State<Web>,
    RawQuery(query): RawQuery,
) -> (StatusCode, Html<&'static str>) {
    let Some(config) = web.app.config.razorpay.as_ref() else {
        return (StatusCode::NOT_FOUND, Html(Page::Unknown.html()));
    };
    let Ok(returned) = callback::verify(&config.key_secret, &query.unwrap_or_default()) else {
        return (StatusCode::BAD_REQUEST, Html(Page::Unknown.html()));
    };
    if let Err(error) = hint(&web.app, &returned).await {
        // The webhook and the poll will tell the same.
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "a return from paying was not noted"
        );
    }
    let page = if returned.status == LinkStatus::Paid { Page::Paid } else { Page::NotPaid };
    (StatusCode::OK, Html(page.html()))
}

async fn hint(app: &App, returned: &callback::Returned) -> Result<(), StoreError> {
    let now = app.clock.now();
    let mut transaction = app.pool.begin().await?;
    let owner =
        find::link_owner(&mut transaction, Some(&returned.link.0), Some(&returned.reference))
            .await?;
    let Some((order, link)) = owner else { return Ok(()) };
    let event = OrderEvent::LinkHinted { link };
    let event = serde_json::to_string(&event)
        .map_err(|e| StoreError::unreadable("inbox", "event", order, e))?;
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let id: Uuid = Minter::new(app.secret, link.0, millis).id();
    let event = NewEvent {
        id,
        key_kind: KeyKind::Order,
        key_id: order.0,
        phone_number_id: String::new(),
        event,
        correlation_id: id.simple().to_string(),
    };
    let events = [event];
    app.leave(&mut transaction, now, &events).await?;
    transaction.commit().await?;
    app.bells.ring(Left::events(&events));
    Ok(())
}
