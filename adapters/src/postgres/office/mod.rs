//! What the office looks at and changes by its API: lists with keyset pages, rows locked for a change, and the audit
//! log that every change writes in its own transaction. What an order decides is not here: it goes through the inbox.
//!
//! A page asks for one row more than it shows, so that the caller knows whether there is a next one.

/// Who changed what.
pub mod audit;

/// SKUs.
pub mod skus;

/// Listings: price, stock, minimum.
pub mod listings;

/// What sheets name by code.
pub mod sheets;

/// Counts that came as a sheet, and the way back.
pub mod stock_imports;

/// What they are taxed at, by the day.
pub mod taxes;

/// Vendors and their hours.
pub mod vendors;

/// Who wants to be one.
pub mod applications;

/// What they are paid.
pub mod payouts;

/// Zones with their localities.
pub mod zones;

/// A zone's border, localities and closed days.
pub mod places;

/// Price lists of zones.
pub mod zone_prices;

/// An order's money and history, beside its aggregate.
pub mod orders;

/// Who talks with us, and what was said.
pub mod conversations;

/// Somebody is wanted.
pub mod tickets;

/// Events that failed whenever they were tried.
pub mod dead_letters;
