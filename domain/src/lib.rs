//! What the business of RealServ means: prices, stock rules, the life of an order, money.
//!
//! Pure: no I/O, no clock, no randomness, no `async`, no SQL types. What happens outside comes in as an
//! event, what should happen outside leaves as a value. Modules stand in reading order.
#![deny(
    clippy::wildcard_enum_match_arm,
    clippy::match_wildcard_for_single_variants,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic
)]

/// Integer paise, and the one place that formats rupees.
pub mod money;

/// Quantities with a unit, in thousandths.
pub mod quantity;

/// Who wants to sell.
pub mod application;

/// Ids, and the minter that draws them from the event that causes them.
pub mod ids;

/// Phone numbers, printed masked.
pub mod phone;

/// Where something is: PIN codes, points, distances, addresses.
pub mod place;

/// Rings on the map, and what lies inside.
pub mod ring;

/// How a driver finds a site: the buyer's own words for it.
pub mod way;

/// The form that asks for a site.
pub mod form;

/// Days, parts of the day, shifts, slots; all in the business's time zone.
pub mod time;

/// The three languages, and names that exist in each.
pub mod language;

/// What is sold: categories, trades, SKUs and their unit rules.
pub mod catalog;

/// What people type, read as things to buy.
pub mod understand;

/// What a typed line means, whatever is on the shelf.
pub mod interpret;

/// What a buyer has picked so far.
pub mod cart;

/// GST out of inclusive prices.
pub mod tax;

/// Who somebody is to the tax office and to his bank.
pub mod identity;

/// Invoices: their numbers, and sums in words.
pub mod invoices;

/// Vendors: where they are, when they are open.
pub mod vendors;

/// Which vehicle brings a load, and in how many trips.
pub mod vehicles;

/// The price of a whole cart at a place, from which vendors.
pub mod quote;

/// Zones: when things come, what they cost there, where the borders lie.
pub mod zones;

/// The life of an order: state, events, facts, effects.
pub mod orders;

/// What the payment provider told us, and how it ranks.
pub mod payments;

/// Balanced postings in paise.
pub mod ledger;

/// Lists that a buyer keeps, and when they come round.
pub mod lists;

/// Commission, withheld taxes and welfare: what is taken of a sale, by dated rates.
pub mod fees;

/// What vendors are paid, and when.
pub mod settlements;

/// What WhatsApp takes for a message, by dated prices.
pub mod score;
pub mod sends;

/// What Razorpay has settled, against the ledger.
pub mod books;

/// What a person is shown, and what a person did.
pub mod message;

/// What is told beside WhatsApp, and by which ways.
pub mod notice;

/// Files that people send: which are kept, and why one is not.
pub mod media;
