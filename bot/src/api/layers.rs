//! What every request of the API passes through, in one function and in order.

use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use realserv_domain::ids::Minter;
use tokio::time::Instant;
use tower_http::catch_panic::CatchPanicLayer;
use uuid::Uuid;

use super::act::Asker;
use super::problem::{Kind, Problem};
use super::{docs, problem};
use crate::app::App;
use crate::web::Web;

/// The largest honest body is a few kilobytes.
const MOST_BYTES: usize = 1 << 20;

/// Longer than any query of ours; a caller's own patience ends about here.
const LONGEST: Duration = Duration::from_secs(15);

/// What a caller is asked to wait after a 503.
const RETRY_AFTER_SECONDS: u32 = 5;

/// The caller's own correlation id is taken up to this length.
const LONGEST_CORRELATION: usize = 64;

const CORRELATION: HeaderName = HeaderName::from_static("x-correlation-id");
const API_KEY: &str = "x-api-key";

/// The whole stack. Read from the bottom: the last layer is the first that a request meets.
pub(super) fn around(router: Router<Web>, web: &Web) -> Router<Web> {
    router
        // A body is read up to here, and not at all before the key has fitted.
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        // Whoever has no key learns nothing, not even whether an address exists: before path and body.
        .layer(from_fn_with_state(web.clone(), only_with_key))
        // Nobody waits for ever, and a connection to the database comes back.
        .layer(from_fn(in_time))
        // A bug in one handler is one caller's trouble, not the connection's.
        .layer(CatchPanicLayer::custom(panicked))
        // Outermost, so that every answer has its id, its headers, one shape of error and one line in the log.
        .layer(from_fn_with_state(web.clone(), named_and_logged))
}

async fn only_with_key(State(web): State<Web>, request: Request, next: Next) -> Response {
    if docs::is_public(request.method(), request.uri().path()) {
        return next.run(request).await;
    }
    match refusal(&web.app, request.headers()) {
        None => next.run(request).await,
        Some(detail) => Problem::new(Kind::Unauthorized, detail).into_response(),
    }
}

/// Why this caller may not come in, if so.
fn refusal(app: &App, headers: &HeaderMap) -> Option<&'static str> {
    if app.config.admin_api_key.is_none() {
        return Some("The API is off: this installation has no key (REALSERV_ADMIN_API_KEY).");
    }
    let Some(key) = headers.get(API_KEY) else {
        return Some("Send your key in the header X-API-Key.");
    };
    let known = key.to_str().is_ok_and(|key| app.is_admin(key));
    if known { None } else { Some("This key is not known.") }
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::too_slow().into_response(),
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a handler panicked")]
struct Panicked;

/// The panic's own words are in the log already, by the panic hook.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Problem::broken(Panicked).into_response()
}

async fn named_and_logged(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let asker = asker(&web.app, request.headers());
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let path = path.unwrap_or_else(|| "unknown".to_owned());
    request.extensions_mut().insert(asker.clone());
    let mut response = next.run(request).await;
    let problem = problem_of(&response);
    if let Some(problem) = &problem {
        write_body(&mut response, problem, &web.app.config.public_url, &asker.correlation_id);
    }
    add_headers(response.headers_mut(), &asker.correlation_id);
    log(&method, &path, response.status(), began, &asker, problem.as_ref());
    response
}

/// What a handler carried here; also a bare refusal of the framework's becomes one of ours.
fn problem_of(response: &Response) -> Option<Problem> {
    let carried = response.extensions().get::<Problem>().cloned();
    carried.or_else(|| Kind::of(response.status()).map(|kind| Problem::new(kind, kind.title())))
}

fn write_body(response: &mut Response, problem: &Problem, public_url: &str, correlation: &str) {
    let body = Json(problem.body(public_url, correlation)).into_response().into_body();
    *response.body_mut() = body;
    *response.status_mut() = problem.kind.status();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(problem::MEDIA_TYPE));
    if problem.kind == Kind::Unauthorized {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("ApiKey"));
    }
    if problem.kind == Kind::Unavailable {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
    }
}

