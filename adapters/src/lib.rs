//! Everything outside the process, one folder each.

pub mod postgres;

/// Secrets that do not print, and signatures.
pub mod secret;

/// The HTTP client of every adapter.
pub mod http;

/// Reading other companies' JSON without losing the good half for the bad.
mod lenient;

/// Query strings of the requests that providers make to us.
mod query;

/// Meta's WhatsApp Cloud API: sending, templates, webhooks.
pub mod whatsapp;

/// Razorpay: payment links, payments, refunds, webhooks.
pub mod razorpay;

/// What went wrong with a mail, an SMS or a push.
pub mod carrier;

/// E-mail over SMTP.
pub mod mail;

/// SMS through a gateway, with its reports.
pub mod sms;

/// Push through Firebase.
pub mod fcm;

/// ClamAV's daemon.
pub mod clamd;

/// Where files that people sent are kept, and what they are.
pub mod files;
