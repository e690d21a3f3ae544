//! The catalogue: what is sold, by whom, for how much, and how it is taxed.

/// What lists are searched by.
mod search;

/// SKUs.
pub(super) mod skus;

/// Listings: prices and stock.
pub(super) mod listings;

/// Import and export.
pub(super) mod sheets;

/// What a typed line means.
pub(super) mod interpret;

/// Words that nobody knew.
pub(super) mod words;

/// Spellings that are taught.
pub(super) mod aliases;

/// What they make of past messages.
mod past;

/// GST by the day.
pub(super) mod taxes;

use jiff::civil::Date;

use crate::web::Web;

/// The business's day, on which rates count.
fn today(web: &Web) -> Date {
    web.app.clock.today().date()
}
