//! Reports: each one query over a range of days, as JSON or as a sheet. What a figure means stands in `docs/reports.md`.

/// From a day to another.
mod range;

/// JSON or CSV.
mod sheet;

/// What Razorpay has settled, against the ledger.
pub(super) mod reconciliation;

/// What was ordered.
pub(super) mod sales;

/// How yards answer and deliver.
pub(super) mod vendors;

/// What yards have.
pub(super) mod inventory;

/// How the office answers.
pub(super) mod tickets;
