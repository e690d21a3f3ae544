//! `/`: where somebody lands who types the address into a browser. What there is, and nothing of anybody.

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};

use crate::web::Web;

const OPEN: [(&str, &str); 4] = [
    ("/docs", "the office's API, described"),
    ("/api/v1/openapi.json", "the same for programs"),
    ("/health/live", "200 while the program runs"),
    ("/health/ready", "200 while it can serve"),
];

/// On an address of their own when `REALSERV_METRICS_LISTEN` is set.
const INSIDE: [(&str, &str); 2] =
    [("/health", "what is on, and how deep each queue is"), ("/metrics", "Prometheus text")];

pub async fn page(State(web): State<Web>) -> Response {
    let inside = web.app.config.metrics_listen.is_none();
    let shown = OPEN.iter().chain(INSIDE.iter().filter(|_| inside));
    let rows: Vec<String> = shown
        .map(|(path, what)| format!("<li><a href=\"{path}\"><code>{path}</code></a> {what}</li>"))
        .collect();
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>RealServ</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head>\n<body><h1>RealServ</h1>\n\
         <p>Construction materials and labour, ordered from WhatsApp. People talk to it there; this address is for programs.</p>\n\
         <ul>{}</ul></body></html>\n",
        rows.join("\n")
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (headers, Html(html)).into_response()
}
