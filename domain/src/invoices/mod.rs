//! Invoices: what every one of them has by rule 46 of the CGST Rules (india-commerce.md 1.5), as far as it needs no table.

/// Numbers without a gap, a series for each supplier and financial year.
mod number;

/// Sums in words.
mod words;

pub use self::number::{FinancialYear, InvoiceNumber, Kind, NotANumber};
pub use self::words::in_words;
