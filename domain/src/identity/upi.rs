//! A UPI address: a name, `@`, and the handle of an app or a bank. The handle has no dot, so that no e-mail address passes for
//! one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::NotOne;

#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UpiAddress(String);

/// What the payout provider takes in all (razorpay.md 9).
const SHORTEST: usize = 3;
const LONGEST: usize = 100;

impl UpiAddress {
    /// All of it, for the payout.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `98*****@ybl`, for people.
    #[must_use]
    pub fn masked(&self) -> String {
        let (name, handle) = self.0.split_once('@').unwrap_or_default();
        let hidden = name.chars().enumerate().map(|(at, c)| if at < 2 { c } else { '*' });
        format!("{}@{handle}", hidden.collect::<String>())
    }
}

impl FromStr for UpiAddress {
    type Err = NotOne;

    /// Addresses are the same in either case, and are kept in small letters.
    fn from_str(text: &str) -> Result<Self, NotOne> {
        let address = text.trim().to_ascii_lowercase();
        let length = address.chars().count();
        if !(SHORTEST..=LONGEST).contains(&length) {
            return Err(NotOne::Length { is: length, must: "3 to 100" });
        }
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let Some((name, handle)) = address.split_once('@') else {
            return Err(NotOne::Form { place: length });
        };
        let wrong_name = name.chars().position(|c| !of_name(c)).map(|at| at + 1);
        if let Some(place) = wrong_name.or_else(|| (name.len() < 2).then_some(name.len() + 1)) {
            return Err(NotOne::Form { place });
        }
        let begins = name.len() + 1;
        let wrong = handle
            .chars()
            .enumerate()
            .position(|(at, c)| !(c.is_ascii_alphabetic() || at > 0 && c.is_ascii_digit()));
        match wrong.or_else(|| (!(2..=64).contains(&handle.len())).then_some(handle.len())) {
            Some(at) => Err(NotOne::Form { place: begins + at + 1 }),
            None => Ok(Self(address)),
        }
    }
}

impl TryFrom<String> for UpiAddress {
    type Error = NotOne;

    fn try_from(text: String) -> Result<Self, NotOne> {
        text.parse()
    }
}

impl From<UpiAddress> for String {
    fn from(address: UpiAddress) -> Self {
        address.0
    }
}

impl fmt::Debug for UpiAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UpiAddress({})", self.masked())
    }
}
