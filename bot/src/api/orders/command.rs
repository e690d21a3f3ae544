//! What the office wants of an order. Each wish becomes an event in the order's inbox, with its audit row in the same
//! transaction; the order's life decides what follows, and the answer says where to look.

use axum::Json;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_domain::ids::PartId;
use realserv_domain::money::Paise;
use realserv_domain::orders::{Bearer, Order, OrderEvent};
use realserv_domain::payments::ProviderId;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::show::OrderWhole;
use super::{one, possible, whole};
use crate::api::act::Asker;
use crate::api::deed::Deed;
use crate::api::input::{Body, Fields, Form, Id};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::wake::Left;
use crate::web::Web;

/// Shorter says nothing; longer is a letter.
const REASON: (usize, usize) = (3, 500);

/// Razorpay refunds nothing below one rupee (razorpay.md 5).
const LEAST_REFUND: i64 = 100;

/// Ten crore rupees: more than any order.
const MOST_REFUND: i64 = 10_000_000_000;

/// Cancel the whole order, or one part of it.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct CancelOrder {
    /// Left out: the whole order.
    part_id: Option<Uuid>,
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "The buyer asked on the phone")]
    reason: String,
}

/// Give money back.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct RefundOrder {
    /// At least one rupee, at most what is left of the payment.
    #[schema(minimum = 100, maximum = 10_000_000_000_i64, example = 50_000)]
    amount_paise: i64,
    /// A delivered part of which something was not right: its vendor bears it, and what was taken of the sale goes back in
    /// proportion. Left out: goodwill of ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    part_id: Option<Uuid>,
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "Two bags came torn")]
    reason: String,
}

/// A part, and why.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct PartAndReason {
    part_id: Uuid,
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "The vendor does not answer the phone")]
    reason: String,
}

/// Who bears what a vendor is paid for nothing.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SettleTrip {
    part_id: Uuid,
    /// platform: it is our cost. vendor: what he was credited is taken back, and he hears of it.
    #[schema(value_type = String, example = "platform")]
    borne_by: Bearer,
    /// For the audit log.
    #[schema(
        min_length = 3,
        max_length = 500,
        example = "The gate was closed, the driver has a photo"
    )]
    reason: String,
}

/// Who bears what was lost by a chargeback.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SettleDispute {
    /// Razorpay's id.
    #[schema(min_length = 1, max_length = 40, example = "disp_AHfqOvkldwsbqt")]
    dispute_id: String,
    /// platform: it is our cost. vendor: it is taken off what the vendors who delivered are owed, and they hear of it.
    #[schema(value_type = String, example = "vendor")]
    borne_by: Bearer,
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "No proof that it was delivered")]
    reason: String,
}

/// Taken, and about to be decided.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct Taken {
    /// Where the outcome can be seen, usually within a second.
    #[schema(example = "/api/v1/orders/019aaf10-1f40-7c1f-8d4e-5a6b7c8d9e0f")]
    order_url: String,
    /// The order as it is at this moment, before the wish has been worked on.
    order: OrderWhole,
}

impl Form for CancelOrder {
    fn read(fields: &mut Fields) -> Self {
        let part_id = fields.take_or_clear("part_id", |given| given.id()).flatten();
        Self { part_id, reason: reason(fields) }
    }
}

impl Form for RefundOrder {
    fn read(fields: &mut Fields) -> Self {
        let amount = fields.need("amount_paise", |given| given.paise(LEAST_REFUND, MOST_REFUND));
        let part_id = fields.take_or_clear("part_id", |given| given.id()).flatten();
        Self { amount_paise: amount.get(), part_id, reason: reason(fields) }
    }
}

impl Form for PartAndReason {
    fn read(fields: &mut Fields) -> Self {
        Self { part_id: fields.need("part_id", |given| given.id()), reason: reason(fields) }
    }
}

impl Form for SettleTrip {
    fn read(fields: &mut Fields) -> Self {
        let part_id = fields.need("part_id", |given| given.id());
        let borne_by = fields.need("borne_by", |given| given.word("platform, vendor").map(Some));
        Self { part_id, borne_by: borne_by.unwrap_or(Bearer::Platform), reason: reason(fields) }
    }
}

impl Form for SettleDispute {
    fn read(fields: &mut Fields) -> Self {
        let dispute_id = fields.need("dispute_id", |given| given.text(1, 40));
        let borne_by = fields.need("borne_by", |given| given.word("platform, vendor").map(Some));
        Self { dispute_id, borne_by: borne_by.unwrap_or(Bearer::Platform), reason: reason(fields) }
    }
}

pub(super) fn reason(fields: &mut Fields) -> String {
    fields.need("reason", |given| given.text(REASON.0, REASON.1))
}

/// Cancel an order or a part
///
/// Stock goes back, the vendors hear of it, and the buyer gets everything back that was paid for it.
#[utoipa::path(
    post, path = "/orders/{id}/cancel", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = CancelOrder,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn cancel_order(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<CancelOrder>,
) -> Result<Answer, Problem> {
    let part = body.part_id.map(PartId);
    let wish = Wish {
        action: "order.cancel",
        detail: detail(&body),
        event: OrderEvent::OfficeCancelled { part },
    };
    wish.of(&web, id, &asker, &key, |order| possible::cancel(order, part)).await
}

