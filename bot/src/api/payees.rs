//! Where a vendor's money goes: given by the office, looked at, and confirmed where the bank has another name.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use realserv_adapters::postgres::inbox::{KeyKind, NewEvent};
use realserv_adapters::postgres::office::vendors;
use realserv_adapters::postgres::payees;
use realserv_domain::identity::{AccountNumber, Ifsc, NotOne, UpiAddress};
use realserv_domain::ids::{Minter, PayAccountId, VendorId};
use realserv_domain::settlements::{Given, PayTo, PayeeEvent, Standing};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::act::Asker;
use super::deed::Deed;
use super::input::{Body, Fields, Form, Id};
use super::once::OnceKey;
use super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use crate::app::App;
use crate::wake::Left;
use crate::web::Web;

/// Of a number with blanks in it.
const MOST_TYPED: usize = 120;

/// Where a vendor's money goes, and where it shall go.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PayoutAccountShown {
    /// Null: nowhere yet, and payouts wait for it.
    #[schema(required)]
    pub in_use: Option<AccountInUse>,
    /// Given, and not in use yet; null: nothing waits.
    #[schema(required)]
    pub candidate: Option<AccountGiven>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountInUse {
    #[schema(example = "HDFC …5678")]
    pub account: String,
    /// In whose name the bank has it.
    #[schema(example = "KALUVA TRADERS")]
    pub name: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountGiven {
    pub id: Uuid,
    #[schema(example = "HDFC …5678")]
    pub account: String,
    /// vendor or office.
    #[schema(example = "vendor")]
    pub given_by: String,
    /// checking: the bank is asked. found: the vendor is asked. with_office: the name is another, confirm it or give another.
    #[schema(example = "with_office")]
    pub state: String,
    /// The bank's name for it, once it is known.
    #[schema(required, example = "SUNITA DEVI")]
    pub name: Option<String>,
}

/// A bank account, or a UPI address.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document; the value is in `to`")]
pub(super) struct PayoutAccountWanted {
    /// Eleven characters.
    #[schema(required = false, example = "HDFC0001234")]
    ifsc: Option<String>,
    /// Nine to eighteen digits.
    #[schema(required = false, example = "50100012345678")]
    account_number: Option<String>,
    /// Alone.
    #[schema(required = false, example = "kaluva@ybl")]
    upi: Option<String>,
}

pub(super) struct AccountForm(Option<PayTo>);

impl Form for AccountForm {
    fn read(fields: &mut Fields) -> Self {
        if fields.has("upi") {
            let address = fields.take("upi", |given| {
                let typed = given.text(1, MOST_TYPED)?;
                typed.parse().map_err(|why: NotOne| format!("is no UPI address: it {why}"))
            });
            return Self(address.map(|address: UpiAddress| PayTo::Upi { address }));
        }
        let ifsc = fields.need("ifsc", |given| {
            let typed = given.text(1, MOST_TYPED)?;
            typed.parse::<Ifsc>().map(Some).map_err(|why| format!("is no IFSC: it {why}"))
        });
        let number = fields.need("account_number", |given| {
            let typed = given.text(1, MOST_TYPED)?;
            let number = typed.parse::<AccountNumber>();
            number.map(Some).map_err(|why| format!("is no account number: it {why}"))
        });
        Self(ifsc.zip(number).map(|(ifsc, number)| PayTo::Bank { ifsc, number }))
    }
}

/// Where a vendor's money goes
#[utoipa::path(
    get, path = "/vendors/{id}/payout-account", tag = "payouts",
    params(("id" = Uuid, Path, description = "The vendor's id")),
    responses((status = 200, body = PayoutAccountShown, description = "Masked"), Refused, Missing),
)]
pub(super) async fn get_payout_account(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<PayoutAccountShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    Ok(Json(shown(&mut db, VendorId(id)).await?))
}