fn add_headers(headers: &mut HeaderMap, correlation: &str) {
    // Always sane, see `is_sane`.
    if let Ok(value) = HeaderValue::from_str(correlation) {
        headers.insert(CORRELATION, value);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        // Nothing of the API is a page; the docs bring a policy of their own.
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// One line for each request: never a body, a query or an id, only the path as it is written in the document.
fn log(
    method: &Method,
    path: &str,
    status: StatusCode,
    began: Instant,
    asker: &Asker,
    problem: Option<&Problem>,
) {
    let took = began.elapsed();
    let (status, correlation) = (status.as_u16(), asker.correlation_id.as_str());
    let status_text = status.to_string();
    let duration_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let method = known(method);
    let labels = [("method", method), ("path", path), ("status", status_text.as_str())];
    let labels = labels.map(|(name, value)| (name, value.to_owned()));
    metrics::histogram!("realserv_http_seconds", &labels).record(took);
    match problem.and_then(|problem| problem.cause.as_ref()) {
        Some(cause) if status >= 500 => tracing::error!(
            error = cause.as_ref() as &dyn std::error::Error,
            correlation.id = correlation,
            status,
            duration_ms,
            "{method} {path} failed",
        ),
        _ => tracing::info!(
            correlation.id = correlation,
            status,
            duration_ms,
            "{method} {path} answered {status}"
        ),
    }
}

/// Anybody may invent methods; a series for each would fill the memory.
fn known(method: &Method) -> &'static str {
    const ALL: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    ALL.into_iter().find(|name| *name == method.as_str()).unwrap_or("other")
}

/// Names a request: by the caller's own correlation id or trace if it is sane, and by an id that is never given twice.
fn asker(app: &App, headers: &HeaderMap) -> Asker {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = app.clock.now();
    // No two of a process share the count; no two processes of an installation share a microsecond and a number.
    let count = u128::from(COUNT.fetch_add(1, Ordering::Relaxed));
    let micros = u128::from(now.as_microsecond().unsigned_abs());
    let process = u128::from(std::process::id());
    let event = Uuid::from_u128((micros << 64) ^ (process << 40) ^ count);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    let request: Uuid = Minter::new(app.secret, event, millis).id();
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let own = text(&CORRELATION).filter(|id| is_sane(id));
    let trace = text(&HeaderName::from_static("traceparent")).and_then(trace_id);
    let correlation_id = own.or(trace).map(str::to_owned);
    Asker {
        correlation_id: correlation_id.unwrap_or_else(|| request.simple().to_string()),
        request,
    }
}

/// It goes into logs and headers: nothing that could end a line or a quotation.
fn is_sane(id: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':');
    !id.is_empty() && id.len() <= LONGEST_CORRELATION && id.bytes().all(fits)
}

/// The trace of `00-<32 hex>-<16 hex>-<2 hex>` (W3C Trace Context).
fn trace_id(traceparent: &str) -> Option<&str> {
    let trace = traceparent.split('-').nth(1)?;
    let hex = trace.len() == 32 && trace.bytes().all(|b| b.is_ascii_hexdigit());
    (hex && trace.bytes().any(|b| b != b'0')).then_some(trace)
}

/// A page's answer with a policy that lets it load what is ours and nothing else.
pub(super) fn page(kind: &'static str, body: impl Into<Body>) -> Response {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
                          connect-src 'self'; img-src 'self' data:; base-uri 'none'; \
                          form-action 'none'; frame-ancestors 'none'";
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, body.into()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sane_correlation_ids_are_taken() {
        assert!(is_sane("order-42.a:b_C"));
        for wrong in ["", "a b", "a\"b", "ధర", &"x".repeat(65), "a\nb"] {
            assert!(!is_sane(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_trace_is_taken_from_a_traceparent_and_from_nothing_else() {
        let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(trace_id(parent), Some("4bf92f3577b34da6a3ce929d0e0e4736"));
        assert_eq!(trace_id("00-00000000000000000000000000000000-00f067aa0ba902b7-01"), None);
        assert_eq!(trace_id("nonsense"), None);
    }
}
