//! How vendors stand in the ledger, and nowhere else; and cash that they hand over.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::VendorId;
use realserv_domain::ledger::VendorAccount;
use realserv_domain::money::Paise;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

pub async fn of_vendor(
    db: &mut PgConnection,
    vendor: VendorId,
) -> Result<VendorAccount, StoreError> {
    let row = sqlx::query!(
        r#"select
               coalesce(-sum(amount_paise) filter (where account <> 'cash_with_vendor'), 0)::bigint
                   as "due!",
               coalesce(sum(amount_paise) filter (where account = 'cash_with_vendor'), 0)::bigint
                   as "cash!"
           from ledger_entry
           where account in ('vendor', 'delivery', 'cash_with_vendor') and party = $1"#,
        vendor.0,
    )
    .fetch_one(db)
    .await?;
    Ok(VendorAccount { due_paise: Paise::new(row.due), cash_paise: Paise::new(row.cash) })
}

/// An entry of a vendor's accounts with what it is of.
#[derive(Clone, Debug)]
pub struct VendorEntry {
    pub posting: i64,
    pub position: i16,
    pub order: Option<Uuid>,
    pub order_number: Option<String>,
    pub cause: String,
    pub at: Timestamp,
    pub account: String,
    pub amount_paise: Paise,
}

/// Latest first, those before a place.
pub async fn entries(
    db: &mut PgConnection,
    vendor: VendorId,
    before: Option<(i64, i16)>,
    limit: i64,
) -> Result<Vec<VendorEntry>, StoreError> {
    let (posting, position) = before.unzip();
    let rows = sqlx::query!(
        r#"select posting.id, entry.position, posting.order_id, orders.number as "number?",
                  posting.cause, posting.at, entry.account, entry.amount_paise
           from ledger_entry as entry
           join ledger_posting as posting on posting.id = entry.posting_id
           left join orders on orders.id = posting.order_id
           where entry.account in ('vendor', 'delivery', 'cash_with_vendor') and entry.party = $1
             and ($2::bigint is null or (posting.id, entry.position) < ($2, $3::smallint))
           order by posting.id desc, entry.position desc
           limit $4"#,
        vendor.0,
        posting,
        position,
        limit,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| VendorEntry {
        posting: row.id,
        position: row.position,
        order: row.order_id,
        order_number: row.number,
        cause: row.cause,
        at: row.at.to_jiff(),
        account: row.account,
        amount_paise: Paise::new(row.amount_paise),
    });
    Ok(rows.collect())
}

/// Notes cash that a vendor has handed over. False: under this reference something of his is noted already.
pub async fn note_remittance(
    db: &mut PgConnection,
    now: Timestamp,
    id: Uuid,
    (vendor, amount, reference): (VendorId, Paise, &str),
) -> Result<bool, StoreError> {
    let noted = sqlx::query!(
        "insert into remittance (id, vendor_id, amount_paise, reference, at)
         values ($1, $2, $3, $4, $5)
         on conflict on constraint remittance_once do nothing",
        id,
        vendor.0,
        amount.get(),
        reference,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(noted.rows_affected() == 1)
}
