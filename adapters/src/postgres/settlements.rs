//! Cycles of vendors: the rows of the ledger that are in none yet, a cycle written once, and statements read back out of it.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{SettlementId, VendorId};
use realserv_domain::ledger::{Account, Entry};
use realserv_domain::money::Paise;
use realserv_domain::settlements::{Figures, Row, Settlement};
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// Vendors with rows of before that are in no settlement, or with something that is not paid yet.
pub async fn to_settle(
    db: &mut PgConnection,
    before: Timestamp,
) -> Result<Vec<VendorId>, StoreError> {
    let vendors = sqlx::query_scalar!(
        "select id
         from vendor
         where exists (
                 select from ledger_entry as entry
                 join ledger_posting as posting on posting.id = entry.posting_id
                 where entry.account in ('vendor', 'delivery', 'cash_with_vendor')
                   and entry.party = vendor.id and posting.at < $1
                   and not exists (
                       select from settled_posting
                       where settled_posting.vendor_id = vendor.id
                         and settled_posting.posting_id = posting.id))
            or exists (
                 select from payout
                 where payout.vendor_id = vendor.id and payout.state in ('held', 'due'))
         order by id",
        before.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    Ok(vendors.into_iter().map(VendorId).collect())
}

/// An entry with what it is of.
struct EntryRow {
    posting: i64,
    cause: String,
    number: Option<String>,
    at: Timestamp,
    account: String,
    party: Option<Uuid>,
    amount: i64,
}

/// Postings of before that touch a vendor's accounts and are in no settlement, whole, in the order of the ledger.
pub async fn unsettled(
    db: &mut PgConnection,
    vendor: VendorId,
    before: Timestamp,
    zone: &TimeZone,
) -> Result<Vec<(i64, Row)>, StoreError> {
    let rows = sqlx::query!(
        r#"select posting.id, posting.cause, orders.number as "number?", posting.at, entry.account,
                  entry.party, entry.amount_paise
           from ledger_posting as posting
           join ledger_entry as entry on entry.posting_id = posting.id
           left join orders on orders.id = posting.order_id
           where posting.at < $2
             and posting.id in (
                 select mine.posting_id from ledger_entry as mine
                 where mine.account in ('vendor', 'delivery', 'cash_with_vendor') and mine.party = $1)
             and not exists (
                 select from settled_posting
                 where settled_posting.vendor_id = $1 and settled_posting.posting_id = posting.id)
           order by posting.id, entry.position"#,
        vendor.0,
        before.to_sqlx() as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| EntryRow {
        posting: row.id,
        cause: row.cause,
        number: row.number,
        at: row.at.to_jiff(),
        account: row.account,
        party: row.party,
        amount: row.amount_paise,
    });
    whole(rows, zone)
}

/// The postings of a settlement.
pub async fn rows_of(
    db: &mut PgConnection,
    settlement: SettlementId,
    zone: &TimeZone,
) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query!(
        r#"select posting.id, posting.cause, orders.number as "number?", posting.at, entry.account,
                  entry.party, entry.amount_paise
           from settled_posting
           join ledger_posting as posting on posting.id = settled_posting.posting_id
           join ledger_entry as entry on entry.posting_id = posting.id
           left join orders on orders.id = posting.order_id
           where settled_posting.settlement_id = $1
           order by posting.id, entry.position"#,
        settlement.0,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| EntryRow {
        posting: row.id,
        cause: row.cause,
        number: row.number,
        at: row.at.to_jiff(),
        account: row.account,
        party: row.party,
        amount: row.amount_paise,
    });
    Ok(whole(rows, zone)?.into_iter().map(|(_, row)| row).collect())
}

/// Entries become the postings that they are of.
fn whole(
    entries: impl Iterator<Item = EntryRow>,
    zone: &TimeZone,
) -> Result<Vec<(i64, Row)>, StoreError> {
    let mut found: Vec<(i64, Row)> = Vec::new();
    for one in entries {
        let account = account(&one.account, one.party)
            .map_err(|e| StoreError::unreadable("ledger_entry", "account", one.posting, e))?;
        let entry = Entry { account, amount_paise: Paise::new(one.amount) };
        match found.last_mut().filter(|(posting, _)| *posting == one.posting) {
            Some((_, row)) => row.entries.push(entry),
            None => {
                let number = one.number.map(|number| number.parse()).transpose();
                let number = number
                    .map_err(|e| StoreError::unreadable("orders", "number", one.posting, e))?;
                let on = one.at.to_zoned(zone.clone()).date();
                let row = Row { cause: one.cause, number, on, entries: vec![entry] };
                found.push((one.posting, row));
            }
        }
    }
    Ok(found)
}

/// As documents have it: a word, or a word with whose account it is.
fn account(word: &str, party: Option<Uuid>) -> Result<Account, serde_json::Error> {
    let document = match party {
        Some(party) => serde_json::json!({ word: party }),
        None => serde_json::json!(word),
    };
    serde_json::from_value(document)
}

