//! Papers: what people keep, as PDF. The same facts give the same bytes.
//!
//! Names of people come in three scripts, so each run of text is shaped with the face that has it (`fonts`); what is drawn can
//! be read out of the file again.

/// The faces, and text shaped with them.
mod fonts;

/// Pages, and what is drawn on them.
mod sheet;

/// Columns and rows.
mod table;

/// An invoice, a bill or a credit note.
mod invoice;

/// What a vendor's settlement comes to.
mod statement;

/// The days that a contractor pays his people for.
mod wages;

/// What stands above the last two.
mod letterhead;

pub use self::invoice::invoice;
pub use self::sheet::NoPaper;
pub use self::statement::statement;
pub use self::wages::wages;

#[cfg(test)]
mod tests;
