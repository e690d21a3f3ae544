//! Invoices: what every one of them has by rule 46 of the CGST Rules (india-commerce.md 1.4), as far as it needs no table.
//!
//! ```text
//! a part's state ──► what stands invoiced (`orders::invoiced`) ──► a draft ──► a number of the vendor's series ──► the invoice
//! ```
//!
//! The vendor is the supplier, so each part has an invoice of his; RealServ only writes it. Goods are invoiced when they leave
//! the yard (CGST Act s. 31: at the latest when they are moved), work when it is done. What becomes less afterwards is a
//! credit note: an invoice that was given to somebody is never written anew.

/// Numbers without a gap, a series for each supplier and financial year.
mod number;

/// Sums in words.
mod words;

/// What is to be invoiced, before it has a number.
mod draft;

/// The paper itself, as it is kept for good.
mod invoice;

pub use self::draft::{Draft, DraftLine, Of, Stands};
pub use self::invoice::{Heading, Invoice, InvoiceLine, Recipient, Supplier, Taxes, uqc};
pub use self::number::{FinancialYear, InvoiceNumber, Kind, NotANumber};
pub use self::words::in_words;
