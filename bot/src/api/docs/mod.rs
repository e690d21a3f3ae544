//! `GET /api/v1/openapi.json`, made from the code, and `GET /docs`, a page that shows it: one HTML file with its script
//! and style, from this program alone, no network.

use std::sync::LazyLock;

use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::layers;
use super::problem::{FieldProblem, Kind, ProblemBody};
use crate::web::Web;

const OPENAPI: &str = "/api/v1/openapi.json";
const PAGES: [&str; 3] = ["/docs", "/docs/page.js", "/docs/page.css"];

#[derive(OpenApi)]
#[openapi(
    info(title = "RealServ office API", description = ""),
    tags(
        (name = "orders", description = "Looked at, cancelled, refunded, reassigned, called delivered, their trips and chargebacks settled."),
        (name = "catalog", description = "SKUs, and the vendors' listings with price, stock and minimum."),
        (name = "vendors", description = "Who sells, and when; what he is owed, and the cash that he holds."),
        (name = "invoices", description = "The vendors' invoices and credit notes, as they were issued."),
        (name = "payouts", description = "What vendors are owed by the week, where it goes, and what became of it."),
        (name = "zones", description = "Where we deliver, and what delivery costs."),
        (name = "settings", description = "The business terms: minutes, limits and fees."),
        (name = "rates", description = "What is taken of a sale: commission, taxes, welfare, from which day on."),
        (name = "reports", description = "What Razorpay has settled, beside the ledger."),
        (name = "conversations", description = "Who talks with us, and what was said."),
        (name = "media", description = "Files that people sent in chats."),
        (name = "tickets", description = "Who waits for a person."),
        (name = "dead letters", description = "Events that failed whenever they were tried."),
        (name = "document", description = "This description itself."),
    ),
    components(schemas(ProblemBody, FieldProblem)),
    security(("api_key" = [])),
    modifiers(&Finish),
)]
struct Described;

/// What the macros cannot say.
struct Finish;

impl Modify for Finish {
    fn modify(&self, document: &mut Document) {
        document.info.description = Some(introduction());
        let components = document.components.get_or_insert_default();
        let key = ApiKeyValue::with_description("X-API-Key", "REALSERV_ADMIN_API_KEY");
        components.add_security_scheme("api_key", SecurityScheme::ApiKey(ApiKey::Header(key)));
    }
}

/// The conventions that hold for every operation, and what each kind of problem means.
fn introduction() -> String {
    let kinds: Vec<String> = Kind::ALL
        .into_iter()
        .map(|kind| {
            format!("- **{}** `{}`: {}", kind.status().as_u16(), kind.name(), kind.meaning())
        })
        .collect();
    format!("{}\n\n## Problems\n\n{}\n", include_str!("introduction.md").trim(), kinds.join("\n"))
}

/// The document before its paths are added.
pub(super) fn document() -> Document {
    Described::openapi()
}

/// Whether this needs no key.
pub(super) fn is_public(method: &Method, path: &str) -> bool {
    let read = method == Method::GET || method == Method::HEAD;
    let page = PAGES.contains(&path);
    page || (read && path == OPENAPI)
}

/// The pages; and the document, which from now on is what was collected from the routes.
pub(super) fn router() -> Router<Web> {
    Router::new()
        .route(PAGES[0], get(page))
        .route(PAGES[1], get(script))
        .route(PAGES[2], get(style))
}

/// This description
///
/// OpenAPI 3.1, made from the code that answers. Needs no key.
#[utoipa::path(
    get, path = "/openapi.json", tag = "document",
    security(()),
    responses((status = 200, body = Object, description = "The OpenAPI document")),
)]
pub(super) async fn get_openapi() -> Json<&'static Document> {
    static WHOLE: LazyLock<Document> = LazyLock::new(|| super::documented().1);
    Json(&WHOLE)
}

async fn page() -> Response {
    layers::page("text/html; charset=utf-8", include_str!("page.html"))
}

async fn script() -> Response {
    layers::page("text/javascript; charset=utf-8", include_str!("page.js"))
}

async fn style() -> Response {
    layers::page("text/css; charset=utf-8", include_str!("page.css"))
}
