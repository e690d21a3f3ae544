//! A bank account: IFSC, the code of a branch, and the number, which is text: it may begin with zeros.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{NotOne, fits, masked, plain};

/// Four letters of the bank, a zero, six of the branch.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ifsc(String);

/// Nine to eighteen digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountNumber(String);

impl Ifsc {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bank's four letters.
    #[must_use]
    pub fn bank(&self) -> &str {
        self.0.get(..4).unwrap_or_default()
    }
}

impl FromStr for Ifsc {
    type Err = NotOne;

    fn from_str(text: &str) -> Result<Self, NotOne> {
        let mut characters = plain(text);
        // Nearly everybody has once typed the letter O for the zero, and a letter cannot stand there.
        if let Some(fifth) = characters.get_mut(4).filter(|c| **c == 'O') {
            *fifth = '0';
        }
        fits(&characters, "AAAA0XXXXXX", "11")?;
        Ok(Self(characters.iter().collect()))
    }
}

impl AccountNumber {
    /// All of it, for the payout.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// `********1234`, for people.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

impl FromStr for AccountNumber {
    type Err = NotOne;

    fn from_str(text: &str) -> Result<Self, NotOne> {
        let characters = plain(text);
        if !(9..=18).contains(&characters.len()) {
            return Err(NotOne::Length { is: characters.len(), must: "9 to 18" });
        }
        if let Some(at) = characters.iter().position(|c| !c.is_ascii_digit()) {
            return Err(NotOne::Form { place: at + 1 });
        }
        Ok(Self(characters.iter().collect()))
    }
}

impl TryFrom<String> for Ifsc {
    type Error = NotOne;

    fn try_from(text: String) -> Result<Self, NotOne> {
        text.parse()
    }
}

impl From<Ifsc> for String {
    fn from(ifsc: Ifsc) -> Self {
        ifsc.0
    }
}

impl TryFrom<String> for AccountNumber {
    type Error = NotOne;

    fn try_from(text: String) -> Result<Self, NotOne> {
        text.parse()
    }
}

impl From<AccountNumber> for String {
    fn from(number: AccountNumber) -> Self {
        number.0
    }
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccountNumber({})", self.masked())
    }
}