/// Writes a settlement and which postings are in it; its own is among them, if it has one.
pub async fn write(
    db: &mut PgConnection,
    now: Timestamp,
    settlement: &Settlement,
    postings: &[i64],
) -> Result<(), StoreError> {
    let figures = settlement.figures.named().map(|(_, paise)| paise.get());
    sqlx::query!(
        "insert into vendor_settlement
             (id, vendor_id, from_on, to_on, made_at, opening_paise, gross_paise, delivery_paise,
              support_paise, trips_paise, returns_paise, commission_paise, commission_gst_paise, tcs_paise,
              tds_paise, operator_gst_paise, cash_paise, handed_over_paise, paid_paise, other_paise,
              cash_offset_paise, cash_left_paise, closing_paise)
         select $1, $2, $3, $4, $5, $6, f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11],
                f[12], f[13], f[14], $8, $9, $10
         from (select $7::bigint[] as f) as figures",
        settlement.id.0,
        settlement.vendor.0,
        settlement.from.to_sqlx() as _,
        settlement.to.to_sqlx() as _,
        now.to_sqlx() as _,
        settlement.opening_paise.get(),
        &figures[..],
        settlement.cash_offset_paise.get(),
        settlement.cash_left_paise.get(),
        settlement.closing_paise.get(),
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into settled_posting (vendor_id, posting_id, settlement_id)
         select $1, posting_id, $2
         from (
             select unnest($3::bigint[])
             union all
             select id from ledger_posting where order_id is null and cause = 'settled_with:' || $2::uuid
         ) as settled (posting_id)",
        settlement.vendor.0,
        settlement.id.0,
        postings,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A settlement as it was written.
#[derive(Clone, Debug)]
pub struct SettlementRow {
    pub settlement: Settlement,
    pub made_at: Timestamp,
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub id: Option<Uuid>,
    pub vendor: Option<VendorId>,
    /// Up to this day.
    pub to: Option<Date>,
    /// The last row of the page before.
    pub before: Option<(Timestamp, Uuid)>,
}

/// Latest first.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<SettlementRow>, StoreError> {
    let rows = sqlx::query!(
        r#"select id, vendor_id, from_on, to_on, made_at, opening_paise, gross_paise, delivery_paise,
                  support_paise, trips_paise, returns_paise, commission_paise, commission_gst_paise,
                  tcs_paise, tds_paise, operator_gst_paise, cash_paise, handed_over_paise, paid_paise,
                  other_paise, cash_offset_paise, cash_left_paise, closing_paise
           from vendor_settlement
           where ($1::uuid is null or id = $1)
             and ($2::uuid is null or vendor_id = $2)
             and ($3::timestamptz is null or (made_at, id) < ($3, $4::uuid))
             and ($6::date is null or to_on = $6)
           order by made_at desc, id desc
           limit $5"#,
        filter.id,
        filter.vendor.map(|vendor| vendor.0),
        filter.before.map(|(at, _)| at.to_sqlx()) as _,
        filter.before.map(|(_, id)| id),
        limit,
        filter.to.map(Date::to_sqlx) as _,
    )
    .fetch_all(db)
    .await?;
    let rows = rows.into_iter().map(|row| SettlementRow {
        settlement: Settlement {
            id: SettlementId(row.id),
            vendor: VendorId(row.vendor_id),
            from: row.from_on.to_jiff(),
            to: row.to_on.to_jiff(),
            opening_paise: Paise::new(row.opening_paise),
            figures: Figures {
                gross_paise: Paise::new(row.gross_paise),
                delivery_paise: Paise::new(row.delivery_paise),
                support_paise: Paise::new(row.support_paise),
                trips_paise: Paise::new(row.trips_paise),
                returns_paise: Paise::new(row.returns_paise),
                commission_paise: Paise::new(row.commission_paise),
                commission_gst_paise: Paise::new(row.commission_gst_paise),
                tcs_paise: Paise::new(row.tcs_paise),
                tds_paise: Paise::new(row.tds_paise),
                operator_gst_paise: Paise::new(row.operator_gst_paise),
                cash_paise: Paise::new(row.cash_paise),
                handed_over_paise: Paise::new(row.handed_over_paise),
                paid_paise: Paise::new(row.paid_paise),
                other_paise: Paise::new(row.other_paise),
            },
            cash_offset_paise: Paise::new(row.cash_offset_paise),
            cash_left_paise: Paise::new(row.cash_left_paise),
            closing_paise: Paise::new(row.closing_paise),
        },
        made_at: row.made_at.to_jiff(),
    });
    Ok(rows.collect())
}

pub async fn one(
    db: &mut PgConnection,
    id: SettlementId,
) -> Result<Option<SettlementRow>, StoreError> {
    let filter = Filter { id: Some(id.0), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// The one of a vendor that ends on this day.
pub async fn up_to(
    db: &mut PgConnection,
    vendor: VendorId,
    to: Date,
) -> Result<Option<SettlementRow>, StoreError> {
    let filter = Filter { vendor: Some(vendor), to: Some(to), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// The last of a vendor.
pub async fn last(
    db: &mut PgConnection,
    vendor: VendorId,
) -> Result<Option<SettlementRow>, StoreError> {
    let filter = Filter { vendor: Some(vendor), ..Filter::default() };
    Ok(list(db, &filter, 1).await?.pop())
}

/// From which day a vendor's next cycle is.
#[must_use]
pub fn begins(settled_to: Option<Date>, rows: &[(i64, Row)], last: Date) -> Date {
    let first = rows.first().map_or(last, |(_, row)| row.on).min(last);
    settled_to.and_then(|day| day.tomorrow().ok()).unwrap_or(first)
}
