//! What stands beside an order's document: money, ledger and history. Its rows are written with the document and are read
//! without it, so that they can be seen where it cannot.

use axum::Json;
use axum::extract::State;
use realserv_adapters::postgres::office::orders as beside;
use realserv_adapters::postgres::sends as costs;
use realserv_domain::ids::OrderId;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::history::{self, TurnShown};
use super::money::{self, LinkShown, PaymentShown, PostingShown, RefundShown};
use super::{MOST_TURNS, no_such_order};
use crate::api::input::Id;
use crate::api::problem::{Missing, Problem, Refused};
use crate::api::sends::{self, SendsShown};
use crate::web::Web;

/// The rows beside an order.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OrderRecords {
    pub id: Uuid,
    #[schema(example = "RS7K3M9QX")]
    pub number: String,
    /// As it was when the order was written last.
    #[schema(example = "offered")]
    pub state: String,
    pub links: Vec<LinkShown>,
    pub payments: Vec<PaymentShown>,
    pub refunds: Vec<RefundShown>,
    /// The ledger of this order, in the order of posting. Each posting sums to zero.
    pub postings: Vec<PostingShown>,
    /// What WhatsApp takes for what was said of it.
    pub sends: SendsShown,
    /// What happened, oldest first: kinds and ids, nobody's words.
    pub history: Vec<TurnShown>,
}

/// An order's money, ledger and history, also where the order itself cannot be read
#[utoipa::path(
    get, path = "/orders/{id}/records", tag = "orders",
    params(("id" = Uuid, Path, description = "The order's id")),
    responses((status = 200, body = OrderRecords, description = "The rows beside the order"), Refused, Missing),
)]
pub(in crate::api) async fn get_order_records(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<OrderRecords>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let order = OrderId(id);
    let head = beside::head(&mut db, order).await?.ok_or_else(no_such_order)?;
    let links = beside::links(&mut db, order).await?;
    let payments = beside::payments(&mut db, order).await?;
    let refunds = beside::refunds(&mut db, order).await?;
    let turns = beside::turns(&mut db, order, MOST_TURNS).await?;
    Ok(Json(OrderRecords {
        id,
        number: head.number,
        state: head.state,
        links: links.into_iter().map(LinkShown::from).collect(),
        payments: payments.into_iter().map(PaymentShown::from).collect(),
        refunds: refunds.into_iter().map(RefundShown::from).collect(),
        postings: money::postings(beside::postings(&mut db, order).await?),
        sends: sends::shown(costs::of_order(&mut db, order).await?),
        history: turns.into_iter().map(history::turn).collect(),
    }))
}
