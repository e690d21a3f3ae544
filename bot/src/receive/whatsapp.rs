//! `GET|POST /webhooks/whatsapp`: Meta's handshake and Meta's news.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use realserv_adapters::whatsapp::webhook;

use super::News;
use crate::web::Web;

/// Meta sends 3 MB at the most (whatsapp.md 1.4); the rest is margin.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

pub async fn handshake(
    State(web): State<Web>,
    RawQuery(query): RawQuery,
) -> Result<String, StatusCode> {
    let config = web.app.config.whatsapp.as_ref().ok_or(StatusCode::NOT_FOUND)?;
    webhook::challenge(&query.unwrap_or_default(), &config.verify_token)
        .ok_or(StatusCode::FORBIDDEN)
}

/// 200 only after the commit; 401 before anything is parsed; 503 when it could not be written and must come again.
pub async fn news(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some(config) = web.app.config.whatsapp.as_ref() else { return StatusCode::NOT_FOUND };
    let signature = headers.get(webhook::SIGNATURE_HEADER).and_then(|v| v.to_str().ok());
    if webhook::verify(&config.app_secrets, signature, &body).is_err() {
        metrics::counter!("realserv_forged_webhooks_total", "source" => "whatsapp").increment(1);
        return StatusCode::UNAUTHORIZED;
    }
    let news = match webhook::parse(&body) {
        Ok(updates) => updates.into_iter().map(News::WhatsApp).collect(),
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a signed webhook of WhatsApp cannot be understood: kept",
            );
            vec![News::unreadable("whatsapp-unreadable", &String::from_utf8_lossy(&body))]
        }
    };
    answer(web.intake.store(news).await.is_ok())
}

pub(super) fn answer(stored: bool) -> StatusCode {
    if stored { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}
