//! `POST /webhooks/sms/{secret}`: what the gateway reports of SMS. The gateway signs nothing, so the address itself is the proof.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::notices::{self, Report};
use realserv_adapters::secret::Secret;
use realserv_adapters::sms::report::{self, SmsReport};

use super::whatsapp::answer;
use crate::app::App;
use crate::turn::event::unreached;
use crate::wake::Left;
use crate::web::Web;

/// A report is some hundred bytes; gateways send them in batches.
pub const MOST_BYTES: usize = 256 * 1024;

pub async fn report(State(web): State<Web>, Path(secret): Path<String>, body: Bytes) -> StatusCode {
    let Some(config) = web.app.config.sms.as_ref() else { return StatusCode::NOT_FOUND };
    if !is_ours(&config.webhook_secrets, &secret) {
        metrics::counter!("realserv_forged_webhooks_total", "source" => "sms").increment(1);
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(reports) = report::parse(&String::from_utf8_lossy(&body)) else {
        tracing::warn!("a report of the SMS gateway cannot be understood");
        return StatusCode::BAD_REQUEST;
    };
    let kept = keep(&web.app, reports).await;
    if let Err(error) = &kept {
        tracing::warn!(error = error as &dyn std::error::Error, "a report of an SMS was not kept");
    }
    answer(kept.is_ok())
}

/// All are compared, so that the time does not tell which one fitted.
fn is_ours(secrets: &[Secret], guess: &str) -> bool {
    secrets.iter().fold(false, |fits, secret| secret.equals(guess) | fits)
}

async fn keep(app: &App, mut reports: Vec<SmsReport>) -> Result<(), StoreError> {
    let now = app.clock.now();
    // In one order, so that two batches do not wait for each other in a circle.
    reports.sort_by(|a, b| a.request_id.cmp(&b.request_id));
    let mut transaction = app.pool.begin().await?;
    let mut failed = Vec::new();
    for SmsReport { request_id, delivered, reason } in reports {
        let report = Report { request_id, delivered, reason };
        failed.extend(notices::report(&mut transaction, now, &report).await?);
    }
    let lost = notices::lost(&mut transaction, &failed).await?;
    let events = unreached(app, &lost)?;
    app.leave(&mut transaction, now, &events).await?;
    transaction.commit().await?;
    app.bells.ring(Left::events(&events));
    Ok(())
}
