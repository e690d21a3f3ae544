//! What people read, in English, Hindi and Telugu: chat texts (Fluent) and approved WhatsApp templates.
//!
//! Texts lie in `en/`, `hi/` and `te/`, one file per topic; each has a typed function on `Words`, so that a missing
//! variable does not compile. What is said when is not decided here.

/// Cutting a text to WhatsApp's limits without cutting a letter in two.
pub mod fit;

/// How money, amounts, days and hours are written in each language.
pub mod values;

/// The messages, a file per topic.
pub mod words;

/// Papers as PDF.
pub mod paper;

/// The approved templates: what Meta is given to approve, and typed calls of them.
pub mod whatsapp;

/// The texts of SMS, as they are registered.
pub mod sms;

pub use fit::fit;
pub use values::{Amount, Day, SlotOn, StateOf, StepOf, WorkDayOn};
pub use words::Words;

#[cfg(test)]
mod checks;
