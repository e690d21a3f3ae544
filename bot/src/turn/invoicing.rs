//! A paper gets its number, and its names as they are now, and is kept: within the turn that wants it, so that a turn that
//! does not come about leaves no gap.

use jiff::Zoned;
use realserv_adapters::postgres::{StoreError, invoices};
use realserv_domain::ids::PartId;
use realserv_domain::invoices::{Draft, FinancialYear, Heading, Invoice};
use realserv_domain::orders::{Answer, Order};
use sqlx::PgConnection;

use super::TurnError;

pub(super) async fn invoice(
    db: &mut PgConnection,
    now: &Zoned,
    order: &Order,
    part: PartId,
    draft: Box<Draft>,
) -> Result<Answer, TurnError> {
    let supplier = invoices::supplier(db, draft.vendor).await?;
    let supplier = supplier.ok_or(StoreError::Conflict { what: "the vendor of a part" })?;
    let recipient = invoices::recipient(db, order.buyer, &order.site).await?;
    let credits = match draft.credits {
        Some(of) => invoices::dated(db, of).await?,
        None => None,
    };
    let (kind, year) = (Invoice::kind(&draft, &supplier), FinancialYear::of(now.date()));
    let number = invoices::next_number(db, draft.vendor, kind, year).await?;
    let heading = Heading {
        number,
        dated: now.date(),
        order: order.id,
        order_number: order.number.clone(),
        part,
        credits,
    };
    let invoice = Invoice::of(&draft, heading, supplier, recipient);
    invoices::keep(db, now.timestamp(), &invoice, draft.credits).await?;
    metrics::counter!("realserv_invoices_total", "kind" => kind.as_str()).increment(1);
    Ok(Answer::Invoiced { part, draft, number })
}