/// Give money back
///
/// Of a paid order, in part or whole, also after delivery. What a failed refund still owes the buyer is paid first. Of a
/// part that was delivered it is at its vendor's cost, and not while its buyer has an open claim: settle that instead.
#[utoipa::path(
    post, path = "/orders/{id}/refund", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = RefundOrder,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn refund_order(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<RefundOrder>,
) -> Result<Answer, Problem> {
    let amount_paise = Paise::new(body.amount_paise);
    let part = body.part_id.map(PartId);
    let event = match part {
        Some(part) => OrderEvent::OfficeTookBack { part, amount_paise },
        None => OrderEvent::OfficeRefunded { amount_paise },
    };
    let wish = Wish { action: "order.refund", detail: detail(&body), event };
    wish.of(&web, id, &asker, &key, |order| match part {
        Some(part) => possible::take_back(order, part, amount_paise),
        None => possible::refund(order, amount_paise),
    })
    .await
}

/// Take a part from its vendor and ask the next one
///
/// Where nobody else is left, the buyer chooses between waiting and the money.
#[utoipa::path(
    post, path = "/orders/{id}/reassign", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = PartAndReason,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn reassign_part(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<PartAndReason>,
) -> Result<Answer, Problem> {
    let part = PartId(body.part_id);
    let wish = Wish {
        action: "order.reassign",
        detail: detail(&body),
        event: OrderEvent::OfficeReassigned { part },
    };
    wish.of(&web, id, &asker, &key, |order| possible::reassign(order, part)).await
}

/// Call a part delivered without its code
///
/// For a code that is locked after too many wrong tries, or a phone that died at the gate. Ask the buyer first.
#[utoipa::path(
    post, path = "/orders/{id}/deliver", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = PartAndReason,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn deliver_part(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<PartAndReason>,
) -> Result<Answer, Problem> {
    let part = PartId(body.part_id);
    let wish = Wish {
        action: "order.deliver",
        detail: detail(&body),
        event: OrderEvent::OfficeDelivered { part },
    };
    wish.of(&web, id, &asker, &key, |order| possible::deliver(order, part)).await
}

/// Say who bears a trip that nobody pays for
///
/// A cash buyer who cancels what has left, or a crew that was called, pays nothing, and the vendor is paid all the same. The order stands
/// on the office's list (`trip_unsettled`) until somebody says whose cost it is. Said once.
#[utoipa::path(
    post, path = "/orders/{id}/settle-trip", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = SettleTrip,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn settle_trip(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<SettleTrip>,
) -> Result<Answer, Problem> {
    let part = PartId(body.part_id);
    let wish = Wish {
        action: "order.settle_trip",
        detail: detail(&body),
        event: OrderEvent::OfficeSettledTrip { part, borne_by: body.borne_by },
    };
    wish.of(&web, id, &asker, &key, |order| possible::settle_trip(order, part)).await
}

/// Say who bears what a chargeback has cost
///
/// Of a dispute that is lost. Until somebody says so the loss is the platform's. Said once.
#[utoipa::path(
    post, path = "/orders/{id}/settle-dispute", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = SettleDispute,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn settle_dispute(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<SettleDispute>,
) -> Result<Answer, Problem> {
    let dispute = ProviderId(body.dispute_id.clone());
    let event =
        OrderEvent::OfficeSettledDispute { dispute: dispute.clone(), borne_by: body.borne_by };
    let wish = Wish { action: "order.settle_dispute", detail: detail(&body), event };
    wish.of(&web, id, &asker, &key, |order| possible::settle_dispute(order, &dispute)).await
}

pub(super) type Answer = (StatusCode, [(HeaderName, String); 1], Json<Taken>);

pub(super) fn detail<T: Serialize>(body: &T) -> Value {
    serde_json::to_value(body).unwrap_or_default()
}

/// What the office wants of one order.
pub(super) struct Wish {
    pub(super) action: &'static str,
    pub(super) detail: Value,
    pub(super) event: OrderEvent,
}

impl Wish {
    pub(super) async fn of(
        self,
        web: &Web,
        id: Uuid,
        asker: &Asker,
        key: &OnceKey,
        check: impl FnOnce(&Order) -> Result<(), Problem>,
    ) -> Result<Answer, Problem> {
        let app = &web.app;
        let deed =
            Deed { app, asker, key, action: self.action, on: ("order", id), asked: self.detail };
        let mut transaction = app.pool.begin().await?;
        let order = one(&mut transaction, id).await?;
        if deed.is_new(&mut transaction).await? {
            check(&order)?;
            let (to, number) = ((KeyKind::Order, id), app.number_for(""));
            deed.tell(&mut transaction, to, number, &self.event).await?;
            deed.write_down(&mut transaction, json!({ "asked": deed.asked })).await?;
        }
        let order = whole(&mut transaction, &order).await?;
        transaction.commit().await?;
        app.bells.ring(Left { orders: vec![id], ..Left::default() });
        let order_url = format!("/api/v1/orders/{id}");
        let location = [(LOCATION, order_url.clone())];
        Ok((StatusCode::ACCEPTED, location, Json(Taken { order_url, order })))
    }
}
