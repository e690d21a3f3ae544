//! Razorpay on the wire: payment links, payments, refunds, webhooks.
//!
//! Not here: when money is asked for or given back (`domain/orders`), and when a call is repeated (`bot/src/deliver`).

/// The client, and the one place where its requests leave.
mod client;

/// Creating, seeing and cancelling payment links; the verified look-up.
mod links;

/// Payments and refunds.
mod payments;

/// The provider's entities, read leniently, with the provider's words translated into the domain's.
mod entity;

/// What was settled, day by day.
mod report;

/// What a failure allows next.
mod failure;

/// Why an attempt failed, in groups that the buyer can act on.
mod trouble;

/// Webhooks: signature, and what each is about.
pub mod webhook;

/// The signed redirect after a payment.
pub mod callback;

/// RazorpayX: payouts to vendors.
pub mod x;

pub use client::Client;
pub use entity::{DisputeEntity, LinkEntity, PaymentEntity, RefundEntity};
pub use failure::{CallFailure, Next};
pub use links::{NewLink, Seen};
pub use trouble::trouble_of;
