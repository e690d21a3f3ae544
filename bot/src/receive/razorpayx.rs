//! `POST /webhooks/razorpayx`: news of payouts and of accounts. Signed with a secret of its own, and still only a hint.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use realserv_adapters::razorpay::x::webhook;

use super::News;
use super::whatsapp::answer;
use crate::web::Web;

pub async fn hook(State(web): State<Web>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some(config) = web.app.config.razorpayx.as_ref() else { return StatusCode::NOT_FOUND };
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if webhook::verify(&config.webhook_secrets, header(webhook::SIGNATURE_HEADER), &body).is_err() {
        metrics::counter!("realserv_forged_webhooks_total", "source" => "razorpayx").increment(1);
        return StatusCode::UNAUTHORIZED;
    }
    let news = match webhook::parse(&body, header(webhook::EVENT_ID_HEADER)) {
        Ok(hook) => News::Payouts(hook),
        Err(error) => {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "a signed webhook of RazorpayX cannot be understood: kept",
            );
            News::unreadable("razorpayx-unreadable", &String::from_utf8_lossy(&body))
        }
    };
    answer(web.intake.store(vec![news]).await.is_ok())
}
