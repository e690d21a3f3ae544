//! Orders: the list, and one with all that belongs to it.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use realserv_adapters::postgres::StoreError;
use realserv_adapters::postgres::office::orders as beside;
use realserv_adapters::postgres::orders::find;
use realserv_adapters::postgres::{sends as costs, sites};
use realserv_domain::ids::{OrderId, OrderNumber};
use realserv_domain::orders::{Order, OrderState, Rating};
use sqlx::PgConnection;
use utoipa::IntoParams;
use uuid::Uuid;

use super::input::{Fields, Form, Id, Search};
use super::paging::{Page, PageParameters, Paging};
use super::problem::{Kind, Missing, Problem, Refused};
use super::sends;
use crate::web::Web;

/// What the office wants of an order.
pub(super) mod command;

/// What it wants of goods that are not wanted, or did not come whole.
pub(super) mod goods;

/// What makes sense now.
mod possible;

/// An order as the API shows it.
mod show;

/// Its money.
mod money;

/// What happened to it.
mod history;

/// Money and history without the order itself.
pub(super) mod records;

pub(super) use show::OrderInList;
use show::OrderWhole;

const STATES: &str = "awaiting_payment, offered, needs_buyer, accepted, on_the_way, delivered, \
                      expired, cancelled";

/// No order of a normal life has more turns; the latest are shown.
const MOST_TURNS: i64 = 500;

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct OrderSearchParameters {
    /// Only in this state: awaiting_payment, offered, needs_buyer, accepted, on_the_way, delivered, expired or cancelled.
    #[param(example = "offered")]
    state: Option<String>,
    /// Only of this person.
    buyer: Option<Uuid>,
    /// Only with a part of this vendor.
    vendor: Option<Uuid>,
    /// The order's number, in capitals or not.
    #[param(example = "RS7K3M9QX")]
    number: Option<String>,
    /// `true`: only those that somebody of the office should look at.
    needs_attention: Option<bool>,
    /// Only those that their buyer found so: good or bad.
    #[param(example = "bad")]
    rating: Option<String>,
}

pub(super) struct OrderSearch {
    filter: find::Filter,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for OrderSearch {
    fn read(fields: &mut Fields) -> Self {
        let state: Option<OrderState> = fields.take("state", |given| given.word(STATES));
        let number = fields.take("number", |given| {
            let number: Result<OrderNumber, _> = given.text(1, 20)?.parse();
            number.map_err(|_| "must be an order's number such as RS7K3M9QX".to_owned())
        });
        let rating: Option<Rating> = fields.take("rating", |given| given.word("good, bad"));
        let filter = find::Filter {
            state: state.as_ref().map(super::shown::word),
            buyer: fields.take("buyer", |given| given.id()),
            vendor: fields.take("vendor", |given| given.id()),
            number: number.map(|number| number.to_string()),
            needs_attention: fields.take("needs_attention", |given| given.flag()).unwrap_or(false),
            rating: rating.as_ref().map(super::shown::word),
            before: None,
        };
        let paging = Paging::<(Timestamp, Uuid)>::read(fields);
        let filter = find::Filter { before: paging.after, ..filter };
        Self { filter, paging }
    }
}

/// Orders, latest first
#[utoipa::path(
    get, path = "/orders", tag = "orders",
    params(OrderSearchParameters, PageParameters),
    responses((status = 200, body = Page<OrderInList>, description = "A page of orders"), Refused),
)]
pub(super) async fn list_orders(
    State(web): State<Web>,
    Search(search): Search<OrderSearch>,
) -> Result<Json<Page<OrderInList>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let orders = find::list(&mut db, &search.filter, search.paging.fetch()).await?;
    Ok(Json(search.paging.page(orders, find::Listed::place, listed)))
}

/// One order that cannot be read must not hide the others: it is shown as such, and somebody is told.
pub(super) fn listed(row: find::Listed) -> OrderInList {
    match row {
        find::Listed::Order(order) => OrderInList::of(&order),
        find::Listed::Unreadable(row) => {
            count_unreadable();
            tracing::error!(
                error = &row.why as &dyn std::error::Error,
                order.id = %row.id,
                order.number = row.number,
                "an order cannot be read: the list shows what its columns tell",
            );
            OrderInList::unreadable(*row)
        }
    }
}

/// One order, with parts, lines and GST, links, payments, refunds, ledger and history
#[utoipa::path(
    get, path = "/orders/{id}", tag = "orders",
    params(("id" = Uuid, Path, description = "The order's id")),
    responses((status = 200, body = OrderWhole, description = "The order"), Refused, Missing),
)]
pub(super) async fn get_order(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<OrderWhole>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let order = one(&mut db, id).await?;
    Ok(Json(whole(&mut db, &order).await?))
}

async fn one(db: &mut PgConnection, id: Uuid) -> Result<Order, Problem> {
    let order = find::one(db, OrderId(id)).await.map_err(|error| unreadable(id, error))?;
    order.ok_or_else(no_such_order)
}

fn no_such_order() -> Problem {
    Problem::not_found("There is no order with this id.")
}

/// What the document kept is not to be had, but the rows beside it are.
fn unreadable(id: Uuid, error: StoreError) -> Problem {
    let mut problem = Problem::from(error);
    if problem.kind == Kind::Unloadable {
        count_unreadable();
        let rows = format!(" Its money and history: GET /api/v1/orders/{id}/records.");
        problem.detail.push_str(&rows);
    }
    problem
}

fn count_unreadable() {
    metrics::counter!("realserv_unreadable_orders_total").increment(1);
}

async fn whole(db: &mut PgConnection, order: &Order) -> Result<OrderWhole, Problem> {
    let directions = sites::directions(db, &order.site, order.buyer).await?;
    let entries = beside::postings(db, order.id).await?;
    let turns = beside::turns(db, order.id, MOST_TURNS).await?;
    Ok(OrderWhole {
        head: show::head(order),
        buyer: show::buyer(order, directions.as_ref()),
        site: show::site(order, directions),
        quote_ends_at: super::shown::Instant(order.quote_ends_at),
        rated_at: order.rated.map(|rated| super::shown::Instant(rated.since)),
        round_off_paise: order.round_off_paise.get(),
        parts: order.parts.iter().map(|part| show::part(order, part)).collect(),
        links: order.links.iter().map(|link| money::link(order, link)).collect(),
        payments: order.payments.iter().map(money::payment).collect(),
        refunds: order.refunds.iter().map(money::refund).collect(),
        disputes: order.disputes.iter().map(money::dispute).collect(),
        postings: money::postings(entries),
        sends: sends::shown(costs::of_order(db, order.id).await?),
        history: turns.into_iter().map(history::turn).collect(),
    })
}
