//! Invoices and credit notes, as they were issued.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use realserv_adapters::postgres::invoices;
use realserv_domain::ids::{InvoiceId, OrderId, VendorId};
use realserv_domain::invoices::{Invoice, InvoiceLine, Kind, Taxes};
use realserv_domain::message::Paper;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::input::{Fields, Form, Id, Search};
use super::paging::{Page, PageParameters, Paging};
use super::paper;
use super::problem::{Missing, Problem, Refused};
use super::shown::{Day, Decimal};
use crate::web::Web;

const KINDS: &str = "tax_invoice, bill_of_supply, bill, credit_note";

/// A paper of the vendor's series.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvoiceShown {
    pub id: Uuid,
    /// Without a gap within a vendor, a kind and a financial year (April to March).
    #[schema(example = "I-2627-000001")]
    pub number: String,
    /// tax_invoice; bill_of_supply (nothing is taxed); bill (the vendor is not registered); credit_note.
    #[schema(example = "tax_invoice")]
    pub kind: String,
    pub dated: Day,
    /// Of a credit note: the number of the invoice that it takes something back of.
    #[schema(required, example = json!(null))]
    pub credits: Option<String>,
    pub order_id: Uuid,
    #[schema(example = "RS7K3M9QX")]
    pub order_number: String,
    pub part_id: Uuid,
    pub vendor_id: Uuid,
    /// As they were when it was issued.
    pub supplier: PartyShown,
    pub recipient: PartyShown,
    /// The state in which it was delivered: 36 is Telangana.
    #[schema(example = 36)]
    pub place_of_supply: u8,
    pub lines: Vec<InvoiceLineShown>,
    pub taxes: TaxesShown,
    /// What the total differs by from taxable value and taxes.
    #[schema(example = 1)]
    pub round_off_paise: i64,
    #[schema(example = 1_984_000)]
    pub total_paise: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyShown {
    #[schema(example = "Sri Lakshmi Cement and Steel")]
    pub name: String,
    #[schema(example = "Balanagar Main Road, Hyderabad 500037")]
    pub address: String,
    #[schema(required, example = "36AABCT1332L1ZF")]
    pub gstin: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvoiceLineShown {
    /// Null: the vendor's delivery.
    #[schema(required, example = "UltraTech OPC 53")]
    pub name: Option<String>,
    #[schema(example = "252329")]
    pub hsn: String,
    /// Zero of delivery, and of a credit without its quantity.
    pub quantity: Decimal,
    #[schema(required, example = "bag")]
    pub unit: Option<String>,
    /// Per cent.
    pub gst_rate: Decimal,
    pub taxes: TaxesShown,
    #[schema(example = 1_927_500)]
    pub total_paise: i64,
}

/// CGST and SGST within the state, IGST over a border.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TaxesShown {
    #[schema(example = 1_633_475)]
    pub taxable_paise: i64,
    #[schema(example = 147_012)]
    pub cgst_paise: i64,
    #[schema(example = 147_012)]
    pub sgst_paise: i64,
    #[schema(example = 0)]
    pub igst_paise: i64,
}

#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by the document; the values are in `filter`")]
struct InvoiceSearchParameters {
    /// Only of this vendor.
    vendor: Option<Uuid>,
    /// Only of this order.
    order: Option<Uuid>,
    /// tax_invoice, bill_of_supply, bill or credit_note.
    #[param(example = "credit_note")]
    kind: Option<String>,
    /// From this day on.
    #[param(example = "2026-11-01", format = Date)]
    from: Option<String>,
    /// Up to this day.
    #[param(example = "2026-11-30", format = Date)]
    to: Option<String>,
}

pub(super) struct InvoiceSearch {
    filter: invoices::Filter,
    paging: Paging<(Date, Uuid)>,
}

impl Form for InvoiceSearch {
    fn read(fields: &mut Fields) -> Self {
        let vendor = fields.take("vendor", |given| given.id()).map(VendorId);
        let order = fields.take("order", |given| given.id()).map(OrderId);
        let kind: Option<Kind> = fields.take("kind", |given| given.word(KINDS));
        let from = fields.take("from", |given| given.day());
        let to = fields.take("to", |given| given.day());
        let paging = Paging::<(Date, Uuid)>::read(fields);
        let filter = invoices::Filter { vendor, order, kind, from, to, after: paging.after };
        Self { filter, paging }
    }
}

