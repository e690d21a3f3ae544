//! The office's REST API under `/api/v1`, its OpenAPI document and its one error shape.
//!
//! A file for each resource; what all of them share comes first. A change opens one transaction, locks what it changes,
//! and writes its audit row there. What an order decides is not decided here: the office's wish is an event in the
//! order's inbox.

use axum::Router;
use axum::routing::any;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::web::Web;

/// The one error shape.
mod problem;

/// What a request brings: bodies, queries and ids, every bad field named.
mod input;

/// Pages and their cursors.
mod paging;

/// Who asked, and the audit row of what was done.
mod act;

/// The same key twice is one request.
mod once;

/// Both, and the event: an act that is done once.
mod deed;

/// What several resources show alike.
mod shown;

/// Every request passes through these, in order.
mod layers;

/// Orders: looked at, cancelled, refunded, reassigned, called delivered.
mod orders;

/// SKUs and listings.
mod catalog;

/// Vendors.
mod vendors;

/// Who wants to be one.
mod applications;

/// Vendors whom the office registers itself.
mod new_vendor;

/// How they stand with us.
mod vendor_ledger;

/// Where somebody is reached beside WhatsApp, and what was told there.
mod contacts;

/// Their invoices.
mod invoices;

/// What is on paper, as a file.
mod paper;

/// Where their money goes.
mod payees;

/// What they are owed, cycle by cycle.
mod settlements;

/// What was paid of it.
mod payouts;

/// Zones with their localities.
mod zones;

/// Price lists of zones.
mod zone_prices;

/// Borders, localities and closed days of zones; who waits is told.
mod borders;

/// What brings goods.
mod vehicles;

/// The business terms.
mod settings;

/// What is taken of a sale.
mod rates;

/// Sales, vendors, stock, tickets, and what Razorpay has settled: in figures.
mod reports;

/// What WhatsApp takes for messages: the prices, and a month's sum.
mod sends;

/// Conversations and transcripts; the office writes, and looks at a number.
pub(crate) mod conversations;

/// Files that people sent.
mod media;

/// Tickets.
mod tickets;

/// Events that were set aside.
mod dead_letters;

/// The OpenAPI document and the page that shows it.
mod docs;

/// Every path of the API, with its layers.
pub fn router(web: &Web) -> Router<Web> {
    let router = documented()
        .0
        .merge(docs::router())
        .route("/api/v1", any(unknown_path))
        .route("/api/v1/", any(unknown_path))
        .route("/api/v1/{*rest}", any(unknown_path))
        .method_not_allowed_fallback(unknown_method);
    layers::around(router, web)
}

