//! The program over the years and on several nodes: what leaves and what stays, and who works on what.

/// Old rows leave, and what is needed stays.
mod housekeeping;

/// Several nodes share the work.
mod nodes;

/// Invoices of one vendor, closed at once.
mod invoices;

/// More people than bags.
mod crowd;
