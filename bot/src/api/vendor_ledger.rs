//! How a vendor stands with us, by the ledger and nothing else; and the cash that he hands over.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use realserv_adapters::postgres::accounts::{self, VendorEntry};
use realserv_adapters::postgres::office::vendors;
use realserv_adapters::postgres::orders;
use realserv_domain::ids::{Minter, VendorId};
use realserv_domain::ledger::{VendorAccount, remitted};
use realserv_domain::money::Paise;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::act::Asker;
use super::deed::Deed;
use super::input::{Body, Fields, Form, Id, Search};
use super::once::OnceKey;
use super::paging::{PageParameters, Paging};
use super::problem::{BadBody, Missing, Problem, Refused, Untimely};
use super::shown::Instant;
use crate::web::Web;

/// Ten crore rupees: more than anybody carries.
const MOST: i64 = 10_000_000_000;

/// What a vendor is owed, what he holds, and every entry of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VendorLedger {
    pub balance: BalanceShown,
    pub data: Vec<VendorEntryShown>,
    /// Send it as `cursor` for the next page; null on the last one.
    #[schema(required)]
    pub next_cursor: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BalanceShown {
    /// For goods, work and bringing it, less what was taken of it.
    #[schema(example = 4_125_000)]
    pub due_paise: i64,
    /// Cash of buyers that he holds for us.
    #[schema(example = 1_959_500)]
    pub cash_paise: i64,
    /// What we owe him after both; negative: what he owes us.
    #[schema(example = 2_165_500)]
    pub net_paise: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VendorEntryShown {
    pub posting_id: i64,
    #[schema(example = "delivered:019aaf10-1f40-7c1f-8d4e-5a6b7c8d9e0f")]
    pub cause: String,
    /// Null: of no order, such as cash that he handed over.
    #[schema(required)]
    pub order_id: Option<Uuid>,
    #[schema(required, example = "RS7K3M9QX")]
    pub order_number: Option<String>,
    pub at: Instant,
    /// vendor, delivery or cash_with_vendor.
    #[schema(example = "vendor")]
    pub account: String,
    /// Positive: debit (he owes it). Negative: credit (he is owed it).
    #[schema(example = -1_927_500)]
    pub amount_paise: i64,
}

pub(super) struct Entries(Paging<(i64, i16)>);

impl Form for Entries {
    fn read(fields: &mut Fields) -> Self {
        Self(Paging::read(fields))
    }
}

/// Cash that a vendor has handed over.
#[derive(Serialize, ToSchema)]
pub(super) struct RemittanceWanted {
    /// At most what he holds.
    #[schema(minimum = 1, maximum = 10_000_000_000_i64, example = 1_959_500)]
    amount_paise: i64,
    /// The bank's reference or the receipt's number: the same one is never noted twice for a vendor.
    #[schema(min_length = 2, max_length = 60, example = "NEFT N328260412345")]
    reference: String,
}

impl Form for RemittanceWanted {
    fn read(fields: &mut Fields) -> Self {
        let amount = fields.need("amount_paise", |given| given.paise(1, MOST));
        let reference = fields.need("reference", |given| given.text(2, 60));
        Self { amount_paise: amount.get(), reference }
    }
}

/// What a vendor is owed and what he holds
#[utoipa::path(
    get, path = "/vendors/{id}/ledger", tag = "vendors",
    params(("id" = Uuid, Path, description = "The vendor's id"), PageParameters),
    responses((status = 200, body = VendorLedger, description = "Balance, and entries, latest first"), Refused, Missing),
)]
pub(super) async fn get_vendor_ledger(
    State(web): State<Web>,
    Id(id): Id,
    Search(Entries(paging)): Search<Entries>,
) -> Result<Json<VendorLedger>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let vendor = VendorId(id);
    vendors::one(&mut db, vendor).await?.ok_or_else(missing)?;
    let account = accounts::of_vendor(&mut db, vendor).await?;
    let rows = accounts::entries(&mut db, vendor, paging.after, paging.fetch()).await?;
    let page = paging.page(rows, |row| (row.posting, row.position), VendorEntryShown::from);
    let balance = BalanceShown::from(account);
    Ok(Json(VendorLedger { balance, data: page.data, next_cursor: page.next_cursor }))
}

/// Note cash that a vendor has handed over
///
/// Under the same reference it is noted once, whoever sends it again.
#[utoipa::path(
    post, path = "/vendors/{id}/remittances", tag = "vendors",
    params(
        ("id" = Uuid, Path, description = "The vendor's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key twice happens once"),
    ),
    request_body = RemittanceWanted,
    responses(
        (status = 201, body = BalanceShown, description = "How he stands now"),
        Refused, Missing, BadBody, Untimely,
    ),
)]
pub(super) async fn note_remittance(
    State(web): State<Web>,
    Id(id): Id,
    asker: Asker,
    key: OnceKey,
    Body(wanted): Body<RemittanceWanted>,
) -> Result<(StatusCode, Json<BalanceShown>), Problem> {
    let app = &web.app;
    let vendor = VendorId(id);
    let asked: Value = serde_json::to_value(&wanted).unwrap_or_default();
    let deed = Deed {
        app,
        asker: &asker,
        key: &key,
        action: "vendor.remittance",
        on: ("vendor", id),
        asked,
    };
    let mut transaction = app.pool.begin().await?;
    // Nobody else notes cash of his meanwhile.
    vendors::lock(&mut transaction, vendor).await?.ok_or_else(missing)?;
    if deed.is_new(&mut transaction).await? {
        let now = app.clock.now();
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let remittance: Uuid = Minter::new(app.secret, key.event(asker.request), millis).id();
        note(&mut transaction, &web, remittance, vendor, &wanted).await?;
        deed.write_down(&mut transaction, json!({ "asked": deed.asked })).await?;
    }
    let account = accounts::of_vendor(&mut transaction, vendor).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(account.into())))
}

async fn note(
    db: &mut PgConnection,
    web: &Web,
    id: Uuid,
    vendor: VendorId,
    wanted: &RemittanceWanted,
) -> Result<(), Problem> {
    let now = web.app.clock.now();
    let amount = Paise::new(wanted.amount_paise);
    if !accounts::note_remittance(db, now, id, (vendor, amount, &wanted.reference)).await? {
        let detail = "Cash of this vendor is noted under this reference already.";
        return Err(Problem::conflict(detail));
    }
    let holds = accounts::of_vendor(db, vendor).await?.cash_paise;
    if amount > holds {
        let paise = holds.get();
        return Err(Problem::conflict(format!(
            "This vendor holds {holds} ({paise} paise) of buyers' cash, not more."
        )));
    }
    Ok(orders::post(db, now, &[remitted(id, vendor, amount)]).await?)
}

fn missing() -> Problem {
    Problem::not_found("There is no vendor with this id.")
}

impl From<VendorAccount> for BalanceShown {
    fn from(account: VendorAccount) -> Self {
        Self {
            due_paise: account.due_paise.get(),
            cash_paise: account.cash_paise.get(),
            net_paise: account.net().get(),
        }
    }
}

impl From<VendorEntry> for VendorEntryShown {
    fn from(row: VendorEntry) -> Self {
        Self {
            posting_id: row.posting,
            cause: row.cause,
            order_id: row.order,
            order_number: row.order_number,
            at: Instant(row.at),
            account: row.account,
            amount_paise: row.amount_paise.get(),
        }
    }
}