/// Give a vendor's payout account
///
/// It is checked with the bank first. In the vendor's own name it is used from then on, and he hears of it; in another it waits
/// for `confirm`. The account before stays in use until then.
#[utoipa::path(
    put, path = "/vendors/{id}/payout-account", tag = "payouts",
    params(
        ("id" = Uuid, Path, description = "The vendor's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = PayoutAccountWanted,
    responses(
        (status = 202, body = PayoutAccountShown, description = "As it is before it is checked"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn put_payout_account(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(AccountForm(to)): Body<AccountForm>,
) -> Result<(StatusCode, Json<PayoutAccountShown>), Problem> {
    let app = &web.app;
    let vendor = VendorId(id);
    let to = to.ok_or_else(|| Problem::field("ifsc", "is missing"))?;
    // The audit log has what everybody may see of it.
    let asked = json!({ "account": to.masked() });
    let deed = deed(app, &asker, &key, ("vendor.payout_account", id), asked);
    let mut transaction = app.pool.begin().await?;
    vendors::lock(&mut transaction, vendor).await?.ok_or_else(missing)?;
    if deed.is_new(&mut transaction).await? {
        let now = app.clock.now();
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let mut mint = Minter::new(app.secret, key.event(asker.request), millis);
        let (account, by): (PayAccountId, Given) = (mint.id(), Given::Office);
        payees::keep_account(&mut transaction, now, (account, vendor, by), &to).await?;
        let (is_upi, shown) = (matches!(to, PayTo::Upi { .. }), to.masked());
        let event = PayeeEvent::AccountGiven { account, is_upi, shown, by };
        tell(&deed, &mut transaction, vendor, &event).await?;
    }
    let answer = shown(&mut transaction, vendor).await?;
    transaction.commit().await?;
    app.bells.ring(Left { vendors: vec![id], ..Left::default() });
    Ok((StatusCode::ACCEPTED, Json(answer)))
}

/// Confirm the account that waits
///
/// For one that is in another name than the vendor's, or that he has not said yes to.
#[utoipa::path(
    post, path = "/vendors/{id}/payout-account/confirm", tag = "payouts",
    params(
        ("id" = Uuid, Path, description = "The vendor's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    responses(
        (status = 202, body = PayoutAccountShown, description = "As it is before it is taken into use"),
        Refused, Missing, Untimely,
    ),
)]
pub(super) async fn confirm_payout_account(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
) -> Result<(StatusCode, Json<PayoutAccountShown>), Problem> {
    let app = &web.app;
    let vendor = VendorId(id);
    let mut transaction = app.pool.begin().await?;
    let known = payees::load(&mut transaction, &[id]).await?.remove(&vendor).ok_or_else(missing)?;
    let deed = deed(app, &asker, &key, ("vendor.payout_account_confirm", id), Value::Null);
    if deed.is_new(&mut transaction).await? {
        let found = known.payee.candidate.filter(|one| match one.standing {
            Standing::Found { .. } | Standing::WithOffice { .. } => true,
            Standing::Checking { .. } => false,
        });
        let candidate = found.ok_or_else(|| {
            Problem::conflict("No account of this vendor's waits for a confirmation.")
        })?;
        let event = PayeeEvent::AccountConfirmed { account: candidate.id, by: Given::Office };
        tell(&deed, &mut transaction, vendor, &event).await?;
    }
    let answer = shown(&mut transaction, vendor).await?;
    transaction.commit().await?;
    app.bells.ring(Left { vendors: vec![id], ..Left::default() });
    Ok((StatusCode::ACCEPTED, Json(answer)))
}

fn deed<'a>(
    app: &'a App,
    asker: &'a Asker,
    key: &'a OnceKey,
    (action, vendor): (&'static str, Uuid),
    asked: Value,
) -> Deed<'a> {
    Deed { app, asker, key, action, on: ("vendor", vendor), asked }
}

/// An event for a vendor's account, and its audit row.
async fn tell(
    deed: &Deed<'_>,
    db: &mut PgConnection,
    vendor: VendorId,
    event: &PayeeEvent,
) -> Result<(), Problem> {
    let number = deed.app.number_for("");
    deed.tell(db, (KeyKind::Vendor, vendor.0), number, event).await?;
    deed.write_down(db, json!({ "asked": deed.asked })).await
}

/// Something that holds a vendor's payouts may be otherwise now.
pub(super) async fn look_again(
    db: &mut PgConnection,
    app: &App,
    asker: &Asker,
    vendor: VendorId,
) -> Result<Left, Problem> {
    let now = app.clock.now();
    let event = NewEvent {
        id: asker.request,
        key_kind: KeyKind::Vendor,
        key_id: vendor.0,
        phone_number_id: app.number_for(""),
        event: serde_json::to_string(&PayeeEvent::LookAgain).map_err(Problem::broken)?,
        correlation_id: asker.correlation_id.clone(),
    };
    let events = [event];
    app.leave(db, now, &events).await?;
    Ok(Left::events(&events))
}

async fn shown(db: &mut PgConnection, vendor: VendorId) -> Result<PayoutAccountShown, Problem> {
    let known = payees::load(db, &[vendor.0]).await?.remove(&vendor).ok_or_else(missing)?;
    let in_use = known.payee.account;
    let in_use = in_use.map(|one| AccountInUse { account: one.shown, name: one.name });
    let candidate = known.payee.candidate.map(|one| {
        let (state, name) = match one.standing {
            Standing::Checking { .. } => ("checking", None),
            Standing::Found { name, .. } => ("found", Some(name)),
            Standing::WithOffice { name, .. } => ("with_office", Some(name)),
        };
        let given_by = match one.by {
            Given::Vendor => "vendor",
            Given::Office => "office",
        };
        AccountGiven {
            id: one.id.0,
            account: one.shown,
            given_by: given_by.to_owned(),
            state: state.to_owned(),
            name,
        }
    });
    Ok(PayoutAccountShown { in_use, candidate })
}

fn missing() -> Problem {
    Problem::not_found("There is no vendor with this id.")
}
