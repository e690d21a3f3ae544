//! Payouts to vendors: listed; held, released, tried again, noted as paid by hand. Each wish is an event of the vendor's account,
//! which decides.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use realserv_adapters::postgres::inbox::KeyKind;
use realserv_adapters::postgres::office::payouts::{self, AttemptRow, PayoutRow};
use realserv_domain::ids::{PayoutId, VendorId};
use realserv_domain::settlements::PayeeEvent;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::act::Asker;
use super::deed::Deed;
use super::input::{Body, Fields, Form, Id, Search};
use super::once::OnceKey;
use super::paging::{Page, PageParameters, Paging};
use super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use super::shown::Instant;
use crate::wake::Left;
use crate::web::Web;

const STATES: [&str; 7] = ["held", "due", "sent", "processed", "failed", "reversed", "carried"];

/// What a settlement owes, on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PayoutShown {
    pub id: Uuid,
    pub vendor_id: Uuid,
    #[schema(example = "VEN-KALUVA")]
    pub vendor_code: String,
    pub settlement_id: Uuid,
    #[schema(example = 4_104_375)]
    pub amount_paise: i64,
    /// held, due, sent, processed, failed, reversed, or carried: it is in the next settlement.
    #[schema(example = "held")]
    pub state: String,
    /// kyc, no_account, account_unchecked, too_much_for_upi, below_minimum, owed_less, office, no_way.
    #[schema(example = json!(["kyc", "no_account"]))]
    pub held_for: Vec<String>,
    /// Why the office holds it.
    #[schema(required)]
    pub office_hold: Option<String>,
    /// Not before.
    pub pay_at: Instant,
    pub made_at: Instant,
    /// Transfers, oldest first; never two at once.
    pub attempts: Vec<PayoutAttempt>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PayoutAttempt {
    /// The key under which the provider makes it once; also its reference there.
    pub key: Uuid,
    #[schema(required, example = "pout_00000000000001")]
    pub provider_id: Option<String>,
    /// The provider's word; asked: it has not answered yet. refused: it was never made.
    #[schema(example = "processed")]
    pub status: String,
    #[schema(required, example = "N328260412345")]
    pub utr: Option<String>,
    #[schema(required, example = "bank_account_invalid")]
    pub reason: Option<String>,
    pub sent_at: Instant,
}

/// Why it is held.
#[derive(Serialize, ToSchema)]
pub(super) struct HoldPayout {
    #[schema(min_length = 3, max_length = 500, example = "A claim is being looked at")]
    reason: String,
}

/// What the bank says of a payout that was made by hand.
#[derive(Serialize, ToSchema)]
pub(super) struct PaidByHand {
    /// The bank's number of it.
    #[schema(min_length = 4, max_length = 60, example = "N328260412345")]
    utr: String,
}

impl Form for HoldPayout {
    fn read(fields: &mut Fields) -> Self {
        Self { reason: fields.need("reason", |given| given.text(3, 500)) }
    }
}

impl Form for PaidByHand {
    fn read(fields: &mut Fields) -> Self {
        Self { utr: fields.need("utr", |given| given.text(4, 60)) }
    }
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct PayoutSearchParameters {
    /// Only this vendor's.
    vendor_id: Option<Uuid>,
    /// Only of this settlement.
    settlement_id: Option<Uuid>,
    /// Only those in this state.
    #[param(example = "failed")]
    state: Option<String>,
}

pub(super) struct PayoutSearch {
    filter: payouts::Filter,
    paging: Paging<(Timestamp, Uuid)>,
}

impl Form for PayoutSearch {
    fn read(fields: &mut Fields) -> Self {
        let vendor = fields.take("vendor_id", |given| given.id()).map(VendorId);
        let settlement = fields.take("settlement_id", |given| given.id());
        let state = fields.take("state", |given| {
            let word = given.text(1, 20)?;
            let known = STATES.contains(&word.as_str());
            known.then_some(word).ok_or_else(|| format!("must be one of {}", STATES.join(", ")))
        });
        let paging = Paging::<(Timestamp, Uuid)>::read(fields);
        let before = paging.after;
        Self { filter: payouts::Filter { id: None, vendor, settlement, state, before }, paging }
    }
}

/// Payouts, latest first
#[utoipa::path(
    get, path = "/payouts", tag = "payouts",
    params(PayoutSearchParameters, PageParameters),
    responses((status = 200, body = Page<PayoutShown>, description = "A page of payouts"), Refused),
)]
pub(super) async fn list_payouts(
    State(web): State<Web>,
    Search(search): Search<PayoutSearch>,
) -> Result<Json<Page<PayoutShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = payouts::list(&mut db, &search.filter, search.paging.fetch()).await?;
    let key = |row: &PayoutRow| (row.made_at, row.id.0);
    Ok(Json(search.paging.page(rows, key, PayoutShown::from)))
}

