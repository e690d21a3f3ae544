//! What the office wants of goods that a buyer does not want all of, or that did not come whole. As `command`: each wish
//! becomes an event in the order's inbox.

use axum::extract::State;
use realserv_domain::ids::{PartId, SkuId};
use realserv_domain::money::Paise;
use realserv_domain::orders::{Bearer, Less, OrderEvent};
use realserv_domain::quantity::Quantity;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::command::{Answer, Taken, Wish, detail, reason};
use super::possible;
use crate::api::act::Asker;
use crate::api::input::{Body, Fields, Form, Id};
use crate::api::once::OnceKey;
use crate::api::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::api::shown::Decimal;
use crate::web::Web;

/// More than any order.
const MOST_GIVEN: i64 = 10_000_000_000;

/// Less of one line.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct MakeLess {
    part_id: Uuid,
    sku_id: Uuid,
    /// What is left of it; 0 takes the line out, and with its last line the part is cancelled.
    quantity: Decimal,
    #[serde(skip)]
    left: Quantity,
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "The buyer asked on the phone")]
    reason: String,
}

/// What a claim comes to.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct SettleClaim {
    part_id: Uuid,
    /// Its number within the part.
    #[schema(example = 0)]
    claim: u8,
    /// All that was paid for it, a part of that, or 0: nothing is given back.
    #[schema(minimum = 0, example = 115_500)]
    amount_paise: i64,
    /// platform: it is our cost. vendor: he gives up what he was credited for it.
    #[schema(value_type = String, example = "vendor")]
    borne_by: Bearer,
    /// For the audit log.
    #[schema(min_length = 3, max_length = 500, example = "The photo shows three torn bags")]
    reason: String,
}

impl Form for MakeLess {
    fn read(fields: &mut Fields) -> Self {
        let (part_id, sku_id) =
            (fields.need("part_id", |given| given.id()), fields.need("sku_id", |given| given.id()));
        let quantity: Quantity = fields.need("quantity", |given| given.quantity());
        let reason = reason(fields);
        Self { part_id, sku_id, quantity: quantity.into(), left: quantity, reason }
    }
}

impl Form for SettleClaim {
    fn read(fields: &mut Fields) -> Self {
        let part_id = fields.need("part_id", |given| given.id());
        let claim = fields.need("claim", |given| given.whole(0, u8::MAX.into()));
        let amount = fields.need("amount_paise", |given| given.paise(0, MOST_GIVEN));
        let borne_by = fields.need("borne_by", |given| given.word("platform, vendor").map(Some));
        Self {
            part_id,
            claim: u8::try_from(claim).unwrap_or(u8::MAX),
            amount_paise: amount.get(),
            borne_by: borne_by.unwrap_or(Bearer::Platform),
            reason: reason(fields),
        }
    }
}

/// Make a line of an order less
///
/// Before it leaves the yard. Stock goes back, what was paid for what goes is refunded without a fee, and buyer and vendor are told. The delivery
/// charge stays, and so does the price of what is left.
#[utoipa::path(
    post, path = "/orders/{id}/make-less", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = MakeLess,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn make_less(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<MakeLess>,
) -> Result<Answer, Problem> {
    let less = Less { part: PartId(body.part_id), sku: SkuId(body.sku_id), quantity: body.left };
    let wish = Wish {
        action: "order.make_less",
        detail: detail(&body),
        event: OrderEvent::OfficeMadeLess { less },
    };
    let (now, terms) = (web.app.clock.today(), web.app.settings.snapshot());
    wish.of(&web, id, &asker, &key, |order| possible::fewer(order, less, &now, &terms)).await
}

/// Say what a claim comes to
///
/// Something was missing or broken, and the vendor says otherwise or nothing: the order stands on the office's list (`claim_open`) until it is said
/// what the buyer gets and who bears it. Online the money goes back at once; of a cash order the vendor hands it back, and both are told. Said once.
#[utoipa::path(
    post, path = "/orders/{id}/settle-claim", tag = "orders",
    params(
        ("id" = Uuid, Path, description = "The order's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = SettleClaim,
    responses(
        (status = 202, body = Taken, description = "Taken; look at `order_url` for the outcome"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(in crate::api) async fn settle_claim(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<SettleClaim>,
) -> Result<Answer, Problem> {
    let (part, claim) = (PartId(body.part_id), body.claim);
    let amount_paise = Paise::new(body.amount_paise);
    let wish = Wish {
        action: "order.settle_claim",
        detail: detail(&body),
        event: OrderEvent::OfficeSettledClaim {
            part,
            claim,
            amount_paise,
            borne_by: body.borne_by,
        },
    };
    let check = |order: &_| possible::settle_claim(order, part, claim, amount_paise);
    wish.of(&web, id, &asker, &key, check).await
}
