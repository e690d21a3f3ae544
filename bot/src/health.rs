//! `/health/live`, `/health/ready`, `/health` and `/metrics`. Readiness asks the database and never an outside service.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use realserv_adapters::postgres::{StoreError, inbox, outbox};
use serde::Serialize;

use crate::app::App;
use crate::web::Web;

/// A database that needs longer is of no use to a webhook.
const PATIENCE: Duration = Duration::from_secs(2);

pub async fn live() -> StatusCode {
    StatusCode::OK
}

/// 503 while stopping, and while the database does not answer.
pub async fn ready(State(web): State<Web>) -> StatusCode {
    let asked = tokio::time::timeout(PATIENCE, asks_database(&web.app)).await;
    if web.ready.load(Ordering::Relaxed) && matches!(asked, Ok(Ok(()))) {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}

async fn asks_database(app: &App) -> Result<(), StoreError> {
    let mut db = app.pool.acquire().await?;
    outbox::is_idle(&mut db, app.clock.now()).await.map(|_| ())
}

#[derive(Serialize)]
pub struct Health {
    ready: bool,
    role: &'static str,
    database: &'static str,
    whatsapp: &'static str,
    razorpay: &'static str,
    inbox: Queue,
    outbox: Vec<Queue>,
}

#[derive(Serialize)]
struct Queue {
    name: String,
    depth: i64,
    /// Of the oldest that is due and not served.
    oldest_age_seconds: Option<i64>,
}

/// Each dependency, and how long the oldest event waits. A part whose variables are missing is `off`.
pub async fn details(State(web): State<Web>) -> (StatusCode, Json<Health>) {
    let app = &web.app;
    let part = |on: bool| if on { "on" } else { "off" };
    let queues = tokio::time::timeout(PATIENCE, queues(app)).await;
    let answers = matches!(queues, Ok(Ok(_)));
    let (inbox, outbox) = match queues {
        Ok(Ok(queues)) => queues,
        Ok(Err(_)) | Err(_) => (queue(app, "inbox", 0, None), Vec::new()),
    };
    let ready = answers && web.ready.load(Ordering::Relaxed);
    let health = Health {
        ready,
        role: app.role.as_str(),
        database: if answers { "on" } else { "does not answer" },
        whatsapp: part(app.whatsapp.is_some()),
        razorpay: part(app.razorpay.is_some()),
        inbox,
        outbox,
    };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(health))
}

async fn queues(app: &App) -> Result<(Queue, Vec<Queue>), StoreError> {
    let mut db = app.pool.acquire().await?;
    let (depth, oldest) = inbox::depth(&mut db).await?;
    let channels = outbox::depth(&mut db, app.clock.now()).await?;
    let channels =
        channels.into_iter().map(|(name, depth, oldest)| queue(app, &name, depth, oldest));
    Ok((queue(app, "inbox", depth, oldest), channels.collect()))
}

fn queue(app: &App, name: &str, depth: i64, oldest: Option<Timestamp>) -> Queue {
    let age = oldest.map(|at| app.clock.now().duration_since(at).as_secs().max(0));
    Queue { name: name.to_owned(), depth, oldest_age_seconds: age }
}

/// Prometheus text. Queues and connections are looked at when asked for.
pub async fn metrics(State(web): State<Web>) -> Result<String, StatusCode> {
    if let Ok((inbox, outbox)) = queues(&web.app).await {
        for queue in outbox.into_iter().chain([inbox]) {
            let labels = [("queue", queue.name)];
            metrics::gauge!("realserv_queue_depth", &labels).set(queue.depth as f64);
            metrics::gauge!("realserv_queue_oldest_seconds", &labels)
                .set(queue.oldest_age_seconds.unwrap_or(0) as f64);
        }
    }
    let (all, idle) = (f64::from(web.app.pool.size()), web.app.pool.num_idle() as f64);
    metrics::gauge!("realserv_pool_connections", "state" => "idle").set(idle);
    metrics::gauge!("realserv_pool_connections", "state" => "used").set(all - idle);
    crate::telemetry::rendered().ok_or(StatusCode::NOT_FOUND)
}
