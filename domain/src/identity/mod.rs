//! What a business shows of itself to be paid and to invoice: numbers with a form, and some with a check. Whether they are
//! somebody's, only who keeps the register knows; what cannot be anybody's is refused here, with what is wrong.
//!
//! `Debug` hides what a stranger could use (a PAN, an account, a UPI address); showing it takes a method whose name says so.

/// Goods and services tax: the number of a registration.
mod gstin;

/// Income tax: the number of a person or a firm.
mod pan;

/// Where a bank account is, and its number.
mod bank;

/// A UPI address.
mod upi;

/// Where mail reaches somebody.
mod email;

pub use self::bank::{AccountNumber, Ifsc};
pub use self::email::{Email, NotAnEmail};
pub use self::gstin::{Gstin, NotAGstin, TELANGANA, state_name};
pub use self::pan::{Holder, Pan};
pub use self::upi::UpiAddress;

/// What was typed is none, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOne {
    #[error("has {is} characters, and such a number has {must}")]
    Length { is: usize, must: &'static str },
    #[error("has at place {place} what cannot stand there")]
    Form { place: usize },
}

/// As it is written in a register: without blanks and dashes, in capital letters.
fn plain(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(crate::quantity::western_digit)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Checks each character against its place: `A` a letter, `9` a digit, `X` either, anything else itself.
fn fits(text: &[char], form: &str, must: &'static str) -> Result<(), NotOne> {
    if text.len() != form.chars().count() {
        return Err(NotOne::Length { is: text.len(), must });
    }
    let fits = |c: char, place: char| match place {
        'A' => c.is_ascii_uppercase(),
        '9' => c.is_ascii_digit(),
        'X' => c.is_ascii_uppercase() || c.is_ascii_digit(),
        itself => c == itself,
    };
    match text.iter().zip(form.chars()).position(|(c, place)| !fits(*c, place)) {
        Some(at) => Err(NotOne::Form { place: at + 1 }),
        None => Ok(()),
    }
}

/// All but the last four hidden.
fn masked(text: &str) -> String {
    let length = text.chars().count();
    text.chars().enumerate().map(|(at, c)| if at + 4 < length { '*' } else { c }).collect()
}

#[cfg(test)]
mod tests;