/// Handlers and document from the same list: what is served is what is described.
fn documented() -> (Router<Web>, utoipa::openapi::OpenApi) {
    let api = OpenApiRouter::new()
        .routes(routes!(orders::list_orders))
        .routes(routes!(orders::get_order))
        .routes(routes!(orders::records::get_order_records))
        .routes(routes!(orders::command::cancel_order))
        .routes(routes!(orders::command::refund_order))
        .routes(routes!(orders::command::reassign_part))
        .routes(routes!(orders::command::deliver_part))
        .routes(routes!(orders::command::settle_trip))
        .routes(routes!(orders::goods::make_less))
        .routes(routes!(orders::goods::settle_claim))
        .routes(routes!(orders::command::settle_dispute))
        .routes(routes!(catalog::skus::list_skus))
        .routes(routes!(catalog::skus::get_sku, catalog::skus::change_sku))
        .routes(routes!(catalog::listings::list_listings))
        .routes(routes!(catalog::listings::get_listing, catalog::listings::change_listing))
        .routes(routes!(catalog::listings::set_stock))
        .routes(routes!(catalog::listings::list_prices))
        .routes(routes!(catalog::interpret::interpret_line))
        .routes(routes!(catalog::words::list_words))
        .routes(routes!(catalog::aliases::list_aliases, catalog::aliases::teach_alias))
        .routes(routes!(catalog::aliases::preview_alias))
        .routes(routes!(catalog::aliases::undo_alias))
        .routes(routes!(catalog::sheets::import_catalog))
        .routes(routes!(catalog::sheets::export_catalog))
        .routes(routes!(catalog::sheets::import_stock))
        .routes(routes!(catalog::sheets::undo_stock_import))
        .routes(routes!(catalog::taxes::list_sku_taxes, catalog::taxes::set_sku_tax))
        .routes(routes!(catalog::taxes::list_listing_taxes, catalog::taxes::set_listing_tax))
        .routes(routes!(vendors::list_vendors, new_vendor::register_vendor))
        .routes(routes!(vendors::get_vendor, vendors::change_vendor))
        .routes(routes!(contacts::get_vendor_contact, contacts::change_vendor_contact))
        .routes(routes!(contacts::devices::add_device))
        .routes(routes!(contacts::devices::remove_device))
        .routes(routes!(contacts::get_contact, contacts::change_contact))
        .routes(routes!(contacts::notices::list_notices))
        .routes(routes!(vendor_ledger::get_vendor_ledger))
        .routes(routes!(vendor_ledger::note_remittance))
        .routes(routes!(invoices::list_invoices))
        .routes(routes!(invoices::get_invoice))
        .routes(routes!(invoices::get_invoice_pdf))
        .routes(routes!(payees::get_payout_account, payees::put_payout_account))
        .routes(routes!(payees::confirm_payout_account))
        .routes(routes!(settlements::list_settlements))
        .routes(routes!(settlements::get_settlement))
        .routes(routes!(settlements::get_settlement_sheet))
        .routes(routes!(settlements::get_settlement_pdf))
        .routes(routes!(payouts::list_payouts))
        .routes(routes!(payouts::hold_payout))
        .routes(routes!(payouts::release_payout))
        .routes(routes!(payouts::retry_payout))
        .routes(routes!(payouts::note_payout_paid))
        .routes(routes!(zones::list_zones))
        .routes(routes!(zones::get_zone, zones::change_zone))
        .routes(routes!(zone_prices::list_zone_prices, zone_prices::add_zone_price))
        .routes(routes!(zone_prices::end_zone_price))
        .routes(routes!(borders::get_border, borders::put_border))
        .routes(routes!(borders::list_closed_days, borders::close_day, borders::open_day))
        .routes(routes!(borders::list_localities))
        .routes(routes!(borders::move_locality))
        .routes(routes!(vehicles::list_vehicles, vehicles::add_vehicle))
        .routes(routes!(conversations::list_conversations))
        .routes(routes!(conversations::get_transcript))
        .routes(routes!(conversations::write::write_message))
        .routes(routes!(conversations::write::reveal_phone))
        .routes(routes!(conversations::summary::summarize_chat))
        .routes(routes!(conversations::hold::hold_chat))
        .routes(routes!(conversations::hold::release_chat))
        .routes(routes!(settings::get_settings, settings::put_settings))
        .routes(routes!(rates::list_rates, rates::add_rate))
        .routes(routes!(rates::withdraw_rate))
        .routes(routes!(reports::reconciliation::get_reconciliation))
        .routes(routes!(reports::reconciliation::list_reconciled_days))
        .routes(routes!(reports::reconciliation::close_difference))
        .routes(routes!(reports::sales::get_sales))
        .routes(routes!(reports::vendors::get_vendor_report))
        .routes(routes!(reports::inventory::get_inventory))
        .routes(routes!(reports::tickets::get_ticket_report))
        .routes(routes!(sends::report::get_sends_of_month))
        .routes(routes!(sends::prices::list_send_prices, sends::prices::add_send_price))
        .routes(routes!(sends::prices::withdraw_send_price))
        .routes(routes!(media::get_media))
        .routes(routes!(tickets::list_tickets, tickets::open::open_ticket))
        .routes(routes!(tickets::get_ticket))
        .routes(routes!(tickets::own::assign_ticket))
        .routes(routes!(tickets::own::unassign_ticket))
        .routes(routes!(tickets::own::note_on_ticket))
        .routes(routes!(tickets::reply::reply_to_ticket))
        .routes(routes!(tickets::settle::solve_ticket))
        .routes(routes!(tickets::settle::close_ticket))
        .routes(routes!(tickets::settle::reopen_ticket))
        .routes(routes!(applications::list_applications))
        .routes(routes!(applications::get_application))
        .routes(routes!(applications::approve_application))
        .routes(routes!(applications::refuse_application))
        .routes(routes!(dead_letters::list_dead_letters))
        .routes(routes!(dead_letters::drop_dead_letter))
        .routes(routes!(dead_letters::retry_dead_letter))
        .routes(routes!(docs::get_openapi));
    OpenApiRouter::with_openapi(docs::document()).nest("/api/v1", api).split_for_parts()
}

async fn unknown_path() -> problem::Problem {
    problem::Problem::not_found("There is nothing at this address.")
}

async fn unknown_method() -> problem::Problem {
    problem::Problem::new(
        problem::Kind::MethodNotAllowed,
        "This address does not take this method.",
    )
}
