//! `/health/live`, `/health/ready`, `/health` and `/metrics`. Readiness asks the database and never an outside service.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use realserv_adapters::postgres::office::dead_letters;
use realserv_adapters::postgres::{StoreError, inbox, outbox};
use realserv_domain::notice::Way;
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
    /// `on`, or `rests` while Meta does not let it be sent; absent where no form of a site is configured.
    #[serde(skip_serializing_if = "Option::is_none")]
    site_form: Option<&'static str>,
    razorpay: &'static str,
    razorpayx: &'static str,
    /// `off`: files that people send are not kept.
    scanner: &'static str,
    /// `folder` or `s3`.
    files: &'static str,
    email: &'static str,
    sms: &'static str,
    push: &'static str,
    inbox: Queue,
    outbox: Vec<Queue>,
    /// Events that were set aside and wait for somebody in the office.
    dead_letters: i64,
}

/// Everything that waits.
#[derive(Default)]
struct Waiting {
    inbox: (i64, Option<Timestamp>),
    outbox: Vec<(String, i64, Option<Timestamp>)>,
    dead_letters: i64,
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
    let waiting = tokio::time::timeout(PATIENCE, waiting(app)).await;
    let answers = matches!(waiting, Ok(Ok(_)));
    let waiting = waiting.unwrap_or(Ok(Waiting::default())).unwrap_or_default();
    let ready = answers && web.ready.load(Ordering::Relaxed);
    let health = Health {
        ready,
        role: app.role.as_str(),
        database: if answers { "on" } else { "does not answer" },
        whatsapp: part(app.whatsapp.is_some()),
        site_form: app.site_form.is_configured().then_some(match app.site_form.offered() {
            Some(_) => "on",
            None => "rests",
        }),
        razorpay: part(app.razorpay.is_some()),
        razorpayx: part(app.payer.is_some()),
        scanner: part(app.scanner.is_some()),
        email: part(app.carriers.has(Way::Email)),
        sms: part(app.carriers.has(Way::Sms)),
        push: part(app.carriers.has(Way::Push)),
        files: if app.config.bucket.is_some() { "s3" } else { "folder" },
        inbox: queue(app, "inbox", waiting.inbox.0, waiting.inbox.1),
        outbox: waiting
            .outbox
            .iter()
            .map(|(name, depth, oldest)| queue(app, name, *depth, *oldest))
            .collect(),
        dead_letters: waiting.dead_letters,
    };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(health))
}

async fn waiting(app: &App) -> Result<Waiting, StoreError> {
    let mut db = app.pool.acquire().await?;
    Ok(Waiting {
        inbox: inbox::depth(&mut db).await?,
        outbox: outbox::depth(&mut db, app.clock.now()).await?,
        dead_letters: dead_letters::count(&mut db).await?,
    })
}

fn queue(app: &App, name: &str, depth: i64, oldest: Option<Timestamp>) -> Queue {
    let age = oldest.map(|at| app.clock.now().duration_since(at).as_secs().max(0));
    Queue { name: name.to_owned(), depth, oldest_age_seconds: age }
}

/// Prometheus text. Queues and connections are looked at when asked for.
pub async fn metrics(State(web): State<Web>) -> Result<String, StatusCode> {
    let app = &web.app;
    if let Ok(waiting) = waiting(app).await {
        let (depth, oldest) = waiting.inbox;
        let inbox = ("inbox".to_owned(), depth, oldest);
        for (name, depth, oldest) in waiting.outbox.into_iter().chain([inbox]) {
            let queue = queue(app, &name, depth, oldest);
            let labels = [("queue", queue.name)];
            metrics::gauge!("realserv_queue_depth", &labels).set(queue.depth as f64);
            metrics::gauge!("realserv_queue_oldest_seconds", &labels)
                .set(queue.oldest_age_seconds.unwrap_or(0) as f64);
        }
        metrics::gauge!("realserv_dead_letters").set(waiting.dead_letters as f64);
    }
    let (all, idle) = (f64::from(app.pool.size()), app.pool.num_idle() as f64);
    metrics::gauge!("realserv_pool_connections", "state" => "idle").set(idle);
    metrics::gauge!("realserv_pool_connections", "state" => "used").set(all - idle);
    crate::telemetry::rendered().ok_or(StatusCode::NOT_FOUND)
}
