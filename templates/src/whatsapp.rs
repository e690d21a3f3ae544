//! The approved WhatsApp templates.
