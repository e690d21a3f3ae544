//! Invoices: their numbers, who stands on them, and the papers as they were issued.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use realserv_domain::ids::{InvoiceId, OrderId, PersonId, VendorId};
use realserv_domain::invoices::{FinancialYear, Invoice, InvoiceNumber, Kind, Recipient, Supplier};
use realserv_domain::place::Site;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;

/// The next number of a series. Its row stays locked until the transaction ends, so that a number that is not used after all
/// is the next one again.
pub async fn next_number(
    db: &mut PgConnection,
    vendor: VendorId,
    kind: Kind,
    year: FinancialYear,
) -> Result<InvoiceNumber, StoreError> {
    let place = sqlx::query_scalar!(
        "insert into invoice_series as series (vendor_id, kind, financial_year, last)
         values ($1, $2, $3, 1)
         on conflict (vendor_id, kind, financial_year) do update set last = series.last + 1
         returning last",
        vendor.0,
        kind.as_str(),
        year.begins(),
    )
    .fetch_one(db)
    .await?;
    Ok(InvoiceNumber { kind, year, place: u32::try_from(place).unwrap_or(0) })
}

/// Who sells, as he stands on a paper.
pub async fn supplier(
    db: &mut PgConnection,
    vendor: VendorId,
) -> Result<Option<Supplier>, StoreError> {
    let row = sqlx::query!(
        r#"select coalesce(legal_name, name_en) as "name!", coalesce(address, '') as "address!", gstin
           from vendor
           where id = $1"#,
        vendor.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Supplier {
        id: vendor,
        name: row.name,
        address: row.address,
        gstin: row.gstin.and_then(|gstin| gstin.parse().ok()),
    }))
}

/// Who buys, by the name of his business where he has given its GSTIN. The words of the way are for the driver, not for the
/// tax office; locality and PIN code name the place.
pub async fn recipient(
    db: &mut PgConnection,
    buyer: PersonId,
    site: &Site,
) -> Result<Recipient, StoreError> {
    let row = sqlx::query!(
        "select person.name, person.gstin, person.trade_name
         from person as buyer
         join person on person.id = coalesce(buyer.merged_into, buyer.id)
         where buyer.id = $1",
        buyer.0,
    )
    .fetch_optional(db)
    .await?;
    let (name, gstin, trade_name) =
        row.map_or((None, None, None), |row| (row.name, row.gstin, row.trade_name));
    Ok(Recipient {
        name: trade_name.filter(|_| gstin.is_some()).or(name).unwrap_or_else(|| "Buyer".to_owned()),
        address: format!("{}, Hyderabad {}, Telangana", site.locality.en, site.pin),
        gstin: gstin.and_then(|gstin| gstin.parse().ok()),
    })
}

/// When the invoice was issued that a credit note is of.
pub async fn dated(
    db: &mut PgConnection,
    id: InvoiceId,
) -> Result<Option<(InvoiceNumber, Date)>, StoreError> {
    Ok(one(db, id).await?.map(|invoice| (invoice.heading.number, invoice.heading.dated)))
}

pub async fn keep(
    db: &mut PgConnection,
    now: Timestamp,
    invoice: &Invoice,
    credits: Option<InvoiceId>,
) -> Result<(), StoreError> {
    let heading = &invoice.heading;
    let paper = serde_json::to_string(invoice)
        .map_err(|e| StoreError::unreadable("invoice", "paper", invoice.id, e))?;
    sqlx::query!(
        "insert into invoice (id, vendor_id, kind, financial_year, place, number, order_id, part_id, credits,
                              dated, total_paise, paper, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        invoice.id.0,
        invoice.supplier.id.0,
        heading.number.kind.as_str(),
        heading.number.year.begins(),
        i32::try_from(heading.number.place).unwrap_or(i32::MAX),
        heading.number.to_string(),
        heading.order.0,
        heading.part.0,
        credits.map(|of| of.0),
        heading.dated.to_sqlx() as _,
        invoice.total_paise.get(),
        paper,
        now.to_sqlx() as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn one(db: &mut PgConnection, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
    let paper = sqlx::query_scalar!("select paper from invoice where id = $1", id.0)
        .fetch_optional(db)
        .await?;
    paper.map(|paper| read(&paper, id.0)).transpose()
}

fn read(paper: &str, id: Uuid) -> Result<Invoice, StoreError> {
    serde_json::from_str(paper).map_err(|e| StoreError::unreadable("invoice", "paper", id, e))
}

/// What to look for; none means any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub vendor: Option<VendorId>,
    pub order: Option<OrderId>,
    pub kind: Option<Kind>,
    /// Business days, both within.
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Where the page begins: the last row of the one before.
    pub after: Option<(Date, Uuid)>,
}

/// The latest first.
pub async fn list(
    db: &mut PgConnection,
    filter: &Filter,
    limit: i64,
) -> Result<Vec<Invoice>, StoreError> {
    let rows = sqlx::query!(
        "select id, paper
         from invoice
         where ($1::uuid is null or vendor_id = $1)
           and ($2::uuid is null or order_id = $2)
           and ($3::text is null or kind = $3)
           and ($4::date is null or dated >= $4)
           and ($5::date is null or dated <= $5)
           and ($6::date is null or (dated, id) < ($6, $7::uuid))
         order by dated desc, id desc
         limit $8",
        filter.vendor.map(|vendor| vendor.0),
        filter.order.map(|order| order.0),
        filter.kind.map(Kind::as_str),
        filter.from.map(ToSqlx::to_sqlx) as _,
        filter.to.map(ToSqlx::to_sqlx) as _,
        filter.after.map(|(day, _)| day.to_sqlx()) as _,
        filter.after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| read(&row.paper, row.id)).collect()
}
