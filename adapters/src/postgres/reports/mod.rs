//! Reports: one query each, over a range of business days. What a figure means stands in `docs/reports.md`.

use jiff::Timestamp;

/// What was ordered, and what became of it.
pub mod sales;

/// How yards answer and deliver.
pub mod vendors;

/// What yards have.
pub mod inventory;

/// How the office answers.
pub mod tickets;

/// From the first instant of a day to the first of another, in the business's time zone.
#[derive(Clone, Debug)]
pub struct Span<'a> {
    pub from: Timestamp,
    pub before: Timestamp,
    /// As PostgreSQL knows it: `Asia/Kolkata`.
    pub zone: &'a str,
}