/// Hold a payout
///
/// Also what is owed after it: the hold goes on in the next settlement until it is released.
#[utoipa::path(
    post, path = "/payouts/{id}/hold", tag = "payouts",
    params(
        ("id" = Uuid, Path, description = "The payout's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = HoldPayout,
    responses(
        (status = 202, body = PayoutShown, description = "As it is before it is held"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn hold_payout(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<HoldPayout>,
) -> Result<(StatusCode, Json<PayoutShown>), Problem> {
    let asked = json!(body);
    let event = PayeeEvent::OfficeHeld { payout: PayoutId(id), reason: body.reason };
    let wish =
        Wish { action: "payout.hold", may: &["held", "due", "failed", "reversed"], event, asked };
    wish.tell(&web, id, &asker, &key).await
}

/// Release a payout that the office holds
#[utoipa::path(
    post, path = "/payouts/{id}/release", tag = "payouts",
    params(
        ("id" = Uuid, Path, description = "The payout's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    responses(
        (status = 202, body = PayoutShown, description = "As it is before it is released"),
        Refused, Missing, Untimely,
    ),
)]
pub(super) async fn release_payout(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<(StatusCode, Json<PayoutShown>), Problem> {
    let event = PayeeEvent::OfficeReleased { payout: PayoutId(id) };
    let may = &["held", "due", "failed", "reversed"];
    let wish = Wish { action: "payout.release", may, event, asked: Value::Null };
    wish.tell(&web, id, &asker, &key).await
}

/// Send once more what has not arrived
///
/// Under a new key, to the account that is in use now. What may still arrive is never sent again.
#[utoipa::path(
    post, path = "/payouts/{id}/retry", tag = "payouts",
    params(
        ("id" = Uuid, Path, description = "The payout's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    responses(
        (status = 202, body = PayoutShown, description = "As it is before it is sent"),
        Refused, Missing, Untimely,
    ),
)]
pub(super) async fn retry_payout(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<(StatusCode, Json<PayoutShown>), Problem> {
    let event = PayeeEvent::OfficeRetried { payout: PayoutId(id) };
    let may = &["failed", "reversed"];
    let wish = Wish { action: "payout.retry", may, event, asked: Value::Null };
    wish.tell(&web, id, &asker, &key).await
}

/// Note that a payout was paid by hand
///
/// For who has no account at RazorpayX, or where it does not go: nothing is sent, and what is owed counts as paid.
#[utoipa::path(
    post, path = "/payouts/{id}/paid", tag = "payouts",
    params(
        ("id" = Uuid, Path, description = "The payout's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = PaidByHand,
    responses(
        (status = 202, body = PayoutShown, description = "As it is before it is noted"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn note_payout_paid(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(body): Body<PaidByHand>,
) -> Result<(StatusCode, Json<PayoutShown>), Problem> {
    let asked = json!(body);
    let event = PayeeEvent::OfficePaid { payout: PayoutId(id), utr: body.utr };
    let wish =
        Wish { action: "payout.paid", may: &["held", "due", "failed", "reversed"], event, asked };
    wish.tell(&web, id, &asker, &key).await
}

/// What the office wants of a payout, and in which states that makes sense.
struct Wish<'a> {
    action: &'static str,
    may: &'a [&'a str],
    event: PayeeEvent,
    asked: Value,
}

impl Wish<'_> {
    async fn tell(
        self,
        web: &Web,
        id: Uuid,
        asker: &Asker,
        key: &OnceKey,
    ) -> Result<(StatusCode, Json<PayoutShown>), Problem> {
        let app = &web.app;
        let (action, on) = (self.action, ("payout", id));
        let deed = Deed { app, asker, key, action, on, asked: self.asked };
        let mut transaction = app.pool.begin().await?;
        let found = payouts::one(&mut transaction, PayoutId(id)).await?;
        let row = found.ok_or_else(|| Problem::not_found("There is no payout with this id."))?;
        let vendor = row.vendor.0;
        if deed.is_new(&mut transaction).await? {
            if !self.may.contains(&row.state.as_str()) {
                return Err(Problem::conflict(format!("This payout is {}.", row.state)));
            }
            let number = app.number_for("");
            deed.tell(&mut transaction, (KeyKind::Vendor, vendor), number, &self.event).await?;
            deed.write_down(&mut transaction, json!({ "asked": deed.asked })).await?;
        }
        transaction.commit().await?;
        app.bells.ring(Left { vendors: vec![vendor], ..Left::default() });
        Ok((StatusCode::ACCEPTED, Json(row.into())))
    }
}

impl From<PayoutRow> for PayoutShown {
    fn from(row: PayoutRow) -> Self {
        Self {
            id: row.id.0,
            vendor_id: row.vendor.0,
            vendor_code: row.vendor_code,
            settlement_id: row.settlement,
            amount_paise: row.amount_paise,
            state: row.state,
            held_for: row.held_for,
            office_hold: row.office_hold,
            pay_at: Instant(row.pay_at),
            made_at: Instant(row.made_at),
            attempts: row.attempts.into_iter().map(PayoutAttempt::from).collect(),
        }
    }
}

impl From<AttemptRow> for PayoutAttempt {
    fn from(row: AttemptRow) -> Self {
        Self {
            key: row.key,
            provider_id: row.provider_id,
            status: row.status,
            utr: row.utr,
            reason: row.reason,
            sent_at: Instant(row.sent_at),
        }
    }
}