/// Invoices and credit notes, the latest first
#[utoipa::path(
    get, path = "/invoices", tag = "invoices",
    params(InvoiceSearchParameters, PageParameters),
    responses((status = 200, body = Page<InvoiceShown>, description = "A page of invoices"), Refused),
)]
pub(super) async fn list_invoices(
    State(web): State<Web>,
    Search(search): Search<InvoiceSearch>,
) -> Result<Json<Page<InvoiceShown>>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let rows = invoices::list(&mut db, &search.filter, search.paging.fetch()).await?;
    let key = |row: &Invoice| (row.heading.dated, row.id.0);
    Ok(Json(search.paging.page(rows, key, InvoiceShown::from)))
}

/// One invoice or credit note
#[utoipa::path(
    get, path = "/invoices/{id}", tag = "invoices",
    params(("id" = Uuid, Path, description = "The invoice's id")),
    responses((status = 200, body = InvoiceShown, description = "As it was issued"), Refused, Missing),
)]
pub(super) async fn get_invoice(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Json<InvoiceShown>, Problem> {
    let mut db = web.app.pool.acquire().await?;
    let invoice = invoices::one(&mut db, InvoiceId(id)).await?.ok_or_else(missing)?;
    Ok(Json(invoice.into()))
}

/// The paper itself
///
/// The same bytes each time: what is printed was kept when it was issued.
#[utoipa::path(
    get, path = "/invoices/{id}/pdf", tag = "invoices",
    params(("id" = Uuid, Path, description = "The invoice's id")),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf", description = "The PDF"), Refused, Missing),
)]
pub(super) async fn get_invoice_pdf(
    State(web): State<Web>,
    Id(id): Id,
) -> Result<Response, Problem> {
    paper::shown(&web.app, Paper::Invoice(InvoiceId(id)), missing).await
}

fn missing() -> Problem {
    Problem::not_found("There is no invoice with this id.")
}

impl From<Invoice> for InvoiceShown {
    fn from(invoice: Invoice) -> Self {
        let taxes = invoice.taxes().into();
        let Invoice { id, heading, supplier, recipient, .. } = invoice;
        Self {
            id: id.0,
            number: heading.number.to_string(),
            kind: heading.number.kind.as_str().to_owned(),
            dated: Day(heading.dated),
            credits: heading.credits.map(|(number, _)| number.to_string()),
            order_id: heading.order.0,
            order_number: heading.order_number.to_string(),
            part_id: heading.part.0,
            vendor_id: supplier.id.0,
            supplier: PartyShown {
                name: supplier.name,
                address: supplier.address,
                gstin: supplier.gstin.map(String::from),
            },
            recipient: PartyShown {
                name: recipient.name,
                address: recipient.address,
                gstin: recipient.gstin.map(String::from),
            },
            place_of_supply: invoice.place_of_supply,
            lines: invoice.lines.into_iter().map(InvoiceLineShown::from).collect(),
            taxes,
            round_off_paise: invoice.round_off_paise.get(),
            total_paise: invoice.total_paise.get(),
        }
    }
}

impl From<InvoiceLine> for InvoiceLineShown {
    fn from(line: InvoiceLine) -> Self {
        Self {
            name: line.name.map(|name| name.en),
            hsn: line.hsn,
            quantity: line.quantity.into(),
            unit: line.unit.map(|unit| unit.as_str().to_owned()),
            gst_rate: line.gst_rate.into(),
            taxes: line.taxes.into(),
            total_paise: line.total_paise.get(),
        }
    }
}

impl From<Taxes> for TaxesShown {
    fn from(taxes: Taxes) -> Self {
        Self {
            taxable_paise: taxes.taxable_paise.get(),
            cgst_paise: taxes.cgst_paise.get(),
            sgst_paise: taxes.sgst_paise.get(),
            igst_paise: taxes.igst_paise.get(),
        }
    }
}
