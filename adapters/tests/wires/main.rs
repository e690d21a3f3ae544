//! The wire formats: what leaves, what comes, how it fails. The other end is a socket that answers by script, or a
//! fixture of `tests/fixtures`, written as Meta and Razorpay write.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

/// A server that answers by script and keeps what it was asked.
mod server;

/// Bytes and the signatures that the providers would give them.
mod signatures;

mod whatsapp_bills;
mod whatsapp_failures;
mod whatsapp_limits;
mod whatsapp_media;
mod whatsapp_sending;
mod whatsapp_templates;
mod whatsapp_updates;
mod whatsapp_volume;

/// The folder of files.
mod files;

/// SMS and push.
mod carriers;

mod razorpay_calls;
mod razorpay_hooks;
mod razorpayx_calls;
